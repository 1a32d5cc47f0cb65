"""Does an endpoint that hangs, fails, lies or is not there end in a clear message, after sensible tries?"""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

import casegraph
from casegraph.errors import StoreError
from casegraph.records.claim import Literal
from casegraph.store.memory import MemoryStore
from casegraph.store.probes import right
from casegraph.store.remote import RemoteStore
from casegraph.store.sparql import bound, written

ROWS = "application/sparql-results+json"
VERSION = {"head": {"vars": ["v"]}, "results": {"bindings": [{"v": {"type": "literal", "value": "1"}}]}}
RIGHT = {"head": {"vars": ["probe", "v"]}, "results": {"bindings": [
    {"probe": {"type": "literal", "value": str(number)},
     "v": {"type": "literal", "value": term.value, "datatype": term.datatype}} for number, term in enumerate(right())
]}}  # fmt: skip
NONE = {"head": {"vars": ["v"]}, "results": {"bindings": []}}


class Endpoint(BaseHTTPRequestHandler):
    """Answers each request by the next of the server's scripted answers, the last one for ever."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server = self.server
        length = int(self.headers.get("Content-Length", 0))
        form = parse_qs(self.rfile.read(length).decode())
        query = form["query"][0]
        probing = "?probe" in query and server.engine is None and server.script[0] is not hang
        if not probing:
            server.asked.append((self.headers, form))
        script = [rows(RIGHT)] if probing else server.script
        answer = script.pop(0) if len(script) > 1 else script[0] if script else server.engine(query)
        status, kind, body = answer if isinstance(answer, tuple) else answer(server)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silence."""


def rows(found: object) -> tuple[int, str, bytes]:
    return 200, ROWS, json.dumps(found).encode()


@contextmanager
def endpoint(
    *script: object, engine: Callable[[str], tuple[int, str, bytes]] | None = None
) -> Iterator[tuple[str, ThreadingHTTPServer]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    server.daemon_threads = True
    server.script, server.asked, server.let_go = list(script), [], threading.Event()
    server.engine = engine
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/query", server
    finally:
        server.let_go.set()
        server.shutdown()
        server.server_close()


def hang(server: ThreadingHTTPServer) -> tuple[int, str, bytes]:
    server.let_go.wait(20)
    return rows(VERSION)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr("casegraph.store.remote.time.sleep", slept.append)
    return slept


def test_an_endpoint_that_hangs_is_given_up_after_its_time() -> None:
    with endpoint(hang) as (url, server):
        with pytest.raises(StoreError, match=r"gave no answer within 0\.3 s \(set CASEGRAPH_TIMEOUT"):
            RemoteStore(url, timeout=0.3)
        assert len(server.asked) == 1


def test_a_failing_endpoint_is_asked_again_with_growing_pauses(no_pauses: list[float]) -> None:
    broken = (500, "text/plain", b"out of luck")
    with endpoint(broken, (503, "text/plain", b""), rows(VERSION)) as (url, server):
        RemoteStore(url)
        assert len(server.asked) == 3
        assert no_pauses == [0.2, 0.8]
    with endpoint(broken) as (url, server):
        with pytest.raises(StoreError, match="answered 500 Internal Server Error: out of luck"):
            RemoteStore(url)
        assert len(server.asked) == 3


def test_a_refusal_is_final() -> None:
    with endpoint((401, "text/plain", b"who are you?")) as (url, server):
        with pytest.raises(StoreError, match="401 Unauthorized: who are you"):
            RemoteStore(url)
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, "text/html", b"<html>"), "text/html instead of application/sparql-results"),
        ((200, ROWS, b"{"), "not in the SPARQL results format"),
        ((200, ROWS, b'{"head": {}, "results": 3}'), "not in the SPARQL results format"),
        ((301, "text/html", b"elsewhere"), "answered 301"),
        (rows(NONE), "holds no casegraph store: load into it"),
        (rows({**VERSION, "results": {"bindings": [{"v": {"type": "literal", "value": "9"}}]}}), "holds schema 9"),
    ],
)
def test_what_is_no_store_is_told(answer: tuple[int, str, bytes], words: str) -> None:
    with endpoint(answer) as (url, _), pytest.raises(StoreError, match=words):
        RemoteStore(url)


def test_an_endpoint_without_the_union_of_graphs_is_told_how_to_mend_it() -> None:
    with endpoint(rows(NONE), rows(NONE), rows(VERSION)) as (url, _), pytest.raises(StoreError, match="union"):
        RemoteStore(url)


def test_nobody_listens(no_pauses: list[float], run: Callable) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/query"
        with pytest.raises(StoreError, match=r"cannot be reached: .*refused"):
            RemoteStore(url)
        ran = run("show", "US-president", "--store", url)
    assert len(no_pauses) == 4
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be reached" in ran.err


@pytest.mark.parametrize("url", ["http://", "http://x:99999/q", "http://[::/q"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(StoreError, match="is not the address of an endpoint"):
        RemoteStore(url)


def test_a_password_is_sent_and_never_shown() -> None:
    with endpoint(rows(VERSION)) as (url, server):
        store = RemoteStore(url.replace("http://", "http://me:s%40cret@"))
        assert server.asked[0][0]["Authorization"] == "Basic bWU6c0BjcmV0"
        assert "cret" not in store.where + store.url


def test_a_slip_costs_no_request() -> None:
    with endpoint(rows(VERSION)) as (url, server):
        store = RemoteStore(url)
        with pytest.raises(StoreError, match="line 1, column"):
            store.query("SELECT ?x WHERE { ?x a }")
        assert len(server.asked) == 1


def test_a_connection_the_server_closed_is_opened_again() -> None:
    def closing(server: ThreadingHTTPServer) -> tuple[int, str, bytes]:
        raise ConnectionResetError

    with endpoint(rows(VERSION), rows(VERSION)) as (url, server):
        store = RemoteStore(url)
        assert store._connection is not None and store._connection.sock is not None
        store._connection.sock.close()
        assert store.query("ASK { ?x a cg:Person }").rows
        assert len(server.asked) == 2


def test_terms_of_every_kind_are_read() -> None:
    cells = [
        {"type": "uri", "value": "https://e.example/x"}, {"type": "bnode", "value": "b0"},
        {"type": "literal", "value": "a"}, {"type": "literal", "value": "a", "xml:lang": "en"},
        {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        {"type": "typed-literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
    ]  # fmt: skip
    answer = {"head": {"vars": ["v", "w"]}, "results": {"bindings": [{"v": cell} for cell in cells]}}
    with endpoint(rows(VERSION), rows(answer)) as (url, _):
        found = [row[0] for row in RemoteStore(url).query("SELECT ?v ?w WHERE { ?v a ?w }").rows]
    number = Literal("1", "http://www.w3.org/2001/XMLSchema#integer")
    lang = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    assert found == ["https://e.example/x", "_:b0", Literal("a"), Literal("a", lang), number, number]


def test_bindings_are_written_into_every_group_that_names_them() -> None:
    text = "SELECT ?a WHERE { { ?a ?p ?o } UNION { ?x ?y ?z FILTER(STR(?a) = '{ ?a') } # { ?a\n VALUES ?a { 1 } }"
    clause = "VALUES (?a) { (<https://e.example/x>) }"
    assert bound(text, {"a": "https://e.example/x"}).count(clause) == 3
    assert bound("ASK { ?s ?p ?o }", {"q": "https://e.example/x"}).count("VALUES") == 1
    assert bound("CONSTRUCT { ?a a ?b } WHERE { ?b ?c ?a }", {"a": "https://e.example/x"}).count("VALUES") == 1
    assert bound("ASK {}", {}) == "ASK {}"


def test_a_term_cannot_break_out_of_its_place() -> None:
    assert written(Literal('"}\n\\')) == r'"\"}\n\\"'
    with pytest.raises(StoreError, match="not an IRI"):
        written("https://e.example/> } DROP ALL #")


VACATED = """\
case: ex
sources: {d: {label: record, kind: docket}}
people: {doe: {name: Jane Doe, source: d}}
convictions: {c: {person: doe, law_broken: US-WI, sentence_type: other, date: 2000-01-01, source: d}}
events: {v: {kind: Vacatur, conviction: c, date: 2005-01-01, source: d}}
"""


def engine_that_gives(store: MemoryStore, given: Callable[[dict[str, str]], dict[str, str] | None]) -> Callable:
    """An engine right in all things, but for how it gives a literal; None: it finds no such row."""

    def answered(query: str) -> tuple[int, str, bytes]:
        found = store.query(query)
        bindings = []
        for row in found.rows:
            shown = {
                name: {"type": "uri", "value": term} if isinstance(term, str) else given(
                    {"type": "literal", "value": term.value, "datatype": term.datatype})
                for name, term in zip(found.columns, row, strict=True) if term is not None
            }  # fmt: skip
            if None not in shown.values():
                bindings.append(shown)
        return rows({"head": {"vars": list(found.columns)}, "results": {"bindings": bindings}})

    return answered


def as_virtuoso(term: dict[str, str]) -> dict[str, str]:
    kind = term["datatype"].rpartition("#")[2]
    value = {"true": "1", "false": "0"}.get(term["value"], term["value"]) if kind == "boolean" else term["value"]
    if kind in ("integer", "nonNegativeInteger"):
        value = f"+0{value}"
    if kind == "string":
        return {"type": "literal", "value": value}
    return {**term, "type": "typed-literal", "value": value + "Z" * (kind == "date")}


@pytest.fixture
def whole(small: Callable) -> MemoryStore:
    graph = small(VACATED)
    store = MemoryStore()
    store.load(graph.store.dump(index=True))
    return store


def test_a_vacated_conviction_is_moot_however_the_endpoint_writes_its_values(whole: MemoryStore) -> None:
    with endpoint(engine=engine_that_gives(whole, as_virtuoso)) as (url, _):
        graph = casegraph.load(url)
        assert graph.clemency("c", "2010-01-01").value == "moot"
        assert graph.clemency("c", "2004-01-01").value == "who"


@pytest.mark.parametrize(
    ("given", "probe"),
    [
        (lambda term: {**term, "datatype": term["datatype"].replace("boolean", "string")}, "truth value is given as"),
        (lambda term: None if term["datatype"].endswith("#date") else term, "days are compared by the calendar"),
        (lambda term: {**term, "value": term["value"].encode("ascii", "ignore").decode()}, "every letter comes back"),
    ],
)
def test_an_endpoint_that_fails_a_question_of_known_answer_is_refused_by_its_name(
    given: Callable, probe: str, whole: MemoryStore
) -> None:
    with endpoint(engine=engine_that_gives(whole, given)) as (url, _), pytest.raises(StoreError, match=probe):
        casegraph.load(url)
