"""Which powers reach a conviction on a day, and who holds them: offices by role, and the people in office."""

from dataclasses import dataclass, replace
from datetime import date

from ..dates import Ternary
from ..view import CaseView, back, claims_behind, in_force, label, one, step, values
from .answer import Authority, Step
from .names import unique
from .tenure import in_office

__all__ = ["ROLES", "Asked", "holders_of", "may_precede", "powers_over", "steps_to"]

ROLES = {
    "cg:decider": "decider",
    "cg:mustRecommend": "must recommend",
    "cg:mustConsent": "must consent",
    "cg:mustBeConsulted": "must be consulted",
    "cg:mayBeConsulted": "may be consulted",
    "cg:sitsOnBoard": "sits on the board",
}
"""Property from a power to an office → role, deciders first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every conviction: the day, the kind of clemency (None: any), one office (None: who)."""

    day: date
    kind: str | None
    office: str | None


def powers_over(view: CaseView, conviction: str, sovereign: str, asked: Asked) -> dict[str, tuple[str, ...]]:
    """The powers that reach the conviction, each with the kinds of clemency it governs here.

    A power counts when it is in force, does not exclude the offence, and no power of narrower scope governs the same
    kind: a named scope beats capital or non-capital, which beats all.
    """
    flags = set(values(view, conviction, "cg:flag"))
    capital = one(view, conviction, "cg:sentenceType") == "death"
    best: dict[str, tuple[int, list[str]]] = {}
    for power in back(view, sovereign, "cg:sovereign"):
        if in_force(view, power, asked.day) is Ternary.NO or flags & set(values(view, power, "cg:excludes")):
            continue
        rank = _rank(view, power, flags, capital)
        for kind in values(view, power, "cg:kinds") if rank else ():
            held_rank, held = best.get(kind, (0, []))
            if rank >= held_rank:
                best[kind] = (rank, [*held, power] if rank == held_rank else [power])
    governed: dict[str, tuple[str, ...]] = {}
    for kind, (_, powers) in best.items():
        if asked.kind in (None, kind):
            for power in powers:
                governed[power] = (*governed.get(power, ()), kind)
    return {power: governed[power] for power in sorted(governed)}


def _rank(view: CaseView, power: str, flags: set[str], capital: bool) -> int:
    """How narrowly a power's scope fits: named 3, capital or non-capital 2, all 1, not at all 0."""
    scope = one(view, power, "cg:scope", "all")
    if scope == "named":
        return 3 if flags & set(values(view, power, "cg:appliesTo")) else 0
    if scope in ("capital", "non-capital"):
        return 2 if (scope == "capital") == capital else 0
    return 1


def may_precede(view: CaseView, power: str) -> bool:
    """May the power be used before there is a conviction?"""
    return one(view, power, "cg:timing") == "before or after conviction"


def holders_of(view: CaseView, governed: dict[str, tuple[str, ...]], day: date) -> list[Authority]:
    """Every office with a role under the powers, deciders first; an office with one role under several, once."""
    found: dict[tuple[str, str], Authority] = {}
    for power, kinds in governed.items():
        for key, role in ROLES.items():
            for office in step(view, power, key):
                if in_force(view, office, day) is Ternary.NO:
                    continue
                held = _holder(view, power, kinds, key, office, day)
                before = found.get((office, role))
                found[office, role] = _merged(before, held) if before else held
    order = list(ROLES.values())
    return sorted(found.values(), key=lambda authority: (order.index(authority.role), authority.office))


_GROUNDS = ("cg:basis", "cg:condition", "cg:decisionRule", "cg:from", "cg:until", "cg:timing", "cg:scope")


def _holder(view: CaseView, power: str, kinds: tuple[str, ...], key: str, office: str, day: date) -> Authority:
    because = list(claims_behind(view, power, key, office))
    because += [claim for kind in kinds for claim in claims_behind(view, power, "cg:kinds", kind)]
    for prop in _GROUNDS:
        because += [claim for value in values(view, power, prop) for claim in claims_behind(view, power, prop, value)]
    held = in_office(view, office, day)
    decides = key == "cg:decider"
    conditions = [*values(view, power, "cg:decisionRule"), *values(view, power, "cg:condition")]
    if one(view, power, "cg:timing") == "after conviction":
        conditions.insert(0, "only after conviction")
    return Authority(
        office,
        label(view, office),
        ROLES[key],
        kinds,
        tuple(conditions) if decides else (),
        held.people,
        held.standing,
        "; ".join(values(view, power, "cg:basis")),
        policy=values(view, power, "cg:policy") if decides else (),
        because=unique([*because, *held.because]),
    )


def _merged(first: Authority, second: Authority) -> Authority:
    return replace(
        first,
        kinds=unique([*first.kinds, *second.kinds]),
        conditions=unique([*first.conditions, *second.conditions]),
        policy=unique([*first.policy, *second.policy]),
        basis="; ".join(unique([*first.basis.split("; "), *second.basis.split("; ")])),
        because=unique([*first.because, *second.because]),
    )


def steps_to(view: CaseView, power: str, sovereign: str, day: date) -> list[Step]:
    """The edges from a sovereign's power to its offices and to the people in them."""
    walked = [Step(power, "cg:sovereign", sovereign, claims_behind(view, power, "cg:sovereign", sovereign))]
    for key in ROLES:
        for office in step(view, power, key):
            if in_force(view, office, day) is Ternary.NO:
                continue
            walked.append(Step(power, key, office, claims_behind(view, power, key, office)))
            walked += in_office(view, office, day).steps
    return walked
