"""What casegraph needs of a triple store, and what a store gives back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..records.claim import Term

if TYPE_CHECKING:
    import rdflib

__all__ = ["Fact", "Rows", "Store"]


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


class Fact(NamedTuple):
    """What one claim says of a thing. `claim` and `predicate` are IRIs, `standing` is a word such as `established`."""

    claim: str
    predicate: str
    object: Term
    standing: str


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind a claim: one row per source and passage.

    Attributes:
        claim: IRI of the claim.
        source: IRI of the document.
        label: what the document is called.
        url: its address, or "".
        standing: of the claim.
        speakers: the chain of attribution as short ids, or "".
        start, end: the span of code points, or None.
        quote: the opening words, or "".
        kind: what sort of statement the claim is (account, rule, opinion, …), or "" for a fact of the record.
    """

    claim: str
    source: str
    label: str
    url: str
    standing: str
    speakers: str
    start: int | None
    end: int | None
    quote: str
    kind: str = ""


class Store(Protocol):
    """What casegraph needs of a triple store: SPARQL, and five small reads that each cost one neighbourhood.

    The small reads are what the networkx view stands on. A new engine needs `query` only; `store.remote` shows how
    the others follow from it. `tests/test_every_store_answers_alike.py` runs on every store.
    """

    where: str
    """What messages call the store."""

    batches: bool
    """Does one call cost so much that facts of several things are better read together?"""

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Answer a SPARQL query over the union of all graphs; `bindings` fixes variables by value, never by text.

        Raises:
            StoreError: the query is wrong or refused, or the store cannot be reached.
        """

    def limited(
        self, sparql: str, bindings: Mapping[str, Term] | None, timeout: float | None, memory: int | None
    ) -> Rows:
        """The same as `query` within limits of time (seconds) and memory (megabytes); None for no limit.

        Raises:
            StoreError: also when the query goes over a limit; the message says which.
        """

    def facts(self, subjects: Sequence[str]) -> dict[str, list[Fact]]:
        """All claims about each of `subjects`, of any standing, sorted by claim; [] for what nobody speaks of."""

    def pointing(self, node: Term, predicate: str, *, said: bool = False, most: int | None = None) -> list[str]:
        """The things that point to `node` by `predicate`, reading no other edge of `node`.

        Args:
            node: the object: an IRI, or a value.
            predicate: the property, an IRI.
            said: those of claims that are not asserted, instead of those of plain triples; only where `node` is an IRI.
            most: stop after so many; None for all.
        """

    def pointing_anyhow(self, node: str) -> list[tuple[str, Fact]]:
        """Every claim whose object is `node`, with its subject, sorted; costs all of them, so only for whole rows."""

    def mentioned(self, node: str, standings: Iterable[str]) -> bool:
        """Is `node` the object of a claim of one of these standings?"""

    def things(self) -> Iterator[str]:
        """Everything a claim has as subject or, where it is a thing, as object; each once, in the engine's order."""

    def named(self, key: str) -> list[str]:
        """The things one of whose names or ids folds to `key` (see `vocabulary.fold`), sorted."""

    def named_with(self, words: Sequence[str], most: int) -> list[str]:
        """At most `most` things one of whose names or ids holds each of the folded `words`, sorted."""

    def named_starting(self, key: str, most: int) -> list[str]:
        """At most `most` things one of whose names or ids folds to a text that starts with `key`, sorted.

        The whole words of `key` are looked up; where it has none, every name is read.
        """

    def backing(self, claims: Sequence[str]) -> list[Backing]:
        """The documents behind the claims, and where in them: a row for each claim, source and passage."""

    @property
    def vocabulary(self) -> "Store":
        """Where the statements of the vocabulary itself are: this store, unless it keeps them apart."""

    def dataset(self) -> "rdflib.Dataset":
        """The same triples as an rdflib Dataset, not a copy."""

    def dump(self, *, index: bool = False) -> Iterator[str]:
        """Every quad as an N-Quads line, in no order that means anything; those of the index only where asked."""
