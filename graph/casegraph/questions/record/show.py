"""One thing: its facts, what is only claimed of it, what is disputed, each with its source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any
from weakref import WeakKeyDictionary

from ...display import Block, Displayed, Lead, Paragraph, Part, Reference, Section
from ...errors import NoSuchThing
from ...records.claim import Claim
from ...store import Store
from ...timeline import agree, single_valued
from ...view import CaseView, label
from ...vocabulary import ID, RDF_TYPE, Standing, local
from ..powers.table import PowerRow, power_rows

__all__ = ["Shown", "ToldClaim", "show", "told_claims"]

_MOST = 1_000
"""As many mentions are told of a thing; a sovereign has one for every conviction."""
_COUNT = """SELECT (COUNT(DISTINCT ?claim) AS ?count) ?thing WHERE {
  ?claim rdf:object ?thing FILTER NOT EXISTS { ?claim rdf:predicate rdf:type }
} GROUP BY ?thing"""
_WORDS = """SELECT ?term ?label WHERE { GRAPH <https://w3id.org/casegraph/ontology> { ?term rdfs:label ?label } }
ORDER BY ?term ?label"""


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """One claim about the thing, as a reader sees it.

    Attributes:
        claim, subject, predicate, value, standing, says, note, speakers, conflicts: of the claim, for a reader.
        sources: what its documents are called, sorted.
        words: the property in words.
        target: IRI of the thing or document that is the value, or "".
        documents: IRIs of its documents, in the order of `sources`.
    """

    claim: str
    subject: str
    predicate: str
    value: str
    standing: str
    says: str
    note: str
    speakers: str
    conflicts: tuple[str, ...]
    sources: tuple[str, ...]
    words: str = ""
    target: str = ""
    documents: tuple[str, ...] = ()

    @property
    def firm(self) -> bool:
        """Does it stand as a fact?"""
        return self.standing in ("established", "inferred")

    def paragraph(self, *, named: bool = False) -> Paragraph:
        """The claim with its standing where that is not established, its words, its disputes and its documents.

        Args:
            named: say first which thing it is about.
        """
        who = f", {self.speakers}" if self.speakers else ""
        mark = "" if self.standing == "established" else f" [{self.standing}{who}]"
        value = Reference(self.target, self.value) if self.target else self.value
        words: tuple[Part, ...] = (f"{self.words}: ", value, mark)
        below = [Paragraph(line, 6, 0) for line in (self.says, self.note) if line]
        disputed = _joined([Reference(claim, local(claim)) for claim in self.conflicts], ", ")
        documents = _joined([Reference(*each) for each in zip(self.documents, self.sources, strict=True)], "; ")
        below += [Paragraph(("disputed by ", *disputed), 6, 0)] if disputed else []
        below += [Paragraph(("— ", *documents), 6)] if documents else []
        subject = (Reference(self.subject, local(self.subject)), " · ")
        words = (*subject, *words) if named else words
        return Paragraph(words, 2, 4, kind="" if self.firm else "doubt", below=tuple(below))


def _joined(names: Iterable[Reference], between: str) -> tuple[Part, ...]:
    """The names with a text between two of them."""
    return tuple(part for name in names for part in (between, name))[1:]


@dataclass(frozen=True, slots=True, repr=False)
class Shown(Displayed):
    """A thing and all that is said of it.

    Attributes:
        id, label, classes: what it is.
        statements: what is said of the thing itself, established first.
        mentions: what is said of other things with reference to it.
        powers: for a sovereign, the powers over offences against it.
        conflicts: its statements that cannot be right beside others, found by rule, side by side.
        left_out: how many mentions there are beyond those told.
    """

    id: str
    label: str
    classes: tuple[str, ...]
    statements: tuple[ToldClaim, ...]
    mentions: tuple[ToldClaim, ...]
    powers: tuple[PowerRow, ...] = ()
    conflicts: tuple[tuple[ToldClaim, ...], ...] = ()
    left_out: int = 0

    def blocks(self) -> Iterator[Block]:
        """The thing and its powers, its facts, what is only said of it, where else it is mentioned, its disputes."""
        notes = dict.fromkeys(s.note for s in self.statements if s.predicate == "rdf:type" and s.note)
        head = f"{self.label}  ({local(self.id)}: {', '.join(self.classes)})"
        yield Lead(head, below=tuple(Paragraph(note, hang=0) for note in notes))
        yield from (Section("", (power.paragraph(),)) for power in self.powers)
        said = [s for s in self.statements if s.predicate != "rdf:type"]
        facts = [s for s in said if s.firm and s.predicate != "rdfs:label"]
        more = (Paragraph(f"… and {self.left_out:,} more"),) if self.left_out else ()
        for title, rows in (("Facts", facts), ("Only claimed", [s for s in said if not s.firm])):
            if rows:
                yield Section(title, tuple(row.paragraph() for row in rows))
        if self.mentions:
            yield Section("Mentioned in", (*(row.paragraph(named=True) for row in self.mentions), *more))
        for sides in self.conflicts:
            yield Section("Cannot all be right", tuple(side.paragraph(named=True) for side in sides))

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """One row a statement, those about the thing first."""
        columns = ("about", "property", "value", "standing", "speakers", "says", "note", "sources",
                   "about_iri", "claim_iri")  # fmt: skip
        return columns, [
            (local(s.subject), s.words, s.value, s.standing, s.speakers, s.says, s.note, "; ".join(s.sources),
             s.subject, s.claim)
            for s in (*self.statements, *self.mentions)
        ]  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """As JSON, ids instead of IRIs."""

        def row(said: ToldClaim) -> dict[str, Any]:
            return {"claim": local(said.claim), "subject": local(said.subject), "predicate": said.predicate,
                    "value": said.value, "standing": said.standing, "says": said.says, "note": said.note,
                    "speakers": said.speakers, "conflicts": [local(c) for c in said.conflicts],
                    "sources": list(said.sources)}  # fmt: skip

        return {"id": local(self.id), "label": self.label, "classes": list(self.classes),
                "statements": [row(s) for s in self.statements],
                "mentions": [row(s) for s in self.mentions],
                "mentions_left_out": self.left_out,
                "powers": [asdict(power) for power in self.powers],
                "conflicts": [[row(s) for s in sides] for sides in self.conflicts]}  # fmt: skip


def show(view: CaseView, thing: str) -> Shown:
    """All that the graph says of `thing`, whatever its standing, each statement marked with it.

    Raises:
        NoSuchThing: the graph says nothing of it.

    Examples:
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> show(graph.view, graph.find("avery-2007-homicide")).classes
        ('Conviction',)
    """
    store = view.store
    assert store is not None
    pointing = (claim for claim in store.claims(to=thing) if claim.predicate != RDF_TYPE)
    mentioned = list(islice(pointing, _MOST + 1))
    left_out = int(store.query(_COUNT, {"thing": thing}).texts()[0][0]) - _MOST if len(mentioned) > _MOST else 0
    found = _told(store, [*store.claims(about=[thing]), *mentioned[:_MOST]])
    own = [s for s in found.values() if s.subject == thing]
    if not own:
        raise NoSuchThing("thing", local(thing))
    classes = tuple(sorted({s.value for s in own if s.predicate == "rdf:type"}))
    absent = {claim for said in own for claim in said.conflicts} - set(found)
    beside = found | _told(store, store.claims(iris=sorted(absent)))
    order = [standing.value for standing in Standing]
    facts = sorted(own, key=lambda s: (order.index(s.standing), s.predicate, s.value))
    mentions = sorted(
        (s for s in found.values() if s.subject != thing), key=lambda s: (s.subject, s.predicate, s.claim)
    )
    title = next((s.value for s in facts if s.predicate == "rdfs:label"), label(view, thing))
    powers = tuple(power_rows(view, [thing])) if "Sovereign" in classes else ()
    conflicts = tuple(_conflicts(facts, beside))
    return Shown(thing, title, classes, tuple(facts), tuple(mentions), powers, conflicts, left_out)


def _conflicts(own: list[ToldClaim], found: dict[str, ToldClaim]) -> Iterator[tuple[ToldClaim, ...]]:
    """The statements about the thing that cannot all be right: one property that takes one value, or marked so."""
    told: set[str] = set()
    for key in sorted({said.predicate for said in own} & single_valued()):
        said = [s for s in own if s.predicate == key and s.standing != "retracted"]
        sides = [s for s in said if any(not agree(key, s.value, other.value) for other in said)]
        if sides:
            told |= {side.claim for side in sides}
            yield tuple(sides)
    for side in own:
        for claim in side.conflicts:
            other = found.get(claim)
            if (
                other is not None
                and not {side.claim, claim} <= told
                and "retracted" not in (side.standing, other.standing)
            ):
                told |= {side.claim, claim}
                yield side, other


_KNOWN_WORDS: WeakKeyDictionary[Store, dict[str, str]] = WeakKeyDictionary()


def _property_words(vocabulary: Store) -> dict[str, str]:
    """What the vocabulary calls each of its terms; it does not change while it is open."""
    if vocabulary not in _KNOWN_WORDS:
        _KNOWN_WORDS[vocabulary] = {row[0]: row[1] for row in reversed(vocabulary.query(_WORDS).texts())}
    return _KNOWN_WORDS[vocabulary]


def _told(store: Store, claims: Iterable[Claim]) -> dict[str, ToldClaim]:
    """Each of the claims by its IRI, as a reader sees it."""
    held = sorted(claims, key=lambda claim: (claim.predicate, claim.text, claim.iri))
    words = _property_words(store.vocabulary)
    ends = {claim.object for claim in held if isinstance(claim.object, str)}
    named = [claim for claim in store.claims(about=sorted(ends)) if claim.key == "rdfs:label"]
    documents = {s.iri: s.label for s in store.sources(ends | {iri for claim in held for iri in claim.sources})}
    names = words | documents | {claim.subject: claim.text for claim in named if claim.standing.asserted}

    def value(claim: Claim) -> str:
        if not isinstance(claim.object, str):
            return claim.text
        if claim.predicate == RDF_TYPE:
            return local(claim.object)
        return names.get(claim.object) or (local(claim.object) if claim.object.startswith(ID) else claim.object)

    def told(claim: Claim) -> ToldClaim:
        cited = sorted((documents[iri], iri) for iri in claim.sources if iri in documents)
        target = claim.object if isinstance(claim.object, str) and claim.object.startswith(ID) else ""
        return ToldClaim(
            claim.iri, claim.subject, claim.key, value(claim), claim.standing.value, claim.says, claim.note,
            " > ".join(claim.chain), claim.conflicts, tuple(label for label, _ in cited),
            words.get(claim.predicate, local(claim.predicate)), target, tuple(iri for _, iri in cited),
        )  # fmt: skip

    return {claim.iri: told(claim) for claim in held}


def told_claims(store: Store, iris: Iterable[str]) -> list[ToldClaim]:
    """The claims of these IRIs that there are, as a reader sees them, in the order given."""
    wanted = list(iris)
    found = _told(store, store.claims(iris=wanted))
    return [found[iri] for iri in wanted if iri in found]
