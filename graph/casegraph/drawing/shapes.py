"""The outlines that tell classes of boxes apart without colour, and how much room each leaves for text."""

from collections.abc import Callable

__all__ = ["SHAPES", "outline", "padding"]

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


def _folder(w: float, h: float) -> Points:
    c = 11.0
    return [(0, 0), (w - c, 0), (w, c), (w, h), (0, h)]


def _plain(w: float, h: float) -> Points:
    return [(0, 0), (w, 0), (w, h), (0, h)]


SHAPES: dict[str, tuple[Callable[[float, float], Points], float, float, float]] = {
    "conviction": (_octagon, 12, 12, 8),
    "sovereign": (_tag, 11, 18, 8),
    "power": (_folder, 12, 14, 8),
    "authority": (_hexagon, 19, 19, 8),
    "gap": (_plain, 11, 11, 8),
}
"""Shape by kind of box: outline, room left and right of the text, room above and below it (points)."""


def outline(kind: str, x: float, y: float, width: float, height: float) -> Points:
    """The corners of a box of `kind` whose top left corner is (x, y).

    Examples:
        >>> len(outline("conviction", 0, 0, 100, 50)), len(outline("authority", 0, 0, 100, 50))
        (8, 6)
    """
    return [(x + dx, y + dy) for dx, dy in SHAPES[kind][0](width, height)]


def padding(kind: str) -> tuple[float, float, float]:
    """Room left of, right of, and above and below the text of a box, in points."""
    return SHAPES[kind][1:]
