"""Walking a view: typed steps that read the edges of one property only, and the values, dates and claims of a node."""

from collections.abc import Iterable, Iterator
from datetime import date

from .. import cg
from ..dates import Ternary, When
from ..records.claim import Literal
from ..vocabulary import Standing, expand, local, shorten
from .cache import Bounded
from .graph import ASSERTED, CaseView, dates_in, open_view

__all__ = [
    "as_of",
    "back",
    "claims_behind",
    "dates_of",
    "holding",
    "in_force",
    "label",
    "one",
    "step",
    "supposing",
    "types",
    "values",
    "widened",
]


def widened(view: CaseView, *standings: Standing) -> CaseView:
    """The same graph with claims of these standings shown beside the established ones; what was read is shared."""
    return _like(view, ASSERTED | set(standings), view.supposed)


def supposing(view: CaseView, claims: Iterable[str]) -> CaseView:
    """The same graph as if these claims were true, whatever their standing, and no others were supposed.

    Args:
        view: the graph.
        claims: IRIs of claims; () gives the graph without suppositions.

    Examples:
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> claim = next(c for c in graph.cases[0].claims if c.standing.value == "attributed")
        >>> claim.iri in claims_behind(supposing(graph.view, [claim.iri]), claim.subject, claim.key, claim.text)
        True
    """
    return _like(view, view.standings, frozenset(claims))


def _like(view: CaseView, standings: frozenset[Standing], supposed: frozenset[str]) -> CaseView:
    """The same graph with other claims shown; what was read is shared, and so is each such graph."""
    if (standings, supposed) == (view.standings, view.supposed):
        return view
    assert view.store is not None and view.source is not None
    kept: Bounded[object, CaseView] = view.__dict__.setdefault("_others", Bounded(_OTHERS))
    kept.put((view.standings, view.supposed), view)
    found = kept.get((standings, supposed))
    if found is None:
        found = open_view(view.store, standings, day=view.day, reader=view.source.reader, supposed=supposed)
        found.__dict__["_others"] = kept
        kept.put((standings, supposed), found)
    return found


_OTHERS = 64
"""So many graphs with other claims are kept beside one."""


def as_of(view: CaseView, day: date) -> CaseView:
    """The graph as it stood on `day`: without what had certainly ended, not begun, or not yet happened.

    A thing whose date is too vague to say stays. Edges keep their claims. Nothing is copied.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> graph.find("dassey-2007-homicide") in as_of(graph.view, date(2000, 1, 1))
        False
    """
    assert view.store is not None and view.source is not None
    return open_view(view.store, view.standings, day=day, reader=view.source.reader, supposed=view.supposed)


def step(view: CaseView, node: str, key: str) -> list[str]:
    """The things `node` points to by the property `key`, sorted.

    Args:
        view: the graph.
        node: an IRI; one the view does not hold points nowhere.
        key: short name of a property, e.g. `cg:lawBroken`.
    """
    if view.source is None:
        return sorted(end for end, keys in view._adj.get(node, {}).items() if key in keys)
    return sorted(view.source.step(node, key))


def back(view: CaseView, node: str, key: str) -> list[str]:
    """The things that point to `node` by the property `key`, sorted."""
    if view.source is None:
        return sorted(start for start, keys in view._pred.get(node, {}).items() if key in keys)
    return view.source.back(node, key)


def holding(view: CaseView, key: str, text: str) -> list[str]:
    """The nodes that have the text `text` as a value of the property `key` by an asserted claim, sorted.

    Examples:
        >>> from casegraph import load
        >>> from casegraph.vocabulary import local
        >>> [local(node) for node in holding(load("avery-dassey").view, "cg:sovereignKind", "nation")]
        ['US']
    """
    if view.store is None:
        return sorted(node for node in view if text in values(view, node, key))
    return [node for node in view.store.pointing(Literal(text), expand(key)) if text in values(view, node, key)]


def values(view: CaseView, node: str, key: str) -> tuple[str, ...]:
    """The values of the property `key` at `node`, in the order claimed."""
    if view.source is None:
        return tuple(view._node.get(node, {}).get(key, ()))
    return tuple(view.source.thing(node).attributes.get(key, ()))


def one(view: CaseView, node: str, key: str, default: str = "") -> str:
    """The first value of `key` at `node`, or `default`."""
    return next(iter(values(view, node, key)), default)


def types(view: CaseView, node: str) -> set[str]:
    """The classes of `node`, as short names."""
    return {shorten(klass) for klass in step(view, node, "rdf:type")}


def label(view: CaseView, node: str) -> str:
    """What a reader calls `node`; its id where nothing better is known."""
    return one(view, node, "rdfs:label") or local(node)


def claims_behind(view: CaseView, node: str, key: str, value: str) -> tuple[str, ...]:
    """The claims that say so, sorted; () when nothing in the view says so.

    Args:
        view: the graph.
        node: the subject.
        key: the property.
        value: the object: IRI of a thing, or text of a value.
    """
    if view.source is None:
        edges, held = view._adj.get(node, {}), view._node.get(node, {})
    else:
        thing = view.source.thing(node)
        edges, held = thing.edges, thing.attributes
    if key in edges.get(value, ()):
        hidden = view.source is not None and not view.source.seen([value])
        return () if hidden else tuple(sorted(edges[value][key]["claims"]))
    return tuple(sorted(held.get("claims", {}).get((key, value), ())))


def dates_of(view: CaseView, node: str, key: str) -> Iterator[When]:
    """The dates of the property `key` at `node`."""
    return dates_in(values(view, node, key))


def in_force(view: CaseView, node: str, day: date) -> Ternary:
    """Does the stretch [from, until) of `node` hold on `day`? A missing end is open.

    Unknown when a vague end leaves both possible.
    """
    starts, ends = values(view, node, cg.from_), values(view, node, cg.until)
    if not (starts or ends):
        return Ternary.YES
    on = When.day(day)
    answers = [~start.after(on) for start in dates_in(starts)] + [end.after(on) for end in dates_in(ends)]
    if Ternary.NO in answers:
        return Ternary.NO
    return Ternary.UNKNOWN if Ternary.UNKNOWN in answers else Ternary.YES
