"""A sheet of paper: text, lines and boxes placed in points from its top left corner, as matplotlib artists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from .shapes import outline, padding
from .style import ASCENT, CLASS_WORD, INK, LEADING, MUTED, PAPER, Ink, Type, balanced, clean, text_width, wrap
from .typefaces import MISSING, font, font_file, runs, width_of_hundred

__all__ = [
    "MARGIN",
    "Box",
    "Line",
    "Sheet",
    "Source",
    "heading_height",
    "make_box",
    "place_sources",
    "source_columns",
    "sources_height",
]

MARGIN = 26.0
_AFTER_WORD = 2.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text inside a box."""

    text: str
    type: Type


@dataclass(frozen=True, slots=True)
class Box:
    """A box whose size fits its lines; (x, y) is its top left corner."""

    id: str
    kind: str
    ink: Ink
    lines: tuple[Line, ...]
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

    def at(self, x: float, y: float, width: float = 0) -> "Box":
        """The same box at another place, perhaps wider."""
        return replace(self, x=x, y=y, width=max(width, self.width))


def make_box(
    id: str,  # noqa: A002
    kind: str,
    ink: Ink,
    word: str,
    paragraphs: Sequence[tuple[str, Type]],
    width: float,
) -> Box:
    """A box of `kind` with its class word and paragraphs, wrapped at `width` points and fitted around them.

    Examples:
        >>> from .style import SOVEREIGN
        >>> box = make_box("US-WI", "sovereign", SOVEREIGN, "SOVEREIGN", [("State of Wisconsin", Type())], 200)
        >>> [line.text for line in box.lines]
        ['SOVEREIGN', 'State of Wisconsin']
    """
    lines = [Line(text, CLASS_WORD.of(ink.line)) for text in wrap(word, CLASS_WORD, width)]
    for text, style in paragraphs:
        if text:
            lines += [Line(part, style) for part in balanced(text, style, width)]
    left, right, above, below = padding(kind)
    widest = max(text_width(line.text, line.type) for line in lines)
    height = sum(line.type.line for line in lines) + above + below + _AFTER_WORD
    return Box(id, kind, ink, tuple(lines), widest + left + right, height)


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered document below a figure."""

    number: int
    label: str
    url: str = ""


@dataclass
class Sheet:
    """A figure being drawn.

    Attributes:
        width, height: in points.
        title: what the saved file calls itself.
        kind: of figure: timeline, path, network, power.
    """

    width: float
    height: float
    title: str
    kind: str = ""
    figure: Figure = field(init=False)

    def __post_init__(self) -> None:
        self.figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=100, facecolor=PAPER)
        self.figure.set_label(clean(self.title))
        self.figure.set_gid(self.kind or None)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self._ids: dict[str, int] = {}
        self.lacking = False

    def id(self, kind: str, name: str) -> str:
        """An id for an element of the saved file, never given twice."""
        made = f"{kind}-{re.sub(r'[^A-Za-z0-9_.-]+', '-', name)}"
        self._ids[made] = self._ids.get(made, 0) + 1
        return made if self._ids[made] == 1 else f"{made}-{self._ids[made]}"

    def add(self, artist: Artist) -> None:
        """Add an artist placed in points; it needs no clipping, and clip paths would only make files larger."""
        artist.set_transform(self.axes.transData)
        self.figure.add_artist(artist, clip=False)

    def text(self, x: float, y: float, text: str, style: Type, align: str = "left", **more: Any) -> Text:
        """Set one line of text whose top is at `y`; where it needs several fonts, the last part is given back."""
        shown = clean(text)
        self.lacking |= MISSING in shown
        parts = list(runs(shown, style.bold, style.italic)) or [("", font_file(style.bold, style.italic))]
        if len(parts) > 1:
            x -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * text_width(shown, style)
            align = "left"
        for part, file in parts:
            artist = self._run(x, y, part, file, style, align, **more)
            x += width_of_hundred(part, style.bold, style.italic) * style.size / 100
        return artist

    def _run(self, x: float, y: float, text: str, file: Path, style: Type, align: str, **more: Any) -> Text:
        artist = Text(
            x, y + style.size * (ASCENT + (LEADING - 1.26) / 2), text,
            fontproperties=font(file, style.bold, style.italic), color=style.colour,
            ha=align, va="baseline", parse_math=False, zorder=6, **more,
        )  # fmt: skip
        artist.set_fontsize(style.size)
        self.add(artist)
        return artist

    def upright(self, x: float, y: float, text: str, style: Type) -> None:
        """Set one line of text that reads upwards, its middle at (x, y)."""
        artist = self.text(x, y, text, style, align="center", rotation=90)
        artist.set_position((x, y))
        artist.set_verticalalignment("center")

    def block(self, x: float, y: float, text: str, style: Type, width: float) -> float:
        """Set a text in lines of at most `width`; the y below it is given back."""
        for part in wrap(text, style, width):
            self.text(x, y, part, style)
            y += style.line
        return y

    def line(
        self,
        points: Sequence[Point],
        colour: str = INK,
        width: float = 1.0,
        *,
        gid: str = "",
        dashed: bool = False,
        zorder: float = 2,
        alpha: float = 1,
        label: str = "",
    ) -> None:
        """Draw a line through `points`; `label` names the edge it is part of for the audit."""
        artist = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linewidth=width,
            linestyle=(0, (4, 2.5)) if dashed else "solid",
            solid_capstyle="projecting",
            solid_joinstyle="miter",
            zorder=zorder,
            alpha=alpha,
        )
        if gid:
            artist.set_gid(gid)
        artist.set_label(label)
        self.add(artist)

    def shape(
        self,
        points: Sequence[Point],
        ground: str,
        line: str,
        *,
        weight: float = 1.0,
        gid: str = "",
        dashed: bool = False,
        zorder: float = 3,
        label: str = "",
    ) -> None:
        """Draw a closed outline; `label` names its class for the audit."""
        style = (0, (4, 2.5)) if dashed else "solid"
        patch = Polygon(points, closed=True, fc=ground, ec=line, lw=weight, ls=style, joinstyle="miter", zorder=zorder)
        if gid:
            patch.set_gid(gid)
        patch.set_label(label)
        self.add(patch)

    def arrow(self, points: Sequence[Point], ink: Ink, name: str, *, width: float = 1.3) -> None:
        """Draw an edge with an arrowhead at its last point, level with the point before."""
        (x, y), size = points[-1], 3.4 + width
        size = size if points[-2][0] <= x else -size
        self.edge([*points[:-1], (x - size, y)], ink, name, width=width)
        half = abs(size) * 0.7
        self.shape([(x, y), (x - size * 1.6, y - half), (x - size * 1.6, y + half)], ink.line, ink.line)

    def edge(self, points: Sequence[Point], ink: Ink, name: str, *, width: float = 1.3) -> None:
        """Draw a stretch of the edge or bundle `name`; stretches of one name may meet and share their way."""
        gid = self.id("edge", name)
        self.line(points, ink.line, width, gid=gid, dashed=ink.dashed, label=name)

    def box(self, box: Box) -> None:
        """Draw a box and its text, each line centred."""
        ink = box.ink
        corners = outline(box.kind, box.x, box.y, box.width, box.height)
        self.shape(corners, ink.ground, ink.line, weight=ink.weight, gid=self.id("node", box.id),
                   dashed=ink.dashed, zorder=4, label=box.kind)  # fmt: skip
        left, right, above, below = padding(box.kind)
        spare = box.height - above - below - _AFTER_WORD - sum(line.type.line for line in box.lines)
        centre, y = box.x + left + (box.width - left - right) / 2, box.y + above + spare / 2
        for line in box.lines:
            self.text(centre, y, line.text, line.type, align="center")
            y += line.type.line + (_AFTER_WORD if line is box.lines[0] else 0)

    def heading(self, kicker: str, title: str, subtitle: str) -> float:
        """Set question, title and subtitle at the top; the y below them is given back."""
        width, y = self.width - 2 * MARGIN, MARGIN - 6
        for text, style in heading_lines(kicker, title, subtitle):
            for part in (balanced if style.bold else wrap)(text, style, width):
                self.text(MARGIN, y, part, style)
                y += style.line
        return y

    def sources(self, y: float, sources: Sequence[Source], columns: int) -> None:
        """Set the numbered list of sources in columns; where letters are missing, say so below it."""
        for x, top, mark, text, url in place_sources(sources, self.width, columns):
            if mark:
                self.text(x, y + top, mark, _SMALL)
            self.text(x + 24, y + top, text, _SMALL, url=url if url.startswith(("https://", "http://")) else None)
        if self.lacking:
            self._confess(y + sources_height(sources, self.width, columns) + 4)

    def _confess(self, y: float) -> None:
        """Lengthen the sheet by a line on the letters that no font on this machine has."""
        told = (
            f"{MISSING} stands for a letter that no font on this machine has. "
            "Install one that has it, such as Noto Sans CJK, and draw again."
        )
        lines = wrap(told, _SMALL, self.width - 2 * MARGIN)
        self.height = max(self.height, y + len(lines) * _SMALL.line + MARGIN - 8)
        self.figure.set_size_inches(self.width / 72, self.height / 72)
        self.axes.set_ylim(self.height, 0)
        for index, line in enumerate(lines):
            self.text(MARGIN, y + index * _SMALL.line, line, _SMALL)


_SMALL = Type(8, colour=MUTED)


def heading_lines(kicker: str, title: str, subtitle: str) -> list[tuple[str, Type]]:
    """The lines of a heading with the typeface of each."""
    lines = [(kicker, Type(9, colour=MUTED)), (title, Type(16, bold=True)), (subtitle, Type(9.5, colour=MUTED))]
    return [line for line in lines if line[0]]


def heading_height(width: float, kicker: str, title: str, subtitle: str) -> float:
    """How far down a heading reaches on a sheet of `width`, in points."""
    lines = heading_lines(kicker, title, subtitle)
    return MARGIN - 6 + sum(len(wrap(text, style, width - 2 * MARGIN)) * style.line for text, style in lines)


def source_columns(width: float) -> int:
    """In how many columns the sources of a sheet of `width` points are set."""
    return 1 + (width > 620) + (width > 1100) + (width > 1500)


def place_sources(sources: Sequence[Source], width: float, columns: int) -> list[tuple[float, float, str, str, str]]:
    """Where each line of the list of sources goes: (x, y below its top, number, text, address)."""
    gutter = 18.0
    column = (width - 2 * MARGIN - gutter * (columns - 1)) / columns
    blocks = [(source, wrap(source.label, _SMALL, column - 24)) for source in sources]
    share = -(-sum(len(lines) for _, lines in blocks) // columns)
    placed, index, row = [], 0, 0
    for source, lines in blocks:
        if row and row + len(lines) / 2 > share and index < columns - 1:
            index, row = index + 1, 0
        for number, text in enumerate(lines):
            mark = "" if number else f"[{source.number}]"
            placed.append((MARGIN + index * (column + gutter), row * _SMALL.line, mark, text, source.url))
            row += 1
    return placed


def sources_height(sources: Sequence[Source], width: float, columns: int) -> float:
    """How tall the list of sources is, in points."""
    return max((y for _, y, *_ in place_sources(sources, width, columns)), default=-_SMALL.line) + _SMALL.line
