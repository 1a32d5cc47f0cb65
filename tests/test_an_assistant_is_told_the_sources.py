"""The MCP server over standard input and output, with the SDK's own client: as an assistant would use it."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

mcp = pytest.importorskip("mcp")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def session(talk: Callable[[Any], Awaitable[Any]]) -> Any:
    """What `talk` gives, speaking to a fresh server process."""
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "casegraph", "mcp", "--case", "avery-dassey"]
    )

    async def main() -> Any:
        async with mcp.Client(command, read_timeout_seconds=60) as client:
            return await talk(client)

    return asyncio.run(main())


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    async def talk(client: Any) -> dict[str, Any]:
        calls = {
            "ask": ("ask", {"question": "Could the President pardon Steven Avery?", "on": "2016-01-08"}),
            "clemency": ("clemency", {"person_or_conviction": "Brendan Dassey", "on": "2019-12-20", "kind": "pardon"}),
            "why": ("why", {"conviction": "avery-2007-homicide", "authority": "US-president", "on": "2016-01-08"}),
            "show": ("show", {"thing": "Steven Avery"}),
            "query": ("query", {"sparql": "SELECT ?c WHERE { ?c a cg:Conviction }"}),
            "guilty": ("ask", {"question": "Is Steven Avery guilty?"}),
            "write": ("query", {"sparql": "DELETE WHERE { ?s ?p ?o }"}),
            "nobody": ("clemency", {"person_or_conviction": "Nobody Atall"}),
        }
        found = {key: (await client.call_tool(*call)).structured_content for key, call in calls.items()}
        return {**found, "tools": (await client.list_tools()).tools}

    return dict(session(talk))


def test_five_tools_are_offered_and_none_of_them_writes(told: dict[str, Any]) -> None:
    assert {tool.name for tool in told["tools"]} == {"ask", "clemency", "why", "show", "query"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in told["tools"])


def test_an_answer_comes_with_its_holders_and_sources(told: dict[str, Any]) -> None:
    assert told["ask"]["data"]["answer"] == "no" and "Sources" in told["ask"]["text"]
    assert told["ask"]["data"]["sources"]
    holders = [h["person"] for c in told["clemency"]["data"]["convictions"] for h in c["holders"]]
    assert "Tony Evers" in holders
    assert told["why"]["data"][0]["chain"] and "claim" in told["why"]["text"]
    assert told["show"]["data"]["label"] == "Steven Avery"
    assert len(told["query"]["data"]["rows"]) == 8


@pytest.mark.parametrize("key", ["guilty", "write", "nobody"])
def test_what_is_not_known_is_said_not_guessed(told: dict[str, Any], key: str) -> None:
    assert told[key]["answered"] is False and told[key]["data"] is None and len(told[key]["text"]) > 20
