"""Whom a question names, and which of their convictions: `Chauvin's federal conviction`, `Avery and Dassey`."""

import re
from collections.abc import Iterable, Sequence

from ... import cg
from ...errors import CannotAnswer, NoSuchThing, UsageError
from ...view import CaseView, label, one, step, values, widened
from ...vocabulary import Standing, local
from ..supposed import view_of
from .names import find_convictions, names_of, people_of, stems
from .offences import is_offence
from .phrases import PRONOUNS, Whom, too_much

__all__ = ["convictions_meant"]


def convictions_meant(view: CaseView, whom: Whom) -> list[str]:
    """The convictions of a person, a conviction by its id, those of several people, of a group or of a case.

    Raises:
        NoSuchThing: the name fits nothing.
        CannotAnswer: there is such a name, but a word beside it fits none of the convictions, or is not understood.
    """
    who, crime, what = whom.who.partition(" for ")
    if crime and not whom.which and _people(view, who):
        whom = Whom(who, what)
    try:
        return _chosen(view, _named(view, whom.who), whom)
    except NoSuchThing as error:
        raise _one_word_too_many(view, whom.who) or error from None


def _named(view: CaseView, who: str) -> list[str]:
    parts = [part for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", who) if part]
    if len(parts) > 1:
        try:
            return list(dict.fromkeys(found for part in parts for found in find_convictions(view, part)))
        except NoSuchThing:
            pass  # one name may hold an "and" too: the title of a case does
    return find_convictions(view, who)


def _one_word_too_many(view: CaseView, typed: str) -> CannotAnswer | None:
    """What to say where the beginning of what was typed is a name: the rest is not understood."""
    words = typed.split()
    if typed.casefold() in PRONOUNS:
        return CannotAnswer(f"I do not know whom {typed!r} means: name the person")
    for end in range(len(words) - 1, 0, -1):
        name, rest = " ".join(words[:end]).removesuffix(","), " ".join(words[end:])
        if end > 1 and _people(view, name):
            return too_much(name, rest)
    return None


def _people(view: CaseView, name: str) -> list[str]:
    """The people of that name; [] also where it fits several."""
    try:
        return people_of(view, name) or people_of(widened(view, Standing.ATTRIBUTED), name)
    except UsageError:
        return []


def _chosen(view: CaseView, convictions: Sequence[str], whom: Whom) -> list[str]:
    """Those of the convictions that every word beside the name fits."""
    wanted = stems(whom.which)
    chosen = [node for node in convictions if _fits(view_of(view, node), node, wanted)]
    if chosen or not convictions:
        return chosen
    held = "; ".join(dict.fromkeys(label(view_of(view, node), node) for node in convictions))
    raise CannotAnswer(
        f"no conviction of {whom.who} on record here fits {whom.which!r}. On record: {held}.\n"
        f'Ask about one by its id:  casegraph show "{whom.who}"'
    )


_KINDS = {
    "nation": {"federal", "national"}, "military": {"military", "federal"}, "tribe": {"tribal", "tribe"},
    "territory": {"territory", "territorial"}, "foreign state": {"foreign"},
}  # fmt: skip
"""Kind of sovereign → the words for a conviction under its law; of the other kinds the kind itself is the word."""
_YEAR = re.compile(r"\d{4}")


def _fits(view: CaseView, conviction: str, wanted: set[str]) -> bool:
    sentence = stems(one(view, conviction, cg.sentenceType))
    rest = wanted - _of_sovereign(view, conviction) - sentence - _of_victims(view, conviction)
    years = {word for word in rest if _YEAR.fullmatch(word)}
    dated = {text[:4] for text in values(view, conviction, cg.date)}
    if not years <= dated:
        return False
    offence = rest - years
    return not offence or is_offence([*values(view, conviction, cg.offence), label(view, conviction)], offence)


def _of_sovereign(view: CaseView, conviction: str) -> set[str]:
    """The words for a conviction under this law: federal, state, Wisconsin."""
    words: set[str] = set()
    for sovereign in step(view, conviction, cg.lawBroken):
        kind = one(view, sovereign, cg.sovereignKind)
        words |= stems(*values(view, sovereign, cg.adjective)) | _KINDS.get(kind, {kind})
        words |= set() if kind == "nation" else stems(*values(view, sovereign, cg.alsoKnownAs))
    return words


def _of_victims(view: CaseView, conviction: str) -> set[str]:
    """The names of those harmed by the act charged."""
    acts = [act for charge in step(view, conviction, cg.charge) for act in step(view, charge, cg.act)]
    people: Iterable[str] = (person for act in acts for person in step(view, act, cg.victim))
    return stems(*(name for person in people for name in names_of(view, person) if name != local(person)))
