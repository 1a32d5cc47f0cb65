"""The date at the end of a question, or at its beginning."""

import re

from ...dates import NotADate, When, suggest_edtf
from ...errors import CannotAnswer

__all__ = ["leading_date", "split_date"]

_BEFORE_A_DATE = re.compile(r"\s*,?\s*\b(?:as of|on|of|in|at|during)\s+(?:the year )?(?:the )?", re.I)
_LIKE_A_DATE = re.compile(
    r"(?=.*\d)(?:[\W\d_]|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|early|mid|late|spring|summer|autumn|fall|winter|st|nd|rd|th|of|the|xx?)+",
    re.I,
)
_EDGE = re.compile(r"\b(?:at|by) the (end|beginning|start) of (\d{4})$", re.I)
_NOW = re.compile(r"\s*,?\s*\b(?:as of )?(?:today|now)$", re.I)
_ITS_YEAR = re.compile(r"\b(?:convictions?|sentences?) (?:of|from) \d{4}$", re.I)
"""A year that says which conviction is meant, not for which day the answer is."""


def split_date(text: str) -> tuple[str, When | None]:
    """The question without the date at its end, and that date.

    Raises:
        CannotAnswer: something like a date stands there that is none.
    """
    if _ITS_YEAR.search(text):
        return text, None
    text = _EDGE.sub(lambda m: f"on {m[2]}-{'12-31' if m[1].lower() == 'end' else '01-01'}", text)
    if now := _NOW.search(text):
        return text[: now.start()], None
    for before in _BEFORE_A_DATE.finditer(text):
        said = text[before.end() :].lower()
        if not _LIKE_A_DATE.fullmatch(said):
            continue
        plain = re.sub(r"^\w+day,? |\b(?:of|the)\b ?|(?<=\d)(?:st|nd|rd|th)\b", "", said)
        for candidate in (said, suggest_edtf(said), suggest_edtf(plain)):
            try:
                return text[: before.start()], When.parse(candidate or "")
            except NotADate:
                continue
        raise CannotAnswer(f"I cannot read the date {said!r}: write 2016-01-08, 8 January 2016, January 2016 or 2016")
    return text, None


_LEADING = re.compile(
    r"^(?:as of|on|in|at|during|by) (?P<date>[^,]+?),? "
    r"(?P<rest>(?:who|what|where|which|when|how|why|was|were|is|did|had|could|can)\b.+)$",
    re.I,
)


_MIDDLE = re.compile(
    r"^(?P<start>(?:what|who|where|how) .+?) (?:in|on|during) "
    r"(?P<date>(?:(?:early|late|mid|\d{1,2}|[a-z]{3,9}\.?) )*\d{4}) "
    r"(?P<end>(?:in|at|to|with|of) .+)$",
    re.I,
)


def leading_date(text: str) -> tuple[str, When | None]:
    """The question without a date at its beginning, and that date.

    Examples:
        >>> leading_date("In 2016, who was Governor of Wisconsin")[0]
        'who was Governor of Wisconsin'
    """
    if middle := _MIDDLE.match(text):
        rest, when = split_date(f"{middle['start']} {middle['end']} in {middle['date']}")
        return rest, when
    found = _LEADING.match(text)
    if found is None or not _LIKE_A_DATE.fullmatch(found["date"].lower()):
        return text, None
    rest, when = split_date(f"{found['rest']} in {found['date']}")
    return rest, when
