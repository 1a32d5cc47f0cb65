"""The tiles of a map: where each stands, and how its class looks in shape, sign, word and colour."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin

from ...questions.law.arrangements import Arrangement
from ...resources import shipped
from ...words import ARRANGEMENTS, DOUBTS, Kind
from ..paint.style import COURT, INK, MUTED, PAPER, PERSON, WORK, Ink, Type, text_width
from ..scene import Item, Point, Shape, Text

__all__ = ["CODE", "COLUMNS", "ROWS", "SMALL", "Grid", "outlined", "places"]

CODE, SMALL = Type(9, bold=True), Type(8)
_SIGN = Type(9)
_CUT, _ROUND = 5.0, 8.0
_GREEN = Ink("#cdeadd", "#00573f", weight=1.3)
_YELLOW = Ink("#fdeecb", "#6b5200", weight=1.3)
_PINK = Ink("#fbe6f2", "#8a1c58", weight=1.0)
_DARK = Ink("#474e58", "#474e58", "#ffffff", weight=1.0)
_BLANK = Ink(PAPER, "#656d78", MUTED, dashed=True, weight=0.8)
_LOOKS: dict[str, tuple[str, Ink]] = {
    "alone": ("square", _GREEN), "constitution": ("square", _GREEN), "none": ("square", WORK),
    "with": ("octagon", _YELLOW), "binds": ("octagon", _YELLOW),
    "board": ("round", PERSON), "decides": ("round", PERSON), "statute": ("round", PERSON),
    "heard": ("cut", COURT), "other": ("cut", COURT), "asked": ("square", _GREEN),
    "nobody": ("square", _DARK), "disputed": ("flag", _PINK), "unknown": ("square", _BLANK),
}  # fmt: skip
"""Class → outline and colours."""
_ELSEWHERE = Ink(PAPER, "#c9ced6", MUTED, weight=0.7)


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a tile stands in the grid."""

    row: int
    column: int


@cache
def places() -> Mapping[str, Tile]:
    """Id of a sovereign → its place.

    Examples:
        >>> places()["US-WI"].row < places()["US-FL"].row
        True
    """
    with shipped("datasets/authorities/tiles.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: Tile(int(row["row"]), int(row["column"])) for row in csv.DictReader(file)}


ROWS, COLUMNS = 9, 11
"""Of the grid; the last row holds federal and military law and the territories."""


def outlined(form: str, x: float, y: float, wide: float, tall: float) -> tuple[Point, ...]:
    """The corners of a tile of that outline."""
    c, right, low = _CUT, x + wide, y + tall
    if form == "octagon":
        return ((x + c, y), (right - c, y), (right, y + c), (right, low - c), (right - c, low), (x + c, low),
                (x, low - c), (x, y + c))  # fmt: skip
    if form == "cut":
        return (x + c, y), (right, y), (right, low - c), (right - c, low), (x, low), (x, y + c)
    if form == "flag":
        return (x, y), (right - c, y), (right, y + c), (right, low), (x + c, low), (x, low - c)
    if form == "round":
        corners = (((right - _ROUND, y + _ROUND), -90), ((right - _ROUND, low - _ROUND), 0),
                   ((x + _ROUND, low - _ROUND), 90), ((x + _ROUND, y + _ROUND), 180))  # fmt: skip
        turns = [(at, (start + 15 * step) * pi / 180) for at, start in corners for step in range(7)]
        return tuple((cx + _ROUND * cos(turn), cy + _ROUND * sin(turn)) for (cx, cy), turn in turns)
    return (x, y), (right, y), (right, low), (x, low)


class Grid:
    """A grid of tiles that fits a width.

    Args:
        wide: the room there is, in points.
        what: decider, board or law: what the tiles tell.
        name: begins the ids of its tiles, where a sheet has several grids.
    """

    def __init__(self, wide: float, what: str, name: str = "tile") -> None:
        self.gap = 3.0 if wide < 400 else 4.0
        self.side = min((wide - self.gap * (COLUMNS - 1)) / COLUMNS, 62.0)
        self.tall = max(self.side * 0.86, 29.0)
        self.what, self.name = what, name
        self.width = COLUMNS * (self.side + self.gap) - self.gap
        self.height = ROWS * (self.tall + self.gap) - self.gap + 14

    def at(self, place: Tile) -> Point:
        """The upper left corner of a tile."""
        apart = 14 if place.row == ROWS - 1 else 0
        return place.column * (self.side + self.gap), place.row * (self.tall + self.gap) + apart

    def kind(self, own: Arrangement) -> str:
        """Its class."""
        return str(getattr(own, self.what))

    def words(self, own: Arrangement) -> Kind:
        """The words and the sign of its class."""
        return ARRANGEMENTS[self.what][self.kind(own)]

    def tile(self, own: Arrangement, *, changed: bool = False) -> Iterator[Item]:
        """The tile of a sovereign: its code, the sign and the word of its class, and what is claimed besides."""
        kind, words = self.kind(own), self.words(own)
        form, ink = _LOOKS[kind]
        doubt = own.standing in DOUBTS and kind != "disputed"
        signs = words.sign + (" ◥" if changed else " ?" if own.said and kind != "disputed" else "")
        lines = [(own.code, Type(CODE.size, bold=True, italic=doubt, colour=ink.text)), (signs, _SIGN.of(ink.text))]
        year = f"{words.sign} {own.since[-4:]}"
        if self.what == "law" and own.since[-4:].isdigit() and text_width(year, _SIGN) < self.side - 6:
            lines[1] = (year, _SIGN.of(ink.text))
        if self.tall >= 38 and text_width(words.word, SMALL) < self.side - 5:
            lines.append((words.word, SMALL.of(ink.text)))
        yield from self.drawn(own.id, f"tile {kind}", (form, ink), lines, (2.6 if changed else ink.weight, doubt))

    def blank(self, sovereign: str) -> Iterator[Item]:
        """The tile of a sovereign that the map says nothing of."""
        lines = [(sovereign.removeprefix("US-"), Type(8, colour=MUTED))]
        yield from self.drawn(sovereign, "tile elsewhere", ("square", _ELSEWHERE), lines, (0.7, False))

    def drawn(
        self, id_: str, label: str, look: tuple[str, Ink], lines: list[tuple[str, Type]], line: tuple[float, bool]
    ) -> Iterator[Item]:
        """The outline of a tile at its place and its lines, centred."""
        form, ink = look
        x, y = self.at(places()[id_])
        yield Shape(outlined(form, x, y, self.side, self.tall), ink.ground, ink.line, line[0], line[1] or ink.dashed,
                    id=f"{self.name}-{id_}", label=label)  # fmt: skip
        top = y + (self.tall - sum(style.line for _, style in lines)) / 2
        for text, style in lines:
            yield Text(x + self.side / 2, top, text, style, "center")
            top += style.line

    def captions(self) -> Iterator[Text]:
        """What the last row holds."""
        for column, words in ((0, "federal, military"), (4, "territories")):
            x, y = self.at(Tile(ROWS - 1, column))
            yield Text(x, y - 12, words, SMALL.of(MUTED))

    def swatch(self, kind: str, x: float, y: float) -> Shape:
        """A small tile of a class for the legend."""
        form, ink = _LOOKS[kind]
        return Shape(outlined(form, x, y, 17, 17), ink.ground, ink.line, ink.weight, ink.dashed)

    def sign(self, kind: str, x: float, y: float) -> Text:
        """The sign of a class on its swatch."""
        ink = _LOOKS[kind][1]
        return Text(x + 8.5, y + 2.5, ARRANGEMENTS[self.what][kind].sign, _SIGN.of(ink.text or INK), "center")
