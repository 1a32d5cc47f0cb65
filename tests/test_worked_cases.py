"""Worked cases across sovereigns: who has the power over each conviction, on days on both sides of each change.

The expectations stand in `expectations.csv`, written by hand from the law and the record of each case.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

import casegraph
from casegraph.loading import case_names, cases_about
from casegraph.questions.naming.names import things_of
from casegraph.questions.powers.coverage import ROLES
from casegraph.vocabulary import local, shorten

with (Path(__file__).parent / "expectations.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
CASES = sorted({row["case"] for row in ROWS})


@pytest.fixture(scope="module")
def graphs() -> dict[str, casegraph.Graph]:
    return {name: casegraph.load(name) for name in CASES}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['conviction']}-{r['on']}-{r['office']}")
def test_who_has_the_power_on_that_day(row: dict[str, str], graphs: dict[str, casegraph.Graph]) -> None:
    answer = graphs[row["case"]].clemency(row["conviction"], row["on"], authority=row["office"])
    assert answer.value == row["has_power"], row["why"]
    assert answer.because
    assert answer.headline in " ".join(answer.to_text().split())


def test_every_worked_case_has_expectations_of_both_kinds() -> None:
    assert {*CASES, "avery-dassey"} == set(case_names())
    for name in CASES:
        assert len({row["has_power"] for row in ROWS if row["case"] == name}) > 1


@pytest.mark.thorough
@pytest.mark.parametrize("name", CASES)
def test_the_walk_and_the_query_agree(name: str, graphs: dict[str, casegraph.Graph]) -> None:
    graph = graphs[name]
    keys = {role: key for key, role in ROLES.items()}
    days = {row["on"] for row in ROWS if row["case"] == name} | {"1950-01-01", "2026-01-01"}
    for conviction in things_of(graph.view, "Conviction"):
        for day in sorted(days):
            rows = graph.run("holders", conviction=conviction, on=day).texts()
            by_query = {(office, shorten(role), kind) for office, role, kind, *_ in rows}
            (found,) = graph.clemency(conviction, date.fromisoformat(day)).convictions
            by_walk = {(held.office, keys[held.role], kind) for held in found.holders for kind in held.kinds}
            assert by_walk == by_query, (local(conviction), day)


def test_all_cases_together_give_the_same_answers(graphs: dict[str, casegraph.Graph]) -> None:
    together = casegraph.load()
    for row in ROWS[::7]:
        alone = graphs[row["case"]].clemency(row["conviction"], row["on"], authority=row["office"]).to_json()
        assert together.clemency(row["conviction"], row["on"], authority=row["office"]).to_json() == alone


def test_a_question_reads_only_the_case_it_is_about() -> None:
    assert cases_about("Steven Avery") == ["avery-dassey"]
    assert cases_about("Zzyzx Qwghlm") == case_names()
