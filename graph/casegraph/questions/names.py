"""Find the thing a person means by the name they typed: tolerant of case, accents, titles and short forms."""

import unicodedata
from collections.abc import Callable, Collection, Iterable

from ..errors import NoSuchThing, UsageError
from ..view import CaseView, back, label, one, step, types, values
from ..vocabulary import CG, local

__all__ = ["find", "find_convictions", "fold", "things_of"]

_TITLES = ("the ", "president ", "governor ", "gov ", "mr ", "ms ", "mrs ", "dr ")


def fold(name: str) -> str:
    """A name as names are compared: no case, accents, punctuation or possessive.

    Examples:
        >>> fold("Gov. Tony  Évers's") == fold("gov tony evers")
        True
    """
    text = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    text = text.removesuffix("'s")
    plain = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def things_of(view: CaseView, klass: str) -> list[str]:
    """Every thing of the class `klass` (`Person`), sorted."""
    return back(view, CG + klass, "rdf:type")


def _names(view: CaseView, node: str) -> set[str]:
    texts = [
        label(view, node),
        local(node),
        *values(view, node, "cg:alsoKnownAs"),
        *values(view, node, "cg:shortLabel"),
    ]
    return {fold(text) for text in texts} - {""}


def find(view: CaseView, name: str, *classes: str, among: Collection[str] | None = None) -> str:
    """The one thing of `classes` that `name` means.

    An id wins over exact names, those over names with a title taken off, those over names that hold every word typed.

    Args:
        view: the graph.
        name: as typed.
        classes: the kinds of thing it may be.
        among: the only things it may be; any of the classes when None.

    Raises:
        NoSuchThing: nothing fits; carries near misses.
        UsageError: several things fit equally well.
    """
    if name.startswith(("http://", "https://")) and name in view:
        return name
    held = [node for klass in classes for node in things_of(view, klass) if among is None or node in among]
    by_id = [node for node in held if local(node) == name]
    if len(by_id) == 1:
        return by_id[0]
    pool = {node: _names(view, node) for node in held}
    wanted = fold(name)
    bare = next((wanted[len(title) :] for title in _TITLES if wanted.startswith(title)), wanted)
    tests: list[Callable[[set[str]], bool]] = [
        lambda names: wanted in names,
        lambda names: bare in names,
        lambda names: bool(bare) and any(set(bare.split()) <= set(one.split()) for one in names),
    ]
    for test in tests:
        hits = sorted(node for node, names in pool.items() if test(names))
        if len(hits) == 1:
            return hits[0]
        if hits:
            shown = ", ".join(local(node) for node in hits[:6])
            raise UsageError(f"{name!r} may mean several things: {shown}. Use the id of one of them")
    known = [label(view, node) for node in pool] + [local(node) for node in pool]
    raise NoSuchThing(" or ".join(klass.lower() for klass in classes), name, known)


def find_convictions(view: CaseView, name: str) -> list[str]:
    """The convictions `name` means: one by id or label, all whose id starts so, or all of a person.

    Raises:
        NoSuchThing: nothing fits.
        UsageError: the name fits several people.
    """
    convictions = things_of(view, "Conviction")
    if name in convictions:
        return [name]
    typed = fold(name.rstrip("…*."))
    exact = [node for node in convictions if typed in _names(view, node)]
    others = [node for klass in ("Charge", "Count", "Offence") for node in things_of(view, klass)]
    exact = exact or [node for node in others if name in (node, local(node)) and _unconvicted(view, node)]
    if exact:
        return exact
    starting = [node for node in convictions if fold(local(node)).startswith(typed)]
    if starting and any(char in name for char in "-…*0123456789"):
        return starting
    try:
        person = find(view, name, "Person")
    except NoSuchThing as error:
        known = [
            *error.near,
            *(local(node) for node in convictions),
            *(label(view, n) for n in things_of(view, "Person")),
        ]
        raise NoSuchThing("person or conviction", name, known) from error
    return convictions_of(view, person)


def convictions_of(view: CaseView, person: str) -> list[str]:
    """Every conviction of a person, by date, then id; of a person never convicted the open charges and known acts."""
    about = back(view, person, "cg:person")
    found = [node for node in about if "cg:Conviction" in types(view, node)]
    found = found or [node for node in about if _unconvicted(view, node)]
    return sorted(found, key=lambda node: (min(values(view, node, "cg:date"), default="9999"), local(node)))


def _unconvicted(view: CaseView, node: str) -> bool:
    """An offence nobody was convicted of, though a pardon may concern it: an open charge, or an act nobody charged."""
    if not step(view, node, "cg:lawBroken"):
        return False
    kinds, outcome = types(view, node), one(view, node, "cg:outcome", "pending")
    return "cg:Offence" in kinds or (bool(kinds & {"cg:Charge", "cg:Count"}) and outcome == "pending")


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """The items, each once, in order."""
    return tuple(dict.fromkeys(items))
