"""What a case file cannot mean: established claims, or the orders of one account, that cannot all hold."""

from collections.abc import Iterable, Iterator, Mapping

from ..case import Case
from ..errors import Place, Problem
from ..vocabulary import Standing
from .constraints import Story
from .contradictions import Contradiction, contradictions
from .facts import Fact, facts_of

__all__ = ["timeline_problems"]

_ORDERS = ("cg:before", "cg:after", "cg:during")
_HELP = "mend one of them, or mark the weaker one 'standing: attributed'"
_HELP_ACCOUNT = "if the source really says so, mark one of them 'standing: contested'"


def timeline_problems(case: Case) -> list[Problem]:
    """Every smallest set of established claims that cannot hold together, and every circle in one account's order.

    What one source says against another, or against the record, is no problem of the file: `timeline` tells it.
    """
    told = facts_of(case)
    facts, places = told.by_claim(), {claim.iri: claim.place for claim in case.claims}
    firm = [fact for fact in told.facts if fact.standing is Standing.ESTABLISHED]
    found, _ = contradictions(Story(told, firm).constraints(), facts)
    problems = list(_problems(found, facts, places, _HELP))
    for said in _accounts(told.facts).values():
        circles, _ = contradictions(Story(told, said).constraints(), facts)
        problems += _problems(circles, facts, places, _HELP_ACCOUNT)
    return sorted(set(problems))


def _accounts(facts: Iterable[Fact]) -> dict[tuple[object, ...], list[Fact]]:
    """The attributed orders of each speaker and document, where there are two or more."""
    said: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.predicate in _ORDERS and fact.standing is Standing.ATTRIBUTED:
            said.setdefault((fact.speakers, fact.sources), []).append(fact)
    return {who: orders for who, orders in said.items() if len(orders) > 1}


def _problems(
    found: Iterable[Contradiction], facts: Mapping[str, Fact], places: Mapping[str, Place], note: str
) -> Iterator[Problem]:
    for one in found:
        held = sorted({places[claim]: claim for claim in one.claims}.items())
        said = {claim: next(step.words for step in one.steps if claim in step.claims) for claim in one.claims}
        orders = all(facts[claim].predicate in _ORDERS for claim in one.claims)
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
            tuple((where, f"{facts[claim].predicate.removeprefix('cg:')} says so") for where, claim in rest),
        )
