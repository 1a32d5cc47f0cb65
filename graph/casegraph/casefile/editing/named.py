"""Names where ids belong: `law_broken: Georgia`, `agent: Governor of Texas`, `person: Jane Doe`.

A name that one thing has, here or in the shipped law, is taken for its id; one that several have stays a problem, which
names them. `check --fix` writes the ids into the file.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...courts import resolve_court
from ..called import SHIPPED, ids_called, key_of_name, names_of_file
from ..compile import as_list
from ..format.fields import Entry, claim_predicates
from ..format.forms import Provenance, Refers
from ..format.model import CaseFile
from ..names import Names
from ..reader import Path_

__all__ = ["court_names", "ids_of_names", "ids_with_name", "with_ids"]


def ids_of_names(file: CaseFile, data: Mapping[str, Any], names: Names, entries: Iterable[Entry]) -> dict[Path_, str]:
    """The places of a file that hold a name, each with the id that it means."""
    found: dict[Path_, str] = {}
    for path, text, sections in _references(file, entries):
        held = names.section(text)
        if held is None or (sections and held not in sections):
            ids = ids_with_name(text, sections, data, names)
            if len(ids) == 1:
                found[path] = ids[0]
    return found


def ids_with_name(text: str, sections: Sequence[str], data: Mapping[str, Any], names: Names) -> list[str]:
    """The ids of what is called `text` in one of `sections`, any when none: of the file, else of the shipped law."""
    key = key_of_name(text)
    if not key:
        return []
    wanted = sections or tuple(section for section in data if section not in ("claims",))
    own = [id_ for section in wanted for called, id_ in names_of_file(data, section) if called == key]
    shipped = [id_ for id_ in ids_called(text, sections or SHIPPED) if id_ in names.shared]
    return list(dict.fromkeys(own or shipped))


def _references(file: CaseFile, entries: Iterable[Entry]) -> Iterator[tuple[Path_, str, tuple[str, ...]]]:
    """Every place that names a record: its path, what stands there, the sections the record may stand in."""
    for entry in entries:
        yield from _said_by(entry.record, entry.path)
        for value in entry.values:
            if isinstance(value.spec.marker, Refers):
                yield value.path, value.text, value.spec.marker.sections
            if value.own is not None:
                yield from _said_by(value.own, value.path[:-1])
    for index, claim in enumerate(file.claims):
        path: Path_ = ("claims", index)
        yield from _said_by(claim, path)
        yield (*path, "subject"), claim.subject, ()
        spec = claim_predicates().get(claim.predicate)
        if spec is not None and isinstance(spec.marker, Refers):
            yield (*path, "object"), claim.object, ()


def _said_by(said: Provenance, path: Path_) -> Iterator[tuple[Path_, str, tuple[str, ...]]]:
    for key, held, sections in (("source", said.source, ("sources",)), ("speaker", said.speaker, ())):
        for index, name in enumerate(as_list(held)):
            yield ((*path, key, index) if isinstance(held, list) else (*path, key)), name, sections


def court_names(names: Names, entries: Iterable[Entry]) -> dict[Path_, str]:
    """The places that hold a registry court's name and not its id, each with the id; such a name is no problem."""
    return {
        value.path: id_
        for entry in entries for value in entry.values
        if isinstance(value.spec.marker, Refers) and "courts" in value.spec.marker.sections
        and value.text not in names.own and value.text not in names.shared
        and (id_ := resolve_court(value.text).id) and id_ != value.text
    }  # fmt: skip


def with_ids(data: dict[str, Any], ids: Mapping[Path_, str]) -> dict[str, Any]:
    """The data of a file with ids in the place of names; what was given stays as it is.

    Examples:
        >>> with_ids({"convictions": {"c": {"law_broken": "Georgia"}}}, {("convictions", "c", "law_broken"): "US-GA"})
        {'convictions': {'c': {'law_broken': 'US-GA'}}}
    """
    mended = copy.deepcopy(data)
    for path, id_ in ids.items():
        holder: Any = mended
        for part in path[:-1]:
            holder = holder[part]
        holder[path[-1]] = id_
    return mended
