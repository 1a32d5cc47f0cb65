"""What a query may not do: reach the network or a file, change a store, exhaust an engine's stack.

The decision is made on the tokens of the grammar. An engine that reads without tokens may split a text otherwise in two
places: `SERVICEex:place {` is SERVICE and a name to it, and a `<` inside an expression may be less-than where a token
would be an address. Both are refused where they could hide anything.
"""

from collections.abc import Iterator, Sequence

from ...errors import StoreError
from .lexer import Token, readings, tokens
from .spelling import pointed

__all__ = ["refuse_unsafe"]

_DEEPEST = 200
_LONGEST, _MOST_OPERATORS, _MOST_CHARACTERS = 50_000, 2_000, 5_000_000
_UPDATES = frozenset(("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"))
_OPEN, _CLOSE = frozenset(("{", "(", "[", "<<")), frozenset(("}", ")", "]", ">>"))
_OPERATORS = frozenset(["!", "+", "*", "/", "|", "&", "^", "-", "||", "&&", "^^"])
_OPERANDS = frozenset(("iri", "text", "name", "variable", "number"))
_SERVICE = "SERVICE is refused: queries only read this store"
_FROM = "FROM is refused: a query reads the whole store, no file and no address; use GRAPH to choose a graph"


def refuse_unsafe(sparql: str) -> None:
    """Refuse a query that would reach the network or a file, change the store, or exhaust the engine's stack.

    Raises:
        StoreError: with the reason.
    """
    if len(sparql) > _MOST_CHARACTERS:
        raise StoreError(f"the query is too long: at most {_MOST_CHARACTERS:,} characters")
    read = [[token for token in tokens(text) if token.kind != "comment"] for text in readings(sparql)]
    for each in read:
        for message in _reasons(each):
            raise StoreError(message)
        _refuse_size(each)
    _refuse_unknown(sparql, read[0])


def _refuse_unknown(sparql: str, read: Sequence[Token]) -> None:
    """Refuse a character that begins nothing: an engine that takes it reads something else than was read here."""
    for token in read:
        if token.kind == "unknown":
            before = sparql[: token.start]
            place = f"{before.count(chr(10)) + 1}:{token.start - before.rfind(chr(10))}"
            what = "a text that is never closed" if token.text in "'\"" else f"the character {token.text!a}"
            raise StoreError(pointed(sparql, f"error at {place}: {what} cannot stand here"))


def _reasons(read: Sequence[Token]) -> Iterator[str]:
    """Why the query is refused for what it says, where it is."""
    open_: list[str] = []
    describes = any(token.text.upper() == "DESCRIBE" for token in read)
    before, after = Token("sign", "", 0), Token("sign", "", 0)
    for place, token in enumerate(read):
        after = read[place + 1] if place + 1 < len(read) else after
        if token.text in _OPEN:
            open_.append("data" if token.text == "{" and _opens_data(read, place) else token.text)
        elif token.text in _CLOSE:
            del open_[-1:]
        elif token.kind == "word":
            yield from _of_word(token.text.upper())
        elif token.kind == "name":
            prefix, last = token.text.upper().partition(":")[0], before.text.upper()
            if "SERVICE" in prefix and after.text == "{" and last != "GRAPH":
                yield _SERVICE
            if "FROM" in prefix and not open_ and last != "PREFIX" and not describes:
                yield _FROM
        elif open_[-1:] == ["("] and open_[-2:-1] != ["data"] and _may_be_less(before, token):
            yield _UNCLEAR.format(token.text[:40])
        before = token


_UNCLEAR = "{} may be an address, or a comparison and a comment: write the address in full, or put a blank after <"


def _may_be_less(before: Token, token: Token) -> bool:
    """Could what was read as an address be less-than, an operand and a comment?"""
    operand = before.kind in _OPERANDS or before.text.upper() in (")", "TRUE", "FALSE")
    start, hash_, _ = token.text.partition("#")
    return token.kind == "iri" and operand and bool(hash_) and "://" not in start


def _opens_data(read: Sequence[Token], place: int) -> bool:
    """Does this brace open the rows of VALUES?"""
    place -= 1
    if read[place].text == ")":
        while place > 0 and read[place].text != "(":
            place -= 1
    return place > 0 and read[place - 1].text.upper() == "VALUES"


def _of_word(text: str) -> Iterator[str]:
    if text.startswith("@"):
        return
    if "SERVICE" in text:
        yield _SERVICE
    if text in _UPDATES:
        yield f"{text} is refused: queries only read this store"
    if "FROM" in text:
        yield _FROM


def _refuse_size(read: Sequence[Token]) -> None:
    """Refuse what an engine could not hold: too long apart from texts, addresses and comments, or too deep."""
    length = sum(1 if token.kind in ("text", "iri") else len(token.text) + 1 for token in read)
    operators = sum(token.text in _OPERATORS or token.text.upper() == "UNION" for token in read)
    if length > _LONGEST or operators > _MOST_OPERATORS:
        raise StoreError(f"the query is too long: at most {_LONGEST:,} characters and {_MOST_OPERATORS:,} operators")
    depth = 0
    for token in read:
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth > _DEEPEST:
            raise StoreError(f"the query nests deeper than {_DEEPEST} levels")
