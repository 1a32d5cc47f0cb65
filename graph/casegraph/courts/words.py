"""Names of courts and codes as comparable words: no case, accents, punctuation; abbreviations and ordinals spelled one
way."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["key_of", "ordinal", "plain", "shown", "words_of"]

_EXPAND = {
    "ct": "court", "cts": "court", "courts": "court", "cir": "circuit", "circ": "circuit", "circuits": "circuit",
    "dist": "district", "districts": "district", "app": "appeals", "appeal": "appeals", "appellate": "appeals",
    "super": "superior", "supr": "supreme", "sup": "supreme", "crim": "criminal", "cr": "criminal",
    "jud": "judicial", "div": "division", "dept": "department", "cnty": "county", "cty": "county",
    "counties": "county", "par": "parish", "com": "common", "cmn": "common", "pl": "pleas", "plea": "pleas",
    "gen": "general", "sess": "sessions", "session": "sessions", "mun": "municipal", "mil": "military",
    "commw": "commonwealth", "cmwlth": "commonwealth", "civ": "civil", "spec": "special", "int": "intermediate",
    "st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "fed": "federal", "ch": "chancery", "ter": "territory",
    "martials": "martial",
}  # fmt: skip
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth"""
_ONES = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
_TENS = {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_PREFIXES = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th|d)")
_AT_THE_END = {"co": ("county", "colorado"), "ct": ("court", "connecticut"), "mt": ("court", "montana")}
"""Postal codes that also shorten a word: read as the state at the end of a name that already holds this other word."""
_STOPS = {"of", "the", "for", "and", "at", "within", "a"}
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’`ʻ‘")


def plain(text: str) -> list[str]:
    """The words of a text: lower case, no accents, apostrophes closed up, runs of single letters joined.

    Examples:
        >>> plain("S. D. Ind."), plain("Prince George’s County")
        (['sd', 'ind'], ['prince', 'georges', 'county'])
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    found: list[str] = []
    joining = False
    for word in _WORD.findall(text.translate(_APOSTROPHES).casefold()):
        single = len(word) == 1 and word.isalpha()
        if single and joining:
            found[-1] += word
        else:
            found.append(word)
        joining = single
    return found


def ordinal(word: str) -> str:
    """An ordinal as its number with `th`; "" for any other word.

    Examples:
        >>> ordinal("eleventh"), ordinal("2d"), ordinal("county")
        ('11th', '2th', '')
    """
    number = _ONES.get(word) or _TENS.get(word)
    if number is None:
        match = _NUMBERED.fullmatch(word)
        if match is None:
            return ""
        number = int(match[1])
    return f"{number}th"


def words_of(text: str) -> tuple[str, ...]:
    """The words of a court's name in their one spelling, without those that only join.

    Examples:
        >>> words_of("Circuit Ct. of the Twenty-Second Jud. Cir.")
        ('circuit', 'court', '22th', 'judicial', 'circuit')
    """
    raw = plain(text)
    found: list[str] = []
    last = len(raw) - 1
    tens = 0
    for index, word in enumerate(raw):
        after = raw[index + 1] if index < last else ""
        if word in _STOPS or (word == "in" and index < last):
            continue
        if word == "states" and found and found[-1] == "united":
            found[-1] = "us"
        elif word in _PREFIXES and after in _ONES:
            tens = _PREFIXES[word]
        elif (word in ("state", "territory") and after not in ("court", "courts")) or (
            word == "commonwealth" and after not in ("court", "trial", "superior", "ct")
        ):
            continue
        elif word == "usdc":
            found += ["us", "district", "court"]
        elif index == last and found and _AT_THE_END.get(word, ("", ""))[0] in found:
            found.append(_AT_THE_END[word][1])
        elif word == "co":
            found.append("county")
        else:
            found.append(_counted(word, tens))
            tens = 0
    return tuple(found)


@lru_cache(maxsize=8192)
def _spelled(word: str) -> str:
    return ordinal(word) or _EXPAND.get(word, word)


def _counted(word: str, tens: int) -> str:
    return f"{tens + _ONES[word]}th" if tens and word in _ONES else _spelled(word)


def key_of(text: str) -> str:
    """The words closed up: what names are looked up by.

    Examples:
        >>> key_of("E.D. Wis.") == key_of("ed wis") == key_of("E. D. Wis")
        True
    """
    return "".join(words_of(text))


def shown(numbers: str) -> str:
    """Ordinals as people write them.

    Examples:
        >>> shown("2th 11th 43th")
        '2nd 11th 43rd'
    """
    endings = {"1": "st", "2": "nd", "3": "rd"}

    def one(word: str) -> str:
        digits = word.removesuffix("th")
        return word if digits[-2:-1] == "1" else digits + endings.get(digits[-1:], "th")

    return " ".join(one(word) for word in numbers.split())
