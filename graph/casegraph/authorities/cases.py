"""The shipped cases as records: kept between processes, as the authority files are."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import Problem, ProblemsFound
from ..kept import kept
from ..records.claim import Case
from ..records.stored import case_of, plain_case
from ..resources import shipped

__all__ = ["is_shipped_case", "shipped_cases"]


def is_shipped_case(path: Path) -> bool:
    """Is the file one of the shipped cases, whose time the tests have reasoned through?"""
    return path.parent == shipped("datasets/cases")


def shipped_cases(paths: Iterable[Path]) -> list[Case]:
    """The records of shipped cases.

    Raises:
        ProblemsFound: one of them is wrong; it carries every problem of all of them.

    Examples:
        >>> [case.name for case in shipped_cases([shipped("datasets/cases/avery-dassey.yaml")])]
        ['avery-dassey']
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            cases.append(_case(path))
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return cases


@cache
def _case(path: Path) -> Case:
    return case_of(kept(f"cases/{path.stem}", lambda: _made(path)))


def _made(path: Path) -> list[Any]:
    from ..casefile.reader import read_document
    from .check import check_files  # it needs the file format, and so pydantic, which most commands do without

    (checked,), _ = check_files([read_document(path)], ())
    if checked.case is None:
        raise ProblemsFound(checked.problems)
    return plain_case(checked.case)
