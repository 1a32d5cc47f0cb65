"""The shape of a case file, checked by pydantic and told as problems: unknown keys, wrong types, missing keys."""

import copy
from typing import Any

from pydantic import ValidationError

from ...errors import Problem, did_you_mean
from ..reader import Document
from .fields import SECTIONS
from .forms import MANY, ONE, PLAIN, QUALIFIED, PassageEntry, Qualified
from .model import CaseFile, ClaimEntry, SourceEntry

__all__ = ["ABSENT", "shape_problems"]

ABSENT = "\0"
"""Stands where a record lacks what it cannot do without, or has it in a wrong form: so that the record stays, what
refers to it still finds it, and the rest of it is checked."""
_TAGS = {PLAIN, QUALIFIED, ONE, MANY}
_ROUNDS = 6
_Path = tuple[str | int, ...]


def shape_problems(document: Document) -> tuple[CaseFile | None, list[Problem]]:
    """The file as far as its shape is sound, and a problem for every part that is not.

    Parts of the wrong shape are left out and the rest is read again, so that one run tells everything.
    """
    data = dict(document.data)
    problems: list[Problem] = []
    if document.data and not (data.get("case") or data.get("authority")):
        help_ = "start the file with 'case: a-short-name'"
        problems.append(Problem(document.place(()), "E109", "the file does not name its case", "", help_))
    told: set[_Path] = set()
    for round_ in range(_ROUNDS):
        _drop_empty(data)
        try:
            return CaseFile.model_validate(data), problems
        except ValidationError as error:
            data = data if round_ else copy.deepcopy(data)  # about to be mended; the document stays as it is
            for detail in error.errors(include_url=False):
                path = tuple(part for part in detail["loc"] if part not in _TAGS and part != "[key]")
                whole = path[:-1] if path[-1:] == ("value",) else path
                if path not in told and path[:2] not in told:  # a record told as a whole is empty now
                    problems.append(_problem(document, path, detail))
                    told |= {path, whole}
                _mend(data, whole, detail, missing=detail["type"] == "missing" and whole == path)
    return None, problems


def _drop_empty(data: dict[str, Any]) -> None:
    for section in [key for key, value in data.items() if value is None]:
        del data[section]


def _mend(data: Any, path: _Path, detail: Any, missing: bool) -> None:
    """Take out what stands at `path`, or put there what the record around it cannot do without."""
    holder = data
    for part in path[:-1]:
        holder = _inside(holder, part)
    if not path or holder is None:
        return
    key, record = path[-1], path[0] in SECTIONS and len(path) > 2
    if missing and not record:  # a claim or a source: it goes as a whole
        _mend(data, path[:-1], {}, missing=False)
    elif missing and isinstance(holder, dict):
        holder[key] = ABSENT
    elif detail.get("input") == ABSENT and detail["type"] == "literal_error":
        holder[key] = _words(detail)[0]
    elif path[0] in SECTIONS and len(path) == 2 and _inside(holder, key) is not None:
        holder[key] = {"source": ABSENT}
    elif isinstance(holder, dict):
        holder.pop(key, None)
    elif isinstance(holder, list) and isinstance(key, int) and key < len(holder):
        del holder[key]


def _inside(holder: Any, part: str | int) -> Any:
    """What stands under a key or an index, or None."""
    if isinstance(holder, dict):
        return holder.get(part)
    there = isinstance(holder, list) and isinstance(part, int) and part < len(holder)
    return holder[part] if there else None


def _words(detail: Any) -> list[str]:
    """The words of a closed list, from what pydantic says of it."""
    return [word.strip(" '") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]


def _problem(document: Document, path: _Path, detail: Any) -> Problem:
    kind, name = detail["type"], str(path[-1]) if path else ""
    called = next((part for part in reversed(path) if isinstance(part, str) and part != "value"), name)
    place = document.place(path)
    if kind == "extra_forbidden":
        known = _known_keys(path[:-1])
        near = did_you_mean(name, known)
        note = f"did you mean {' or '.join(near)}?" if near else f"known keys: {', '.join(known)}"
        return Problem(document.key_place(path), "E101", f"unknown key '{name}'", "no such key here", note)
    if kind == "missing":
        return Problem(
            document.key_place(path[:-1]), "E109", f"'{name}' is missing", f"needs {name}:", f"add '{name}:'"
        )
    if kind == "literal_error":
        value = str(detail["input"])
        words = detail["ctx"]["expected"]
        near = did_you_mean(value, _words(detail))
        note = f"did you mean {' or '.join(near)}? " if near else ""
        return Problem(
            place,
            "E112",
            f"'{value}' is not a value of {called}",
            "not allowed here",
            f"{note}allowed: {words}",
        )
    given = {dict: "a mapping", list: "a list", str: "a text", type(None): "nothing"}.get(type(detail["input"]), "this")
    wanted = {
        "string_type": "a text",
        "list_type": "a list",
        "dict_type": "a mapping of ids",
        "model_type": "a mapping",
    }
    expected = wanted.get(kind) or ("a mapping" if "model" in kind else "a text")
    return Problem(
        place,
        "E108",
        f"{called} is {given}, expected {expected}",
        "wrong type",
        "see the format: casegraph schema",
    )


def _known_keys(path: _Path) -> list[str]:
    """The keys that may stand at `path`, in the order of the format."""
    models: dict[str, Any] = {**SECTIONS, "sources": SourceEntry, "claims": ClaimEntry}
    model: Any = CaseFile
    if path:
        model = models.get(str(path[0]), CaseFile)
        if len(path) > 2:
            model = PassageEntry if "passage" in path else Qualified
    return [info.alias or name for name, info in model.model_fields.items()]
