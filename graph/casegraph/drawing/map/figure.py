"""Who decides on clemency, state by state, as a map of tiles: on a day, on two days, or for a case."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from ...courts.tables import sovereigns
from ...dates import When, in_words
from ...errors import UsageError
from ...questions import Answer
from ...questions.citations import marks
from ...questions.clemency.answer import ConvictionAnswer, alike
from ...questions.law.arrangements import Arrangement, arrangements
from ...view import CaseView, backing, widened
from ...vocabulary import Standing, local
from ...words import ARRANGEMENTS, capital, listed, plural, unique
from ..answer_words import as_of, heading_of, sources_of, without_marks
from ..frame import Heading, NumberedSource, first_that_fits, framed
from ..paint.figure import Painted, painted
from ..paint.style import INK, MUTED, Type, wrap
from ..scene import Item, Phrase, Scene, Text, joined
from ..sheet import SCREEN, Sheet
from .tiles import Grid, places

__all__ = ["WHAT", "case_map", "map_figure"]

WHAT = tuple(ARRANGEMENTS)
"""What the tiles of a map may tell: who decides, the part of a board, where the rule stands."""
_DAY, _BOLD, _ROW, _SMALL = Type(11, bold=True), Type(9.5, bold=True), Type(9), Type(8.5)
_SWATCH = 24.0
_SIDE_BY_SIDE, _BETWEEN, _CASE = 800.0, 28.0, 480.0


def map_figure(
    view: CaseView,
    on: date,
    *,
    kind: str = "pardon",
    what: str = "decider",
    compared_with: date | None = None,
    title: str | None = None,
    sheet: Sheet = SCREEN,
) -> Painted:
    """Draw who decides on clemency in every state, D.C. and the territories, with federal and military law beside.

    Args:
        view: the graph, with the law of all of them.
        on: the day.
        kind: of clemency.
        what: `decider` (who decides), `board` (the part of a board) or `law` (where the rule stands, since when).
        compared_with: an earlier or later day: its map beside, what differs marked on the later one.
        title: what stands at the top; the answer itself when None.
        sheet: what it is drawn for.

    Raises:
        UsageError: no such kind, nothing of that name to tell, or twice the same day.
        NoSuchThing: the graph lacks a jurisdiction, so that the law must be read whole.
    """
    if what not in WHAT:
        raise UsageError(f"a map tells {listed(WHAT, 'or')}, not {what!r}")
    if compared_with == on:
        raise UsageError(f"a map of {in_words(When.day(on))} compared with itself shows nothing: give another day")
    days = sorted({on, compared_with or on})
    drawn = _Map(what, sheet, [(day, arrangements(view, day, kind)) for day in days])
    note = f"{as_of(days[-1])} Over convictions of which nothing else is known; {_BESIDE}."
    heading = Heading("", title or drawn.title(kind), note)
    sources = _codes(view, [own for _, found in drawn.days for own in found])

    def drafts(sheet: Sheet) -> Iterator[Scene]:
        for most in _FEWER:
            yield framed(drawn.scene(most=sheet.rows or most), heading, sources, sheet)

    return painted(first_that_fits(drafts, sheet))


_BESIDE = "treason, impeachment and local ordinances may follow other rules"
_FEWER = (1000, 24, 12, 6, 1)
"""How many jurisdictions are told of in words, where all of them would make the sheet too tall."""


def case_map(view: CaseView, answer: Answer, *, title: str | None = None, sheet: Sheet = SCREEN) -> Painted:
    """Draw whose laws the convictions of an answer broke, and who decides there.

    Args:
        view: the graph.
        answer: what `clemency` gave.
        title: what stands at the top; the answer itself when None.
        sheet: what it is drawn for.
    """
    broken = unique(one.sovereign for one in answer.convictions if one.sovereign)
    law = arrangements(view, answer.on, sovereigns=broken)
    heading, sources = heading_of(answer, title), sources_of(answer.sources)

    def drafts(sheet: Sheet) -> Iterator[Scene]:
        shown = without_marks(answer) if sheet.sources == "none" else answer
        drawn = _Map("decider", sheet, [(answer.on, law)], widest=_CASE)
        yield framed(drawn.scene(list(_told(shown, {own.id: _name(own) for own in law}))), heading, sources, sheet)

    return painted(first_that_fits(drafts, sheet))


def _told(answer: Answer, names: Mapping[str, str]) -> Iterator[tuple[str, list[Phrase]]]:
    """Sovereign by sovereign the convictions, and who decides on each; one that has no tile says so."""
    by_law: dict[str, list[ConvictionAnswer]] = {}
    for one in answer.convictions:
        by_law.setdefault(one.sovereign, []).append(one)
    for sovereign, members in by_law.items():
        lines = []
        for group in alike(members):
            of = listed([joined(one.label, marks(answer, one.because)) for one in group])
            lines.append(Phrase(f"{group[0].person}: {of}: {_decided(answer, group[0])}", _SMALL))
        name = names.get(local(sovereign), "Whose law was broken is not on record")
        yield f"{name}{'' if not sovereign or local(sovereign) in places() else ', not on this map'}", lines


def _decided(answer: Answer, one: ConvictionAnswer) -> str:
    """Who decides, on what word it hangs; or what has become of the conviction."""
    return joined(_deciders(answer, one), f"({one.only_if})" if one.condition else "")


def _deciders(answer: Answer, one: ConvictionAnswer) -> str:
    if one.value == "moot":
        return "; ".join(one.fate())
    deciders = unique(
        joined(a.label, f"({a.who})" if a.who else "", marks(answer, a.because)) for a in one.holders
        if a.role == "decider"
    )  # fmt: skip
    others = [power.unheld for power in one.undecided]
    return "; ".join([*deciders, *others, *map(str, one.missing)]) or "who decides is not on record"


def _codes(view: CaseView, found: Iterable[Arrangement]) -> list[NumberedSource]:
    """The documents behind each tile, under its code."""
    claims: dict[str, dict[str, None]] = {}
    for own in found:
        claims.setdefault(own.code, {}).update(dict.fromkeys(own.claims))
    every = [claim for held in claims.values() for claim in held]
    behind: dict[str, list[tuple[str, str]]] = {}
    for row in backing(widened(view, Standing.ATTRIBUTED, Standing.CONTESTED), every):
        behind.setdefault(row.claim, []).append((row.label, row.url))
    made = []
    for code, held in sorted(claims.items()):
        rows = unique(row for claim in held for row in behind.get(claim, ()))
        if rows:
            made.append(NumberedSource(code, "; ".join(label for label, _ in rows), rows[0][1]))
    return made


@dataclass(frozen=True, slots=True)
class _Difference:
    """What differs for a sovereign between two days."""

    before: Arrangement
    after: Arrangement

    @property
    def words(self) -> str:
        told = [listed(own.told) if own.told else "nothing on record" for own in (self.before, self.after)]
        return f"{told[0]} → {told[1]}"


class _Map:
    """Grids of the days, the legend below them, and what a tile has no room for."""

    def __init__(
        self, what: str, sheet: Sheet, days: Sequence[tuple[date, Sequence[Arrangement]]], widest: float = inf
    ) -> None:
        self.what, self.days, self.room, self.widest = what, days, sheet.room, widest
        self.changes = {
            a.id: _Difference(a, b) for a, b in zip(days[0][1], days[-1][1], strict=True) if self.differs(a, b)
        }

    def differs(self, before: Arrangement, after: Arrangement) -> bool:
        """Do two days differ in what the map tells?"""
        keys: tuple[Callable[[Arrangement], object], ...] = (
            lambda own: getattr(own, self.what), lambda own: own.parties if self.what == "decider" else "",
            lambda own: own.since if self.what == "law" else "",
        )  # fmt: skip
        return any(key(before) != key(after) for key in keys)

    def title(self, kind: str) -> str:
        """How many states there are of each class; of two days, how many changed."""
        days = [in_words(When.day(day)) for day, _ in self.days]
        if len(days) > 1:
            changed = plural(len(self.changes), "jurisdiction")
            return f"{capital(kind)}: what changed in {changed} between {days[0]} and {days[1]}"
        states = [own for own in self.days[0][1] if sovereigns()[own.id].kind == "state"]
        counts = [(sum(getattr(own, self.what) == key for own in states), key) for key in ARRANGEMENTS[self.what]]
        (most, first), *others = [(number, ARRANGEMENTS[self.what][key].legend) for number, key in counts if number]
        told = [f"in {most} of {len(states)} states {first}", *(f"in {number} {legend}" for number, legend in others)]
        return f"{capital(kind)} on {days[0]}: {'; '.join(told)}"

    def scene(self, told: Sequence[tuple[str, list[Phrase]]] = (), most: int = 1000) -> Scene:
        """The grids, then the legend, then what is told in words, of at most so many jurisdictions."""
        abreast = len(self.days) > 1 and self.room >= _SIDE_BY_SIDE
        each = (self.room - _BETWEEN) / 2 if abreast else self.room
        items: list[Item] = []
        x = y = low = 0.0
        for number, (day, found) in enumerate(self.days):
            grid = Grid(min(each, self.widest), self.what, f"tile{number or ''}")
            top = y
            if len(self.days) > 1:
                items.append(Text(x, y, in_words(When.day(day)), _DAY))
                top += _DAY.line + 4
            left = x if abreast else max(0.0, (self.room - grid.width) / 2)
            items += (item.moved(left, top) for item in self.grid(grid, found, last=number > 0))
            low = top + grid.height
            x, y = (x + each + _BETWEEN, y) if abreast else (x, low + 16)
        y = low + 14
        for item, drop in (*self.legend(), *self.notes(most), *self.listed(told)):
            items.append(item.moved(0, y))
            y += drop
        return Scene("map", self.room, y, tuple(items))

    def grid(self, grid: Grid, found: Sequence[Arrangement], *, last: bool) -> Iterator[Item]:
        """Every tile; what the map says nothing of stays blank."""
        told = {own.id: own for own in found}
        for sovereign in places():
            if sovereign in told:
                yield from grid.tile(told[sovereign], changed=last and sovereign in self.changes)
            else:
                yield from grid.blank(sovereign)
        yield from grid.captions()

    def legend(self) -> Iterator[tuple[Item, float]]:
        """Each class there is: its tile, its words, how many and which."""
        grid = Grid(self.room, self.what)
        found = self.days[-1][1]
        for key, words in ARRANGEMENTS[self.what].items():
            members = [own for own in found if grid.kind(own) == key]
            if not members and not any(grid.kind(own) == key for _, every in self.days for own in every):
                continue
            yield grid.swatch(key, 0, 0), 0.0
            yield grid.sign(key, 0, 0), 0.0
            text = f"{words.legend} ({len(members)}): {', '.join(own.code for own in members)}"
            yield from self.lines(text, _ROW, _SWATCH, least=20)
        signs = []
        if self.changes:
            signs.append("◥ and a thick outline: changed since the earlier day.")
        if any(own.said and grid.kind(own) != "disputed" for _, every in self.days for own in every):
            signs.append("? : somebody claims more, told below.")
        if any(own.standing == "attributed" for _, every in self.days for own in every):
            signs.append("Dashed and slanted: by one source alone.")
        if signs:
            yield from self.lines(" ".join(signs), _SMALL.of(MUTED), 0)

    def notes(self, most: int) -> Iterator[tuple[Item, float]]:
        """What changed, and what a class alone does not tell; of at most so many jurisdictions, the others counted."""
        changed = [f"{_name(change.after)}: {change.words}" for change in self.changes.values()]
        odd: dict[str, list[str]] = {}
        for own in self.days[-1][1]:
            rules = own.told if getattr(own, self.what) == "other" else ()
            if own.id not in self.changes and (rules or own.said):
                odd.setdefault("; ".join([*rules, *own.said]), []).append(_name(own))
        for head, texts in (("What changed", changed), ("In words", [f"{listed(who)}: {t}" for t, who in odd.items()])):
            if texts:
                yield from self.lines(head, _BOLD, 0)
            for text in texts[:most]:
                yield from self.lines(text, _SMALL, 0)
            if len(texts) > most:
                more = f"For want of room {len(texts) - most} more are left out; a wider sheet has them: --width 1200px"
                yield from self.lines(more, _SMALL.of(MUTED), 0)

    def listed(self, told: Sequence[tuple[str, list[Phrase]]]) -> Iterator[tuple[Item, float]]:
        """The convictions of a case, by whose law they broke."""
        for head, lines in told:
            yield from self.lines(head, _BOLD, 0)
            for line in lines:
                yield from self.lines(line.text, line.type, 0)

    def lines(self, text: str, style: Type, x: float, least: float = 0) -> Iterator[tuple[Item, float]]:
        """A text, wrapped, each line with how far the next stands below it."""
        parts = wrap(text, style, self.room - x)
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            drop = max(style.line, least - style.line * index) + 2 if last else style.line
            yield Text(x, 2 if least else 0, part, style if style.colour != INK else style.of(INK)), drop


def _name(own: Arrangement) -> str:
    named = sovereigns().get(own.id)
    return f"{named.name if named else own.name} ({own.code})"
