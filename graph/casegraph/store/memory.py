"""An Oxigraph store: what reading it takes, wherever it is kept, and the one kept in memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import StoreError
from ..rdf import INDEX_GRAPH, name_node, said_node, word_node
from ..records.claim import Term
from ..vocabulary import CG, PREFIXES
from .behind import documents_behind
from .child import limited
from .finding import named_starting, named_with
from .guard import refuse_unsafe
from .protocol import Backing, Fact, Rows, Store
from .spelling import pointed
from .terms import from_engine, rows_of, to_engine

if TYPE_CHECKING:
    import rdflib

__all__ = ["MemoryStore", "OxigraphStore", "ontology_graph"]

_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(PREFIXES["rdf"] + name) for name in ("subject", "predicate", "object"))
_STANDING, _SAID_BY, _NAME_OF, _WORD_OF = (
    ox.NamedNode(CG + name) for name in ("standing", "saidBy", "nameOf", "wordOf")
)
_RARE = 1_000
"""A word that fewer things bear is quicker read whole than joined."""
_INDEX = ox.NamedNode(INDEX_GRAPH)
_STEM = len(CG)


def ontology_graph() -> str:
    """The IRI of the graph the vocabulary is loaded as."""
    return CG.rstrip("#")


_ONTOLOGY = ox.NamedNode(ontology_graph())


class OxigraphStore:
    """Reads of an Oxigraph store; engine errors leave here as StoreError.

    The small reads go by quad pattern, which costs a third of a SPARQL query over the same quads.
    """

    batches = False
    _remedy = ""
    """What a person can do when the store cannot be read."""

    def __init__(self, engine: ox.Store, where: str) -> None:
        self._store, self.where = engine, where

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Answer a SPARQL query over the union of all graphs."""
        refuse_unsafe(sparql)
        fixed: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): to_engine(term) for name, term in (bindings or {}).items()
        }
        try:
            found = self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=fixed)
            return rows_of(found)
        except SyntaxError as error:
            raise StoreError(pointed(sparql, str(error))) from error
        except ValueError as error:
            raise StoreError(f"the query failed: {error}") from error
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from error

    def limited(
        self, sparql: str, bindings: Mapping[str, Term] | None, timeout: float | None, memory: int | None
    ) -> Rows:
        """Answer a query within limits of time (seconds) and memory (megabytes), in a child process."""
        refuse_unsafe(sparql)
        return limited(lambda: self.query(sparql, bindings), timeout, memory)

    def _quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        value: ox.NamedNode | ox.Literal | None,
    ) -> Iterator[ox.Quad]:
        try:
            yield from self._store.quads_for_pattern(subject, predicate, value, None)
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

    def _fact(self, claim: ox.NamedNode) -> Fact:
        predicate, standing = str(self._value(claim, _PREDICATE)), str(self._value(claim, _STANDING))
        return Fact(claim.value, predicate, self._value(claim, _OBJECT), standing[_STEM:].lower())

    def _claims(self, key: ox.NamedNode, value: ox.NamedNode) -> list[ox.NamedNode]:
        """The claims with `key` `value`, each once however many graphs say it, sorted."""
        found = {quad.subject.value for quad in self._quads(None, key, value) if isinstance(quad.subject, ox.NamedNode)}
        return [ox.NamedNode(claim) for claim in sorted(found)]

    def facts(self, subjects: Sequence[str]) -> dict[str, list[Fact]]:
        """All claims about each of `subjects`, sorted by claim."""
        return {s: [self._fact(claim) for claim in self._claims(_SUBJECT, _node(s))] for s in subjects}

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

    def pointing_anyhow(self, node: str) -> list[tuple[str, Fact]]:
        """Every claim whose object is `node`, with its subject, sorted."""
        claims = self._claims(_OBJECT, _node(node))
        return sorted((str(self._value(claim, _SUBJECT)), self._fact(claim)) for claim in claims)

    def mentioned(self, node: str, standings: Iterable[str]) -> bool:
        """Is `node` the object of a claim of one of these standings?"""
        wanted = {CG + standing.capitalize() for standing in standings}
        claims = (quad.subject for quad in self._quads(None, _OBJECT, _node(node)))
        return any(isinstance(c, ox.NamedNode) and self._value(c, _STANDING) in wanted for c in claims)

    def things(self) -> Iterator[str]:
        """Everything a claim has as subject or object, each once: equal ends stand together in the engine's order."""
        last = None
        for quad in self._quads(None, _SUBJECT, None):
            if quad.object != last and isinstance(quad.object, ox.NamedNode):
                last = quad.object
                yield last.value
        for quad in self._quads(None, _OBJECT, None):
            if quad.object != last and isinstance(quad.object, ox.NamedNode):
                last = quad.object
                if next(self._quads(None, _SUBJECT, last), None) is None:
                    yield last.value

    def named(self, key: str) -> list[str]:
        """The things one of whose names or ids folds to `key`, sorted."""
        return sorted({_text(quad) for quad in self._quads(_node(name_node(key)), _NAME_OF, None)})

    def named_with(self, words: Sequence[str], most: int) -> list[str]:
        """At most `most` things one of whose names or ids holds each of the folded `words`, sorted.

        A rare word is read whole and the others are looked up for what it finds; of common words the engine joins all.
        """
        nodes = [_node(word_node(word)) for word in words]
        read = [list(islice(self._quads(node, _WORD_OF, None), _RARE)) for node in nodes]
        rarest = min(read, key=len, default=[])
        if len(rarest) == _RARE:
            return named_with(self, words, most)
        held = (_text(quad) for quad in rarest if all(self._bears(node, quad.object) for node in nodes))
        return sorted(set(islice(held, most)))

    def named_starting(self, key: str, most: int) -> list[str]:
        """At most `most` things one of whose names or ids folds to a text that starts with `key`, sorted."""
        return named_starting(self, key, most)

    def backing(self, claims: Sequence[str]) -> list[Backing]:
        """The documents behind the claims, and where in them."""
        return documents_behind(self, claims)

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

    def __init__(self) -> None:
        super().__init__(ox.Store(), "the store in memory")

    def things(self) -> Iterator[str]:
        """Everything a claim has as subject or object, each once; in memory equal ends do not stand together."""
        found = dict.fromkeys(q.object for q in self._quads(None, _SUBJECT, None))
        found |= dict.fromkeys(q.object for q in self._quads(None, _OBJECT, None))
        return (thing.value for thing in found if isinstance(thing, ox.NamedNode))

    def load(self, lines: Iterable[str]) -> None:
        """Add N-Quads lines."""
        try:
            self._store.bulk_load("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
        except (SyntaxError, ValueError, OSError) as error:
            raise StoreError(f"the store refused these triples: {error}") from error

    def load_turtle(self, path: Path, graph: str) -> None:
        """Add a Turtle file as the named graph `graph`."""
        try:
            self._store.bulk_load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
        except (SyntaxError, ValueError, OSError) as error:
            raise StoreError(f"cannot load {path}: {error}") from error
