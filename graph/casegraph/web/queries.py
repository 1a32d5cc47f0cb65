"""The catalogue of queries, and the box for a query of one's own, with its rows as table, CSV and JSON."""

from typing import Any

from ..errors import CasegraphError
from ..queries.catalogue import Query, catalogue, named_query
from ..queries.table import Table
from ..records.claim import Literal, Term
from ..vocabulary import ID, XSD, local, shorten
from ..words import attribute, escape, link, plural, spaced
from .site import Page, Site, path_of, section, titled

__all__ = ["queries_page", "query_page", "sparql_page"]

_SHOWN = 500
"""Rows that a page shows; CSV and JSON hold all."""
_FIRST = """\
SELECT ?person ?conviction ?sovereign WHERE {
  ?conviction a cg:Conviction ; cg:person ?person ; cg:lawBroken ?sovereign
} ORDER BY ?person ?conviction"""


def queries_page(site: Site) -> Page:
    """Every query of the catalogue with the question it answers."""
    items = "".join(
        f"<li>{site.link(f'queries/{query.name}', query.question)} <span class=q>{escape(query.name)}</span>"
        for query in catalogue().values()
    )
    data = [_about(query) for query in catalogue().values()]
    own = f"<p>{site.link('sparql', 'Write a query of your own')}" if site.addresses.to("sparql") else ""
    return Page("queries", "Queries", f"{titled('Queries')}{own}<ul class=cases>{items}</ul>", data)


def _about(query: Query) -> dict[str, object]:
    params = {name: {"kind": kind, "what": what} for name, (kind, what) in query.params}
    return {"name": query.name, "question": query.question, "parameters": params, "sparql": query.text}


def query_page(site: Site, name: str, given: dict[str, str]) -> Page:
    """One query: its question, its parameters as fields, its text, and its rows once all are given.

    Raises:
        NoSuchThing: there is no such query; carries near misses.
    """
    query = named_query(name)
    values: dict[str, Any] = {key: given.get(key, "").strip() for key, _ in query.params}
    asked, rows, status = bool(all(values.values())), "", 200
    data: object = _about(query)
    if asked and site.addresses.live:
        try:
            table = site.graph.run(name, **values)
            rows, data = section("rows", "Answer", rows_of(site, table)), table.to_json()
        except CasegraphError as error:
            rows, status, data = _wrong(error), 400, {"error": str(error)}
    text = f"<details><summary>The query</summary><pre tabindex=0>{escape_lines(query.text)}</pre></details>"
    body = f"{titled(query.question, kicker='Query')}{_fields(site, query, values)}{rows}{text}"
    return Page(f"queries/{name}", query.question, body, data, {k: v for k, v in values.items() if v}, status)


def _fields(site: Site, query: Query, values: dict[str, str]) -> str:
    if not query.params or not site.addresses.live:
        return ""
    fields = "".join(
        f"<p><label for=p-{key}>{escape(what or spaced(key))} <span class=q>{escape(kind)}</span></label>"
        f'<input id=p-{key} name={key} required maxlength=300 value="{attribute(values[key])}"'
        f"{' type=date' if kind == 'date' else ''}></p>"
        for key, (kind, what) in query.params
    )
    address = attribute(site.addresses.to(f"queries/{query.name}"))
    return f'<form class=ask action="{address}">{fields}<p><button>Answer</button></p></form>'


def sparql_page(site: Site, text: str, found: Table | CasegraphError | None) -> Page:
    """The box for a query, what came of the last one, and how to get the same as data."""
    told = ""
    if isinstance(found, Table):
        ways = " · ".join(site.link("sparql", words, query=text, format=form) for form, words in _ways(found))
        told = section("rows", plural(len(found.rows), "row"), rows_of(site, found), f"The same as {ways}")
    elif found is not None:
        told = _wrong(found)
    address = attribute(site.addresses.to("sparql"))
    box = (
        f'<form class=ask method=get action="{address}"><p class=wide><label for=query>SPARQL; the prefixes cg:, id:, '
        "rdf:, rdfs: … are implied. A query only reads.</label>"
        f"<textarea id=query name=query rows=10 required spellcheck=false>{escape_lines(text or _FIRST)}</textarea></p>"
        "<p><button>Run</button></p></form>"
    )
    note = "<p class=sub>Programs send queries to <code>/query</code>, as the SPARQL 1.1 protocol has it."
    body = f"{titled('SPARQL')}{note}{box}{told}"
    data = found.to_json() if isinstance(found, Table) else {"error": str(found)} if found else {}
    status = 400 if isinstance(found, CasegraphError) else 200
    return Page("sparql", "SPARQL", body, data, {"query": text}, status)


def _ways(found: Table) -> list[tuple[str, str]]:
    graph = found.columns == ("subject", "predicate", "object")
    return [("csv", "CSV"), ("json", "JSON"), *([("ttl", "Turtle")] if graph else [])]


def _wrong(error: CasegraphError) -> str:
    return f"<section id=rows role=alert><pre class=no tabindex=0>{escape_lines(str(error))}</pre></section>"


def escape_lines(text: str) -> str:
    """A text of several lines as HTML."""
    return "\n".join(escape(line) for line in text.split("\n"))


def rows_of(site: Site, table: Table) -> str:
    """The rows as a table whose things lead to their pages."""
    if table.columns == ("answer",):
        return f"<p><b>{table.to_text()}</b>"
    heads = "".join(f"<th scope=col>{escape(spaced(name))}" for name in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{_cell(site, table, term)}" for term in row) for row in table.rows[:_SHOWN])
    left = len(table.rows) - _SHOWN
    more = f"<p>… and {plural(left, 'more row')}: CSV and JSON hold them all" if left > 0 else ""
    return (
        "<div class=scroll role=region aria-label='Rows' tabindex=0><table class=rows><caption class=unseen>Rows of "
        f"the query</caption><thead><tr>{heads}</thead><tbody>{rows}</tbody></table></div>{more}"
    )


def _cell(site: Site, table: Table, term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return link(term.value, term.value) if term.datatype == XSD + "anyURI" else escape(term.value)
    if term.startswith(ID) and path_of(term):
        return site.link(path_of(term), table.labels.get(term, local(term)))
    return escape(shorten(term))
