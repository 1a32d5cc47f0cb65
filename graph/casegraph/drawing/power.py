"""Who may do what about each conviction: a table of convictions by authorities, in signs and words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..questions.citations import marks
from ..questions.clemency.answer import Answer, Authority, ConvictionAnswer, PowerAnswer
from ..words import DOUBTS, NO_POWER, ROLES
from .answer_words import heading_of, sources_of, without_marks
from .frame import first_that_fits, framed
from .paint.figure import Painted, painted
from .paint.style import AUTHORITY, EXCLUDED, INK, MUTED, REFUSAL, SOVEREIGN, Ink, Type, balanced, wrap
from .scene import Item, Phrase, Scene, Shape, Text, joined
from .sheet import SCREEN, Sheet

__all__ = ["card_scene", "power_figure", "power_scene"]

_NAME, _CELL, _SMALL = Type(9.5, bold=True), Type(9, bold=True), Type(8)
_WIDE, _TALL, _GAP, _ROWS = 148.0, 34.0, 5.0, 190.0
_ADVICE = Ink("#dfe9f8", "#1d4a7d", weight=0.9)
_NEEDED = Ink("#fdeecb", "#6b5200", weight=1.2)
_OPEN = Ink("#fbe6f2", "#8a1c58", weight=0.9)
_NOTHING = Ink("#f4f5f7", "#f4f5f7", MUTED, weight=0.1)
_INKS = {
    "decider": AUTHORITY,
    "must recommend": _NEEDED,
    "must consent": _NEEDED,
    "must be consulted": _ADVICE,
    "may be consulted": _ADVICE,
    "sits on the board": _ADVICE,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one authority may do about one conviction."""

    kind: str
    sign: str
    words: str
    ink: Ink
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """An authority: its name, who is in office, the legal basis."""

    office: str
    name: str
    person: str
    basis: str


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell as drawn: over one row and column, or over several that say the same."""

    cell: Cell
    rows: tuple[int, int]
    columns: tuple[int, int]


def power_figure(answer: Answer, *, title: str | None = None, sheet: Sheet = SCREEN) -> Painted:
    """Draw an answer as a table: a row for each conviction, a column for each authority.

    Args:
        answer: what `ask` or `clemency` gave.
        title: what stands at the top; the answer itself when None.
        sheet: what it is drawn for; where the columns have no room, each conviction lists its authorities.

    Returns:
        A figure of the size of the sheet; write it with `save`.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("avery-dassey")
        >>> power_figure(graph.clemency("Brendan Dassey", on="2019-12-20")).get_gid()
        'power'
    """
    heading, sources = heading_of(answer, title), sources_of(answer.sources)

    def drafts(sheet: Sheet) -> Iterator[Scene]:
        shown = without_marks(answer) if sheet.sources == "none" else answer
        table = power_scene(shown)
        if table.width <= sheet.room and not sheet.rows and _columns(shown):
            yield framed(table, heading, sources, sheet)
        for most in [sheet.rows] if sheet.rows else _FEWER:
            yield framed(card_scene(shown, min(sheet.room, _CARD), most), heading, sources, sheet)

    return painted(first_that_fits(drafts, sheet))


_FEWER, _CARD = (1000, 24, 16, 10, 6, 4, 2, 1), 620.0


def power_scene(answer: Answer) -> Scene:
    """The same as a scene, without what a figure prints around it."""
    return _Table(answer, _columns(answer) or [Column("", "any office", "", "")]).scene()


def card_scene(answer: Answer, wide: float, most: int = 1000) -> Scene:
    """The same as a list: under each conviction what each authority may do about it, in a column of that width.

    Args:
        answer: what `ask` or `clemency` gave.
        wide: the width, in points.
        most: at most so many lists; the convictions of the others are counted.
    """
    columns = _columns(answer)
    cards: dict[tuple[str, bool, tuple[Cell, ...]], list[ConvictionAnswer]] = {}
    for one in answer.convictions:
        cells = tuple(_cell(answer, one, column) for column in columns or [Column("", "", "", "")])
        cards.setdefault((one.person, one.value == "moot", cells), []).append(one)
    items: list[Item] = []
    y, person = 0.0, ""
    for number, ((_, moot, cells), members) in enumerate(list(cards.items())[:most]):
        if members[0].person != person:
            person = members[0].person
            y = _said(items, person, _NAME.of(SOVEREIGN.line), (0, y + (6 if number else 0), wide)) + 2
        for one in members:
            style = Type(9, colour=MUTED if moot else INK)
            for text in (joined(one.label, marks(answer, one.because)), *_fate(answer, one)):
                y = _said(items, text, style, (0, y, wide))
        held = [(Column("", "", "", ""), cells[0])] if moot or not columns else list(zip(columns, cells, strict=True))
        for column, cell in held:
            if cell.kind != "no role":
                y = _card(items, column, cell, members[0].id, (0, y + 3, wide))
        y += 10
    left = sum(len(members) for members in list(cards.values())[most:])
    if left:
        y = _said(items, f"{left} more convictions are left out for want of room: --poster shows them.",
                  _SMALL.of(MUTED), (0, y, wide))  # fmt: skip
    return Scene("power", wide, y, tuple(items), key=_key([cell for key in cards for cell in key[2]]))


def _said(items: list[Item], text: str, style: Type, place: tuple[float, float, float]) -> float:
    """Add a text, wrapped, at (left, top, width); the y below it is given back."""
    x, y, wide = place
    for line in wrap(text, style, wide):
        items.append(Text(x, y, line, style))
        y += style.line
    return y


def _card(items: list[Item], column: Column, cell: Cell, of: str, place: tuple[float, float, float]) -> float:
    """Add the bar of an authority: its sign and words, its name, who is in office, the reason or the basis."""
    x, top, wide = place
    inside: list[Item] = []
    firm = cell.kind not in ("moot", "unknown", "no role")
    colour = REFUSAL if cell.kind == "none" else cell.ink.line if firm else MUTED
    room = (x + 8, top + 4, wide - 16)
    style = Type(9, bold=firm, italic=cell.kind == "disputed", colour=colour)
    named = f"{column.name}{f' ({column.person})' if column.person else ''}"
    y = _said(inside, joined(cell.sign, named or cell.words), Type(9, bold=True) if named else style, room)
    y = _said(inside, cell.words, style, (room[0], y, room[2])) if named else y
    for text in (cell.reason, column.basis):
        y = _said(inside, text, _SMALL.of(EXCLUDED.text), (room[0], y, room[2])) if text else y
    corners = ((x, top), (x + wide, top), (x + wide, y + 4), (x, y + 4))
    items.append(Shape(corners, cell.ink.ground, cell.ink.line, cell.ink.weight, cell.ink.dashed,
                       id=f"cell-{of}--{column.office}", label=f"cell {cell.sign} {cell.kind}"))  # fmt: skip
    items += inside
    return y + 4


def _key(cells: Sequence[Cell]) -> tuple[Phrase, ...]:
    """What the signs mean; where nothing is left to pardon, what else tells the case."""
    kinds = {cell.kind for cell in cells}
    if kinds <= {"moot"}:
        return (Phrase("Nothing is left to pardon here; what happened tells: casegraph draw timeline.", _SMALL),)
    said = ["Sign and words carry the meaning; colour only repeats it."]
    if any("on conditions" in cell.reason for cell in cells):
        said.append("On what conditions: see the answer in words, or the path.")
    if kinds & {"must recommend", "must consent"}:
        said.append("◆ and ◈: nothing (of the kinds named) is granted without this office.")
    return tuple(Phrase(text, _SMALL) for text in said)


def _columns(answer: Answer) -> list[Column]:
    """Deciders first, then those with another role, then those without power; of convictions that can be pardoned."""
    found: dict[str, list[Authority]] = {}
    for one in answer.convictions:
        if one.value == "moot":
            continue
        for authority in (*one.offices, *one.excluded):
            found.setdefault(authority.office, []).append(authority)
    order = [*ROLES, "none"]

    def rank(office: str) -> tuple[bool, int, str]:
        sure = any(a.power and a.standing == "established" for a in found[office])
        return not sure, min(order.index(a.role) for a in found[office]), found[office][0].label

    return [_column(answer, office, found[office]) for office in sorted(found, key=rank)]


def _fate(answer: Answer, one: ConvictionAnswer) -> Sequence[str]:
    """What has become of a conviction that is left to pardon; of any other the cells tell it."""
    said = one.fate(lambda claims: marks(answer, claims))
    nobody = (joined(power.unheld, marks(answer, power.because)) for power in one.undecided)
    return () if one.value == "moot" else (*said, *nobody)


def _column(answer: Answer, office: str, here: Sequence[Authority]) -> Column:
    roles = [authority for authority in here if authority.role != "none"]
    shown = roles or list(here)
    because = marks(answer, dict.fromkeys(claim for authority in shown for claim in authority.because))
    bases = list(dict.fromkeys(authority.basis for authority in shown if authority.basis))
    people = list(dict.fromkeys(authority.who for authority in roles if authority.who))
    return Column(office, here[0].label, " or ".join(people), joined("; ".join(bases), because))


def _cell(answer: Answer, one: ConvictionAnswer, column: Column) -> Cell:
    """The cell of a conviction and an authority; dashed where the conviction is known only by what a source says."""
    cell = _cell_of(answer, one, column)
    return replace(cell, ink=replace(cell.ink, dashed=True)) if one.condition else cell


def _cell_of(answer: Answer, one: ConvictionAnswer, column: Column) -> Cell:
    if one.value == "moot":
        return Cell("moot", "∅", joined("; ".join(one.fate()), marks(answer, one.because)), _NOTHING)
    here = [(power, a) for power in one.powers for a in power.offices if a.office == column.office]
    if here:
        return _role(here, {kind for power in one.powers for kind in power.kinds})
    for authority in one.excluded:
        if authority.office == column.office:
            sign, words = NO_POWER.split(" ", 1)
            return Cell("none", sign, words, EXCLUDED, authority.reason)
    if one.value == "unknown" or one.missing:
        return Cell("unknown", "?", "not on record", _NOTHING, "; ".join(map(str, one.missing)))
    return Cell("no role", "–", "no role", _NOTHING)


def _role(here: Sequence[tuple[PowerAnswer, Authority]], every: set[str]) -> Cell:
    """What an office may do, role by role; the kinds of clemency are named where they are not `every` one there is."""
    parts: dict[tuple[str, str], dict[str, None]] = {}
    for power, office in here:
        parts.setdefault((office.standing, office.role), {}).update(dict.fromkeys(power.kinds))
    told = []
    for (standing, role), kinds in parts.items():
        doubt, named = DOUBTS.get(standing, ""), "" if set(kinds) == every else f" ({', '.join(kinds)})"
        told.append(("○" if doubt else ROLES[role].sign, f"{f'{doubt}: ' if doubt else ''}{ROLES[role].box}{named}"))
    (sign, first), *others = told
    limits = ["on conditions"] if any(office.conditions for _, office in here) else []
    small = "; ".join([*(f"{mark} {words}" for mark, words in others), *limits])
    standing, role = next(iter(parts))
    sure = standing == "established"
    return Cell(role if sure else "disputed", sign, first, _INKS[role] if sure else _OPEN, small)


def _blocks(cells: Sequence[Sequence[Cell]], people: Sequence[str]) -> list[MergedCell]:
    """Cells that say the same drawn as one: a row with nothing left to pardon, and its like below it; an authority
    without power over several convictions of a person, with the reason told once."""
    found = []
    last = len(cells[0]) - 1
    for index, row in enumerate(cells):
        for number, cell in enumerate(row):
            if cell.kind == "moot" and number:
                continue
            above = bool(index) and people[index - 1] == people[index] and cells[index - 1][number] == cell
            if above and cell.kind in ("moot", "none"):
                continue
            end = index
            while (cell.kind in ("moot", "none") and end + 1 < len(cells) and people[end + 1] == people[index]
                   and cells[end + 1][number] == cell):  # fmt: skip
                end += 1
            found.append(MergedCell(cell, (index, end), (number, last if cell.kind == "moot" else number)))
    return found


class _Table:
    def __init__(self, answer: Answer, columns: list[Column]) -> None:
        self.answer, self.columns = answer, columns
        self.labels = [
            [line for text in (joined(one.label, marks(answer, one.because)), *_fate(answer, one))
             for line in wrap(text, Type(9), _ROWS - 8)] for one in answer.convictions
        ]  # fmt: skip
        cells = [[_cell(answer, one, column) for column in columns] for one in answer.convictions]
        self.blocks = _blocks(cells, [one.person for one in answer.convictions])
        self.heads = [self._head(column) for column in columns]
        least = [_TALL if one.value != "moot" else _TALL - 11 for one in answer.convictions]
        self.tall = [max(low, len(label) * 11.9 + 10) for low, label in zip(least, self.labels, strict=True)]
        for block in self.blocks:
            first, last = block.rows
            lines = self._lines(block)
            missing = (
                sum(style.line for _, style in lines) + 14 - sum(self.tall[first : last + 1]) - _GAP * (last - first)
            )
            if missing > 0:
                for index in range(first, last + 1):
                    self.tall[index] += missing / (last + 1 - first)
        self.width = _ROWS + len(columns) * (_WIDE + _GAP) - _GAP

    def _head(self, column: Column) -> list[tuple[str, Type]]:
        lines = [(text, _NAME) for text in balanced(column.name, _NAME, _WIDE)]
        if column.person:
            lines += [(text, Type(9)) for text in balanced(column.person, Type(9), _WIDE)]
        muted = Type(8, colour=MUTED)
        return lines + [(text, muted) for text in balanced(column.basis, muted, _WIDE)]

    def _lines(self, block: MergedCell) -> list[tuple[str, Type]]:
        """The words of a cell: sign and word, then the reason."""
        cell = block.cell
        wide = self.x(block.columns[1]) + _WIDE - self.x(block.columns[0]) - 12
        firm = cell.kind not in ("moot", "unknown", "no role")
        colour = REFUSAL if cell.kind == "none" else cell.ink.line if firm else MUTED
        style = Type(9, bold=firm, italic=cell.kind == "disputed", colour=colour)
        lines = [(text, style) for text in balanced(joined(cell.sign, cell.words), style, wide)]
        small = _SMALL.of(EXCLUDED.text)
        return lines + [(text, small) for text in (balanced(cell.reason, small, wide) if cell.reason else ())]

    def scene(self) -> Scene:
        """The heads of the columns, then the convictions, person by person."""
        y = max(sum(style.line for _, style in head) for head in self.heads) + 10
        items: list[Item] = list(self._heads(y))
        people = [one.person for one in self.answer.convictions]
        for index, name in enumerate(people):
            if name and (not index or people[index - 1] != name):
                items.append(Text(0, y + 5, name, _NAME.of(SOVEREIGN.line)))
                y += 21
            items += self._row(y, index)
            y += self.tall[index] + _GAP
        return Scene("power", self.width + 1, y - 6, tuple(items), key=_key([block.cell for block in self.blocks]))

    def x(self, column: int) -> float:
        """The left edge of a column."""
        return _ROWS + column * (_WIDE + _GAP)

    def _heads(self, bottom: float) -> Iterator[Text]:
        for index, head in enumerate(self.heads):
            yield from self._centred(head, self.x(index) + _WIDE / 2, bottom - 8 - sum(style.line for _, style in head))

    def _centred(self, lines: Sequence[tuple[str, Type]], x: float, y: float) -> Iterator[Text]:
        for text, style in lines:
            yield Text(x, y, text, style, "center")
            y += style.line

    def _row(self, y: float, index: int) -> Iterator[Item]:
        one, tall = self.answer.convictions[index], self.tall[index]
        style = Type(9, colour=MUTED if one.value == "moot" else INK)
        top = y + (tall - len(self.labels[index]) * style.line) / 2
        for number, line in enumerate(self.labels[index]):
            yield Text(0, top + number * style.line, line, style)
        for block in self.blocks:
            if block.rows[0] == index:
                height = sum(self.tall[index : block.rows[1] + 1]) + _GAP * (block.rows[1] - index)
                yield from self._block(block, y, height)

    def _block(self, block: MergedCell, y: float, tall: float) -> Iterator[Item]:
        cell, ink = block.cell, block.cell.ink
        x, end = self.x(block.columns[0]), self.x(block.columns[1]) + _WIDE
        name = f"cell-{self.answer.convictions[block.rows[0]].id}--{self.columns[block.columns[0]].office}"
        yield Shape(((x, y), (end, y), (end, y + tall), (x, y + tall)), ink.ground, ink.line, ink.weight, ink.dashed,
                    id=name, label=f"cell {cell.sign} {cell.kind}")  # fmt: skip
        lines = self._lines(block)
        yield from self._centred(lines, (x + end) / 2, y + (tall - sum(style.line for _, style in lines)) / 2)
