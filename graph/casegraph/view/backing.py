"""What stands behind claims: documents and the passages in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..store import Store
from ..store.records import RecordStore
from ..vocabulary import local
from .graph import CaseView

__all__ = ["Backing", "backing"]


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind a claim: one row per source and passage.

    Attributes:
        claim: IRI of the claim.
        source: IRI of the document.
        label: what the document is called.
        url: its address, or "".
        standing: of the claim.
        speakers: the chain of attribution as short ids, or "".
        start, end: the span of code points, or None.
        quote: the opening words, or "".
    """

    claim: str
    source: str
    label: str
    url: str
    standing: str
    speakers: str
    start: int | None
    end: int | None
    quote: str


_BACKING = """
SELECT ?claim ?source ?label ?url ?standing ?speakers ?start ?end ?quote WHERE {
  VALUES ?claim { %s }
  ?claim cg:source ?source ; cg:standing ?standing . ?source rdfs:label ?label .
  OPTIONAL { ?source cg:url ?url } OPTIONAL { ?claim cg:speakerChain ?speakers }
  OPTIONAL { ?claim cg:passage ?p . ?p oa:hasSource ?source ; oa:start ?start ; oa:end ?end .
             OPTIONAL { ?p cg:openingWords ?quote } }
}"""


def backing(view: CaseView, claims: Iterable[str]) -> list[Backing]:
    """The sources and passages behind `claims`, in the order of the claims, sources sorted within each."""
    order = {claim: index for index, claim in enumerate(dict.fromkeys(claims))}
    if not order or view.store is None:
        return []
    found = _of_records(view.store, order) if isinstance(view.store, RecordStore) else _of_triples(view.store, order)
    return sorted(found, key=lambda b: (order[b.claim], b.source, b.start or 0))


def _of_records(store: RecordStore, claims: Iterable[str]) -> Iterator[Backing]:
    for claim in store.claims(claims):
        chain, standing = " > ".join(map(local, claim.speakers)), claim.standing.value
        for source in (store.sources[iri] for iri in dict.fromkeys(claim.sources) if iri in store.sources):
            about = (claim.iri, source.iri, source.label, source.get("url"), standing, chain)
            spans = [p for p in claim.passages if p.source == source.iri]
            yield from (Backing(*about, span.start, span.end, span.quote) for span in spans)
            if not spans:
                yield Backing(*about, None, None, "")


def _of_triples(store: Store, claims: Iterable[str]) -> Iterator[Backing]:
    rows = store.query(_BACKING % " ".join(f"<{claim}>" for claim in claims)).texts()
    for claim, source, label, url, standing, speakers, start, end, quote in rows:
        word = local(standing).lower()
        yield Backing(claim, source, label, url, word, speakers, _offset(start), _offset(end), quote)


def _offset(text: str) -> int | None:
    return int(text) if text else None
