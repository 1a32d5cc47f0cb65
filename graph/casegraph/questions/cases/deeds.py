"""What was done to somebody: by whom, why and how, where, by which court, for how much, how often."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer
from ...records.claim import Claim
from ...view import step, types
from ...vocabulary import Standing
from ..clemency.status import status_of
from ..naming.cases import Part, events_called, parts_meant
from ..naming.names import stems
from ..powers.tenure import titles_on
from ..record.custody import length_between
from ..record.happenings import Asked, Index, Named, Record, besides, named, records, within
from ..record.told import Item, Told
from ..record.verbs import verbs
from .lines import Held, acted, by_time, dated, firm, line, listed, mark, nothing, record_lines, said

__all__ = [
    "amount",
    "asked_clemency",
    "by_whom",
    "court_heard",
    "court_of",
    "court_tried",
    "done_for",
    "found",
    "how_many_people",
    "how_many_times",
    "place_of",
    "place_of_event",
    "recommended",
    "until",
    "verdict_of",
    "why_done",
]


def found(held: Held, asked: Asked) -> list[Record]:
    """The records of what is asked about, in order of time; of a conviction the verdict tells who and where."""
    meant = named(held.indexes, asked.who)
    kept = records(meant, asked)
    order: dict[str, list[str]] = {}
    for record in kept:
        order.setdefault(record.index.case.name, []).append(record.thing)
    ranked = {
        name: by_time(next(r.index for r in kept if r.index.case.name == name), things)
        for name, things in order.items()
    }
    return sorted(
        dict.fromkeys(kept), key=lambda r: (r.index.case.name, ranked[r.index.case.name].index(r.thing), r.person)
    )


def _beside(held: Held, asked: Asked) -> list[Item]:
    near = besides(named(held.indexes, asked.who), asked) if asked.verb in verbs() else []
    return [item for record in near for item in record_lines(held, record.index, record.thing, group="Beside it")]


def _whose(held: Held, found: Sequence[Record]) -> bool:
    """Must the person be named with each record, since there are several?"""
    return len({record.person for record in found if record.person}) > 1


def _lead(record: Record, several: bool) -> str:
    return f"{record.index.case.label(record.person)}: " if several and record.person else ""


def _sureness(record: Record) -> str:
    own = record.index.facts(record.thing, "rdf:type")
    return "" if firm(own) or not own else mark(own[0].standing)


_BY_NO_COURT = frozenset(
    {"charged", "indicted", "accused", "arrested", "detained", "taken into custody", "dropped", "compensated"}
)
"""What no court does, though the record may name the court before which it was."""


def by_whom(held: Held, asked: Asked) -> Told:
    """Who did it: the agent of each record, else its court, else who brought about what caused it.

    Args:
        held: what the graph holds.
        asked: to whom, what, and what narrows it.
    """
    done = found(held, asked)
    several = _whose(held, done)
    told: dict[tuple[str, str], list[tuple[bool, str]]] = {}
    items: list[Item] = []
    for record in done:
        index, thing = record.index, record.thing
        who, facts = _doers(held, index, thing)
        items += record_lines(held, index, thing)
        if who and (asked.verb not in _BY_NO_COURT or index.facts(thing, cg.agent)):
            items += [line(index, f"{index.case.label(thing)}: {listed(who)}", facts)] if facts else []
            court_alone = not index.facts(thing, cg.agent) and bool(index.facts(thing, cg.court))
            key = _lead(record, several), dated(index, thing)
            told.setdefault(key, []).append((court_alone, f"{listed(who)}{_sureness(record)}"))
    near = _beside(held, asked)
    if not items:
        return held.unknown(f"{nothing(f'record of that ({asked.who}: {asked.verb})')}{_near(near)}", near)
    if not told:
        return held.unknown(nothing(f"name of who did it ({asked.who}, {asked.verb})"), [*items, *near])
    texts = []
    for (lead, day), names in told.items():
        persons = [name for court_alone, name in names if not court_alone] or [name for _, name in names]
        texts.append(f"{lead}{listed(persons)}{f', {day}' if day else ''}")
    head = "; ".join(texts)
    return held.told(f"{head[:1].upper()}{head[1:]}.{_void(held, done)}{_near(near)}", [*items, *near])


def _near(near: Sequence[Item]) -> str:
    """What bears on the answer without being it, as far as it is established."""
    sure = [item.text for item in near if item.standing in ("established", "inferred")]
    return f" On record beside it: {listed(sure)}." if sure else ""


def _doers(held: Held, index: Index, thing: str) -> tuple[list[str], list[Claim]]:
    """Who did what a record tells, with the facts that say so."""
    for key in (cg.agent, cg.court):
        facts = index.facts(thing, key)
        kept = firm(facts) or facts
        if kept:
            court = listed(said(index, index.facts(thing, cg.court))) if key == cg.agent else ""
            people = acted(held, index, thing, kept)
            kept_court = firm(index.facts(thing, cg.court)) if court else []
            return [*people[:-1], f"{people[-1]}{f', {court}' if court else ''}"], [*kept, *kept_court]
    for fact in index.facts(thing, cg.cause):
        who, facts = _doers(held, index, fact.text) if index.kinds(fact.text) else ([], [])
        if who:
            return [f"{listed(who)} ({index.case.label(fact.text)}){mark(fact.standing)}"], [fact, *facts]
    return [], []


def _void(held: Held, found: Iterable[Record]) -> str:
    """That an act of clemency had no effect, where whoever granted it had no power over the conviction."""
    void = {}
    for record in found:
        for conviction in step(held.view, record.thing, cg.conviction):
            if (
                cg.Conviction in types(held.view, conviction)
                and status_of(held.view, conviction, held.day).void == record.thing
            ):
                void[record.thing] = record.index.case.label(record.thing)
    return f" No effect: {listed(void.values())}, without power over the conviction." if void else ""


_CAUSES = (cg.cause, cg.outcome)


def why_done(held: Held, asked: Asked, *, denied: bool = False) -> Told:
    """Why or how it came about, as far as the record gives a cause, an outcome or a ground; else what it says of it.

    Args:
        held: what the graph holds.
        asked: to whom, what, and what narrows it.
        denied: it is asked why it did not happen; then what stood in its way is told.
    """
    if denied:
        return _why_not(held, asked)
    done = found(held, asked)
    items = [item for record in done for item in record_lines(held, record.index, record.thing)]
    texts: list[str] = []
    several = _whose(held, done)
    for record in done:
        index, thing = record.index, record.thing
        grounds = [text for key in _CAUSES for text in _grounds(held, index, thing, key)]
        items += _behind(held, index, thing)
        grounds += [f.note.rstrip(".") for f in firm(index.facts(thing, "rdf:type")) if f.note]
        grounds += _claimed(index, thing, items)
        if grounds:
            texts.append(
                f"{_lead(record, several)}{index.case.label(thing)}{_sureness(record)}: "
                f"{'; '.join(dict.fromkeys(grounds))}"
            )
    near = _beside(held, asked)
    if not items:
        return held.unknown(f"{nothing(f'record of that ({asked.who}: {asked.verb})')}{_near(near)}", near)
    if not texts:
        return held.unknown(nothing(f"ground for it ({asked.who}, {asked.verb})"), [*items, *near])
    head = ". ".join(dict.fromkeys(texts))
    return held.told(f"{head[:1].upper()}{head[1:]}.", [*items, *near])


def _grounds(held: Held, index: Index, thing: str, key: str) -> list[str]:
    facts = index.facts(thing, key)
    if key != cg.cause:
        return said(index, facts)
    kept = firm(facts) or facts
    return [f"because of {index.case.label(f.text)}{mark(f.standing)}{_when_of(index, f.text)}" for f in kept]


def _when_of(index: Index, thing: str) -> str:
    day = dated(index, thing)
    return f" ({day})" if day else ""


def _behind(held: Held, index: Index, thing: str) -> list[Item]:
    """The causes of a record, and what they rest on, as lines of their own."""
    causes = [fact.text for fact in index.facts(thing, cg.cause)]
    near = [other for cause in causes for other in index.ends(cause, cg.pointsTo, cg.item)]
    return (
        [
            item
            for cause in causes
            if index.kinds(cause)
            for item in [
                *record_lines(
                    held, index, cause, keys=(cg.date, cg.agent, cg.outcome, cg.item, cg.pointsTo), group="Because of"
                )
            ]
        ]
        if near or causes
        else []
    )


def _claimed(index: Index, thing: str, items: list[Item]) -> list[str]:
    """What somebody gives as the ground; never the ground itself."""
    told = index.facts(thing, cg.groundedIn)
    texts = [index.case.label(f.text) if f.is_link else f.text for f in told]
    items += [
        line(index, f"{index.case.label(thing)} — grounded in: {text}", [f], group="As somebody says")
        for f, text in zip(told, texts, strict=True)
    ]
    return [f"{text}{mark(f.standing)}" for f, text in zip(told, texts, strict=True)]


def _why_not(held: Held, asked: Asked) -> Told:
    """What stood in the way: for an execution the acts that spared somebody, else what bears on it."""
    meant = named(held.indexes, asked.who)
    done = records(meant, replace(asked, words="", when=None)) if meant.people else []
    if done:
        text = "; ".join(
            f"{record.index.case.label(record.thing)}: {dated(record.index, record.thing)}" for record in done
        )
        return held.told(
            f"It did happen, by the record: {text}.",
            [item for record in done for item in record_lines(held, record.index, record.thing)],
        )
    kinds = {"executed": {"Commutation", "Pardon", "Reprieve", "Stay", "Vacatur", "SentenceVacated", "Exoneration"}}
    wanted = kinds.get(asked.verb) or set(verbs()[asked.verb].besides)
    texts: list[str] = []
    items: list[Item] = []
    for index, person in meant.people:
        for thing in by_time(index, index.pointing(person, cg.person)):
            if index.kinds(thing) & wanted:
                items += record_lines(held, index, thing)
                texts.append(
                    "; ".join(
                        [
                            f"{index.case.label(thing)}: {dated(index, thing)}",
                            *said(index, index.facts(thing, cg.outcome)),
                        ]
                    )
                )
    if not items:
        return held.unknown(
            f"This graph gives no reason why {asked.who} was not {asked.verb}. It may not hold all that happened."
        )
    return held.told(f"{'. '.join(dict.fromkeys(texts))}.", items)


# ─── Where ──────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    return _one_key(held, asked, key, "place")


def _one_key(held: Held, asked: Asked, key: str, what: str) -> Told:
    done = found(held, asked)
    several = _whose(held, done)
    texts: list[str] = []
    items: list[Item] = []
    for record in done:
        index, thing = record.index, record.thing
        facts = index.facts(thing, key)
        if facts:
            day = dated(index, thing)
            texts.append(
                f"{_lead(record, several)}{listed(said(index, facts))}{f' ({day})' if day else ''}{_sureness(record)}"
            )
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
        trials = [t for t in index.things() if "Trial" in index.kinds(t) and _of_part(index, t, part)]
        tried = [t for t in index.things() if "Conviction" in index.kinds(t) and _of_part(index, t, part)]
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


def _of_part(index: Index, thing: str, part: Part) -> bool:
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


def done_for(held: Held, asked: Asked) -> Told:
    """For which convictions it was done: pardoned for what."""
    done = found(held, asked)
    texts: list[str] = []
    items: list[Item] = []
    for record in done:
        index, thing = record.index, record.thing
        own = [c for c in index.ends(thing, cg.conviction) if record.person in index.ends(c, cg.person)]
        offences = [text for c in own for text in said(index, index.facts(c, cg.offence))]
        if offences:
            lead = _lead(record, _whose(held, done))
            texts.append(f"{lead}{listed(offences)} ({index.case.label(thing)}, {dated(index, thing)})")
        items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"offence for which {asked.who} was {asked.verb}"), items)
    head = "; ".join(dict.fromkeys(texts))
    return held.told(f"{head[:1].upper()}{head[1:]}.", items)


def verdict_of(held: Held, phrase: str) -> Told:
    """What was found at the trials of a case or a person."""
    texts: list[str] = []
    items: list[Item] = []
    for part in parts_meant(held.indexes, phrase):
        index = part.index
        own = [t for t in index.things() if index.kinds(t) & {"Verdict", "Trial"} and _of_part(index, t, part)]
        for thing in by_time(index, own):
            outcome = said(index, index.facts(thing, cg.outcome))
            if outcome:
                texts.append(f"{index.case.label(thing)}: {listed(outcome)} ({dated(index, thing)})")
                items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"verdict of {phrase}"), items)
    head = "; ".join(texts)
    return held.told(f"{head[:1].upper()}{head[1:]}.", items)


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


# ─── How much, how often ────────────────────────────────────────────────────────────────────────────────────────────


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
            if when and not any(f.when and within(f.when, when) for f in index.facts(thing, cg.date)):
                continue
            facts = index.facts(thing, cg.amount)
            if facts:
                name = f"{index.case.label(person)}: " if len(meant.people) > 1 else ""
                texts.append(f"{name}{listed(said(index, facts))} ({index.case.label(thing)}, {dated(index, thing)})")
            items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"sum of money for {who}"), items)
    head = "; ".join(texts)
    return held.told(f"{head[:1].upper()}{head[1:]}.", items)


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
    several = _whose(held, sure)
    days = dict.fromkeys(f"{_lead(r, several)}{dated(r.index, r.thing)}" for r in sure if dated(r.index, r.thing))
    kept = [day for day in days if not any(day != other and _vaguer(day, other) for other in days)]
    if not kept:
        return held.unknown(nothing(f"date on which {asked.who} was {asked.verb}"), items)
    return held.told(f"{len(kept)} on record here: {'; '.join(kept)}.", items)


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


# ─── Clemency asked for ─────────────────────────────────────────────────────────────────────────────────────────────

_ASKED = {"ClemencyApplication"}
_GRANTS = {"Pardon", "Commutation", "Reprieve"}
_ANSWERS = {"ClemencyRefusal", "Pardon", "Commutation", "Reprieve"}


def asked_clemency(held: Held, who: str, kind: str | None, when: When | None, *, of: str = "") -> Told:
    """What clemency was asked for somebody, by whom and when, what came of it and why; and what was granted unasked."""
    texts: list[str] = []
    items: list[Item] = []
    granted = False
    meant = named(held.indexes, who)
    if not meant.people:
        raise CannotAnswer(f"{who!r} names no person here")
    for index, person in meant.people:
        name = f"{index.case.label(person)}: " if len(meant.people) > 1 else ""
        for thing in by_time(index, index.pointing(person, cg.person)):
            kinds = index.kinds(thing) & {*_ASKED, *_ANSWERS, "Announcement"}
            if not kinds or (kinds == {"Announcement"} and not _of_clemency(index, thing)):
                continue
            if when and not any(f.when and within(f.when, when) for f in index.facts(thing, cg.date)):
                continue
            if of and not _put_to(held, index, thing, of):
                continue
            own = index.facts(thing, "rdf:type")
            doubt = "" if firm(own) else mark(own[0].standing)
            granted = granted or bool(kinds & _GRANTS)
            who_did = listed(acted(held, index, thing, index.facts(thing, cg.agent)))
            parts = [
                dated(index, thing),
                f"by {who_did}" if who_did else "",
                listed(said(index, index.facts(thing, cg.outcome))),
            ]
            texts.append(f"{name}{index.case.label(thing)}: {'; '.join(part for part in parts if part)}{doubt}")
            items += record_lines(held, index, thing)
    petitions = [(i, t) for i, p in meant.people for t in i.pointing(p, cg.seeksReliefFor)]
    for index, thing in petitions:
        items += record_lines(
            held, index, thing, keys=(cg.date, cg.author, cg.addressedTo, cg.requests), group="Petitions"
        )
    if not texts:
        also = f" Petitions: {listed(i.case.label(t) for i, t in petitions)}." if petitions else ""
        return held.unknown(f"{nothing(f'application for clemency, grant or refusal for {who}')}{also}", items)
    head = ". ".join(f"{text[:1].upper()}{text[1:]}" for text in texts)
    return held.told(f"{head}.{'' if granted or of or when else ' No grant is on record here.'}", items)


def recommended(held: Held, who: str, by: str, when: When | None) -> Told:
    """What a board recommended for somebody, when and with what outcome; a recommendation grants nothing."""
    texts: list[str] = []
    items: list[Item] = []
    for index, person in named(held.indexes, who).people:
        for thing in by_time(index, index.pointing(person, cg.person)):
            if "recommend" not in index.case.label(thing) or "Event" not in index.kinds(thing):
                continue
            doers = index.facts(thing, cg.agent)
            if not stems(by) - _OF_BOARDS <= stems(*(index.case.label(fact.text) for fact in doers)):
                continue
            if when and not any(f.when and within(f.when, when) for f in index.facts(thing, cg.date)):
                continue
            own = index.facts(thing, "rdf:type")
            doubt = "" if firm(own) or not own else mark(own[0].standing)
            parts = [dated(index, thing), *said(index, index.facts(thing, cg.outcome))]
            texts.append(f"{index.case.label(thing)}: {'; '.join(part for part in parts if part)}{doubt}")
            items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"recommendation for {who}{f' by {by}' if by else ''}"), items)
    head = ". ".join(f"{text[:1].upper()}{text[1:]}" for text in texts)
    return held.told(f"{head}.", items)


_OF_BOARDS = stems("the", "board", "state", "of", "'s")


def _put_to(held: Held, index: Index, thing: str, of: str) -> bool:
    """Was the request made to that office, or to the person in it on the day?"""
    days = [day for fact in index.facts(thing, cg.date) if (day := fact.when) and day.earliest]
    ends = index.ends(thing, cg.related)
    names = [index.case.label(end) for end in ends]
    names += [titles_on(held.view, end, days[0].earliest) for end in ends if days and days[0].earliest]
    return stems(of.casefold().removeprefix("president ").removeprefix("governor ")) <= stems(*names)


def _of_clemency(index: Index, thing: str) -> bool:
    words = " ".join((index.case.label(thing), *index.ends(thing, cg.outcome))).casefold()
    return any(word in words for word in ("pardon", "clemency", "commut", "reprieve"))


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
        doubt = mark(Standing.weakest(f.standing for f in (*starts, *stops)))
        texts.append(f"{length_between(first, last)}{doubt}: {dated(index, thing)}")
        items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"time in custody of {who} before {in_words(end)}"))
    head = "; ".join(texts)
    return held.told(f"{head[:1].upper()}{head[1:]}.", items)
