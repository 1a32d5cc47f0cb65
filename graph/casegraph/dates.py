"""Fuzzy dates: an EDTF value type whose comparisons answer yes, no or unknown.

The format is the Extended Date/Time Format of the Library of Congress (2019, ISO 8601-2): level 0
(`1985`, `2005-11`, `2005-11-15`, `1985/2003`) and the level 1 forms a case needs: approximate `2005~`, uncertain
`2005?`, both `2005%`, open `../2003` and `2003/..`, unknown `/2003` ends, and one-of sets `[2003-09-10,2003-09-11]`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

__all__ = ["NotADate", "Ternary", "When", "in_words", "one_day", "suggest_edtf"]


class NotADate(ValueError):
    """The text is not an EDTF date; `hint` is the EDTF form it may have meant, or None."""

    def __init__(self, text: str, why: str, hint: str | None = None) -> None:
        super().__init__(f"{text!r} is not an EDTF date: {why}")
        self.text, self.why, self.hint = text, why, hint


class Ternary(Enum):
    """The answer of a comparison between dates that may be vague."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a three-valued answer has no truth value: compare it with Ternary.YES")

    def __invert__(self) -> "Ternary":
        return {Ternary.YES: Ternary.NO, Ternary.NO: Ternary.YES}.get(self, Ternary.UNKNOWN)


_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?")


@dataclass(frozen=True, slots=True)
class When:
    """A point or stretch of time as far as it is known.

    Attributes:
        text: the EDTF text it came from.
        earliest: first possible day, or None when the start is open or unknown.
        latest: last possible day (inclusive), or None when the end is open or unknown.
        interval: True when it names a stretch (`1985/2003`), False for one moment somewhere in the range.
        approximate: the text says "about" (`~`, `%`).
        uncertain: the text says "perhaps" (`?`, `%`).

    Examples:
        >>> When.parse("2005-11").latest
        datetime.date(2005, 11, 30)
        >>> When.parse("1985").before(When.parse("2003-09"))
        <Ternary.YES: 'yes'>
        >>> When.parse("2005").before(When.parse("2005-11-15"))
        <Ternary.UNKNOWN: 'unknown'>
    """

    text: str
    earliest: date | None
    latest: date | None
    interval: bool = False
    approximate: bool = False
    uncertain: bool = False

    @staticmethod
    def parse(text: str) -> "When":
        """Read an EDTF text.

        Raises:
            NotADate: the text is not EDTF, names an impossible day, or ends before it starts.
        """
        return _parse(text)

    @staticmethod
    def day(value: date) -> "When":
        """The single day `value`."""
        return When(value.isoformat(), value, value)

    @property
    def exact(self) -> bool:
        """True when it is one known day."""
        return self.earliest == self.latest is not None and not (self.approximate or self.uncertain)

    def before(self, other: "When") -> Ternary:
        """Does all of this lie before all of `other`?"""
        if self.latest is not None and other.earliest is not None and self.latest < other.earliest:
            return Ternary.YES
        if self.interval or other.interval:
            end, start = (self.latest, other.earliest)
            return Ternary.NO if end is not None and start is not None and end >= start else Ternary.UNKNOWN
        if self.earliest is not None and other.latest is not None and self.earliest >= other.latest:
            return Ternary.NO
        return Ternary.UNKNOWN

    def after(self, other: "When") -> Ternary:
        """Does all of this lie after all of `other`?"""
        return other.before(self)

    def compatible(self, other: "When") -> bool:
        """Can both describe the same moment? False only when their ranges are disjoint."""
        return Ternary.YES not in (self.before(other), other.before(self))

    def __str__(self) -> str:
        return in_words(self)


@cache
def _parse(text: str) -> When:
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text)
    if "/" in text:
        return _interval(text)
    return _point(text, text)


def _point(text: str, whole: str) -> When:
    match = _POINT.fullmatch(text)
    if match is None:
        raise NotADate(whole, "expected YYYY, YYYY-MM or YYYY-MM-DD", suggest_edtf(whole))
    year, month, day, mark = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise NotADate(whole, "no such day in the calendar") from error
    last = first if day else date(first.year, int(month or 12), monthrange(first.year, int(month or 12))[1])
    return When(whole, first, last, False, mark in ("~", "%"), mark in ("?", "%"))


def _interval(text: str) -> When:
    start_text, _, end_text = text.partition("/")
    if "/" in end_text or (start_text in ("", "..") and end_text in ("", "..")):
        raise NotADate(text, "an interval has two ends, at least one of them a date")
    start = None if start_text in ("", "..") else _point(start_text, text)
    end = None if end_text in ("", "..") else _point(end_text, text)
    if start and end and start.earliest and end.latest and start.earliest > end.latest:
        raise NotADate(text, "it ends before it starts")
    ends = [point for point in (start, end) if point]
    return When(
        text,
        start.earliest if start else None,
        end.latest if end else None,
        True,
        any(point.approximate for point in ends),
        any(point.uncertain for point in ends),
    )


def _one_of(text: str) -> When:
    members: list[When] = []
    for part in text[1:-1].split(","):
        low, dots, high = part.strip().partition("..")
        if not dots:
            members.append(_point(low, text))
            continue
        bounds = [_point(end, text) if end else None for end in (low, high)]
        if bounds == [None, None]:
            raise NotADate(text, "a range in a set needs a date at one end")
        members.append(When(text, bounds[0].earliest if bounds[0] else None, bounds[1].latest if bounds[1] else None))
    starts, ends = [m.earliest for m in members], [m.latest for m in members]
    earliest = None if None in starts else min(day for day in starts if day)
    latest = None if None in ends else max(day for day in ends if day)
    if earliest and latest and earliest > latest:
        raise NotADate(text, "it ends before it starts")
    vague = any(m.approximate for m in members), any(m.uncertain for m in members)
    return When(text, earliest, latest, False, *vague)


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(
    r"(?P<about>c\.|ca\.?|circa|about|around|approximately)?\s*"
    r"(?:(?P<d1>\d{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,9})?\.?\s*(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,)?\s*(?P<year>\d{4})",
    re.IGNORECASE,
)


def suggest_edtf(text: str) -> str | None:
    """The EDTF form an English date may have meant, or None.

    Examples:
        >>> suggest_edtf("Sept. 2003"), suggest_edtf("c. 1985"), suggest_edtf("8 January 2016")
        ('2003-09', '1985~', '2016-01-08')
    """
    match = _ENGLISH.fullmatch(text.strip())
    if match is None:
        return None
    month, day = match["month"], match["d1"] or match["d2"]
    suggestion = match["year"]
    if month:
        if month[:3].lower() not in _MONTHS:
            return None
        suggestion += f"-{_MONTHS.index(month[:3].lower()) + 1:02d}"
        suggestion += f"-{int(day):02d}" if day else ""
    elif day:
        return None
    return suggestion + ("~" if match["about"] else "")


def _point_in_words(text: str) -> str:
    match = _POINT.fullmatch(text)
    assert match is not None
    year, month, day, mark = match.groups()
    words = year
    if month:
        words = f"{_MONTHS[int(month) - 1].capitalize()} {year}"
    if day:
        words = f"{int(day)} {words}"
    return {"~": "c. ", "?": "perhaps ", "%": "perhaps c. "}.get(mark or "", "") + words


def in_words(when: When) -> str:
    """The date as a newspaper prints it.

    Examples:
        >>> in_words(When.parse("2003-09-11")), in_words(When.parse("2005~")), in_words(When.parse("../2003"))
        ('11 Sep 2003', 'c. 2005', 'until 2003')
    """
    if when.text.startswith("["):
        parts = [part.strip() for part in when.text[1:-1].split(",")]
        return " or ".join(_range_in_words(*part.partition("..")) for part in parts)
    if "/" in when.text:
        return _range_in_words(*when.text.partition("/"))
    return _point_in_words(when.text)


def _range_in_words(low: str, joint: str, high: str) -> str:
    if not joint:
        return _point_in_words(low)
    low, high = low.strip("."), high.strip(".")
    if low and high:
        return f"{_point_in_words(low)} to {_point_in_words(high)}"
    return f"from {_point_in_words(low)}" if low else f"until {_point_in_words(high)}"


def one_day(text: str) -> date:
    """The one day an EDTF text names.

    Raises:
        NotADate: it is no EDTF date, or names more than one day.

    Examples:
        >>> one_day("2016-01-08")
        datetime.date(2016, 1, 8)
    """
    when = When.parse(text)
    if when.earliest is None or when.earliest != when.latest:
        raise NotADate(text, "it names more than one day", "YYYY-MM-DD")
    return when.earliest
