"""Who held an office from–until: one row a term in `datasets/authorities/officeholders.csv`.

Columns: office, person (an id of its own for each row: nothing is merged by name), name, held_as, from, from_hour,
until (empty while in office), until_hour, support, source (ids of sources in the authority files), note. An hour is
given in words where it is known: noon. held_as is empty, or says how a row differs: `acting` (used the powers of the
office without holding it); `vacant` (a source says that nobody was in it); `unknown` (who was in it is not on record,
and the note says why; such a row states nothing). The last two have no person. Support says how well a row is borne
out: `two sources` makes it established; `one source`, `sources differ` and `unconfirmed` leave it attributed. Terms
that follow each other meet on one day, which `officeholder_problems` checks.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .. import cg
from ..dates import NotADate, When, years_in_words
from ..errors import Place, Problem
from ..records.claim import Case, Claim, Literal, Source
from ..resources import shipped
from ..vocabulary import CG, EDTF, RDF_TYPE, Standing, expand, predicate_for, thing

__all__ = ["HELD_AS", "SUPPORT", "Term", "meeting_problems", "officeholder_problems", "officeholders", "terms"]

SUPPORT = {
    "two sources": Standing.ESTABLISHED,
    "one source": Standing.ATTRIBUTED,
    "sources differ": Standing.ATTRIBUTED,
    "unconfirmed": Standing.ATTRIBUTED,
}
"""How well a row is borne out → the standing of what it says."""

_EMPTY = ("vacant", "unknown")
HELD_AS = ("", "acting", *_EMPTY)
"""How a row says an office was held; the last two name nobody."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row: who held which office from–until, and how well that is borne out. `line` counts from 1."""

    office: str
    person: str
    name: str
    held_as: str
    start: str
    start_hour: str
    until: str
    until_hour: str
    support: str
    sources: tuple[str, ...]
    note: str
    line: int


@cache
def terms() -> tuple[Term, ...]:
    """Every row of the table, in its order.

    Examples:
        >>> [term.name for term in terms() if term.office == "US-president" and term.name][0]
        'George Washington'
    """
    with shipped("datasets/authorities/officeholders.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(_term(line, *row) for line, row in enumerate(rows, 2))


def _term(line: int, *row: str) -> Term:
    office, person, name, held_as, start, start_hour, until, until_hour, support, sources, note = row
    return Term(office, person, name, held_as, start, start_hour, until, until_hour, support, tuple(sources.split()),
                note, line)  # fmt: skip


def officeholders(offices: frozenset[str], sources: tuple[Source, ...]) -> Case:
    """The terms of `offices` (ids) as records."""
    claims = [claim for term in terms() if term.office in offices for claim in _claims(term)]
    return Case("officeholders", "Who held which office", sources, tuple(claims))


def _claims(term: Term) -> Iterator[Claim]:
    if term.held_as == "unknown":
        return
    sources = tuple(thing(name) for name in term.sources)
    speakers = () if SUPPORT[term.support].asserted else sources[-1:]
    place = Place("officeholders.csv", term.line, 1)
    note = "; ".join(part for part in (term.support, term.note) if part)
    for subject, predicate, value in _facts(term):
        yield Claim(subject, predicate, value, SUPPORT[term.support], sources, speakers, note=note, place=place)


def _facts(term: Term) -> Iterator[tuple[str, str, str | Literal]]:
    tenure, label = thing(f"{term.office}-{term.person or f'vacant-{term.start}'}"), predicate_for("label")
    if term.person:
        person = thing(term.person)
        yield person, RDF_TYPE, expand(cg.Person)
        yield person, label, Literal(term.name)
        yield tenure, expand(cg.person), person
    yield tenure, RDF_TYPE, CG + ("Tenure" if term.person else "Vacancy")
    yield tenure, label, Literal(f"{term.name or 'Nobody'}, {_year(term.start)}–{_year(term.until)}")
    yield tenure, expand(cg.office), thing(term.office)
    yield tenure, expand(cg.from_), Literal(term.start, EDTF)
    if term.until:
        yield tenure, expand(cg.until), Literal(term.until, EDTF)
    texts = {"heldAs": term.held_as if term.person else "", "fromHour": term.start_hour, "untilHour": term.until_hour}
    for key, text in texts.items():
        if text:
            yield tenure, CG + key, Literal(text)


def _year(text: str) -> str:
    return years_in_words(When.parse(text)) if text else ""


def officeholder_problems(offices: set[str], sources: set[str], told: Iterable[Term] = ()) -> list[Problem]:
    """What is wrong with the table: unknown offices or sources, bad dates, terms that do not meet.

    Args:
        offices: the ids of all offices.
        sources: the ids of all sources.
        told: terms that stand in other files, for the offices of the table.
    """
    problems = [problem for term in terms() for problem in _row_problems(term, offices, sources)]
    if any(problem.code in ("E111", "E203") for problem in problems):
        return problems
    held: dict[str, list[Term]] = {}
    for term in (*terms(), *told):
        held.setdefault(term.office, []).append(term)
    for rows in held.values():
        if rows != sorted(rows, key=lambda term: term.start):
            problems.append(_problem(rows[0], "E203", "the rows of an office are not in order of time", "sort them"))
        else:
            problems += meeting_problems(rows)
    return problems


def _problem(term: Term, code: str, message: str, note: str) -> Problem:
    return Problem(Place("officeholders.csv", term.line, 1), code, f"{term.office}: {message}", help=note)


def _row_problems(term: Term, offices: set[str], sources: set[str]) -> Iterator[Problem]:
    if term.office not in offices:
        yield _problem(term, "E104", f"unknown office '{term.office}'", "List offices with: casegraph list authorities")
    for name in set(term.sources) - sources:
        yield _problem(term, "E106", f"unknown source '{name}'", "add it to officeholders.yaml")
    if term.support not in SUPPORT:
        yield _problem(term, "E112", f"'{term.support}' is no support", f"allowed: {', '.join(SUPPORT)}")
    if term.held_as not in HELD_AS or (term.person == "") != (term.held_as in _EMPTY):
        allowed = "acting with a person; vacant or unknown without; else leave held_as empty"
        yield _problem(term, "E112", f"held_as '{term.held_as}' does not go with the person '{term.name}'", allowed)
    for text in (term.start, *([term.until] if term.until else [])):
        try:
            When.parse(text)
        except NotADate as error:
            yield _problem(term, "E111", str(error), "write YYYY-MM-DD")
    if term.until and term.until <= term.start:
        yield _problem(term, "E203", f"it ends ({term.until}) before it starts ({term.start})", "mend one of the two")


def meeting_problems(rows: list[Term]) -> Iterator[Problem]:
    """Where the terms of one office leave days to nobody, give days to two, or change hands at two hours.

    Who acts may do so while somebody holds the office; sources that differ may overlap; a hole is named by a row.
    """
    last = rows[0]
    for term in rows[1:]:
        if wrong := _does_not_meet(last, term):
            yield _problem(term, "E216", wrong, "see: casegraph explain E216")
        if last.until and (not term.until or term.until >= last.until):
            last = term


def _does_not_meet(last: Term, term: Term) -> str:
    """What is wrong between a term and the one that was to end before it, or ""."""
    if last.until and term.start > last.until:
        return f"nobody from {last.until} until {term.start}, before {term.name}"
    if term.held_as == "acting" or "sources differ" in (term.support, last.support):
        return ""
    if not last.until or term.start < last.until:
        return f"{last.name} until {last.until or 'today'}, {term.name} from {term.start}"
    if term.start_hour != last.until_hour:
        return f"{term.name} begins at '{term.start_hour}', {last.name} ends at '{last.until_hour}'"
    return ""
