"""`--redact victims` takes the names of victims out of everything: graph, answers, figures, pages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import casegraph
from casegraph.errors import UsageError

NAMES = re.compile(r"halbach|teresa|beerntsen|penny", re.IGNORECASE)


@pytest.fixture(scope="module")
def hidden() -> casegraph.Graph:
    return casegraph.load("avery-dassey", redact=["victims"])


@pytest.mark.parametrize("ending", [".ttl", ".nq"])
def test_no_byte_of_the_graph_holds_a_name(hidden: casegraph.Graph, seed: casegraph.Graph, ending: str) -> None:
    assert NAMES.search(seed.serialize(ending).decode())
    assert not NAMES.search(hidden.serialize(ending).decode())


def test_answers_stay_the_same(hidden: casegraph.Graph, seed: casegraph.Graph) -> None:
    for who in ("Steven Avery", "Brendan Dassey"):
        one, other = hidden.clemency(who, "2016-01-08"), seed.clemency(who, "2016-01-08")
        assert [h.person for h in one.holders] == [h.person for h in other.holders]
        assert one.value == other.value
        assert not NAMES.search(str(one.to_json()))


def test_disagreements_stay_linked(hidden: casegraph.Graph, seed: casegraph.Graph) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?a cg:conflictsWith ?b . ?a a cg:Claim . ?b a cg:Claim }"
    assert hidden.query(count).texts() == seed.query(count).texts()


def test_a_stand_in_is_shown(hidden: casegraph.Graph) -> None:
    labels = {row[0] for row in hidden.query("SELECT ?l WHERE { ?p a cg:Person ; rdfs:label ?l }").texts()}
    assert "the woman attacked in 1985" in labels


def test_figures_and_files_hold_no_name(run: Callable, tmp_path: Path) -> None:
    assert run("draw", "timeline", "avery-dassey", "--redact", "victims", "-o", "t.svg").code == 0
    assert run("build", "avery-dassey", "--redact", "victims", "-o", "g.trig").code == 0
    for name in ("t.svg", "g.trig"):
        assert not NAMES.search((tmp_path / name).read_text(encoding="utf-8"))


def test_short_plural_and_glued_names_are_hidden_too(case_file: Callable) -> None:
    text = (
        "case: wu-story\nsources: {d: {label: The Wus remember, url: 'https://news.example/annwu-told.html'}}\n"
        "people: {ann-wu: {name: Ann Wu, redaction: victims, redacted_as: a student, source: d}}\n"
        "events: {wu-killing: {kind: Offence, label: Wu said no, victim: ann-wu, source: d}}\n"
    )
    dumped = casegraph.load(case_file(text), redact=["victims"]).serialize(".nq").decode()
    own = "\n".join(
        line for line in dumped.splitlines() if "small" in line or "student" in line or "news.example" in line
    )
    assert own
    assert not re.search(r"\bwus?\b|annwu", own, re.IGNORECASE)


def test_names_protected_in_one_file_are_hidden_in_all(case_file: Callable) -> None:
    head = "sources: {d: {label: a docket}}\n"
    one = case_file(
        f"case: one\n{head}people: {{a: {{name: Zelda Quux, redaction: victims, redacted_as: a child, source: d}}}}\n",
        name="one",
    )
    two = case_file(f"case: two\n{head}events: {{e: {{kind: Event, label: Quux spoke, source: d}}}}\n", name="two")
    assert "Quux" not in casegraph.load(one, two, redact=["victims"]).serialize(".nq").decode()


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UsageError):
        casegraph.load("avery-dassey", redact=["everybody"])


def test_a_name_inside_another_word_stays(case_file: Callable) -> None:
    text = (
        "case: small\nsources: {d: {label: Annual report}}\n"
        "people: {ann-lee: {name: Ann Lee, redaction: victims, redacted_as: a neighbour, source: d}}\n"
        "events: {e: {kind: Event, label: Ann Lee's annual planning with Lee, person: ann-lee, source: d}}\n"
    )
    graph = casegraph.load(case_file(text), redact=["victims"])
    dumped = graph.serialize(".nq").decode()
    assert "Annual report" in dumped
    assert "a neighbour's annual planning with a neighbour" in dumped
    assert "id/small/a-neighbour>" in dumped
