"""Records as a store: the small reads look into the records; the triples are made when somebody asks in SPARQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..case import Case, Claim, Literal, Term
from ..rdf import NAME_PREDICATES, RECORD_CLASSES, RECORD_PREDICATES, index_quads, nquads
from ..vocabulary import PREFIXES, RDF_TYPE, cg, fold, local
from .memory import MemoryStore, ontology_graph
from .protocol import Fact, Rows

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
    *RECORD_PREDICATES, *NAME_PREDICATES, *map(cg, _OF_THE_RECORDING), PREFIXES["oa"] + "start", PREFIXES["oa"] + "end"
}  # fmt: skip
"""Properties that sources, passages, claims as such or the index have: what points to something by them is no claim."""


class RecordStore:
    """The records of some files, with the vocabulary.

    An answer looks at some hundred of a few thousand claims: to write all as triples and read them again would take
    longer than everything else it does.

    Attributes:
        sources: every document, by its IRI.

    Examples:
        >>> from casegraph.case import Case
        >>> from casegraph.resources import shipped
        >>> store = RecordStore([Case("empty", "An empty case", (), ())], shipped("ontology/casegraph.ttl"))
        >>> store.query("SELECT ?title WHERE { ?file a cg:CaseFile ; rdfs:label ?title }").texts()
        [('An empty case',)]
    """

    batches = False
    where = "the store in memory"

    def __init__(self, files: Sequence[Case], ontology: Path) -> None:
        self._files, self._ontology = files, ontology
        self.sources = {source.iri: source for file in reversed(files) for source in file.sources}
        self._about: dict[str, list[Claim]] = {}
        self._to: dict[Term, list[Claim]] = {}
        for claim in self._claims():
            self._about.setdefault(claim.subject, []).append(claim)
            self._to.setdefault(claim.object, []).append(claim)

    def _claims(self) -> Iterator[Claim]:
        return (claim for file in self._files for claim in file.claims)

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

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Answer a SPARQL query over the union of all graphs."""
        return self._triples.query(sparql, bindings)

    def limited(
        self, sparql: str, bindings: Mapping[str, Term] | None, timeout: float | None, memory: int | None
    ) -> Rows:
        """Answer a query within limits of time (seconds) and memory (megabytes), in a child process."""
        return self._triples.limited(sparql, bindings, timeout, memory)

    def dataset(self) -> "rdflib.Dataset":
        """The same triples as an rdflib Dataset whose default graph is the union, not a copy."""
        return self._triples.dataset()

    def dump(self, *, index: bool = False) -> Iterator[str]:
        """Every quad as an N-Quads line, in the engine's order; those of the index only where asked."""
        return self._triples.dump(index=index)

    @cached_property
    def _by_iri(self) -> dict[str, Claim]:
        return {claim.iri: claim for claim in self._claims()}

    def claims(self, iris: Iterable[str]) -> list[Claim]:
        """The claims of these IRIs that are held, in the order asked."""
        return [self._by_iri[iri] for iri in iris if iri in self._by_iri]

    def facts(self, subjects: Sequence[str]) -> dict[str, list[Fact]]:
        """All claims about each of `subjects`, sorted by claim."""
        return {subject: sorted(map(_fact, _once(self._about.get(subject, ())))) for subject in subjects}

    def pointing(self, node: Term, predicate: str, *, said: bool = False, most: int | None = None) -> list[str]:
        """The things that point to `node` by `predicate`, sorted."""
        written = predicate in _IN_TRIPLES_ONLY or predicate.endswith(("Earliest", "Latest"))
        if not said and (written or (predicate == RDF_TYPE and node in RECORD_CLASSES)):
            return self._triples.pointing(node, predicate, most=most)
        claims = self._to.get(node, ())
        found = {c.subject for c in claims if c.predicate == predicate and c.standing.asserted is not said}
        return sorted(found)[:most]

    def pointing_anyhow(self, node: str) -> list[tuple[str, Fact]]:
        """Every claim whose object is `node`, with its subject, sorted."""
        return sorted((claim.subject, _fact(claim)) for claim in _once(self._to.get(node, ())))

    def mentioned(self, node: str, standings: Iterable[str]) -> bool:
        """Is `node` the object of a claim of one of these standings?"""
        wanted = set(standings)
        return any(claim.standing.value in wanted for claim in self._to.get(node, ()))

    def things(self) -> Iterator[str]:
        """Everything a claim has as subject or object, each once."""
        yield from self._about
        yield from (node for node in self._to if isinstance(node, str) and node not in self._about)

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """The folded names and ids of every thing."""
        texts: dict[str, set[str]] = {}
        for source in (source for file in self._files for source in file.sources):
            texts.setdefault(source.iri, set()).add(source.label)
        for claim in self._claims():
            held = texts.setdefault(claim.subject, set())
            if claim.predicate in NAME_PREDICATES and isinstance(claim.object, Literal):
                held.add(claim.object.value)
        return {iri: {key for text in (local(iri), *held) if (key := fold(text))} for iri, held in texts.items()}

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        for iri, keys in self._names.items():
            for key in keys:
                named.setdefault(key, []).append(iri)
        return named

    def named(self, key: str) -> list[str]:
        """The things one of whose names or ids folds to `key`, sorted."""
        return sorted(self._named.get(key, ()))

    def named_with(self, words: Sequence[str], most: int) -> list[str]:
        """At most `most` things one of whose names or ids holds each of the folded `words`, sorted."""
        if not words:
            return []
        wanted = set(words)
        found = (iri for iri, keys in self._names.items() if wanted <= {word for key in keys for word in key.split()})
        return sorted(found)[:most]

    def named_starting(self, key: str, most: int) -> list[str]:
        """At most `most` things one of whose names or ids folds to a text that starts with `key`, sorted."""
        found = (iri for iri, keys in self._names.items() if any(name.startswith(key) for name in keys))
        return sorted(found)[:most]


def _once(claims: Iterable[Claim]) -> Iterable[Claim]:
    """The claims, one for those that several files make in the same words."""
    return {claim.iri: claim for claim in claims}.values()


def _fact(claim: Claim) -> Fact:
    return Fact(claim.iri, claim.predicate, claim.object, claim.standing.value)
