"""A query answered by rdflib's own evaluator over the same store: a second reading of the same SPARQL."""

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import StoreError
from ..records.claim import Literal, Term
from ..store import Rows, Store, refuse_unsafe
from ..vocabulary import PREFIXES, XSD

__all__ = ["query_with_rdflib"]


def query_with_rdflib(store: Store, sparql: str, bindings: Mapping[str, Term] | None = None) -> Rows:
    """The answer of rdflib's evaluator; rows in its order, which is the query's where it has an ORDER BY.

    It is slower by a factor of a hundred and more, and knows no limit of time.

    Raises:
        StoreError: the query is wrong or refused.
    """
    import rdflib

    refuse_unsafe(sparql)
    fixed = {name: _to_rdflib(term) for name, term in (bindings or {}).items()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's evaluator uses a name of its own past
            found = store.dataset().query(_read(sparql), initBindings=fixed, use_store_provided=False)
            return _rows(found, rdflib)
    except StoreError:
        raise
    except Exception as error:  # rdflib's parser and evaluator raise errors of many kinds, some of them bare
        raise StoreError(f"rdflib cannot answer this query: {str(error).splitlines()[0] if str(error) else error!r}") \
            from error  # fmt: skip


_REFUSED = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}
"""Parts of a query that make rdflib fetch something."""


def _read(sparql: str) -> Any:
    """The query as rdflib itself reads it, once no part of it would reach the network.

    Raises:
        StoreError: one would.
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.parserutils import CompValue

    parsed = parseQuery(sparql)
    parts = [parsed]
    while parts:
        part = parts.pop()
        if isinstance(part, CompValue):
            if part.name in _REFUSED:
                raise StoreError(f"{_REFUSED[part.name]} is refused: queries only read this store")
            parts.extend(part.values())
        elif not isinstance(part, str) and isinstance(part, Iterable):
            parts.extend(part)  # not +=: what pyparsing gives answers to it itself
    return translateQuery(parsed, initNs=PREFIXES)


def _rows(found: Any, rdflib: Any) -> Rows:
    if found.type == "ASK":
        return Rows(("answer",), ((Literal(str(found.askAnswer).lower(), XSD + "boolean"),),))
    if found.type in ("CONSTRUCT", "DESCRIBE"):
        triples = (tuple(map(_from_rdflib, triple)) for triple in found.graph)
        return Rows(("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
    columns = tuple(str(name) for name in found.vars)
    # A parameter bound beforehand is missing from the solutions; the caller knows it.
    rows = [tuple(_from_rdflib(solution.get(rdflib.Variable(name))) for name in columns) for solution in found.bindings]
    return Rows(columns, tuple(rows))


def _from_rdflib(term: Any) -> Term | None:
    import rdflib

    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        kind = PREFIXES["rdf"] + "langString" if term.language else str(term.datatype or XSD + "string")
        return Literal(str(term), kind)
    return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


def _to_rdflib(term: Term) -> Any:
    import rdflib

    if isinstance(term, str):
        return rdflib.URIRef(term)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype))
