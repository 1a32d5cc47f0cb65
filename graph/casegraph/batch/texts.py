"""What the engines join, made in plain Python: classes of convictions, stretches of days, and the texts of an answer.

A conviction is joined by three small keys: the class it belongs to, the stretch of days of that class, and at last one
row of texts. So the engine moves whole numbers and every wide text is written once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from ..casefile.inference import IMPLIED
from ..questions.powers.incumbents import NOBODY
from ..questions.powers.intervals import PowerInterval, sentence_class
from .law import LawTable, flag_key

__all__ = [
    "GUESSED",
    "MOOT",
    "NAMELESS",
    "NO_DAY",
    "NO_RULE",
    "NUMBERS",
    "ONLY_SAID",
    "TEXTS",
    "UNSURE",
    "Prepared",
    "prepare",
]

TEXTS = ("office", "person", "person_standing", "roles", "disputed", "reported", "basis", "conditions", "president",
         "governor", "confidence", "suggested_office", "kind")  # fmt: skip
"""The columns that come of the law, not of the row."""

NUMBERS = ("class_", "spared", "i_class", "i_year", "told", "early", "t_told")
"""The columns of `Prepared` that hold whole numbers."""

MOOT, NAMELESS, GUESSED, NO_DAY, NO_RULE, UNSURE, ONLY_SAID = range(7)
"""Rows of texts that hang on no rule."""
_ALONE = {
    MOOT: "established",
    NAMELESS: "whose law was broken is not known",
    GUESSED: "the court only suggests whose law was broken",
    NO_DAY: "the day asked about is not known",
    NO_RULE: "no rule on record for that sovereign, kind and day",
    UNSURE: "what had become of it by that day is not known",
    ONLY_SAID: "only a source says so, and answers that say if were not asked for (--if-attributed)",
}
_COMMUTED = "death sentence commuted"


@dataclass(frozen=True)
class Prepared:
    """Three small tables, column by column.

    Attributes:
        classes: (c_law, c_flags, c_sentence) of the rows → number of the class, and that of a spared life.
        stretches: for each class and calendar year the stretches of days in it, with the row of texts `told`; told + 1
            is what may be done before a conviction, told + 2 what the court's sovereign would only suggest.
        texts: `told` → the texts.
    """

    classes: dict[str, list[Any]]
    stretches: dict[str, list[Any]]
    texts: dict[str, list[Any]]


def prepare(law: LawTable, kind: str, seen: Iterable[tuple[str, str, str]], first: date, last: date) -> Prepared:
    """The tables for one kind of clemency.

    Args:
        law: the compiled law.
        kind: the kind of clemency.
        seen: every (sovereign, flags, type of sentence) that occurs among the convictions.
        first: the earliest day asked about.
        last: the latest.
    """
    classes: dict[str, list[Any]] = {n: [] for n in ("c_law", "c_flags", "c_sentence", "class_", "spared")}
    numbers: dict[tuple[str, str, str], int] = {}

    def number(sovereign: str, sentence: str, flags: Iterable[str]) -> int:
        return numbers.setdefault((sovereign, sentence, law.key(sovereign, flags)), len(numbers))

    for sovereign, flags, sentence in sorted(set(seen)):
        held = {*(flag for flag in flags.split("; ") if flag), *IMPLIED.get(sentence, ())}
        own = number(sovereign, sentence_class(sentence), held)
        spared = number(sovereign, "other", {*held, _COMMUTED}) if sentence == "death" else own
        _add(classes, (sovereign, flags, sentence, own, spared))
    wanted = [
        stretch for row in law.rows
        if row.kind == kind and (row.sovereign, row.sentence, flag_key(row.flags)) in numbers
        for stretch in _stretches(law, row, first, last)
    ]  # fmt: skip
    return Prepared(classes, _years(wanted, numbers, first, last), _texts(law, wanted, kind))


class _Stretch(NamedTuple):
    """An interval as far as the same people are in office."""

    row: PowerInterval
    start: date
    until: date


def _stretches(law: LawTable, row: PowerInterval, first: date, last: date) -> Iterator[_Stretch]:
    """The stretches of an interval that hold a day from `first` to `last`."""
    start, until = row.start or date.min, row.until or date.max
    days = [start, *law.changes(row.deciders, start, until), until]
    for begins, ends in pairwise(days):
        if begins <= last and ends > first:
            yield _Stretch(row, begins, ends)


def _add(columns: dict[str, list[Any]], values: Sequence[Any]) -> None:
    for column, value in zip(columns.values(), values, strict=True):
        column.append(value)


def _years(
    stretches: Sequence[_Stretch], numbers: dict[tuple[str, str, str], int], first: date, last: date
) -> dict[str, list[Any]]:
    """The stretches cut at each turn of the year, so that a day is found by equal keys and few comparisons."""
    names = ("i_class", "i_year", "start", "until", "told", "value", "before", "early")
    found: dict[str, list[Any]] = {name: [] for name in names}
    for index, (row, start, until) in enumerate(stretches):
        base = len(_ALONE) + 3 * index
        own = numbers[row.sovereign, row.sentence, flag_key(row.flags)]
        for year in range(max(start, first).year, min(until, last).year + 1):
            _add(found, (own, year, start, until, base, row.value, row.early_value, int(bool(row.early))))
    return found


def _texts(law: LawTable, stretches: Sequence[_Stretch], kind: str) -> dict[str, list[Any]]:
    told: list[dict[str, str]] = [{"confidence": words} for words in _ALONE.values()]
    for row, day, _ in stretches:
        shared = _shared(law, row)
        told += [_convicted(law, row, day, shared), _early(law, row, day, shared),
                 {"confidence": _ALONE[GUESSED], "suggested_office": "; ".join(row.deciders)}]  # fmt: skip
    found: dict[str, list[Any]] = {name: [texts.get(name, "") for texts in told] for name in TEXTS}
    return {"t_told": list(range(len(told))), **found, "kind": [kind] * len(told)}


def _convicted(law: LawTable, row: PowerInterval, day: date, shared: dict[str, str]) -> dict[str, str]:
    """The texts where there is a conviction."""
    if row.value == "unknown":
        return {"confidence": "the law on record does not say"}
    found = _deciding(law, row.deciders, day)
    if not row.deciders and (row.disputed or row.reported):
        found["confidence"] = "by one account only" if row.value == "disputed" else "by one source only"
    return shared | found


def _early(law: LawTable, row: PowerInterval, day: date, shared: dict[str, str]) -> dict[str, str]:
    """The texts before there is a conviction: only the offices that may act so early."""
    return shared | _deciding(law, row.early, day)


def _deciding(law: LawTable, offices: tuple[str, ...], day: date) -> dict[str, str]:
    people, standing = law.people(offices, day)
    return {"office": "; ".join(offices), "person": people, "person_standing": standing,
            "confidence": _confidence(standing)}  # fmt: skip


def _shared(law: LawTable, row: PowerInterval) -> dict[str, str]:
    listed = {name: "; ".join(getattr(row, name)) for name in ("disputed", "reported", "basis", "conditions")}
    return {
        **listed,
        "roles": "; ".join(f"{role}: {office}" for role, office in row.roles),
        "president": law.reason(row, law.national),
        "governor": law.reason(row, f"{row.sovereign}-governor"),
    }


def _confidence(standing: str) -> str:
    if "attributed" in standing:
        return "who held the office: one source"
    return f"who held the office: {NOBODY}" if NOBODY in standing else "established"
