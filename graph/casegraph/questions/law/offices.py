"""Who held an office, on a day or in a year, and when somebody held one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer, UsageError
from ...view import CaseView, back, backing, claims_behind, dates_of, label, one, step, types, values, widened
from ...vocabulary import Standing, fold, thing
from ...words import unique
from ..cases.lines import listed, mark
from ..naming.names import find
from ..powers.tenure import in_office
from ..record.told import Item, Told

__all__ = ["held_office", "office_holder", "offices_of"]


@dataclass(frozen=True, slots=True)
class _Term:
    """One time in office: from–until as recorded, how firmly, and the claims."""

    person: str
    office: str
    start: When | None
    end: When | None
    acting: bool
    standing: str
    claims: tuple[str, ...]

    @property
    def dates(self) -> str:
        start = in_words(self.start) if self.start else "a day not on record"
        return f"{start} to {in_words(self.end)}" if self.end else f"since {start}"

    def touches(self, when: When) -> bool:
        """May it have held for some of that time?"""
        begun = self.start is None or self.start.after(when) is not Ternary.YES
        over = self.end is not None and self.end.before(when) is Ternary.YES
        return begun and not over


def _terms(view: CaseView, node: str, key: str) -> list[_Term]:
    """The terms of an office, or of a person, in order of time; those one source alone reports are marked so."""
    wide = widened(view, Standing.ATTRIBUTED)
    found = []
    for term in back(wide, node, key):
        if cg.Tenure not in types(wide, term):
            continue
        sure = term in back(view, node, key)
        for person in step(wide, term, cg.person):
            for office in step(wide, term, cg.office):
                ends = [(k, text) for k in (cg.from_, cg.until) for text in values(wide, term, k)]
                claims = unique(
                    [
                        *claims_behind(wide, term, cg.person, person),
                        *claims_behind(wide, term, cg.office, office),
                        *(claim for k, text in ends for claim in claims_behind(wide, term, k, text)),
                    ]
                )
                start, end = (next(dates_of(wide, term, k), None) for k in (cg.from_, cg.until))
                found.append(
                    _Term(
                        person,
                        office,
                        start,
                        end,
                        one(wide, term, cg.heldAs) == "acting",
                        "established" if sure else "attributed",
                        claims,
                    )
                )
    return sorted(found, key=lambda t: (t.start.earliest if t.start and t.start.earliest else date.min, t.person))


def _office(view: CaseView, typed: str) -> str:
    """The office that a name names by itself: with its sovereign, or the President.

    Raises:
        NoSuchThing: none is called so.
        CannotAnswer: it is the office of no one sovereign.
    """
    name = fold(typed).removeprefix("the ")
    if name in ("president", "us president", "u s president", "american president", "president of the us"):
        return thing("US-president")
    if name in ("governor", "mayor", "pardon board", "board"):
        raise CannotAnswer(f"say of which State or place: {typed} of …")
    state, _, rest = name.rpartition(" governor")
    return find(view, f"governor of {state}" if state and not rest else typed, "Office")


def _named(view: CaseView, person: str) -> str:
    return label(widened(view, Standing.ATTRIBUTED), person)


def _line(view: CaseView, term: _Term, lead: str) -> Item:
    wide = widened(view, Standing.ATTRIBUTED)
    sources = tuple(dict.fromkeys(row.label for row in backing(wide, term.claims)))
    acting = ", acting" if term.acting else ""
    return Item(
        f"{lead}{acting}: {term.dates}",
        term.standing,
        (),
        term.claims,
        sources,
        when=term.start.text if term.start else "",
    )


def office_holder(view: CaseView, question: str, typed: str, when: When | None, day: date, *, past: bool) -> Told:
    """Who held an office: on a day, in a year, today; asked in the past without a date, everybody on record."""
    office = _office(view, typed)
    terms = _terms(view, office, cg.office)
    name = label(view, office)
    asked = when or (None if past else When.day(day))
    if asked is not None and asked.exact and asked.earliest:
        held = in_office(view, office, asked.earliest)
        items = [_line(view, t, _named(view, t.person)) for t in terms if t.touches(asked)]
        if not held.people:
            return Told(
                question,
                "office holder",
                "unknown",
                f"{name}: {held.absence or 'nobody on record'} on {in_words(asked)}.",
                (),
            )
        note = f" {held.note}" if held.note else ""
        by = mark(held.standing)
        return Told(
            question, "office holder", "told", f"{held.people}{by}, {name} on {in_words(asked)}.{note}", tuple(items)
        )
    kept = [term for term in terms if asked is None or term.touches(asked)]
    if not kept:
        time = f" in {in_words(asked)}" if asked else ""
        return Told(question, "office holder", "unknown", f"{name}: nobody is on record here{time}.", ())
    texts = [f"{_named(view, t.person)}{', acting' if t.acting else ''} ({t.dates}){mark(t.standing)}" for t in kept]
    items = [_line(view, term, _named(view, term.person)) for term in kept]
    shown = texts if len(texts) <= _MOST else [*texts[-_MOST:]]
    more = f"the last {_MOST} of {len(texts)} on record: " if len(texts) > _MOST else ""
    return Told(question, "office holder", "told", f"{name}: {more}{'; '.join(shown)}.", tuple(items))


_MOST = 8


def _people(view: CaseView, typed: str) -> Sequence[str]:
    """The people so called who held an office; of one person kept apart by term, each."""
    wide = widened(view, Standing.ATTRIBUTED)
    try:
        return [find(wide, typed, "Person")]
    except UsageError:
        named = view.store.look_up(fold(typed)) if view.store is not None else []
        found = [node for node in named if cg.Person in types(wide, node)]
        if len({label(wide, node) for node in found}) != 1:
            raise
        return found


def held_office(view: CaseView, question: str, who: str, typed: str, when: When | None, *, polar: bool) -> Told:
    """When somebody held an office, and whether at a time; without an office named, every office on record."""
    people = _people(view, who)
    office = _office(view, typed) if typed else ""
    terms = [t for person in people for t in _terms(view, person, cg.person) if not office or t.office == office]
    name = label(widened(view, Standing.ATTRIBUTED), people[0])
    title = label(view, office) if office else "an office"
    if not terms:
        return Told(question, "held office", "unknown", f"No time of {name} as {title} is on record here.", ())
    texts = [
        f"{'' if office else f'{label(view, t.office)}, '}{t.dates}{', acting' if t.acting else ''}{mark(t.standing)}"
        for t in terms
    ]
    items = tuple(_line(view, t, f"{name}, {label(view, t.office)}") for t in terms)
    lead = ""
    if polar and when is not None:
        inside = [t for t in terms if t.touches(when)]
        lead = "Yes: " if inside else "No, not by the terms on record: "
        sure = [t for t in inside if t.start and t.start.after(when) is Ternary.NO]
        lead = "For a part of that time, or all of it: " if inside and not sure else lead
    elif polar:
        lead = "Yes: "
    return Told(question, "held office", "told", f"{lead}{name}: {listed(texts)}.", items)


def offices_of(view: CaseView, question: str, who: str) -> Told:
    """Every office somebody held, as far as it is on record."""
    return held_office(view, question, who, "", None, polar=False)
