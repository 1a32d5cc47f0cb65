"""The patterns of questions: `datasets/lexicon/questions.csv` as regular expressions over the words of a question.

A pattern is words as typed. `[the]` may be left out, `(a|an)` is a choice, `<judge>` any word of that class of
`question-words.csv`, `{who}` one or more words that must then turn out to be a name. A question fits only whole: what
is neither a word of the pattern nor a name is never dropped.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ...resources import shipped
from ..record.verbs import verb_of, verbs

__all__ = [
    "Form",
    "Match",
    "examples",
    "forms",
    "kinds_of_clemency",
    "match",
    "short_forms",
    "spoken",
    "terms",
    "tokens",
    "vocabulary",
    "words_of",
]


@dataclass(frozen=True, slots=True)
class Form:
    """One row of the table of questions.

    Attributes:
        name: of the form: what is asked.
        pattern: how it is put.
        loose: it takes nearly any words as a name, so it is tried last.
        example: a question of this form, or "".
        needs: words that every question of it holds.
        one_of: of each of these, every question of it holds one word at least.
        verb: what happened, where the pattern says it without a verb of the lexicon, or "".
    """

    name: str
    pattern: str
    loose: bool
    example: str
    needs: frozenset[str]
    one_of: tuple[frozenset[str], ...] = ()
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A question that fits a form: what stands in each slot, and whether it is put in the past."""

    form: Form
    slots: Mapping[str, str]
    past: bool = False


def _rows(name: str) -> Iterator[dict[str, str]]:
    with shipped(f"datasets/lexicon/{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def words_of() -> Mapping[str, tuple[str, ...]]:
    """The classes of words that patterns use → their words, the longest first."""
    found: dict[str, list[str]] = {}
    for row in _rows("question-words"):
        found.setdefault(row["class"], []).extend(row["words"].split("|"))
    return {name: tuple(sorted(words, key=len, reverse=True)) for name, words in found.items()}


@cache
def kinds_of_clemency() -> Mapping[str, str]:
    """The nouns for clemency → its kind, "" where the noun means any."""
    return {
        word: row["kind"] for row in _rows("clemency-words") if row["use"] == "noun" for word in row["words"].split("|")
    }


@cache
def terms() -> Mapping[str, str]:
    """The terms of the law that are defined → how the ontology calls them."""
    return {
        word: row["kind"] for row in _rows("clemency-words") if row["use"] == "term" for word in row["words"].split("|")
    }


@cache
def short_forms() -> Mapping[str, str]:
    """What is typed for short → the word."""
    return {row["short"]: row["long"] for row in _rows("question-short-forms")}


@cache
def forms() -> tuple[Form, ...]:
    """Every row of the table, in its order, the loose ones last."""
    made = [_form(row) for row in _rows("questions")]
    return tuple(sorted(made, key=lambda form: form.loose))


def _form(row: Mapping[str, str]) -> Form:
    pattern = row["pattern"].removeprefix("~ ")
    plain = re.sub(r"\([^()]*\)|\{[^}]*\}|<[^>]*>", " ", _without(pattern))
    return Form(
        row["form"],
        pattern,
        row["pattern"].startswith("~ "),
        row["example"],
        frozenset(plain.split()),
        tuple(_openings(_without(pattern))),
        row.get("verb") or "",
    )


def _openings(pattern: str) -> Iterator[frozenset[str]]:
    """The words with which each class, and each choice of plain words, begins where the pattern asks for one.

    What stands within a choice of more than plain words is not asked for, so such a choice is left out.
    """
    while (shorter := _CHOICE_OF_MORE.sub(" {} ", pattern)) != pattern:
        pattern = shorter
    for klass, choice in re.findall(r"<([\w-]+)>|\(([^()]+)\)", pattern):
        words = [tokens(word) for word in words_of()[klass]] if klass else [word.split() for word in choice.split("|")]
        if all(words):
            yield frozenset(word[0].casefold() for word in words)


_CHOICE_OF_MORE = re.compile(r"\([^()]*[<{][^()]*\)|\([^()]*\([^()]*\)[^()]*\)")


def _without(pattern: str) -> str:
    """The pattern without what may be left out."""
    while (shorter := re.sub(r"\[[^\[\]]*\]", " ", pattern)) != pattern:
        pattern = shorter
    return pattern


def examples() -> list[tuple[str, str]]:
    """Each form with a question that runs, in the order of the table."""
    return [(row["form"], row["example"]) for row in _rows("questions") if row["example"]]


_APOSTROPHE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?=\s|$)")


def tokens(text: str) -> list[str]:
    """The words of a question; a possessive is a word of its own.

    Examples:
        >>> tokens("Who was the judge at Avery's trial?")
        ['Who', 'was', 'the', 'judge', 'at', 'Avery', "'s", 'trial']
    """
    plain = re.sub(r'["“”«»]', " ", text.replace("’", "'").replace("‘", "'"))
    spread = _APOSTROPHE.sub(" 's", plain).strip().rstrip(" ?.!,")
    return spread.replace(" ,", ",").split()


def spoken(words: str) -> str:
    """Words of a question as they were typed: the possessive joined again.

    Examples:
        >>> spoken("Steven Avery 's trial")
        "Steven Avery's trial"
    """
    return " ".join(words.split()).replace(" 's", "'s").strip(" ,")


def match(words: list[str], *, loose: bool) -> Match | None:
    """The first form that the whole question fits."""
    text, held = f"{' '.join(words)} ", {word.casefold() for word in words}
    for form in forms():
        if (
            form.loose is loose
            and form.needs <= held
            and not any(map(held.isdisjoint, form.one_of))
            and (found := _compiled(form.pattern).fullmatch(text))
        ):
            slots = {name: spoken(words) for name, words in found.groupdict().items() if words}
            return Match(form, slots, bool(_PAST.search(text)))
    return None


_PAST = re.compile(r"^\S+ (?:\S+ )?(?:was|were|held|served|had)\b", re.IGNORECASE)
_TOKEN = re.compile(r"\{(\w+)\}|<([\w-]+)>|([\[\](|)])|([^\s\[\](){}|<>]+)")
_OPEN = r"(?:\S+ )+?"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts: list[str] = []
    for slot, klass, sign, word in _TOKEN.findall(pattern):
        if slot:
            parts.append(f"(?P<{slot}>{_slot(slot)})")
        elif klass:
            parts.append(_any(words_of()[klass]))
        elif word:
            parts.append(re.escape(word) + " ")
        else:
            parts.append({"[": "(?:", "]": ")?", "(": "(?:", "|": "|", ")": ")"}[sign])
    return re.compile("".join(parts), re.IGNORECASE)


def _slot(name: str) -> str:
    name = name.rstrip("0123456789")
    if name == "verb":
        return _any(verbs())
    if name == "verb_base":
        return _any(tuple(own.base for own in verbs().values() if own.base))
    if name == "verb_own":
        return _any(tuple(own.base for own in verbs().values() if own.base and own.whose == "doer"))
    if name == "happening":
        return _any(tuple(noun for own in verbs().values() for noun in own.nouns))
    if name == "term":
        return _any(terms())
    if name == "kind":
        return _any(kinds_of_clemency())
    if name in words_of():
        return _any(words_of()[name])
    return _SLOTS.get(name, lambda: _OPEN)()


_MANY = r"(?:\S+ )*?"
_PLAIN = r"(?:(?!'s|the|his|her|their|my|of|who)\S+ ){1,4}?"
_SLOTS: Mapping[str, Callable[[], str]] = {
    "clemency": lambda: _any(_clemency_verbs()),
    "role": lambda: _any(_parts("nouns")),
    "roleverb": lambda: _any(_parts("verbs")),
    "petition_named": lambda: f"{_MANY}{_any(words_of()['petition'])}{_MANY}",
    "board_named": lambda: f"{_MANY}(?:board|commission|committee|council|governor|legislature) {_MANY}",
    "office_at": lambda: (
        rf"(?:(?!by |of |from |to |for |at |in )\S+ ){{0,2}}?{_any(words_of()['office'])}(?:of {_OPEN})?"
    ),
    "office_of": lambda: f"(?:acting )?{_any(words_of()['office'])}(?:of {_OPEN})?",
    "officer": lambda: "(?:(?!i |my |we )(?:(?!'s)\\S+ ){1,9}?)",
    "class": lambda: (
        f"(?:(?:a|an|any|all|every) )?(?:{_PLAIN}{_any(words_of()['pardonable'])}(?:in {_OPEN})?"
        f"|{_any(words_of()['pardonable'])}(?:under|against|in|by|from) {_OPEN}"
        f"|{_any(words_of()['convict'])}{_OPEN})"
    ),
    "court_named": lambda: f"{_MANY}court {_MANY}",
    "words": lambda: f"(?:of|for|with|to|by|in|on|at|from|over|about|under|against|as|before|after) {_OPEN}",
}
"""Slots that take less than any words; what they hold must turn out to be known all the same."""


def _parts(key: str) -> tuple[str, ...]:
    return tuple(word for row in _rows("roles-in-case") for word in row[key].split("|") if word)


def _clemency_verbs() -> tuple[str, ...]:
    words = [word for row in _rows("clemency-words") if row["use"] == "verb" for word in row["words"].split("|")]
    return (*words, "commuted", "pardoned", "reprieved", "remitted", "granted clemency")


def _any(words: Mapping[str, object] | tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(' '.join(tokens(word))) for word in ordered)}) "


@cache
def vocabulary() -> frozenset[str]:
    """Every word that some pattern, verb or noun of the lexicon understands, folded."""
    held = {word for form in forms() for *_, word in _TOKEN.findall(form.pattern) if word}
    lists = [
        *words_of().values(),
        tuple(verb_of()),
        tuple(kinds_of_clemency()),
        tuple(terms()),
        _parts("nouns"),
        _parts("verbs"),
        _clemency_verbs(),
    ]
    held |= {part for words in lists for word in words for part in word.split()}
    return frozenset(word.casefold() for word in held)
