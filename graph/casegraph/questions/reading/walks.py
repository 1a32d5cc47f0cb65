"""What each walk needs of a reading, where that is more than its words."""

import re
from dataclasses import replace
from datetime import date

from ... import cg
from ...dates import in_words
from ...errors import CannotAnswer, NoSuchThing, UsageError
from ...store import Store
from ...timeline import speaker_meant
from ..cases import (
    chronology,
    convictions,
    deeds,
    life,
    measures,
    people,
    places,
    whereabouts,
)
from ..cases.lines import Held
from ..law import boards, offices
from ..record.accounts import item_of, who_claims
from ..record.custody import how_long
from ..record.happenings import Asked, named
from ..record.told import Told
from ..record.verbs import verb_of, verbs
from .day_asked import split_date
from .question import Reading

__all__ = [
    "after_of",
    "age_of",
    "asked_of",
    "board_of",
    "charges_of",
    "convictions_counted",
    "court_that_tried",
    "day_of",
    "doer_of",
    "happened",
    "holder_then",
    "phrase_of",
    "role_in",
    "said_by",
    "store_of",
    "thought_framed",
    "time_inside",
    "victims_in",
    "who_it_is",
    "why_held",
]


def day_of(held: Held, reading: Reading) -> date:
    """The day asked about, of a vaguer date its last."""
    if reading.when is None:
        return held.day
    if reading.when.latest is None:
        raise CannotAnswer(f"{in_words(reading.when)} is open at one end: ask about a day, a month or a year")
    return min(reading.when.latest, held.day) if reading.when.latest.year == held.day.year else reading.when.latest


def phrase_of(reading: Reading) -> str:
    """The case as typed, with the year that stands after it."""
    if reading.when is None:
        return reading.who
    if not re.fullmatch(r"\d{4}", reading.when.text):
        raise CannotAnswer(f"I do not understand {in_words(reading.when)!r} here: name the year of the case alone")
    return f"{reading.who} of {reading.when.text}"


def asked_of(reading: Reading, verb: str = "") -> Asked:
    return Asked(reading.who, verb or reading.verb, reading.words, reading.when)


_TAIL = re.compile(r"^(?:(?:was|were|is|got|had|has|been|had been) )*(?P<rest>.+)$", re.IGNORECASE)


def after_of(reading: Reading) -> Asked:
    """What a question says happened before, or then: `he was exonerated`, `his arrest`.

    Raises:
        CannotAnswer: it is no verb or noun of what happens.
    """
    text, when = split_date(_TAIL.sub(r"\g<rest>", reading.after.strip()))
    for form in sorted(verb_of(), key=len, reverse=True):
        if text.casefold() == form or text.casefold().startswith(f"{form} "):
            return Asked(reading.who, verb_of()[form], text[len(form) :].strip(), when)
    raise CannotAnswer(
        f"I do not understand {reading.after!r}: what happened then? Known are: {', '.join(sorted(verbs())[:8])}, …"
    )


_GRANTS = {"pardon": "pardoned", "commutation": "commuted", "reprieve": "reprieved"}


def doer_of(held: Held, reading: Reading) -> Told:
    verb = reading.verb or _GRANTS.get(reading.kind or "", "granted clemency")
    return deeds.by_whom(held, asked_of(reading, verb))


_CRIME = re.compile(r"\b(?:crimes?|offen[cs]e|killings?|murders?)\b", re.IGNORECASE)


def age_of(held: Held, reading: Reading) -> Told:
    if re.match(r"(?:he|she|they)?\s*(?:died|death)\b", reading.after):
        return life.age(held, reading.who, None, None)
    if not reading.after and reading.when is None and _CRIME.search(held.question):
        return life.age(held, reading.who, None, None, at_act=True)
    return life.age(held, reading.who, after_of(reading) if reading.after else None, reading.when)


def role_in(held: Held, reading: Reading) -> Told:
    return people.role(held, reading.part, phrase_of(reading), reading.words)


def time_inside(held: Held, reading: Reading) -> Told:
    """How long somebody was in custody before something happened: the stretch that it ended."""
    before = after_of(reading) if reading.after else Asked(reading.who, "exonerated")
    told = how_long(held.indexes, Asked(reading.who, "imprisoned"), held.question, None)
    ends = [
        w for record in deeds.found(held, before) for f in record.index.facts(record.thing, cg.date) if (w := f.when)
    ]
    if not ends:
        return held.unknown(f"This graph holds no day on which {reading.who} was {before.verb}.", told.items)
    return measures.until(held, reading.who, ends)


def charges_of(held: Held, reading: Reading) -> Told:
    return convictions.charged_of(held, reading.who, reading.words, reading.when, count=reading.count)


def convictions_counted(held: Held, reading: Reading) -> Told:
    return convictions.how_many(held, reading.who, reading.words, reading.when)


def victims_in(held: Held, reading: Reading) -> Told:
    return people.victims(
        held, phrase_of(reading), deed=reading.verb, convicted="convicted" in held.question or "guilty" in held.question
    )


def board_of(held: Held, reading: Reading) -> Told:
    if reading.law:
        return boards.boards(held.view, held.question, reading.law, day_of(held, reading))
    return boards.powers_of(held.view, held.question, reading.office, day_of(held, reading))


def why_held(held: Held, reading: Reading) -> Told:
    """Why somebody is in custody: whether they are, by the record, and of what they stand convicted."""
    custody = whereabouts.custody_of(held, reading.who, reading.when, where=True)
    stand = convictions.still_stand(held, reading.who, "", None, polar=False)
    headline = f"{custody.headline} {stand.headline}"
    return replace(custody, headline=headline, items=(*custody.items, *stand.items))


def court_that_tried(held: Held, reading: Reading) -> Told:
    year = reading.when.text if reading.when else ""
    return places.court_tried(held, f"{reading.who} of {year}" if year else reading.who)


def happened(held: Held, reading: Reading) -> Told:
    """What happened to somebody, or in a case: after something, or in a time."""
    if reading.after:
        return chronology.happened_after(held, reading.who, after_of(reading), reading.when)
    return chronology.happened(held, reading.who, reading.when)


def who_it_is(held: Held, reading: Reading) -> Told:
    """Who somebody is in a case, else which offices they held."""
    try:
        return people.who_is(held, reading.who)
    except NoSuchThing as unknown:
        try:
            return replace(offices.offices_of(held.view, held.question, reading.who), form=reading.form)
        except (NoSuchThing, UsageError):
            raise unknown from None


def holder_then(held: Held, reading: Reading) -> Told:
    """Who held an office when something happened to somebody: on that day, where it is one."""
    days = [
        w
        for record in deeds.found(held, after_of(reading))
        for f in record.index.facts(record.thing, cg.date)
        if (w := f.when) and f.standing.asserted
    ]
    if not days:
        return held.unknown(f"This graph holds no date of that for {reading.who}.")
    told = [
        offices.office_holder(held.view, held.question, reading.office, day, held.day, past=True)
        for day in dict.fromkeys(days)
    ]
    items = tuple(dict.fromkeys(item for one in told for item in one.items))
    return replace(told[0], form=reading.form, headline=" ".join(one.headline for one in told), items=items)


def said_by(held: Held, reading: Reading) -> Told:
    """What a speaker or a document says of somebody in its own voice."""
    items = []
    for index, person in named(held.indexes, reading.who).people:
        try:
            speaker = speaker_meant(index.case, reading.source)
        except (NoSuchThing, UsageError):
            continue
        own = {person, *index.pointing(person, cg.person)}
        items += [
            item_of(index.case, fact)
            for fact in index.case.facts
            if fact.told_by(speaker) and (fact.subject in own or fact.text == person) and fact.key != "rdf:type"
        ]
    if not items:
        return held.unknown(f"This graph holds nothing that {reading.source} says of {reading.who} in its own voice.")
    return held.told(f"{len(items)} statements on record here. They are what this source says.", items)


def thought_framed(held: Held, reading: Reading) -> Told:
    return replace(who_claims(held.cases, f"{reading.who} was framed", held.question), form=reading.form)


def store_of(held: Held) -> Store:
    assert held.view.store is not None
    return held.view.store
