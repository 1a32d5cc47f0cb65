"""What stands behind claims: documents and the passages in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..records.claim import Claim, Source
from .graph import CaseView

__all__ = ["Backing", "backing", "backing_of"]


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
        kind: what sort of statement the claim is (account, rule, opinion, …), or "" for a fact of the record.
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
    kind: str = ""


def backing(view: CaseView, claims: Iterable[str]) -> list[Backing]:
    """The sources and passages behind `claims`, in the order of the claims, sources sorted within each."""
    order = list(dict.fromkeys(claims))
    if not order or view.store is None:
        return []
    found = {claim.iri: claim for claim in view.store.claims(iris=order)}
    known = view.store.sources({source for claim in found.values() for source in claim.sources})
    by_iri = {source.iri: source for source in known}
    return [row for iri in order if iri in found for row in backing_of(found[iri], by_iri)]


def backing_of(claim: Claim, sources: Mapping[str, Source]) -> Iterator[Backing]:
    """The sources behind one claim, of those known, and its passages in each."""
    for source in (sources[iri] for iri in claim.sources if iri in sources):
        about = (claim.iri, source.iri, source.label, source.get("url"), claim.standing.value, " > ".join(claim.chain))
        spans = [passage for passage in claim.passages if passage.source == source.iri]
        yield from (Backing(*about, span.start, span.end, span.quote, claim.kind) for span in spans)
        if not spans:
            yield Backing(*about, None, None, "", claim.kind)
