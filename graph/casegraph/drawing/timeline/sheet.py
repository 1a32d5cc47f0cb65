"""What a timeline prints in either orientation: numbered sources, the key, markers, pale colours."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from matplotlib.lines import Line2D

from ...words import numbered
from ..paint.sheet import MARGIN, Sheet, Source
from ..paint.style import MUTED, PAPER, Type, text_width, wrap
from .lanes import Lane
from .rows import Row, surname

__all__ = ["BAR_TEXT", "KEY", "NAME", "TimelineSheet", "gaps", "mix"]

BAR_TEXT, KEY, NAME = Type(8), Type(8, colour=MUTED), Type(9, bold=True)


class TimelineSheet:
    """The parts portrait and landscape share.

    Attributes:
        lanes, rows: what to draw.
        on: the day it ends.
        heading: the line above the title, the title, the line below it.
        left_out: how many events found no room.
        undated: what happened on a day that is not on record.
    """

    width = 700.0

    def __init__(
        self, lanes: list[Lane], rows: list[Row], on: date, heading: tuple[str, str, str], left_out: int,
        undated: Sequence[Row] = (),
    ) -> None:  # fmt: skip
        self.lanes, self.rows, self.on, self.heading, self.left_out = lanes, rows, on, heading, left_out
        self.undated = undated
        self.numbers: dict[str, Source] = {}

    @property
    def sources(self) -> list[Source]:
        """The documents cited so far, by number."""
        return sorted(self.numbers.values(), key=lambda source: source.number)

    def marks(self, sources: Sequence[tuple[str, str, str]]) -> str:
        """The numbers of the sources, given out in order of first use."""
        for iri, name, url in sources:
            self.numbers.setdefault(iri, Source(len(self.numbers) + 1, name, url))
        return numbered(self.numbers[iri].number for iri, _, _ in sources)

    def words(self, row: Row) -> str:
        """What happened, with a word of doubt where there is one, and the sources."""
        text = f"{row.text} ({row.doubt})" if row.doubt else row.text
        return f"{text} {self.marks(row.sources)}".rstrip()

    def key_lines(self) -> list[str]:
        """What the signs mean, and what the bars rest on."""
        parts = ["Bold: turning point.", "Hollow marker: date not known to the day; the pale bar shows its range."]
        if any(row.doubt for row in self.rows):
            parts.append("Italic and hollow: only reported, or disputed.")
        bars = []
        for lane in self.lanes:
            cited = self.marks(tuple(dict.fromkeys(source for span in lane.spans for source in span.sources)))
            if cited:
                whose = f"{surname(lane.name)} {lane.note}" if lane.note == "in prison" else lane.note
                bars.append(f"{whose} {cited}")
        if bars:
            parts.append(f"{'Bar' if len(bars) == 1 else 'Bars'}: {'; '.join(bars)}.")
        if self.undated:
            parts.append(f"On a day not on record: {'; '.join(map(self.words, self.undated))}.")
        if self.left_out:
            more = "one more event is" if self.left_out == 1 else f"{self.left_out} more events are"
            parts.append(f"For want of room {more} left out.")
        return wrap(" ".join(parts), KEY, self.width - 2 * MARGIN)

    def legend_rows(self) -> list[list[tuple[float, int]]]:
        """The lanes' names in rows: (x, number of the lane)."""
        rows: list[list[tuple[float, int]]] = [[]]
        x = MARGIN
        for index, lane in enumerate(self.lanes):
            width = 16 + text_width(lane.name, NAME) + 18
            if rows[-1] and x + width > self.width - MARGIN:
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
                for part in wrap(lane.name, NAME, self.width - 2 * MARGIN - 20, most=1):
                    sheet.text(x + 14, y, part, NAME.of(lane.colour))

    @staticmethod
    def hollow(row: Row) -> bool:
        """Is the marker of a row hollow: is the day vague, or the event in doubt?"""
        return bool(row.doubt) or not (row.when.exact or row.when.interval)

    def marker(self, sheet: Sheet, x: float, y: float, lane: Lane, *, hollow: bool, size: float, gid: str = "") -> None:
        """A marker of the lane's shape."""
        artist = Line2D([x], [y], marker=lane.marker, markersize=size, markeredgewidth=1.2, linestyle="none",
                        markeredgecolor=lane.colour, markerfacecolor=PAPER if hollow else lane.colour,
                        zorder=5)  # fmt: skip
        if gid:
            artist.set_gid(gid)
        sheet.add(artist)


def gaps(low: float, high: float, busy: Sequence[float]) -> list[tuple[float, float]]:
    """The stretches between `low` and `high` that keep clear of what is at `busy`.

    Examples:
        >>> gaps(0, 100, [50])
        [(0, 44), (56, 100)]
    """
    edges = [low - 6, *sorted(busy), high + 6]
    return [(a + 6, b - 6) for a, b in pairwise(edges) if b - a > 12]


def mix(colour: str, share: float) -> str:
    """A colour thinned with white.

    Examples:
        >>> mix("#000000", 0.5)
        '#808080'
    """
    parts = [int(colour[index : index + 2], 16) for index in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
