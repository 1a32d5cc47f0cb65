"""A Simple Temporal Network in networkx: tightest bounds by shortest paths, contradictions as negative cycles.

An edge u → v with weight w says that v comes at most w ticks after u. One Bellman–Ford run from everywhere at once
finds a negative cycle or gives potentials that make all weights non-negative (Johnson); with them two Dijkstra runs,
from the origin and towards it, give the latest and the earliest time of every instant. For n instants and m
constraints that is O(m log n) in practice, never the O(n³) of all pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from itertools import count, pairwise

import networkx

from .constraints import ORIGIN, Constraint, Instant

__all__ = ["Network", "consistent", "negative_cycle"]


class Network:
    """The tightest constraints between every two instants.

    Attributes:
        graph: instants and constraints; edge data `ticks` and `constraint`.
    """

    def __init__(self, constraints: Iterable[Constraint]) -> None:
        self.graph: networkx.DiGraph[Instant] = networkx.DiGraph()
        self.graph.add_node(ORIGIN)
        for constraint in constraints:
            u, v = constraint.start, constraint.end
            held = self.graph.get_edge_data(u, v)
            if held is None or (constraint.ticks, len(constraint.claims)) < (
                held["ticks"],
                len(held["constraint"].claims),
            ):
                self.graph.add_edge(u, v, ticks=constraint.ticks, constraint=constraint)

    def potentials(self) -> tuple[dict[Instant, int], list[Constraint]]:
        """Potentials that make every weight non-negative, and a negative cycle ([] when there is none)."""
        adjacent = self.graph.adj
        dist: dict[Instant, int] = dict.fromkeys(self.graph, 0)
        parent: dict[Instant, Instant] = {}
        active = dict.fromkeys(self.graph)
        for round_ in count(1):
            changed: dict[Instant, None] = {}
            for u in active:
                base = dist[u]
                for v, data in adjacent[u].items():
                    if base + data["ticks"] < dist[v]:
                        dist[v] = base + data["ticks"]
                        parent[v] = u
                        changed[v] = None
            if not changed:
                return dist, []
            if round_ & (round_ - 1) == 0 or round_ % 64 == 0:
                loop = _loop(parent)
                if loop:
                    return dist, self._constraints(loop)
            active = changed
        raise AssertionError("unreachable")

    def _constraints(self, loop: list[Instant]) -> list[Constraint]:
        return [self.graph.edges[pair]["constraint"] for pair in zip(loop, [*loop[1:], loop[0]], strict=True)]

    def bounds(
        self, potentials: dict[Instant, int], *, backward: bool = False
    ) -> tuple[dict[Instant, int], dict[Instant, Instant]]:
        """Ticks from the origin to each instant by the shortest path (to the origin when backward), and the way there.

        Of equally tight paths the one with fewest constraints is taken.
        """
        adjacent = self.graph.pred if backward else self.graph.succ
        sign = -1 if backward else 1
        best: dict[Instant, tuple[int, int]] = {ORIGIN: (0, 0)}
        via: dict[Instant, Instant] = {}
        order = count()
        heap = [(0, 0, next(order), ORIGIN)]
        done: set[Instant] = set()
        while heap:
            far, hops, _, u = heapq.heappop(heap)
            if u in done:
                continue
            done.add(u)
            for v, data in adjacent[u].items():
                reached = (far + data["ticks"] + sign * (potentials[u] - potentials[v]), hops + 1)
                if v not in done and (v not in best or reached < best[v]):
                    best[v], via[v] = reached, u
                    heapq.heappush(heap, (*reached, next(order), v))
        home = potentials[ORIGIN]
        return {v: far - sign * (home - potentials[v]) for v, (far, _) in best.items()}, via

    def way(self, instant: Instant, via: dict[Instant, Instant], *, backward: bool = False) -> list[Constraint]:
        """The constraints on the way from the origin to `instant` (on the way back when backward), in order of time."""
        steps: list[Constraint] = []
        while instant != ORIGIN:
            before = via[instant]
            pair = (instant, before) if backward else (before, instant)
            steps.append(self.graph.edges[pair]["constraint"])
            instant = before
        return steps[::-1]


def _loop(parent: dict[Instant, Instant]) -> list[Instant]:
    """A cycle among the parents, in the direction of the edges; [] when there is none."""
    seen: dict[Instant, int] = {}
    for number, start in enumerate(parent):
        node: Instant | None = start
        while node is not None and node not in seen:
            seen[node] = number
            node = parent.get(node)
        if node is not None and seen[node] == number:
            loop = [node]
            while parent[loop[-1]] != node:
                loop.append(parent[loop[-1]])
            return loop[::-1]
    return []


def negative_cycle(constraints: Iterable[Constraint]) -> list[Constraint]:
    """A cycle of constraints that cannot all hold, as short as a search around it finds; [] when all can."""
    network = Network(constraints)
    _, cycle = network.potentials()
    for start in dict.fromkeys([ORIGIN, *(constraint.start for constraint in cycle)] if cycle else ()):
        shorter = _short_cycle(network, start, len(cycle) - 1)
        cycle = shorter or cycle
    return cycle


def consistent(constraints: Iterable[Constraint]) -> bool:
    """Can all of them hold?"""
    return not Network(constraints).potentials()[1]


def _short_cycle(network: Network, start: Instant, most: int) -> list[Constraint]:
    """A negative cycle through `start` of at most `most` edges, the shortest there is; [] when there is none."""
    adjacent = network.graph.adj
    layer: dict[Instant, int] = {start: 0}
    parents: list[dict[Instant, Instant]] = []
    for _ in range(most):
        reached: dict[Instant, int] = {}
        parent: dict[Instant, Instant] = {}
        for u, far in layer.items():
            for v, data in adjacent[u].items():
                if v not in reached or far + data["ticks"] < reached[v]:
                    reached[v], parent[v] = far + data["ticks"], u
        parents.append(parent)
        if reached.get(start, 0) < 0:
            loop = [start]
            for step in reversed(parents):
                loop.append(step[loop[-1]])
            path = loop[::-1]
            return [network.graph.edges[pair]["constraint"] for pair in pairwise(path)]
        layer = reached
    return []
