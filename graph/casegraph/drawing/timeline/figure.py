"""The timeline of a case as a figure, and its usual layout: downwards, years to scale, a lane for each main person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ...dates import When, in_words
from ...errors import CannotAnswer, UsageError
from ...questions.supposed import with_said
from ...view import CaseView, label
from ...vocabulary import ID
from ..answer_words import as_of
from ..frame import Documents, Heading, first_that_fits, framed
from ..paint.figure import Painted, painted
from ..paint.layout import spread, years_apart
from ..paint.style import INK, MUTED, RULE, Type, balanced, text_width, wrap
from ..scene import Item, Line, Scene, Text
from ..scope import convictions_in
from ..sheet import SCREEN, Sheet
from .lanes import lanes_of
from .outcome import outcome
from .rows import MOST_ABREAST, MOST_ROWS, chosen, decisive_things, middle_of, rows_of, undated_rows
from .shared import Axis, TimelineLayout
from .wide import Landscape

__all__ = ["Portrait", "timeline_figure"]

_FIRST_LANE, _LANE, _FAN = 52.0, 31.0, 46.0
_ROW, _DATE = Type(9), Type(8.5, colour=MUTED)
_BETWEEN, _DATE_WIDTH = 4.5, 92.0
_NARROW, _TEXT = 420.0, 240.0
"""Narrower than this dates stand above the words; so much is kept for dates and words, in points."""


def timeline_figure(
    view: CaseView,
    about: str,
    on: date,
    *,
    title: str | None = None,
    landscape: bool = False,
    poster: bool = False,
    sheet: Sheet = SCREEN,
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
        sheet: what it is drawn for; the events that matter least are left out where it would become too tall.

    Returns:
        A figure of the size of the sheet; write it with `save`.

    Raises:
        CannotAnswer: the case has no dated event by that day.
        UsageError: the sheet is too narrow for a timeline from left to right.

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
    if landscape and sheet.room < _ABREAST:
        raise UsageError(f"{sheet.name} is too narrow for a timeline from left to right: 170 mm fits, "
                         "or leave out --landscape")  # fmt: skip
    layout = Landscape if landscape else Portrait
    wide = min(sheet.room, layout.natural)
    most = sheet.rows or (MOST_ABREAST if landscape else MOST_ROWS)
    undated = undated_rows(view, scope, on, person)
    wanted = decisive_things(view, scope, on, person)
    headline = outcome(plain, scope, on, person) if title is None else title

    def drafts(sheet: Sheet) -> Iterator[Scene]:
        for many in [len(every)] if poster else [round(most * share) for share in _SHARES]:
            rows = chosen(every, max(many, 1))
            lanes = [lane for lane in lanes_of(view, scope, on, rows)
                     if not person or lane.owner in ("clemency", "", person)]  # fmt: skip
            numbers = Documents(silent=sheet.sources == "none")
            made = layout(lanes, rows, on, numbers.cite, len(every) - len(rows), undated, wide).scene()
            told = {thing for row in (*rows, *undated) for thing in row.things}
            untold = tuple(name for thing, name in wanted.items() if thing not in told)
            years = f"{min(row.when.earliest or on for row in rows).year}–{on.year}"
            heading = Heading("", headline, f"{years}, the years to scale. {as_of(on)}")
            yield framed(replace(made, untold=untold), heading, numbers.sources, sheet)

    return painted(first_that_fits(drafts, sheet))


_SHARES = (1.0, 0.8, 0.65, 0.5, 0.4, 0.3, 0.22, 0.15, 0.1)
"""Of the most rows: how many are drawn, where more would make the sheet too tall."""
_ABREAST = 540.0


class Portrait(TimelineLayout):
    """A timeline that runs downwards, 650 points wide by itself; in a column dates stand above what happened."""

    natural, upright = 648.0, True

    def __post_init__(self) -> None:
        super().__post_init__()
        room = self.width - _TEXT
        self.narrow = self.width < _NARROW
        lane = _LANE if not self.narrow else 13.0
        self.pitch = max(8.0, min(lane, (room - _FIRST_LANE - _FAN) / max(len(self.lanes), 1)))
        self.bar = min(17.0, self.pitch * 0.6)
        self.bar = 17.0 if self.pitch >= _LANE else self.bar
        self.first_lane, away = (36.0, 18.0) if self.narrow else (_FIRST_LANE, _FAN)
        self.fan = self.first_lane + len(self.lanes) * self.pitch
        self.marker_x = self.fan + away
        self.dates = [balanced(row.words, _DATE, 999.0 if self.narrow else _DATE_WIDTH) for row in self.rows]
        widest = max(text_width(text, _DATE) for each in self.dates for text in each)
        self.text_x = self.marker_x + 10 + (0 if self.narrow else widest + 12)
        self.styles = [Type(_ROW.size, bold=row.turning and not row.doubt, italic=bool(row.doubt),
                            colour=self.colour(row)) for row in self.rows]  # fmt: skip
        self.lines = [wrap(self.words(row), style, self.width - self.text_x, most=6 if self.narrow else 4)
                      for row, style in zip(self.rows, self.styles, strict=True)]  # fmt: skip
        if self.narrow:
            self.dates = [wrap(row.words, _DATE, self.width - self.text_x) for row in self.rows]

    def scene(self) -> Scene:
        """The legend, the axis with its lanes and bars, the events."""
        legend = list(self.legend())
        heights = [
            (len(lines) + len(dates) if self.narrow else max(len(lines), len(dates))) * _ROW.line + _BETWEEN
            for lines, dates in zip(self.lines, self.dates, strict=True)
        ]
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
                yield Line(((self.first_lane - 4, y), (self.fan, y)), RULE, 0.6, order=1)
                yield Text(28, y - 6, str(year), _DATE, "right")
        yield Line(((self.first_lane - 4, axis.high), (self.fan, axis.high)), MUTED, 0.9, order=1)
        yield Text(0, axis.high + 9, in_words(When.day(self.on)), Type(8.5, bold=True, colour=INK))

    def lane_x(self, number: int) -> float:
        """The middle of a lane."""
        return self.first_lane + (number + 0.5) * self.pitch

    def event(self, axis: Axis, number: int, centre: float) -> Iterator[Item]:
        """One event: its marker in its lane, a line to its row, its date and its words."""
        row, style, lane = self.rows[number], self.styles[number], self.lane(self.rows[number])
        x, level, thing = self.lane_x(lane), axis.at(middle_of(row.when)), row.things[0]
        leader = ((x, level), (self.fan + 2, level), (self.marker_x - 9, centre), (self.marker_x, centre))
        yield Line(leader, self.lanes[lane].colour, 0.6, alpha=0.62)
        yield from self.soft(axis, row.when, x, row)
        yield self.mark(x, level, row)
        yield self.mark(self.marker_x, centre, row, thing.rpartition("/")[2])
        dates, lines = self.dates[number], self.lines[number]
        if self.narrow:
            top = centre - (len(dates) + len(lines)) * _ROW.line / 2
            placed = [(self.text_x, top, dates, _DATE), (self.text_x, top + len(dates) * _ROW.line, lines, style)]
        else:
            placed = [(self.marker_x + 10, centre - len(dates) * _DATE.line / 2, dates, _DATE),
                      (self.text_x, centre - len(lines) * style.line / 2, lines, style)]  # fmt: skip
        for left, top, texts, face in placed:
            for index, words in enumerate(texts):
                yield Text(left, top + index * face.line, words, face, thing=thing)
