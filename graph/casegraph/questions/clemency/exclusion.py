"""Which authorities hold no power over a conviction though a reader would ask about them, and why not."""

from collections.abc import Sequence

from ... import cg
from ...dates import Ternary
from ...view import CaseView, back, claims_behind, in_force, label, one, step, values
from ...words import a_or_an, listed, unique
from ..powers.coverage import RIGHTS, ROLES, Criteria, barred_by
from .answer import Authority, PowerAnswer, Step

__all__ = ["excluded", "steps_of_excluded", "to_exclude"]


_LESSER = {
    "sits on the board": "has a vote on the board that decides; cannot act alone",
    "must consent": "its consent is needed; it cannot grant by itself",
    "must recommend": "its recommendation is needed; it cannot grant by itself",
    "must be consulted": "is consulted; the decision is not its own",
    "may be consulted": "advises only; the decision is not its own",
}
"""Role → why an office that has it holds no power by itself."""


def to_exclude(view: CaseView, conviction: str, asked: Criteria) -> list[str]:
    """The authorities a reader will ask about: the one asked for, those petitioned, the head of the nation, and the
    head of the land in which the conviction was entered."""
    petitioned = [
        office
        for person in step(view, conviction, cg.person)
        for petition in back(view, person, cg.seeksReliefFor)
        for office in step(view, petition, cg.addressedTo)
    ]
    laws = step(view, conviction, cg.lawBroken)
    courts = step(view, conviction, cg.court)
    lands = [land for court in courts for key in (cg.sitsIn, cg.courtOf) for land in step(view, court, key)]
    heads = [
        office
        for land in {*(outermost(view, own) for own in laws), *lands} - set(laws)
        for power in back(view, land, cg.sovereign)
        if in_force(view, power, asked.day) is not Ternary.NO and one(view, power, cg.scope, "all") == "all"
        for office in step(view, power, cg.decider)
        if in_force(view, office, asked.day) is not Ternary.NO
    ]
    return sorted({*petitioned, *heads, *([asked.office] if asked.office else [])})


def outermost(view: CaseView, sovereign: str) -> str:
    """The sovereign that this one lies within in the end, itself where it lies within none: its nation."""
    seen = [sovereign]
    while outer := [each for each in step(view, seen[-1], cg.within) if each not in seen]:
        seen.append(outer[0])
    return seen[-1]


def excluded(
    view: CaseView, conviction: str, sovereign: str, office: str, asked: Criteria, deciding: Sequence[PowerAnswer] = ()
) -> Authority:
    """Why `office` cannot decide on this conviction: it advises, its power reaches other offences, or it has none.

    Args:
        view: the graph.
        conviction, sovereign, office: IRIs.
        asked: the question.
        deciding: the powers of settled law over the conviction; they tell who decides in place of an office that
            belongs to the same sovereign and has no power.
    """
    adjective = one(view, sovereign, cg.adjective, label(view, sovereign))
    law = claims_behind(view, conviction, cg.lawBroken, sovereign)
    advising = _advising(view, sovereign, office, asked)
    powers = _decided(view, office, asked)
    instead = not powers and sovereign in step(view, office, cg.officeOf) and any(p.deciders for p in deciding)
    if advising:
        reason = _LESSER[ROLES[advising[0][1]]]
        because = [claim for power, key in advising for claim in claims_behind(view, power, key, office)]
        powers = [power for power, _ in advising]
    elif not powers:
        reason, because = f"holds no clemency power on record over {adjective} convictions", []
        if instead:
            others = unique(a.label for power in deciding for a in power.deciders)
            reason = f"{reason}; the {listed(others)} decides"
            powers = [power.power for power in deciding]
    else:
        reason = _reach(view, conviction, powers, sovereign, adjective, asked)
        because = [c for s in steps_of_excluded(view, office, asked) for c in s.claims]
    for power in _rights(view, office, sovereign, asked):
        reach = one(view, power, cg.reaches)
        reason += f"; but it may give back {reach} ({'; '.join(values(view, power, cg.basis))})"
        because += claims_behind(view, power, cg.decider, office) + claims_behind(view, power, cg.reaches, reach)
    most = None if instead else 1  # of the power of another sovereign one basis is enough
    bases = [(power, basis) for power in powers for basis in values(view, power, cg.basis)[:most]]
    because += [claim for power, basis in bases for claim in claims_behind(view, power, cg.basis, basis)]
    shown = "; ".join(unique(basis for _, basis in bases))
    return Authority(office, label(view, office), "none", basis=shown, reason=reason, because=unique([*because, *law]))


def _reach(view: CaseView, conviction: str, powers: list[str], sovereign: str, adjective: str, asked: Criteria) -> str:
    barred = barred_by(view, sovereign, values(view, conviction, cg.flag), asked)
    flags = unique(flag for power, flag, _ in barred if power in powers)
    if flags:
        return f"its power over {adjective} convictions excepts {listed(flags)}"
    if any(sovereign in step(view, power, cg.sovereign) for power in powers):
        kind = f" for a {asked.kind}" if asked.kind else ""
        return f"its power over {adjective} convictions does not reach this one{kind}"
    reach = unique(one(view, power, cg.reaches) or label(view, own) for power in powers
                   for own in step(view, power, cg.sovereign))  # fmt: skip
    return f"reaches only {listed(reach)}; this is {a_or_an(adjective)} conviction"


def _rights(view: CaseView, office: str, sovereign: str, asked: Criteria) -> list[str]:
    """The powers by which the office of another sovereign gives back rights that its own law took, on the day."""
    return [] if asked.kind == RIGHTS else [
        power for power in back(view, office, cg.decider)
        if one(view, power, cg.reach) == "any law" and in_force(view, power, asked.day) is not Ternary.NO
        and sovereign not in step(view, power, cg.sovereign)
    ]  # fmt: skip


def _advising(view: CaseView, sovereign: str, office: str, asked: Criteria) -> list[tuple[str, str]]:
    return [
        (power, key)
        for power in back(view, sovereign, cg.sovereign)
        for key in ROLES
        if key != cg.decider and office in step(view, power, key) and in_force(view, power, asked.day) is not Ternary.NO
    ]


def _decided(view: CaseView, office: str, asked: Criteria) -> list[str]:
    """The powers the office decides on the day: for each sovereign the one of the widest scope."""
    held = [
        power
        for power in back(view, office, cg.decider)
        if in_force(view, power, asked.day) is not Ternary.NO and one(view, power, cg.reach) != "any law"
    ]
    widest: dict[tuple[str, ...], str] = {}
    for power in sorted(held, key=lambda power: (one(view, power, cg.scope, "all") != "all", len(power), power)):
        widest.setdefault(tuple(step(view, power, cg.sovereign)), power)
    return list(widest.values())


def steps_of_excluded(view: CaseView, office: str, asked: Criteria) -> list[Step]:
    """The edges that show what an excluded office does have power over."""
    return [
        walked
        for power in _decided(view, office, asked)
        for sovereign in step(view, power, cg.sovereign)
        for walked in (
            Step(power, cg.sovereign, sovereign, claims_behind(view, power, cg.sovereign, sovereign)),
            Step(power, cg.decider, office, claims_behind(view, power, cg.decider, office)),
        )
    ]
