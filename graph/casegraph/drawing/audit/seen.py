"""What a reader sees of a scene, as arrays: where its texts, outlines, markers and lines are."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy
from matplotlib.path import Path

from ..scene import Line, Mark, Scene, Shape, Text

__all__ = ["Array", "Seen", "looked_at", "meets", "overlapping"]

Array = Any
"""An array of numpy: rows of (x0, y0, x1, y1)."""


@dataclass(frozen=True)
class Seen:
    """The items of a scene and where they are, in points from the upper left corner.

    Attributes:
        sheet: width and height of the scene.
        texts, shapes, lines, marks: the items; arrowheads are shapes too.
        text_boxes, shape_boxes: their extents, one row each.
        paths: the outlines of the shapes.
        segments: every straight stretch of every line; `owners` says of which line.
    """

    sheet: tuple[float, float]
    texts: tuple[Text, ...]
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    text_boxes: Array
    shape_boxes: Array
    paths: tuple[Path, ...]
    segments: Array
    owners: Array

    @cached_property
    def covers(self) -> list[int]:
        """For each text the shape right beneath it, -1 for the bare sheet."""
        centres = (self.text_boxes[:, :2] + self.text_boxes[:, 2:]) / 2
        found = []
        for x, y in centres:
            box = self.shape_boxes
            near = numpy.nonzero((box[:, 0] <= x) & (x <= box[:, 2]) & (box[:, 1] <= y) & (y <= box[:, 3]))[0]
            under = [int(index) for index in near if self.paths[index].contains_point((x, y))]
            found.append(max(under, key=lambda index: self.shapes[index].order, default=-1))
        return found

    @cached_property
    def nodes(self) -> list[int]:
        """The shapes that are boxes."""
        return [index for index, shape in enumerate(self.shapes) if shape.id]


def looked_at(scene: Scene) -> Seen:
    """Every text, shape, marker and line of a scene."""
    items = list(scene.flat())
    lines = tuple(item for item in items if isinstance(item, Line))
    heads = (Shape(line.arrowhead, line.colour, line.colour) for line in lines if line.head)
    shapes = (*(item for item in items if isinstance(item, Shape)), *heads)
    texts = tuple(item for item in items if isinstance(item, Text) and item.text)
    paths = tuple(Path([*shape.corners, shape.corners[0]]) for shape in shapes)
    segments = [(*a, *b) for line in lines for a, b in pairwise(line.points)]
    return Seen(
        (scene.width, scene.height),
        texts,
        shapes,
        lines,
        tuple(item for item in items if isinstance(item, Mark)),
        _rows([text.extent for text in texts]),
        _rows([path.get_extents().extents for path in paths]),
        paths,
        _rows(segments),
        numpy.array([index for index, line in enumerate(lines) for _ in line.points[1:]], dtype=int),
    )


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
