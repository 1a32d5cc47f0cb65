"""Ids and names of files: well formed, given once, and free."""

from collections.abc import Iterator

from ...courts import resolve_court
from ...errors import Problem
from ..compile import entry_name
from ..law import SHIPPED_SECTIONS
from ..reader import Path_
from .context import Context

__all__ = ["ids_are_unique", "its_name_is_free", "shipped_ids_stay"]

_SHIPPED = {"courts", "foreign", "index", "officeholders", "US-states-relief", "US-tribes-relief"}
"""Names of shipped files, and of the index of a store, beside those of the sovereigns."""
_FOLDERS = {"claim", "graph", "law", "name", "passage", "said", "word"}
"""First parts of the IRIs of what no case defines: a case called so would write among them."""


def ids_are_unique(context: Context) -> Iterator[Problem]:
    """No id stands in two sections, or twice in a list."""
    seen: dict[str, Path_] = {}
    held: list[tuple[Path_, str]] = [(("sources", name), name) for name in context.file.sources]
    held += [(entry.path, entry_name(entry)) for entry in context.entries]
    place = context.document.key_place
    for path, name in held:
        if name in seen:
            first = place(seen[name])
            yield Problem(
                place(path),
                "E110",
                f"id '{name}' is used twice",
                f"first given in line {first.line}, under {seen[name][0]}",
                "choose another id",
                ((first, "first given here"),),
            )
        elif isinstance(path[1], str) and not _good_id(path[1]):
            yield Problem(
                place(path),
                "E112",
                f"'{path[1]}' is not an id",
                "letters, digits, '-', '_' and '.' only",
                "write it like steven-avery",
            )
        seen.setdefault(name, path)


def its_name_is_free(context: Context) -> Iterator[Problem]:
    """A file's name is an id, and no case is called as a shipped file is: the two would share one named graph."""
    name = context.file.case or ""
    for key in ("case", "authority"):
        named = getattr(context.file, key)
        if named and not _good_id(named):
            note = "letters, digits, '-', '_' and '.' only, like jane-doe"
            yield Problem(context.document.place((key,)), "E112", f"'{named}' cannot name a {key}", "not a name", note)
    if context.file.case and context.file.authority:
        place, note = (
            context.document.place(("authority",)),
            "keep one of the two, and put the rest in another file",
        )
        yield Problem(place, "E109", "a file is a case or a file of authorities, not both", "beside case:", note)
    if name in _SHIPPED or context.names.shared.get(name.removesuffix("-relief")) == "sovereigns":
        place = context.document.place(("case",))
        yield Problem(place, "E110", f"'{name}' is the name of a shipped file", "taken", "choose another name")
    elif name in _FOLDERS:
        place = context.document.place(("case",))
        yield Problem(place, "E110", f"'{name}' is a word of casegraph's own IRIs", "taken", "choose another name")


def shipped_ids_stay(context: Context) -> Iterator[Problem]:
    """No file defines again what a shipped file, or one given as law, defines: one id would mean two things."""
    for entry in context.entries:
        name = entry_name(entry)
        shipped = context.names.shared.get(name) in SHIPPED_SECTIONS
        if entry.section in SHIPPED_SECTIONS and (shipped or _in_registry(context, entry.section, name)):
            place = context.document.key_place(entry.path)
            note = f"leave it out and use the shipped '{name}'; for something else choose another id"
            yield Problem(place, "E110", f"'{name}' is the id of a shipped record", "defined already", note)


def _in_registry(context: Context, section: str, name: str) -> bool:
    return section == "courts" and not context.law and resolve_court(name).id == name


def _good_id(name: str) -> bool:
    return bool(name) and all(char.isalnum() or char in "-_." for char in name) and name[0].isalnum()
