"""Which things a figure is about: those of a case, found without reading the whole graph."""

from collections.abc import Collection

from .. import cg
from ..questions.supposed import said_only
from ..rdf import case_graph, is_case_name
from ..view import CaseView, types
from ..vocabulary import ID

__all__ = ["case_title", "cases_in", "convictions_in", "in_case", "is_case"]

_OF_CLASSES = """
SELECT DISTINCT ?thing WHERE {
  VALUES ?class { %s }
  GRAPH <%s> { ?claim rdf:predicate rdf:type ; rdf:object ?class ; rdf:subject ?thing }
} ORDER BY ?thing"""
_TITLE = "SELECT ?title WHERE { GRAPH <%s> { <%s> a cg:CaseFile ; rdfs:label ?title } }"


def in_case(view: CaseView, scope: str, *classes: str) -> list[str]:
    """The things of `classes` that belong to the case `scope` and are in the view, sorted.

    Args:
        view: the graph.
        scope: name of the case.
        classes: short names: `cg:Conviction`.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("derek-chauvin")
        >>> len(in_case(graph.view, "derek-chauvin", "cg:Conviction"))
        3
    """
    wanted = set(classes)
    return [node for node in _of_any_standing(view, scope, classes) if wanted & types(view, node)]


def convictions_in(view: CaseView, scope: str) -> list[str]:
    """The convictions of the case `scope`: those on record, then those that only a source reports."""
    found = in_case(view, scope, cg.Conviction)
    said = _of_any_standing(view, scope, [cg.Conviction])
    return [*found, *(node for node in said if node not in found and said_only(view, node))]


def _of_any_standing(view: CaseView, scope: str, classes: Collection[str]) -> list[str]:
    if view.store is None or not is_case_name(scope):
        return []
    rows = view.store.query(_OF_CLASSES % (" ".join(classes), case_graph(scope))).texts()
    return [node for (node,) in rows if node.startswith(f"{ID}{scope}/")]


def case_title(view: CaseView, scope: str) -> str:
    """What a reader calls the case `scope`; "" where the graph holds no such case."""
    if view.store is None or not is_case_name(scope):
        return ""
    graph = case_graph(scope)
    rows = view.store.query(_TITLE % (graph, graph)).texts()
    return rows[0][0] if rows else ""


def cases_in(view: CaseView) -> list[str]:
    """The names of the cases in the graph, authority files among them, sorted."""
    if view.store is None:
        return []
    rows = view.store.query("SELECT ?case WHERE { ?case a cg:CaseFile } ORDER BY ?case").texts()
    return [iri.rpartition("/")[2] for (iri,) in rows]


def is_case(view: CaseView, name: str) -> bool:
    """Is there a case of this name in the graph?"""
    return bool(case_title(view, name))
