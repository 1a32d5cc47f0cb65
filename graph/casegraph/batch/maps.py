"""The map of a register: which of its columns is which of ours, in a small YAML file anybody can write.

```yaml
map: pardon-list
source: {label: "List of pardons, 2016", kind: register}
columns: {person: Name, court: District, date: Sentenced, offence: Offense, stage: Offense}
constants: {law_broken: US, status: pardoned}
dates: "%m/%d/%Y"
words: {sentence_type: {Death: death, Life: life}, stage: {"*not convicted*": charged, "*": convicted}}
```
A column of ours may name several of theirs: the first that the table has counts. `constants` fill what the table does
not say; `dates` are forms as of strptime, tried after EDTF; `words` translate values, `*` stands for anything, and the
first that fits counts. A form makes a date as precise as it is: `%B %Y` gives a month. Years of two digits need
`pivot`, the first year they may mean: with `pivot: 1950` they lie from 1950 to 2049.
`source.standing` (or else `source.kind`) says how firmly the register's word stands.
"""

import fnmatch
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from ..casefile.called import names_of_file
from ..casefile.format.model import SourceEntry
from ..casefile.reader import Document, read_document
from ..dates import NotADate, When
from ..errors import NoSuchThing, Problem, ProblemsFound, UsageError, did_you_mean
from ..resources import shipped, shipped_files

__all__ = ["COLUMNS", "RegisterMap", "RegisterSource", "map_names", "parse_date", "read_map"]

COLUMNS = ("id", "person", "first_name", "last_name", "law_broken", "statute", "court", "state", "county", "offence",
           "sentence_type", "flags", "stage", "date", "status", "status_date")  # fmt: skip
"""Our columns: what a map may fill. `state` and `county` only help to find the court; `id` is kept as `ref`.

stage: convicted, charged (never convicted) or offence (not even charged); convicted where the table does not say.
"""

Column = Literal["id", "person", "first_name", "last_name", "law_broken", "statute", "court", "state", "county",
                 "offence", "sentence_type", "flags", "stage", "date", "status", "status_date"]  # fmt: skip


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Several = Annotated[tuple[str, ...], BeforeValidator(_listed)]


def _readable(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Forms of dates that say what they mean: each with a year, and a month where there is a day."""
    for form in forms:
        parts = _parts(form)
        if not parts <= _DIRECTIVES:
            raise ValueError(f"the form {form!r} holds {', '.join(f'%{part}' for part in sorted(parts - _DIRECTIVES))}")
        if not parts & {"Y", "y"}:
            raise ValueError(f"the form {form!r} names no year")
        if "d" in parts and not parts & _MONTH:
            raise ValueError(f"the form {form!r} names a day but no month")
    return forms


def _parts(form: str) -> set[str]:
    """The directives of a form: `%Y` is Y."""
    return set(re.findall("%(.?)", form)) - {"%"}


_MONTH = {"m", "b", "B"}
_TIME = {"H", "I", "p", "M", "S", "f", "z", "Z", "a", "A"}
"""Directives that a form may hold and that say nothing of the day."""
_DIRECTIVES = {"Y", "y", "d", "j", *_MONTH, *_TIME}

_MOST_KNOWN = 1 << 16
"""Translated values that are kept; memory must not grow with the table."""
_SOURCE_KINDS = get_args(SourceEntry.model_fields["kind"].annotation)
_OFFICIAL = ("docket", "opinion", "order", "official page")


class RegisterSource(SourceEntry):
    """The register as a source. `standing` says how firmly its word stands; where it is silent, the kind decides.

    A court's or an agency's own record (docket, opinion, order, official page) is established; any other register is
    one source's word, so what it says is attributed to it.
    """

    kind: Annotated[str, Field(pattern=f"^({'|'.join(_SOURCE_KINDS)})$")] = "register"  # type: ignore[assignment]
    standing: Literal["established", "attributed"] | None = None

    @property
    def firmness(self) -> str:
        """established or attributed."""
        return self.standing or ("established" if self.kind in _OFFICIAL else "attributed")


class RegisterMap(BaseModel):
    """A map, read and checked. `map` is its name, and the scope of the ids it makes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    map: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    source: RegisterSource
    columns: dict[Column, Several]
    constants: dict[Column, str] = Field(default_factory=dict)
    dates: Annotated[Several, AfterValidator(_readable)] = ()
    pivot: Annotated[int, Field(ge=1600, le=2100)] | None = None
    words: dict[Column, dict[str, str]] = Field(default_factory=dict)
    _known: dict[tuple[str, str], str] = PrivateAttr(default_factory=dict)
    _own: dict[str, str] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _two_digits_need_a_pivot(self) -> "RegisterMap":
        short = [form for form in self.dates if "y" in _parts(form)]
        if short and self.pivot is None:
            raise ValueError(f"{short[0]!r} gives two digits of the year: say pivot: 1950 for 1950 to 2049")
        return self

    @property
    def own(self) -> dict[str, str]:
        """Names of sovereigns in files given as law, as `key_of_name` writes them → id."""
        return self._own

    def with_law(self, files: Iterable[Path]) -> "RegisterMap":
        """The same map, which also knows the sovereigns that files of one's own define.

        Raises:
            ProblemsFound: a file cannot be read.
        """
        made = self.model_copy()
        made._own = dict(self._own)
        for path in files:
            document = read_document(path)
            if document.problems:
                raise ProblemsFound(document.problems)
            made._own |= dict(names_of_file(document.data, "sovereigns"))
        return made

    def found_in(self, header: list[str]) -> dict[str, str]:
        """Our column → theirs, for those the table has; blanks and case do not count.

        Raises:
            UsageError: the table lacks what no answer can do without: a name, and what tells whose law was broken.
        """
        held = {_plain(name): name for name in reversed(header) if name}
        found: dict[str, str] = {
            ours: held[_plain(name)]
            for ours, names in self.columns.items()
            for name in reversed(names)
            if _plain(name) in held
        }
        given = {*found, *self.constants}
        lacking = [what for what, ours in _NEEDED.items() if not given & set(ours)]
        if lacking:
            theirs = [name for what in lacking for ours in _NEEDED[what] for name in self.columns.get(ours, ())]  # type: ignore[call-overload]
            told = f"the map {self.map!r} finds no {' and no '.join(lacking)} in the table"
            looked = f" (it looked for: {', '.join(theirs)})" if theirs else ""
            raise UsageError(
                "\n".join([f"{told}{looked}; the table has: {', '.join(header)}", *_hints(theirs, header)])
            )
        return found

    def missing_from(self, header: list[str]) -> list[str]:
        """A line for each mapped column that the table lacks, with the nearest name it has."""
        found = self.found_in(header)
        others = {ours for ours in self.columns if found.keys() & _INSTEAD.get(ours, set())}
        lacking = {ours: names for ours, names in self.columns.items() if ours not in found and ours not in others}
        hints = {ours: "; ".join(_hints(list(names), header)) for ours, names in lacking.items()}
        return [
            f"no column for {ours} ({' or '.join(names)})" + (f"; {hints[ours]}" if hints[ours] else "")
            for ours, names in lacking.items()
        ]

    def translated(self, column: str, value: str) -> str:
        """The value as our format knows it; unchanged where the map has no word for it."""
        words = self.words.get(column)  # type: ignore[call-overload]
        if not words:
            return value
        known = self._known.get((column, value))
        if known is None:
            fits = (new for old, new in words.items() if fnmatch.fnmatchcase(value.casefold(), old.casefold()))
            known = words[value] if value in words else next(fits, value)
            if len(self._known) < _MOST_KNOWN:
                self._known[column, value] = known
        return known


_NEEDED = {
    "name of a person": ("person", "first_name", "last_name"),
    "law, statute or court": ("law_broken", "statute", "court"),
}
"""What a row cannot do without → the columns one of which must be there."""

_INSTEAD: dict[str, set[str]] = {
    "person": {"first_name", "last_name"}, "first_name": {"person"}, "last_name": {"person"},
}  # fmt: skip
"""A column → those that do as well."""


def _hints(names: list[str], header: list[str]) -> list[str]:
    near = {name: did_you_mean(name, [other for other in header if other], 1) for name in names}
    return [f"{name!r}: is it called {other[0]!r} there?" for name, other in near.items() if other]


def parse_date(text: str, forms: tuple[str, ...], pivot: int | None = None) -> When:
    """A date of a table: EDTF, else of one of the `forms` (as of strptime), as precise as the form is.

    Args:
        text: the date as it stands in the table.
        forms: with a year each.
        pivot: the first year that two digits may mean; a form with `%y` needs it.

    Raises:
        NotADate: it is neither, or two forms make two dates of it.

    Examples:
        >>> parse_date("1/15/1999", ("%m/%d/%Y",)).text, parse_date("May 2003", ("%B %Y",)).text
        ('1999-01-15', '2003-05')
        >>> parse_date("12/31/45", ("%m/%d/%y",), pivot=1930).text
        '1945-12-31'
    """
    try:
        return When.parse(text)
    except NotADate as error:
        found = dict.fromkeys(read for form in forms if (read := _read(text, form, pivot)))
        if len(found) == 1:
            return When.parse(next(iter(found)))
        told = f" nor of the form {' or '.join(forms)}" if forms else ""
        why = f"it may be {' or '.join(found)}" if found else f"{error.why}{told}"
        raise NotADate(text, why, error.hint) from error


def _read(text: str, form: str, pivot: int | None) -> str:
    """The date as EDTF, no more precise than the form; "" where the text is not of that form."""
    parts = _parts(form)
    try:
        read = datetime.strptime(text, form)
    except ValueError:
        return ""
    year = read.year
    if "Y" not in parts:
        if pivot is None:
            return ""
        year = pivot + (year - pivot) % 100
    month, day = f"-{read:%m}" if parts & {*_MONTH, "j"} else "", f"-{read:%d}" if parts & {"d", "j"} else ""
    return f"{year:04d}{month}{day}"


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
        said = detail["msg"].removeprefix("Value error, ")
        told = f"unknown column {name!r}" if unknown and known is COLUMNS else said[:1].lower() + said[1:]
        code = "E108" if unknown else "E110" if detail["type"] == "missing" else "E112"
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"a map knows: {', '.join(known)}"
        found.append(Problem(document.key_place(path or ("dates",)), code, told, "", hint))
    return found
