"""Rows of a query as a table, CSV or JSON."""

import csv
import io
import json

from ..case import Literal, Term
from ..store import Rows, Store
from ..vocabulary import ID, local, shorten

__all__ = ["write_rows"]

_LABELS = "SELECT ?thing ?label WHERE { ?thing rdfs:label ?label } ORDER BY ?thing ?label"


def write_rows(rows: Rows, form: str, store: Store) -> str:
    """The rows as `table`, `csv` or `json` text.

    Things are shown by label in a table and by short name in CSV; JSON follows the SPARQL 1.1 results format.
    """
    if form == "json":
        return json.dumps(_json(rows), ensure_ascii=False, indent=2)
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows([_neutral(_short(term)) for term in row] for row in rows.rows)
        return out.getvalue()
    labels = {row[0]: row[1] for row in reversed(store.query(_LABELS).texts())}
    texts = [[_shown(term, labels) for term in row] for row in rows.rows]
    if rows.columns == ("answer",):
        return "yes" if texts == [["true"]] else "no"
    widths = [max([len(name), *(len(row[i]) for row in texts)]) for i, name in enumerate(rows.columns)]
    if sum(widths) + 2 * len(widths) > 100 and texts:
        gap = max(len(name) for name in rows.columns)
        return "\n\n".join(
            "\n".join(f"{name:<{gap}}  {text}".rstrip() for name, text in zip(rows.columns, row, strict=True))
            for row in texts
        )
    lines = [rows.columns, ["-" * width for width in widths], *texts]
    return "\n".join("  ".join(f"{text:<{w}}" for text, w in zip(line, widths, strict=True)).rstrip() for line in lines)


def _short(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    return local(term) if term.startswith(ID) else shorten(term)


def _shown(term: Term | None, labels: dict[str, str]) -> str:
    return labels.get(term, _short(term)) if isinstance(term, str) and term.startswith(ID) else _short(term)


def _neutral(text: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text[1:2] else text


def _json(rows: Rows) -> dict[str, object]:
    if rows.columns == ("answer",):
        return {"head": {}, "boolean": rows.texts() == [("true",)]}
    bindings = [
        {
            name: {"type": "uri", "value": term} if isinstance(term, str)
            else {"type": "literal", "value": term.value, "datatype": term.datatype}
            for name, term in zip(rows.columns, row, strict=True) if term is not None
        }
        for row in rows.rows
    ]  # fmt: skip
    return {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}
