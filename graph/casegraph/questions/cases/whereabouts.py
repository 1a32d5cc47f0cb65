"""Where somebody is, as far as the record goes: in custody, whose and since when, released, alive or dead."""

from collections.abc import Iterable
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer
from ...records.claim import Claim
from ...words import capital
from ..record.happenings import Index, named
from ..record.told import Item, Told
from .lines import Held, by_time, dated, firm, line, listed, mark, nothing, record_lines, said

__all__ = ["alive", "custody_of"]


def custody_of(held: Held, who: str, when: When | None, *, where: bool = False, free: bool = False) -> Told:
    """Whether somebody is or was in custody on a day, or where; the record may end before the day asked about.

    Args:
        held: what the graph holds.
        who: the person.
        when: the day or year asked about; None for today.
        where: the question is where, not whether.
        free: the question is whether they are free.
    """
    meant = named(held.indexes, who)
    if not meant.people:
        raise CannotAnswer(f"{who!r} names no person here")
    texts: list[str] = []
    items: list[Item] = []
    for index, person in meant.people:
        text, lines = _of_one(held, index, person, when, where=where, free=free)
        items += lines
        if text:
            name = f"{index.case.label(person)}: " if len(meant.people) > 1 else ""
            texts.append(f"{name}{text}")
    if not texts:
        return held.unknown(nothing(f"time in custody of {who}"), items)
    return held.told(f"{'. '.join(dict.fromkeys(texts))}.", items)


def _of_one(
    held: Held, index: Index, person: str, when: When | None, *, where: bool, free: bool
) -> tuple[str, list[Item]]:
    on = when or When.day(held.day)
    stretches = by_time(index, (t for t in index.pointing(person, cg.person) if "Imprisonment" in index.kinds(t)))
    releases = by_time(index, (t for t in index.pointing(person, cg.person) if "Release" in index.kinds(t)))
    items = [item for thing in (*stretches, *releases) for item in _lines(held, index, thing)]
    deaths = firm(index.facts(person, cg.died))
    if deaths and when is None:
        items += [line(index, f"{index.case.label(person)}: died {in_words(When.parse(deaths[0].text))}", deaths)]
        return f"{'No: died' if not where else 'Died'} {in_words(When.parse(deaths[0].text))}", items
    covering = [thing for thing in stretches if _covers(index, thing, on, held.day)]
    if covering:
        return _inside(index, covering, where=where, free=free), items
    over = [thing for thing in stretches if _ended(index, thing, on)]
    let_go = [
        thing
        for thing in releases
        if any(f.when and f.when.before(on) is Ternary.YES for f in index.facts(thing, cg.date))
    ]
    if not over and not let_go:
        return "", items
    ended = listed(f"{index.case.label(thing)}: {dated(index, thing)}" for thing in (let_go or over)[-1:])
    if where:
        return f"Not in custody by the record; {ended}", items
    return f"{'Yes' if free else 'No'}, as far as the record goes: {ended}", items


def _inside(index: Index, covering: Iterable[str], *, where: bool, free: bool) -> str:
    parts = []
    for thing in covering:
        keeper = listed(said(index, index.facts(thing, cg.custodian)))
        notes = [fact.note.rstrip(".") for fact in index.facts(thing, "rdf:type") if fact.note]
        place = listed(said(index, index.facts(thing, cg.place)))
        told = firm(index.facts(thing, cg.until)) or index.facts(thing, cg.until)
        end = "" if told else ", no end on record"
        parts.append(
            f"in custody{f' of {keeper}' if keeper else ''}{f', {place}' if place else ''} {dated(index, thing)}{end}"
            + (f" ({'; '.join(notes)})" if notes else "")
        )
    text = "; ".join(parts)
    if where:
        return capital(text)
    return f"{'No' if free else 'Yes'}, as far as the record goes: {text}"


def _lines(held: Held, index: Index, thing: str) -> Iterable[Item]:
    return record_lines(held, index, thing, keys=(cg.from_, cg.until, cg.date, cg.custodian, cg.place, cg.cause))


def _ends(index: Index, thing: str, key: str) -> list[Claim]:
    facts = [fact for fact in index.facts(thing, key) if fact.when]
    return firm(facts) or facts


def _covers(index: Index, thing: str, on: When, today: date) -> bool:
    """Was the stretch running at that time, as far as the record goes? An end only said to be counts as an end."""
    starts, ends = (_ends(index, thing, key) for key in (cg.from_, cg.until))
    begun = any(f.when and f.when.after(on) is not Ternary.YES for f in starts)
    over = any(f.when and f.when.before(on) is not Ternary.NO and f.when.before(on) is Ternary.YES for f in ends)
    vague = any(f.when and f.when.before(on) is Ternary.UNKNOWN for f in ends) and on.exact
    return begun and not over and not vague


def _ended(index: Index, thing: str, on: When) -> bool:
    return any(f.when and f.when.after(on) is not Ternary.YES for f in _ends(index, thing, cg.until))


def alive(held: Held, who: str) -> Told:
    """Whether somebody's death is on record; that somebody lives no record here says."""
    texts: list[str] = []
    items: list[Item] = []
    meant = named(held.indexes, who)
    if not meant.people:
        raise CannotAnswer(f"{who!r} names no person here")
    for index, person in meant.people:
        for fact in index.facts(person, cg.died):
            texts.append(f"{index.case.label(person)} died: {in_words(When.parse(fact.text))}{mark(fact.standing)}")
            items.append(line(index, f"{index.case.label(person)}: died {in_words(When.parse(fact.text))}", [fact]))
        killed = [
            t
            for t in index.pointing(person, cg.victim)
            if any(w in index.case.label(t) for w in ("killing", "murder", "homicide", "death"))
        ]
        for thing in killed if not index.facts(person, cg.died) else ():
            texts.append(f"{index.case.label(thing)}: {dated(index, thing)}")
            items += record_lines(held, index, thing)
    if not items:
        return held.unknown(f"This graph holds no death of {who}, and does not say who is alive.")
    return held.told(f"{'; '.join(dict.fromkeys(texts))}.", items)
