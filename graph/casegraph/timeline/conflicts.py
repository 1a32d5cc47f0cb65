"""Conflicts: one thing, one property that takes one value, and sources that give values which cannot both be right.

Which properties take one value is data of the ontology (`cg:singleValued`). A count of signatures is a record of its
own, of a day and a source, so two counts are no conflict; two dates of one conviction are. What a case file marks with
`conflicts_with` is listed too. Nothing is merged and nobody is believed: the sides stand beside one another.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from .. import cg
from ..dates import Duration, NotADate, NotADuration, When
from ..records.claim import Claim
from ..resources import shipped
from ..vocabulary import Standing
from .facts import CaseFacts

__all__ = ["Conflict", "Side", "agree", "conflicts", "single_valued"]

_DATES = {cg.date, cg.from_, cg.until, cg.born, cg.outcomeDate, cg.eligibleForRelease}


@dataclass(frozen=True, slots=True)
class Side:
    """One value and who says so.

    Attributes:
        subject, predicate, value: the statement; the value is the IRI of a thing or a text.
        facts: the claims that make it.
    """

    subject: str
    predicate: str
    value: str
    facts: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all be right.

    Attributes:
        sides: two or more, the firmest first.
        found: "rule", or "marked" when the case file says so.
    """

    sides: tuple[Side, ...]
    found: str


@cache
def single_valued() -> frozenset[str]:
    """The properties that take one value, as short names.

    Examples:
        >>> "cg:date" in single_valued(), "cg:alsoKnownAs" in single_valued()
        (True, False)
    """
    text = shipped("ontology/casegraph.ttl").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=cg:\w+ )", text)
    return frozenset(block.split(" ", 1)[0] for block in blocks if re.search(r"\n\s+cg:singleValued true\b", block))


def conflicts(case: CaseFacts, about: Collection[str] | None = None) -> list[Conflict]:
    """Every conflict among claims that have not been withdrawn; only those that touch `about` when given."""
    facts = [fact for fact in case.facts if fact.standing is not Standing.RETRACTED]
    found = [*_by_rule(facts), *_marked(facts)]
    if about is not None:
        found = [one for one in found if any(side.subject in about for side in one.sides)]
    return sorted(found, key=lambda one: [(side.subject, side.predicate, side.value) for side in one.sides])


def _by_rule(facts: Iterable[Claim]) -> Iterable[Conflict]:
    held: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    for fact in facts:
        if fact.key in single_valued():
            held.setdefault((fact.subject, fact.key), {}).setdefault(fact.text, []).append(fact)
    for (subject, predicate), values in held.items():
        apart = {v for pair in combinations(sorted(values), 2) if not agree(predicate, *pair) for v in pair}
        if apart:
            yield Conflict(_ordered(Side(subject, predicate, v, tuple(values[v])) for v in apart), "rule")


def agree(predicate: str, one: str, other: str) -> bool:
    """Can both values of a property that takes one value be right?

    Examples:
        >>> agree("cg:date", "1985", "1985-12"), agree("cg:date", "1985", "1986-03")
        (True, False)
    """
    try:
        if predicate in _DATES:
            return When.parse(one).compatible(When.parse(other))
        if predicate == cg.duration:
            first, second = Duration.parse(one), Duration.parse(other)
            return first.least <= second.most and second.least <= first.most
    except (NotADate, NotADuration):
        return False
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _marked(facts: list[Claim]) -> Iterable[Conflict]:
    """The conflicts the file marks, apart from those a rule finds by itself."""
    by_claim = {fact.iri: fact for fact in facts}
    grouped: dict[tuple[tuple[str, str, str], ...], dict[str, Claim]] = {}
    for fact in facts:
        for claim in fact.conflicts:
            other = by_claim.get(claim)
            if other is None or (
                (fact.subject, fact.key) == (other.subject, other.key)
                and fact.key in single_valued()
                and not agree(fact.key, fact.text, other.text)
            ):
                continue
            key = tuple(sorted((f.subject, f.key, f.text) for f in (fact, other)))
            grouped.setdefault(key, {}).update({fact.iri: fact, other.iri: other})
    for key, pair in grouped.items():
        if len(key) == 2 and key[0] != key[1]:
            sides = (Side(*k, tuple(f for f in pair.values() if (f.subject, f.key, f.text) == k)) for k in key)
            yield Conflict(_ordered(sides), "marked")


def _ordered(sides: Iterable[Side]) -> tuple[Side, ...]:
    """The firmest side first, each with its firmest claim first."""

    def rank(fact: Claim) -> tuple[int, str]:
        return list(Standing).index(fact.standing), fact.iri

    sorted_ = [Side(s.subject, s.predicate, s.value, tuple(sorted(s.facts, key=rank))) for s in sides]
    return tuple(sorted(sorted_, key=lambda side: (rank(side.facts[0])[0], side.subject, side.predicate, side.value)))
