"""The verbs that questions about what happened understand, as `datasets/lexicon/happenings.csv` has them."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ...resources import shipped

__all__ = ["Happening", "verb_of", "verb_pattern", "verbs"]


@dataclass(frozen=True, slots=True)
class Happening:
    """What a verb of a question means.

    Attributes:
        kinds: the classes of record that answer it.
        whose: how the record names whom it befell: person, or victim; doer who did it; thing where it is no person.
        outcome: what its outcome must be, or "".
        called: words one of which the name of the record must hold; any name where there are none.
        implies: words after the verb that say nothing more: released «from prison».
        besides: the classes of record that a reader must know of too: a reinstatement after what was vacated.
        instead: the classes of record that a reader must know of where there is none that answers.
        base: the plain form of the verb, as in "did he confess", or "".
        nouns: what the happening is called, as in "after his arrest".
    """

    kinds: frozenset[str]
    whose: str
    outcome: str
    called: frozenset[str]
    implies: frozenset[str]
    besides: frozenset[str]
    instead: frozenset[str] = frozenset()
    base: str = ""
    nouns: tuple[str, ...] = ()


@cache
def verbs() -> Mapping[str, Happening]:
    """The verbs that questions about a time understand, as `datasets/lexicon/happenings.csv` has them."""
    with shipped("datasets/lexicon/happenings.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["verb"]: Happening(
                frozenset(row["kinds"].split()),
                row["whose"],
                row["outcome"],
                frozenset(row["called"].split()),
                frozenset(row["implies"].split()),
                frozenset(row["besides"].split()),
                frozenset(row["instead"].split()),
                row["base"],
                tuple(filter(None, row["nouns"].split("|"))),
            )
            for row in csv.DictReader(file)
        }


@cache
def verb_of() -> Mapping[str, str]:
    """Plain forms of verbs and nouns of what happens → the verb: confess, confession → confessed."""
    verb_forms = {form: verb for verb, own in verbs().items() for form in (own.base, *own.nouns) if form}
    return verb_forms | {verb: verb for verb in verbs()}


@cache
def verb_pattern() -> str:
    """Those verbs as a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, [*verbs(), "born", "died", "die"]), key=len, reverse=True))
