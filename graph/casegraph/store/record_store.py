"""Records as a store: the small reads look into the records; the triples are made when somebody asks in SPARQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..rdf import NAME_PREDICATES, RECORD_CLASSES, RECORD_PREDICATES, case_graph, index_quads, names_of, nquads
from ..records.claim import Case, Claim, Source, Term
from ..vocabulary import CG, PREFIXES, RDF_TYPE
from .memory import MemoryStore, ontology_graph
from .protocol import By, Rows

if TYPE_CHECKING:
    import rdflib

__all__ = ["RecordStore"]

_OF_THE_RECORDING = {
    "claimId", "claimKind", "confidence", "hearsayDepth", "inferenceRule", "nameOf", "note", "observed", "openingWords",
    "premise", "published", "publisher", "read", "retracts", "reviewStatus", "reviewed", "reviewer", "saidBy", "says",
    "schemaVersion", "sha256", "slot", "sourceKind", "spanDigest", "speakerChain", "stoodAs", "supersedes", "url",
    "wordOf",
}  # fmt: skip
_IN_TRIPLES_ONLY = {
    *RECORD_PREDICATES, *NAME_PREDICATES, *(CG + key for key in _OF_THE_RECORDING),
    PREFIXES["oa"] + "start", PREFIXES["oa"] + "end",
}  # fmt: skip
"""Properties that sources, passages, claims as such or the index have: what points to something by them is no claim."""
_CASE_FILE = CG + "CaseFile"


class RecordStore:
    """The records of some files, with the vocabulary.

    An answer looks at some hundred of a few thousand claims: to write all as triples and read them again would take
    longer than everything else it does.

    Examples:
        >>> from casegraph.records.claim import Case
        >>> from casegraph.resources import shipped
        >>> store = RecordStore([Case("empty", "An empty case", (), ())], shipped("ontology/casegraph.ttl"))
        >>> store.query("SELECT ?title WHERE { ?file a cg:CaseFile ; rdfs:label ?title }").texts()
        [('An empty case',)]
    """

    batches = False
    where = "the store in memory"

    def __init__(self, files: Sequence[Case], ontology: Path) -> None:
        self._files, self._ontology = files, ontology
        self._sources = {source.iri: source for file in reversed(files) for source in file.sources}
        self._about: dict[str, list[Claim]] = {}
        self._to: dict[Term, list[Claim]] = {}
        for claim in (_sorted(claim) for file in files for claim in file.claims):
            self._about.setdefault(claim.subject, []).append(claim)
            self._to.setdefault(claim.object, []).append(claim)

    @cached_property
    def vocabulary(self) -> MemoryStore:
        """The vocabulary, in a store of its own."""
        store = MemoryStore()
        store.load_turtle(self._ontology, ontology_graph())
        return store

    @cached_property
    def _triples(self) -> MemoryStore:
        store = MemoryStore()
        store.load([*nquads(self._files), *index_quads(self._files)])
        store.load_turtle(self._ontology, ontology_graph())
        return store

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> Rows:
        """Answer a SPARQL query over the union of all graphs; one with limits in a child process."""
        return self._triples.query(sparql, bindings, timeout=timeout, memory=memory)

    def serialized(
        self, sparql: str, accepted: Sequence[str], *, timeout: float | None = None, memory: int | None = None
    ) -> tuple[str, str]:
        """The answer to a query in the first of the media types that fits it; see `OxigraphStore.serialized`."""
        return self._triples.serialized(sparql, accepted, timeout=timeout, memory=memory)

    def dataset(self) -> "rdflib.Dataset":
        """The same triples as an rdflib Dataset whose default graph is the union, not a copy."""
        return self._triples.dataset()

    def dump(self, *, index: bool = False) -> Iterator[str]:
        """Every quad as an N-Quads line, in the engine's order; those of the index only where asked."""
        return self._triples.dump(index=index)

    @cached_property
    def _by_iri(self) -> dict[str, Claim]:
        return {claim.iri: claim for held in self._about.values() for claim in held}

    def claims(
        self,
        *,
        iris: Sequence[str] | None = None,
        about: Sequence[str] | None = None,
        to: Term | None = None,
        case: str | None = None,
    ) -> Iterator[Claim]:
        """Claims of any standing, sorted by IRI: the records themselves."""
        if iris is not None:
            found = [self._by_iri[iri] for iri in iris if iri in self._by_iri]
        elif about is not None:
            found = [claim for subject in about for claim in self._about.get(subject, ())]
        elif to is not None:
            found = self._to.get(to, [])
        else:
            found = [_sorted(claim) for file in self._files if case in (None, file.name) for claim in file.claims]
        by_iri = {claim.iri: claim for claim in found}  # several files may make a claim in the same words
        return (by_iri[iri] for iri in sorted(by_iri))

    def sources(self, iris: Iterable[str] | None = None) -> list[Source]:
        """The documents, those among `iris` where given, sorted by IRI."""
        if iris is None:
            return [self._sources[iri] for iri in sorted(self._sources)]
        held = self._sources | {case_graph(file.name): _document(file) for file in self._files}
        return [held[iri] for iri in sorted(held.keys() & set(iris))]

    def pointing(self, node: Term, predicate: str, *, said: bool = False, most: int | None = None) -> list[str]:
        """The things that point to `node` by `predicate`, sorted."""
        if not said and predicate == RDF_TYPE and node == _CASE_FILE:
            return sorted(case_graph(file.name) for file in self._files)[:most]
        written = predicate in _IN_TRIPLES_ONLY or predicate.endswith(("Earliest", "Latest"))
        if not said and (written or (predicate == RDF_TYPE and node in RECORD_CLASSES)):
            return self._triples.pointing(node, predicate, most=most)
        claims = self._to.get(node, ())
        found = {c.subject for c in claims if c.predicate == predicate and c.standing.asserted is not said}
        return sorted(found)[:most]

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        return names_of(self._files)

    @cached_property
    def _bearing(self) -> dict[str, frozenset[str]]:
        """Each word of a name → the things so called."""
        bearing: dict[str, set[str]] = {}
        for iri, names in self._names.items():
            for word in {word for name in names for word in name.split()}:
                bearing.setdefault(word, set()).add(iri)
        return {word: frozenset(things) for word, things in bearing.items()}

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        for iri, keys in self._names.items():
            for key in keys:
                named.setdefault(key, []).append(iri)
        return named

    def look_up(self, key: str, by: By = "name", most: int | None = None) -> list[str]:
        """The things that bear a name or id like `key`, sorted."""
        if by == "name":
            return sorted(self._named.get(key, ()))[:most]
        if by == "words":
            bearing = [self._bearing.get(word, frozenset()) for word in set(key.split())]
            return sorted(frozenset.intersection(*bearing))[:most] if bearing else []
        return sorted(iri for iri, names in self._names.items() if any(name.startswith(key) for name in names))[:most]


def _document(file: Case) -> Source:
    return Source(case_graph(file.name), file.title, (("note", file.about),) if file.about else ())


def _sorted(claim: Claim) -> Claim:
    """The claim as every store gives it: triples have no order of sources."""
    sources = tuple(sorted(claim.sources))
    return claim if sources == claim.sources else claim.under_its_iri(sources=sources)
