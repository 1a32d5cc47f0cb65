"""What a graph holds: the records of cases and authorities, their triples, and the view of established facts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from .authorities.index import shared_names
from .authorities.load import load_authorities
from .dates import as_day
from .errors import UsageError
from .queries import contents
from .rdf import nquads, supposed_quads
from .records.claim import Case, Protected, Source, Term, shared_ids
from .resources import shipped
from .store import Store, ontology_graph, serialize
from .store.memory import MemoryStore
from .store.record_store import RecordStore
from .vocabulary import ID

if TYPE_CHECKING:
    import rdflib

    from .queries.table import Table
    from .view import CaseView

__all__ = ["Holdings"]


class Holdings:
    """Cases and authorities: as records, as triples to be queried, and as a networkx graph.

    Attributes:
        cases: the records of the cases; () when the graph was opened from a store, which holds triples, not records.
        authorities: the records of the authority files; () likewise.
        law: the records of the files given as law, which stand first among `authorities`.
        stored: was the graph opened from a store?
    """

    hidden: tuple[Protected, ...] = ()
    """The people whose names were taken out of it."""

    def __init__(
        self,
        cases: Sequence[Case],
        authorities: Sequence[Case],
        *,
        everything: Callable[[], Sequence[Case]] | None = None,
        store: Store | None = None,
        law: Sequence[Case] = (),
    ) -> None:
        self.cases, self.law = tuple(cases), tuple(law)
        own = {case.name for case in (*cases, *law)}
        self.authorities = (*self.law, *(case for case in authorities if case.name not in own))
        self._everything = everything
        self.stored = self._complete = store is not None
        if store is not None:
            self.store = store

    def __repr__(self) -> str:
        if self.stored:
            return f"<casegraph.Graph: {self.store.where}>"
        names = ", ".join(case.name for case in self.cases)
        return f"<casegraph.Graph: {names}; {sum(len(case.claims) for case in self.cases):,} claims>"

    @cached_property
    def store(self) -> Store:
        """The triple store: cases, authorities and the vocabulary."""
        return RecordStore([*self.cases, *self.authorities], shipped("ontology/casegraph.ttl"))

    @cached_property
    def view(self) -> "CaseView":
        """The established facts as a networkx graph."""
        from .view import open_view

        return open_view(self.store)

    @property
    def nx(self) -> "CaseView":
        """The same as `view`: a networkx MultiDiGraph."""
        return self.view

    def as_of(self, on: "str | date | None" = None) -> "CaseView":
        """The networkx graph as it stood on a day: without what had ended, not begun, or not yet happened."""
        from .view import as_of

        return as_of(self.view, as_day(on))

    @property
    def rdf(self) -> "rdflib.Dataset":
        """The store as an rdflib Dataset, not a copy."""
        return self.store.dataset()

    def complete(self) -> Self:
        """The same cases with every shipped authority, and the shipped cases left unread; a store is whole."""
        if self.stored:
            return self
        from .courts import court_record

        cases = self._everything() if self._everything else self.cases
        courts = court_record(shared_ids([*cases, *self.law]) - set(shared_names()))
        graph = type(self)(cases, [*load_authorities(), *([courts] if courts.claims else [])], law=self.law)
        graph._complete = True
        return graph

    def serialize(self, ending: str, *, whole: bool = False) -> bytes:
        """The cases and authorities as Turtle (`.ttl`), TriG, N-Triples or N-Quads; same input, same bytes.

        Args:
            ending: names the format.
            whole: also the vocabulary and the index, as another store needs them; only as TriG or N-Quads.
        """
        if whole and ending not in (".nq", ".trig"):
            raise UsageError(f"a whole store has several graphs: write it as .nq or .trig, not {ending}")
        if not self.stored and not whole:
            return serialize(nquads([*self.cases, *self.authorities]), ending)
        vocabulary = f" <{ontology_graph()}> ."
        kept = (line for line in self.store.dump(index=whole) if whole or not line.endswith(vocabulary))
        return serialize(kept, ending)

    def titles(self) -> dict[str, str]:
        """The name and title of every case, sorted; files of authorities are not cases.

        Examples:
            >>> import casegraph
            >>> casegraph.load("avery-dassey").titles()["avery-dassey"][:12]
            'Steven Avery'
        """
        if self.stored:
            return contents.titles(self.store)
        cases = sorted(self.cases, key=lambda case: case.name)
        return {
            case.name: case.title
            for case in cases
            if not case.sources or any(source.iri.startswith(f"{ID}{case.name}/") for source in case.sources)
        }

    def sources(self) -> list[Source]:
        """Every document, sorted by IRI."""
        return self.store.sources()

    def case_named(self, name: str | None = None) -> str:
        """The name of the one case meant: `name` where there is such a case; without one, the only case there is.

        Raises:
            NoSuchThing: no such case, with near misses.
            UsageError: no name is given and there are several cases.
        """
        return contents.case_named(self.store, name, self.titles)

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        engine: str = "oxigraph",
        if_attributed: bool = False,
    ) -> "Table":
        """Answer a SPARQL query over cases, authorities and vocabulary; prefixes cg:, id:, rdfs:, … are implied.

        Args:
            sparql: the query; it only reads.
            bindings: variable → term, bound by value.
            timeout: seconds it may take; None for no limit.
            memory: megabytes it may take; None for no limit.
            engine: `oxigraph`, or `rdflib` for rdflib's own evaluator over the same store, which knows no limits.
            if_attributed: count what one source alone says as well, as if it were right; every row then says so.

        Raises:
            UsageError: what would hold if a source were right is asked of a store.
            StoreError: it is wrong, refused, or over a limit; or it names a term of the ontology that there is not.

        Examples:
            >>> import casegraph
            >>> graph = casegraph.load("avery-dassey")
            >>> print(graph.query("SELECT (COUNT(?c) AS ?convictions) WHERE { ?c a cg:Conviction }"))
            convictions
            -----------
            8
        """
        from .queries.engines import Limits, answer
        from .queries.table import table

        store = self._supposing if if_attributed else self.store
        return table(answer(store, sparql, bindings, Limits(timeout, memory), engine), store, supposed=if_attributed)

    @cached_property
    def _supposing(self) -> Store:
        """The triples with those of what one source alone says of the cases; for queries that ask for them."""
        if self.stored:
            raise UsageError("a store holds only what is established: ask with --if-attributed about case files")
        store = MemoryStore()
        store.load([*self.store.dump(index=True), *supposed_quads(self.cases)])
        return store
