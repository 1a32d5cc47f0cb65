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
from ..records.claim import Claim, Source, Term
from ..view import Backing, CaseView, backing, backing_of, label
from ..vocabulary import EDTF, ID, local, shorten
from ..words import spaced, visible

__all__ = ["CitedDocument", "ClaimRow", "PageFacts", "gather"]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as the page shows it: `value` is its object in words, `target` the IRI when it is a thing."""

    record: Claim
    value: str
    target: str

    @property
    def asserted(self) -> bool:
        """Is it established, or inferred from what is?"""
        return self.record.standing.asserted


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A source of the list below the figures."""

    number: int
    iri: str
    label: str
    url: str
    about: tuple[str, ...]


@dataclass
class PageFacts:
    """The claims of a page and the documents behind them.

    Attributes:
        view: the graph.
        case: the name of the case.
        title, about: what a reader calls it; one or two sentences, or "".
        claims: every claim, by subject.
        behind: claim → the sources and passages behind it.
        numbers: IRI of a source → its number, in the order they are given out.
        names: IRI of a thing → what a reader calls it.
    """

    view: CaseView
    case: str
    title: str
    about: str
    claims: dict[str, list[ClaimRow]]
    behind: dict[str, list[Backing]]
    numbers: dict[str, int]
    names: dict[str, str]
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
        named = [said for said in self.claims.get(iri, ()) if said.record.key == "rdfs:label"]
        return not named or any(said.asserted for said in named)

    @cached_property
    def rows(self) -> frozenset[str]:
        """Every claim that has a row of its own: all but the firm ones that name a thing or its kind."""
        heads = ("rdfs:label", "rdf:type")
        every = (said for group in self.claims.values() for said in group)
        return frozenset(said.record.iri for said in every if not (said.asserted and said.record.key in heads))

    @cached_property
    def short(self) -> dict[str, str]:
        """Short id of a thing → what a reader calls it, for chains of attribution."""
        return {local(iri): name for iri, name in self.names.items()}

    def number_of(self, name: str) -> int:
        """The number of the cited document of this short id; 0 when there is none."""
        return next((number for iri, number in self.numbers.items() if local(iri) == name), 0)

    @cached_property
    def documents(self) -> list[CitedDocument]:
        """The list of sources, once everything has been cited."""
        assert self.view.store is not None
        known = {source.iri: source for source in self.view.store.sources(self.numbers)}
        return [CitedDocument(n, iri, *self.known[iri], _about(known.get(iri))) for iri, n in self.numbers.items()]


def _about(source: Source | None) -> tuple[str, ...]:
    """What the list of sources says of a document, in words."""
    if source is None:
        return ()
    read = _day(source.get("read"))
    told = (source.get("kind"), source.get("publisher"), _day(source.get("published")), read and f"read {read}")
    return tuple(text for text in told if text)


def gather(view: CaseView, case: str, answer: Answer | None, drawn: Iterable[str] = ()) -> PageFacts:
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
        wanted |= {claim.subject for claim in store.claims(iris=answer.because)}
    found = [*sorted(store.claims(case=case), key=_order), *sorted(store.claims(about=sorted(wanted)), key=_order)]
    claims, names = _rows(view, found)
    cited = {iri for claim in found for iri in claim.sources}
    about = {source.iri: source for source in store.sources({graph, *cited})}
    behind = {claim.iri: list(backing_of(claim, about)) for claim in found}
    file = about.get(graph) or Source(graph, case)
    numbers = {source.source: n for n, source in enumerate(answer.sources, 1)} if answer else {}
    known = {source.source: (source.label, source.url) for source in answer.sources} if answer else {}
    return PageFacts(view, case, file.label, file.get("note"), claims, behind, numbers, names, known)


def _order(claim: Claim) -> tuple[str, str]:
    return claim.subject, claim.predicate


def _rows(view: CaseView, claims: Iterable[Claim]) -> tuple[dict[str, list[ClaimRow]], dict[str, str]]:
    """The claims by subject, and what each thing is called."""
    found: dict[str, dict[str, Claim]] = {}
    names: dict[str, str] = {}
    for claim in claims:
        found.setdefault(claim.subject, {}).setdefault(claim.iri, claim)
        if claim.key == "rdfs:label":
            names[claim.subject] = claim.text if claim.standing.asserted else names.get(claim.subject, claim.text)
    return {
        subject: [ClaimRow(claim, _shown(view, claim.object, names), _target(claim)) for claim in group.values()]
        for subject, group in sorted(found.items())
    }, names


def _target(claim: Claim) -> str:
    return claim.object if isinstance(claim.object, str) and claim.object.startswith(ID) else ""


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
