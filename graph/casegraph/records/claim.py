"""The records: what a case file says, read and checked, frozen. Every graph and picture is a view of these."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Self

from ..dates import NotADate, When
from ..errors import Place
from ..vocabulary import ID, RDF_TYPE, Standing, content_id, local, shorten, thing
from .passage import Passage

__all__ = ["Case", "Claim", "Literal", "Protected", "Review", "Source", "Term", "shared_ids"]


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value with its datatype IRI: text, number or EDTF date."""

    value: str
    datatype: str = "http://www.w3.org/2001/XMLSchema#string"


Term = str | Literal
"""An object of a claim: the IRI of a thing, or a literal."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that claims rest on.

    Attributes:
        iri: its IRI.
        label: how a list of sources names it.
        facts: the other things said of it (kind, publisher, published, url, read, sha256), sorted by key.
    """

    iri: str
    label: str
    facts: tuple[tuple[str, str], ...] = ()

    def get(self, key: str, default: str = "") -> str:
        """The fact `key`, or `default`."""
        return dict(self.facts).get(key, default)


@dataclass(frozen=True, slots=True)
class Review:
    """How a claim that an extractor proposed came to stand.

    Attributes:
        status: candidate, accepted or rejected; "" for a claim a person wrote.
        slot: what the extractor took it for.
        confidence: high, medium or low.
        reviewer: who reviewed it.
        reviewed: EDTF text, the day of the review.
    """

    status: str = ""
    slot: str = ""
    confidence: str = ""
    reviewer: str = ""
    reviewed: str = ""


NOT_REVIEWED = Review()


@dataclass(frozen=True, slots=True)
class Claim:
    """Subject – predicate – object, with who says so, where, and how firmly it stands.

    Attributes:
        subject, predicate, object: the statement; subject and predicate are IRIs.
        standing: how firmly it stands.
        sources: IRIs of the documents it rests on, in the order given.
        speakers: the chain of attribution as IRIs, outermost reporter first, original speaker last.
        passages: where the sources say it.
        observed: EDTF text, when it was said or seen, or "".
        kind: fact, gloss, rule, question, presupposition, report.
        says: the statement in our own words, or "".
        note: what a reader should know about it, or "".
        name: an id given in the file, or "".
        conflicts: IRIs of claims it cannot hold together with.
        compares: IRIs of claims that say it more exactly.
        review: where it comes from an extractor, how its review stands.
        supersedes: IRIs of claims whose place it takes; they stand as retracted.
        retracts: IRIs of claims it withdraws; they stand as retracted.
        stood: how it stood before it was withdrawn, or None for a claim that was not.
        premises: IRIs of the claims an inferred one follows from.
        rule: the name of the rule by which it follows, or "".
        place: where the file says it.
    """

    subject: str
    predicate: str
    object: Term
    standing: Standing
    sources: tuple[str, ...]
    speakers: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    observed: str = ""
    kind: str = "fact"
    says: str = ""
    note: str = ""
    name: str = ""
    conflicts: tuple[str, ...] = ()
    compares: tuple[str, ...] = ()
    review: Review = NOT_REVIEWED
    supersedes: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()
    stood: Standing | None = None
    premises: tuple[str, ...] = ()
    rule: str = ""
    place: Place = field(default=Place("", 0, 0), compare=False)
    _iri: str = field(default="", init=False, repr=False, compare=False)

    @property
    def iri(self) -> str:
        """Derived from what is claimed, by whom and where; not from its standing, so a promotion keeps it."""
        if not self._iri:
            object.__setattr__(self, "_iri", self._derived())  # asked a dozen times on the way from a file to a store
        return self._iri

    def under_its_iri(self, **changes: Any) -> Self:
        """A copy with some fields changed that keeps this claim's IRI, from whatever fields that was derived.

        Examples:
            >>> claim = Claim("a", "b", "c", Standing.ESTABLISHED, ("y", "x"))
            >>> claim.under_its_iri(sources=("x", "y")).iri == claim.iri
            True
        """
        copy = replace(self, **changes)
        object.__setattr__(copy, "_iri", self.iri)
        return copy

    @property
    def key(self) -> str:
        """The predicate as a short name: `cg:date`."""
        return shorten(self.predicate)

    @property
    def text(self) -> str:
        """The object as text: the IRI of a thing, or the value."""
        return self.object if isinstance(self.object, str) else self.object.value

    @property
    def is_link(self) -> bool:
        """True when the object is a thing, False for a value."""
        return isinstance(self.object, str)

    @property
    def when(self) -> When | None:
        """The date it states; None where its object is no date."""
        try:
            return None if isinstance(self.object, str) else When.parse(self.object.value)
        except NotADate:
            return None

    @property
    def chain(self) -> tuple[str, ...]:
        """The chain of attribution as short ids, outermost reporter first."""
        return tuple(map(local, self.speakers))

    @property
    def withdraws(self) -> tuple[str, ...]:
        """IRIs of the claims it supersedes or retracts."""
        return self.supersedes + self.retracts

    def told_by(self, account: str) -> bool:
        """Is it part of the account of `account`: said by that speaker in the end, or by nobody but that document?"""
        if self.speakers:
            return local(self.speakers[-1]) == account
        return account in map(local, self.sources)

    def _derived(self) -> str:
        value = self.object
        parts = [self.subject, self.predicate]
        parts += [value] if isinstance(value, str) else [value.value, value.datatype]
        parts += ["sources", *self.sources, "speakers", *self.speakers, "says", self.says]
        parts += [f"{p.source}#{p.start}-{p.end}" for p in self.passages]
        return thing("claim/" + content_id(*parts))


@dataclass(frozen=True, slots=True)
class Protected:
    """A person whose name a redaction profile hides: the profile, every form of the name, what stands in."""

    profile: str
    names: tuple[str, ...]
    stands_in: str


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """One case file, or one file of authorities: its sources and all it claims.

    Attributes:
        name: the file's own name for itself (`avery-dassey`, `US-WI`), the scope of its ids.
        title: what a reader calls it.
        about: one or two sentences, or "".
        sources: every source, sorted by IRI.
        claims: every claim, in file order.
        path: the file it came from.
        protected: people whose names a redaction profile hides.
    """

    name: str
    title: str
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    about: str = ""
    path: str = ""
    protected: tuple[Protected, ...] = ()

    def __repr__(self) -> str:
        return f"<Case {self.name}: {len(self.claims):,} claims, {len(self.sources):,} sources>"

    @property
    def open_candidates(self) -> int:
        """How many records and claims an extractor proposed that nobody has reviewed yet."""
        return len(
            {
                claim.place
                for claim in self.claims
                if claim.review.status == "candidate" and (claim.predicate == RDF_TYPE or claim.name)
            }
        )


def shared_ids(cases: Iterable[Case]) -> set[str]:
    """The ids without a case's scope that the records of `cases` use."""
    ends = {end for case in cases for claim in case.claims for end in (claim.subject, claim.object, *claim.sources)}
    return {end[len(ID) :] for end in ends if isinstance(end, str) and end.startswith(ID) and "/" not in end[len(ID) :]}
