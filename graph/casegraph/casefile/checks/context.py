"""What a check looks at: the file as read, its records with their facts, and the ids there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..format.fields import Entry, Value, claim_predicates
from ..format.forms import Dated, Lasts, PassageEntry, Provenance, Refers, Whole
from ..format.model import CaseFile
from ..format.shape import ABSENT
from ..names import Names
from ..reader import Document, Path_

__all__ = ["Context", "date_texts", "passages"]


@dataclass(frozen=True)
class Context:
    document: Document
    file: CaseFile
    names: Names
    entries: tuple[Entry, ...]
    law: bool = False

    @cached_property
    def provenances(self) -> list[tuple[Path_, Provenance]]:
        """Every record, fact of its own source and claim that says where it comes from, with its path."""
        found: list[tuple[Path_, Provenance]] = []
        for entry in self.entries:
            found.append((entry.path, entry.record))
            found += [(value.path[:-1], value.own) for value in entry.values if value.own is not None]
        return found + [(("claims", index), claim) for index, claim in enumerate(self.file.claims)]

    def values(self, marker: type[Refers | Dated | Whole | Lasts]) -> list[Value]:
        """The values of records that carry the marker."""
        values = (value for entry in self.entries for value in entry.values if value.text != ABSENT)
        return [value for value in values if isinstance(value.spec.marker, marker)]


def passages(said: Provenance, path: Path_) -> Iterator[tuple[PassageEntry, Path_]]:
    if isinstance(said.passage, list):
        for index, entry in enumerate(said.passage):
            yield entry, (*path, "passage", index)
    elif said.passage is not None:
        yield said.passage, (*path, "passage")


def date_texts(context: Context) -> Iterator[tuple[str, Path_]]:
    file = context.file
    for name, source in file.sources.items():
        for key in ("published", "read"):
            if getattr(source, key) is not None:
                yield getattr(source, key), ("sources", name, key)
    yield from ((value.text, value.path) for value in context.values(Dated))
    for path, said in context.provenances:
        for key in ("observed", "reviewed"):
            if getattr(said, key) is not None:
                yield getattr(said, key), (*path, key)
    for index, claim in enumerate(file.claims):
        spec = claim_predicates().get(claim.predicate)
        if spec is not None and isinstance(spec.marker, Dated):
            yield claim.object, ("claims", index, "object")
