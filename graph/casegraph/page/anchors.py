"""The ids of the page, each given once, and the links between them: to a thing's claims and to the list of sources."""

import re
from collections.abc import Iterable

from ..questions.answer import numbered
from ..vocabulary import local
from .facts import Facts
from .text import escape

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
_OWN = (*SECTIONS, "top", "panel", "filter", "f-text", "f-standing", "f-property", "f-count")


class Anchors:
    """Gives out ids and makes links.

    Attributes:
        facts: the claims and sources that links lead to.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._taken = set(_OWN) | {local(claim) for claim in facts.rows}
        self._things = {iri: self.take(local(iri)) for iri in sorted(facts.claims)}

    def take(self, name: str) -> str:
        """An id made of `name` that no other element of the page has."""
        base = re.sub(r"[^A-Za-z0-9_.-]+", "-", name) or "x"
        if re.fullmatch(r"s\d+", base):
            base = f"thing-{base}"
        made, count = base, 1
        while made in self._taken:
            count += 1
            made = f"{base}-{count}"
        self._taken.add(made)
        return made

    def thing(self, iri: str) -> str:
        """The id of the place that holds a thing's claims, or "" when the page has none."""
        return self._things.get(iri, "")

    def link(self, iri: str, text: str = "") -> str:
        """The thing's name as a link to its claims; without a link when the page holds none."""
        shown = escape(text or self.facts.name(iri))
        anchor = self.thing(iri)
        return f'<a href="#{anchor}">{shown}</a>' if anchor else shown

    def marks(self, claims: Iterable[str]) -> str:
        """The numbers of the sources behind `claims`, each a link into the list of sources."""
        return self.numbers(self.facts.cited(claims))

    def numbers(self, numbers: Iterable[int]) -> str:
        """These numbers as links; three or more in a row as a range that leads to its first.

        A mark reads `[3]` or `[4–7]`.
        """
        marks = re.findall(r"\[(\d+)([^]]*)\]", numbered(numbers))
        return "".join(f"<a href=#s{first}>[{first}{rest}]</a>" for first, rest in marks)
