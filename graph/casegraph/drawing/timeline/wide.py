"""The timeline of a case, landscape: the years from left to right, every event's words above or below them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...dates import When, in_words
from ..paint.layout import packed_both, years_apart
from ..paint.style import INK, MUTED, PAPER, RULE, Type, text_width, wrap
from ..scene import Item, Line, Scene, Shape, Text
from .lanes import Lane
from .rows import EventRow, middle_of
from .shared import NAME, Axis, TimelineLayout

__all__ = ["Landscape"]

_WORDS, _DATE, _YEAR, _TODAY = Type(8.5), Type(8, colour=MUTED), Type(8.5, colour=MUTED), Type(8.5, bold=True)
_LANE, _ROW_GAP, _LABEL, _AXIS = 26.0, 7.0, 168.0, 22.0


@dataclass(frozen=True, slots=True)
class _Label:
    """The words of an event: where they start, how they are set."""

    row: EventRow
    x: float
    lines: tuple[str, ...]
    style: Type

    @property
    def width(self) -> float:
        """The room it takes from left to right."""
        widest = max(text_width(line, self.style) for line in self.lines)
        return max(widest, text_width(self.row.words, _DATE)) + 12

    @property
    def height(self) -> float:
        """The room it takes upwards."""
        return _DATE.line + len(self.lines) * self.style.line + _ROW_GAP


class Landscape(TimelineLayout):
    """A timeline that runs from left to right, 1,108 points wide."""

    natural, upright = 1108.0, False

    def scene(self) -> Scene:
        """The words above, the lanes with their bars, the years, the words below."""
        start = 10 + max((text_width(_short(lane), NAME) for lane in self.lanes), default=0)
        axis = Axis(self.first, self.on, start, self.width - _LABEL)
        labels = sorted((self.label(axis, row) for row in self.rows), key=lambda label: label.x)
        sides = packed_both([label.x for label in labels], [label.width for label in labels])
        tall: dict[tuple[bool, int], float] = {}
        for label, place in zip(labels, sides, strict=True):
            tall[place] = max(tall.get(place, 0.0), label.height)
        base = _stretch(tall, above=True) + 8
        bottom = base + len(self.lanes) * _LANE + _AXIS
        items = list(self.years(axis, base, bottom - _AXIS))
        for number, lane in enumerate(self.lanes):
            y = base + (number + 0.5) * _LANE
            items.append(Text(start - 10, y - NAME.line / 2, _short(lane), NAME.of(lane.colour), "right"))
            items += self.bars(axis, number, y)
        for label, (above, level) in zip(labels, sides, strict=True):
            reach = _stretch({key: value for key, value in tall.items() if key[1] < level + above}, above=above)
            top = base - 8 - reach if above else bottom + 10 + reach
            items += self.event(axis, label, base, (top, top + 2 if above else top + label.height - _ROW_GAP))
        height = bottom + 10 + _stretch(tall, above=False)
        return Scene("timeline", self.width, height, tuple(items), key=self.key())

    def label(self, axis: Axis, row: EventRow) -> _Label:
        """A row's words, wrapped."""
        style = Type(_WORDS.size, bold=row.turning and not row.doubt, italic=bool(row.doubt), colour=self.colour(row))
        lines = wrap(self.words(row), style, _LABEL - 12, most=3)
        return _Label(row, axis.at(middle_of(row.when)), tuple(lines), style)

    def years(self, axis: Axis, base: float, top: float) -> Iterator[Item]:
        """The years on a band that lines down to words below it pass under."""
        left, right = axis.low - 14, axis.high + 40
        band = ((left, top), (right, top), (right, top + _AXIS), (left, top + _AXIS))
        yield Shape(band, PAPER, PAPER, 0.1)
        years = range(self.first.year, self.on.year + 1)
        step = years_apart((axis.high - axis.low) / len(years), 34)
        today = in_words(When.day(self.on))
        limit = axis.high - text_width(today, _TODAY) - 24
        for year in years:
            x = axis.at(date(year, 1, 1))
            if year == self.first.year or (year % step == 0 and x - axis.low >= 34):
                yield Line(((x, base), (x, top + 4)), RULE, 0.6, order=1)
                if x < limit or year == self.first.year:
                    yield Text(x, top + 5, str(year), _YEAR, "center")
        yield Line(((axis.high, base), (axis.high, top + 4)), MUTED, 0.9, order=1)
        yield Text(axis.high, top + 5, today, _TODAY.of(INK), "center")

    def event(self, axis: Axis, label: _Label, base: float, ends: tuple[float, float]) -> Iterator[Item]:
        """An event: its marker in its lane, a line to its words above or below the lanes."""
        row, (top, end) = label.row, ends
        y, thing = base + (self.lane(row) + 0.5) * _LANE, row.things[0]
        yield Line(((label.x, y), (label.x, end)), self.lanes[self.lane(row)].colour, 0.6, alpha=0.62)
        yield from self.soft(axis, row.when, y, row)
        yield self.mark(label.x, y, row, thing.rpartition("/")[2])
        yield Text(label.x + 4, top, row.words, _DATE, thing=thing)
        for number, words in enumerate(label.lines):
            yield Text(label.x + 4, top + _DATE.line + number * label.style.line, words, label.style, thing=thing)


def _short(lane: Lane) -> str:
    return wrap(lane.name.removeprefix("Clemency: "), NAME, 210, most=1)[0]


def _stretch(tall: dict[tuple[bool, int], float], *, above: bool) -> float:
    """How far the rows of one side reach."""
    return sum(height for (side, _), height in tall.items() if side == above)
