"""GraphML and GEXF, for Gephi, yEd, Cytoscape and igraph: things as nodes, relations as edges with their standing."""

import io

import networkx

from .. import cg
from ..vocabulary import local
from ..words import visible
from .facts import LABEL, TYPE, ExportedClaims, day_range

__all__ = ["gexf", "graphml", "to_networkx"]

_SPANS = ((cg.from_, cg.until), (cg.date, cg.date))
"""Properties that say from–until when a thing is there, the first pair that a thing has."""


def to_networkx(facts: ExportedClaims, *, dynamic: bool = False) -> "networkx.MultiDiGraph[str]":
    """The facts as a MultiDiGraph whose attributes are plain texts.

    Args:
        facts: what to show.
        dynamic: give nodes `start` and `end` days, as Gephi's timeline reads them.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="casegraph")
    things = {row.subject for row in facts.rows} | {
        row.object for row in facts.rows if isinstance(row.object, str) and row.predicate != TYPE
    }
    for thing in sorted(things):
        held = {"label": facts.label(thing), "id": local(thing), "iri": thing, "class": "; ".join(facts.classes(thing))}
        for row in facts.rows_of(thing):
            if not isinstance(row.object, str) and row.predicate != LABEL:
                key = local(row.predicate)
                held[key] = "; ".join(filter(None, (held.get(key, ""), visible(row.object.value))))
        held.pop("id")
        graph.add_node(thing, **held, **(_span(facts, thing) if dynamic else {}))
    for row in facts.rows:
        if isinstance(row.object, str) and row.predicate != TYPE:
            data = {"label": local(row.predicate), "property": row.key, "standing": row.standing.value,
                    "claim": row.iri, "speakers": visible(" > ".join(row.chain)),
                    "sources": visible("; ".join(facts.label(source) for source in row.sources))}  # fmt: skip
            graph.add_edge(row.subject, row.object, local(row.iri), **data)
    return graph


def _span(facts: ExportedClaims, thing: str) -> dict[str, str]:
    for first, last in _SPANS:
        starts = [day_range(text)[0] for text in facts.texts(thing, first)]
        ends = [day_range(text)[1] for text in facts.texts(thing, last)]
        if starts or ends:
            found = {"start": min(filter(None, starts), default=""), "end": max(filter(None, ends), default="")}
            return {key: day for key, day in found.items() if day}
    return {}


def graphml(facts: ExportedClaims) -> bytes:
    """The facts as GraphML."""
    out = io.BytesIO()
    networkx.write_graphml_xml(to_networkx(facts), out, named_key_ids=True)
    return out.getvalue()


def gexf(facts: ExportedClaims) -> bytes:
    """The facts as GEXF 1.2 with days, for Gephi's timeline."""
    out = io.BytesIO()
    graph = to_networkx(facts, dynamic=True)
    for number, (_, _, data) in enumerate(graph.edges(data=True)):
        data["id"] = str(number)
    networkx.write_gexf(graph, out)
    # networkx stamps the day of writing; the same graph has to give the same bytes
    text = out.getvalue().decode()
    start, end = text.find("<meta"), text.find("</meta>")
    return (text[:start] + "<meta><creator>casegraph</creator>" + text[end:]).encode() if start >= 0 else text.encode()
