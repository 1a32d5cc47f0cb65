"""The lanes of a timeline: each main person with the time in prison, and clemency with who held the power."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ... import cg
from ...dates import When
from ...questions.clemency.status import status_of
from ...view import CaseView, back, backing, claims_behind, dates_of, label, one, step, types, values, widened
from ...vocabulary import Standing, fold
from ...words import capital
from ..scope import case_title, in_case
from .rows import EventRow, surname

__all__ = ["Lane", "Span", "lane_of", "lanes_of"]

_MOST_OFFICES, _MOST_ACTING = 2, 2
_COLOURS = (("#0b4f8a", "o"), ("#8a4600", "s"), ("#5a2d82", "p"), ("#00645c", "h"), ("#8a1c58", "^"), ("#6b5200", "<"),
            ("#39424f", ">"), ("#9a3a00", "d"), ("#553285", "P"))  # fmt: skip
_MERCY, _REST = ("#2c6428", "D"), ("#535b66", "v")
_DECIDES = ("Response", "ClemencyRefusal", "Pardon", "Commutation", "Reprieve")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time drawn as a bar; `sure` is the part that is certain."""

    start: date
    end: date
    sure: tuple[date, date]
    open: bool
    words: tuple[str, ...]
    sources: tuple[tuple[str, str, str], ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: what it is called, whose it is ("" for none), its colour and marker, its bars; who acts there besides."""

    name: str
    owner: str
    colour: str
    marker: str
    spans: tuple[Span, ...] = ()
    note: str = ""
    people: tuple[str, ...] = ()


def lanes_of(view: CaseView, scope: str, on: date, rows: Sequence[EventRow]) -> list[Lane]:
    """The lanes a timeline of these rows needs, those of people first."""
    first = min((row.when.earliest or row.when.latest or on for row in rows), default=on)
    people, wide = _main_people(view, scope, on), widened(view, Standing.ATTRIBUTED)
    lanes = [
        Lane(label(view, person), person, colour, marker, tuple(_prison(view, person, on)), "in prison")
        for person, (colour, marker) in zip(people, _COLOURS, strict=False)
    ]
    offices = _deciding(view, scope)
    for index, office in enumerate(offices):
        name = f"Clemency: {label(view, office)}" if index == 0 else label(view, office)
        spans = tuple(_tenures(view, office, first, on))
        held = tuple(person for node in back(wide, office, cg.office) for person in step(wide, node, cg.person))
        owner, note = "clemency" if index == 0 else office, f"{label(view, office)} in office"
        lanes.append(Lane(name, owner, *_MERCY, spans, note, (office, *held)))
    known = {each for lane in lanes for each in (lane.owner, *lane.people)}
    acting = dict.fromkeys(
        row.agents[0] for row in rows if row.kind in _DECIDES and row.agents and not known & {*row.agents}
    )  # fmt: skip
    lanes += [Lane(capital(label(wide, agent)), agent, *_MERCY) for agent in list(acting)[:_MOST_ACTING]]
    if not offices and any(_owner(row, lanes) == "clemency" for row in rows):
        lanes.append(Lane("Clemency", "clemency", *_MERCY))
    owners = {lane.owner for lane in lanes}
    if any(_owner(row, lanes) not in owners for row in rows):
        lanes.append(Lane("Other events", "", *_REST))
    return lanes


def lane_of(row: EventRow, lanes: Sequence[Lane]) -> int:
    """The number of the lane a row belongs to: of who acted, where there is one, else of whom it befell."""
    owner = _owner(row, lanes)
    last = len(lanes) - 1
    return next((index for index, lane in enumerate(lanes) if lane.owner == owner), last)


def _owner(row: EventRow, lanes: Sequence[Lane]) -> str:
    owners = {lane.owner for lane in lanes}
    about = next((person for person in row.people if person in owners), "")
    for agent in row.agents:
        for lane in lanes:
            if agent == lane.owner or agent in lane.people:
                return lane.owner
    return "clemency" if row.kind in _DECIDES and not row.agents else about


def _main_people(view: CaseView, scope: str, on: date) -> list[str]:
    """Those convicted, else those charged or imprisoned: those whom the title names, then by the first date."""
    title = fold(case_title(view, scope))
    for klasses in (("Conviction",), ("Charge", "Imprisonment")):
        first: dict[str, date] = {}
        for klass in klasses:
            for node in in_case(view, scope, f"cg:{klass}"):
                days = [when.earliest or on for key in (cg.date, cg.from_) for when in dates_of(view, node, key)]
                for person in step(view, node, cg.person) if days and min(days) <= on else ():
                    first[person] = min([first.get(person, on), *days])
        if first:
            return sorted(first, key=lambda one: (fold(label(view, one)) not in title, first[one], one))
    return []


def _prison(view: CaseView, person: str, on: date) -> Iterable[Span]:
    for node in back(view, person, cg.person):
        if cg.Imprisonment not in types(view, node):
            continue
        convictions = step(view, node, cg.conviction)
        undone = bool(convictions) and all(status_of(view, conviction, on).moot for conviction in convictions)
        words = ("in prison, later cleared", "in prison") if undone else ("in prison",)
        yield from _span(view, node, on, words, undone=undone)


def _tenures(view: CaseView, office: str, first: date, on: date) -> Iterable[Span]:
    for node in back(view, office, cg.office):
        for person in step(view, node, cg.person):
            name, acting = label(view, person), ", acting" if one(view, node, cg.heldAs) == "acting" else ""
            for span in _span(view, node, on, (f"{name}{acting}", f"{surname(name)}{acting}")):
                if span.end > first:
                    yield span


def _span(view: CaseView, node: str, on: date, words: tuple[str, ...], *, undone: bool = False) -> Iterable[Span]:
    start = next(dates_of(view, node, cg.from_), None)
    end = next(dates_of(view, node, cg.until), None)
    if start is None or _first(start) >= on:
        return
    opened = end is None or _first(end) > on
    low, high = _first(start), on if opened or end is None else min(_last(end), on)
    sure = (min(_last(start), high), high if opened or end is None else max(_first(end), low))
    keys = [(cg.from_, start), *([(cg.until, end)] if end else [])]
    claims = [claim for key, when in keys for claim in claims_behind(view, node, key, when.text)]
    behind = list(backing(view, claims))
    found = tuple(dict.fromkeys((b.source, b.label, b.url) for b in behind))
    firm = {b.claim for b in behind if b.standing in ("established", "inferred")}
    if not set(claims) <= firm:
        words = (*(f"{text}, by one source" for text in words), "by one source")
    yield Span(low, high, sure, opened, words, found, undone)


def _first(when: When) -> date:
    return when.earliest or when.latest or date.min


def _last(when: When) -> date:
    return when.latest or when.earliest or date.max


def _deciding(view: CaseView, scope: str) -> list[str]:
    """The offices that decide on clemency for offences of the general kind against the laws broken in the case."""
    sovereigns = {s for node in in_case(view, scope, cg.Conviction) for s in step(view, node, cg.lawBroken)}
    offices = [
        office
        for sovereign in sorted(sovereigns)
        for power in back(view, sovereign, cg.sovereign)
        if one(view, power, cg.scope, "all") != "named" and "pardon" in values(view, power, cg.kinds)
        for office in step(view, power, cg.decider)
    ]
    return list(dict.fromkeys(offices))[:_MOST_OFFICES]
