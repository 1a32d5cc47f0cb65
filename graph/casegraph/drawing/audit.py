"""Look at a drawn figure as a reader would: what overlaps, leaves the sheet, is struck, too small, too faint."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from .style import PAPER, SMALLEST

__all__ = ["LEAST_CONTRAST", "audit", "contrast"]

LEAST_CONTRAST = 4.5
Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True)
class _Seen:
    """What is on a figure, measured in pixels of its own resolution."""

    sheet: Bbox
    texts: tuple[tuple[Text, Bbox], ...]
    patches: tuple[tuple[Polygon, Path], ...]
    lines: tuple[tuple[Line2D, tuple[Segment, ...], Bbox], ...]


def audit(figure: Figure) -> list[str]:
    """Everything wrong with how a figure of this package reads; empty when nothing is.

    Args:
        figure: what `path_figure` or `timeline_figure` gave.

    Returns:
        One sentence for each fault: overlapping texts and boxes, text struck by a line, text smaller than 8 points or
        with a contrast below 4.5, anything off the sheet, an edge through a box.

    Examples:
        >>> from .sheet import Sheet
        >>> from .style import Type
        >>> sheet = Sheet(100, 40, "example")
        >>> _ = sheet.text(10, 10, "once", Type(9)), sheet.text(12, 10, "twice", Type(9))
        >>> audit(sheet.figure)
        ["'once' overlaps 'twice'"]
    """
    seen = _look(figure)
    checks = (_overlaps, _outside, _small, _faint, _struck, _boxes, _through)
    return [fault for check in checks for fault in check(seen)]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.1, relative luminance).

    Examples:
        >>> round(contrast("#000000", "#ffffff"))
        21
    """

    def luminance(colour: str) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _look(figure: Figure) -> _Seen:
    canvas: Any = figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
    renderer = canvas.get_renderer()
    texts, patches, lines = [], [], []
    for axes in figure.axes:
        for artist in axes.get_children():
            if isinstance(artist, Text) and artist.get_text():
                texts.append((artist, artist.get_window_extent(renderer)))
            elif isinstance(artist, Polygon):
                patches.append((artist, artist.get_transform().transform_path(artist.get_path())))
            elif isinstance(artist, Line2D):
                points = [(float(x), float(y)) for x, y in artist.get_transform().transform(artist.get_xydata())]
                corners = [tuple(map(pick, zip(*points, strict=True))) for pick in (min, max)]
                lines.append((artist, tuple(pairwise(points)), Bbox(corners)))
    return _Seen(Bbox.from_extents(*figure.bbox.extents), tuple(texts), tuple(patches), tuple(lines))


def _overlaps(seen: _Seen) -> Iterator[str]:
    inner = [(text, _shrunk(box, 0.5)) for text, box in seen.texts]
    for (one, box), (other, place) in combinations(inner, 2):
        if box.overlaps(place):
            yield f"{one.get_text()!r} overlaps {other.get_text()!r}"


def _outside(seen: _Seen) -> Iterator[str]:
    inked = [(text.get_text(), box) for text, box in seen.texts]
    inked += [(str(patch.get_gid() or "a shape"), path.get_extents()) for patch, path in seen.patches]
    for name, box in inked:
        if box.x0 < seen.sheet.x0 or box.y0 < seen.sheet.y0 or box.x1 > seen.sheet.x1 or box.y1 > seen.sheet.y1:
            yield f"{name!r} leaves the sheet"


def _small(seen: _Seen) -> Iterator[str]:
    for text, _ in seen.texts:
        if float(text.get_fontsize()) < SMALLEST:
            yield f"{text.get_text()!r} is set in {float(text.get_fontsize()):g} points"


def _faint(seen: _Seen) -> Iterator[str]:
    for text, box in seen.texts:
        centre = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        under = [patch for patch, path in seen.patches if path.contains_point(centre)]
        ground = max(under, key=lambda patch: patch.get_zorder()).get_facecolor() if under else PAPER
        ratio = contrast(to_hex(text.get_color()), to_hex(ground))
        if ratio < LEAST_CONTRAST:
            yield f"{text.get_text()!r} has a contrast of {ratio:.1f}"


def _struck(seen: _Seen) -> Iterator[str]:
    """Lines and outlines through a text, unless a box lies between."""
    for text, box in seen.texts:
        inner = _shrunk(box, 1.5)
        centre = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        cover = max((p.get_zorder() for p, path in seen.patches if path.contains_point(centre)), default=-1.0)
        for line, segments, reach in seen.lines:
            name = line.get_gid() or "a line"
            solid = line.get_linestyle() != "None" and line.get_zorder() > cover and reach.overlaps(inner)
            if solid and any(_meets(segment, inner) for segment in segments):
                yield f"{text.get_text()!r} is struck by {name}"
            if line.get_marker() not in ("None", None, "") and _under_marker(line, inner):
                yield f"{text.get_text()!r} is covered by {name}"
        for patch, path in seen.patches:
            if patch.get_zorder() >= cover and path.intersects_bbox(inner, filled=False):
                yield f"{text.get_text()!r} is cut by {patch.get_gid() or 'a shape'}"


def _boxes(seen: _Seen) -> Iterator[str]:
    for (one, path), (other, place) in combinations(_nodes(seen), 2):
        if _shrunk(path.get_extents(), 0.5).overlaps(_shrunk(place.get_extents(), 0.5)):
            yield f"{one.get_gid()} overlaps {other.get_gid()}"


def _through(seen: _Seen) -> Iterator[str]:
    for line, segments, _ in seen.lines:
        if not str(line.get_gid() or "").startswith("edge-"):
            continue
        for node, path in _nodes(seen):
            inner = _shrunk(path.get_extents(), 2)
            if any(_meets(segment, inner) for segment in segments):
                yield f"{line.get_gid()} runs through {node.get_gid()}"


def _nodes(seen: _Seen) -> list[tuple[Polygon, Path]]:
    return [(patch, path) for patch, path in seen.patches if str(patch.get_gid() or "").startswith("node-")]


def _under_marker(line: Line2D, box: Bbox) -> bool:
    figure = line.get_figure(root=True)
    reach = line.get_markersize() / 2 * (figure.dpi if figure else 72) / 72
    spots: Iterable[Point] = line.get_transform().transform(line.get_xydata())
    return any(box.x0 - reach < x < box.x1 + reach and box.y0 - reach < y < box.y1 + reach for x, y in spots)


def _shrunk(box: Bbox, by: float) -> Bbox:
    return Bbox.from_extents(box.x0 + by, box.y0 + by, box.x1 - by, box.y1 - by)


def _meets(segment: Segment, box: Bbox) -> bool:
    return bool(Path(segment).intersects_bbox(box, filled=False))
