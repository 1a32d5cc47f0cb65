"""The map of a register: which of its columns is which of ours, in a small YAML file anybody can write.

```yaml
map: pardon-list
source: {label: "List of pardons, 2016", kind: register}
columns: {person: Name, court: District, date: Sentenced, offence: Offense}
constants: {law_broken: US, status: pardoned}
dates: "%m/%d/%Y"
words: {sentence_type: {Death: death, "*life*": life}}
```
A column of ours may name several of theirs: the first that the table has counts. `constants` fill what the table does
not say; `dates` are forms as of strptime, tried after EDTF; `words` translate values, `*` stands for anything.
"""

import fnmatch
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..casefile.reader import Document, read_document
from ..dates import NotADate, When
from ..errors import NoSuchThing, Problem, ProblemsFound, UsageError, did_you_mean
from ..resources import shipped, shipped_files

__all__ = ["COLUMNS", "RegisterMap", "map_names", "read_map"]

COLUMNS = ("id", "person", "first_name", "last_name", "law_broken", "statute", "court", "state", "county", "offence",
           "sentence_type", "flags", "date", "status", "status_date")  # fmt: skip
"""Our columns: what a map may fill. `state` and `county` only help to find the court."""

Column = Literal["id", "person", "first_name", "last_name", "law_broken", "statute", "court", "state", "county",
                 "offence", "sentence_type", "flags", "date", "status", "status_date"]  # fmt: skip


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Several = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    kind: str = "register"
    publisher: str = ""
    published: str = ""
    url: str = ""
    read: str = ""


class RegisterMap(BaseModel):
    """A map, read and checked. `map` is its name, and the scope of the ids it makes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    map: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    source: _Source
    columns: dict[Column, Several]
    constants: dict[Column, str] = Field(default_factory=dict)
    dates: Several = ()
    words: dict[Column, dict[str, str]] = Field(default_factory=dict)

    def found_in(self, header: list[str]) -> dict[str, str]:
        """Our column → theirs, for those the table has; blanks and case do not count.

        Raises:
            UsageError: the table has none of the columns the map names.
        """
        held = {_plain(name): name for name in reversed(header)}
        found = {
            ours: held[_plain(name)]
            for ours, names in self.columns.items()
            for name in reversed(names)
            if _plain(name) in held
        }
        if not found:
            wanted = sorted({name for names in self.columns.values() for name in names})
            near = sorted({other for name in wanted for other in did_you_mean(name, header, 1)})
            hint = f" Near: {', '.join(near)}." if near else ""
            raise UsageError(
                f"the table has none of the columns the map {self.map!r} names ({', '.join(wanted)}); "
                f"it has: {', '.join(header)}.{hint}"
            )
        return found

    def translated(self, column: str, value: str) -> str:
        """The value as our format knows it; unchanged where the map has no word for it."""
        words = self.words.get(column, {})  # type: ignore[call-overload]
        if value in words:
            return str(words[value])
        return next((new for old, new in words.items() if fnmatch.fnmatchcase(value.casefold(), old.casefold())), value)

    def date(self, value: str) -> When:
        """A date of the table.

        Raises:
            NotADate: it is neither EDTF nor of a form the map names.
        """
        try:
            return When.parse(value)
        except NotADate as error:
            for form in self.dates:
                try:
                    return When.day(datetime.strptime(value, form).date())
                except ValueError:
                    continue
            forms = f" nor of the form {' or '.join(self.dates)}" if self.dates else ""
            raise NotADate(value, f"{error.why}{forms}", error.hint) from error


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def map_names() -> list[str]:
    """The names of the shipped maps.

    Examples:
        >>> map_names()
        ['exoneration-register', 'pardon-list']
    """
    return sorted(path.stem for path in shipped_files("datasets/maps", ".yaml"))


def read_map(name: str | Path) -> RegisterMap:
    """A shipped map by name, or a map file.

    Raises:
        NoSuchThing: neither.
        ProblemsFound: the file is wrong; every problem with file, line and column.
    """
    path = Path(name)
    if str(name) in map_names():
        path = shipped(f"datasets/maps/{name}.yaml")
    elif not path.is_file():
        if path.suffix in (".yaml", ".yml"):
            raise UsageError(f"cannot read {path}: no such file")
        raise NoSuchThing("map", str(name), map_names())
    document = read_document(path)
    if document.problems:
        raise ProblemsFound(document.problems)
    try:
        return RegisterMap.model_validate(document.data)
    except ValidationError as error:
        raise ProblemsFound(_problems(document, error)) from error


def _problems(document: Document, error: ValidationError) -> list[Problem]:
    found = []
    for detail in error.errors(include_url=False):
        path = tuple(part for part in detail["loc"] if part != "[key]")
        name = str(path[-1]) if path else ""
        known = COLUMNS if path[:1] in (("columns",), ("constants",), ("words",)) else list(RegisterMap.model_fields)
        near = did_you_mean(name, known)
        unknown = detail["type"] in ("extra_forbidden", "literal_error")
        told = f"unknown column {name!r}" if unknown and known is COLUMNS else detail["msg"].lower()
        code = "E108" if unknown else "E110" if detail["type"] == "missing" else "E112"
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"a map knows: {', '.join(known)}"
        found.append(Problem(document.key_place(path), code, told, "", hint))
    return found
