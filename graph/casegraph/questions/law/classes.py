"""The class of convictions, and the sovereign, that words name: `a Texas conviction`, `state crimes`."""

import re
from dataclasses import dataclass

from ... import cg
from ...courts.tables import sovereigns as known_sovereigns
from ...errors import NoSuchThing
from ...view import CaseView, one, types, values
from ...vocabulary import fold, local, thing
from ..naming.names import find, things_of

__all__ = ["SENTENCES", "Class", "class_meant", "here", "sovereign_meant"]


@dataclass(frozen=True, slots=True)
class Class:
    """A class of convictions.

    Attributes:
        sovereigns: whose law was broken.
        name: what the class is called, as typed.
        sentence: the type of sentence, where the words name one; else "".
        whole: the kind of sovereign, where every one of that kind is meant; else "".
    """

    sovereigns: tuple[str, ...]
    name: str
    sentence: str = ""
    whole: str = ""


_NOUN = r"(?:convictions?|crimes?|offen[cs]es?|felony|felonies|sentences?|cases?)"


_SHAPES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?:a|an|any|all|every|the) )?(?:conviction for (?:a|an) )?(?P<law>.+?) {_NOUN}(?: in (?P<place>.+))?",
        rf"(?:(?:a|an|any|all|every|the) )?(?:[a-z]+ )?{_NOUN} (?:under|against|in|by|from|of) (?:the )?(?:laws? of )?"
        r"(?P<place>.+?)(?: law| laws)?",
        r"(?:someone|somebody|anyone|anybody|people|persons|a person|those|offenders|prisoners|a prisoner|an offender) "
        r"(?:who (?:was|were|is|are) )?convicted (?:under|in|by|of|for) (?:(?:a|an|the) )?"
        rf"(?P<law>.+?)(?: law| laws|(?: {_NOUN}))?",
        r"(?P<law>federal|state|military) (?:prisoners?|offenders?|inmates?|convicts?)",
        r"(?P<law>.+)",
    )
]


_KINDS = {
    "federal": "US",
    "national": "US",
    "u.s.": "US",
    "military": "US-MIL",
    "court-martial": "US-MIL",
    "court martial": "US-MIL",
    "d.c.": "US-DC",
    "dc": "US-DC",
}


_EVERY = {"state": "state", "states": "state", "tribal": "tribe", "territorial": "territory"}


SENTENCES = {"death": "death", "capital": "death", "life": "life"}


def class_meant(view: CaseView, typed: str) -> Class:
    """The class of convictions that words name: `a Texas conviction`, `state crimes`, `federal offences`.

    Raises:
        NoSuchThing: a word of it names no sovereign.
    """
    for shape in _SHAPES:
        match = shape.fullmatch(typed.strip())
        if match is None:
            continue
        groups = match.groupdict()
        words = (groups.get("law") or "").casefold().split()
        sentence = next((SENTENCES[word] for word in words if word in SENTENCES), "")
        law = " ".join(word for word in words if word not in SENTENCES and word not in ("a", "an", "the"))
        place = groups.get("place") or ""
        if law and place:
            raise NoSuchThing("class of convictions", typed)
        return _class(view, place or law, typed, sentence)
    raise NoSuchThing("class of convictions", typed)


def _class(view: CaseView, law: str, typed: str, sentence: str) -> Class:
    law = law.casefold().strip()
    if kind := _EVERY.get(law.removeprefix("a ")):
        return Class(tuple(_all_of(view, kind)), typed, sentence, kind)
    return Class((sovereign_meant(view, law),), typed, sentence)


def sovereign_meant(view: CaseView, typed: str) -> str:
    """The sovereign that a name, an adjective or an id means.

    Raises:
        NoSuchThing: none is called so here.
    """
    name = typed.strip().removeprefix("the ").removeprefix("state of ")
    if (own := _KINDS.get(name.casefold())) is not None:
        return here(view, own)
    try:
        return find(view, name, "Sovereign")
    except NoSuchThing as error:
        wanted = fold(name)
        called = [
            s for s in things_of(view, "Sovereign") if wanted and wanted in map(fold, values(view, s, cg.adjective))
        ]
        if len(called) == 1:
            return called[0]
        raise error from None


def here(view: CaseView, id_: str) -> str:
    node = thing(id_)
    if not types(view, node):
        raise NoSuchThing("sovereign", id_)
    return node


def _all_of(view: CaseView, kind: str) -> list[str]:
    """Every sovereign of a kind.

    Raises:
        NoSuchThing: the graph does not hold all that the shipped law has, so that it must be read whole.
    """
    held = [s for s in things_of(view, "Sovereign") if one(view, s, cg.sovereignKind) == kind]
    missing = {own.id for own in known_sovereigns().values() if own.kind == kind} - set(map(local, held))
    if missing and len(missing) > len(held) // 10:
        raise NoSuchThing("sovereign", min(missing))
    return held
