"""Find the thing a person means by the name they typed: tolerant of case, accents, titles and short forms."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ... import cg
from ...casefile.called import ids_called
from ...errors import NoSuchThing, UsageError
from ...rdf import case_graph
from ...records.claim import Claim
from ...view import ASSERTED, CaseView, back, label, one, step, types, values, widened
from ...vocabulary import CG, RDF_TYPE, Standing, fold, local, thing
from ...words import unique
from ..supposed import said_only

__all__ = [
    "TITLES",
    "find",
    "find_convictions",
    "find_said",
    "fold",
    "names_of",
    "people_of",
    "stems",
    "things_of",
]

_FEW = 4
"""As many kinds of thing a message names; of more it says "thing"."""
TITLES = ("the ", "president ", "governor ", "gov ", "mr ", "ms ", "mrs ", "dr ")
"""What may stand before a folded name and is no part of it."""


def things_of(view: CaseView, klass: str, *, most: int | None = None) -> list[str]:
    """Every thing of the class `klass` (`Person`), sorted; with `most`, at most so many of them, of a big graph."""
    plain = view.standings == ASSERTED and not view.supposed
    if most is not None and view.store is not None and view.day is None and plain:
        return view.store.pointing(CG + klass, RDF_TYPE, most=most)
    return back(view, CG + klass, "rdf:type")[:most]


def names_of(view: CaseView, node: str) -> set[str]:
    """Every name of a thing, its id among them, folded."""
    texts = [
        label(view, node),
        local(node),
        *values(view, node, cg.alsoKnownAs),
        *values(view, node, cg.shortLabel),
    ]
    return {fold(text) for text in texts} - {""}


def find(view: CaseView, name: str, *classes: str, among: Collection[str] | None = None) -> str:
    """The one thing of `classes` that `name` means.

    An id wins over exact names, those over names with a title taken off, those over names that hold every word typed.
    The names are looked up in the store's index: what it costs does not depend on how many things there are.

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
    wanted = fold(name)
    bare = next((wanted[len(title) :] for title in TITLES if wanted.startswith(title)), wanted)
    look = _among(view, among) if among is not None else _index(view)
    tests: list[Callable[[], Iterable[str]]] = [
        lambda: [node for node in look.exact(wanted) if local(node) == name],
        lambda: [node for node in look.exact(wanted) if wanted in names_of(view, node)],
        lambda: [node for node in look.exact(bare) if bare in names_of(view, node)],
        lambda: map(thing, ids_called(name, ("sovereigns",))) if among is None else (),
        lambda: [node for node in look.words(bare) if _holds_words(names_of(view, node), bare)],
    ]
    for index, test in enumerate(tests):
        hits = sorted(node for node in test() if _is_one_of(view, node, classes))
        if len(hits) == 1:
            return hits[0]
        if hits and index > 0:
            shown = ", ".join(local(node) for node in hits[:6])
            raise UsageError(f"{name!r} may mean several things: {shown}. Use the id of one of them")
    kinds = " or ".join(klass.lower() for klass in classes) if len(classes) <= _FEW else "thing"
    raise NoSuchThing(kinds, name, _near(view, bare, classes, among))


def find_said(view: CaseView, name: str, *classes: str) -> str:
    """The one thing that `name` means, as `find` does; where nothing established is called so, what is only said is.

    Raises:
        NoSuchThing: nothing fits; carries near misses.
        UsageError: several things fit equally well.
    """
    try:
        return find(view, name, *classes)
    except NoSuchThing as error:
        with suppress(NoSuchThing):
            found = find(widened(view, *_SAID), name, *classes)
            if any(
                claim.standing in _SAID and claim.review.status in ("", "accepted") for claim in _about(view, found)
            ):
                return found
        raise error from None


_SAID = (Standing.ATTRIBUTED, Standing.CONTESTED)


def _about(view: CaseView, thing: str) -> list[Claim]:
    """What is said of a thing, of any standing."""
    return view.source.reader.claims(thing) if view.source is not None else []


_MOST_HITS = 5_000
_MOST_NEAR = 3_000
_MOST_SHARING = 300


@dataclass(frozen=True)
class _Look:
    """How names are looked up: the things with exactly this folded name, and those whose names may hold its words."""

    exact: Callable[[str], Collection[str]]
    words: Callable[[str], Collection[str]]


def _index(view: CaseView) -> _Look:
    store = view.store
    if store is None:
        return _Look(lambda key: (), lambda key: ())
    return _Look(store.look_up, lambda key: store.look_up(key, "words", _MOST_HITS))


def _among(view: CaseView, nodes: Collection[str]) -> _Look:
    return _Look(lambda key: [node for node in nodes if key in names_of(view, node)], lambda key: nodes)


def _holds_words(names: Iterable[str], typed: str) -> bool:
    return bool(typed) and any(set(typed.split()) <= set(name.split()) for name in names)


def _is_one_of(view: CaseView, node: str, classes: Collection[str]) -> bool:
    return not types(view, node).isdisjoint(f"cg:{klass}" for klass in classes)


def _near(view: CaseView, typed: str, classes: Iterable[str], among: Collection[str] | None) -> list[str]:
    """Names and ids near enough to compare with: all of a small graph; of a large one those that share a word."""
    held = (
        list(among)
        if among is not None
        else [node for klass in classes for node in things_of(view, klass, most=_MOST_NEAR)]
    )
    if among is None and view.store is not None and len(held) >= _MOST_NEAR:
        sharing = [node for word in typed.split() for node in view.store.look_up(word, "words", _MOST_SHARING)]
        held = [node for node in dict.fromkeys(sharing) if _is_one_of(view, node, tuple(classes))]
    return [label(view, node) for node in held] + [local(node) for node in held]


def find_convictions(view: CaseView, name: str) -> list[str]:
    """The convictions `name` means: one by id or label, all of a person, or all whose id starts so.

    Those on record come first, then those that only a source reports, which are walked as if it were right.

    Raises:
        NoSuchThing: nothing fits.
        UsageError: the name fits several people.
    """
    wide = widened(view, Standing.ATTRIBUTED)
    try:
        found, people = _convictions_called(view, name)
    except NoSuchThing:
        found, people = [], ()
        said = _convictions_called(wide, name)[0]
        if not any(said_only(view, each) for each in said):
            raise
    else:
        said = [each for person in people for each in convictions_of(wide, person)]
    return [*found, *(each for each in unique(said) if each not in found and said_only(view, each))]


def _convictions_called(view: CaseView, name: str) -> tuple[list[str], Sequence[str]]:
    """The convictions in a view that `name` means, and the people whose they are where it means people."""
    given = name.startswith(("http://", "https://"))
    if given and (_is_one_of(view, name, ("Conviction",)) or _unconvicted(view, name)):
        return [name], ()
    typed, store = fold(name.rstrip("…*.")), view.store
    named = store.look_up(typed) if store is not None else []
    exact = [n for n in named if _is_one_of(view, n, ("Conviction",)) and typed in names_of(view, n)]
    exact = exact or [n for n in named if local(n) == name and _unconvicted(view, n)]
    if exact:
        return exact, ()
    by_id = [n for n in named if _is_one_of(view, n, ("Person",)) and fold(local(n)) == typed]
    starting = _starting(view, typed) if any(char in name for char in "-…*0123456789") and not by_id else []
    if starting:
        return starting, ()
    people = people_of(view, name)
    if not people:
        near = _near(view, typed, ("Conviction", "Person", "Group"), None)
        raise NoSuchThing("person or conviction", name, near)
    return list(unique(found for person in people for found in convictions_of(view, person))), people


def people_of(view: CaseView, name: str) -> list[str]:
    """The people that the name of a person, of a group or of a case means; [] where it means nobody.

    Raises:
        UsageError: the name fits several people.
    """
    try:
        return [find(view, name, "Person")]
    except NoSuchThing:
        pass
    if view.store is None:
        return []
    wanted = fold(name).removeprefix("the ")
    named = [node for key in (wanted, f"the {wanted}") for node in view.store.look_up(key)]
    groups = [node for node in named if _is_one_of(view, node, ("Group",))]
    people = [person for group in groups for person in step(view, group, cg.member)]
    cases = [node for node in named if node.startswith(case_graph(""))]
    return list(unique(people or (person for case in cases for person in _accused(view, case))))


_TRIED = """
SELECT DISTINCT ?tried ?file WHERE {
  VALUES ?class { cg:Conviction cg:Charge }
  GRAPH ?file { ?claim rdf:predicate rdf:type ; rdf:object ?class ; rdf:subject ?tried }
} ORDER BY ?tried"""


def _accused(view: CaseView, case: str) -> list[str]:
    """The people convicted or charged in a case."""
    assert view.store is not None
    tried = [node for node, _ in view.store.query(_TRIED, {"file": case}).texts()]
    return [person for node in tried for person in step(view, node, cg.person)]


def _starting(view: CaseView, typed: str) -> list[str]:
    """The convictions whose id starts with `typed`."""
    held = view.store.look_up(typed, "start", _MOST_HITS) if view.store is not None and typed else []
    return [n for n in held if fold(local(n)).startswith(typed) and _is_one_of(view, n, ("Conviction",))]


def convictions_of(view: CaseView, person: str) -> list[str]:
    """Every conviction of a person, by date, then id; of a person never convicted the open charges and known acts."""
    about = back(view, person, cg.person)
    found = [node for node in about if cg.Conviction in types(view, node)]
    found = found or [node for node in about if _unconvicted(view, node)]
    return sorted(found, key=lambda node: (min(values(view, node, cg.date), default="9999"), local(node)))


def _unconvicted(view: CaseView, node: str) -> bool:
    """An offence nobody was convicted of, though a pardon may concern it: an open charge, or an act nobody charged."""
    if not step(view, node, cg.lawBroken):
        return False
    kinds, outcome = types(view, node), one(view, node, cg.outcome, "pending")
    return cg.Offence in kinds or (bool(kinds & {cg.Charge, cg.Count}) and outcome == "pending")


_SMALL = frozenset({"a", "an", "and", "for", "from", "his", "her", "in", "of", "on", "s", "the", "their"})


def stems(*texts: str) -> set[str]:
    """The words of texts that carry meaning, folded, without the s of a plural.

    Examples:
        >>> sorted(stems("Board of Pardons and Paroles"))
        ['board', 'pardon', 'parole']
    """
    words = (word for text in texts for word in fold(text).split() if word not in _SMALL)
    return {word if word.endswith("ss") or len(word) < 4 else word.removesuffix("s") for word in words}
