"""A scene painted as inline SVG for a page: small, its text text, its boxes and events links, its colours classes.

The style sheet of the page gives the colours for light, dark and print. What figures measure in points is drawn at the
same size: the picture is 4/3 as many pixels wide.
"""

import html
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Protocol

from ...words import visible
from ..scene import Box, Item, Line, Mark, Point, Scene, Shape, Text
from . import style as look
from .style import Type

__all__ = ["Links", "picture", "tone_of"]

_TONES = {
    look.INK: "", look.MUTED: "d", look.EXCLUDED.text: "d", look.REFUSAL: "no", look.RULE: "rule",
    look.EXCLUDED.line: "out", look.GREYED.line: "gone", look.CONVICTION.line: "conviction",
    look.SOVEREIGN.line: "sovereign", look.POWER.line: "power", look.AUTHORITY.line: "authority",
    look.PERSON.line: "person", look.COURT.line: "court", look.PETITION.line: "petition",
    "#8a4600": "l1", "#5a2d82": "l2", "#00645c": "l3", "#2c6428": "lm",
}  # fmt: skip
"""Colour → the class that the style sheet of the page knows it by."""
_SIZES = {8: "z8", 8.5: "z85", 9: "", 9.5: "z95", 10: "z10"}
"""Size of type, in points → its class."""
_MARKS = {
    "o": "M-2.3 0a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0z",
    "s": "M-2.3-2.3h4.6v4.6h-4.6z",
    "p": "M0-2.8l2.8 2.2-1.1 2.8h-3.4l-1.1-2.8z",
    "h": "M0-2.8l2.5 1.4v2.8L0 2.8l-2.5-1.4v-2.8z",
    "D": "M0-3l3 3-3 3-3-3z",
    "v": "M-2.6-2.3h5.2L0 2.5z",
    "^": "M-2.6 2.3h5.2L0-2.5z",
    "<": "M2.3-2.6v5.2L-2.5 0z",
    ">": "M-2.3-2.6v5.2L2.5 0z",
    "d": "M0-3.2l1.9 3.2L0 3.2l-1.9-3.2z",
    "P": "M-.9-2.7h1.8v1.8h1.8v1.8h-1.8v1.8h-1.8v-1.8h-1.8v-1.8h1.8z",
}
"""Shape of a marker → its outline around (0, 0)."""
_MARK_IDS = {shape: f"mark-{index}" for index, shape in enumerate(_MARKS)}
"""Shape of a marker → its id, which needs no quotation marks in a page: `>` would end the tag."""
_FRONT = 6.0


class Links(Protocol):
    """What a page knows of its ids."""

    def take(self, name: str) -> str:
        """An id made of `name` that no other element of the page has."""

    def href(self, iri: str) -> str:
        """Where a thing is told of, as the value of an attribute, or "" for nowhere."""


def picture(scene: Scene, name: str, title: str, about: str, links: Links) -> str:
    """The scene as an `svg` element.

    Args:
        scene: what to paint.
        name: its id.
        title: what it comes to.
        about: what it shows, in words.
        links: gives out ids, and knows where the page tells of a thing.
    """
    wide, tall = ceil(scene.width) + 2, ceil(scene.height) + 2  # outlines reach half their width beyond the corners
    used = sorted({item.shape for item in scene.items if isinstance(item, Mark)})
    marks = "".join(f'<path id={_MARK_IDS[shape]} d="{_MARKS[shape]}"/>' for shape in used)
    items = sorted(scene.items, key=_order)
    group = _Group("path" if scene.kind == "path" else "node", links)
    parts = "".join(group.drawn(thing, list(members)) for thing, members in groupby(items, key=_thing))
    return (
        f'<svg id="{name}" role="group" aria-labelledby="{name}-t" aria-describedby="{name}-d" '
        f'viewBox="-1 -1 {wide} {tall}" width="{ceil(wide * 4 / 3)}" height="{ceil(tall * 4 / 3)}">'
        f'<title id="{name}-t">{_escaped(title)}</title><desc id="{name}-d">{_escaped(about)}</desc>'
        f"{f'<defs>{marks}</defs>' if marks else ''}{parts}</svg>"
    )


def tone_of(box: Box) -> str:
    """The classes of a box: its kind, and `gone`, `out` or `thin` where it is greyed, dashed or no decider.

    Examples:
        >>> from .style import EXCLUDED
        >>> tone_of(Box("x", "authority", EXCLUDED, (), (), 1, 1))
        'authority out'
    """
    tone = {look.GREYED: "gone", look.EXCLUDED: "out", look.ADVICE: "thin"}.get(box.ink, "")
    return f"{box.kind} {tone}".strip()


def _order(item: Item) -> float:
    """What belongs to one thing stands together, in front of lines and bars."""
    if isinstance(item, Box):
        return 4.0
    return _FRONT if isinstance(item, Text | Mark) or _thing(item) else item.order


def _thing(item: Item) -> str:
    return "" if isinstance(item, Box | Line) else item.thing


class _Group:
    """Paints what belongs to one thing as a group that leads to what the page tells of it."""

    def __init__(self, prefix: str, links: Links) -> None:
        self.prefix, self.links = prefix, links

    def drawn(self, thing: str, items: Sequence[Item]) -> str:
        """Items of one thing; with no thing, each by itself."""
        if not thing:
            return "".join(self.box(item) if isinstance(item, Box) else _drawn(item) for item in items)
        colour = next(item.colour for item in items if isinstance(item, Mark))
        inner = "".join(_drawn(item, colour) for item in items if not isinstance(item, Box))
        return self.linked("event", f"ev {_TONES[colour]}", inner, thing)

    def box(self, box: Box) -> str:
        """The outline of a box and its lines."""
        outline, *lines = box.parts()
        assert isinstance(outline, Shape)
        texts = "".join(_text(line, box.ink.line) for line in lines if isinstance(line, Text))
        return self.linked(self.prefix, f"n {tone_of(box)}", f'<path d="{_path(outline.corners)}Z"/>{texts}', box.id)

    def linked(self, prefix: str, style: str, inner: str, thing: str) -> str:
        """A group with an id; a link when the page tells anything of the thing."""
        target, name = self.links.href(thing), self.links.take(f"{prefix}-{thing.rpartition('/')[2]}")
        tag, more = ("a", f" href={target}") if target else ("g", "")
        return f'<{tag} id={name} class="{style}"{more}>{inner}</{tag}>'


def _drawn(item: Text | Line | Shape | Mark, own: str = "") -> str:
    """One item; `own` is the colour of the group it stands in."""
    if isinstance(item, Text):
        return _text(item, own)
    if isinstance(item, Line):
        return _line(item)
    if isinstance(item, Mark):
        size = "big" if item.size > 5 else ""
        style = _classes("mark", size, "hollow" if item.hollow else "", "" if own else _TONES[item.colour])
        return f"<use href=#{_MARK_IDS[item.shape]} x={_n(item.x)} y={_n(item.y)}{style} />"
    if item.thing:
        return f'<path class=soft d="{_path(item.corners)}Z"/>'
    style = _classes("bar", "sure" if item.tint < 1 else "", "dash" if item.dashed else "", _TONES[item.line])
    return f'<path{style} d="{_path(item.corners)}Z"/>'


def _line(item: Line) -> str:
    thin = "thin" if item.width < 1.2 else ""
    kinds = ("e", thin) if item.name else ("stem",)
    tone = _TONES[item.colour]
    drawn = f'<path{_classes(*kinds, "dash" if item.dashed else "", tone)} d="{_path(item.stem)}"/>'
    return f'{drawn}<path{_classes("h", tone)} d="{_path(item.arrowhead)}Z"/>' if item.head else drawn


def _text(item: Text, own: str) -> str:
    """One line of text; text read from right to left is set apart from what stands beside it."""
    shown = _escaped(item.text)
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in item.text):
        shown = f'<tspan unicode-bidi="isolate">{shown}</tspan>'
    turn, y = "", item.baseline
    if item.upright:
        y = item.y + item.type.size * 0.36
        turn = f' transform="rotate(-90 {_n(item.x)} {_n(item.y)})"'
    align = {"left": "", "center": "m", "right": "r"}[item.align]
    style = _classes(align, *_face(item.type, own))
    return f"<text x={_n(item.x)} y={_n(y)}{style}{turn}>{shown}</text>"


def _face(style: Type, own: str) -> Iterator[str]:
    """The classes of a typeface."""
    yield _SIZES[style.size]
    yield "b" if style.bold else ""
    yield "i" if style.italic else ""
    tone = _TONES[style.colour]
    yield tone if tone in ("", "d", "no") else "c" if style.colour == own else f"c {tone}"


def _classes(*names: str) -> str:
    chosen = " ".join(name for name in names if name)
    return f' class="{chosen}"' if " " in chosen else f" class={chosen}" if chosen else ""


def _path(points: Iterable[Point]) -> str:
    """A line through the points, level and upright stretches told by one number."""
    told: list[str] = []
    last = ("", "")
    for x, y in ((_n(x), _n(y)) for x, y in points):
        if not told:
            told.append(f"M{x} {y}")
        elif (x, y) != last:
            told.append(f"V{y}" if x == last[0] else f"H{x}" if y == last[1] else f"L{x} {y}")
        last = (x, y)
    return "".join(told)


def _n(value: float) -> str:
    return f"{round(value, 1):g}"


def _escaped(text: str) -> str:
    return html.escape(visible(text), quote=False)
