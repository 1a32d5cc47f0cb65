"""What `check --fix` writes: the ids of names, and where in its source a passage stands."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import Problem, UsageError
from ...reading import read_bytes
from ...records.passage import Passage, SourceText, digest
from ..checks.check import Checked
from ..compile import entry_name
from ..format.fields import entries_of
from ..format.shape import shape_problems
from ..names import Names
from ..reader import MOST_BYTES, Document, Path_, read_document
from .edits import with_keys, with_values
from .named import court_names

__all__ = ["Fix", "Sought", "fix_of", "sought_passages", "unfound"]

_DIGEST = 12
"""Digits of a passage's digest that are written."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A file as it should be.

    Attributes:
        path: the file.
        old: its bytes as read; it is written only while it holds them.
        new: its bytes with all that was mended.
        told: what was mended, a line each.
    """

    path: Path
    old: bytes
    new: bytes
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage of a file that has a quotation.

    Attributes:
        path: where it stands in the file.
        source: id of its source.
        quote: its opening words.
        start, end: the span it gives, or None.
        digest: the digits of the span's digest it gives, or "".
    """

    path: Path_
    source: str
    quote: str
    start: int | None
    end: int | None
    digest: str

    def places(self, text: str) -> list[tuple[int, int]]:
        """Every span of a text that it may mean; where it gives one that fits, that alone."""
        length = len(self.quote) if self.start is None or self.end is None else self.end - self.start
        if self.start is not None and self._fits(text, self.start, length):
            return [(self.start, self.start + length)]
        found, at = [], text.find(self.quote)
        while at >= 0:
            if self._fits(text, at, length):
                found.append((at, at + length))
            at = text.find(self.quote, at + 1)
        return found

    def _fits(self, text: str, start: int, length: int) -> bool:
        return Passage(self.source, start, start + length, self.quote, self.digest).fits(text)


def sought_passages(data: Mapping[str, Any]) -> Iterator[Sought]:
    """Every passage of a file that has a quotation, with its place in the file."""
    for path, record in _records(data):
        for where, said in _mappings(record.get("passage"), (*path, "passage")):
            quote, source = said.get("quote"), said.get("source") or _first(record) or _first(_outer(data, path))
            ends = [said.get(key) for key in ("start", "end")]
            if isinstance(quote, str) and isinstance(source, str) and all(end is None or end.isdigit() for end in ends):
                start, end = (None if end is None else int(end) for end in ends)
                yield Sought(where, source, quote, start, end, said.get("sha256") or "")


def _records(data: Mapping[str, Any]) -> Iterator[tuple[Path_, Mapping[str, Any]]]:
    """Every record, and every value of a record that is a mapping, with its path."""
    for section, held in data.items():
        for path, record in _mappings_in(held, (section,)):
            yield path, record
            for key, value in record.items():
                if key != "passage":
                    yield from _mappings(value, (*path, key))


def _mappings_in(held: Any, path: Path_) -> Iterator[tuple[Path_, Mapping[str, Any]]]:
    pairs = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    yield from (((*path, key), value) for key, value in pairs if isinstance(value, dict))


def _mappings(value: Any, path: Path_) -> Iterator[tuple[Path_, Mapping[str, Any]]]:
    """The value, where it is a mapping, or those of its items that are."""
    if isinstance(value, dict):
        yield path, value
    elif isinstance(value, list):
        yield from _mappings_in(value, path)


def _outer(data: Mapping[str, Any], path: Path_) -> Mapping[str, Any]:
    found: Any = data
    for part in path[:2]:
        found = found[part]
    return found if isinstance(found, dict) else {}


def _first(record: Mapping[str, Any]) -> str | None:
    """The id of the first source of a record."""
    named = record.get("source")
    named = named[0] if isinstance(named, list) and named else named
    return named if isinstance(named, str) else None


def unfound(document: Document, texts: Mapping[str, SourceText]) -> list[Problem]:
    """A problem for each passage without a span whose words its source does not hold, or holds more than once."""
    problems = []
    for one in sought_passages(document.data):
        text = texts.get(one.source)
        places = one.places(text.text) if text and one.start is None else [(0, 0)]
        if text is not None and len(places) != 1:
            near = None if places else text.closest(one.quote)
            times = f"it stands there {len(places)} times: quote more of it, or give its start and end"
            note = times if places else f"closest: {near[1]!r} at {near[0]}" if near else "nothing like it stands there"
            place = document.place((*one.path, "quote"))
            message = f"{one.quote!r} has no place of its own in '{one.source}'"
            problems.append(Problem(place, "E301", message, "which place?" if places else "not in the text", note))
    return problems


def fix_of(checked: Checked, texts: Mapping[str, SourceText]) -> Fix | None:
    """What can be mended in a file without a decision, or None where there is nothing.

    Args:
        checked: the file as checked.
        texts: the texts of sources, by id.

    Raises:
        UsageError: the file has changed since it was checked, or cannot be changed safely.
    """
    path = Path(checked.document.file)
    if checked.document.problems or path.suffix not in (".yaml", ".yml"):
        return None
    old = read_bytes(path, MOST_BYTES)
    text = old.decode("utf-8-sig", errors="replace")
    if text.splitlines() != checked.document.lines:
        raise UsageError(f"{path} has changed while it was checked, and stays as it is; run the command again")
    data = read_document(path, text).data
    ids = {**_courts(checked.document), **checked.named}
    spans = dict(_spans(checked.document.data, texts))
    if not ids and not spans:
        return None
    done = with_values(text, data, ids)
    kept = {(*path_, key): value for path_, keys in spans.items() for key, value in keys.items()
            if key in _at(data, path_)}  # fmt: skip
    done = with_values(done.text, done.data, kept)
    new = {path_: {key: value for key, value in keys.items() if key not in _at(data, path_)}
           for path_, keys in spans.items()}  # fmt: skip
    done = with_keys(done.text, done.data, {path_: keys for path_, keys in new.items() if keys})
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    told = [f"{_at(data, where)} → {id_}" for where, id_ in ids.items()]
    told += [f"{_at(data, where)['quote']!r} → {keys['start']}–{keys['end']}" for where, keys in spans.items()]
    return Fix(path, old, mark + done.text.encode(), tuple(dict.fromkeys(told)))


def _spans(data: Mapping[str, Any], texts: Mapping[str, SourceText]) -> Iterator[tuple[Path_, dict[str, str]]]:
    """The span of every passage that gives none or one that no longer fits, where its words have one place."""
    for one in sought_passages(data):
        places = one.places(texts[one.source].text) if one.source in texts else []
        if len(places) == 1 and places[0] != (one.start, one.end):
            (start, end) = places[0]
            span = texts[one.source].text[start:end]
            yield one.path, {"start": str(start), "end": str(end), "sha256": digest(span)[: len(one.digest) or _DIGEST]}


def _courts(document: Document) -> dict[Path_, str]:
    file, _ = shape_problems(document)
    entries = entries_of(file) if file else ()
    return court_names(Names("", {entry_name(entry): entry.section for entry in entries}, {}), entries)


def _at(data: Any, path: Path_) -> Any:
    for part in path:
        data = data[part]
    return data
