"""A read-only networkx graph whose nodes and edges are read from the store when somebody looks at them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, NoReturn

import networkx

from .. import cg
from ..dates import NotADate, Ternary, When
from ..records.claim import Claim, Literal, Term
from ..store import Store
from ..vocabulary import ID, Standing, expand, local, shorten
from .cache import Bounded
from .reader import Reader

__all__ = ["ASSERTED", "CaseView", "Thing", "open_view"]

ASSERTED = frozenset(standing for standing in Standing if standing.asserted)
"""What a plain view shows: nothing attributed, contested or retracted."""

_KEPT, _AT_ONCE = 100_000, 1_000
_CHANGES = (
    "add_node", "add_nodes_from", "remove_node", "remove_nodes_from", "add_edge", "add_edges_from",
    "add_weighted_edges_from", "remove_edge", "remove_edges_from", "update", "clear", "clear_edges",
)  # fmt: skip
_views: Any = networkx.graphviews
Edges = dict[str, dict[str, Any]]


def _called(node: str, held: Mapping[str, Any]) -> dict[str, str]:
    """The two attributes of every node of a store that are no facts."""
    return {"label": next(iter(held.get("rdfs:label", ())), "") or local(node), "short": short_id(node)}


def short_id(node: str) -> str:
    """The node as a person names it: `US-WI-governor`, `avery-dassey/steven-avery`, `cg:Person`; unique in a store.

    Examples:
        >>> short_id("https://w3id.org/casegraph/id/avery-dassey/steven-avery")
        'avery-dassey/steven-avery'
    """
    return node.removeprefix(ID) if node.startswith(ID) else shorten(node)


class CaseView(networkx.MultiDiGraph):  # type: ignore[type-arg]
    """A MultiDiGraph of the facts of a store, filtered by standing and by day; nothing is copied.

    One that `open_view` gives is read-only: to change a graph, take `view.copy()`, a plain MultiDiGraph. `CaseView()`
    is empty and may be filled, as networkx does when it builds a graph of the same class.

    Every node carries `label`, what a reader calls it, and `short`, its id as a person types it, beside its facts.

    Attributes:
        store: where the facts are, or None.
        standings: which claims are shown.
        supposed: claims of other standings that are shown as well, as if they were true; IRIs.
        day: the day the graph is shown as of, or None for all days.
    """

    store: Store | None = None
    standings: frozenset[Standing] = ASSERTED
    supposed: frozenset[str] = frozenset()
    day: date | None = None
    source: "Lazy | None" = None
    frozen: bool
    _node: Any
    _adj: Any
    _pred: Any

    def copy(self, as_view: bool = False) -> Any:
        """A plain MultiDiGraph with all nodes, edges and data of this one; or a view of it."""
        if as_view:
            return _views.generic_graph_view(self)
        return _copied(self, self.edges(keys=True, data=True))

    def short(self) -> Any:
        """A plain MultiDiGraph whose nodes are short ids, `avery-dassey/steven-avery`, in place of IRIs; reads all.

        Examples:
            >>> import casegraph
            >>> plain = casegraph.load("avery-dassey").nx.short()
            >>> plain.nodes["avery-dassey/steven-avery"]["label"]
            'Steven Avery'
        """
        return networkx.relabel_nodes(self.copy(), short_id)

    def reverse(self, copy: bool = True) -> Any:
        """The graph with every edge turned round."""
        if not copy:
            return _views.reverse_view(self)
        return _copied(self, ((v, u, k, d) for u, v, k, d in self.edges(keys=True, data=True)))


def _copied(view: CaseView, edges: Iterable[tuple[Any, Any, Any, Any]]) -> Any:
    copied: Any = networkx.MultiDiGraph()
    copied.graph.update(view.graph)
    copied.add_nodes_from((node, dict(data)) for node, data in view.nodes(data=True))
    copied.add_edges_from((u, v, key, dict(data)) for u, v, key, data in edges)
    return copied


def open_view(
    store: Store, standings: Iterable[Standing] = ASSERTED, *, day: date | None = None, reader: Reader | None = None,
    supposed: Iterable[str] = (),
) -> CaseView:  # fmt: skip
    """The facts of `store` whose standing is among `standings`, as a networkx graph; reads nothing yet.

    Args:
        store: where the triples are.
        standings: which claims to show; established and inferred ones by default.
        day: hide what had certainly ended, not begun, or not yet happened on this day.
        reader: what another view of the same store has read already.
        supposed: IRIs of claims to show whatever their standing: what would hold if they were true.
    """
    view = CaseView()
    view.store, view.standings, view.day, view.supposed = store, frozenset(standings), day, frozenset(supposed)
    read_from(view, Lazy(reader or Reader(store), view.standings, day, view.supposed))
    return view


def read_from(view: Any, source: "Lazy") -> None:
    """Let the mappings networkx works on read from `source`, and refuse all that would change them."""
    view.source = source
    view._node, view.node_dict_factory = _Nodes(source), _Nodes
    view._adj, view.adjlist_outer_dict_factory = _Rows(source, source.row), _Rows
    view._pred = _Rows(source, source.back_row)
    for name in _CHANGES:
        setattr(view, name, _refuse)
    view.frozen = True


def _refuse(*_: Any, **__: Any) -> NoReturn:
    """Stands in for what would change the graph."""
    raise networkx.NetworkXError(
        "this graph is read from a store and is not changed; view.copy() gives one you may change"
    )


class Thing:
    """What a view shows of one node: attributes, edges by neighbour, neighbours by property."""

    __slots__ = ("attributes", "edges", "forward")

    def __init__(self, facts: Iterable[tuple[str, str, Term]]) -> None:
        """Facts as IRI of the claim, or "" for what the vocabulary says, property and value."""
        self.attributes: dict[str, Any] = {}
        self.edges: dict[str, Edges] = {}
        self.forward: dict[str, list[str]] = {}
        for claim, predicate, value in facts:
            key = shorten(predicate)
            if isinstance(value, Literal):
                self._value(key, value.value, claim)
                continue
            keys = self.edges.setdefault(value, {})
            if key not in keys:
                keys[key] = {"claims": []}
                self.forward.setdefault(key, []).append(value)
            keys[key]["claims"].append(claim)

    def _value(self, key: str, text: str, claim: str) -> None:
        held = self.attributes
        if text not in held.setdefault(key, ()):
            held[key] += (text,)
        held.setdefault("claims", {}).setdefault((key, text), []).append(claim)


_NOTHING = Thing(())


class Lazy:
    """One view's reading: facts of the standings shown, without what the day hides; each thing built once and kept.

    Attributes:
        reader: what is known of the store, shared between views.
    """

    def __init__(
        self, reader: Reader, standings: frozenset[Standing], day: date | None, supposed: frozenset[str] = frozenset()
    ) -> None:
        self.reader, self.day = reader, day
        self.standings, self._supposed = standings, supposed
        self._only_asserted = standings <= ASSERTED and not supposed
        self._as_asserted = standings == ASSERTED and not supposed
        self._things: Bounded[str, Thing] = Bounded(_KEPT)
        self._there: Bounded[str, bool] = Bounded(_KEPT)

    def shows(self, claim: Claim) -> bool:
        """Is the claim part of the view, by its standing or because it is supposed to be true?"""
        return claim.standing in self.standings or claim.iri in self._supposed

    def undated(self, node: str) -> Thing:
        """What is shown of `node` on any day."""
        kept = self._things.get(node)
        if kept is None:
            said = [(c.iri, c.predicate, c.object) for c in self.reader.claims(node) if self.shows(c)]
            kept = Thing([*said, *(("", *each) for each in self.reader.said_by_vocabulary(node))])
            self._things.put(node, kept, 1 + len(kept.attributes) + len(kept.edges))
        return kept

    def thing(self, node: str) -> Thing:
        """What is shown of `node`; nothing when the view hides it."""
        return _NOTHING if self.day is not None and self._hidden(node) else self.undated(node)

    def holds(self, node: object) -> bool:
        """Is `node` in the view: does anything shown say something of it, or point to it?"""
        hash(node)  # networkx takes the TypeError of a list for "no such node"
        if not isinstance(node, str):
            return False
        there = self._there.get(node)
        if there is None:
            held = self.undated(node)
            there = bool(held.attributes or held.edges) or self.reader.mentioned(node, self.shows)
            there = there and not (self.day is not None and self._hidden(node))
            self._there.put(node, there)
        return there

    def _hidden(self, node: str) -> bool:
        """Had `node` certainly ended, not begun or not yet happened on the day?"""
        assert self.day is not None
        on, held = When.day(self.day), self.undated(node).attributes
        return (
            any(when.after(on) is Ternary.YES for when in dates_in(held.get(cg.date, ())))
            or any((~start.after(on)) is Ternary.NO for start in dates_in(held.get(cg.from_, ())))
            or any(end.after(on) is Ternary.NO for end in dates_in(held.get(cg.until, ())))
        )

    def seen(self, nodes: Iterable[str]) -> list[str]:
        """Those of `nodes` the day does not hide."""
        return list(nodes) if self.day is None else [node for node in nodes if not self._hidden(node)]

    def step(self, node: str, key: str) -> list[str]:
        """The things `node` points to by `key`, in the order claimed."""
        return self.seen(self.thing(node).forward.get(key, ()))

    def back(self, node: str, key: str) -> list[str]:
        """The things that point to `node` by `key`, sorted; reads no other edge of `node`."""
        if self.day is not None and self._hidden(node):
            return []
        predicate = expand(key)
        found = self.reader.pointing(node, predicate, said=not self._only_asserted)
        self.reader.prepare(found if len(found) <= 1000 else ())
        # What is only said may be of any standing: it is looked at, one by one, unless the plain triples were asked.
        if not (self._as_asserted and self.reader.sure(node, predicate)):
            found = [one for one in found if node in self.undated(one).forward.get(key, ())]
        return self.seen(found)

    def row(self, node: str) -> dict[str, Edges]:
        """The edges out of `node`, by neighbour."""
        edges = self.thing(node).edges
        return edges if self.day is None else {end: keys for end, keys in edges.items() if not self._hidden(end)}

    def back_row(self, node: str) -> "Mapping[str, Mapping[str, dict[str, Any]]]":
        """The edges into `node`, by neighbour; their data is read when it is looked at."""
        if self.day is not None and self._hidden(node):
            return {}
        keys: dict[str, dict[str, None]] = {}
        for start, key in self.reader.pointing_anyhow(node, self.shows):
            keys.setdefault(start, {})[key] = None
        return _BackRow(self, node, {start: keys[start] for start in self.seen(keys)})

    def nodes(self) -> Iterator[str]:
        """Every node, each once. Reads the whole store."""
        terms = self.reader.terms()
        yield from self.seen(terms)
        known = set(terms)
        things = self.reader.things()
        while several := list(islice(things, _AT_ONCE)):
            self.reader.prepare(several)
            for node in several:
                if node not in known and self.holds(node):
                    yield node


def dates_in(texts: Iterable[str]) -> Iterator[When]:
    """The dates among `texts`."""
    for text in texts:
        try:
            yield When.parse(text)
        except NotADate:
            continue


class _Nodes(Mapping[str, dict[str, Any]]):
    """Node → attributes."""

    def __init__(self, source: Lazy) -> None:
        self._source = source

    def __getitem__(self, node: str) -> dict[str, Any]:
        if not self._source.holds(node):
            raise KeyError(node)
        held = self._source.thing(node).attributes
        return {**held, **_called(node, held)} if ":" in str(node) else held

    def __contains__(self, node: object) -> bool:
        return self._source.holds(node)

    def __iter__(self) -> Iterator[str]:
        return self._source.nodes()

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Rows(Mapping[str, Any]):
    """Node → its row of edges, in one direction."""

    def __init__(self, source: Lazy, row: Callable[[str], Mapping[str, Any]]) -> None:
        self._source, self._row = source, row

    def __getitem__(self, node: str) -> Mapping[str, Any]:
        if not self._source.holds(node):
            raise KeyError(node)
        return self._row(node)

    def __contains__(self, node: object) -> bool:
        return self._source.holds(node)

    def __iter__(self) -> Iterator[str]:
        return self._source.nodes()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def items(self) -> Any:
        """Node and row, in one pass."""
        return _Items(self)


class _Items:
    """What `items` of a mapping that reads gives: nothing is asked twice whether it is there."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        return ((node, self._rows._row(node)) for node in self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _BackRow(Mapping[str, Any]):
    """Neighbour → the edges from it to `node`; the keys are known, the data is that of the neighbour's own row."""

    def __init__(self, source: Lazy, node: str, keys: dict[str, dict[str, None]]) -> None:
        self._source, self._node, self._keys = source, node, keys

    def __getitem__(self, start: str) -> "_BackKeys":
        return _BackKeys(self._source, start, self._node, self._keys[start])

    def __contains__(self, start: object) -> bool:
        return start in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class _BackKeys(Mapping[str, dict[str, Any]]):
    """Property → the data of the edge by that property."""

    def __init__(self, source: Lazy, start: str, end: str, keys: dict[str, None]) -> None:
        self._source, self._start, self._end, self._keys = source, start, end, keys

    def __getitem__(self, key: str) -> dict[str, Any]:
        if key not in self._keys:
            raise KeyError(key)
        return self._source.undated(self._start).edges[self._end][key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
