"""From the words of a question to what it asks: the forms in order, one slip corrected, else refused as what it is."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from ...dates import When
from ...errors import CannotAnswer
from ..naming.phrases import PRONOUNS, read_whom
from ..record.verbs import verb_of, verbs
from .clemency_forms import read_clemency, read_relief, verbs_of_clemency
from .day_asked import leading_date, split_date
from .patterns import Match, kinds_of_clemency, match, short_forms, spoken, terms, tokens, words_of
from .question import Reading
from .refusals import Unreadable, not_understood, pronoun, refuse_by_kind, unreadable
from .spelling import corrected
from .time_forms import read_account, read_time

__all__ = ["Unreadable", "other_spellings", "read_question"]

_LONGEST = 600
"""Characters of a question; what is longer is no question."""


@lru_cache(maxsize=256)
def read_question(question: str) -> Reading:
    """What the question asks.

    Raises:
        CannotAnswer: it cannot be read, or is none this graph answers; the message says why and what can be asked.

    Examples:
        >>> reading = read_question("Could the President pardon Steven Avery in January 2016?")
        >>> reading.form, reading.office, reading.who, reading.when.text
        ('can', 'the President', 'Steven Avery', '2016-01')
        >>> read_question("Who was the judge at Steven Avery's trial?").part
        'judge'
    """
    plain = _plain(question)
    if not plain or len(plain) > _LONGEST:
        raise unreadable(question)
    found = read_relief(plain) or read_account(plain)
    if found is None and (error := _of_guilt(plain) or refuse_by_kind(question, plain)) is not None:
        raise error
    found = found or _read(plain, loose=False)
    if found is None:
        found = _respelled(question, plain) or _read(plain, loose=True)
        strange = set(not_understood(tokens(plain))) if any(word[:1].isupper() for word in plain.split()[1:]) else set()
        if found is not None and strange & set(tokens(found.who)):
            raise unreadable(question)
    if found is None:
        words = plain.split()
        if named := next((word for word in words if word.casefold().strip(",") in _NOBODY), ""):
            raise pronoun(question, named)
        raise unreadable(question)
    for text in (found.who, found.whom):
        if text and text.casefold().removesuffix("'s") in PRONOUNS:
            raise pronoun(question, text)
    return found


_NOBODY = PRONOUNS - {"it", "us"}


def _plain(question: str) -> str:
    """The question without courtesies, quotation marks and the end mark; short forms of is and not spelled out."""
    text = " ".join(re.sub(r'["“”«»]', " ", question.replace("’", "'").replace("‘", "'")).split())
    text = re.sub(r"\s*[–—]\s*|\s+-\s+", " - ", text).rstrip(" ?.!,;:")
    text = re.sub(r"\b(who|what|where|when|how|why)(?:'s|s)\b(?=\s)", r"\1 is", text, count=1, flags=re.IGNORECASE)
    text = re.sub(r"\b(is|was|are|were|did|does|do|has|have|had)n't\b", r"\1 not", text, flags=re.IGNORECASE)
    text = " ".join(short_forms().get(word.casefold(), word) for word in text.split())
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text)
    for word in words_of()["courtesy-any"]:
        text = re.sub(rf"(?<=\w) {word}(?= \w)", "", text, flags=re.IGNORECASE)
    before = None
    while before != text:
        before = text
        for word in words_of()["courtesy-before"]:
            text = re.sub(rf"^{re.escape(word)}\b,?\s+(?=\w)", "", text, flags=re.IGNORECASE) if word else text
        for word in words_of()["courtesy-after"]:
            text = re.sub(rf"(?<=\w),?\s+{re.escape(word)}$", "", text, flags=re.IGNORECASE)
    return text


_PLAINER = [
    (re.compile(pattern, re.IGNORECASE), plainer)
    for pattern, plainer in (
        (
            r"^(?:on |in )?(?:what|which) (?:exact |precise )?(?:day|date|year|month)"
            r"(?= (?:was|were|is|did|does|has|had) )",
            "when",
        ),
        (
            r"^(?:is|was) it (?:true|correct|the case|right) (?!that you\b)(?:that )?(.+?) "
            r"(was|were|is|are|has|had|have|can|could) (.+)",
            r"\2 \1 \3",
        ),
        (r"^how come (.+?) (was|were|is|are|has|had|can't|cannot|couldn't) ", r"why \2 \1 "),
        (
            r"^(when|where|why|how|by whom) (did) (.+?) (?:end up|come to be|wind up|get) (?=\w+(?:ed|en|wn|ht)\b)",
            r"\1 was \3 ",
        ),
        (r"^did (.+?) (?:ever )?get (?=\w+(?:ed|en|wn|ht)\b)", r"was \1 "),
        (r"^who was it (?:that|who) ", "who "),
    )
]
"""Other ways to put any question → the plain way; every word but those of the way itself stays."""


def _of_guilt(plain: str) -> CannotAnswer | None:
    found = _GUILT.fullmatch(plain) or _DEED.fullmatch(plain)
    if found is None or found["who"].casefold() in PRONOUNS:
        return None
    word = found.groupdict().get("word") or "guilty"
    who, claimed = found["who"], "framed" if word == "framed" else "innocent"
    return CannotAnswer(
        f"This graph does not say whether anyone is {word.lower()}: it holds what courts decided, and who "
        f'says what.\nTry:  casegraph ask "Who claims {who} is {claimed}?"\n'
        f'      casegraph ask "What was {who} convicted of?"\n      casegraph show "{who}"'
    )


_GUILT = re.compile(
    r"(?:is|was|are|were) (?P<who>.+?) (?:really |actually |truly )?(?P<word>innocent|guilty|framed"
    r"|(?:a|the) (?:real |true )?(?:murderer|killer|rapist|criminal))(?: of .+| for .+| or .+)?",
    re.I,
)
_DEED = re.compile(
    r"(?:did|does|has|have) (?P<who>.+?) (?:really |actually |truly )?"
    r"(?:do it|did it|done it|(?:kill|murder|rape|attack|assault|shoot|rob|"
    r"strangle|stab|beat|kidnap|mutilate|burn|commit)(?:ed)?(?! (?:conviction|charge|case|trial|sentence)s?\b)"
    r"(?: .+)?)",
    re.I,
)


def _respelled(question: str, plain: str) -> Reading | None:
    """The question with one slip put right, told as such.

    Raises:
        CannotAnswer: it takes more than one, or several words may be meant: it says which.
    """
    ways = list(corrected(plain.split(), not_understood(tokens(plain))))
    for loose in (False, True):
        told = [(f"{' '.join(words)}?", count, _read(" ".join(words), loose=loose)) for words, count in ways]
        fitting = [(text, count, reading) for text, count, reading in told if reading is not None]
        once = [replace(reading, told_as=text) for text, count, reading in fitting if count == 1]
        if once and len({replace(reading, told_as="") for reading in once}) == 1:
            return once[0]
        if fitting:
            raise unreadable(question, list(dict.fromkeys(text for text, _, _ in fitting)))
    return None


def other_spellings(question: str) -> list[Reading]:
    """What the question asks with one slip put right, where as typed a name in it fits nothing."""
    plain = _plain(question)
    words = plain.split()
    found = []
    for changed, count in corrected(words, not_understood(tokens(plain))):
        text = " ".join(changed)
        reading = _read(text, loose=False) or _read(text, loose=True)
        found += [replace(reading, told_as=f"{text}?")] if reading is not None and count == 1 else []
    return found


def _read(text: str, *, loose: bool) -> Reading | None:
    """The first form that fits; the loose ones take nearly any words as a name."""
    source, rest = _source(text)
    rest, before = leading_date(rest)
    asked, when = split_date(rest)
    found = match(tokens(asked), loose=loose)
    whole = match(tokens(rest), loose=loose) if when is not None else None
    if found is not None and (reading := _reading(found, when or before, source)) is not None:
        return reading
    if whole is not None and (reading := _reading(whole, before, source)) is not None:
        return reading
    if source or before:
        rest = f"{rest} in {before.text}" if before else rest
    if loose:
        return _sourced(read_time(rest, loose=True), source)
    return _sourced(read_clemency(rest) or read_account(rest) or read_time(rest, loose=False), source)


def _sourced(reading: Reading | None, source: str) -> Reading | None:
    return replace(reading, source=source) if reading and source else reading


_ACCORDING = re.compile(r"^(?:according to|by|in the view of) (?P<source>(?!whom\b)[^,]+), (?P<rest>.+)$", re.I)
_LAST = re.compile(r"^(?P<rest>.+?),? (?:according to|in the words of) (?P<source>.+)$", re.I)


def _source(text: str) -> tuple[str, str]:
    """The source whose account alone is asked for, and the question without it."""
    found = _ACCORDING.match(text) or _LAST.match(text)
    return (found["source"], found["rest"]) if found else ("", text)


def _reading(found: Match, when: When | None, source: str) -> Reading | None:
    """The value of a question that fits a form; None where a slot that must hold something else holds this."""
    form, slots, pattern = found.form.name, dict(found.slots), found.form.pattern
    verb = _verb_meant(found)
    if verb is None or _unfit(found, when):
        return None
    names, whom = _names(slots), slots.get("whom", "")
    if "term2" in slots:
        whom = terms()[slots["term2"].casefold()]
    if "petition_named" in slots:
        names, whom = spoken(slots["petition_named"]), slots.get("who", "")
    if _CUT.search(names):
        return None
    if form == "parole":
        return Reading("relief", who=names, kind="parole", when=when)
    words = _joined(
        slots.get("which"), slots.get("words"), slots.get("about"), _COURT.sub("", slots.get("court_named", ""))
    )
    if whom and "verb_base" in slots:
        words, whom = _joined(words, f"by {whom}"), ""
    if names and not slots.get("which") and form in _OF_CONVICTIONS and (own := read_whom(names)).who != names:
        names, words = own.who, _joined(own.which, words)
    return Reading(
        form,
        office=_first(slots, "officer", "office_at", "office_of", "board_named"),
        who=names,
        kind=_kind_meant(slots),
        when=when,
        words=words,
        past=found.past,
        verb=verb,
        whom=whom,
        part=_first(slots, "role", "roleverb"),
        law=_joined(slots.get("class"), slots.get("place"), by=" in "),
        after=_first(slots, "tail", "tail_noun"),
        source=source or slots.get("source_named", ""),
        polar=re.match(r"\W*(?:is|are|does|do|did|was|has|have)(?![^\s|)])", pattern) is not None,
        count="how many" in pattern,
        denied=" not " in f" {pattern} ",
    )


def _unfit(found: Match, when: When | None) -> bool:
    """Does what stands in a slot, or the date that is missing, show that another form is meant?"""
    who = found.slots.get("who", "").split()
    no_name = found.form.loose and found.form.pattern.startswith("what (is") and not any(w[:1].isupper() for w in who)
    may = found.form.name == "who is" and who[:1] and who[0].casefold() in ("able", "allowed")
    return no_name or bool(may) or (found.form.name == "what happened at" and when is None)


def _verb_meant(found: Match) -> str | None:
    """The verb of the lexicon, or "" without one; None where it is asked for whom it befell and tells who did it."""
    if found.form.verb:
        return found.form.verb
    typed = _first(found.slots, *_VERBAL).casefold()
    verb = verb_of().get(typed, typed)
    doer = verb in verbs() and verbs()[verb].whose == "doer"
    return None if doer and not {"verb_own", "happening"} & {*found.slots} else verb  # who sued is not who was sued


def _kind_meant(slots: Mapping[str, str]) -> str | None:
    if "term" in slots:
        return terms()[slots["term"].casefold()]
    if clemency := slots.get("clemency", "").casefold():
        return _kind_of_verb(clemency)
    return kinds_of_clemency().get(slots.get("kind", "").casefold()) or None


def _first(slots: Mapping[str, str], *names: str) -> str:
    return next((slots[name] for name in names if slots.get(name)), "")


def _joined(*parts: str | None, by: str = " ") -> str:
    return by.join(part for part in parts if part)


_VERBAL = ("killed", "killing", "verb", "verb_base", "verb_own", "happening")
_COURT = re.compile(r"\b(?:the|a|court)\b\s*", re.IGNORECASE)
_CUT = re.compile(r"\b(?:by|of|for|to|in|at|from|with|and|on|the|was|is)$", re.IGNORECASE)
"""A name that ends so was cut from a longer phrase: another form is meant."""
_OF_CONVICTIONS = {
    "sentence",
    "still stand",
    "convicted of",
    "how many convictions",
    "done by",
    "why done",
    "court of",
    "done for",
}


def _kind_of_verb(verb: str) -> str | None:
    kinds = verbs_of_clemency()
    return kinds.get(verb) or kinds.get(verb_of().get(verb, verb))


def _names(slots: Mapping[str, str]) -> str:
    """What the question is about, as typed."""
    return spoken(_first(slots, "who", "case", "petition_named", "work_named", "event"))
