"""The numbered sources of a figure: numbers are given out in the order a reader meets them."""

from collections.abc import Iterable

from ..view import CaseView, backing
from ..words import numbered
from .paint.sheet import Source

__all__ = ["Citations"]


class Citations:
    """Numbers the documents behind claims, each once.

    Args:
        view: the graph; one question to its store finds what stands behind all of `claims`.
        claims: every claim that may be cited.
    """

    def __init__(self, view: CaseView, claims: Iterable[str]) -> None:
        self._behind: dict[str, list[tuple[str, str, str]]] = {}
        self._numbered: dict[str, Source] = {}
        for row in backing(view, claims):
            self._behind.setdefault(row.claim, []).append((row.source, row.label, row.url))

    def marks(self, claims: Iterable[str]) -> str:
        """The bracketed numbers of the documents behind `claims`, new ones given where needed."""
        return self.numbers(found for claim in claims for found in self._behind.get(claim, ()))

    def numbers(self, documents: Iterable[tuple[str, str, str]]) -> str:
        """The bracketed numbers of documents given as (IRI, name, address)."""
        cited = list(dict.fromkeys(documents))
        for iri, name, url in cited:
            self._numbered.setdefault(iri, Source(len(self._numbered) + 1, name, url))
        return numbered(self._numbered[iri].number for iri, _, _ in cited)

    @property
    def sources(self) -> list[Source]:
        """The documents cited so far, by number."""
        return sorted(self._numbered.values(), key=lambda source: source.number)
