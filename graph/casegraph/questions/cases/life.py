"""Kin, work and age of the people of a case."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer, NoSuchThing, UsageError
from ...records.claim import Claim
from ...vocabulary import Standing
from ...words import capital
from ..record.happenings import Asked, Index, Named, named, records
from ..record.told import Item, Told
from .lines import Held, by_time, dated, firm, line, listed, mark, nothing, record_lines, said
from .people import firm_first, only_one, own_line

__all__ = ["age", "job", "relation", "relatives"]


def relation(held: Held, who: str, whom: str) -> Told:
    """How two people are related: a tie of kinship on record, else the part each has in a case they share."""
    first, second = _pair(held, who, whom)
    items: list[Item] = []
    heads: list[str] = []
    for index, one in first:
        for other in (person for at, person in second if at.case.name == index.case.name):
            ties = [f for a, b in ((one, other), (other, one)) for f in index.facts(a, cg.relativeOf) if f.text == b]
            for fact in ties:
                notes = [own.note for own in index.facts(fact.subject, "rdf:type") if own.note]
                subject, target = index.case.label(fact.subject), index.case.label(fact.text)
                heads.append(
                    f"{subject} is a relative of {target}{mark(fact.standing)}"
                    + (f" ({notes[0].partition('.')[0]})" if notes and _SAYS_KIN.search(notes[0]) else "")
                )
                items.append(
                    line(
                        index, f"{subject}: a relative of {target}", [fact], details=[f"note: {note}" for note in notes]
                    )
                )
    if items:
        return held.told(f"{listed(heads)}.", items)
    beside = [
        own_line(index, person, fact, "Beside it")
        for index, person in (*first, *second)
        for fact in sorted(index.facts(person, cg.capacity), key=firm_first)
    ]
    together = [
        (index, thing)
        for index, one in first
        for thing in by_time(index, index.pointing(one, cg.person))
        if "Event" in index.kinds(thing) and any(other in index.ends(thing, cg.person) for _, other in second)
    ]
    if together:
        heads = [f"{index.case.label(thing)} ({dated(index, thing)})" for index, thing in together]
        items = [item for index, thing in together for item in record_lines(held, index, thing)]
        return held.told(f"No tie of kinship is on record here. Both are named in: {listed(heads)}.", [*items, *beside])
    shared = {index.case.title for index, _ in first} & {index.case.title for index, _ in second}
    where = f" Both are named in: {listed(sorted(shared))}." if shared else ""
    parts = [item.text for item in beside if item.standing in ("established", "inferred")]
    if shared and parts:
        return held.told(f"No tie of kinship is on record here. {'; '.join(parts)}.{where}", beside)
    return held.unknown(f"This graph holds no tie of kinship between {who} and {whom}.{where}", beside)


def relatives(held: Held, who: str) -> Told:
    """Who is a relative of somebody, as far as it is on record."""
    texts: list[str] = []
    items: list[Item] = []
    for index, person in _person(held, who):
        ties = [*index.facts(person, cg.relativeOf)]
        ties += [f for other in index.pointing(person, cg.relativeOf) for f in index.facts(other, cg.relativeOf)]
        for fact in ties:
            if person not in (fact.subject, fact.text):
                continue
            other = fact.text if fact.subject == person else fact.subject
            notes = [own.note for own in index.facts(fact.subject, "rdf:type") if own.note]
            texts.append(f"{index.case.label(other)}{mark(fact.standing)}")
            items.append(
                line(
                    index,
                    f"{index.case.label(person)}: a relative of {index.case.label(other)}",
                    [fact],
                    details=[f"note: {note}" for note in notes],
                )
            )
    if not items:
        return held.unknown(nothing(f"relative of {who}"))
    return held.told(f"On record as a relative: {listed(texts)}.", items)


_SAYS_KIN = re.compile(
    r"\b(?:nephew|niece|uncle|aunt|cousin|brother|sister|son|daughter|father|mother|wife|husband)\b", re.I
)


_People = tuple[tuple[Index, str], ...]


def _pair(held: Held, who: str, whom: str) -> tuple[_People, _People]:
    """The two people; where their names stand side by side (`is Dassey Steven Avery's nephew`), cut where both are one.

    Raises:
        CannotAnswer: one of them names no person, or may mean several.
        NoSuchThing: likewise.
    """
    try:
        return _person(held, who), _person(held, whom)
    except (CannotAnswer, NoSuchThing):
        words = f"{who} {whom}".split()
        found = []
        for at in range(1, len(words)):
            with suppress(CannotAnswer, NoSuchThing, UsageError):
                found.append((_person(held, " ".join(words[:at])), _person(held, " ".join(words[at:]))))
        if len(found) != 1:
            raise
        return found[0]


def _person(held: Held, name: str) -> tuple[tuple[Index, str], ...]:
    meant = named(held.indexes, name)
    only_one(meant, name)
    if not meant.people:
        raise CannotAnswer(f"{name!r} names no person here")
    return meant.people


def job(held: Held, who: str) -> Told:
    """What somebody did for a living."""
    heads: list[str] = []
    items: list[Item] = []
    for index, person in _person(held, who):
        facts = index.facts(person, cg.occupation)
        items += [own_line(index, person, fact) for fact in facts]
        heads += [f"{text}" for text in said(index, facts)]
    if not items:
        return held.unknown(nothing(f"occupation of {who}"), _capacities(held, who))
    return held.told(f"{capital(listed(heads))}.", items)


def _capacities(held: Held, who: str) -> list[Item]:
    return [
        own_line(index, person, fact, "Beside it")
        for index, person in _person(held, who)
        for fact in sorted(index.facts(person, cg.capacity), key=firm_first)
    ]


def age(held: Held, who: str, asked: Asked | None, on: When | None, *, at_act: bool = False) -> Told:
    """How old somebody was when something happened, on a day, or is today; from the date of birth on record.

    Args:
        held: what the graph holds.
        who: the person.
        asked: what happened then; None for a day.
        on: the day; None for today.
        at_act: when the acts were done that the person was charged with.
    """
    items: list[Item] = []
    heads: list[str] = []
    for index, person in _person(held, who):
        births = index.facts(person, cg.born)
        kept = firm(births) or births
        for birth in kept:
            born = When.parse(birth.text)
            for when, facts, name in (
                _acts_charged(index, person) if at_act else _moments(held, index, person, asked, on)
            ):
                text = _years(born, when)
                if not text:
                    continue
                doubt = mark(Standing.weakest(fact.standing for fact in (birth, *facts)))
                heads.append(f"{text}{doubt}{f', {name}' if name else ''}")
                items.append(
                    line(
                        index,
                        f"{index.case.label(person)}: born {in_words(born)}; {name}: {in_words(when)}"
                        if facts
                        else f"{index.case.label(person)}: born {in_words(born)}",
                        [birth, *facts],
                    )
                )
        deaths = firm(index.facts(person, cg.died))
        if deaths and on is None and asked is None and not at_act:
            died = When.parse(deaths[0].text)
            items += [own_line(index, person, fact) for fact in (*kept, *deaths)]
            text = _years(When.parse(kept[0].text), died) if kept else ""
            heads = [f"{index.case.label(person)} died on {in_words(died)}{f', aged {text}' if text else ''}"]
    if not heads:
        noted = [
            line(index, f"{index.case.label(person)}: {own.note}", [own], group="Beside it")
            for index, person in _person(held, who)
            for own in index.facts(person, "rdf:type")
            if own.note
        ]
        near = f" On record beside it: {listed(item.text.rstrip('.') for item in noted)}." if noted else ""
        head = nothing(f"age of {who} then: a date of birth or the other date is missing")
        return held.unknown(f"{head}{near}", [*items, *noted])
    return held.told(f"{'; '.join(dict.fromkeys(heads))}.", items)


def _moments(
    held: Held, index: Index, person: str, asked: Asked | None, on: When | None
) -> Iterable[tuple[When, list[Claim], str]]:
    if asked is None:
        yield on or When.day(held.day), [], "" if on is None else f"on {in_words(on)}"
        return
    for record in records(Named(((index, person),)), asked):
        facts = index.facts(record.thing, cg.date, cg.from_)
        for fact in firm(facts):
            if (when := fact.when) is not None:
                yield when, [fact], index.case.label(record.thing)


def _acts_charged(index: Index, person: str) -> Iterable[tuple[When, list[Claim], str]]:
    charged = [t for t in index.pointing(person, cg.person) if index.kinds(t) & {"Charge", "Count", "Conviction"}]
    for act in dict.fromkeys(act for each in charged for act in index.ends(each, cg.act)):
        for fact in firm(index.facts(act, cg.date)):
            if (when := fact.when) is not None:
                yield when, [fact], index.case.label(act)


def _years(born: When, then: When) -> str:
    """Whole years between two dates, from the fewest to the most they can be."""
    ends = (born.earliest, born.latest, then.earliest, then.latest)
    if None in ends:
        return ""
    first, last, start, end = ends
    least, most = _between(last, start), _between(first, end)  # type: ignore[arg-type]
    return str(least) if least == most else f"{least} or {most}" if most - least == 1 else f"{least} to {most}"


def _between(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
