"""Checks of the compiled records. Dates, durations and orders that cannot all be true are found by `timeline`."""

from collections.abc import Callable, Iterable, Iterator

from ...errors import Problem
from ...records.claim import Case, Claim

__all__ = ["CASE_CHECKS"]


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
    same_claim_twice,
]
"""Run on the compiled records, once the file itself is sound."""
