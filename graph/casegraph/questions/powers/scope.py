"""How narrowly the scope of a power fits an offence, and what that hangs on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ... import cg
from ...dates import Ternary, When
from ...view import CaseView, in_force, one, values
from .marks import DEATH, Marks, only_if, unless

__all__ = ["ScopeFit", "doubted_force", "fit_of"]


@dataclass(frozen=True, slots=True)
class ScopeFit:
    """How narrowly a power's scope fits (named 3, capital or non-capital 2, all 1), and what that hangs on.

    `open` holds the marks that must apply for it to do so, where they are what it hangs on.
    """

    rank: int
    conditions: tuple[str, ...]
    open: tuple[str, ...] = ()


def doubted_force(view: CaseView, rule: str, day: date) -> tuple[str, ...]:
    """The condition that hangs on a rule of which the record does not say that it was in force on the day."""
    if in_force(view, rule, day) is not Ternary.UNKNOWN:
        return ()
    bounds = [f"{word} {_said(text)}" for word, key in _BOUNDS for text in values(view, rule, key)]
    return (f"only if this rule ({', '.join(bounds)}) was in force on that very day",)


_BOUNDS = (("from", cg.from_), ("until", cg.until))


def fit_of(view: CaseView, power: str, sentence: str, marks: Marks, day: date) -> ScopeFit | None:
    """How `power` fits an offence with such a sentence ("" where unknown) and such marks on the day, if it does."""
    excepted = values(view, power, cg.excludes)
    if in_force(view, power, day) is Ternary.NO or marks.any_of(excepted):
        return None
    conditions = [*(unless([mark]) for mark in marks.perhaps(excepted)), *doubted_force(view, power, day)]
    scope = one(view, power, cg.scope, "all")
    if scope == "named":
        return _named(values(view, power, cg.appliesTo), marks, conditions)
    if scope == "all":
        return ScopeFit(1, tuple(conditions))
    if sentence and (scope == "capital") != (sentence == "death"):
        return None
    if not sentence:
        conditions.append(f"only if the sentence is {'' if scope == 'capital' else 'not '}death")
    hangs = DEATH if scope == "capital" and conditions == ["only if the sentence is death"] else ()
    return ScopeFit(2, tuple(conditions), hangs)


def _said(edtf: str) -> str:
    """A date in words, after `from` or `until`."""
    words = str(When.parse(edtf))
    return f"{words.removeprefix('until ')} or earlier" if words.startswith("until ") else words


def _named(applies_to: Collection[str], marks: Marks, conditions: list[str]) -> ScopeFit | None:
    """How a power for named offences fits: surely, perhaps, or not at all."""
    if marks.any_of(applies_to):
        return ScopeFit(3, tuple(conditions))
    open_ = marks.perhaps(applies_to)
    if not open_:
        return None
    return ScopeFit(3, (only_if(open_[0]), *conditions), tuple(open_[:1]) if not conditions else ())
