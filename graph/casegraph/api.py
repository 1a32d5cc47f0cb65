"""The library's front door: `casegraph.load()` gives a graph, a graph answers questions."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from . import cg
from .dates import NotADate, one_day
from .errors import CannotAnswer, NoSuchThing, ProblemsFound, StoreError, UsageError
from .queries.catalogue import run_named
from .rdf import case_graph, is_case_name, nquads
from .reading import read_bytes
from .records.claim import Case, Source, Term
from .resources import shipped, shipped_files
from .store import Store, is_store, ontology_graph, open_store, serialize
from .store.records import RecordStore
from .vocabulary import CG, CLASSES, ID, RDF_TYPE, Standing, expand, fold, local, thing

if TYPE_CHECKING:
    import rdflib
    from matplotlib.figure import Figure

    from .casefile.checks.check import Checked
    from .notebook import Drawn, DrawnChronicle
    from .queries.catalogue import Evaluate
    from .queries.table import Table
    from .questions import Answer, ReliefAnswer, Shown, Told, Whys
    from .questions.record.changes import Difference
    from .view import CaseView

T = TypeVar("T")

__all__ = [
    "Graph",
    "as_day",
    "case_names",
    "cases_about",
    "check",
    "is_lines",
    "load",
    "load_about",
    "open_graph",
    "shared_ids",
    "with_timeline",
]


def case_names() -> list[str]:
    """The names of the shipped cases, sorted.

    Examples:
        >>> "avery-dassey" in case_names()
        True
    """
    return sorted(path.stem for path in shipped_files("datasets/cases", ".yaml"))


def as_day(on: "str | date | None") -> date:
    """A day given as a date, as EDTF text, or None for today; of a point in time, the day in its own time zone.

    Raises:
        UsageError: it is not one day.

    Examples:
        >>> as_day("2016-01-08")
        datetime.date(2016, 1, 8)
    """
    if on is None:
        return date.today()
    if isinstance(on, datetime):  # a pandas.Timestamp is one too
        if on != on:  # NaT, the time that pandas has for none
            raise UsageError("NaT is not a day: leave the row out, or give a date")
        return on.date()
    if isinstance(on, date):
        return on
    if type(on).__name__ in ("datetime64", "Period"):  # of numpy and pandas: as precise as they are written
        on = str(on)[:10]  # the day of a point in time
    if not isinstance(on, str):
        raise UsageError(f"{on!r} is not a day: write YYYY-MM-DD, or give a date")
    try:
        return one_day(on)
    except NotADate as error:
        why = f"write {error.hint or 'YYYY-MM-DD'}" if "calendar" not in error.why else error.why
        raise UsageError(f"{on!r} is not a day: {why}") from error


def _paths(names: Iterable[str | Path]) -> list[Path]:
    paths: list[Path] = []
    for name in names:
        path = Path(name)
        if Path(name).name == str(name) and str(name) in case_names():
            paths.append(shipped(f"datasets/cases/{name}.yaml"))
        elif path.is_dir():
            paths += _within(path)
        elif path.is_file() or (not path.exists() and path.suffix in (".yaml", ".yml")):
            paths.append(path)
        elif path.exists():
            raise UsageError(f"{path} is not a regular file")
        else:
            raise NoSuchThing("case", str(name), case_names(), "casegraph list cases")
    return list(dict.fromkeys(paths))


def _within(folder: Path) -> list[Path]:
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise UsageError(f"cannot read {folder}: {error.strerror}") from error
    found = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    if not found:
        raise UsageError(f"{folder} holds no .yaml file")
    return found


def check(names: Iterable[str | Path], law: Iterable[str | Path] = ()) -> "list[Checked]":
    """Check case files, by shipped name, path or folder; authority files among them add to the shared ids.

    A file of JSON Lines (`.jsonl`, `.ndjson`) holds one case a line, each with a result of its own.

    Args:
        names: the files.
        law: files whose powers and offices count as law; those of every other file are its author's word.

    Raises:
        NoSuchThing: a name is neither a shipped case nor a file.
    """
    return _read(names, law, lambda checked: _with_marks(with_timeline(checked)))


def _read(
    names: Iterable[str | Path], law: Iterable[str | Path], also: "Callable[[Checked], Checked]"
) -> "list[Checked]":
    """The files read and checked; `also` is the check of time, which reasons over a whole case."""
    from .authorities.check import check_files, fits_the_law
    from .casefile.jsonl import check_lines
    from .casefile.reader import read_document

    given = {path.resolve() for path in _paths(law)}
    paths = list({path.resolve(): path for path in _paths([*law, *names])}.values()) if given else _paths(names)
    lines = [path for path in paths if is_lines(path) and path.is_file()]
    wrong = next((path for path in lines if path.resolve() in given), None)
    if wrong is not None:
        raise UsageError(f"{wrong}: a register of cases is no law; give a file of authorities as law")
    documents = [read_document(path) for path in paths if path not in lines]
    checked, shared = check_files(documents, given)
    checked = [also(each) for each in checked]
    for path in lines:
        checked += check_lines(
            read_bytes(path, 1_000_000_000), str(path), 1, shared, lambda each: also(fits_the_law(each, documents))
        )
    return checked


def is_lines(name: str | Path) -> bool:
    """Is this a file of JSON Lines, by its ending?

    Examples:
        >>> is_lines("cases.jsonl"), is_lines("case.yaml")
        (True, False)
    """
    return str(name).endswith((".jsonl", ".ndjson"))


def with_timeline(checked: "Checked") -> "Checked":
    """The same with what cannot all be so in time; see `timeline.check`."""
    from dataclasses import replace

    from .timeline.check import timeline_problems

    problems = timeline_problems(checked.case) if checked.case is not None else []
    if not problems:
        return checked
    return replace(checked, problems=tuple(sorted({*checked.problems, *problems})), case=None)


def _with_marks(checked: "Checked") -> "Checked":
    """The same with a warning for each mark that an offence's words suggest and the file leaves open."""
    from dataclasses import replace

    from .authorities.check import mark_warnings

    warnings = mark_warnings(checked.case) if checked.case is not None else []
    return replace(checked, warnings=tuple(sorted({*checked.warnings, *warnings}))) if warnings else checked


def cases_about(words: str) -> list[str]:
    """The shipped cases whose text holds every word of `words`; all of them when none does.

    One question needs one case: reading the others would only cost time.

    Examples:
        >>> cases_about("Steven Avery")
        ['avery-dassey']
    """
    wanted = [word for word in words.casefold().replace("…", " ").split() if word]
    texts = {
        name: shipped(f"datasets/cases/{name}.yaml").read_text(encoding="utf-8").casefold() for name in case_names()
    }
    held = {name: text for name, text in texts.items() if wanted and all(word in text for word in wanted)}
    starts = [re.compile(rf"\b{re.escape(word)}") for word in wanted]
    found = [name for name, text in held.items() if all(start.search(text) for start in starts)]
    return found or case_names()


def load(*names: str | Path, redact: Iterable[str] = (), law: Iterable[str | Path] = ()) -> "Graph":
    """Load cases into a graph, or open a store.

    Args:
        names: shipped case names, paths of case files, folders of them; or one store: a folder that
            `casegraph build` made, or the URL of a SPARQL endpoint. All shipped cases when none is given.
        redact: redaction profiles to apply, e.g. `["victims"]`; a store is redacted when it is built.
        law: files whose powers, offices and terms count as law. What any other file says of them is its author's word:
            attributed, never a plain yes. A store holds the law it was built with.

    Raises:
        ProblemsFound: a file is wrong; it carries every problem of every file.
        NoSuchThing: no such case.
        StoreError: the store cannot be opened.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("avery-dassey")
        >>> graph.ask("Who can pardon Brendan Dassey?", on="2019-12-20").holders[0].person
        'Tony Evers'
    """
    if any(_is_store(name) for name in names):
        if len(names) > 1:
            raise UsageError("a store is opened alone: build one store from all the cases you need")
        if tuple(redact):
            raise UsageError("a store is redacted when it is built: casegraph build … --redact PROFILE -o STORE")
        if tuple(law):
            raise UsageError("a store holds the law it was built with: casegraph build … --law FILE -o STORE")
        return open_graph(names[0])
    from .authorities.load import load_authorities
    from .records.redaction import redacted

    profiles = tuple(redact)
    found, lawful = _records(names or case_names(), tuple(law))
    protected = [person for case in (*found, *lawful) for person in case.protected]
    cases, as_law = ([redacted(case, profiles, protected) for case in each] for each in (found, lawful))
    twice = {case.name for case in cases if [c.name for c in cases].count(case.name) > 1}
    if twice:
        raise UsageError(f"two files name their case {sorted(twice)[0]!r}")
    return Graph(cases, load_authorities(shared_ids([*cases, *as_law])), law=as_law)


def _records(names: Iterable[str | Path], law: tuple[str | Path, ...]) -> tuple[list[Case], list[Case]]:
    """The records of case files, and of those files of authorities that were given as law."""
    from .authorities.cases import is_shipped_case, shipped_cases

    paths = _paths(names)
    if not law and all(map(is_shipped_case, paths)):
        return shipped_cases(paths), []
    results = _read(paths, law, lambda each: each if is_shipped_case(Path(each.document.file)) else with_timeline(each))
    problems = [problem for result in results for problem in result.problems]
    if problems:
        raise ProblemsFound(problems)
    split: tuple[list[Case], list[Case]] = ([], [])
    for result in results:
        if result.case is not None:
            split[bool(result.law and result.document.data.get("authority"))].append(result.case)
    return split


def _is_store(name: str | Path) -> bool:
    return str(name).startswith(("http://", "https://")) or is_store(Path(name))


def open_graph(where: str | Path) -> "Graph":
    """The graph in a store: a folder that `casegraph build` made, or the URL of a SPARQL endpoint.

    Raises:
        NoSuchThing: there is no such folder.
        StoreError: it is no store, or of another schema; the message says what to do.
    """
    return Graph((), (), store=open_store(where))


def load_about(words: str, *, redact: Iterable[str] = (), law: Iterable[str | Path] = ()) -> "Graph":
    """The shipped cases a question about `words` needs; the others are read when a name is not found in them."""
    names, profiles, laws = cases_about(words), tuple(redact), tuple(law)
    unread = [name for name in case_names() if name not in names]
    graph = load(*names, redact=profiles, law=laws)

    def everything() -> Sequence[Case]:
        return load(*names, *unread, redact=profiles, law=laws).cases

    return Graph(graph.cases, graph.authorities, everything=everything, law=graph.law)


def shared_ids(cases: Iterable[Case]) -> set[str]:
    """The ids without a case's scope that the records of `cases` use."""
    ends = {end for case in cases for claim in case.claims for end in (claim.subject, claim.object, *claim.sources)}
    return {end[len(ID) :] for end in ends if isinstance(end, str) and end.startswith(ID) and "/" not in end[len(ID) :]}


def _engine(name: str) -> "Evaluate | None":
    """What answers a query instead of the store; None for the store itself."""
    if name == "oxigraph":
        return None
    if name != "rdflib":
        raise UsageError(f"unknown engine {name!r}; known: oxigraph, rdflib")
    from .queries.rdflib_engine import query_with_rdflib

    return query_with_rdflib


def _unreviewed(error: NoSuchThing, cases: Sequence[Case]) -> str:
    """Why nothing of that name is known: what an extractor proposed is no fact before a person has reviewed it."""
    files = ", ".join(f"{case.path} ({case.open_candidates} open)" for case in cases)
    return (
        f"no established {error.kind} called {error.name!r}, but candidates wait for review: {files}.\n"
        f"A candidate answers nothing before a person accepts it. Next:  casegraph review {cases[0].path}"
    )


def _only_said(store: Store, name: str) -> bool:
    """Is there something of that name, and is nothing of that name established to be anything?"""
    held = [fact for facts in store.facts(store.named(fold(name))).values() for fact in facts]
    kinds = [Standing(fact.standing) for fact in held if fact.predicate == RDF_TYPE]
    return bool(kinds) and not any(standing.asserted for standing in kinds)


_MANY = 3_000
"""Of so many cases a message lists some only."""
_CASE_FILE = "SELECT ?graph WHERE { ?graph a cg:CaseFile }"
_TITLES = f"""
SELECT DISTINCT ?file ?title WHERE {{
  ?file a cg:CaseFile ; rdfs:label ?title .
  BIND(CONCAT("{ID}", STRAFTER(STR(?file), "{case_graph("")}"), "/") AS ?own)
  FILTER(
    EXISTS {{ GRAPH ?file {{ ?source a cg:Source FILTER(STRSTARTS(STR(?source), ?own)) }} }}
    || NOT EXISTS {{ GRAPH ?file {{ ?source a cg:Source }} }}
  )
}}"""
"""A case names its sources below its own name, a file of authorities does not: what a file is called plays no part."""
_SOURCES = """
SELECT DISTINCT ?source ?label ?url WHERE {
  ?source a cg:Source ; rdfs:label ?label . OPTIONAL { ?source cg:url ?url }
} ORDER BY ?source ?label ?url"""
_USED = "ASK { { ?s ?term ?o } UNION { ?s ?p ?term } UNION { ?term ?p ?o } }"
_IS_SOURCE = "SELECT ?iri WHERE { ?iri a cg:Source } LIMIT 1"


class Graph:
    """Cases and authorities as one graph, with the questions as methods.

    Attributes:
        cases: the records of the cases; () when the graph was opened from a store, which holds triples, not records.
        authorities: the records of the authority files; () likewise.
        law: the records of the files given as law, which stand first among `authorities`.
        stored: was the graph opened from a store?
    """

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

    def complete(self) -> "Graph":
        """The same cases with every shipped authority, and the shipped cases left unread; a store is whole."""
        if self.stored:
            return self
        from .authorities.load import load_authorities, shared_names
        from .courts import court_record

        cases = self._everything() if self._everything else self.cases
        courts = court_record(shared_ids([*cases, *self.law]) - set(shared_names()))
        graph = Graph(cases, [*load_authorities(), *([courts] if courts.claims else [])], law=self.law)
        graph._complete = True
        return graph

    def _answered(self, give: "Callable[[CaseView], T]") -> "T":
        """An answer from the authorities the cases need; from all of them when a name is found nowhere."""
        try:
            return give(self.view)
        except NoSuchThing as error:
            if not self._complete:
                return self.complete()._answered(give)
            waiting = [case for case in self.cases if case.open_candidates]
            if waiting:
                raise CannotAnswer(_unreviewed(error, waiting)) from error
            if _only_said(self.store, error.name):
                raise CannotAnswer(
                    f"{error.name!r} is known here only by what a source says; nothing of it is established.\n"
                    "Answers about clemency rest on established facts. To see what is said:\n"
                    f'  casegraph ask "When was {error.name} convicted?"\n'
                    "Of a register you answer for, its map may say so:  source: {standing: established}"
                ) from error
            raise

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
            >>> load("avery-dassey").titles()["avery-dassey"][:12]
            'Steven Avery'
        """
        if self.stored:
            return {local(file): title for file, title in sorted(self.store.query(_TITLES).texts())}
        cases = sorted(self.cases, key=lambda case: case.name)
        return {
            case.name: case.title
            for case in cases
            if not case.sources or any(source.iri.startswith(f"{ID}{case.name}/") for source in case.sources)
        }

    def sources(self) -> list[Source]:
        """Every document, sorted by IRI, with its address."""
        if not self.stored:
            held = {source.iri: source for case in (*self.cases, *self.authorities) for source in case.sources}
            return [held[iri] for iri in sorted(held)]
        rows = self.store.query(_SOURCES).texts()
        return [Source(iri, label, (("url", url),) if url else ()) for iri, label, url in rows]

    def find(self, name: str, *classes: str) -> str:
        """The IRI of the thing `name` means, among `classes` (any kind of thing when none is given).

        Raises:
            NoSuchThing: nothing fits.
        """
        from .questions.naming.names import find

        return self._answered(lambda view: find(view, name, *(classes or CLASSES)))

    def ask(self, question: str, on: "str | date | None" = None) -> "Answer | ReliefAnswer | Told":
        """Answer a plain question; see `questions.ask`. A question about times or accounts gives a `Told`."""
        from .questions import ask

        return self._answered(lambda view: ask(view, question, as_day(on), dated=on is not None))

    def clemency(
        self,
        who: str,
        on: "str | date | None" = None,
        *,
        kind: str | None = None,
        authority: str | None = None,
    ) -> "Answer":
        """Who holds clemency power over a conviction, or over every conviction of a person."""
        from .questions import clemency
        from .questions.clemency.walk import KINDS
        from .questions.naming.names import find_convictions
        from .questions.naming.offices import find_office

        if kind is not None and kind not in KINDS:
            raise UsageError(f"unknown kind of clemency {kind!r}; known: {', '.join(KINDS)}")

        def give(view: "CaseView") -> "Answer":
            convictions = find_convictions(view, who)
            office = find_office(view, authority, convictions, as_day(on)) if authority else None
            return clemency(view, convictions, as_day(on), kind=kind, office=office)

        return self._answered(give)

    def relief(
        self, who: str, on: "str | date | None" = None, *, kind: str | None = None, tried: bool = False
    ) -> "ReliefAnswer":
        """The other ways out of a conviction, or of every conviction of a person: who decides, what was tried.

        Examples:
            >>> import casegraph
            >>> graph = casegraph.load("avery-dassey")
            >>> graph.relief("dassey-2007-homicide", "2020-01-01", kind="parole").value
            'no'
        """
        from .questions import relief
        from .questions.naming.names import find_convictions
        from .questions.relief.walk import kind_of

        wanted = kind_of(kind) if kind is not None else None
        return self._answered(
            lambda view: relief(view, find_convictions(view, who), as_day(on), kind=wanted, tried=tried)
        )

    def why(self, conviction: str, authority: str, on: "str | date | None" = None) -> "Whys":
        """The chain of claims behind a yes or no, for each conviction meant."""
        from .questions import Whys, why
        from .questions.naming.names import find_convictions
        from .questions.naming.offices import find_office

        def give(view: "CaseView") -> "Whys":
            convictions = find_convictions(view, conviction)
            office = find_office(view, authority, convictions, as_day(on))
            return Whys(why(view, found, office, as_day(on)) for found in convictions)

        return self._answered(give)

    def show(self, name: str) -> "Shown":
        """All that is said of one thing."""
        from .questions import show
        from .questions.naming.names import find

        try:
            return self._answered(lambda view: show(view, find(view, name, *CLASSES)))
        except NoSuchThing:
            from .authorities.load import load_authorities
            from .courts import resolve_court

            court = resolve_court(name)
            if not court:
                raise
            graph = Graph(self.cases, load_authorities({court.id}), law=self.law)
            return show(graph.view, thing(court.id))

    def draw(self, kind: str, what: str, on: "str | date | None" = None, **options: Any) -> "Figure":
        """A figure of the kind `timeline`, `path`, `network` or `power`; see `drawing.draw`."""
        from .drawing import draw

        return self._answered(lambda view: draw(kind, view, what, as_day(on), **options))

    def path(self, what: str, on: "str | date | None" = None, *, authority: str = "") -> "Drawn":
        """The answer for a case, person or conviction as a figure: from each conviction to who may pardon it.

        Examples:
            >>> import casegraph
            >>> casegraph.load("avery-dassey").path("Steven Avery", "2016-01-08", authority="US-president")
            <Drawn: No. The President cannot grant clemency to Steven Avery.>
        """
        return self._drawn("path", what, on, authority=authority)

    def power(self, what: str, on: "str | date | None" = None, *, authority: str = "") -> "Drawn":
        """Who has which power over the convictions of a case or person, as a figure: a table of powers."""
        return self._drawn("power", what, on, authority=authority)

    def network(
        self, what: str, on: "str | date | None" = None, *, authority: str = "", poster: bool = False
    ) -> "Drawn":
        """A case, or a thing and what is around it, as a network; `poster` leaves nothing out, however large."""
        return self._drawn("network", what, on, authority=authority, poster=poster)

    def _drawn(self, kind: str, what: str, on: "str | date | None", **options: Any) -> "Drawn":
        from .notebook import Drawn

        return Drawn(self.draw(kind, what, on, **options))

    def timeline(
        self,
        case: str | None = None,
        on: "str | date | None" = None,
        *,
        known: "str | date | None" = None,
        account: str | None = None,
        standings: Iterable[str] = ("established",),
    ) -> "DrawnChronicle":
        """The timeline of one case: dated events, inferred bounds, contradictions, conflicts.

        Args:
            case: its name; may be left out when the graph holds one case.
            on: leave out what lies after this day.
            known: use only what was known on this day.
            account: a speaker or a document, by id or name: read its account alone.
            standings: without an account, which claims count: established, attributed, contested.

        Raises:
            NoSuchThing: no such case, or nobody of that name speaks in it.

        Examples:
            >>> import casegraph
            >>> told = casegraph.load("avery-dassey").timeline(account="article")
            >>> told.timeline.contradictions
            ()
        """
        from .notebook import drawable
        from .questions.record.chronicle import chronicle
        from .timeline import facts_in, speaker_meant, timeline

        facts = facts_in(self.store, self.case_named(case))
        unknown = sorted(set(standings) - {standing.value for standing in Standing})
        if unknown:
            raise UsageError(f"unknown standing {unknown[0]!r}; known: {', '.join(s.value for s in Standing)}")
        told = timeline(
            facts,
            account=speaker_meant(facts, account) if account else "",
            standings={Standing.INFERRED, *map(Standing, standings)},
            on=None if on is None else as_day(on),
            known=None if known is None else as_day(known),
        )
        return drawable(chronicle(self.view, told), self.view, as_day(on))

    def diff(
        self,
        first: "Graph | str | date",
        second: "str | date | None" = None,
        *,
        case: str | None = None,
        known: bool = False,
    ) -> "Difference":
        """What differs: from this version of a case to that of another graph, or between two days.

        Args:
            first: another graph, whose one case is the newer version; or the earlier day.
            second: the later day; today when left out.
            case: the case meant, when this graph holds several.
            known: for days: compare what was known on each, not what had happened.

        Examples:
            >>> import casegraph
            >>> changes = casegraph.load("avery-dassey").diff("2003-01-01", "2004-01-01").changes
            >>> [change.after for change in changes if change.thing == "avery-release-2003"]
            ['11 Sep 2003']
        """
        from .dates import When, in_words
        from .questions.record.changes import between_days, between_versions
        from .timeline import facts_in

        facts = facts_in(self.store, self.case_named(case))
        if isinstance(first, Graph):
            other = facts_in(first.store, first.case_named(None))
            return between_versions(facts, other, "versions", facts.title, other.title)
        days = as_day(first), as_day(second)
        if days[0] > days[1]:
            raise UsageError(f"the first day ({days[0]}) lies after the second ({days[1]})")
        if known:
            names = [f"what was known on {in_words(When.day(day))}" for day in days]
            return between_versions(facts.known_by(days[0]), facts.known_by(days[1]), "known", names[0], names[1])
        return between_days(self.view, facts, *days)

    def case_named(self, name: str | None = None) -> str:
        """The name of the one case meant: `name` where there is such a case; without one, the only case there is.

        Raises:
            NoSuchThing: no such case, with near misses.
            UsageError: no name is given and there are several cases.
        """
        if name and is_case_name(name) and self.store.query(_CASE_FILE, {"graph": case_graph(name)}).rows:
            return name
        some = self.store.pointing(expand(cg.CaseFile), RDF_TYPE, most=_MANY)
        own = list(self.titles()) if len(some) < _MANY else [local(file) for file in some]
        if name is not None:
            raise NoSuchThing("case", name, own, "casegraph list cases")
        if len(own) != 1:
            raise UsageError(f"name one case: {', '.join(sorted(own)[:6])}{' …' if len(own) > 6 else ''}")
        return own[0]

    def known(self, day: "str | date") -> "Graph":
        """The graph as it was known on a day: claims observed or published by then; see `casefile.known`.

        The authorities stay whole: the law is asked for a day with `on`, not by when somebody read it.

        Examples:
            >>> import casegraph
            >>> graph = casegraph.load("avery-dassey").known("2004-01-01")
            >>> graph.clemency("Steven Avery", "2004-01-01").value
            'moot'
        """
        from .records.known import known_by

        if self.stored:
            raise UsageError("what was known on a day is read from case files; a store holds no records")
        cases = [known_by(case, as_day(day), self.authorities) for case in self.cases]
        return Graph(cases, self.authorities, law=self.law)

    def _meant(self, name: str) -> str:
        """The thing or source a parameter names."""
        held = [iri for iri in self.store.named(fold(local(name))) if name in (iri, local(iri))]
        exact = [iri for iri in held if self.query(_IS_SOURCE, {"iri": iri}).rows]
        return exact[0] if len(exact) == 1 else self.find(name)

    def _spelled(self, sparql: str) -> None:
        """Refuse a term of the ontology that neither the ontology nor the store knows: no row could come of it."""
        from .store.spelling import unknown_terms, with_near

        for name in unknown_terms(sparql):
            if self.store.query(_USED, {"term": CG + name}).texts() != [("true",)]:
                raise StoreError(with_near(name))

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        engine: str = "oxigraph",
    ) -> "Table":
        """Answer a SPARQL query over cases, authorities and vocabulary; prefixes cg:, id:, rdfs:, … are implied.

        Args:
            sparql: the query; it only reads.
            bindings: variable → term, bound by value.
            timeout: seconds it may take; None for no limit.
            memory: megabytes it may take; None for no limit.
            engine: `oxigraph`, or `rdflib` for rdflib's own evaluator over the same store, which knows no limits.

        Raises:
            StoreError: it is wrong, refused, or over a limit; or it names a term of the ontology that there is not.

        Examples:
            >>> import casegraph
            >>> graph = casegraph.load("avery-dassey")
            >>> print(graph.query("SELECT (COUNT(?c) AS ?convictions) WHERE { ?c a cg:Conviction }"))
            convictions
            -----------
            8
        """
        from .queries.table import table

        self._spelled(sparql)
        evaluate = _engine(engine)
        limited = timeout is not None or memory is not None
        if evaluate and limited:
            raise UsageError("only the engine oxigraph keeps limits of time and memory")
        if evaluate:
            rows = evaluate(self.store, sparql, bindings or {})
        elif limited:
            rows = self.store.limited(sparql, bindings, timeout, memory)
        else:
            rows = self.store.query(sparql, bindings)
        return table(rows, self.store)

    def run(self, name: str, *, engine: str = "oxigraph", **values: Any) -> "Table":
        """Run a query of the catalogue; things may be given by name.

        Examples:
            >>> import casegraph
            >>> graph = casegraph.load("avery-dassey")
            >>> graph.run("victims-of", act="halbach-homicide").to_text().splitlines()[-1]
            'Teresa Halbach  Teresa Halbach  photographer'
        """
        from .queries.catalogue import named_query
        from .queries.table import table

        kinds = dict(named_query(name).params)
        iris = {key: self._meant(str(v)) if kinds.get(key, ("",))[0] == "IRI" else str(v) for key, v in values.items()}
        return table(run_named(self.store, name, iris, _engine(engine)), self.store)
