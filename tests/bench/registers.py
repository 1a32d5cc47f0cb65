"""A synthetic register of convictions, seeded: the same rows for the same number and seed, whatever the machine.

python tests/bench/registers.py 1000000 -o register.csv
"""

import argparse
import csv
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, str]
COLUMNS = ("id", "sovereign", "sentence_type", "flags", "convicted_first", "convicted_last", "status", "status_first",
           "status_last", "on")  # fmt: skip
_STATES = re.findall(
    "..", "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWYDC"
)
SOVEREIGNS = ["US"] * 6 + [f"US-{state}" for state in _STATES]
_SENTENCES = ["term of years"] * 12 + ["life"] * 4 + ["life without parole", "death", "other", ""]
_STATUSES = [""] * 15 + ["vacated", "reversed", "pardoned", "commuted", "commuted"]
BLOCK = 100_000
_FIRST, _DAYS = date(1930, 1, 1), 35_000
_FIRST_NAMES = ["Ann", "Ben", "Cara", "Dan", "Eve", "Finn", "Gail", "Hugo", "Iris", "Jon", "Kai", "Lena", "Max", "Nora"]
_CRIMES = ["Murder", "Robbery", "Burglary", "Wire fraud", "Arson", "Assault", "Perjury", "Drug sale"]


def _block(size: int, start: int, seed: int) -> "pyarrow.Table":
    """Rows `start` to `start + size` of the corpus, days as dates."""
    import numpy
    import pyarrow

    chance = numpy.random.default_rng([seed, start])
    first = _FIRST.toordinal() - date(1970, 1, 1).toordinal()

    def words(known: list[str]) -> "pyarrow.Array":
        return pyarrow.array(numpy.array(known, dtype=object)[chance.integers(0, len(known), size)], pyarrow.string())

    def day(number: Any, known: Any = None) -> "pyarrow.Array":
        return pyarrow.array(number.astype(numpy.int32), pyarrow.int32(), mask=known).cast(pyarrow.date32())

    convicted = first + chance.integers(0, _DAYS, size)
    sovereign, sentence, status = words(SOVEREIGNS), words(_SENTENCES), words(_STATUSES)
    changed = day(convicted + chance.integers(0, 9000, size), numpy.array(status.to_pylist(), dtype=object) == "")
    flags = pyarrow.array(numpy.where(chance.random(size) < 0.001, "treason", ""), pyarrow.string())
    ids = pyarrow.array([f"c{index:09d}" for index in range(start, start + size)], pyarrow.string())
    held = (ids, sovereign, sentence, flags, day(convicted), day(convicted), status, changed, changed)
    return pyarrow.table(dict(zip(COLUMNS, (*held, day(first + chance.integers(0, _DAYS, size))), strict=True)))


def convictions(number: int, seed: int = 1) -> Iterator[Row]:
    """Convictions in the columns `casegraph batch` reads, as texts; the day asked about differs by row."""
    for start in range(0, number, BLOCK):
        for row in _block(min(BLOCK, number - start), start, seed).to_pylist():
            yield {name: "" if value is None else str(value) for name, value in row.items()}


def register(number: int, seed: int = 1, *, bad: float = 0.01) -> Iterator[Row]:
    """The rows of a made-up exoneration register, a share of them with a slip of the pen."""
    chance = random.Random(seed)
    names = {"DC": "District of Columbia"}
    for index in range(number):
        year = 1960 + int(chance.random() * 50)
        state = chance.choice(_STATES)
        slip = chance.random() < bad
        yield {
            "Last Name": f"Example{index:07d}", "First Name": chance.choice(_FIRST_NAMES),
            "State": "Wisconsen" if slip else names.get(state, state), "County": "", "Crime": chance.choice(_CRIMES),
            "Sentence": chance.choice(["Life", "Death", "10 years", "25 years", "Probation"]),
            "Convicted": str(year), "Exonerated": str(year + 1 + int(chance.random() * 30)),
        }  # fmt: skip


def write_csv(rows: Iterator[Row], path: Path) -> Path:
    """The rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        first = next(rows)
        writer = csv.DictWriter(file, list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
    return path


def write_parquet(number: int, path: Path, seed: int = 1) -> Path:
    """`convictions` as a Parquet file, days as dates, as `casegraph import` writes them."""
    from pyarrow import parquet

    with parquet.ParquetWriter(path, _block(1, 0, seed).schema, compression="zstd") as writer:
        for start in range(0, number, BLOCK):
            writer.write_table(_block(min(BLOCK, number - start), start, seed))
    return path


def main() -> None:
    """Write a register of so many rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("-o", "--out", type=Path, required=True, help=".csv: a register; .parquet: convictions")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.out.suffix == ".parquet":
        write_parquet(asked.rows, asked.out, asked.seed)
    else:
        write_csv(register(asked.rows, asked.seed), asked.out)


if __name__ == "__main__":
    main()
