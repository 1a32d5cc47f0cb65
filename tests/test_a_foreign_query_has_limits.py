"""Does a query of a stranger end within its time and memory, and leave the caller's process as it was?"""

import contextlib
import http.server
import os
import random
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import ClassVar, NoReturn

import pyoxigraph
import pytest

import casegraph
from casegraph.errors import StoreError
from casegraph.queries.rdflib_engine import query_with_rdflib
from casegraph.store import refuse_unsafe
from casegraph.store.limits import _limit, _limit_time, limited

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT ?a ?b ?c ?d ?e ?f WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?a"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="limits need fork")


def test_an_ordinary_query_gives_the_same_within_limits(seed: casegraph.Graph) -> None:
    for text in ("SELECT ?x WHERE { ?x a cg:Conviction } ORDER BY ?x", "ASK { ?x a cg:Pardon }"):
        assert seed.query(text, timeout=60, memory=2000) == seed.query(text)
    node = {"x": seed.find("US-WI-governor")}
    assert seed.query("SELECT ?x ?y WHERE { ?x rdfs:label ?y }", node, timeout=60).rows


def test_a_slow_query_is_stopped(seed: casegraph.Graph) -> None:
    start = time.monotonic()
    with pytest.raises(StoreError, match=r"longer than 0\.5 s"):
        seed.query(SLOW, timeout=0.5)
    assert time.monotonic() - start < 20
    assert seed.query("ASK { ?x a cg:Conviction }").texts() == [("true",)]


def test_a_greedy_query_is_stopped(seed: casegraph.Graph) -> None:
    with pytest.raises(StoreError, match="more memory than 200 MB"):
        seed.query(GREEDY, timeout=120, memory=200)


def test_a_wrong_query_is_told_as_ever(seed: casegraph.Graph) -> None:
    for text, words in (("SELECT ?x WHERE { ?x a }", "line 1, column"), ("DROP ALL", "DROP is refused")):
        with pytest.raises(StoreError, match=words):
            seed.query(text, timeout=60)


def test_the_command_line_sets_limits(run: Callable) -> None:
    ran = run("query", "-", "--case", "avery-dassey", "--timeout", "0.5", stdin=SLOW)
    assert (ran.code, ran.out) == (2, "")
    assert "longer than 0.5 s" in ran.err and "--timeout" in ran.err
    assert run("query", "-", "--case", "avery-dassey", stdin="ASK { ?x a cg:Conviction }").out == "yes\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux kills a child with its parent")
def test_a_child_that_answers_dies_with_the_process_that_asked() -> None:
    reading, writing = os.pipe()
    caller = os.fork()
    if caller == 0:
        limited(lambda: told_and_waits(writing), 60, None)
    child = int(os.read(reading, 20))
    os.kill(caller, signal.SIGKILL)
    os.waitpid(caller, 0)
    os.close(writing)
    assert child != caller and select.select([reading], [], [], 10)[0]
    assert os.read(reading, 1) == b"", "the pipe closes when the last who holds it is gone"
    os.close(reading)


def told_and_waits(writing: int) -> NoReturn:
    os.write(writing, str(os.getpid()).encode())
    while True:
        time.sleep(60)


def test_memory_is_limited_under_a_hard_limit_too() -> None:
    resource = pytest.importorskip("resource")
    child = os.fork()
    if child == 0:
        hard = 1 << 40
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        _limit(100)
        os._exit(0 if resource.getrlimit(resource.RLIMIT_AS)[0] < hard else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_processor_time_ends_a_child_that_nobody_stops() -> None:
    resource = pytest.importorskip("resource")
    child = os.fork()
    if child == 0:
        _limit_time(10)
        os._exit(0 if resource.getrlimit(resource.RLIMIT_CPU)[0] <= 15 else 1)
    assert os.waitpid(child, 0)[1] == 0


class Canary(http.server.BaseHTTPRequestHandler):
    """Whoever reaches it is noted."""

    hits: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_error(500)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def canary() -> Iterator[str]:
    """The address of a server on this machine that nothing may ask."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def reached(text: str) -> bool:
    """Does the bare engine ask the canary for this query?"""
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(*(pyoxigraph.NamedNode(f"x:{name}") for name in "spo")))
    Canary.hits.clear()
    with contextlib.suppress(SyntaxError, OSError, RuntimeError):
        list(store.query(text, prefixes={"cg": "x:"}))
    return bool(Canary.hits)


ROWS = "{ ?s ?p ?o }"
REACHING = [
    r"SELECT * { OPTIONAL { ?s cg:a\#b ?o } SERVICE <URL> ROWS }",
    "SELECT * { ?s ?p ?o # a comment ends here\rSERVICE <URL> ROWS }",
    "PREFIX ex: <URL> SELECT * { SERVICEex:place ROWS }",
    "PREFIX : <URL> SELECT * { serviceSILENT:place ROWS }",
    "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE<URL>ROWS }",
    "SELECT * { FILTER(1<2#>'''\n) SERVICE <URL> ROWS } #'''",
    "SELECT * { FILTER(2>1||1<2)SERVICE#>\n<URL> ROWS }",
    "SELECT * { FILTER EXISTS { SERVICE <URL> ROWS } }",
    r"SELECT * { OPTIONAL { ?s cg:a\'b ?o } SERVICE <URL> ROWS #'" + "\n}",
]
HIDDEN = [
    r"SELECT * { \u0053ERVICE <URL> ROWS }",
    r"SELECT * { ?s <http://e/\u0041#> ?o . SERVICE <URL> ROWS }",
    r"SELECT * FRO\U0000004D <URL> ROWS",
    "ASKFROM<URL>ROWS",
    "PREFIX ex: <URL> ASKFROMex:a ROWS",
    "SELECT * FROM NAMED <file:///etc/passwd> ROWS",
    r"SELECT * { ?s cg:a\#b ?o " + "{" * 300 + "}" * 301,
    "SELECT * { " + "<<" * 300 + "?s ?p ?o" + ">> ?p ?o" * 300 + "}",
    "LOAD <URL>",
    "SELECT * { ?s ?p 'never closed }",
    "SELECT * { ?s ?p \u00d7 }",
]


@pytest.mark.parametrize("text", REACHING)
def test_what_the_engine_would_ask_the_network_is_refused(text: str, canary: str, seed: casegraph.Graph) -> None:
    text = text.replace("URL", canary).replace("ROWS", ROWS)
    assert reached(text), "the engine does not reach the network by it: the test shows nothing"
    Canary.hits.clear()
    with pytest.raises(StoreError, match=r"SERVICE is refused|may be an address, or a comparison"):
        seed.query(text)
    with pytest.raises(StoreError):
        query_with_rdflib(seed.store, text)
    assert not Canary.hits


@pytest.mark.parametrize("text", HIDDEN)
def test_no_spelling_hides_what_is_refused(text: str, canary: str, seed: casegraph.Graph) -> None:
    text, said = text.replace("URL", canary).replace("ROWS", ROWS), "refused|nests deeper|never closed|the character"
    with pytest.raises(StoreError, match=said):
        refuse_unsafe(text)
    Canary.hits.clear()
    with pytest.raises(StoreError):
        query_with_rdflib(seed.store, text)
    assert not Canary.hits


_WRITTEN = r"""SERVICE SERVICESILENT true 1 ?s ?p ?o # #> <2#> <x#> > ) FILTER(1<2 FILTER(1<2) ' \' \# FILTER(1<2#>
''' " ex:a ex: _:b { } {?s?p?o} OPTIONAL{ VALUES(?x?y){(1<x:#>)} GRAPH @en \u0023 . FROM << <>"""
PIECES = [" ", "\n", "\r", *_WRITTEN.split()]
ENDS = ["SERVICE<URL>ROWS", "SERVICE ex:a ROWS", "SERVICEex:a ROWS", "SERVICE#>\n<URL>ROWS", ""]


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.thorough)])
def test_no_query_put_together_by_chance_passes_the_guard_and_reaches_the_network(count: int, canary: str) -> None:
    chance, asked = random.Random(count), 0
    for _ in range(count):
        body = "".join(chance.choices(PIECES, k=chance.randint(0, 5))) + chance.choice(ENDS) + chance.choice(PIECES)
        body += "}" * max(1, 1 + body.count("{") - body.count("}")) + chance.choice(("", " #'''", "#'"))
        text = "PREFIX ex: <URL> SELECT * { " + body
        text = text.replace("URL", canary).replace("ROWS", ROWS)
        if reached(text):
            asked += 1
            with pytest.raises(StoreError):
                refuse_unsafe(text)
    assert asked > count / 100


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes the network from a process")
def test_a_child_that_answers_has_no_network(canary: str) -> None:
    with pytest.raises(StoreError, match="ermission denied"):
        limited(lambda: asked_by_the_engine(canary), 30, None)


def asked_by_the_engine(address: str) -> NoReturn:
    Canary.hits.clear()
    try:
        list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <{address}> {ROWS} }}"))
    except OSError as error:
        raise StoreError(str(error)) from error
    raise StoreError("the engine reached the network")


@pytest.mark.parametrize(
    "text",
    [
        r"SELECT * { ?s ex:a\-SERVICE 'SERVICE \u0041' }",
        "SELECT * { ?s ex:b ?o # SERVICE\n }",
        "SELECT * { ?s <http://e/service#from> ?o FILTER(?o < 3 && ?o > 1) }",
        "SELECT ?service ?from { GRAPH services:of { ?service from:a ?from } }",
        "SELECT * { VALUES (?a ?b) { (1 <x#y>) } }",
        "SELECT * { FILTER(?a IN (<http://e/a#b>, <http://e/c#d>)) }",
        "PREFIX from: <x:> DESCRIBE from:a",
        "SELECT (?a+?b AS ?c) { ?s ex:%41.b-c.\u00e9 '''a\n''b''', \"x\"@en-GB, 1.5e-3, _:a.b }",
    ],
)
def test_what_only_looks_like_it_is_no_keyword(text: str) -> None:
    refuse_unsafe(text)
