"""The timeline of a case as a figure, and its usual layout: downwards, years to scale, a lane for each main person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ...dates import When, in_words
from ...errors import CannotAnswer
from ...questions.supposed import with_said
from ...view import CaseView, label
from ...vocabulary import ID
from ..answer_words import as_of
from ..frame import Documents, Heading, framed
from ..paint.figure import Painted, painted
from ..paint.layout import spread, years_apart
from ..paint.style import INK, MUTED, RULE, Type, balanced, text_width, wrap
from ..scene import Item, Line, Scene, Text
from ..scope import convictions_in
from .lanes import lanes_of
from .outcome import outcome
from .rows import MOST_ABREAST, MOST_ROWS, chosen, decisive_things, middle_of, rows_of, undated_rows
from .shared import Axis, TimelineLayout
from .wide import Landscape

__all__ = ["Portrait", "timeline_figure"]

_FIRST_LANE, _LANE, _FAN = 52.0, 31.0, 46.0
_ROW, _DATE = Type(9), Type(8.5, colour=MUTED)
_BETWEEN, _DATE_WIDTH = 4.5, 92.0


def timeline_figure(
    view: CaseView,
    about: str,
    on: date,
    *,
    title: str | None = None,
    landscape: bool = False,
    poster: bool = False,
) -> Painted:
    """Draw what happened in a case up to a day, to everybody or to one person.

    Args:
        view: the graph. Pass one with more standings than the established ones to see what is only reported or
            disputed, marked as such.
        about: name of the case, `avery-dassey`, or the IRI of one person in it.
        on: the day the timeline ends; what is still open then ends in an arrow.
        title: what stands at the top; the people and what has become of their convictions when None.
        landscape: time runs from left to right instead of downwards.
        poster: draw every event, however many; else the 60 that matter most, in landscape 24.

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
    person = about if about.startswith(ID) else ""
    scope = about.removeprefix(ID).partition("/")[0]
    plain, view = view, with_said(view, convictions_in(view, scope))
    every = [row for row in rows_of(view, scope, on) if not person or person in row.people]
    if not every:
        whose = label(view, person) if person else f"the case {scope!r}"
        raise CannotAnswer(f"{whose} has no dated event by {in_words(When.day(on))}")
    rows = chosen(every, len(every) if poster else MOST_ABREAST if landscape else MOST_ROWS)
    lanes = [lane for lane in lanes_of(view, scope, on, rows) if not person or lane.owner in ("clemency", "", person)]
    years = f"{min(row.when.earliest or on for row in rows).year}–{on.year}"
    heading = Heading("", title or outcome(plain, scope, on, person), f"{years}, the years to scale. {as_of(on)}")
    undated, numbers = undated_rows(view, scope, on, person), Documents()
    layout = Landscape if landscape else Portrait
    scene = layout(lanes, rows, on, numbers.cite, len(every) - len(rows), undated).scene()
    told = {thing for row in (*rows, *undated) for thing in row.things}
    wanted = decisive_things(view, scope, on, person)
    untold = tuple(name for thing, name in wanted.items() if thing not in told)
    return painted(framed(replace(scene, untold=untold), heading, numbers.sources))


class Portrait(TimelineLayout):
    """A timeline that runs downwards, 650 points wide."""

    width, bar, upright = 648.0, 17.0, True

    def __post_init__(self) -> None:
        super().__post_init__()
        self.fan = _FIRST_LANE + len(self.lanes) * _LANE
        self.marker_x = self.fan + _FAN
        self.dates = [balanced(row.words, _DATE, _DATE_WIDTH) for row in self.rows]
        widest = max(text_width(text, _DATE) for each in self.dates for text in each)
        self.text_x = self.marker_x + 10 + widest + 12
        self.styles = [Type(_ROW.size, bold=row.turning and not row.doubt, italic=bool(row.doubt)) for row in self.rows]
        self.lines = [wrap(self.words(row), style, self.width - self.text_x, most=4)
                      for row, style in zip(self.rows, self.styles, strict=True)]  # fmt: skip

    def scene(self) -> Scene:
        """The legend, the axis with its lanes and bars, the events."""
        legend = list(self.legend())
        heights = [max(len(lines), len(dates)) * _ROW.line + _BETWEEN
                   for lines, dates in zip(self.lines, self.dates, strict=True)]  # fmt: skip
        start = legend[-1][1] + 14
        long = max(sum(heights), 240.0, min((self.on.year - self.first.year) * 9.0, 500.0))
        axis = Axis(self.first, self.on, start, start + long)
        items = [item for item, _ in legend]
        items += self.years(axis)
        for number in range(len(self.lanes)):
            items += self.bars(axis, number, self.lane_x(number))
        wanted = [axis.at(middle_of(row.when)) for row in self.rows]
        for number, centre in enumerate(spread(wanted, heights, axis.low - 8, axis.high + 12)):
            items += self.event(axis, number, centre)
        return Scene("timeline", self.width, axis.high + 20, tuple(items), key=self.key())

    def years(self, axis: Axis) -> Iterator[Item]:
        """The axis: a line and a number every so many years, and the day it ends on."""
        span = axis.last.year - axis.first.year + 1
        step = years_apart((axis.high - axis.low) / span, 34)
        for year in range(axis.first.year, axis.last.year + 1):
            y = axis.at(date(year, 1, 1))
            if year == axis.first.year or (year % step == 0 and year - axis.first.year >= step):
                yield Line(((34, y), (self.fan, y)), RULE, 0.6, order=1)
                yield Text(28, y - 6, str(year), _DATE, "right")
        yield Line(((34, axis.high), (self.fan, axis.high)), MUTED, 0.9, order=1)
        yield Text(0, axis.high + 9, in_words(When.day(self.on)), Type(8.5, bold=True, colour=INK))

    def lane_x(self, number: int) -> float:
        """The middle of a lane."""
        return _FIRST_LANE + (number + 0.5) * _LANE

    def event(self, axis: Axis, number: int, centre: float) -> Iterator[Item]:
        """One event: its marker in its lane, a line to its row, its date and its words."""
        row, style, lane = self.rows[number], self.styles[number], self.lane(self.rows[number])
        x, level, thing = self.lane_x(lane), axis.at(middle_of(row.when)), row.things[0]
        leader = ((x, level), (self.fan + 2, level), (self.marker_x - 9, centre), (self.marker_x, centre))
        yield Line(leader, self.lanes[lane].colour, 0.6, alpha=0.62)
        yield from self.soft(axis, row.when, x, row)
        yield self.mark(x, level, row)
        yield self.mark(self.marker_x, centre, row, thing.rpartition("/")[2])
        said = (self.text_x, self.lines[number], style)
        for left, lines, face in ((self.marker_x + 10, self.dates[number], _DATE), said):
            top = centre - len(lines) * face.line / 2
            for index, words in enumerate(lines):
                yield Text(left, top + index * face.line, words, face, thing=thing)
