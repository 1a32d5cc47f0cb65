"""Who holds clemency power over a conviction, on a date, on what legal basis; who does not, and why not.

The walk: conviction → law broken → sovereign ← power (in force on the day, of the kind asked for, in scope) → office ←
tenure (in force on the day) → person. The court that convicted, the prison and the prosecutor play no part: the power
follows the sovereign whose law was broken. No rule of any one jurisdiction stands here; they are data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..dates import Ternary, When
from ..errors import CannotAnswer
from ..view import CaseView, back, claims_behind, dates_of, in_force, label, one, step, values, widened
from ..vocabulary import Standing, local
from .answer import Answer, Authority, ConvictionAnswer, Step, Value, cited
from .exclusion import a_or_an, excluded, listed, steps_of_excluded, to_exclude
from .names import things_of, unique
from .powers import KINDS, ROLES, Asked, Governed, Over, holders_of, may_precede, powers_over, steps_to
from .status import Status, death_of, status_of
from .tenure import in_office

__all__ = [
    "KINDS",
    "clemency",
    "clemency_over",
    "convictions_in_power",
    "every_conviction",
    "title_of",
    "undecided",
    "value_of",
]

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
        raise CannotAnswer("no conviction is recorded here to ask about; a charge alone is not a conviction")
    asked = Asked(on, kind, office)
    found = tuple(clemency_over(view, conviction, asked) for conviction in convictions)
    value = _combined([answer.value for answer in found])
    headline = _headline(view, asked, found, value)
    headline = headline[:-1] if headline.endswith("..") else headline  # a name may end in a full stop: Jr.
    ahead = ("That day lies ahead: the law is the one known today, and nobody can say who will hold office.",)
    notes = (*_notes(view, found), *_handovers(view, found, on), *(ahead if on > date.today() else ()))
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
        return _suggested(view, base, ends["cg:court"])
    return _explained(view, _held(view, base, status, asked))


def _suggested(view: CaseView, base: ConvictionAnswer, court: str) -> ConvictionAnswer:
    """Unknown for want of the law broken; whose court it was suggests an answer and gives none."""
    missing = replace(base, missing=("law_broken: whose law the offence broke",))
    for sovereign in step(view, court, "cg:courtOf") if court else ():
        words = (
            f"the court belongs to this sovereign: {label(view, sovereign)}; if the offence was against its law, "
            f"write law_broken: {local(sovereign)}"
        )
        because = unique([*base.because, *claims_behind(view, court, "cg:courtOf", sovereign)])
        missing = replace(missing, note=words, because=because)
    return _explained(view, missing)


def _explained(view: CaseView, found: ConvictionAnswer) -> ConvictionAnswer:
    """The answer with what a reader must know of the law broken: inferred, or applied by another sovereign's court."""
    for words in values(view, found.id, "cg:lawNote"):
        behind = claims_behind(view, found.id, "cg:lawNote", words)
        note = f"{found.note}. {words}" if found.note else words
        found = replace(found, note=note, because=unique([*found.because, *behind]))
    return found


def _moot(view: CaseView, base: ConvictionAnswer, status: Status, asked: Asked) -> ConvictionAnswer:
    reason = f"{status.name} {status.day}: nothing left to pardon"
    offices = to_exclude(view, base.id, asked)
    none = tuple(
        Authority(office, label(view, office), "none", reason=reason, because=status.because) for office in offices
    )
    keys = (key for key in ("cg:conviction", "cg:charge", "cg:act") if base.id in step(view, status.event, key))
    steps = tuple(Step(status.event, key, base.id, claims_behind(view, status.event, key, base.id)) for key in keys)
    return replace(base, value="moot", excluded=none, steps=steps, note=reason)


def _held(view: CaseView, base: ConvictionAnswer, status: Status, asked: Asked) -> ConvictionAnswer:
    dead, died, _ = death = death_of(view, base.id, asked.day)
    over = Over(status.served, dead)
    governed = powers_over(view, base.id, base.sovereign, asked, commuted=status.commuted, over=over)
    if status.name == "pending":
        governed = _before_conviction(view, base.id, governed, asked.day)
    elif status.name in _UNCONVICTED:
        governed = {power: here for power, here in governed.items() if may_precede(view, power)}
    holders = holders_of(view, governed, asked.day)
    disputed = _disputed(view, base, status, asked, holders, over)
    deciders = {authority.office for authority in (*holders, *disputed) if authority.role == "decider"}
    offices = [office for office in to_exclude(view, base.id, asked) if office not in deciders]
    steps = [
        Step(base.id, "cg:lawBroken", base.sovereign, claims_behind(view, base.id, "cg:lawBroken", base.sovereign))
    ]
    steps += [walked for power in governed for walked in steps_to(view, power, base.sovereign, asked.day)]
    steps += [walked for office in offices for walked in steps_of_excluded(view, office, asked)]
    found = replace(
        base,
        value=value_of(view, asked, governed, disputed),
        holders=tuple(holders),
        disputed=tuple(disputed),
        excluded=tuple(excluded(view, base.id, base.sovereign, office, asked) for office in offices),
        steps=tuple(dict.fromkeys(steps)),
        because=unique([*base.because, *death[2]]) if dead is not Ternary.NO else base.because,
    )
    if died is not None and dead is Ternary.YES:
        found = _after_death(found, died, asked, governed)
    return _with_note(view, found, status, asked, governed)


_UNCONVICTED = ("charged", "not charged")
"""Statuses of what nobody was convicted of."""


def _after_death(
    found: ConvictionAnswer, died: When, asked: Asked, governed: Mapping[str, Governed]
) -> ConvictionAnswer:
    """The answer with what the death of the person has ended: every kind but a pardon, and that where the law says."""
    note = f"the person died ({died}); the sentence ended, and only a pardon after death can be left"
    if governed or found.disputed:
        return replace(found, note=note)
    if asked.kind not in (None, "pardon"):
        return replace(found, value="moot", note=f"the person died ({died}): no sentence is left")
    return replace(
        found, value="no", note=f"the person died ({died}), and the law of the day has no pardon after death"
    )


def _before_conviction(
    view: CaseView, conviction: str, governed: Mapping[str, Governed], day: date
) -> dict[str, Governed]:
    """The powers that may come before a conviction, once the offence has been committed.

    Ex parte Garland, 71 U.S. 333 (1867): at any time after the offence. Its day is that of the act charged; where the
    record does not give it, the power hangs on it.
    """
    early = {power: here for power, here in governed.items() if may_precede(view, power)}
    acts = [act for charge in step(view, conviction, "cg:charge") for act in step(view, charge, "cg:act")]
    done = [when.after(When.day(day)) for act in acts for when in dates_of(view, act, "cg:date")]
    if Ternary.YES in done:
        return {}
    if done and set(done) == {Ternary.NO}:
        return early
    hangs = "only if the offence had been committed by that day"
    return {power: replace(here, conditions=(*here.conditions, hangs)) for power, here in early.items()}


def _with_note(
    view: CaseView, found: ConvictionAnswer, status: Status, asked: Asked, governed: Mapping[str, Governed]
) -> ConvictionAnswer:
    """The answer with what a reader must know of the conviction's status, or of powers nobody in particular holds."""
    if status.name == "pending" and not governed:
        note = f"not yet a conviction (convicted {status.when}): nothing to pardon yet"
        return replace(found, value="moot", note=note)
    if status.name == "pending":
        return replace(found, note=f"not yet a conviction (convicted {status.when}); this power may come before one")
    if status.name in _UNCONVICTED and not governed and not found.disputed:
        return replace(found, value="moot", note=f"{status.name}: without a conviction there is nothing to pardon here")
    if status.name in _UNCONVICTED:
        return replace(found, note=f"{status.name}; this power may come before a conviction")
    if status.void:
        act, by = label(view, status.void), [label(view, agent) for agent in step(view, status.void, "cg:agent")]
        found = replace(
            found,
            note=f"no effect: {act}, by {listed(by)}, without power over this conviction",
            because=unique([*found.because, *claims_behind(view, status.void, "cg:conviction", found.id)]),
        )
    if found.note.startswith("the person died") and not governed:
        return found
    if status.served is Ternary.YES and not governed and not found.disputed:
        return replace(found, value="moot", note="the sentence is served: none is left to change")
    if status.name == "unknown":
        return replace(found, value="unknown", note=status.doubt)
    nobody = undecided(view, governed, found.holders)
    if nobody:
        power = next(power for power in governed if values(view, power, "cg:noDecider"))
        words = {"varies": "the deciding body varies", "automatic by law": "it comes by law, nobody decides"}
        told = "; ".join([words.get(nobody, "nobody holds this power"), *values(view, power, "cg:condition")])
        elsewhere = asked.office and found.sovereign not in step(view, asked.office, "cg:officeOf")
        return replace(found, value="no" if nobody == "nobody" or elsewhere else "depends", note=told)
    if not governed and not found.disputed:
        anything = powers_over(view, found.id, found.sovereign, replace(asked, kind=None))
        if anything and asked.office:
            return replace(found, value="no")
        kind = f" of {asked.kind}" if asked.kind else ""
        missing = (f"a power{kind} over offences against {label(view, found.sovereign)} on that day",)
        return replace(found, value="unknown", missing=missing)
    return found if asked.office else _with_law_alone(view, found, governed)


def _with_law_alone(view: CaseView, found: ConvictionAnswer, governed: Mapping[str, Governed]) -> ConvictionAnswer:
    """The answer with the relief that comes by law alone, beside an office that decides."""
    by_law = [power for power in governed if "automatic by law" in values(view, power, "cg:noDecider")]
    if not by_law or found.note:
        return found
    conditions = [text for power in by_law for text in values(view, power, "cg:condition")]
    told = "; ".join([f"beside it a pardon comes by law, nobody decides: {label(view, by_law[0])}", *conditions])
    claims = [claim for power in by_law for claim in claims_behind(view, power, "cg:noDecider", "automatic by law")]
    return replace(found, note=told, because=unique([*found.because, *claims]))


def _disputed(
    view: CaseView, base: ConvictionAnswer, status: Status, asked: Asked, holders: Sequence[Authority], over: Over
) -> list[Authority]:
    """Offices that hold the power by one account only: the contested powers of the sovereign."""
    wide = widened(view, Standing.CONTESTED)
    settled = set(back(view, base.sovereign, "cg:sovereign"))
    claimed = powers_over(wide, base.id, base.sovereign, asked, commuted=status.commuted, over=over)
    contested = {power: here for power, here in claimed.items() if power not in settled}
    known = {(holder.office, holder.role) for holder in holders}
    return [held for held in holders_of(wide, contested, asked.day) if (held.office, held.role) not in known]


def undecided(view: CaseView, governed: Mapping[str, Governed], holders: Sequence[Authority]) -> str:
    """Why no office decides (nobody, varies, automatic by law); "" where one does, or no rule says."""
    if any(holder.role == "decider" for holder in holders):
        return ""
    return next((text for power in governed for text in values(view, power, "cg:noDecider")), "")


def value_of(view: CaseView, asked: Asked, governed: Mapping[str, Governed], disputed: Sequence[Authority]) -> Value:
    """Power by power: does an office decide, alone, and surely? Two powers side by side do not bind each other."""
    verdicts = {_verdict(view, power, here, asked) for power, here in governed.items()} - {"no"}
    claimed = {holder.office for holder in disputed if holder.role == "decider"}
    if asked.office is None:
        return "who" if "yes" in verdicts else "depends" if verdicts else "disputed" if claimed else "unknown"
    if not verdicts:
        return "disputed" if asked.office in claimed else "no"
    return "yes" if verdicts == {"yes"} or ("yes" in verdicts and asked.kind) else "depends"


def _verdict(view: CaseView, power: str, here: Governed, asked: Asked) -> Value:
    """What one power lets the office asked about do: decide alone (yes), with others (depends), or not at all."""
    offices = {
        role: [office for office in step(view, power, key) if in_force(view, office, asked.day) is not Ternary.NO]
        for key, role in ROLES.items()
    }
    deciders = offices["decider"]
    if not deciders or (asked.office and asked.office not in deciders):
        return "no"
    others = {office for role in _BINDING for office in offices[role]} - {asked.office or deciders[0]}
    return "depends" if here.conditions or (asked.office and others) else "yes"


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
        pending = {answer.status in ("pending", *_UNCONVICTED) for answer in found}
        act = {"commutation": "commute", "reprieve": "reprieve", "remission": "remit"}.get(asked.kind or "", "pardon")
        said = {True: f"There was nothing to {act} yet", False: f"Nothing is left to {act}"}
        return f"{said[pending.pop()] if len(pending) == 1 else 'There was nothing to pardon on that day'}: {people}."
    if value == "unknown" and any(answer.status == "unknown" for answer in found):
        return f"The record does not say what had become of the conviction by that day: {people}."
    if value == "unknown" and all(answer.missing and not answer.sovereign for answer in found):
        return f"Whose law was broken is not on record, so nobody can say who can {verb} {people}."
    if asked.office is None:
        return _who(found, f"can {verb} {people}")
    office = title_of(view, asked.office)
    if value in ("yes", "no"):
        return f"The {office} {'can' if value == 'yes' else 'cannot'} {verb} {people}."
    if value == "disputed":
        return f"It is disputed whether the {office} can {verb} {people}."
    if value == "unknown":
        return f"Whether the {office} can {verb} {people} is not known."
    if {answer.value for answer in found} <= {"depends", "moot"}:
        return f"The {office} cannot {verb} {people} alone."
    return f"Whether the {office} can {verb} {people} differs by conviction."


def title_of(view: CaseView, office: str) -> str:
    """An office in a headline: the President of a nation by short name, every other one in full."""
    nation = any(one(view, own, "cg:sovereignKind") == "nation" for own in step(view, office, "cg:officeOf"))
    return (one(view, office, "cg:shortLabel") if nation else "") or label(view, office)


def _who(found: tuple[ConvictionAnswer, ...], can: str) -> str:
    """Who decides: one sentence when it is the same for every conviction, else conviction by conviction."""
    groups: dict[tuple[str, ...], int] = {}
    for answer in found:
        if answer.value != "moot":
            deciders = [holder for holder in answer.holders if holder.role == "decider"]
            names = tuple(f"the {holder.label}{_joint(holder, answer.holders)}" for holder in deciders)
            groups[names] = groups.get(names, 0) + 1
    if list(groups) == [()]:
        values = {answer.value for answer in found if answer.value != "moot"}
        return {
            frozenset({"no"}): f"Nobody {can}.",
            frozenset({"disputed"}): f"It is disputed who {can}.",
            frozenset({"depends"}): f"No office alone {can}; see the conditions.",
        }.get(frozenset(values), f"Who {can} is not on record for that day.")
    if len(groups) == 1:
        who = listed(next(iter(groups)))
        return f"{who[0].upper()}{who[1:]} {can}."
    parts = [f"{listed(names or ('nobody on record',))} for {count}" for names, count in groups.items()]
    return f"It depends on the conviction who {can}: {listed(parts)}."


def _joint(decider: Authority, holders: Sequence[Authority]) -> str:
    """Whom the decider cannot act without, for a kind they share; nobody has to agree with himself."""
    needed = [
        f"the {holder.label}"
        for holder in holders
        if holder.role in ("must recommend", "must consent")
        and holder.office != decider.office
        and set(holder.kinds) & set(decider.kinds)
    ]
    return f" (with {listed(needed)})" if needed else ""


def _notes(view: CaseView, found: tuple[ConvictionAnswer, ...]) -> tuple[str, ...]:
    standing = [
        answer
        for answer in found
        if answer.value != "moot" and answer.status not in ("pending", "unknown", *_UNCONVICTED)
    ]
    sovereigns = {answer.sovereign for answer in standing}
    adjective = one(view, sovereigns.pop(), "cg:adjective") if len(sovereigns) == 1 else ""
    if not adjective:
        return ()
    if len(standing) == 1:
        return (f"The standing conviction is {a_or_an(adjective)} conviction.",)
    many = "Both standing" if len(standing) == 2 else f"All {len(standing)} standing"
    return (f"{many} convictions are {adjective} convictions.",)


def _handovers(view: CaseView, found: tuple[ConvictionAnswer, ...], day: date) -> tuple[str, ...]:
    offices = unique(holder.office for answer in found for holder in answer.holders if holder.incumbents)
    return tuple(note for office in offices if (note := in_office(view, office, day).note))


_MOST = 10_000


def every_conviction(view: CaseView) -> list[str]:
    """All convictions of the graph, sorted by id.

    Raises:
        CannotAnswer: there are more than a walk should answer one by one.
    """
    found = things_of(view, "Conviction", most=_MOST + 1)
    if len(found) > _MOST:
        raise CannotAnswer(f"this graph holds more than {_MOST:,} convictions: ask about some of them")
    return sorted(found, key=local)


def convictions_in_power(view: CaseView, office: str, on: date, kind: str | None = None) -> Answer:
    """Over which convictions of the graph `office` may decide on the day `on`.

    Raises:
        CannotAnswer: the graph holds no conviction.
    """
    everything = every_conviction(view)
    answer = clemency(view, everything, on, kind=kind, office=office)
    reached = tuple(found for found in answer.convictions if found.value in ("yes", "depends"))
    name = title_of(view, office)
    count = f"{len(reached)} of" if reached else "none of"
    headline = f"The {name} holds clemency power over {count} these {len(everything)} convictions."
    convictions = reached or answer.convictions
    given = Answer(headline, "yes" if reached else "no", headline, on, convictions, notes=answer.notes)
    return cited(view, given)
