"""A case file is no law: what it says of powers, offices and terms is its author's word, unless it is given as law.

A user passes a file as law by name (`casegraph … --law FILE`, `casegraph.load(law=[FILE])`); the shipped files of
authorities are law. In every other file a statement of law is *attributed*: the file itself is its speaker and stands
first among its documents. That an office of a case exists, and what it is called, stays a fact of the case.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ..records.claim import Claim, Source
from ..vocabulary import CG, ID, RDF_TYPE, Standing, predicate_for, thing
from .format.fields import SECTIONS, fields_of
from .names import Names

__all__ = ["LAW_SECTIONS", "SHIPPED_SECTIONS", "author", "only_said"]

LAW_SECTIONS = ("offices", "tenures", "powers", "policies", "routes")
"""Sections whose records say who may do what under which law."""
SHIPPED_SECTIONS = (*LAW_SECTIONS, "sovereigns", "courts")
"""Sections whose shipped records no other file may define again, or add facts to."""
_IDENTITY = {RDF_TYPE, *map(predicate_for, ("label", "short_label", "also_known_as", "same_as"))}


def author(case: str) -> Source:
    """The case file itself as the document that its statements of law rest on.

    Examples:
        >>> author("jane-doe").label
        'the case file jane-doe, whose word on the law is its own'
    """
    return Source(
        thing(f"graph/{case}/author"),
        f"the case file {case}, whose word on the law is its own",
        (("kind", "data set"),),
    )


def only_said(claims: Iterable[Claim], case: str, names: Names) -> Iterator[Claim]:
    """The claims of a file that was not given as law, each statement of law attributed to the file.

    Args:
        claims: all claims of the file.
        case: what the file calls itself.
        names: tells the shipped records from those of the file.
    """
    held = list(claims)
    classes = {CG + (SECTIONS[section].klass): section for section in LAW_SECTIONS}
    own = {
        claim.subject: classes[claim.object]
        for claim in held
        if claim.predicate == RDF_TYPE and isinstance(claim.object, str) and claim.object in classes
    }
    speaker = author(case).iri
    for claim in held:
        if claim.standing.asserted and _is_law(claim, own.get(claim.subject, ""), names):
            yield replace(
                claim, standing=Standing.ATTRIBUTED, speakers=(speaker, *claim.speakers),
                sources=(speaker, *claim.sources),
            )  # fmt: skip
        else:
            yield claim


def _is_law(claim: Claim, section: str, names: Names) -> bool:
    """Does the claim say what an authority is or may do, or what a shipped record is called?

    `section` is that of the subject, "" where the subject is no record of law of this file.
    """
    if section:
        return section != "offices" or claim.predicate not in _IDENTITY
    name = claim.subject.removeprefix(ID)
    if "/" in name or name in names.own or claim.predicate not in _says_law():
        return False
    held = names.section(name)
    return held in SHIPPED_SECTIONS or (held is not None and claim.predicate in _IDENTITY)


@cache
def _says_law() -> frozenset[str]:
    """The properties by which the format describes records that are shipped."""
    found = {spec.predicate for section in SHIPPED_SECTIONS for spec in fields_of(SECTIONS[section])}
    return frozenset({RDF_TYPE, *found})
