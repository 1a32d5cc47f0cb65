"""The value type: what an EDTF text can mean, and how two of them compare."""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from ..errors import UsageError
from .english import suggest_edtf
from .ternary import Ternary
from .words import in_words

__all__ = ["NotADate", "When", "as_day", "one_day"]

_Reach = tuple[date, date, date, date]
"""First and last possible day of the start, first and last possible day of the end."""


class NotADate(ValueError):
    """The text is not an EDTF date; `hint` is the EDTF form it may have meant, or None."""

    def __init__(self, text: str, why: str, hint: str | None = None) -> None:
        super().__init__(f"{text!r} is not an EDTF date: {why}")
        self.text, self.why, self.hint = text, why, hint


@dataclass(frozen=True, slots=True)
class When:
    """A point or stretch of time as far as it is known.

    Comparisons are three-valued and sound: yes and no are given only when every reading of both dates agrees. "About"
    (`~`, `%`) is read with one unit of the date's own precision on either side, so that about 2005 may be 2004.

    Attributes:
        text: the EDTF text it came from.
        earliest: first day of what the text names, or None when the start is open or unknown.
        latest: last day of what the text names (inclusive), or None when the end is open or unknown.
        interval: True when it names a stretch (`1985/2003`), False for one moment somewhere in the range.
        approximate: the text says "about" (`~`, `%`).
        uncertain: the text says "perhaps" (`?`, `%`); it compares by what it says.
        reach: the days comparisons work with, wider than earliest and latest for "about".

    Examples:
        >>> When.parse("2005-11").latest
        datetime.date(2005, 11, 30)
        >>> When.parse("1985").before(When.parse("2003-09"))
        <Ternary.YES: 'yes'>
        >>> When.parse("2005").before(When.parse("2005-11-15"))
        <Ternary.UNKNOWN: 'unknown'>
        >>> When.parse("1990").during(When.parse("1985/2003"))
        <Ternary.YES: 'yes'>
    """

    text: str
    earliest: date | None
    latest: date | None
    interval: bool = False
    approximate: bool = False
    uncertain: bool = False
    reach: _Reach = field(default=(date.min, date.max, date.min, date.max), compare=False, repr=False)

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
        return When(value.isoformat(), value, value, reach=(value, value, value, value))

    @property
    def exact(self) -> bool:
        """True when it is one known day."""
        return self.earliest == self.latest is not None and not (self.approximate or self.uncertain)

    @property
    def ends(self) -> "tuple[When | None, When | None]":
        """The two ends of a stretch, each a date of its own or None where it is open; a moment is both its ends.

        Examples:
            >>> start, end = When.parse("1970-05/..").ends
            >>> start.text, end
            ('1970-05', None)
        """
        if not self.interval:
            return self, self
        start, _, end = self.text.partition("/")
        return (None if start in _OPEN else _point(start, start)), (None if end in _OPEN else _point(end, end))

    @property
    def precision(self) -> str:
        """How finely it is known: to the day, the month or the year."""
        first, last = self.earliest, self.latest
        if first is None or last is None or (first.year, first.month) != (last.year, last.month):
            return "year"
        return "day" if first == last else "month"

    def before(self, other: "When") -> Ternary:
        """Does all of this lie before all of `other`?"""
        _, _, first_end, last_end = self.reach
        first_start, last_start, _, _ = other.reach
        if last_end < first_start:
            return Ternary.YES
        return Ternary.NO if first_end >= last_start else Ternary.UNKNOWN

    def after(self, other: "When") -> Ternary:
        """Does all of this lie after all of `other`?"""
        return other.before(self)

    def overlaps(self, other: "When") -> Ternary:
        """Do the two share a day?"""
        return ~(self.before(other) | self.after(other))

    def during(self, other: "When") -> Ternary:
        """Does all of this lie inside the stretch `other` names? A vague point (`2005`) names its whole range."""
        first_start, last_start, first_end, last_end = self.reach
        opens, opened, closes, closed = other.reach
        if not other.interval and not other.approximate and not other.text.startswith("["):
            opened, closes = opens, closed
        if first_start >= opened and last_end <= closes:
            return Ternary.YES
        return Ternary.NO if last_start < opens or first_end > closed else Ternary.UNKNOWN

    def compatible(self, other: "When") -> bool:
        """Can both describe the same moment? False only when their ranges are disjoint."""
        return Ternary.YES not in (self.before(other), other.before(self))

    def __str__(self) -> str:
        return in_words(self)


_OPEN = ("", "..")
"""What an interval has for an end that is unknown or open."""

_POINT = re.compile(
    r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX)(T\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::\d\d)?)?)?)?)?([~?%])?"
)
_SEASONS = {"21": ((0, 3, 1), (0, 6, 21)), "22": ((0, 6, 1), (0, 9, 23)),
            "23": ((0, 9, 1), (0, 12, 22)), "24": ((-1, 12, 1), (1, 3, 21))}  # fmt: skip
"""Season code → first and last possible day as (year offset, month, day), by the weather or by the sun.

A winter is the one that begins or the one that ends in its year: the format does not say.
"""


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
        why = "an English date" if re.search(r"[A-Za-z]{3}", text) else "expected YYYY, YYYY-MM or YYYY-MM-DD"
        raise NotADate(whole, why, suggest_edtf(whole))
    year, month, day, time, mark = match.groups()
    try:
        first, last = _range(year, month, day, time)
    except (ValueError, OverflowError) as error:
        raise NotADate(whole, "no such day in the calendar", suggest_edtf(whole)) from error
    about = mark in ("~", "%")
    low, high = _padded(first, last, month, day) if about else (first, last)
    return When(whole, first, last, False, about, mark in ("?", "%"), (low, high, low, high))


def _range(year: str, month: str | None, day: str | None, time: str | None) -> tuple[date, date]:
    """First and last day of what the parts of a point name."""
    if "X" in year:
        if month:
            raise ValueError("a month of an unspecified year")
        first = date(int(year.replace("X", "0")) or 1, 1, 1)
        return first, date(int(year.replace("X", "9")), 12, 31)
    if month in _SEASONS:
        if day:
            raise ValueError("a day of a season")
        (y1, m1, d1), (y2, m2, d2) = _SEASONS[month]
        return date(int(year) + y1, m1, d1), date(int(year) + y2, m2, d2)
    if month == "XX" and day not in (None, "XX"):
        raise ValueError("a day of an unspecified month")
    if time and not (time[1:3] < "24" and time[4:6] < "60" and time[7:9] < "60"):
        raise ValueError("no such time of day")
    month, day = (None if part == "XX" else part for part in (month, day))
    first = date(int(year), int(month or 1), int(day or 1))
    return first, first if day else date(first.year, int(month or 12), monthrange(first.year, int(month or 12))[1])


def _padded(first: date, last: date, month: str | None, day: str | None) -> tuple[date, date]:
    """The range of "about": one unit of its precision more on either side."""
    unit = timedelta(days=1 if day and day != "XX" else 31 if month and month != "XX" else 366)
    low = first - unit if first - date.min >= unit else date.min
    return low, last + unit if date.max - last >= unit else date.max


def _interval(text: str) -> When:
    start_text, _, end_text = text.partition("/")
    if "/" in end_text or (start_text in _OPEN and end_text in _OPEN):
        raise NotADate(text, "an interval has two ends, at least one of them a date", suggest_edtf(text))
    start = None if start_text in _OPEN else _point(start_text, text)
    end = None if end_text in _OPEN else _point(end_text, text)
    if start and end and start.earliest and end.latest and start.earliest > end.latest:
        raise NotADate(text, "it ends before it starts")
    ends = [point for point in (start, end) if point]
    low = start.reach[:2] if start else (date.min, date.min if start_text == ".." else ends[0].reach[1])
    high = end.reach[:2] if end else (date.max if end_text == ".." else ends[0].reach[0], date.max)
    return When(
        text,
        start.earliest if start else None,
        end.latest if end else None,
        True,
        any(point.approximate for point in ends),
        any(point.uncertain for point in ends),
        (*low, *high),
    )


def _one_of(text: str) -> When:
    members = [member for part in text[1:-1].split(",") for member in _members(part.strip(), text)]
    starts, ends = [m.earliest for m in members], [m.latest for m in members]
    earliest = None if None in starts else min(day for day in starts if day)
    latest = None if None in ends else max(day for day in ends if day)
    vague = any(m.approximate for m in members), any(m.uncertain for m in members)
    low, high = min(m.reach[0] for m in members), max(m.reach[3] for m in members)
    return When(text, earliest, latest, False, *vague, (low, high, low, high))


def _members(part: str, whole: str) -> list[When]:
    """One member of a set as dates: a point, or a range whose open end reaches out."""
    low, dots, high = part.partition("..")
    if not dots:
        return [_point(low, whole)]
    first, last = (_point(end, whole) if end else None for end in (low, high))
    if first is None and last is None:
        raise NotADate(whole, "a range in a set needs a date at one end")
    if first and last and first.earliest and last.latest and first.earliest > last.latest:
        raise NotADate(whole, "it ends before it starts")
    reach = (first.reach[0] if first else date.min, last.reach[3] if last else date.max)
    whens = [when for when in (first, last) if when]
    about, perhaps = any(w.approximate for w in whens), any(w.uncertain for w in whens)
    earliest, latest = first.earliest if first else None, last.latest if last else None
    return [When(whole, earliest, latest, False, about, perhaps, (*reach, *reach))]


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


def as_day(on: str | date | None) -> date:
    """A day given as a date, as EDTF text, or None for today; of a point in time, the day in its own time zone.

    Raises:
        UsageError: it is not one day.

    Examples:
        >>> as_day("2016-01-08")
        datetime.date(2016, 1, 8)
    """
    if on is None:
        return date.today()
    if isinstance(on, datetime):  # a pandas.Timestamp is one too
        if on != on:  # NaT, the time that pandas has for none
            raise UsageError("NaT is not a day: leave the row out, or give a date")
        return on.date()
    if isinstance(on, date):
        return on
    if type(on).__name__ in ("datetime64", "Period"):  # of numpy and pandas: as precise as they are written
        on = str(on)[:10]  # the day of a point in time
    if not isinstance(on, str):
        raise UsageError(f"{on!r} is not a day: write YYYY-MM-DD, or give a date")
    try:
        return one_day(on)
    except NotADate as error:
        why = f"write {error.hint or 'YYYY-MM-DD'}" if "calendar" not in error.why else error.why
        raise UsageError(f"{on!r} is not a day: {why}") from error
