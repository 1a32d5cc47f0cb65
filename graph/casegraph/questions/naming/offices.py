"""The office a person means by a plain name: one of the sovereign whose law was broken, never a stranger's.

A plain name ("the pardon board", "the Governor") means an office of the sovereign whose law was broken, or of one it
lies within, that is in being on the day. An office of another sovereign is meant by its id, or by a name that names
its sovereign too ("the Governor of Texas").
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ... import cg
from ...dates import Ternary
from ...errors import NoSuchThing, UsageError
from ...view import CaseView, back, in_force, label, one, step, types, widened
from ...vocabulary import Standing, fold, local
from ...words import unique
from ..supposed import view_of
from .names import TITLES, find, names_of, stems, things_of

__all__ = ["Meant", "find_office", "office_meant"]


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a question names: an office, and the person in it where a person was named.

    Attributes:
        office: IRI of the office.
        people: IRIs of the person named, one for each time in office where they are kept apart; () where the office
            itself was named.
    """

    office: str
    people: tuple[str, ...] = ()


def find_office(view: CaseView, typed: str, convictions: Collection[str], day: date) -> str:
    """The one office that `typed` means where these convictions are asked about.

    Args:
        view: the graph.
        typed: an id or a name.
        convictions: IRIs; the sovereigns whose law they broke come first.
        day: a plain name means an office in being on this day.

    Raises:
        NoSuchThing: no office near these convictions is called so, and the name names no other sovereign.
        UsageError: several offices fit equally well.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> conviction = graph.find("avery-2007-homicide")
        >>> local(find_office(graph.view, "the pardon board", [conviction], date(2020, 1, 1)))
        'US-WI-board'
    """
    named = view.store.look_up(fold(local(typed))) if view.store is not None else []
    if by_id := [node for node in named if typed in (node, local(node)) and cg.Office in types(view, node)]:
        return by_id[0]
    view = widened(view, Standing.ATTRIBUTED)  # an office that a file has of its own can be asked about too
    circles = [
        [office for office in circle if in_force(view, office, day) is not Ternary.NO]
        for circle in _circles(view, convictions)
    ]
    wanted = fold(typed).removeprefix("the ")
    for circle in circles:  # an exact name further out beats some of the words of a nearer one
        if exact := [office for office in circle if wanted in names_of(view, office)]:
            return _only(exact, typed)
    for circle in circles:
        near = [office for office in circle if stems(wanted) <= stems(*names_of(view, office))]
        if near := [office for office in near if not _names_another(view, wanted, office)]:
            return _only(near, typed)
    far = [*_elsewhere(view, wanted, day), *_of_nobody(view, wanted)]
    if far:
        return _only(far, typed)
    raise _unknown(view, typed, convictions, circles)


def _names_another(view: CaseView, wanted: str, office: str) -> bool:
    """Does a plain name say only a part of the sovereign's name? The Governor of Virginia is not West Virginia's."""
    words = set(wanted.split())
    called = [{*name.split()} for own in step(view, office, cg.officeOf) for name in _called_sovereign(view, own)]
    said = words & set().union(*called) - {"of", "the", "state", "commonwealth", "united", "states"}
    return bool(said) and not any(name <= words for name in called)


def _called_sovereign(view: CaseView, sovereign: str) -> set[str]:
    """What a sovereign is called, in words: not by its id."""
    called = {*names_of(view, sovereign), fold(one(view, sovereign, cg.adjective))}
    return called - {local(sovereign).lower(), fold(local(sovereign)), ""}


def office_meant(view: CaseView, typed: str, convictions: Collection[str], day: date) -> Meant:
    """The office that `typed` means, or the one that the person so named has held.

    People who held an office of the sovereigns concerned come first; one whose term a single source alone reports
    counts too.

    Raises:
        NoSuchThing: neither an office nor an office holder near these convictions is called so.
        UsageError: several fit equally well.
    """
    try:
        return Meant(find_office(view, typed, convictions, day))
    except NoSuchThing as error:
        unknown = error
    wide = widened(view, Standing.ATTRIBUTED)
    name = fold(typed).removeprefix("the ")
    title = next((title for title in TITLES if name.startswith(title)), "")
    bare = name[len(title) :]
    for circle in _circles(view, convictions):
        held = {
            person: office
            for office in circle
            if _may_be_called(view, office, title)
            for tenure in back(wide, office, cg.office)
            for person in step(wide, tenure, cg.person)
        }
        if called := _called(wide, held, bare):
            return _one_person(wide, {person: held[person] for person in called}, typed)
    known = wide.store.look_up(bare, "words", _MOST) if wide.store is not None and bare else []
    called = _called(wide, [node for node in known if cg.Person in types(wide, node)], bare)
    if not called and local(typed) in (local(node) for node in known):
        called = [find(wide, typed, "Person")]
    if not called:
        raise NoSuchThing(
            "office or office holder", typed, _near(view, typed, unknown), unknown.listing, unknown.instead
        )
    offices = {person: _only(_held_by(wide, person), typed) for person in called if _held_by(wide, person)}
    suited = {person: office for person, office in offices.items() if _may_be_called(view, office, title)}
    if not suited:
        raise NoSuchThing("office", typed, (), unknown.listing, unknown.instead)
    return _one_person(wide, suited, typed)


def _held_by(view: CaseView, person: str) -> tuple[str, ...]:
    terms = back(view, person, cg.person)
    return unique(office for term in terms for office in step(view, term, cg.office))


def _one_person(view: CaseView, held: Mapping[str, str], typed: str) -> Meant:
    """The one person among those called so, who may have held the one office several times."""
    if len(set(held.values())) > 1 or len({label(view, person) for person in held}) > 1:
        _only(sorted(held), typed)
    return Meant(next(iter(held.values())), tuple(sorted(held)))


def _may_be_called(view: CaseView, office: str, title: str) -> bool:
    """Does the title before a name suit the office? `Governor Walker` held no office of a President."""
    word = {"gov ": "governor"}.get(title, title.strip())
    return word not in ("president", "governor") or word in stems(*names_of(view, office))


_MOST = 5_000


def _called(view: CaseView, people: Iterable[str], typed: str) -> list[str]:
    """Those of the people whose name is `typed`, else those whose name holds its words."""
    names = {person: _personal(view, person) for person in people}
    words = set(typed.split())
    exact = [person for person, called in names.items() if typed in called]
    return exact or [person for person, called in names.items() if words and any(words <= {*n.split()} for n in called)]


_SINCE = re.compile(r"-[a-z]+-\d{4}$")


def _personal(view: CaseView, person: str) -> set[str]:
    """The names of a person without titles; of the id what is a name, not the office and year in it."""
    names = names_of(view, person) - {fold(local(person))} | {fold(_SINCE.sub("", local(person)))}
    return {name[len(next((title for title in TITLES if name.startswith(title)), "")) :] for name in names}


def _near(view: CaseView, typed: str, unknown: NoSuchThing) -> list[str]:
    """Near misses among offices and people."""
    try:
        find(view, typed, "Person")
    except NoSuchThing as error:
        return [*unknown.near, *error.near]
    except UsageError:
        pass
    return unknown.near


def _circles(view: CaseView, convictions: Iterable[str]) -> Iterator[list[str]]:
    """The offices of the sovereigns whose law was broken, then of those that these lie within, and so on."""
    here = {law for each in convictions for law in step(view_of(view, each), each, cg.lawBroken)}
    seen: set[str] = set()
    while here:
        yield sorted({office for sovereign in here for office in back(view, sovereign, cg.officeOf)})
        seen |= here
        here = {outer for sovereign in here for outer in step(view, sovereign, cg.within)} - seen


def _only(offices: Sequence[str], typed: str) -> str:
    if len(offices) > 1:
        shown = ", ".join(local(office) for office in offices[:6])
        raise UsageError(f"{typed!r} may mean several things: {shown}. Use the id of one of them")
    return offices[0]


def _elsewhere(view: CaseView, wanted: str, day: date) -> list[str]:
    """The offices of a sovereign that the name itself names; those in being on the day, where there are such."""
    words = set(wanted.split())
    named: dict[str, set[str]] = {}
    for sovereign in things_of(view, "Sovereign"):
        called = {*names_of(view, sovereign), fold(one(view, sovereign, cg.adjective))} - {local(sovereign).lower()}
        held = [set(name.split()) for name in called if name and set(name.split()) <= words]
        if held:
            named[sovereign] = max(held, key=len)
    widest = [sovereign for sovereign, held in named.items() if not any(held < other for other in named.values())]
    found: list[str] = []
    for sovereign in widest:
        asked = stems(*(word for word in wanted.split() if word not in named[sovereign]))
        offices = back(view, sovereign, cg.officeOf)
        exact = [office for office in offices if wanted in names_of(view, office)]
        found += exact or [office for office in offices if asked and asked <= stems(*names_of(view, office))]
    return [office for office in found if in_force(view, office, day) is not Ternary.NO] or found


def _of_nobody(view: CaseView, wanted: str) -> list[str]:
    """The offices of that name whose sovereign no record gives."""
    named = view.store.look_up(wanted) if view.store is not None else []
    return [node for node in named if cg.Office in types(view, node) and not step(view, node, cg.officeOf)]


def _unknown(view: CaseView, typed: str, convictions: Collection[str], circles: Sequence[Sequence[str]]) -> NoSuchThing:
    """Nobody near is called so: with the offices that a plain name can mean here."""
    near = [label(view, office) for circle in circles for office in circle]
    own = unique(local(s) for each in convictions for s in step(view_of(view, each), each, cg.lawBroken))
    state = next((name.removeprefix("US-") for name in own if name.startswith("US-") and name.count("-") == 1), "")
    listing = f"casegraph list authorities{f' --state {state}' if len(own) == 1 and state else ''}"
    ids = [local(office) for circle in circles for office in circle]
    return NoSuchThing("office", typed, [*near, *ids], listing, near)
