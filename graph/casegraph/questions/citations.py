"""The documents behind an answer: looked up, numbered in order of first use, and told as marks such as [1][4–7]."""

from collections.abc import Iterable
from typing import Protocol

from ..errors import CannotAnswer
from ..view import Backing, CaseView, backing
from ..vocabulary import local
from ..words import numbered
from .clemency.answer import Answer

__all__ = ["Numbered", "cited", "marks", "sources_of"]


def cited(view: CaseView, answer: Answer) -> Answer:
    """The answer with its sources looked up and numbered.

    Raises:
        CannotAnswer: a step, a holder or an exclusion rests on nothing; such an answer is not returned.
    """
    for conviction in answer.convictions:
        for authority in (*conviction.offices, *conviction.excluded):
            if not authority.because:
                raise CannotAnswer(
                    f"nothing in this graph says why {authority.label} {authority.reason or authority.role}"
                )
        for walked in conviction.steps:
            if not walked.claims:
                raise CannotAnswer(
                    f"nothing in this graph says {local(walked.start)} {walked.predicate} {local(walked.end)}"
                )
    sources, numbers = sources_of(view, answer.because)
    return Answer(
        answer.question,
        answer.value,
        answer.headline,
        answer.on,
        answer.convictions,
        sources,
        answer.notes,
        numbers,
    )


def sources_of(view: CaseView, claims: Iterable[str]) -> tuple[tuple[Backing, ...], dict[str, tuple[int, ...]]]:
    """The documents behind `claims` in order of first use, and the numbers of those behind each claim."""
    first: dict[str, Backing] = {}
    numbers: dict[str, tuple[int, ...]] = {}
    for row in backing(view, claims):
        if row.source not in first or (first[row.source].start is None and row.start is not None):
            first[row.source] = row
        number = list(first).index(row.source) + 1
        numbers[row.claim] = tuple(dict.fromkeys((*numbers.get(row.claim, ()), number)))
    return tuple(first.values()), numbers


class Numbered(Protocol):
    """An answer whose claims carry the numbers of their sources."""

    @property
    def numbers(self) -> dict[str, tuple[int, ...]]:
        """Claim → numbers of its sources."""


def marks(answer: Numbered, claims: Iterable[str]) -> str:
    """The source numbers of `claims` as marks: `[1][3]`, `[4–7]`."""
    return numbered(number for claim in claims for number in answer.numbers.get(claim, ()))
