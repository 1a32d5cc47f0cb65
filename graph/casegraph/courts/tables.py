"""The tables of the registry in `datasets/authorities/courts`, one frozen row each, read once."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..resources import shipped

__all__ = [
    "CourtRow",
    "District",
    "PlaceRow",
    "SovereignRow",
    "TrialCourt",
    "courts",
    "districts",
    "kept_ids",
    "places",
    "places_of",
    "rows",
    "sovereign_kind",
    "sovereigns",
    "split",
    "trial_courts",
]

FOLDER = "datasets/authorities/courts"


@dataclass(frozen=True, slots=True)
class SovereignRow:
    """A sovereign by its names: id, full name, other forms (Bluebook, postal code), kind."""

    id: str
    name: str
    forms: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A county, parish, borough, independent city or other unit that courts sit for."""

    sovereign: str
    unit: str
    name: str
    also: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class TrialCourt:
    """A kind of trial court a sovereign has one of in every place of certain units."""

    sovereign: str
    name: str
    also: tuple[str, ...]
    units: tuple[str, ...]
    general: bool
    courts_db: str
    source: str
    standing: str
    start: str
    until: str
    note: str


@dataclass(frozen=True, slots=True)
class CourtRow:
    """One court with a row of its own. `*` in a name stands for every form of its sovereign's name."""

    id: str
    label: str
    sovereign: str
    level: str
    kind: str
    also: tuple[str, ...]
    parts: tuple[str, ...]
    courts_db: str
    source: str
    standing: str
    start: str
    until: str
    note: str


@dataclass(frozen=True, slots=True)
class District:
    """A federal judicial district: the state it lies in and its direction, "" where it is the only one."""

    id: str
    label: str
    state: str
    direction: str
    courts_db: str
    source: str
    standing: str
    start: str
    until: str
    note: str


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one table without its head, in order; a row of the wrong length is an error of the data.

    Raises:
        ValueError: a row has more or fewer cells than the head.
    """
    with shipped(f"{FOLDER}/{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        head = next(reader)
        for row in reader:
            if len(row) != len(head):
                raise ValueError(f"{name}.csv line {reader.line_num}: {len(row)} cells, not {len(head)}")
            yield row


def split(text: str, mark: str = ";") -> tuple[str, ...]:
    """The entries of a cell, without blanks around them."""
    return tuple(part.strip() for part in text.split(mark) if part.strip())


@cache
def sovereigns() -> dict[str, SovereignRow]:
    """Every sovereign whose name stands in names of courts and codes, by id."""
    found = {}
    for id_, name, forms, kind in rows("sovereigns"):
        postal = (id_[3:],) if kind in ("state", "district", "territory") else ()
        found[id_] = SovereignRow(id_, name, (*split(forms), *postal), kind)
    return found


def sovereign_kind(sovereign: str) -> str:
    """What kind of sovereign an id means: nation, state, district, territory, tribe, military or foreign state.

    Examples:
        >>> sovereign_kind("US-WI"), sovereign_kind("US-TRIBE-NAVAJO"), sovereign_kind("RU")
        ('state', 'tribe', 'foreign state')
    """
    known = sovereigns().get(sovereign)
    if known is not None:
        return known.kind
    return "tribe" if sovereign.startswith("US-TRIBE") else "foreign state"


@cache
def places() -> tuple[PlaceRow, ...]:
    """Every place, in the order of the table."""
    return tuple(place for row in rows("places") for place in _places_in(*row))


@cache
def places_of(sovereign: str) -> tuple[PlaceRow, ...]:
    """The places of one sovereign, in the order of the table: a case has courts of few."""
    return tuple(place for row in _rows_of_places().get(sovereign, ()) for place in _places_in(*row))


@cache
def _rows_of_places() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for row in rows("places"):
        found.setdefault(row[0], []).append(row)
    return found


def _places_in(sovereign: str, unit: str, names: str, source: str, _note: str) -> Iterator[PlaceRow]:
    for entry in split(names):
        name, *also = split(entry, "=")
        yield PlaceRow(sovereign, unit, name, tuple(also), source)


@cache
def trial_courts() -> tuple[TrialCourt, ...]:
    """Every kind of trial court, in the order of the table."""
    return tuple(
        TrialCourt(s, name, split(also), split(units), general == "yes", db, source, standing, start, until, note)
        for s, name, also, units, general, db, source, standing, start, until, note in rows("trial_courts")
    )


@cache
def courts() -> tuple[CourtRow, ...]:
    """Every court with a row of its own, in the order of the table."""
    return tuple(
        CourtRow(id_, label, s, level, kind, split(also), split(parts), db, source, standing, start, until, note)
        for id_, label, s, level, kind, also, parts, db, source, standing, start, until, note in rows("courts")
    )


@cache
def districts() -> tuple[District, ...]:
    """Every federal district, present ones first."""
    return tuple(District(*row) for row in rows("districts"))


@cache
def kept_ids() -> dict[str, str]:
    """Ids that are older than the registry: id by the registry's scheme → the id that is kept."""
    return {court: kept for court, kept, _ in rows("kept_ids")}
