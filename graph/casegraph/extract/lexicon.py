"""The words extraction knows: offences, roles, jurisdictions, offices and their holders, courts; all read from data."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..authorities.index import shared_names
from ..authorities.officeholders import terms
from ..resources import shipped, shipped_files

__all__ = ["Lexicon", "lexicon", "word_list"]


@dataclass(frozen=True)
class Lexicon:
    """Words and what they mean.

    Attributes:
        offences: names of offences, small letters.
        roles: what a person is said to be, small letters.
        states: name or newspaper abbreviation → id of the jurisdiction.
        not_names: capitalised words that are part of no person's name, small letters.
        given_names: first names that office holders bore and those common in the country, small letters.
        governors, boards: id of a jurisdiction → id of its governor, of its clemency board.
        known: every id the authority files define.
        places: names of places that look like names of people, those of jurisdictions among them.
    """

    offences: frozenset[str]
    roles: frozenset[str]
    states: dict[str, str]
    not_names: frozenset[str]
    given_names: frozenset[str]
    governors: dict[str, str]
    boards: dict[str, str]
    known: frozenset[str]
    places: frozenset[str] = frozenset()

    def office(self, kind: str, state: str) -> str:
        """The id of an office by its kind (`governor`, `board`) and jurisdiction, "" when there is none."""
        table = self.governors if kind == "governor" else self.boards
        return table.get(state, "")


def _lines(name: str) -> list[str]:
    text = shipped(f"datasets/lexicon/{name}").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def word_list(name: str, *, lines: bool = False) -> frozenset[str]:
    """The words of one file of the lexicon, or its lines: `abbreviations`, `small-words`, `common-words`.

    Examples:
        >>> "gov" in word_list("abbreviations")
        True
    """
    if lines:
        return frozenset(_lines(f"{name}.txt"))
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


def _case_offences() -> Iterable[str]:
    """The offences the shipped cases name, without the particulars of a case."""
    for path in shipped_files("datasets/cases", ".yaml"):
        for found in re.findall(r"offence: \"?([a-z][a-z -]+)", path.read_text(encoding="utf-8")):
            name = re.split(
                r" (?:on|of a|of the|before|during|to kill|to give|to acquire|by exceeding) ", found.strip()
            )[0]
            if len(name.split()) <= 5:
                yield name


@cache
def lexicon() -> Lexicon:
    """The lexicon of the shipped data.

    Examples:
        >>> lexicon().office("governor", lexicon().states["Wisconsin"])
        'US-WI-governor'
    """
    shared = shared_names()
    states: dict[str, str] = {}
    with shipped("datasets/lexicon/states.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            states[row["name"]] = row["id"]
            if row["short"]:
                states[row["short"]] = row["id"]
    offices = {name for name, section in shared.items() if section == "offices"}
    ids = set(states.values())
    given = {term.name.split()[0].lower() for term in terms() if len(term.name.partition(" ")[0]) > 2}
    return Lexicon(
        offences=frozenset(_lines("offences.txt")) | frozenset(_case_offences()),
        roles=frozenset(_lines("roles.txt")),
        states=states,
        not_names=word_list("not-names"),
        given_names=frozenset(given) | word_list("given-names"),
        governors={state: f"{state}-governor" for state in ids if f"{state}-governor" in offices},
        boards={state: f"{state}-board" for state in ids if f"{state}-board" in offices},
        known=frozenset(shared),
        places=frozenset(states) | frozenset(_lines("places.txt")),
    )
