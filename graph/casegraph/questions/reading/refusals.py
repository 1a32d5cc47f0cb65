"""What is refused, and how: as what it is, with the words not understood and what can be asked instead."""

import csv
import re
from collections.abc import Sequence
from functools import cache

from ...errors import CannotAnswer
from ...resources import shipped
from ..naming.phrases import PRONOUNS
from .lexicon import tag_words
from .patterns import Form, forms, match, tokens, vocabulary

__all__ = ["Unreadable", "nearest", "not_understood", "refuse_by_kind", "unreadable"]


class Unreadable(CannotAnswer):
    """No form of question fits."""


_WHY = {
    "hypothetical": "That is a question about what did not happen. This graph holds what is on record.",
    "forecast": "That is a question about what will happen. This graph holds what is on record, and who may act.",
    "opinion": "That asks for an opinion. This graph holds facts and who says what, each with its source.",
    "advice": "That asks for advice. This graph holds cases and the law with its sources; it gives no legal advice.",
    "guilt": "This graph does not say whether anyone is guilty or innocent: it holds what courts decided, and "
    "who says what.",
    "pronoun": "I do not know whom {word!r} means: name the person.",
}


@cache
def _table() -> list[tuple[str, bool, re.Pattern[str]]]:
    with shipped("datasets/lexicon/refusals.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["kind"], row["where"] == "start", re.compile(rf"\b(?:{'|'.join(words)})\b(?!')", re.IGNORECASE))
            for row in csv.DictReader(file)
            for words in ([re.escape(word) for word in row["words"].split("|")],)
        ]


_OF_POWER = re.compile(r"\b(?:power|authority|right|able|unable|entitled|allowed|permitted) to\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|had|will|suppose|supposing|imagine|assuming)\b", re.IGNORECASE)
"""Would he have the power to: a question of law, as long as nothing is supposed."""


def refuse_by_kind(question: str, plain: str) -> CannotAnswer | None:
    """The refusal of a question that is hypothetical, a forecast, an opinion, advice, or about guilt; else None."""
    for kind, start, pattern in _table():
        found = pattern.match(plain) if start else pattern.search(plain)
        if found and not (kind in ("hypothetical", "forecast") and _OF_POWER.search(plain) and not _IF.search(plain)):
            return CannotAnswer(f"{_WHY[kind]}\nRead in it: {found[0]!r}.\n{_ways(question)}")
    return None


def pronoun(question: str, word: str) -> Unreadable:
    """The refusal of a pronoun that stands for nobody named."""
    return Unreadable(f"{_WHY['pronoun'].format(word=word)}\n{_ways(question)}")


_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "not",
        "no",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "then",
        "than",
        "so",
        "such",
        "very",
        "much",
        "many",
        "more",
        "most",
        "any",
        "some",
        "all",
        "each",
        "every",
        "other",
        "about",
        "after",
        "before",
        "during",
        "since",
        "until",
        "into",
        "over",
        "under",
        "between",
        "against",
        "out",
        "up",
        "down",
        "off",
        "only",
        "own",
        "same",
        "too",
        "just",
        "also",
        "yes",
        "who",
        "whom",
        "whose",
        "what",
        "which",
        "when",
        "where",
        "why",
        "how",
    ]
)


def not_understood(words: Sequence[str]) -> list[str]:
    """The words that no form, verb or noun knows and that begin small, so that they are no name."""
    known = vocabulary() | tag_words() | _SMALL | PRONOUNS
    return [
        word
        for word in dict.fromkeys(words)
        if word[:1].islower() and word != "'s" and word.casefold().strip(",") not in known and not word[:1].isdigit()
    ]


def _names(words: Sequence[str]) -> list[str]:
    """The runs of words that begin with a capital: what may be names; the first word only where no form knows it."""
    found: list[list[str]] = [[]]
    for at, word in enumerate(words):
        capital = word[:1].isupper() and (at > 0 or word.casefold() not in vocabulary() | _SMALL)
        if capital:
            found[-1].append(word.strip(","))
        elif found[-1]:
            found.append([])
    return [" ".join(run) for run in found if run]


def nearest(question: str) -> list[str]:
    """The two questions that can be read and share most words with this one, about the same person."""
    words = tokens(question)
    held = {word.casefold() for word in words}
    names = _names(words)
    ranked: list[tuple[int, int, Form]] = []
    for at, form in enumerate(forms()):
        if form.example:
            own = {word.casefold() for word in tokens(form.example)} - _SMALL - {"the", "'s"}
            ranked.append((-len(own & held), at, form))
    best = [_about(form, names) for score, _, form in sorted(ranked, key=lambda row: row[:2]) if score < 0][:2]
    default = [f"Who is {names[0]}?", f"What happened to {names[0]}?"] if names else list(EXAMPLES)
    return [*best, *(text for text in default if text not in best)][:2]


EXAMPLES = ("Could the President pardon Steven Avery?", "Who could pardon Brendan Dassey in December 2019?")


def _about(form: Form, names: Sequence[str]) -> str:
    """The example of a form, about the person named instead of its own."""
    found = match(tokens(form.example), loose=form.loose)
    own = found.slots.get("who") if found else None
    return form.example.replace(own, names[0]) if own and names else form.example


def _ways(question: str) -> str:
    asks = "\n      ".join(f'casegraph ask "{text}"' for text in nearest(question))
    names = _names(tokens(question))
    shown = names[0] if names else "Steven Avery"
    return (
        f"Try:  {asks}\n"
        f'What is held:  casegraph show "{shown}"; casegraph timeline CASE; every form: casegraph list questions'
    )


def unreadable(question: str, perhaps: Sequence[str] = ()) -> Unreadable:
    """The refusal of a question that no form fits: the words not understood, what was perhaps meant."""
    words = tokens(question)
    unknown = not_understood(words)
    lines = [f"I cannot read this question: {_short(question)!r}"]
    if unknown:
        lines.append(f"Not understood: {', '.join(map(repr, unknown[:8]))}.")
    elif words:
        lines.append("The words are known, but not put in a way I can read.")
    if perhaps:
        lines.append(f"Did you mean: {' or '.join(perhaps[:2])}")
    lines += [
        "This graph answers who may pardon, commute or reprieve whom, when and why not; what happened, who did",
        "it, who had which part in a case, how long it lasted, and who says so.",
        _ways(question),
    ]
    return Unreadable("\n".join(lines))


def _short(question: str) -> str:
    return question if len(question) <= 200 else f"{question[:200]}…"
