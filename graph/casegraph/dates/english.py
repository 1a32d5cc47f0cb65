"""English dates: refused in files, but with the EDTF form they may have meant."""

import re
from collections.abc import Callable

__all__ = ["MONTHS", "suggest_edtf"]

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
"""Part of a year → its months; a set says that it is one moment among them."""
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}

_ABOUT = r"(?P<about>c\.?|ca\.?|circa|about|around|approximately|approx\.?|roughly|some time in|sometime in)"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ONE = re.compile(
    rf"(?:{_ABOUT}\s*)?(?:in |on )?(?:the )?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of )?)?"
    rf"(?:{_MONTH}\.?,?\s*)?(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{{4}})(?P<perhaps>\?| \(\?\))?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_PIECES: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]] = [
    (
        re.compile(r"(?:the )?(early|mid|late)(?:[ -]of)?[ -](?:the )?(\d{3})0'?s", re.I),
        lambda m: f"[{m[2]}{_DECADE_PARTS[m[1].lower()][0]}..{m[2]}{_DECADE_PARTS[m[1].lower()][1]}]",
    ),
    (re.compile(r"(?:(?:in|during) )?(?:the )?(\d{3})0'?s", re.I), lambda m: f"{m[1]}X"),
    (re.compile(r"(?:in )?(early|mid|late)[ -](?:in )?(\d{4})", re.I), lambda m: _months_of(m[1], m[2])),
    (
        re.compile(r"(?:in )?(?:the )?(spring|summer|autumn|fall|winter),? (?:of |in )?(\d{4})", re.I),
        lambda m: f"{m[2]}-{_SEASON_CODES[m[1].lower()]}",
    ),
    (re.compile(r"between (.+?) and (.+)", re.I), lambda m: _two(m[1], m[2], "[{}..{}]")),
    (re.compile(r"(?:from )?(.+?) (?:to|until|till|through) (.+)", re.I), lambda m: _two(m[1], m[2], "{}/{}")),
    (re.compile(r"(.+?)\s*[–—]\s*(.+)|(\d{4})-(\d{4})"), lambda m: _two(m[1] or m[3], m[2] or m[4], "{}/{}")),
    (re.compile(r"(?:since|from) (.+)", re.I), lambda m: _two(m[1], "", "{}/..")),
    (re.compile(r"(?:until|till|up to) (.+)", re.I), lambda m: _two("", m[1], "../{}")),
    (re.compile(r"(?:by|not later than) (.+)", re.I), lambda m: _two("", m[1], "[..{}]")),
    (re.compile(r"(?:not before) (.+)", re.I), lambda m: _two(m[1], "", "[{}..]")),
    (re.compile(r"(.+?) or (.+)", re.I), lambda m: _two(m[1], m[2], "[{},{}]")),
]


def suggest_edtf(text: str) -> str | None:
    """The EDTF form an English date may have meant, or None when it is not plain which.

    Examples:
        >>> suggest_edtf("Sept. 2003"), suggest_edtf("c. 1985"), suggest_edtf("8 January 2016")
        ('2003-09', '1985~', '2016-01-08')
        >>> suggest_edtf("mid-2002"), suggest_edtf("the 1980s"), suggest_edtf("from 1985 to 2003")
        ('[2002-05..2002-08]', '198X', '1985/2003')
    """
    plain = " ".join(text.replace("’", "'").split())
    found = _one(plain)
    for pattern, give in _PIECES:
        if found is None and (match := pattern.fullmatch(plain)):
            found = give(match)
    return found


def _one(text: str) -> str | None:
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        return _by_number(int(numbers[1]), int(numbers[2]), numbers[3])
    match = _ONE.fullmatch(text)
    if match is None:
        return text if re.fullmatch(r"\d{4}(-\d\d){1,2}[~?%]?", text) and _exists(text) else None
    month, day = match["month"], match["d1"] or match["d2"]
    if (day and not month) or (match["d1"] and match["d2"]):
        return None
    suggestion = match["year"]
    if month:
        suggestion += f"-{MONTHS.index(month[:3].lower()) + 1:02d}" + (f"-{int(day):02d}" if day else "")
    if not _exists(suggestion):
        return None
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (match["about"] is not None, match["perhaps"] is not None), ""
    )
    return suggestion + mark


def _exists(text: str) -> bool:
    """Is there such a month and day?"""
    from datetime import date

    year, month, day = ([*re.findall(r"\d+", text), "1", "1"])[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _by_number(one: int, two: int, year: str) -> str | None:
    """`9/11/2003` may be September or November: suggest only when one of the two can be no month."""
    if one > 12 and 1 <= two <= 12:
        one, two = two, one
    elif not (two > 12 and 1 <= one <= 12) and one != two:
        return None
    text = f"{year}-{one:02d}-{two:02d}"
    return text if _exists(text) else None


def _months_of(part: str, year: str) -> str:
    first, last = _PARTS[part.lower()]
    return f"[{year}-{first:02d}..{year}-{last:02d}]"


def _two(low: str, high: str, form: str) -> str | None:
    ends = [suggest_edtf(end) for end in (low, high) if end]
    return None if None in ends or any("[" in str(end) or "/" in str(end) for end in ends) else form.format(*ends)
