"""Problems as a reader meets them: all of them, in order, each with its line and a caret."""

import json
from collections.abc import Iterable, Mapping

from ..errors import Place, Problem

__all__ = ["as_github", "as_json", "as_text"]


def as_text(problems: Iterable[Problem], lines: Mapping[str, list[str]]) -> str:
    """Each problem with `file:line:column`, the line, a caret under the value, and a help line.

    Args:
        problems: sorted already.
        lines: file → its lines.
    """
    return "\n".join(_one(problem, lines) for problem in problems)


def _one(problem: Problem, lines: Mapping[str, list[str]]) -> str:
    place = problem.place
    gutter = " " * max(len(str(p.line)) for p in (place, *(p for p, _ in problem.also)))
    out = [
        f"{_level(problem)}[{problem.code}]: {problem.message}",
        f"{gutter}--> {place}",
        *_excerpt(place, problem.label, lines, gutter),
    ]
    for other, label in problem.also:
        out += [f"{gutter}::: {other}", *_excerpt(other, label, lines, gutter)]
    if problem.help:
        out.append(f"{gutter} = help: {problem.help}")
    return "\n".join([*out, ""])


def _level(problem: Problem) -> str:
    """How grave it is: codes that begin with W are warnings."""
    return "warning" if problem.code.startswith("W") else "error"


def _excerpt(place: Place, label: str, lines: Mapping[str, list[str]], gutter: str) -> list[str]:
    held = lines.get(place.file, [])
    if not 0 < place.line <= len(held):
        return [f"{gutter} = {label}"] if label else []
    line = held[place.line - 1].replace("\t", " ")
    width = max(1, min(place.width, len(line) - place.column + 1))
    start, end = 0, len(line)
    if len(line) > 120:
        start = max(0, place.column - 40)
        end = start + 110
        width = min(width, end - place.column)
    shown = "".join(char if char.isprintable() else " " for char in line[start:end])
    caret = " " * (place.column - 1 - start) + "^" * width
    return [f"{gutter} |", f"{place.line:>{len(gutter)}} | {shown}", f"{gutter} | {caret} {label}".rstrip()]


def as_github(problems: Iterable[Problem]) -> str:
    """One workflow command per problem, so that a code-hosting site marks the lines."""
    return "\n".join(
        f"::{_level(p)} file={p.place.file},line={p.place.line},col={p.place.column},title={p.code}::"
        + f"{p.message}{'. ' + p.help if p.help else ''}".replace("%", "%25").replace("\n", "%0A")
        for p in problems
    )


def as_json(
    problems: Iterable[Problem], files: Iterable[str], warnings: Iterable[Problem] = (), **extra: object
) -> str:
    """All problems and warnings as one JSON object."""

    def place(where: Place) -> dict[str, object]:
        return {"file": where.file, "line": where.line, "column": where.column, "width": where.width}

    rows, looks = (
        [
            {"code": p.code, **place(p.place), "message": p.message, "label": p.label, "help": p.help,
             "also": [{**place(other), "label": label} for other, label in p.also]}
            for p in found
        ]
        for found in (problems, warnings)
    )  # fmt: skip
    told = {"files": list(files), "problems": rows, "warnings": looks, **extra}
    return json.dumps(told, ensure_ascii=False, indent=2)
