"""A synthetic register of convictions, seeded: the same rows for the same number and seed, whatever the machine.

python tests/bench/corpus.py 1000000 -o register.csv
"""

import argparse
import csv
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]
COLUMNS = ("id", "sovereign", "sentence_type", "flags", "convicted_first", "convicted_last", "status", "status_first",
           "status_last", "on")  # fmt: skip
_STATES = re.findall(
    "..", "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWYDC"
)
SOVEREIGNS = ["US"] * 6 + [f"US-{state}" for state in _STATES]
_SENTENCES = ["term of years"] * 12 + ["life"] * 4 + ["life without parole", "death", "other", ""]
_STATUSES = [""] * 15 + ["vacated", "reversed", "pardoned", "commuted", "commuted"]
_FIRST, _DAYS = date(1930, 1, 1), 35_000
_FIRST_NAMES = ["Ann", "Ben", "Cara", "Dan", "Eve", "Finn", "Gail", "Hugo", "Iris", "Jon", "Kai", "Lena", "Max", "Nora"]
_CRIMES = ["Murder", "Robbery", "Burglary", "Wire fraud", "Arson", "Assault", "Perjury", "Drug sale"]


def convictions(number: int, seed: int = 1) -> Iterator[Row]:
    """Convictions in the columns `casegraph batch` reads; the day asked about differs by row."""
    chance = random.Random(seed)
    for index in range(number):
        convicted = _FIRST + timedelta(days=int(chance.random() * _DAYS))
        status = chance.choice(_STATUSES)
        changed = (convicted + timedelta(days=int(chance.random() * 9000))).isoformat() if status else ""
        day = (_FIRST + timedelta(days=int(chance.random() * _DAYS))).isoformat()
        yield {
            "id": f"c{index:08d}", "sovereign": chance.choice(SOVEREIGNS), "sentence_type": chance.choice(_SENTENCES),
            "flags": "treason" if chance.random() < 0.001 else "", "convicted_first": convicted.isoformat(),
            "convicted_last": convicted.isoformat(), "status": status, "status_first": changed, "status_last": changed,
            "on": day,
        }  # fmt: skip


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
    import pyarrow
    from pyarrow import parquet

    days = {name for name in COLUMNS if name.endswith(("_first", "_last"))} | {"on"}
    kinds = [(name, pyarrow.date32() if name in days else pyarrow.string()) for name in COLUMNS]
    rows, block = convictions(number, seed), 100_000
    with parquet.ParquetWriter(path, pyarrow.schema(kinds), compression="zstd") as writer:
        for start in range(0, number, block):
            held = [next(rows) for _ in range(min(block, number - start))]
            arrays = {
                name: pyarrow.array([row[name] or None for row in held] if name in days else
                                    [row[name] for row in held]).cast(kind)
                for name, kind in kinds
            }  # fmt: skip
            writer.write_table(pyarrow.table(arrays, schema=pyarrow.schema(kinds)))
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
