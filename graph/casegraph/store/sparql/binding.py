"""Fix variables of a query by value: a VALUES clause of properly written terms, in every group that names one."""

import re
from collections.abc import Mapping

from ...errors import StoreError
from ...records.claim import Term
from ...vocabulary import PREFIXES
from ..terms import to_engine
from .lexer import blanked

__all__ = ["bound", "with_prefixes", "written"]

_OPENS_NO_GROUP = re.compile(r"(?:\bVALUES\s*(?:[?$]\w+|\([^()]*\))|\bCONSTRUCT)\s*$", re.IGNORECASE)


def written(term: Term) -> str:
    """A term as SPARQL writes it, escaped.

    Raises:
        StoreError: it is no IRI.

    Examples:
        >>> from casegraph.records.claim import Literal
        >>> written(Literal('a "b" } #')), written("https://example.org/x")
        ('"a \\\\"b\\\\" } #"', '<https://example.org/x>')
    """
    try:
        return str(to_engine(term))
    except ValueError as error:
        raise StoreError(f"{term!r} is not an IRI: {error}") from error


def bound(sparql: str, bindings: Mapping[str, Term]) -> str:
    """The query with the variables fixed: the clause stands first in the outermost group and in each that names one.

    Examples:
        >>> bound("SELECT ?a WHERE { ?a ?p ?o }", {"a": "https://example.org/x"})
        'SELECT ?a WHERE { VALUES (?a) { (<https://example.org/x>) } ?a ?p ?o }'
    """
    if not bindings:
        return sparql
    blank = blanked(sparql)
    places = [place for place, names in _groups(blank) if names is None or names & set(bindings)]
    names = " ".join(f"?{name}" for name in bindings)
    clause = f" VALUES ({names}) {{ ({' '.join(written(term) for term in bindings.values())}) }}"
    for place in sorted(places, reverse=True):
        sparql = sparql[:place] + clause + sparql[place:]
    return sparql


def _groups(blank: str) -> list[tuple[int, set[str] | None]]:
    """Where each group starts, with the variables named in it outside its inner groups; None for an outermost one."""
    found: list[tuple[int, set[str] | None]] = []
    open_: list[tuple[int, int, bool]] = []
    texts: dict[int, str] = {}
    last = 0
    for match in re.finditer(r"[{}]", blank):
        if open_:
            texts[open_[-1][0]] = texts.get(open_[-1][0], "") + blank[last : match.start()]
        last = match.end()
        if match.group() == "{":
            group = not _OPENS_NO_GROUP.search(blank, max(0, match.start() - 2_000), match.start())
            open_.append((match.end(), sum(1 for o in open_ if o[2]), group))
        elif open_:
            place, depth, group = open_.pop()
            if group:
                names = set(re.findall(r"[?$](\w+)", texts.get(place, "")))
                found.append((place, None if depth == 0 else names))
    return found


_HEAD = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())


def with_prefixes(sparql: str) -> str:
    """The query with our prefixes declared before its own."""
    return f"{_HEAD}\n{sparql}"
