"""The powers over a conviction as an answer tells them: offices by role, and the people in office."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from ... import cg
from ...dates import Ternary
from ...view import CaseView, back, claims_behind, in_force, label, one, step, values, widened
from ...words import unique
from ..clemency.answer import Authority, PowerAnswer, Step
from .coverage import CLAIMED, KINDS, ROLES, Coverage
from .tenure import InOffice, in_office

__all__ = ["answered", "steps_to"]


def answered(
    view: CaseView,
    governed: Mapping[str, Coverage],
    day: date,
    *,
    standing: str = "established",
    people: bool = True,
) -> tuple[PowerAnswer, ...]:
    """Every power with its offices, deciders first; the powers that surely apply before those that hang on something.

    Args:
        view: the graph in which the offices have their roles.
        governed: the powers, as `powers_over` finds them.
        day: the day asked about.
        standing: of the roles: established, attributed or contested.
        people: name who was in office; without it the offices alone.
    """
    made = [_answered(view, power, here, day, standing, people) for power, here in governed.items()]
    made.sort(key=lambda power: (bool(power.hangs), min(map(KINDS.index, power.kinds)), power.power))
    return tuple(power for power in made if not _covered(power, made))


def _covered(power: PowerAnswer, others: Iterable[PowerAnswer]) -> bool:
    """Does a power that surely applies give the same kinds to the same deciders as this one, which is in doubt?

    It adds something where it binds them to what the other does not.
    """
    binds = set(power.conditions) - set(power.hangs)
    deciders = {decider.office for decider in power.deciders}
    return bool(power.hangs and deciders) and any(
        not other.hangs
        and set(power.kinds) <= set(other.kinds)
        and deciders <= {decider.office for decider in other.deciders}
        and other.needs == power.needs
        and binds <= set(other.conditions)
        for other in others
    )


_GROUNDS = (cg.basis, cg.condition, cg.decisionRule, cg.from_, cg.until, cg.timing, cg.scope)


def _answered(view: CaseView, power: str, here: Coverage, day: date, standing: str, people: bool) -> PowerAnswer:
    conditions = [*values(view, power, cg.decisionRule), *values(view, power, cg.condition)]
    if one(view, power, cg.timing) == "after conviction":
        conditions.insert(0, "only after conviction")
    basis = values(view, power, cg.basis)
    told = (*here.conditions, *here.asides, *conditions)
    nobody = one(view, power, cg.noDecider)
    because = claims_behind(view, power, cg.noDecider, nobody) if nobody else ()
    made = PowerAnswer(power, standing, here.kinds, told, basis, (), here.conditions, nobody, because)
    offices = [
        _office(view, made, key, office, day, people)
        for key in ROLES
        for office in step(view, power, key)
        if in_force(view, office, day) is not Ternary.NO
    ]
    return replace(made, offices=tuple(_with_others(_reported(view, made, offices, day, people))))


def _reported(view: CaseView, made: PowerAnswer, offices: list[Authority], day: date, people: bool) -> list[Authority]:
    """The offices of a power of settled law, and those that one source or one account says have a role under it."""
    if made.standing != "established":
        return offices
    for standing in CLAIMED:
        wide = widened(view, standing)
        known = {(a.office, a.role) for a in offices}
        offices = offices + [
            _office(wide, replace(made, standing=standing.value), key, office, day, people)
            for key, role in ROLES.items()
            for office in step(wide, made.power, key)
            if (office, role) not in known and in_force(wide, office, day) is not Ternary.NO
        ]
    return offices


def _with_others(offices: Iterable[Authority]) -> Iterator[Authority]:
    """The offices in the order of their roles, each decider with those it cannot act without."""
    order = list(ROLES.values())
    offices = sorted(offices, key=lambda a: (order.index(a.role), a.office))
    binding = [a for a in offices if a.role in ("must recommend", "must consent")]
    for office in offices:
        others = unique(a.label for a in binding if a.office != office.office and a.standing == office.standing)
        yield replace(office, needs=others) if office.role == "decider" else office


def _office(view: CaseView, made: PowerAnswer, key: str, office: str, day: date, people: bool) -> Authority:
    power = made.power
    because = list(claims_behind(view, power, key, office))
    because += [claim for kind in made.kinds for claim in claims_behind(view, power, cg.kinds, kind)]
    for prop in _GROUNDS:
        because += [claim for value in values(view, power, prop) for claim in claims_behind(view, power, prop, value)]
    held = in_office(widened(view), office, day) if people else InOffice()
    decides = key == cg.decider
    practice = _practice(view, power, day) if decides else []
    return Authority(
        office,
        label(view, office),
        ROLES[key],
        made.kinds,
        made.conditions if decides else _doubted(view, office, day),
        held.people,
        held.standing,
        "; ".join(made.basis),
        policy=tuple(text for text, _ in practice),
        because=unique([*because, *(claim for _, claims in practice for claim in claims), *held.because]),
        incumbents=held.incumbents,
        power=power,
        standing=made.standing,
    )


def _doubted(view: CaseView, office: str, day: date) -> tuple[str, ...]:
    """The condition that hangs on a body of which the record does not say that it was there yet, or still."""
    return ("only if it existed on that day",) if in_force(view, office, day) is Ternary.UNKNOWN else ()


def _practice(view: CaseView, power: str, day: date) -> list[tuple[str, tuple[str, ...]]]:
    """The eligibility practice of the day under a power, each with the claims that say so."""
    policies = [node for node in back(view, power, cg.power) if in_force(view, node, day) is not Ternary.NO]
    return [
        (t, claims_behind(view, node, cg.practice, t)) for node in policies for t in values(view, node, cg.practice)
    ]


def steps_to(view: CaseView, power: str, sovereign: str, day: date) -> list[Step]:
    """The edges from a sovereign's power to its offices and to the people in them.

    A power that reaches convictions under any law belongs to a sovereign of its own.
    """
    own = step(view, power, cg.sovereign)
    owners = [sovereign] if sovereign in own else own
    walked = [Step(power, cg.sovereign, owner, claims_behind(view, power, cg.sovereign, owner)) for owner in owners]
    for key in ROLES:
        for office in step(view, power, key):
            if in_force(view, office, day) is Ternary.NO:
                continue
            walked.append(Step(power, key, office, claims_behind(view, power, key, office)))
            walked += in_office(view, office, day).steps
    return walked
