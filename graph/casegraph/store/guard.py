"""What a query may not do."""

import re

from ..errors import StoreError

__all__ = ["TOKENS", "refuse_unsafe"]

_DEEPEST = 200
_OPERATORS = re.compile(r"[!+*/|&^-]|\bUNION\b", re.IGNORECASE)
_LONGEST, _MOST_OPERATORS = 50_000, 2_000
TOKENS = re.compile(
    r"""#[^\n]*|<[^<>"{}|^`\\\s]*>|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""",
    re.DOTALL,
)
_REFUSED = re.compile(
    r"(?<![\w:?$])(SERVICE|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:])", re.IGNORECASE
)
_FROM_FILE = re.compile(r"\bFROM\s+(?:NAMED\s+)?<\s*file:", re.IGNORECASE)


def refuse_unsafe(sparql: str) -> None:
    """Refuse a query that would reach the network or a file, change the store, or exhaust the engine's stack.

    Raises:
        StoreError: with the reason.
    """
    if _FROM_FILE.search(sparql):
        raise StoreError("FROM <file:…> is refused: a query reads the store, not the disk")
    bare = TOKENS.sub(lambda m: m.group() if m.group().startswith("<") and " " in m.group() else " ", sparql)
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
