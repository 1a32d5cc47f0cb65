"""A Model Context Protocol server, so that an assistant answers with our sources instead of guessing.

Five read-only tools: ask, clemency, why, show, query. Each gives the text a person would read, with its numbered
sources, and the same as JSON. An error is an answer too: it says what is not known, and is never papered over.
"""

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import CasegraphError, UsageError

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from ..graph import Graph
    from ..queries.table import Table

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
        return _told(lambda: graph().ask(question, on))

    def clemency(
        person_or_conviction: str, on: str | None = None, kind: str | None = None, authority: str | None = None
    ) -> dict[str, Any]:
        """Who holds clemency power over a conviction, or over every conviction of a person.

        `kind`: pardon, commutation, reprieve, remission; `authority`: one office, e.g. US-president.
        """
        return _told(lambda: graph().clemency(person_or_conviction, on, kind=kind, authority=authority))

    def why(conviction: str, authority: str, on: str | None = None) -> dict[str, Any]:
        """The chain of claims behind a yes or no, each with its source and passage."""
        return _told(lambda: graph().why(conviction, authority, on))

    def show(thing: str) -> dict[str, Any]:
        """One thing: its facts, what is only claimed of it, what is disputed, with sources."""
        return _told(lambda: graph().show(thing))

    def query(sparql: str) -> dict[str, Any]:
        """Answer a SPARQL query that only reads. Prefixes cg:, id:, rdf:, rdfs: are implied."""
        return _told(lambda: graph().query(sparql, **_limits()), _rows)

    return [ask, clemency, why, show, query]


_SECONDS, _MEGABYTES = 30, 1_000


def _limits() -> dict[str, Any]:
    """What a query may take; nothing is limited on a system that cannot fork."""
    return {"timeout": _SECONDS, "memory": _MEGABYTES} if hasattr(os, "fork") else {}


def _told(give: Callable[[], Any], tell: "Callable[[Any], tuple[str, Any]] | None" = None) -> dict[str, Any]:
    """The answer as text and data, or why there is none."""
    try:
        found = give()
        text, data = tell(found) if tell else (found.to_text(), found.to_json())
    except CasegraphError as error:
        return {"answered": False, "text": str(error), "data": None}
    return {"answered": True, "text": text, "data": data}


def _rows(table: "Table") -> tuple[str, Any]:
    """The rows of a query as lines of texts, and as lists."""
    rows = table.texts()
    return "\n".join("\t".join(row) for row in [table.columns, *rows]), {
        "columns": list(table.columns),
        "rows": [list(row) for row in rows],
    }
