"""Records → triples → records: nothing that a case or an authority says is lost, whichever way it is kept."""

from dataclasses import fields, replace
from functools import cache

import pytest

import casegraph
from casegraph.errors import StoreError
from casegraph.loading import case_names
from casegraph.rdf import case_graph, claims_from, nquads, sources_from
from casegraph.records.claim import Case, Claim, Source
from casegraph.store import MemoryStore

_LINKS = ("sources", "conflicts", "compares", "supersedes", "retracts", "premises")


@cache
def shipped() -> tuple[Case, ...]:
    """Every shipped case and the file of every authority."""
    graph = casegraph.load(*case_names())
    return *graph.cases, *graph.authorities


def back(case: Case) -> tuple[list[Claim], list[Source]]:
    """The records of a case, read from its triples."""
    store = MemoryStore()
    store.load(nquads([case]))
    triples = store.query("SELECT ?s ?p ?o { ?s ?p ?o }").rows
    return list(claims_from(triples)), sources_from(triples)


@pytest.mark.parametrize("name", sorted({case.name for case in shipped()}))
def test_every_field_comes_back(name: str) -> None:
    case = next(case for case in shipped() if case.name == name)
    claims, sources = back(case)
    itself = Source(case_graph(name), case.title, (("note", case.about),) if case.about else ())
    assert sources == sorted((*case.sources, itself), key=lambda source: source.iri)
    by_iri = {claim.iri: claim for claim in case.claims}
    assert [claim.iri for claim in claims] == sorted(by_iri)
    for found in claims:
        known = by_iri[found.iri]
        known = replace(known, **{key: tuple(sorted(set(getattr(known, key)))) for key in _LINKS})
        spans = sorted(known.passages, key=lambda span: (span.source, span.start, span.end))
        known = replace(known, passages=tuple(spans))
        for each in fields(Claim):
            if each.compare:
                assert getattr(found, each.name) == getattr(known, each.name), (found.iri, each.name)


def test_a_node_that_is_no_whole_claim_is_refused() -> None:
    claim = "https://w3id.org/casegraph/id/claim/1"
    with pytest.raises(StoreError, match="not a whole claim"):
        list(claims_from([(claim, "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject", claim)]))
