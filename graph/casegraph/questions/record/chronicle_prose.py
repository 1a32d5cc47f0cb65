"""A timeline as text for a terminal: each line with its reasons, its standing and the sources it rests on."""

import textwrap
from collections.abc import Iterable, Iterator

from ... import cg
from ...dates import When, in_words, length_in_words
from ...timeline import Conflict, Constraint, Contradiction, Fact, Row, Side, Timeline
from ...vocabulary import Standing, local
from ...words import numbered, spaced
from .chronicle import Chronicle, claims_of
from .told import hand

__all__ = ["tell_timeline"]

WIDTH = 80
_COLUMN = 28
_KIND_WORDS = ("charge", "conviction", "sentence")
"""Kinds of record that are called after the offence or the term, so that a reader would not know which is meant."""
_FIRM = (Standing.ESTABLISHED, Standing.INFERRED)


def tell_timeline(told: Chronicle, *, conflicts_only: bool = False) -> str:
    """The timeline as text, at most 80 columns wide."""
    line = told.timeline
    if conflicts_only:
        found = [one for one in line.conflicts if not line.account or _touches(one, line.account)]
        return "\n".join(_conflicts(told, found))
    body = [*_head(line), "", *(text for row in line.rows for text in _row(told, row))]
    if line.later:
        body.append(f"({line.later} later {'date is' if line.later == 1 else 'dates are'} not shown.)")
    body += ["", *_consistency(told)]
    if line.conflicts and not line.account:
        count = len(line.conflicts)
        body += [
            "",
            *_wrapped(
                f"{count} statement{'' if count == 1 else 's'} of the sources cannot be right beside others: "
                f"casegraph timeline {line.case.name} --conflicts"
            ),
        ]
    elif line.conflicts:
        own = [one for one in line.conflicts if _touches(one, line.account)]
        body += ["", *_conflicts(told, own, notes=False)]
    return "\n".join([*body, "", *_sources(told)])


def _touches(one: Conflict, account: str) -> bool:
    return any(fact.told_by(account) for side in one.sides for fact in side.facts)


def _head(line: Timeline) -> Iterator[str]:
    title = line.case.title
    if line.account:
        iri = next((s for s in (*line.case.sources, *line.case.labels) if local(s) == line.account), line.account)
        yield from _wrapped(f"{title}: the account of {line.case.label(iri)}")
        yield "Its own words only, and what follows from them. None of it is thereby a fact."
    else:
        yield from _wrapped(title)
        words = " and ".join(standing.value for standing in line.standings if standing is not Standing.INFERRED)
        yield from _wrapped(f"What is {words}, and what follows from it.")
    if line.known:
        yield f"As far as it was known on {in_words(When.day(line.known))}."
    if line.on:
        yield f"Up to {in_words(When.day(line.on))}."


def _row(told: Chronicle, row: Row) -> Iterator[str]:
    point = " ends" if row.point == "end" else " begins" if row.stretch else ""
    stated = dict.fromkeys(fact.object for fact in row.stated)
    if row.inferred:
        date, marks = _range(row), "(inferred)"
    else:
        date = " / ".join(row.said)
        marks = _soft(told, (fact.claim for fact in row.stated))
        marks += numbered(number for fact in row.stated for number in told.numbers[fact.claim])
    kind = next((f" ({word})" for word in _KIND_WORDS if f"cg:{word.capitalize()}" in row.kinds), "")
    yield from _columns(date, f"{row.label}{kind}{point} {marks}")
    if not row.inferred:
        return
    if stated:
        marks = numbered(number for fact in row.stated for number in told.numbers[fact.claim])
        yield from _columns("", f"stated: {' / '.join(in_words(When.parse(t)) for t in stated)} {marks}")
    own = {fact.claim for fact in row.stated}
    bounds = [("not before", row.earliest), ("not after", row.latest)]
    if row.earliest and row.latest and [*map(_gist, row.earliest.steps)] == [*map(_gist, row.latest.steps)]:
        yield from _columns("", "because")
        yield from (line for step in row.earliest.steps for line in _columns("", f"· {_said(told, step)}", 2))
        return
    for word, bound in bounds:
        if bound is not None and not set(bound.claims) <= own:
            yield from _columns("", f"{word} {in_words(When.day(bound.day))}, because")
            for step in bound.steps:
                yield from _columns("", f"· {_said(told, step)}", 2)


def _gist(step: Constraint) -> tuple[str, tuple[str, ...]]:
    return step.words, step.claims


def _range(row: Row) -> str:
    low, high = (bound.day if bound else None for bound in (row.earliest, row.latest))
    first, last = (in_words(When.day(day)) if day else "" for day in (low, high))
    if first == last:
        return first
    if low and high and low.day == 1:
        for whole in (When.parse(f"{low.year:04d}"), When.parse(f"{low.year:04d}-{low.month:02d}")):
            if (whole.earliest, whole.latest) == (low, high):
                return in_words(whole)
    return f"{first} to {last}" if first and last else f"from {first}" if first else f"until {last}"


def _said(told: Chronicle, step: Constraint) -> str:
    """A step with its tolerance or its rule, its standing where that is soft, and its sources."""
    note = f" ({'rule: ' if step.rule else ''}{step.note})" if step.note else ""
    marks = numbered(number for claim in step.claims for number in told.numbers[claim])
    return f"{step.words}{note} {_soft(told, step.claims)}{marks}".rstrip()


def _soft(told: Chronicle, claims: Iterable[str]) -> str:
    """A remark when claims are not established; an account says so once, at its head."""
    facts = told.facts
    soft = {facts[claim].standing.value for claim in claims if facts[claim].standing not in _FIRM}
    return f"({', '.join(sorted(soft))}) " if soft and not told.timeline.account else ""


def _consistency(told: Chronicle) -> Iterator[str]:
    line = told.timeline
    if not line.account:
        if not line.contradictions:
            yield "These claims are consistent: nothing here excludes anything else."
        else:
            yield from _contradictions(told, line.contradictions, "cannot all be so")
        return
    if line.contradictions:
        yield from _contradictions(told, line.contradictions, "contradict each other within the account")
    else:
        yield "The account is consistent with itself."
    yield ""
    if line.against_record:
        yield from _contradictions(told, line.against_record, "cannot all be so: the account against the record")
    else:
        yield "It is consistent with the record."


def _contradictions(told: Chronicle, found: Iterable[Contradiction], what: str) -> Iterator[str]:
    facts = told.facts
    for index, one in enumerate(found):
        if index:
            yield ""
        count = len(one.claims)
        away = f"{one.days:,} day{'' if one.days == 1 else 's'}"
        yield from _wrapped(f"{count} claim{'' if count == 1 else 's'} {what} (they miss each other by {away}):")
        for claim in one.claims:
            fact = facts[claim]
            marks = numbered(told.numbers[claim])
            who = f", {fact.speakers[-1]}" if fact.speakers else ""
            yield from _wrapped(f"· {_statement(told, fact)} ({fact.standing.value}{who}) {marks}", 2, 4)
            if fact.says:
                yield from _wrapped(fact.says, 4, 4)
        for step in one.steps:
            if step.note:
                yield from _wrapped(f"{'rule' if step.rule else 'read'}: {step.words} ({step.note})", 4, 6)
        named = [facts[claim].name or f"claim {local(claim)}" for claim in one.resolved_by]
        if named:
            yield from _wrapped(f"Retracting one of these alone would resolve it: {', '.join(named)}.", 2, 4)


def _statement(told: Chronicle, fact: Fact) -> str:
    return f"{told.timeline.case.label(fact.subject)} — {spaced(fact.predicate)}: {_value(told, fact)}"


def _value(told: Chronicle, fact: Fact) -> str:
    """The object of a claim as a reader reads it."""
    if fact.thing:
        return told.timeline.case.label(fact.object)
    try:
        if fact.predicate == cg.duration:
            return length_in_words(fact.object)
        return in_words(When.parse(fact.object))
    except ValueError:
        return fact.object


def _conflicts(told: Chronicle, found: Iterable[Conflict], notes: bool = True) -> Iterator[str]:
    found = list(found)
    count = len(found)
    yield f"{count or 'No'} conflict{'' if count == 1 else 's'} between statements of the sources"
    for one in found:
        yield ""
        first = one.sides[0]
        if len({(side.subject, side.predicate) for side in one.sides}) == 1:
            yield from _wrapped(_statement(told, first.facts[0]).rpartition(": ")[0])
            for side in one.sides:
                yield from _side(told, side, _value(told, side.facts[0]), notes)
        else:
            yield from _wrapped("Set against each other in the case file")
            for side in one.sides:
                yield from _side(told, side, _statement(told, side.facts[0]), notes)


def _side(told: Chronicle, side: Side, text: str, notes: bool) -> Iterator[str]:
    """One value: each claim of it with its standing, its speakers, and its documents by name."""
    yield from _wrapped(text, 2, 4)
    for fact in side.facts:
        chain = f", {' > '.join(fact.speakers)}" if fact.speakers else ""
        names = "; ".join(told.timeline.case.label(source) for source in fact.sources)
        yield from _wrapped(f"{fact.standing.value}{chain}{hand(len(fact.speakers) - 1)} — {names}", 6, 8)
        for line in (fact.says, fact.note if notes else ""):
            if line:
                yield from _wrapped(line, 8, 8)


def _sources(told: Chronicle) -> Iterator[str]:
    """The numbered documents of the rows and the contradictions; those of conflicts stand beside the claims."""
    line = told.timeline
    claims = [claim for row in line.rows for claim in claims_of(row)]
    claims += [claim for one in (*line.contradictions, *line.against_record) for claim in one.claims]
    last = max((number for claim in claims for number in told.numbers[claim]), default=0)
    if last:
        yield "Sources"
    for number, source in enumerate(told.sources[:last], 1):
        yield from _wrapped(f"[{number}] {source.label}", 2, 6)
        if source.url:
            yield f"      {source.url}"


def _columns(left: str, right: str, indent: int = 0) -> Iterator[str]:
    start = left
    if len(left) >= _COLUMN:
        yield left
        start = ""
    for index, part in enumerate(textwrap.wrap(right, WIDTH - _COLUMN, subsequent_indent=" " * indent) or [""]):
        yield f"{start if index == 0 else '':<{_COLUMN}}{part}".rstrip()


def _wrapped(text: str, first: int = 0, rest: int = 0) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * first, subsequent_indent=" " * rest)
