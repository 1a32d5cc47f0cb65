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


def linked(first: list[str], second: list[str], tmp_path: Path, **more: str) -> dict[tuple[str, str], float]:
    """Pairs of names and their probabilities, the tables holding no more than names and `more`."""
    tables = []
    for name, people in (("a", first), ("b", second)):
        rows = [{"id": f"{name}{at}", "person": person, **more} for at, person in enumerate(people)]
        tables.append(written(rows, tmp_path / f"{name}.parquet"))
    propose_pairs(*tables, tmp_path / "pairs.csv", least=0)
    return {(row["person_a"], row["person_b"]): float(row["probability"]) for row in pairs(tmp_path / "pairs.csv")}


@pytest.mark.parametrize("names", [
    ("Dixon, Scottie Ladon", "Scottie Ladon Dixon"), ("de la Cruz, José", "José de la Cruz"), ("王小明", "王小明"),
    ("Wang Xiaoming", "Xiaoming Wang"), ("Владимир Путин", "ПУТИН, Владимир"), ("Smith, John, Jr.", "John Smith Jr"),
])  # fmt: skip
def test_a_name_is_the_same_in_any_order_and_script(names: tuple[str, str], tmp_path: Path) -> None:
    found = linked([names[0], "Ann Poe"], [names[1], "Bob Roe"], tmp_path)
    assert found[names] > 0.9 and len(found) == 1


def test_contradicting_middle_names_and_jr_against_sr_count_against(tmp_path: Path) -> None:
    first = ["Robert Raymond Palmer", "John Smith, Jr.", "Ann B. Lee"]
    second = [
        "Robert William Palmer",
        "Robert R. Palmer",
        "John Smith, Sr.",
        "John Smith",
        "Ann Beth Lee",
        "Ann C. Lee",
    ]
    found = linked(first, second, tmp_path, sovereign="US-GA", convicted_first="1999-01-01")
    for one, same, other in (
        (first[0], second[1], second[0]), (first[1], second[3], second[2]), (first[2], second[4], second[5])
    ):  # fmt: skip
        assert found[one, same] > 0.99 and found[one, other] < 0.5


def test_a_father_without_and_a_son_with_his_number_are_less_alike_than_two_of_one_name(tmp_path: Path) -> None:
    linked(["Martin Luther King"], ["Martin Luther King", "Martin Luther King III"], tmp_path, sovereign="US-GA")
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        weights = {row["person_b"]: float(row["weight"]) for row in csv.DictReader(file)}
    assert weights["Martin Luther King"] > weights["Martin Luther King III"] + 1


def test_names_without_a_word_and_empty_tables_are_no_error(tmp_path: Path) -> None:
    assert linked(["", "—", "Jr."], ["Ann Poe", ""], tmp_path) == {}
    a = written([{"id": "1", "person": "Ann Poe"}], tmp_path / "one.parquet")
    parquet.write_table(parquet.read_table(a).slice(0, 0), tmp_path / "none.parquet")
    assert propose_pairs(a, tmp_path / "none.parquet", tmp_path / "pairs.csv").pairs == 0


def test_a_name_that_everybody_has_is_not_compared_each_with_each(tmp_path: Path) -> None:
    rows = [{"id": str(at), "person": "John Smith", "sovereign": "US", "convicted_first": "1999-01-01"}
            for at in range(400)]  # fmt: skip
    a = written([*rows, {**rows[0], "id": "x", "person": "John Quill"}], tmp_path / "a.parquet")
    told: list[str] = []
    found = propose_pairs(a, a, tmp_path / "pairs.csv", least=0, say=told.append)
    assert found.too_common and "too common" in told[0]
    assert {(row["id_a"], row["id_b"]) for row in pairs(tmp_path / "pairs.csv")} == {("x", "x")}
