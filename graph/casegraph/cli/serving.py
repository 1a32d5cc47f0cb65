"""Commands that answer other programs on this machine: serve the web application, mcp for an assistant."""

import sys

import click

from .app import Given, command, echo, say

__all__ = ["mcp", "serve"]


@command(
    examples="""
    casegraph serve
    casegraph serve --case my-case.yaml --port 8080
    casegraph serve --store my-store
    """,
    takes="case",
)
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0: any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="An address of this machine; any but 127.0.0.1 lets others in.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=60, show_default=True, metavar="SECONDS",
              help="How long a SPARQL query may take.")  # fmt: skip
@click.option("--memory", type=click.IntRange(1), default=2000, show_default=True, metavar="MB",
              help="How much memory it may take.")  # fmt: skip
def serve(given: Given, port: int, host: str, timeout: float, memory: int) -> None:
    """The web application on this machine, until Ctrl-C: ask, cases, jurisdictions, search, SPARQL, linked data.

    Pages of other sites are refused, nothing is fetched from elsewhere, a query only reads. Every page is also JSON
    (?format=json); things are Turtle and JSON-LD too. Programs send SPARQL queries to /query.
    """
    from ..errors import UsageError
    from ..queries.engines import Limits

    try:
        from ..serving.endpoint import listening, serve_graph
    except ImportError as error:
        raise UsageError('serving needs more: pip install "casegraph[serve]"') from error
    with listening(host, port) as on:

        def begun() -> None:
            echo(f"Open      {on.address}\nEndpoint  {on.address}query\nRead-only. Stop with Ctrl-C.")
            if host not in ("127.0.0.1", "::1", "localhost"):
                say(f"warning: whoever reaches {host} can read all of this")
            sys.stdout.flush()

        serve_graph(lambda: given.graph().complete(), on, Limits(timeout, memory), begun)
    say("stopped")


@command(
    examples="""
    casegraph mcp
    casegraph mcp --case my-case.yaml
    """,
    takes="case",
)
def mcp(given: Given) -> None:
    """Serve ask, clemency, why, show and query to an assistant over standard input and output (MCP), read-only."""
    from ..serving.assistant import assistant

    assistant(given.graph).run("stdio")
