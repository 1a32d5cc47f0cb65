"""Where things go: labels spread along an axis without overlap, boxes stacked, edges in right angles."""

from collections.abc import Sequence

__all__ = ["elbow", "isotonic", "packed_both", "spread", "stack", "years_apart"]

Point = tuple[float, float]


def years_apart(room: float, least: float) -> int:
    """How many years lie between two numbers of an axis: 1, 2, 5, 10, 20, 50, … so that they stand apart.

    Args:
        room: the length of a year.
        least: the least distance of two numbers, in the same unit.

    Examples:
        >>> years_apart(9.0, 34), years_apart(0.02, 34)
        (5, 2000)
    """
    size = 1
    while True:
        for years in (size, 2 * size, 5 * size):
            if room * years >= least:
                return years
        size *= 10


def isotonic(wanted: Sequence[float]) -> list[float]:
    """The non-decreasing numbers nearest to `wanted` by least squares (pool adjacent violators).

    Examples:
        >>> isotonic([1, 5, 3, 9])
        [1.0, 4.0, 4.0, 9.0]
    """
    pools: list[tuple[float, int]] = []
    for value in wanted:
        pools.append((float(value), 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1] = (pools[-1][0] + total, pools[-1][1] + count)
    return [total / count for total, count in pools for _ in range(count)]


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for labels in the given order, each as near as can be to where it is wanted, none overlapping.

    Args:
        wanted: the centre each label would like, in points.
        heights: the height of each label, its gap included.
        low, high: the stretch the labels must stay in; `high` gives way when they do not fit.

    Examples:
        >>> spread([10, 10, 50], [6, 6, 6], 0, 100)
        [7.0, 13.0, 50.0]
    """
    before = [sum(heights[:index]) for index in range(len(heights))]
    tops = isotonic([want - height / 2 - above for want, height, above in zip(wanted, heights, before, strict=True)])
    last = max(low, high - sum(heights))
    return [
        min(max(top, low), last) + above + height / 2 for top, above, height in zip(tops, before, heights, strict=True)
    ]


def packed_both(starts: Sequence[float], widths: Sequence[float]) -> list[tuple[bool, int]]:
    """A side (above: True) and a row for each label, so that no label covers another or the line to another.

    Labels start where their line stands and run to the right. From the right to the left each takes, on the side where
    it lies nearer to the axis, the first row beyond all labels whose lines it reaches over.

    Args:
        starts: where the line of each label stands, in points; non-decreasing.
        widths: how wide each label is, gap included.

    Examples:
        >>> packed_both([0, 50, 60, 200], [100, 100, 100, 100])
        [(True, 1), (False, 0), (True, 0), (True, 0)]
    """
    placed = [(True, 0)] * len(starts)
    for index in range(len(starts) - 1, -1, -1):
        reached = [placed[n] for n in range(index + 1, len(starts)) if starts[n] < starts[index] + widths[index]]
        rows = {side: max((row + 1 for mine, row in reached if mine is side), default=0) for side in (True, False)}
        above = rows[True] <= rows[False]
        placed[index] = (above, rows[above])
    return placed


def stack(heights: Sequence[float], gap: float, centre: float) -> list[float]:
    """The tops of boxes stacked around `centre` with `gap` between them.

    Examples:
        >>> stack([10, 20], 10, 50)
        [30.0, 50.0]
    """
    top = centre - (sum(heights) + gap * (len(heights) - 1)) / 2
    tops = []
    for height in heights:
        tops.append(top)
        top += height + gap
    return tops


def elbow(start: Point, bend: float, end: Point) -> list[Point]:
    """A line in right angles that turns at x = `bend`; straight when both ends are level.

    Examples:
        >>> elbow((0, 0), 5, (9, 4))
        [(0, 0), (5, 0), (5, 4), (9, 4)]
    """
    if abs(start[1] - end[1]) < 0.01:
        return [start, end]
    return [start, (bend, start[1]), (bend, end[1]), end]
