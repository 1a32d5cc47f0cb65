"""What has been tried against a conviction by a day, and by which way out: told by the events of the record.

The walk: conviction ← event, or conviction → proceeding ← reviewing proceeding ← event; then event → way out where the
record names it, else by the kind of event that the way names and the sovereign whose court heard it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...view import CaseView, back, claims_behind, dates_of, label, one, step, types, values, widened
from ...vocabulary import Standing
from ...words import unique
from ..naming.names import convictions_of
from .answer import Attempt

__all__ = ["Tried", "tried_by"]


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried by one way.

    Attributes:
        told: the attempts that lie before the end of the day, oldest first.
        later: the record has an attempt that lies after the day.
    """

    told: tuple[Attempt, ...] = ()
    later: bool = False


def tried_by(view: CaseView, conviction: str, routes: Iterable[str], day: date) -> dict[str, Tried]:
    """Way out → what was tried by it against `conviction` by `day`; also ways the record itself names beside `routes`.

    An attempt whose day is not established is withheld while some account puts it after `day`.
    """
    events = _events(view, conviction)
    ways = list(unique([*routes, *(way for event in events for way in step(view, event, cg.route))]))
    found: dict[str, list[tuple[date, Attempt]]] = {way: [] for way in ways}
    later: set[str] = set()
    for event in events:
        named = step(view, event, cg.route)
        meant = [way for way in ways if (way in named if named else _fits(view, conviction, event, way))]
        dates = list(dates_of(view, event, cg.date))
        if any(when.after(When.day(day)) is Ternary.YES for when in dates or _said(view, event)):
            later |= set(meant)
            continue
        last = max((when.latest for when in dates if when.latest), default=date.max)
        attempt = _attempt(view, conviction, event, dates, day, shared=len(meant) > 1)
        for way in meant:
            found[way].append((last, attempt))
    in_order = {way: sorted(told, key=lambda pair: (pair[0], pair[1].event)) for way, told in found.items()}
    return {way: Tried(tuple(attempt for _, attempt in told), way in later) for way, told in in_order.items()}


def _said(view: CaseView, event: str) -> list[When]:
    """The days anybody gives an event; good enough to withhold it, never to tell it."""
    return list(dates_of(widened(view, Standing.ATTRIBUTED, Standing.CONTESTED), event, cg.date))


def _events(view: CaseView, conviction: str) -> list[str]:
    """The events about a conviction: those that name it, or a proceeding on it, or only its person."""
    people = step(view, conviction, cg.person)
    reviews = _proceedings(view, conviction)
    alone = all(_same_case(view, conviction, other) for person in people for other in convictions_of(view, person))
    found = {*back(view, conviction, cg.conviction)}
    for proceeding in reviews:
        found |= {event for event in back(view, proceeding, cg.proceeding) if not step(view, event, cg.conviction)}
    for person in people if alone else ():
        found |= {
            event
            for event in back(view, person, cg.person)
            if not step(view, event, cg.conviction) and not step(view, event, cg.proceeding)
        }
    mine = {event for event in found if not (who := step(view, event, cg.person)) or set(who) & set(people)}
    return sorted(event for event in mine if cg.Event in types(view, event))


def _proceedings(view: CaseView, conviction: str) -> list[str]:
    """The case of a conviction and every proceeding that reviews it, around corners."""
    found = step(view, conviction, cg.proceeding)
    for proceeding in found:  # grows while it is walked
        found += [review for review in back(view, proceeding, cg.reviewOf) if review not in found]
    return found


def _same_case(view: CaseView, conviction: str, other: str) -> bool:
    return conviction == other or (
        bool(step(view, conviction, cg.proceeding))
        and step(view, conviction, cg.proceeding) == step(view, other, cg.proceeding)
    )


def _fits(view: CaseView, conviction: str, event: str, way: str) -> bool:
    """Does the event, by its kind and court, try this way? A court of another sovereign does not hear it."""
    kinds = {kind.removeprefix("cg:") for kind in types(view, event)}
    if not kinds & set(values(view, way, cg.attemptedBy)):
        return False
    owners = step(view, way, cg.courtsOf) or step(view, conviction, cg.lawBroken)
    courts = step(view, event, cg.court)
    return not courts or any(set(step(view, court, cg.courtOf)) & set(owners) for court in courts)


_OUTCOMES = ((cg.ParoleGranted, "granted"), (cg.ParoleRefused, "refused"))
"""Kinds of event that are an outcome by themselves."""


def _attempt(view: CaseView, conviction: str, event: str, dates: list[When], day: date, *, shared: bool) -> Attempt:
    because: list[str] = []
    for key in ("rdf:type", cg.conviction, cg.proceeding, cg.person, cg.route, cg.court):
        because += [claim for end in step(view, event, key) for claim in claims_behind(view, event, key, end)]
    for key in (cg.date, cg.outcome, "rdfs:label"):
        because += [claim for text in values(view, event, key) for claim in claims_behind(view, event, key, text)]
    courts = step(view, event, cg.court)
    return Attempt(
        event,
        label(view, event),
        in_words(dates[0]) if dates else "",
        label(view, courts[0]) if courts else "",
        one(view, event, cg.outcome) or next((text for kind, text in _OUTCOMES if kind in types(view, event)), ""),
        bool(dates) and all(when.after(When.day(day)) is Ternary.NO for when in dates),
        shared,
        unique(because),
    )
