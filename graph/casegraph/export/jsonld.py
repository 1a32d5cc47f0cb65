"""JSON-LD with our context: one object a thing, and in it, framed, the claims made of it with their passages."""

import json
from collections.abc import Iterable, Mapping
from functools import cache

from ..rdf import INDEX_GRAPH
from ..records.claim import Literal
from ..resources import shipped
from ..store import Store
from ..vocabulary import PREFIXES, RDF_TYPE, XSD, shorten

__all__ = ["jsonld"]

_RDF = PREFIXES["rdf"]
_TRIPLES = f"""SELECT DISTINCT ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }}
  FILTER(?g NOT IN (<https://w3id.org/casegraph/ontology>, <{INDEX_GRAPH}>)) }} ORDER BY ?s ?p ?o"""
Node = dict[str, object]


@cache
def _context() -> Mapping[str, Mapping[str, str]]:
    """Property IRI → its term in our context, and how the context types its values."""
    held = json.loads(shipped("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    found = {}
    for term, meaning in held.items():
        iri = str(meaning["@id"] if isinstance(meaning, dict) else meaning)
        prefix, colon, name = iri.partition(":")
        if colon and prefix in PREFIXES and name:
            kind = meaning.get("@type", "") if isinstance(meaning, dict) else ""
            found[PREFIXES[prefix] + name] = {"term": term, "type": kind}
    return found


def jsonld(store: Store) -> bytes:
    """All triples of the cases and authorities, each claim framed inside the thing it speaks of.

    A claim stands under `@reverse` → `subject` of its thing, a passage under `passage` of the first claim that cites
    it; parsing the document gives back exactly the triples of the store.
    """
    nodes: dict[str, Node] = {}
    about: dict[str, str] = {}
    for s, p, o in store.query(_TRIPLES).rows:
        subject, predicate = str(s), str(p)
        node = nodes.setdefault(subject, {"@id": _compact(subject)})
        if predicate == _RDF + "subject":
            about[subject] = str(o)
            continue
        if predicate == RDF_TYPE:
            _put(node, "@type", _term(str(o)))
            continue
        known = _context().get(predicate, {"term": _compact(predicate), "type": ""})
        _put(node, known["term"], _value(o, known["type"]))
    for claim in sorted(about):
        thing = nodes.setdefault(about[claim], {"@id": _compact(about[claim])})
        reverse = thing.setdefault("@reverse", {})
        assert isinstance(reverse, dict)
        reverse.setdefault("subject", []).append(nodes[claim])
    told: set[int] = {id(nodes[claim]) for claim in about}
    by_short = {str(node["@id"]): node for node in nodes.values()}
    for claim in sorted(about):
        _embed(nodes[claim], "passage", by_short, told)
    graph = [nodes[iri] for iri in sorted(nodes) if id(nodes[iri]) not in told]
    context = json.loads(shipped("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    document = {"@context": context, "@graph": [_sorted(node) for node in graph]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _embed(node: Node, key: str, by_short: Mapping[str, Node], told: set[int]) -> None:
    held = node.get(key)
    for index, short in enumerate(held if isinstance(held, list) else [held] if held else []):
        other = by_short.get(str(short))
        if other is not None and id(other) not in told:
            told.add(id(other))
            if isinstance(held, list):
                held[index] = other
            else:
                node[key] = other


def _put(node: Node, key: str, value: object) -> None:
    held = node.get(key)
    node[key] = value if held is None else [*held, value] if isinstance(held, list) else [held, value]


def _compact(iri: str) -> str:
    """The prefixed name where it reads back as the same IRI; else the IRI itself."""
    short = shorten(iri)
    return short if short != iri and "//" not in short.partition(":")[2][:2] else iri


def _term(iri: str) -> str:
    return _context()[iri]["term"] if iri in _context() else _compact(iri)


def _value(o: object, kind: str) -> object:
    if isinstance(o, str):
        if kind == "@vocab":
            return _term(o)
        return _compact(o) if kind == "@id" else {"@id": _compact(o)}
    assert isinstance(o, Literal)
    text, datatype = o.value, o.datatype
    if kind and not kind.startswith("@") and _full(kind) == datatype:
        return text
    return text if not kind and datatype == XSD + "string" else {"@value": text, "@type": _compact(datatype)}


def _full(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES.get(prefix, prefix + ":") + rest


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        keys: Iterable[str] = sorted(value, key=lambda key: (key not in ("@id", "@type"), key))
        return {key: _sorted(value[key]) for key in keys}
    return [_sorted(item) for item in value] if isinstance(value, list) else value
