"""Who held an office from–until: one row a term in `datasets/authorities/officeholders.csv`.

Columns: office, person (an id of its own for each row: nothing is merged by name), name, from, until (half-open, empty
while in office), support, source (ids under `sources:` in officeholders.yaml), note. Support says how well a row is
borne out: `two sources` makes it established; `one source`, `sources differ` and `unconfirmed` leave it attributed.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from .case import Case, Claim, Literal, Source
from .dates import NotADate, When, years_in_words
from .errors import Place, Problem
from .resources import shipped
from .vocabulary import EDTF, RDF_TYPE, Standing, cg, predicate_for, thing

__all__ = ["SUPPORT", "Term", "officeholder_problems", "officeholders", "terms"]

SUPPORT = {
    "two sources": Standing.ESTABLISHED,
    "one source": Standing.ATTRIBUTED,
    "sources differ": Standing.ATTRIBUTED,
    "unconfirmed": Standing.ATTRIBUTED,
}
"""How well a row is borne out → the standing of what it says."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row: who held which office from–until, and how well that is borne out. `line` counts from 1."""

    office: str
    person: str
    name: str
    start: str
    until: str
    support: str
    sources: tuple[str, ...]
    note: str
    line: int


@cache
def terms() -> tuple[Term, ...]:
    """Every row of the table, in its order.

    Examples:
        >>> [term.name for term in terms() if term.office == "US-president"][0]
        'George Washington'
    """
    with shipped("datasets/authorities/officeholders.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(
            Term(office, person, name, start, until, support, tuple(sources.split()), note, line)
            for line, (office, person, name, start, until, support, sources, note) in enumerate(rows, 2)
        )


def officeholders(offices: frozenset[str], sources: tuple[Source, ...]) -> Case:
    """The terms of `offices` (ids) as records."""
    claims = [claim for term in terms() if term.office in offices for claim in _claims(term)]
    return Case("officeholders", "Who held which office", sources, tuple(claims))


def _claims(term: Term) -> Iterator[Claim]:
    tenure = thing(f"{term.office}-{term.person}")
    person, sources = thing(term.person), tuple(thing(name) for name in term.sources)
    speakers = () if SUPPORT[term.support].asserted else sources[-1:]
    label = predicate_for("label")
    facts: list[tuple[str, str, str | Literal]] = [
        (person, RDF_TYPE, cg("Person")),
        (person, label, Literal(term.name)),
        (tenure, RDF_TYPE, cg("Tenure")),
        (tenure, label, Literal(f"{term.name}, {_year(term.start)}–{_year(term.until)}")),
        (tenure, cg("office"), thing(term.office)),
        (tenure, cg("person"), person),
        (tenure, cg("from"), Literal(term.start, EDTF)),
    ]
    if term.until:
        facts.append((tenure, cg("until"), Literal(term.until, EDTF)))
    place = Place("officeholders.csv", term.line, 1)
    note = "; ".join(part for part in (term.support, term.note) if part)
    for subject, predicate, value in facts:
        yield Claim(subject, predicate, value, SUPPORT[term.support], sources, speakers, note=note, place=place)


def _year(text: str) -> str:
    return years_in_words(When.parse(text)) if text else ""


def officeholder_problems(offices: set[str], sources: set[str]) -> list[Problem]:
    """What is wrong with the table: unknown offices or sources, bad dates, terms out of order."""
    problems: list[Problem] = []

    def report(term: Term, code: str, message: str, note: str) -> None:
        problems.append(Problem(Place("officeholders.csv", term.line, 1), code, message, help=note))

    for term in terms():
        if term.office not in offices:
            report(term, "E104", f"unknown office '{term.office}'", "List offices with: casegraph list authorities")
        for name in set(term.sources) - sources:
            report(term, "E106", f"unknown source '{name}'", "add it to officeholders.yaml")
        if term.support not in SUPPORT:
            report(term, "E112", f"'{term.support}' is no support", f"allowed: {', '.join(SUPPORT)}")
        for text in (term.start, *([term.until] if term.until else [])):
            try:
                When.parse(text)
            except NotADate as error:
                report(term, "E111", str(error), "write YYYY-MM-DD")
        if term.until and term.until <= term.start:
            report(term, "E203", f"it ends ({term.until}) before it starts ({term.start})", "mend one of the two")
    for first, second in pairwise(terms()):
        if first.office == second.office and second.start < first.start:
            report(second, "E203", "the rows of an office are not in order of time", "sort them by their start")
    return problems
