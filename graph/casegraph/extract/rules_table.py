"""The constructions of `datasets/lexicon/constructions.tsv`, read by one engine: a line adds a construction.

In a pattern {P} stands for one person or several, {X} for offences, {D} and {D2} for a date, {T} for a term, {own} for
`his` and `her`, {adv} and {kinds} for the words that may stand between. The column `who` says where the person stands:
in the pattern (P), as the subject of the verb, as the owner, as whom the text is about (concerned), as whom the entry of
a list is about (entry), at the head of each item of the list that follows (list), whom the caption of an opinion accuses (party), or introduced by name after a first
sentence that speaks of a man or a woman.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..resources import shipped
from .grammar import LIST, Clause, Subject, before, introduced, subjects, vetoed
from .proposal import Proposal
from .rules_acts import KINDS, Date, act_date, agent_of, published_day
from .rules_case import ADVERBS, NOT_DONE, offences_in, possessor
from .rules_lists import years

__all__ = ["TABLE_RULES"]

_TOKENS = {
    # A list is read once, whole: a list of lists can be split in 2^n ways, and each would be tried.
    "P": rf"(?P<P>(?>{LIST})(?:[,;] (?:and )?(?>{LIST})){{0,20}})",
    "X": r"(?P<X>(?:(?:the|an?|his|her|both|two|three|four|five|six|several|multiple|counts? of|charges? of|D\d+_|[a-z-]+ed|[a-z]+ly) )*(?:P\d+_'s )?X\d+_)",
    "D": r"(?P<D>D\d+_)",
    "D2": r"(?P<D2>D\d+_)",
    "T": r"(?P<T>T\d+_)",
    "own": r"(?P<own>[Hh]is|[Hh]er) ",
    "adv": ADVERBS,
    "kinds": KINDS,
    "mid": r"(?:(?!(?:who|that|by|of|for|with|and|an?) )(?:[a-z0-9][\w-]*|T\d+_-old),? ){0,5}",
}


@dataclass(frozen=True, slots=True)
class _Construction:
    """A line of the table."""

    slot: str
    what: str
    who: str
    pattern: "re.Pattern[str]"


@cache
def _constructions() -> tuple[_Construction, ...]:
    with shipped("datasets/lexicon/constructions.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        _Construction(
            row["slot"], row["what"], row["who"], re.compile(re.sub(r"\{([A-Za-z]\w*)\}", _token, row["pattern"]))
        )
        for row in rows
    )


def _token(match: "re.Match[str]") -> str:
    return _TOKENS[match[1]]


def by_table(clause: Clause) -> Iterator[Proposal]:
    """What the constructions of the table find in a clause."""
    for construction in _constructions():
        for match in construction.pattern.finditer(clause.text):
            if not _told(clause, construction, match):
                continue
            if construction.who == "list":
                yield from _items(clause, construction, match)
                continue
            people = _people(clause, construction, match)
            for what, details, end in _values(clause, construction, match):
                yield from _proposals(
                    clause, construction, people, what, details, (match.start(), max(match.end(), end))
                )


_ITEM = re.compile(rf"(?:^|; (?:and )?|,? and (?=P\d+_,))(?P<who>{LIST})")


def _items(clause: Clause, construction: _Construction, match: "re.Match[str]") -> Iterator[Proposal]:
    """`Those pardoned are P0_, convicted in D1_ of X2_; P3_, …`: whoever opens an item."""
    for item in _ITEM.finditer(clause.text[match.end() :]):
        bounds = (match.end() + item.start("who"), match.end() + item.end("who"))
        people = clause.people(item["who"])
        yield from _proposals(clause, construction, people, construction.what, (), bounds, published_day(clause))


def _told(clause: Clause, construction: _Construction, match: "re.Match[str]") -> bool:
    """Is it told as done?"""
    if construction.slot in ("relief", "exoneration"):
        return not vetoed(clause, match.start(), match.start() + 1)
    return not NOT_DONE.search(before(clause.text, match.start()))


def _people(clause: Clause, construction: _Construction, match: "re.Match[str]") -> list[Subject]:
    if construction.who == "P":
        return clause.people(match["P"])
    if construction.who == "subject":
        return subjects(clause, match.start())
    if construction.who == "introduced":
        return introduced(clause)
    if construction.who == "entry":
        return clause.entry()
    if construction.who == "owner":
        return possessor(clause, match.start())
    party = clause.reading.party
    if construction.who == "party" or (party and not clause.people(clause.text)):
        return [Subject(party, False)] if party else []
    inside = dict.fromkeys(p.name for p in clause.people(clause.text))
    people = [Subject(name, False) for name in inside] or clause.concerned()
    return people if len(people) == 1 else []


_Detail = tuple[str, str, int, int]


def _values(
    clause: Clause, construction: _Construction, match: "re.Match[str]"
) -> Iterator[tuple[str, tuple[_Detail, ...], int]]:
    """(what, its details, where it ends): one for each offence listed, one otherwise."""
    groups = match.groupdict()
    if groups.get("X"):
        mark = re.search(r"X\d+_$", match["X"])
        assert mark
        for offence in offences_in(clause, match.start("X") + mark.start(), len(clause.text)):
            yield offence.name, (("offence", offence.name, *clause.span(offence.start, offence.end)),), offence.end
    elif construction.slot == "sentence":
        term = clause.masked.marks(match["T"])[0]
        words = years(term.value)
        yield words, (("term", words, term.start, term.end),), 0
    else:
        yield construction.what, (), 0


def _proposals(
    clause: Clause, construction: _Construction, people: list[Subject], what: str, details: tuple[_Detail, ...],
    bounds: tuple[int, int], day: Date = None,
) -> Iterator[Proposal]:  # fmt: skip
    start, end = clause.span(*bounds)
    when = ""
    if construction.slot in ("relief", "exoneration", "refusal"):
        date = day if construction.who == "list" else _beside(clause, construction, bounds) or act_date(clause, *bounds)
        if date:
            when, details = date[0], (*details, ("date", *date))
        agent = agent_of(clause, bounds[0])
        if agent and construction.slot == "relief":
            details = (*details, ("agent", agent, start, end))
    elif construction.slot in ("conviction", "charge") and re.search(
        r"convicted (?:in|on) D\d+_|D\d+_ convictions?", clause.text[slice(*bounds)]
    ):
        held = next(m for m in clause.masked.marks(clause.text[slice(*bounds)]) if m.kind == "D")
        when, details = held.value, (*details, ("date", held.value, held.start, held.end))
    for person in people:
        yield Proposal(
            construction.slot,
            person.name,
            what,
            when,
            start,
            end,
            confidence="low" if construction.who == "introduced" else "high" if person.certain else "medium",
            details=details,
        )


def _beside(clause: Clause, construction: _Construction, bounds: tuple[int, int]) -> Date:
    """The date within an entry's own words: `Commuted to Life: D0_`."""
    dates = [m for m in clause.masked.marks(clause.text[slice(*bounds)]) if m.kind == "D"]
    held = dates[-1] if construction.who == "entry" and dates else None
    return (held.value, held.start, held.end) if held else None


TABLE_RULES = (by_table,)
"""Every rule of this module: a function of a clause that yields proposals."""
