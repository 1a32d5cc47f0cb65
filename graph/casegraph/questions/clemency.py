"""Who holds clemency power over a conviction, on a date, on what legal basis; who does not, and why not.

The walk: conviction → law broken → sovereign ← power (in force on the day, of the kind asked for, in scope) → office ←
tenure (in force on the day) → person. The court that convicted, the prison and the prosecutor play no part: the power
follows the sovereign whose law was broken. No rule of any one jurisdiction stands here; they are data.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..dates import Ternary
from ..errors import CannotAnswer
from ..view import CaseView, back, claims_behind, in_force, label, one, step, values
from ..vocabulary import local
from .answer import Answer, Authority, ConvictionAnswer, Step, Value, cited
from .names import things_of, unique
from .status import Status, status_of

__all__ = ["KINDS", "ROLES", "clemency", "clemency_over", "convictions_in_power"]

KINDS = ("pardon", "commutation", "reprieve", "remission", "conditional pardon")
ROLES = {
    "cg:decider": "decider",
    "cg:mustRecommend": "must recommend",
    "cg:mustConsent": "must consent",
    "cg:mustBeConsulted": "must be consulted",
    "cg:mayBeConsulted": "may be consulted",
}
"""Property from a power to an office → role, deciders first."""
_BINDING = ("must recommend", "must consent")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of every conviction: the day, the kind of clemency (None: any), one office (None: who)."""

    day: date
    kind: str | None
    office: str | None


def clemency(
    view: CaseView,
    convictions: Sequence[str],
    on: date,
    *,
    kind: str | None = None,
    office: str | None = None,
    question: str = "",
) -> Answer:
    """Who holds clemency power over each of `convictions` on the day `on`.

    Args:
        view: the graph.
        convictions: IRIs of convictions.
        on: the day the answer is for.
        kind: pardon, commutation, …; None for any kind.
        office: IRI of the one office asked about; None to ask who.
        question: as the user put it.

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
    asked = _Asked(on, kind, office)
    found = tuple(clemency_over(view, conviction, asked) for conviction in convictions)
    value: Value = _combined([answer.value for answer in found])
    headline = _headline(view, asked, found, value)
    answer = Answer(question or headline, value, headline, on, found, notes=_notes(view, found))
    return cited(view, answer)


def clemency_over(view: CaseView, conviction: str, asked: _Asked) -> ConvictionAnswer:
    """The answer for one conviction."""
    status = status_of(view, conviction, asked.day)
    sovereigns = step(view, conviction, "cg:lawBroken")
    sovereign = sovereigns[0] if len(sovereigns) == 1 else ""
    person = next(iter(step(view, conviction, "cg:person")), "")
    court = next(iter(step(view, conviction, "cg:court")), "")
    because = [c for key, end in (("cg:person", person), ("cg:lawBroken", sovereign), ("cg:court", court)) if end
               for c in claims_behind(view, conviction, key, end)]  # fmt: skip
    base = ConvictionAnswer(
        conviction,
        label(view, person) if person else "",
        label(view, conviction),
        sovereign,
        label(view, court) if court else "",
        status.name,
        "unknown",
        because=unique([*because, *status.because]),
    )
    if status.moot:
        return _moot(view, base, status, asked)
    if not sovereign:
        return replace(base, missing=("law_broken: whose law the offence broke",))
    return _held(view, base, status, asked)


def _moot(view: CaseView, base: ConvictionAnswer, status: Status, asked: _Asked) -> ConvictionAnswer:
    reason = f"{status.name} {status.when}: nothing left to pardon"
    offices = _to_exclude(view, base, asked)
    excluded = tuple(
        Authority(office, label(view, office), "none", reason=reason, because=status.because) for office in offices
    )
    return replace(base, value="moot", excluded=excluded, note=reason)


def _held(view: CaseView, base: ConvictionAnswer, status: Status, asked: _Asked) -> ConvictionAnswer:
    powers = [p for p in _powers(view, base.id, base.sovereign, asked) if status.name != "pending" or _may_precede(view, p)]
    holders: dict[tuple[str, str], Authority] = {}
    steps = [Step(base.id, "cg:lawBroken", base.sovereign, claims_behind(view, base.id, "cg:lawBroken", base.sovereign))]
    for power in powers:
        steps.append(Step(power, "cg:sovereign", base.sovereign, claims_behind(view, power, "cg:sovereign", base.sovereign)))
        for key, role in ROLES.items():
            for office in step(view, power, key):
                if in_force(view, office, asked.day) is Ternary.NO:
                    continue
                held = _holder(view, power, key, role, office, asked.day)
                before = holders.get((office, role))
                holders[office, role] = _merged(before, held) if before else held
                steps += _steps(view, power, key, office, asked.day)
    ranked = sorted(holders.values(), key=lambda a: (list(ROLES.values()).index(a.role), a.office))
    deciders = {a.office for a in ranked if a.role == "decider"}
    offices = [office for office in _to_exclude(view, base, asked) if office not in deciders]
    excluded = [_excluded(view, base, office, asked) for office in offices]
    steps += [walked for office in offices for walked in _steps_of_excluded(view, office, asked.day)]
    value = _value(asked, ranked, powers, excluded)
    note = "not yet a conviction on that day" if status.name == "pending" else ""
    if status.name == "unknown":
        value, note = "unknown", "what had become of it by that day is not known to the day"
    missing = () if powers else (f"a clemency power over offences against {label(view, base.sovereign)} on that day",)
    return replace(
        base, value=value, holders=tuple(ranked), excluded=tuple(excluded), steps=tuple(dict.fromkeys(steps)), note=note,
        missing=missing if status.name != "pending" else (),
    )  # fmt: skip


def _may_precede(view: CaseView, power: str) -> bool:
    return one(view, power, "cg:timing") == "before or after conviction"


def _powers(view: CaseView, conviction: str, sovereign: str, asked: _Asked) -> list[str]:
    """The powers that reach the conviction: in force, of the kind, not excluding it, the narrowest scope first."""
    flags = set(values(view, conviction, "cg:flag"))
    capital = one(view, conviction, "cg:sentenceType") == "death"
    by_kind: dict[str, tuple[int, list[str]]] = {}
    for power in back(view, sovereign, "cg:sovereign"):
        if in_force(view, power, asked.day) is Ternary.NO or flags & set(values(view, power, "cg:excludes")):
            continue
        rank = _rank(view, power, flags, capital)
        for kind in values(view, power, "cg:kinds") if rank else ():
            best, held = by_kind.get(kind, (0, []))
            if rank >= best:
                by_kind[kind] = (rank, [*held, power] if rank == best else [power])
    wanted = [asked.kind] if asked.kind else list(by_kind)
    return sorted({power for kind in wanted for power in by_kind.get(kind, (0, []))[1]})


def _rank(view: CaseView, power: str, flags: set[str], capital: bool) -> int:
    """How narrowly a power's scope fits: named 3, capital or non-capital 2, all 1, not at all 0."""
    scope = one(view, power, "cg:scope", "all")
    if scope == "named":
        return 3 if flags & set(values(view, power, "cg:appliesTo")) else 0
    if scope in ("capital", "non-capital"):
        return 2 if (scope == "capital") == capital else 0
    return 1


def _holder(view: CaseView, power: str, key: str, role: str, office: str, day: date) -> Authority:
    person, because = _person(view, office, day)
    said = [claims_behind(view, power, key, office)]
    for prop in ("cg:kinds", "cg:basis", "cg:condition", "cg:decisionRule"):
        said += [claims_behind(view, power, prop, value) for value in values(view, power, prop)]
    for prop in ("cg:from", "cg:until"):
        said += [claims_behind(view, power, prop, value) for value in values(view, power, prop)]
    conditions = [*values(view, power, "cg:decisionRule"), *values(view, power, "cg:condition")]
    if one(view, power, "cg:timing") == "after conviction":
        conditions.insert(0, "after conviction")
    return Authority(
        office,
        label(view, office),
        role,
        values(view, power, "cg:kinds"),
        tuple(conditions) if role == "decider" else (),
        person,
        "; ".join(values(view, power, "cg:basis")),
        policy=values(view, power, "cg:policy") if role == "decider" else (),
        because=unique([*(claim for claims in said for claim in claims), *because]),
    )


def _merged(first: Authority, second: Authority) -> Authority:
    return replace(
        first,
        kinds=unique([*first.kinds, *second.kinds]),
        conditions=unique([*first.conditions, *second.conditions]),
        basis="; ".join(unique([*first.basis.split("; "), *second.basis.split("; ")])),
        because=unique([*first.because, *second.because]),
    )


def _tenures(view: CaseView, office: str, day: date) -> list[tuple[str, str]]:
    """The tenures that hold, or may hold, on `day`: (tenure, person)."""
    held = [t for t in back(view, office, "cg:office") if in_force(view, t, day) is not Ternary.NO]
    return [(tenure, person) for tenure in held for person in step(view, tenure, "cg:person")]


def _person(view: CaseView, office: str, day: date) -> tuple[str, list[str]]:
    found = _tenures(view, office, day)
    claims = [c for tenure, person in found for c in claims_behind(view, tenure, "cg:person", person)]
    return " or ".join(unique(label(view, person) for _, person in found)), claims


def _steps(view: CaseView, power: str, key: str, office: str, day: date) -> list[Step]:
    walked = [Step(power, key, office, claims_behind(view, power, key, office))]
    for tenure, person in _tenures(view, office, day):
        walked.append(Step(tenure, "cg:office", office, claims_behind(view, tenure, "cg:office", office)))
        walked.append(Step(tenure, "cg:person", person, claims_behind(view, tenure, "cg:person", person)))
    return walked


def _to_exclude(view: CaseView, base: ConvictionAnswer, asked: _Asked) -> list[str]:
    """The authorities a reader will ask about: the one asked for, those petitioned, and the head of the nation."""
    petitioned = [
        office
        for person in step(view, base.id, "cg:person")
        for petition in back(view, person, "cg:seeksReliefFor")
        for office in step(view, petition, "cg:addressedTo")
    ]
    national = [
        office
        for sovereign in things_of(view, "Sovereign")
        if one(view, sovereign, "cg:sovereignKind") == "nation"
        for power in back(view, sovereign, "cg:sovereign")
        for office in step(view, power, "cg:decider")
    ]
    return sorted({*petitioned, *national, *([asked.office] if asked.office else [])})


def _decided(view: CaseView, office: str, day: date) -> list[str]:
    return [p for p in back(view, office, "cg:decider") if in_force(view, p, day) is not Ternary.NO]


def _excluded(view: CaseView, base: ConvictionAnswer, office: str, asked: _Asked) -> Authority:
    """Why `office` cannot decide on this conviction: it advises, its power reaches other offences, or it has none."""
    sovereign = label(view, base.sovereign)
    adjective = one(view, base.sovereign, "cg:adjective", sovereign)
    law = claims_behind(view, base.id, "cg:lawBroken", base.sovereign)
    here = [(p, key) for p in back(view, base.sovereign, "cg:sovereign") for key in ROLES if office in step(view, p, key)]
    advising = [(p, key) for p, key in here if key != "cg:decider" and in_force(view, p, asked.day) is not Ternary.NO]
    powers = _decided(view, office, asked.day)
    bases = powers
    if advising:
        reason, bases = "advises only; the decision is not its own", [p for p, _ in advising]
        because = [c for p, key in advising for c in claims_behind(view, p, key, office)]
    elif powers:
        because = [c for p in powers for s in step(view, p, "cg:sovereign") for c in claims_behind(view, p, "cg:sovereign", s)]
        because += [c for p in powers for c in claims_behind(view, p, "cg:decider", office)]
        if any(base.sovereign in step(view, p, "cg:sovereign") for p in powers):
            kind = f" for a {asked.kind}" if asked.kind else ""
            reason = f"its power over {adjective} convictions does not reach this one{kind}"
        else:
            reach = unique(one(view, p, "cg:reaches") or local(p) for p in sorted(powers, key=len))
            reason = f"reaches only {_listed(reach)}; this is a {adjective} conviction"
    else:
        because = list(law)
        reason = f"holds no clemency power on record over {adjective} convictions"
    basis = "; ".join(unique(values(view, p, "cg:basis")[0] for p in sorted(bases, key=len) if values(view, p, "cg:basis")))
    because += [c for p in bases for v in values(view, p, "cg:basis")[:1] for c in claims_behind(view, p, "cg:basis", v)]
    return Authority(office, label(view, office), "none", basis=basis, reason=reason, because=unique([*because, *law]))


def _steps_of_excluded(view: CaseView, office: str, day: date) -> list[Step]:
    return [
        walked
        for power in _decided(view, office, day)
        for sovereign in step(view, power, "cg:sovereign")
        for walked in (
            Step(power, "cg:sovereign", sovereign, claims_behind(view, power, "cg:sovereign", sovereign)),
            Step(power, "cg:decider", office, claims_behind(view, power, "cg:decider", office)),
        )
    ]


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _value(asked: _Asked, holders: list[Authority], powers: list[str], excluded: list[Authority]) -> Value:
    if not powers and not excluded:
        return "unknown"
    if asked.office is None:
        return "who" if any(holder.role == "decider" for holder in holders) else "unknown"
    if not any(holder.office == asked.office and holder.role == "decider" for holder in holders):
        return "no"
    others = [h for h in holders if h.office != asked.office and h.role in ("decider", *_BINDING)]
    return "depends" if others else "yes"


def _combined(found: list[Value]) -> Value:
    """One value for several convictions: those with nothing left to pardon do not count."""
    live = {value for value in found if value != "moot"}
    if not live:
        return "moot"
    return live.pop() if len(live) == 1 else "depends"


def _headline(view: CaseView, asked: _Asked, found: tuple[ConvictionAnswer, ...], value: Value) -> str:
    people = _listed(unique(answer.person or answer.label for answer in found))
    verb = {None: "grant clemency to", "commutation": "commute the sentence of", "pardon": "pardon"}.get(asked.kind, f"grant a {asked.kind} to")
    if value == "moot":
        return f"Nothing is left to pardon: {people}."
    if asked.office is None:
        names = unique(h.label for answer in found for h in answer.holders if h.role == "decider")
        who = _listed([f"the {name}" for name in names]) if names else "Nobody on record"
        return f"{who[0].upper()}{who[1:]} can {verb} {people}."
    office = one(view, asked.office, "cg:shortLabel") or label(view, asked.office)
    can = {"yes": "can", "no": "cannot"}.get(value, "")
    if can:
        return f"The {office} {can} {verb} {people}."
    return f"Whether the {office} can {verb} {people} {'differs by conviction' if value == 'depends' else 'is not known'}."


def _notes(view: CaseView, found: tuple[ConvictionAnswer, ...]) -> tuple[str, ...]:
    live = [answer for answer in found if answer.value != "moot" and answer.sovereign]
    sovereigns = {answer.sovereign for answer in live}
    if len(sovereigns) != 1:
        return ()
    adjective = one(view, sovereigns.pop(), "cg:adjective")
    if not adjective:
        return ()
    many = {1: "The standing conviction is a", 2: "Both standing convictions are"}.get(len(live), f"All {len(live)} standing convictions are")
    return (f"{many} {adjective} conviction{'' if len(live) == 1 else 's'}.",)


def convictions_in_power(view: CaseView, office: str, on: date, kind: str | None = None) -> Answer:
    """Over which convictions of the graph `office` may decide on the day `on`.

    Raises:
        CannotAnswer: the graph holds no conviction.
    """
    everything = sorted(things_of(view, "Conviction"), key=local)
    answer = clemency(view, everything, on, kind=kind, office=office)
    reached = tuple(c for c in answer.convictions if c.value in ("yes", "depends"))
    name = one(view, office, "cg:shortLabel") or label(view, office)
    if not reached:
        return replace(answer, value="no", headline=f"The {name} holds clemency power over none of these {len(everything)} convictions.")
    headline = f"The {name} holds clemency power over {len(reached)} of these {len(everything)} convictions."
    return cited(view, replace(answer, value="yes", headline=headline, convictions=reached))
