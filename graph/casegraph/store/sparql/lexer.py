"""The tokens of SPARQL as its grammar defines them (SPARQL 1.1, section 19.8), each in its place.

The productions are those of the Recommendation: names with escapes and percent signs (PN_LOCAL, PLX), texts of the four
kinds, IRIs, comments that end at a carriage return or line feed and nowhere else.
"""

import re
import sys
from collections.abc import Iterator
from typing import Literal, NamedTuple

__all__ = ["Kind", "Token", "blanked", "readings", "tokens"]

Kind = Literal["iri", "text", "comment", "name", "variable", "word", "number", "sign", "unknown"]


class Token(NamedTuple):
    """A token and where it starts.

    Attributes:
        kind: iri (`<…>`), text (a string), comment, name (`cg:date`, `_:b`), variable, word (keywords, `@en`), number,
            sign, or unknown: a character that begins none of these.
        text: as written.
        start: place of its first character, from 0.
    """

    kind: Kind
    text: str
    start: int


_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FIRST = _BASE + "_"
_CHARS = _FIRST + "\\-0-9\u00b7\u0300-\u036f\u203f-\u2040"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"[{_BASE}](?:[{_CHARS}.]*[{_CHARS}])?"
_LOCAL = rf"(?:[{_FIRST}:0-9]|{_ESCAPED})(?:(?:[{_CHARS}:]|{_ESCAPED}|\.(?=\.*(?:[{_CHARS}:%]|\\[^uU])))*)"
_TOKEN = re.compile(
    rf"""(?P<comment>\#[^\r\n]*)
    |(?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>|<(?:[^<>"{{}}|^`\\\x00-\x20]|\\[uU])*>)
    |(?P<text>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<name>(?:{_PREFIX})?:(?:{_LOCAL})?|_:[{_FIRST}0-9](?:[{_CHARS}.]*[{_CHARS}])?)
    |(?P<variable>[?$][{_FIRST}0-9][{_FIRST}0-9\u00b7\u0300-\u036f\u203f-\u2040]*)
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*|@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    |(?P<space>[\ \t\r\n]+)
    |(?P<sign><<|>>|&&|\|\||\^\^|[{{}}()\[\];,.|^/*+?!=<>&-])
    |(?P<unknown>.)""",
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens of a query in order, white space left out; every other character is in one of them.

    Examples:
        >>> [token.text for token in tokens(r"?s ex:a\\#b 'x # y' # SERVICE")]
        ['?s', 'ex:a\\\\#b', "'x # y'", '# SERVICE']
    """
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup != "space":
            yield Token(match.lastgroup, match.group(), match.start())  # type: ignore[arg-type]


def readings(sparql: str) -> list[str]:
    """The query as written, and with its code points (`\\u0053`) read first, as section 19.2 asks; engines do either.

    Examples:
        >>> readings(r"\\u0041SK {}")
        ['\\\\u0041SK {}', 'ASK {}']
    """
    return list(dict.fromkeys((sparql, _CODE_POINT.sub(_character, sparql))))


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number <= sys.maxunicode else escape[0]


def blanked(sparql: str, kinds: tuple[Kind, ...] = ("iri", "text", "comment")) -> str:
    """The query with tokens of some kinds made blank; every other character and every line end stays in its place.

    Examples:
        >>> blanked("ASK { ?s cg:x '{' }")
        'ASK { ?s cg:x     }'
    """
    parts, last = [], 0
    for token in tokens(sparql):
        if token.kind in kinds:
            parts += [sparql[last : token.start], re.sub(r"[^\n]", " ", token.text)]
            last = token.start + len(token.text)
    return "".join([*parts, sparql[last:]])
