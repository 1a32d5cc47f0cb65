"""Inline SVG: boxes whose shape and class word say what they are, edges, text that stays text.

Colours are classes, so that the style sheet gives them for light, dark and print; every length is in CSS pixels.
"""

import html
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..drawing.paint.shapes import outline, padding
from ..words import escape, visible
from .anchors import Anchors
from .text import width_of, wrapped

__all__ = [
    "SIZES",
    "Box",
    "Line",
    "Point",
    "arrow",
    "box_of",
    "draw_box",
    "head",
    "line",
    "linked",
    "picture",
    "set_text",
]

SIZES = {"": 13.0, "b": 13.0, "k": 11.0, "s": 12.0, "i": 12.0, "no": 13.0, "d": 12.0, "t": 13.0, "u": 11.5}
"""Class of a text → size of its type, in pixels; the style sheet says the same."""
_BOLD = ("b", "k", "no", "t")
_LEADING = 1.3
_SHAPES = {
    "person": "person", "charge": "gap", "conviction": "conviction", "court": "court", "sovereign": "sovereign",
    "power": "power", "authority": "authority", "petition": "petition", "work": "gap", "event": "gap",
    "thing": "gap",
}  # fmt: skip
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text inside a box and its class: b bold, k class word, s small, i italic, no a refusal."""

    text: str
    style: str
    goes_on: bool = False

    @property
    def size(self) -> float:
        """Of the type, in pixels."""
        return SIZES[self.style]

    @property
    def height(self) -> float:
        """Of the line, in pixels."""
        return self.size * _LEADING


@dataclass(frozen=True, slots=True)
class Box:
    """A box fitted around its lines; (x, y) is its top left corner, `tone` a class beside its kind."""

    iri: str
    kind: str
    tone: str
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
        """The same box elsewhere, perhaps wider."""
        return replace(self, x=x, y=y, width=max(width, self.width))


def box_of(iri: str, kind: str, word: str, paragraphs: Iterable[tuple[str, str]], width: float, tone: str = "") -> Box:
    """A box with its class word and its paragraphs (text, class), wrapped at `width` pixels.

    Examples:
        >>> box = box_of("x", "sovereign", "sovereign", [("State of Wisconsin", "")], 300)
        >>> [line.text for line in box.lines]
        ['SOVEREIGN', 'State of Wisconsin']
    """
    lines = _lines(wrapped(word.upper(), SIZES["k"], width, bold=True), "k")
    for text, style in paragraphs:
        if visible(text):
            parts = wrapped(text, SIZES[style], width, bold=style in _BOLD, most=8)
            lines += _lines(parts, style)
    left, right, above = _padding(kind)
    widest = max(width_of(each.text, each.size, bold=each.style in _BOLD, italic=each.style == "i") for each in lines)
    height = sum(each.height for each in lines) + 2 * above + 2
    return Box(iri, kind, tone, tuple(lines), round(widest + left + right), round(height))


def _lines(parts: Iterable[str], style: str) -> list[Line]:
    return [Line(part, style, goes_on=index > 0) for index, part in enumerate(parts)]


def _spoken(box: Box) -> str:
    """What a box says, paragraph by paragraph, in one line."""
    told = ""
    for each in box.lines:
        text = each.text.lower() if each.style == "k" else each.text
        told += f" {text}" if each.goes_on else f", {text}" if told else text.capitalize()
    return told


def _padding(kind: str) -> tuple[float, float, float]:
    own = {"person": (13.0, 13.0, 8.0), "court": (12.0, 12.0, 12.0), "petition": (12.0, 14.0, 8.0)}
    return own.get(kind) or padding(_SHAPES[kind])[:3]


def _path(box: Box) -> str:
    x, y, w, h = box.x, box.y, box.width, box.height
    if box.kind == "person":
        return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="12"/>'
    if box.kind == "court":
        corners = [(x, y + 8), (x + w / 2, y), (x + w, y + 8), (x + w, y + h), (x, y + h)]
    elif box.kind == "petition":
        corners = outline("petition", x, y, w, h)
    else:
        corners = outline(_SHAPES[box.kind], x, y, w, h)
    return f'<path d="{_closed(corners)}"/>'


def _closed(corners: Sequence[Point]) -> str:
    return "M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in corners) + "Z"


def draw_box(box: Box, anchors: Anchors, prefix: str) -> str:
    """The box as a link to its claims, with an id and a title of its own."""
    left, right, above = _padding(box.kind)
    centre, y = box.x + left + (box.width - left - right) / 2, box.y + above
    texts = []
    for index, each in enumerate(box.lines):
        texts.append(set_text(centre, y + each.size, each.text, f"m {each.style}".strip()))
        y += each.height + (2 if index == 0 else 0)
    name = anchors.take(f"{prefix}-{box.iri.rpartition('/')[2]}")
    inner = f"<title>{html.escape(_spoken(box))}</title>{_path(box)}{''.join(texts)}"
    return linked(name, f"n {box.kind} {box.tone}".strip(), inner, anchors.thing(box.iri))


def linked(name: str, style: str, inner: str, target: str) -> str:
    """A group with an id and a class that leads to the claims of a thing, when the page holds any."""
    tag, more = ("a", f" href=#{target}") if target else ("g", "")
    return f'<{tag} id={name} class="{style}"{more}>{inner}</{tag}>'


def set_text(x: float, y: float, text: str, style: str = "", turn: str = "") -> str:
    """One line of text with its baseline at `y`; text read from right to left is set apart from what stands beside."""
    chosen = f' class="{style}"' if style else ""
    shown = html.escape(visible(text), quote=False)
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text):
        shown = f'<tspan unicode-bidi="isolate">{shown}</tspan>'
    return f"<text x={x:.0f} y={y:.0f}{chosen}{turn}>{shown}</text>"


def line(points: Sequence[Point], style: str) -> str:
    """A line through the points."""
    return f'<path class="{style}" d="M{"L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in points)}"/>'


def arrow(points: Sequence[Point], style: str) -> str:
    """A line with an arrowhead at its last point, in the direction of its last stretch."""
    (x0, y0), (x, y) = points[-2:]
    length = max(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5, 0.01)
    dx, dy = (x - x0) / length * 8, (y - y0) / length * 8
    stem = [*points[:-1], (x - dx * 0.7, y - dy * 0.7)]
    return f"{line(stem, style)}{head(x, y, dx, dy, style)}"


def head(x: float, y: float, dx: float, dy: float, style: str) -> str:
    """An arrowhead with its tip at (x, y) that points along (dx, dy) and is as long."""
    corners = [(x, y), (x - dx - dy * 0.45, y - dy + dx * 0.45), (x - dx + dy * 0.45, y - dy - dx * 0.45)]
    return f'<path class="h {style}" d="{_closed(corners)}"/>'


def picture(name: str, width: float, height: float, title: str, about: str, parts: Iterable[str]) -> str:
    """A whole picture: its size, its title and what it shows in words, then its parts."""
    return (
        f'<svg id="{name}" role="group" aria-labelledby="{name}-t" aria-describedby="{name}-d" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(about)}</desc>{"".join(parts)}</svg>'
    )
