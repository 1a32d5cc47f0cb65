"""What a question gives back: the value, who holds and who does not, the steps walked, the claims behind each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...dates import When, in_words
from ...display import Block, Citation, Displayed, Lead, Note, Paragraph, Reference, Section, Sources, spread
from ...view import Backing
from ...vocabulary import local
from ...words import DOUBT, led
from ..citations import sources_as_json
from ..powers.answer import BY_LAW, Authority, PowerAnswer, folded
from ..supposed import opening_of, supposed_of
from .conviction import Account, ConvictionAnswer, MissingFact, Outcome, Step, Value

__all__ = [
    "BY_LAW",
    "Account",
    "Answer",
    "Authority",
    "ConvictionAnswer",
    "MissingFact",
    "Outcome",
    "PowerAnswer",
    "Step",
    "Value",
    "alike",
    "folded",
    "said_of",
]

_FRAME = ("person", "conviction", "status", "answer", "authority", "role", "kinds", "held_by", "not_because", "basis",
          "conditions", "practice", "with", "standing", "commuted", "died", "accounts", "if", "conviction_iri",
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

    @property
    def supposed(self) -> tuple[str, ...]:
        """The claims, established by nobody, on which the whole answer hangs; () where a conviction is on record."""
        return supposed_of(self.convictions)

    @property
    def opening(self) -> str:
        """What stands before yes or no: `If Associated Press (7 Dec 2011) is right: `, or ""."""
        return opening_of(self.headline, self.convictions)

    def blocks(self) -> Iterator[Block]:
        """The answer and its notes, each group of convictions with its offices, the sources."""
        yield Lead(led(self), f"as of {in_words(When.day(self.on))}")
        yield from map(Note, self.notes)
        several = len({found.person for found in self.convictions}) > 1
        person = ""
        for group in alike(self.convictions):
            if several and group[0].person != person:
                person = group[0].person
                yield Section(person)
            yield Section("", tuple(said_of(group)))
        yield Sources(self.sources)

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
                             c.outcome.died, beside, c.condition, c.id, a.office, c.sovereign, a.power))  # fmt: skip
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
            "if": [local(claim) for claim in self.supposed],
            "sources": sources_as_json(self.sources),
        }


def alike(convictions: Iterable[ConvictionAnswer], *, apart: bool = True) -> list[list[ConvictionAnswer]]:
    """Convictions about which the same is to be said, together.

    Args:
        convictions: the answers, one each.
        apart: keep those of different people apart.
    """
    groups: dict[object, list[ConvictionAnswer]] = {}
    for found in convictions:
        groups.setdefault((found.person if apart else "", _gist(found)), []).append(found)
    return list(groups.values())


def _gist(found: ConvictionAnswer) -> object:
    if found.value == "moot":
        return found.remarks
    offices = [
        (a.office, a.role, a.kinds, a.conditions, a.person, a.reason, a.policy, a.standing)
        for a in (*found.offices, *found.excluded)
    ]
    return found.remarks, found.missing, tuple(offices)


_COLUMN = 38
_KINDS = {"●": "decides", "○": "advises", "?": "doubt", "✕": "out"}


def said_of(group: Sequence[ConvictionAnswer], *, named: bool = False) -> Iterator[Paragraph]:
    """Convictions about which the same is to be said, and that: remarks, offices with a role, offices without.

    Args:
        group: convictions as `alike` puts them together.
        named: say before each conviction whose it is.
    """
    for found in group:
        person = f"{found.person}:" if named and found.person else ""
        words = spread(person, Reference(found.id, found.label))
        yield Paragraph(words, 2, 0, spread(found.state, Citation(found.because)), _COLUMN, kind="over")
    found = group[0]
    for text, claims in found.remarks:
        yield Paragraph(spread(text, Citation(claims)), 4, sign="–", kind="moot")
    if found.value == "moot":
        return
    for missing in found.missing:
        yield Paragraph(f"not known: {missing}", 4, sign="?", kind="moot")
    powers = folded(found.powers)
    for power in powers:
        for office in power.offices:
            yield _office(office, office.may(several=len(powers) > 1), _terms(office))
    for refused in found.barred:
        yield _office(refused, refused.reason, [refused.basis] if refused.basis else [])


def _office(office: Authority, words: str, terms: Iterable[str]) -> Paragraph:
    below = tuple(Paragraph(text, 6) for text in terms)
    beside = spread(words, Citation(office.because))
    return Paragraph((Reference(office.office, office.label),), 4, 0, beside, _COLUMN, office.sign,
                     _KINDS[office.sign], below)  # fmt: skip


def _terms(office: Authority) -> Iterator[str]:
    """On what basis and conditions a deciding office may act, and what its practice is."""
    if office.role == "decider":
        yield office.basis
        yield from (f"condition: {condition}" for condition in office.conditions)
        yield from (f"practice, not law: {policy}" for policy in office.policy)
