"""What was known on a day: claims observed, or published, by then.

A claim is known from the day it was `observed`. Where a file does not say, it is known from the day the first of its
documents was published; a document without that date counts from the day it was read, and one with neither date is
left out. A vague date counts from its last day, so that nothing is shown too early. A fact borne out by two documents
of which one had not yet appeared was only one document's word then: it is *attributed*, unless the document is a
court's or another official one. A claim withdrawn later stands as it stood. What was inferred stands no firmer than its
premises then stood, and goes where one of them was not yet known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..dates import NotADate, When
from ..vocabulary import Standing
from .claim import Case, Claim

__all__ = ["OFFICIAL", "Dated", "known_by", "standing_by"]

OFFICIAL = frozenset(
    {"constitution", "statute", "regulation", "opinion", "order", "docket", "official page", "register"}
)
"""Kinds of document one of which is enough to establish a fact."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of a document's dates: its kind, and EDTF texts or ""."""

    kind: str = ""
    published: str = ""
    read: str = ""


def standing_by(
    day: date, standing: Standing, observed: str, sources: Mapping[str, Dated]
) -> tuple[Standing | None, tuple[str, ...]]:
    """How a claim stood on `day`, and on which documents it then rested; None when it was not yet known.

    Examples:
        >>> press = {"a": Dated("article", "2005-11-15"), "b": Dated("article", "2016-01-04")}
        >>> standing_by(date(2006, 1, 1), Standing.ESTABLISHED, "", press)
        (<Standing.ATTRIBUTED: 'attributed'>, ('a',))
    """
    if observed and not _by(observed, day):
        return None, ()
    out = tuple(iri for iri, source in sources.items() if _by(source.published or source.read, day))
    if not out:
        return (standing, tuple(sources)) if observed or not sources else (None, ())
    alone = len(out) == 1 < len(sources) and sources[out[0]].kind not in OFFICIAL
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


def known_by(case: Case, day: date, others: Iterable[Case] = ()) -> Case:
    """The case as it was known on `day`.

    Args:
        case: the records.
        day: up to and including this day.
        others: files that hold further documents the case cites.
    """
    dated = {s.iri: Dated(s.get("kind"), s.get("published"), s.get("read")) for c in (*others, case) for s in c.sources}
    kept: dict[str, Claim] = {}
    for claim in case.claims:
        held = {source: dated.get(source, Dated()) for source in claim.sources}
        standing, sources = standing_by(day, claim.stood or claim.standing, claim.observed, held)
        if standing is not None:
            kept[claim.iri] = replace(claim, standing=standing, sources=sources, stood=None)
    for iri in [iri for iri, claim in kept.items() if claim.premises]:
        if set(kept[iri].premises) <= set(kept):
            firm = Standing.weakest(kept[premise].standing for premise in kept[iri].premises)
            kept[iri] = replace(kept[iri], standing=firm)
        else:
            del kept[iri]
    withdrawn = {other for claim in kept.values() for other in (*claim.supersedes, *claim.retracts)}
    for iri in withdrawn & set(kept):
        kept[iri] = replace(kept[iri], standing=Standing.RETRACTED, stood=kept[iri].standing)
    iris = {old: claim.iri for old, claim in kept.items()}
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
