"""Our terms and the engine's, and an engine's answer as rows."""

import re
from collections.abc import Sequence

import pyoxigraph as ox

from ..records.claim import Literal, Term
from ..vocabulary import PREFIXES, XSD
from .protocol import Rows

__all__ = ["canonical", "from_engine", "rows_of", "serialized_as", "to_engine"]


def rows_of(found: object) -> Rows:
    """The answer of the engine, read to its end."""
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), ((Literal(str(bool(found)).lower(), PREFIXES["xsd"] + "boolean"),),))
    if isinstance(found, ox.QueryTriples):
        triples = ((from_engine(t.subject), from_engine(t.predicate), from_engine(t.object)) for t in found)
        return Rows(("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
    assert isinstance(found, ox.QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(tuple(from_engine(solution[name]) for name in columns) for solution in found))


def serialized_as(found: object, accepted: Sequence[str]) -> tuple[Literal, Literal]:
    """The answer of the engine in the first accepted media type that fits it, else in JSON or Turtle: type and text."""
    if isinstance(found, ox.QueryTriples):
        graphs = ["text/turtle", "application/n-triples", "application/rdf+xml"]
        kind = next((each for each in accepted if each in graphs), graphs[0])
        content = found.serialize(format=ox.RdfFormat.from_media_type(kind))
    else:
        assert isinstance(found, ox.QuerySolutions | ox.QueryBoolean)
        results = [ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML, ox.QueryResultsFormat.CSV,
                   ox.QueryResultsFormat.TSV]  # fmt: skip
        types = {form.media_type.partition(";")[0]: form for form in results}
        kind = next((each for each in accepted if each in types), next(iter(types)))
        content = found.serialize(format=types[kind])
    return Literal(kind), Literal((content or b"").decode())


_BOOLEANS = {"1": "true", "0": "false"}
_WHOLE = {XSD + name for name in (
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
)}  # fmt: skip
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")


def canonical(term: Term | None) -> Term | None:
    """The term with its value written in the one way its datatype has: what is equal is then equal as text.

    An endpoint may give `1` for true, `01` for 1, a date with a time zone, a text with or without its datatype.

    Examples:
        >>> canonical(Literal("1", XSD + "boolean")).value, canonical(Literal("+01", XSD + "integer")).value
        ('true', '1')
        >>> canonical(Literal("2001-01-20Z", XSD + "date")).value
        '2001-01-20'
    """
    if not isinstance(term, Literal):
        return term
    value, datatype = term.value.strip(), term.datatype
    if datatype == XSD + "boolean":
        return Literal(_BOOLEANS.get(value, value.lower()), datatype)
    if datatype in _WHOLE and value.lstrip("+-").isdecimal() and len(value) < 1_000:
        return Literal(str(int(value)), datatype)
    return Literal(_ZONE.sub("", value), datatype) if datatype == XSD + "date" else term


def from_engine(term: object) -> Term | None:
    """A term of the engine as ours; None where unbound."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value)
    return str(term)


def to_engine(term: Term) -> ox.NamedNode | ox.Literal:
    """A term of ours as the engine's."""
    if isinstance(term, Literal):
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return ox.NamedNode(term)
