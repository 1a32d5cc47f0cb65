"""Look at a drawn figure as a reader would: what overlaps, leaves the sheet, is struck, too small, too faint."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import combinations
from math import inf
from typing import Any

import numpy
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path

from ..paint.style import PAPER, SMALLEST
from .colour import contrast, least_distance
from .pixels import Rendered, rendered
from .seen import UNTOLD, Array, Seen, looked_at, meets, overlapping

__all__ = ["LEAST_CONTRAST", "LEAST_DISTANCE", "Audit", "audit", "crossings_allowed"]

LEAST_CONTRAST, LEAST_DISTANCE = 4.5, 10.0
"""Of text on its ground (WCAG 2.1); of two classes of one shape, for every kind of colour vision (CIE 1976 ΔE)."""


@dataclass(frozen=True)
class Audit:
    """The measures of a figure.

    Attributes:
        kind: of figure: timeline, path, network, power.
        nodes: how many boxes it has.
        overlapping_text, struck_text, off_canvas, overlapping_nodes, edges_through_nodes, crossings, untold:
            a sentence each.
        smallest_text: in points.
        lowest_contrast: of a text on its ground.
        colour_distance: of the two classes of one shape that look most alike; infinite where shapes all differ.
        pixels: was the rendered picture looked at too, not the artists alone?
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
        if self.smallest_text < SMALLEST:
            found.append(f"the smallest text has {self.smallest_text:g} points, less than {SMALLEST:g}")
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


def audit(figure: Figure, *, pixels: bool = True) -> Audit:
    """Measure how a figure of this package reads.

    Args:
        figure: any figure of this package.
        pixels: look at the rendered picture too: what lies under each text, what hides it, ink at the very edge.
            Without it only the artists are measured, which is several times faster.

    Returns:
        The measures; `faults` lists those beyond their bounds.

    Examples:
        >>> from ..paint.sheet import Sheet
        >>> from ..paint.style import Type
        >>> sheet = Sheet(100, 40, "example")
        >>> _ = sheet.text(10, 10, "once", Type(9)), sheet.text(12, 10, "twice", Type(9))
        >>> audit(sheet.figure, pixels=False).faults
        ["'once' overlaps 'twice'"]
    """
    seen = looked_at(figure, exact=pixels)
    picture = rendered(figure, seen) if pixels else None
    return Audit(
        str(figure.get_gid() or ""),
        len([index for index in seen.nodes() if not str(seen.patches[index].get_label()).startswith("cell")]),
        tuple(_overlaps(seen)),
        tuple(dict.fromkeys([*_struck(seen), *(picture.struck if picture else ())])),
        (*_outside(seen), *(picture.at_the_edge if picture else ())),
        tuple(_boxes(seen)),
        tuple(_through(seen)),
        tuple(_crossings(seen)),
        tuple(f"{name!r} is left out" for name in UNTOLD.get(figure, ())),
        min((float(text.get_fontsize()) for text in seen.texts), default=inf),
        _contrast(seen, picture),
        _classes(seen),
        pixels,
    )


def _shrunk(boxes: Array, by: float) -> Array:
    return boxes + numpy.array([by, by, -by, -by])


def _overlaps(seen: Seen) -> Iterator[str]:
    inner = _shrunk(seen.text_boxes, 0.5)
    for one, other in overlapping(inner, inner):
        if one < other:
            yield f"{seen.texts[one].get_text()!r} overlaps {seen.texts[other].get_text()!r}"


def _outside(seen: Seen) -> Iterator[str]:
    wide, tall = seen.sheet
    names = [text.get_text() for text in seen.texts] + [str(p.get_gid() or "a shape") for p in seen.patches]
    names += [_name(seen.lines[owner]) for owner in seen.owners]
    low = numpy.minimum(seen.segments[:, :2], seen.segments[:, 2:])
    high = numpy.maximum(seen.segments[:, :2], seen.segments[:, 2:])
    boxes = numpy.vstack([seen.text_boxes, seen.patch_boxes, numpy.hstack([low, high])])
    out = (boxes[:, 0] < 0) | (boxes[:, 1] < 0) | (boxes[:, 2] > wide) | (boxes[:, 3] > tall)
    for index in numpy.nonzero(out)[0]:
        yield f"{names[index]!r} leaves the sheet"


def _name(line: Line2D) -> str:
    return str(line.get_gid() or "a line")


def _contrast(seen: Seen, picture: Rendered | None) -> float:
    """The lowest contrast of a text with what is beneath it: as rendered, else as the shape beneath is filled."""
    lowest = inf
    for index, text in enumerate(seen.texts):
        cover = seen.covers[index]
        ground = picture.grounds[index] if picture else seen.patches[cover].get_facecolor() if cover >= 0 else PAPER
        lowest = min(lowest, contrast(to_hex(text.get_color()), ground))
    return lowest


def _struck(seen: Seen) -> Iterator[str]:
    """Lines, markers and outlines through a text, unless a box lies between."""
    inner = _shrunk(seen.text_boxes, 1.5)
    cover = [seen.patches[index].get_zorder() if index >= 0 else -1.0 for index in seen.covers]
    for segment, text in meets(seen.segments, inner):
        line = seen.lines[seen.owners[segment]]
        if line.get_zorder() > cover[text]:
            yield f"{seen.texts[text].get_text()!r} is struck by {_name(line)}"
    for line in seen.lines:
        if line.get_marker() not in ("None", None, ""):
            for text in numpy.nonzero(_under_marker(line, inner))[0]:
                yield f"{seen.texts[text].get_text()!r} is covered by {_name(line)}"
    for text, patch in overlapping(inner, seen.patch_boxes):
        shape = seen.patches[patch]
        if shape.get_zorder() >= cover[text] and _cuts(seen.paths[patch], inner[text]):
            yield f"{seen.texts[text].get_text()!r} is cut by {shape.get_gid() or 'a shape'}"


def _cuts(path: Path, box: Array) -> bool:
    corners: Array = path.vertices
    segments = numpy.hstack([corners[:-1], corners[1:]])
    return bool(len(meets(segments, box.reshape(1, 4))))


def _under_marker(line: Line2D, boxes: Array) -> Array:
    figure = line.get_figure(root=True)
    reach = line.get_markersize() / 2 * (figure.dpi if figure else 72) / 72
    spots = line.get_transform().transform(line.get_xydata())
    x, y = spots[:, 0][:, None], spots[:, 1][:, None]
    inside = (boxes[:, 0] - reach < x) & (x < boxes[:, 2] + reach)
    inside &= (boxes[:, 1] - reach < y) & (y < boxes[:, 3] + reach)
    return inside.any(axis=0)


def _boxes(seen: Seen) -> Iterator[str]:
    nodes = seen.nodes()
    inner = _shrunk(seen.patch_boxes[nodes], 0.5) if nodes else numpy.empty((0, 4))
    for one, other in overlapping(inner, inner):
        if one < other:
            yield f"{seen.patches[nodes[one]].get_gid()} overlaps {seen.patches[nodes[other]].get_gid()}"


def _edges(seen: Seen) -> Array:
    """The indices of the segments that belong to edges."""
    edge = [str(line.get_gid() or "").startswith("edge-") for line in seen.lines]
    return numpy.nonzero(numpy.array(edge, dtype=bool)[seen.owners])[0] if len(seen.owners) else seen.owners


def _through(seen: Seen) -> Iterator[str]:
    edges, nodes = _edges(seen), seen.nodes()
    if not len(edges) or not nodes:
        return
    for segment, node in meets(seen.segments[edges], _shrunk(seen.patch_boxes[nodes], 2)):
        path, (ax, ay, bx, by) = seen.paths[nodes[node]], seen.segments[edges[segment]]
        inside = [(ax + (bx - ax) * share, ay + (by - ay) * share) for share in numpy.linspace(0.02, 0.98, 33)]
        if path.contains_points(inside, radius=-1.0).any():
            yield f"{_name(seen.lines[seen.owners[edges[segment]]])} runs through {seen.patches[nodes[node]].get_gid()}"


def _crossings(seen: Seen) -> Iterator[str]:
    """Pairs of edges that cross or lie on each other; stretches of one edge or bundle may meet."""
    edges = _edges(seen)
    names = [seen.lines[seen.owners[edge]].get_label() or _name(seen.lines[seen.owners[edge]]) for edge in edges]
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
    for index in seen.nodes():
        patch = seen.patches[index]
        inks = (to_hex(patch.get_facecolor()), to_hex(patch.get_edgecolor()))
        looks.setdefault((_shape(seen, index), str(patch.get_label())), set()).add(inks)
    for line in seen.lines:
        if line.get_marker() not in ("None", None, "") and line.get_linestyle() == "None":
            inks = (to_hex(line.get_markeredgecolor()),) * 2
            looks.setdefault((f"marker {line.get_marker()}", inks[0]), set()).add(inks)
    lowest = inf
    for ((shape, one), ours), ((other_shape, other), theirs) in combinations(sorted(looks.items()), 2):
        if shape == other_shape and one != other:
            lowest = min(lowest, *(least_distance(a, b) for a in ours for b in theirs))
    return lowest


def _shape(seen: Seen, index: int) -> str:
    """The outline of a box scaled to a unit square, and the sign that opens its text, where there is one."""
    corners: Array = seen.paths[index].vertices
    box = seen.patch_boxes[index]
    size = numpy.maximum(box[2:] - box[:2], 1e-9)
    turns = sorted({(round(float(x), 0), round(float(y), 0)) for x, y in (corners - box[:2]) / size * 4})
    first = next((text.get_text() for text, cover in zip(seen.texts, seen.covers, strict=True) if cover == index), "x")
    sign = "" if first[0].isalnum() else first[0]
    return f"{len(corners)} {turns} {sign}"
