"""What was known on a day: claims observed, or published, by then.

A claim is known from the day it was `observed`. Where a file does not say, it is known from the day the first of its
documents was published; a document without that date counts from the day it was read, and one with neither date is
left out. A vague date counts from its last day, so that nothing is shown too early. A fact borne out by two documents
of which one had not yet appeared was only one document's word then: it is *attributed*, unless the document is a
court's or another official one. A claim withdrawn later stands as it stood. What was inferred stands no firmer than its
premises then stood, and goes where one of them was not yet known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ..dates import NotADate, When
from ..vocabulary import Standing
from .claim import Case, Claim, Source

__all__ = ["OFFICIAL", "known_by", "known_claims", "standing_by"]

OFFICIAL = frozenset(
    {"constitution", "statute", "regulation", "opinion", "order", "docket", "official page", "register"}
)
"""Kinds of document one of which is enough to establish a fact."""


def standing_by(
    day: date, standing: Standing, observed: str, sources: Mapping[str, Source]
) -> tuple[Standing | None, tuple[str, ...]]:
    """How a claim stood on `day`, and on which documents it then rested; None when it was not yet known.

    Examples:
        >>> days = {"a": "2005-11-15", "b": "2016-01-04"}
        >>> press = {iri: Source(iri, iri, (("kind", "article"), ("published", day))) for iri, day in days.items()}
        >>> standing_by(date(2006, 1, 1), Standing.ESTABLISHED, "", press)
        (<Standing.ATTRIBUTED: 'attributed'>, ('a',))
    """
    if observed and not _by(observed, day):
        return None, ()
    out = tuple(iri for iri, source in sources.items() if _by(source.get("published") or source.get("read"), day))
    if not out:
        return (standing, tuple(sources)) if observed or not sources else (None, ())
    alone = len(out) == 1 < len(sources) and sources[out[0]].get("kind") not in OFFICIAL
    if standing is Standing.ESTABLISHED and alone:
        standing = Standing.ATTRIBUTED
    return standing, out


def _by(text: str, day: date) -> bool:
    """Has the time the text names passed by the end of `day`?"""
    if not text:
        return False
    try:
        return When.parse(text).reach[3] <= day
    except NotADate:
        return False


def known_claims(claims: Iterable[Claim], day: date, sources: Mapping[str, Source]) -> dict[str, Claim]:
    """The claims as they stood on `day`, each under the IRI it has, which is the key.

    Args:
        claims: of one case.
        day: up to and including this day.
        sources: IRI of a document → the document; of one that is not there no date is known.
    """
    kept: dict[str, Claim] = {}
    for claim in claims:
        held = {iri: sources.get(iri) or Source(iri, iri) for iri in claim.sources}
        standing, out = standing_by(day, claim.stood or claim.standing, claim.observed, held)
        if standing is not None:
            kept[claim.iri] = claim.under_its_iri(standing=standing, sources=out, stood=None)
    for iri in [iri for iri, claim in kept.items() if claim.premises]:
        if set(kept[iri].premises) <= set(kept):
            firm = Standing.weakest(kept[premise].standing for premise in kept[iri].premises)
            kept[iri] = kept[iri].under_its_iri(standing=firm)
        else:
            del kept[iri]
    for iri in {other for claim in kept.values() for other in claim.withdraws} & set(kept):
        kept[iri] = kept[iri].under_its_iri(standing=Standing.RETRACTED, stood=kept[iri].standing)
    return kept


def known_by(case: Case, day: date, others: Iterable[Case] = ()) -> Case:
    """The case as it was known on `day`.

    Args:
        case: the records.
        day: up to and including this day.
        others: files that hold further documents the case cites.
    """
    kept = known_claims(case.claims, day, {source.iri: source for each in (*others, case) for source in each.sources})
    iris = {old: replace(claim).iri for old, claim in kept.items()}  # derived anew from the documents that are left
    linked = [_linked(claim, iris) for claim in kept.values()]
    out = tuple(s for s in case.sources if any(s.iri in claim.sources for claim in linked))
    return replace(case, sources=out, claims=tuple(linked))


def _linked(claim: Claim, iris: Mapping[str, str]) -> Claim:
    """The claim with its links to the claims that are left, under their present IRIs."""

    def there(links: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(iris[iri] for iri in links if iri in iris))

    return replace(claim, conflicts=there(claim.conflicts), compares=there(claim.compares),
                   supersedes=there(claim.supersedes), retracts=there(claim.retracts),
                   premises=there(claim.premises))  # fmt: skip
