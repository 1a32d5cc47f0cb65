"""One slip in a word of the lexicon, corrected and told; of names none is ever corrected."""

from collections.abc import Iterator, Sequence
from functools import cache

from ...errors import did_you_mean
from .patterns import vocabulary

__all__ = ["corrected"]


def corrected(words: Sequence[str], unknown: Sequence[str]) -> Iterator[tuple[list[str], int]]:
    """The question with its unknown words put right, and how many words that took; one word alone first.

    Examples:
        >>> [" ".join(words) for words, _ in corrected("Who pardonned Scooter Libby".split(), ["pardonned"])]
        ['Who pardoned Scooter Libby']
    """
    near = {word: right for word in unknown if (right := _near(word.casefold()))}
    for word, choices in near.items():
        for choice in choices:
            yield [choice if each == word else each for each in words], 1
    if len(near) > 1:
        yield [near[each][0] if each in near else each for each in words], len(near)


@cache
def _near(word: str) -> tuple[str, ...]:
    known = [each for each in vocabulary() if abs(len(each) - len(word)) < 3 and len(each) > 3]
    return tuple(did_you_mean(word, known, 2)) if len(word) > 2 else ()
