"""JSON Lines of case records: one case a line, the JSON equivalent of a case file, checked like a file.

As in a case file every scalar is text: a number or `true` counts as what is written. `null` is no value.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from ..errors import Place, Problem
from .checks.check import Checked, Shared, check_document
from .reader import LONGEST_TEXT, MOST_BYTES, Document, Path_, forbidden

__all__ = ["check_line", "check_lines"]


class _CaseLine(Document):
    """One line as a document: every place is in that line, its column found when a problem needs it."""

    def __init__(self, file: str, number: int, text: str) -> None:
        super().__init__(file, {}, {}, {}, [text], [])
        self.number = number
        self.exact = False
        self._found: dict[Path_, tuple[int, int, Any]] = {}

    def place(self, path: Path_) -> Place:
        """Where the value at `path` stands: after the last of its keys, found in the order they are nested."""
        if not self.exact:
            return Place(self.file, self.number, 1)
        column, width, value = self._key(path)
        if isinstance(value, str):
            found = self.lines[0].find(_quoted(value), column + width)
            column, width = (found, len(value) + 2) if found >= 0 else (column, width)
        return Place(self.file, self.number, column + 1, width)

    def _key(self, path: Path_) -> tuple[int, int, Any]:
        """Column and width of the last key on the way to `path`, and the value there."""
        if not path:
            return 0, 1, self.data
        if path in self._found:
            return self._found[path]
        column, width, value = self._key(path[:-1])
        part = path[-1]
        if isinstance(part, str):
            found = self.lines[0].find(f'"{part}"', column)
            column, width = (found, len(part) + 2) if found >= 0 else (column, width)
        if isinstance(value, dict):
            value = value.get(part)
        else:
            value = value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None
        self._found[path] = column, width, value
        return column, width, value

    def key_place(self, path: Path_) -> Place:
        """Where the key at `path` stands, as near as one line allows."""
        return self.place(path)


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def check_lines(
    block: bytes, file: str, first: int, shared: Shared, also: Callable[[Checked], Checked]
) -> Iterator[Checked]:
    """Every line of `block` that is not blank, checked; `first` is the number of its first line."""
    for number, line in enumerate(block.split(b"\n"), first):
        if line.strip():
            yield check_line(line, file, number, shared, also)


def check_line(
    line: bytes, file: str, number: int, shared: Shared, also: Callable[[Checked], Checked] = lambda checked: checked
) -> Checked:
    """One case, checked like a file; every problem names file, line and column.

    Most lines have no problem, so no column is looked for until there is one.

    Args:
        line: the JSON text.
        file, number: how problems call it.
        shared: the ids of the authority files.
        also: a check of the records that come of it, which may add problems.

    Examples:
        >>> check_line(b'{"case": }', "cases.jsonl", 7, {}).problems[0].place
        Place(file='cases.jsonl', line=7, column=10, width=1)
    """
    document = _CaseLine(file, number, "")
    problem = _read(document, line)
    if problem is not None:
        return Checked(document, (problem,), None)
    checked = also(check_document(document, shared))
    if checked.problems:
        document.exact = True
        checked = also(check_document(document, shared))
    return checked


def _read(document: _CaseLine, line: bytes) -> Problem | None:
    """Fill the document; what keeps it from being read, or None."""

    def wrong(column: int, code: str, message: str) -> Problem:
        return Problem(Place(document.file, document.number, column), code, message)

    if len(line) > MOST_BYTES:
        return wrong(1, "E001", f"larger than {MOST_BYTES:,} bytes")
    try:
        text = line.decode("utf-8-sig" if document.number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        return wrong(error.start + 1, "E002", f"byte 0x{line[error.start]:02X} is not UTF-8")
    document.lines = [text]
    twice: list[str] = []
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: _mapping(pairs, twice), parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        return wrong(error.colno, "E003", f"this is not JSON: {error.msg}")
    except RecursionError:
        return wrong(1, "E003", "nested too deeply")
    if twice:
        column = text.rfind(f'"{twice[0]}"') + 1
        return wrong(max(1, column), "E004", f"duplicate key '{twice[0]}'")
    if not isinstance(data, dict):
        return wrong(1, "E003", "expected one case, a JSON object, in every line")
    char = forbidden(text) or (forbidden("".join(_texts(data))) if "\\u" in text else "")
    if char:
        column = text.casefold().find(f"\\u{char[2:].casefold()}") + 1
        return wrong(max(1, column), "E002", f"character {char} may not stand in a text")
    if len(text) > LONGEST_TEXT and (long := max(map(len, _texts(data)), default=0)) > LONGEST_TEXT:
        return wrong(1, "E008", f"a text of {long:,} characters; at most {LONGEST_TEXT:,}")
    if "authority" in data:
        return wrong(1, "E101", "a line is a case; a file of authorities is a file of its own")
    document.data = data
    return None


def _texts(value: Any) -> Iterator[str]:
    """Every key and every text of a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _texts(item)


def _mapping(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    held = {key: _text(value) for key, value in pairs}
    if len(held) < len(pairs):
        keys = [key for key, _ in pairs]
        twice += [key for key in keys if keys.count(key) > 1]
    return held


def _text(value: Any) -> Any:
    if isinstance(value, list):
        return [_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else value
