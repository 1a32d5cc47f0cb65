"""The sheet a figure is drawn for: how wide it is in print or on a screen, its least type, how tall it may become."""

import re
from dataclasses import dataclass, replace
from math import inf

from ..errors import UsageError
from .paint.style import PRINTED, SMALLEST

__all__ = ["NATURAL", "SCREEN", "SOURCES", "Sheet", "sheet_of"]

SOURCES = ("none", "short", "full")
"""How the documents are listed below a figure: not at all, a line each, in full."""
_UNITS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75}
"""Points of a unit; a pixel as style sheets count it, 96 an inch."""
_SHRUNK = PRINTED / SMALLEST
_LARGE = 640.0
"""Sheets wider than this (points) are set in the sizes of a screen."""
_NARROWEST = 240.0
_PAGE, _PAGES = 297 * 72 / 25.4, 1.6
"""Height of a page (A4, points), and how many of them a figure may be tall."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a figure is laid out for; lengths in points before the whole is brought to `scale`.

    Attributes:
        wide: the width of the whole sheet; `fixed` when it is exactly that, else it is at most that.
        scale: printed length for a length laid out.
        margin: free space at the sides.
        sources: none, short or full; "" for the fullest that fits.
        rows: at most so many rows of a timeline, convictions of a path or table; 0 for what fits.
        tall: the tallest it may become.
    """

    wide: float
    fixed: bool
    scale: float = 1.0
    margin: float = 26.0
    sources: str = ""
    rows: int = 0
    tall: float = _PAGE * _PAGES

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.wide - 2 * self.margin

    @property
    def narrow(self) -> bool:
        """Is it as narrow as a column of print?"""
        return self.wide < 450

    @property
    def smallest(self) -> float:
        """The least size of type at the size it is printed, in points."""
        return SMALLEST * self.scale

    @property
    def name(self) -> str:
        """How wide it is, in words."""
        return f"{self.wide * self.scale / _UNITS['mm']:.0f} mm"


SCREEN = Sheet(1012.0, False)
"""A laptop screen, 1,350 pixels wide, or a cell of a notebook."""
NATURAL = Sheet(inf, False, tall=inf)
"""As wide and tall as a drawing takes."""


def sheet_of(width: str | None = None, sources: str | None = None, rows: int | None = None, *,
             poster: bool = False) -> Sheet:  # fmt: skip
    """The sheet that words ask for.

    Args:
        width: a number with mm, cm, in, pt or px, as printed or shown; None for a screen.
        sources: none, short or full; None for the fullest that fits.
        rows: at most so many rows; None for what fits.
        poster: as wide and tall as it takes.

    Raises:
        UsageError: no such width or sources, or a width too small for any figure; it says what fits.

    Examples:
        >>> sheet = sheet_of("85mm")
        >>> round(sheet.wide), sheet.smallest, sheet.name
        (297, 6.5, '85 mm')
        >>> sheet_of("1200px").wide
        900.0
    """
    if sources is not None and sources not in SOURCES:
        raise UsageError(f"sources are listed {', '.join(SOURCES)}, not {sources!r}")
    if rows is not None and rows < 1:
        raise UsageError(f"a figure has at least one row, not {rows}")
    sheet = SCREEN if width is None else _fixed(width)
    sheet = replace(sheet, sources=sources or "", rows=rows or 0)
    if poster:
        sheet = replace(sheet, tall=inf, wide=sheet.wide if sheet.fixed else inf)
    return sheet


_WIDTH = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?(mm|cm|in|pt|px)")


def _fixed(width: str) -> Sheet:
    found = _WIDTH.fullmatch(width.strip().casefold())
    if found is None:
        raise UsageError(f"{width!r} is no width: give a number with mm, cm, in, pt or px, such as 85mm or 1200px")
    points = float(found[1]) * _UNITS[found[2]]
    scale = 1.0 if found[2] == "px" or points > _LARGE else _SHRUNK
    if points / scale < _NARROWEST:
        least = _NARROWEST * scale / _UNITS[found[2]]
        raise UsageError(f"{width} is too narrow for a figure that can be read: from {least:.0f}{found[2]} one fits")
    if points > 14_400:
        raise UsageError(f"{width} is wider than five metres: no sheet is")
    wide = points / scale
    margin = 12.0 if wide < 450 else 18.0 if wide < 700 else 26.0
    return Sheet(wide, True, scale, margin, tall=_PAGE * _PAGES / scale)
