"""Who holds clemency power over a conviction, on a date: by the walk, and by SPARQL, which must agree."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

import casegraph
from casegraph.questions.naming.names import things_of
from casegraph.questions.powers.coverage import ROLES
from casegraph.view import dates_of, open_view
from casegraph.vocabulary import Standing, local, shorten
from sparing import mostly


def deciders(answer: casegraph.Answer) -> list[tuple[str, str]]:
    return [(local(holder.office), holder.person) for holder in answer.holders]


def test_the_governor_holds_the_power_over_a_state_conviction(seed: casegraph.Graph) -> None:
    answer = seed.clemency("avery-2007-homicide", "2016-01-08")
    assert deciders(answer) == [("US-WI-governor", "Scott Walker")]
    assert answer.convictions[0].status == "stands"
    assert "Wis. Const. art. V § 6" in answer.holders[0].basis


def test_the_president_holds_no_power_over_a_state_conviction_and_the_reason_cites_the_constitution(
    seed: casegraph.Graph,
) -> None:
    answer = seed.clemency("Steven Avery", "2016-01-08", authority="US-president")
    assert answer.value == "no"
    standing = [found for found in answer.convictions if found.status == "stands"]
    assert len(standing) == 2
    for found in standing:
        (president,) = [authority for authority in found.excluded if local(authority.office) == "US-president"]
        assert "federal offences" in president.reason
        assert "Wisconsin conviction" in president.reason
        assert "U.S. Const. art. II § 2" in president.basis
        assert president.because


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2007-09-01", "Jim Doyle"),
        ("2011-01-02", "Jim Doyle"),
        ("2011-01-03", "Jim Doyle until some hour of that day, Scott Walker from then on"),
        ("2011-01-04", "Scott Walker"),
        ("2019-01-06", "Scott Walker"),
        ("2019-01-07", "Scott Walker until some hour of that day, Tony Evers from then on"),
        ("2019-12-20", "Tony Evers"),
    ],
)
def test_the_holder_is_an_office_on_a_day(seed: casegraph.Graph, day: str, person: str) -> None:
    assert deciders(seed.clemency("dassey-2007-homicide", day)) == [("US-WI-governor", person)]


def test_nothing_is_left_to_pardon_once_the_conviction_is_vacated(seed: casegraph.Graph) -> None:
    before, after = seed.clemency("avery-1985…", "2000-01-01"), seed.clemency("avery-1985…", "2004-01-01")
    assert before.value == "who"
    assert deciders(before) == [("US-WI-governor", "Tommy Thompson")]
    assert after.value == "moot"
    assert len(after.convictions) == 3
    assert all(found.status == "vacated" and not found.holders for found in after.convictions)
    assert all("nothing left to pardon" in authority.reason for authority in after.excluded)


def test_a_charge_is_not_a_conviction(seed: casegraph.Graph) -> None:
    answer = seed.clemency("Steven Avery", "2006-06-01")
    pending = [found for found in answer.convictions if found.status == "pending"]
    assert {local(found.id) for found in pending} == {"avery-2007-homicide", "avery-2007-firearm"}
    assert not any(found.holders for found in pending)
    offences = {found.label.lower() for found in seed.clemency("Steven Avery", "2026-01-01").convictions}
    assert not any("kidnapping" in offence or "corpse" in offence for offence in offences)


def test_a_federal_ruling_on_a_state_conviction_does_not_move_the_power(seed: casegraph.Graph) -> None:
    for day in ("2016-08-13", "2017-01-01", "2017-12-09"):
        answer = seed.clemency("dassey-2007-homicide", day)
        assert deciders(answer) == [("US-WI-governor", "Scott Walker")]
        assert answer.convictions[0].status == "stands"


def test_a_board_that_advises_holds_no_power(seed: casegraph.Graph) -> None:
    answer = seed.clemency("Brendan Dassey", "2019-12-20", authority="US-WI-board")
    assert answer.value == "no"
    roles = {local(a.office): a.role for found in answer.convictions for a in found.holders}
    assert roles["US-WI-board"] == "may be consulted"


@pytest.mark.parametrize(
    ("law", "office"),
    [("US", "US-president"), ("US-DC", "US-president"), ("US-MIL", "US-president"), ("US-WI", "US-WI-governor")],
)
def test_the_power_follows_the_law_broken_not_the_court(
    small: Callable[..., casegraph.Graph], law: str, office: str
) -> None:
    courts = ("manitowoc-county-circuit-court", "US-district-wied", "US-DC-superior-court", "US-courts-martial")
    for index, court in enumerate(courts):
        graph = small(law=law, more=f", court: {court}", name=f"c{index}")
        answer = graph.clemency("Jane Doe", "2016-01-08", kind="pardon")
        assert [found[0] for found in deciders(answer)] == [office]


def test_a_conviction_without_the_law_broken_gives_unknown_and_names_what_is_missing(
    case_file: Callable, run: Callable
) -> None:
    text = (
        "case: small\nsources: {d: {label: a docket}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
        "convictions:\n  doe-1: {person: doe, court: manitowoc-county-circuit-court, source: d}\n"
    )
    answer = casegraph.load(case_file(text)).clemency("Jane Doe", "2016-01-08")
    assert answer.value == "unknown"
    assert answer.convictions[0].missing
    assert not answer.holders
    ran = run("clemency", "Jane Doe", "--case", case_file(text))
    assert ran.code == 4
    assert "law_broken" in ran.out


def test_a_sovereign_without_powers_on_record_gives_unknown(case_file: Callable) -> None:
    text = (
        "case: small\nsources: {d: {label: a docket}}\n"
        "sovereigns: {XX: {label: Ruritania, adjective: Ruritanian, source: d}}\n"
        "people: {doe: {name: Jane Doe, source: d}}\n"
        "convictions:\n  doe-1: {person: doe, law_broken: XX, date: '2022', source: d}\n"
    )
    answer = casegraph.load(case_file(text)).clemency("Jane Doe", "2023-01-08")
    assert (answer.value, answer.holders) == ("unknown", ())
    assert answer.excluded == ()  # no other nation's president is of interest


def test_a_power_of_narrower_scope_governs_its_kinds_only(case_file: Callable) -> None:
    text = """\
case: scope
sources: {d: {label: a code}}
sovereigns: {XX: {label: Ruritania, adjective: Ruritanian, source: d}}
offices: {king: {label: King, source: d}, board: {label: Board, source: d}, diet: {label: Diet, source: d}}
powers:
  all: {sovereign: XX, kinds: [pardon, commutation, reprieve], scope: all, decider: king, basis: art. 1, source: d}
  death: {sovereign: XX, kinds: commutation, scope: capital, decider: board, basis: art. 2, source: d}
  treason: {sovereign: XX, kinds: pardon, scope: named, applies_to: treason, decider: diet, basis: art. 3, source: d}
people: {doe: {name: Jane Doe, source: d}}
convictions:
  theft: {person: doe, law_broken: XX, date: '2000', sentence_type: term of years, source: d}
  murder: {person: doe, law_broken: XX, date: '2000', sentence_type: death, source: d}
  plot: {person: doe, law_broken: XX, date: '2000', flag: treason, sentence_type: life, source: d}
"""
    graph = casegraph.load(path := case_file(text), law=[path])
    held = {
        (name, kind): [local(h.office) for h in graph.clemency(name, "2010-01-01", kind=kind).holders]
        for name in ("theft", "murder", "plot")
        for kind in ("pardon", "commutation")
    }
    assert held == {
        ("theft", "pardon"): ["king"],
        ("theft", "commutation"): ["king"],
        ("murder", "pardon"): ["king"],
        ("murder", "commutation"): ["board"],
        ("plot", "pardon"): ["diet"],
        ("plot", "commutation"): ["king"],
    }
    both_ways_agree(graph, [date(2010, 1, 1)])


def test_what_hangs_on_an_unknown_sentence_is_told_not_guessed(case_file: Callable) -> None:
    text = """\
case: open
sources: {d: {label: a code}}
sovereigns: {XX: {label: Ruritania, adjective: Ruritanian, source: d}}
offices: {king: {label: King, source: d}, board: {label: Board, source: d}}
powers:
  death: {sovereign: XX, kinds: commutation, scope: capital, decider: king, basis: art. 2, from: '1900', source: d}
  other: {sovereign: XX, kinds: [pardon, commutation], scope: non-capital, decider: board, basis: art. 3, source: d}
people: {doe: {name: Jane Doe, source: d}}
convictions:
  open: {person: doe, law_broken: XX, date: '2000', source: d}
  cut: {person: doe, law_broken: XX, date: '2000', sentence_type: death, source: d}
events:
  mercy: {kind: Commutation, conviction: cut, date: 2005-05-05, source: d}
"""
    graph = casegraph.load(path := case_file(text), law=[path])
    answer = graph.clemency("open", "2010-01-01", kind="commutation")
    assert answer.value == "depends"
    assert {(local(h.office), h.conditions[0]) for h in answer.holders} == {
        ("king", "only if the sentence is death"),
        ("board", "only if the sentence is not death"),
    }
    before, after = (graph.clemency("cut", day, kind="commutation") for day in ("2005-05-04", "2005-05-05"))
    assert [local(h.office) for h in before.holders] == ["king"]
    assert [local(h.office) for h in after.holders] == ["board"]
    assert after.convictions[0].status == "commuted"
    in_doubt = graph.clemency("cut", "1900-06-01", kind="commutation").convictions[0]
    assert in_doubt.status == "pending"
    both_ways_agree(graph, [date(2005, 5, 4), date(2005, 5, 5), date(2010, 1, 1)])


def test_a_pardon_may_precede_the_conviction_but_not_the_offence(case_file: Callable) -> None:
    text = """\
case: early
sources: {d: {label: a docket}}
people: {doe: {name: Jane Doe, source: d}}
events: {heist: {kind: Offence, date: 1999-05-05, source: d}}
charges: {count: {person: doe, law_broken: US, act: heist, date: 2000-01-01, source: d}}
convictions:
  known: {person: doe, law_broken: US, charge: count, date: 2001-01-01, source: d}
  bare: {person: doe, law_broken: US, date: 2001-01-01, source: d}
"""
    graph = casegraph.load(case_file(text))
    asked = {
        day: graph.clemency("known", day, kind="pardon").value for day in ("1990-01-01", "1999-05-06", "2002-01-01")
    }
    assert asked == {"1990-01-01": "moot", "1999-05-06": "who", "2002-01-01": "who"}
    assert graph.clemency("bare", "1790-01-01", kind="pardon").value == "depends"


def test_the_presidents_power_over_courts_martial_does_not_hang_on_the_sentence(small: Callable) -> None:
    graph = small(law="US-MIL")
    assert graph.clemency("Jane Doe", "2016-01-08", kind="commutation", authority="US-president").value == "yes"
    assert graph.clemency("Jane Doe", "2016-01-08", kind="remission", authority="US-MIL-secretary").value == "yes"


def test_contested_law_surfaces_as_disputed(case_file: Callable) -> None:
    text = """\
case: dispute
sources: {d: {label: a code}}
sovereigns: {XX: {label: Ruritania, adjective: Ruritanian, source: d}}
offices: {king: {label: King, source: d}, mayor: {label: Mayor, source: d}}
powers:
  sure: {sovereign: XX, kinds: pardon, decider: king, basis: art. 2, source: d}
  said: {sovereign: XX, kinds: pardon, decider: mayor, basis: art. 9, standing: contested, speaker: mayor, source: d}
people: {doe: {name: Jane Doe, source: d}}
convictions: {theft: {person: doe, law_broken: XX, date: '2000', sentence_type: other, source: d}}
"""
    graph = casegraph.load(path := case_file(text), law=[path])
    assert graph.clemency("theft", "2010-01-01", authority="mayor").value == "disputed"
    assert graph.clemency("theft", "2010-01-01", authority="king").value == "yes"
    (found,) = graph.clemency("theft", "2010-01-01").convictions
    assert [local(h.office) for h in found.holders] == ["king"]
    assert [local(h.office) for h in found.disputed] == ["mayor"]
    both_ways_agree(graph, [date(2010, 1, 1)])


def test_an_unrelated_case_never_changes_an_answer(case_file: Callable, seed: casegraph.Graph) -> None:
    together = casegraph.load("avery-dassey", case_file(law="US"))
    for day in ("1990-01-01", "2016-01-08", "2024-01-01"):
        alone = seed.clemency("Steven Avery", day).to_json()
        assert together.clemency("Steven Avery", day).to_json() == alone


def test_every_answer_walks_back_to_claims_and_sources(seed: casegraph.Graph) -> None:
    answer = seed.clemency("Steven Avery", "2016-01-08", authority="US-president")
    known = {claim.iri: claim for case in (*seed.cases, *seed.authorities) for claim in case.claims}
    assert set(answer.because) <= set(known)
    assert all(known[claim].standing.asserted for claim in answer.because)
    assert all(known[claim].sources for claim in answer.because)
    assert all(answer.numbers[claim] for claim in answer.because)
    for found in answer.convictions:
        assert all(walked.claims for walked in found.steps)


def both_ways_agree(graph: casegraph.Graph, days: list[date]) -> int:
    compared = 0
    for conviction in things_of(graph.view, "Conviction"):
        for day in days:
            rows = graph.run("holders", conviction=conviction, on=day.isoformat()).texts()
            by_query = {(office, shorten(role), kind) for office, role, kind, *_ in rows}
            people = {
                (office, graph.show(person).label, until, start, held_as == "acting")
                for office, _, _, _, person, until, start, held_as in rows
                if person
            }
            (found,) = graph.clemency(conviction, day).convictions
            names = {value: key for key, value in ROLES.items()}
            by_walk = {(held.office, names[held.role], kind) for held in found.holders for kind in held.kinds}
            assert by_walk == by_query, (conviction, day)
            named = {office for office, *_ in people}
            assert people == {
                (held.office, who.person, who.ends, who.begins, who.acting)
                for held in found.holders
                for who in held.incumbents
                if held.office in named and who.standing == "established"
            }
            compared += 1
    return compared


@pytest.mark.parametrize("part", mostly(range(32), [0]))
def test_the_walk_and_the_query_agree_for_every_conviction_on_every_day_of_change(
    seed: casegraph.Graph, part: int
) -> None:
    """A part of the days in every run: a query takes ten times as long as a walk."""
    days = {date(1985, 6, 1), date(1995, 6, 1), date(2016, 1, 8), date(2026, 1, 1)}
    for node in seed.view:
        for key in ("cg:from", "cg:until"):
            for when in dates_of(seed.view, node, key):
                for day in {when.earliest, when.latest} - {None}:
                    if day.year >= 1980:
                        days |= {day - timedelta(days=1), day, day + timedelta(days=1)}
    for event in ("avery-vacatur-2003",):
        for when in dates_of(seed.view, seed.find(event), "cg:date"):
            days |= {when.earliest - timedelta(days=1), when.earliest, when.latest, when.latest + timedelta(days=1)}
    assert both_ways_agree(seed, sorted(days)[part::32]) >= 4


def test_a_view_with_attributed_claims_is_another_view(seed: casegraph.Graph) -> None:
    wide = open_view(seed.store, list(Standing))
    assert wide.number_of_edges() > seed.view.number_of_edges()


@pytest.mark.parametrize(
    ("law", "court", "doubted"),
    [
        ("US", "US-GA-fulton-county-superior-court", True),
        ("US-NC", "US-district-nced", True),
        ("US-DC", "US-courts-martial", True),
        ("US-DC", "US-district-dcd", False),
        ("US-NC", "US-NC-wake-county-superior-court", False),
    ],
)
def test_a_court_and_a_law_that_hardly_go_together_are_doubted_in_the_headline(
    law: str, court: str, doubted: bool, small: Callable[..., casegraph.Graph]
) -> None:
    answer = small(law=law, more=f", court: {court}").clemency("Jane Doe", "2024-01-01")
    assert ("one of the two may be wrong" in answer.headline) is doubted
    assert ("one of the two may be wrong" in " ".join(answer.to_text().split())) is doubted


def test_nobody_else_is_told_to_be_needed_before_a_conviction(small: Callable[..., casegraph.Graph]) -> None:
    charged = small(
        "case: small\nsources: {d: {label: a docket, kind: docket}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
        "charges: {k: {person: doe, law_broken: US, source: d}, m: {person: doe, law_broken: US, source: d}}\n"
    )
    pending = small(law="US", date="2000-05-01")
    for graph, day in ((charged, "2001-01-01"), (pending, "1999-01-01")):
        answer = graph.clemency("Jane Doe", day, kind="pardon", authority="US-president")
        assert answer.value in ("yes", "depends")
        assert "alone" not in answer.headline
