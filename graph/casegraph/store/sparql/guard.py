"""What a query may not do."""

import re
import sys

from ...errors import StoreError

__all__ = ["TOKENS", "refuse_unsafe"]

_DEEPEST = 200
_OPERATORS = re.compile(r"[!+*/|&^-]|\bUNION\b", re.IGNORECASE)
_LONGEST, _MOST_OPERATORS = 50_000, 2_000
TOKENS = re.compile(
    r"""\\.|#[^\r\n]*|<[^<>"{}|^`\\\s]*>|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""",
    re.DOTALL,
)
_REFUSED = re.compile(
    r"(?<![\w:?$])(SERVICE|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:])", re.IGNORECASE
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FROM_FILE = re.compile(r"\bFROM\s+(?:NAMED\s+)?<\s*file:", re.IGNORECASE)


def refuse_unsafe(sparql: str) -> None:
    """Refuse a query that would reach the network or a file, change the store, or exhaust the engine's stack.

    Raises:
        StoreError: with the reason.
    """
    for text in dict.fromkeys((sparql, _CODE_POINT.sub(_character, sparql))):
        _refuse(text)


def _character(escape: re.Match[str]) -> str:
    """The character that an escape of SPARQL stands for; an engine reads it before anything else, or only in texts."""
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number <= sys.maxunicode else escape[0]


def _bare(token: re.Match[str]) -> str:
    """What is left of a text, a comment, an IRI (nothing) or an escaped character of a name (a letter)."""
    text = token.group()
    return "_" if text.startswith("\\") else text if text.startswith("<") and " " in text else " "


def _refuse(sparql: str) -> None:
    if _FROM_FILE.search(sparql):
        raise StoreError("FROM <file:…> is refused: a query reads the store, not the disk")
    bare = TOKENS.sub(_bare, sparql)
    match = _REFUSED.search(bare)
    if match:
        raise StoreError(f"{match.group().upper()} is refused: queries only read this store")
    if len(bare) > _LONGEST or len(_OPERATORS.findall(bare)) > _MOST_OPERATORS:
        raise StoreError(f"the query is too long: at most {_LONGEST:,} characters and {_MOST_OPERATORS:,} operators")
    if re.search(r"(?<![\w:?$])FROM(?![\w:])", bare, re.IGNORECASE):
        raise StoreError("FROM is refused: a query reads the whole store; use GRAPH to choose a graph")
    depth = 0
    for char in bare:
        depth += (char in "{([") - (char in "})]")
        if depth > _DEEPEST:
            raise StoreError(f"the query nests deeper than {_DEEPEST} levels")
