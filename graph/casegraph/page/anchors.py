"""The ids of the page, each given once, and the links between them: to a thing's claims and to the list of sources."""

import re
from collections.abc import Callable, Iterable

from ..vocabulary import local
from ..words import attribute, escape, ranges
from .facts import PageFacts

__all__ = ["SECTIONS", "Anchors"]

SECTIONS = {
    "answer": "Answer",
    "path": "Path",
    "powers": "Powers",
    "timeline": "Timeline",
    "network": "Network",
    "sources": "Sources",
    "claims": "Claims",
}
"""Id of each part of the page → what the menu calls it."""
_OWN = (
    *SECTIONS,
    *(f"{name}-{part}" for name in SECTIONS for part in ("h", "figure", "figure-t", "figure-d", "words")),
    *(f"mark-{index}" for index in range(20)),
    *("top", "panel", "filter", "f-text", "f-standing", "f-property", "f-count", "all-claims"),
)
"""Every id the page has of its own."""
_DIGITS = 8


class Anchors:
    """Gives out ids and makes links.

    Args:
        facts: the claims and sources that links lead to.
        address: where else a thing is told of, "" for nowhere; by it the pages of a site lead to each other.
    """

    def __init__(self, facts: PageFacts, address: Callable[[str], str] = lambda iri: "") -> None:
        self.facts, self._address = facts, address
        self._claims = {claim: local(claim)[:_DIGITS] for claim in facts.rows}
        if len(set(self._claims.values())) < len(self._claims):
            self._claims = {claim: local(claim) for claim in facts.rows}
        self._taken = {*_OWN, *self._claims.values()}
        self._things = {iri: self.take(local(iri)) for iri in sorted(facts.claims)}

    def take(self, name: str) -> str:
        """An id made of `name` that no other element of the page has."""
        base = re.sub(r"[^A-Za-z0-9_.-]+", "-", name) or "x"
        base = f"x{base}" if base.startswith("_") else base
        made, count = base, 1
        while made in self._taken:
            count += 1
            made = f"{base}-{count}"
        self._taken.add(made)
        return made

    def thing(self, iri: str) -> str:
        """The id of the place that holds a thing's claims, or "" when the page has none."""
        return self._things.get(iri, "")

    def claim(self, iri: str) -> str:
        """The id of a claim's row, "" when it has none: the first digits of the claim's own id, for short."""
        return self._claims.get(iri, "")

    def href(self, iri: str) -> str:
        """Where a thing is told of, as the value of an attribute: another page, else a place on this one, else ""."""
        address = self._address(iri)
        if address:
            return f'"{attribute(address)}"'
        anchor = self.thing(iri)
        return f"#{anchor}" if anchor else ""

    def link(self, iri: str, text: str = "") -> str:
        """The thing's name as a link to what is told of it; without a link when nothing is."""
        shown = escape(text or self.facts.name(iri))
        target = self.href(iri)
        return f"<a href={target}>{shown}</a>" if target else shown

    def elsewhere(self, iri: str) -> str:
        """The thing's name as a link to a page of its own; without a link when it has none."""
        shown, address = escape(self.facts.name(iri)), self._address(iri)
        return f'<a href="{attribute(address)}">{shown}</a>' if address else shown

    def beside(self, iri: str, text: str) -> str:
        """The thing's name as a link to its claims on this page, where they stand; else as `link` has it."""
        anchor = self.thing(iri)
        return f"<a href=#{anchor}>{escape(text)}</a>" if anchor else self.link(iri, text)

    def marks(self, claims: Iterable[str]) -> str:
        """The numbers of the sources behind `claims`, each a link into the list of sources."""
        return self.numbers(self.facts.cited(claims))

    def numbers(self, numbers: Iterable[int]) -> str:
        """These numbers as links; three or more in a row as a range that leads to its first.

        A mark reads `[3]` or `[4–7]`.
        """
        return "".join(f"<a href=#_{first}>[{text}]</a>" for first, text in ranges(numbers))
