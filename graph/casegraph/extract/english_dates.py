"""Dates and lengths of time as English prose writes them, read as EDTF and ISO 8601, never more precisely than written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..dates import NotADate, When

__all__ = ["Found", "dates_in", "duration", "number"]

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\b\.?|July?\b\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d)"
_DATE = re.compile(
    rf"(?P<about>\b(?:about|around|circa|approximately)\s+)?"
    rf"(?:\b{_MONTH}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)"
    rf"|\b(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.replace('month', 'month2')},?\s+{_YEAR.replace('year', 'year2')}(?!\d)"
    rf"|\b{_MONTH.replace('month', 'month3')},?\s+(?:of\s+)?{_YEAR.replace('year', 'year3')}(?!\d)"
    rf"|\b(?P<iso>(?:1[6-9]|20)\d\d-\d\d-\d\d)\b"
    rf"|(?<![\d$,.#-])\b{_YEAR.replace('year', 'year4')}(?![\d,]*\d|-\w|\s+(?:people|signatures|words|dollars|others|inmates|men|women|cases)\b))"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: its span and its EDTF form."""

    start: int
    end: int
    edtf: str


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """The dates of a stretch of text; a day without a year is none, since its year would be a guess.

    Examples:
        >>> [found.edtf for found in dates_in("On Oct. 3, 2018, about 1985, 12 May 2010 and in March 2003; June 5.")]
        ['2018-10-03', '1985~', '2010-05-12', '2003-03']
    """
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        edtf = match["iso"] or _edtf(match)
        try:
            When.parse(edtf)
        except NotADate:
            continue
        yield Found(match.start(), match.end(), edtf)


def _edtf(match: "re.Match[str]") -> str:
    year = match["year"] or match["year2"] or match["year3"] or match["year4"]
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"]
    text = year
    if month:
        text += f"-{next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower())):02d}"
    if day:
        text += f"-{int(day):02d}"
    return text + ("~" if match["about"] else "")


_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER = rf"(?:\d{{1,3}}(?:\.5)?|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(reversed(_UNITS))}|a|an)"
"""A number below a thousand, in figures or in words."""


def number(text: str) -> int | None:
    """A number in figures or words, None when it is not whole.

    Examples:
        >>> number("twenty-five"), number("18"), number("1.5")
        (25, 18, None)
    """
    words = text.lower().replace("-", " ").split()
    if text.isdigit():
        return int(text)
    if words in (["a"], ["an"]):
        return 1
    total = 0
    for word in words:
        if word in _UNITS:
            total += _UNITS.index(word)
        elif word in _TENS:
            total += 20 + 10 * _TENS.index(word)
        else:
            return None
    return total


def duration(text: str) -> str | None:
    """The ISO 8601 form of `18 years` or `nine months`, None when it is none or is not exact.

    Examples:
        >>> duration("18 years"), duration("nine months"), duration("about 3 years")
        ('P18Y', 'P9M', None)
    """
    match = re.fullmatch(rf"({NUMBER})[- ](year|month|day)s?", text.strip(), re.IGNORECASE)
    count = number(match[1]) if match else None
    return f"P{count}{match[2][0].upper()}" if match and count is not None else None
