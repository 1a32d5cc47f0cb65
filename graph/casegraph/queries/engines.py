"""A query answered by the engine asked for, within limits; a misspelled term of the ontology is refused first."""

from collections.abc import Mapping
from typing import NamedTuple

from ..errors import StoreError, UsageError
from ..records.claim import Term
from ..store import Rows, Store, refuse_unsafe
from ..store.sparql import unknown_terms, with_near
from ..vocabulary import CG
from .catalogue import Evaluate

__all__ = ["Limits", "answer", "engine_called"]

_USED = "ASK { { ?s ?term ?o } UNION { ?s ?p ?term } UNION { ?term ?p ?o } }"


class Limits(NamedTuple):
    """What a query may take: seconds, and megabytes; None for no limit."""

    timeout: float | None = None
    memory: int | None = None


def engine_called(name: str) -> Evaluate | None:
    """What answers a query instead of the store; None for the store itself.

    Raises:
        UsageError: no such engine.
    """
    if name == "oxigraph":
        return None
    if name != "rdflib":
        raise UsageError(f"unknown engine {name!r}; known: oxigraph, rdflib")
    from .rdflib_engine import query_with_rdflib

    return query_with_rdflib


def answer(store: Store, sparql: str, bindings: Mapping[str, Term] | None, limits: Limits, engine: str) -> Rows:
    """The rows that answer a query.

    Raises:
        StoreError: it is wrong, refused, or over a limit; or it names a term of the ontology that there is not.
        UsageError: no such engine, or a limit that it does not keep.
    """
    refuse_unsafe(sparql)
    _refuse_misspelled(store, sparql)
    evaluate = engine_called(engine)
    limited = limits != Limits()
    if evaluate and limited:
        raise UsageError("only the engine oxigraph keeps limits of time and memory")
    if evaluate:
        return evaluate(store, sparql, bindings or {})
    return store.query(sparql, bindings, timeout=limits.timeout, memory=limits.memory)


def _refuse_misspelled(store: Store, sparql: str) -> None:
    """Refuse a term of the ontology that neither the ontology nor the store knows: no row could come of it."""
    for name in unknown_terms(sparql):
        if store.query(_USED, {"term": CG + name}).texts() != [("true",)]:
            raise StoreError(with_near(name))
