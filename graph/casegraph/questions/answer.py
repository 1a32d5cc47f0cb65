"""What a question gives back: the value, who holds and who does not, the steps walked, the claims behind each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from ..display import Displayed
from ..errors import CannotAnswer
from ..view import Backing, CaseView, backing
from ..vocabulary import local
from .incumbents import Incumbent, changes

__all__ = ["Answer", "Authority", "ConvictionAnswer", "Step", "Value", "cited", "marks", "numbered", "sources_of"]

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
        """Who was in the office when the day ended, and whether acting: a handover is one change, not two."""
        return tuple((one.person, one.acting) for one in self.incumbents if not one.ends)

    def to_json(self) -> dict[str, Any]:
        """As the contract has it; `from` and `until` stand only where the office changed hands on the day."""
        shared = {"office": self.office_id, "office_iri": self.office_iri, "label": self.label}
        because = [local(claim) for claim in self.because]
        if self.reason:
            return {**shared, "reason": self.reason, "basis": self.basis, "because": because}
        held = {"role": self.role, "kinds": list(self.kinds), "conditions": list(self.conditions)}
        who = {"person": self.person, "person_standing": self.person_standing, **changes(self.incumbents)}
        return {
            **shared,
            **held,
            **who,
            "policy": list(self.policy),
            "basis": self.basis,
            "because": because,
        }


@dataclass(frozen=True, slots=True)
class ConvictionAnswer:
    """The answer for one conviction.

    Attributes:
        id: IRI of the conviction.
        person, label, court: as a reader calls them.
        sovereign: IRI of the sovereign whose law was broken, or "".
        status: stands, vacated, reversed, pardoned, commuted, pending or unknown.
        value: the answer for this conviction alone.
        holders: every authority with a role, deciders first.
        excluded: authorities that hold no power here, each with its reason.
        steps: the edges walked.
        because: the claims that fix the conviction itself and its status.
        missing: the facts an answer would need, when the value is unknown.
        note: one line a reader should know, or "".
        disputed: authorities that hold a power by one account only; no settled law says so.
    """

    id: str
    person: str
    label: str
    sovereign: str
    court: str
    status: str
    value: Value
    holders: tuple[Authority, ...] = ()
    excluded: tuple[Authority, ...] = ()
    steps: tuple[Step, ...] = ()
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    note: str = ""
    disputed: tuple[Authority, ...] = ()

    def claims(self) -> Iterator[str]:
        """Every claim behind this answer, those of the conviction first."""
        yield from self.because
        for authority in (*self.holders, *self.disputed, *self.excluded):
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
            "answer": self.value,
            "holders": [holder.to_json() for holder in self.holders],
            "disputed": [authority.to_json() for authority in self.disputed],
            "excluded": [authority.to_json() for authority in self.excluded],
            "steps": [walked.to_json() for walked in self.steps],
            "because": [local(claim) for claim in self.because],
            "missing": list(self.missing),
            "note": self.note,
        }


_FRAME = ("person", "conviction", "status", "answer", "authority", "role", "kinds", "held_by", "not_because", "basis",
          "conditions", "practice", "conviction_iri", "authority_iri", "sovereign_iri")  # fmt: skip


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
            named = [*c.holders, *c.disputed, *(a for a in c.excluded if a.office not in {h.office for h in c.holders})]
            for a in named or [Authority("", "", "")]:
                role = f"{a.role} (disputed)" if a in c.disputed else a.role
                lists = ("; ".join(texts) for texts in (a.conditions, a.policy))
                rows.append((c.person, c.label, c.status, c.value, a.label, role, ", ".join(a.kinds), a.person,
                             a.reason, a.basis, *lists, c.id, a.office, c.sovereign))  # fmt: skip
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
        for authority in (*conviction.holders, *conviction.disputed, *conviction.excluded):
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
