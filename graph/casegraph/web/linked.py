"""A thing as linked data: its triples, the claims about it, their passages and documents, as Turtle and JSON-LD."""

from ..errors import NoSuchThing
from ..export.jsonld import jsonld
from ..rdf import INDEX_GRAPH, written
from ..store import serialize
from ..store.memory import MemoryStore, ontology_graph
from ..vocabulary import ID, local
from .site import Site

__all__ = ["as_jsonld", "as_turtle"]

_ABOUT = f"""SELECT DISTINCT ?s ?p ?o WHERE {{
  {{ VALUES ?s {{ %s }} }} UNION {{ ?s rdf:subject %s }}
  UNION {{ ?claim rdf:subject %s ; cg:passage ?s }} UNION {{ ?claim rdf:subject %s ; cg:source ?s }}
  GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN (<{ontology_graph()}>, <{INDEX_GRAPH}>))
}} ORDER BY ?s ?p ?o"""


def _lines(site: Site, name: str) -> list[str]:
    thing = written(ID + name)
    found = site.graph.store.query(_ABOUT.replace("%s", thing)).rows
    if not found:
        raise NoSuchThing("thing", local(name))
    return [" ".join(written(term) for term in row if term is not None) + " ." for row in found]


def as_turtle(site: Site, name: str) -> bytes:
    """The triples in Turtle; the same graph gives the same bytes.

    Raises:
        NoSuchThing: nothing is said of it.

    Examples:
        >>> import casegraph
        >>> from datetime import date
        >>> site = Site(casegraph.load("derek-chauvin"), date(2026, 1, 1))
        >>> b"cg:Person" in as_turtle(site, "derek-chauvin/derek-chauvin")
        True
    """
    return serialize(_lines(site, name), ".ttl")


def as_jsonld(site: Site, name: str) -> bytes:
    """The same as JSON-LD with our context, each claim framed inside the thing."""
    store = MemoryStore()
    store.load(line.removesuffix(".") + "<urn:casegraph:page> ." for line in _lines(site, name))
    return jsonld(store)
