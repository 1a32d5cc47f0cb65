"""Courts of the registry as records, so that a case may name one it does not define and answers walk back from it."""

import re
from collections.abc import Iterable, Iterator

from .. import cg
from ..records.claim import Case, Claim, Literal, Source
from ..vocabulary import RDF_TYPE, Standing, expand, predicate_for, thing
from .match import CourtMatch
from .named import district_states
from .names import resolve_court
from .words import plain

__all__ = ["cited_source", "court_record"]

_DATA_SET = "Free Law Project, courts-db (data set of courts)"
_KINDS = (
    ("constitution", re.compile(r"\bConst\.")),
    ("opinion", re.compile(r" v\. ")),
    ("data set", re.compile(r"data set|Census Bureau")),
    ("regulation", re.compile(r"C\.F\.R\.|Rules of")),
    ("official page", re.compile(r"list of")),
)


def cited_source(citation: str) -> Source:
    """A document as the tables cite it, as a source record.

    Examples:
        >>> cited_source("Wis. Const. art. VII § 8").get("kind")
        'constitution'
    """
    kind = next((name for name, pattern in _KINDS if pattern.search(citation)), "statute")
    return Source(thing("law/" + "-".join(plain(citation))), citation, (("kind", kind),))


def court_record(ids: Iterable[str]) -> Case:
    """The courts of the registry among `ids` as records.

    Examples:
        >>> case = court_record(["US-WI-milwaukee-county-circuit-court"])
        >>> [claim.object.value for claim in case.claims if claim.predicate.endswith("#label")]
        ['Wisconsin Circuit Court, Milwaukee County']
    """
    found = [court for name in sorted(set(ids)) if (court := resolve_court(name)).id == name]
    cited = {citation for court in found for citation in court.sources}
    cited |= {_DATA_SET for court in found if court.courts_db}
    sources = sorted((cited_source(citation) for citation in cited), key=lambda source: source.iri)
    claims = [claim for court in found for claim in _claims(court)]
    return Case("courts", "Courts of the registry", tuple(sources), tuple(claims))


def _claims(court: CourtMatch) -> Iterator[Claim]:
    subject, standing = thing(court.id), Standing(court.standing)
    sources = tuple(cited_source(citation).iri for citation in court.sources)
    data_set = (cited_source(_DATA_SET).iri,)
    own = (*sources, *data_set) if court.courts_db else sources
    yield Claim(subject, RDF_TYPE, expand(cg.Court), standing, own, note=court.note)
    yield Claim(subject, predicate_for("label"), Literal(court.label), standing, own)
    yield Claim(subject, expand(cg.courtOf), thing(court.sovereign), standing, own)
    if state := district_states().get(court.id):
        yield Claim(subject, expand(cg.sitsIn), thing(state), standing, own)
    yield Claim(subject, expand(cg.level), Literal(court.level), standing, own)
    if court.courts_db:
        yield Claim(subject, expand(cg.courtsDbId), Literal(court.courts_db), standing, data_set)
