"""Where it was: by which court, at which place, with what verdict."""

from dataclasses import replace

from ... import cg
from ...dates import When
from ...words import capital
from ..naming.cases import Part, events_called, parts_meant
from ..record.happenings import Asked, Index, named
from ..record.told import Item, Told
from .deeds import found, lead_of, several_people
from .lines import (
    Held,
    by_time,
    dated,
    doubt,
    firm,
    listed,
    nothing,
    record_lines,
    said,
)

__all__ = ["court_heard", "court_of", "court_tried", "of_part", "place_of", "place_of_event", "verdict_of"]


def court_of(held: Held, asked: Asked) -> Told:
    """Which court did it; of a trial whose record names none, the court of the convictions."""
    told = _one_key(held, asked, cg.court, "court")
    if told.value == "unknown" and asked.verb == "tried":
        return _one_key(held, replace(asked, verb="convicted"), cg.court, "court")
    return told


def place_of(held: Held, asked: Asked) -> Told:
    """Where it was: the place on record, else the court before which it was."""
    done = found(held, asked)
    key = cg.place if any(record.index.facts(record.thing, cg.place) for record in done) else cg.court
    told = _one_key(held, asked, key, "place")
    return court_of(held, asked) if told.value == "unknown" and asked.verb == "tried" else told


def _one_key(held: Held, asked: Asked, key: str, what: str) -> Told:
    done = found(held, asked)
    several = several_people(done)
    texts: list[str] = []
    items: list[Item] = []
    for record in done:
        index, thing = record.index, record.thing
        facts = index.facts(thing, key)
        if facts:
            day = dated(index, thing)
            where = f"{listed(said(index, facts))}{f' ({day})' if day else ''}"
            texts.append(f"{lead_of(record, several=several)}{where}{doubt(index, thing)}")
        items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"{what} for that ({asked.who}, {asked.verb})"), items)
    return held.told(f"{'; '.join(dict.fromkeys(texts))}.", items)


def court_tried(held: Held, phrase: str) -> Told:
    """The court before which a case or a person was tried, with the place where the trial sat."""
    texts: list[str] = []
    items: list[Item] = []
    for part in parts_meant(held.indexes, phrase):
        index = part.index
        trials = [t for t in index.things() if "Trial" in index.kinds(t) and of_part(index, t, part)]
        tried = [t for t in index.things() if "Conviction" in index.kinds(t) and of_part(index, t, part)]
        for thing in by_time(index, trials or tried):
            courts = said(index, index.facts(thing, cg.court)) or _courts_of(index, thing)
            where = [*courts, *said(index, index.facts(thing, cg.place))]
            if where:
                texts.append(f"{', '.join(where)} ({index.case.label(thing)})")
                items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"court for {phrase}"), items)
    return held.told(f"{'; '.join(dict.fromkeys(texts))}.", items)


def _courts_of(index: Index, trial: str) -> list[str]:
    """The court of a trial by its proceeding or its convictions."""
    nodes = [*index.ends(trial, cg.proceeding), *index.ends(trial, cg.conviction)]
    return list(dict.fromkeys(text for node in nodes for text in said(index, index.facts(node, cg.court))))


def of_part(index: Index, thing: str, part: Part) -> bool:
    """Is the record of the people and the year that a part of a case is about?"""
    people = {
        *index.ends(thing, cg.person),
        *(p for c in index.ends(thing, cg.conviction) for p in index.ends(c, cg.person)),
    }
    if part.people and not people & set(part.people):
        return False
    years = [text.strip("[")[:4] for text in index.ends(thing, cg.date)]
    return not part.year or part.year in years


def place_of_event(held: Held, phrase: str, when: When | None) -> Told:
    """Where an event was of whose name, kind, people and year every word speaks."""
    texts: list[str] = []
    items: list[Item] = []
    for index, thing in events_called(held.indexes, f"{phrase} {when.text[:4]}" if when else phrase):
        places = index.facts(thing, cg.place) or index.facts(thing, cg.court)
        if places:
            texts.append(f"{listed(said(index, places))} ({index.case.label(thing)}, {dated(index, thing)})")
            items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"place of {phrase}"))
    return held.told(f"{'; '.join(dict.fromkeys(texts))}.", items)


def verdict_of(held: Held, phrase: str) -> Told:
    """What was found at the trials of a case or a person."""
    texts: list[str] = []
    items: list[Item] = []
    for part in parts_meant(held.indexes, phrase):
        index = part.index
        own = [t for t in index.things() if index.kinds(t) & {"Verdict", "Trial"} and of_part(index, t, part)]
        for thing in by_time(index, own):
            outcome = said(index, index.facts(thing, cg.outcome))
            if outcome:
                texts.append(f"{index.case.label(thing)}: {listed(outcome)} ({dated(index, thing)})")
                items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"verdict of {phrase}"), items)
    head = "; ".join(texts)
    return held.told(f"{capital(head)}.", items)


def court_heard(held: Held, court: str, who: str) -> Told:
    """What a court did with somebody's case."""
    wanted = {word for word in court.casefold().split() if word not in ("the", "of", "court")} | {"court"}
    texts: list[str] = []
    items: list[Item] = []
    for index, person in named(held.indexes, who).people:
        for thing in by_time(index, index.pointing(person, cg.person)):
            for fact in firm(index.facts(thing, cg.court)):
                name = index.case.label(fact.text).casefold()
                if wanted <= set(name.replace(",", " ").split()) and _is_the(name, court):
                    outcome = listed(said(index, index.facts(thing, cg.outcome)))
                    texts.append(f"{index.case.label(thing)}: {dated(index, thing)}{f'; {outcome}' if outcome else ''}")
                    items += record_lines(held, index, thing)
    if not items:
        return held.unknown(nothing(f"decision of {court} in the case of {who}"))
    return held.told(f"On record: {'; '.join(dict.fromkeys(texts))}.", items)


def _is_the(name: str, court: str) -> bool:
    """`The Supreme Court` alone is that of the United States; a State's is named with its State."""
    plain = {word for word in court.casefold().split() if word not in ("the", "of", "u.s.", "us", "united", "states")}
    return plain != {"supreme", "court"} or "united states" in name
