"""The timeline of a case, landscape: the years from left to right, every event's words above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure

from ...dates import When, in_words
from ..paint.layout import packed_both, years_apart
from ..paint.sheet import MARGIN, Sheet, heading_height, source_columns, sources_height
from ..paint.style import INK, MUTED, PAPER, RULE, Type, text_width, wrap
from .lanes import Lane, Span, lane_of
from .rows import Row, middle_of
from .sheet import BAR_TEXT, KEY, NAME, TimelineSheet, gaps, mix

__all__ = ["Landscape"]

_WORDS, _DATE, _YEAR = Type(8.5), Type(8, colour=MUTED), Type(8.5, colour=MUTED)
_LANE, _BAR, _ROW_GAP, _LABEL, _AXIS = 26.0, 15.0, 7.0, 168.0, 22.0


@dataclass(frozen=True, slots=True)
class _Label:
    """The words of an event: where they start, how they are set, in which row."""

    row: Row
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


class Landscape(TimelineSheet):
    """Draws a timeline from left to right, 1,160 points wide."""

    width = 1160.0

    def draw(self) -> Figure:
        """The whole sheet."""
        self.start = MARGIN + 10 + max((text_width(self._short(lane), NAME) for lane in self.lanes), default=0)
        self.end = self.width - MARGIN - _LABEL
        self.first = date(min(middle_of(row.when) for row in self.rows).year, 1, 1)
        labels = sorted((self._label(row) for row in self.rows), key=lambda label: label.x)
        sides = packed_both([label.x for label in labels], [label.width for label in labels])
        tall: dict[tuple[bool, int], float] = {}
        for label, place in zip(labels, sides, strict=True):
            tall[place] = max(tall.get(place, 0.0), label.height)
        keys = self.key_lines()
        sources, columns = self.sources, source_columns(self.width)
        self.base = heading_height(self.width, *self.heading) + 16 + _stretch(tall, above=True) + 8
        bottom = self.base + len(self.lanes) * _LANE + _AXIS
        below = bottom + 10 + _stretch(tall, above=False) + 12
        after = below + len(keys) * KEY.line + 8
        sheet = Sheet(self.width, after + 8 + sources_height(sources, self.width, columns) + MARGIN - 8,
                      self.heading[1], "timeline")  # fmt: skip
        sheet.heading(*self.heading)
        self._years(sheet, bottom - _AXIS)
        for index, lane in enumerate(self.lanes):
            self._lane(sheet, index, lane)
        for label, (above, level) in zip(labels, sides, strict=True):
            reach = _stretch({key: value for key, value in tall.items() if key[1] < level + above}, above=above)
            self._event(sheet, label, self.base - 8 - reach if above else bottom + 10 + reach, above=above)
        for index, line in enumerate(keys):
            sheet.text(MARGIN, below + index * KEY.line, line, KEY)
        sheet.line([(MARGIN, after), (self.width - MARGIN, after)], RULE, 0.8)
        sheet.sources(after + 8, sources, columns)
        return sheet.figure

    @staticmethod
    def _short(lane: Lane) -> str:
        return wrap(lane.name.removeprefix("Clemency: "), NAME, 210, most=1)[0]

    def x(self, day: date) -> float:
        """Where a day is, kept within the axis."""
        share = (day - self.first).days / max((self.on - self.first).days, 1)
        return self.start + min(max(share, 0), 1) * (self.end - self.start)

    def y(self, lane: int) -> float:
        """The middle of a lane."""
        return self.base + (lane + 0.5) * _LANE

    def _label(self, row: Row) -> _Label:
        style = Type(_WORDS.size, bold=row.turning, italic=bool(row.doubt))
        lines = wrap(self.words(row), style, _LABEL - 12, most=3)
        return _Label(row, self.x(middle_of(row.when)), tuple(lines), style)

    def _years(self, sheet: Sheet, top: float) -> None:
        """The years on a band that lines down to words below it pass under."""
        band = [
            (self.start - 14, top),
            (self.end + 40, top),
            (self.end + 40, top + _AXIS),
            (self.start - 14, top + _AXIS),
        ]
        sheet.shape(band, PAPER, PAPER, weight=0.1, zorder=3)
        years = range(self.first.year, self.on.year + 1)
        room = (self.end - self.start) / len(years)
        step = years_apart(room, 34)
        today = in_words(When.day(self.on))
        limit = self.end - text_width(today, Type(8.5, bold=True)) - 24
        for year in years:
            x = self.x(date(year, 1, 1))
            if year == self.first.year or (year % step == 0 and x - self.start >= 34):
                sheet.line([(x, self.base), (x, top + 4)], RULE, 0.6, zorder=1)
                if x < limit or year == self.first.year:
                    sheet.text(x, top + 5, str(year), _YEAR, align="center")
        sheet.line([(self.end, self.base), (self.end, top + 4)], MUTED, 0.9, zorder=1)
        sheet.text(self.end, top + 5, today, Type(8.5, bold=True, colour=INK), align="center")

    def _lane(self, sheet: Sheet, index: int, lane: Lane) -> None:
        y = self.y(index)
        sheet.line([(self.start, y), (self.end, y)], lane.colour, 0.5, zorder=1.5, alpha=0.45)
        sheet.text(self.start - 10, y - NAME.line / 2, self._short(lane), NAME.of(lane.colour), align="right")
        busy = [self.x(middle_of(row.when)) for row in self.rows if lane_of(row, self.lanes) == index]
        for span in lane.spans:
            self._bar(sheet, y, lane, span, busy)

    def _bar(self, sheet: Sheet, y: float, lane: Lane, span: Span, busy: Sequence[float]) -> None:
        """A bar for a stretch of time, pale where its ends are vague, with an arrow where it is open."""
        low, high, half = self.x(span.start), self.x(span.end), _BAR / 2
        tip = 8.0 if span.open else 0.0
        corners = [(low, y - half), (high, y - half), (high + tip, y), (high, y + half), (low, y + half)]
        sheet.shape(corners, mix(lane.colour, 0.06), lane.colour, weight=0.7, dashed=span.undone, zorder=3)
        sure = [self.x(day) for day in span.sure]
        if sure[1] > sure[0] and not span.undone:
            solid = [(sure[0], y - half), (sure[1], y - half), (sure[1], y + half), (sure[0], y + half)]
            if span.open:
                solid.insert(2, (high + tip, y))
            sheet.shape(solid, mix(lane.colour, 0.17), lane.colour, weight=0.7, zorder=3.1)
        free = gaps(low + 4, high - 4, [x for x in busy if low - 6 < x < high + 6])
        for words in span.words:
            room = max(free, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
            if room[1] - room[0] >= text_width(words, BAR_TEXT) + 4:
                sheet.text(sum(room) / 2, y - BAR_TEXT.line / 2, words, BAR_TEXT.of(lane.colour), align="center")
                break

    def _event(self, sheet: Sheet, label: _Label, top: float, *, above: bool) -> None:
        """An event: its marker in its lane, a line to its words above or below the lanes."""
        index = lane_of(label.row, self.lanes)
        lane, y, row = self.lanes[index], self.y(index), label.row
        if row.when.earliest is not None and row.when.latest is not None and row.when.earliest < row.when.latest:
            low, high = self.x(row.when.earliest), self.x(row.when.latest)
            pale = mix(lane.colour, 0.4)
            sheet.shape([(low, y - 3), (high, y - 3), (high, y + 3), (low, y + 3)], pale, pale, weight=0.1, zorder=3.5)
        gid = sheet.id("event", row.things[0].rpartition("/")[2])
        line = [(label.x, y), (label.x, top + 2 if above else top + label.height - _ROW_GAP)]
        sheet.line(line, mix(lane.colour, 0.62), 0.6, gid=gid.replace("event", "leader", 1), zorder=2)
        size = 6.2 if row.turning else 4.6
        self.marker(sheet, label.x, y, lane, hollow=self.hollow(row), size=size, gid=gid)
        sheet.text(label.x + 4, top, row.words, _DATE)
        for number, words in enumerate(label.lines):
            sheet.text(label.x + 4, top + _DATE.line + number * label.style.line, words, label.style)


def _stretch(tall: dict[tuple[bool, int], float], *, above: bool) -> float:
    """How far the rows of one side reach."""
    return sum(height for (side, _), height in tall.items() if side == above)
