"""Where boxes of a graph go: ranks from left to right and heights, found by Graphviz behind a small protocol."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["Arranged", "DotLayout", "Layout", "Leg", "Tie"]

_LANE = 9.0
"""Room an edge takes that passes through a rank, in points."""


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge to lay out; ties of one `bundle` may share their way, those of more `weight` are kept straight."""

    start: str
    end: str
    bundle: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a tie between neighbouring ranks; `left` and `right` are boxes, or places where edges pass."""

    left: str
    right: str
    bundle: str


@dataclass(frozen=True, slots=True)
class Arranged:
    """Boxes placed: the rank of each, counted from the left, the height of its centre, and the legs of the ties.

    Places where an edge passes through a rank have a rank and a height like a box.
    """

    rank: dict[str, int]
    middle: dict[str, float]
    ways: tuple[Leg, ...]
    backwards: frozenset[tuple[str, str]] = field(default_factory=frozenset)


class Layout(Protocol):
    """Whatever can place boxes in ranks."""

    def arrange(self, heights: Mapping[str, float], ties: Sequence[Tie], *, variant: int = 0) -> Arranged:
        """Place boxes of these heights (points); another `variant` may give another, equally good, order."""


class DotLayout:
    """Graphviz `dot`, which the pygraphviz wheel carries.

    Examples:
        >>> arranged = DotLayout().arrange({"a": 30, "b": 30}, [Tie("a", "b", "x")])
        >>> arranged.rank
        {'a': 0, 'b': 1}
    """

    gap = 17.0
    """Least distance between boxes of a rank, in points."""

    def arrange(self, heights: Mapping[str, float], ties: Sequence[Tie], *, variant: int = 0) -> Arranged:
        """Ranks first; then every edge that passes through a rank gets a place there, and the order is found."""
        pairs = {(tie.start, tie.end): 1 for tie in ties}
        rank = _ranks(self._run(heights, pairs, variant))
        ways, places = _legs(ties, rank)
        sizes = {**heights, **dict.fromkeys(places, _LANE)}
        heavy: dict[str, int] = {}
        for tie in ties:
            heavy[tie.bundle] = max(heavy.get(tie.bundle, 1), tie.weight)
        legs: dict[tuple[str, str], int] = {}
        for way in ways:
            inside = (way.left in places) + (way.right in places)
            weight = (1, 2, 6)[inside] * heavy[way.bundle]
            legs[way.left, way.right] = max(legs.get((way.left, way.right), 0), weight)
        drawn = self._run(sizes, legs, variant)
        rank |= places
        middle = {name: y for name, (_, y) in drawn.items()}
        backwards = {(tie.start, tie.end) for tie in ties if rank[tie.start] > rank[tie.end]}
        return Arranged(rank, middle, tuple(ways), frozenset(backwards))

    def _run(
        self, heights: Mapping[str, float], edges: Mapping[tuple[str, str], int], variant: int
    ) -> dict[str, tuple[float, float]]:
        """Centres (x, y) as dot gives them, y counted downwards."""
        import pygraphviz

        graph = pygraphviz.AGraph(
            directed=True, strict=False, rankdir="LR", nodesep=str(self.gap / 72), ranksep="0.6", splines="line",
            ordering="", mclimit=str(2 + variant % 3), remincross="true",
        )  # fmt: skip
        names = _turned(sorted(heights), variant)
        numbers = {name: f"n{index}" for index, name in enumerate(names)}
        for name in names:
            graph.add_node(numbers[name], width="1", height=str(heights[name] / 72), fixedsize="true", shape="box",
                           label="")  # fmt: skip
        for (start, end), weight in sorted(edges.items(), key=lambda item: (numbers[item[0][0]], numbers[item[0][1]])):
            graph.add_edge(numbers[start], numbers[end], weight=str(weight), arrowhead="none")
        graph.layout(prog="dot")
        found = {}
        for name in heights:
            x, y = str(graph.get_node(numbers[name]).attr["pos"]).split(",")
            found[name] = (float(x), -float(y))
        graph.close()
        highest = min((y - heights[name] / 2 for name, (_, y) in found.items()), default=0.0)
        return {name: (x, y - highest) for name, (x, y) in found.items()}


def _turned(names: list[str], variant: int) -> list[str]:
    """The names in one of several fixed orders: dot breaks ties by the order it is told of things."""
    if variant % 2:
        names = names[::-1]
    cut = len(names) * (variant // 2) // 5
    return names[cut:] + names[:cut]


def _ranks(centres: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    columns = sorted({round(x) for x, _ in centres.values()})
    return {name: columns.index(round(x)) for name, (x, _) in centres.items()}


def _legs(ties: Iterable[Tie], rank: Mapping[str, int]) -> tuple[list[Leg], dict[str, int]]:
    """The ties cut into legs between neighbouring ranks; ties of a bundle share the places they pass."""
    ways: dict[Leg, None] = {}
    places: dict[str, int] = {}
    for tie in ties:
        left, right = (tie.start, tie.end) if rank[tie.start] <= rank[tie.end] else (tie.end, tie.start)
        before = left
        for column in range(rank[left] + 1, rank[right]):
            place = f"\x00{tie.bundle}@{column}"
            places[place] = column
            ways[Leg(before, place, tie.bundle)] = None
            before = place
        ways[Leg(before, right, tie.bundle)] = None
    return list(ways), places
