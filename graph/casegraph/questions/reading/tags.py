"""The words of a question, each with what it is: a name the graph knows, a word of the lexicon, a date, or not known.

The words of the lexicon are `datasets/lexicon/question-tags.csv`, the verbs of `happenings.csv`, the parts in a case of
`roles-in-case.csv` and the words for clemency of `clemency-words.csv`. The longest match wins, a name before a word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...dates import When
from ...view import CaseView
from ...vocabulary import fold
from .called import kind_of_name
from .day_asked import split_date
from .lexicon import parted, phrases
from .patterns import short_forms, spoken, tokens

__all__ = ["Tag", "tag"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A run of words of a question.

    Attributes:
        text: the words as typed.
        kinds: what they are: `when`, `act`, `accused`, `date`…; none for words that are not known.
        values: of each of these what they stand for: the verb of the lexicon, the kind of clemency, the part in a case.
        when: the date, for one.
        of: the word before them that joins them to the rest: by, from, and, or "".
        near: do they stand right after the tag before them, without a word between?
        part: are they a part of a name: the last name of a person?
    """

    text: str
    kinds: frozenset[str] = frozenset()
    values: tuple[tuple[str, str], ...] = ()
    when: When | None = None
    of: str = ""
    near: bool = False
    part: bool = False

    def value(self, kind: str) -> str:
        """What the words stand for, taken as this kind; "" where that is nothing but the kind."""
        return dict(self.values).get(kind, "")


_JOINTS = frozenset({"by", "and", "from", "of"})
_PAUSE = re.compile(r"[:;!?…]+|\.(?=\s+[A-Z(])(?<!\b[A-Z]\.)(?<!\b\w\w\.)(?<!\b\w\w\w\.)|\s[-–—]+\s")
_NOT = re.compile(r"\b(is|was|are|were|did|does|do|has|have|had|could|would|can|should|may|might)n[’']?t\b", re.I)
_SHORT = re.compile(r"\b(who|what|where|when|how|why|that|he|she|it|there)[’']s\b", re.I)
_HAD = re.compile(r"\b(who|he|she|they|it)[’']d\b", re.I)
_BARE = re.compile(r"\b(who|what|where|when|how)s\b", re.I)


def plain(question: str) -> str:
    """The question with its short forms spelt out, and every pause a comma."""
    text = " ".join(re.sub(r'["“”«»()]', " ", question.replace("’", "'").replace("‘", "'")).split())
    text = re.sub(r"\bcannot\b|\bcan't\b|\bcant\b", "can not", text, flags=re.I)
    text = _NOT.sub(r"\1 not", text)
    text = _BARE.sub(r"\1 is", _HAD.sub(r"\1 had", _SHORT.sub(r"\1 is", text)))
    for verb, particle in parted():
        text = re.sub(rf"\b({verb}) ((?:(?!,)\S+ ){{1,6}}?){particle}\b", rf"\1 {particle} \2", text, flags=re.I)
    text = _PAUSE.sub(" , ", f"{text} ")
    for short, long in short_forms().items():
        if not short.endswith(".") and short not in ("whats", "whos", "wheres", "whens", "hows"):
            text = re.sub(rf"(?<![\w-]){re.escape(short)}(?![\w-])", long, text, flags=re.I)
    return " ".join(re.sub(r"\s*,\s*", " , ", text).split()).strip(" ,.")


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_PART = r"(?:(?:early|mid|late|spring|summer|autumn|fall|winter)(?:[- ](?:of|in) |[- ]))"
_DATE = re.compile(
    r"(?:\b(?:in|on|during|as of|of|from|back in|in the|during the)\s+)?(?:the )?(?:year )?"
    rf"(?P<date>\b(?:\d{{4}}-\d\d(?:-\d\d)?|(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{_MONTH}"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?"
    rf"(?: ?,)? {_YEAR}|{_PART}?{_YEAR}))(?![\w-])(?!-)",
    re.I,
)
_NOUN = re.compile(
    r" (?!,|and\b|or\b|by\b|in\b|at\b|for\b|to\b|who\b|what\b|when\b|where\b|why\b|how\b|which\b)[\w-]+", re.I
)
"""What follows a year that says which is meant: the 1985 case."""
_EDGES = re.compile(rf"\b(?:at|by|on|in) the (?P<edge>end|beginning|start) of (?P<year>{_YEAR})\b", re.I)
_FEAST = re.compile(rf"\b(?:on )?New Year's Day(?: of| in)? (?P<year>{_YEAR})\b", re.I)


def tag(view: CaseView | None, question: str) -> list[Tag]:
    """The question as a list of tags, in its order; offices are put together from their parts.

    Raises:
        CannotAnswer: something like a date stands there that is none.
    """
    text = _FEAST.sub(lambda m: f"on {m['year']}-01-01", plain(question))
    text = _EDGES.sub(lambda m: f"on {m['year']}-{'12-31' if m['edge'].lower() == 'end' else '01-01'}", text)
    found: list[Tag] = []
    start = 0
    for match in _DATE.finditer(text):
        found += _tagged(view, _split(text[start : match.start()]))
        _, when = split_date(f"x in {match['date'].replace(' ,', '')}")
        year = match[0] == match["date"] and _NOUN.match(text, match.end()) is not None
        kinds = frozenset({"date", "year"} if year else {"date"})
        found.append(Tag(match["date"], kinds, when=when) if when else Tag(match["date"]))
        start = match.end()
    found += _tagged(view, _split(text[start:]))
    return _titled(found)


def _split(text: str) -> list[str]:
    """The words; a possessive and a pause are words of their own."""
    return ["," if word == _PAUSED else word for word in tokens(text.replace(" , ", f" {_PAUSED} "))]


_PAUSED = "¦"
_LONGEST = 8


def _tagged(view: CaseView | None, words: Sequence[str]) -> list[Tag]:
    found: list[Tag] = []
    at, joint, near = 0, "", False
    while at < len(words):
        if words[at] in (",", "'s"):
            found += [Tag(",", frozenset({"pause"}))] if words[at] == "," else []
            at, near = at + 1, False
            continue
        one, used = _longest(view, words, at)
        if "filler" not in one.kinds:
            found.append(replace(one, of=joint, near=near))
        joint = one.text.casefold() if one.text.casefold() in _JOINTS else ""
        near = "filler" not in one.kinds
        at += used
    return found


def _longest(view: CaseView | None, words: Sequence[str], at: int) -> tuple[Tag, int]:
    """The longest run from here that is a name or a phrase of the lexicon; else the one word."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        run = words[at : at + length]
        if "," in run[:-1] or run[-1] in (",", "'s"):
            continue
        text = spoken(" ".join(run))
        known = phrases().get(fold(text))
        title = phrases().get(fold(text).removeprefix("the "), {})
        known = title if "title" in title else known
        name, whole = kind_of_name(view, text, partly=known is None and _may_be_partial(run))
        if not name and known is None and length > 1 and text.endswith("s"):  # Adnan Syeds lawyer
            name, whole = kind_of_name(view, text[:-1], partly=False)
            text = text[:-1] if name in _NO_ARTICLE else text
        if name and (known is None or ("title" not in known and _is_name(run, at))):
            text = whole or (text.removeprefix("the ") if name in _NO_ARTICLE else text)
            return Tag(
                text, frozenset({name}), part=length == 1 or not kind_of_name(view, text, partly=False)[0]
            ), length
        if known is not None:
            return Tag(text, frozenset(known), tuple(known.items())), length
    word = words[at]
    if word.endswith("s") and (name := kind_of_name(view, word[:-1], partly=_may_be_partial([word]))[0]):
        return Tag(word[:-1], frozenset({name}), part=True), 1
    return Tag(word), 1


def _may_be_partial(run: Sequence[str]) -> bool:
    """May these be some words of a name? None of them is a word of the lexicon, and none is a small one."""
    return len(run) <= _OF_A_NAME and all(
        word != "'s" and fold(word) not in phrases() and len(word) >= (3 if word[:1].isupper() else 4) for word in run
    )


_OF_A_NAME = 3
_NO_ARTICLE = ("accused", "person", "officer", "place")


def _is_name(run: Sequence[str], at: int) -> bool:
    """Of what is both a name and words of the lexicon: is it put as a name?"""
    capital = [word[:1].isupper() for word in run if word.casefold() not in ("the", "of", "and")]
    return all(capital) and (at > 0 or len(run) > 1)


_LEX = frozenset({"place", "office"})
_STATES = frozenset({"us", "u s", "american", "united states", "the united states", "america"})


def _titled(found: Sequence[Tag]) -> list[Tag]:
    """The same, with what names an office in one tag: Arizona's governor, the board of Delaware, Judge Willis."""
    tags = _unknown_people(found)
    at = 0
    while at < len(tags) - 1:
        first, second = tags[at], tags[at + 1]
        merged = _together(first, second)
        if merged is None:
            at += 1
        else:
            tags[at : at + 2] = [merged]
            at = max(0, at - 1)
    return [_alone(one) for one in tags]


def _unknown_people(found: Sequence[Tag]) -> list[Tag]:
    """The same, where a part of a name stands beside another or an unknown word: that is somebody not known here."""
    tags = list(found)
    at = 0
    while at < len(tags) - 1:
        first, second = tags[at], tags[at + 1]
        names = [one for one in (first, second) if one.part and one.kinds & _PEOPLE]
        strange = [one for one in (first, second) if (one.part or not one.kinds) and one.text[:1].isupper()]
        if second.near and names and len(strange) > 1:
            tags[at : at + 2] = [
                Tag(f"{first.text} {second.text}", frozenset({"unknown"}), of=first.of, near=first.near)
            ]
        else:
            at += 1
    return tags


_PEOPLE = frozenset({"accused", "person", "officer"})


def _together(first: Tag, second: Tag) -> Tag | None:
    people = {"officer", "person", "accused"}
    if not (second.near or "place" in first.kinds or "title" in first.kinds):
        return None
    if "title" in first.kinds and second.near and second.kinds & people and first.value("title") != "board":
        return replace(second, text=f"{first.text} {second.text}", kinds=frozenset({"officer"}), of=first.of)
    if (
        first.value("title") == "vice president"
        and second.near
        and second.text[:1].isupper()
        and not second.kinds & _LEX
    ):
        return replace(second, text="the Vice President of the United States", kinds=frozenset({"office"}), of=first.of)
    if "rank" in first.kinds and second.kinds & people:
        return replace(second, of=first.of)
    strange = [one for one in (first, second) if not one.kinds and one.text[:1].isupper()]
    if strange and (first if strange[0] is second else second).value("title"):
        joined = "of " if second is strange[0] and second.of == "of" else ""
        if joined or (strange[0] is first and second.near):
            return Tag(
                f"the {first.text.removeprefix('the ')} {joined}{second.text}",
                frozenset({"office"}),
                of=first.of,
                near=first.near,
            )
    for place, title in ((first, second), (second, first)):
        if "place" in place.kinds and "title" in title.kinds:
            kinds = frozenset({"office", title.value("title")})
            return Tag(_office(place.text, title), kinds, (("office", place.text),), of=first.of, near=first.near)
    return None


def _office(place: str, title: Tag) -> str:
    name = title.value("title")
    if name == "president" and fold(place) in _STATES:
        return "the President"
    if name in ("board", "legislature"):
        return f"the {place.removeprefix('the ')} {title.text.removeprefix('the ')}"
    return f"the {' '.join(word.capitalize() for word in name.split())} of {place.removeprefix('the ')}"


def _alone(one: Tag) -> Tag:
    """An office without a place: `the governor`."""
    if "title" not in one.kinds:
        return one
    return replace(one, text=f"the {one.text.removeprefix('the ')}", kinds=one.kinds | {"office", one.value("title")})
