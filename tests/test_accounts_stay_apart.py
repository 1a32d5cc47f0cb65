"""Who says what, how firmly it stands, what was withdrawn, and what was known when."""

import json
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from jsonschema import validate

import casegraph
from casegraph.errors import ProblemsFound
from casegraph.records.claim import Source
from casegraph.records.known import standing_by
from casegraph.resources import shipped
from casegraph.timeline import conflicts, facts_of, single_valued
from casegraph.vocabulary import Standing, local

HEAD = """\
case: small
sources:
  order: {label: "Order of 1 May 2001", kind: order, published: 2001-05-01}
  paper: {label: "The Paper, 2 May 2001", kind: article, published: 2001-05-02}
  other: {label: "The Other Paper, 3 May 2001", kind: article, published: 2001-05-03}
people: {doe: {name: Jane Doe, source: order}}
"""
CONVICTION = "convictions: {c: {person: doe, law_broken: US-WI, date: 2001-05-01, source: order}}\n"


# ─── Standing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

FIRMEST_FIRST = ["established", "inferred", "contested", "attributed", "retracted"]


@pytest.mark.parametrize(("one", "two"), list(product(Standing, repeat=2)))
def test_claims_of_one_statement_combine_by_a_table(one: Standing, two: Standing) -> None:
    expected = min(one.value, two.value, key=FIRMEST_FIRST.index)
    assert Standing.together([one, two]).value == expected
    assert Standing.together([two, one]).value == expected
    assert Standing.together([one, one]) is one


def test_no_number_of_reports_establishes_what_nobody_established() -> None:
    assert Standing.together([Standing.ATTRIBUTED] * 9) is Standing.ATTRIBUTED
    assert not Standing.together([Standing.ATTRIBUTED, Standing.CONTESTED]).asserted
    assert Standing.together([]) is Standing.RETRACTED


SAID = (
    "claims:\n"
    "  - {id: one, subject: c, predicate: outcome, object: overturned, source: paper, speaker: paper}\n"
    "  - {id: two, subject: c, predicate: outcome, object: overturned, source: other, speaker: other}\n"
)


def outcome(graph: casegraph.Graph) -> list[tuple[str, ...]]:
    return graph.query("SELECT ?o WHERE { ?c a cg:Conviction ; cg:outcome ?o }").texts()


def test_a_claim_is_promoted_only_by_an_explicit_claim_with_a_source(small: Callable) -> None:
    assert outcome(small(HEAD + CONVICTION + SAID)) == []
    promoted = (
        "  - {id: three, subject: c, predicate: outcome, object: overturned, source: order, standing: established}\n"
    )
    assert outcome(small(HEAD + CONVICTION + SAID + promoted)) == [("overturned",)]
    with pytest.raises(ProblemsFound):
        small(HEAD + CONVICTION + SAID + promoted.replace("source: order, ", ""))


# ─── Withdrawn claims ─────────────────────────────────────────────────────────────────────────────────────────────────

WITHDRAWN = """\
events:
  filed: {kind: Charging, person: doe, date: 2001-04-09, source: [paper, other]}
claims:
  - {id: old, subject: filed, predicate: place, object: Springfield, source: paper, speaker: paper}
  - {id: new, subject: filed, predicate: date, object: 2001-04-11, source: order, standing: established,
     supersedes: filed.date}
  - {id: gone, subject: filed, predicate: outcome, object: taken back, source: paper, speaker: paper, retracts: old}
"""


@pytest.fixture
def corrected(small: Callable) -> casegraph.Graph:
    return small(HEAD + CONVICTION + WITHDRAWN)


def test_what_is_superseded_or_retracted_is_kept_as_history(corrected: casegraph.Graph) -> None:
    (case,) = corrected.cases
    by_name = {claim.name or claim.predicate.rpartition("#")[2]: claim for claim in case.claims
               if local(claim.subject) == "filed"}  # fmt: skip
    assert by_name["old"].standing is by_name["date"].standing is Standing.RETRACTED
    assert (by_name["old"].stood, by_name["date"].stood) == (Standing.ATTRIBUTED, Standing.ESTABLISHED)
    assert by_name["new"].supersedes == (by_name["date"].iri,)
    assert by_name["gone"].retracts == (by_name["old"].iri,)
    rows = corrected.query(
        "SELECT ?new ?old ?stood WHERE { ?new cg:supersedes|cg:retracts ?old . "
        "?old cg:standing cg:Retracted ; cg:stoodAs ?stood }"
    ).texts()
    assert len(rows) == 2


def test_what_is_withdrawn_shows_in_no_query_answer_figure_or_export(
    corrected: casegraph.Graph, run: Callable, case_file: Callable, tmp_path: Path
) -> None:
    path = case_file(HEAD + CONVICTION + WITHDRAWN)
    assert corrected.query("SELECT ?d WHERE { ?e a cg:Charging ; cg:date ?d }").texts() == [("2001-04-11",)]
    assert corrected.query("ASK { ?e cg:dateEarliest '2001-04-09'^^xsd:date }").texts() == [("false",)]
    filed = corrected.find("filed")
    assert corrected.view.nodes[filed]["cg:date"] == ("2001-04-11",)
    for standings in (("established",), ("established", "attributed", "contested")):
        told = corrected.timeline(standings=standings)
        assert [row.when for row in told.timeline.rows if row.thing == filed] == ["2001-04-11"]
        assert told.timeline.conflicts == ()
    assert "9 Apr" not in run("ask", "When was Jane Doe charged?", "--case", path).out
    assert "11 Apr 2001" in run("ask", "When was Jane Doe charged?", "--case", path).out
    for question in ("Who claims Springfield?", "What rests only on paper?", "What does paper assert?"):
        assert "Springfield" not in run("ask", question, "--case", path).out.partition("in these words")[0]
    assert run("draw", "timeline", path, "-o", "t.svg").code == 0
    figure = (tmp_path / "t.svg").read_text(encoding="utf-8")
    assert "11 Apr 2001" in figure or "Apr 2001" in figure
    assert "9 Apr 2001" not in figure.replace("19 Apr 2001", "")
    for ending in (".ttl", ".nq"):
        lines = corrected.serialize(ending).decode().splitlines()
        assert not [line for line in lines if "2001-04-09" in line and "filed> <" in line]
    shown = corrected.show("filed")
    assert {s.standing for s in shown.statements if s.value in ("2001-04-09", "Springfield")} == {"retracted"}
    assert shown.conflicts == ()


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("subject: c, predicate: date, object: 2001-05-04, source: paper, supersedes: c.date", "E211"),
        ("subject: c, predicate: date, object: 2001-05-04, source: order, retracts: c.dat", "E107"),
        ("id: x, subject: c, predicate: outcome, object: no, source: order, retracts: x", "E211"),
    ],
)  # fmt: skip
def test_nobodys_word_withdraws_a_firmer_fact(claim: str, code: str, case_file: Callable, run: Callable) -> None:
    ran = run("check", case_file(HEAD + CONVICTION + f"claims: [{{{claim}}}]\n"), "--json")
    (problem,) = json.loads(ran.out)["problems"]
    assert (problem["code"], problem["line"]) == (code, 8)


def test_a_document_may_withdraw_what_rests_on_it_alone(case_file: Callable, run: Callable) -> None:
    text = (
        "events: {e: {kind: Event, date: 2001-04-09, source: paper}}\n"
        "claims: [{subject: e, predicate: outcome, object: taken back, source: paper, retracts: e.date}]\n"
    )
    assert run("check", case_file(HEAD + text)).code == 0


# ─── What was known when ──────────────────────────────────────────────────────────────────────────────────────────────

DAY = date(2001, 5, 2)


def document(kind: str, published: str = "", read: str = "") -> Source:
    """A document of which that is known."""
    return Source("", "", (("kind", kind), ("published", published), ("read", read)))


PRESS = {"a": document("article", "2001-05-02"), "b": document("article", "2001-05-03")}


@pytest.mark.parametrize(
    ("standing", "observed", "sources", "expected"),
    [
        ("established", "", PRESS, ("attributed", ("a",))),
        ("established", "", {"a": document("order", "2001-05-02"), "b": document("article", "2001-06")},
         ("established", ("a",))),
        ("established", "", {"a": document("article", "2001-05-02")}, ("established", ("a",))),
        ("attributed", "2001-05-01", {"b": document("article", "2001-05-03")}, ("attributed", ("b",))),
        ("attributed", "2001-05-03", {"a": document("article", "2001-05-02")}, None),
        ("attributed", "", {"a": document("article", "2001-05")}, None),
        ("attributed", "", {"a": document("web page", "", "2001-05-01")}, ("attributed", ("a",))),
        ("attributed", "", {"a": document("web page", "", "")}, None),
    ],
)  # fmt: skip
def test_a_claim_is_known_from_the_day_it_was_observed_or_published(
    standing: str, observed: str, sources: dict[str, Source], expected: tuple[str, tuple[str, ...]] | None
) -> None:
    found, left = standing_by(DAY, Standing(standing), observed, sources)
    assert (found and found.value, left) == (expected or (None, ()))


def test_before_the_news_the_graph_does_not_know_the_vacatur(seed: casegraph.Graph) -> None:
    before, after = seed.known("2003-09-09"), seed.known("2018-12-31")
    assert before.query("ASK { ?e a cg:Vacatur }").texts() == [("false",)]
    assert after.query("ASK { ?e a cg:Vacatur }").texts() == [("true",)]
    later = [s.get("published") or s.get("read") for s in before.cases[0].sources]
    assert later and all(day <= "2003-09-09" for day in later)


def test_a_correction_made_later_is_not_yet_known(case_file: Callable) -> None:
    text = HEAD.replace("2001-05-01}", "2001-06-01}") + WITHDRAWN
    graph = casegraph.load(case_file(text))
    early, late = graph.timeline(known="2001-05-20").timeline, graph.timeline(known="2001-06-02").timeline
    assert [row.when for row in early.rows if local(row.thing) == "filed"] == ["2001-04-09"]
    assert [row.when for row in late.rows if local(row.thing) == "filed"] == ["2001-04-11"]
    dates = "SELECT ?d WHERE { ?e a cg:Charging ; cg:date ?d }"
    assert graph.known("2001-05-20").query(dates).texts() == [("2001-04-09",)]
    assert graph.known("2001-06-02").query(dates).texts() == [("2001-04-11",)]


def test_known_is_apart_from_on(run: Callable) -> None:
    early = run("timeline", "avery-dassey", "--known", "2007-01-01", "--with", "attributed").out
    assert "As far as it was known on 1 Jan 2007." in early
    assert "found guilty on two of three counts" not in early
    assert "Avery charged with homicide, 2005" in early


# ─── Conflicts by rule ────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_conviction_dates_are_a_conflict_and_two_counts_are_not(small: Callable) -> None:
    text = (
        "petitions: {p: {label: a petition, source: paper}}\nsignatures:\n"
        "  - {petition: p, count: 100, date: 2001-05-02, source: paper}\n"
        "  - {petition: p, count: 900, date: 2001-05-03, source: other}\n"
        "claims:\n  - {subject: c, predicate: date, object: 2001-05-09, source: paper, speaker: paper}\n"
        "  - {subject: c, predicate: date, object: 2001-05, source: other, speaker: other}\n"
    )
    graph = small(HEAD + CONVICTION + text)
    (found,) = conflicts(facts_of(graph.cases[0]))
    assert found.found == "rule"
    assert [(side.value, side.facts[0].standing.value) for side in found.sides] == [
        ("2001-05-01", "established"),
        ("2001-05-09", "attributed"),
    ]
    (sides,) = graph.show("c").conflicts
    assert {side.value for side in sides} == {"2001-05-01", "2001-05-09"}


def test_which_properties_take_one_value_is_data() -> None:
    text = shipped("ontology/casegraph.ttl").read_text(encoding="utf-8")
    assert len(single_valued()) == text.count("cg:singleValued true") > 10
    assert {"cg:date", "cg:from", "cg:lawBroken"} <= single_valued()
    assert not {"cg:person", "cg:citation", "cg:describedAs"} & single_valued()


def test_every_marked_date_conflict_of_the_seed_is_found_by_rule_too(seed: casegraph.Graph) -> None:
    told = facts_of(seed.cases[0])
    by_claim = told.by_claim()
    ruled = {frozenset(f.iri for s in one.sides for f in s.facts) for one in conflicts(told) if one.found == "rule"}
    marked = [(f, by_claim[other]) for f in told.facts if f.key == "cg:date" for other in f.conflicts
              if by_claim[other].key == "cg:date" and by_claim[other].subject == f.subject]  # fmt: skip
    assert len(marked) > 15
    assert all(any({a.iri, b.iri} <= group for group in ruled) for a, b in marked)


# ─── Questions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def asked(run: Callable, question: str, *more: str) -> dict:
    ran = run("ask", question, "--json", *more)
    found = json.loads(ran.out)
    validate(found, json.loads(shipped("ontology/told.schema.json").read_text(encoding="utf-8")))
    return found


def test_when_was_he_exonerated(run: Callable) -> None:
    found = asked(run, "When was Steven Avery exonerated?")
    assert (found["answer"], found["headline"]) == ("told", "10 Sep 2003.")
    assert [(i["when"], i["standing"]) for i in found["items"]] == [
        ("2003-09-10", "established"),
        ("2003-09-11", "attributed"),
    ]


def test_when_infers_what_nobody_dates(case_file: Callable, run: Callable) -> None:
    text = (
        HEAD + "convictions: {c: {person: doe, date: 2001-05-01, source: order}}\n"
        "events: {v: {kind: Vacatur, label: the conviction set aside, person: doe, conviction: c, source: order},\n"
        "  r: {kind: Release, date: 2003-01-01, person: doe, after: v, source: order}}\n"
    )
    found = asked(run, "When was Jane Doe vacated?", "--case", case_file(text))
    (item,) = found["items"]
    assert (item["when"], item["standing"]) == ("[2001-05-01..2003-01-01]", "inferred")
    assert len(item["claims"]) == 4 and item["details"]


def test_how_long_was_he_in_prison(run: Callable) -> None:
    found = asked(run, "How long was Steven Avery in prison?")
    assert found["headline"] == "18 years and 1 month; since 9 Nov 2005, no end on record, in custody."
    assert ("attributed", ["article"]) in [(i["standing"], i["speakers"]) for i in found["items"]]


def test_who_claims_that_he_was_framed_and_through_how_many_mouths(run: Callable) -> None:
    found = asked(run, "Who claims that Steven Avery was framed?")
    depths = {item["hearsay_depth"] for item in found["items"]}
    assert depths == {3}
    assert {item["speakers"][-1] for item in found["items"]} == {"unnamed-juror"}
    assert "not established" in found["headline"]
    assert "(at fourth hand)" in " ".join(run("ask", "Who claims that Steven Avery was framed?").out.split())


def test_what_rests_only_on_the_series_agrees_with_the_query(run: Callable, seed: casegraph.Graph) -> None:
    found = asked(run, "What rests only on the series making-a-murderer?".replace("the series ", ""))
    rows = seed.run("claims-only-from", speaker="making-a-murderer")
    pairs = {(local(row[0]), local(row[2])) for row in rows.texts()}
    assert len(pairs) == 4
    told = {local(claim) for item in found["items"] for claim in item["claims"]}
    assert len(told) >= len(pairs)
    facts = facts_of(seed.cases[0]).by_claim()
    assert {(local(f.subject), local(f.text)) for f in facts.values() if local(f.iri) in told} == pairs


def test_what_rests_only_on_the_article_leaves_out_what_others_say_too(run: Callable) -> None:
    found = asked(run, "What rests only on the article?", "--case", "avery-dassey")
    assert len(found["items"]) > 30
    texts = [item["text"] for item in found["items"]]
    assert not any("occupation: photographer" in text for text in texts)


def test_what_the_article_itself_asserts_is_apart_from_what_it_reports(run: Callable) -> None:
    found = asked(run, "What does the article itself assert?", "--case", "avery-dassey")
    groups = {item["group"] for item in found["items"]}
    assert "In its own voice, as fact" in groups and "Not its own: reported of others" in groups
    for item in found["items"]:
        own = item["group"] != "Not its own: reported of others"
        assert (item["speakers"] == ["article"]) == own
    texts = {item["text"] for item in found["items"] if item["group"] == "In its own voice, as fact"}
    assert not any("innocent" in text or "guilty" in text or "framed" in text for text in texts)


def test_what_contradicts_the_record_lists_both_sides(run: Callable) -> None:
    found = asked(run, "What contradicts the record?", "--case", "avery-dassey")
    sides: dict[str, set[str]] = {}
    for item in found["items"]:
        sides.setdefault(item["group"], set()).add(item["standing"])
    assert len(sides) > 15
    assert all("established" in held and held - {"established"} for held in sides.values())


def test_a_question_about_nobody_is_refused(run: Callable) -> None:
    assert run("ask", "Who claims that the moon is cheese?", "--case", "avery-dassey").code == 4
    assert run("ask", "What rests only on nobody-at-all?", "--case", "avery-dassey").code == 3
    assert run("ask", "When was Steven Avery reprieved?", "--case", "avery-dassey").code == 4


def test_told_answers_walk_back_to_claims_and_sources(seed: casegraph.Graph) -> None:
    claims = {claim.iri for claim in seed.cases[0].claims}
    for question in ("When was Brendan Dassey sentenced?", "How long was Brendan Dassey in prison?",
                     "Who says that Steven Avery is innocent?", "What contradicts the article?"):  # fmt: skip
        answer = seed.ask(question)
        assert answer.value == "told"
        assert answer.because and set(answer.because) <= claims
        assert all(item.sources for item in answer.items)
