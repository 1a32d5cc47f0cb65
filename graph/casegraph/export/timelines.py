"""The dated events of a case for TimelineJS and for calendars."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .. import cg
from ..dates import NotADate, When, in_words
from ..records.claim import Claim, Literal
from ..vocabulary import Standing, local
from ..words import escape, visible
from .facts import ExportedClaims

__all__ = ["ics", "timelinejs"]

_KINDS = ("Event", "Charge", "Conviction", "Sentence", "Petition", "Response", "Work", "Imprisonment")


@dataclass(frozen=True, slots=True)
class DatedThing:
    """A thing with its date, and the documents that say so."""

    thing: str
    label: str
    when: When
    facts: tuple[Claim, ...]

    @property
    def sure(self) -> bool:
        """Does the record establish the date?"""
        return all(fact.standing is Standing.ESTABLISHED for fact in self.facts)


def dated(facts: ExportedClaims) -> Iterator[DatedThing]:
    """Everything with a date or a from–until, in order of time."""
    found = []
    for thing in sorted({thing for kind in _KINDS for thing in facts.of_class(kind)}):
        for row in facts.of(thing, cg.date):
            found += _read(facts, thing, (row,), row.object)
        start, end = facts.of(thing, cg.from_), facts.of(thing, cg.until)
        if start or end:
            span = "/".join(facts.text(thing, key) or ".." for key in (cg.from_, cg.until))
            found += _read(facts, thing, (*start[:1], *end[:1]), Literal(span))
    yield from sorted(found, key=lambda d: (d.when.earliest or d.when.latest or date.min, d.label, d.thing))


def _read(facts: ExportedClaims, thing: str, rows: tuple[Claim, ...], term: object) -> list[DatedThing]:
    try:
        when = When.parse(term.value) if isinstance(term, Literal) else None
    except NotADate:
        return []
    return [DatedThing(thing, facts.label(thing), when, rows)] if when else []


def timelinejs(facts: ExportedClaims) -> bytes:
    """The JSON that TimelineJS 3 reads; texts are escaped, for it prints them as HTML."""
    events = []
    for entry in dated(facts):
        start, end = entry.when.ends
        if entry.when.earliest is None and entry.when.latest is None:
            continue
        sources = sorted({facts.label(source) for row in entry.facts for source in row.sources})
        mark = "" if entry.sure else f" ({entry.facts[0].standing.value})"
        event: dict[str, object] = {
            "unique_id": local(entry.thing),
            "start_date": _parts(start or end or entry.when),
            "display_date": in_words(entry.when) + mark,
            "text": {"headline": escape(entry.label), "text": escape("; ".join(sources))},
        }
        if entry.when.interval and start and end:
            event["end_date"] = _parts(end, last=True)
        events.append(event)
    return (json.dumps({"events": events}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _parts(when: When, *, last: bool = False) -> dict[str, int]:
    """As many of year, month and day as are known, of its first day or its last."""
    days = (when.latest, when.earliest) if last else (when.earliest, when.latest)
    names = ("year", "month", "day")
    return {name: getattr(days[0] or days[1], name) for name in names[: names.index(when.precision) + 1]}


def ics(facts: ExportedClaims) -> bytes:
    """The dated events as an iCalendar file (RFC 5545): whole days; a vague date covers all its possible days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//casegraph//EN", "CALSCALE:GREGORIAN"]
    for entry in dated(facts):
        first, last = entry.when.earliest, entry.when.latest
        if first is None or last is None or last == date.max:
            continue
        vague = "" if entry.when.exact or entry.when.interval else f" ({in_words(entry.when)})"
        said = "" if entry.sure else f" [{entry.facts[0].standing.value}]"
        sources = "; ".join(sorted({facts.label(source) for row in entry.facts for source in row.sources}))
        # RFC 5545 asks for a time stamp; the event's own day keeps the file the same on every run
        lines += [
            "BEGIN:VEVENT",
            f"UID:{local(entry.thing)}-{entry.facts[0].iri.rsplit('/', 1)[-1]}@casegraph",
            f"DTSTAMP:{_basic(first)}T000000Z",
            f"DTSTART;VALUE=DATE:{_basic(first)}",
            f"DTEND;VALUE=DATE:{_basic(last + timedelta(days=1))}",
            f"SUMMARY:{_escaped(entry.label + vague + said)}",
            f"DESCRIPTION:{_escaped(sources)}",
            f"STATUS:{'CONFIRMED' if entry.sure else 'TENTATIVE'}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _basic(day: date) -> str:
    """The day without its hyphens, the year in four digits whatever the platform."""
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    plain = visible(text)
    for char in "\\;,":
        plain = plain.replace(char, f"\\{char}")
    return plain


def _folded(line: str) -> str:
    """Lines of at most 75 octets, going on after a space (RFC 5545 § 3.1)."""
    parts: list[str] = []
    held = ""
    for char in line:
        if len((held + char).encode()) > (75 if not parts else 74):
            parts.append(held)
            held = ""
        held += char
    return "\r\n ".join([*parts, held])
