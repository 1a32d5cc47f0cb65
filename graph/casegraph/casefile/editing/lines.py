"""Records as the YAML a person would write: plain where plain is read back the same, small ones on one line."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["WIDTH", "in_flow", "record_lines", "scalar"]

WIDTH = 118
"""Columns of a line; a longer record is written key by key."""
_PLAIN = re.compile(r"[A-Za-z0-9(§][^\n\r\t:#,\[\]{}\"'\\]*")
_NO_TEXT = {"null", "~"}


def scalar(text: str) -> str:
    """A text as a value of YAML, in quotes where it would otherwise be read as something else.

    Examples:
        >>> scalar("Jane Doe"), scalar("1999-04-16"), scalar("State v. Doe: appeal")
        ('Jane Doe', '1999-04-16', '"State v. Doe: appeal"')
    """
    if _PLAIN.fullmatch(text) and text == text.strip() and text not in _NO_TEXT and text.isprintable():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escaped(char) for char in quoted)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


def in_flow(value: Any) -> str:
    """A value on one line: a text, a list, a mapping.

    Examples:
        >>> in_flow({"name": "Jane Doe", "source": ["a", "b"]})
        '{name: Jane Doe, source: [a, b]}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {in_flow(held)}" for key, held in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(in_flow(each) for each in value) + "]"
    return scalar(str(value))


def record_lines(key: str, record: Mapping[str, Any], indent: str = "  ") -> list[str]:
    """A record with its key, on one line where it fits, else a line for each of its keys.

    Examples:
        >>> record_lines("doe", {"name": "Jane Doe", "source": "d"})
        ['  doe: {name: Jane Doe, source: d}']
    """
    line = f"{indent}{scalar(key)}: {in_flow(record)}"
    if len(line) <= WIDTH and len(record) <= _MOST_ON_A_LINE:
        return [line]
    inner = (f"{indent}  {scalar(held)}: {in_flow(value)}" for held, value in record.items())
    return [f"{indent}{scalar(key)}:", *inner]


_MOST_ON_A_LINE = 7
