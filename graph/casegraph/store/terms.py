"""Our terms and the engine's, and an engine's answer as rows."""

import pyoxigraph as ox

from ..case import Literal, Term
from ..vocabulary import PREFIXES
from .protocol import Rows

__all__ = ["from_engine", "rows_of", "to_engine"]


def rows_of(found: object) -> Rows:
    """The answer of the engine, read to its end."""
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), ((Literal(str(bool(found)).lower(), PREFIXES["xsd"] + "boolean"),),))
    if isinstance(found, ox.QueryTriples):
        triples = ((from_engine(t.subject), from_engine(t.predicate), from_engine(t.object)) for t in found)
        return Rows(("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
    assert isinstance(found, ox.QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(tuple(from_engine(solution[name]) for name in columns) for solution in found))


def from_engine(term: object) -> Term | None:
    """A term of the engine as ours; None where unbound."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value)
    return str(term)


def to_engine(term: Term) -> ox.NamedNode | ox.Literal:
    """A term of ours as the engine's."""
    if isinstance(term, Literal):
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return ox.NamedNode(term)
