"""The people of a case: who somebody is, their part in it, kinship, work, age; who was harmed."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer, NoSuchThing, UsageError
from ...records.claim import Claim
from ...resources import shipped
from ...vocabulary import Standing, local
from ..naming.cases import Part, acts_of, docket_of, named_in, parts_meant
from ..naming.names import stems
from ..record.happenings import Asked, Index, Named, named, records
from ..record.told import Item, Told
from ..record.verbs import verbs
from .lines import Held, by_time, dated, firm, line, listed, mark, nothing, record_lines, said

__all__ = ["age", "job", "relation", "relatives", "role", "roles", "victims", "who_is"]

_KNOWN = (cg.capacity, cg.occupation, cg.relativeOf)
_LIFE = (cg.born, cg.died)


def who_is(held: Held, who: str) -> Told:
    """What is said of people, or of a thing that is no person: their part in the case, work, kin, dates of life."""
    meant = named(held.indexes, who)
    _only_one(meant, who)
    if not meant.people:
        return _what_is(held, meant, who)
    heads: list[str] = []
    items: list[Item] = []
    for index, person in meant.people:
        facts = index.facts(person, *_KNOWN, *_LIFE)
        items += [_own_line(index, person, fact) for fact in sorted(facts, key=_firm_first)]
        acts = [thing for thing in index.pointing(person, cg.agent) if "Event" in index.kinds(thing)]
        items += [
            each for thing in by_time(index, acts) for each in record_lines(held, index, thing, group="What they did")
        ]
        text = _in_a_word(index, person)
        heads.append(f"{index.case.label(person)}: {text}" if text else index.case.label(person))
        own = firm(index.facts(person, "rdf:type")) or index.facts(person, "rdf:type")
        if not facts and own:
            notes = [f"note: {fact.note}" for fact in own if fact.note]
            items.append(line(index, f"{index.case.label(person)}: named in {index.case.title}", own, details=notes))
    head = "; ".join(dict.fromkeys(heads))
    return held.told(f"{head}.", items)


def _in_a_word(index: Index, person: str) -> str:
    """The capacities, work and kin of a person in one text; what is only said is marked."""
    parts = [*said(index, index.facts(person, cg.capacity)), *said(index, index.facts(person, cg.occupation))]
    kin = [f"a relative of {text}" for text in said(index, _kin(index, person))]
    return ", ".join(dict.fromkeys([*parts, *kin]))


def _kin(index: Index, person: str) -> list[Claim]:
    return index.facts(person, cg.relativeOf)


def _own_line(index: Index, person: str, fact: Claim, group: str = "") -> Item:
    words = {
        cg.capacity: "",
        cg.occupation: "work: ",
        cg.relativeOf: "a relative of ",
        cg.born: "born ",
        cg.died: "died ",
    }
    value = index.case.label(fact.text) if fact.is_link else fact.text
    if fact.key in _LIFE:
        value = in_words(When.parse(fact.text))
    notes = [f"note: {own.note}" for own in index.facts(person, "rdf:type") if own.note]
    details = notes if fact.key == cg.relativeOf else [f"note: {fact.note}"] if fact.note else []
    return line(index, f"{index.case.label(person)}: {words[fact.key]}{value}", [fact], details=details, group=group)


def _firm_first(fact: Claim) -> tuple[int, int, str]:
    order = (*_KNOWN, *_LIFE)
    return list(Standing).index(fact.standing), order.index(fact.key), fact.iri


def _only_one(meant: Named, who: str) -> None:
    """One name may stand in several cases; some words of a name must not fit several people."""
    names = {index.case.label(person) for index, person in (meant.people or meant.things)}
    if not meant.whole and len(names) > 1:
        shown = ", ".join(sorted(names)[:6])
        raise CannotAnswer(f"{who!r} may mean several: {shown}. Write the name in full")


def _what_is(held: Held, meant: Named, who: str) -> Told:
    items = [item for index, thing in meant.things for item in record_lines(held, index, thing)]
    if not items:
        raise CannotAnswer(f'no record of {who!r} is held as a thing of its own. See:  casegraph show "{who}"')
    firm_ones = [item.text for item in items if item.standing in ("established", "inferred")]
    head = ". ".join(dict.fromkeys(firm_ones)) or f"{items[0].text}{mark(items[0].standing)}"
    return held.told(f"{head[:1].upper()}{head[1:]}.", items)


# ─── Parts in a case ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Role:
    capacity: re.Pattern[str] | None
    near: re.Pattern[str] | None


@cache
def roles() -> dict[str, str]:
    """Every word for a part in a case, noun or verb → the part."""
    return {word: row["role"] for row in _rows() for key in ("nouns", "verbs") for word in row[key].split("|") if word}


@cache
def _rows() -> list[dict[str, str]]:
    with shipped("datasets/lexicon/roles-in-case.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _role(name: str) -> _Role:
    row = next(row for row in _rows() if row["role"] == name)

    def pattern(key: str) -> re.Pattern[str] | None:
        words = [re.escape(word) for word in row[key].split("|") if word]
        return re.compile(rf"\b(?:{'|'.join(words)})s?\b", re.IGNORECASE) if words else None

    return _Role(pattern("capacity"), pattern("near"))


def role(held: Held, word: str, phrase: str, also: str = "") -> Told:
    """Who had a part in a case: judge, prosecutor, counsel, juror, witness, defendant.

    Args:
        held: what the graph holds.
        word: the part as typed, a noun or a verb.
        phrase: the case, or a person tried in it.
        also: what else the question says of the case: a court, a year.
    """
    name = roles()[word.casefold()]
    parts = parts_meant(held.indexes, f"{phrase} {also}".strip())
    if name == "defendant":
        return _defendants(held, parts)
    items: list[Item] = []
    texts: list[str] = []
    beside: list[Item] = []
    for part in parts:
        for person, fact in _holding(part, _role(name).capacity):
            items.append(
                line(
                    part.index,
                    f"{part.index.case.label(person)}: {fact.text}",
                    [fact],
                    details=_notes(part.index, person),
                )
            )
            texts.append(f"{part.index.case.label(person)} ({fact.text}){mark(fact.standing)}")
        for person, fact in _holding(part, _role(name).near):
            beside.append(line(part.index, f"{part.index.case.label(person)}: {fact.text}", [fact], group="Beside it"))
    noun = {"counsel": "counsel"}.get(name, name)
    if not items:
        near = f" On record beside it: {listed(item.text for item in beside)}." if beside else ""
        return held.unknown(f"{nothing(f'{noun} by name in this')}{near}", beside)
    return held.told(f"{'; '.join(dict.fromkeys(texts))}.", [*items, *beside])


def _notes(index: Index, person: str) -> list[str]:
    return [f"note: {fact.note}" for fact in index.facts(person, "rdf:type") if fact.note]


def _holding(part: Part, wanted: re.Pattern[str] | None) -> Iterator[tuple[str, Claim]]:
    """The people whose capacity in the case holds one of the words, and is not that of another one's trial."""
    if wanted is None:
        return
    index, accused = part.index, part.index.accused()
    others = [person for person in accused if part.people and person not in part.people]
    for person in index.things():
        if "Person" not in index.kinds(person):
            continue
        for fact in index.facts(person, cg.capacity):
            text = fact.text
            if not wanted.search(text) or (person in accused and "defendant" not in text and "co-" not in text):
                continue
            mine = not part.people or any(named_in(index, text, own) for own in part.people)
            docket = docket_of(index, text)
            others_docket = docket and part.people and not docket & set(part.people)
            if others_docket or (not mine and any(named_in(index, text, other) for other in others)):
                continue
            yield person, fact


def _defendants(held: Held, parts: Sequence[Part]) -> Told:
    items, names = [], []
    for part in parts:
        tried = part.things and {
            p for act in acts_of(part) for c in part.index.pointing(act, cg.act) for p in part.index.ends(c, cg.person)
        }
        for person in part.index.accused():
            if part.things and person not in tried:
                continue
            facts = index_facts(part.index, person)
            if facts:
                names.append(part.index.case.label(person))
                items += [_own_line(part.index, person, fact) for fact in facts]
    if not items:
        return held.unknown(nothing("defendant of this"))
    return held.told(f"{listed(names)}.", items)


def index_facts(index: Index, person: str) -> list[Claim]:
    """What the capacity of a person is, else that the case names them."""
    own = sorted(index.facts(person, cg.capacity), key=_firm_first)
    return own or []


# ─── Victims ────────────────────────────────────────────────────────────────────────────────────────────────────────


def victims(held: Held, phrase: str, *, deed: str = "", convicted: bool = False) -> Told:
    """Who was harmed by the acts of a case.

    Args:
        held: what the graph holds.
        phrase: the case, or a person tried in it.
        deed: what was done to them, a verb of the lexicon, or "" for any harm.
        convicted: only by acts of which the person was convicted.
    """
    items: list[Item] = []
    names: list[str] = []
    called = verbs()[deed].called if deed else frozenset()
    for part in parts_meant(held.indexes, phrase):
        index = part.index
        acts = _convicted_of(part) if convicted else acts_of(part)
        for act in by_time(index, acts):
            if called and not called & stems(index.case.label(act), local(act)):
                continue
            harmed = index.facts(act, cg.victim)
            for fact in firm(harmed) or harmed:
                who = index.case.label(fact.text)
                names.append(f"{who}{mark(fact.standing)}")
                also = said(index, index.facts(fact.text, cg.capacity, cg.occupation))
                items.append(line(index, f"{index.case.label(act)}: {who}", [fact], details=also))
    if not items:
        return held.unknown(nothing(f"victim by name of that{f' ({deed})' if deed else ''}"))
    count = len(set(names))
    head = listed(names)
    return held.told(f"{head}." if count < 4 else f"{count}: {head}.", items)


def _convicted_of(part: Part) -> list[str]:
    """The acts of which the people of a part stand or stood convicted."""
    index = part.index
    convictions = [
        c
        for p in part.people
        for c in index.pointing(p, cg.person)
        if "Conviction" in index.kinds(c) and firm(index.facts(c, "rdf:type"))
    ]
    charges = [charge for c in convictions for charge in index.ends(c, cg.charge)]
    return list(dict.fromkeys(act for charge in charges for act in index.ends(charge, cg.act)))


# ─── Kin, work, age ─────────────────────────────────────────────────────────────────────────────────────────────────


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
        _own_line(index, person, fact, "Beside it")
        for index, person in (*first, *second)
        for fact in sorted(index.facts(person, cg.capacity), key=_firm_first)
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
    _only_one(meant, name)
    if not meant.people:
        raise CannotAnswer(f"{name!r} names no person here")
    return meant.people


def job(held: Held, who: str) -> Told:
    """What somebody did for a living."""
    heads: list[str] = []
    items: list[Item] = []
    for index, person in _person(held, who):
        facts = index.facts(person, cg.occupation)
        items += [_own_line(index, person, fact) for fact in facts]
        heads += [f"{text}" for text in said(index, facts)]
    if not items:
        return held.unknown(nothing(f"occupation of {who}"), _capacities(held, who))
    return held.told(f"{listed(heads)[:1].upper()}{listed(heads)[1:]}.", items)


def _capacities(held: Held, who: str) -> list[Item]:
    return [
        _own_line(index, person, fact, "Beside it")
        for index, person in _person(held, who)
        for fact in sorted(index.facts(person, cg.capacity), key=_firm_first)
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
            items += [_own_line(index, person, fact) for fact in (*kept, *deaths)]
            text = _years(When.parse(kept[0].text), died) if kept else ""
            heads = [f"{index.case.label(person)} died on {in_words(died)}{f', aged {text}' if text else ''}"]
    if not heads:
        return held.unknown(nothing(f"age of {who} then: a date of birth or the other date is missing"), items)
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
