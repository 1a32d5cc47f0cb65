"""The words that a question is tagged with: every phrase of the tables of words, and what each may be."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache

from ...resources import shipped
from ...vocabulary import fold
from ..record.verbs import verbs
from .patterns import kinds_of_clemency, terms, words_of

__all__ = ["inflected", "parted", "phrases", "tag_words"]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with shipped(f"datasets/lexicon/{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def phrases() -> Mapping[str, Mapping[str, str]]:
    """Every phrase of the lexicon, folded → what it may be, each with what it stands for."""
    found: dict[str, dict[str, str]] = {}

    def add(words: str, kind: str, value: str = "") -> None:
        if key := fold(words):
            found.setdefault(key, {}).setdefault(kind, value)

    for row in _rows("question-tags"):
        for words in row["words"].split("|") if row["tag"] != "parted" else ():
            for word in words_of()[words[1:-1]] if words.startswith("<") else (words,):
                add(word, row["tag"].replace(" ", "-"), row["value"])
    for row in _rows("roles-in-case"):
        for noun in filter(None, row["nouns"].split("|")):
            add(noun, "role", noun)
        for verb in filter(None, row["verbs"].split("|")):
            for form in inflected(verb):
                add(form, "role-acted", verb)
    for words, kind in kinds_of_clemency().items():
        add(words, "clemency-done" if words.endswith("ed") else "clemency", kind)
    for row in _rows("clemency-words"):
        for words in row["words"].split("|") if row["use"] == "verb" else ():
            for form in inflected(words):
                add(form, "clemency-done" if form.split()[0].endswith("ed") else "clemency", row["kind"])
    for verb, own in verbs().items():
        plain_forms = inflected(own.base) if own.base else ()
        for form in (verb, *own.nouns, *(f"{noun}s" for noun in own.nouns), *plain_forms):
            add(form, "act", verb)
    for words, kind in terms().items():
        add(words, "term", kind)
    return found


def inflected(verb: str) -> tuple[str, ...]:
    """The plain forms of a verb: pardon, pardons, pardoning, pardoned; of a phrase those of its first word.

    Examples:
        >>> inflected("commute")
        ('commute', 'commutes', 'commuting', 'commuted')
    """
    first, _, rest = verb.partition(" ")
    stem = first.removesuffix("e")
    made = (first, f"{first}s", f"{stem}ing", first if first.endswith("ed") else f"{stem}ed")
    return tuple(f"{form} {rest}".strip() for form in made)


@cache
def tag_words() -> frozenset[str]:
    """Every single word that the lexicon of tags holds, folded."""
    return frozenset(word for phrase, kinds in phrases().items() if not {*kinds} <= _TURNING for word in phrase.split())


_TURNING = frozenset({"first", "last", "only", "or", "except", "if"})
"""Words that turn what is asked: they are known, but a refusal names them, for hardly any frame takes them."""


@cache
def parted() -> tuple[tuple[str, str], ...]:
    """Verbs that may stand apart from the word that belongs to them: let him off, put the execution on hold."""
    phrases = [words for row in _rows("question-tags") if row["tag"] == "parted" for words in row["words"].split("|")]
    return tuple((first, rest) for first, _, rest in (words.partition(" ") for words in phrases))
