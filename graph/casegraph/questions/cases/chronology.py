"""What happened: in a case, to somebody, on a day or in a year, after something else."""

import re
from collections.abc import Sequence

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer, NoSuchThing
from ..naming.cases import acts_of, parts_meant
from ..record.happenings import Asked, Index, Named, named, records, within
from ..record.told import Item, Told
from .convictions import stands_of
from .lines import Held, by_time, dated, firm, line, listed, mark, nothing, record_lines, said

__all__ = ["happened", "happened_after", "offender"]

_WHOLE = re.compile(r"\bcase$", re.IGNORECASE)
_MOST = 12
"""As many events the headline names; the lines below it have all."""


def happened(held: Held, phrase: str, when: When | None) -> Told:
    """The dated events of a case or a person, of one day, month or year where one is named, in order of time.

    Raises:
        CannotAnswer: neither a case, nor a person, nor a date is named.
    """
    if not phrase and when is None:
        raise CannotAnswer('name a case, a person or a date: casegraph ask "What happened in the Avery case in 2016?"')
    events: list[tuple[Index, str]] = []
    for index, people in _scope(held, phrase):
        events += [(index, thing) for thing in _events(index) if _concerns(index, thing, people)]
    kept = [(index, thing) for index, thing in events if when is None or _in(index, thing, when)]
    return _told(held, kept, "" if when is None else in_words(when))


def _scope(held: Held, phrase: str) -> list[tuple[Index, frozenset[str]]]:
    """The cases to look in, each with the people whose events are meant; none for all."""
    if not phrase:
        return [(index, frozenset()) for index in held.indexes]
    try:
        people = named(held.indexes, phrase)
    except (CannotAnswer, NoSuchThing):
        people = Named()
    if people.people and people.whole:
        by_case: dict[str, tuple[Index, set[str]]] = {}
        for index, person in people.people:
            by_case.setdefault(index.case.name, (index, set()))[1].add(person)
        return [(index, frozenset(who)) for index, who in by_case.values()]
    parts = parts_meant(held.indexes, phrase)
    if _WHOLE.search(phrase) and len({part.index.case.name for part in parts}) == 1 and not parts[0].things:
        return [(parts[0].index, frozenset())]
    if any(part.things for part in parts):
        cut = parts[0]
        raise CannotAnswer(
            f"I can tell what happened in a whole case, to a person or at a time, not in {phrase!r} alone.\n"
            f"Try:  casegraph timeline {cut.index.case.name}"
        )
    return [(part.index, frozenset(part.people)) for part in parts]


def _events(index: Index) -> list[str]:
    return [
        thing for thing in index.things() if index.kinds(thing) & {"Event", "Response"} and index.facts(thing, cg.date)
    ]


def _concerns(index: Index, thing: str, people: frozenset[str]) -> bool:
    if not people:
        return True
    told = {*index.ends(thing, cg.person, cg.victim, cg.agent)}
    told |= {person for c in index.ends(thing, cg.conviction, cg.charge) for person in index.ends(c, cg.person)}
    return bool(told & people)


def _in(index: Index, thing: str, when: When) -> bool:
    facts = firm(index.facts(thing, cg.date)) or index.facts(thing, cg.date)
    return any(own is not None and (within(own, when) or _spans(own, when)) for own in (fact.when for fact in facts))


def _spans(own: When, when: When) -> bool:
    """A stretch of several days that surely shares one with the time asked about."""
    return own.interval and None not in (own.earliest, own.latest) and own.overlaps(when) is Ternary.YES


def _told(held: Held, events: Sequence[tuple[Index, str]], time: str) -> Told:
    ordered: list[tuple[Index, str]] = []
    for name in dict.fromkeys(index.case.name for index, _ in events):
        own = [(index, thing) for index, thing in events if index.case.name == name]
        ordered += [(own[0][0], thing) for thing in by_time(own[0][0], (thing for _, thing in own))]
    several = len({index.case.name for index, _ in ordered}) > 1
    items: list[Item] = []
    texts: list[str] = []
    for index, thing in ordered:
        items += record_lines(held, index, thing, group=index.case.title if several else "")
        own_facts = index.facts(thing, "rdf:type")
        doubt = "" if firm(own_facts) or not own_facts else mark(own_facts[0].standing)
        texts.append(f"{dated(index, thing)}: {index.case.label(thing)}{doubt}")
    if not items:
        return held.unknown(nothing(f"event{f' of {time}' if time else ''} that fits"))
    more = f"; and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return held.told(f"{'; '.join(texts[:_MOST])}{more}.", items)


def happened_after(held: Held, who: str, after: Asked, until: When | None) -> Told:
    """What happened to somebody after something else had: the events dated later, or later by the record's own word.

    Raises:
        CannotAnswer: what it is to come after is not on record with a date.
    """
    meant = named(held.indexes, who)
    marks: list[When] = []
    for record in records(meant, after):
        marks += [fact.when for fact in firm(record.index.facts(record.thing, cg.date)) if fact.when]
    if not marks:
        raise CannotAnswer(f"no date is on record here of {after.who}, {after.verb}: nothing can be told after it")
    first = min(marks, key=lambda when: when.earliest or held.day)
    people = {person for _, person in meant.people}
    events = [
        (index, thing)
        for index in dict.fromkeys(index for index, _ in meant.people)
        for thing in _events(index)
        if _concerns(index, thing, frozenset(people))
        and _later(index, thing, first)
        and (until is None or _in(index, thing, until))
    ]
    return _told(held, events, f"after {in_words(first)}")


def _later(index: Index, thing: str, first: When) -> bool:
    facts = firm(index.facts(thing, cg.date)) or index.facts(thing, cg.date)
    return any(own is not None and own.after(first) is Ternary.YES for own in (fact.when for fact in facts))


def offender(held: Held, phrase: str) -> Told:
    """Who was convicted of an act, with what has become of it, and to whom evidence points; never who did it."""
    heads: list[str] = []
    items: list[Item] = []
    for part in parts_meant(held.indexes, phrase):
        index = part.index
        if part.people and not part.things:
            raise CannotAnswer(f"{phrase!r} names no act and nobody harmed by one here. Ask of the act or its victim")
        for act in acts_of(part):
            charges = [c for c in index.pointing(act, cg.act) if index.kinds(c) & {"Charge", "Count", "ChargeGroup"}]
            convictions = [
                c for charge in charges for c in index.pointing(charge, cg.charge) if "Conviction" in index.kinds(c)
            ]
            for text, item in stands_of(held, convictions):
                heads.append(text)
                items.append(item)
            items += _pointed(index, act, heads)
    if not items:
        return held.unknown("This graph does not say who did it, and holds no conviction for it.")
    return held.told(f"Who did it this graph does not decide. {'. '.join(dict.fromkeys(heads))}.", items)


def _pointed(index: Index, act: str, heads: list[str]) -> list[Item]:
    """Evidence and confessions that point to somebody, of the proceedings about the act."""
    found = []
    charges = index.pointing(act, cg.act)
    tried = {
        p
        for c in charges
        for conviction in (c, *index.pointing(c, cg.charge))
        for p in index.ends(conviction, cg.proceeding)
    }
    undone = {
        e
        for c in charges
        for conviction in index.pointing(c, cg.charge)
        for e in index.pointing(conviction, cg.conviction)
    }
    causes = {cause for event in undone for cause in index.ends(event, cg.cause)}
    related = {
        *index.pointing(act, cg.related),
        *causes,
        *(r for cause in causes for r in (*index.ends(cause, cg.related), *index.pointing(cause, cg.related))),
    }
    for thing in sorted(related):
        for fact in index.facts(thing, cg.pointsTo):
            day = f" ({dated(index, thing)})" if dated(index, thing) else ""
            heads.append(f"{index.case.label(thing)}{day} points to {index.case.label(fact.text)}{mark(fact.standing)}")
            found.append(
                line(
                    index,
                    f"{index.case.label(thing)}: points to {index.case.label(fact.text)}",
                    [fact],
                    group="Evidence",
                )
            )
        if "Confession" in index.kinds(thing):
            own = index.facts(thing, "rdf:type")
            who = listed(said(index, index.facts(thing, cg.person)))
            heads.append(f"{index.case.label(thing)} ({who}, {dated(index, thing)}){mark(own[0].standing)}")
            found.append(line(index, f"{index.case.label(thing)}: {dated(index, thing)}", own, group="Evidence"))
    return found if tried or related else []
