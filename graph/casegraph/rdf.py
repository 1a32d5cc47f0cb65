"""Records as triples and back: established facts as plain triples, every claim as a node that does not assert.

No blank nodes, no clock, no set order: the same records give the same bytes. Each file is one named graph; a store
opened with the union of all graphs as default needs no GRAPH in a query.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import cg
from .dates import When
from .errors import StoreError
from .records.claim import NOT_REVIEWED, Case, Claim, Literal, Review, Source, Term
from .records.passage import Passage
from .vocabulary import CG, EDTF, PREFIXES, RDF_TYPE, XSD, Standing, content_id, expand, fold, local, shorten, thing

__all__ = [
    "INDEX_GRAPH",
    "NAME_PREDICATES",
    "RECORD_CLASSES",
    "RECORD_PREDICATES",
    "SCHEMA_VERSION",
    "case_graph",
    "claims_from",
    "date_bounds",
    "index_of",
    "index_quads",
    "is_case_name",
    "name_node",
    "names_of",
    "nquads",
    "quads_of",
    "said_node",
    "sources_from",
    "supposed_quads",
    "word_node",
    "written",
]

RDF, RDFS, OA = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["oa"]
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_SPECIAL = re.compile(r'[\\"\n\r]')
Triple = tuple[str, str, Term]


def case_graph(name: str) -> str:
    """The IRI of the named graph that holds the file called `name`."""
    return thing(f"graph/{name}")


def is_case_name(text: str) -> bool:
    """Could this text name a case? Nothing else may reach a query as part of an IRI.

    Examples:
        >>> is_case_name("avery-dassey"), is_case_name("two words"), is_case_name("")
        (True, False, False)
    """
    return bool(text) and all(char.isalnum() or char in "-_." for char in text)


def nquads(cases: Iterable[Case]) -> list[str]:
    """The quads of `cases`, one N-Quads line each, sorted, without a newline.

    Examples:
        >>> from .records.claim import Case
        >>> len(nquads([Case("empty", "An empty case", (), ())]))
        2
    """
    return sorted({line for case in cases for line in quads_of(case)})


def quads_of(case: Case) -> Iterator[str]:
    """The quads of one case as N-Quads lines, in no order; one may come twice."""
    graph = case_graph(case.name)
    end = f" <{graph}> ."
    for s, p, o in _head(case, graph):
        yield f"<{s}> <{p}> {written(o)}{end}"
    for claim in case.claims:
        yield from _claim(claim, end)


def supposed_quads(cases: Iterable[Case]) -> list[str]:
    """The plain triples of what one source alone says, as sorted N-Quads lines in a graph of their own.

    They are no part of `nquads`: who asks what would hold if every such source were right loads them beside it.
    """
    end, found = f" <{thing('graph/if-attributed')}> .", set()
    for claim in (claim for case in cases for claim in case.claims):
        if claim.standing is not Standing.ATTRIBUTED or claim.kind != "fact" or claim.review.status == "candidate":
            continue
        found.add(f"<{claim.subject}> <{claim.predicate}> {written(claim.object)}{end}")
        if isinstance(claim.object, Literal) and claim.object.datatype == EDTF:
            bounds = date_bounds(claim.predicate, When.parse(claim.object.value))
            found |= {f"<{claim.subject}> <{bound}> {written(day)}{end}" for bound, day in bounds}
    return sorted(found)


SCHEMA_VERSION = "1"
"""Changes when a store built by an older version could not be read as this version reads one."""
INDEX_GRAPH = thing("graph/index")
"""The graph a store keeps its index in: what a look-up needs and no reader does."""
RECORD_CLASSES = frozenset(CG + name for name in ("CaseFile", "Source", "Article", "Claim", "Passage"))
RECORD_PREDICATES = frozenset({
    *(RDF + name for name in ("subject", "predicate", "object")),
    *(CG + name for name in ("source", "speaker", "reportedBy", "standing", "passage")),
    *(CG + name for name in ("conflictsWith", "comparesWith")),
    OA + "hasSource",
})  # fmt: skip
"""Classes and links that records about facts have in plain triples; every other plain triple is an asserted claim."""
_ANY_URI = XSD + "anyURI"
_IS_URI = f"^^<{_ANY_URI}>"
_SAID_BY, _NAME_OF, _WORD_OF = (f"<{CG + name}>" for name in ("saidBy", "nameOf", "wordOf"))
_SUBJECT, _PREDICATE, _OBJECT = (f"<{RDF}{name}>" for name in ("subject", "predicate", "object"))
_SOURCE, _CLAIM_KIND = (f"<{CG + name}>" for name in ("source", "claimKind"))
_A_CLAIM = f"<{RDF_TYPE}> <{expand(cg.Claim)}>"
_STANDING = {each: f"<{expand(cg.standing)}> <{CG + each.value.capitalize()}>" for each in Standing}
NAME_PREDICATES = frozenset({RDFS + "label", expand(cg.alsoKnownAs), expand(cg.shortLabel)})
"""Properties whose values are names of a thing, for look-ups."""


def index_quads(cases: Iterable[Case]) -> list[str]:
    """The index of `cases` as sorted N-Quads lines: schema version, folded names, their words, what is only said.

    A store holds it beside `nquads`, so that no look-up reads every name or every edge of a hub. It names things and
    claims by xsd:anyURI values, so that who asks for all that is said of a thing, or points to it, does not meet it.
    """
    version = f"<{INDEX_GRAPH}> <{expand(cg.schemaVersion)}> {written(Literal(SCHEMA_VERSION))} <{INDEX_GRAPH}> ."
    return sorted({version, *(line for case in cases for line in index_of(case))})


def index_of(case: Case) -> Iterator[str]:
    """The index of one case as N-Quads lines, in no order and without the schema version."""
    end = f" <{INDEX_GRAPH}> ."
    for subject, predicate, iri in _index(case):
        yield f'<{subject}> {predicate} "{iri}"{_IS_URI}{end}'


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


def names_of(cases: Iterable[Case]) -> dict[str, set[str]]:
    """Every thing and document of the cases, and every case itself → the folded forms of its names and its id."""
    names: dict[str, set[str]] = {}
    for case in cases:
        names.setdefault(case_graph(case.name), set()).add(case.title)
        for source in case.sources:
            names.setdefault(source.iri, set()).add(source.label)
        for claim in case.claims:
            held = names.setdefault(claim.subject, set())
            if claim.predicate in NAME_PREDICATES and isinstance(claim.object, Literal):
                held.add(claim.object.value)
    return {iri: {key for text in (local(iri), *held) if (key := fold(text))} for iri, held in names.items()}


def _index(case: Case) -> Iterator[tuple[str, str, str]]:
    for claim in case.claims:
        if isinstance(claim.object, str) and not claim.standing.asserted:
            yield said_node(claim.predicate, claim.object), _SAID_BY, claim.iri
    for iri, keys in names_of([case]).items():
        for key in keys:
            yield name_node(key), _NAME_OF, iri
        for word in {word for key in keys for word in key.split()}:
            yield word_node(word), _WORD_OF, iri


def date_bounds(predicate: str, when: When) -> Iterator[tuple[str, Literal]]:
    """First and last possible day of a date, as (property IRI, xsd:date)."""
    for suffix, day in (("Earliest", when.earliest), ("Latest", when.latest)):
        if day is not None:
            yield predicate + suffix, Literal(day.isoformat(), XSD + "date")


def _head(case: Case, graph: str) -> Iterator[Triple]:
    yield graph, RDF_TYPE, expand(cg.CaseFile)
    yield graph, RDFS + "label", Literal(case.title)
    if case.about:
        yield graph, expand(cg.note), Literal(case.about)
    for source in case.sources:
        yield from _source(source)


_SOURCE_TYPES = {"url": _ANY_URI, "published": EDTF, "read": EDTF}


def _source(source: Source) -> Iterator[Triple]:
    yield source.iri, RDF_TYPE, expand(cg.Source)
    if source.get("kind") == "article":
        yield source.iri, RDF_TYPE, expand(cg.Article)
    yield source.iri, RDFS + "label", Literal(source.label)
    for key, value in source.facts:
        name = "sourceKind" if key == "kind" else key
        yield source.iri, CG + name, Literal(value, _SOURCE_TYPES.get(key, XSD + "string"))


def _claim(claim: Claim, end: str) -> Iterator[str]:
    """The statement itself where it is asserted, and the record that it is claimed.

    Written as lines at once, because nine in ten quads of a store come from here.
    """
    subject, predicate, term = f"<{claim.subject}>", f"<{claim.predicate}>", written(claim.object)
    node, asserted = f"<{claim.iri}>", claim.standing.asserted
    if asserted:
        yield f"{subject} {predicate} {term}{end}"
    yield f"{node} {_A_CLAIM}{end}"
    yield f"{node} {_SUBJECT} {subject}{end}"
    yield f"{node} {_PREDICATE} {predicate}{end}"
    yield f"{node} {_OBJECT} {term}{end}"
    yield f"{node} {_STANDING[claim.standing]}{end}"
    yield f"{node} {_CLAIM_KIND} {written(Literal(claim.kind))}{end}"
    for source in claim.sources:
        yield f"{node} {_SOURCE} <{source}>{end}"
    if isinstance(claim.object, Literal) and claim.object.datatype == EDTF:
        for bound, day in date_bounds("", When.parse(claim.object.value)):
            yield f"{node} <{CG}object{bound}> {written(day)}{end}"
            if asserted:
                yield f"{subject} <{claim.predicate}{bound}> {written(day)}{end}"
    for s, p, o in _said(claim):
        yield f"<{s}> <{p}> {written(o)}{end}"


def _said(claim: Claim) -> Iterator[Triple]:
    """What only some claims have: links to others, words, review, attribution, passages."""
    node = claim.iri
    links = (("conflictsWith", claim.conflicts), ("comparesWith", claim.compares), ("supersedes", claim.supersedes),
             ("retracts", claim.retracts), ("premise", claim.premises))  # fmt: skip
    for key, others in links:
        for other in others:
            yield node, CG + key, other
    if claim.stood is not None:
        yield node, expand(cg.stoodAs), CG + claim.stood.value.capitalize()
    texts = (("says", claim.says), ("note", claim.note), ("claimId", claim.name), ("inferenceRule", claim.rule))
    for key, text in texts:
        if text:
            yield node, CG + key, Literal(text)
    if claim.observed:
        yield node, expand(cg.observed), Literal(claim.observed, EDTF)
    if claim.review is not NOT_REVIEWED:
        yield from _review(node, claim.review)
    yield from _attribution(claim)
    for passage in claim.passages:
        yield from _passage(node, passage)


def _review(node: str, review: Review) -> Iterator[Triple]:
    for key, text in (("reviewStatus", review.status), ("slot", review.slot), ("confidence", review.confidence),
                      ("reviewer", review.reviewer)):  # fmt: skip
        if text:
            yield node, CG + key, Literal(text)
    if review.reviewed:
        yield node, expand(cg.reviewed), Literal(review.reviewed, EDTF)


def _attribution(claim: Claim) -> Iterator[Triple]:
    if not claim.speakers:
        return
    *reporters, speaker = claim.speakers
    yield claim.iri, expand(cg.speaker), speaker
    for reporter in reporters:
        yield claim.iri, expand(cg.reportedBy), reporter
    yield claim.iri, expand(cg.speakerChain), Literal(" > ".join(local(iri) for iri in claim.speakers))
    yield claim.iri, expand(cg.hearsayDepth), Literal(str(len(reporters)), XSD + "integer")


def _passage(claim: str, passage: Passage) -> Iterator[Triple]:
    node = thing("passage/" + content_id(passage.source, str(passage.start), str(passage.end)))
    yield claim, expand(cg.passage), node
    yield node, RDF_TYPE, expand(cg.Passage)
    yield node, OA + "hasSource", passage.source
    yield node, OA + "start", Literal(str(passage.start), XSD + "nonNegativeInteger")
    yield node, OA + "end", Literal(str(passage.end), XSD + "nonNegativeInteger")
    if passage.quote:
        yield node, expand(cg.openingWords), Literal(passage.quote)
    if passage.digest:
        yield node, expand(cg.spanDigest), Literal(passage.digest)


def written(term: Term) -> str:
    """A term as N-Triples write it.

    Examples:
        >>> written(Literal('a "b"')), written("https://example.org/x")
        ('"a \\\\"b\\\\""', '<https://example.org/x>')
    """
    if isinstance(term, str):
        return f"<{term}>"
    value = term.value.translate(_ESCAPES) if _SPECIAL.search(term.value) else term.value
    return f'"{value}"' if term.datatype == XSD + "string" else f'"{value}"^^<{term.datatype}>'


_Held = Mapping[str, list[Term]]
"""Property IRI → its values at one node, sorted."""
_LINKS = {CG + key: field for key, field in (
    ("source", "sources"), ("conflictsWith", "conflicts"), ("comparesWith", "compares"),
    ("supersedes", "supersedes"), ("retracts", "retracts"), ("premise", "premises"),
)}  # fmt: skip
_TEXTS = {CG + key: field for key, field in (
    ("claimKind", "kind"), ("says", "says"), ("note", "note"), ("claimId", "name"), ("inferenceRule", "rule"),
    ("observed", "observed"),
)}  # fmt: skip
_REVIEW = ("reviewStatus", "slot", "confidence", "reviewer", "reviewed")
_SOURCE_KIND = CG + "sourceKind"
_STANDS = {CG + each.value.capitalize(): each for each in Standing}


def claims_from(triples: Iterable[Triple]) -> Iterator[Claim]:
    """The claims that triples describe, by IRI: the way back from `quads_of`.

    A claim keeps the IRI of its node; its sources and links come sorted. Claims have no place in a file.

    Args:
        triples: all that is said of the claims' nodes and of their passages; other triples are passed over.

    Raises:
        StoreError: a node is not a whole claim.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("derek-chauvin")
        >>> back = claims_from(graph.store.query("SELECT ?s ?p ?o { ?s ?p ?o }").rows)
        >>> {claim.iri for claim in back} >= {claim.iri for claim in graph.cases[0].claims}
        True
    """
    nodes = _by_node(triples)
    return (_claim_from(iri, held, nodes) for iri, held in sorted(nodes.items()) if RDF + "subject" in held)


def sources_from(triples: Iterable[Triple]) -> list[Source]:
    """The documents that triples describe, sorted by IRI; a case file is one, with its title as label and its `note`.

    Args:
        triples: all that is said of each document.
    """
    nodes, kinds = _by_node(triples), {expand(cg.Source), expand(cg.CaseFile)}
    known = {iri: held for iri, held in nodes.items() if not kinds.isdisjoint(held.get(RDF_TYPE, ()))}
    return [_source_from(iri, held) for iri, held in sorted(known.items())]


def _by_node(triples: Iterable[Triple]) -> dict[str, dict[str, list[Term]]]:
    nodes: dict[str, dict[str, dict[Term, None]]] = {}
    for subject, predicate, value in triples:
        nodes.setdefault(subject, {}).setdefault(predicate, {})[value] = None  # several graphs may say the same
    return {node: {key: sorted(found, key=_text) if len(found) > 1 else list(found) for key, found in held.items()}
            for node, held in nodes.items()}  # fmt: skip


def _claim_from(iri: str, held: _Held, nodes: Mapping[str, _Held]) -> Claim:
    try:
        subject, predicate, term = (held[RDF + key][0] for key in ("subject", "predicate", "object"))
        standing = max((_STANDS[_text(each)] for each in held[expand(cg.standing)]), key=list(Standing).index)
    except KeyError as error:
        raise StoreError(f"{iri} is not a whole claim: it has no {shorten(_text(error.args[0]))}") from error
    more: dict[str, Any] = {field: _text(held[key][0]) for key, field in _TEXTS.items() if key in held}
    more |= {field: tuple(map(_text, held[key])) for key, field in _LINKS.items() if key in held}
    if CG + "stoodAs" in held:
        more["stood"] = _STANDS[_text(held[CG + "stoodAs"][0])]
    if any(CG + key in held for key in _REVIEW):
        more["review"] = Review(*(_first(held, CG + key) for key in _REVIEW))
    spans = (nodes[_text(node)] for node in held.get(expand(cg.passage), ()))
    passages = sorted(map(_passage_from, spans), key=lambda span: (span.source, span.start, span.end))
    claim = Claim(_text(subject), _text(predicate), term, standing, more.pop("sources", ()), _speakers_from(held),
                  tuple(passages), **more)  # fmt: skip
    object.__setattr__(claim, "_iri", iri)  # derived from the sources in the order of the file, which triples lack
    return claim


def _speakers_from(held: _Held) -> tuple[str, ...]:
    """The chain of attribution; the order of its reporters stands only in the chain of short ids."""
    heard = [_text(each) for key in (cg.speaker, cg.reportedBy) for each in held.get(expand(key), ())]
    if len(heard) < 2:
        return tuple(heard)
    by_id = {local(speaker): speaker for speaker in reversed(heard)}
    *reporters, _ = _first(held, expand(cg.speakerChain)).split(" > ")
    return (*(by_id[each] for each in reporters), heard[0])


def _passage_from(held: _Held) -> Passage:
    return Passage(
        _first(held, OA + "hasSource"), int(_first(held, OA + "start")), int(_first(held, OA + "end")),
        _first(held, expand(cg.openingWords)), _first(held, expand(cg.spanDigest)),
    )  # fmt: skip


def _source_from(iri: str, held: _Held) -> Source:
    named = {"kind" if key == _SOURCE_KIND else key.removeprefix(CG): key for key in held if key.startswith(CG)}
    facts = tuple(sorted((name, _first(held, key)) for name, key in named.items()))
    return Source(iri, _first(held, RDFS + "label"), facts)


def _first(held: _Held, key: str) -> str:
    return _text(held[key][0]) if key in held else ""


def _text(term: Term) -> str:
    return term if isinstance(term, str) else term.value
