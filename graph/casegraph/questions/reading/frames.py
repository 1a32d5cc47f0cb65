"""A question in any order of its words: the frame that all of its tags fit, put as the plain question it stands for.

A frame is a row of `datasets/lexicon/question-frames.csv`: the tags it must have, those it may have besides, and the
plain question. In that, `{who}` is what stands in the question, and what stands in `[…]` is left out where it has no
such words. Words that are not known go where the frame takes words that narrow the answer, which every walk must then
find on record; a frame that takes none does not fit. So no word is dropped.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...errors import did_you_mean
from ...resources import shipped
from ...view import CaseView
from ...vocabulary import fold
from .lexicon import tag_words
from .patterns import terms
from .tags import Tag, tag

__all__ = ["Frame", "frames", "may_fit", "plainly", "strange_names"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table.

    Attributes:
        form: what is asked, as in `questions.csv`.
        has: the tags that it must have, each with its alternatives, the better one first; a name in capitals.
        may: those it may have besides.
        read: the plain question.
    """

    form: str
    has: tuple[tuple[str, ...], ...]
    may: frozenset[str]
    read: str


_NAMES = {
    "P": ("accused", "group", "titled"),
    "A": ("accused", "group", "titled", "person"),
    "O": ("office", "officer"),
    "L": ("place",),
    "C": ("bench",),
    "W": ("work",),
    "K": ("clemency", "clemency-done", "mercy"),
    "T": ("thing", "work", "petition", "titled"),
}
_ALWAYS = frozenset({"pause", "be", "do", "have", "pronoun", "date"})
"""Tags that every frame takes: a pronoun stands for the one named, a date stands at the end of the plain question."""
_NARROWING = frozenset({"q", "place", "bench", "person", "thing", "year"})
"""What may narrow the answer, beside words that are not known."""


_NAME_KINDS = frozenset(kind for key in "PAOLCTW" for kind in _NAMES[key]) | {"petition"}


@cache
def frames() -> tuple[Frame, ...]:
    """Every frame, in the order they are tried."""
    with shipped("datasets/lexicon/question-frames.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Frame(row["form"], tuple(_alternatives(word) for word in row["has"].split()),
                  frozenset(kind for word in row["may"].split() for kind in _alternatives(word)), row["read"])
            for row in csv.DictReader(file)
        )  # fmt: skip


def _alternatives(word: str) -> tuple[str, ...]:
    return tuple(kind for each in word.split("|") for kind in _NAMES.get(each, (each,)))


def plainly(view: CaseView, question: str, *, respelled: bool = True) -> Iterator[tuple[str, str]]:
    """The plain questions that this one may stand for, each with its form: as it is typed, else with slips put right.

    Args:
        view: the graph, whose names are known.
        question: as typed.
        respelled: also with a slip put right.
    """
    tags = _asking(tag(view, question))
    yield from _fitting(tags)
    for spelled in _respelled(view, question, tags) if respelled else ():
        if found := list(_fitting(_asking(tag(view, spelled)))):
            yield from found
            return


def strange_names(view: CaseView, question: str) -> tuple[str, ...]:
    """What is put as a name in the question and names nothing in the graph."""
    return tuple(one.text for one in tag(view, question) if not one.kinds - {"unknown"} and one.text[:1].isupper())


def may_fit(tags: Sequence[Tag]) -> bool:
    """May these tags, made without a graph, fit a frame once the names are known? Each lexical tag of one is there."""
    asking = _asking(tags)
    names = sum(not one.kinds for one in tags)
    lexical = [[kinds for kinds in frame.has if not _NAME_KINDS & {*kinds}] for frame in frames()]
    return names > 0 and any(
        all(any(_is(one, kind) for one in asking for kind in kinds) for kinds in wanted) for wanted in lexical if wanted
    )


def _fitting(tags: Sequence[Tag]) -> Iterator[tuple[str, str]]:
    if any("pronoun" in one.kinds for one in tags) and not any(one.kinds & _SOMEBODY for one in tags):
        return
    for frame in frames():
        if (slots := _slots(frame, tags)) is not None and (text := _put(frame.read, slots)):
            yield text, frame.form
            return


_SOMEBODY = frozenset({"accused", "group", "titled", "person", "officer"})
_ASKING = frozenset({"who", "what", "when", "where", "why", "why-not", "how", "how-many", "how-many-times", "how-long",
                     "how-old", "how-much", "court", "which-office"})  # fmt: skip
_AUXILIARY = frozenset({"be", "do", "have", "can"})


def _asking(tags: Sequence[Tag]) -> list[Tag]:
    """The tags with one for yes or no, where no word asks and a verb stands first in the question or after a pause."""
    if any(one.kinds & _ASKING for one in tags):
        return list(tags)
    first = [0, *(at + 1 for at, one in enumerate(tags) if "pause" in one.kinds)]
    polar = any(at < len(tags) and tags[at].kinds & _AUXILIARY for at in first)
    return [*tags, Tag("", frozenset({"whether"}))] if polar else list(tags)


def _slots(frame: Frame, tags: Sequence[Tag]) -> dict[str, str] | None:
    """What stands in the slots of the frame; None where a tag is missing, or one is left that it does not take."""
    left = list(tags)
    chosen: list[Tag] = []
    for wanted in frame.has:
        fitting = [one for one in left if any(_is(one, kind) for kind in wanted)]
        if not fitting:
            return None
        best = min(fitting, key=lambda one: (_rank(one, wanted), bool(one.kinds & frame.may), len(one.kinds)))
        chosen.append(best)
        left.remove(best)
    again = {kind for wanted in frame.has for kind in wanted} & _AGAIN
    may = frame.may | _ALWAYS | again
    open_ = any(slot in frame.read for slot in ("{words}", "{rest}", "{about}"))
    if "*" in frame.may:
        return _filled(frame, chosen, left, [], tags)
    narrow = [
        (open_ and "{date}" not in frame.read and "year" in one.kinds) or not any(_is(one, kind) for kind in may)
        for one in left
    ]
    taken = [one for one, own in zip(left, narrow, strict=True) if not own]
    narrowing = [one for one, own in zip(left, narrow, strict=True) if own]
    if narrowing and not (open_ and all(not one.kinds or one.kinds & _NARROWING for one in narrowing)):
        return None
    return _filled(frame, chosen, taken, narrowing, tags)


_AGAIN = frozenset({"custody", "get", "asked", "victim", "relation", "what", "who", "when", "conviction", "sentence",
                    "stand", "can", "not", "plea", "innocence"})  # fmt: skip
"""What may be said twice: sitting in custody."""


def _rank(one: Tag, wanted: Sequence[str]) -> int:
    return next(at for at, kind in enumerate(wanted) if _is(one, kind))


def _is(one: Tag, kind: str) -> bool:
    kind, _, value = kind.partition("=")
    return kind in one.kinds and (not value or one.value(kind) == value)


_VERBS = {"pardon": "pardon", "commutation": "commute", "reprieve": "reprieve", "": "grant clemency to",
          "remission": "remit", "restoration of rights": "restore the rights of"}  # fmt: skip
_DONE = {"pardon": "pardoned", "commutation": "commuted", "reprieve": "reprieved", "": "granted clemency"}
_PAST = frozenset({"was", "were", "did", "had"})


def _filled(
    frame: Frame, chosen: Sequence[Tag], taken: Sequence[Tag], narrowing: Sequence[Tag], tags: Sequence[Tag]
) -> dict[str, str] | None:
    """The texts of the slots; None where it is asked of somebody what they did whom it befell."""
    used = [one for one in tags if one in chosen or one in taken]
    if _turned(frame, used):
        return None
    slots = {key: " ".join(_spoken(one) for one in _of(used, *kinds)) for key, kinds in _SIMPLE.items()}
    acting = _of(used, *_NAMES["O"], "bench")
    people = [one for one in _of(used, *_NAMES["A"]) if one not in acting]
    slots |= _people(frame, people, chosen)
    offices = _of(used, "office") if "{person}" in frame.read else _of(used, *_NAMES["O"])
    slots |= {"officer": " ".join(one.text for one in offices[:1]), "by": _by(acting)}
    slots |= _of_clemency(used, tags) | _of_act(frame, chosen, used)
    slots["place"] = slots["place"] or next((one.value("office") for one in used if one.value("office")), "")
    slots["about"] = " ".join(one.text for one in tags if not one.kinds or one.kinds & {"innocence"})
    systems = [one.text.casefold() for one in tags if one.text.casefold() in _SYSTEMS]
    slots["law"] = slots["place"] or ("a state" if "state" in systems else " ".join(systems))
    slots["said"] = _said(tags)
    slots["words"] = " ".join(_spoken(one) for one in tags if one in narrowing or (one in chosen and "q" in one.kinds))
    slots["whichoffice"] = next((one.value("which-office") for one in tags if "which-office" in one.kinds), "")
    slots["rest"] = " ".join(one.text.removeprefix("the ") for one in tags if not one.kinds & _OF_NO_PETITION)
    if "petition" not in slots["rest"].casefold():
        slots["rest"] += " petition"
    slots["date"] = "".join(
        f" {'on' if one.when and one.when.exact else 'in'} {one.text}"
        for one in _of(tags, "date")
        if one not in narrowing
    )
    return slots


_SIMPLE = {"place": ("place",), "court": ("bench",), "thing": _NAMES["T"], "work": ("work",), "person": ("officer",),
           "board": ("office", "officer")}  # fmt: skip
_OF_NO_PETITION = frozenset({
    "signature", "how-many", "what", "who", "all", "whether", "threshold", "be", "do", "have", "starter", "get",
    "pause", "ever", "when", "date", "can",
})  # fmt: skip
"""What is no part of the words by which a petition is found."""


def _of(tags: Sequence[Tag], *kinds: str) -> list[Tag]:
    return [one for one in tags if not one.kinds.isdisjoint(kinds)]


_BEFORE_A_CLAIM = frozenset({"who", "what", "do", "have", "report", "be", "ever", "pause", "all", "court"})
_SYSTEMS = ("federal", "state", "military")


def _said(tags: Sequence[Tag]) -> str:
    """What somebody is asked to have said: the words after the verb, or all before it."""
    at = next((at for at, one in enumerate(tags) if "claim" in one.kinds), len(tags))
    after = [one.text for one in tags[at + 1 :] if "pause" not in one.kinds]
    if after and any(not one.kinds & _BEFORE_A_CLAIM for one in tags[:at]):
        return ""
    before = [one.text for one in tags[:at] if not one.kinds & {"pause", "who"}]
    return " ".join(after or before)


def _spoken(one: Tag) -> str:
    return f"{one.of} {one.text}" if one.of in ("by", "from") else one.text


def _people(frame: Frame, people: Sequence[Tag], chosen: Sequence[Tag]) -> dict[str, str]:
    names = [one.text for one in people if "titled" not in one.kinds or one in chosen]
    if "{whom}" in frame.read:
        return {"who": names[0] if names else "", "whom": " and ".join(names[1:])}
    return {"who": " and ".join(names), "whom": ""}


def _by(acting: Sequence[Tag]) -> str:
    return " ".join(one.text for one in acting)


def _of_clemency(used: Sequence[Tag], tags: Sequence[Tag]) -> dict[str, str]:
    found = _of(used, *_NAMES["K"])
    kind = next((text for one in found for kind in _NAMES["K"] if (text := one.value(kind))), "")
    at = next((at for at, one in enumerate(tags) if "can" in one.kinds), len(tags))
    perfect = any("have" in one.kinds for one in tags[at + 1 :]) or any(
        one.text.casefold() in _PAST for one in tags[:at] if one.kinds & {"be", "do"}
    )
    verb = _VERBS.get(kind, "pardon")
    done = _DONE.get(kind, "pardoned")
    have = f"have {done}{' to' if done == 'granted clemency' else ''}"
    return {
        "can": "could" if perfect else "can",
        "cannot": "couldn't" if perfect else "can't",
        "do": have if perfect and kind in _DONE else verb,
        "base": verb,
        "done": done,
        "kind": kind or "clemency",
    }


def _of_act(frame: Frame, chosen: Sequence[Tag], used: Sequence[Tag]) -> dict[str, str]:
    wanted = [one for kinds, one in zip(frame.has, chosen, strict=True) if any(k.startswith("act") for k in kinds)]
    acts = [one for one in reversed(wanted) if "act" in one.kinds] or _of(used, "act")
    words = [one for one in used if one in _of(chosen, "term", *_NAMES["K"])]
    nouns = [
        one.value("term") or one.value("clemency") or one.value("clemency-done") or terms().get(one.value("act"), "")
        for one in words
    ]
    role = [*_of(used, "role"), *_of(used, "role-acted")]
    return {
        "act": acts[0].value("act") if acts else "",
        "role": next((one.value("role") for one in role if "role" in one.kinds), ""),
        "roleverb": next((one.value("role-acted") for one in role if "role-acted" in one.kinds), ""),
        "term": nouns[0] if nouns else "",
        "term2": nouns[1] if len(nouns) > 1 else "",
    }


def _turned(frame: Frame, used: Sequence[Tag]) -> bool:
    """Is the office holder put as the one to whom it was done: can Brendan Dassey pardon Tony Evers?"""
    at = {key: [i for i, one in enumerate(used) if not one.kinds.isdisjoint(kinds)] for key, kinds in _ROLES.items()}
    if not (at["office"] and at["person"] and at["act"]) or not any(
        {"act", "clemency"} & {*wanted} for wanted in frame.has
    ):
        return False
    if any(used[i].of in ("by", "from") for i in at["office"]):
        return False
    passive = any("be" in one.kinds for one in used[: at["act"][0]])
    return not passive and at["person"][0] < at["act"][0] < at["office"][0]


_ROLES = {"office": _NAMES["O"], "person": _NAMES["P"], "act": ("act", "clemency", "clemency-done")}


def _put(read: str, slots: dict[str, str]) -> str:
    """The plain question, "" where a slot of it that is not left out stays empty."""
    text = re.sub(r"\[([^\]]*)\]", lambda m: m[1] if all(slots[key] for key in _SLOT.findall(m[1])) else "", read)
    if not all(slots[key] for key in _SLOT.findall(text) if key != "date"):
        return ""
    asked = re.sub(r"\ba (?=[aeiou])", "an ", _SLOT.sub(lambda m: slots[m[1]], text))
    return f"{asked}{'' if '{date}' in read else slots['date']}"


_SLOT = re.compile(r"\{(\w+)\}")


def _respelled(view: CaseView, question: str, tags: Sequence[Tag]) -> Iterator[str]:
    """The question with its unknown words put right, the nearest choice of each first."""
    store = view.store
    unknown = [
        one.text
        for at, one in enumerate(tags)
        if not one.kinds
        and len(one.text) > _SHORTEST
        and (at == 0 or one.text[:1].islower())
        and not (store and store.look_up(fold(one.text), "words", 1))
    ]
    near = {word: did_you_mean(word.casefold(), sorted(_near_to(word)), 2) for word in unknown}
    near = {word: choices for word, choices in near.items() if choices}
    for at in range(2 if len(near) == 1 else 0):
        text = question
        for word, choices in near.items():
            text = re.sub(rf"\b{re.escape(word)}\b", choices[min(at, len(choices) - 1)], text)
        yield text


_SHORTEST = 4
"""Letters of a word that is never put right: too many words are near it."""


def _near_to(word: str) -> list[str]:
    """Words that may have been meant: a slip seldom changes the first letter, and reject is no slip for object."""
    near = (each for each in tag_words() if abs(len(each) - len(word)) < 3 and len(each) > _SHORTEST)
    return [each for each in near if each[0] == word[:1].casefold()]
