"""Where triples are kept, behind one small protocol. The only module that sees an engine or its errors."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from .case import Literal, Term
from .errors import StoreError, UsageError
from .vocabulary import CG, PREFIXES

if TYPE_CHECKING:
    import rdflib

__all__ = ["FORMATS", "MemoryStore", "Rows", "Store", "serialize"]

_DEEPEST = 200
_OPERATORS = re.compile(r"[!+*/|&^-]|\bUNION\b", re.IGNORECASE)
_LONGEST, _MOST_OPERATORS = 50_000, 2_000
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
}
"""File ending → RDF format a graph is written in."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: column names, and rows of terms (None where unbound).

    An ASK answers with one column `answer` and one row; a CONSTRUCT with columns subject, predicate, object.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as plain text: IRIs and values, "" where unbound."""
        return [tuple("" if t is None else t if isinstance(t, str) else t.value for t in row) for row in self.rows]


class Store(Protocol):
    """What casegraph needs of a triple store."""

    def load(self, lines: Iterable[str]) -> None:
        """Add N-Quads lines."""

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Answer a SPARQL query over the union of all graphs; `bindings` fixes variables by value, never by text.

        Raises:
            StoreError: the query is wrong or refused.
        """

    def dataset(self) -> "rdflib.Dataset":
        """The same triples as an rdflib Dataset, not a copy."""

    def dump(self) -> list[str]:
        """Every quad as a sorted N-Quads line."""


class MemoryStore:
    """An Oxigraph store in memory.

    Examples:
        >>> store = MemoryStore()
        >>> store.load(["<http://example.org/a> <http://example.org/b> \\"c\\" <http://example.org/g> ."])
        >>> store.query("SELECT ?o WHERE { ?s ?p ?o }").texts()
        [('c',)]
    """

    def __init__(self) -> None:
        self._store = ox.Store()

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

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Answer a SPARQL query over the union of all graphs."""
        refuse_unsafe(sparql)
        fixed: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): _to_engine(term) for name, term in (bindings or {}).items()
        }
        try:
            found = self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=fixed)
            return _rows(found)
        except SyntaxError as error:
            raise StoreError(_pointed(sparql, str(error))) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise StoreError(f"the query failed: {error}") from error

    def dataset(self) -> "rdflib.Dataset":
        """The same triples as an rdflib Dataset whose default graph is the union, not a copy."""
        import rdflib
        from oxrdflib import OxigraphStore

        dataset = rdflib.Dataset(store=OxigraphStore(store=self._store), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace, replace=True)
        return dataset

    def dump(self) -> list[str]:
        """Every quad as a sorted N-Quads line."""
        text = self._store.dump(format=ox.RdfFormat.N_QUADS)
        assert text is not None
        return sorted(text.decode().splitlines())


def serialize(lines: Iterable[str], ending: str) -> bytes:
    """Sorted N-Quads lines written as Turtle, TriG, N-Triples or N-Quads; the same lines give the same bytes.

    Args:
        lines: N-Quads.
        ending: `.ttl`, `.trig`, `.nt` or `.nq`.

    Raises:
        UsageError: no such format.
    """
    if ending not in FORMATS:
        raise UsageError(f"unknown graph format {ending!r}; known: {' '.join(FORMATS)}")
    text = "\n".join(sorted(lines)) + "\n"
    if ending == ".nq":
        return text.encode()
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
    quads.sort(key=lambda quad: (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)))
    if ending == ".trig":
        written = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    else:
        triples = sorted(
            {quad.triple for quad in quads}, key=lambda t: (str(t.subject), str(t.predicate), str(t.object))
        )
        written = ox.serialize(triples, format=FORMATS[ending], prefixes=PREFIXES if ending == ".ttl" else None)
    assert written is not None
    return written


_SKIPPED = re.compile(
    r"""#[^\n]*|<[^<>"{}|^`\\\s]*>|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""",
    re.DOTALL,
)
_REFUSED = re.compile(
    r"(?<![\w:?$])(SERVICE|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:])", re.IGNORECASE
)
_FROM_FILE = re.compile(r"\bFROM\s+(?:NAMED\s+)?<\s*file:", re.IGNORECASE)


def refuse_unsafe(sparql: str) -> None:
    """Refuse a query that would reach the network or a file, change the store, or exhaust the engine's stack.

    Raises:
        StoreError: with the reason.
    """
    if _FROM_FILE.search(sparql):
        raise StoreError("FROM <file:…> is refused: a query reads the store, not the disk")
    bare = _SKIPPED.sub(lambda m: m.group() if m.group().startswith("<") and " " in m.group() else " ", sparql)
    match = _REFUSED.search(bare)
    if match:
        raise StoreError(f"{match.group().upper()} is refused: queries only read this store")
    if len(bare) > _LONGEST or len(_OPERATORS.findall(bare)) > _MOST_OPERATORS:
        raise StoreError(f"the query is too long: at most {_LONGEST:,} characters and {_MOST_OPERATORS:,} operators")
    if re.search(r"(?<![\w:?$])FROM(?![\w:])", bare, re.IGNORECASE):
        raise StoreError("FROM is refused: a query reads the whole store; use GRAPH to choose a graph")
    depth = 0
    for char in bare:
        depth += (char in "{([") - (char in "})]")
        if depth > _DEEPEST:
            raise StoreError(f"the query nests deeper than {_DEEPEST} levels")


def _pointed(sparql: str, message: str) -> str:
    """The engine's message with the line it means and a caret."""
    where = re.search(r"(\d+):(\d+)", message)
    if not where:
        return f"SPARQL syntax error: {message}"
    line, column = int(where[1]), int(where[2])
    lines = sparql.splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    reason = re.sub(r"^error at \d+:\d+:\s*", "", message)
    return f"SPARQL syntax error in line {line}, column {column}: {reason}\n  {text}\n  {' ' * (column - 1)}^"


def _rows(found: object) -> Rows:
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), ((Literal(str(bool(found)).lower(), PREFIXES["xsd"] + "boolean"),),))
    if isinstance(found, ox.QueryTriples):
        triples = ((_from_engine(t.subject), _from_engine(t.predicate), _from_engine(t.object)) for t in found)
        return Rows(("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
    assert isinstance(found, ox.QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(tuple(_from_engine(solution[name]) for name in columns) for solution in found))


def _from_engine(term: object) -> Term | None:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value)
    if isinstance(term, ox.NamedNode):
        return term.value
    return str(term)


def _to_engine(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Literal):
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return ox.NamedNode(term)


def ontology_graph() -> str:
    """The IRI of the graph the vocabulary is loaded as."""
    return CG.rstrip("#")
