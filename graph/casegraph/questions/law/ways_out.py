"""Ways out of a conviction other than clemency under the law of a sovereign, whoever was convicted."""

from collections.abc import Iterable
from datetime import date

from ... import cg
from ...view import CaseView, back, claims_behind, label, step, values
from ..cases.lines import listed
from ..naming.names import stems
from ..record.told import Item, Told
from ..relief.routes import reaching
from .classes import here, sovereign_meant
from .general import day_words, source_labels

__all__ = ["ways_out"]

_TOLD = (cg.timeLimit, cg.onlyFor, cg.notFor, cg.condition, cg.turnsOn, cg.basis)
_SMALL = stems("way", "out", "court", "state", "federal", "petition", "motion", "law", "person", "a", "conviction")


def ways_out(view: CaseView, question: str, place: str, words: str, day: date) -> Told:
    """The ways out that the law of a sovereign has on a day, or those that the words name: who decides, by when.

    Args:
        view: the graph.
        question: as asked.
        place: the sovereign as typed; `a state` for what every State's convictions share.
        words: what narrows them, or "".
        day: on which they are in force.

    Raises:
        NoSuchThing: the place names no sovereign.
    """
    if place.removeprefix("a ").casefold() == "state":
        whose, ways = "any State", back(view, here(view, "US"), cg.convictionsWithin)
    else:
        sovereign = sovereign_meant(view, place)
        whose, ways = label(view, sovereign), reaching(view, sovereign, day)
    wanted = stems(words) - _SMALL
    found = [way for way in ways if wanted <= _words_of(view, way)] if wanted else ways
    if not found:
        names = listed(label(view, way) for way in ways)
        head = f"No way out called {words!r} is on record here for {whose}. On record: {names or 'none'}."
        return Told(question, "ways out", "unknown", head, tuple(_line(view, way) for way in ways))
    texts = [_in_a_word(view, way) for way in found]
    head = f"{whose}: {'; '.join(texts)}; as of {day_words(day)}."
    return Told(question, "ways out", "told", head, tuple(_line(view, way) for way in found))


def _words_of(view: CaseView, way: str) -> set[str]:
    keys = (cg.reliefKind, cg.decidingBody, cg.alsoKnownAs, cg.condition, cg.turnsOn, cg.opens)
    return stems(label(view, way), *_bodies(view, way), *(text for key in keys for text in values(view, way, key)))


def _bodies(view: CaseView, way: str) -> Iterable[str]:
    return [*values(view, way, cg.decidingBody), *(label(view, body) for body in step(view, way, cg.decidedBy))]


def _in_a_word(view: CaseView, way: str) -> str:
    if values(view, way, cg.noRoute):
        return f"{label(view, way)}: looked for and not found; that there is none cannot be proved"
    bodies, limits = listed(_bodies(view, way)), listed(values(view, way, cg.timeLimit))
    said = [text for text in (bodies, f"time limit: {limits}" if limits else "") if text]
    said += values(view, way, cg.condition)
    beside = f" ({'; '.join(said)})" if said else ""
    return f"{label(view, way)}{beside}"


def _line(view: CaseView, way: str) -> Item:
    keys = (cg.reliefKind, cg.decidedBy, cg.decidingBody, *_TOLD)
    claims = tuple(dict.fromkeys(c for key in keys for end in _ends(view, way, key)
                                 for c in claims_behind(view, way, key, end)))  # fmt: skip
    details = tuple(text for key in _TOLD for text in values(view, way, key))
    return Item(_in_a_word(view, way), "established", (), claims, source_labels(view, claims), details=details)


def _ends(view: CaseView, way: str, key: str) -> Iterable[str]:
    return [*values(view, way, key), *step(view, way, key)]
