"""Is a recorded offence the one a question names? By whole words, with the words that mean the same as data."""

import csv
import re
from collections.abc import Iterable
from functools import cache

from ...resources import shipped
from .names import stems

__all__ = ["is_offence", "known_as"]

_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_CIRCUMSTANCE = re.compile(
    r"\b(?:during|while|in the (?:course|commission) of|with intent to)\b.*|\(.*?\)", re.IGNORECASE
)
"""What stands beside an offence and is none: capital murder «during a robbery»."""
_OTHER = re.compile(
    r"\b(attempt)(?:ed)?\b|^(conspiracy|solicitation|accessory|threat)(?:s|ening)?\b(?!\s*(?:,|and\b|$))", re.IGNORECASE
)
"""Words that make another offence of the one that follows: attempted murder is no murder."""


def is_offence(texts: Iterable[str], wanted: set[str]) -> bool:
    """Does one of `texts` (an offence as charged, its label) name the offence of which the words `wanted` speak?

    Args:
        texts: as recorded.
        wanted: words as `stems` gives them.

    Examples:
        >>> is_offence(["first-degree intentional homicide, party to the crime"], {"murder"})
        True
        >>> is_offence(["attempted first-degree murder"], {"murder"})
        False
        >>> is_offence(["capital murder during a robbery"], {"robbery"})
        False
    """
    held, wanted = list(texts), {_ORDINALS.get(word, word) for word in wanted}
    if wanted <= set(_ORDINALS.values()):  # the second conviction is not the one of murder in the second degree
        return False
    others = {(found[1] or found[2]).lower() for text in held if (found := _OTHER.search(text.strip()))}
    if any(not any(word.startswith(other) for word in wanted) for other in others):
        return False
    return any(_names(text, wanted) for text in held)


def _names(text: str, wanted: set[str]) -> bool:
    whole = known_as(_words(text))
    own = [known_as(_words(part)) for part in re.split(r"[,;]|\band\b", _CIRCUMSTANCE.sub("", text))]
    if any(wanted <= part for part in own):
        return True
    return wanted <= whole and any(wanted & part for part in own)


def _words(text: str) -> set[str]:
    return {_ORDINALS.get(word, word) for word in stems(text)}


def known_as(words: set[str]) -> set[str]:
    """The words, with those that offences of such words go by too."""
    return words | {word for held, also in _alike() if held <= words for word in also}


@cache
def _alike() -> list[tuple[set[str], set[str]]]:
    with shipped("datasets/lexicon/offence-words.csv").open(encoding="utf-8", newline="") as file:
        return [(stems(row["words"]), stems(row["also"])) for row in csv.DictReader(file)]
