"""The shipped files of authorities (sovereigns, courts, offices, tenures, powers), read like any case file."""

from functools import cache
from pathlib import Path

from .case import Case
from .casefile.check import Checked, check_document
from .casefile.compile import record_name
from .casefile.fields import records_of
from .casefile.reader import Document, read_document
from .casefile.shape import shape_problems
from .errors import ProblemsFound
from .resources import shipped_files

__all__ = ["authority_files", "check_authorities", "load_authorities", "shared_names"]


def authority_files() -> list[Path]:
    """The shipped authority files, sorted.

    Examples:
        >>> [path.stem for path in authority_files()][:2]
        ['US', 'US-WI']
    """
    return shipped_files("datasets/authorities", ".yaml")


@cache
def _documents() -> tuple[Document, ...]:
    return tuple(read_document(path) for path in authority_files())


@cache
def _shared() -> dict[str, str]:
    names: dict[str, str] = {}
    for document in _documents():
        file, _ = shape_problems(document)
        if file is not None:
            names |= {record_name(section, key, record): section for section, key, record in records_of(file)}
            names |= dict.fromkeys(file.sources, "sources")
    return names


def shared_names() -> dict[str, str]:
    """The ids of all shipped authority files, with the section each stands in.

    Examples:
        >>> shared_names()["US-WI-governor"]
        'offices'
    """
    return dict(_shared())


def check_authorities() -> list[Checked]:
    """Every shipped authority file, checked."""
    return [check_document(document, _shared()) for document in _documents()]


@cache
def load_authorities() -> tuple[Case, ...]:
    """The records of every shipped authority file.

    Raises:
        ProblemsFound: one of them is wrong.

    Examples:
        >>> [case.name for case in load_authorities()][:2]
        ['US', 'US-WI']
    """
    checked = check_authorities()
    problems = [problem for result in checked for problem in result.problems]
    if problems:
        raise ProblemsFound(problems)
    return tuple(result.case for result in checked if result.case is not None)
