"""Which powers reach a conviction on a day: what each governs there, and on what conditions."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from ... import cg
from ...casefile.inference import IMPLIED
from ...dates import Ternary
from ...view import CaseView, back, holding, in_force, one, step, values
from ...vocabulary import Standing
from ...words import unique
from .marks import DEATH, DENIED, PERHAPS, marks_of, unless
from .scope import fit_of

__all__ = [
    "CLAIMED",
    "CLEMENCY",
    "KINDS",
    "NEEDS_A_SENTENCE",
    "RIGHTS",
    "ROLES",
    "Circumstances",
    "Coverage",
    "Criteria",
    "barred_by",
    "may_precede",
    "powers_for",
    "powers_over",
]

RIGHTS = "restoration of rights"
"""A kind that stands apart: it gives back what a law took, often whatever law was broken, and touches no conviction."""

CLEMENCY = ("pardon", "conditional pardon", "commutation", "reprieve", "short reprieve", "suspension", "remission")
"""The kinds of clemency that touch a conviction or its sentence, in the order answers list them."""

KINDS = (*CLEMENCY, RIGHTS)
"""Every kind that can be asked for."""

CLAIMED = (Standing.ATTRIBUTED, Standing.CONTESTED)
"""The standings of powers, roles and acts that are told beside the asserted ones, each marked."""

ROLES = {
    cg.decider: "decider",
    cg.mustRecommend: "must recommend",
    cg.mustConsent: "must consent",
    cg.mustBeConsulted: "must be consulted",
    cg.mayBeConsulted: "may be consulted",
    cg.sitsOnBoard: "sits on the board",
}
"""Property from a power to an office → role, deciders first."""


NEEDS_A_SENTENCE = frozenset({"commutation", "reprieve", "short reprieve", "suspension"})
"""The kinds that act on a sentence still to be carried out: nothing is left for them once it is served."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What has ended by the day: was the sentence served, is the person dead? After death only a pardon is left.

    Attributes:
        served, dead: as named.
        died: when, in words, where the person may have been dead by then; else "".
        unsentenced: had a court set the sentence aside, with no new one on record?
        sentence: type of the sentence in the place of the one first imposed ("" not known); None where that one counts.
    """

    served: Ternary = Ternary.NO
    dead: Ternary = Ternary.NO
    unsentenced: Ternary = Ternary.NO
    sentence: str | None = None
    died: str = ""


_AS_SENTENCED = Circumstances()


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked of every conviction: the day, the kind of clemency (None: any), one office (None: who)."""

    day: date
    kind: str | None
    office: str | None

    def wants(self, kind: str) -> bool:
        """Is this kind of clemency asked about? A reprieve includes the short one; rights are asked for by name."""
        if self.kind is None:
            return kind != RIGHTS
        return self.kind == kind or (self.kind, kind) == ("reprieve", "short reprieve")


@dataclass(frozen=True, slots=True)
class Coverage:
    """A power over a conviction: the kinds of clemency it governs there, and on what conditions it does so at all.

    `conditions` is empty when the power surely applies; else it says what the record leaves open. `partly` are such
    conditions of some of the kinds alone: (kind, condition). `yields` tells what a reader must know though the power
    counts as sure: that a sentence of death, of which the record does not say, would bring it under another rule.
    """

    kinds: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    partly: tuple[tuple[str, str], ...] = ()
    yields: tuple[tuple[str, str], ...] = ()

    def only(self, kinds: Collection[str]) -> "Coverage":
        """The same for some of the kinds; a condition that binds all that are left is one of the power there."""
        left = tuple(kind for kind in self.kinds if kind in kinds)
        partly = tuple((kind, text) for kind, text in self.partly if kind in left)
        shared = [text for text in unique(text for _, text in partly) if all((kind, text) in partly for kind in left)]
        rest = tuple((kind, text) for kind, text in partly if text not in shared)
        yields = tuple((kind, text) for kind, text in self.yields if kind in left)
        return Coverage(left, unique([*self.conditions, *shared]), rest, yields)

    @property
    def asides(self) -> tuple[str, ...]:
        """The conditions of some kinds alone, each with its kinds."""
        held: dict[str, list[str]] = {}
        for kind, text in (*self.partly, *self.yields):
            held.setdefault(text, []).append(kind)
        return tuple(text if set(kinds) == set(self.kinds) else f"for {' and '.join(kinds)}: {text}"
                     for text, kinds in held.items())  # fmt: skip


def powers_over(
    view: CaseView,
    conviction: str,
    sovereign: str,
    asked: Criteria,
    *,
    commuted: bool = False,
    over: Circumstances | None = None,
) -> dict[str, Coverage]:
    """The powers that reach the conviction, or may reach it as far as the record tells.

    A power counts when it may be in force, does not exclude the offence, and no power of narrower scope surely governs
    the same kind: a named scope beats capital or non-capital, which beats all. Where the record does not say whether
    the sentence is death, or a rule changed on a day known only by its year, both rules count, with the condition.
    So do the powers that turn on a mark which words of the offence suggest and nobody has settled. Once `commuted`, a
    sentence of death is one no longer; where a court put another in its place (`over`), that counts.
    """
    sentence, flags = one(view, conviction, cg.sentenceType), set(values(view, conviction, cg.flag))
    if over is not None and over.sentence is not None:
        sentence = over.sentence
        flags = {flag for flag in flags if not flag.startswith(_OF_A_SENTENCE)} | set(IMPLIED.get(sentence, ()))
    flags |= {PERHAPS + mark for mark in values(view, conviction, cg.suggestedFlag)}
    flags |= {DENIED + mark for mark in values(view, conviction, cg.notFlag)}
    if commuted and sentence == "death":
        sentence, flags = "life", {*flags, "death sentence commuted"}
    return powers_for(view, sovereign, sentence, flags, asked, over or _AS_SENTENCED)


_OF_A_SENTENCE = "sentenced to "
"""How the marks begin that a conviction carries for its sentence, and loses with it."""


def powers_for(
    view: CaseView,
    sovereign: str,
    sentence: str,
    flags: Collection[str],
    asked: Criteria,
    over: Circumstances = _AS_SENTENCED,
) -> dict[str, Coverage]:
    """The powers over any offence against `sovereign` with such a sentence ("" where unknown) and such flags.

    A flag may be open (`marks.PERHAPS`).
    """
    marks = marks_of(flags, sentence)
    found = {power: fit_of(view, power, sentence, marks, asked.day) for power in _candidates(view, sovereign, asked)}
    fits = {power: fit for power, fit in sorted(found.items()) if fit}
    held = {power: set(values(view, power, cg.kinds)) for power in fits}
    governed: dict[str, Coverage] = {}
    for power, fit in fits.items():
        beside = _beside(view, power)
        narrower = [other for other, its in fits.items() if its.rank > fit.rank
                    and other not in beside and power not in _beside(view, other)]  # fmt: skip
        taken = {kind for other in narrower if not fits[other].conditions for kind in held[other]}
        kinds = tuple(kind for kind in KINDS if kind in held[power] - taken and asked.wants(kind))
        rivals = [other for other in narrower if fits[other].open and _parties(view, other) != _parties(view, power)]
        gives_way = [(kind, fits[other].open) for other in rivals for kind in kinds if kind in held[other]]
        partly, yields = (
            tuple(dict.fromkeys((kind, unless(marks)) for kind, marks in gives_way if (marks == DEATH) == dead))
            for dead in (False, True)
        )
        if kinds:
            here = Coverage(kinds, fit.conditions, partly, yields).only(kinds)
            governed |= _still_open(view, power, here, over)
    return governed


_ANY = "any law"


def _candidates(view: CaseView, sovereign: str, asked: Criteria) -> list[str]:
    """The powers of the sovereign whose law was broken; for rights also those that reach convictions under any law."""
    own = back(view, sovereign, cg.sovereign)
    if asked.kind != RIGHTS:
        return own
    decided = holding(view, cg.reach, _ANY) if asked.office is None else back(view, asked.office, cg.decider)
    return [*own, *(power for power in decided if power not in own and one(view, power, cg.reach) == _ANY)]


def _parties(view: CaseView, power: str) -> set[tuple[str, str]]:
    """The offices that decide, recommend or consent, each with its property."""
    return {(key, office) for key in (cg.decider, cg.mustRecommend, cg.mustConsent)
            for office in step(view, power, key)}  # fmt: skip


def _beside(view: CaseView, power: str) -> list[str]:
    """The powers that stand beside this one: none of them displaces the other, whatever their scopes."""
    return step(view, power, cg.beside)


def barred_by(
    view: CaseView, sovereign: str, flags: Collection[str], asked: Criteria
) -> list[tuple[str, str, tuple[str, ...]]]:
    """The powers in force that except such an offence: (power, the flag it excludes, the kinds it would give)."""
    return [
        (power, flag, kinds)
        for power in back(view, sovereign, cg.sovereign)
        if in_force(view, power, asked.day) is not Ternary.NO
        for flag in values(view, power, cg.excludes)
        if flag in flags
        if (kinds := tuple(kind for kind in values(view, power, cg.kinds) if asked.wants(kind)))
    ]


_SERVED = "after the sentence is served"


def _still_open(view: CaseView, power: str, here: Coverage, over: Circumstances) -> dict[str, Coverage]:
    """What a power can still do once the sentence is served or the person dead, with what that hangs on."""
    kinds, hangs, changing = here.kinds, [], []
    after_death = one(view, power, cg.posthumous)
    if over.dead is Ternary.YES:
        kinds = tuple(kind for kind in kinds if kind == "pardon" and after_death != "not possible")
        hangs += [] if after_death else ["only if the law allows a pardon after death, which the record does not say"]
    elif over.dead is Ternary.UNKNOWN and (kinds != ("pardon",) or after_death != "possible"):
        hangs.append(
            f"only if the person was still alive ({over.died}), or for a pardon that may be granted after death"
        )
    if one(view, power, cg.timing) == _SERVED and over.served is not Ternary.YES:
        hangs.append("only once the sentence is served")
    if over.served is Ternary.YES:
        kinds = tuple(kind for kind in kinds if kind not in NEEDS_A_SENTENCE)
    elif over.served is Ternary.UNKNOWN and NEEDS_A_SENTENCE & set(kinds):
        changing.append("to change the sentence: only if it was not yet served on that day")
    if over.unsentenced is Ternary.YES:
        changing.append("to change the sentence: only if a new one had been imposed; the old one was set aside")
    elif over.unsentenced is Ternary.UNKNOWN:
        changing.append("to change the sentence: only if it had not been set aside by that day")
    partly = (*here.partly, *((kind, text) for text in changing for kind in kinds if kind in NEEDS_A_SENTENCE))
    here = replace(here, conditions=(*here.conditions, *hangs), partly=partly).only(kinds)
    return {power: here} if kinds else {}


def may_precede(view: CaseView, power: str) -> bool:
    """May the power be used before there is a conviction?"""
    return one(view, power, cg.timing) == "before or after conviction"
