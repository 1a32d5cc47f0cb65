"""The whole law, day by day since 1990: one authority decides, or the data say that nobody does, or that it varies.

Asked of the compiled table, on a monthly grid and on every day of a change, the day before and the day after.
"""

import dataclasses
import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.casefile.inference import IMPLIED
from casegraph.casefile.marks import PERHAPS
from casegraph.dates import as_day
from casegraph.questions.clemency.answer import Answer
from casegraph.questions.clemency.walk import clemency
from casegraph.questions.naming.names import things_of
from casegraph.questions.powers.intervals import (
    SENTENCES,
    PowerInterval,
    PowerIntervals,
    compile_powers,
    flags_that_matter,
    sentence_class,
)
from casegraph.vocabulary import local
from casegraph.words import DOUBT
from sparing import mostly

SINCE, TILL = date(1990, 1, 1), date(2027, 1, 1)

MAIN = ("pardon", "commutation", "reprieve", "remission")
"""The other kinds are variants that some laws name for a few offences, such as a suspension for treason."""

NOT_SETTLED = {
    # No settled law found, and the answers say so: (sovereign, kind) → why.
    ("RU", "pardon"): "until the constitution of 25 December 1993",
    ("US-TRIBE-SAULT", "pardon"): "until the code of 5 July 1995",
    ("US-TRIBE-NAVAJO", "pardon"): "two bodies claim it",
    ("US-GU", "commutation"): "the Governor's statute does not name it; the President's power is disputed",
    ("US-VI", "commutation"): "the Governor's statute does not name it; the President's power is disputed",
    ("US-MP", "remission"): "the Governor's constitution does not name it; the President's power is disputed",
    ("US-PR", "reprieve"): "the constitution names suspension; the President's power is disputed",
    ("US-WV", "commutation"): "other sentences than death until 1996: the statute was read both ways",
    ("US-SC", "remission"): "by one source, until 1949",
    ("US-SC", "reprieve"): "other sentences than death: the Attorney General reads the clause as limited to death",
}


@pytest.fixture(scope="module")
def days(intervals: PowerIntervals) -> dict[str, list[date]]:
    """Sovereign → the days it is asked about."""
    months = {date(year, month, 1) for year in range(1990, 2027) for month in range(1, 13)}
    found: dict[str, set[date]] = {}
    for row in intervals:
        changes = {day for day in (row.start, row.until) if day and SINCE < day < TILL}
        found.setdefault(row.sovereign, set(months)).update(
            day + timedelta(days=n) for day in changes for n in (-1, 0, 1)
        )
    return {sovereign: sorted(each) for sovereign, each in found.items()}


def test_exactly_one_authority_decides_or_the_data_say_why_not(
    all_law: casegraph.Graph, intervals: PowerIntervals, days: dict[str, list[date]]
) -> None:
    beside = [frozenset(map(local, pair)) for pair in all_law.query("SELECT ?a ?b WHERE { ?a cg:beside ?b }").texts()]

    def settled(row: PowerInterval | None) -> bool:
        if row is None:
            return False
        one = len(row.deciders) == 1 or any(pair <= set(row.powers) for pair in beside)
        return (one and row.value in ("who", "depends")) or bool(row.no_decider)

    open_ = set()
    kinds = {(row.sovereign, row.kind) for row in intervals if row.kind in MAIN}
    for sovereign, kind in kinds:
        for sentence in ("death", "other"):
            kinds_of = (kind, "short reprieve") if kind == "reprieve" else (kind,)
            for day in days[sovereign]:
                if not any(settled(intervals.at(sovereign, named, day, sentence)) for named in kinds_of):
                    open_.add((sovereign, kind))
    assert sorted(open_) == sorted(NOT_SETTLED)


def test_pardon_commutation_and_reprieve_are_on_record_for_every_jurisdiction_of_the_country(
    intervals: PowerIntervals,
) -> None:
    known = {(row.sovereign, row.kind) for row in intervals}
    for sovereign in {sovereign for sovereign, _ in known if sovereign.startswith("US")}:
        if not sovereign.startswith("US-TRIBE-"):  # a tribe's own row says what was found; US-TRIBE that it varies
            assert {(sovereign, kind) for kind in ("pardon", "commutation", "reprieve")} <= known, sovereign
    assert len({sovereign for sovereign, _ in known}) > 59


def test_where_more_than_one_office_might_decide_the_answer_says_what_that_hangs_on(intervals: PowerIntervals) -> None:
    for row in intervals:
        if row.value == "depends" and not row.no_decider:
            assert row.reported or any(condition.startswith(("only if", "unless")) for condition in row.conditions), row


def test_the_rows_of_one_class_follow_one_another_without_hole(intervals: PowerIntervals) -> None:
    for first, second in itertools.pairwise(intervals):
        same = (first.sovereign, first.kind, first.sentence, first.flags) == (
            second.sovereign, second.kind, second.sentence, second.flags)  # fmt: skip
        assert (first.until == second.start) if same else (first.until is second.start is None)


@pytest.mark.parametrize("first", mostly([0, 40, 80, 120, 160, 200], [0]))
def test_the_table_gives_what_the_walk_gives(all_law: casegraph.Graph, intervals: PowerIntervals, first: int) -> None:
    """A made-up conviction for every row, walked on the first and the last day of the row."""
    intervals = PowerIntervals(row for row in intervals if not any(flag.startswith(PERHAPS) for flag in row.flags))
    intervals = PowerIntervals(intervals[first::240])
    shapes = sorted({(row.sovereign, row.sentence, row.flags) for row in intervals})
    people = "\n".join(f"  p{n}: {{name: Person {n}, source: d}}" for n in range(len(shapes)))
    sentences = {"death": ", sentence_type: death", "other": ", sentence_type: term of years", "unknown": ""}
    convictions = "\n".join(
        f"  c{n}: {{person: p{n}, law_broken: {own}, date: 0100, source: d{sentences[kind]}"
        f"{', flag: [' + ', '.join(flags) + ']' if flags else ''}}}"
        for n, (own, kind, flags) in enumerate(shapes)
    )
    text = f"case: made-up\nsources: {{d: {{label: a docket}}}}\npeople:\n{people}\nconvictions:\n{convictions}\n"
    graph = casegraph.Graph([_case(text)], load_authorities())
    assert flags_that_matter(graph.view, graph.find("US-MN")) == ("impeachment",)
    held: dict[tuple[str, date], Answer] = {}
    implied = {sentence: set(IMPLIED.get(type_, ())) for sentence, type_ in SENTENCES.items() if sentence == "death"}
    for row in intervals:
        matter = set(flags_that_matter(graph.view, graph.find(row.sovereign)))
        if not implied.get(row.sentence, set()) & matter <= set(row.flags):
            continue  # no conviction is of this class: a sentence of death marks the offence
        n = shapes.index((row.sovereign, row.sentence, row.flags))
        last = max((row.until or date(2026, 1, 2)) - timedelta(days=1), row.start or date.min)
        for day in {row.start or last, last}:
            iri = f"https://w3id.org/casegraph/id/made-up/c{n}"
            answer = clemency(graph.view, [iri], day, kind=row.kind)
            held[iri, day] = answer
            (found,) = answer.convictions
            exact = [h for h in found.holders if row.kind in h.kinds]
            assert tuple(sorted({local(h.office) for h in exact if h.role == "decider"})) == row.deciders, row
            settled = {power.power for power in found.powers if power.standing == "established"}
            others = [a for a in found.offices if a.role != "decider" and row.kind in a.kinds and a.power in settled]
            assert {(a.role + DOUBT.get(a.standing, ""), local(a.office)) for a in others} == set(row.roles), row
            disputed = tuple(local(h.office) for h in found.disputed if h.role == "decider" and row.kind in h.kinds)
            assert disputed == row.disputed, row
            if row.kind != "reprieve":  # asked for a reprieve, the walk tells of the short one as well
                assert found.value == row.value, row
    assert len(held) > 60


def _case(text: str) -> casegraph.records.claim.Case:
    from casegraph.authorities.index import shared_names
    from casegraph.casefile.checks.check import check_document
    from casegraph.casefile.reader import read_document

    case = check_document(read_document(Path("made-up.yaml"), text), shared_names()).case
    assert case is not None
    return case


def test_a_row_is_frozen_and_reads_as_texts(intervals: PowerIntervals) -> None:
    row = intervals.at("US-MN", "pardon", as_day("2025-06-01"), "other")
    assert row is not None
    assert row.to_row() | {"claims": "", "conditions": "", "basis": ""} == {
        "sovereign": "US-MN", "kind": "pardon", "sentence": "other", "flags": "", "start": "2024-07-01", "until": "",
        "value": "who", "deciders": "US-MN-governor", "early": "", "early_value": "moot",
        "disputed": "", "reported": "", "no_decider": "",
        "roles": "must consent: US-MN-board; must be consulted: US-MN-commission; "
                 "sits on the board: US-MN-attorney-general; sits on the board: US-MN-chief-justice",
        "powers": "US-MN-clemency", "claims": "", "conditions": "", "basis": "",
    }  # fmt: skip
    assert row.claims
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.value = "no"  # type: ignore[misc]
    assert intervals.at("US-MN", "pardon", as_day("2025-06-01"), "other", ["treason"]) is None
    assert intervals.at("ZZ", "pardon", as_day("2025-06-01")) is None
    assert sentence_class("life without parole") == "other"


@pytest.mark.thorough
def test_the_table_is_the_same_whatever_the_order_of_the_sovereigns(
    all_law: casegraph.Graph, intervals: PowerIntervals
) -> None:
    own = things_of(all_law.view, "Sovereign")
    assert compile_powers(all_law.view, reversed(own)) == intervals
