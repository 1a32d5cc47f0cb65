"""The outlines that tell classes of boxes apart without colour, and how much room each leaves for text."""

from collections.abc import Callable
from itertools import pairwise
from math import cos, pi, sin

__all__ = ["SHAPES", "outline", "padding", "side"]

Points = list[tuple[float, float]]


def _octagon(w: float, h: float) -> Points:
    c = min(10.0, h / 4)
    return [(c, 0), (w - c, 0), (w, c), (w, h - c), (w - c, h), (c, h), (0, h - c), (0, c)]


def _tag(w: float, h: float) -> Points:
    p = min(14.0, h / 2)
    return [(0, 0), (w - p, 0), (w, h / 2), (w - p, h), (0, h)]


def _hexagon(w: float, h: float) -> Points:
    p = 13.0
    return [(p, 0), (w - p, 0), (w, h / 2), (w - p, h), (p, h), (0, h / 2)]


def _tab(w: float, h: float) -> Points:
    t, c = min(58.0, w / 2), 7.0
    return [(0, 0), (t, 0), (t + c, c), (w, c), (w, h), (0, h)]


def _folded(w: float, h: float) -> Points:
    c = min(13.0, h / 3)
    return [(0, 0), (w - c, 0), (w - c, c), (w, c), (w - c, 0), (w, c), (w, h), (0, h)]


def _plain(w: float, h: float) -> Points:
    return [(0, 0), (w, 0), (w, h), (0, h)]


def _rounded(w: float, h: float, radius: float = 9.0) -> Points:
    r = min(radius, w / 2, h / 2)
    corners = (((w - r, r), -90), ((w - r, h - r), 0), ((r, h - r), 90), ((r, r), 180))
    turns = [(centre, (start + 15 * step) * pi / 180) for centre, start in corners for step in range(7)]
    return [(x + r * cos(turn), y + r * sin(turn)) for (x, y), turn in turns]


def _capsule(w: float, h: float) -> Points:
    return _rounded(w, h, 24.0)


def _gabled(w: float, h: float) -> Points:
    roof = 9.0
    return [(0, roof), (w / 2, 0), (w, roof), (w, h), (0, h)]


def _slanted(w: float, h: float) -> Points:
    lean = 10.0
    return [(lean, 0), (w, 0), (w - lean, h), (0, h)]


SHAPES: dict[str, tuple[Callable[[float, float], Points], float, float, float, float]] = {
    "person": (_rounded, 11, 11, 7, 7),
    "charge": (_plain, 11, 11, 7, 7),
    "conviction": (_octagon, 12, 12, 8, 8),
    "court": (_gabled, 11, 11, 12, 7),
    "sovereign": (_tag, 11, 18, 8, 8),
    "power": (_tab, 12, 12, 12, 8),
    "authority": (_hexagon, 19, 19, 8, 8),
    "petition": (_folded, 11, 15, 8, 8),
    "work": (_slanted, 16, 16, 7, 7),
    "event": (_capsule, 17, 17, 7, 7),
    "gap": (_plain, 11, 11, 8, 8),
}
"""Shape by kind of box: outline, room left of, right of, above and below the text (points)."""


def outline(kind: str, x: float, y: float, width: float, height: float) -> Points:
    """The corners of a box of `kind` whose top left corner is (x, y).

    Examples:
        >>> len(outline("conviction", 0, 0, 100, 50)), len(outline("authority", 0, 0, 100, 50))
        (8, 6)
    """
    return [(x + dx, y + dy) for dx, dy in SHAPES[kind][0](width, height)]


def padding(kind: str) -> tuple[float, float, float, float]:
    """Room left of, right of, above and below the text of a box, in points."""
    return SHAPES[kind][1:]


def side(kind: str, width: float, height: float, y: float, *, right: bool) -> float:
    """How far from its left edge the outline of a box runs at the height `y` below its top, on one side.

    Examples:
        >>> side("authority", 100, 50, 25, right=True), side("sovereign", 100, 28, 0, right=True)
        (100.0, 86.0)
    """
    corners = SHAPES[kind][0](width, height)
    hits = []
    for (ax, ay), (bx, by) in pairwise([*corners, corners[0]]):
        if min(ay, by) - 1e-9 <= y <= max(ay, by) + 1e-9:
            hits += [ax, bx] if abs(ay - by) < 1e-9 else [ax + (bx - ax) * (y - ay) / (by - ay)]
    return float(max(hits) if right else min(hits)) if hits else (width if right else 0.0)
