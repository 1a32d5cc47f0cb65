"""Boxes one below the other, edges in the gutters beside them: how a path or network stands in a narrow sheet.

Every bundle of edges has a track of its own in the left or the right gutter, chosen so that few cross.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..words import numbered
from .network.plan import Bond, bundled
from .paint.shapes import padding, side
from .paint.style import Type, wrap
from .scene import Box, Item, Line, Link, Scene, Text, joined, make_box

__all__ = ["refitted", "upright"]

_LABEL = Type(8)
_TRACK, _STUB, _GAP, _AFTER_LABEL, _PIN = 8.0, 12.0, 11.0, 1.5, 9.0
_IN, _OUT = 0.3, 0.7
"""Where edges arrive at a box and where they leave it, from its top (0) to its bottom (1)."""


@dataclass(frozen=True)
class _Net:
    """A bundle: the boxes it leaves and those it reaches, by their places in the column."""

    name: str
    bond: Bond
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def stubs(self) -> list[float]:
        """Where it meets boxes, from above."""
        places = sorted({*self.starts, *self.ends})
        return [places[0] + _OUT, *(at + _IN for at in places[1:])]

    @property
    def low(self) -> float:
        """The upper end of its upright."""
        return self.stubs[0]

    @property
    def high(self) -> float:
        """The lower end of its upright."""
        return self.stubs[-1]


@dataclass(frozen=True, slots=True)
class _Place:
    """The side a net runs on, and its track, counted from the boxes."""

    right: bool
    track: int


def refitted(box: Box, width: float) -> Box:
    """The box with its words wrapped anew, so that it is `width` points wide over all."""
    left, right, _, _ = padding(box.kind)
    word, *said = box.said
    made = make_box(box.id, box.kind, box.ink, word.text, said, width - left - right)
    return replace(made, width=width)


def upright(kind: str, boxes: Sequence[Box], bonds: Sequence[Bond], wide: float) -> Scene:
    """Boxes in a column of that width in the order given, the edges between them beside it.

    Args:
        kind: of figure.
        boxes: as they are to follow on each other; they are wrapped anew.
        bonds: edges between them.
        wide: the room there is, in points.

    Examples:
        >>> from .paint.style import SOVEREIGN, Ink
        >>> from .scene import Phrase
        >>> made = [make_box(name, "sovereign", SOVEREIGN, name, [Phrase(name, Type())], 90) for name in "ab"]
        >>> scene = upright("path", made, [Bond("a", "b", "leads to", Ink("", "#000000"))], 200)
        >>> [round(box.y) for box in scene.boxes], scene.width
        ([0, 64], 200)
    """
    order = {box.id: index for index, box in enumerate(boxes)}
    nets = _nets([bond for bond in bonds if bond.start != bond.end], order)
    places = _placed(nets)
    gutters = [_gutter([place.track for place in places.values() if place.right == right]) for right in (False, True)]
    width = wide - sum(gutters)
    labels = _labels(nets, order, width)
    column, tops = [], {}
    y = 0.0
    for box in boxes:
        said = [text for _, text in labels.get(box.id, ())]
        tops[box.id] = y
        y += len(said) * _LABEL.line + (_AFTER_LABEL if said else 0)
        made = refitted(box, width)
        column.append(_tall_enough(made, order[box.id], nets, places).at(gutters[0], y))
        y = column[-1].bottom + _GAP
    items: list[Item] = []
    pins = _pins(column, nets, places)
    for net in nets:
        items += _drawn(net, places[net.name], column, pins, (gutters[0], gutters[0] + width))
    for box in column:
        for index, (net, text) in enumerate(labels.get(box.id, ())):
            style, at = _LABEL.of(net.bond.ink.line), tops[box.id] + index * _LABEL.line
            right = places[net.name].right
            x = gutters[0] + width - 2 if right else gutters[0] + 2
            items.append(Text(x, at, text, style, "right" if right else "left"))
        items.append(box)
    links = tuple(Link(bond.start, bond.end, bond.words, bond.cited) for bond in bonds)
    return Scene(kind, wide, max(y - _GAP, 0.0), tuple(items), links)


def _nets(bonds: Sequence[Bond], order: Mapping[str, int]) -> list[_Net]:
    members: dict[str, list[Bond]] = {}
    for bond, name in bundled(bonds).items():
        members.setdefault(name, []).append(bond)
    found = [
        _Net(name, max(held, key=lambda bond: bond.width), tuple(sorted({order[bond.start] for bond in held})),
             tuple(sorted({order[bond.end] for bond in held})))
        for name, held in members.items()
    ]  # fmt: skip
    return sorted(found, key=lambda net: (net.high - net.low, net.low, net.name))


def _placed(nets: Sequence[_Net]) -> dict[str, _Place]:
    """A side and a track for each net: where it crosses fewest, tried again until nothing gets better."""
    cost = {(a.name, b.name): _crossed(a, b) for a in nets for b in nets if a is not b}
    sides: tuple[list[_Net], list[_Net]] = ([], [])
    for _ in range(4):
        for net in nets:
            for held in sides:
                if net in held:
                    held.remove(net)
            _, right, at = min(
                option for right, held in enumerate(sides) for option in _options(net, held, right, cost)
            )
            sides[right].insert(at, net)
    found: dict[str, _Place] = {}
    for right, held in enumerate(sides):
        for number, net in enumerate(held):
            below = [found[other.name].track for other in held[:number] if _abreast(other, net)]
            found[net.name] = _Place(bool(right), 1 + max(below, default=-1))
    return found


def _options(
    net: _Net, held: Sequence[_Net], right: int, cost: Mapping[tuple[str, str], int]
) -> Iterator[tuple[int, int, int]]:
    """What a net crosses among those of a side where it stands after so many of them, counted from the boxes."""
    crossed = sum(cost[net.name, other.name] for other in held)
    yield crossed, right, 0
    for at, other in enumerate(held, 1):
        crossed += cost[other.name, net.name] - cost[net.name, other.name]
        yield crossed, right, at


def _abreast(one: _Net, other: _Net) -> bool:
    return one.low < other.high and other.low < one.high


def _crossed(inner: _Net, outer: _Net) -> int:
    """How often the stubs of the outer net cross the upright of the inner one."""
    return sum(inner.low < stub < inner.high for stub in outer.stubs)


def _gutter(tracks: Sequence[int]) -> float:
    return max(tracks) * _TRACK + _STUB + 3 if tracks else 0.0


def _labels(nets: Sequence[_Net], order: Mapping[str, int], width: float) -> dict[str, list[tuple[_Net, str]]]:
    """Id of a box → what stands above it: the words of each bundle that reaches it, line by line."""
    names = {index: name for name, index in order.items()}
    found: dict[str, list[tuple[_Net, str]]] = {}
    for net in sorted(nets, key=lambda net: net.name):
        text = joined(net.bond.words, numbered(net.bond.cited))
        for end in net.ends if net.bond.cited else net.ends[:1]:
            for line in wrap(text, _LABEL, width - 6) if text else ():
                found.setdefault(names[end], []).append((net, line))
    return found


def _meeting(index: int, nets: Sequence[_Net], places: Mapping[str, _Place], *, right: bool) -> list[_Net]:
    """The nets that meet a box on a side, from its top to its bottom: arriving, the inner ones first; then leaving."""
    here = [net for net in nets if places[net.name].right == right and index in (*net.starts, *net.ends)]

    def height(net: _Net) -> tuple[bool, int]:
        leaving, track = index == min(*net.starts, *net.ends), places[net.name].track
        return leaving, -track if leaving else track

    return sorted(here, key=height)


def _tall_enough(box: Box, index: int, nets: Sequence[_Net], places: Mapping[str, _Place]) -> Box:
    most = max(len(_meeting(index, nets, places, right=right)) for right in (False, True))
    return replace(box, height=max(box.height, 16 + _PIN * max(most - 1, 0)))


def _pins(
    column: Sequence[Box], nets: Sequence[_Net], places: Mapping[str, _Place]
) -> dict[tuple[str, int], float]:  # fmt: skip
    """Where a net meets a box: (net, place in the column) → y."""
    found = {}
    for index, box in enumerate(column):
        for right in (False, True):
            here = _meeting(index, nets, places, right=right)
            room = box.height - 16
            for number, net in enumerate(here):
                share = (number + 0.5) / len(here) if len(here) > 1 else 0.5
                found[net.name, index] = box.y + 8 + room * share
    return found


def _drawn(
    net: _Net, place: _Place, column: Sequence[Box], pins: Mapping[tuple[str, int], float], edges: tuple[float, float]
) -> Iterator[Line]:
    """The upright of a net, and its stubs to the boxes, with an arrowhead at each that it reaches."""
    bond, off = net.bond, _STUB + place.track * _TRACK
    x = edges[1] + off if place.right else edges[0] - off
    levels = {index: pins[net.name, index] for index in (*net.starts, *net.ends)}

    def stretch(*points: tuple[float, float], head: bool = False) -> Line:
        return Line(points, bond.ink.line, bond.width, net.name, bond.ink.dashed, head)

    yield stretch((x, min(levels.values())), (x, max(levels.values())))
    for index, y in levels.items():
        box = column[index]
        meets = box.x + side(box.kind, box.width, box.height, y - box.y, right=place.right)
        yield stretch((x, y), (meets, y), head=index in net.ends)
