"""The statements of a graph as plain rows: what every format is written from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..dates import NotADate, When
from ..records.claim import Literal, Term
from ..store import Store
from ..vocabulary import EDTF, RDF_TYPE, Standing, local, predicate_for, shorten
from ..words import visible

__all__ = [
    "DEFAULT_STANDINGS",
    "Fact",
    "Facts",
    "SourceRow",
    "day_range",
    "is_date",
    "prefix_date",
    "read_facts",
]

DEFAULT_STANDINGS = (Standing.ESTABLISHED, Standing.INFERRED)
"""What an export holds unless more is asked for; retracted claims are history and never exported."""

_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?standing ?chain ?observed WHERE {
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; cg:standing ?standing .
  OPTIONAL { ?claim cg:speakerChain ?chain } OPTIONAL { ?claim cg:observed ?observed }
} ORDER BY ?claim"""
_RESTS_ON = "SELECT ?claim ?source WHERE { ?claim a cg:Claim ; cg:source ?source } ORDER BY ?claim ?source"
_SOURCES = """
SELECT ?source ?label ?kind ?publisher ?published ?url ?read WHERE {
  ?source a cg:Source ; rdfs:label ?label .
  OPTIONAL { ?source cg:sourceKind ?kind } OPTIONAL { ?source cg:publisher ?publisher }
  OPTIONAL { ?source cg:published ?published } OPTIONAL { ?source cg:url ?url } OPTIONAL { ?source cg:read ?read }
} ORDER BY ?source"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim as a row.

    Attributes:
        subject, predicate: IRIs.
        object: IRI of a thing, or a literal.
        claim: IRI of the claim that says so.
        standing: established, inferred, attributed or contested.
        sources: IRIs of the documents it rests on, sorted.
        speakers: the chain of attribution, outermost first, or "".
        observed: EDTF text, or "".
    """

    subject: str
    predicate: str
    object: Term
    claim: str
    standing: str
    sources: tuple[str, ...] = ()
    speakers: str = ""
    observed: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document: what the list of sources says of it."""

    iri: str
    label: str
    kind: str
    publisher: str
    published: str
    url: str
    read: str


@dataclass(frozen=True)
class Facts:
    """The statements of a graph and the documents behind them.

    Attributes:
        rows: every statement, sorted.
        sources: every document by IRI, sorted.
    """

    rows: tuple[Fact, ...]
    sources: Mapping[str, SourceRow]

    @cached_property
    def _by_subject(self) -> Mapping[str, Mapping[str, list[Fact]]]:
        found: dict[str, dict[str, list[Fact]]] = {}
        for row in self.rows:
            found.setdefault(row.subject, {}).setdefault(shorten(row.predicate), []).append(row)
        return found

    @property
    def things(self) -> list[str]:
        """Every thing that something is said of, sorted."""
        return sorted(self._by_subject)

    def of(self, thing: str, key: str) -> list[Fact]:
        """The statements of `thing` by the property `key` (short name), sorted."""
        return self._by_subject.get(thing, {}).get(key, [])

    def rows_of(self, thing: str) -> list[Fact]:
        """Every statement of `thing`, sorted."""
        return [row for held in self._by_subject.get(thing, {}).values() for row in held]

    def texts(self, thing: str, key: str) -> list[str]:
        """The values of `key` at `thing`, each once: texts, or IRIs of things."""
        found = (row.object if isinstance(row.object, str) else row.object.value for row in self.of(thing, key))
        return list(dict.fromkeys(found))

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


def read_facts(store: Store, standings: Iterable[Standing] = DEFAULT_STANDINGS) -> Facts:
    """The statements of `store` whose standing is among `standings`.

    Examples:
        >>> from casegraph import load
        >>> facts = read_facts(load("avery-dassey").store)
        >>> facts.label(facts.of_class("Petition")[0]) != ""
        True
    """
    shown = {standing.value for standing in standings} - {Standing.RETRACTED.value}
    behind: dict[str, list[str]] = {}
    for claim, source in store.query(_RESTS_ON).texts():
        behind.setdefault(claim, []).append(source)
    rows = []
    for row in store.query(_CLAIMS).rows:
        claim, subject, predicate, standing = (str(row[index]) for index in (0, 1, 2, 4))
        word, value = local(standing).lower(), row[3]
        if word in shown and value is not None:
            said = [term.value if isinstance(term, Literal) else "" for term in row[5:]]
            rows.append(Fact(subject, predicate, value, claim, word, tuple(behind.get(claim, ())), *said))
    sources = {found[0]: SourceRow(*found) for found in store.query(_SOURCES).texts()}
    return Facts(tuple(sorted(rows, key=_order)), sources)


def _order(row: Fact) -> tuple[str, ...]:
    value = row.object if isinstance(row.object, str) else row.object.value
    return row.subject, row.predicate, value, row.claim


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
