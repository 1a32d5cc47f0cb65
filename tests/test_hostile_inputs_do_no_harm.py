"""Every input of the hostile corpus, through its door: refused or shown as text, and nothing else happens.

`pytest tests/test_hostile_inputs_do_no_harm.py -m "thorough or not thorough"` runs all of it.
"""

import http.server
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

import casegraph
from casegraph.errors import CasegraphError
from casegraph.serving.application import application
from casegraph.serving.guard import hosts_of
from conftest import Ran
from hostile import DOORS, Input, corpus

SECONDS = 20
"""No input may take longer, on a loaded machine; most take a hundredth of a second."""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CORPUS = corpus()


class Canary(http.server.BaseHTTPRequestHandler):
    """Whoever reaches it is noted."""

    hits: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_error(500)

    def log_message(self, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def canary() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary) as server:
        Canary.do_POST = Canary.do_GET  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Harness:
    """One input after the other in a folder of its own, with what must hold of each."""

    def __init__(self, run: Callable[..., Ran], folder: Path, canary: str, seed: casegraph.Graph) -> None:
        self._run, self._folder, self._canary, self._seed = run, folder, canary, seed
        self.client: Any = None
        self.secret = folder / "secret.txt"
        self.secret.write_text("the canary sings", encoding="utf-8")

    def try_out(self, each: Input) -> list[str]:
        """What went wrong; nothing, as a rule."""
        Canary.hits.clear()
        content = each.content.replace(b"CANARY", self._canary.encode()).replace(b"SECRET", str(self.secret).encode())
        started = time.monotonic()
        code, out, err = getattr(self, f"_{each.door}")(content, each)
        wrong = {
            f"exit code {code}": code not in each.codes,
            "a traceback": "Traceback" in err + out,
            "too slow": time.monotonic() - started > SECONDS,
            "the network was asked": bool(Canary.hits),
            "a file was read": "canary sings" in out + err,
            "a control character reached the terminal": bool(CONTROL.search(out + err)),
            f"{each.words!r} is not told: {err[:200]}": each.words not in out + err,
            "a file is left": set(self._folder.iterdir()) != {self.secret, *self._folder.glob("input.*")},
        }
        for made in self._folder.glob("input.*"):
            made.unlink()
        return [f"{each.door} / {each.name}: {what}" for what, is_so in wrong.items() if is_so]

    def _command(self, content: bytes, ending: str, *args: str) -> tuple[int, str, str]:
        (self._folder / f"input.{ending}").write_bytes(content)
        ran = self._run(*args)
        return ran.code, ran.out, ran.err

    def _check(self, content: bytes, each: Input) -> tuple[int, str, str]:
        return self._command(content, "yaml", "check", "input.yaml")

    _label = _check

    def _lines(self, content: bytes, each: Input) -> tuple[int, str, str]:
        return self._command(content + b"\n", "jsonl", "check", "input.jsonl")

    def _verify(self, content: bytes, each: Input) -> tuple[int, str, str]:
        return self._command(content, "zip", "verify", "input.zip")

    def _data(self, content: bytes, each: Input) -> tuple[int, str, str]:
        ending = each.name.split()[0][1:]
        (self._folder / "input.rq").write_text("ASK {}", encoding="utf-8")
        return self._command(content, ending, "query", "input.rq", "--data", f"input.{ending}")

    def _query(self, content: bytes, each: Input, engine: str = "oxigraph") -> tuple[int, str, str]:
        try:
            self._seed.query(content.decode(errors="surrogatepass"), engine=engine)
        except CasegraphError as error:
            return 2, "", "".join(char for char in str(error) if not CONTROL.match(char))
        return 0, "", ""

    def _rdflib(self, content: bytes, each: Input) -> tuple[int, str, str]:
        return self._query(content, each, "rdflib")

    def _serve(self, content: bytes, each: Input) -> tuple[int, str, str]:
        answer = self.client.get(content.decode(), follow_redirects=False)
        assert "<script>alert(1)" not in answer.text and "set-cookie" not in answer.headers
        return answer.status_code, answer.text, ""


@pytest.fixture
def harness(run: Callable[..., Ran], tmp_path: Path, canary: str, seed: casegraph.Graph) -> Harness:
    return Harness(run, tmp_path, canary, seed)


@pytest.mark.parametrize("door", DOORS)
def test_no_hostile_input_does_harm(door: str, harness: Harness, seed: casegraph.Graph) -> None:
    inputs = [each for each in CORPUS if each.door == door]
    if door == "serve":
        starlette = pytest.importorskip("starlette.testclient")
        app = application(lambda: seed, hosts_of("127.0.0.1", 80))
        harness.client = starlette.TestClient(app, base_url="http://127.0.0.1:80", raise_server_exceptions=False)
    wrong = [what for each in inputs for what in harness.try_out(each)]
    assert inputs and not wrong, "\n".join(wrong)


def test_the_corpus_is_as_large_as_promised_and_names_no_input_twice() -> None:
    assert len(CORPUS) >= 150
    assert len({(each.door, each.name) for each in CORPUS}) == len(CORPUS)
    assert {each.door for each in CORPUS} == set(DOORS)


@pytest.mark.thorough
@pytest.mark.parametrize("each", [each for each in CORPUS if each.door == "label"], ids=lambda each: each.name)
@pytest.mark.parametrize("door", ["html", "ttl", "jsonld", "graphml", "cypher-csv", "show", "timeline", "ask"])
def test_a_hostile_name_is_text_in_every_outlet(
    door: str, each: Input, run: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "input.yaml").write_bytes(each.content)
    commands = {
        "show": ("show", "k", "--case", "input.yaml"),
        "timeline": ("draw", "timeline", "input.yaml", "-o", "out"),
        "ask": ("ask", "Who can pardon Jane Doe?", "--case", "input.yaml"),
    }
    ran = run(*commands.get(door, ("export", door, "input.yaml", "-o", "out.html" if door == "html" else "out")))
    assert ran.code in (0, 1, 2, 4) and "Traceback" not in ran.err and not CONTROL.search(ran.out + ran.err)
    page = tmp_path / "out.html"
    assert not page.exists() or "<script>alert(1)" not in page.read_text(encoding="utf-8")
