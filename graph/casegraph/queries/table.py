"""The rows of a query as a reader wants them: things by label, columns in words; also as CSV, JSON and Turtle."""

import csv
import io
import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..display import WIDEST, Displayed, block, html_table
from ..errors import UsageError
from ..rdf import written
from ..records.claim import Literal, Term
from ..store import Rows, Store, serialize
from ..vocabulary import ID, PREFIXES, XSD, local, shorten
from ..words import attribute, escape, link, neutral, plural, spaced

__all__ = ["Table", "table"]

_LABELS = "SELECT ?thing ?label WHERE { VALUES ?thing { %s } ?thing rdfs:label ?label } ORDER BY ?thing ?label"
_AT_ONCE = 200
"""Things whose labels one query looks up; keeps it far below the longest query a store takes."""
_SHOWN = 200
"""Rows a notebook shows; the frame holds all."""


@dataclass(frozen=True, repr=False)
class Table(Rows, Displayed):
    """The answer to a query, with the labels of the things in it.

    Attributes:
        store: where labels are looked up, when they are needed.
    """

    store: Store | None = field(default=None, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<Table: {plural(len(self), 'row')} of {', '.join(self.columns)}>"

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label of each thing in the rows that has one; the first in the alphabet where it has several."""
        if self.store is None:
            return {}
        things = sorted({term for row in self.rows for term in row if isinstance(term, str) and term.startswith(ID)})
        found: dict[str, str] = {}
        for start in range(0, len(things), _AT_ONCE):
            some = " ".join(f"<{thing}>" for thing in things[start : start + _AT_ONCE])
            rows = self.store.query(_LABELS % some).texts()
            found |= {row[0]: row[1] for row in reversed(rows)}
        return found

    def _shown(self, term: Term | None) -> str:
        return self.labels.get(term, _short(term)) if isinstance(term, str) else _short(term)

    def to_text(self, most: int | None = None) -> str:
        """The rows as text: a table where it fits 100 columns, else one row below the other.

        Args:
            most: show at most so many rows and say how many are left.
        """
        texts = [[self._shown(term) for term in row] for row in self.rows[:most]]
        if self.columns == ("answer",):
            return "yes" if texts == [["true"]] else "no"
        heads = [spaced(name) for name in self.columns]
        left = len(self.rows) - len(texts)
        tail = [f"… and {plural(left, 'more row')}: to_frame() has them all"] if left else []
        widths = [max([len(head), *(len(row[i]) for row in texts)]) for i, head in enumerate(heads)]
        if texts and (sum(widths) + 2 * len(widths) - 2 > WIDEST or any("\n" in cell for row in texts for cell in row)):
            return "\n\n".join([*("\n".join(_record(heads, row)) for row in texts), *tail])
        lines = [heads, ["-" * width for width in widths], *texts]
        shown = ["  ".join(f"{text:<{w}}" for text, w in zip(line, widths, strict=True)).rstrip() for line in lines]
        return "\n".join([*shown, *tail])

    def to_html(self) -> str:
        """The rows as an HTML table that stands alone; things by label, their IRIs on hover."""
        if self.columns == ("answer",):
            return block(f'<p class="cg-lead">{self.to_text()}</p>')
        cells = [[self._cell(term) for term in row] for row in self.rows[:_SHOWN]]
        left = len(self.rows) - len(cells)
        count = plural(len(self.rows), "row")
        tail = f"{count}; {left:,} not shown here: to_frame() has them all" if left else count
        return block(html_table([spaced(name) for name in self.columns], cells), f'<p class="cg-aside">{tail}</p>')

    def _cell(self, term: Term | None) -> str:
        if isinstance(term, str):
            return f'<span title="{attribute(term)}">{escape(self._shown(term))}</span>'
        if term is not None and term.datatype == XSD + "anyURI":
            return link(term.value, term.value)
        return escape(_short(term))

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """Labels and values first; a column of IRIs for each column that holds things."""
        things = [i for i in range(len(self.columns)) if any(isinstance(row[i], str) for row in self.rows)]
        columns = [*self.columns, *(f"{self.columns[i]}_iri" for i in things)]
        return columns, [
            [*(_value(term, self._shown(term)) for term in row), *(row[i] if isinstance(row[i], str) else None
                                                                   for i in things)]
            for row in self.rows
        ]  # fmt: skip

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self.to_text(_SHOWN), "text/html": self.to_html()}

    def to_csv(self) -> str:
        """The rows as CSV: short names of things; no cell that a spreadsheet takes for a formula."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([neutral(_short(term)) for term in row] for row in self.rows)
        return out.getvalue()

    def to_json(self) -> dict[str, Any]:
        """The rows in the SPARQL 1.1 results format."""
        if self.columns == ("answer",):
            return {"head": {}, "boolean": self.texts() == [("true",)]}
        bindings = [
            {name: _json_term(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]
        return {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}

    def to_turtle(self) -> str:
        """The triples of a CONSTRUCT or DESCRIBE as Turtle; the same triples give the same text.

        Raises:
            UsageError: these are the rows of another query.
        """
        if self.columns != ("subject", "predicate", "object"):
            raise UsageError("ttl goes with CONSTRUCT and DESCRIBE; this query answers with a table")
        return serialize([" ".join(map(_written, row)) + " ." for row in self.rows], ".ttl").decode()

    def write(self, form: str) -> str:
        """The rows as `table`, `csv`, `json` or `ttl` text."""
        if form == "json":
            return json.dumps(self.to_json(), ensure_ascii=False, indent=2)
        return {"csv": self.to_csv, "ttl": self.to_turtle, "table": self.to_text}[form]()


def table(rows: Rows, store: Store, *, supposed: bool = False) -> Table:
    """The rows with their store, where the labels are.

    Args:
        rows: what a query gave.
        store: where it was asked.
        supposed: what one source alone says counted: a last column says so in every row.

    Examples:
        >>> from casegraph import load
        >>> query = "SELECT ?thing WHERE { ?thing a cg:Person ; rdfs:label 'Steven Avery' }"
        >>> print(load("avery-dassey").query(query))
        thing
        ------------
        Steven Avery
    """
    if supposed:
        rows = Rows((*rows.columns, "if"), tuple((*row, Literal(_SUPPOSED)) for row in rows.rows))
    return Table(rows.columns, rows.rows, store)


_SUPPOSED = "every single source is right"


def _record(heads: Sequence[str], row: Sequence[str]) -> list[str]:
    gap = max(map(len, heads)) + 2
    lines = []
    for head, text in zip(heads, row, strict=True):
        wrapped = textwrap.wrap(text, max(WIDEST - gap, 20)) or [""]
        lines += [f"{head if i == 0 else '':<{gap}}{part}".rstrip() for i, part in enumerate(wrapped)]
    return lines


def _short(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    return local(term) if term.startswith(ID) else shorten(term)


def _value(term: Term | None, shown: str) -> Any:
    """A number or truth value as such; None where unbound; any other term as shown."""
    if term is None:
        return None
    kind = shorten(term.datatype) if isinstance(term, Literal) else ""
    if kind == "xsd:boolean":
        return shown in ("true", "1")
    if kind in ("xsd:integer", "xsd:nonNegativeInteger"):
        return int(shown)
    return float(shown) if kind in ("xsd:decimal", "xsd:double") else shown


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, str):
        return {"type": "uri", "value": term}
    plain = {"type": "literal", "value": term.value}
    return plain if term.datatype in _PLAIN else {**plain, "datatype": term.datatype}


_PLAIN = (XSD + "string", PREFIXES["rdf"] + "langString")


def _written(term: Term | None) -> str:
    """A term in N-Triples. Rows know no language, so a text in some language is written as plain text."""
    if isinstance(term, Literal):
        return written(Literal(term.value) if term.datatype in _PLAIN else term)
    return str(term) if str(term).startswith("_:") else written(str(term))
