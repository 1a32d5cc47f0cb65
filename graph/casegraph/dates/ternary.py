"""Three-valued answers: yes, no, unknown, combined as Kleene's strong logic has it."""

from enum import Enum

__all__ = ["Ternary"]


class Ternary(Enum):
    """The answer of a comparison between dates that may be vague.

    Examples:
        >>> Ternary.YES & Ternary.UNKNOWN, Ternary.YES | Ternary.UNKNOWN, ~Ternary.UNKNOWN
        (<Ternary.UNKNOWN: 'unknown'>, <Ternary.YES: 'yes'>, <Ternary.UNKNOWN: 'unknown'>)
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a three-valued answer has no truth value: compare it with Ternary.YES")

    def __invert__(self) -> "Ternary":
        if self is Ternary.UNKNOWN:
            return self
        return Ternary.NO if self is Ternary.YES else Ternary.YES

    def __and__(self, other: "Ternary") -> "Ternary":
        if Ternary.NO in (self, other):
            return Ternary.NO
        return Ternary.UNKNOWN if Ternary.UNKNOWN in (self, other) else Ternary.YES

    def __or__(self, other: "Ternary") -> "Ternary":
        return ~(~self & ~other)
