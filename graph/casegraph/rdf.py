"""Records as triples: established facts as plain triples, every claim as a node that describes without asserting.

No blank nodes, no clock, no set order: the same records give the same bytes. Each file is one named graph; a store
opened with the union of all graphs as default needs no GRAPH in a query.
"""

from collections.abc import Iterable, Iterator

from .case import Case, Claim, Literal, Source, Term
from .dates import When
from .evidence import Passage
from .vocabulary import EDTF, PREFIXES, RDF_TYPE, XSD, cg, content_id, fold, local, thing

__all__ = [
    "INDEX_GRAPH",
    "RECORD_CLASSES",
    "RECORD_PREDICATES",
    "SCHEMA_VERSION",
    "case_graph",
    "date_bounds",
    "index_quads",
    "name_node",
    "nquads",
    "said_node",
    "word_node",
]

RDF, RDFS, OA = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["oa"]
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
Triple = tuple[str, str, Term]


def case_graph(name: str) -> str:
    """The IRI of the named graph that holds the file called `name`."""
    return thing(f"graph/{name}")


def nquads(cases: Iterable[Case]) -> list[str]:
    """The quads of `cases`, one N-Quads line each, sorted, without a newline.

    Examples:
        >>> from .case import Case
        >>> len(nquads([Case("empty", "An empty case", (), ())]))
        2
    """
    lines: set[str] = set()
    for case in cases:
        graph = case_graph(case.name)
        lines.update(f"<{s}> <{p}> {_term(o)} <{graph}> ." for s, p, o in _triples(case, graph))
    return sorted(lines)


SCHEMA_VERSION = "1"
"""Changes when a store built by an older version could not be read as this version reads one."""
INDEX_GRAPH = thing("graph/index")
"""The graph a store keeps its index in: what a look-up needs and no reader does."""
RECORD_CLASSES = frozenset(cg(name) for name in ("CaseFile", "Source", "Article", "Claim", "Passage"))
RECORD_PREDICATES = frozenset({
    *(RDF + name for name in ("subject", "predicate", "object")),
    *(cg(name) for name in ("source", "speaker", "reportedBy", "standing", "passage", "conflictsWith", "comparesWith")),
    OA + "hasSource",
})  # fmt: skip
"""Classes and links that records about facts have in plain triples; every other plain triple is an asserted claim."""
_ANY_URI = XSD + "anyURI"
_NAMES = {RDFS + "label", cg("alsoKnownAs"), cg("shortLabel")}


def index_quads(cases: Iterable[Case]) -> list[str]:
    """The index of `cases` as sorted N-Quads lines: schema version, folded names, their words, what is only said.

    A store holds it beside `nquads`, so that no look-up reads every name or every edge of a hub. It names things and
    claims by xsd:anyURI values, so that who asks for all that is said of a thing, or points to it, does not meet it.
    """
    lines = {f"<{INDEX_GRAPH}> <{cg('schemaVersion')}> {_term(Literal(SCHEMA_VERSION))} <{INDEX_GRAPH}> ."}
    for case in cases:
        lines.update(f"<{s}> <{p}> {_term(o)} <{INDEX_GRAPH}> ." for s, p, o in _index(case))
    return sorted(lines)


def said_node(predicate: str, value: str) -> str:
    """The index node of claims that are not asserted, by property and object: finds them without reading all that
    name the object."""
    return thing("said/" + content_id(predicate, value))


def name_node(key: str) -> str:
    """The index node of a folded name.

    Examples:
        >>> name_node("steven avery")
        'https://w3id.org/casegraph/id/name/steven_avery'
    """
    return thing("name/" + key.replace(" ", "_"))


def word_node(word: str) -> str:
    """The index node of one word of folded names."""
    return thing("word/" + word)


def _index(case: Case) -> Iterator[Triple]:
    names = {source.iri: {source.label} for source in case.sources}
    for claim in case.claims:
        held = names.setdefault(claim.subject, set())
        if isinstance(claim.object, Literal):
            if claim.predicate in _NAMES:
                held.add(claim.object.value)
        elif not claim.standing.asserted:
            yield said_node(claim.predicate, claim.object), cg("saidBy"), Literal(claim.iri, _ANY_URI)
    for iri, texts in names.items():
        keys = {key for text in (local(iri), *texts) if (key := fold(text))}
        found = Literal(iri, _ANY_URI)
        yield from ((name_node(key), cg("nameOf"), found) for key in keys)
        yield from ((word_node(word), cg("wordOf"), found) for word in {w for key in keys for w in key.split()})


def date_bounds(predicate: str, when: When) -> Iterator[tuple[str, Literal]]:
    """First and last possible day of a date, as (property IRI, xsd:date)."""
    for suffix, day in (("Earliest", when.earliest), ("Latest", when.latest)):
        if day is not None:
            yield predicate + suffix, Literal(day.isoformat(), XSD + "date")


def _triples(case: Case, graph: str) -> Iterator[Triple]:
    yield graph, RDF_TYPE, cg("CaseFile")
    yield graph, RDFS + "label", Literal(case.title)
    if case.about:
        yield graph, cg("note"), Literal(case.about)
    for source in case.sources:
        yield from _source(source)
    for claim in case.claims:
        if claim.standing.asserted:
            yield claim.subject, claim.predicate, claim.object
            if isinstance(claim.object, Literal) and claim.object.datatype == EDTF:
                for predicate, day in date_bounds(claim.predicate, When.parse(claim.object.value)):
                    yield claim.subject, predicate, day
        yield from _claim(claim)


_SOURCE_TYPES = {"url": _ANY_URI, "published": EDTF, "read": EDTF}


def _source(source: Source) -> Iterator[Triple]:
    yield source.iri, RDF_TYPE, cg("Source")
    if source.get("kind") == "article":
        yield source.iri, RDF_TYPE, cg("Article")
    yield source.iri, RDFS + "label", Literal(source.label)
    for key, value in source.facts:
        name = "sourceKind" if key == "kind" else key
        yield source.iri, cg(name), Literal(value, _SOURCE_TYPES.get(key, XSD + "string"))


def _claim(claim: Claim) -> Iterator[Triple]:
    node = claim.iri
    yield node, RDF_TYPE, cg("Claim")
    yield node, RDF + "subject", claim.subject
    yield node, RDF + "predicate", claim.predicate
    yield node, RDF + "object", claim.object
    yield node, cg("standing"), cg(claim.standing.value.capitalize())
    yield node, cg("claimKind"), Literal(claim.kind)
    for source in claim.sources:
        yield node, cg("source"), source
    for other in claim.conflicts:
        yield node, cg("conflictsWith"), other
    for other in claim.compares:
        yield node, cg("comparesWith"), other
    for other in claim.supersedes:
        yield node, cg("supersedes"), other
    for other in claim.retracts:
        yield node, cg("retracts"), other
    if claim.stood is not None:
        yield node, cg("stoodAs"), cg(claim.stood.value.capitalize())
    for premise in claim.premises:
        yield node, cg("premise"), premise
    texts = (("says", claim.says), ("note", claim.note), ("claimId", claim.name), ("inferenceRule", claim.rule))
    for key, text in texts:
        if text:
            yield node, cg(key), Literal(text)
    if claim.observed:
        yield node, cg("observed"), Literal(claim.observed, EDTF)
    review = claim.review
    for key, text in (("reviewStatus", review.status), ("slot", review.slot), ("confidence", review.confidence),
                      ("reviewer", review.reviewer)):  # fmt: skip
        if text:
            yield node, cg(key), Literal(text)
    if review.reviewed:
        yield node, cg("reviewed"), Literal(review.reviewed, EDTF)
    if isinstance(claim.object, Literal) and claim.object.datatype == EDTF:
        yield from ((node, p, day) for p, day in date_bounds(cg("object"), When.parse(claim.object.value)))
    yield from _attribution(claim)
    for passage in claim.passages:
        yield from _passage(node, passage)


def _attribution(claim: Claim) -> Iterator[Triple]:
    if not claim.speakers:
        return
    *reporters, speaker = claim.speakers
    yield claim.iri, cg("speaker"), speaker
    for reporter in reporters:
        yield claim.iri, cg("reportedBy"), reporter
    yield claim.iri, cg("speakerChain"), Literal(" > ".join(local(iri) for iri in claim.speakers))
    yield claim.iri, cg("hearsayDepth"), Literal(str(len(reporters)), XSD + "integer")


def _passage(claim: str, passage: Passage) -> Iterator[Triple]:
    node = thing("passage/" + content_id(passage.source, str(passage.start), str(passage.end)))
    yield claim, cg("passage"), node
    yield node, RDF_TYPE, cg("Passage")
    yield node, OA + "hasSource", passage.source
    yield node, OA + "start", Literal(str(passage.start), XSD + "nonNegativeInteger")
    yield node, OA + "end", Literal(str(passage.end), XSD + "nonNegativeInteger")
    if passage.quote:
        yield node, cg("openingWords"), Literal(passage.quote)
    if passage.digest:
        yield node, cg("spanDigest"), Literal(passage.digest)


def _term(term: Term) -> str:
    if isinstance(term, str):
        return f"<{term}>"
    value = term.value.translate(_ESCAPES)
    return f'"{value}"' if term.datatype == XSD + "string" else f'"{value}"^^<{term.datatype}>'
