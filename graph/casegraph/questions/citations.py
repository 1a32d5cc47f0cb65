"""The documents behind an answer: looked up, numbered in order of first use, and told as marks such as [1][4–7]."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from typing import Any, Protocol

from ..view import Backing, CaseView, backing
from ..vocabulary import local
from ..words import numbered, unique

__all__ = ["Citations", "Numbered", "marks", "sources_as_json", "sources_of"]


class Citations:
    """Numbers the documents behind claims: each document once, in the order in which a reader meets them.

    Args:
        view: the graph; one question to its store finds what stands behind all of `claims`.
        claims: every claim that may be cited.
        named: claim → the documents that count for it; all of them where it is left out.

    Attributes:
        behind: claim → its documents, with the passages in them.
    """

    def __init__(
        self, view: CaseView, claims: Iterable[str], named: Mapping[str, Collection[str]] | None = None
    ) -> None:
        self.behind: dict[str, list[Backing]] = {}
        self._cited: dict[str, Backing] = {}
        for row in backing(view, claims):
            if named is None or row.source in named[row.claim]:
                self.behind.setdefault(row.claim, []).append(row)

    def anew(self) -> "Citations":
        """The same documents, none of them numbered yet."""
        made = copy(self)
        made._cited = {}
        return made

    def numbers(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the documents behind claims, new ones given where needed."""
        found = []
        for row in (row for claim in claims for row in self.behind.get(claim, ())):
            known = self._cited.setdefault(row.source, row)
            if known.start is None and row.start is not None:
                self._cited[row.source] = row
            found.append(list(self._cited).index(row.source) + 1)
        return unique(found)

    def marks(self, claims: Iterable[str]) -> str:
        """The same as marks: `[1][3]`, `[4–7]`."""
        return numbered(self.numbers(claims))

    @property
    def sources(self) -> tuple[Backing, ...]:
        """The documents cited so far, by number."""
        return tuple(self._cited.values())


def sources_of(view: CaseView, claims: Iterable[str]) -> tuple[tuple[Backing, ...], dict[str, tuple[int, ...]]]:
    """The documents behind `claims` in order of first use, and the numbers of those behind each claim."""
    cited = Citations(view, claims)
    numbers = {claim: cited.numbers([claim]) for claim in cited.behind}
    return cited.sources, numbers


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
