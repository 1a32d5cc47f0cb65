"""What the law of the day does not give: kinds of clemency it excepts, or on which no rule is on record."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ... import cg
from ...dates import Ternary
from ...view import CaseView, back, claims_behind, in_force, label, one, step, values
from ...words import listed, unique
from ..powers.coverage import Criteria, barred_by, powers_over
from ..powers.offices import steps_to
from .answer import BY_LAW, ConvictionAnswer, MissingFact
from .exclusion import excluded

__all__ = ["CAME_BY_LAW", "came_by_law", "with_gaps", "with_law_alone"]

CAME_BY_LAW = "a pardon came by law once the sentence was served, where its conditions were met"
"""Said of relief that the law itself has given."""

_MAIN = (("pardon", "conditional pardon"), ("commutation",), ("reprieve", "short reprieve", "suspension"))
"""What a reader who asks for any kind of clemency wants to hear of: of each group, one kind is enough."""


def with_gaps(view: CaseView, found: ConvictionAnswer, asked: Criteria) -> ConvictionAnswer:
    """The answer with the kinds the law of the day excepts for such an offence, or on which no rule is on record."""
    groups = ((asked.kind, *_ALSO.get(asked.kind, ())),) if asked.kind else _MAIN
    given = {kind for power in found.powers for kind in power.kinds}
    lacking = [kinds for kinds in groups if not given & set(kinds)]
    if not lacking:
        return found
    rules = [
        power
        for power in back(view, found.sovereign, cg.sovereign)
        if in_force(view, power, asked.day) is not Ternary.NO and one(view, power, cg.scope) != "named"
    ]
    ruled = {kind for power in rules for kind in values(view, power, cg.kinds)}
    barred = barred_by(view, found.sovereign, values(view, found.id, cg.flag), asked)
    closed = {kind for _, _, kinds in barred for kind in kinds}
    reached = {kind for here in powers_over(view, found.id, found.sovereign, asked).values() for kind in here.kinds}
    excepted = [kinds for kinds in lacking if not reached & set(kinds) and closed & set(kinds)]
    silent = [kinds for kinds in lacking if not ruled & set(kinds)]
    if excepted:
        found = _excepted(view, found, asked, barred, excepted)
    if found.powers or excepted:
        return replace(found, **_unruled(view, found, silent)) if asked.office is None else found
    if asked.office is not None and not (silent and _of_its_own(view, found.sovereign, asked.office)):
        return found
    rest = tuple(authority for authority in found.excluded if authority.office != asked.office)
    return replace(found, value="unknown", excluded=rest, **_unruled(view, found, silent or groups))


def _of_its_own(view: CaseView, sovereign: str, office: str) -> bool:
    """Does the office belong to the sovereign, or decide by any rule of it, so that its silence is no "no"?"""
    powers = back(view, sovereign, cg.sovereign)
    return sovereign in step(view, office, cg.officeOf) or any(office in step(view, p, cg.decider) for p in powers)


def _unruled(view: CaseView, found: ConvictionAnswer, groups: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The kinds on which no rule is on record, and the fact an answer would need, for `replace`."""
    if not groups:
        return {}
    kinds = tuple(group[0] for group in groups)
    of_kinds = "" if kinds == tuple(group[0] for group in _MAIN) else f" of {listed(kinds, 'or')}"
    fact = MissingFact(f"a power{of_kinds} over offences against {label(view, found.sovereign)} on that day")
    return {"unruled": kinds, "missing": (*found.missing, fact)}


_ALSO = {"reprieve": ("short reprieve",)}
"""Kind asked about → other kinds that answer it."""


def _excepted(
    view: CaseView,
    found: ConvictionAnswer,
    asked: Criteria,
    barred: Sequence[tuple[str, str, tuple[str, ...]]],
    groups: Sequence[tuple[str, ...]],
) -> ConvictionAnswer:
    """The answer with what the law excepts: the power that would reach, the exception in its words, its claims."""
    closing = [(power, flag) for power, flag, kinds in barred if any(set(kinds) & set(group) for group in groups)]
    claims = [claim for power, flag in closing for claim in claims_behind(view, power, cg.excludes, flag)]
    flags = listed(unique(flag for _, flag in closing))
    basis = unique(text for power, _ in closing for text in values(view, power, cg.basis))
    steps = [walked for power, _ in closing for walked in steps_to(view, power, found.sovereign, asked.day)]
    note = f"no {listed([group[0] for group in groups], 'or')}: the law excepts {flags} ({'; '.join(basis)})"
    because = unique([*found.because, *claims])
    found = replace(found, because=because, steps=tuple(dict.fromkeys((*found.steps, *steps)))).beside(note)
    if found.powers:
        return found
    known = {authority.office for authority in found.excluded}
    offices = unique(office for power, _ in closing for office in step(view, power, cg.decider)
                     if in_force(view, office, asked.day) is not Ternary.NO and office not in known)  # fmt: skip
    more = tuple(excluded(view, found.id, found.sovereign, office, asked) for office in offices)
    return replace(found, value="no", excluded=(*found.excluded, *more))


def with_law_alone(view: CaseView, found: ConvictionAnswer) -> ConvictionAnswer:
    """The answer with the relief that comes by law alone, beside an office that decides."""
    by_law = [power for power in found.powers if power.nobody == BY_LAW]
    if not by_law:
        return found
    words = CAME_BY_LAW if came_by_law(found) else "beside it a pardon comes by law"
    hangs = [text for power in by_law for text in power.hangs]
    conditions = [text for power in by_law for text in values(view, power.power, cg.condition)]
    told = "; ".join([f"{words}, nobody decides: {label(view, by_law[0].power)}", *hangs, *conditions])
    return replace(found.beside(told), by_law=True)


def came_by_law(found: ConvictionAnswer) -> bool:
    """Has the law itself surely given relief, as far as its own conditions were met?"""
    by_law = [power for power in found.powers if power.nobody == BY_LAW]
    return bool(by_law) and not any(power.hangs for power in by_law)
