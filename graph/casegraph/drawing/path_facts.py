"""An answer sorted for drawing: one lane for each sovereign and set of authorities, with the convictions it governs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from ..authorities import load_authorities
from ..case import Literal
from ..questions.answer import Answer, Authority, ConvictionAnswer, Step
from ..view import CaseView, label
from ..vocabulary import local, predicate_for

__all__ = ["Excluded", "Held", "Lane", "Power", "lanes_of", "sovereign_name"]


@dataclass(frozen=True, slots=True)
class Held:
    """An office with a role under a power; `advises_only` when the question was about it and it decides nothing."""

    authority: Authority
    claims: tuple[str, ...]
    in_office: tuple[str, ...] = ()
    advises_only: Authority | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """The power behind some offices: kinds of clemency, conditions, legal basis."""

    kinds: tuple[str, ...]
    conditions: tuple[str, ...]
    basis: str
    claims: tuple[str, ...]
    provided: tuple[str, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """An office that decides nothing here, and the sovereigns its power does reach, each with the claims behind it."""

    authority: Authority
    reaches: tuple[tuple[str, tuple[str, ...]], ...]
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Convictions that share a sovereign and its authorities; `groups` keeps together those drawn as one box."""

    sovereign: str
    groups: tuple[tuple[ConvictionAnswer, ...], ...]
    powers: tuple[Power, ...]
    excluded: tuple[Excluded, ...]
    missing: tuple[str, ...]

    @property
    def live(self) -> tuple[ConvictionAnswer, ...]:
        """The convictions with something left to pardon."""
        return tuple(one for group in self.groups for one in group if one.value != "moot")

    def without_moot(self) -> "Lane":
        """The same without the convictions that have nothing left to pardon."""
        return replace(self, groups=tuple(group for group in self.groups if group[0].value != "moot"))


def sovereign_name(sovereign: str, view: CaseView | None) -> str:
    """What a reader calls the sovereign: from the view, else from the shipped authority files, else its id."""
    if view is not None and sovereign in view:
        return label(view, sovereign)
    return _shipped_names().get(sovereign) or local(sovereign)


@cache
def _shipped_names() -> dict[str, str]:
    """The labels in the shipped authority files, by IRI."""
    named = predicate_for("label")
    found: dict[str, str] = {}
    for case in load_authorities():
        for claim in case.claims:
            if claim.predicate == named and isinstance(claim.object, Literal):
                found.setdefault(claim.subject, claim.object.value)
    return found


def lanes_of(answer: Answer) -> list[Lane]:
    """The lanes of an answer, in the order its convictions first need them; moot ones join a lane of their law."""
    found: dict[object, list[ConvictionAnswer]] = {}
    for conviction in answer.convictions:
        if conviction.value != "moot":
            found.setdefault(_signature(conviction), []).append(conviction)
    homes = {members[0].sovereign: key for key, members in reversed(found.items())}
    for conviction in answer.convictions:
        if conviction.value == "moot":
            found.setdefault(homes.get(conviction.sovereign, ("moot", conviction.sovereign)), []).append(conviction)
    order = {conviction.id: index for index, conviction in enumerate(answer.convictions)}
    lanes = [_lane(sorted(members, key=lambda one: order[one.id])) for members in found.values()]
    return sorted(lanes, key=lambda lane: order[lane.groups[0][0].id])


def _signature(conviction: ConvictionAnswer) -> tuple[object, ...]:
    """Convictions that agree in this take the same path."""
    held = tuple((h.office, h.role, h.kinds, h.basis) for h in conviction.holders)
    return conviction.sovereign, held, tuple(e.office for e in conviction.excluded), conviction.missing


def _lane(members: list[ConvictionAnswer]) -> Lane:
    live = [one for one in members if one.value != "moot"]
    shown = live or members
    steps = list(dict.fromkeys(walked for one in shown for walked in one.steps))
    excluded = {a.office: a for one in shown for a in one.excluded}
    powers = _powers(shown[0], steps, excluded) if live else ()
    advising = {held.authority.office for power in powers for held in power.held}
    return Lane(
        shown[0].sovereign if live else "",
        tuple(_groups(members)),
        powers,
        tuple(_excluded(a, steps) for office, a in excluded.items() if office not in advising),
        tuple(dict.fromkeys(text for one in shown for text in one.missing)),
    )


def _groups(members: list[ConvictionAnswer]) -> Iterable[tuple[ConvictionAnswer, ...]]:
    """Every live conviction alone; moot ones of one person with one fate together."""

    def key(one: ConvictionAnswer) -> tuple[str, ...]:
        return ("moot", one.person, one.note) if one.value == "moot" else ("live", one.id)

    for _, together in groupby(members, key=key):
        yield tuple(together)


def _powers(one: ConvictionAnswer, steps: list[Step], excluded: dict[str, Authority]) -> tuple[Power, ...]:
    grouped: dict[tuple[object, ...], list[Authority]] = {}
    for holder in one.holders:
        grouped.setdefault((holder.kinds, holder.basis), []).append(holder)
    reached = {s.start: s.claims for s in steps if s.predicate == "cg:sovereign" and s.end == one.sovereign}
    made = []
    for holders in grouped.values():
        deciding = holders[0]
        offices = {holder.office for holder in holders}
        mine = {s.start for s in steps if s.start in reached and s.end in offices}
        held = tuple(
            Held(
                h,
                tuple(claim for s in steps if s.start in mine and s.end == h.office for claim in s.claims),
                _tenure_claims(steps, h.office),
                excluded.get(h.office) if h.role != "decider" else None,
            )
            for h in holders
        )
        tenures = {claim for one in held for claim in one.in_office}
        claims = tuple(claim for claim in deciding.because if claim not in tenures)
        provided = tuple(claim for power in sorted(mine) for claim in reached[power])
        made.append(Power(deciding.kinds, deciding.conditions, deciding.basis, claims, provided, held))
    return tuple(made)


def _tenure_claims(steps: list[Step], office: str) -> tuple[str, ...]:
    tenures = {s.start for s in steps if s.predicate == "cg:office" and s.end == office}
    return tuple(dict.fromkeys(claim for s in steps if s.start in tenures for claim in s.claims))


def _excluded(authority: Authority, steps: list[Step]) -> Excluded:
    decided = {s.start: s.claims for s in steps if s.predicate == "cg:decider" and s.end == authority.office}
    reaches: dict[str, tuple[str, ...]] = {}
    for walked in steps:
        if walked.predicate == "cg:sovereign" and walked.start in decided:
            reaches[walked.end] = (*reaches.get(walked.end, ()), *walked.claims)
    claims = tuple(claim for found in decided.values() for claim in found)
    return Excluded(authority, tuple(sorted(reaches.items())), claims)
