"""Quads as text in the formats people read: the same quads give the same bytes."""

from collections.abc import Iterable

import pyoxigraph as ox

from ..errors import UsageError
from ..vocabulary import PREFIXES

__all__ = ["FORMATS", "serialize"]

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
