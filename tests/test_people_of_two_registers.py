"""Pairs of rows that may be one person are proposed with a score; nothing is merged."""

import csv
import random
from pathlib import Path

import pytest

pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("splink", reason="the extra [link] is not installed")

from pyarrow import parquet  # noqa: E402  (only where pyarrow is there)

from casegraph.batch.link import COLUMNS, propose_pairs  # noqa: E402
from casegraph.errors import UsageError  # noqa: E402

GIVEN = ["Ann", "Ben", "Carla", "David", "Erin", "Frank", "Grace", "Henry", "Iris", "John", "Karl", "Laura", "Mary"]
SYLLABLES = [
    "ber",
    "cott",
    "dan",
    "fel",
    "gor",
    "han",
    "kel",
    "lund",
    "mar",
    "nor",
    "pel",
    "quin",
    "ros",
    "sten",
    "tor",
]
Row = dict[str, str]


def people(number: int, seed: int) -> list[Row]:
    chance = random.Random(seed)
    return [
        {
            "id": f"{seed}-{index}", "person": f"{chance.choice(GIVEN)} "
            + "".join(chance.choice(SYLLABLES) for _ in range(3)).title(),
            "sovereign": chance.choice(["US", "US-WI", "US-IL", "US-TX"]),
            "convicted_first": f"{chance.randint(1970, 2015)}-01-01", "offence": "Robbery",
        }
        for index in range(number)
    ]  # fmt: skip


def written(rows: list[Row], path: Path) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


def pairs(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_people_in_both_registers_come_first_and_nothing_is_decided(tmp_path: Path) -> None:
    shared, first, second = people(60, 1), people(500, 2), people(500, 3)
    slips = [{**row, "id": f"b{i}", "person": f"{row['person'][:-1]}z, Jr." if i % 5 == 0 else row["person"].upper()}
             for i, row in enumerate(shared)]  # fmt: skip
    a, b = written([*first, *shared], tmp_path / "a.parquet"), written([*second, *slips], tmp_path / "b.parquet")
    before = a.read_bytes(), b.read_bytes()
    found = propose_pairs(a, b, tmp_path / "pairs.csv", least=0.5)
    rows = pairs(tmp_path / "pairs.csv")
    assert (found.first, found.second, found.pairs) == (560, 560, len(rows))
    assert list(rows[0]) == list(COLUMNS)
    right = {(row["id"], f"b{i}") for i, row in enumerate(shared)}
    proposed = {(row["id_a"], row["id_b"]) for row in rows}
    assert len(right & proposed) >= 54
    assert all((row["id_a"], row["id_b"]) in right for row in rows[:40])
    scores = [float(row["weight"]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert {row["same_person"] for row in rows} == {""}
    assert (a.read_bytes(), b.read_bytes()) == before


def test_the_same_tables_give_the_same_pairs(tmp_path: Path) -> None:
    a, b = written(people(300, 4), tmp_path / "a.parquet"), written(people(300, 4), tmp_path / "b.parquet")
    for name in ("one.csv", "two.csv"):
        propose_pairs(a, b, tmp_path / name)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.parametrize(
    ("rows", "told"),
    [([{"idd": "1", "person": "A"}], "no column 'id'; did you mean 'idd'"), ([{"id": "1"}], "no column 'person'")],
)
def test_a_table_without_names_is_told(rows: list[Row], told: str, tmp_path: Path) -> None:
    path = written(rows, tmp_path / "a.parquet")
    with pytest.raises(UsageError, match=told):
        propose_pairs(path, path, tmp_path / "pairs.csv")
    with pytest.raises(UsageError, match="cannot read"):
        propose_pairs(tmp_path / "nowhere.parquet", path, tmp_path / "pairs.csv")
    with pytest.raises(UsageError, match="between 0 and 1"):
        propose_pairs(path, path, tmp_path / "pairs.csv", least=2)
    assert not (tmp_path / "pairs.csv").exists()
