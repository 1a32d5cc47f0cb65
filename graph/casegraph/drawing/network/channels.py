"""Edges in right angles between two ranks of boxes: one upright track for each bundle, ordered so that few cross."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

__all__ = ["Net", "crossings", "tracks"]

_CLEAR = 5.0
"""Uprights on one track, and level stretches, keep this far apart (points)."""


@dataclass(frozen=True, slots=True)
class Net:
    """What one bundle does between two ranks: the heights where it arrives from the left and leaves to the right."""

    left: tuple[float, ...]
    right: tuple[float, ...]

    @property
    def low(self) -> float:
        """The upper end of its upright."""
        return min(*self.left, *self.right)

    @property
    def high(self) -> float:
        """The lower end of its upright."""
        return max(*self.left, *self.right)

    @property
    def straight(self) -> bool:
        """Does it need no upright?"""
        return self.high - self.low < 0.01


def crossings(first: Net, second: Net) -> float:
    """How often two nets cross when the upright of `first` stands left of that of `second`.

    Lines that would lie on each other count ten.

    Examples:
        >>> crossings(Net((10,), (50,)), Net((30,), (70,))), crossings(Net((30,), (70,)), Net((10,), (50,)))
        (2, 0)
    """
    found = sum(first.low < y < first.high for y in second.left if not first.straight)
    found += sum(second.low < y < second.high for y in first.right if not second.straight)
    return found + 10 * sum(abs(a - b) < _CLEAR for a in first.right for b in second.left)


def tracks(nets: Sequence[Net]) -> list[int]:
    """The track of each net, counted from the left; straight ones get track 0.

    The order of the uprights is improved step by step until no single move saves a crossing.

    Examples:
        >>> tracks([Net((10,), (50,)), Net((30,), (70,)), Net((90,), (90,))])
        [1, 0, 0]
    """
    bent = [index for index, net in enumerate(nets) if not net.straight]
    cost = {(a, b): crossings(nets[a], nets[b]) for a in bent for b in bent if a != b}
    order = _improved(sorted(bent, key=lambda index: (sum(cost[index, b] for b in bent if b != index), index)), cost)
    found = [0] * len(nets)
    placed: list[int] = []
    for index in order:
        net = nets[index]
        near = [
            other
            for other in placed
            if (nets[other].low < net.high + _CLEAR and net.low < nets[other].high + _CLEAR)
            or cost[other, index] != cost[index, other]
        ]
        found[index] = 1 + max((found[other] for other in near), default=-1)
        placed.append(index)
    return found


def _improved(order: list[int], cost: dict[tuple[int, int], float]) -> list[int]:
    for _ in range(20):
        better = False
        for index in tuple(order):
            rest = [other for other in order if other != index]
            left, right = 0.0, sum(cost[index, other] for other in rest)
            options = [left + right]
            for other in rest:
                left, right = left + cost[other, index], right - cost[index, other]
                options.append(left + right)
            here = order.index(index)
            best = min(range(len(options)), key=lambda place: (options[place], abs(place - here)))
            if options[best] < options[here]:
                order = [*rest[:best], index, *rest[best:]]
                better = True
        if not better:
            break
    return order


def total(nets: Sequence[Net], placed: Sequence[int]) -> float:
    """How many crossings are left between nets on these tracks."""
    found = 0.0
    for a, b in combinations(range(len(nets)), 2):
        first, second = (a, b) if placed[a] <= placed[b] else (b, a)
        found += crossings(nets[first], nets[second])
    return found
