"""Checks of the compiled records: established dates that cannot all be true, and claims made twice."""

from collections.abc import Callable, Iterable, Iterator

from ..case import Case, Claim, Literal
from ..dates import Ternary, When
from ..errors import Problem
from ..vocabulary import EDTF, Standing, cg, local

__all__ = ["CASE_CHECKS"]

_ONE_DATE_ONLY = {cg(key) for key in ("date", "from", "until", "born", "died", "outcomeDate")}


def contradictory_dates(case: Case) -> Iterator[Problem]:
    """Two established dates of one thing can both be true."""
    held: dict[tuple[str, str], Claim] = {}
    for claim in case.claims:
        if claim.predicate not in _ONE_DATE_ONLY or claim.standing is not Standing.ESTABLISHED:
            continue
        first = held.setdefault((claim.subject, claim.predicate), claim)
        if not _when(first).compatible(_when(claim)):
            yield Problem(
                claim.place,
                "E202",
                f"{local(claim.subject)} has two established dates: {_when(first)} and {_when(claim)}",
                f"cannot hold together with line {first.place.line}",
                "mark the weaker one 'standing: attributed' or 'contested'",
                ((first.place, "the other date"),),
            )


_ORDER = [
    ("Charge", "charge", "Conviction"),
    ("Conviction", "conviction", "Sentence"),
    ("Conviction", "conviction", "Vacatur"),
    ("Conviction", "conviction", "Exoneration"),
    ("Conviction", "conviction", "Pardon"),
    ("Petition", "petition", "Response"),
]
"""(earlier thing, property of the later one that names it, later thing): the order procedure allows."""


def procedure_order(case: Case) -> Iterator[Problem]:
    """Established dates keep the order of procedure: no conviction before its charge."""
    firm = [claim for claim in case.claims if claim.standing is Standing.ESTABLISHED]
    kinds = {(claim.subject, claim.object) for claim in firm if claim.predicate.endswith("#type")}
    dates = {claim.subject: claim for claim in firm if claim.predicate == cg("date")}
    for claim in firm:
        for earlier, key, later in _ORDER:
            if (
                claim.predicate != cg(key)
                or (claim.subject, cg(later)) not in kinds
                or not isinstance(claim.object, str)
            ):
                continue
            first, second = dates.get(claim.object), dates.get(claim.subject)
            if first and second and _when(second).before(_when(first)) is Ternary.YES:
                yield Problem(
                    second.place,
                    "E202",
                    f"{later.lower()} {local(claim.subject)} ({_when(second)}) lies before its {earlier.lower()} "
                    f"({_when(first)})",
                    f"before line {first.place.line}",
                    "mend one of the two dates, or mark the weaker one 'standing: attributed'",
                    ((first.place, f"the {earlier.lower()}"),),
                )


def same_claim_twice(case: Case) -> Iterator[Problem]:
    """No claim is made twice in the same words by the same speaker and source."""
    seen: dict[str, Claim] = {}
    for claim in case.claims:
        first = seen.setdefault(claim.iri, claim)
        if first is not claim:
            yield Problem(
                claim.place,
                "E114",
                "the same claim is made twice",
                f"as in line {first.place.line}",
                "delete one of the two",
                ((first.place, "first made here"),),
            )


CASE_CHECKS: list[Callable[[Case], Iterable[Problem]]] = [
    contradictory_dates,
    procedure_order,
    same_claim_twice,
]
"""Run on the compiled records, once the file itself is sound."""


def _when(claim: Claim) -> When:
    assert isinstance(claim.object, Literal) and claim.object.datatype == EDTF
    return When.parse(claim.object.value)
