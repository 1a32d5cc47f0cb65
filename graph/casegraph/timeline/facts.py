"""What a case says, as the timeline reads it: one fact per claim, from a store or from the records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..dates import NotADate, When
from ..errors import NoSuchThing, UsageError
from ..rdf import case_graph
from ..records.claim import Case, Literal, Term
from ..records.known import Dated, standing_by
from ..store import Store
from ..vocabulary import Standing, local, shorten

__all__ = ["CaseFacts", "Fact", "facts_in", "facts_of", "speaker_meant"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim.

    Attributes:
        claim: its IRI.
        subject, predicate, object: the statement; the predicate is a short name (`cg:date`).
        thing: True when the object is a thing, False for a value.
        standing: how firmly it stands.
        sources: IRIs of the documents.
        speakers: the chain of attribution as short ids, outermost reporter first.
        observed, says, note, name: as in the record.
        conflicts: IRIs of claims it is marked as being in conflict with.
        withdraws: IRIs of claims it supersedes or retracts.
        stood: how it stood before it was withdrawn, or None.
        premises: IRIs of the claims it was inferred from.
    """

    claim: str
    subject: str
    predicate: str
    object: str
    thing: bool
    standing: Standing
    sources: tuple[str, ...]
    speakers: tuple[str, ...] = ()
    observed: str = ""
    says: str = ""
    note: str = ""
    name: str = ""
    conflicts: tuple[str, ...] = ()
    withdraws: tuple[str, ...] = ()
    stood: Standing | None = None
    premises: tuple[str, ...] = ()

    @property
    def when(self) -> When | None:
        """The date it states; None where its object is no date."""
        try:
            return None if self.thing else When.parse(self.object)
        except NotADate:
            return None

    def told_by(self, account: str) -> bool:
        """Is it part of the account of `account`: said by that speaker in the end, or by nobody but that document?"""
        if self.speakers:
            return self.speakers[-1] == account
        return account in map(local, self.sources)


@dataclass(frozen=True)
class CaseFacts:
    """The facts of one case.

    Attributes:
        name: of the case.
        title: what a reader calls it.
        facts: every claim, sorted by IRI.
        labels: IRI → what a reader calls it, of things and sources.
        sources: IRI of a document → what is known of its dates.
    """

    name: str
    title: str
    facts: tuple[Fact, ...]
    labels: Mapping[str, str]
    sources: Mapping[str, Dated]

    def label(self, iri: str) -> str:
        """What a reader calls it; its id where nothing better is known."""
        return self.labels.get(iri) or local(iri)

    def by_claim(self) -> dict[str, Fact]:
        """IRI of a claim → its fact."""
        return {fact.claim: fact for fact in self.facts}

    def known_by(self, day: date) -> "CaseFacts":
        """What was known on `day`; see `casefile.known`."""
        kept: dict[str, Fact] = {}
        for fact in self.facts:
            held = {source: self.sources.get(source, Dated()) for source in fact.sources}
            standing, sources = standing_by(day, fact.stood or fact.standing, fact.observed, held)
            if standing is not None:
                kept[fact.claim] = replace(fact, standing=standing, sources=sources, stood=None)
        for claim in [claim for claim, fact in kept.items() if fact.premises]:
            if set(kept[claim].premises) <= set(kept):
                firm = Standing.weakest(kept[premise].standing for premise in kept[claim].premises)
                kept[claim] = replace(kept[claim], standing=firm)
            else:
                del kept[claim]
        for claim in {claim for fact in kept.values() for claim in fact.withdraws} & set(kept):
            kept[claim] = replace(kept[claim], standing=Standing.RETRACTED, stood=kept[claim].standing)
        return replace(self, facts=tuple(kept.values()))


def facts_of(case: Case) -> CaseFacts:
    """The facts of a case's records.

    Examples:
        >>> from casegraph.records.claim import Case
        >>> facts_of(Case("empty", "An empty case", (), ())).facts
        ()
    """
    facts = [
        Fact(
            claim.iri,
            claim.subject,
            shorten(claim.predicate),
            _text(claim.object),
            isinstance(claim.object, str),
            claim.standing,
            claim.sources,
            tuple(map(local, claim.speakers)),
            claim.observed,
            claim.says,
            claim.note,
            claim.name,
            claim.conflicts,
            (*claim.supersedes, *claim.retracts),
            claim.stood,
            claim.premises,
        )
        for claim in case.claims
    ]
    dated = {s.iri: Dated(s.get("kind"), s.get("published"), s.get("read")) for s in case.sources}
    names = {source.iri: source.label for source in case.sources}
    return _gathered(case.name, case.title, facts, names, dated)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else term or ""


_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?standing ?chain ?observed ?says ?note ?name ?stood ?graph WHERE {
  GRAPH ?graph {
    ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; cg:standing ?standing .
    OPTIONAL { ?claim cg:speakerChain ?chain } OPTIONAL { ?claim cg:observed ?observed }
    OPTIONAL { ?claim cg:says ?says } OPTIONAL { ?claim cg:note ?note } OPTIONAL { ?claim cg:claimId ?name }
    OPTIONAL { ?claim cg:stoodAs ?stood }
  }
}"""
_LINKS = """
SELECT ?claim ?link ?other ?graph WHERE {
  GRAPH ?graph { ?claim rdf:subject ?subject ; ?link ?other }
  VALUES ?link { cg:source cg:speaker cg:reportedBy cg:conflictsWith cg:supersedes cg:retracts cg:premise }
}"""
_SOURCES = """
SELECT ?source ?label ?kind ?published ?read WHERE {
  VALUES ?source { %s }
  ?source a cg:Source ; rdfs:label ?label .
  OPTIONAL { ?source cg:sourceKind ?kind } OPTIONAL { ?source cg:published ?published }
  OPTIONAL { ?source cg:read ?read }
}"""
_NAMES = "SELECT ?thing ?label WHERE { VALUES ?thing { %s } ?thing rdfs:label ?label }"
_AT_ONCE = 500


def facts_in(store: Store, name: str) -> CaseFacts:
    """The facts of the case called `name`, read from any store: what it costs does not depend on the other cases."""
    graph = case_graph(name)
    links: dict[tuple[str, str], list[str]] = {}
    named = {graph}
    for claim, link, other, _ in store.query(_LINKS, {"graph": graph}).texts():
        links.setdefault((claim, local(link)), []).append(other)
        if local(link) in ("source", "speaker", "reportedBy"):
            named.add(other)
    facts = []
    for row in store.query(_CLAIMS, {"graph": graph}).rows:
        claim, subject, predicate, _, standing, *rest = map(_text, row)
        chain, observed, says, note, claim_id, stood, _ = rest
        facts.append(
            Fact(
                claim,
                subject,
                shorten(predicate),
                _text(row[3]),
                isinstance(row[3], str),
                Standing(local(standing).lower()),
                tuple(sorted(links.get((claim, "source"), ()))),
                tuple(chain.split(" > ")) if chain else (),
                observed,
                says,
                note,
                claim_id,
                tuple(sorted(links.get((claim, "conflictsWith"), ()))),
                tuple(other for link in ("supersedes", "retracts") for other in sorted(links.get((claim, link), ()))),
                Standing(local(stood).lower()) if stood else None,
                tuple(sorted(links.get((claim, "premise"), ()))),
            )
        )
    named |= {end for fact in facts for end in (fact.subject, fact.object if fact.thing else "") if end}
    sources = {source for (_, link), held in links.items() if link == "source" for source in held}
    rows = _rows(store, _SOURCES, sources)
    dated = {source: Dated(kind, published, read) for source, _, kind, published, read in rows}
    labels = {row[0]: row[1] for row in sorted(_rows(store, _NAMES, named), reverse=True)}
    title = labels.get(graph, name)
    return _gathered(name, title, facts, labels, dated)


def _rows(store: Store, query: str, things: Iterable[str]) -> list[tuple[str, ...]]:
    """The rows of a query about each of the things, so many at once as an engine takes well."""
    held = sorted(things)
    parts = (held[start : start + _AT_ONCE] for start in range(0, len(held), _AT_ONCE))
    return [row for part in parts for row in store.query(query % " ".join(f"<{iri}>" for iri in part)).texts()]


def _gathered(
    name: str, title: str, facts: Iterable[Fact], names: Mapping[str, str], dated: Mapping[str, Dated]
) -> CaseFacts:
    ordered = tuple(sorted({fact.claim: fact for fact in facts}.values(), key=lambda fact: fact.claim))
    labels = dict(names)
    shown = sorted((f for f in ordered if f.predicate == "rdfs:label"), key=lambda f: list(Standing).index(f.standing))
    for fact in reversed(shown):
        labels[fact.subject] = fact.object
    return CaseFacts(name, title, ordered, labels, dated)


def speaker_meant(case: CaseFacts, name: str) -> str:
    """The short id of the speaker or document that `name` means: an id, or words of its name.

    Raises:
        NoSuchThing: nobody of that name speaks in this case.
        UsageError: the words fit several.
    """
    heard = {speaker for fact in case.facts for speaker in fact.speakers}
    heard |= {local(source) for fact in case.facts for source in fact.sources}
    for typed in (name, name.casefold().removeprefix("the ")):
        if typed in heard:
            return typed
    called = {local(iri): label for iri, label in case.labels.items() if local(iri) in heard}
    wanted = name.casefold().removeprefix("the ").split()
    exact = sorted(one for one, label in called.items() if label.casefold().removeprefix("the ").split() == wanted)
    fitting = exact or sorted(one for one, label in called.items() if set(wanted) <= set(label.casefold().split()))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(f"{name!r} may mean several speakers: {', '.join(fitting[:6])}. Use the id of one of them")
    raise NoSuchThing("speaker or document", name, {*heard, *called.values()}, "casegraph list sources")
