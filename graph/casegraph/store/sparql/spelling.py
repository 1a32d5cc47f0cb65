"""Where a wrong query is wrong, and names in it that mean nothing: an undeclared prefix, a term nobody defined."""

import re
from functools import cache

from ...errors import did_you_mean
from ...resources import shipped
from ...vocabulary import CG, PREFIXES
from .lexer import Token, tokens

__all__ = ["pointed", "undeclared", "unknown_terms", "with_near"]

_BOUNDS = ("Earliest", "Latest")
"""Ends of the names of properties that hold the first and last possible day of another."""


_ESCAPED = re.compile(r"\\(.)")


def undeclared(sparql: str) -> tuple[str, int] | None:
    """The first prefix that is used and neither declared nor implied, and where; None where there is none.

    Examples:
        >>> undeclared("SELECT * WHERE { ?s foo:bar 'a:b' }")
        ('foo', 20)
    """
    declared, names = _names(sparql)
    found = ((token.text.partition(":")[0], token.start) for token in names)
    return next((each for each in found if each[0] not in declared and each[0] != "_"), None)


def unknown_terms(sparql: str) -> list[str]:
    """The names of terms of the casegraph ontology in the query that the ontology does not have, sorted.

    Examples:
        >>> unknown_terms("SELECT ?c { ?c a cg:Convicton ; cg:dateEarliest ?d ; rdfs:label 'cg:None' }")
        ['Convicton']
    """
    declared, names = _names(sparql)
    parts = (token.text.partition(":") for token in names)
    used = {_ESCAPED.sub(r"\1", local) for prefix, _, local in parts if declared.get(prefix) == CG}
    used |= {token.text[len(CG) + 1 : -1] for token in tokens(sparql) if token.text.startswith(f"<{CG}")}
    return sorted(name for name in used - {""} if name not in _terms() and _whole(name) not in _terms())


def with_near(name: str) -> str:
    """A term that the vocabulary does not have, with what may have been meant.

    Examples:
        >>> with_near("Convicton")
        'the vocabulary has no term cg:Convicton: did you mean cg:Conviction?'
    """
    alike = [term for term in sorted(_terms()) if term[0].isupper() == name[0].isupper()]
    near = did_you_mean(name, alike) or did_you_mean(name, sorted(_terms()))
    hint = f"did you mean {' or '.join(f'cg:{each}' for each in near)}?" if near else "its terms: ontology/terms.md"
    return f"the vocabulary has no term cg:{name}: {hint}"


def _names(sparql: str) -> tuple[dict[str, str], list[Token]]:
    """The prefixes a query may use with their namespaces, and the names it writes with them, in order."""
    read = [token for token in tokens(sparql) if token.kind != "comment"]
    declared = dict(PREFIXES)
    for word, name, iri in zip(read, read[1:], read[2:], strict=False):
        if word.text.upper() == "PREFIX" and iri.kind == "iri":
            declared[name.text.rstrip(":")] = iri.text[1:-1]
    return declared, [token for token in read if token.kind == "name"]


def _whole(name: str) -> str:
    """The property whose first or last day a property holds."""
    return next((name.removesuffix(end) for end in _BOUNDS if name.endswith(end)), name)


@cache
def _terms() -> frozenset[str]:
    text = shipped("ontology/casegraph.ttl").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^cg:([A-Za-z]\w*)", text, re.MULTILINE))


def _expected(reason: str) -> str:
    """The engine's reason without the classes of characters of its grammar."""
    head, of, rest = " ".join(reason.split()).partition("expected one of ")
    if not of:
        return head
    words = [word for word in rest.split(", ") if re.fullmatch(r"[A-Za-z ]+", word)]
    return f"{head}expected one of {', '.join(words)}" if words else f"{head}something else is expected here"


def pointed(sparql: str, message: str) -> str:
    """The engine's message with the line it means and a caret."""
    where = re.search(r"(\d+):(\d+)", message)
    if not where:
        return f"SPARQL syntax error: {message}"
    line, column = int(where[1]), int(where[2])
    reason = _expected(re.sub(r"^error at \d+:\d+:\s*", "", message))
    lost = undeclared(sparql) if "Prefix not found" in message else None
    if lost is not None:
        before = sparql[: lost[1]]
        line, column = before.count("\n") + 1, lost[1] - before.rfind("\n")
        near = did_you_mean(lost[0], PREFIXES)
        hint = f"did you mean {near[0]}:? " if near else ""
        reason = f"unknown prefix {lost[0]}: — {hint}declare it: PREFIX {lost[0]}: <…>; implied: {' '.join(PREFIXES)}"
    lines = sparql.split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return f"SPARQL syntax error in line {line}, column {column}: {reason}\n  {text}\n  {' ' * (column - 1)}^"
