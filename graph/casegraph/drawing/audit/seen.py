"""What is drawn on a figure, read from its artists: texts, outlines and lines with their places in pixels."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

import numpy
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.text import Text

from ..paint.typefaces import width_of_hundred

__all__ = ["UNTOLD", "Array", "Seen", "looked_at", "meets", "overlapping"]

UNTOLD: WeakKeyDictionary[Figure, tuple[str, ...]] = WeakKeyDictionary()
"""Figure → what it is about and does not tell: the pardon or the vacatur that a timeline leaves out, by name."""

Array = Any
"""An array of numpy: rows of (x0, y0, x1, y1)."""


@dataclass(frozen=True)
class Seen:
    """The artists of a figure and where they are, in pixels from the lower left corner.

    Attributes:
        sheet: width and height of the figure.
        texts, patches, lines: the artists.
        text_boxes, patch_boxes: their extents, one row each.
        paths: the outlines of the patches.
        segments: every straight stretch of every line with a visible stroke; `owners` says of which line.
    """

    sheet: tuple[float, float]
    texts: tuple[Text, ...]
    patches: tuple[Patch, ...]
    lines: tuple[Line2D, ...]
    text_boxes: Array
    patch_boxes: Array
    paths: tuple[Path, ...]
    segments: Array
    owners: Array

    @cached_property
    def covers(self) -> list[int]:
        """For each text the patch right beneath it, -1 for the bare sheet."""
        centres = (self.text_boxes[:, :2] + self.text_boxes[:, 2:]) / 2
        found = []
        for x, y in centres:
            box = self.patch_boxes
            near = numpy.nonzero((box[:, 0] <= x) & (x <= box[:, 2]) & (box[:, 1] <= y) & (y <= box[:, 3]))[0]
            under = [int(index) for index in near if self.paths[index].contains_point((x, y))]
            found.append(max(under, key=lambda index: self.patches[index].get_zorder(), default=-1))
        return found

    def nodes(self) -> list[int]:
        """The patches that are boxes."""
        return [index for index, patch in enumerate(self.patches) if str(patch.get_gid() or "").startswith("node-")]


def looked_at(figure: Figure, *, exact: bool = True) -> Seen:
    """Read every text, patch and line of a figure.

    Args:
        figure: any figure of this package.
        exact: take the extents of texts from the renderer, not from the metrics of their fonts, which is faster.
    """
    canvas: Any = figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
    renderer = canvas.get_renderer()
    texts: list[Text] = []
    patches: list[Patch] = []
    lines: list[Line2D] = []
    for artist in figure.artists:
        if isinstance(artist, Text) and artist.get_text() and artist.get_visible():
            texts.append(artist)
        elif isinstance(artist, Patch):
            patches.append(artist)
        elif isinstance(artist, Line2D):
            lines.append(artist)
    paths = tuple(patch.get_transform().transform_path(patch.get_path()) for patch in patches)
    segments, owners = [], []
    for index, line in enumerate(lines):
        if line.get_linestyle() == "None":
            continue
        for (ax, ay), (bx, by) in pairwise(line.get_transform().transform(line.get_xydata()).tolist()):
            segments.append((ax, ay, bx, by))
            owners.append(index)
    return Seen(
        (float(figure.bbox.width), float(figure.bbox.height)),
        tuple(texts),
        tuple(patches),
        tuple(lines),
        _rows([text.get_window_extent(renderer).extents if exact else _extents(text, figure.dpi) for text in texts]),
        _rows([path.get_extents().extents for path in paths]),
        paths,
        _rows(segments),
        numpy.array(owners, dtype=int),
    )


def _extents(text: Text, dpi: float) -> tuple[float, float, float, float]:
    """Where a text stands by the metrics of its font, in pixels; DejaVu rises 0.76 and falls 0.24 of its size."""
    (x, y), size = text.get_transform().transform(text.get_position()), float(text.get_fontsize()) * dpi / 72
    named = text.get_fontproperties()
    wide = width_of_hundred(text.get_text(), named.get_weight() == "bold", named.get_style() == "oblique") * size / 100
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[text.get_horizontalalignment()]
    if text.get_rotation():
        return x - size / 2, y - wide / 2, x + size / 2, y + wide / 2
    return x - share * wide, y - 0.24 * size, x + (1 - share) * wide, y + 0.76 * size


def _rows(rows: list[Any]) -> Array:
    return numpy.array(rows, dtype=float).reshape(-1, 4)


def overlapping(boxes: Array, others: Array) -> Array:
    """The pairs (index of a box, index of another) that overlap, as rows."""
    a, b = boxes[:, None, :], others[None, :, :]
    hit = (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2]) & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    return numpy.argwhere(hit)


def meets(segments: Array, boxes: Array) -> Array:
    """The pairs (index of a segment, index of a box) where the segment runs through the box, as rows."""
    low = numpy.minimum(segments[:, :2], segments[:, 2:])
    high = numpy.maximum(segments[:, :2], segments[:, 2:])
    near = overlapping(numpy.hstack([low - 1e-6, high + 1e-6]), boxes)
    found = [(s, b) for s, b in near if _through(segments[s], boxes[b])]
    return numpy.array(found, dtype=int).reshape(-1, 2)


def _through(segment: Array, box: Array) -> bool:
    """Liang and Barsky: is any part of the segment inside the box?"""
    (ax, ay, bx, by), first, last = segment, 0.0, 1.0
    for start, change, low, high in ((ax, bx - ax, box[0], box[2]), (ay, by - ay, box[1], box[3])):
        if abs(change) < 1e-12:
            if not low < start < high:
                return False
            continue
        one, other = sorted(((low - start) / change, (high - start) / change))
        first, last = max(first, one), min(last, other)
    return first < last
