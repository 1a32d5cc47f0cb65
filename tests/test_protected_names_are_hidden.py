"""`--redact victims` takes the names of victims out of everything: graph, answers, figures, pages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import casegraph
from casegraph.errors import UsageError
from casegraph.records.claim import Protected
from casegraph.records.redaction import name_left

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


SPELT = (
    "Jos\u00e9 Doe|Jose Doe's|JOS\u00c9|Jose\u0301 said so|#JoseDoe|JoseDoe.pdf|Doeov\u00e1|Doeova's|J\u043es\u0435|"
    "J o s e|\uff2a\uff4f\uff53\uff45|J.o.s.e|jos\u00e9_doe|Doe\u200b|J\u00adose|DoeJose1|"
    "\U0001d409\U0001d428\U0001d42c\U0001d41e|"
    "xjosedoex|\u53d7\u5bb3\u8005\u738b\u5c0f\u660e\u8bf4|GRO\u00df|Gross|gro\u017f\u017f"
)
PEOPLE = """\
case: c
sources: {d: {label: a docket}}
people:
  victim: {name: "Jos\u00e9 Doe", also_known_as: ["\u738b\u5c0f\u660e", "Gro\u00df"], redaction: victims,
    redacted_as: a child, source: d}
events: {e: {kind: Event, label: "LABEL", source: d}}
"""


def test_a_name_is_hidden_however_it_is_spelt(case_file: Callable) -> None:
    head, _, _ = PEOPLE.partition("events: ")
    events = "".join(
        f'  e{i}: {{kind: Event, label: "{text}", source: d}}\n' for i, text in enumerate(SPELT.split("|"))
    )
    (case,) = casegraph.load(case_file(f"{head}events:\n{events}"), redact=["victims"]).cases
    labels = [c.object.value for c in case.claims if re.search(r"/e\d+$", c.subject) and "label" in c.predicate]
    assert len(labels) == len(SPELT.split("|"))
    for label in labels:
        assert "a child" in label
        assert label.replace("a child", "").strip(" \u200b") in ("", "'s", "said so", "#", ".pdf", "1")


def test_words_that_only_begin_alike_stay(case_file: Callable) -> None:
    text = "Grossman, a doer, met Josephine and adobe makers; engross yourself"
    graph = casegraph.load(case_file(PEOPLE.replace("LABEL", text)), redact=["victims"])
    assert text in {c.object.value for c in graph.cases[0].claims if not isinstance(c.object, str)}


def test_a_name_that_would_remain_refuses_the_output(case_file: Callable, run: Callable, tmp_path: Path) -> None:
    path = case_file(PEOPLE.replace("LABEL", "x").replace("a child", "the boy Jose-Doe"))
    with pytest.raises(UsageError, match="a protected name would remain"):
        casegraph.load(path, redact=["victims"])
    case_file(PEOPLE.replace("LABEL", "x"))
    ran = run("build", "small.yaml", "--redact", "victims", "-o", "jose_doe.ttl")
    assert ran.code == 2 and "nothing is written" in ran.err and not list(tmp_path.glob("*.ttl"))
    assert run("build", "small.yaml", "-o", "jose_doe.ttl").code == 0


@pytest.mark.parametrize("text", ["jos%C3%A9-doe", "JOSE  DOE", "doe/Jo\u0301se\u0301.Doe", "josedoe"])
def test_the_last_look_reads_any_joint(text: str) -> None:
    people = [Protected("victims", ("Jos\u00e9 Doe",), "a child")]
    assert name_left(text, people) and not name_left("Josephine Doer", people)
