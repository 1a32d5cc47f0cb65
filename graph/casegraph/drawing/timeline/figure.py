"""The timeline of a case, portrait: a year axis to scale, a lane for each main person, every event with its date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure

from ...dates import When, in_words
from ...errors import CannotAnswer
from ...view import CaseView, label
from ..answer_words import as_of
from ..audit.seen import UNTOLD
from ..paint.layout import spread, years_apart
from ..paint.sheet import MARGIN, Sheet, heading_height, sources_height
from ..paint.style import INK, MUTED, RULE, Type, balanced, text_width, wrap
from .lanes import Lane, Span, lane_of, lanes_of
from .outcome import outcome
from .rows import MOST_ABREAST, MOST_ROWS, Row, decisive_things, middle_of, rows_of, undated_rows
from .sheet import BAR_TEXT, KEY, TimelineSheet, gaps, mix
from .wide import Landscape

__all__ = ["Portrait", "timeline_figure"]

_WIDTH, _FIRST_LANE, _LANE, _BAR, _FAN = 700.0, 78.0, 31.0, 17.0, 46.0
_ROW, _DATE, _YEAR = Type(9), Type(8.5, colour=MUTED), Type(8.5, colour=MUTED)
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


def timeline_figure(
    view: CaseView,
    scope: str,
    on: date,
    *,
    title: str | None = None,
    landscape: bool = False,
    poster: bool = False,
    person: str = "",
) -> Figure:
    """Draw what happened in a case up to a day.

    Args:
        view: the graph. Pass one with more standings than the established ones to see what is only reported or
            disputed, marked as such.
        scope: name of the case, `avery-dassey`.
        on: the day the timeline ends; what is still open then ends in an arrow.
        title: what stands at the top; the people and what has become of their convictions when None.
        landscape: time runs from left to right instead of downwards.
        poster: draw every event, however many; else the 60 that matter most, in landscape 24.
        person: IRI of the one person it is about, or "".

    Returns:
        A figure as tall as it needs; write it with `save`.

    Raises:
        CannotAnswer: the case has no dated event by that day.

    Examples:
        >>> import casegraph
        >>> from datetime import date
        >>> graph = casegraph.load("avery-dassey")
        >>> timeline_figure(graph.view, "avery-dassey", date(2026, 11, 24)).get_label()
        'Steven Avery and Brendan Dassey: 5 convictions stand, 3 vacated'
    """
    every = [row for row in rows_of(view, scope, on) if not person or person in row.people]
    if not every:
        whose = label(view, person) if person else f"the case {scope!r}"
        raise CannotAnswer(f"{whose} has no dated event by {in_words(When.day(on))}")
    most = len(every) if poster else MOST_ABREAST if landscape else MOST_ROWS
    kept = {id(row) for row in sorted(every, key=lambda row: row.rank)[:most]}
    rows = [row for row in every if id(row) in kept]
    lanes = [lane for lane in lanes_of(view, scope, on, rows) if not person or lane.owner in ("clemency", "", person)]
    years = f"{min(row.when.earliest or on for row in rows).year}–{on.year}"
    heading = ("", title or outcome(view, scope, on, person), f"{years}, the years to scale. {as_of(on)}")
    undated = undated_rows(view, scope, on, person)
    drawing = (Landscape if landscape else Portrait)(lanes, rows, on, heading, len(every) - len(rows), undated)
    figure = drawing.draw()
    told = {thing for row in (*rows, *undated) for thing in row.things}
    wanted = decisive_things(view, scope, on, person)
    UNTOLD[figure] = tuple(name for thing, name in wanted.items() if thing not in told)
    return figure


class Portrait(TimelineSheet):
    """Draws a timeline downwards, 700 points wide."""

    width = _WIDTH

    def __init__(
        self, lanes: list[Lane], rows: list[Row], on: date, heading: tuple[str, str, str], left_out: int,
        undated: Sequence[Row] = (),
    ) -> None:  # fmt: skip
        super().__init__(lanes, rows, on, heading, left_out, undated)
        self.fan = _FIRST_LANE + len(lanes) * _LANE
        self.marker_x = self.fan + _FAN
        dates = [text for row in rows for text in balanced(row.words, _DATE, _DATE_WIDTH)]
        self.text_x = self.marker_x + 10 + max(text_width(text, _DATE) for text in dates) + 12
        self.placed = [self.place(row) for row in rows]

    def place(self, row: Row) -> Placed:
        """Wrap a row's words."""
        style = Type(_ROW.size, bold=row.turning, italic=bool(row.doubt))
        lines = wrap(self.words(row), style, _WIDTH - MARGIN - self.text_x, most=4)
        return Placed(
            row, lane_of(row, self.lanes), tuple(balanced(row.words, _DATE, _DATE_WIDTH)), tuple(lines), style
        )

    def draw(self) -> Figure:
        """The whole sheet."""
        keys = self.key_lines()
        sources = self.sources
        top = heading_height(_WIDTH, *self.heading) + 12
        legend = self.legend_rows()
        start = top + len(legend) * 15 + 14
        first = date(min(middle_of(p.row.when) for p in self.placed).year, 1, 1)
        need = sum(p.height for p in self.placed)
        axis = Axis(first, self.on, start, start + max(need, 240.0, min((self.on.year - first.year) * 9.0, 500.0)))
        below = axis.bottom + 30
        after_key = below + len(keys) * KEY.line + 8
        sheet = Sheet(
            _WIDTH, after_key + 8 + sources_height(sources, _WIDTH, 2) + MARGIN - 8, self.heading[1], "timeline"
        )
        sheet.heading(*self.heading)
        self.legend(sheet, legend, top)
        self.years(sheet, axis)
        for index, lane in enumerate(self.lanes):
            self.lane(sheet, axis, index, lane)
        self.events(sheet, axis)
        for index, line in enumerate(keys):
            sheet.text(MARGIN, below + index * KEY.line, line, KEY)
        sheet.line([(MARGIN, after_key), (_WIDTH - MARGIN, after_key)], RULE, 0.8)
        sheet.sources(after_key + 8, sources, 2)
        return sheet.figure

    def years(self, sheet: Sheet, axis: Axis) -> None:
        """The axis: a line and a number every so many years, and the day it ends on."""
        span = axis.last.year - axis.first.year + 1
        step = years_apart((axis.bottom - axis.top) / span, 34)
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
        sheet.shape(corners, mix(lane.colour, 0.06), lane.colour, weight=0.7, dashed=span.undone, zorder=3)
        sure = [axis.y(day) for day in span.sure]
        if sure[1] > sure[0] and not span.undone:
            solid = [(x - half, sure[0]), (x + half, sure[0]), (x + half, sure[1]), (x - half, sure[1])]
            if span.open:
                solid.insert(3, (x, high + tip))
            sheet.shape(solid, mix(lane.colour, 0.17), lane.colour, weight=0.7, zorder=3.1)
        free = gaps(low + 4, high - 4, [y for y in busy if low - 6 < y < high + 6])
        for words in span.words:
            room = max(free, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
            wide = text_width(words, BAR_TEXT)
            if room[1] - room[0] >= wide + 4:
                middle = (room[0] + room[1] - wide) / 2
                sheet.upright(x, middle + wide / 2, words, BAR_TEXT.of(lane.colour))
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
            hollow = self.hollow(placed.row)
            gid = sheet.id("event", placed.row.things[0].rpartition("/")[2])
            line = [(x, level), (self.fan + 2, level), (self.marker_x - 9, centre), (self.marker_x, centre)]
            sheet.line(line, mix(lane.colour, 0.62), 0.6, gid=gid.replace("event", "leader", 1), zorder=2)
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
            sheet.shape(corners, mix(lane.colour, 0.4), mix(lane.colour, 0.4), weight=0.1, zorder=3.5)
