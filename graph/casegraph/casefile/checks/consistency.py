"""Facts of one file that cannot stand together; dates and orders that cannot all be true are found by `timeline`."""

from collections.abc import Callable, Iterable, Iterator

import networkx

from ...courts import court_and_law, resolve_court
from ...dates import NotADate, Ternary, When
from ...errors import Problem
from ...records.claim import Case, Claim
from .context import Context

__all__ = ["CASE_CHECKS", "courts_may_apply_the_law", "no_circles", "spans_run_forward"]

_CIRCLES = ("within", "part_of", "review_of")


def spans_run_forward(context: Context) -> Iterator[Problem]:
    """Nothing ends before it starts."""
    for entry in context.entries:
        ends = {value.spec.key: value for value in entry.values if value.spec.key in ("from", "until")}
        if len(ends) < 2:
            continue
        try:
            start, end = When.parse(ends["from"].text), When.parse(ends["until"].text)
        except NotADate:
            continue
        if end.before(start) is Ternary.YES:
            place = context.document.place(ends["until"].path)
            first = context.document.place(ends["from"].path)
            yield Problem(
                place,
                "E203",
                f"it ends ({end}) before it starts ({start})",
                "before its start",
                "swap or mend one of the two",
                ((first, "starts here"),),
            )


def no_circles(context: Context) -> Iterator[Problem]:
    """Nothing is within, a part of, or a review of itself, directly or through others; for orders see `timeline`."""
    links = [
        (value, str(entry.key)) for entry in context.entries for value in entry.values if value.spec.key in _CIRCLES
    ]
    for link in _CIRCLES if links else ():
        graph: networkx.DiGraph[str] = networkx.DiGraph()
        for value, key in links:
            if value.spec.key == link:
                graph.add_edge(key, value.text, path=value.path)
        for circle in networkx.simple_cycles(graph):
            edges = list(zip(circle, [*circle[1:], circle[0]], strict=True))
            places = sorted(context.document.place(graph.edges[edge]["path"]) for edge in edges)
            names = " → ".join([*circle, circle[0]])
            also = tuple((place, "and here") for place in places[1:])
            yield Problem(
                places[0],
                "E204",
                f"a circle: {names}",
                "leads back to itself",
                "take one of the links out",
                also,
            )


def courts_may_apply_the_law(context: Context) -> Iterator[Problem]:
    """No conviction joins a court and a law that nothing explains together: one State's court, another's law."""
    courts = {entry.key: entry.values for entry in context.entries if entry.section == "courts"}
    for entry in context.entries:
        held = {v.spec.key: v for v in entry.values if v.spec.key in ("law_broken", "court")}
        if entry.section != "convictions" or len(held) < 2:
            continue
        law, court = held["law_broken"], held["court"]
        own = courts.get(court.text)
        of = next((value.text for value in own or () if value.spec.key == "court_of"), "")
        where = of or ("" if own else resolve_court(court.text).sovereign)
        if where and court_and_law(where, law.text).verdict == "impossible":
            yield Problem(
                context.document.place(court.path),
                "E209",
                f"a court of {where} does not try offences against the law of {law.text}",
                f"a court of {where}",
                "mend the court or law_broken; or name the court that convicted under courts:",
                ((context.document.place(law.path), "the law broken"),),
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
    same_claim_twice,
]
"""Run on the compiled records, once the file itself is sound."""
