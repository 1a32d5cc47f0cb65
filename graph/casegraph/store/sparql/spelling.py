"""Where a wrong query is wrong, and names in it that mean nothing: an undeclared prefix, a term nobody defined."""

import re
from functools import cache

from ...errors import did_you_mean
from ...resources import shipped
from ...vocabulary import CG, PREFIXES
from .guard import TOKENS

__all__ = ["pointed", "undeclared", "unknown_terms", "with_near"]

_NAME = re.compile(r"(?<![\w:.?$@-])([A-Za-z][\w.-]*)?:((?:[\w:-]|\.(?=[\w:-]))*)")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:\s*<([^>]*)>", re.IGNORECASE)
_BOUNDS = ("Earliest", "Latest")
"""Ends of the names of properties that hold the first and last possible day of another."""


def undeclared(sparql: str) -> tuple[str, int] | None:
    """The first prefix that is used and neither declared nor implied, and where; None where there is none.

    Examples:
        >>> undeclared("SELECT * WHERE { ?s foo:bar 'a:b' }")
        ('foo', 20)
    """
    declared = {match[1] for match in _DECLARED.finditer(sparql)} | set(PREFIXES) | {"_"}
    found = (match for match in _NAME.finditer(_blank(sparql)) if (match[1] or "") not in declared)
    return next((((match[1] or ""), match.start()) for match in found), None)


def unknown_terms(sparql: str) -> list[str]:
    """The names of terms of the casegraph ontology in the query that the ontology does not have, sorted.

    Examples:
        >>> unknown_terms("SELECT ?c { ?c a cg:Convicton ; cg:dateEarliest ?d ; rdfs:label 'cg:None' }")
        ['Convicton']
    """
    declared = {**PREFIXES, **{match[1]: match[2] for match in _DECLARED.finditer(sparql)}}
    used = {match[2] for match in _NAME.finditer(_blank(sparql)) if declared.get(match[1] or "") == CG}
    used |= {name[len(CG) + 1 : -1] for name in TOKENS.findall(sparql) if name.startswith(f"<{CG}")}
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


def _blank(sparql: str) -> str:
    """The query without its texts, comments and IRIs, every character in its place."""
    return TOKENS.sub(lambda match: " " * len(match.group()), sparql)


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
