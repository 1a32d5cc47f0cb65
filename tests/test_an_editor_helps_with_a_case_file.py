"""An editor with a YAML language server tells what a key means, offers what is known and marks only what is wrong.

It needs `yaml-language-server` on the PATH: npm install -g yaml-language-server.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casegraph.casefile.format.schema import json_schema
from casegraph.resources import shipped

pytestmark = pytest.mark.equipped
TEXT = """\
case: doe
sources: {d: {label: a docket, published: 1999}}
people: {doe: {name: Jane Doe, source: d}}
convictions:
  c:
    person: doe
    law_broken: US-G
    court: US-ca
    date: 1999
    source: d
events:
  e: {kind: , source: d}
"""


class Server:
    """A language server that speaks over its standard streams."""

    def __init__(self, program: str, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message | ({"id": number} if number else {})).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The next message; a server that asks for settings gets them, and nothing else that it asks for."""
        stream = self.process.stdout
        assert stream is not None
        size = 0
        while (line := stream.readline().strip()) or not size:
            if line.lower().startswith(b"content-length"):
                size = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(stream.read(size))
        if "method" in message and "id" in message:
            asked = message.get("params", {}).get("items", [])
            result = [self.settings.get(item.get("section")) for item in asked] or None
            reply = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}).encode()
            assert self.process.stdin is not None
            self.process.stdin.write(f"Content-Length: {len(reply)}\r\n\r\n".encode() + reply)
            self.process.stdin.flush()
        return message

    def ask(self, method: str, params: Any) -> Any:
        self.number += 1
        self.send(method, params, self.number)
        while True:
            message = self.read()
            if message.get("id") == self.number and "method" not in message:
                return message.get("result")

    def marked(self, uri: str) -> list[str]:
        """What the server marks in a file, once it has looked."""
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return [each["message"] for each in message["params"]["diagnostics"]]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    program = shutil.which("yaml-language-server")
    if program is None:
        pytest.skip("yaml-language-server is not installed")
    schema = tmp_path / "casegraph.schema.json"
    schema.write_text(json.dumps(json_schema()))
    yaml = {"validate": True, "hover": True, "completion": True, "schemas": {schema.as_uri(): "*.yaml"}}
    server = Server(program, {"yaml": yaml})
    server.ask("initialize", {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {
        "textDocument": {"hover": {"contentFormat": ["plaintext"]}, "completion": {}},
        "workspace": {"configuration": True}}})  # fmt: skip
    server.send("initialized", {})
    server.send("workspace/didChangeConfiguration", {"settings": {"yaml": yaml}})
    yield server
    server.process.kill()
    server.process.wait()
    for stream in (server.process.stdin, server.process.stdout):
        assert stream is not None
        stream.close()


@pytest.fixture
def opened(server: Server, tmp_path: Path) -> Callable[[str, str], str]:
    def opening(name: str, text: str) -> str:
        uri = (tmp_path / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        server.send("textDocument/didOpen", {"textDocument": document})
        return uri

    return opening


def place(uri: str, words: str, after: int = 0) -> dict[str, Any]:
    """A place in TEXT: of some words, or after them."""
    line = next(number for number, held in enumerate(TEXT.splitlines()) if words in held)
    column = TEXT.splitlines()[line].index(words) + after
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


def test_a_key_is_explained_and_known_ids_are_offered(server: Server, opened: Callable) -> None:
    uri = opened("doe.yaml", TEXT)
    server.marked(uri)  # it has read the schema by then
    shown = json.dumps(server.ask("textDocument/hover", place(uri, "law_broken", 2)))
    assert "the power follows it" in shown
    for words, known in (("law_broken: US-G", "US-GA"), ("court: US-ca", "US-ca4"), ("kind: ", "SentenceVacated")):
        found = server.ask("textDocument/completion", place(uri, words, len(words)))
        items = found["items"] if isinstance(found, dict) else found
        assert known in {item["label"] for item in items}, words


@pytest.mark.parametrize("case", ["avery-dassey", "scottsboro-boys"])
def test_nothing_is_marked_in_a_sound_file(case: str, server: Server, opened: Callable) -> None:
    uri = opened(f"{case}.yaml", shipped(f"datasets/cases/{case}.yaml").read_text(encoding="utf-8"))
    assert server.marked(uri) == []


def test_a_key_that_is_none_is_marked(server: Server, opened: Callable) -> None:
    uri = opened("roe.yaml", TEXT.replace("person:", "persn:").replace("kind: ,", "kind: Pardon,"))
    assert [message for message in server.marked(uri) if "persn" in message]
