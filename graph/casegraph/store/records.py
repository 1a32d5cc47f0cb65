"""Records as a store: the small reads look into the records; the triples are made when somebody asks in SPARQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..rdf import NAME_PREDICATES, RECORD_CLASSES, RECORD_PREDICATES, index_quads, names_of, nquads
from ..records.claim import Case, Claim, Term
from ..vocabulary import CG, PREFIXES, RDF_TYPE, local
from .memory import MemoryStore, ontology_graph
from .protocol import Backing, Fact, Rows

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

    def backing(self, claims: Sequence[str]) -> list[Backing]:
        """The documents behind the claims, and where in them."""
        return [row for iri in claims if iri in self._by_iri for row in self._behind(self._by_iri[iri])]

    def _behind(self, claim: Claim) -> Iterator[Backing]:
        chain, standing = " > ".join(map(local, claim.speakers)), claim.standing.value
        for source in (self._sources[iri] for iri in dict.fromkeys(claim.sources) if iri in self._sources):
            about = (claim.iri, source.iri, source.label, source.get("url"), standing, chain)
            spans = [passage for passage in claim.passages if passage.source == source.iri]
            yield from (Backing(*about, span.start, span.end, span.quote, claim.kind) for span in spans)
            if not spans:
                yield Backing(*about, None, None, "", claim.kind)

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
        return names_of(self._files)

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
