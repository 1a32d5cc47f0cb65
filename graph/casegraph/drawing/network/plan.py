"""A network laid out: boxes in columns, edges in right angles between them, a label on each bundle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..paint.shapes import side
from ..paint.style import Ink, Type, text_width
from ..scene import Box, Line, Link, Scene, Text
from .channels import Net, total, tracks
from .dot import Arranged, DotLayout, Layout, Tie

__all__ = ["Bond", "bundled", "planned"]

LABEL = Type(8)
_TRACK, _PIN, _HEAD, _STUB = 8.0, 13.0, 11.0, 5.0
_VARIANTS = 12


@dataclass(frozen=True, slots=True)
class Bond:
    """An edge of a network: from a box to a box, in words, with the numbers of its sources where it tells them."""

    start: str
    end: str
    words: str
    ink: Ink
    width: float = 1.1
    cited: tuple[int, ...] = ()


def planned(boxes: Sequence[Box], bonds: Sequence[Bond], layout: Layout | None = None) -> Scene:
    """Lay out a network; of several equally good orders the one with the fewest crossings is taken.

    Args:
        boxes: sized, not placed; sorted, so that the same network gives the same plan.
        bonds: edges between them.
        layout: what finds ranks and heights.
    """
    layout = layout or DotLayout()
    bonds = [bond for bond in bonds if bond.start != bond.end]
    bundles = bundled(bonds)
    ties = [Tie(bond.start, bond.end, bundles[bond], 8 if bond.width > 1.2 else 1) for bond in bonds]
    best: tuple[float, Scene] | None = None
    for variant in range(_VARIANTS):
        tall = _tall_enough(boxes, bonds)
        arranged = layout.arrange({box.id: box.height for box in tall}, ties, variant=variant)
        made = _Planner(tall, bonds, bundles, arranged).plan()
        if best is None or made[0] < best[0]:
            best = made
        if best[0] == 0:
            break
    assert best is not None
    return replace(best[1], links=tuple(Link(bond.start, bond.end, bond.words) for bond in bonds))


def bundled(bonds: Sequence[Bond]) -> dict[Bond, str]:
    """Each edge's bundle: those with its start and words, or those with its words and end, whichever is larger."""
    fan: dict[tuple[str, str, bool], int] = {}
    merge: dict[tuple[str, str, bool], int] = {}
    for bond in bonds:
        for counted, end in ((fan, bond.start), (merge, bond.end)):
            key = (end, bond.words, bond.ink.dashed)
            counted[key] = counted.get(key, 0) + 1
    found = {}
    for bond in bonds:
        out, into = (fan[bond.start, bond.words, bond.ink.dashed], merge[bond.end, bond.words, bond.ink.dashed])
        dash = "~" if bond.ink.dashed else ""
        found[bond] = f"{bond.start}|{bond.words}{dash}" if out >= into else f"{bond.words}{dash}|{bond.end}"
    return found


def _tall_enough(boxes: Sequence[Box], bonds: Sequence[Bond]) -> list[Box]:
    """Boxes with room for every bundle that meets them on one side."""
    outside: dict[str, set[str]] = {}
    inside: dict[str, set[str]] = {}
    for bond in bonds:
        outside.setdefault(bond.start, set()).add(bond.words)
        inside.setdefault(bond.end, set()).add(bond.words + (bond.start if bond.words else ""))
    made = []
    for box in boxes:
        most = max(len(outside.get(box.id, ())), min(len(inside.get(box.id, ())), 4))
        made.append(replace(box, height=max(box.height, 18 + _PIN * (most - 1) * 1.15)))
    return made


class _Planner:
    """Turns ranks and heights into boxes and lines."""

    def __init__(
        self, boxes: Sequence[Box], bonds: Sequence[Bond], bundles: Mapping[Bond, str], arranged: Arranged
    ) -> None:
        self.boxes = {box.id: box for box in boxes}
        self.arranged = arranged
        self.sample = {
            bundle: bond for bond, bundle in reversed(list(zip(bonds, map(bundles.get, bonds), strict=True)))
        }
        self.ends = {name for bond in bonds for name in (bond.start, bond.end)}
        self.members: dict[str, list[Bond]] = {}
        for bond in bonds:
            self.members.setdefault(bundles[bond], []).append(bond)
        self.last = max(arranged.rank.values(), default=0)
        self.pins: dict[tuple[str, str, bool], float] = {}

    def plan(self) -> tuple[float, Scene]:
        """Columns, pins, tracks, then the lines and labels; how many crossings are left."""
        self._place_pins()
        nets = [self._nets(column) for column in range(self.last)]
        placed = [tracks([net for _, net in here]) for here in nets]
        crossed = sum(total([net for _, net in here], on) for here, on in zip(nets, placed, strict=True))
        lefts, rooms, widths = self._columns(nets, placed)
        same: dict[tuple[int, str], float] = {}
        for name, box in self.boxes.items():
            key = (self.arranged.rank[name], box.kind)
            same[key] = max(same.get(key, 0.0), box.width)
        boxes = {
            name: box.at(lefts[self.arranged.rank[name]], self.top(name), same[self.arranged.rank[name], box.kind])
            for name, box in self.boxes.items()
        }
        items: list[Line | Text] = []
        for column, (here, on) in enumerate(zip(nets, placed, strict=True)):
            start = lefts[column] + widths[column] + rooms[column][0]
            for (bundle, net), track in zip(here, on, strict=True):
                items += self._stretches(boxes, column, bundle, net, start + track * _TRACK, (lefts, widths))
        height = max((box.bottom for box in boxes.values()), default=0.0)
        height = max([height, *(y + 4 for item in items if isinstance(item, Line) for _, y in item.points)])
        right = max((box.right for box in boxes.values()), default=0.0)
        return crossed, Scene("network", right, height, (*items, *boxes.values()))

    def top(self, name: str) -> float:
        """The upper edge of a box."""
        return self.arranged.middle[name] - self.boxes[name].height / 2

    def _place_pins(self) -> None:
        """Where bundles meet a box: spread over its side in the order of what they lead to."""
        meet: dict[tuple[str, bool], dict[str, list[float]]] = {}
        for way in self.arranged.ways:
            meet.setdefault((way.left, True), {}).setdefault(way.bundle, []).append(self.arranged.middle[way.right])
            meet.setdefault((way.right, False), {}).setdefault(way.bundle, []).append(self.arranged.middle[way.left])
        for (name, right), bundles in meet.items():
            centre = self.arranged.middle[name]
            if name not in self.boxes:
                for bundle in bundles:
                    self.pins[name, bundle, right] = centre
                continue
            order = sorted(bundles, key=lambda bundle: (sum(bundles[bundle]) / len(bundles[bundle]), bundle))
            room = self.boxes[name].height - 14
            step = min(_PIN, room / max(len(order) - 1, 1))
            for index, bundle in enumerate(order):
                self.pins[name, bundle, right] = centre + (index - (len(order) - 1) / 2) * step
        self._level()

    def _level(self) -> None:
        """Take out jogs of a few points between two boxes that meet on one leg alone."""
        legs: dict[tuple[str, str, bool], int] = {}
        for way in self.arranged.ways:
            for end in ((way.left, way.bundle, True), (way.right, way.bundle, False)):
                legs[end] = legs.get(end, 0) + 1
        for way in self.arranged.ways:
            left, right = (way.left, way.bundle, True), (way.right, way.bundle, False)
            if legs[left] != 1 or legs[right] != 1 or not 0 < abs(self.pins[left] - self.pins[right]) < 14:
                continue
            for mover, other in ((left, right), (right, left)):
                if self._may_move(mover, self.pins[other]):
                    self.pins[mover] = self.pins[other]
                    break

    def _may_move(self, pin: tuple[str, str, bool], y: float) -> bool:
        name, bundle, right = pin
        if name not in self.boxes:
            return False
        alone = not any(n == name and r == right and b != bundle for n, b, r in self.pins)
        return alone and abs(y - self.arranged.middle[name]) < self.boxes[name].height / 2 - 8

    def _nets(self, column: int) -> list[tuple[str, Net]]:
        """The bundles between two columns, with the heights of their pins."""
        found: dict[str, tuple[dict[float, None], dict[float, None]]] = {}
        for way in self.arranged.ways:
            if self.arranged.rank[way.left] == column:
                left, right = found.setdefault(way.bundle, ({}, {}))
                left[self.pins[way.left, way.bundle, True]] = None
                right[self.pins[way.right, way.bundle, False]] = None
        return [(bundle, Net(tuple(left), tuple(right))) for bundle, (left, right) in sorted(found.items())]

    def _columns(
        self, nets: Sequence[Sequence[tuple[str, Net]]], placed: Sequence[Sequence[int]]
    ) -> tuple[list[float], list[tuple[float, float]], list[float]]:
        """The left edge of each column, the room for labels left and right of the tracks after it, its width."""
        lefts, rooms, widths, x = [], [], [], 0.0
        for column in range(self.last + 1):
            inside = [box for name, box in self.boxes.items() if self.arranged.rank[name] == column]
            width = max((box.width for box in inside), default=0.0)
            lefts.append(x)
            widths.append(width)
            if column == self.last:
                break
            wide = [0.0, 0.0]
            for bundle, _ in nets[column]:
                for at_right in (False, True):
                    if self._labelled(bundle, column, right=at_right):
                        wide[at_right] = max(wide[at_right], text_width(self.sample[bundle].words, LABEL) + 6)
            room = (wide[0] + _STUB, wide[1] + _HEAD + _STUB)
            rooms.append(room)
            x += width + room[0] + max((*placed[column], 0)) * _TRACK + room[1]
        return lefts, rooms, widths

    def _labelled(self, bundle: str, column: int, *, right: bool) -> bool:
        """Does the label of a bundle stand in this gap, at its right or its left end?"""
        members = self.members[bundle]
        ranks = self.arranged.rank
        merging = len({bond.end for bond in members}) == 1 and len(members) > 1
        if merging != right:
            return False
        if merging:
            end = max(ranks[members[0].end], min(ranks[bond.start] for bond in members))
            return column == end - 1
        return column == min(min(ranks[bond.start], ranks[bond.end]) for bond in members)

    def _stretches(
        self, boxes: Mapping[str, Box], column: int, bundle: str, net: Net, x: float,
        sizes: tuple[list[float], list[float]],
    ) -> Iterator[Line | Text]:  # fmt: skip
        """The stretches of one bundle between two columns, and its label where it stands there."""
        bond, (lefts, widths) = self.sample[bundle], sizes
        ways = [way for way in self.arranged.ways if way.bundle == bundle]
        ways = [way for way in ways if self.arranged.rank[way.left] == column]

        def stretch(*points: tuple[float, float], head: bool = False) -> Line:
            return Line(points, bond.ink.line, bond.width, bundle, bond.ink.dashed, head)

        if not net.straight:
            yield stretch((x, net.low), (x, net.high))
        starts = {way.left: self.pins[way.left, bundle, True] for way in ways}
        ends = {way.right: self.pins[way.right, bundle, False] for way in ways}
        for pins, right, edge in ((starts, True, lefts[column]), (ends, False, lefts[column + 1])):
            for name, y in pins.items():
                there = _side(boxes[name], y, right=right) if name in boxes else edge
                yield stretch((x, y), (there, y), head=self._points_at(name, bundle))
        style = LABEL.of(bond.ink.line)
        if self._labelled(bundle, column, right=True):
            y = next(iter(ends.values()))
            yield Text(lefts[column + 1] - _HEAD, y - style.line - 0.5, bond.words, style, "right")
        elif self._labelled(bundle, column, right=False):
            y = next(iter(starts.values()))
            yield Text(lefts[column] + widths[column] + _STUB, y - style.line - 0.5, bond.words, style)

    def _points_at(self, name: str, bundle: str) -> bool:
        return any(bond.end == name for bond in self.members[bundle])


def _side(box: Box, y: float, *, right: bool) -> float:
    return box.x + side(box.kind, box.width, box.height, y - box.y, right=right)
