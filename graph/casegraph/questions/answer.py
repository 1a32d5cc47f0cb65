"""What a question gives back: the value, who holds and who does not, the steps walked, the claims behind each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, Protocol

from ..display import Displayed
from ..errors import CannotAnswer
from ..view import Backing, CaseView, backing
from ..vocabulary import local
from .incumbents import Incumbent, changes

__all__ = [
    "DOUBT",
    "Account",
    "Answer",
    "Authority",
    "ConvictionAnswer",
    "Outcome",
    "PowerAnswer",
    "Step",
    "Value",
    "cited",
    "folded",
    "marks",
    "numbered",
    "sources_of",
]

DOUBT = {"contested": " (disputed)", "attributed": " (by one source)"}
"""Standing → the mark behind a role in tables."""

Value = Literal["yes", "no", "depends", "disputed", "unknown", "moot", "who"]


@dataclass(frozen=True, slots=True)
class Step:
    """One edge walked: from a thing by a property to a thing, and the claims that say so."""

    start: str
    predicate: str
    end: str
    claims: tuple[str, ...]

    def to_json(self) -> dict[str, str]:
        """As the contract has it: ids, not IRIs."""
        claim = local(self.claims[0]) if self.claims else ""
        return {"from": local(self.start), "predicate": self.predicate, "to": local(self.end), "claim": claim}


@dataclass(frozen=True, slots=True)
class Authority:
    """An office and what it may do about a conviction, or why it may do nothing.

    Attributes:
        office: its IRI.
        label: its name.
        role: decider, must recommend, must consent, must be consulted, may be consulted, or none.
        kinds: the kinds of clemency, for those with a role.
        conditions: what else must hold.
        person: who held the office on the day, in one text (Bill Clinton until noon, George W. Bush from noon), or "".
        person_standing: established, attributed (one source says so); where no person is named, why: vacant, nobody on
            record for that day, or "" for an office whose holders are not on record at all.
        basis: the legal basis as cited.
        reason: why it holds no power here, or "".
        policy: eligibility practice, never a limit of the power.
        because: the claims behind it.
        incumbents: the same people one by one: who acts for another first, then by the time of the day.
        power: IRI of the power it has the role under, or "" for an office that has none.
        standing: established; attributed (one source says so) or contested (one account says so).
        needs: the names of the offices without which a decider cannot act under this power.
    """

    office: str
    label: str
    role: str
    kinds: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    person: str = ""
    person_standing: str = ""
    basis: str = ""
    reason: str = ""
    policy: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    incumbents: tuple[Incumbent, ...] = ()
    power: str = ""
    standing: str = "established"
    needs: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """The people with what a reader must know of them, as every outlet prints it: "Greg Abbott, by one source"."""
        if not self.person:
            return self.person_standing
        return f"{self.person}, by one source" if self.person_standing == "attributed" else self.person

    @property
    def office_id(self) -> str:
        """The office as JSON has it under `office`, and as a person types it: `US-WI-governor`."""
        return local(self.office)

    @property
    def office_iri(self) -> str:
        """The office's IRI, as JSON has it under the same name."""
        return self.office

    @property
    def in_office(self) -> str:
        """As figures have it: "Scott Walker, in office", or what a reader must know instead."""
        whole = self.person and self.who == self.person and not any(one.begins or one.ends for one in self.incumbents)
        return f"{self.person}, in office" if whole else self.who

    @property
    def at_its_end(self) -> tuple[tuple[str, bool], ...]:
        """Who came or stayed on the day, and whether acting: a handover is one change, not two."""
        return tuple((one.person, one.acting) for one in self.incumbents if one.begins or not one.ends)

    def to_json(self) -> dict[str, Any]:
        """As the contract has it; `from` and `until` stand only where the office changed hands on the day."""
        shared = {"office": self.office_id, "office_iri": self.office_iri, "label": self.label}
        because = [local(claim) for claim in self.because]
        if self.reason:
            return {**shared, "reason": self.reason, "basis": self.basis, "because": because}
        who = {"person": self.person, "person_standing": self.person_standing, **changes(self.incumbents)}
        held = {"power": local(self.power), "role": self.role, "standing": self.standing, "kinds": list(self.kinds),
                "conditions": list(self.conditions), "with": list(self.needs)}  # fmt: skip
        return {
            **shared,
            **held,
            **who,
            "policy": list(self.policy),
            "basis": self.basis,
            "because": because,
        }


@dataclass(frozen=True, slots=True)
class PowerAnswer:
    """One clemency power over a conviction, and the offices with a role under it.

    Attributes:
        power: IRI of the power; after folding, of the first of several that give the same offices the same roles.
        standing: established; attributed (one source says so) or contested (one account says so).
        kinds: the kinds of clemency it governs here.
        conditions: what else must hold, those of `hangs` first.
        basis: the legal basis, text by text.
        offices: every office with a role under it, deciders first.
        hangs: what the record leaves open; () when the power surely applies.
    """

    power: str
    standing: str
    kinds: tuple[str, ...]
    conditions: tuple[str, ...]
    basis: tuple[str, ...]
    offices: tuple[Authority, ...] = ()
    hangs: tuple[str, ...] = ()

    @property
    def deciders(self) -> tuple[Authority, ...]:
        """The offices that decide, as surely as there is such a power at all."""
        return tuple(a for a in self.offices if a.role == "decider" and a.standing == self.standing)

    @property
    def unheld(self) -> str:
        """That no office decides, for a power in which none has a part."""
        return f"{', '.join(self.kinds)}: no office decides{DOUBT.get(self.standing, '')}, {'; '.join(self.basis)}"

    @property
    def needs(self) -> tuple[str, ...]:
        """The names of the offices without which the deciders cannot act."""
        return next((decider.needs for decider in self.deciders), ())


def folded(powers: Iterable[PowerAnswer]) -> list[PowerAnswer]:
    """The powers with those told together that differ only in kind and basis: same offices, roles and conditions."""
    kept: dict[object, PowerAnswer] = {}
    for power in powers:
        gist = (power.standing, power.conditions,
                [(a.office, a.role, a.person, a.standing, a.needs, a.policy) for a in power.offices])  # fmt: skip
        before = kept.get(str(gist))
        kept[str(gist)] = _together(before, power) if before else power
    return list(kept.values())


def _together(first: PowerAnswer, second: PowerAnswer) -> PowerAnswer:
    kinds, basis = _both(first.kinds, second.kinds), _both(first.basis, second.basis)
    offices = tuple(
        replace(a, kinds=kinds, basis="; ".join(basis), because=_both(a.because, b.because))
        for a, b in zip(first.offices, second.offices, strict=True)
    )
    return replace(first, kinds=kinds, basis=basis, offices=offices)


def _both(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of a conviction by the day.

    Attributes:
        state: stands, vacated, reversed, reinstated, pardoned, commuted, served, pending, charged, not charged or
            unknown.
        when: the day of the event that set it, in words, or "".
        why: why nothing is left to pardon, or "".
        commuted: the day of the last commutation, in words, or "".
        died: the day the person died, in words, when that day is over; else "".
        words: what to say in place of state and day, or "".
    """

    state: str = "stands"
    when: str = ""
    why: str = ""
    commuted: str = ""
    died: str = ""
    words: str = ""

    @property
    def told(self) -> str:
        """State and day: `vacated 10 Sep 2003`."""
        return self.words or f"{self.state} {self.when}".strip()


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody says of an act of clemency, beside the record: its words, its standing, the claims."""

    words: str
    standing: str
    because: tuple[str, ...]

    @property
    def told(self) -> str:
        """The account as one line, marked as one."""
        how = "disputed: by one account" if self.standing == "contested" else "by one source"
        return f"{how}, {self.words}"


@dataclass(frozen=True, slots=True)
class ConvictionAnswer:
    """The answer for one conviction.

    Attributes:
        id: IRI of the conviction.
        person, label, court: as a reader calls them.
        sovereign: IRI of the sovereign whose law was broken, or "".
        outcome: what has become of it by the day.
        value: the answer for this conviction alone.
        powers: every power over it, those of settled law first, each with its offices.
        excluded: authorities that hold no power here, each with its reason.
        steps: the edges walked.
        because: the claims that fix the conviction itself and its status.
        missing: the facts an answer would need, when the value is unknown.
        aside: one line a reader should know beside the outcome, or "".
        accounts: what is said of the act of clemency that set the status, beside the record.
        unruled: the kinds of clemency asked about on which no rule of the day is on record.
    """

    id: str
    person: str
    label: str
    sovereign: str
    court: str
    outcome: Outcome
    value: Value
    powers: tuple[PowerAnswer, ...] = ()
    excluded: tuple[Authority, ...] = ()
    steps: tuple[Step, ...] = ()
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    aside: str = ""
    accounts: tuple[Account, ...] = ()
    unruled: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """The state of the outcome: stands, vacated, …"""
        return self.outcome.state

    @property
    def offices(self) -> tuple[Authority, ...]:
        """Every office with a role, whatever the standing, power by power."""
        return tuple(office for power in self.powers for office in power.offices)

    @property
    def holders(self) -> tuple[Authority, ...]:
        """The offices with a role by settled law, power by power, deciders first."""
        return tuple(office for office in self.offices if office.standing == "established")

    @property
    def reported(self) -> tuple[Authority, ...]:
        """The offices with a role by the word of one source."""
        return tuple(office for office in self.offices if office.standing == "attributed")

    @property
    def disputed(self) -> tuple[Authority, ...]:
        """The offices with a role by one account only; no settled law says so."""
        return tuple(office for office in self.offices if office.standing == "contested")

    @property
    def barred(self) -> tuple[Authority, ...]:
        """The excluded authorities without any role here; one with a role is told with it."""
        with_role = {office.office for office in self.offices if office.standing != "attributed"}
        return tuple(authority for authority in self.excluded if authority.office not in with_role)

    @property
    def state(self) -> str:
        """Where it was decided and what has become of it, as a reader needs it beside the name."""
        if self.value == "moot" and self.outcome.why:
            return self.outcome.told
        commuted = f"commuted {self.outcome.commuted}" if self.outcome.commuted else ""
        return "; ".join(part for part in (self.court, commuted) if part)

    @property
    def note(self) -> str:
        """What has become of it and what a reader should know, as one line; "" where it simply stands."""
        moot = f"{self.outcome.told}: {self.outcome.why}" if self.value == "moot" and self.outcome.why else ""
        return ". ".join(text for text in (moot, self.aside) if text)

    @property
    def undecided(self) -> tuple[PowerAnswer, ...]:
        """The powers in which no office has a part, beside others in which one has."""
        by_law = "nobody decides" in self.aside
        return () if by_law or not self.offices else tuple(power for power in self.powers if not power.offices)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should know: why nothing is left, the note, what nobody decides, what is said beside that."""
        why = self.outcome.why if self.value == "moot" else ""
        nobody = (power.unheld for power in self.undecided)
        return tuple(text for text in (why, self.aside, *nobody, *(account.told for account in self.accounts)) if text)

    def claims(self) -> Iterator[str]:
        """Every claim behind this answer, those of the conviction first."""
        yield from self.because
        for account in self.accounts:
            yield from account.because
        for authority in (*self.offices, *self.excluded):
            yield from authority.because
        for walked in self.steps:
            yield from walked.claims

    def to_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return {
            "id": local(self.id),
            "person": self.person,
            "label": self.label,
            "sovereign": local(self.sovereign) if self.sovereign else "",
            "court": self.court,
            "status": self.status,
            "commuted": self.outcome.commuted,
            "died": self.outcome.died,
            "answer": self.value,
            "holders": [holder.to_json() for holder in self.holders],
            "reported": [authority.to_json() for authority in self.reported],
            "disputed": [authority.to_json() for authority in self.disputed],
            "excluded": [authority.to_json() for authority in self.excluded],
            "steps": [walked.to_json() for walked in self.steps],
            "because": [local(claim) for claim in self.because],
            "missing": list(self.missing),
            "unruled": list(self.unruled),
            "undecided": [{"kinds": list(power.kinds), "basis": "; ".join(power.basis), "standing": power.standing}
                          for power in self.undecided],
            "note": self.note,
            "accounts": [{"words": a.words, "standing": a.standing, "because": [local(c) for c in a.because]}
                         for a in self.accounts],
        }  # fmt: skip


_FRAME = ("person", "conviction", "status", "answer", "authority", "role", "kinds", "held_by", "not_because", "basis",
          "conditions", "practice", "with", "standing", "commuted", "died", "accounts", "conviction_iri",
          "authority_iri", "sovereign_iri", "power_iri")  # fmt: skip


@dataclass(frozen=True, repr=False)
class Answer(Displayed):
    """An answer that walks back: every holder, every exclusion and every step names the claims behind it.

    Attributes:
        question: as asked, or as a sentence made of the call.
        value: yes, no, depends, disputed, unknown, moot or who.
        headline: the answer in one sentence.
        on: the day it is given for.
        convictions: one answer each.
        sources: the documents, in order of first use; what [1], [2] stand for.
    """

    question: str
    value: Value
    headline: str
    on: date
    convictions: tuple[ConvictionAnswer, ...]
    sources: tuple[Backing, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def holders(self) -> tuple[Authority, ...]:
        """The deciding authorities over any of the convictions, each office once."""
        found = {a.office: a for c in self.convictions for a in c.holders if a.role == "decider"}
        return tuple(found.values())

    @property
    def excluded(self) -> tuple[Authority, ...]:
        """The authorities that hold no power over any of the convictions, each office once."""
        held = {authority.office for authority in self.holders}
        found = {a.office: a for c in self.convictions for a in c.excluded if a.office not in held}
        return tuple(found.values())

    @property
    def because(self) -> tuple[str, ...]:
        """Every claim behind the answer, each once."""
        return tuple(dict.fromkeys(claim for c in self.convictions for claim in c.claims()))

    def to_text(self) -> str:
        """The answer as the command line prints it."""
        from .prose import tell

        return tell(self)

    def to_html(self) -> str:
        """The answer as HTML that stands alone."""
        from .html import answer_html

        return answer_html(self)

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """One row for each conviction and authority; one without an authority where none is named."""
        rows: list[Sequence[Any]] = []
        for c in self.convictions:
            nobody = [Authority("", "", "none", power.kinds, power.conditions, basis="; ".join(power.basis),
                                reason="no office decides", standing=power.standing)
                      for power in c.undecided]  # fmt: skip
            for a in [*c.offices, *nobody, *c.barred] or [Authority("", "", "")]:
                role, beside = a.role + DOUBT.get(a.standing, ""), "; ".join(account.told for account in c.accounts)
                lists = ("; ".join(texts) for texts in (a.conditions, a.policy, a.needs))
                rows.append((c.person, c.label, c.status, c.value, a.label, role, ", ".join(a.kinds), a.who,
                             a.reason, a.basis, *lists, a.standing if a.office else "", c.outcome.commuted,
                             c.outcome.died, beside, c.id, a.office, c.sovereign, a.power))  # fmt: skip
        return _FRAME, rows

    def to_json(self) -> dict[str, Any]:
        """The answer as the published JSON contract has it."""
        return {
            "question": self.question,
            "answer": self.value,
            "headline": self.headline,
            "on": self.on.isoformat(),
            "convictions": [conviction.to_json() for conviction in self.convictions],
            "notes": list(self.notes),
            "sources": [
                {
                    "id": local(source.source),
                    "label": source.label,
                    "url": source.url,
                    "passage": None if source.start is None else {"start": source.start, "end": source.end},
                }
                for source in self.sources
            ],
        }


def cited(view: CaseView, answer: Answer) -> Answer:
    """The answer with its sources looked up and numbered.

    Raises:
        CannotAnswer: a step, a holder or an exclusion rests on nothing; such an answer is not returned.
    """
    for conviction in answer.convictions:
        for authority in (*conviction.offices, *conviction.excluded):
            if not authority.because:
                raise CannotAnswer(
                    f"nothing in this graph says why {authority.label} {authority.reason or authority.role}"
                )
        for walked in conviction.steps:
            if not walked.claims:
                raise CannotAnswer(
                    f"nothing in this graph says {local(walked.start)} {walked.predicate} {local(walked.end)}"
                )
    sources, numbers = sources_of(view, answer.because)
    return Answer(
        answer.question,
        answer.value,
        answer.headline,
        answer.on,
        answer.convictions,
        sources,
        answer.notes,
        numbers,
    )


def sources_of(view: CaseView, claims: Iterable[str]) -> tuple[tuple[Backing, ...], dict[str, tuple[int, ...]]]:
    """The documents behind `claims` in order of first use, and the numbers of those behind each claim."""
    first: dict[str, Backing] = {}
    numbers: dict[str, tuple[int, ...]] = {}
    for row in backing(view, claims):
        if row.source not in first or (first[row.source].start is None and row.start is not None):
            first[row.source] = row
        number = list(first).index(row.source) + 1
        numbers[row.claim] = tuple(dict.fromkeys((*numbers.get(row.claim, ()), number)))
    return tuple(first.values()), numbers


def numbered(numbers: Iterable[int]) -> str:
    """The numbers of sources as marks; three or more in a row as a range.

    Examples:
        >>> numbered([7, 1, 2, 4, 5, 6])
        '[1][2][4–7]'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "".join(
        f"[{run[0]}–{run[-1]}]" if len(run) > 2 else "".join(f"[{number}]" for number in run) for run in runs
    )


class Numbered(Protocol):
    """An answer whose claims carry the numbers of their sources."""

    @property
    def numbers(self) -> dict[str, tuple[int, ...]]:
        """Claim → numbers of its sources."""


def marks(answer: Numbered, claims: Iterable[str]) -> str:
    """The source numbers of `claims` as marks: `[1][3]`, `[4–7]`."""
    return numbered(number for claim in claims for number in answer.numbers.get(claim, ()))
