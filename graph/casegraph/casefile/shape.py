"""The shape of a case file, checked by pydantic and told as problems: unknown keys, wrong types, missing keys."""

import copy
from typing import Any

from pydantic import ValidationError

from ..errors import Problem, did_you_mean
from .model import MANY, ONE, PLAIN, QUALIFIED, CaseFile
from .reader import Document

__all__ = ["shape_problems"]

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
    pruned: set[_Path] = set()
    for round_ in range(_ROUNDS):
        _drop_empty(data)
        try:
            return CaseFile.model_validate(data), problems
        except ValidationError as error:
            data = data if round_ else copy.deepcopy(data)  # about to be pruned; the document stays as it is
            for detail in error.errors(include_url=False):
                path = tuple(part for part in detail["loc"] if part not in _TAGS and part != "[key]")
                if path not in pruned:
                    problems.append(_problem(document, path, detail))
                whole = path[:-1] if path[-1:] == ("value",) else path
                pruned |= {path, whole}
                _prune(data, whole, missing=detail["type"] == "missing")
    return None, problems


def _drop_empty(data: dict[str, Any]) -> None:
    for section in [key for key, value in data.items() if value is None]:
        del data[section]


def _prune(data: Any, path: _Path, missing: bool) -> None:
    """Delete what stands at `path`, or the record around it when the record cannot do without it."""
    target = path[:-1] if missing else path
    holders = [data]
    for part in target:
        holder = holders[-1]
        inside = part in holder if isinstance(holder, dict) else isinstance(holder, list) and isinstance(part, int)
        if not inside or (isinstance(part, int) and part >= len(holder)):
            return
        holders.append(holder[part])
    if target:
        del holders[-2][target[-1]]


def _problem(document: Document, path: _Path, detail: Any) -> Problem:
    kind, name = detail["type"], str(path[-1]) if path else ""
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
        near = did_you_mean(value, [word.strip(" '") for word in words.replace(" or ", ", ").split(",")])
        note = f"did you mean {' or '.join(near)}? " if near else ""
        return Problem(
            place,
            "E112",
            f"'{value}' is not a value of {name}",
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
        f"{name} is {given}, expected {expected}",
        "wrong type",
        "see the format: casegraph schema",
    )


def _known_keys(path: _Path) -> list[str]:
    """The keys that may stand at `path`, in the order of the format."""
    from .fields import SECTIONS
    from .model import ClaimEntry, PassageEntry, Qualified, SourceEntry

    models: dict[str, Any] = {**SECTIONS, "sources": SourceEntry, "claims": ClaimEntry}
    model: Any = CaseFile
    if path:
        model = models.get(str(path[0]), CaseFile)
        if len(path) > 2:
            model = PassageEntry if "passage" in path else Qualified
    return [info.alias or name for name, info in model.model_fields.items()]
