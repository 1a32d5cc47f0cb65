"""Dates as a newspaper prints them."""

import re
from typing import TYPE_CHECKING

from .duration import Duration
from .english import MONTHS

if TYPE_CHECKING:
    from .when import When

__all__ = ["in_words", "length_in_words", "split_range", "years_in_words"]

_PARTS = re.compile(r"([\dX]{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T.*?)?([~?%])?")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def in_words(when: "When") -> str:
    """The date as a newspaper prints it.

    Examples:
        >>> from casegraph.dates import When
        >>> in_words(When.parse("2003-09-11")), in_words(When.parse("2005~")), in_words(When.parse("../2003"))
        ('11 Sep 2003', 'c. 2005', 'until 2003')
        >>> in_words(When.parse("198X")), in_words(When.parse("2001-24"))
        ('the 1980s', 'winter 2001')
    """
    if when.text.startswith("["):
        return " or ".join(_range_in_words(*split_range(part)) for part in when.text[1:-1].split(","))
    return _range_in_words(*split_range(when.text))


def years_in_words(when: "When") -> str:
    """The year or years a date falls in, as the label of a record names them.

    Examples:
        >>> from casegraph.dates import When
        >>> [years_in_words(When.parse(text)) for text in ("2003-09-11", "198X", "1985/2003", "../2003", "1970/..")]
        ['2003', 'the 1980s', '1985–2003', 'until 2003', 'from 1970']
    """
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return f"from {first.year:04d}" if first else f"until {last.year:04d}" if last else ""
    if first.year == last.year:
        return f"{first.year:04d}"
    return f"{first.year:04d}–{last.year:04d}" if when.interval or "X" not in when.text else in_words(when)


def split_range(text: str) -> tuple[str, str, str]:
    """The two ends of an interval or of a range in a set, with what joins them ("" when it is a point)."""
    joint = "/" if "/" in text else ".." if ".." in text else ""
    low, _, high = text.partition(joint) if joint else (text, "", "")
    return low.strip(" ."), joint, high.strip(" .")


def _range_in_words(low: str, joint: str, high: str) -> str:
    if not joint:
        return _point_in_words(low)
    if low and high:
        return f"{_point_in_words(low)} to {_point_in_words(high)}"
    return f"from {_point_in_words(low)}" if low else f"until {_point_in_words(high)}"


def _point_in_words(text: str) -> str:
    match = _PARTS.fullmatch(text)
    assert match is not None
    year, month, day, mark = match.groups()
    words = year
    if year.endswith("XX"):
        words = f"{year[:2]}00s"
    elif year.endswith("X"):
        words = f"the {year[:3]}0s"
    elif month in _SEASONS:
        words = f"{_SEASONS[month]} {year}"
    elif month and month != "XX":
        words = f"{MONTHS[int(month) - 1].capitalize()} {year}"
        words = f"{int(day)} {words}" if day and day != "XX" else words
    return {"~": "c. ", "?": "perhaps ", "%": "perhaps c. "}.get(mark or "", "") + words


def length_in_words(text: str) -> str:
    """An ISO 8601 duration as a reader says it.

    Examples:
        >>> length_in_words("P18Y"), length_in_words("P1Y6M"), length_in_words("P1D")
        ('18 years', '1 year 6 months', '1 day')
    """
    parts = Duration.parse(text).parts
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for unit, count in parts if count)
