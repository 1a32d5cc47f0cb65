"""Which authority file holds an id: `datasets/authorities/index.csv`, made by `index_text` and compared by a test."""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..resources import shipped, shipped_files
from .officeholders import terms

__all__ = ["authority_files", "files_of", "index", "shared_names", "stem_of", "texts_in"]


def authority_files() -> list[Path]:
    """The shipped authority files, sorted.

    Examples:
        >>> "US-WI" in [path.stem for path in authority_files()]
        True
    """
    return shipped_files("datasets/authorities", ".yaml")


def stem_of(path: Path) -> str:
    """The short name of an authority file: its path below the folder, without the ending."""
    return path.relative_to(shipped("datasets/authorities")).with_suffix("").as_posix()


@cache
def index() -> dict[str, tuple[str, str]]:
    """Every id of the authority files → its section and the short name of its file."""
    with shipped("datasets/authorities/index.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: (row["section"], row["file"]) for row in csv.DictReader(file)}


@cache
def _shared() -> dict[str, str]:
    people = {term.person: "people" for term in terms() if term.person}
    return people | {name: section for name, (section, _) in index().items()}


def shared_names() -> dict[str, str]:
    """The ids every case may use, with the section each stands in.

    Examples:
        >>> shared_names()["US-WI-governor"]
        'offices'
    """
    return dict(_shared())


def files_of(names: Iterable[str]) -> set[str]:
    """The short names of the files that hold ids."""
    people = {term.person: term.office for term in terms() if term.person}
    found = (index().get(name) or index().get(people.get(name, "")) for name in names)
    return {entry[1] for entry in found if entry is not None}


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a file as read, keys apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item)
