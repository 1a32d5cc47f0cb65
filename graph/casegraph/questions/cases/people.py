"""The people of a case: who somebody is, their part in it, kinship, work, age; who was harmed."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer, NoSuchThing
from ...records.claim import Claim
from ...resources import shipped
from ...view import label
from ...vocabulary import Standing, local
from ...words import capital
from ..naming.cases import Part, acts_of, docket_of, named_in, parts_meant
from ..naming.names import stems
from ..record.happenings import Index, Named, named
from ..record.told import Item, Told
from ..record.verbs import verbs
from .lines import Held, by_time, firm, line, listed, mark, nothing, record_lines, said

__all__ = ["firm_first", "only_one", "own_line", "role", "roles", "victims", "who_is"]


_KNOWN = (cg.capacity, cg.occupation, cg.relativeOf)


_LIFE = (cg.born, cg.died)


def who_is(held: Held, who: str) -> Told:
    """What is said of people, or of a thing that is no person: their part in the case, work, kin, dates of life."""
    meant = named(held.indexes, who)
    only_one(meant, who)
    if not meant.people:
        return _what_is(held, meant, who)
    heads: list[str] = []
    items: list[Item] = []
    for index, person in meant.people:
        facts = index.facts(person, *_KNOWN, *_LIFE)
        items += [own_line(index, person, fact) for fact in sorted(facts, key=firm_first)]
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


def own_line(index: Index, person: str, fact: Claim, group: str = "") -> Item:
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


def firm_first(fact: Claim) -> tuple[int, int, str]:
    order = (*_KNOWN, *_LIFE)
    return list(Standing).index(fact.standing), order.index(fact.key), fact.iri


def only_one(meant: Named, who: str) -> None:
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
    return held.told(f"{capital(head)}.", items)


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
    parts, also = _parts_of(held, phrase, also)
    if name == "defendant":
        return _defendants(held, parts)
    items: list[Item] = []
    texts: list[str] = []
    beside: list[Item] = []
    for part in parts:
        for person, fact in _narrowed(part, list(_holding(part, _role(name).capacity)), also):
            text = f"{part.index.case.label(person)}: {fact.text}"
            items.append(line(part.index, text, [fact], details=_notes(part.index, person)))
            texts.append(f"{part.index.case.label(person)} ({fact.text}){mark(fact.standing)}")
        for person, fact in _holding(part, _role(name).near):
            beside.append(line(part.index, f"{part.index.case.label(person)}: {fact.text}", [fact], group="Beside it"))
    if not items:
        near = f" On record beside it: {listed(item.text for item in beside)}." if beside else ""
        return held.unknown(f"{nothing(f'{name} by name in this')}{near}", beside)
    return held.told(f"{'; '.join(dict.fromkeys(texts))}.", [*items, *beside])


def _parts_of(held: Held, phrase: str, also: str) -> tuple[list[Part], str]:
    """The parts of cases that are meant, and the words that must then tell the trials of the person apart.

    `Derek Chauvin's state case`: where the whole phrase names none, the words beside the name are such.
    """
    try:
        return parts_meant(held.indexes, f"{phrase} {also}".strip()), ""
    except (CannotAnswer, NoSuchThing):
        found = _BESIDE.fullmatch(phrase)
        if found is None:
            raise
        return parts_meant(held.indexes, f"{found['who']}'s case{found['year'] or ''}"), f"{found['words']} {also}"


_BESIDE = re.compile(r"(?P<who>.+?)(?:'s|(?<=s)') (?P<words>.+?) (?:case|trial)s?(?P<year> of \d{4})?", re.IGNORECASE)


def _narrowed(part: Part, held: list[tuple[str, Claim]], also: str) -> list[tuple[str, Claim]]:
    """Those of the people whose capacity speaks of the year and of the words; all, where the words fit every trial.

    Raises:
        CannotAnswer: the words tell none of them apart.
    """
    index = part.index
    of_year = [(person, fact) for person, fact in held if part.year and part.year in fact.text]
    held, wanted = of_year or held, stems(also)
    if not wanted or not held:
        return held
    named = [(person, fact) for person, fact in held if wanted <= _of_system(stems(fact.text, *_notes(index, person)))]
    tried = [
        c
        for p in part.people or index.accused()
        for c in index.pointing(p, cg.person)
        if index.facts(c, cg.court) and "Conviction" in index.kinds(c)
    ]
    if named or all(wanted <= _of_system(_tried_in(index, one)) for one in tried):
        return named or held
    known = "; ".join(f"{index.case.label(person)} ({fact.text})" for person, fact in held)
    raise CannotAnswer(f"I cannot tell which of them {also.strip()!r} means. On record: {known}")


def _tried_in(index: Index, thing: str) -> set[str]:
    """The words for the court of a conviction or charge, whose law was broken, and what for."""
    ends = index.ends(thing, cg.court, cg.lawBroken, cg.offence)
    names = [label(index.view, end) if index.view else "" for end in ends if end.startswith("http")]
    return stems(*names, *(index.case.label(end) for end in ends), index.case.label(thing))


def _of_system(words: set[str]) -> set[str]:
    """The words, with `federal` where they speak of the United States."""
    return words - {"state"} | {"federal"} if {"united", "state"} <= words else words


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
            names.append(part.index.case.label(person))
            capacities = sorted(part.index.facts(person, cg.capacity), key=firm_first)
            items += [own_line(part.index, person, fact) for fact in capacities]
            if not capacities and (own := part.index.facts(person, "rdf:type")):
                items.append(line(part.index, f"{names[-1]}: accused in {part.index.case.title}", own))
    if not items:
        return held.unknown(nothing("defendant of this"))
    return held.told(f"{listed(names)}.", items)


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
