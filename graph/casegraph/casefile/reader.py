"""YAML as a person writes it: every scalar stays text, every value knows its line and column.

Built on libyaml's events through PyYAML, because plain loaders turn `NO` into False and 12:30:45 into a number, and
keep the last of two equal keys without a word. Duplicate keys, aliases and tags are refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..errors import Place, Problem, UsageError
from ..reading import read_bytes

__all__ = ["LONGEST_TEXT", "MOST_BYTES", "Document", "forbidden", "read_document"]

MOST_BYTES = 20_000_000
"""A case file larger than this is refused: it is a register, not a case."""
LONGEST_TEXT = 100_000
"""Code points of one text: no name, note or quotation is as long, and figures and pages measure every one of them."""
_SHORTEN = f"at most {LONGEST_TEXT:,}: an article stands in a file of its own, which a source names"
_DEEPEST = 40
_FORBIDDEN = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
"""What is no character of a text: NUL, halves of a pair. Other controls stay, and are shown harmless (`display`)."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path_ = tuple[str | int, ...]


def forbidden(text: str) -> str:
    """The first character that no text of ours may hold, as `U+0000`; "" where there is none.

    Examples:
        >>> forbidden("Jane\\0Doe"), forbidden("José")
        ('U+0000', '')
    """
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


@dataclass
class Document:
    """A file as plain data (dict, list, str, None) with the place of every key and value.

    Attributes:
        file: the name problems print.
        data: the top-level mapping, {} when the file could not be read.
        places: path of keys and indexes → place of the value.
        keys: path → place of the key.
        lines: the file's lines, for printing problems.
        problems: what the reader refused.
    """

    file: str
    data: dict[str, Any]
    places: dict[Path_, Place]
    keys: dict[Path_, Place]
    lines: list[str]
    problems: list[Problem]

    def place(self, path: Path_) -> Place:
        """The place of the value at `path`, or of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Place(self.file, 1, 1)

    def key_place(self, path: Path_) -> Place:
        """The place of the key at `path`, or of its value."""
        return self.keys.get(path) or self.place(path)


def read_document(path: Path, text: str | None = None) -> Document:
    """Read a YAML file; everything wrong with its form is in the document's `problems`.

    Args:
        path: the file; its name is used in problems.
        text: the content when it is not to be read from `path`.
    """
    document = Document(str(path), {}, {}, {}, [], [])
    if text is None:
        text = _decode(path, document)
    if text is None:
        return document
    document.lines = text.splitlines()
    try:
        _TreeBuilder(document).run(text)
        if not document.places:
            start = Place(document.file, 1, 1)
            document.problems.append(
                Problem(start, "E109", "the file is empty", help="start one with: casegraph new NAME")
            )
    except yaml.MarkedYAMLError as error:
        _malformed(document, error)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        place = Place(document.file, line, column)
        document.problems.append(
            Problem(place, "E002", f"character U+{_code_point(error.character):04X} may not stand in YAML")
        )
    except RecursionError:
        document.problems.append(Problem(Place(document.file, 1, 1), "E003", "nested too deeply"))
    return document


def _code_point(character: Any) -> int:
    return character if isinstance(character, int) else ord(str(character)[:1] or "\0")


def _decode(path: Path, document: Document) -> str | None:
    start = Place(document.file, 1, 1)
    try:
        raw = read_bytes(path, MOST_BYTES)
    except UsageError as error:
        document.problems.append(
            Problem(start, "E001", str(error).replace(f"cannot read {path}", "cannot read this file"))
        )
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode(errors="replace")) + 1
        document.problems.append(
            Problem(
                Place(document.file, line, column),
                "E002",
                f"byte 0x{raw[error.start]:02X} is not UTF-8",
                help="save the file as UTF-8",
            )
        )
        return None


def _malformed(document: Document, error: yaml.MarkedYAMLError) -> None:
    mark = error.problem_mark or error.context_mark
    place = Place(document.file, mark.line + 1, mark.column + 1) if mark else Place(document.file, 1, 1)
    message = " ".join(part for part in (error.context, error.problem) if part)
    note = "indent with spaces; put text that holds ': ' or ' #' between quotes"
    document.problems.append(Problem(place, "E003", f"this is not YAML: {message}", help=note))


class _TreeBuilder:
    """Turns events into data; one method per kind of node."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.events: Iterator[Any] = iter(())

    def run(self, text: str) -> None:
        self.events = iter(yaml.parse(text, Loader=_LOADER))
        for event in self.events:
            if isinstance(event, (yaml.AliasEvent, yaml.NodeEvent)):
                if self.document.data or self.document.places:
                    self.report(event, "E003", "a second document in one file")
                    return
                value = self.node(event, ())
                if isinstance(value, dict):
                    self.document.data = value
                else:
                    self.report(event, "E003", "expected a mapping of sections at the top of the file")

    def report(self, event: Any, code: str, message: str, note: str = "") -> None:
        self.document.problems.append(Problem(self.place(event), code, message, help=note))

    def place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        width = end.column - column if end.line == line else 1
        return Place(self.document.file, line + 1, column + 1, width if width > 1 else 1)

    def node(self, event: Any, path: Path_) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self.report(
                event,
                "E005",
                f"alias *{event.anchor}",
                "write the value out: a reader sees one line at a time",
            )
            return None
        if event.anchor:
            self.report(event, "E005", f"anchor &{event.anchor}", "leave the anchor out")
        if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            self.report(event, "E006", f"tag {event.tag}", "leave the tag out: every value is read as text")
        if len(path) > _DEEPEST:
            raise RecursionError
        self.document.places[path] = self.place(event)
        if isinstance(event, yaml.ScalarEvent):
            if event.style == '"' and (char := forbidden(event.value)):  # raw ones are refused by YAML itself
                self.report(event, "E002", f"character {char} may not stand in a text", "leave the character out")
            if len(event.value) > LONGEST_TEXT:
                self.report(event, "E008", f"a text of {len(event.value):,} characters", _SHORTEN)
            plain_null = event.style is None and event.value in ("", "~", "null")
            return None if plain_null else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Path_) -> list[Any]:
        values: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self.node(event, (*path, len(values))))
        return values

    def mapping(self, path: Path_) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self.report(event, "E003", "a key must be a plain word")
                self.node(event, (*path, "?"))
                self.node(next(self.events), (*path, "?", "value"))
                continue
            key, inner = event.value, (*path, event.value)
            if key in values:
                first = self.document.keys[inner]
                self.document.problems.append(
                    Problem(
                        self.place(event),
                        "E004",
                        f"duplicate key '{key}'",
                        f"first given in line {first.line}",
                        "rename one of the two, or merge them",
                        ((first, "first given here"),),
                    )
                )
                self.node(next(self.events), (*path, f"{key} (again)"))
                continue
            self.document.keys[inner] = self.place(event)
            values[key] = self.node(next(self.events), inner)
        return values
