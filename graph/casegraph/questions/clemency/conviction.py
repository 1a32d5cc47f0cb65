"""The answer for one conviction: what has become of it, the powers over it, who holds none, the steps walked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from ...vocabulary import local
from ...words import unique
from ..powers.answer import BY_LAW, Authority, PowerAnswer

__all__ = ["Account", "ConvictionAnswer", "MissingFact", "Outcome", "Step", "Value"]

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
    """What somebody says became of a conviction, beside the record: its words, its standing, the claims.

    `then` says what would change if it were right, in words; "" where nothing would, or nobody can tell.
    """

    words: str
    standing: str
    because: tuple[str, ...]
    then: str = ""

    @property
    def told(self) -> str:
        """The account as one line, marked as one, with what would change if it were right."""
        how = "disputed: by one account" if self.standing == "contested" else "by one source"
        return f"{how}, {self.words}{f'; {self.then}' if self.then else ''}"

    def to_json(self) -> dict[str, Any]:
        """As the contract has it."""
        because = [local(claim) for claim in self.because]
        return {"words": self.words, "standing": self.standing, "then": self.then, "because": because}


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact an answer would need: in words, and the key of the case file that would say it, or ""."""

    words: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.key}: {self.words}" if self.key else self.words


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
        by_law: the aside tells of relief that the law itself gave.
        doubt: unusual or unexplained, where the court and the law named hardly go together; else "".
        supposed: the claims, established by nobody, on which all of it hangs; () for a conviction on record.
        condition: whose word they are: `Associated Press (7 Dec 2011) is right`, or "".
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
    missing: tuple[MissingFact, ...] = ()
    aside: str = ""
    accounts: tuple[Account, ...] = ()
    unruled: tuple[str, ...] = ()
    by_law: bool = False
    doubt: str = ""
    supposed: tuple[str, ...] = ()
    condition: str = ""

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
        with_role = {office.office for office in self.offices}
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
        if not self.offices:
            return ()
        return tuple(p for p in self.powers if not p.offices and not (self.by_law and p.nobody == BY_LAW))

    @property
    def remarks(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What a reader should know, each with claims of its own or (): on whose word it hangs, why nothing is left,
        the note, what nobody decides, what is said beside that."""
        why = self.outcome.why if self.value == "moot" else ""
        nobody = ((power.unheld, power.because) for power in self.undecided)
        said = ((account.told, account.because) for account in self.accounts)
        hangs = (self.only_if, self.supposed)
        return tuple(told for told in (hangs, (why, ()), (self.aside, ()), *nobody, *said) if told[0])

    @property
    def only_if(self) -> str:
        """On whose word the conviction and all that is said of it hangs, as every outlet marks it; "" for none."""
        return f"only if {self.condition}" if self.condition else ""

    @property
    def brief(self) -> tuple[str, ...]:
        """What has become of it in as few words as can be: `commuted 10 Jan 2003`; () where it simply stands."""
        outcome = self.outcome
        if self.value == "moot":
            return (outcome.told,)
        lines = [] if self.status in ("stands", "reinstated", "commuted") else [outcome.told]
        lines += [f"commuted {outcome.commuted}"] if outcome.commuted else []
        lines += [f"died {outcome.died}"] if outcome.died else []
        return tuple(lines)

    def fate(self, marks: Callable[[Iterable[str]], str] = lambda claims: "") -> tuple[str, ...]:
        """What has become of it, line by line, as a figure marks it; () where it simply stands.

        Args:
            marks: gives the numbers of the sources behind claims; those of what is only said stand with it.
        """
        died = self.outcome.died
        lines = [text for text in self.brief if not (died and died in self.aside and text.startswith("died"))]
        lines = [self.note or self.outcome.told] if self.value == "moot" else lines
        lines += [self.aside] if self.aside and self.value != "moot" else []
        lines = [f"{self.only_if} {marks(self.supposed)}".strip(), *lines] if self.condition else lines
        return (*lines, *(f"{account.told} {marks(account.because)}".strip() for account in self.accounts))

    def beside(self, *notes: str) -> "ConvictionAnswer":
        """The same with something more that a reader should know; what was to be known before stays."""
        return replace(self, aside="; ".join(unique(text for text in (self.aside, *notes) if text)))

    def claims(self) -> Iterator[str]:
        """Every claim behind this answer, those of the conviction first."""
        yield from self.because
        for account in self.accounts:
            yield from account.because
        for power in self.powers:
            yield from power.because
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
            "missing": [str(fact) for fact in self.missing],
            "unruled": list(self.unruled),
            "undecided": [{"power": local(power.power), "kinds": list(power.kinds), "basis": "; ".join(power.basis),
                           "standing": power.standing, "because": [local(claim) for claim in power.because]}
                          for power in self.undecided],
            "note": self.note,
            "accounts": [account.to_json() for account in self.accounts],
            "if": [local(claim) for claim in self.supposed],
            "condition": self.condition,
        }  # fmt: skip
