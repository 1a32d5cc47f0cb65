"""When, and whether: what the record has, what others say, and what follows where nobody gives a date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer
from ...records.claim import Claim
from ...timeline import CaseFacts, Row, Timeline, timeline
from ...vocabulary import Standing
from ...words import capital
from .accounts import item_of
from .happenings import Asked, Index, Named, Unmatched, besides, named, records, unmatched, within
from .told import Item, Told

__all__ = ["dated", "when", "whether"]

_FIRM = (Standing.ESTABLISHED, Standing.INFERRED)
_MANY = 6
"""Of so many things of one name each is told; of more the question is too wide."""


@dataclass(frozen=True)
class _Line:
    """One record of what was asked: whom it befell (""), and what is said of its time."""

    index: Index
    thing: str
    person: str
    items: tuple[Item, ...]

    @property
    def firm(self) -> list[Item]:
        return [item for item in self.items if item.when and Standing(item.standing) in _FIRM]

    @property
    def label(self) -> str:
        return self.index.case.label(self.thing)


def when(indexes: Sequence[Index], asked: Asked, question: str) -> Told:
    """When something happened to somebody, or when a thing was.

    Args:
        indexes: the facts of each case.
        asked: whom or what, what happened, and what narrows it.
        question: as asked.

    Raises:
        NoSuchThing: nothing is called so.
        CannotAnswer: a word is not understood, or no record fits it.
        UsageError: part of a name fits several.
    """
    meant = named(indexes, asked.who)
    lines = _lines(meant, asked)
    items = _items(lines)
    near, told = _besides(meant, asked)
    if not items:
        return Told(question, "when", "unknown", f"{_silence(meant, asked)}{near}", told)
    said = _headline(meant, asked, lines)
    return Told(
        question, "when", "told", f"{said}." if said else "No date is established; what is said:", (*items, *told)
    )


def whether(indexes: Sequence[Index], asked: Asked, question: str) -> Told:
    """Has something happened to somebody: what the record has of it, then what others say.

    That nothing is on record does not mean that it never happened; the answer is then unknown, not no.

    Raises:
        NoSuchThing: no case knows that name.
        CannotAnswer: it names no person, and nothing of the kind is on record; or a word is not understood.
        UsageError: part of a name fits several.
    """
    meant = named(indexes, asked.who)
    try:
        lines = [line if line.items else _undated(line) for line in _lines(meant, asked)]
    except Unmatched:
        if not meant.people:
            raise
        return _otherwise(meant, asked, question)
    items = _items(lines)
    near, told = _besides(meant, asked, instead=not items)
    if not items:
        head = "Nothing in this graph says so. It may not hold all that happened."
        return Told(question, "whether", "unknown", f"{head}{near}", told)
    return Told(question, "whether", "told", f"{_yes(meant, asked, lines)}{near}", (*items, *told))


def _otherwise(meant: Named, asked: Asked, question: str) -> Told:
    """What is said where the like is on record, but not with the words or on the day that the question names."""
    lines = [line if line.items else _undated(line) for line in _lines(meant, replace(asked, words="", when=None))]
    near, told = _besides(meant, replace(asked, words="", when=None), instead=True)
    said = " ".join(part for part in (asked.words, in_words(asked.when) if asked.when else "") if part)
    held = "; ".join(dict.fromkeys(f"{line.label}{f': {_date(line)}' if line.items else ''}" for line in lines))
    head = f"Nothing in this graph says so: {said!r} fits no such record here. On record: {held}.{near}"
    return Told(question, "whether", "unknown", head, (*_items(lines), *told))


def _besides(meant: Named, asked: Asked, *, instead: bool = False) -> tuple[str, tuple[Item, ...]]:
    """What a reader must know of too: as the end of the headline, and as lines."""
    if asked.verb in _LIFE or not asked.verb:
        return "", ()
    times = _Times()
    lines = [
        _Line(r.index, r.thing, "", tuple(times.of(r.index, r.thing))) for r in besides(meant, asked, instead=instead)
    ]
    items = tuple(replace(item, group="Beside it") for item in _items(lines))
    firm = dict.fromkeys(f"{line.label}: {_date(line)}" for line in lines if line.firm)
    return (f" On record beside it: {'; '.join(firm)}." if firm else ""), items


def _lines(meant: Named, asked: Asked) -> list[_Line]:
    if asked.verb in _LIFE:
        lines = [_Line(i, one, one, tuple(_life(i, one, asked.verb))) for i, one in meant.people or meant.things]
        if asked.verb == "born" or _items(lines) or not meant.people:
            return _on_the_day(lines, asked)
        return _lines(meant, replace(asked, verb="killed"))  # of a victim the file need not say apart when they died
    times = _Times()
    if not asked.verb:
        return [_Line(i, thing, "", tuple(times.of(i, thing))) for i, thing in _dated_things(meant, asked)]
    return [_Line(r.index, r.thing, r.person, tuple(times.of(r.index, r.thing))) for r in records(meant, asked)]


def _on_the_day(lines: list[_Line], asked: Asked) -> list[_Line]:
    """The lines of a birth or death that the date asked about fits; where it was, and of what, no record says.

    Raises:
        CannotAnswer: none fits.
    """

    def fits(item: Item) -> bool:
        return not asked.words and (asked.when is None or within(When.parse(item.when), asked.when))

    kept = [replace(line, items=tuple(filter(fits, line.items))) for line in lines]
    if _items(lines) and not _items(kept):
        raise unmatched(asked, (f"{item.text} ({item.standing})" for item in _items(lines)))
    return kept


def _items(lines: Iterable[_Line]) -> tuple[Item, ...]:
    """The items, each once: one record may tell of several people."""
    return tuple(dict.fromkeys(item for line in lines for item in line.items))


def _undated(line: _Line) -> _Line:
    """A record without a date, as a line of its own."""
    case = line.index.case
    made = item_of(case, _firmest(line))
    plain = Item(line.label, made.standing, made.speakers, made.claims, made.sources, says=made.says)
    return _Line(line.index, line.thing, line.person, (plain,))


def _firmest(line: _Line) -> Claim:
    kinds = line.index.facts(line.thing, "rdf:type")
    return min(kinds, key=lambda fact: (list(Standing).index(fact.standing), fact.iri))


def _yes(meant: Named, asked: Asked, lines: Sequence[_Line]) -> str:
    """A date cannot make firm what is only said to have been."""
    firm = [
        line
        for line in lines
        if _firmest(line).standing in _FIRM and any(Standing(item.standing) in _FIRM for item in line.items)
    ]
    said = _headline(meant, asked, firm)
    if not firm or (asked.verb in _LIFE and not said):
        return "It is not established; what is said:"
    if any("Offence" in line.index.kinds(line.thing) for line in firm):
        return f"On record here: {said}." if said else "It is on record here, without a date."
    told = {line.person for line in firm}
    silent = sorted(index.case.label(person) for index, person in meant.people if person not in told)
    rest = f" Of {', '.join(silent)} nothing in this graph says so." if silent and meant.whole else ""
    by_name = ". " if ": " in said else ": "
    return f"Yes{by_name + said if said else ''}.{rest}"


def _dated_things(meant: Named, asked: Asked) -> list[tuple[Index, str]]:
    """The things of that name which have a time; each is told, where they are few.

    Raises:
        CannotAnswer: a person is named, or too many things are.
    """
    if meant.people:
        raise CannotAnswer(
            f"I do not understand what of {asked.who!r} you ask: that is a person. Say what happened, as in\n"
            f'  casegraph ask "When was {asked.who} convicted?"'
        )
    timed = [(i, thing) for i, thing in meant.things if i.facts(thing, cg.date, cg.from_, cg.until)]
    found = sorted(timed or meant.things, key=lambda pair: (pair[0].case.name, pair[1]))
    if len(found) > _MANY:
        held = "; ".join(index.case.label(thing) for index, thing in found[:_MANY])
        raise CannotAnswer(f"{asked.who!r} may mean many things here: {held}; and more. Name one in full")
    return found


def _silence(meant: Named, asked: Asked) -> str:
    """Nothing is held of what was asked and understood; the words say of what."""
    who = ", ".join(dict.fromkeys(index.case.label(thing) for index, thing in meant.people or meant.things))
    if not asked.verb or asked.verb in _LIFE:
        return f"This graph holds no such date for {who}, and nothing to infer one from."
    return f"Nothing in this graph says so of {who.removesuffix('.')}. It may not hold all that happened."


def _headline(meant: Named, asked: Asked, lines: Sequence[_Line]) -> str:
    """The established dates: of one person or thing alone, else each after its name; "" where there is none."""
    victim = any("Offence" in line.index.kinds(line.thing) for line in lines)
    groups: dict[str, list[_Line]] = {}
    for line in lines:
        name = line.index.case.label(line.person) if line.person and not victim else _of_victims(line, victim)
        groups.setdefault(name, []).append(line)
    dates = {name: text for name, held in groups.items() if (text := _dates(held))}
    everybody = len({person for _, person in meant.people}) == len(dates) and meant.whole
    if len(set(dates.values())) == 1 and not victim and (everybody or not meant.people):
        return next(iter(dates.values()))
    together: dict[str, list[str]] = {}
    for name, text in sorted(dates.items(), key=lambda pair: (_first(groups[pair[0]]), pair[0])):
        together.setdefault(text, []).append(name)
    return "; ".join(f"{', '.join(names)}: {text}" for text, names in together.items())


def _of_victims(line: _Line, victim: bool) -> str:
    """The record by its name; where that does not say who died, with all who were harmed."""
    harmed = [line.index.case.label(person) for person in line.index.ends(line.thing, cg.victim)]
    if not victim or len(set(harmed)) < 2:
        return line.label
    return f"{line.label} (victims: {', '.join(dict.fromkeys(harmed))}; who of them died is not said here)"


def _first(lines: Sequence[_Line]) -> date:
    return min((When.parse(item.when).earliest or date.min for line in lines for item in line.firm), default=date.max)


def _dates(lines: Sequence[_Line]) -> str:
    """When it was, each event once, in order of time; a doubt about one of them as "or"."""
    found: dict[tuple[date | None, date | None], tuple[When, str, set[str]]] = {}
    for line in lines:
        if text := _date(line):
            own = When.parse(_stated(line)[0].when)
            known = found.setdefault((own.earliest, own.latest), (own, text, line.index.kinds(line.thing)))
            if len(text) < len(known[1]):
                found[own.earliest, own.latest] = (own, text, known[2])
    kept = [
        (own, text)
        for own, text, kinds in found.values()
        if not any(kinds != others and _closer(other, own) for other, _, others in found.values())
    ]
    ordered = sorted(kept, key=lambda pair: (pair[0].earliest or date.min, pair[0].latest or date.max))
    return "; ".join(text for _, text in ordered)


def _stated(line: _Line) -> list[Item]:
    """The established dates of a record, without those that another one says more exactly; else the inferred ones."""
    given = [item for item in line.firm if not item.details] or line.firm
    whens = [When.parse(item.when) for item in given]
    return [item for item, own in zip(given, whens, strict=True) if not any(_closer(other, own) for other in whens)]


def _closer(other: When, own: When) -> bool:
    """Does the other date say more exactly when the same was? A verdict has a day, a conviction often only a month."""
    mine, theirs = (own.earliest, own.latest), (other.earliest, other.latest)
    return None not in (*mine, *theirs) and mine != theirs and mine[0] <= theirs[0] and theirs[1] <= mine[1]  # type: ignore[operator]


def _date(line: _Line) -> str:
    """The established date of one record, else the inferred one; a stretch with both its ends."""
    if "Imprisonment" in line.index.kinds(line.thing):
        ends = [_end(line, key) for key in (cg.from_, cg.until)]
        return " ".join(f"{word} {in_words(end)}" for word, end in zip(("from", "until"), ends, strict=True) if end)
    stated = _stated(line)
    words = " or ".join(dict.fromkeys(in_words(When.parse(item.when)) for item in stated))
    inferred = " (inferred)" if any(item.details for item in stated) else ""
    return f"{capital(words)}{inferred}"


def _end(line: _Line, key: str) -> When | None:
    firm = [fact for fact in line.index.facts(line.thing, key) if fact.standing is Standing.ESTABLISHED]
    return When.parse(firm[0].text) if firm else None


_LIFE = {"born": cg.born, "died": cg.died}
"""What is told of a person's own life → the property."""


def _life(index: Index, person: str, verb: str) -> Iterator[Item]:
    for fact in sorted(index.facts(person, _LIFE[verb]), key=_firm_first):
        yield dated(index.case, fact)


def _firm_first(fact: Claim) -> tuple[int, str, str]:
    return list(Standing).index(fact.standing), fact.key, fact.iri


class _Times:
    """The times of records: those given, and those that follow; what a case lets follow is worked out once."""

    def __init__(self) -> None:
        self._firm: dict[str, Timeline] = {}
        self._wider: dict[str, Timeline] = {}

    def of(self, index: Index, thing: str) -> Iterator[Item]:
        """The dates given, then what the record lets follow; what only reports let follow where it has nothing."""
        for fact in sorted(index.facts(thing, cg.date, cg.from_, cg.until), key=_firm_first):
            yield dated(index.case, fact)
        for point in ("start", "end"):
            row = self._row(index.case, thing, point)
            if row is not None and row.inferred:
                yield _inferred(index.case, row)

    def _row(self, case: CaseFacts, thing: str, point: str) -> Row | None:
        if case.name not in self._firm:
            self._firm[case.name] = timeline(case)
        if self._firm[case.name].row(thing) is None and case.name not in self._wider:
            self._wider[case.name] = timeline(case, standings=(*_FIRM, Standing.ATTRIBUTED))
        wider = self._wider.get(case.name)
        return self._firm[case.name].row(thing, point) or (wider.row(thing, point) if wider else None)


def dated(case: CaseFacts, fact: Claim) -> Item:
    """A date that a claim gives, as a line of an answer."""
    verb = {cg.from_: " begins", cg.until: " ends", cg.born: " born", cg.died: " died"}.get(fact.key, "")
    text = f"{case.label(fact.subject)}{verb}: {in_words(When.parse(fact.text))}"
    made = item_of(case, fact)
    return Item(text, made.standing, made.speakers, made.claims, made.sources, fact.text, made.says)


def _inferred(case: CaseFacts, row: Row) -> Item:
    facts = case.by_claim()
    bounds = [bound for bound in (row.earliest, row.latest) if bound]
    claims = tuple(dict.fromkeys(claim for bound in bounds for claim in bound.claims))
    sources = tuple(dict.fromkeys(case.label(s) for claim in claims for s in facts[claim].sources))
    steps = [
        f"{word} {in_words(When.day(bound.day))}: {step.words}{f' ({step.note})' if step.note else ''}"
        for word, bound in (("not before", row.earliest), ("not after", row.latest))
        if bound
        for step in bound.steps
    ]
    standing = Standing.weakest(facts[claim].standing for claim in claims).value
    text = f"{row.label}{' ends' if row.point == 'end' else ''}: {in_words(When.parse(row.when))}"
    return Item(text, standing, (), claims, sources, row.when, details=tuple(steps))
