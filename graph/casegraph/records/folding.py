"""Text as a reader's eye takes it: without case, accents, invisible signs and look-alike letters, word by word.

Two spellings that a person would read as the same name fold to the same letters: `José`, `JOSE`, `Jоsе` with Cyrillic
vowels, full-width letters. Each folded word knows where it stands in the text.
"""

import csv
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ..resources import shipped

__all__ = ["Word", "endings", "letters", "spaceless", "squeezed", "words"]


class Word(NamedTuple):
    """A run of letters: how it folds, and the stretch [start, end) of the text it stands in."""

    folded: str
    start: int
    end: int


@cache
def _look_alikes() -> dict[int, str]:
    with shipped("datasets/lexicon/look-alikes.csv").open(encoding="utf-8", newline="") as file:
        return {ord(row["sign"]): row["letters"] for row in csv.DictReader(file)}


@cache
def endings() -> dict[str, int]:
    """What may follow a name by inflection, and the least letters a name must have for it."""
    with shipped("datasets/lexicon/name-endings.csv").open(encoding="utf-8", newline="") as file:
        return {row["ending"]: int(row["least"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=20_000)
def letters(char: str) -> str | None:
    """The letters a character folds to: "" for one that adds nothing to a word, None for one that ends it.

    Examples:
        >>> letters("É"), letters("ß"), letters("\\u0301"), letters("-")
        ('e', 'ss', '', None)
    """
    if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf"):
        return ""
    once = unicodedata.normalize("NFKD", char).casefold().translate(_look_alikes())
    folded = "".join(each for each in unicodedata.normalize("NFKD", once) if each.isalpha()).translate(_look_alikes())
    return folded or None


def words(text: str) -> Iterator[Word]:
    """The words of a text; letters written apart one by one (`J. a. n. e`) are one word.

    Examples:
        >>> [word.folded for word in words("José d’Ávila: J a n e")]
        ['jose', 'd', 'avila', 'jane']
    """
    single: list[Word] = []
    for word in _runs(text):
        gap = text[single[-1].end : word.start] if single else ""
        if len(word.folded) == 1 and (not single or len(gap) <= 2):
            single.append(word)
            continue
        yield from _joined(single)
        single = [word] if len(word.folded) == 1 else []
        if not single:
            yield word
    yield from _joined(single)


def _joined(single: list[Word]) -> list[Word]:
    if len(single) < 3:
        return single
    return [Word("".join(word.folded for word in single), single[0].start, single[-1].end)]


def _runs(text: str) -> Iterator[Word]:
    folded, start, end = "", -1, 0
    for place, char in enumerate(text):
        found = letters(char)
        if found:
            start = place if start < 0 else start
            folded, end = folded + found, place + 1
        elif found is None and folded:
            yield Word(folded, start, end)
            folded, start = "", -1
        elif found == "" and folded:
            end = place + 1
    if folded:
        yield Word(folded, start, end)


def squeezed(text: str) -> str:
    """All letters of a text, folded, and nothing between them.

    Examples:
        >>> squeezed("Jane-Doe.pdf")
        'janedoepdf'
    """
    return "".join(filter(None, map(letters, text)))


def spaceless(folded: str) -> bool:
    """Is this written in a script that puts no spaces between words?

    Examples:
        >>> spaceless("王小明"), spaceless("doe")
        (True, False)
    """
    return any("\u0e00" <= char <= "\u0eff" or "\u1000" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff"
               or "\u1100" <= char <= "\u11ff" or "\u2e80" <= char <= "\ua4cf" or "\uac00" <= char <= "\ud7af"
               or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff" for char in folded)  # fmt: skip
