"""The case in time as a picture: years to scale, a lane for each main person, every event with its date; and as a list.

What is only reported or disputed stands in the picture where no firmer record tells it, in italics, hollow, with the
word; the list holds everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..dates import When, in_words
from ..drawing.paint.layout import spread, years_apart
from ..drawing.timeline.lanes import Lane, Span, lane_of, lanes_of
from ..drawing.timeline.rows import Row, middle_of, rows_of, surname
from ..view import CaseView, widened
from ..vocabulary import Standing
from ..words import escape, numbered, visible
from .anchors import Anchors
from .svg import SIZES, line, linked, picture, set_text
from .text import width_of, wrapped

__all__ = ["Told", "timeline_list", "timeline_of", "timeline_picture"]

_WIDTH, _FIRST, _LANE, _BAR, _FAN, _BETWEEN = 980.0, 62.0, 34.0, 18.0, 46.0, 5.0
_DATE_WIDTH = 128.0
_MOST_ROWS = 64
_MARKERS = {
    "o": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "s": "M-4-4h8v8h-8z",
    "p": "M0-5l5 4-2 5h-6l-2-5z",
    "h": "M0-5l4.5 2.5v5L0 5l-4.5-2.5v-5z",
    "D": "M0-5l5 5-5 5-5-5z",
    "v": "M-4.5-4h9L0 4.5z",
}
"""Shape of a lane's marker → its outline around (0, 0)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a timeline tells: the rows of the picture, every row, the lanes, and the day it ends on."""

    rows: tuple[Row, ...]
    every: tuple[Row, ...]
    lanes: tuple[Lane, ...]
    on: date


def timeline_of(view: CaseView, case: str, on: date) -> Told | None:
    """What happened in the case by the day `on`; None when nothing is dated."""
    firm = rows_of(view, case, on)
    known: set[object] = {thing for row in firm for thing in row.things} | {
        (row.text.casefold(), row.people) for row in firm
    }
    wide = widened(view, Standing.ATTRIBUTED, Standing.CONTESTED)
    doubtful = [row for row in rows_of(wide, case, on) if row.doubt]
    extra = [row for row in doubtful if not known & {*row.things, (row.text.casefold(), row.people)}]
    drawn = _in_time([*firm, *extra])
    if not drawn:
        return None
    rows = _chosen(drawn)
    return Told(tuple(rows), tuple(_in_time([*firm, *doubtful])), tuple(lanes_of(view, case, on, rows)), on)


def _chosen(rows: list[Row]) -> list[Row]:
    """The rows of the picture: the firm and weighty ones; of those that weigh the same, some of every time."""
    kept: set[int] = set()
    for weight in sorted({(bool(row.doubt), row.rank) for row in rows}):
        alike = [row for row in rows if (bool(row.doubt), row.rank) == weight]
        room = min(_MOST_ROWS - len(kept), len(alike))
        kept |= {id(alike[index * len(alike) // room]) for index in range(room)}
    return [row for row in rows if id(row) in kept]


def _in_time(rows: Iterable[Row]) -> list[Row]:
    """By date; rows of the same day in the order given (`rows_of` has put them as a case proceeds)."""
    return sorted(rows, key=lambda row: middle_of(row.when))


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date
    top: float
    bottom: float

    def y(self, day: date) -> float:
        """The height of a day, kept within the axis."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.top + min(max(share, 0), 1) * (self.bottom - self.top)


def timeline_picture(told: Told, anchors: Anchors) -> str:
    """The lanes' names, the picture, and what its signs mean."""
    drawing = _Drawing(told, anchors)
    first = told.rows[0].when.earliest or told.on
    title = f"{anchors.facts.title}, {first.year}–{told.on.year}"
    about = (
        f"{len(told.rows)} events from top to bottom, years to scale, with a lane for each main person and a bar for "
        "each time in prison and each term of office. The list says the same in words."
    )
    shown = picture("timeline-figure", _WIDTH, drawing.axis.bottom + 40, title, about, drawing.parts())
    return f"{drawing.legend()}{shown}{_key(told, anchors)}"


class _Drawing:
    def __init__(self, told: Told, anchors: Anchors) -> None:
        self.told, self.anchors = told, anchors
        self.fan = _FIRST + len(told.lanes) * _LANE
        self.marker_x = self.fan + _FAN
        self.dates = [wrapped(row.words, SIZES["d"], _DATE_WIDTH) for row in told.rows]
        self.text_x = self.marker_x + 12 + max(width_of(text, SIZES["d"]) for each in self.dates for text in each) + 14
        self.lines = [self.words(row) for row in told.rows]
        heights = [max(len(lines) * 17, len(dates) * 16) + _BETWEEN
                   for lines, dates in zip(self.lines, self.dates, strict=True)]  # fmt: skip
        first = date(min(middle_of(row.when) for row in told.rows).year, 1, 1)
        long = min(max((told.on.year - first.year) * 9.0, 0.0), 560.0)
        self.axis = _Axis(first, told.on, 12, 12 + max(sum(heights), long, 180.0))
        wanted = [self.axis.y(middle_of(row.when)) for row in told.rows]
        self.centres = spread(wanted, heights, 2, self.axis.bottom + 14)

    def words(self, row: Row) -> list[str]:
        """The row's words with its doubt and its sources, in lines."""
        doubt = f" ({row.doubt})" if row.doubt else ""
        text = f"{row.text}{doubt} {numbered(self.anchors.facts.cite(row.sources))}"
        return wrapped(text, SIZES["t"], _WIDTH - self.text_x - 4, bold=row.turning and not row.doubt, most=4)

    def tone(self, index: int) -> str:
        """The class of a lane's colour."""
        lane = self.told.lanes[index]
        return f"l{index}" if lane.note == "in prison" else "lm" if lane.owner else "lr"

    def x(self, index: int) -> float:
        """The middle of a lane."""
        return _FIRST + (index + 0.5) * _LANE

    def parts(self) -> Iterable[str]:
        """Everything, from the back to the front."""
        yield self.shapes()
        yield from self.years()
        for index, lane in enumerate(self.told.lanes):
            x = self.x(index)
            yield line([(x, self.axis.top), (x, self.axis.bottom)], f"lane {self.tone(index)}")
            busy = [self.axis.y(middle_of(row.when)) for row in self.told.rows if self.lane(row) <= index]
            for span in lane.spans:
                yield from self.bar(index, span, busy)
        for index, row in enumerate(self.told.rows):
            yield self.event(index, row)

    def lane(self, row: Row) -> int:
        """The number of the lane a row belongs to."""
        return lane_of(row, self.told.lanes)

    def years(self) -> Iterable[str]:
        """The axis: a line and a number every so many years, and the day it ends on."""
        axis = self.axis
        span = axis.last.year - axis.first.year + 1
        step = years_apart((axis.bottom - axis.top) / span, 44)
        for year in range(axis.first.year, axis.last.year + 1):
            if year == axis.first.year or (year % step == 0 and year - axis.first.year >= step):
                y = axis.y(date(year, 1, 1))
                yield line([(42, y), (self.fan, y)], "rule")
                yield set_text(36, y + 4, str(year), "r d")
        yield line([(42, axis.bottom), (self.fan, axis.bottom)], "rule end")
        yield set_text(0, axis.bottom + 26, in_words(When.day(self.told.on)), "b")

    def bar(self, index: int, span: Span, busy: Sequence[float]) -> Iterable[str]:
        """A stretch of time: pale where its ends are vague, dashed when it was undone, an arrow where it is open."""
        axis, x, half, tone = self.axis, self.x(index), _BAR / 2, self.tone(index)
        low, high, tip = max(axis.y(span.start), axis.top), axis.y(span.end), 9 if span.open else 0
        undone = " undone" if span.undone else ""
        point = f"l{-half:g} {tip}l{-half:g} {-tip}" if tip else f"h{-_BAR:g}"
        yield f'<path class="bar {tone}{undone}" d="M{x - half:g} {low:.5g}h{_BAR:g}V{high:.5g}{point}z"/>'
        sure = [axis.y(day) for day in span.sure]
        if sure[1] > sure[0] and not span.undone:
            end = point if span.open else f"h{-_BAR:g}"
            yield f'<path class="bar sure {tone}" d="M{x - half:g} {sure[0]:.5g}h{_BAR:g}V{sure[1]:.5g}{end}z"/>'
        edges = [low - 2, *sorted(y for y in busy if low - 8 < y < high + 8), high + 2]
        room = max(((a + 7, b - 7) for a, b in pairwise(edges)), key=lambda gap: gap[1] - gap[0])
        for words in span.words:
            if width_of(words, SIZES["u"]) + 4 <= room[1] - room[0]:
                y = (room[0] + room[1]) / 2
                yield set_text(x + 4, y, words, f"u m {tone}", f' transform="rotate(-90 {x + 4:g} {y:.5g})"')
                break

    def event(self, index: int, row: Row) -> str:
        """One event: its marker in its lane, a line to its row, its date, its words; a link to its claims."""
        lane, centre = self.lane(row), self.centres[index]
        x, level, tone = self.x(lane), self.axis.y(middle_of(row.when)), self.tone(lane)
        hollow = " hollow" if row.doubt or not (row.when.exact or row.when.interval) else ""
        soft = self.soft(x, row.when)
        stem = (
            f'<path class=stem d="M{x:g} {round(level, 1):g}H{self.fan + 2:g}'
            f'L{self.marker_x - 9:g} {round(centre, 1):g}h9"/>'
        )
        large = " big" if row.turning and not row.doubt else ""
        style = f"mark{large}{hollow}"
        marks = self.marker(lane, x, level, style) + self.marker(lane, self.marker_x, centre, style)
        top = centre - (len(self.dates[index]) - 1) * 8 + 4
        texts = [set_text(self.marker_x + 12, top + n * 16, text, "d") for n, text in enumerate(self.dates[index])]
        top = centre - (len(self.lines[index]) - 1) * 8.5 + 4.5
        style = "doubtful" if row.doubt else "t" if row.turning else ""
        texts += [set_text(self.text_x, top + n * 17, text, style) for n, text in enumerate(self.lines[index])]
        name = self.anchors.take(f"event-{row.things[0].rpartition('/')[2]}")
        inner = f"{soft}{stem}{marks}{''.join(texts)}"
        return linked(name, f"ev {tone}", inner, self.anchors.thing(row.things[0]))

    def soft(self, x: float, when: When) -> str:
        """A pale bar over the days a vague date may mean."""
        if when.earliest is None or when.latest is None or when.earliest == when.latest:
            return ""
        low, high = self.axis.y(when.earliest), self.axis.y(when.latest)
        return f'<path class=soft d="M{x - 3:g} {low:.5g}h6V{high:.5g}h-6z"/>' if high > low + 1 else ""

    def marker(self, lane: int, x: float, y: float, style: str) -> str:
        """A marker of the lane's shape, one of those `shapes` defines."""
        shape, chosen = self.told.lanes[lane].marker, f'"{style}"' if " " in style else style
        return f"<use href=#mark-{shape} x={round(x, 1):g} y={round(y, 1):g} class={chosen} />"

    def shapes(self) -> str:
        """The outlines of the markers in use."""
        used = sorted({lane.marker for lane in self.told.lanes})
        outlines = "".join(f'<path id=mark-{shape} d="{_MARKERS[shape]}"/>' for shape in used)
        return f"<defs>{outlines}</defs>"

    def legend(self) -> str:
        """Each lane's marker and name."""
        items = []
        for index, lane in enumerate(self.told.lanes):
            mark = self.marker(index, 7, 7, f"mark {self.tone(index)}")
            items.append(f"<li><svg width=14 height=14 aria-hidden=true>{mark}</svg> {escape(lane.name)}</li>")
        return f"<ul class=legend>{''.join(items)}</ul>"


def timeline_list(told: Told, anchors: Anchors) -> str:
    """Every event in words, with what stands out, what is vague and what is in doubt said and marked."""
    items = []
    for row in told.every:
        words = anchors.link(row.things[0], row.text)
        shown = f"<b>{words}</b>" if row.turning and not row.doubt else words
        if row.doubt:
            shown = f"<i>{words}</i> <b class=no>{row.doubt}</b>"
        vague = "" if row.when.exact or row.when.interval else " class=vague"
        doubt = " class=doubt" if row.doubt else vague
        marks = anchors.numbers(anchors.facts.cite(row.sources))
        items.append(f"<li{doubt}><span class=d>{escape(row.words)}</span> {shown} {marks}</li>")
    return f"<ol class=events>{''.join(items)}</ol>"


def _key(told: Told, anchors: Anchors) -> str:
    """What the signs mean, what the bars rest on, and how many events are left out."""
    parts = ["Bold: turning point.", "Hollow marker: date not known to the day; the pale bar shows its range."]
    if any(row.doubt for row in told.rows):
        parts.append("Italic: only reported, or disputed.")
    bars = []
    for lane in told.lanes:
        sources = dict.fromkeys(source for span in lane.spans for source in span.sources)
        cited = anchors.numbers(anchors.facts.cite(sources))
        if cited:
            whose = f"{surname(lane.name)} {lane.note}" if lane.note == "in prison" else lane.note
            bars.append(f"{escape(visible(whose))} {cited}")
    if bars:
        parts.append(f"{'Bar' if len(bars) == 1 else 'Bars'}: {'; '.join(bars)}.")
    left = len(told.every) - len(told.rows)
    if left:
        parts.append(
            f"The list holds {left} more {'row' if left == 1 else 'rows'}, among them other tellings of these events."
        )
    return f"<p class=key>{' '.join(parts)}</p>"
