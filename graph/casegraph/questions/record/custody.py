"""How long somebody was in custody: stretch by stretch, from the dates on record, and as others count it."""

from collections.abc import Iterator, Sequence
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words, length_in_words
from ...vocabulary import Standing
from ...words import plural
from .accounts import item_of
from .happenings import Asked, Index, Occurrence, named, records
from .times import dated
from .told import Item, Told

__all__ = ["how_long", "length_between"]


def how_long(indexes: Sequence[Index], asked: Asked, question: str, on: date | None = None) -> Told:
    """How long somebody was in custody: from the dates of each stretch, and as others count it.

    Args:
        indexes: the facts of each case.
        asked: the person, and what narrows the stretches.
        question: as asked.
        on: a stretch without a recorded end is counted until this day; not at all when None.

    Raises:
        NoSuchThing: nobody is called so.
        CannotAnswer: a word is not understood, or fits no stretch.
        UsageError: part of a name fits several people.
    """
    meant = named(indexes, asked.who)
    found = sorted(records(meant, asked), key=_from)
    items = tuple(dict.fromkeys(item for record in found for item in _stretch(record, on)))
    people = dict.fromkeys(index.case.label(person) for index, person in meant.people)
    if not items:
        of = f" of {', '.join(people)}" if people else ""
        return Told(question, "how long", "unknown", f"This graph holds no time in custody{of}.", ())
    told = {record.index.case.label(record.person) for record in found}
    silent = [name for name in people if name not in told] if meant.whole else []
    several = len(told) > 1 or bool(silent) or not meant.whole
    lengths = []
    for record in found:
        who = f"{record.index.case.label(record.person)}: " if several else ""
        lengths += [f"{who}{item.details[0]}" for item in _stretch(record, on) if item.details]
    head = f"{'; '.join(lengths)} in custody." if lengths else "No length can be worked out from established dates."
    head += f" Of {', '.join(silent)} this graph holds none." if silent else ""
    return Told(question, "how long", "told", head, items)


def _from(record: Occurrence) -> tuple[str, str, str]:
    return record.person, min(record.index.ends(record.thing, cg.from_), default="").strip("["), record.thing


def _stretch(record: Occurrence, on: date | None) -> Iterator[Item]:
    case, facts = record.index.case, record.index.facts(record.thing, cg.from_, cg.until)
    firm = {fact.key: fact for fact in facts if fact.standing is Standing.ESTABLISHED}
    name = case.label(record.thing)
    if firm:
        claims = tuple(f.iri for f in firm.values())
        sources = tuple(dict.fromkeys(case.label(s) for f in firm.values() for s in f.sources))
        start, end = (When.parse(firm[key].text) if key in firm else None for key in (cg.from_, cg.until))
        first, last = (in_words(each) if each else "" for each in (start, end))
        text = f"{name}: {first or 'beginning not on record'} to {last or 'no end on record'}"
        told = [fact for fact in facts if fact.key not in firm and fact.standing is not Standing.RETRACTED]
        days = ", ".join(in_words(When.parse(fact.text)) for fact in told)
        said = f", its {'end' if start else 'beginning'} only said ({days})," if told else ""
        yield Item(text, "established", (), claims, sources, details=(_counted(start, end, on, said),))
        yield from (dated(case, fact) for fact in told)
    for fact in sorted(record.index.facts(record.thing, cg.duration), key=lambda f: f.iri):
        made = item_of(case, fact)
        text = f"{name}: {length_in_words(fact.text)}"
        yield Item(text, made.standing, made.speakers, made.claims, made.sources, says=made.says)


def _counted(start: When | None, end: When | None, on: date | None, said: str) -> str:
    """How long it was; of a stretch with one end on record, that end."""
    if start and end:
        return length_between(start, end)
    if start is None:
        assert end is not None
        return f"until {in_words(end)}{said or ', beginning not on record,'}"
    begun = on is not None and start.before(When.day(on)) is Ternary.YES
    so_far = f" ({length_between(start, When.day(on))} by {in_words(When.day(on))})" if on and begun else ""
    return f"since {in_words(start)}{said}" if said else f"since {in_words(start)}{so_far}, no end on record,"


def length_between(start: When, end: When) -> str:
    """The time between two dates as people count it, from the shortest to the longest it can have been."""
    first_start, last_start, _, _ = start.reach
    _, _, first_end, last_end = end.reach
    if date.min in (first_start, last_start) or date.max in (first_end, last_end):
        return "length not known"
    least, most = _between(last_start, first_end), _between(first_start, last_end)
    return least if least == most else f"{least} to {most}"


def _between(start: date, end: date) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    years, months = divmod(max(0, months), 12)
    if not years and not months:
        days = max(0, (end - start).days)
        return plural(days, "day")
    parts = [plural(n, unit) for n, unit in ((years, "year"), (months, "month")) if n]
    return " and ".join(parts)
