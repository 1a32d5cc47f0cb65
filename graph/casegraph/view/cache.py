"""A cache with a bound: what was used least recently goes first."""

from collections import OrderedDict
from typing import Generic, TypeVar

__all__ = ["Bounded"]

K = TypeVar("K")
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """Keeps values up to a total weight.

    Examples:
        >>> cache = Bounded[str, int](most=2)
        >>> for name in "abc":
        ...     cache.put(name, 1)
        >>> cache.get("a"), cache.get("c"), len(cache)
        (None, 1, 2)
    """

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """The value kept for `key`, or None."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, weight: int = 1) -> None:
        """Keep `value`; one heavier than the whole bound is not kept."""
        if weight > self._most or key in self._values:
            return
        self._values[key] = (value, weight)
        self._held += weight
        while self._held > self._most:
            _, (_, gone) = self._values.popitem(last=False)
            self._held -= gone
