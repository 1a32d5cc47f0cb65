"""The catalogue of SPARQL queries in `ontology/queries`: each opens with its question and its parameters.

# question: Who may act on a conviction, on a date?
# param conviction: IRI — the conviction
# param on: date — as of this day

A parameter is bound by value, so the query must select it; the answer leaves it out again. ?today is a parameter that
needs no value: it is the day of asking, by which what the record holds without a date has happened.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..dates import NotADate, one_day
from ..errors import NoSuchThing, UsageError
from ..records.claim import Literal, Term
from ..resources import shipped_files
from ..store import Rows, Store
from ..vocabulary import XSD

__all__ = ["Evaluate", "Query", "catalogue", "named_query", "run_named"]

Evaluate = Callable[[Store, str, Mapping[str, Term]], Rows]
"""An engine: store, query and bindings → rows."""
_TODAY = "today"
_PARAM = re.compile(r"# param (\w+): (IRI|date|text)\s*(?:[—-]\s*(.*))?")


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the catalogue.

    Attributes:
        name: its file's name without ending.
        question: the question in English.
        params: parameter → (kind, what it is); kind is IRI, date or text.
        text: the SPARQL.
    """

    name: str
    question: str
    params: tuple[tuple[str, tuple[str, str]], ...]
    text: str


@cache
def catalogue() -> dict[str, Query]:
    """Every shipped query by name, sorted.

    Examples:
        >>> catalogue()["holders"].question
        'Who holds which clemency role over a conviction, on a date?'
    """
    found = {}
    for path in shipped_files("ontology/queries", ".rq"):
        text = path.read_text(encoding="utf-8")
        question = next((line[12:].strip() for line in text.splitlines() if line.startswith("# question: ")), "")
        params = tuple((m[1], (m[2], m[3] or "")) for m in map(_PARAM.match, text.splitlines()) if m)
        found[path.stem] = Query(path.stem, question, params, text)
    return found


def named_query(name: str) -> Query:
    """The query called `name`.

    Raises:
        NoSuchThing: with near misses.
    """
    if name not in catalogue():
        raise NoSuchThing("query", name, catalogue(), "casegraph query --list")
    return catalogue()[name]


def run_named(
    store: Store, name: str, values: Mapping[str, Term], evaluate: Evaluate | None = None
) -> Rows:  # fmt: skip
    """Run a query of the catalogue with its parameters bound by value.

    Args:
        store: where to look.
        name: of the query.
        values: parameter → term.
        evaluate: what answers instead of the store's own engine.

    Raises:
        NoSuchThing: no such query.
        UsageError: a parameter is missing, unknown, or of the wrong kind.
    """
    query = named_query(name)
    params = dict(query.params)
    unknown, missing = sorted(set(values) - set(params)), sorted(set(params) - set(values))
    if unknown or missing:
        said = [f"unknown parameter {key!r}" for key in unknown] + [f"parameter {key!r} is missing" for key in missing]
        raise UsageError(f"query {name}: {'; '.join(said)} (it takes: {', '.join(params) or 'none'})")
    typed = {key: _typed(key, params[key][0], value) for key, value in values.items()}
    typed |= {_TODAY: Literal(date.today().isoformat(), XSD + "date")} if f"?{_TODAY}" in query.text else {}
    rows = evaluate(store, query.text, typed) if evaluate else store.query(query.text, typed)
    kept = [index for index, column in enumerate(rows.columns) if column not in (*params, _TODAY)]
    return Rows(tuple(rows.columns[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in rows.rows))


def _typed(key: str, kind: str, value: Term) -> Term:
    text = value if isinstance(value, str) else value.value
    if kind == "date":
        try:
            return Literal(one_day(text).isoformat(), XSD + "date")
        except NotADate as error:
            raise UsageError(f"parameter {key}: {error}") from error
    if kind == "text":
        return Literal(text)
    if ":" not in text:
        raise UsageError(f"parameter {key}: {text!r} is not the id of anything in this graph")
    return text
