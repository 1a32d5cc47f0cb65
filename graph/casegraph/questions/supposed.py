"""Answers that say "if": a conviction that only a source reports, or an act that only a source or an account does, is
looked at as if that source were right; whose word it then rests on, in words.

Nothing here walks: it gives the view in which the same walk is made (`view.supposing`), with the claims that count.
The law is never supposed: only what is said of the conviction, its person, its charge and what became of it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from .. import cg
from ..dates import NotADate, When, in_words
from ..records.claim import Claim
from ..view import CaseView, back, label, step, supposing, types, widened
from ..vocabulary import RDF_TYPE, Standing, expand
from ..words import listed, unique

__all__ = [
    "Conditional", "condition", "opening_of", "plain", "said_act", "said_only", "supposed_in", "supposed_of", "view_of",
    "with_said",
]  # fmt: skip

_IDENTIFYING = frozenset(
    expand(key)
    for key in (cg.person, cg.lawBroken, cg.court, cg.date, cg.sentenceType, cg.flag, cg.notFlag, cg.charge,
                cg.offenceDate, cg.suggestedFlag, cg.lawNote, cg.lawDoubt)
)  # fmt: skip
"""What an answer reads of a conviction itself: where its own source is silent, another one may fill it in."""
_ACTS = (cg.conviction, cg.charge, cg.act)


def plain(view: CaseView) -> CaseView:
    """The same graph without suppositions."""
    return supposing(view, ())


def said_only(view: CaseView, conviction: str) -> bool:
    """Is there no such conviction on record but what a source says, and do its words stand for more than a draft?"""
    if cg.Conviction in types(plain(view), conviction):
        return False
    return bool(_type_claims(view, conviction))


def view_of(view: CaseView, conviction: str) -> CaseView:
    """The view in which a conviction is to be walked: the plain one, or as if the source that reports it were right.

    With it count the claims of the same source, and of no other, about the person, the charge and what became of the
    conviction; of the conviction itself what other sources add where that source says nothing. Of a conviction on
    record, whose law was broken counts so where only a source says it.

    Args:
        view: the graph.
        conviction: IRI of a conviction, or of what nobody was convicted of.
    """
    known = plain(view)
    if not said_only(known, conviction):
        law = [] if step(known, conviction, cg.lawBroken) else _said_law(known, conviction)
        return supposing(known, law)
    wide = widened(known, Standing.ATTRIBUTED)
    voices = unique(frozenset(_voices(claim)) for claim in _type_claims(known, conviction))
    said = [claim for node in _around(wide, conviction) for claim in _supposable(known, node)]
    own = [claim for claim in said if any(voice <= set(_voices(claim)) for voice in voices)]
    given = {claim.predicate for claim in own if claim.subject == conviction}
    more = [claim for claim in said if claim.subject == conviction and claim.predicate in _IDENTIFYING - given]
    return supposing(known, (claim.iri for claim in (*own, *more)))


def _said_law(view: CaseView, conviction: str) -> list[str]:
    """The claims of one source about whose law a conviction broke; [] where they name several sovereigns."""
    said = [claim for claim in _supposable(view, conviction) if claim.predicate in _LAW]
    laws = {claim.object for claim in said if claim.predicate == expand(cg.lawBroken)}
    convicted = cg.Conviction in types(view, conviction)
    return [claim.iri for claim in said] if convicted and len(laws) == 1 else []


_LAW = frozenset(map(expand, (cg.lawBroken, cg.lawNote, cg.lawDoubt)))


def with_said(view: CaseView, convictions: Iterable[str]) -> CaseView:
    """The view in which all of `convictions` stand together, those that only a source reports as if it were right."""
    seen = (view_of(view, conviction) for conviction in convictions)
    return supposing(view, {claim for each in seen for claim in each.supposed})


def said_act(view: CaseView, event: str, standing: Standing) -> CaseView:
    """The view as if what is said of an event with this standing were true as well."""
    assert view.source is not None
    claims = [claim.iri for claim in view.source.reader.claims(event) if claim.standing is standing and _meant(claim)]
    return supposing(view, view.supposed | set(claims))


def supposed_in(view: CaseView, conviction: str, used: Iterable[str]) -> tuple[str, ...]:
    """Of the suppositions of a view those on which an answer hangs: what it read of the conviction, and `used`."""
    if not view.supposed:
        return ()
    assert view.source is not None
    read = [claim.iri for claim in view.source.reader.claims(conviction)
            if claim.predicate in {RDF_TYPE, *_IDENTIFYING}]  # fmt: skip
    return unique(claim for claim in (*read, *used) if claim in view.supposed)


def condition(view: CaseView, claims: Collection[str]) -> str:
    """Under what condition claims hold, in words: `Associated Press (7 Dec 2011) is right`; "" for none."""
    if not claims:
        return ""
    assert view.store is not None
    found = list(view.store.claims(iris=list(claims)))
    groups = unique(frozenset(_voices(claim)) for claim in found)
    least = [group for group in groups if not any(other < group for other in groups)]
    named = {claim_voice: name for claim in found for claim_voice, name in _names(view, claim)}
    told = unique(listed(sorted(named[voice] for voice in group), "or") for group in least)
    return f"{listed(sorted(told))} {'is' if len(told) == 1 else 'are'} right"


class Conditional(Protocol):
    """The answer for one conviction, and on whose word it hangs."""

    @property
    def supposed(self) -> tuple[str, ...]: ...
    @property
    def condition(self) -> str: ...


def supposed_of(convictions: Sequence[Conditional]) -> tuple[str, ...]:
    """The claims on which a whole answer hangs; () as soon as a conviction on record is answered."""
    if not all(found.supposed for found in convictions):
        return ()
    return unique(claim for found in convictions for claim in found.supposed)


def opening_of(headline: str, convictions: Sequence[Conditional]) -> str:
    """What stands before yes or no: `If Associated Press (7 Dec 2011) is right: `; "" where nothing is supposed.

    The whole headline where convictions hang on different conditions, for no one word is true of them all.
    """
    if not supposed_of(convictions):
        return ""
    openings = unique(f"If {found.condition}: " for found in convictions)
    return openings[0] if len(openings) == 1 and headline.startswith(openings[0]) else headline


def _type_claims(view: CaseView, conviction: str) -> list[Claim]:
    """The claims of one source each that it is a conviction."""
    return [claim for claim in _supposable(view, conviction)
            if claim.predicate == RDF_TYPE and claim.object == expand(cg.Conviction)]  # fmt: skip


def _supposable(view: CaseView, node: str) -> Iterator[Claim]:
    """The claims of one source about a thing that contradict nothing established."""
    for claim in view.source.reader.claims(node) if view.source is not None else ():
        if claim.standing is Standing.ATTRIBUTED and claim.kind == "fact" and _meant(claim):
            against = view.store.claims(iris=list(claim.conflicts)) if claim.conflicts and view.store else ()
            if not any(other.standing.asserted for other in against):
                yield claim


def _meant(claim: Claim) -> bool:
    """Is the claim more than a candidate that nobody has accepted?"""
    return claim.review.status not in ("candidate", "rejected")


def _voices(claim: Claim) -> tuple[str, ...]:
    """Whose word a claim is: that of the speaker in the end, else that of each of its documents."""
    return claim.speakers[-1:] or claim.sources


def _around(wide: CaseView, conviction: str) -> list[str]:
    """The things an answer about a conviction reads: its person and charge, the acts, and what became of them."""
    charges = step(wide, conviction, cg.charge)
    acts = [act for charge in charges for act in step(wide, charge, cg.act)]
    near = [conviction, *charges, *acts]
    events = unique(event for node in near for key in _ACTS for event in back(wide, node, key))
    order = [other for event in events for key in (cg.before, cg.after, cg.cause)
             for other in (*step(wide, event, key), *back(wide, event, key))]  # fmt: skip
    people = step(wide, conviction, cg.person)
    petitions = [petition for person in people for petition in back(wide, person, cg.seeksReliefFor)]
    return list(unique([*near, *people, *events, *order, *step(wide, conviction, cg.court), *petitions]))


def _names(view: CaseView, claim: Claim) -> Iterator[tuple[str, str]]:
    """Each whose word a claim is, with its name: a document by publisher and day, a speaker with who reports it."""
    assert view.store is not None
    documents = {source.iri: source for source in view.store.sources({*claim.sources, *claim.speakers})}

    def document(iri: str) -> str:
        source = documents[iri]
        name = source.get("publisher") or source.label
        day = _day(source.get("published"))
        return f"{name} ({day})" if day and day not in name else name

    for voice in _voices(claim):
        if voice in documents:
            yield voice, document(voice)
        else:
            reported = listed([document(iri) for iri in claim.sources if iri in documents] or ["an unnamed document"])
            yield voice, f"{label(widened(view, Standing.ATTRIBUTED), voice)}, as told in {reported},"


def _day(text: str) -> str:
    try:
        return in_words(When.parse(text)) if text else ""
    except NotADate:
        return ""
