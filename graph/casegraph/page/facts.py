"""What the page rests on: the claims about the things of a case, and the documents behind them, numbered.

The numbers of the answer come first and stay as they are, so that [3] means the same on the page and in the terminal;
the documents only the rest of the page cites follow in the order of their first use.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ..dates import NotADate, When, in_words
from ..questions.clemency.answer import Answer
from ..rdf import case_graph
from ..records.claim import Literal, Term
from ..store import Store
from ..view import Backing, CaseView, backing, label
from ..vocabulary import EDTF, ID, local, shorten
from ..words import spaced, visible

__all__ = ["Document", "Facts", "Said", "gather"]

_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?standing ?says ?note WHERE {
  %s ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; cg:standing ?standing .
  OPTIONAL { ?claim cg:says ?says } OPTIONAL { ?claim cg:note ?note }
} ORDER BY ?subject ?predicate ?claim"""
_SUBJECTS = "SELECT DISTINCT ?subject WHERE { VALUES ?claim { %s } ?claim rdf:subject ?subject } ORDER BY ?subject"
_CONFLICTS = "SELECT ?one ?other WHERE { ?one cg:conflictsWith ?other } ORDER BY ?one ?other"
_DOCUMENTS = """
SELECT ?source ?kind ?publisher ?published ?read WHERE { VALUES ?source { %s }
  OPTIONAL { ?source cg:sourceKind ?kind } OPTIONAL { ?source cg:publisher ?publisher }
  OPTIONAL { ?source cg:published ?published } OPTIONAL { ?source cg:read ?read }
} ORDER BY ?source"""
_TITLE = "SELECT ?title ?about WHERE { <%s> rdfs:label ?title OPTIONAL { <%s> cg:note ?about } }"


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as the page shows it: `value` is its object in words, `target` the IRI when it is a thing."""

    claim: str
    subject: str
    predicate: str
    value: str
    target: str
    standing: str
    says: str
    note: str

    @property
    def firm(self) -> bool:
        """Is it established, or inferred from what is?"""
        return self.standing in ("established", "inferred")


@dataclass(frozen=True, slots=True)
class Document:
    """A source of the list below the figures."""

    number: int
    iri: str
    label: str
    url: str
    about: tuple[str, ...]


@dataclass
class Facts:
    """The claims of a page and the documents behind them.

    Attributes:
        view: the graph.
        case: the name of the case.
        title, about: what a reader calls it; one or two sentences, or "".
        claims: every claim, by subject.
        behind: claim → the sources and passages behind it.
        numbers: IRI of a source → its number, in the order they are given out.
        names: IRI of a thing → what a reader calls it.
        conflicts: claim → the claims it cannot hold together with.
    """

    view: CaseView
    case: str
    title: str
    about: str
    claims: dict[str, list[Said]]
    behind: dict[str, list[Backing]]
    numbers: dict[str, int]
    names: dict[str, str]
    conflicts: dict[str, list[str]]
    known: dict[str, tuple[str, str]] = field(default_factory=dict)

    def cite(self, sources: Iterable[tuple[str, str, str]]) -> tuple[int, ...]:
        """The numbers of these documents (IRI, label, address), given out where they are new."""
        found = []
        for iri, name, url in sources:
            self.known.setdefault(iri, (name, url))
            found.append(self.numbers.setdefault(iri, len(self.numbers) + 1))
        return tuple(sorted(set(found)))

    def cited(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the documents behind `claims`."""
        claims = list(claims)
        lacking = [claim for claim in claims if claim not in self.behind]
        for row in backing(self.view, lacking):
            self.behind.setdefault(row.claim, []).append(row)
        return self.cite((row.source, row.label, row.url) for claim in claims for row in self.behind.get(claim, ()))

    def name(self, iri: str) -> str:
        """What a reader calls a thing."""
        return self.names.get(iri) or label(self.view, iri)

    def firm_name(self, iri: str) -> bool:
        """Is the thing's name a fact, not only somebody's word?"""
        named = [said for said in self.claims.get(iri, ()) if said.predicate == "rdfs:label"]
        return not named or any(said.firm for said in named)

    @cached_property
    def rows(self) -> frozenset[str]:
        """Every claim that has a row of its own: all but the firm ones that name a thing or its kind."""
        heads = ("rdfs:label", "rdf:type")
        every = (said for group in self.claims.values() for said in group)
        return frozenset(said.claim for said in every if not (said.firm and said.predicate in heads))

    @cached_property
    def short(self) -> dict[str, str]:
        """Short id of a thing → what a reader calls it, for chains of attribution."""
        return {local(iri): name for iri, name in self.names.items()}

    def number_of(self, name: str) -> int:
        """The number of the cited document of this short id; 0 when there is none."""
        return next((number for iri, number in self.numbers.items() if local(iri) == name), 0)

    @cached_property
    def documents(self) -> list[Document]:
        """The list of sources, once everything has been cited."""
        assert self.view.store is not None
        told: dict[str, tuple[str, ...]] = {}
        for iri, kind, publisher, published, read in self.view.store.query(_DOCUMENTS % _listed(self.numbers)).texts():
            day = f"read {_day(read)}" if read else ""
            told.setdefault(iri, tuple(text for text in (kind, publisher, _day(published), day) if text))
        return [Document(n, iri, *self.known[iri], told.get(iri, ())) for iri, n in self.numbers.items()]


def gather(view: CaseView, case: str, answer: Answer | None, drawn: Iterable[str] = ()) -> Facts:
    """The claims about every thing of the case `case`, of the answer and of the figures, with their backing.

    Args:
        view: the graph.
        case: name of the case.
        answer: what `ask` or `clemency` gave, or None.
        drawn: IRIs of further things that are shown.
    """
    store = view.store
    assert store is not None
    graph = case_graph(case)
    wanted = {*drawn}
    if answer is not None:
        wanted |= {end for one in answer.convictions for walked in one.steps for end in (walked.start, walked.end)}
        wanted |= {a.office for one in answer.convictions for a in (*one.holders, *one.disputed, *one.excluded)}
        wanted |= (
            {row[0] for row in store.query(_SUBJECTS % _listed(answer.because)).texts()} if answer.because else set()
        )
    rows = list(store.query(_CLAIMS % f"GRAPH <{graph}> {{ ?claim a cg:Claim }}").rows)
    rows += store.query(_CLAIMS % f"VALUES ?subject {{ {_listed(sorted(wanted))} }}").rows if wanted else ()
    claims, names = _sorted(view, rows)
    behind: dict[str, list[Backing]] = {}
    for row in backing(view, [said.claim for group in claims.values() for said in group]):
        behind.setdefault(row.claim, []).append(row)
    title, about = next(iter(store.query(_TITLE % (graph, graph)).texts()), ("", ""))
    numbers = {source.source: n for n, source in enumerate(answer.sources, 1)} if answer else {}
    known = {source.source: (source.label, source.url) for source in answer.sources} if answer else {}
    return Facts(view, case, title or case, about, claims, behind, numbers, names, _conflicts(store), known)


def _sorted(view: CaseView, rows: Iterable[tuple[Term | None, ...]]) -> tuple[dict[str, list[Said]], dict[str, str]]:
    found: dict[str, dict[str, Said]] = {}
    names: dict[str, str] = {}
    rows = list(rows)
    for _, subject, predicate, value, standing, *_ in rows:
        if shorten(str(predicate)) == "rdfs:label" and isinstance(value, Literal):
            firm = local(str(standing)) in ("Established", "Inferred")
            names[str(subject)] = value.value if firm else names.get(str(subject), value.value)
    for claim, subject, predicate, value, standing, says, note in rows:
        assert value is not None
        target = value if isinstance(value, str) and value.startswith(ID) else ""
        said = Said(str(claim), str(subject), shorten(str(predicate)), _shown(view, value, names), target,
                    local(str(standing)).lower(), _text(says), _text(note))  # fmt: skip
        found.setdefault(said.subject, {}).setdefault(said.claim, said)
    return {subject: list(group.values()) for subject, group in sorted(found.items())}, names


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else term or ""


def _shown(view: CaseView, value: Term, names: dict[str, str]) -> str:
    """The object of a claim in words."""
    if isinstance(value, str):
        if value.startswith(ID):
            return names.get(value) or label(view, value)
        short = shorten(value)
        return spaced(short).lower() if short != value else value
    return _day(value.value) if value.datatype == EDTF else visible(value.value)


def _day(text: str) -> str:
    try:
        return in_words(When.parse(text)) if text else ""
    except NotADate:
        return text


def _conflicts(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in store.query(_CONFLICTS).texts():
        found.setdefault(one, []).append(other)
    return found


def _listed(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)
