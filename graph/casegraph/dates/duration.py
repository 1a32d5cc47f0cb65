"""How long something lasted: ISO 8601 durations, read with a tolerance that is stated."""

import math
import re
from dataclasses import dataclass
from functools import cache

__all__ = ["Duration", "NotADuration"]

_FORM = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_UNITS = ("year", "month", "week", "day")
_LENGTHS = {"year": 365.2425, "month": 30.436875, "week": 7.0, "day": 1.0}
_SLACK = {"year": 1, "month": 2, "week": 0, "day": 0}
"""Days by which the calendar makes a unit longer or shorter than its mean."""
_LONGEST = 1_000
"""Years beyond which a duration is a slip of the pen."""
_DIGITS = 7
"""Digits of a count; a thousand years are 365,243 days."""
_ENGLISH = re.compile(r"(?:about |over |nearly )?(\d+)[ -](year|month|week|day)s?", re.IGNORECASE)


class NotADuration(ValueError):
    """The text is no ISO 8601 duration, or an impossible one; `hint` is the form it may have meant, or None."""

    def __init__(self, text: str, why: str, hint: str | None = None) -> None:
        super().__init__(f"{text!r} is not a duration: {why}")
        self.text, self.why, self.hint = text, why, hint


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as people count it.

    A count that stops at years, months or weeks is a round number: it is read as half a unit less (rounded up) to one
    unit more (counted in full units only). "18 years" is 17½ to 19 years. A count that goes down to days is meant as
    it stands, with a day to either side because people count the first and the last day or do not.

    Attributes:
        text: the ISO 8601 text.
        parts: (unit, count), largest unit first.
        least, most: the days it may have lasted.

    Examples:
        >>> length = Duration.parse("P18Y")
        >>> length.least, length.most, length.tolerance
        (6390, 6941, '17½ to 19 years')
    """

    text: str
    parts: tuple[tuple[str, int], ...]
    least: int
    most: int

    @staticmethod
    def parse(text: str) -> "Duration":
        """Read an ISO 8601 duration in years, months, weeks and days.

        Raises:
            NotADuration: it is none, lasts no time at all, or longer than a thousand years.
        """
        return _parse(text)

    @property
    def tolerance(self) -> str:
        """How it is read, in words."""
        unit, count = self.parts[-1]
        if unit == "day":
            return "to the day, give or take one"
        rest = " ".join(f"{n} {u}{'' if n == 1 else 's'}" for u, n in self.parts[:-1])
        if count == 0:
            return f"{rest}, half a {unit} less to one {unit} more"
        low = f"{count - 1}½" if count > 1 else "½"
        return f"{rest + ' and ' if rest else ''}{low} to {count + 1} {unit}s"


@cache
def _parse(text: str) -> Duration:
    match = _FORM.fullmatch(text)
    if match is None:
        english = _ENGLISH.fullmatch(text.strip())
        hint = f"P{english[1]}{english[2][0].upper()}" if english else None
        why = "it runs backward" if re.fullmatch(r"-P.*|P-.*", text) else "expected P18Y, P6M, P3W or P10D"
        raise NotADuration(text, why, hint)
    if any(len(count.lstrip("0")) > _DIGITS for count in match.groups() if count):
        raise NotADuration(f"{text[:12]}…", f"it is longer than {_LONGEST:,} years")
    parts = tuple((unit, int(count)) for unit, count in zip(_UNITS, match.groups(), strict=True) if count)
    if not any(count for _, count in parts):
        raise NotADuration(text, "it lasts no time at all")
    if sum(count * _LENGTHS[unit] for unit, count in parts) > _LONGEST * _LENGTHS["year"]:
        raise NotADuration(text, f"it is longer than {_LONGEST:,} years")
    days = sum(count * _LENGTHS[unit] for unit, count in parts)
    slack = max(_SLACK[unit] for unit, _ in parts)
    unit = parts[-1][0]
    less, more = (1.0, 1.0) if unit == "day" else (_LENGTHS[unit] / 2, _LENGTHS[unit])
    return Duration(text, parts, max(0, math.floor(days - less) - slack), math.ceil(days + more) + slack)
