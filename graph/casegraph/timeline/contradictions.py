"""Contradictions: the smallest sets of claims that cannot all hold, and which single retraction would mend them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..records.claim import Claim
from ..vocabulary import Standing
from .constraints import TICKS, Constraint
from .network import consistent, negative_cycle

__all__ = ["Contradiction", "contradictions"]

_MOST = 200
"""So many contradictions in one case are told; more would not be read."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A set of claims that cannot all hold, none of which can be left out.

    Attributes:
        claims: their IRIs, in the order of the argument.
        steps: the constraints that make up the contradiction.
        days: by how many days they miss each other, at least 1.
        resolved_by: those claims whose retraction alone would resolve it, weakest first.
    """

    claims: tuple[str, ...]
    steps: tuple[Constraint, ...]
    days: int
    resolved_by: tuple[str, ...]


def contradictions(
    constraints: Iterable[Constraint], facts: dict[str, Claim]
) -> tuple[list[Contradiction], list[Constraint]]:
    """Every contradiction found, and the constraints that are left when the weakest claims of each are set aside.

    To find the next contradiction the weakest claim of the last is left out, the one with fewest documents first. What
    is left for bounds leaves out all claims of that standing, so that none of two equal accounts is believed by chance.
    """
    everything = list(constraints)
    found: list[tuple[tuple[str, ...], list[Constraint]]] = []
    aside: list[set[str]] = []
    left = everything
    while len(found) < _MOST and (cycle := negative_cycle(left)):
        claims, steps = _shrunk(cycle, left)
        weakest = max(_rank(facts[claim]) for claim in claims)
        weak = [claim for claim in claims if _rank(facts[claim]) == weakest]
        found.append((claims, steps))
        aside.append(set(weak))
        left = _without(left, {min(weak, key=lambda claim: (len(facts[claim].sources), claim))})
    told = [_told(index, everything, found, aside, facts) for index in range(len(found))]
    return sorted(told, key=lambda one: one.claims), _without(left, set().union(*aside))


def _told(
    index: int,
    everything: list[Constraint],
    found: list[tuple[tuple[str, ...], list[Constraint]]],
    aside: list[set[str]],
    facts: dict[str, Claim],
) -> Contradiction:
    claims, steps = found[index]
    others = {claim for number, dropped in enumerate(aside) if number != index for claim in dropped}
    rest = _without(everything, others - set(claims))
    weakest_first = sorted(claims, key=lambda claim: (-_rank(facts[claim]), claim))
    resolving = tuple(claim for claim in weakest_first if consistent(_without(rest, {claim})))
    days = -(sum(step.ticks for step in steps) // TICKS)
    return Contradiction(claims, tuple(steps), days, resolving)


def _shrunk(cycle: list[Constraint], among: list[Constraint]) -> tuple[tuple[str, ...], list[Constraint]]:
    """The claims of a cycle without those that are not needed for a contradiction, and the contradiction itself."""
    claims = list(dict.fromkeys(claim for step in cycle for claim in step.claims))
    steps = cycle
    for claim in list(claims):
        kept = set(claims) - {claim}
        smaller = negative_cycle([c for c in among if kept.issuperset(c.claims)])
        if smaller:
            steps = smaller
            claims = [one for one in claims if one in kept]
    used = {claim for step in steps for claim in step.claims}
    return tuple(claim for claim in claims if claim in used), steps


def _without(constraints: Iterable[Constraint], claims: Collection[str]) -> list[Constraint]:
    return [constraint for constraint in constraints if not any(claim in claims for claim in constraint.claims)]


def _rank(fact: Claim) -> int:
    return list(Standing).index(fact.standing)
