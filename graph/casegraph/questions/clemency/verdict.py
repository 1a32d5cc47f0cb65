"""Power by power: may the office asked about decide, alone and surely; and what only a source or an account claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ... import cg
from ...view import CaseView, back, widened
from ...vocabulary import Standing
from ...words import listed, unique
from ..powers.coverage import CLAIMED, RIGHTS, Coverage, Criteria
from ..powers.offices import answered
from .answer import PowerAnswer, Value

__all__ = ["claimed", "claiming", "combined", "undecided", "value_of"]


def claiming(view: CaseView, sovereign: str, kind: str | None = None) -> dict[Standing, CaseView]:
    """The views, by the standing that widens them, in which there are powers that settled law does not know.

    Rights may come back under the law of another sovereign, so of these every view is asked.
    """
    own = set(back(view, sovereign, cg.sovereign))
    wide = {standing: widened(view, standing) for standing in CLAIMED}
    return {s: seen for s, seen in wide.items() if kind == RIGHTS or set(back(seen, sovereign, cg.sovereign)) - own}


def claimed(
    view: CaseView, governed: Mapping[str, Mapping[str, Coverage]], asserted: Sequence[PowerAnswer], sovereign: str,
    day: date, *, people: bool = True,
) -> tuple[PowerAnswer, ...]:  # fmt: skip
    """The powers that one source alone reports, then those that one account alone claims, beside the asserted ones.

    Args:
        view: the graph.
        governed: standing → the powers found in the view widened by it.
        asserted: the powers of settled law; an office that surely has the role for the kinds is not told again.
        sovereign: IRI of the sovereign whose law was broken.
        day: the day asked about.
        people: name who was in office.
    """
    own = set(back(view, sovereign, cg.sovereign))
    known = {(a.office, a.role, kind) for power in asserted for a in power.offices for kind in power.kinds}
    found = []
    for standing, here in governed.items():
        wide = widened(view, Standing(standing))
        fresh = {power: its for power, its in here.items() if power not in own}
        for power in answered(wide, fresh, day, standing=standing, people=people):
            new = tuple(a for a in power.offices if not all((a.office, a.role, kind) in known for kind in power.kinds))
            found += [_against(replace(power, offices=new), asserted)] if new else []
    return tuple(found)


def _against(power: PowerAnswer, asserted: Sequence[PowerAnswer]) -> PowerAnswer:
    """A power that only a source or an account gives, told with whom settled law gives the same kinds to."""
    others = unique(a.label for own in asserted if set(own.kinds) & set(power.kinds) for a in own.deciders)
    if not others:
        return power
    limits = (*power.conditions, f"settled law gives it to the {listed(others)}")
    offices = (replace(a, conditions=limits) if a.role == "decider" else a for a in power.offices)
    return replace(power, conditions=limits, offices=tuple(offices))


def undecided(asserted: Sequence[PowerAnswer]) -> PowerAnswer | None:
    """The first of the powers of settled law that says why no office decides, where none does."""
    if any(power.deciders for power in asserted):
        return None
    return next((power for power in asserted if power.nobody), None)


def value_of(asked: Criteria, powers: Iterable[PowerAnswer]) -> Value:
    """Power by power: does an office decide, alone, and surely? Two powers side by side do not bind each other."""
    powers = list(powers)
    asserted = asked.kind != RIGHTS and any(power.deciders for power in powers if power.standing == "established")
    by: dict[str, list[Value]] = {"established": [], "attributed": [], "contested": []}
    for power in powers:
        by[power.standing] += [verdict] if (verdict := _verdict(power, asked)) != "no" else []
    verdicts, reported, disputed = (set(by[standing]) for standing in by)
    if not verdicts and disputed:
        return "disputed"
    if not verdicts and reported and (asked.office is None or not asserted):
        return "depends"
    if asked.office is None:
        return "who" if "yes" in verdicts else "depends" if verdicts else "unknown"
    if not verdicts:
        return "no"
    return "yes" if verdicts == {"yes"} or ("yes" in verdicts and asked.kind) else "depends"


def _verdict(power: PowerAnswer, asked: Criteria) -> Value:
    """What one power lets the office asked about do: decide alone (yes), with others (depends), or not at all."""
    decider = next((a for a in power.deciders if asked.office in (None, a.office)), None)
    if decider is None:
        return "no"
    return "depends" if power.hangs or (asked.office and decider.needs) else "yes"


def combined(found: Sequence[Value]) -> Value:
    """One value for several convictions of one person: those with nothing left to pardon do not count.

    Examples:
        >>> combined(["moot", "no"]), combined(["yes", "no"]), combined(["moot"])
        ('no', 'depends', 'moot')
    """
    live = {value for value in found if value != "moot"}
    if not live:
        return "moot"
    return live.pop() if len(live) == 1 else "depends"
