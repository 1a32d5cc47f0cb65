"""Commands that answer other programs on this machine: serve a SPARQL endpoint, mcp for an assistant."""

import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from .app import Given, command, echo, say

__all__ = ["mcp", "serve"]

_PREFIXES = ("cg", "id", "rdf", "rdfs", "oa")
_EXAMPLES = (
    ("Which convictions are there, and whose law was broken?",
     "SELECT ?person ?conviction ?sovereign WHERE {\n"
     "  ?c a cg:Conviction ; rdfs:label ?conviction ; cg:person/rdfs:label ?person ;\n"
     "     cg:lawBroken/rdfs:label ?sovereign\n"
     "} ORDER BY ?person ?conviction"),
    ("Who decides on clemency for offences against Wisconsin, and on what basis?",
     "SELECT DISTINCT ?office ?basis WHERE {\n"
     "  ?power cg:sovereign id:US-WI ; cg:decider/rdfs:label ?office ; cg:basis ?basis\n"
     "} ORDER BY ?office ?basis"),
)  # fmt: skip


@command(
    examples="""
    casegraph serve
    casegraph serve --case my-case.yaml --port 8080
    casegraph serve --store my-store
    """,
    takes="case",
)
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0: any free one.")
def serve(given: Given, port: int) -> None:
    """A SPARQL endpoint with a query page, read-only and for this machine alone, until Ctrl-C.

    Unlike casegraph query, the server knows no implied prefixes and does not refuse SERVICE. Its query page asks
    prefix.cc for a list of prefixes when your browser opens it; your queries stay on this machine.
    """
    from ..serving.endpoint import served

    signal.signal(signal.SIGINT, _stop)  # a process started in the background inherits it ignored
    signal.signal(signal.SIGTERM, _stop)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, _stop)
    try:
        with served(lambda: given.graph().complete(), port) as server:
            echo(_told(server.page, server.endpoint))
            sys.stdout.flush()
            server.wait()
    except KeyboardInterrupt:
        say("stopped")


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """Treat SIGTERM and SIGHUP like Ctrl-C."""
    raise KeyboardInterrupt


def _told(page: str, endpoint: str) -> str:
    from ..vocabulary import PREFIXES

    prefixes = "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in _PREFIXES)
    examples = "\n\n".join(f"# {question}\n{query}" for question, query in _EXAMPLES)
    return (
        f"Query page  {page}\nEndpoint    {endpoint}\nRead-only, for this machine alone. Stop with Ctrl-C.\n\n"
        f"Put these lines before a query:\n\n{prefixes}\n\nThen for example:\n\n{examples}\n"
    )


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
