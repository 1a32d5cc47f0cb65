"""An Oxigraph store: what reading it takes, wherever it is kept, and the one kept in memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from ..errors import StoreError
from ..rdf import INDEX_GRAPH, case_graph, claims_from, name_node, said_node, sources_from, word_node
from ..records.claim import Claim, Source, Term
from ..vocabulary import CG, PREFIXES
from .formats import refuse_depth
from .limits import limited
from .protocol import By, Rows, Store
from .sparql import named_alike, pointed, refuse_unsafe
from .terms import from_engine, rows_of, serialized_as, to_engine

if TYPE_CHECKING:
    import rdflib

__all__ = ["MemoryStore", "OxigraphStore", "ontology_graph"]

Told = TypeVar("Told")

_SUBJECT, _OBJECT, _TYPE = (ox.NamedNode(PREFIXES["rdf"] + name) for name in ("subject", "object", "type"))
_SAID_BY, _NAME_OF, _WORD_OF, _PASSAGE, _A_SOURCE = (
    ox.NamedNode(CG + name) for name in ("saidBy", "nameOf", "wordOf", "passage", "Source")
)
_RARE = 1_000
"""A word that fewer things bear is quicker read whole than joined."""
_INDEX = ox.NamedNode(INDEX_GRAPH)


def ontology_graph() -> str:
    """The IRI of the graph the vocabulary is loaded as."""
    return CG.rstrip("#")


_ONTOLOGY = ox.NamedNode(ontology_graph())


class OxigraphStore:
    """Reads of an Oxigraph store; engine errors leave here as StoreError.

    The small reads go by quad pattern, which costs a third of a SPARQL query over the same quads.
    """

    batches = False
    _union = True
    _remedy = ""
    """What a person can do when the store cannot be read."""

    def __init__(self, engine: ox.Store, where: str) -> None:
        self._store, self.where = engine, where

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> Rows:
        """Answer a SPARQL query over the union of all graphs; one with limits in a child process."""
        refuse_unsafe(sparql)
        if timeout is not None or memory is not None:
            return limited(lambda: self._reopened().query(sparql, bindings), timeout, memory)
        return self._evaluated(sparql, rows_of, bindings)

    def serialized(
        self, sparql: str, accepted: Sequence[str], *, timeout: float | None = None, memory: int | None = None
    ) -> tuple[str, str]:
        """The answer to a query in the first of the media types that fits it, as the SPARQL protocol gives it.

        Args:
            sparql: the query.
            accepted: media types, the most welcome first; one that fits is chosen where none of them does.
            timeout, memory: as for `query`.

        Returns:
            The media type, and the text.

        Raises:
            StoreError: as for `query`.

        Examples:
            >>> MemoryStore().serialized("SELECT ?s WHERE { ?s ?p ?o }", ["text/csv"])
            ('text/csv', 's\\r\\n')
        """
        refuse_unsafe(sparql)

        def give() -> Rows:
            store = self._reopened()
            return Rows(("type", "text"), (store._evaluated(sparql, lambda found: serialized_as(found, accepted)),))

        kind, text = (limited(give, timeout, memory) if timeout or memory else give()).texts()[0]
        return kind, text

    def _evaluated(self, sparql: str, told: Callable[[Any], Told], bindings: Mapping[str, Term] | None = None) -> Told:
        """What `told` makes of what the engine found; it may still be reading while `told` is at work."""
        try:
            fixed: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
                ox.Variable(name): to_engine(term) for name, term in (bindings or {}).items()
            }
            found = self._store.query(
                sparql, prefixes=PREFIXES, use_default_graph_as_union=self._union, substitutions=fixed
            )
            return told(found)
        except SyntaxError as error:
            raise StoreError(pointed(sparql, str(error))) from error
        except ValueError as error:
            raise StoreError(f"the query failed: {error}") from error
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from error

    def _reopened(self) -> "OxigraphStore":
        """The store as a child process reads it."""
        return self

    def _quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        value: ox.NamedNode | ox.Literal | None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        try:
            yield from self._store.quads_for_pattern(subject, predicate, value, graph)
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> StoreError:
        return StoreError(f"{self.where} cannot be read: {error}" + (self._remedy and f". {self._remedy}"))

    def _bears(self, word: ox.NamedNode, thing: object) -> bool:
        return isinstance(thing, ox.Literal) and next(self._quads(word, _WORD_OF, thing), None) is not None

    def _value(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> Term:
        found = next(self._quads(subject, predicate, None), None)
        if found is None:
            raise StoreError(f"{self.where}: {subject} has no {predicate}: not a whole claim; build it anew")
        term = from_engine(found.object)
        assert term is not None
        return term

    def claims(
        self,
        *,
        iris: Sequence[str] | None = None,
        about: Sequence[str] | None = None,
        to: Term | None = None,
        case: str | None = None,
    ) -> Iterator[Claim]:
        """Claims of any standing, sorted by IRI, each read as it is asked for."""
        graph = None if case is None else _node(case_graph(case))
        nodes = {_node(iri) for iri in iris or ()}
        for subject in about or ():
            nodes |= self._subjects(_SUBJECT, _node(subject))
        if to is not None:
            nodes |= self._subjects(_OBJECT, _node(to) if isinstance(to, str) else to_engine(to))
        if iris is about is to is None:
            nodes = self._subjects(_SUBJECT, None, graph)
        for node in sorted(nodes, key=lambda node: node.value):
            yield from claims_from(self._described(node, graph))

    def _subjects(
        self, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal | None, graph: ox.NamedNode | None = None
    ) -> set[ox.NamedNode]:
        quads = self._quads(None, predicate, value, graph)
        return {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}

    def _described(self, node: ox.NamedNode, graph: ox.NamedNode | None = None) -> Iterator[tuple[str, str, Term]]:
        """All that is said of a record, and of its passages."""
        for quad in self._quads(node, None, None, graph):
            term = from_engine(quad.object)
            assert term is not None
            yield node.value, quad.predicate.value, term
            if quad.predicate == _PASSAGE and isinstance(quad.object, ox.NamedNode):
                yield from self._described(quad.object, graph)

    def sources(self, iris: Iterable[str] | None = None) -> list[Source]:
        """The documents, those among `iris` where given, sorted by IRI."""
        nodes = self._subjects(_TYPE, _A_SOURCE) if iris is None else set(map(_node, iris))
        return sources_from(triple for node in nodes for triple in self._described(node))

    def pointing(self, node: Term, predicate: str, *, said: bool = False, most: int | None = None) -> list[str]:
        """The things that point to `node` by `predicate`, sorted."""
        if said and isinstance(node, str):
            said_by = self._quads(_node(said_node(predicate, node)), _SAID_BY, None)
            found = (str(self._value(_node(_text(quad)), _SUBJECT)) for quad in said_by)
        else:
            value = _node(node) if isinstance(node, str) else to_engine(node)
            quads = self._quads(None, _node(predicate), value)
            found = (str(from_engine(quad.subject)) for quad in quads if quad.graph_name != _ONTOLOGY)
        return sorted(set(islice(found, most)))

    def look_up(self, key: str, by: By = "name", most: int | None = None) -> list[str]:
        """The things that bear a name or id like `key`, sorted.

        A rare word is read whole and the others are looked up for what it finds; of words that are all common, a join
        of the engine is quicker.
        """
        if by == "name":
            return sorted({_text(quad) for quad in self._quads(_node(name_node(key)), _NAME_OF, None)})[:most]
        nodes = [_node(word_node(word)) for word in key.split()] if by == "words" else []
        read = [list(islice(self._quads(node, _WORD_OF, None), _RARE)) for node in nodes]
        rarest = min(read, key=len, default=[])
        if by == "start" or len(rarest) == _RARE:
            return named_alike(self, key, by, most)
        held = (_text(quad) for quad in rarest if all(self._bears(node, quad.object) for node in nodes))
        return sorted(set(islice(held, most)))

    @property
    def vocabulary(self) -> Store:
        """This store: the vocabulary is a graph of it."""
        return self

    def dataset(self) -> "rdflib.Dataset":
        """The same triples as an rdflib Dataset whose default graph is the union, not a copy."""
        import rdflib
        from oxrdflib import OxigraphStore as Plugin

        dataset = rdflib.Dataset(store=Plugin(store=self._store), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace, replace=True)
        return dataset

    def dump(self, *, index: bool = False) -> Iterator[str]:
        """Every quad as an N-Quads line, in the engine's order; those of the index only where asked."""
        return (f"{quad} ." for quad in self._quads(None, None, None) if index or quad.graph_name != _INDEX)


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return ox.NamedNode("urn:casegraph:no-iri")


def _text(quad: ox.Quad) -> str:
    """The value an index entry holds."""
    return quad.object.value if isinstance(quad.object, ox.Literal) else ""


class MemoryStore(OxigraphStore):
    """An Oxigraph store in memory.

    Examples:
        >>> store = MemoryStore()
        >>> store.load(["<http://example.org/a> <http://example.org/b> \\"c\\" <http://example.org/g> ."])
        >>> store.query("SELECT ?o WHERE { ?s ?p ?o }").texts()
        [('c',)]
    """

    def __init__(self, *, union: bool = True) -> None:
        """An empty store.

        Args:
            union: is the union of all graphs asked where a query names none? Else only what stands in no graph.
        """
        super().__init__(ox.Store(), "the store in memory")
        self._union = union

    def load(self, lines: Iterable[str]) -> None:
        """Add N-Quads lines."""
        text = "\n".join(lines)
        refuse_depth(text)
        try:
            self._store.bulk_load(text.encode(), format=ox.RdfFormat.N_QUADS)
        except (SyntaxError, ValueError, OSError) as error:
            raise StoreError(f"the store refused these triples: {error}") from error

    def load_turtle(self, path: Path, graph: str) -> None:
        """Add a Turtle file as the named graph `graph`."""
        try:
            self._store.bulk_load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
        except (SyntaxError, ValueError, OSError) as error:
            raise StoreError(f"cannot load {path}: {error}") from error
