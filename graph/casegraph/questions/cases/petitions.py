"""Public petitions and works: who made them, what they ask or are about, who signed, what was answered."""

from collections.abc import Iterable

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer, NoSuchThing
from ...records.claim import Claim
from ...vocabulary import fold
from ...words import capital
from ..record.happenings import Index, named
from ..record.told import Item, Told
from .lines import Held, acted, by_time, dated, firm, line, listed, mark, nothing, record_lines, said

__all__ = ["answer_to", "asks", "author", "distributor", "maker", "published", "signatures", "signers", "subject"]

_OF_PETITION = (cg.date, cg.author, cg.platform, cg.addressedTo, cg.seeksReliefFor, cg.requests, cg.threshold)


def _petitions(held: Held, typed: str) -> list[tuple[Index, str]]:
    """The petitions that the words mean: by name, platform, year or whom it is for; the answered one of several.

    Raises:
        NoSuchThing: none is called so.
        CannotAnswer: several are.
    """
    every = [(index, thing) for index in held.indexes for thing in index.things() if "Petition" in index.kinds(thing)]
    words = {word for word in _folded(typed) if word not in _EMPTY}
    found = [(index, thing) for index, thing in every if words <= _words(index, thing)]
    if not found:
        raise NoSuchThing("petition", typed, [index.case.label(thing) for index, thing in every])
    answered = [(i, t) for i, t in found if any("Response" in i.kinds(r) for r in i.pointing(t, cg.petition))]
    if not words and len(answered) == 1:
        return answered
    if len(found) > 1 and len({index.case.name for index, _ in found}) > 1:
        raise CannotAnswer(f"{typed!r} may mean several: {listed(i.case.label(t) for i, t in found[:6])}. Say which")
    return found


_EMPTY = {
    "the",
    "petition",
    "petitions",
    "a",
    "on",
    "of",
    "for",
    "to",
    "by",
    "in",
    "and",
    "that",
    "pardon",
    "online",
    "clemency",
    "free",
    "s",
}


def _folded(text: str) -> list[str]:
    return fold(text.replace("'s", " ")).split()


def _words(index: Index, thing: str) -> set[str]:
    ends = [index.case.label(fact.text) if fact.is_link else fact.text for fact in index.facts(thing, *_OF_PETITION)]
    names = [name for end in index.ends(thing, cg.seeksReliefFor) for name in index.names.get(end, ())]
    answers = [index.case.label(a) for r in index.pointing(thing, cg.petition) for a in index.ends(r, cg.agent)]
    texts = [index.case.label(thing), *index.names.get(thing, ()), *ends, *names, *answers, index.case.title]
    years = [text[:4] for text in index.ends(thing, cg.date)]
    return {word for text in (*texts, *years) for word in _folded(text)}


def _about(held: Held, index: Index, thing: str, keys: Iterable[str]) -> list[Item]:
    return list(_lines(index, thing, keys))


def _lines(index: Index, thing: str, keys: Iterable[str]) -> Iterable[Item]:
    for fact in index.facts(thing, *keys):
        value = index.case.label(fact.text) if fact.is_link else fact.text
        when = fact.when if fact.key == cg.date else None
        word = {
            cg.author: "started by",
            cg.addressedTo: "addressed to",
            cg.seeksReliefFor: "for",
            cg.requests: "asks for",
            cg.platform: "on",
            cg.threshold: "needs",
            cg.date: "posted",
        }.get(fact.key, "")
        yield line(
            index,
            f"{index.case.label(thing)}: {word} {in_words(when) if when else value}",
            [fact],
            details=[f"note: {fact.note}"] if fact.note else [],
        )


def _one_by_one(held: Held, typed: str, key: str, what: str, word: str = "") -> Told:
    texts: list[str] = []
    items: list[Item] = []
    found = _petitions(held, typed)
    for index, thing in found:
        facts = index.facts(thing, key)
        if facts:
            lead = f"{index.case.label(thing)}: " if len(found) > 1 else ""
            texts.append(f"{lead}{word}{listed(said(index, facts))}")
            items += _about(held, index, thing, [key])
    if not texts:
        return held.unknown(
            nothing(f"{what} of {typed}"), [i for x, t in found for i in _about(held, x, t, _OF_PETITION)]
        )
    head = "; ".join(texts)
    return held.told(f"{capital(head)}.", items)


def author(held: Held, typed: str) -> Told:
    """Who started a petition."""
    return _one_by_one(held, typed, cg.author, "author")


def asks(held: Held, typed: str) -> Told:
    """What a petition asks for, of whom and for whom."""
    texts: list[str] = []
    items: list[Item] = []
    for index, thing in _petitions(held, typed):
        parts = [
            f"{word}{listed(said(index, index.facts(thing, key)))}"
            for key, word in ((cg.requests, ""), (cg.addressedTo, "of "), (cg.seeksReliefFor, "for "))
            if index.facts(thing, key)
        ]
        if parts:
            texts.append(f"{index.case.label(thing)}: {', '.join(parts)}")
            items += _about(held, index, thing, (cg.requests, cg.addressedTo, cg.seeksReliefFor))
    if not texts:
        return held.unknown(nothing(f"request of {typed}"))
    return held.told(f"{'; '.join(texts)}.", items)


def signatures(held: Held, typed: str, when: When | None) -> Told:
    """How many had signed a petition by which day, each count with its source; the established ones first."""
    texts: list[str] = []
    items: list[Item] = []
    found = _petitions(held, typed)
    for index, thing in found:
        counts: list[tuple[str, list[Claim]]] = []
        for row in by_time(
            index, (t for t in index.pointing(thing, cg.petition) if "SignatureCount" in index.kinds(t))
        ):
            facts = index.facts(row, cg.count)
            dates = [fact.when for fact in index.facts(row, cg.date)]
            days = [in_words(day) for day in dates if day and (when is None or day.compatible(when))]
            if facts and days:
                text = f"{_count(index, row, facts[0])} by {days[0]}"
                counts.append((text, facts))
                items.append(line(index, f"{index.case.label(thing)}: {text}", [*facts, *index.facts(row, cg.date)]))
        sure = [entry for entry in counts if firm(entry[1])]
        lead = f"{index.case.label(thing)}: " if len(found) > 1 else ""
        if counts:
            told = [f"{text}{mark(facts[0].standing)}" for text, facts in (sure or counts)[-4:]]
            texts.append(f"{lead}{'; '.join(told)}")
    if not texts:
        return held.unknown(nothing(f"count of signatures of {typed}"))
    head = ". ".join(texts)
    return held.told(f"{capital(head)}.", items)


def _count(index: Index, row: str, fact: Claim) -> str:
    bound = next(iter(index.ends(row, cg.bound)), "exactly")
    number = f"{int(fact.text):,}"
    return number if bound == "exactly" else f"{bound} {number}"


def signers(held: Held, typed: str) -> Told:
    """Who signed a petition: nobody by name, unless the record names somebody."""
    counts = signatures(held, typed, None)
    return held.unknown(f"This graph names nobody who signed it, only how many. {counts.headline}", counts.items)


def answer_to(held: Held, typed: str, *, by: str = "") -> Told:
    """What was answered to a petition: by whom, when, with what outcome and why.

    Args:
        held, typed: what the graph holds, and the petition.
        by: only what this office or person answered.
    """
    texts: list[str] = []
    items: list[Item] = []
    found = _petitions(held, typed)
    for index, thing in found:
        for reply in by_time(index, (t for t in index.pointing(thing, cg.petition) if "Response" in index.kinds(t))):
            who = listed(acted(held, index, reply, index.facts(reply, cg.agent)))
            if by and not {*_folded(by)} - {"the"} <= {*_folded(who)}:
                continue
            parts = [
                listed(said(index, index.facts(reply, cg.outcome))),
                f"by {who}" if who else "",
                dated(index, reply),
            ]
            own = index.facts(reply, "rdf:type")
            doubt = "" if firm(own) else mark(own[0].standing)
            texts.append(f"{index.case.label(reply)}: {', '.join(part for part in parts if part)}{doubt}")
            items += record_lines(held, index, reply)
            for statement in index.ends(reply, cg.statement):
                items += record_lines(held, index, statement)
    if not texts:
        return held.unknown(
            nothing(f"answer to {typed}"), [i for x, t in found for i in _about(held, x, t, _OF_PETITION)]
        )
    head = "; ".join(texts)
    return held.told(f"{capital(head)}.", items)


# ─── Works ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _works(held: Held, typed: str) -> list[tuple[Index, str]]:
    meant = named(held.indexes, typed)
    found = [(i, t) for i, t in meant.things if i.kinds(t) & {"Work", "Documentary"}] if not meant.people else []
    if not found:
        raise CannotAnswer(f"{typed!r} names no film, series or text that this graph holds as a work")
    return found


def _of_work(held: Held, typed: str, key: str, what: str) -> Told:
    texts: list[str] = []
    items: list[Item] = []
    found = _works(held, typed)
    for index, thing in found:
        facts = index.facts(thing, key)
        if facts:
            lead = f"{index.case.label(thing)}: " if len(found) > 1 else ""
            texts.append(f"{lead}{listed(said(index, facts))}")
            items += [line(index, f"{index.case.label(thing)}: {_name(index, fact)}", [fact]) for fact in facts]
    if not texts:
        return held.unknown(nothing(f"{what} of {typed}"))
    return held.told(f"{'; '.join(texts)}.", items)


def _name(index: Index, fact: Claim) -> str:
    when = fact.when if fact.key == cg.date else None
    return in_words(when) if when else index.case.label(fact.text) if fact.is_link else fact.text


def maker(held: Held, typed: str) -> Told:
    """Who made a work."""
    return _of_work(held, typed, cg.agent, "maker")


def distributor(held: Held, typed: str) -> Told:
    """Who distributes a work."""
    return _of_work(held, typed, cg.distributedBy, "distributor")


def published(held: Held, typed: str, where: str) -> Told:
    """When a work came out; where the question says on which service, that must be on record too."""
    found = _works(held, typed)
    for index, thing in found:
        services = [index.case.label(end).casefold() for end in index.ends(thing, cg.distributedBy)]
        if where and where.casefold() not in services:
            raise CannotAnswer(f"I cannot match {where!r} with what is on record here of {index.case.label(thing)}")
    return _of_work(held, typed, cg.date, "date")


def subject(held: Held, typed: str) -> Told:
    """Whom or what a work is about, and what it is said to argue for."""
    told = _of_work(held, typed, cg.about, "subject")
    items, texts = list(told.items), []
    for index, thing in _works(held, typed):
        for fact in index.facts(thing, cg.arguesFor):
            texts.append(f"{index.case.label(fact.text) if fact.is_link else fact.text}{mark(fact.standing)}")
            items.append(line(index, f"{index.case.label(thing)} — argues for: {_name(index, fact)}", [fact]))
    also = f" It is said to argue for: {listed(texts)}." if texts else ""
    return held.told(f"{told.headline}{also}", items)
