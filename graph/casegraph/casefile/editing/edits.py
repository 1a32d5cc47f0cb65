"""Changes to the text of a case file: values replaced, keys and records added; then read again and compared.

A change is text put in the place of text, so comments, order and everything else stay as they are, byte for byte.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import UsageError
from ..format.model import CaseFile
from ..reader import Path_, read_document
from .lines import in_flow, record_lines, scalar
from .spans import SourceSpan, spans

__all__ = ["Changed", "Edit", "changed", "with_keys", "with_record", "with_values"]

_SECTIONS = list(CaseFile.model_fields)


@dataclass(frozen=True, slots=True)
class Edit:
    """Text to stand in [start, end)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The text of a file after changes, and the data it then holds."""

    text: str
    data: dict[str, Any]


def changed(text: str, changes: Iterable[Edit], data: dict[str, Any]) -> Changed:
    """The text with all changes in it.

    Args:
        text: of the file, without a byte order mark.
        changes: stretches that do not overlap.
        data: what the file must hold afterwards.

    Raises:
        UsageError: it would hold something else; nothing is to be written then.
    """
    new = text
    for change in sorted(changes, key=lambda each: (each.start, each.end), reverse=True):
        new = new[: change.start] + change.text + new[change.end :]
    document = read_document(Path("the changed file"), new)
    if document.problems or document.data != data:
        raise UsageError("this file is laid out in a way that cannot be changed safely; change it by hand")
    return Changed(new, data)


def with_values(text: str, data: dict[str, Any], values: Mapping[Path_, str]) -> Changed:
    """The file with other texts at some paths.

    Examples:
        >>> with_values("a: {b: old} # why", {"a": {"b": "old"}}, {("a", "b"): "new"}).text
        'a: {b: new} # why'
    """
    where, mended = spans(text), copy.deepcopy(data)
    for path, value in values.items():
        _holder(mended, path)[path[-1]] = value
    return changed(text, (Edit(where[path].start, where[path].end, scalar(new)) for path, new in values.items()),
                   mended)  # fmt: skip


def with_keys(text: str, data: dict[str, Any], keys: Mapping[Path_, Mapping[str, Any]]) -> Changed:
    """The file with further keys at the head of some of its mappings.

    Examples:
        >>> with_keys("p:\\n  quote: x\\n", {"p": {"quote": "x"}}, {("p",): {"start": "4"}}).text
        'p:\\n  start: 4\\n  quote: x\\n'
    """
    where, mended = spans(text), copy.deepcopy(data)
    changes = []
    for path, added in keys.items():
        span, held = where[path], _holder(mended, (*path, ""))
        kept = dict(held)
        held.clear()
        held.update({**added, **kept})
        inner = [f"{scalar(key)}: {in_flow(value)}" for key, value in added.items()]
        if span.flow:
            changes.append(Edit(span.start + 1, span.start + 1, ", ".join(inner) + (", " if kept else "")))
        else:
            line_end = _line_end(text) + " " * span.column
            changes.append(Edit(span.start, span.start, line_end.join(inner) + line_end))
    return changed(text, changes, mended)


def with_record(text: str, data: dict[str, Any], section: str, key: str, record: Mapping[str, Any]) -> Changed:
    """The file with one more record at the end of a section; a section it lacks stands in the order of the format.

    Examples:
        >>> print(with_record("people:\\n  doe: {name: Jane Doe}\\n", {"people": {"doe": {"name": "Jane Doe"}}},
        ...     "people", "roe", {"name": "Ann Roe"}).text, end="")
        people:
          doe: {name: Jane Doe}
          roe: {name: Ann Roe}
    """
    where = spans(text)
    mended = copy.deepcopy(data)
    held = mended.setdefault(section, {}) or {}
    mended[section] = {**held, key: copy.deepcopy(dict(record))}
    span = where.get((section,))
    if span is not None and not span.scalar and not span.flow and held:
        at = _end_of_line(text, span.end)
        lines = record_lines(key, record, " " * span.column)
        return changed(text, [_lines_at(text, at, lines)], mended)
    if span is not None and span.flow and held:
        return changed(text, [_in_brackets(text, span, key, record)], mended)
    lines = record_lines(key, record)
    if span is not None:  # the section stands there empty
        first = [] if span.scalar else [Edit(span.start, span.end, "")]
        return changed(text, [*first, _lines_at(text, _end_of_line(text, span.end), lines)], mended)
    before = [where[name,].end for name in _SECTIONS[: _SECTIONS.index(section)] if (name,) in where]
    gap = [""] if any(not line.strip() for line in text.splitlines()) else []
    at = _end_of_line(text, max(before, default=0))
    return changed(text, [_lines_at(text, at, [*gap, f"{section}:", *lines])], mended)


def _in_brackets(text: str, span: SourceSpan, key: str, record: Mapping[str, Any]) -> Edit:
    """A record before the bracket that closes a section."""
    inside = text[span.start + 1 : span.end - 1].rstrip()
    at = span.start + 1 + len(inside)
    comma = "" if inside.endswith(",") else ","
    return Edit(at, at, f"{comma}{_line_end(text)}  {scalar(key)}: {in_flow(record)}")


def _lines_at(text: str, at: int, lines: list[str]) -> Edit:
    """Whole lines after the line that ends at `at`."""
    end = _line_end(text)
    return Edit(at, at, "".join(end + line for line in lines) + ("" if text[at:] else end))


def _line_end(text: str) -> str:
    head = text.partition("\n")[0]
    return "\r\n" if head.endswith("\r") else "\n"


def _end_of_line(text: str, at: int) -> int:
    """Where the line that holds `at` ends, before its line break."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if text[at:end].endswith("\r") else end


def _holder(data: Any, path: Path_) -> Any:
    for part in path[:-1]:
        data = data[part]
    return data
