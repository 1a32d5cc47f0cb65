"""The other ways out as text for a terminal: the answer first, then each conviction and way, then the sources."""

import textwrap
from collections.abc import Iterator

from ...dates import When, in_words
from ...words import led
from ..citations import marks
from ..prose import WIDTH, sources_told
from .answer import Attempt, ConvictionRelief, ReliefAnswer, Route

__all__ = ["tell_relief"]

_MARKS = {"open": "●", "tried": "◐", "unknown": "?", "closed": "✕", "none": "–"}
_HEADS = {
    "open": "Open, if the conditions are met",
    "tried": "Tried before",
    "unknown": "A fact the record does not hold decides",
    "closed": "Closed",
    "none": "Not on record",
}


def tell_relief(answer: ReliefAnswer) -> str:
    """The answer as text, at most 80 columns wide."""
    stamp = f"as of {in_words(When.day(answer.on))}"
    lines = [*textwrap.wrap(led(answer), WIDTH), stamp.rjust(WIDTH)]
    for note in (*answer.notes, answer.clemency):
        lines += ["", *textwrap.wrap(note, WIDTH)] if note else []
    for alike in _groups(answer):
        lines.append("")
        for found in alike:
            name = f"{found.person}: {found.label}" if found.person else found.label
            lines += textwrap.wrap(f"{name} {marks(answer, found.because)}".strip(), WIDTH)
        lines += _conviction(answer, alike[0])
    return "\n".join([*lines, "", *sources_told(answer.sources)])


def _groups(answer: ReliefAnswer) -> Iterator[list[ConvictionRelief]]:
    """Convictions about which the same is to be said, together."""
    rest = list(answer.convictions)
    while rest:
        gist = _gist(rest[0])
        yield [found for found in rest if _gist(found) == gist]
        rest = [found for found in rest if _gist(found) != gist]


def _gist(found: ConvictionRelief) -> object:
    return found.person, found.note, found.missing, [
        (route.id, route.state, route.reason, route.missing, [tried.event for tried in route.attempts])
        for route in found.routes
    ]  # fmt: skip


def _conviction(answer: ReliefAnswer, found: ConvictionRelief) -> Iterator[str]:
    if found.note:
        yield from textwrap.wrap(f"– {found.note}", WIDTH, initial_indent="    ", subsequent_indent="      ")
    for missing in found.missing:
        yield from textwrap.wrap(f"not known: {missing}", WIDTH, initial_indent="    ? ", subsequent_indent="      ")
    for state, head in _HEADS.items():
        routes = [route for route in found.routes if route.state == state]
        if routes:
            yield f"  {head}"
        for route in routes:
            yield from _route(answer, route)


def _route(answer: ReliefAnswer, route: Route) -> Iterator[str]:
    sources = marks(answer, route.because)
    yield from _hung(f"{_MARKS[route.state]} {route.label} {sources}", 4)
    if route.reason:
        yield from _hung(route.reason, 6)
    for missing in route.missing:
        yield from _hung(f"not known: {missing}", 6)
    for attempt in route.attempts:
        yield from _hung(_tried(answer, attempt), 6)
    if route.state == "none":
        return
    yield from _hung(f"decides: {route.body}", 6)
    yield from _hung(route.basis, 6)
    if route.state == "closed":
        return
    if route.time_limit:
        yield from _hung(f"when: {route.time_limit}", 6)
    for condition in route.conditions:
        yield from _hung(f"condition: {condition}", 6)


def _tried(answer: ReliefAnswer, attempt: Attempt) -> str:
    when = attempt.date or "on a day the record does not establish"
    doubt = "" if attempt.sure or not attempt.date else ", perhaps after that day"
    outcome = f": {attempt.outcome}" if attempt.outcome else ""
    which = " (by this way or another; the record does not say)" if attempt.shared else ""
    return f"so far: {attempt.label} ({when}{doubt}){outcome}{which} {marks(answer, attempt.because)}".strip()


def _hung(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))
