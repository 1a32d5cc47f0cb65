"""The timeline: what follows from dates, durations and orders, and what cannot all be so."""

import json
import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import validate

import casegraph
from casegraph.authorities.index import shared_names
from casegraph.casefile.jsonl import check_line
from casegraph.dates import When, in_words
from casegraph.errors import NoSuchThing, UsageError
from casegraph.loading import check
from casegraph.records.claim import Claim, Literal
from casegraph.resources import shipped
from casegraph.store import MemoryStore
from casegraph.timeline import CaseFacts, Network, facts_in, facts_of, timeline
from casegraph.timeline.check import _cannot_clash, timeline_problems
from casegraph.timeline.constraints import ORIGIN, TICKS, Constraint
from casegraph.timeline.contradictions import contradictions
from casegraph.timeline.network import consistent, negative_cycle
from casegraph.timeline.rules import procedure_rules
from casegraph.vocabulary import Standing, local

HEAD = """\
case: small
sources: {d: {label: a docket, kind: docket}, n: {label: a newspaper, kind: article}}
people: {doe: {name: Jane Doe, source: d}}
"""


def told(text: str, case_file: Callable, **keys: object) -> casegraph.timeline.Timeline:  # type: ignore[name-defined]
    graph = casegraph.load(case_file(HEAD + text))
    return graph.timeline(**keys).timeline  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def facts(seed: casegraph.Graph) -> CaseFacts:
    return facts_of(seed.cases[0])


# ─── The seed case ────────────────────────────────────────────────────────────────────────────────────────────────────


def named(facts: CaseFacts, claims: tuple[str, ...]) -> set[str]:
    """The ids the case file gives to claims, or record.key."""
    by_claim = facts.by_claim()
    return {by_claim[c].name or f"{local(by_claim[c].subject)}.{by_claim[c].key[3:]}" for c in claims}


def test_the_article_alone_puts_the_exoneration_after_mid_2002_and_before_the_charge_of_2005(facts: CaseFacts) -> None:
    found = timeline(facts, account="article")
    row = next(row for row in found.rows if local(row.thing) == "avery-exoneration-2003")
    assert row.inferred and not row.stated
    assert row.earliest and row.latest
    assert row.earliest.day == date(2002, 7, 1)
    charge = next(row for row in found.rows if local(row.thing) == "avery-charging-2005")
    assert charge.latest and row.latest.day <= charge.latest.day == date(2005, 12, 31)
    assert named(facts, row.earliest.claims) == {"c-charge-1985", "rel-order0", "c-18-years", "rel-order1"}
    assert named(facts, row.latest.claims) == {"rel-order2", "rel-charging-year"}
    by_claim = facts.by_claim()
    for claim in (*row.earliest.claims, *row.latest.claims):
        assert by_claim[claim].chain == ("article",)
        assert [local(source) for source in by_claim[claim].sources] == ["article"]
    assert "read as 17½ to 19 years" in [step.note for step in row.earliest.steps]
    assert found.contradictions == ()


def test_the_command_prints_the_bounds_the_premises_and_the_tolerance(run: Callable) -> None:
    ran = run("timeline", "avery-dassey", "--account", "article")
    assert ran.code == 0
    block = ran.out[ran.out.index("1 Jul 2002 to 31 Dec 2005   Avery exonerated, 2003 (inferred)") :]
    block = " ".join(block[: block.index("Making a Murderer (inferred)")].split())
    assert "not before 1 Jul 2002, because" in block
    assert "lasted 18 years (read as 17½ to 19 years) [1]" in block
    assert "not after 31 Dec 2005, because" in block
    assert "Avery exonerated, 2003 before Avery charged with homicide, 2005 [1]" in block
    assert "The account is consistent with itself." in ran.out
    assert "[1] Enstarz, 8 January 2016" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines() if "http" not in line)


def test_the_full_case_narrows_the_exoneration_to_the_day_of_the_record(facts: CaseFacts) -> None:
    row = next(row for row in timeline(facts).rows if local(row.thing) == "avery-exoneration-2003")
    assert (row.when, row.inferred) == ("2003-09-10", False)


def test_dasseys_charge_and_the_hundreds_of_thousands_are_conflicts_with_both_sources(run: Callable) -> None:
    ran = run("timeline", "avery-dassey", "--conflicts")
    blocks = [" ".join(block.split()) for block in ran.out.split("\n\n")]
    charge = next(b for b in blocks if b.startswith("1st-degree homicide, charged 2006 (Dassey) — date"))
    assert "2 Mar 2006 established — Associated Press, 14 August 2016" in charge
    assert "2005 attributed, article — Enstarz, 8 January 2016" in charge
    petition = next(b for b in blocks if "signed by hundreds of thousands" in b)
    assert "count: 130000 established — Deadline, January 2016" in petition
    assert "attributed, article — Enstarz, 8 January 2016" in petition


def test_the_article_against_the_record_is_two_smallest_sets(facts: CaseFacts) -> None:
    found = timeline(facts, account="article").against_record
    assert {frozenset(named(facts, one.claims)) for one in found} == {
        frozenset({"c-charge-2005-dassey", "dassey-2006-charge-homicide.date"}),
        frozenset({"rel-order1", "avery-imprisonment-1985-2003.until", "avery-exoneration-2003.date"}),
    }
    wrong_year = next(one for one in found if len(one.claims) == 2)
    assert wrong_year.days == 61
    assert "c-charge-2005-dassey" in named(facts, wrong_year.resolved_by[:1])


def test_the_record_of_every_shipped_case_is_consistent_and_its_rows_keep_their_order() -> None:
    for case in casegraph.load().cases:
        found = timeline(facts_of(case))
        assert found.contradictions == (), case.name
        assert found.rows
        for row in found.rows:
            assert row.earliest is None or row.latest is None or row.earliest.day <= row.latest.day
            assert row.stated or row.inferred
            if row.inferred:
                assert any(bound and bound.claims for bound in (row.earliest, row.latest))


def test_no_authority_file_contradicts_itself_in_time() -> None:
    from casegraph.authorities.load import load_authorities

    assert [problem for case in load_authorities() for problem in timeline_problems(case)] == []


def test_a_planted_contradiction_is_reported_as_the_smallest_guilty_set(run: Callable, tmp_path: Path) -> None:
    text = shipped("datasets/cases/avery-dassey.yaml").read_text(encoding="utf-8")
    planted = '  - {id: planted, subject: dassey-charging-2006, predicate: before, object: halbach-homicide,\n' \
              '     source: state-v-dassey-2013, standing: established}\n'  # fmt: skip
    path = tmp_path / "copy.yaml"
    path.write_text(text + planted, encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    ran = run("check", path)
    assert ran.code == 1
    (problem,) = re.findall(r"error\[E20\d\].*", ran.out)
    assert problem.startswith("error[E202]: these cannot all be so")
    places = [int(line) for line in re.findall(r"copy\.yaml:(\d+):\d+", ran.out)]
    shown = [lines[place - 1] for place in places]
    assert len(shown) == 3
    assert any("id: planted" in line for line in shown)
    assert {line.strip() for line in shown if "planted" not in line} == {"date: 2006-03-02", "date: 2005-10-31"}


def test_a_planted_attributed_contradiction_is_told_and_not_refused(run: Callable, tmp_path: Path) -> None:
    text = shipped("datasets/cases/avery-dassey.yaml").read_text(encoding="utf-8")
    path = tmp_path / "copy.yaml"
    path.write_text(
        text + "  - {id: planted, subject: dassey-charging-2006, predicate: before, object: halbach-homicide,\n"
        "     source: wrn-2019-12, speaker: wrn-2019-12}\n",
        encoding="utf-8",
    )
    ran = run("timeline", path, "--account", "wrn-2019-12", "--json")
    found = json.loads(ran.out)
    (one,) = [c for c in found["against_record"] if len(c["claims"]) == 3]
    ids = {found["claims"][claim]["id"] or found["claims"][claim]["value"] for claim in one["claims"]}
    assert ids == {"planted", "2006-03-02", "2005-10-31"}
    assert found["claims"][one["resolved_by"][0]]["id"] == "planted"


# ─── What follows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def when(found: object, thing: str, point: str = "start") -> str:
    return next(r.when for r in found.rows if (local(r.thing), r.point) == (thing, point))  # type: ignore[attr-defined]


def test_a_start_and_a_duration_give_an_end(case_file: Callable) -> None:
    found = told("imprisonments: {i: {person: doe, from: 1985-07-29, duration: P18Y, source: d}}\n", case_file)
    assert when(found, "i", "end") == "[2003-01-26..2004-07-30]"


def test_a_duration_to_the_day_is_read_to_the_day(case_file: Callable) -> None:
    text = "events: {t: {kind: Trial, date: 2007-04-16, duration: P9D, source: d}}\n"
    assert when(told(text, case_file), "t", "end") == "[2007-04-24..2007-04-26]"


def test_orders_before_after_and_during_bound_what_has_no_date(case_file: Callable) -> None:
    text = (
        "events:\n  a: {kind: Event, date: 2001, source: d}\n  b: {kind: Event, after: a, source: d}\n"
        "  c: {kind: Event, date: 2004, after: b, source: d}\n  e: {kind: Event, during: i, source: d}\n"
        "imprisonments: {i: {person: doe, from: 2001-05-01, until: 2003-02-01, source: d}}\n"
    )
    found = told(text, case_file)
    assert when(found, "b") == "[2001-01-01..2004-12-31]"
    assert when(found, "e") == "[2001-05-01..2003-02-01]"
    order = [local(row.thing) for row in found.rows]
    assert order.index("a") < order.index("b") < order.index("c")


@pytest.mark.parametrize(
    ("text", "thing", "bound"),
    [
        ("convictions: {c: {person: doe, source: d, date: 2001-05-01}}\n"
         "events: {v: {kind: Vacatur, conviction: c, source: d}}\n", "v", "[2001-05-01..]"),
        ("charges: {h: {person: doe, source: d}}\n"
         "convictions: {c: {person: doe, charge: h, date: 2001-05-01, source: d}}\n", "h", "[..2001-05-01]"),
        ("convictions: {c: {person: doe, source: d, date: 2001-05-01}}\n"
         "sentences: {s: {conviction: c, source: d}}\n", "s", "[2001-05-01..]"),
        ("imprisonments: {i: {person: doe, source: d}}\n"
         "events: {a: {kind: Arrest, date: 2001-05-01, related: i, source: d}, "
         "r: {kind: Release, date: 2003-05-01, related: i, source: d}}\n", "i", "[2001-05-01..2003-05-01]"),
    ],
)  # fmt: skip
def test_procedure_bounds_what_has_no_date_and_says_why(text: str, thing: str, bound: str, case_file: Callable) -> None:
    found = told(text, case_file)
    assert when(found, thing) == bound
    row = next(r for r in found.rows if local(r.thing) == thing)
    rules = [step for b in (row.earliest, row.latest) if b for step in b.steps if step.rule]
    assert rules and all(step.note and step.claims for step in rules)


def test_about_is_read_with_its_tolerance(case_file: Callable) -> None:
    text = "events: {a: {kind: Event, date: 1987~, source: d}, b: {kind: Event, after: a, source: d}}\n"
    found = told(text, case_file)
    assert when(found, "b") == "[1985-12-31..]"
    row = next(r for r in found.rows if local(r.thing) == "b")
    assert "about" in row.earliest.steps[0].note  # type: ignore[union-attr]


def test_every_rule_of_procedure_names_its_reason_and_known_kinds() -> None:
    ontology = shipped("ontology/casegraph.ttl").read_text(encoding="utf-8")
    assert len({rule.name for rule in procedure_rules()}) == len(procedure_rules()) > 25
    for rule in procedure_rules():
        assert rule.reason
        for term in (rule.later, rule.earlier, *rule.later_path, *rule.earlier_path):
            assert f"\n{term} a owl:" in ontology, term
        assert {rule.later_point, rule.earlier_point} <= {"start", "end", "outcome", "born"}


def test_inferred_bounds_are_claims_with_all_their_premises_and_no_firmer_than_they(facts: CaseFacts) -> None:
    for keys in ({}, {"account": "article"}):
        found = timeline(facts, **keys)  # type: ignore[arg-type]
        made = found.claims()
        assert made
        by_claim = facts.by_claim()
        for claim in made:
            assert claim.premises and set(claim.premises) <= set(by_claim)
            assert claim.standing is Standing.weakest(by_claim[p].standing for p in claim.premises)
            assert set(claim.sources) == {s for p in claim.premises for s in by_claim[p].sources}
            assert claim.rule and isinstance(claim.object, Literal)
    assert {claim.standing for claim in timeline(facts).claims()} == {Standing.INFERRED}
    assert Standing.INFERRED not in {claim.standing for claim in timeline(facts, account="article").claims()}


def test_inferred_claims_can_be_asked_for_in_sparql(seed: casegraph.Graph, facts: CaseFacts) -> None:
    from dataclasses import replace

    from casegraph.rdf import nquads

    store = MemoryStore()
    made = timeline(facts).claims()
    store.load(nquads([replace(seed.cases[0], claims=(*seed.cases[0].claims, *made))]))
    rows = store.query(
        "SELECT DISTINCT ?thing ?premise WHERE {"
        " ?c cg:standing cg:Inferred ; rdf:subject ?thing ; cg:premise ?premise ; cg:inferenceRule ?rule ."
        " ?premise cg:source ?source FILTER (STRSTARTS(?rule, 'shortest path')) }"
    ).texts()
    assert {thing for thing, _ in rows} == {claim.subject for claim in made}


def test_the_timeline_reads_the_same_from_a_store_and_from_the_records(seed: casegraph.Graph, facts: CaseFacts) -> None:
    stored = facts_in(seed.store, "avery-dassey")
    assert [(f.iri, f.subject, f.predicate, f.object, f.standing, f.speakers) for f in stored.facts] == [
        (f.iri, f.subject, f.predicate, f.object, f.standing, f.speakers) for f in facts.facts
    ]
    both = stored.sources.keys() & facts.sources.keys()
    assert len(both) > 50 and all(stored.sources[iri] == facts.sources[iri] for iri in both)
    assert [(r.thing, r.when) for r in timeline(stored).rows] == [(r.thing, r.when) for r in timeline(facts).rows]


def test_input_order_never_changes_the_timeline(facts: CaseFacts) -> None:
    shuffled = list(facts.facts)
    random.Random(7).shuffle(shuffled)
    other = CaseFacts(facts.name, facts.title, tuple(shuffled), facts.labels, facts.sources)
    for keys in ({}, {"account": "article"}):
        one, two = timeline(facts, **keys), timeline(other, **keys)  # type: ignore[arg-type]
        assert [(r.thing, r.point, r.when) for r in one.rows] == [(r.thing, r.point, r.when) for r in two.rows]
        assert [set(c.claims) for c in one.against_record] == [set(c.claims) for c in two.against_record]


# ─── The network ──────────────────────────────────────────────────────────────────────────────────────────────────────


def constraint(start: str, end: str, days: int, claim: str = "") -> Constraint:
    u, v = ((name, "start") if name else ORIGIN for name in (start, end))
    return Constraint(u, v, days * TICKS, (claim or f"{start}>{end}",), "")


edges = st.lists(
    st.tuples(st.sampled_from(["", *"abcde"]), st.sampled_from(["", *"abcde"]), st.integers(-6, 9)).filter(
        lambda edge: edge[0] != edge[1]
    ),
    max_size=14,
)


def floyd_warshall(held: list[Constraint]) -> dict[tuple[object, object], float] | None:
    """All distances, or None when a cycle is negative; an independent way to the same answer."""
    graph = networkx.DiGraph()
    graph.add_node(ORIGIN)
    for one in held:
        before = graph.get_edge_data(one.start, one.end, {"weight": one.ticks})["weight"]
        graph.add_edge(one.start, one.end, weight=min(one.ticks, before))
    try:
        far = networkx.floyd_warshall(graph)
    except networkx.NetworkXUnbounded:  # from networkx 3.7 on; before that, a node came before itself
        return None
    if any(far[node][node] < 0 for node in graph):
        return None
    return {(u, v): far[u][v] for u in graph for v in graph if far[u][v] < float("inf")}


@settings(max_examples=150, deadline=None)
@given(edges)
def test_bounds_are_those_of_all_pairs_shortest_paths(drawn: list[tuple[str, str, int]]) -> None:
    held = [constraint(u, v, days, str(i)) for i, (u, v, days) in enumerate(drawn)]
    far = floyd_warshall(held)
    network = Network(held)
    potentials, cycle = network.potentials()
    assert bool(cycle) == (far is None)
    if far is None:
        shortest = negative_cycle(held)
        assert sum(one.ticks for one in shortest) < 0
        assert all(one.end == two.start for one, two in zip(shortest, [*shortest[1:], shortest[0]], strict=True))
        return
    for backward in (False, True):
        found, via = network.bounds(potentials, backward=backward)
        pair = (lambda v: (v, ORIGIN)) if backward else (lambda v: (ORIGIN, v))
        assert found == {v: far[pair(v)] for v in network.graph if pair(v) in far}
        for instant, ticks in found.items():
            assert sum(step.ticks for step in network.way(instant, via, backward=backward)) == ticks


@settings(max_examples=100, deadline=None)
@given(edges)
def test_a_guilty_set_is_contradictory_and_no_smaller_part_of_it_is(drawn: list[tuple[str, str, int]]) -> None:
    held = [constraint(u, v, days, str(i)) for i, (u, v, days) in enumerate(drawn)]
    facts = {str(i): Claim(str(i), "", "", Standing.ESTABLISHED, ("s",)) for i in range(len(drawn))}
    found, left = contradictions(held, facts)
    assert consistent(left)
    assert bool(found) == (not consistent(held))
    for one in found:
        guilty = [c for c in held if c.claims[0] in one.claims]
        assert not consistent(guilty)
        for claim in one.claims:
            assert consistent([c for c in guilty if c.claims[0] != claim])
        assert set(one.resolved_by) <= set(one.claims)


def test_the_smallest_of_several_guilty_sets_is_found() -> None:
    long = [constraint("a", "b", 1), constraint("b", "c", 1), constraint("c", "d", 1), constraint("d", "a", -9)]
    short = [constraint("", "a", 5), constraint("a", "", -6)]
    assert len(negative_cycle([*long, *short])) == 2


# ─── Bad input ────────────────────────────────────────────────────────────────────────────────────────────────────────

BAD = {
    "an end before a start": (
        "imprisonments: {i: {person: doe, from: 2004-01-01, until: 2003-01-01, source: d}}\n",
        "E203", {(4, 59), (4, 40)},
    ),
    "contradictory dates inside one claim": (
        "events: {e: {kind: Event, date: 2003/1985, source: d}}\n", "E111", {(4, 33)},
    ),
    "a duration that runs backward": (
        "imprisonments: {i: {person: doe, duration: P-3Y, source: d}}\n", "E210", {(4, 44)},
    ),
    "a duration of nothing": ("imprisonments: {i: {person: doe, duration: P0D, source: d}}\n", "E210", {(4, 44)}),
    "a duration in prose": ("imprisonments: {i: {person: doe, duration: 18 years, source: d}}\n", "E210", {(4, 44)}),
    "a duration beside dates that do not allow it": (
        "imprisonments:\n  i: {person: doe, from: 1985-07-29, until: 1990-01-01, duration: P18Y, source: d}\n",
        "E202", {(5, 26), (5, 45), (5, 67)},
    ),
    "a circle of before in records": (
        "events:\n  a: {kind: Event, before: b, source: d}\n  b: {kind: Event, before: a, source: d}\n",
        "E204", {(5, 28), (6, 28)},
    ),
    "a circle of before in claims of one account": (
        "events:\n  a: {kind: Event, source: d}\n  b: {kind: Event, source: d}\nclaims:\n"
        "  - {subject: a, predicate: before, object: b, source: n, speaker: n}\n"
        "  - {subject: b, predicate: before, object: a, source: n, speaker: n}\n",
        "E204", {(8, 5), (9, 5)},
    ),
    "an order against the dates": (
        "events:\n  a: {kind: Event, date: 2004, source: d}\n  b: {kind: Event, date: 2003, after: a, source: d}\n",
        "E202", {(5, 26), (6, 26), (6, 39)},
    ),
    "custody that ends after the release": (
        "imprisonments: {i: {person: doe, from: 2001, until: 2004-05-01, source: d}}\n"
        "events: {r: {kind: Release, date: 2003-05-01, related: i, source: d}}\n",
        "E202", {(4, 53), (5, 35), (5, 56)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_so_is_told_with_the_place_of_every_claim(what: str, case_file: Callable, run: Callable) -> None:
    text, code, places = BAD[what]
    path = case_file(HEAD + text)
    ran = run("check", path, "--json")
    (problem,) = json.loads(ran.out)["problems"]
    assert problem["code"] == code
    assert {(p["line"], p["column"]) for p in (problem, *problem["also"])} == places
    assert problem["help"]
    assert run("check", path).code == 1


def random_case(dice: random.Random, number: int) -> bytes:
    """A line of a few records put in time and tied to each other at random: some of them cannot be so."""
    days = ("1985", "1986-05-01", "1990/1994", "2003~")
    names = ["c1", "e1", "e2"]
    held: dict[str, dict[str, str]] = {
        "c1": {"person": "doe", "law_broken": "US-WI", "offence": "fraud", "source": "d"},
        "e1": {"kind": dice.choice(("Vacatur", "Reversal", "Event", "Pardon")), "source": "d"},
        "e2": {"kind": dice.choice(("Vacatur", "Event", "Release")), "source": "d"},
    }
    for name in names[1:]:
        if dice.random() < 0.3:
            del held[name]
    for name, record in held.items():
        if dice.random() < 0.35:
            record["date"] = dice.choice(days)
        if name != "c1" and dice.random() < 0.4:
            record[dice.choice(("before", "after", "during", "cause"))] = dice.choice(list(held))
        if record.get("kind") in ("Vacatur", "Reversal", "Pardon"):
            record["conviction"] = "c1"
    doe = {"name": "Jane Doe", "source": "d", **({"born": dice.choice(days)} if dice.random() < 0.3 else {})}
    case = {"case": f"r{number}", "title": "random", "sources": {"d": {"label": "a docket", "kind": "docket"}},
            "people": {"doe": doe}, "convictions": {"c1": held.pop("c1")}, "events": held}  # fmt: skip
    return json.dumps(case).encode()


def test_what_is_too_little_to_clash_never_does(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(1985)
    cases = [
        one for number in range(400) if (one := check_line(random_case(dice, number), "r", 1, shared_names()).case)
    ]
    quick = [_cannot_clash(case) for case in cases]
    monkeypatch.setattr("casegraph.timeline.check._cannot_clash", lambda _: False)
    told = [bool(timeline_problems(case)) for case in cases]
    assert sum(quick) > 20
    assert sum(told) > 40
    assert not any(skipped and problem for skipped, problem in zip(quick, told, strict=True))


def test_accounts_that_disagree_are_no_problem_of_the_file(case_file: Callable, run: Callable) -> None:
    text = (
        "events:\n  a: {kind: Event, source: d}\n  b: {kind: Event, source: d}\nclaims:\n"
        "  - {subject: a, predicate: before, object: b, source: n, speaker: n}\n"
        "  - {subject: b, predicate: before, object: a, source: d, speaker: d}\n"
    )
    assert run("check", case_file(HEAD + text)).code == 0


@pytest.mark.parametrize(("text", "hint"), [("18 years", "P18Y"), ("6 months", "P6M"), ("long", None)])
def test_a_duration_in_english_is_refused_with_its_form(text: str, hint: str | None) -> None:
    from casegraph.dates import Duration, NotADuration

    with pytest.raises(NotADuration) as refused:
        Duration.parse(text)
    assert refused.value.hint == hint


@given(st.integers(1, 90), st.dates(date(1800, 1, 1), date(2000, 1, 1)))
def test_a_count_of_years_always_allows_what_people_round(years: int, start: date) -> None:
    from casegraph.dates import Duration

    length = Duration.parse(f"P{years}Y")
    end = date(start.year + years, start.month, min(start.day, 28))
    for days in (-170, 0, 350):
        assert length.least <= (end + timedelta(days=days) - start).days <= length.most


# ─── The command ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("more", [(), ("--account", "article"), ("--with", "attributed"), ("--known", "2006-01-01")])
def test_the_json_keeps_to_its_schema_and_every_claim_it_names_is_explained(
    more: tuple[str, ...], run: Callable
) -> None:
    found = json.loads(run("timeline", "avery-dassey", "--json", *more).out)
    validate(found, json.loads(shipped("ontology/timeline.schema.json").read_text(encoding="utf-8")))
    named = {claim for row in found["rows"] for bound in (row["earliest"], row["latest"]) if bound
             for claim in bound["premises"]}  # fmt: skip
    assert named <= set(found["claims"])
    assert all(found["claims"][claim]["sources"] for claim in named)


def test_later_rows_are_left_out_and_counted(run: Callable) -> None:
    ran = run("timeline", "avery-dassey", "--on", "2003-12-31")
    assert "11 Sep 2003" in ran.out
    assert "2005" not in ran.out.split("Sources")[0].replace("in custody, 1985", "")
    assert "later dates are not shown" in ran.out


def test_redaction_holds_in_the_timeline(run: Callable) -> None:
    for more in ((), ("--conflicts",), ("--json",)):
        assert not re.search(
            "halbach|beerntsen", run("timeline", "avery-dassey", "--redact", "victims", *more).out, re.I
        )


def test_wrong_calls_are_refused_with_near_misses(run: Callable, seed: casegraph.Graph) -> None:
    assert run("timeline", "avery-dasey").code == 3
    assert "did you mean 'article'" in run("timeline", "avery-dassey", "--account", "artcle").err
    assert run("timeline", "avery-dassey", "--with", "firm").code == 2
    assert run("timeline", "avery-dassey", "--known", "2006").code == 2
    assert run("schema", "timeline").code == 0
    with pytest.raises(NoSuchThing):
        seed.timeline("nowhere")
    with pytest.raises(UsageError):
        casegraph.load("avery-dassey", "rocky-myers").timeline()


# ─── Stretches that are open, and far years ───────────────────────────────────────────────────────────────────────────


OPEN = ("1970/..", "2001-05/..", "1970/", "../1999", "/1999-06", "2004-06~/2005?", "[..1985]", "[1985..]", "198X",
        "19XX", "2004-XX", "2001-21", "0201-05-01", "0007", "0198-02")  # fmt: skip


def test_a_date_of_any_form_is_told_in_every_outlet(case_file: Callable) -> None:
    lines = "".join(
        f'  e{n}: {{label: event {n}, kind: Arrest, person: doe, date: "{text}", source: d}}\n'
        for n, text in enumerate(OPEN)
    )
    graph = casegraph.load(case_file(HEAD + "events:\n" + lines))
    told = graph.timeline(on="2020-01-01")
    for outlet in (told.to_text(), told.to_html(), told.to_frame().to_string()):
        assert [n for n, _ in enumerate(OPEN) if f"event {n}" not in outlet] == []
    assert told.to_json() and "event 12" in told.figure.svg


def test_a_stretch_open_at_one_end_states_the_other_only(case_file: Callable) -> None:
    text = "events: {a: {label: watched, kind: Event, person: doe, date: 1970-05/.., source: d},\n"
    text += "  b: {label: at large, kind: Event, person: doe, date: ../1999, source: d}}\n"
    rows = told(text, case_file).rows
    assert [(row.label, row.point, row.said) for row in rows] == [
        ("watched", "start", ("May 1970",)),
        ("at large", "end", ("1999",)),
    ]


@pytest.mark.parametrize("end", ["2000/2002", "2000-01/2002", "1972/..", "../1990", "1971/1972"])
def test_a_start_or_an_end_known_between_two_days_is_one_moment(end: str, case_file: Callable) -> None:
    text = f"imprisonments: {{i: {{person: doe, from: 1970/1971, until: {end}, source: d}}}}\n"
    path = case_file(HEAD + text)
    assert [problem.message for problem in check([path])[0].problems] == []
    rows = {row.point: row for row in casegraph.load(path).timeline().timeline.rows}
    assert rows["start"].said == ("1970 to 1971",)
    assert rows["end"].said == (in_words(When.parse(end)),)
    assert rows["end"].earliest is not None and rows["end"].earliest.day.year >= 1970


def test_a_stay_that_surely_ends_before_it_begins_is_still_refused(case_file: Callable) -> None:
    text = "imprisonments: {i: {person: doe, from: 1980/1981, until: 1970/1979, source: d}}\n"
    assert [problem.code for problem in check([case_file(HEAD + text)])[0].problems] == ["E203"]
