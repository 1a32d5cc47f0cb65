"""What sovereigns, offices and those who held them are called: names of the authority files and tables → ids.

A name people type is looked up here before ids are compared with it: "New Mexico" is the name of a known thing.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ..courts.tables import sovereigns
from ..courts.words import plain
from ..kept import kept
from ..resources import shipped, shipped_files

__all__ = ["SHIPPED", "called", "ids_called", "key_of_name", "names_of_file"]

_JOINING = {"the", "of", "a", "an", "state", "commonwealth", "territory"}
_NAMES = ("label", "name", "also_known_as")
SHIPPED = ("sovereigns", "offices", "people")
"""Sections of shipped records that are found by name; courts are by `courts.resolve_court`."""


def key_of_name(text: str) -> str:
    """What names are compared by: the words without those that only join, in any order.

    Examples:
        >>> key_of_name("Governor of New Mexico") == key_of_name("New Mexico governor")
        True
        >>> key_of_name("W.Va.") == key_of_name("W. Va.")
        True
    """
    return " ".join(sorted(word for word in plain(text) if word not in _JOINING))


def names_of_file(data: Mapping[str, Any], section: str) -> Iterator[tuple[str, str]]:
    """The names of the records of one section of a file as read, each with its id; ids first."""
    held = data.get(section)
    records = held.items() if isinstance(held, dict) else ()
    yield from ((key_of_name(id_), id_) for id_, _ in records)
    for id_, record in records:
        for key in _NAMES if isinstance(record, dict) else ():
            value = record.get(key)
            for name in value if isinstance(value, list) else [value]:
                text = name.get("value") if isinstance(name, dict) else name
                if isinstance(text, str):
                    yield key_of_name(text), id_


@cache
def called(section: str) -> Mapping[str, tuple[str, ...]]:
    """Every name of the shipped sovereigns, offices or people, as `key_of_name` writes it → the ids it means, sorted.

    Examples:
        >>> called("offices")[key_of_name("Governor of New Mexico")]
        ('US-NM-governor',)
    """
    return {key: tuple(ids) for key, ids in kept(f"called/{section}", lambda: _called(section)).items()}


def _called(section: str) -> dict[str, list[str]]:
    from .reader import read_document  # it needs the YAML reader, which most commands do without

    files = (read_document(path).data for path in shipped_files("datasets/authorities", ".yaml"))
    pairs = [pair for data in files for pair in names_of_file(data, section)]
    if section == "people":
        with shipped("datasets/authorities/officeholders.csv").open(encoding="utf-8", newline="") as file:
            pairs += [(key_of_name(row["name"]), row["person"]) for row in csv.DictReader(file) if row["person"]]
    if section == "sovereigns":
        pairs += [(key_of_name(form), own.id) for own in sovereigns().values() for form in (own.name, *own.forms)]
    found: dict[str, set[str]] = {}
    for key, id_ in pairs:
        found.setdefault(key, set()).add(id_)
    return {key: sorted(ids) for key, ids in found.items() if key}


def ids_called(name: str, sections: Iterable[str]) -> list[str]:
    """The ids of the shipped things that have the name.

    Examples:
        >>> ids_called("State of Wisconsin", ["sovereigns"]), ids_called("Canada", ["sovereigns"])
        (['US-WI'], [])
    """
    key = key_of_name(name)
    return [id_ for section in sections if section in SHIPPED for id_ in called(section).get(key, ())]
