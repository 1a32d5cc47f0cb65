"""Does a query of a stranger end within its time and memory, and leave the caller's process as it was?"""

import os
import time
from collections.abc import Callable

import pytest

import casegraph
from casegraph.errors import StoreError

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
