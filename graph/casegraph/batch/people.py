"""The parts of a person's name in any order a register writes it: given, middle and family name, Jr. or Sr.

Any script, any order: `Dixon, Scottie Ladon` and `Scottie Ladon Dixon` are one name, and so are two names of the same
words in another order. Words keep their letters; case and accents do not count.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

__all__ = ["PersonName", "name_of"]

_WORD = re.compile(r"[^\W\d_]+|\d(?:nd|rd|th)\b")
_CLOSED_UP = str.maketrans("", "", "'’`ʻ‘.")
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "2nd": "ii", "iii": "iii",
             "3rd": "iii", "iv": "iv", "4th": "iv"}  # fmt: skip
_TITLES = {"mr", "mrs", "ms", "dr", "rev", "hon"}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts, "" for those it lacks.

    Attributes:
        given, family: the first word, and the last one or what stands before a comma.
        middle: the words between, with a blank between them.
        suffix: jr, sr, ii, iii or iv.
        inverted: the family name was written first, before a comma.
    """

    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    inverted: bool = False

    @property
    def key(self) -> str:
        """All words in one order, without the suffix: the same for a name written in another order."""
        return " ".join(sorted(f"{self.given} {self.middle} {self.family}".split()))


def name_of(text: str) -> PersonName:
    """The parts of a name.

    Examples:
        >>> name_of("Dixon, Scottie Ladon, Jr.") == replace(name_of("Scottie Ladon Dixon Jr"), inverted=True)
        True
        >>> name_of("Владимир Путин").family, name_of("王小明").family, name_of("José O'Brien").family
        ('путин', '王小明', 'obrien')
    """
    segments, suffix = [], ""
    for segment in text.split(","):
        words = [word for word in _words(segment) if word not in _TITLES]
        found = [word for at, word in enumerate(words) if word in _SUFFIXES and (at or len(words) == 1)]
        suffix = suffix or next((_SUFFIXES[word] for word in found), "")
        segments.append([word for word in words if word not in found])
    segments = [words for words in segments if words]
    if len(segments) > 1:
        given, *middle = [word for words in segments[1:] for word in words]
        return PersonName(given, " ".join(middle), " ".join(segments[0]), suffix, True)
    words = segments[0] if segments else []
    given = words[0] if len(words) > 1 else ""
    return PersonName(given, " ".join(words[1:-1]), words[-1] if words else "", suffix)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.translate(_CLOSED_UP).casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def in_one_order(names: list[PersonName]) -> list[PersonName]:
    """The same names; those of the same words are written alike: as the one with a comma has them, else the first."""
    chosen: dict[str, PersonName] = {}
    for name in sorted(names, key=lambda name: not name.inverted):
        chosen.setdefault(name.key, name)
    return [replace(chosen[name.key], suffix=name.suffix) for name in names]
