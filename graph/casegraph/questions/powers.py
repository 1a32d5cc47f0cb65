"""Which powers reach a conviction on a day, and who holds them: offices by role, and the people in office."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..dates import Ternary
from ..view import CaseView, back, claims_behind, in_force, label, one, step, values
from .answer import Authority, Step
from .names import unique
from .tenure import InOffice, in_office

__all__ = [
    "KINDS",
    "NEEDS_A_SENTENCE",
    "ROLES",
    "Asked",
    "Governed",
    "Over",
    "holders_of",
    "may_precede",
    "powers_for",
    "powers_over",
    "steps_to",
]

KINDS = ("pardon", "conditional pardon", "commutation", "reprieve", "short reprieve", "suspension", "remission")
"""The kinds of clemency, in the order answers list them."""

ROLES = {
    "cg:decider": "decider",
    "cg:mustRecommend": "must recommend",
    "cg:mustConsent": "must consent",
    "cg:mustBeConsulted": "must be consulted",
    "cg:mayBeConsulted": "may be consulted",
    "cg:sitsOnBoard": "sits on the board",
}
"""Property from a power to an office → role, deciders first."""


NEEDS_A_SENTENCE = frozenset({"commutation", "reprieve", "short reprieve", "suspension"})
"""The kinds that act on a sentence still to be carried out: nothing is left for them once it is served."""


@dataclass(frozen=True, slots=True)
class Over:
    """What has ended by the day: was the sentence served, is the person dead? After death only a pardon is left."""

    served: Ternary = Ternary.NO
    dead: Ternary = Ternary.NO


_NOTHING_OVER = Over()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every conviction: the day, the kind of clemency (None: any), one office (None: who)."""

    day: date
    kind: str | None
    office: str | None

    def wants(self, kind: str) -> bool:
        """Is this kind of clemency asked about? A reprieve includes the short one."""
        return self.kind in (None, kind) or (self.kind, kind) == ("reprieve", "short reprieve")


@dataclass(frozen=True, slots=True)
class Governed:
    """A power over a conviction: the kinds of clemency it governs there, and on what conditions it does so at all.

    `conditions` is empty when the power surely applies; else it says what the record leaves open.
    """

    kinds: tuple[str, ...]
    conditions: tuple[str, ...] = ()


def powers_over(
    view: CaseView, conviction: str, sovereign: str, asked: Asked, *, commuted: bool = False, over: Over | None = None
) -> dict[str, Governed]:
    """The powers that reach the conviction, or may reach it as far as the record tells.

    A power counts when it may be in force, does not exclude the offence, and no power of narrower scope surely governs
    the same kind: a named scope beats capital or non-capital, which beats all. Where the record does not say whether
    the sentence is death, or a rule changed on a day known only by its year, both rules count, with the condition.
    Once `commuted`, a sentence of death is one no longer.
    """
    sentence, flags = one(view, conviction, "cg:sentenceType"), set(values(view, conviction, "cg:flag"))
    if commuted and sentence == "death":
        sentence, flags = "life", {*flags, "death sentence commuted"}
    return powers_for(view, sovereign, sentence, flags, asked, over or _NOTHING_OVER)


def powers_for(
    view: CaseView, sovereign: str, sentence: str, flags: Collection[str], asked: Asked, over: Over = _NOTHING_OVER
) -> dict[str, Governed]:
    """The powers over any offence against `sovereign` with such a sentence ("" where unknown) and such flags."""
    flags = set(flags)
    fits = {power: _fit(view, power, sentence, flags, asked.day) for power in back(view, sovereign, "cg:sovereign")}
    sure: dict[str, int] = {}
    for power, fit in fits.items():
        for kind in values(view, power, "cg:kinds") if fit and not fit.conditions else ():
            sure[kind] = max(sure.get(kind, 0), fit.rank if fit else 0)
    governed: dict[str, Governed] = {}
    for power, fit in sorted(fits.items()):
        held = set(values(view, power, "cg:kinds"))
        kinds = tuple(
            kind for kind in KINDS if kind in held and asked.wants(kind) and fit and fit.rank >= sure.get(kind, 0)
        )
        if kinds and fit:
            governed |= _still_open(view, power, Governed(kinds, fit.conditions), over)
    return governed


def _still_open(view: CaseView, power: str, here: Governed, over: Over) -> dict[str, Governed]:
    """What a power can still do once the sentence is served or the person dead, with what that hangs on."""
    kinds, hangs = here.kinds, []
    after_death = one(view, power, "cg:posthumous")
    if over.dead is Ternary.YES:
        kinds = tuple(kind for kind in kinds if kind == "pardon" and after_death != "not possible")
        hangs += [] if after_death else ["only if the law allows a pardon after death, which the record does not say"]
    elif over.dead is Ternary.UNKNOWN and (kinds != ("pardon",) or after_death != "possible"):
        hangs.append("only if the person was alive on that day, or for a pardon that may be granted after death")
    if over.served is Ternary.YES:
        kinds = tuple(kind for kind in kinds if kind not in NEEDS_A_SENTENCE)
    elif over.served is Ternary.UNKNOWN and NEEDS_A_SENTENCE & set(kinds):
        hangs.append("to change the sentence: only if it was not yet served on that day")
    return {power: Governed(kinds, (*here.conditions, *hangs))} if kinds else {}


@dataclass(frozen=True, slots=True)
class _Fit:
    """How narrowly a power's scope fits (named 3, capital or non-capital 2, all 1), and what that hangs on."""

    rank: int
    conditions: tuple[str, ...]


def _fit(view: CaseView, power: str, sentence: str, flags: set[str], day: date) -> _Fit | None:
    force = in_force(view, power, day)
    if force is Ternary.NO or flags & set(values(view, power, "cg:excludes")):
        return None
    conditions: list[str] = []
    if force is Ternary.UNKNOWN:
        bounds = [f"{key} {text}" for key in ("from", "until") for text in values(view, power, f"cg:{key}")]
        conditions.append(f"only if this rule ({', '.join(bounds)}) was in force on that very day")
    scope = one(view, power, "cg:scope", "all")
    if scope == "named":
        return _Fit(3, tuple(conditions)) if flags & set(values(view, power, "cg:appliesTo")) else None
    if scope == "all":
        return _Fit(1, tuple(conditions))
    if sentence and (scope == "capital") != (sentence == "death"):
        return None
    if not sentence:
        conditions.append(f"only if the sentence is {'' if scope == 'capital' else 'not '}death")
    return _Fit(2, tuple(conditions))


def may_precede(view: CaseView, power: str) -> bool:
    """May the power be used before there is a conviction?"""
    return one(view, power, "cg:timing") == "before or after conviction"


def holders_of(view: CaseView, governed: Mapping[str, Governed], day: date, *, people: bool = True) -> list[Authority]:
    """Every office with a role under the powers, deciders first; an office with one role under several, once.

    Without `people` nobody is named: the offices alone.
    """
    found: dict[tuple[str, str], Authority] = {}
    for power, here in sorted(governed.items(), key=lambda item: (bool(item[1].conditions), item[0])):
        for key, role in ROLES.items():
            for office in step(view, power, key):
                if in_force(view, office, day) is Ternary.NO:
                    continue
                held = _holder(view, power, here, key, office, day, people)
                before = found.get((office, role))
                if before and here.conditions and set(held.kinds) <= set(before.kinds):
                    continue  # the office surely holds these kinds already
                found[office, role] = _merged(before, held) if before else held
    order = list(ROLES.values())
    return sorted(found.values(), key=lambda authority: (order.index(authority.role), authority.office))


_GROUNDS = ("cg:basis", "cg:condition", "cg:decisionRule", "cg:from", "cg:until", "cg:timing", "cg:scope")


def _holder(view: CaseView, power: str, here: Governed, key: str, office: str, day: date, people: bool) -> Authority:
    because = list(claims_behind(view, power, key, office))
    because += [claim for kind in here.kinds for claim in claims_behind(view, power, "cg:kinds", kind)]
    for prop in _GROUNDS:
        because += [claim for value in values(view, power, prop) for claim in claims_behind(view, power, prop, value)]
    held = in_office(view, office, day) if people else InOffice()
    decides = key == "cg:decider"
    practice = _practice(view, power, day) if decides else []
    conditions = [*values(view, power, "cg:decisionRule"), *values(view, power, "cg:condition")]
    if one(view, power, "cg:timing") == "after conviction":
        conditions.insert(0, "only after conviction")
    conditions = [*here.conditions, *conditions]
    return Authority(
        office,
        label(view, office),
        ROLES[key],
        here.kinds,
        tuple(conditions) if decides else (),
        held.people,
        held.standing,
        "; ".join(values(view, power, "cg:basis")),
        policy=tuple(text for text, _ in practice),
        because=unique([*because, *(claim for _, claims in practice for claim in claims), *held.because]),
        incumbents=held.incumbents,
    )


def _practice(view: CaseView, power: str, day: date) -> list[tuple[str, tuple[str, ...]]]:
    """The eligibility practice of the day under a power, each with the claims that say so."""
    policies = [node for node in back(view, power, "cg:power") if in_force(view, node, day) is not Ternary.NO]
    return [
        (t, claims_behind(view, node, "cg:practice", t)) for node in policies for t in values(view, node, "cg:practice")
    ]


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
