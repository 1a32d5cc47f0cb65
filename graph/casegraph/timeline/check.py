"""What a case file cannot mean: established claims, or the orders of one account, that cannot all hold."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ..dates import When
from ..errors import Place, Problem
from ..records.claim import Case, Claim, Literal
from ..vocabulary import CG, RDF_TYPE, Standing
from .constraints import ORDERS, TIMED, Story
from .contradictions import Contradiction, contradictions
from .facts import facts_of
from .rules import Rule, procedure_rules

__all__ = ["timeline_problems"]


def _iri(short: str) -> str:
    return CG + (short.removeprefix("cg:"))


_TIMED = frozenset(map(_iri, TIMED))
_HELP = "mend one of them, or mark the weaker one 'standing: attributed'"
_HELP_ACCOUNT = "if the source really says so, mark one of them 'standing: contested'"


def timeline_problems(case: Case) -> list[Problem]:
    """Every smallest set of established claims that cannot hold together, and every circle in one account's order.

    What one source says against another, or against the record, is no problem of the file: `timeline` tells it.
    """
    if _cannot_clash(case):
        return []
    told = facts_of(case)
    facts, places = told.by_claim(), {claim.iri: claim.place for claim in case.claims}
    firm = [fact for fact in told.facts if fact.standing is Standing.ESTABLISHED]
    found, _ = contradictions(Story(told, firm).constraints(), facts)
    problems = list(_problems(found, facts, places, _HELP))
    for said in _accounts(told.facts).values():
        circles, _ = contradictions(Story(told, said).constraints(), facts)
        problems += _problems(circles, facts, places, _HELP_ACCOUNT)
    return sorted(set(problems))


def _cannot_clash(case: Case) -> bool:
    """Is there too little to clash: one moment at most, and one rule at most, between two kinds of things?

    Most rows of a register are so; a million of them need no network each.
    """
    timed = [claim.object for claim in case.claims if claim.predicate in _TIMED]
    if len(timed) > 1 or any(not isinstance(when, Literal) or When.parse(when.value).interval for when in timed):
        return False
    kinds = {claim.object for claim in case.claims if claim.predicate == RDF_TYPE}
    rules = [rule for joined, rule in _rules() if joined <= kinds]
    return not rules or (len(rules) == 1 and rules[0].later != rules[0].earlier and rules[0].most is None)


@cache
def _rules() -> list[tuple[frozenset[str], Rule]]:
    """Every rule of procedure with the IRIs of the kinds it joins."""
    return [(frozenset({_iri(rule.later), _iri(rule.earlier)}), rule) for rule in procedure_rules()]


def _accounts(facts: Iterable[Claim]) -> dict[tuple[object, ...], list[Claim]]:
    """The attributed orders of each speaker and document, where there are two or more."""
    said: dict[tuple[object, ...], list[Claim]] = {}
    for fact in facts:
        if fact.key in ORDERS and fact.standing is Standing.ATTRIBUTED:
            said.setdefault((fact.chain, fact.sources), []).append(fact)
    return {who: orders for who, orders in said.items() if len(orders) > 1}


def _problems(
    found: Iterable[Contradiction], facts: Mapping[str, Claim], places: Mapping[str, Place], note: str
) -> Iterator[Problem]:
    for one in found:
        held = sorted({places[claim]: claim for claim in one.claims}.items())
        said = {claim: next(step.words for step in one.steps if claim in step.claims) for claim in one.claims}
        orders = all(facts[claim].key in ORDERS for claim in one.claims)
        reasons = dict.fromkeys(step.note for step in one.steps if step.rule)
        tolerance = dict.fromkeys(step.note for step in one.steps if step.note and not step.rule)
        *rest, (place, _) = held
        words = "; ".join(dict.fromkeys(said[claim] for _, claim in held))
        because = f" ({'; '.join([*reasons, *tolerance])})" if reasons or tolerance else ""
        head = "a circle" if orders else "these cannot all be so"
        label = f"cannot hold together with line {rest[0][0].line}" if rest else "cannot hold"
        yield Problem(
            place,
            "E204" if orders else "E202",
            f"{head}: {words}{because}",
            label,
            note,
            tuple((where, f"{facts[claim].key.removeprefix('cg:')} says so") for where, claim in rest),
        )
