"""The law of every jurisdiction at a glance: a generated table that is never stale, `list` and `show`.

Renew the table with: python tests/test_the_table_of_jurisdictions.py
"""

import csv
import io
import json
from collections.abc import Callable

import pytest

from casegraph import Graph
from casegraph.authorities.load import load_authorities
from casegraph.questions.powers.table import PowerRow, as_csv, as_markdown, power_rows
from casegraph.resources import shipped
from conftest import Ran

TABLES = {"datasets/jurisdictions.csv": as_csv, "datasets/jurisdictions.md": as_markdown}


def all_rows() -> list[PowerRow]:
    return power_rows(Graph([], load_authorities()).view)


@pytest.fixture(scope="module")
def rows() -> list[PowerRow]:
    return all_rows()


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_what_the_data_say(name: str, rows: list[PowerRow]) -> None:
    assert shipped(name).read_text(encoding="utf-8") == TABLES[name](rows)


def test_every_state_district_territory_and_service_has_a_row_with_a_basis(rows: list[PowerRow]) -> None:
    own = {row.jurisdiction for row in rows}
    assert len({name for name in own if len(name) == 5}) == 50 + 1 + 5
    assert {"US", "US-MIL", "US-TRIBE", "RU"} <= own
    assert all(row.basis and row.decides for row in rows)
    assert {row.standing for row in rows} == {"settled", "disputed", "attributed"}


def test_the_command_prints_the_table(run: Callable[..., Ran]) -> None:
    ran = run("list", "jurisdictions", "--state", "WI", "--format", "csv")
    row, treason, meanwhile = csv.DictReader(io.StringIO(ran.out))
    assert (row["decides"], row["start"], row["standing"]) == ("Governor of Wisconsin", "1848-05-29", "settled")
    assert "Wis. Const. art. V § 6" in row["basis"]
    assert (treason["convictions"], treason["decides"]) == ("treason", "Wisconsin Legislature")
    assert (meanwhile["kinds"], meanwhile["decides"]) == ("suspension", "Governor of Wisconsin")
    assert run("list", "jurisdictions", "--state", "WI", "--format", "md").out.count("| settled |") == 3
    assert run("list", "courts", "--format", "md").code == 2
    assert run("list", "jurisdictions", "--state", "WJ", "--format", "md").code == 3


def test_a_jurisdiction_shows_its_powers_with_dates_deciders_and_basis(run: Callable[..., Ran]) -> None:
    ran = run("show", "US-MN")
    text = " ".join(ran.out.split())
    assert "from 1897 until 19 May 2023 Minnesota Board of Pardons decides" in text
    assert "must consent: Minnesota Board of Pardons" in text
    assert "cg:" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "[disputed]" in run("show", "US-VI").out
    assert len(json.loads(run("show", "US-MN", "--json").out)["powers"]) == 3


@pytest.mark.parametrize("what", ["jurisdictions", "authorities", "courts"])
def test_lists_fit_eighty_columns(what: str, run: Callable[..., Ran]) -> None:
    ran = run("list", what)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80


if __name__ == "__main__":
    for table, write in TABLES.items():
        shipped(table).write_text(write(all_rows()), encoding="utf-8")
