"""The statements of a graph as plain rows: what every format is written from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..dates import NotADate, When
from ..records.claim import Claim, Literal, Source, Term
from ..store import Store
from ..vocabulary import EDTF, RDF_TYPE, Standing, local, predicate_for
from ..words import visible

__all__ = [
    "DEFAULT_STANDINGS",
    "ExportedClaims",
    "day_range",
    "is_date",
    "prefix_date",
    "read_claims",
]

DEFAULT_STANDINGS = (Standing.ESTABLISHED, Standing.INFERRED)
"""What an export holds unless more is asked for; retracted claims are history and never exported."""


@dataclass(frozen=True)
class ExportedClaims:
    """The claims of a graph and the documents behind them.

    Attributes:
        rows: every claim, sorted by what it says.
        sources: every document by IRI, sorted.
    """

    rows: tuple[Claim, ...]
    sources: Mapping[str, Source]

    @cached_property
    def _by_subject(self) -> Mapping[str, Mapping[str, list[Claim]]]:
        found: dict[str, dict[str, list[Claim]]] = {}
        for row in self.rows:
            found.setdefault(row.subject, {}).setdefault(row.key, []).append(row)
        return found

    @property
    def things(self) -> list[str]:
        """Every thing that something is said of, sorted."""
        return sorted(self._by_subject)

    def of(self, thing: str, key: str) -> list[Claim]:
        """The statements of `thing` by the property `key` (short name), sorted."""
        return self._by_subject.get(thing, {}).get(key, [])

    def rows_of(self, thing: str) -> list[Claim]:
        """Every statement of `thing`, sorted."""
        return [row for held in self._by_subject.get(thing, {}).values() for row in held]

    def texts(self, thing: str, key: str) -> list[str]:
        """The values of `key` at `thing`, each once: texts, or IRIs of things."""
        return list(dict.fromkeys(row.text for row in self.of(thing, key)))

    def text(self, thing: str, key: str) -> str:
        """The first value of `key` at `thing`, or ""."""
        return next(iter(self.texts(thing, key)), "")

    def label(self, thing: str) -> str:
        """What a reader calls it."""
        named = self.text(thing, "rdfs:label") or (self.sources[thing].label if thing in self.sources else "")
        return visible(named or local(thing))

    def classes(self, thing: str) -> list[str]:
        """Its classes as local names, sorted: `Conviction`."""
        return sorted(local(klass) for klass in self.texts(thing, "rdf:type"))

    def of_class(self, klass: str) -> list[str]:
        """Every thing of a class, sorted."""
        return [thing for thing in self.things if klass in self.classes(thing)]

    def rests_on(self, thing: str) -> list[str]:
        """The documents behind what is said of `thing`, sorted."""
        return sorted({source for row in self.rows_of(thing) for source in row.sources})


def read_claims(store: Store, standings: Iterable[Standing] = DEFAULT_STANDINGS) -> ExportedClaims:
    """The statements of `store` whose standing is among `standings`.

    Examples:
        >>> from casegraph import load
        >>> facts = read_claims(load("avery-dassey").store)
        >>> facts.label(facts.of_class("Petition")[0]) != ""
        True
    """
    shown = {*standings} - {Standing.RETRACTED}
    rows = sorted((claim for claim in store.claims() if claim.standing in shown), key=_order)
    return ExportedClaims(tuple(rows), {source.iri: source for source in store.sources()})


def _order(row: Claim) -> tuple[str, ...]:
    return row.subject, row.predicate, row.text, row.iri


def day_range(text: str) -> tuple[str, str]:
    """First and last possible day of an EDTF text as ISO dates, "" where open or not a date.

    Examples:
        >>> day_range("2005-11"), day_range("../2003")
        (('2005-11-01', '2005-11-30'), ('', '2003-12-31'))
    """
    try:
        when = When.parse(text)
    except NotADate:
        return "", ""
    return tuple(day.isoformat() if day else "" for day in (when.earliest, when.latest))  # type: ignore[return-value]


def prefix_date(text: str) -> str:
    """An EDTF text as a plain date of day, month or year precision; "" when it is vaguer than that.

    Examples:
        >>> prefix_date("2005-11"), prefix_date("2005~"), prefix_date("1985/2003")
        ('2005-11', '', '')
    """
    return text if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text) else ""


def is_date(term: Term) -> bool:
    """Is the value an EDTF date?"""
    return isinstance(term, Literal) and term.datatype == EDTF


LABEL = predicate_for("label")
"""The property that names a thing."""
TYPE = RDF_TYPE
"""The property that gives a thing its class."""
