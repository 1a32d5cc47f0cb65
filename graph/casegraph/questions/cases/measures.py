"""How much, how often, how many, how long."""

from collections.abc import Sequence

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer
from ...vocabulary import Standing
from ...words import capital, plural
from ..naming.cases import parts_meant
from ..record.custody import length_between
from ..record.happenings import Asked, Index, Named, named, records
from ..record.told import Item, Told
from .deeds import found, lead_of, several_people
from .lines import (
    UNDATED,
    Held,
    by_time,
    dated,
    firm,
    listed,
    mark,
    nothing,
    on_that_day,
    record_lines,
    said,
)

__all__ = ["amount", "how_many_people", "how_many_times", "until"]


_MONEY = {"sued": ("CivilAction",), "received": ("Compensation", "Settlement")}


def amount(held: Held, who: str, *, asked_for: bool, when: When | None, of: str = "") -> Told:
    """What somebody was paid, or sued for."""
    wanted = _MONEY["sued" if asked_for else "received"]
    meant = named(held.indexes, who)
    texts: list[str] = []
    items: list[Item] = []
    for index, person in meant.people:
        for thing in by_time(index, index.pointing(person, cg.person)):
            if not index.kinds(thing) & set(wanted):
                continue
            if of and not _about(index, thing, of):
                raise CannotAnswer(f"I cannot match {of!r} with what is on record here: {index.case.label(thing)}")
            in_time = on_that_day(index, thing, when)
            if in_time is not Ternary.YES:
                items += record_lines(held, index, thing, group=UNDATED) if in_time is Ternary.UNKNOWN else ()
                continue
            facts = index.facts(thing, cg.amount)
            if facts:
                name = f"{index.case.label(person)}: " if len(meant.people) > 1 else ""
                texts.append(f"{name}{listed(said(index, facts))} ({index.case.label(thing)}, {dated(index, thing)})")
            items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"sum of money for {who}"), items)
    head = "; ".join(texts)
    return held.told(f"{capital(head)}.", items)


def _about(index: Index, thing: str, of: str) -> bool:
    names = [
        index.case.label(thing),
        *(index.case.label(end) for end in index.ends(thing, cg.related, cg.agent, cg.proceeding, cg.court)),
    ]
    held = {word.casefold() for name in names for word in name.replace(",", " ").split()}
    return {word for word in of.casefold().split() if word not in ("the", "of", "and", "for")} <= held


def how_many_times(held: Held, asked: Asked) -> Told:
    """How often it happened: on how many dates it is on record, each with what is on record of it."""
    sure = [r for r in found(held, asked) if firm(r.index.facts(r.thing, "rdf:type"))]
    items = [item for record in sure for item in record_lines(held, record.index, record.thing, notes=False)]
    several = several_people(sure)
    days = dict.fromkeys(
        f"{lead_of(r, several=several)}{dated(r.index, r.thing)}" for r in sure if dated(r.index, r.thing)
    )
    kept = [day for day in days if not any(day != other and _vaguer(day, other) for other in days)]
    if not kept:
        return held.unknown(nothing(f"date on which {asked.who} was {asked.verb}"), items)
    undated = sum(not dated(r.index, r.thing) for r in sure)
    more = f" Not counted: {plural(undated, 'record')} without a date, below." if undated else ""
    return held.told(f"{len(kept)} on record here: {'; '.join(kept)}.{more}", items)


def _vaguer(day: str, other: str) -> bool:
    """Is one date in words a part of another? A verdict has a day, its conviction often only the month."""
    return other.endswith(day) and len(other) > len(day)


def how_many_people(held: Held, verb: str, phrase: str) -> Told:
    """How many of the people tried in a case it befell, by name."""
    names, items = [], []
    for part in parts_meant(held.indexes, phrase):
        for person in part.people or part.index.accused():
            meant = [
                record
                for record in records(Named(((part.index, person),)), Asked(phrase, verb))
                if firm(record.index.facts(record.thing, "rdf:type"))
            ]
            if meant:
                names.append(part.index.case.label(person))
                items += [
                    item for record in meant for item in record_lines(held, part.index, record.thing, notes=False)
                ]
    if not names:
        return held.unknown(nothing(f"record of anybody {verb} in {phrase}"))
    return held.told(f"{len(set(names))} on record here: {listed(names)}.", items)


def until(held: Held, who: str, ends: Sequence[When]) -> Told:
    """How long somebody had been in custody when something happened: the stretches of it begun before that."""
    texts: list[str] = []
    items: list[Item] = []
    meant = named(held.indexes, who)
    end = max(ends, key=lambda when: when.earliest or held.day)
    for record in records(meant, Asked(who, "imprisoned")):
        index, thing = record.index, record.thing
        starts = firm(index.facts(thing, cg.from_)) or index.facts(thing, cg.from_)
        stops = firm(index.facts(thing, cg.until)) or index.facts(thing, cg.until)
        if not any(f.when and f.when.before(end) is Ternary.YES for f in starts):
            continue
        last = next((f.when for f in stops if f.when), None) or end
        first = next(f.when for f in starts if f.when)
        told = mark(Standing.weakest(f.standing for f in (*starts, *stops)))
        texts.append(f"{length_between(first, last)}{told}: {dated(index, thing)}")
        items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"time in custody of {who} before {in_words(end)}"))
    head = "; ".join(texts)
    return held.told(f"{capital(head)}.", items)
