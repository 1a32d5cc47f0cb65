"""The timeline of a case, portrait: a year axis to scale, a lane for each main person, every event with its date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ..dates import When, in_words
from ..errors import CannotAnswer
from ..questions.answer import numbered
from ..view import CaseView, label
from .layout import spread
from .sheet import MARGIN, Sheet, Source, heading_height, sources_height
from .style import INK, MUTED, PAPER, RULE, Type, balanced, text_width, wrap
from .timeline_lanes import Lane, Span, lane_of, lanes_of
from .timeline_rows import MOST_ROWS, Row, middle_of, rows_of, surname

__all__ = ["timeline_figure"]

_WIDTH, _FIRST_LANE, _LANE, _BAR, _FAN = 700.0, 78.0, 31.0, 17.0, 46.0
_ROW, _DATE, _YEAR = Type(9), Type(8.5, colour=MUTED), Type(8.5, colour=MUTED)
_BAR_TEXT, _KEY, _NAME = Type(8), Type(8, colour=MUTED), Type(9, bold=True)
_BETWEEN, _DATE_WIDTH = 4.5, 92.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its lane, its wrapped words and where they go."""

    row: Row
    lane: int
    dates: tuple[str, ...]
    lines: tuple[str, ...]
    style: Type

    @property
    def height(self) -> float:
        """Room it needs, gap included."""
        return max(len(self.lines), len(self.dates)) * self.style.line + _BETWEEN


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to points: `first` at `top`, `last` at `bottom`."""

    first: date
    last: date
    top: float
    bottom: float

    def y(self, day: date) -> float:
        """The height of a day, kept within the axis."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.top + min(max(share, 0), 1) * (self.bottom - self.top)


def timeline_figure(view: CaseView, scope: str, on: date, *, title: str | None = None) -> Figure:
    """Draw what happened in a case up to a day.

    Args:
        view: the graph. Pass one with more standings than the established ones to see what is only reported or
            disputed, marked as such.
        scope: name of the case, `avery-dassey`.
        on: the day the timeline ends; what is still open then ends in an arrow.
        title: what stands at the top; the people and the years when None.

    Returns:
        A figure 700 points wide and as tall as it needs; write it with `save`.

    Raises:
        CannotAnswer: the case has no dated event by that day.

    Examples:
        >>> import casegraph
        >>> from datetime import date
        >>> graph = casegraph.load("avery-dassey")
        >>> timeline_figure(graph.view, "avery-dassey", date(2026, 11, 24)).get_label()
        'Steven Avery and Brendan Dassey, 1985–2026'
    """
    every = rows_of(view, scope, on)
    if not every:
        raise CannotAnswer(f"the case {scope!r} has no dated event by {in_words(When.day(on))}")
    kept = {id(row) for row in sorted(every, key=lambda row: row.rank)[:MOST_ROWS]}
    rows = [row for row in every if id(row) in kept]
    lanes = lanes_of(view, scope, on, rows)
    years = f"{min(row.when.earliest or on for row in rows).year}–{on.year}"
    names = [label(view, lane.owner) for lane in lanes if lane.owner in view and lane.note == "in prison"]
    who = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else scope
    heading = ("", title or f"{who}, {years}", f"As of {in_words(When.day(on))}. The years are to scale.")
    return _Drawing(lanes, rows, on, heading, len(every) - len(rows)).draw()


class _Drawing:
    def __init__(
        self, lanes: list[Lane], rows: list[Row], on: date, heading: tuple[str, str, str], left_out: int
    ) -> None:
        self.lanes, self.on, self.heading, self.left_out = lanes, on, heading, left_out
        self.numbers: dict[str, Source] = {}
        self.fan = _FIRST_LANE + len(lanes) * _LANE
        self.marker_x = self.fan + _FAN
        dates = [text for row in rows for text in balanced(row.words, _DATE, _DATE_WIDTH)]
        self.text_x = self.marker_x + 10 + max(text_width(text, _DATE) for text in dates) + 12
        self.placed = [self.place(row) for row in rows]

    def marks(self, sources: Sequence[tuple[str, str, str]]) -> str:
        """The numbers of the sources, given out in order of first use."""
        for iri, name, url in sources:
            self.numbers.setdefault(iri, Source(len(self.numbers) + 1, name, url))
        return numbered(self.numbers[iri].number for iri, _, _ in sources)

    def place(self, row: Row) -> Placed:
        """Wrap a row's words."""
        style = Type(_ROW.size, bold=row.turning, italic=bool(row.doubt))
        text = f"{row.text} ({row.doubt})" if row.doubt else row.text
        lines = wrap(f"{text} {self.marks(row.sources)}", style, _WIDTH - MARGIN - self.text_x, most=4)
        return Placed(
            row, lane_of(row, self.lanes), tuple(balanced(row.words, _DATE, _DATE_WIDTH)), tuple(lines), style
        )

    def draw(self) -> Figure:
        """The whole sheet."""
        keys = self.key_lines()
        sources = sorted(self.numbers.values(), key=lambda source: source.number)
        top = heading_height(_WIDTH, *self.heading) + 12
        legend = self.legend_rows()
        start = top + len(legend) * 15 + 14
        first = date(min(middle_of(p.row.when) for p in self.placed).year, 1, 1)
        need = sum(p.height for p in self.placed)
        axis = Axis(first, self.on, start, start + max(need, 240.0, min((self.on.year - first.year) * 9.0, 500.0)))
        below = axis.bottom + 30
        after_key = below + len(keys) * _KEY.line + 8
        sheet = Sheet(_WIDTH, after_key + 8 + sources_height(sources, _WIDTH, 2) + MARGIN - 8, self.heading[1])
        sheet.heading(*self.heading)
        self.legend(sheet, legend, top)
        self.years(sheet, axis)
        for index, lane in enumerate(self.lanes):
            self.lane(sheet, axis, index, lane)
        self.events(sheet, axis)
        for index, line in enumerate(keys):
            sheet.text(MARGIN, below + index * _KEY.line, line, _KEY)
        sheet.line([(MARGIN, after_key), (_WIDTH - MARGIN, after_key)], RULE, 0.8)
        sheet.sources(after_key + 8, sources, 2)
        return sheet.figure

    def key_lines(self) -> list[str]:
        """What the signs mean, and what the bars rest on."""
        parts = ["Bold: turning point.", "Hollow marker: date not known to the day; the pale bar shows its range."]
        if any(p.row.doubt for p in self.placed):
            parts.append("Italic: only reported, or disputed.")
        bars = []
        for lane in self.lanes:
            cited = self.marks(tuple(dict.fromkeys(source for span in lane.spans for source in span.sources)))
            if cited:
                whose = f"{surname(lane.name)} {lane.note}" if lane.note == "in prison" else lane.note
                bars.append(f"{whose} {cited}")
        if bars:
            parts.append(f"{'Bar' if len(bars) == 1 else 'Bars'}: {'; '.join(bars)}.")
        if self.left_out:
            more = "one more event is" if self.left_out == 1 else f"{self.left_out} more events are"
            parts.append(f"For want of room {more} left out.")
        return wrap(" ".join(parts), _KEY, _WIDTH - 2 * MARGIN)

    def legend_rows(self) -> list[list[tuple[float, int]]]:
        """The lanes' names in rows: (x, number of the lane)."""
        rows: list[list[tuple[float, int]]] = [[]]
        x = MARGIN
        for index, lane in enumerate(self.lanes):
            width = 16 + text_width(lane.name, _NAME) + 18
            if rows[-1] and x + width > _WIDTH - MARGIN:
                rows.append([])
                x = MARGIN
            rows[-1].append((x, index))
            x += width
        return rows

    def legend(self, sheet: Sheet, rows: list[list[tuple[float, int]]], top: float) -> None:
        """Each lane's marker and name."""
        for number, row in enumerate(rows):
            y = top + number * 15
            for x, index in row:
                lane = self.lanes[index]
                self.marker(sheet, x + 5, y + 6, lane, hollow=False, size=6.5)
                sheet.text(x + 14, y, lane.name, _NAME.of(lane.colour))

    def years(self, sheet: Sheet, axis: Axis) -> None:
        """The axis: a line and a number every so many years, and the day it ends on."""
        span = axis.last.year - axis.first.year + 1
        step = next(n for n in (1, 2, 5, 10, 20, 50, 100) if (axis.bottom - axis.top) / span * n >= 34)
        for year in range(axis.first.year, axis.last.year + 1):
            y = axis.y(date(year, 1, 1))
            if year == axis.first.year or (year % step == 0 and year - axis.first.year >= step):
                sheet.line([(MARGIN + 34, y), (self.fan, y)], RULE, 0.6, zorder=1)
                sheet.text(MARGIN + 28, y - 6, str(year), _YEAR, align="right")
        sheet.line([(MARGIN + 34, axis.bottom), (self.fan, axis.bottom)], MUTED, 0.9, zorder=1)
        sheet.text(MARGIN, axis.bottom + 9, in_words(When.day(self.on)), Type(8.5, bold=True, colour=INK))

    def lane(self, sheet: Sheet, axis: Axis, index: int, lane: Lane) -> None:
        """A lane's line and its bars."""
        x = self.lane_x(index)
        sheet.line([(x, axis.top), (x, axis.bottom)], lane.colour, 0.5, zorder=1.5, alpha=0.45)
        busy = [axis.y(middle_of(p.row.when)) for p in self.placed if p.lane == index]
        for span in lane.spans:
            self.bar(sheet, axis, x, lane, span, busy)

    def bar(self, sheet: Sheet, axis: Axis, x: float, lane: Lane, span: Span, busy: Sequence[float]) -> None:
        """A bar for a stretch of time, pale where its ends are vague, with an arrow where it is open."""
        low, high = max(axis.y(span.start), axis.top), axis.y(span.end)
        half, tip = _BAR / 2, 8.0 if span.open else 0.0
        corners = [(x - half, low), (x + half, low), (x + half, high), (x, high + tip), (x - half, high)]
        sheet.shape(corners, _mix(lane.colour, 0.06), lane.colour, weight=0.7, dashed=span.undone, zorder=3)
        sure = [axis.y(day) for day in span.sure]
        if sure[1] > sure[0] and not span.undone:
            solid = [(x - half, sure[0]), (x + half, sure[0]), (x + half, sure[1]), (x - half, sure[1])]
            if span.open:
                solid.insert(3, (x, high + tip))
            sheet.shape(solid, _mix(lane.colour, 0.17), lane.colour, weight=0.7, zorder=3.1)
        gaps = _gaps(low + 4, high - 4, [y for y in busy if low - 6 < y < high + 6])
        for words in span.words:
            room = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
            wide = text_width(words, _BAR_TEXT)
            if room[1] - room[0] >= wide + 4:
                middle = (room[0] + room[1] - wide) / 2
                sheet.upright(x, middle + wide / 2, words, _BAR_TEXT.of(lane.colour))
                break

    def lane_x(self, index: int) -> float:
        """The middle of a lane."""
        return _FIRST_LANE + (index + 0.5) * _LANE

    def events(self, sheet: Sheet, axis: Axis) -> None:
        """Each event: its marker in its lane, a line to its row, its date and its words."""
        wanted = [axis.y(middle_of(p.row.when)) for p in self.placed]
        centres = spread(wanted, [p.height for p in self.placed], axis.top - 8, axis.bottom + 12)
        for placed, level, centre in zip(self.placed, wanted, centres, strict=True):
            lane, x = self.lanes[placed.lane], self.lane_x(placed.lane)
            self.soft(sheet, axis, x, placed.row.when, lane)
            hollow = bool(placed.row.doubt) or not (placed.row.when.exact or placed.row.when.interval)
            gid = sheet.id("event", placed.row.things[0].rpartition("/")[2])
            line = [(x, level), (self.fan + 2, level), (self.marker_x - 9, centre), (self.marker_x, centre)]
            sheet.line(line, _mix(lane.colour, 0.62), 0.6, gid=gid.replace("event", "leader", 1), zorder=2)
            size = 6.2 if placed.row.turning else 4.6
            self.marker(sheet, x, level, lane, hollow=hollow, size=size)
            self.marker(sheet, self.marker_x, centre, lane, hollow=hollow, size=size, gid=gid)
            y = centre - len(placed.dates) * _DATE.line / 2
            for index, words in enumerate(placed.dates):
                sheet.text(self.marker_x + 10, y + index * _DATE.line, words, _DATE)
            y = centre - len(placed.lines) * placed.style.line / 2
            for index, words in enumerate(placed.lines):
                sheet.text(self.text_x, y + index * placed.style.line, words, placed.style)

    def soft(self, sheet: Sheet, axis: Axis, x: float, when: When, lane: Lane) -> None:
        """A pale bar over the days a vague date may mean."""
        if when.earliest is not None and when.latest is not None and when.earliest < when.latest:
            low, high = axis.y(when.earliest), axis.y(when.latest)
            corners = [(x - 3, low), (x + 3, low), (x + 3, high), (x - 3, high)]
            sheet.shape(corners, _mix(lane.colour, 0.4), _mix(lane.colour, 0.4), weight=0.1, zorder=3.5)

    def marker(self, sheet: Sheet, x: float, y: float, lane: Lane, *, hollow: bool, size: float, gid: str = "") -> None:
        """A marker of the lane's shape."""
        artist = Line2D([x], [y], marker=lane.marker, markersize=size, markeredgewidth=1.2, linestyle="none",
                        markeredgecolor=lane.colour, markerfacecolor=PAPER if hollow else lane.colour,
                        zorder=5)  # fmt: skip
        if gid:
            artist.set_gid(gid)
        sheet.axes.add_artist(artist)


def _gaps(low: float, high: float, busy: Sequence[float]) -> list[tuple[float, float]]:
    """The stretches between `low` and `high` that keep clear of what is at `busy`."""
    edges = [low - 6, *sorted(busy), high + 6]
    return [(a + 6, b - 6) for a, b in pairwise(edges) if b - a > 12]


def _mix(colour: str, share: float) -> str:
    """A colour thinned with white."""
    parts = [int(colour[index : index + 2], 16) for index in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
