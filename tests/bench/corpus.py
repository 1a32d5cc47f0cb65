"""A seeded synthetic corpus of convictions: `python tests/bench/corpus.py 1000 > cases.jsonl` or `… --csv > table.csv`.

Nobody in it exists. The same number and seed give the same bytes. Names repeat as names do; four in five convictions
are state convictions, spread over the sovereigns of the shipped authorities; some are later vacated.
"""

import argparse
import csv
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["SEED", "Row", "as_case", "rows"]

SEED = 20070318


def _words(*lines: str) -> list[str]:
    return " ".join(lines).split()


_FIRST = _words(
    "Ada Ben Cora Dan Eva Finn Gail Hugh Ida Jon Kay Lee Mia Ned Ora Pat Quin Rae Sam Tess Uma Val Wes Xena Yul Zoe",
)
_LAST = _words(
    "Ash Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper Kapok Larch Maple Nutmeg Oak Pine Quince Rowan Spruce",
    "Teak Ulmus Viburnum Willow Yew Zelkova",
)
_OFFENCES = ("burglary", "robbery", "arson", "fraud", "assault", "perjury", "forgery", "theft")
_SENTENCES = ("term of years", "term of years", "term of years", "life", "fine", "other")
_STATES = _words(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR",
    "PA RI SC SD TN TX UT VT VA WA WV WI WY",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One conviction of a person who does not exist.

    Attributes:
        number: counts from 0.
        person: a name; about one in a thousand is borne by several people.
        state: postal code, or "" for a federal conviction.
        offence, sentence: from short lists.
        date: ISO day of the conviction.
        vacated: ISO day, or "".
    """

    number: int
    person: str
    state: str
    offence: str
    sentence: str
    date: str
    vacated: str


def rows(count: int, seed: int = SEED) -> Iterator[Row]:
    """The first `count` rows; a longer corpus begins with the shorter one."""
    dice = random.Random(seed)
    for number in range(count):
        year = dice.randrange(1950, 2020)
        date = f"{year}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        person = f"{dice.choice(_FIRST)} {dice.choice(_LAST)} {_syllables(dice.randrange(10**6))}"
        state = dice.choice(_STATES) if dice.random() < 0.8 else ""
        vacated = f"{year + dice.randrange(1, 6)}-07-01" if dice.random() < 0.03 else ""
        yield Row(number, person, state, dice.choice(_OFFENCES), dice.choice(_SENTENCES), date, vacated)


def _syllables(number: int) -> str:
    """A surname made of a number."""
    parts = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru"]
    return "".join(parts[int(digit)] for digit in f"{number:06}").capitalize()


def as_case(row: Row) -> dict[str, object]:
    """The row as a case record: the JSON equivalent of a case file."""
    name = f"r{row.number:07}"
    conviction = {
        "person": "convicted", "offence": row.offence, "law_broken": f"US-{row.state}" if row.state else "US",
        "date": row.date, "sentence_type": row.sentence, "source": "register",
    }  # fmt: skip
    case: dict[str, object] = {
        "case": name,
        "title": f"Register row {row.number}",
        "sources": {"register": {"label": f"Synthetic register, row {row.number}", "kind": "register"}},
        "people": {"convicted": {"name": row.person, "source": "register"}},
        "convictions": {f"{name}-{row.offence}": conviction},
    }
    if row.vacated:
        event = {"kind": "Vacatur", "date": row.vacated, "conviction": f"{name}-{row.offence}", "source": "register"}
        case["events"] = {f"{name}-vacatur": event}
    return case


def main() -> None:
    """Write the corpus to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--csv", action="store_true", help="a table instead of JSON Lines")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    if given.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(Row.__slots__)
        writer.writerows([getattr(row, name) for name in Row.__slots__] for row in rows(given.count, given.seed))
    else:
        for row in rows(given.count, given.seed):
            sys.stdout.write(json.dumps(as_case(row), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
