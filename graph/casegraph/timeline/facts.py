"""What a case says, as the timeline reads it: its claims from a store or from the records, with names and documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..errors import NoSuchThing, UsageError
from ..rdf import case_graph
from ..records.claim import Case, Claim, Source
from ..records.known import known_claims
from ..store import Store
from ..vocabulary import CG, ID, Standing, local

__all__ = ["CaseFacts", "facts_in", "facts_of", "speaker_meant"]

_LABEL = "rdfs:label"


@dataclass(frozen=True)
class CaseFacts:
    """The claims of one case.

    Attributes:
        name: of the case.
        title: what a reader calls it.
        facts: every claim, sorted by IRI.
        labels: IRI → what a reader calls it, of things and sources.
        sources: IRI of a document → the document.
    """

    name: str
    title: str
    facts: tuple[Claim, ...]
    labels: Mapping[str, str]
    sources: Mapping[str, Source]

    def label(self, iri: str) -> str:
        """What a reader calls it; its id where nothing better is known."""
        return self.labels.get(iri) or local(iri)

    def by_claim(self) -> dict[str, Claim]:
        """IRI of a claim → the claim."""
        return {claim.iri: claim for claim in self.facts}

    def known_by(self, day: date) -> "CaseFacts":
        """What was known on `day`; see `records.known`."""
        return replace(self, facts=tuple(known_claims(self.facts, day, self.sources).values()))


def facts_of(case: Case) -> CaseFacts:
    """The claims of a case's records.

    Examples:
        >>> from casegraph.records.claim import Case
        >>> facts_of(Case("empty", "An empty case", (), ())).facts
        ()
    """
    names = {source.iri: source.label for source in case.sources}
    return _gathered(case.name, case.title, case.claims, names, case.sources)


_TERMS = """
SELECT ?term ?label WHERE {
  VALUES ?term { %s } GRAPH <https://w3id.org/casegraph/ontology> { ?term rdfs:label ?label }
} ORDER BY DESC(?label)"""


def facts_in(store: Store, name: str) -> CaseFacts:
    """The claims of the case called `name`, read from any store: what it costs does not depend on the other cases."""
    claims = list(store.claims(case=name))
    named = {end for claim in claims for end in (claim.subject, claim.object) if isinstance(end, str)}
    cited = {source for claim in claims for source in claim.sources}
    documents = store.sources({case_graph(name), *cited, *(one for claim in claims for one in claim.speakers), *named})
    terms = sorted(term for term in named if term.startswith(CG))
    rows = store.vocabulary.query(_TERMS % " ".join(f"<{term}>" for term in terms)).texts() if terms else []
    own = {claim.subject for claim in claims if claim.key == _LABEL}
    others = [one for claim in claims for one in claim.speakers] + [end for end in named if end.startswith(ID)]
    elsewhere = store.claims(about=sorted({*others} - own))
    labels: dict[str, str] = {row[0]: row[1] for row in rows}
    labels |= {claim.subject: claim.text for claim in elsewhere if claim.key == _LABEL and claim.standing.asserted}
    labels |= {document.iri: document.label for document in documents}
    sources = [document for document in documents if document.iri in cited]
    return _gathered(name, labels.get(case_graph(name), name), claims, labels, sources)


def _gathered(
    name: str, title: str, claims: Iterable[Claim], names: Mapping[str, str], sources: Iterable[Source]
) -> CaseFacts:
    ordered = tuple(sorted({claim.iri: claim for claim in claims}.values(), key=lambda claim: claim.iri))
    labels = dict(names)
    shown = sorted((c for c in ordered if c.key == _LABEL), key=lambda c: list(Standing).index(c.standing))
    for claim in reversed(shown):
        labels[claim.subject] = claim.text
    return CaseFacts(name, title, ordered, labels, {source.iri: source for source in sources})


def speaker_meant(case: CaseFacts, name: str) -> str:
    """The short id of the speaker or document that `name` means: an id, or words of its name.

    Raises:
        NoSuchThing: nobody of that name speaks in this case.
        UsageError: the words fit several.
    """
    heard = {speaker for fact in case.facts for speaker in fact.chain}
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
