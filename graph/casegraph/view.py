"""The store seen as a networkx graph: established facts only, unless more is asked for; on any date.

Nodes are IRIs. A relation between things is an edge whose key is the property's short name (`cg:lawBroken`) and whose
data holds the claims behind it; values are node attributes (`node["cg:date"]` is a tuple of texts). Walk with `step`
and `back`, which read the edges of one property only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx

from .case import Literal
from .dates import NotADate, Ternary, When
from .store import Store
from .vocabulary import Standing, local, shorten

__all__ = [
    "ASSERTED",
    "Backing",
    "CaseView",
    "as_of",
    "back",
    "backing",
    "claims_behind",
    "dates_of",
    "in_force",
    "label",
    "one",
    "open_view",
    "step",
    "types",
    "values",
    "widened",
]

ASSERTED = frozenset(standing for standing in Standing if standing.asserted)
"""What a plain view shows: nothing attributed, contested or retracted."""

_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?standing WHERE {
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; cg:standing ?standing .
} ORDER BY ?claim"""

_VOCABULARY = """
SELECT ?term ?property ?value WHERE {
  VALUES ?property { cg:setsStatus cg:leavesSomethingToPardon cg:roleWords cg:rolePriority rdfs:subClassOf }
  GRAPH <https://w3id.org/casegraph/ontology> { ?term ?property ?value . }
} ORDER BY ?term ?property ?value"""


class CaseView(networkx.MultiDiGraph):  # type: ignore[type-arg]
    """A MultiDiGraph of the facts of a store, with an index by property so that hubs cost nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forward: dict[tuple[str, str], list[str]] = {}
        self.backward: dict[tuple[str, str], list[str]] = {}
        self.store: Store | None = None
        self.wider: dict[frozenset[Standing], CaseView] = {}


def open_view(store: Store, standings: Iterable[Standing] = ASSERTED) -> CaseView:
    """The facts of `store` whose standing is among `standings`, as a networkx graph.

    Args:
        store: where the triples are.
        standings: which claims to show; established and inferred ones by default.
    """
    view = CaseView()
    view.store = store
    shown = {standing.value.capitalize() for standing in standings}
    for claim, subject, predicate, value, standing in store.query(_CLAIMS).rows:
        assert isinstance(claim, str) and isinstance(subject, str) and isinstance(predicate, str)
        if local(str(standing)) in shown and value is not None:
            _add(view, subject, shorten(predicate), value, claim)
    for term, prop, value in store.query(_VOCABULARY).rows:
        assert isinstance(term, str) and isinstance(prop, str) and value is not None
        _add(view, term, shorten(prop), value, "")
    return view


def widened(view: CaseView, *standings: Standing) -> CaseView:
    """The same graph with claims of these standings shown beside the established ones; opened once, kept."""
    shown = ASSERTED | set(standings)
    if shown not in view.wider:
        assert view.store is not None
        view.wider[shown] = open_view(view.store, shown)
    return view.wider[shown]


def _add(view: CaseView, subject: str, key: str, value: str | Literal, claim: str) -> None:
    if isinstance(value, Literal):
        view.add_node(subject)
        held = view.nodes[subject]
        if value.value not in held.setdefault(key, ()):
            held[key] += (value.value,)
        held.setdefault("claims", {}).setdefault((key, value.value), []).append(claim)
        return
    if not view.has_edge(subject, value, key):
        view.add_edge(subject, value, key, claims=[])
        view.forward.setdefault((subject, key), []).append(value)
        view.backward.setdefault((value, key), []).append(subject)
    view.edges[subject, value, key]["claims"].append(claim)


def step(view: CaseView, node: str, key: str) -> list[str]:
    """The things `node` points to by the property `key`, sorted.

    Args:
        view: the graph.
        node: an IRI; one the view does not hold points nowhere.
        key: short name of a property, e.g. `cg:lawBroken`.
    """
    return sorted(view.forward.get((node, key), ()))


def back(view: CaseView, node: str, key: str) -> list[str]:
    """The things that point to `node` by the property `key`, sorted."""
    return sorted(view.backward.get((node, key), ()))


def values(view: CaseView, node: str, key: str) -> tuple[str, ...]:
    """The values of the property `key` at `node`, in the order claimed."""
    return tuple(view.nodes[node].get(key, ())) if node in view else ()


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
    if view.has_edge(node, value, key):
        return tuple(sorted(view.edges[node, value, key]["claims"]))
    held = view.nodes[node].get("claims", {}) if node in view else {}
    return tuple(sorted(held.get((key, value), ())))


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind a claim: one row per source and passage.

    Attributes:
        claim: IRI of the claim.
        source: IRI of the document.
        label: what the document is called.
        url: its address, or "".
        standing: of the claim.
        speakers: the chain of attribution as short ids, or "".
        start, end: the span of code points, or None.
        quote: the opening words, or "".
    """

    claim: str
    source: str
    label: str
    url: str
    standing: str
    speakers: str
    start: int | None
    end: int | None
    quote: str


_BACKING = """
SELECT ?claim ?source ?label ?url ?standing ?speakers ?start ?end ?quote WHERE {
  VALUES ?claim { %s }
  ?claim cg:source ?source ; cg:standing ?standing . ?source rdfs:label ?label .
  OPTIONAL { ?source cg:url ?url } OPTIONAL { ?claim cg:speakerChain ?speakers }
  OPTIONAL { ?claim cg:passage ?p . ?p oa:hasSource ?source ; oa:start ?start ; oa:end ?end .
             OPTIONAL { ?p cg:openingWords ?quote } }
}"""


def backing(view: CaseView, claims: Iterable[str]) -> list[Backing]:
    """The sources and passages behind `claims`, in the order of the claims, sources sorted within each."""
    order = {claim: index for index, claim in enumerate(dict.fromkeys(claims))}
    if not order or view.store is None:
        return []
    rows = view.store.query(_BACKING % " ".join(f"<{claim}>" for claim in order)).texts()
    found = [
        Backing(claim, source, name, url, local(standing).lower(), speakers, _offset(start), _offset(end), quote)
        for claim, source, name, url, standing, speakers, start, end, quote in rows
    ]
    return sorted(found, key=lambda b: (order[b.claim], b.source, b.start or 0))


def _offset(text: str) -> int | None:
    return int(text) if text else None


def dates_of(view: CaseView, node: str, key: str) -> Iterator[When]:
    """The dates of the property `key` at `node`."""
    for text in values(view, node, key):
        try:
            yield When.parse(text)
        except NotADate:
            continue


def in_force(view: CaseView, node: str, day: date) -> Ternary:
    """Does the stretch [from, until) of `node` hold on `day`? A missing end is open.

    Unknown when a vague end leaves both possible.
    """
    on = When.day(day)
    answers = [~start.after(on) for start in dates_of(view, node, "cg:from")]
    answers += [end.after(on) for end in dates_of(view, node, "cg:until")]
    if Ternary.NO in answers:
        return Ternary.NO
    return Ternary.UNKNOWN if Ternary.UNKNOWN in answers else Ternary.YES


def as_of(view: CaseView, day: date) -> CaseView:
    """The graph as it stood on `day`: without what had certainly ended, not begun, or not yet happened.

    A thing whose date is too vague to say stays. Edges keep their claims.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> graph.find("dassey-2007-homicide") in as_of(graph.view, date(2000, 1, 1))
        False
    """
    on = When.day(day)
    later = {node for node in view for when in dates_of(view, node, "cg:date") if when.after(on) is Ternary.YES}
    hidden = later | {node for node in view if in_force(view, node, day) is Ternary.NO}
    seen = CaseView()
    seen.store = view.store
    seen.add_nodes_from((node, data) for node, data in view.nodes(data=True) if node not in hidden)
    for subject, value, key, data in view.edges(keys=True, data=True):
        if subject not in hidden and value not in hidden:
            seen.add_edge(subject, value, key, **data)
            seen.forward.setdefault((subject, key), []).append(value)
            seen.backward.setdefault((value, key), []).append(subject)
    return seen
