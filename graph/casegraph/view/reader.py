"""What a store says of things, read on demand and kept within a bound; shared by all views of the store."""

from collections.abc import Callable, Iterable, Iterator

from ..rdf import RECORD_CLASSES, RECORD_PREDICATES
from ..records.claim import Claim, Term
from ..store import Store
from ..vocabulary import RDF_TYPE, shorten
from .cache import Bounded

__all__ = ["Reader"]

Shows = Callable[[Claim], bool]
"""Is a claim part of a view?"""
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
    """The claims of a store by thing; a bounded cache stands between.

    Attributes:
        store: where they come from.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._claims: Bounded[str, list[Claim]] = Bounded(_KEPT)
        self._terms: dict[str, list[tuple[str, Term]]] | None = None
        self._uses: dict[tuple[str, str], list[str]] = {}

    def claims(self, thing: str) -> list[Claim]:
        """All claims about `thing`, of any standing, sorted by IRI."""
        kept = self._claims.get(thing)
        return self._read([thing])[thing] if kept is None else kept

    def prepare(self, things: Iterable[str]) -> None:
        """Read several things at once where a single read is dear."""
        if self.store.batches:
            missing = [thing for thing in dict.fromkeys(things) if self._claims.get(thing) is None]
            for start in range(0, len(missing), _AT_ONCE):
                self._read(missing[start : start + _AT_ONCE])

    def _read(self, things: list[str]) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {thing: [] for thing in things}
        for claim in self.store.claims(about=things):
            found[claim.subject].append(claim)
        for thing, claims in found.items():
            self._claims.put(thing, claims, 1 + len(claims))
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

    def pointing_anyhow(self, thing: str, shows: Shows) -> Iterator[tuple[str, str]]:
        """Everything that points to `thing` by a claim that is shown, with the property; costs all its edges."""
        held = (claim for claim in self.store.claims(to=thing) if shows(claim))
        yield from ((claim.subject, claim.key) for claim in sorted(held, key=lambda claim: claim.subject))
        self._vocabulary()
        yield from ((term, key) for (value, key), held in self._uses.items() if value == thing for term in held)

    def things(self) -> Iterator[str]:
        """Everything a claim has as subject or, where it is a thing, as object; each once."""
        seen: set[str] = set()
        for claim in self.store.claims():
            for end in (claim.subject, claim.object):
                if isinstance(end, str) and end not in seen:
                    seen.add(end)
                    yield end

    def mentioned(self, thing: str, shows: Shows) -> bool:
        """Does a claim that is shown, or the vocabulary, point to `thing`?"""
        self._vocabulary()
        return any(value == thing for value, _ in self._uses) or any(map(shows, self.store.claims(to=thing)))

    def said_by_vocabulary(self, term: str) -> list[tuple[str, Term]]:
        """What the ontology says of `term`: property and value; no claim is behind it."""
        return self._vocabulary().get(term, [])

    def terms(self) -> list[str]:
        """The terms the vocabulary speaks of, and those it points to, in order."""
        ends = dict.fromkeys(self._vocabulary())
        return list(ends | dict.fromkeys(value for value, _ in self._uses))

    def _pointing_terms(self, thing: str, predicate: str) -> list[str]:
        self._vocabulary()
        return self._uses.get((thing, shorten(predicate)), [])

    def _vocabulary(self) -> dict[str, list[tuple[str, Term]]]:
        """What the ontology says that answers need: little, so read whole, once."""
        if self._terms is None:
            self._terms = {}
            for term, key, value in sorted(self.store.vocabulary.query(_TERMS).rows, key=str):
                assert isinstance(term, str) and isinstance(key, str) and value is not None
                self._terms.setdefault(term, []).append((key, value))
                if isinstance(value, str):
                    self._uses.setdefault((value, shorten(key)), []).append(term)
        return self._terms
