"""The walk, the query and a naive reading of the tables name the same offices, on every day of a change."""

import functools
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import casegraph
from casegraph.loading import case_names
from casegraph.questions.powers.coverage import ROLES
from casegraph.vocabulary import local, predicate_for, shorten
from oracle import Court
from sparing import mostly

CASES = [name for name in case_names() if Court(name).convictions]
KEYS = {role: key for key, role in ROLES.items()}


@functools.cache
def graph_of(name: str) -> casegraph.Graph:
    return casegraph.load(name)


def grid(court: Court, conviction: str) -> list[date]:
    """Every day of a change since 1900, the day before and the day after; nothing changes in between."""
    changes = {date.fromisoformat(day) for day in court.days(conviction)}
    days = {day + timedelta(days=n) for day in changes if 1900 < day.year < 2027 for n in (-1, 0, 1)}
    return sorted(days | {date(1900, 1, 1), date(1950, 1, 1), date(1990, 1, 1), date(2026, 11, 1)})


def walked(graph: casegraph.Graph, conviction: str, day: date) -> set[tuple[str, str, str]]:
    (found,) = graph.clemency(conviction, day).convictions
    return {(local(held.office), KEYS[held.role], kind) for held in found.holders for kind in held.kinds}


MANY = {"central-park-five", "scottsboro-boys", "west-memphis-three"}
"""Cases of many people convicted of the same under one law."""


@pytest.mark.parametrize("name", mostly(CASES, {*CASES} - MANY))
def test_the_walk_and_the_naive_reading_name_the_same_offices(name: str) -> None:
    court, asked = Court(name), 0
    for conviction in court.convictions:
        for day in grid(court, conviction):
            naive = court.holders(conviction, day.isoformat())
            if naive is not None:
                named = {(office, shorten(predicate_for(role)), kind) for office, role, kind in naive}
                assert walked(graph_of(name), conviction, day) == named, (conviction, day)
                asked += 1
    assert asked > 5


@pytest.mark.parametrize("name", CASES)
def test_the_query_names_the_same_offices_for_every_answer_of_the_naive_reading(name: str) -> None:
    court, graph = Court(name), graph_of(name)
    seen: set[object] = set()
    for conviction in court.convictions:
        for day in grid(court, conviction):
            naive = court.holders(conviction, day.isoformat())
            if (
                naive is None or frozenset(naive) in seen
            ):  # a query takes thirty times as long as a walk: each answer once
                continue
            seen.add(frozenset(naive))
            rows = graph.run("holders", conviction=conviction, on=day.isoformat()).texts()
            queried = {(local(office), shorten(role), kind) for office, role, kind, *_ in rows}
            assert queried == {(o, shorten(predicate_for(r)), k) for o, r, k in naive}, (conviction, day)
    assert seen


OWN = """\
case: moved
sources: {{d: {{label: a docket}}}}
people: {{doe: {{name: Jane Doe, source: d}}}}
convictions:
  doe-conviction: {{person: doe, law_broken: {law}, court: {court}, date: 1985-05-01, source: d, sentence_type: {type}}}
"""
COURTS = ("US-ca7", "US-supreme-court", "US-district-wied", "US-ca11")
"""Courts of the United States: a State's court with another State's law is refused before there is an answer."""
LAWS = ("US", "US-WI", "US-DC", "US-AL", "US-GA", "US-MN", "US-MIL")


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.sampled_from(LAWS), st.sampled_from(COURTS), st.sampled_from(["death", "life"]),
       st.dates(date(1986, 1, 1), date(2026, 1, 1)))  # fmt: skip
def test_moving_the_court_but_not_the_law_broken_never_changes_the_holder(
    small: Callable[..., casegraph.Graph], law: str, court: str, kind: str, day: date
) -> None:
    one, two = (small(OWN.format(law=law, court=where, type=kind)) for where in (COURTS[0], court))
    assert walked(one, "doe-conviction", day) == walked(two, "doe-conviction", day) != set()


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.sampled_from(LAWS), st.sampled_from([n for n in case_names() if n != "avery-dassey"]),
       st.dates(date(1986, 1, 1), date(2026, 1, 1)))  # fmt: skip
def test_adding_an_unrelated_case_never_changes_an_answer(
    case_file: Callable[..., object], law: str, other: str, day: date
) -> None:
    path = str(case_file(OWN.format(law=law, court=COURTS[0], type="life")))
    alone, beside = casegraph.load(path), casegraph.load(path, other)
    assert alone.clemency("doe-conviction", day).to_json() == beside.clemency("doe-conviction", day).to_json()
