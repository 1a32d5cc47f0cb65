"""What a timeline shows in either orientation: axis, legend, markers and bars, the key with the numbered sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar

from ...dates import When
from ...words import numbered
from ..frame import Cite
from ..paint.style import INK, MUTED, PAPER, Type, text_width, wrap
from ..scene import Item, Line, Mark, Phrase, Point, Scene, Shape, Text, joined
from .lanes import Lane, Span, lane_of
from .rows import EventRow, middle_of, surname

__all__ = ["BAR_TEXT", "NAME", "Axis", "TimelineLayout"]

BAR_TEXT, NAME, _KEY = Type(8), Type(9, bold=True), Type(8, colour=MUTED)
_LEGEND = 15.0


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to points: `first` at `low`, `last` at `high`."""

    first: date
    last: date
    low: float
    high: float

    def at(self, day: date) -> float:
        """Where a day is, kept within the axis."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.low + min(max(share, 0), 1) * (self.high - self.low)


@dataclass
class TimelineLayout:
    """Lays out a timeline; the parts that portrait and landscape share.

    Attributes:
        lanes, rows: what to show.
        on: the day it ends.
        cite: gives the sources their numbers.
        left_out: how many events found no room.
        undated: what happened on a day that is not on record.
        wide: how wide it is, in points; 0 for what its kind takes by itself.
        natural, upright: of every one of its kind: how wide it is by itself; whether time runs downwards.
    """

    lanes: Sequence[Lane]
    rows: Sequence[EventRow]
    on: date
    cite: Cite
    left_out: int = 0
    undated: Sequence[EventRow] = ()
    wide: float = 0.0
    natural: ClassVar[float]
    upright: ClassVar[bool]

    def __post_init__(self) -> None:
        self.width, self.bar = self.wide or self.natural, 15.0
        self.first = date(min(middle_of(row.when) for row in self.rows).year, 1, 1)

    def scene(self) -> Scene:
        """The timeline without what a figure prints around it."""
        raise NotImplementedError

    def said(self, row: EventRow) -> Phrase:
        """What happened, with a word of doubt where there is one, and the sources."""
        text = f"{row.text} ({row.doubt})" if row.doubt else row.text
        return Phrase(text, _KEY, self.cite(row.sources), ";")

    def words(self, row: EventRow) -> str:
        """The same as one text."""
        said = self.said(row)
        return joined(said.text, numbered(said.cited))

    def key(self) -> tuple[Phrase, ...]:
        """What the signs mean, and what the bars rest on."""
        parts = ["Bold: turning point.", "Hollow marker: date not known to the day; the pale bar shows its range."]
        if any(row.doubt for row in self.rows):
            parts.append("Italic and hollow: only reported, or disputed.")
        bars = []
        for lane in self.lanes:
            cited = self.cite(dict.fromkeys(source for span in lane.spans for source in span.sources))
            whose = f"{surname(lane.name)} {lane.note}" if lane.note == "in prison" else lane.note
            bars += [Phrase(whose, _KEY, cited, ";")] if cited else []
        key = _listed("Bar:" if len(bars) == 1 else "Bars:", bars)
        key += _listed("On a day not on record:", [self.said(row) for row in self.undated])
        if self.left_out:
            more = "one more event is" if self.left_out == 1 else f"{self.left_out} more events are"
            key.append(Phrase(f"For want of room {more} left out: --poster shows all.", _KEY))
        return (*(Phrase(part, _KEY) for part in parts), *key)

    def legend(self) -> Iterator[tuple[Item, float]]:
        """Each lane's marker and name in rows, each item with the y below it."""
        x, y = 0.0, 0.0
        for lane in self.lanes:
            name = wrap(lane.name, NAME, self.width - 20, most=1)[0]
            wide = 34 + text_width(name, NAME)
            if x and x + wide - 18 > self.width:
                x, y = 0.0, y + _LEGEND
            yield Mark(x + 5, y + 6, lane.marker, lane.colour, 6.5), y + _LEGEND
            yield Text(x + 14, y, name, NAME.of(lane.colour)), y + _LEGEND
            x += wide

    def colour(self, row: EventRow) -> str:
        """The colour of its words: that of the person or office whose lane it is on."""
        lane = self.lanes[self.lane(row)]
        return lane.colour if lane.owner else INK

    def lane(self, row: EventRow) -> int:
        """The number of the lane a row belongs to."""
        return lane_of(row, self.lanes)

    def point(self, along: float, across: float) -> Point:
        """A point by how far it is along time and across it."""
        return (across, along) if self.upright else (along, across)

    def block(self, low: float, high: float, across: float, half: float, tip: float = 0) -> tuple[Point, ...]:
        """The corners of a stretch of time, with a tip at its end where it is open."""
        ends = [(low, -half), (high, -half), *([(high + tip, 0.0)] if tip else []), (high, half), (low, half)]
        return tuple(self.point(along, across + off) for along, off in ends)

    def bars(self, axis: Axis, number: int, across: float) -> Iterator[Item]:
        """A lane's line and its bars: pale where their ends are vague, with an arrow where they are open."""
        lane = self.lanes[number]
        ends = (self.point(axis.low, across), self.point(axis.high, across))
        yield Line(ends, lane.colour, 0.5, alpha=0.45, order=1.5)
        busy = [axis.at(middle_of(row.when)) for row in self.rows if self.lane(row) == number]
        for span in lane.spans:
            low, high, tip = max(axis.at(span.start), axis.low), axis.at(span.end), 8.0 if span.open else 0.0
            whole = self.block(low, high, across, self.bar / 2, tip)
            yield Shape(whole, PAPER, lane.colour, 0.7, dashed=span.undone)
            first, last = (axis.at(day) for day in span.sure)
            if last > first and not span.undone:
                sure = self.block(first, last, across, self.bar / 2, high + tip - last if span.open else 0)
                yield Shape(sure, lane.colour, lane.colour, 0.7, tint=0.17, order=3.1)
            yield from self.named(lane, span, across, _gaps(low + 4, high - 4, busy))

    def named(self, lane: Lane, span: Span, across: float, free: Sequence[tuple[float, float]]) -> Iterator[Text]:
        """The longest words for a bar that fit between the markers on it."""
        start, end = max(free, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
        words = next((words for words in span.words if text_width(words, BAR_TEXT) + 4 <= end - start), "")
        x, y = self.point((start + end) / 2, across)
        if words and self.bar >= 14:
            top = y if self.upright else y - BAR_TEXT.line / 2
            yield Text(x, top, words, BAR_TEXT.of(lane.colour), "center", self.upright)

    def soft(self, axis: Axis, when: When, across: float, row: EventRow) -> Iterator[Shape]:
        """A pale bar over the days a vague date may mean."""
        if when.earliest is not None and when.latest is not None and when.earliest < when.latest:
            colour = self.lanes[self.lane(row)].colour
            corners = self.block(axis.at(when.earliest), axis.at(when.latest), across, 3)
            yield Shape(corners, colour, colour, 0.1, tint=0.4, order=3.5, thing=row.things[0])

    def mark(self, x: float, y: float, row: EventRow, name: str = "") -> Mark:
        """The marker of a row, of its lane's shape; hollow where the day is vague or the event in doubt."""
        lane = self.lanes[self.lane(row)]
        hollow = bool(row.doubt) or not (row.when.exact or row.when.interval)
        size = 6.2 if row.turning and not row.doubt else 4.6
        return Mark(x, y, lane.marker, lane.colour, size, hollow, name, row.things[0])


def _listed(head: str, said: list[Phrase]) -> list[Phrase]:
    """The statements after a word that heads them, the last one with a full stop."""
    if not said:
        return []
    return [Phrase(head, _KEY), *said[:-1], Phrase(said[-1].text, _KEY, said[-1].cited, ".")]


def _gaps(low: float, high: float, busy: Sequence[float]) -> list[tuple[float, float]]:
    """The stretches between `low` and `high` that keep clear of what is at `busy`.

    Examples:
        >>> _gaps(0, 100, [50])
        [(0, 44), (56, 100)]
    """
    edges = [low - 6, *sorted(at for at in busy if low - 10 < at < high + 10), high + 6]
    return [(a + 6, b - 6) for a, b in pairwise(edges) if b - a > 12]
