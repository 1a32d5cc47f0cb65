"""Everything that can be wrong with a case file: a plain list of functions that return problems."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ...errors import Problem
from ...records.claim import Case
from ..compile import compile_case, entry_name
from ..editing.named import ids_of_names, with_ids
from ..format.fields import Entry, entries_of
from ..format.model import CaseFile
from ..format.shape import shape_problems
from ..names import Names
from ..reader import Document, Path_
from .acts import unread_warnings
from .consistency import CASE_CHECKS, courts_may_apply_the_law, no_circles, spans_run_forward
from .context import Context
from .doubts import case_warnings
from .evidence import candidates_are_no_facts, missing_sources, withdrawals_are_firm_enough
from .ids import ids_are_unique, its_name_is_free, shipped_ids_stay
from .rules import rules_fit_together
from .unknown import claims_name_known_things, unknown_names
from .values import (
    addresses_are_of_the_web,
    dates_are_edtf,
    durations_are_possible,
    numbers_are_whole,
    quotes_are_short,
)
from .warnings import WARNINGS

__all__ = ["CHECKS", "Checked", "Shared", "check_document"]

Shared = Mapping[str, str]


@dataclass(frozen=True)
class Checked:
    """What checking a file gave: its problems and, when there are none, its records.

    `warnings` are what a person should look at; a file with warnings alone is sound. `law`: was it given as law?
    `named` are the places where a name stood and its id was taken.
    """

    document: Document
    problems: tuple[Problem, ...]
    case: Case | None
    warnings: tuple[Problem, ...] = ()
    law: bool = False
    named: Mapping[Path_, str] = field(default_factory=dict)


CHECKS: list[Callable[[Context], Iterable[Problem]]] = [
    ids_are_unique,
    its_name_is_free,
    shipped_ids_stay,
    unknown_names,
    missing_sources,
    dates_are_edtf,
    durations_are_possible,
    numbers_are_whole,
    addresses_are_of_the_web,
    claims_name_known_things,
    withdrawals_are_firm_enough,
    quotes_are_short,
    candidates_are_no_facts,
    spans_run_forward,
    no_circles,
    courts_may_apply_the_law,
    rules_fit_together,
]
"""Run on the file; adding a check is adding a function here."""


def check_document(document: Document, shared: Shared, *, law: bool = False) -> Checked:
    """All problems of one file at once.

    Args:
        document: the file as read.
        shared: the ids of the authority files, each with its section; without those of this file.
        law: was the file given as law? The law of any other is attributed to it; see `law`.
    """
    context, problems = _checked(document, shared, law)
    if context is None:
        return Checked(document, tuple(sorted(set(problems))), None)
    file, entries = context.file, context.entries
    named = ids_of_names(file, document.data, context.names, entries) if _unknown(problems) else {}
    if named:
        document.data = with_ids(document.data, named)
        again, problems = _checked(document, shared, law)
        assert again is not None  # ids stand where names stood: the shape is the same
        context, file, entries = again, again.file, again.entries
    if problems:
        return Checked(document, tuple(sorted(set(problems))), None, named=named)
    case = compile_case(file, entries, document, context.names, law=law)
    for later in CASE_CHECKS:
        problems += later(case)
    warnings = {warning for look in WARNINGS for warning in look(context)}
    warnings |= {*case_warnings(case), *unread_warnings(case)} if not law else set()
    found = tuple(sorted(set(problems)))
    return Checked(document, found, None if problems else case, tuple(sorted(warnings)), law, named)


def _checked(document: Document, shared: Shared, law: bool) -> tuple[Context | None, list[Problem]]:
    """The file as the checks look at it, None where it has no shape; and what is wrong so far."""
    file, found = shape_problems(document)
    problems = [*document.problems, *found]
    if file is None:
        return None, problems
    entries = entries_of(file)
    context = Context(document, file, _names(file, entries, shared), entries, law)
    return context, problems + [problem for check in CHECKS for problem in check(context)]


def _unknown(problems: Iterable[Problem]) -> bool:
    """Is one of them about an id that does not exist, or stands in another section?"""
    return any(problem.code in _OF_NAMES for problem in problems)


_OF_NAMES = ("E102", "E103", "E104", "E105", "E106", "E107")


def _names(file: CaseFile, entries: Iterable[Entry], shared: Shared) -> Names:
    own = {entry_name(entry): entry.section for entry in entries}
    own |= {name: "sources" for name in file.sources if name not in own}
    return Names(file.case or "", own, shared)
