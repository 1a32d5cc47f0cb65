"""What the question about other ways out gives back: each way, how it stands on the day, and what has been tried."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ...dates import When, in_words
from ...display import Block, Citation, Displayed, Lead, Note, Paragraph, Reference, Section, Sources, Words, spread
from ...view import Backing
from ...vocabulary import local
from ...words import led
from ..citations import sources_as_json
from ..clemency.answer import Account, MissingFact, Step, Value
from ..supposed import opening_of, supposed_of

__all__ = ["Attempt", "ConvictionRelief", "ReliefAnswer", "Route", "RouteState"]

RouteState = Literal["open", "tried", "unknown", "closed", "none"]
"""open; tried before; cannot tell, a fact is missing; closed, with the reason; none: no such way is on record."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing the record says was tried.

    Attributes:
        event: IRI of the event.
        label, date, court, outcome: as the record has them; "" where it does not say.
        sure: it certainly had happened by the day asked about.
        shared: its kind alone does not tell which of several ways it tried.
        because: the claims behind it.
    """

    event: str
    label: str
    date: str
    court: str
    outcome: str
    sure: bool
    shared: bool
    because: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As the contract has it."""
        said = {"event": local(self.event), "label": self.label, "date": self.date, "court": self.court}
        return {
            **said,
            "outcome": self.outcome,
            "sure": self.sure,
            "shared": self.shared,
            "because": [local(claim) for claim in self.because],
        }


@dataclass(frozen=True, slots=True)
class Route:
    """A way out of one conviction, as it stands on a day.

    Attributes:
        id: IRI of the way.
        kind: what sort of way it is: new trial, DNA testing, parole, …
        body: who decides.
        basis: the legal basis as cited.
        time_limit: in words, or "".
        conditions: what else must hold, in words.
        state: open, tried, unknown, closed or none.
        reason: why it is closed, or what else a reader must know of its state; "" for nothing.
        missing: the facts that would decide, when the state is unknown.
        attempts: what was tried by the day, oldest first.
        because: the claims behind all of it.
        unless: a closed way is closed unless this was done, of which the record says nothing; "" where it surely is.
    """

    id: str
    label: str
    kind: str
    body: str
    basis: str
    time_limit: str
    conditions: tuple[str, ...]
    state: RouteState
    reason: str = ""
    missing: tuple[MissingFact, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    because: tuple[str, ...] = ()
    unless: str = ""

    def to_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return {
            "id": local(self.id),
            "label": self.label,
            "kind": self.kind,
            "deciding_body": self.body,
            "basis": self.basis,
            "time_limit": self.time_limit,
            "conditions": list(self.conditions),
            "state": self.state,
            "reason": self.reason,
            "unless": self.unless,
            "missing": [str(fact) for fact in self.missing],
            "attempts": [attempt.to_json() for attempt in self.attempts],
            "because": [local(claim) for claim in self.because],
        }


@dataclass(frozen=True, slots=True)
class ConvictionRelief:
    """The other ways out of one conviction.

    Attributes:
        id: IRI of the conviction.
        person, label: as a reader calls them.
        sovereign: IRI of the sovereign whose law was broken, or "".
        status: stands, vacated, reversed, pardoned, commuted, pending or unknown.
        note: one line a reader should know, or "".
        routes: every way, those that may still be used first.
        steps: the edges walked.
        because: the claims that fix the conviction and its status.
        missing: the facts an answer would need at all.
        supposed: the claims, established by nobody, on which all of it hangs; () for a conviction on record.
        condition: whose word they are: `Associated Press (7 Dec 2011) is right`, or "".
        accounts: what somebody says became of the conviction, beside the record.
    """

    id: str
    person: str
    label: str
    sovereign: str
    status: str
    note: str = ""
    routes: tuple[Route, ...] = ()
    steps: tuple[Step, ...] = ()
    because: tuple[str, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    supposed: tuple[str, ...] = ()
    condition: str = ""
    accounts: tuple[Account, ...] = ()

    def claims(self) -> Iterator[str]:
        """Every claim behind this answer, those of the conviction first."""
        yield from self.because
        for account in self.accounts:
            yield from account.because
        for route in self.routes:
            yield from route.because
            for attempt in route.attempts:
                yield from attempt.because
        for walked in self.steps:
            yield from walked.claims

    def to_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return {
            "id": local(self.id),
            "person": self.person,
            "label": self.label,
            "sovereign": local(self.sovereign) if self.sovereign else "",
            "status": self.status,
            "note": self.note,
            "routes": [route.to_json() for route in self.routes],
            "steps": [walked.to_json() for walked in self.steps],
            "because": [local(claim) for claim in self.because],
            "missing": [str(fact) for fact in self.missing],
            "accounts": [account.to_json() for account in self.accounts],
            "if": [local(claim) for claim in self.supposed],
            "condition": self.condition,
        }


_FRAME = ("person", "conviction", "status", "way", "kind", "state", "reason", "unless", "decides", "basis",
          "time_limit", "attempts", "if", "accounts", "conviction_iri", "way_iri", "sovereign_iri")  # fmt: skip


@dataclass(frozen=True, repr=False)
class ReliefAnswer(Displayed):
    """The other ways out of convictions, on a day; every way, state and attempt names the claims behind it.

    Attributes:
        question: as asked, or as a sentence made of the call.
        value: who (some way may still be used), yes, no, depends, moot or unknown.
        headline: the answer in one sentence.
        on: the day it is given for.
        convictions: one answer each.
        clemency: one line on clemency, which is mercy and no court's.
        sources: the documents, in order of first use; what [1], [2] stand for.
    """

    question: str
    value: Value
    headline: str
    on: date
    convictions: tuple[ConvictionRelief, ...]
    clemency: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Backing, ...] = ()
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def because(self) -> tuple[str, ...]:
        """Every claim behind the answer, each once."""
        return tuple(dict.fromkeys(claim for found in self.convictions for claim in found.claims()))

    @property
    def supposed(self) -> tuple[str, ...]:
        """The claims, established by nobody, on which the whole answer hangs; () where a conviction is on record."""
        return supposed_of(self.convictions)

    @property
    def opening(self) -> str:
        """What stands before yes or no: `If Associated Press (7 Dec 2011) is right: `, or ""."""
        return opening_of(self.headline, self.convictions)

    def blocks(self) -> Iterator[Block]:
        """The answer, then each group of convictions with the ways out by their state, then the sources."""
        yield Lead(led(self), f"as of {in_words(When.day(self.on))}")
        yield from (Note(note) for note in (*self.notes, self.clemency) if note)
        groups: dict[object, list[ConvictionRelief]] = {}
        for found in self.convictions:
            groups.setdefault(_gist(found), []).append(found)
        for alike in groups.values():
            yield Section("", (*map(_named, alike), *_said(alike[0])))
        yield Sources(self.sources)

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """One row for each conviction and way out of it."""
        return _FRAME, [
            (c.person, c.label, c.status, way.label, way.kind, way.state, way.reason, way.unless, way.body, way.basis,
             way.time_limit, len(way.attempts), c.condition, "; ".join(account.told for account in c.accounts),
             c.id, way.id, c.sovereign)
            for c in self.convictions for way in c.routes
        ]  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """The answer as the published JSON contract has it (`casegraph schema relief`)."""
        return {
            "question": self.question,
            "answer": self.value,
            "headline": self.headline,
            "on": self.on.isoformat(),
            "convictions": [found.to_json() for found in self.convictions],
            "clemency": self.clemency,
            "notes": list(self.notes),
            "if": [local(claim) for claim in self.supposed],
            "sources": sources_as_json(self.sources),
        }


def _gist(found: ConvictionRelief) -> object:
    routes = [
        (route.id, route.state, route.reason, route.missing, tuple(tried.event for tried in route.attempts))
        for route in found.routes
    ]
    return found.person, found.note, found.missing, tuple(routes), found.condition, found.accounts


_STATES = {
    "open": ("●", "Open, if the conditions are met"),
    "tried": ("◐", "Tried before"),
    "unknown": ("?", "A fact the record does not hold decides"),
    "closed": ("✕", "Closed"),
    "none": ("–", "Not on record"),
}
"""State of a way out → its sign and its heading, those that may still be used first."""


def _named(found: ConvictionRelief) -> Paragraph:
    name = spread(f"{found.person}:" if found.person else "", Reference(found.id, found.label))
    return Paragraph(name, 0, 0, (Citation(found.because),), kind="over")


def _said(found: ConvictionRelief) -> Iterator[Paragraph]:
    if found.condition:
        yield Paragraph(spread(f"only if {found.condition}", Citation(found.supposed)), 4, sign="–", kind="moot")
    for account in found.accounts:
        yield Paragraph(spread(account.told, Citation(account.because)), 4, sign="–", kind="moot")
    if found.note:
        yield Paragraph(found.note, 4, sign="–", kind="moot")
    for missing in found.missing:
        yield Paragraph(f"not known: {missing}", 4, sign="?", kind="moot")
    for state, (sign, title) in _STATES.items():
        routes = [route for route in found.routes if route.state == state]
        if routes:
            yield Paragraph(title, kind="over")
        for route in routes:
            below = (Paragraph(words, 6) for words in _terms(route))
            yield Paragraph(spread(route.label, Citation(route.because)), 4, sign=sign, below=tuple(below))


def _terms(route: Route) -> Iterator[Words]:
    if route.reason:
        yield route.reason
    yield from (f"not known: {missing}" for missing in route.missing)
    for attempt in route.attempts:
        when = attempt.date or "on a day the record does not establish"
        doubt = "" if attempt.sure or not attempt.date else ", perhaps after that day"
        outcome = f": {attempt.outcome}" if attempt.outcome else ""
        which = " (by this way or another; the record does not say)" if attempt.shared else ""
        yield spread(f"so far: {attempt.label} ({when}{doubt}){outcome}{which}", Citation(attempt.because))
    if route.state == "none":
        return
    yield f"decides: {route.body}"
    yield route.basis
    if route.state == "closed":
        return
    if route.time_limit:
        yield f"when: {route.time_limit}"
    yield from (f"condition: {condition}" for condition in route.conditions)
