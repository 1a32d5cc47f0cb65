"""Who holds clemency power over a conviction, on a date, on what legal basis; who does not, and why not.

The walk: conviction → law broken → sovereign ← power (in force on the day, of the kind asked for, in scope) → office ←
tenure (in force on the day) → person. The court that convicted, the prison and the prosecutor play no part: the power
follows the sovereign whose law was broken. No rule of any one jurisdiction stands here; they are data.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..errors import CannotAnswer
from ..view import CaseView, claims_behind, label, one, step
from ..vocabulary import local
from .answer import Answer, Authority, ConvictionAnswer, Step, Value, cited
from .exclusion import excluded, listed, steps_of_excluded, to_exclude
from .names import things_of, unique
from .powers import Asked, holders_of, may_precede, powers_over, steps_to
from .status import Status, status_of
from .tenure import in_office

__all__ = ["KINDS", "clemency", "clemency_over", "convictions_in_power"]

KINDS = ("pardon", "conditional pardon", "commutation", "reprieve", "short reprieve", "suspension", "remission")
_NOTHING: tuple[str, ...] = ()
_BINDING = ("decider", "must recommend", "must consent")


def clemency(
    view: CaseView, convictions: Sequence[str], on: date, *, kind: str | None = None, office: str | None = None
) -> Answer:
    """Who holds clemency power over each of `convictions` on the day `on`.

    Args:
        view: the graph.
        convictions: IRIs of convictions.
        on: the day the answer is for.
        kind: pardon, commutation, …; None for any kind.
        office: IRI of the one office asked about; None to ask who.

    Raises:
        CannotAnswer: there is no conviction, or part of the answer rests on no claim.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> answer = clemency(graph.view, [graph.find("avery-2007-homicide")], date(2016, 1, 8))
        >>> [(holder.label, holder.person) for holder in answer.holders]
        [('Governor of Wisconsin', 'Scott Walker')]
    """
    if not convictions:
        raise CannotAnswer("this graph holds no conviction to ask about; a charge alone is not a conviction")
    asked = Asked(on, kind, office)
    found = tuple(clemency_over(view, conviction, asked) for conviction in convictions)
    value = _combined([answer.value for answer in found])
    headline = _headline(view, asked, found, value)
    notes = (*_notes(view, found), *_handovers(view, found, on))
    return cited(view, Answer(headline, value, headline, on, found, notes=notes))


def clemency_over(view: CaseView, conviction: str, asked: Asked) -> ConvictionAnswer:
    """The answer for one conviction."""
    status = status_of(view, conviction, asked.day)
    sovereigns = step(view, conviction, "cg:lawBroken")
    ends = {key: next(iter(step(view, conviction, key)), "") for key in ("cg:person", "cg:lawBroken", "cg:court")}
    because = [claim for key, end in ends.items() if end for claim in claims_behind(view, conviction, key, end)]
    base = ConvictionAnswer(
        conviction,
        label(view, ends["cg:person"]) if ends["cg:person"] else "",
        label(view, conviction),
        sovereigns[0] if len(sovereigns) == 1 else "",
        label(view, ends["cg:court"]) if ends["cg:court"] else "",
        status.name,
        "unknown",
        because=unique([*because, *status.because]),
    )
    if status.moot:
        return _moot(view, base, status, asked)
    if not base.sovereign:
        return replace(base, missing=("law_broken: whose law the offence broke",))
    return _held(view, base, status, asked)


def _moot(view: CaseView, base: ConvictionAnswer, status: Status, asked: Asked) -> ConvictionAnswer:
    reason = f"{status.name} {status.when}: nothing left to pardon"
    offices = to_exclude(view, base.id, asked)
    none = tuple(
        Authority(office, label(view, office), "none", reason=reason, because=status.because) for office in offices
    )
    steps = (Step(status.event, "cg:conviction", base.id, claims_behind(view, status.event, "cg:conviction", base.id)),)
    return replace(base, value="moot", excluded=none, steps=steps, note=reason)


def _held(view: CaseView, base: ConvictionAnswer, status: Status, asked: Asked) -> ConvictionAnswer:
    governed = powers_over(view, base.id, base.sovereign, asked)
    if status.name == "pending":
        governed = {power: kinds for power, kinds in governed.items() if may_precede(view, power)}
    holders = holders_of(view, governed, asked.day)
    deciders = {authority.office for authority in holders if authority.role == "decider"}
    offices = [office for office in to_exclude(view, base.id, asked) if office not in deciders]
    without = [excluded(view, base.id, base.sovereign, office, asked) for office in offices]
    steps = [
        Step(base.id, "cg:lawBroken", base.sovereign, claims_behind(view, base.id, "cg:lawBroken", base.sovereign))
    ]
    steps += [walked for power in governed for walked in steps_to(view, power, base.sovereign, asked.day)]
    steps += [walked for office in offices for walked in steps_of_excluded(view, office, asked)]
    value = _value(asked, holders)
    note, missing = "", _NOTHING
    if status.name == "pending" and not governed:
        value, note = "moot", f"not yet a conviction (convicted {status.when}): nothing to pardon yet"
    elif status.name == "pending":
        note = f"not yet a conviction (convicted {status.when}); this power may come before one"
    elif status.name == "unknown":
        value, note = "unknown", "what had become of it by that day is not known to the day"
    elif not governed:
        value, missing = _without_power(view, base, asked)
    return replace(
        base,
        value=value,
        holders=tuple(holders),
        excluded=tuple(without),
        steps=unique_steps(steps),
        note=note,
        missing=missing,
    )


def unique_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, each once, in order."""
    return tuple(dict.fromkeys(steps))


def _without_power(view: CaseView, base: ConvictionAnswer, asked: Asked) -> tuple[Value, tuple[str, ...]]:
    """No power reaches it: the office asked about holds none when the sovereign's law is on record, else unknown."""
    anything = powers_over(view, base.id, base.sovereign, replace(asked, kind=None))
    if anything and asked.office:
        return "no", ()
    kind = f" of {asked.kind}" if asked.kind else ""
    return "unknown", (f"a power{kind} over offences against {label(view, base.sovereign)} on that day",)


def _value(asked: Asked, holders: list[Authority]) -> Value:
    deciders = {holder.office for holder in holders if holder.role == "decider"}
    if asked.office is None:
        return "who" if deciders else "unknown"
    if asked.office not in deciders:
        return "no"
    return "depends" if any(h.office != asked.office and h.role in _BINDING for h in holders) else "yes"


def _combined(found: list[Value]) -> Value:
    """One value for several convictions: those with nothing left to pardon do not count."""
    live = {value for value in found if value != "moot"}
    if not live:
        return "moot"
    return live.pop() if len(live) == 1 else "depends"


def _headline(view: CaseView, asked: Asked, found: tuple[ConvictionAnswer, ...], value: Value) -> str:
    people = listed(unique(answer.person or answer.label for answer in found))
    verbs = {None: "grant clemency to", "commutation": "commute the sentence of", "pardon": "pardon"}
    verb = verbs.get(asked.kind, f"grant a {asked.kind} to")
    if value == "moot":
        pending = all(answer.status == "pending" for answer in found)
        return f"{'There was nothing to pardon yet' if pending else 'Nothing is left to pardon'}: {people}."
    if asked.office is None:
        return _who(found, f"can {verb} {people}")
    office = one(view, asked.office, "cg:shortLabel") or label(view, asked.office)
    if value in ("yes", "no"):
        return f"The {office} {'can' if value == 'yes' else 'cannot'} {verb} {people}."
    if value == "unknown":
        return f"Whether the {office} can {verb} {people} is not known."
    if {answer.value for answer in found} <= {"depends", "moot"}:
        return f"The {office} cannot {verb} {people} alone."
    return f"Whether the {office} can {verb} {people} differs by conviction."


def _who(found: tuple[ConvictionAnswer, ...], can: str) -> str:
    """Who decides: one sentence when it is the same for every conviction, else conviction by conviction."""
    groups: dict[tuple[str, ...], int] = {}
    for answer in found:
        if answer.value != "moot":
            names = tuple(f"the {holder.label}" for holder in answer.holders if holder.role == "decider")
            groups[names] = groups.get(names, 0) + 1
    if len(groups) == 1:
        who = listed(next(iter(groups)) or ("nobody on record",))
        return f"{who[0].upper()}{who[1:]} {can}."
    parts = [f"{listed(names or ('nobody on record',))} for {count}" for names, count in groups.items()]
    return f"It depends on the conviction who {can}: {listed(parts)}."


def _notes(view: CaseView, found: tuple[ConvictionAnswer, ...]) -> tuple[str, ...]:
    standing = [answer for answer in found if answer.value != "moot" and answer.status != "pending"]
    sovereigns = {answer.sovereign for answer in standing}
    adjective = one(view, sovereigns.pop(), "cg:adjective") if len(sovereigns) == 1 else ""
    if not adjective:
        return ()
    if len(standing) == 1:
        return (f"The standing conviction is a {adjective} conviction.",)
    many = "Both standing" if len(standing) == 2 else f"All {len(standing)} standing"
    return (f"{many} convictions are {adjective} convictions.",)


def _handovers(view: CaseView, found: tuple[ConvictionAnswer, ...], day: date) -> tuple[str, ...]:
    offices = unique(holder.office for answer in found for holder in answer.holders if holder.person)
    return tuple(note for office in offices if (note := in_office(view, office, day).note))


def convictions_in_power(view: CaseView, office: str, on: date, kind: str | None = None) -> Answer:
    """Over which convictions of the graph `office` may decide on the day `on`.

    Raises:
        CannotAnswer: the graph holds no conviction.
    """
    everything = sorted(things_of(view, "Conviction"), key=local)
    answer = clemency(view, everything, on, kind=kind, office=office)
    reached = tuple(found for found in answer.convictions if found.value in ("yes", "depends"))
    name = one(view, office, "cg:shortLabel") or label(view, office)
    count = f"{len(reached)} of" if reached else "none of"
    headline = f"The {name} holds clemency power over {count} these {len(everything)} convictions."
    convictions = reached or answer.convictions
    given = Answer(headline, "yes" if reached else "no", headline, on, convictions, notes=answer.notes)
    return cited(view, given)
