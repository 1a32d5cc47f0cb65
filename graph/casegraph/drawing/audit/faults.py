"""Look at a drawn figure as a reader would: what overlaps, leaves the sheet, is struck, too small, too faint."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import combinations
from math import inf
from typing import Any

import numpy
from matplotlib.figure import Figure
from matplotlib.path import Path

from ...errors import UsageError
from ..paint.figure import Painted, mix, painted
from ..paint.style import PAPER
from ..scene import Scene, Shape
from .colour import contrast, least_distance
from .pixels import Rendered, rendered
from .seen import Array, Seen, looked_at, meets, overlapping

__all__ = ["LEAST_CONTRAST", "LEAST_DISTANCE", "Audit", "audit", "crossings_allowed"]

LEAST_CONTRAST, LEAST_DISTANCE = 4.5, 10.0
"""Of text on its ground (WCAG 2.1); of two classes of one shape, for every kind of colour vision (CIE 1976 ΔE)."""


@dataclass(frozen=True)
class Audit:
    """The measures of a figure.

    Attributes:
        kind: of figure: timeline, path, network, power, map.
        nodes: how many boxes it has.
        overlapping_text, struck_text, off_canvas, overlapping_nodes, edges_through_nodes, crossings, untold:
            a sentence each.
        smallest_text: in points, as printed; `least_text` is what it may be.
        height, tallest: of the sheet, in points, and what it may be.
        lowest_contrast: of a text on its ground.
        colour_distance: of the two classes of one shape that look most alike; infinite where shapes all differ.
        pixels: was the rendered picture looked at too, not the scene alone?
    """

    kind: str
    nodes: int
    overlapping_text: tuple[str, ...]
    struck_text: tuple[str, ...]
    off_canvas: tuple[str, ...]
    overlapping_nodes: tuple[str, ...]
    edges_through_nodes: tuple[str, ...]
    crossings: tuple[str, ...]
    untold: tuple[str, ...]
    smallest_text: float
    least_text: float
    height: float
    tallest: float
    lowest_contrast: float
    colour_distance: float
    pixels: bool

    @property
    def faults(self) -> list[str]:
        """Everything beyond a bound, as sentences; empty for a figure that reads well."""
        found = [*self.overlapping_text, *self.struck_text, *self.off_canvas, *self.overlapping_nodes,
                 *self.edges_through_nodes, *self.untold]  # fmt: skip
        allowed = crossings_allowed(self.kind, self.nodes)
        if len(self.crossings) > allowed:
            found.append(f"{len(self.crossings)} crossings, {allowed} allowed: {'; '.join(self.crossings[:4])}")
        if self.smallest_text < self.least_text - 1e-6:
            found.append(f"the smallest text has {self.smallest_text:g} points, less than {self.least_text:g}")
        if self.height > self.tallest + 1e-6:
            found.append(f"the sheet is {self.height:.0f} points tall, more than {self.tallest:.0f}")
        if self.lowest_contrast < LEAST_CONTRAST:
            found.append(f"a text has a contrast of {self.lowest_contrast:.1f}, less than {LEAST_CONTRAST}")
        if self.colour_distance < LEAST_DISTANCE:
            found.append(f"two classes differ by ΔE {self.colour_distance:.1f} only, and not in shape")
        return found

    def to_json(self) -> dict[str, Any]:
        """The measures as plain values: counts, and numbers (None where nothing was measured)."""
        made: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            made[field.name] = len(value) if isinstance(value, tuple) else None if value == inf else value
        return {**made, "faults": self.faults}


def crossings_allowed(kind: str, nodes: int) -> int:
    """How many edges may cross: none, except in networks, the more the larger they are.

    Examples:
        >>> crossings_allowed("path", 20), [crossings_allowed("network", n) for n in (40, 60, 150)]
        (0, [1, 2, 10])
    """
    if kind != "network":
        return 0
    return 1 if nodes <= 40 else 2 if nodes <= 60 else max(2, round(nodes / 15))


def audit(figure: Figure | Scene, *, pixels: bool = True) -> Audit:
    """Measure how a figure of this package reads.

    Args:
        figure: any figure of this package, or its scene.
        pixels: look at the rendered picture too: what lies under each text, what hides it, ink at the very edge.
            Without it only the scene is measured, which is several times faster.

    Returns:
        The measures; `faults` lists those beyond their bounds.

    Raises:
        UsageError: a figure that shows no scene.

    Examples:
        >>> from ..paint.style import Type
        >>> from ..scene import Text
        >>> texts = Text(10, 10, "once", Type(9)), Text(12, 10, "twice", Type(9))
        >>> audit(Scene("path", 100, 40, texts), pixels=False).faults
        ["'once' overlaps 'twice'"]
    """
    if not isinstance(figure, Scene | Painted):
        raise UsageError("only a figure of this package can be measured")
    scene = figure if isinstance(figure, Scene) else figure.scene
    seen = looked_at(scene)
    picture = rendered(figure if isinstance(figure, Painted) else painted(scene), seen) if pixels else None
    return Audit(
        scene.kind,
        len([index for index in seen.nodes if not seen.shapes[index].label.startswith("cell")]),
        tuple(_overlaps(seen)),
        tuple(dict.fromkeys([*_struck(seen), *(picture.struck if picture else ())])),
        (*_outside(seen), *(picture.at_the_edge if picture else ())),
        tuple(_boxes(seen)),
        tuple(_through(seen)),
        tuple(_crossings(seen)),
        tuple(f"{name!r} is left out" for name in scene.untold),
        min((text.type.size for text in seen.texts), default=inf),
        scene.smallest,
        scene.height,
        scene.tallest,
        _contrast(seen, picture),
        _classes(seen),
        pixels,
    )


def _shrunk(boxes: Array, by: float) -> Array:
    return boxes + numpy.array([by, by, -by, -by])


def _overlaps(seen: Seen) -> Iterator[str]:
    inner = _shrunk(seen.text_boxes, 0.4)
    for one, other in overlapping(inner, inner):
        if one < other:
            yield f"{seen.texts[one].text!r} overlaps {seen.texts[other].text!r}"


def _outside(seen: Seen) -> Iterator[str]:
    wide, tall = seen.sheet
    names = [text.text for text in seen.texts] + [shape.id or "a shape" for shape in seen.shapes]
    names += [_name(seen, segment) for segment in range(len(seen.segments))]
    low = numpy.minimum(seen.segments[:, :2], seen.segments[:, 2:])
    high = numpy.maximum(seen.segments[:, :2], seen.segments[:, 2:])
    boxes = numpy.vstack([seen.text_boxes, seen.shape_boxes, numpy.hstack([low, high])])
    out = (boxes[:, 0] < 0) | (boxes[:, 1] < 0) | (boxes[:, 2] > wide) | (boxes[:, 3] > tall)
    for index in numpy.nonzero(out)[0]:
        yield f"{names[index]!r} leaves the sheet"


def _name(seen: Seen, segment: int) -> str:
    """The name of the edge a stretch belongs to."""
    return seen.lines[seen.owners[segment]].name or "a line"


def _contrast(seen: Seen, picture: Rendered | None) -> float:
    """The lowest contrast of a text with what is beneath it: as rendered, else as the shape beneath is filled."""
    lowest = inf
    for index, text in enumerate(seen.texts):
        cover = seen.covers[index]
        ground = picture.grounds[index] if picture else _ground(seen.shapes[cover]) if cover >= 0 else PAPER
        lowest = min(lowest, contrast(text.type.colour, ground))
    return lowest


def _ground(shape: Shape) -> str:
    return mix(shape.ground, shape.tint) if shape.tint < 1 else shape.ground


def _struck(seen: Seen) -> Iterator[str]:
    """Lines, markers and outlines through a text, unless a box lies between."""
    inner = _shrunk(seen.text_boxes, 1.1)
    cover = [seen.shapes[index].order if index >= 0 else -1.0 for index in seen.covers]
    for segment, text in meets(seen.segments, inner):
        if seen.lines[seen.owners[segment]].order > cover[text]:
            yield f"{seen.texts[text].text!r} is struck by {_name(seen, segment)}"
    for mark in seen.marks:
        reach = mark.size / 2
        spot = numpy.array([[mark.x - reach, mark.y - reach, mark.x + reach, mark.y + reach]])
        for _, text in overlapping(spot, inner):
            yield f"{seen.texts[text].text!r} is covered by {mark.id or 'a marker'}"
    for text, index in overlapping(inner, seen.shape_boxes):
        shape = seen.shapes[index]
        if shape.order >= cover[text] and _cuts(seen.paths[index], inner[text]):
            yield f"{seen.texts[text].text!r} is cut by {shape.id or 'a shape'}"


def _cuts(path: Path, box: Array) -> bool:
    corners: Array = path.vertices
    segments = numpy.hstack([corners[:-1], corners[1:]])
    return bool(len(meets(segments, box.reshape(1, 4))))


def _boxes(seen: Seen) -> Iterator[str]:
    nodes = seen.nodes
    inner = _shrunk(seen.shape_boxes[nodes], 0.4) if nodes else numpy.empty((0, 4))
    for one, other in overlapping(inner, inner):
        if one < other:
            yield f"{seen.shapes[nodes[one]].id} overlaps {seen.shapes[nodes[other]].id}"


def _edges(seen: Seen) -> Array:
    """The indices of the segments that belong to edges."""
    edge = [bool(line.name) for line in seen.lines]
    return numpy.nonzero(numpy.array(edge, dtype=bool)[seen.owners])[0] if len(seen.owners) else seen.owners


def _through(seen: Seen) -> Iterator[str]:
    edges, nodes = _edges(seen), seen.nodes
    if not len(edges) or not nodes:
        return
    for segment, node in meets(seen.segments[edges], _shrunk(seen.shape_boxes[nodes], 1.5)):
        path, (ax, ay, bx, by) = seen.paths[nodes[node]], seen.segments[edges[segment]]
        inside = [(ax + (bx - ax) * share, ay + (by - ay) * share) for share in numpy.linspace(0.02, 0.98, 33)]
        if path.contains_points(inside, radius=-1.0).any() and path.contains_points(inside, radius=1.0).any():
            yield f"{_name(seen, edges[segment])} runs through {seen.shapes[nodes[node]].id}"


def _crossings(seen: Seen) -> Iterator[str]:
    """Pairs of edges that cross or lie on each other; stretches of one edge or bundle may meet."""
    edges = _edges(seen)
    names = [_name(seen, edge) for edge in edges]
    for one, other in _crossed(seen.segments[edges]):
        if names[one] != names[other]:
            yield f"{names[one]} crosses {names[other]}"


def _crossed(segments: Array) -> Array:
    """The pairs of segments that cross inside both, or share a stretch, as rows."""
    a, b = segments[:, None, :2], segments[:, None, 2:]
    c, d = segments[None, :, :2], segments[None, :, 2:]

    def turn(p: Array, q: Array, r: Array) -> Array:
        return (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0])

    slack = 1e-6
    crossed = (turn(a, b, c) * turn(a, b, d) < -slack) & (turn(c, d, a) * turn(c, d, b) < -slack)
    low, high = numpy.minimum(segments[:, :2], segments[:, 2:]), numpy.maximum(segments[:, :2], segments[:, 2:])
    shared = numpy.minimum(high[:, None], high[None]) - numpy.maximum(low[:, None], low[None])
    flat = (high - low) < 0.5
    for axis in (0, 1):
        level = flat[:, None, axis] & flat[None, :, axis]
        near = numpy.abs(low[:, None, axis] - low[None, :, axis]) < 0.5
        crossed |= level & near & (shared[..., 1 - axis] > 1)
    return numpy.argwhere(numpy.triu(crossed, 1))


def _classes(seen: Seen) -> float:
    """The least distance of two classes that share a shape (or sign, or marker), under any colour vision."""
    looks: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for index in seen.nodes:
        shape = seen.shapes[index]
        looks.setdefault((_shape(seen, index), shape.label), set()).add((_ground(shape), shape.line))
    for mark in seen.marks:
        looks.setdefault((f"marker {mark.shape}", mark.colour), set()).add((mark.colour, mark.colour))
    lowest = inf
    for ((shape_of, one), ours), ((other_shape, other), theirs) in combinations(sorted(looks.items()), 2):
        if shape_of == other_shape and one != other:
            lowest = min(lowest, *(least_distance(a, b) for a in ours for b in theirs))
    return lowest


def _shape(seen: Seen, index: int) -> str:
    """The outline of a box scaled to a unit square, and the sign that opens its text, where there is one."""
    corners: Array = seen.paths[index].vertices
    box = seen.shape_boxes[index]
    size = numpy.maximum(box[2:] - box[:2], 1e-9)
    turns = sorted({(round(float(x), 0), round(float(y), 0)) for x, y in (corners - box[:2]) / size * 4})
    first = next((text.text for text, cover in zip(seen.texts, seen.covers, strict=True) if cover == index), "x")
    sign = "" if first[0].isalnum() else first[0]
    return f"{len(corners)} {turns} {sign}"
