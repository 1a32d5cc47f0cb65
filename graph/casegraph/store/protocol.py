"""What casegraph needs of a triple store, and what a store gives back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from ..records.claim import Claim, Source, Term

if TYPE_CHECKING:
    import rdflib

__all__ = ["By", "Rows", "Store"]

By = Literal["name", "words", "start"]
"""How a text is compared with names."""


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


class Store(Protocol):
    """What casegraph needs of a triple store: SPARQL, and reads of records that each cost one neighbourhood.

    A new engine needs `query` only; `store.remote` shows how the others follow from it.
    `tests/test_every_store_answers_alike.py` runs on every store.
    """

    where: str
    """What messages call the store."""

    batches: bool
    """Does one call cost so much that claims about several things are better read together?"""

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> Rows:
        """Answer a SPARQL query over the union of all graphs.

        Args:
            sparql: the query.
            bindings: fixes variables by value, never by text.
            timeout: seconds the query may take; None for no limit.
            memory: megabytes it may take; None for no limit.

        Raises:
            StoreError: the query is wrong, refused or goes over a limit, or the store cannot be reached.
        """

    def claims(
        self,
        *,
        iris: Sequence[str] | None = None,
        about: Sequence[str] | None = None,
        to: Term | None = None,
        case: str | None = None,
    ) -> Iterator[Claim]:
        """Claims of any standing, sorted by IRI, their sources and links sorted; read as they are asked for.

        Args:
            iris: these claims.
            about: those whose subject is among these things.
            to: those whose object this is; costs all of them, so only for whole rows.
            case: those of the file of this name.

        With none of them every claim comes; more than one is an error of the caller.
        """

    def sources(self, iris: Iterable[str] | None = None) -> list[Source]:
        """The sources, or the documents among `iris`, sorted by IRI; a case file is one, labelled with its title."""

    def pointing(self, node: Term, predicate: str, *, said: bool = False, most: int | None = None) -> list[str]:
        """The things that point to `node` by `predicate`, reading no other edge of `node`.

        Args:
            node: the object: an IRI, or a value.
            predicate: the property, an IRI.
            said: those of claims that are not asserted, instead of those of plain triples; only where `node` is an IRI.
            most: stop after so many; None for all.
        """

    def look_up(self, key: str, by: By = "name", most: int | None = None) -> list[str]:
        """The things that bear a name or id like `key` (see `vocabulary.fold`), sorted.

        Args:
            key: a folded text.
            by: `name`: a name folds to it; `words`: a name holds each of its words; `start`: a name starts with it.
                The whole words of a start are looked up; where it has none, every name is read.
            most: give at most so many; None for all.
        """

    @property
    def vocabulary(self) -> "Store":
        """Where the statements of the vocabulary itself are: this store, unless it keeps them apart."""

    def dataset(self) -> "rdflib.Dataset":
        """The same triples as an rdflib Dataset, not a copy."""

    def dump(self, *, index: bool = False) -> Iterator[str]:
        """Every quad as an N-Quads line, in no order that means anything; those of the index only where asked."""
