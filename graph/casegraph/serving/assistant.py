"""A Model Context Protocol server, so that an assistant answers with our sources instead of guessing.

Five read-only tools: ask, clemency, why, show, query. Each gives the text a person would read, with its numbered
sources, and the same as JSON. An error is an answer too: it says what is not known, and is never papered over.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import CasegraphError, UsageError

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from ..graph import Graph

__all__ = ["assistant"]

_INSTRUCTIONS = """\
casegraph answers who holds clemency power over which criminal conviction, on which date, on what legal basis, who does
not, and why not. Give its answers with their date and numbered sources. When it says unknown, disputed or cannot
answer, say so; do not fill the gap. A claim of standing attributed or contested is not a fact. No legal advice."""


def assistant(open_graph: "Callable[[], Graph]") -> "MCPServer":
    """The server over the graph that `open_graph` gives; it is opened when a tool is first used.

    Raises:
        UsageError: the SDK is not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise UsageError('the assistant server needs the MCP SDK: pip install "casegraph[mcp]"') from error
    server = MCPServer("casegraph", instructions=_INSTRUCTIONS, log_level="ERROR")
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in _tools(cache(open_graph)):
        server.tool(annotations=reads, structured_output=True)(tool)
    return server


def _tools(graph: "Callable[[], Graph]") -> list[Callable[..., Any]]:
    def ask(question: str, on: str | None = None) -> dict[str, Any]:
        """Answer a plain question about clemency, e.g. "Could the President pardon Steven Avery?".

        `on` is a day, YYYY-MM-DD; today when left out.
        """

        def give() -> tuple[str, Any]:
            answer = graph().ask(question, on)
            return answer.to_text(), answer.to_json()

        return _told(give)

    def clemency(
        person_or_conviction: str, on: str | None = None, kind: str | None = None, authority: str | None = None
    ) -> dict[str, Any]:
        """Who holds clemency power over a conviction, or over every conviction of a person.

        `kind`: pardon, commutation, reprieve, remission; `authority`: one office, e.g. US-president.
        """

        def give() -> tuple[str, Any]:
            answer = graph().clemency(person_or_conviction, on, kind=kind, authority=authority)
            return answer.to_text(), answer.to_json()

        return _told(give)

    def why(conviction: str, authority: str, on: str | None = None) -> dict[str, Any]:
        """The chain of claims behind a yes or no, each with its source and passage."""

        def give() -> tuple[str, Any]:
            found = graph().why(conviction, authority, on)
            return found.to_text(), [each.to_json() for each in found]

        return _told(give)

    def show(thing: str) -> dict[str, Any]:
        """One thing: its facts, what is only claimed of it, what is disputed, with sources."""

        def give() -> tuple[str, Any]:
            shown = graph().show(thing)
            return shown.to_text(), shown.to_json()

        return _told(give)

    def query(sparql: str) -> dict[str, Any]:
        """Answer a SPARQL query that only reads. Prefixes cg:, id:, rdf:, rdfs: are implied."""

        def give() -> tuple[str, Any]:
            rows = graph().query(sparql)
            shown = "\n".join("\t".join(row) for row in [rows.columns, *rows.texts()])
            return shown, {"columns": list(rows.columns), "rows": [list(row) for row in rows.texts()]}

        return _told(give)

    return [ask, clemency, why, show, query]


def _told(give: Callable[[], tuple[str, Any]]) -> dict[str, Any]:
    """The answer as text and data, or why there is none."""
    try:
        text, data = give()
    except CasegraphError as error:
        return {"answered": False, "text": str(error), "data": None}
    return {"answered": True, "text": text, "data": data}
