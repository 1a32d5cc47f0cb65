"""The documents behind an answer: looked up, numbered in order of first use, and told as marks such as [1][4–7]."""

from collections.abc import Iterable
from typing import Any, Protocol

from ..view import Backing, CaseView, backing
from ..vocabulary import local
from ..words import numbered

__all__ = ["Numbered", "marks", "sources_as_json", "sources_of"]


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


def sources_as_json(sources: Iterable[Backing]) -> list[dict[str, Any]]:
    """The documents behind an answer as the contract has them, in the order of their numbers."""
    return [
        {
            "id": local(source.source),
            "label": source.label,
            "url": source.url,
            "passage": None if source.start is None else {"start": source.start, "end": source.end},
        }
        for source in sources
    ]


class Numbered(Protocol):
    """An answer whose claims carry the numbers of their sources."""

    @property
    def numbers(self) -> dict[str, tuple[int, ...]]:
        """Claim → numbers of its sources."""


def marks(answer: Numbered, claims: Iterable[str]) -> str:
    """The source numbers of `claims` as marks: `[1][3]`, `[4–7]`."""
    return numbered(number for claim in claims for number in answer.numbers.get(claim, ()))
