"""Facts of a case as lines of an answer: what is firm together, what somebody says apart and marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ... import cg, words
from ...dates import Ternary, When, in_words
from ...records.claim import Claim
from ...timeline import CaseFacts
from ...view import CaseView, label, widened
from ...vocabulary import Standing, local
from ...words import unique
from ..powers.tenure import titles_on
from ..record.happenings import Index, within
from ..record.told import Item, Told

__all__ = [
    "FIRM",
    "UNDATED",
    "Held",
    "acted",
    "by_time",
    "dated",
    "doubt",
    "firm",
    "line",
    "listed",
    "mark",
    "nothing",
    "on_that_day",
    "record_lines",
    "said",
]

FIRM = (Standing.ESTABLISHED, Standing.INFERRED)


@dataclass(frozen=True)
class Held:
    """What an answer is made from.

    Attributes:
        view: the graph, where it is established.
        cases: the facts of each case, everything anybody says among them.
        day: the day of asking.
        question: as asked.
        form: what it was read as.
    """

    view: CaseView
    cases: tuple[CaseFacts, ...]
    day: date
    question: str
    form: str

    @cached_property
    def indexes(self) -> list[Index]:
        """The facts by subject and object, with who held an office on the day of an act."""
        return [Index(case, self.view) for case in self.cases]

    def told(self, headline: str, items: Iterable[Item]) -> Told:
        """The answer; unknown where nothing stands behind it."""
        kept = tuple(dict.fromkeys(items))
        headline = re.sub(r"( \((?:by one source|disputed)\))\1+", r"\1", headline)
        return Told(self.question, self.form, "told" if kept else "unknown", headline, kept)

    def unknown(self, headline: str, items: Iterable[Item] = ()) -> Told:
        """What is said where the graph holds nothing that answers, with what bears on it."""
        return Told(self.question, self.form, "unknown", headline, tuple(dict.fromkeys(items)))


def doubt(index: Index, thing: str) -> str:
    """What stands behind a record that is not established; "" for one that is."""
    own = index.facts(thing, "rdf:type")
    return "" if firm(own) or not own else mark(own[0].standing)


def on_that_day(index: Index, thing: str, when: When | None) -> Ternary:
    """Was it in the time asked about? Unknown of a record without a date."""
    days = [day for fact in index.facts(thing, cg.date) if (day := fact.when)]
    if when is None or any(within(day, when) for day in days):
        return Ternary.YES
    return Ternary.NO if days else Ternary.UNKNOWN


UNDATED = "Without a date on record"
"""Said over records that may or may not be of the time asked about."""


def nothing(what: str) -> str:
    """The headline of an answer the graph does not hold: silence is no denial."""
    return f"This graph holds no {what}. It may not hold all that happened."


def mark(standing: Standing | str) -> str:
    """What stands behind words that are not established.

    Examples:
        >>> mark("attributed"), mark("established")
        (' (by one source)', '')
    """
    return words.DOUBT.get(Standing(standing).value, "")


def firm(facts: Iterable[Claim]) -> list[Claim]:
    """Those of the facts that are established, or follow from what is."""
    return [fact for fact in facts if fact.standing in FIRM]


def said(index: Index, facts: Sequence[Claim]) -> list[str]:
    """The objects of facts in words, each marked: the firm ones where there are any, else what is only said."""
    kept = firm(facts) or list(facts)
    texts = [f"{_object(index, fact)}{mark(fact.standing)}" for fact in sorted(kept, key=_order)]
    return list(dict.fromkeys(texts))


def _order(fact: Claim) -> tuple[int, str, str]:
    return list(Standing).index(fact.standing), fact.key, fact.iri


def _object(index: Index, fact: Claim) -> str:
    if fact.is_link:
        return index.case.label(fact.text)
    when = fact.when if fact.key in _DATES else None
    return in_words(when) if when else fact.text


_DATES = (cg.date, cg.from_, cg.until, cg.born, cg.died, cg.outcomeDate, cg.eligibleForRelease, cg.offenceDate)


def line(
    index: Index, text: str, facts: Sequence[Claim], *, when: str = "", details: Sequence[str] = (), group: str = ""
) -> Item:
    """A line that rests on all of these facts: as firm as the weakest of them."""
    standing = max((fact.standing for fact in facts), key=list(Standing).index)
    weakest = next(fact for fact in facts if fact.standing is standing)
    sources = tuple(dict.fromkeys(index.case.label(source) for fact in facts for source in fact.sources))
    claims = tuple(dict.fromkeys(fact.iri for fact in facts))
    speakers = weakest.chain if standing not in FIRM else ()
    says = weakest.says if standing not in FIRM else ""
    return Item(text, standing.value, speakers, claims, sources, when, says, tuple(details), group)


def dated(index: Index, thing: str) -> str:
    """When it was, in words: the established date, else one that is only said, marked; "" without any."""
    stretch = {key: said(index, index.facts(thing, key)) for key in (cg.from_, cg.until)}
    if stretch[cg.from_] or stretch[cg.until]:
        return " ".join(
            f"{word} {' or '.join(stretch[key])}"
            for word, key in (("from", cg.from_), ("until", cg.until))
            if stretch[key]
        )
    return " or ".join(said(index, index.facts(thing, cg.date)))


_TOLD = (cg.date, cg.from_, cg.until, cg.agent, cg.court, cg.place, cg.outcome, cg.amount, cg.term, cg.cause)
_WORDS = {
    cg.agent: "by ",
    cg.court: "",
    cg.place: "at ",
    cg.outcome: "",
    cg.amount: "",
    cg.term: "",
    cg.cause: "because of ",
}


def record_lines(
    held: Held, index: Index, thing: str, *, keys: Sequence[str] = _TOLD, group: str = "", notes: bool = True
) -> Iterator[Item]:
    """One record: what is firm of it in one line, and each thing that is only said of it in a line of its own."""
    own = index.facts(thing, "rdf:type")
    sure = firm(own)
    kept = [fact for fact in index.facts(thing, *keys) if fact.standing in FIRM] if sure else index.facts(thing, *keys)
    base = sure or own
    if not base:
        return
    parts = [dated(index, thing)] if set(keys) & {cg.date, cg.from_, cg.until} else []
    for key, word in _WORDS.items():
        facts = [fact for fact in kept if fact.key == key]
        texts = acted(held, index, thing, facts) if key == cg.agent else said(index, facts)
        parts += [f"{word}{listed(texts)}"] if texts else []
    text = "; ".join(part for part in parts if part)
    details = list(dict.fromkeys(f"note: {fact.note}" for fact in base if fact.note)) if notes else []
    times = [fact for fact in index.facts(thing, cg.date, cg.from_) if fact.standing in FIRM]
    yield line(
        index,
        f"{index.case.label(thing)}{f': {text}' if text else ''}",
        [*base, *(kept if sure else [])],
        when=times[0].text if times else "",
        details=details,
        group=group,
    )
    for fact in sorted((f for f in index.facts(thing, *keys) if sure and f.standing not in FIRM), key=_order):
        yield line(
            index,
            f"{index.case.label(thing)} — {_NAMES.get(fact.key, fact.key[3:])}: {_object(index, fact)}",
            [fact],
            group=group,
        )


_NAMES = {cg.from_: "begins", cg.until: "ends"}


def acted(held: Held, index: Index, thing: str, facts: Iterable[Claim]) -> list[str]:
    """Who did it, each with the office or the person in it on that day."""
    days = [when for fact in firm(index.facts(thing, cg.date)) if (when := fact.when) and when.exact]
    found = []
    for fact in facts:
        name = index.case.label(fact.text)
        if name == local(fact.text):
            name = label(widened(held.view, Standing.ATTRIBUTED), fact.text)
        also = titles_on(held.view, fact.text, days[0].earliest) if days and days[0].earliest else ""
        found.append(f"{name}{f' ({also})' if also else ''}{mark(fact.standing)}")
    return list(dict.fromkeys(found))


def listed(texts: Iterable[str], joint: str = "and") -> str:
    """Texts as one enumeration, each once.

    Examples:
        >>> listed(["a", "b", "b", "c"])
        'a, b and c'
    """
    found = unique(texts)
    return words.listed(found, joint) if found else ""


def by_time(index: Index, things: Iterable[str]) -> list[str]:
    """Records in order of time, those without a date last."""

    def key(thing: str) -> tuple[date, str]:
        firm_first = firm(index.facts(thing, cg.date, cg.from_)) or index.facts(thing, cg.date, cg.from_)
        days = [when.earliest for fact in firm_first if (when := fact.when) and when.earliest]
        return min(days, default=date.max), thing

    return sorted(dict.fromkeys(things), key=key)
