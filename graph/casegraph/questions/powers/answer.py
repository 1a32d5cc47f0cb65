"""A clemency power over a conviction as an answer tells it: the offices with a role under it, and what it hangs on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ...vocabulary import local
from ...words import DOUBT, ROLES, VERBS, unique
from .incumbents import Incumbent, changes

__all__ = ["BY_LAW", "Authority", "PowerAnswer", "folded"]

BY_LAW = "automatic by law"
"""Why no office decides, where the law itself gives the relief."""


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
    def sign(self) -> str:
        """● decides · ○ has another role · ? by one source or one account only · ✕ holds no power."""
        if not self.power:
            return "✕"
        return "?" if self.standing != "established" else "●" if self.role == "decider" else "○"

    def may(self, *, several: bool = False) -> str:
        """What an office with a role may do, or its part in it, as every outlet says it.

        Args:
            several: it stands among several powers, so the kinds of clemency are named for each role.
        """
        doubt = {"contested": "disputed: by one account ", "attributed": "by one source "}.get(self.standing, "")
        verbs = ", ".join(VERBS[kind] for kind in self.kinds)
        if self.role != "decider":
            words = ROLES[self.role].sentence
            kinds = f" ({verbs})" if several and self.role.startswith("must") else ""
            where = "".join(f"; {condition}" for condition in self.conditions)
            return f"{doubt}{words}{kinds}{f' ({self.who})' if self.person else ''}{where}"
        return f"{doubt}may {verbs}{f' ({self.who})' if self.who else ''}"

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
        nobody: why no office decides, in the words of `cg:noDecider`; "" where one does.
        because: the claims that say so.
        waits: `before the Board recommended it (1 Nov 2021)`, where the record has that on a later day; else "".
    """

    power: str
    standing: str
    kinds: tuple[str, ...]
    conditions: tuple[str, ...]
    basis: tuple[str, ...]
    offices: tuple[Authority, ...] = ()
    hangs: tuple[str, ...] = ()
    nobody: str = ""
    because: tuple[str, ...] = ()
    waits: str = ""

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
        offices = tuple((a.office, a.role, a.person, a.standing, a.needs, a.policy) for a in power.offices)
        gist = (power.standing, power.conditions, power.nobody, offices)
        kept[gist] = _together(kept[gist], power) if gist in kept else power
    return list(kept.values())


def _together(first: PowerAnswer, second: PowerAnswer) -> PowerAnswer:
    kinds, basis = unique((*first.kinds, *second.kinds)), unique((*first.basis, *second.basis))
    offices = tuple(
        replace(a, kinds=kinds, basis="; ".join(basis), because=unique((*a.because, *b.because)))
        for a, b in zip(first.offices, second.offices, strict=True)
    )
    return replace(first, kinds=kinds, basis=basis, offices=offices, because=unique((*first.because, *second.because)))
