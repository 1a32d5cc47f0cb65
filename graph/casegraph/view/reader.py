"""What a store says of things, read on demand and kept within a bound; shared by all views of the store."""

from collections.abc import Iterable

from ..rdf import RECORD_CLASSES, RECORD_PREDICATES
from ..store import Fact, Store
from ..vocabulary import RDF_TYPE, expand, shorten
from .cache import Bounded

__all__ = ["VOCABULARY", "Reader"]

VOCABULARY = "vocabulary"
"""The standing of what the ontology says; no claim is behind it."""
_KEPT = 200_000
_AT_ONCE = 200
_TERMS = """
SELECT ?term ?property ?value WHERE {
  VALUES ?property {
    cg:setsStatus cg:leavesSomethingToPardon cg:leavesTheOffence cg:ofTheSentence rdfs:subClassOf
  }
  GRAPH <https://w3id.org/casegraph/ontology> { ?term ?property ?value . }
}"""


class Reader:
    """The facts of a store by thing; a bounded cache stands between.

    Attributes:
        store: where they come from.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._facts: Bounded[str, list[Fact]] = Bounded(_KEPT)
        self._terms: dict[str, list[Fact]] | None = None
        self._uses: dict[tuple[str, str], list[str]] = {}

    def facts(self, thing: str) -> list[Fact]:
        """All that is said of `thing`: by claims of any standing, sorted by claim, then by the vocabulary."""
        kept = self._facts.get(thing)
        if kept is None:
            kept = self._read([thing])[thing]
        return kept

    def prepare(self, things: Iterable[str]) -> None:
        """Read several things at once where a single read is dear."""
        if self.store.batches:
            missing = [thing for thing in dict.fromkeys(things) if self._facts.get(thing) is None]
            for start in range(0, len(missing), _AT_ONCE):
                self._read(missing[start : start + _AT_ONCE])

    def _read(self, things: list[str]) -> dict[str, list[Fact]]:
        terms = self._vocabulary()
        found = {thing: facts + terms.get(thing, []) for thing, facts in self.store.facts(things).items()}
        for thing, facts in found.items():
            self._facts.put(thing, facts, 1 + len(facts))
        return found

    def sure(self, thing: str, predicate: str) -> bool:
        """Do the plain triples alone say what points to `thing` by `predicate`? Records have some of their own."""
        return thing not in RECORD_CLASSES if predicate == RDF_TYPE else predicate not in RECORD_PREDICATES

    def pointing(self, thing: str, predicate: str, *, said: bool) -> list[str]:
        """The things with a plain triple to `thing`, or also those only said to have it; sorted."""
        found = self.store.pointing(thing, predicate)
        more = self._pointing_terms(thing, predicate)
        if said:
            more = [*more, *self.store.pointing(thing, predicate, said=True)]
        return sorted({*found, *more}) if more else found

    def pointing_anyhow(self, thing: str) -> list[tuple[str, Fact]]:
        """Everything that points to `thing`, with the claim; costs all its edges."""
        self._vocabulary()
        terms = [(term, Fact("", expand(key), thing, VOCABULARY))
                 for (value, key), held in self._uses.items() if value == thing for term in held]  # fmt: skip
        return [*self.store.pointing_anyhow(thing), *terms]

    def mentioned(self, thing: str, standings: Iterable[str]) -> bool:
        """Does anything of these standings, or the vocabulary, point to `thing`?"""
        self._vocabulary()
        return any(value == thing for value, _ in self._uses) or self.store.mentioned(thing, standings)

    def terms(self) -> list[str]:
        """The terms the vocabulary speaks of, and those it points to, in order."""
        ends = dict.fromkeys(self._vocabulary())
        return list(ends | dict.fromkeys(value for value, _ in self._uses))

    def _pointing_terms(self, thing: str, predicate: str) -> list[str]:
        self._vocabulary()
        return self._uses.get((thing, shorten(predicate)), [])

    def _vocabulary(self) -> dict[str, list[Fact]]:
        """What the ontology says that answers need: little, so read whole, once."""
        if self._terms is None:
            self._terms = {}
            for term, key, value in sorted(self.store.vocabulary.query(_TERMS).rows, key=str):
                assert isinstance(term, str) and isinstance(key, str) and value is not None
                self._terms.setdefault(term, []).append(Fact("", key, value, VOCABULARY))
                if isinstance(value, str):
                    self._uses.setdefault((value, shorten(key)), []).append(term)
        return self._terms
