"""Quads as text in the formats people use: the same quads give the same bytes; foreign ones are read strictly."""

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from ..errors import Place, Problem, ProblemsFound, UsageError
from ..reading import read_bytes
from ..vocabulary import PREFIXES

__all__ = ["FORMATS", "READ", "parsed", "read_rdf", "refuse_depth", "serialize"]

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
}
"""File ending → RDF format a graph is written in."""


def serialize(lines: Iterable[str], ending: str) -> bytes:
    """Sorted N-Quads lines written as Turtle, TriG, N-Triples or N-Quads; the same lines give the same bytes.

    Args:
        lines: N-Quads.
        ending: `.ttl`, `.trig`, `.nt` or `.nq`.

    Raises:
        UsageError: no such format.
    """
    if ending not in FORMATS:
        raise UsageError(f"unknown graph format {ending!r}; known: {' '.join(FORMATS)}")
    text = "\n".join(sorted(lines)) + "\n"
    if ending == ".nq":
        return text.encode()
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
    quads.sort(key=lambda quad: (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)))
    if ending == ".trig":
        written = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    else:
        triples = sorted(
            {quad.triple for quad in quads}, key=lambda t: (str(t.subject), str(t.predicate), str(t.object))
        )
        written = ox.serialize(triples, format=FORMATS[ending], prefixes=PREFIXES if ending == ".ttl" else None)
    assert written is not None
    return written


READ = {
    **FORMATS, ".jsonld": ox.RdfFormat.JSON_LD, ".rdf": ox.RdfFormat.RDF_XML, ".owl": ox.RdfFormat.RDF_XML,
}  # fmt: skip
"""File ending → RDF format that a foreign file is read in."""
_MOST = 500_000_000
_DEEPEST = 1_000
_DECLARED = re.compile(r"<!(?!--|\[CDATA\[)[^>]{0,40}")
_REMOTE = "LoadDocumentCallback"


def read_rdf(path: Path, base: str | None = None) -> list[str]:
    """The quads of a foreign file as N-Quads lines, in the file's order; blank nodes are b0, b1, … as they come.

    Nothing but the file is read: no context or entity from elsewhere.

    Args:
        path: `.ttl`, `.trig`, `.nt`, `.nq`, `.jsonld`, `.rdf` or `.owl`.
        base: the IRI that relative ones are resolved against; without it they are a problem.

    Raises:
        UsageError: no such format, or the file cannot be read.
        ProblemsFound: it breaks its format; with line and column.
    """
    if path.suffix.lower() not in READ:
        raise UsageError(f"{path} has no ending of an RDF format; known: {' '.join(READ)}")
    return [f"{quad} ." for quad in parsed(read_bytes(path, _MOST), path.suffix.lower(), str(path), base)]


def parsed(content: bytes, ending: str, name: str, base: str | None = None) -> list[ox.Quad]:
    """The quads of a text in the format of a file ending; `name` is what problems call it.

    Raises:
        ProblemsFound: it breaks its format.

    Examples:
        >>> [str(quad.object) for quad in parsed(b"<x:a> <x:b> [] .", ".ttl", "a.ttl")]
        ['_:b0']
    """
    form = READ[ending]
    try:
        text = content.decode()
        refuse_depth(text)
        declared = _DECLARED.search(text) if form == ox.RdfFormat.RDF_XML else None
        if declared:
            raise _problem(name, text.count("\n", 0, declared.start()) + 1, 1, f"{declared.group()!r} is refused", "")
        return _renamed(ox.parse(content, format=form, base_iri=base))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _problem(name, line, 1, f"not UTF-8 text (byte {error.start})", "") from error
    except SyntaxError as error:
        message = re.sub(r"^Parser error at .*?: ", "", str(error.msg).split(" (", 1)[0])
        help_ = "give the address they are relative to: --base IRI" if "No scheme" in message else ""
        if _REMOTE in message:
            message, help_ = (
                "a context from elsewhere is refused: nothing is fetched",
                "write the context into the file",
            )
        raise _problem(name, error.lineno or 1, error.offset or 1, message, help_) from error
    except ValueError as error:
        raise UsageError(f"{base!r} is no IRI to resolve others against: {error}") from error


def _problem(name: str, line: int, column: int, message: str, help_: str) -> ProblemsFound:
    return ProblemsFound([Problem(Place(name, line, column), "E007", message, "", help_)])


def refuse_depth(text: str) -> None:
    """Refuse triples within triples so deep that an engine's stack would end.

    Raises:
        UsageError: they are.
    """
    if text.count("<<") <= _DEEPEST:
        return
    depth = 0
    for sign in re.finditer("<<|>>", text):
        depth += 1 if sign.group() == "<<" else -1
        if depth > _DEEPEST:
            raise UsageError(f"triples stand within triples deeper than {_DEEPEST:,} levels")


def _renamed(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads with blank nodes counted as they come: a reader's own labels differ from run to run."""
    names: dict[str, ox.BlankNode] = {}

    def same(term: object) -> object:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term.value, ox.BlankNode(f"b{len(names)}"))
        if isinstance(term, ox.Triple):
            return ox.Triple(*map(same, term))  # type: ignore[arg-type]
        return term

    return [ox.Quad(*map(same, quad)) for quad in quads]  # type: ignore[arg-type]
