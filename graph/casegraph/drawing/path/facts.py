"""An answer sorted for drawing: a route for each sovereign and set of authorities, with the convictions it governs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from ... import cg
from ...authorities.load import load_authorities
from ...questions.clemency.answer import Answer, Authority, ConvictionAnswer, MissingFact, PowerAnswer, Step, folded
from ...records.claim import Literal
from ...view import CaseView, label
from ...vocabulary import local, predicate_for
from ...words import NO_POWER

__all__ = ["Excluded", "OfficeRow", "PathPower", "PathRoute", "routes_of", "sovereign_name"]

_MANY = 8
"""More convictions left to pardon than these are drawn person by person."""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office with a role under a power; `advises_only` when the question was about it and it decides nothing."""

    authority: Authority
    claims: tuple[str, ...]
    in_office: tuple[str, ...] = ()
    advises_only: Authority | None = None


@dataclass(frozen=True, slots=True)
class PathPower:
    """The power behind some offices: kinds of clemency, conditions, legal basis; its standing (established, attributed
    or contested)."""

    kinds: tuple[str, ...]
    conditions: tuple[str, ...]
    basis: str
    claims: tuple[str, ...]
    provided: tuple[str, ...]
    held: tuple[OfficeRow, ...]
    standing: str = "established"

    @property
    def limits(self) -> tuple[str, ...]:
        """That no office decides, where none has a part in it; and on what conditions it may be used."""
        return self.conditions if self.held else ("no office decides", *self.conditions)

    @property
    def name(self) -> str:
        """What tells it from the others of the figure."""
        offices = "+".join(local(held.authority.office) for held in self.held)
        return f"power-{offices}-{'-'.join(kind[0] for kind in self.kinds)}-{self.standing[0]}"


@dataclass(frozen=True, slots=True)
class Excluded:
    """An office that decides nothing here, and the sovereigns its power does reach, each with the claims behind it.

    `elsewhere`: it decides on another conviction of the same answer.
    """

    authority: Authority
    reaches: tuple[tuple[str, tuple[str, ...]], ...]
    decides: tuple[str, ...]
    elsewhere: bool = False

    @property
    def words(self) -> str:
        """That it has no power; where it decides on another conviction of the same figure, over this one."""
        return "✕ no power over this one" if self.elsewhere else NO_POWER


@dataclass(frozen=True, slots=True)
class PathRoute:
    """Convictions that share a sovereign and its authorities; `groups` keeps together those drawn as one box."""

    sovereign: str
    groups: tuple[tuple[ConvictionAnswer, ...], ...]
    powers: tuple[PathPower, ...]
    excluded: tuple[Excluded, ...]
    missing: tuple[MissingFact, ...]

    @property
    def live(self) -> tuple[ConvictionAnswer, ...]:
        """The convictions with something left to pardon."""
        return tuple(one for group in self.groups for one in group if one.value != "moot")


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


def routes_of(answer: Answer) -> list[PathRoute]:
    """The routes of an answer, in the order its convictions first need them; moot ones join a route of their law."""
    found: dict[object, list[ConvictionAnswer]] = {}
    for conviction in answer.convictions:
        if conviction.value != "moot":
            found.setdefault(_signature(conviction), []).append(conviction)
    homes = {members[0].sovereign: key for key, members in reversed(found.items())}
    for conviction in answer.convictions:
        if conviction.value == "moot":
            found.setdefault(homes.get(conviction.sovereign, ("moot", conviction.sovereign)), []).append(conviction)
    order = {conviction.id: index for index, conviction in enumerate(answer.convictions)}
    deciding = {a.office for one in answer.convictions for a in one.offices if a.role == "decider"}
    routes = [_route(sorted(members, key=lambda one: order[one.id]), deciding) for members in found.values()]
    if any(route.live for route in routes):  # where nothing is left, nobody is left out either
        routes = [route if route.live else replace(route, excluded=()) for route in routes]
    return sorted(routes, key=lambda route: order[route.groups[0][0].id])


def _signature(conviction: ConvictionAnswer) -> tuple[object, ...]:
    """Convictions that agree in this take the same path."""
    held = tuple((a.office, a.role, a.kinds, a.conditions, a.basis, a.standing) for a in conviction.offices)
    return conviction.sovereign, held, tuple(e.office for e in conviction.excluded), conviction.missing


def _route(members: list[ConvictionAnswer], deciding: set[str]) -> PathRoute:
    live = [one for one in members if one.value != "moot"]
    shown = live or members
    steps = list(dict.fromkeys(walked for one in shown for walked in one.steps))
    excluded = {a.office: a for one in shown for a in one.excluded}
    powers = _powers(shown[0], steps, excluded) if live else ()
    advising = {held.authority.office for power in powers for held in power.held}
    return PathRoute(
        shown[0].sovereign if live else "",
        tuple(_groups(members)),
        powers,
        tuple(_excluded(a, steps, elsewhere=office in deciding) for office, a in excluded.items()
              if office not in advising),
        tuple(dict.fromkeys(fact for one in shown for fact in one.missing)),
    )  # fmt: skip


def _groups(members: list[ConvictionAnswer]) -> Iterable[tuple[ConvictionAnswer, ...]]:
    """Those of one person with one fate together where nothing is left to pardon, or where there are many; else every
    one alone."""
    many = sum(one.value != "moot" for one in members) > _MANY
    found: dict[tuple[str, ...], list[ConvictionAnswer]] = {}
    for one in members:
        if one.value == "moot":
            key: tuple[str, ...] = ("moot", one.person, one.note)
        else:
            key = ("live", one.person, *one.fate()) if many else ("live", one.id)
        found.setdefault(key, []).append(one)
    return map(tuple, found.values())


def _powers(one: ConvictionAnswer, steps: list[Step], excluded: dict[str, Authority]) -> tuple[PathPower, ...]:
    reached = {s.start: s.claims for s in steps if s.predicate == cg.sovereign and s.end == one.sovereign}
    return tuple(_power(power, one.powers, reached, steps, excluded) for power in folded(one.powers))


def _power(
    power: PowerAnswer, every: Iterable[PowerAnswer], reached: dict[str, tuple[str, ...]], steps: list[Step],
    excluded: dict[str, Authority],
) -> PathPower:  # fmt: skip
    """A power told in one box, with the claims of all those that `folded` tells together with it."""
    first = next(other for other in every if other.power == power.power)
    mine = {other.power for other in every if len(folded((first, other))) == 1}

    def part(office: Authority) -> OfficeRow:
        claims = tuple(claim for s in steps if s.start in mine and s.end == office.office for claim in s.claims)
        refused = excluded.get(office.office) if office.role != "decider" else None
        return OfficeRow(office, claims, _tenure_claims(steps, office.office), refused)

    held = tuple(part(office) for office in power.offices)
    tenures = {claim for each in held for claim in each.in_office}
    because = dict.fromkeys(claim for each in held[:1] for claim in each.authority.because if claim not in tenures)
    provided = tuple(claim for iri in sorted(mine & set(reached)) for claim in reached[iri])
    basis = "; ".join(power.basis)
    return PathPower(power.kinds, power.conditions, basis, tuple(because), provided, held, power.standing)


def _tenure_claims(steps: list[Step], office: str) -> tuple[str, ...]:
    tenures = {s.start for s in steps if s.predicate == cg.office and s.end == office}
    return tuple(dict.fromkeys(claim for s in steps if s.start in tenures for claim in s.claims))


def _excluded(authority: Authority, steps: list[Step], *, elsewhere: bool) -> Excluded:
    decided = {s.start: s.claims for s in steps if s.predicate == cg.decider and s.end == authority.office}
    reaches: dict[str, tuple[str, ...]] = {}
    for walked in steps:
        if walked.predicate == cg.sovereign and walked.start in decided:
            reaches[walked.end] = (*reaches.get(walked.end, ()), *walked.claims)
    claims = tuple(claim for found in decided.values() for claim in found)
    return Excluded(authority, tuple(sorted(reaches.items())), claims, elsewhere)
