"""The marks of a conviction on which powers turn, such as treason: those it has, and those the record leaves open.

A mark is open where words of the offence suggest it, or where a type of sentence would imply it and the sentence is not
on record. An open mark neither gives a power nor takes one away: it makes a condition.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ...casefile.inference import IMPLIED
from ...casefile.marks import PERHAPS

__all__ = ["DEATH", "DENIED", "OPEN", "PERHAPS", "Marks", "marks_of", "only_if", "unless"]

DENIED = "not "
"""How a mark that was looked at and found not to apply is written among the flags of a conviction."""

DEATH = ("death",)
"""What a rule for sentences of death hangs on where the sentence is not on record."""

OPEN = ", which the record leaves open"
"""What is said of a condition that the record of a conviction does not settle."""

_BY_SENTENCE = frozenset(mark for marks in IMPLIED.values() for mark in marks)
"""The marks that some type of sentence implies: open where the sentence is not on record."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks a conviction surely has, and those it may have."""

    sure: frozenset[str]
    open: frozenset[str]

    def any_of(self, marks: Collection[str]) -> bool:
        """Has it surely one of these?"""
        return bool(self.sure & set(marks))

    def perhaps(self, marks: Iterable[str]) -> list[str]:
        """Those of these that are open, sorted."""
        return sorted(self.open & set(marks))


def marks_of(flags: Iterable[str], sentence: str) -> Marks:
    """The marks that flags and the type of sentence ("" where it is not on record) give.

    Examples:
        >>> marks = marks_of(["perhaps treason", "contempt"], "fine")
        >>> marks.any_of(["treason"]), marks.perhaps(["treason", "contempt"])
        (False, ['treason'])
    """
    flags = set(flags)
    sure = {flag for flag in flags if not flag.startswith((PERHAPS, DENIED))}
    maybe = {flag.removeprefix(PERHAPS) for flag in flags if flag.startswith(PERHAPS)}
    maybe |= _BY_SENTENCE if not sentence else frozenset()
    denied = {flag.removeprefix(DENIED) for flag in flags if flag.startswith(DENIED)}
    return Marks(frozenset(sure), frozenset(maybe - sure - denied))


_TOLD = {
    "treason": "it is treason",
    "impeachment": "it is a judgment of impeachment",
    "contempt": "it is contempt of court",
    "municipal ordinance": "it is a breach of a town's ordinance",
    "twice convicted of a felony": "the person was convicted of a felony twice",
    "punishable by death or life": "the offence is punishable by death or life",
    "sentenced to life": "the sentence is life",
    "sentenced to life without parole": "the sentence is life without parole",
    "first felony": "it is the person's first felony",
    "state court-martial": "it was a State's court-martial",
    "drug dealing": "it is drug dealing",
    "death": "the sentence is death",
}
"""A mark, or the sentence of death → what it would mean."""


def only_if(mark: str) -> str:
    """The condition that an open mark makes for a power that is only for it.

    Examples:
        >>> only_if("treason")
        'only if it is treason, which the record leaves open'
    """
    return f"only if {_TOLD.get(mark, f'it is marked {mark}')}{OPEN}"


def unless(marks: Iterable[str]) -> str:
    """The condition that open marks make for a power that excepts them, or that gives way to a rule for them.

    Examples:
        >>> unless(["treason"])
        'unless it is treason, which the record leaves open'
    """
    told = " and ".join(_TOLD.get(mark, f"it is marked {mark}") for mark in marks)
    return f"unless {told}{OPEN}"
