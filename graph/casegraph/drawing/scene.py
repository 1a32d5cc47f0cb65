"""A scene: texts, lines, shapes, marks and boxes at their places, in points from the top left corner, not yet painted.

Every kind of figure is laid out once, as a scene. `paint.figure` paints it for print, `paint.svg` for the page, and
`audit` measures it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from ..words import numbered
from .paint.shapes import outline, padding
from .paint.style import ASCENT, CLASS_WORD, LEADING, SMALLEST, Ink, Type, balanced, plain, text_width, wrap

__all__ = ["Box", "Item", "Line", "Link", "Mark", "Phrase", "Point", "Scene", "Shape", "Text", "joined", "make_box"]

Point = tuple[float, float]
_AFTER_WORD = 2.0
_RISE, _FALL = 0.76, 0.24
"""How far the letters of DejaVu reach above and below their baseline, in font sizes."""


def joined(*parts: str) -> str:
    """The parts that say something, separated by spaces."""
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text whose top is at `y`; an `upright` one reads upwards, its middle at (x, y).

    `align` says which part of it is at `x`: left, center or right. `thing` is the IRI of what it tells of, if any.
    """

    x: float
    y: float
    text: str
    type: Type
    align: str = "left"
    upright: bool = False
    url: str = ""
    thing: str = ""

    @property
    def baseline(self) -> float:
        """The y its letters stand on."""
        return self.y + self.type.size * (ASCENT + (LEADING - 1.26) / 2)

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Its left, upper, right and lower edge."""
        wide, size = text_width(self.text, self.type), self.type.size
        if self.upright:
            return self.x - size / 2, self.y - wide / 2, self.x + size / 2, self.y + wide / 2
        left = self.x - {"left": 0.0, "center": 0.5, "right": 1.0}[self.align] * wide
        return left, self.baseline - _RISE * size, left + wide, self.baseline + _FALL * size

    def moved(self, dx: float, dy: float) -> "Text":
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def scaled(self, factor: float) -> "Text":
        """The same on a sheet so much larger or smaller."""
        return replace(self, x=self.x * factor, y=self.y * factor, type=self.type.scaled(factor))


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; with a `name` it is a stretch of that edge or bundle, and may meet others of the name.

    `head` puts an arrowhead at its last point, level with the point before.
    """

    points: tuple[Point, ...]
    colour: str
    width: float = 1.0
    name: str = ""
    dashed: bool = False
    head: bool = False
    alpha: float = 1.0
    order: float = 2

    @property
    def arrowhead(self) -> tuple[Point, ...]:
        """The corners of its arrowhead, the tip first; () where it has none."""
        if not self.head:
            return ()
        (x, y), size = self.points[-1], 3.4 + self.width
        back = x - size * 1.6 if self.points[-2][0] <= x else x + size * 1.6
        return (x, y), (back, y - size * 0.7), (back, y + size * 0.7)

    @property
    def stem(self) -> tuple[Point, ...]:
        """Its points, the last one drawn back into the arrowhead."""
        if not self.head:
            return self.points
        (x, y), (back, _) = self.arrowhead[:2]
        return (*self.points[:-1], (x + (back - x) / 1.6, y))

    def moved(self, dx: float, dy: float) -> "Line":
        """The same elsewhere."""
        return replace(self, points=_shifted(self.points, dx, dy))

    def scaled(self, factor: float) -> "Line":
        """The same on a sheet so much larger or smaller."""
        return replace(self, points=_scaled(self.points, factor), width=self.width * factor)


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed outline; `label` names its class where it stands for something, `tint` thins its ground (0 to 1)."""

    corners: tuple[Point, ...]
    ground: str
    line: str
    weight: float = 1.0
    dashed: bool = False
    tint: float = 1.0
    id: str = ""
    label: str = ""
    order: float = 3
    thing: str = ""

    def moved(self, dx: float, dy: float) -> "Shape":
        """The same elsewhere."""
        return replace(self, corners=_shifted(self.corners, dx, dy))

    def scaled(self, factor: float) -> "Shape":
        """The same on a sheet so much larger or smaller."""
        return replace(self, corners=_scaled(self.corners, factor), weight=self.weight * factor)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker: `shape` as matplotlib names it, filled or hollow."""

    x: float
    y: float
    shape: str
    colour: str
    size: float
    hollow: bool = False
    id: str = ""
    thing: str = ""

    def moved(self, dx: float, dy: float) -> "Mark":
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def scaled(self, factor: float) -> "Mark":
        """The same on a sheet so much larger or smaller."""
        return replace(self, x=self.x * factor, y=self.y * factor, size=self.size * factor)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in a typeface, the numbers of the sources it rests on, and the sign it ends in.

    `thing` is the IRI of what it names, if anything.
    """

    text: str
    type: Type
    cited: tuple[int, ...] = ()
    end: str = ""
    thing: str = ""

    @property
    def marked(self) -> str:
        """The text with the marks of its sources."""
        return joined(self.text, numbered(self.cited)) + self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A box that fits its lines, at (x, y), its top left corner; its shape and class word say what it stands for.

    `said` is what it says, statement by statement, the class word first; `lines` the same as set.
    """

    id: str
    kind: str
    ink: Ink
    said: tuple[Phrase, ...]
    lines: tuple[Phrase, ...]
    width: float
    height: float
    x: float = 0
    y: float = 0

    @property
    def middle(self) -> float:
        """The y of its centre."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    def at(self, x: float, y: float, width: float = 0) -> "Box":
        """The same box at another place, perhaps wider."""
        return replace(self, x=x, y=y, width=max(width, self.width))

    def moved(self, dx: float, dy: float) -> "Box":
        """The same elsewhere."""
        return self.at(self.x + dx, self.y + dy)

    def parts(self) -> Iterator["Shape | Text"]:
        """Its outline, then its lines, each centred."""
        ink, (left, right, above, below) = self.ink, padding(self.kind)
        corners = tuple(outline(self.kind, self.x, self.y, self.width, self.height))
        yield Shape(corners, ink.ground, ink.line, ink.weight, ink.dashed, id=self.id, label=self.kind, order=4)
        spare = self.height - above - below - _AFTER_WORD - sum(line.type.line for line in self.lines)
        centre, y = self.x + left + (self.width - left - right) / 2, self.y + above + spare / 2
        for index, line in enumerate(self.lines):
            yield Text(centre, y, line.text, line.type, "center")
            y += line.type.line + (0 if index else _AFTER_WORD)


@dataclass(frozen=True, slots=True)
class Link:
    """What an edge says: from a box to a box, in words, with the numbers of its sources."""

    start: str
    end: str
    words: str
    cited: tuple[int, ...] = ()


Item = Text | Line | Shape | Mark | Box


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything placed on a sheet of this width and height, in points.

    Attributes:
        kind: of figure: timeline, path, network, power, map.
        items: from the back to the front where they have one order.
        links: what its edges say.
        key: what its signs mean and what else it rests on, for below it.
        title: what it comes to.
        untold: what it is about and does not tell: the pardon or the vacatur that a timeline leaves out, by name.
        smallest: the least size its type may have.
        tallest: how tall it may be.
    """

    kind: str
    width: float
    height: float
    items: tuple[Item, ...]
    links: tuple[Link, ...] = ()
    key: tuple[Phrase, ...] = ()
    title: str = ""
    untold: tuple[str, ...] = ()
    smallest: float = SMALLEST
    tallest: float = inf

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes, in the order they were placed."""
        return tuple(item for item in self.items if isinstance(item, Box))

    def flat(self) -> Iterator["Text | Line | Shape | Mark"]:
        """Every item, boxes as their outlines and lines."""
        for item in self.items:
            if isinstance(item, Box):
                yield from item.parts()
            else:
                yield item

    def scaled(self, factor: float) -> "Scene":
        """The same on a sheet so much larger or smaller, its boxes as outlines and lines."""
        if factor == 1:
            return self
        items = tuple(item.scaled(factor) for item in self.flat())
        return replace(self, width=self.width * factor, height=self.height * factor, items=items)


def _scaled(points: Iterable[Point], factor: float) -> tuple[Point, ...]:
    return tuple((x * factor, y * factor) for x, y in points)


def _shifted(points: Iterable[Point], dx: float, dy: float) -> tuple[Point, ...]:
    return tuple((x + dx, y + dy) for x, y in points)


def make_box(name: str, kind: str, ink: Ink, word: str, said: Sequence[Phrase], width: float) -> Box:
    """A box of `kind` with its class word and statements, wrapped at `width` points and fitted around them.

    Examples:
        >>> from .paint.style import SOVEREIGN
        >>> box = make_box("US-WI", "sovereign", SOVEREIGN, "sovereign", [Phrase("State of Wisconsin", Type())], 200)
        >>> [line.text for line in box.lines]
        ['SOVEREIGN', 'State of Wisconsin']
    """
    first = Phrase(word.upper(), CLASS_WORD.of(ink.line))
    said = (first, *(each for each in said if plain(each.text)))
    lines = [Phrase(text, first.type) for text in wrap(first.text, first.type, width)]
    lines += [Phrase(text, each.type) for each in said[1:] for text in balanced(each.marked, each.type, width)]
    left, right, above, below = padding(kind)
    widest = max(text_width(line.text, line.type) for line in lines)
    height = sum(line.type.line for line in lines) + above + below + _AFTER_WORD
    return Box(name, kind, ink, said, tuple(lines), widest + left + right, height)
