"""What each key of the format means: its property, what its values are, and the values found in a record."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from ...vocabulary import predicate_for
from .forms import Dated, Lasts, Provenance, Qualified, Refers, Whole
from .model import CLAIM_PREDICATES, CaseFile
from .values import Record

__all__ = [
    "SECTIONS",
    "Entry",
    "FieldSpec",
    "Value",
    "claim_predicates",
    "entries_of",
    "fields_of",
    "values_of",
]

_NOT_FACTS = {"kind", "redaction", "redacted_as", *Provenance.model_fields}
Marker = Refers | Dated | Whole | Lasts | None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One key of a section: the attribute behind it, its property, and what its values are."""

    key: str
    attribute: str
    predicate: str
    marker: Marker


@dataclass(frozen=True, slots=True)
class Value:
    """One value in a record: its spec, the text, its own provenance if any, and its path in the file."""

    spec: FieldSpec
    text: str
    own: Provenance | None
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it stands in a file: its section, its key or index there, and every fact of it."""

    section: str
    key: str | int
    record: Record
    values: tuple[Value, ...]

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands in the file."""
        return self.section, self.key


def _record_class(annotation: Any) -> type[Record] | None:
    for argument in get_args(annotation):
        if isinstance(argument, type) and issubclass(argument, Record):
            return argument
    return None


SECTIONS: dict[str, type[Record]] = {
    name: found for name, info in CaseFile.model_fields.items() if (found := _record_class(info.annotation))
}
"""Every section that holds records, with their class, in the order files are read."""


def _marker(annotation: Any, metadata: list[Any] | None = None) -> Marker:
    for item in [*(metadata or []), *get_args(annotation)]:
        if isinstance(item, (Refers, Dated, Whole, Lasts)):
            return item
        if isinstance(item, type) and issubclass(item, Qualified):
            inner = item.model_fields["value"]
            found = _marker(inner.annotation, inner.metadata)
        else:
            found = None if isinstance(item, type) else _marker(item)
        if found is not None:
            return found
    return None


@cache
def fields_of(model: type[Record]) -> tuple[FieldSpec, ...]:
    """The keys of `model` that state facts, in the order of the format.

    Examples:
        >>> [spec.key for spec in fields_of(SECTIONS["tenures"])][-4:]
        ['from', 'from_hour', 'until', 'until_hour']
    """
    specs = []
    for attribute, info in model.model_fields.items():
        if attribute in _NOT_FACTS:
            continue
        key = info.alias or attribute
        predicate = predicate_for("label" if key == "name" else key)
        specs.append(FieldSpec(key, attribute, predicate, _marker(info.annotation, info.metadata)))
    return tuple(specs)


@cache
def claim_predicates() -> dict[str, FieldSpec]:
    """Every key a claim may name as its predicate: those of all sections, and those only claims use."""
    found: dict[str, FieldSpec] = {}
    for model in SECTIONS.values():
        for spec in fields_of(model):
            known = found.get(spec.key)
            if known is None:
                found[spec.key] = FieldSpec(spec.key, spec.attribute, spec.predicate, _widened(spec.marker))
            elif isinstance(known.marker, Refers) != isinstance(spec.marker, Refers):
                raise AssertionError(f"{spec.key} means two things in the format")
    for key, marker in CLAIM_PREDICATES.items():
        assert marker is None or isinstance(marker, Refers)
        found[key] = FieldSpec(key, key, predicate_for(key), marker)
    return found


def _widened(marker: Marker) -> Marker:
    return Refers() if isinstance(marker, Refers) else marker


def entries_of(file: CaseFile) -> tuple[Entry, ...]:
    """Every record of the file with its facts, in file order: read once, for all who check and compile it."""
    found: list[Entry] = []
    for section in SECTIONS:
        if held := getattr(file, section):
            pairs = held.items() if isinstance(held, dict) else enumerate(held)
            found += [Entry(section, key, record, tuple(values_of(record, (section, key)))) for key, record in pairs]
    return tuple(found)


def values_of(record: Record, path: tuple[str | int, ...]) -> Iterator[Value]:
    """Every fact of a record, one by one."""
    everything = record.__dict__
    for spec in fields_of(type(record)):
        held = everything[spec.attribute]
        if held is None or (held == "" and spec.attribute not in record.model_fields_set):
            continue
        many = isinstance(held, list)
        for index, item in enumerate(held if many else [held]):
            where = (*path, spec.key, index) if many else (*path, spec.key)
            if isinstance(item, Qualified):
                yield Value(spec, str(item.value), item, (*where, "value"))
            else:
                yield Value(spec, str(item), None, where)
