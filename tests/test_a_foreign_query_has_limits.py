"""Does a query of a stranger end within its time and memory, and leave the caller's process as it was?"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

import pytest

import casegraph
from casegraph.errors import StoreError
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


@pytest.mark.parametrize(
    "text",
    [
        r"SELECT * { OPTIONAL { ?s <http://e/>|cg:a\#b ?o } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o # a comment ends here\rSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        r"SELECT * { ?s <http://e/\u0041#> ?o . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        r"SELECT * FRO\U0000004D <http://127.0.0.1:1/> { ?s ?p ?o }",
        r"SELECT * { ?s cg:a\#b ?o " + "{" * 300 + "}" * 301,
    ],
)
def test_no_spelling_hides_what_is_refused(text: str, seed: casegraph.Graph) -> None:
    with pytest.raises(StoreError, match=r"SERVICE is refused|FROM is refused|nests deeper"):
        refuse_unsafe(text)


def test_an_escaped_name_is_no_keyword() -> None:
    for text in (r"SELECT * { ?s ex:a\-SERVICE 'SERVICE \u0041' }", "SELECT * { ?s ex:b ?o # SERVICE\n }"):
        refuse_unsafe(text)
