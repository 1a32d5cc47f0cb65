"""Who held an office on a day, how firmly that is borne out, and whether the day lies near a handover."""

from dataclasses import dataclass
from datetime import date

from ..dates import Ternary, When, in_words
from ..view import CaseView, back, claims_behind, dates_of, in_force, label, step, values, widened
from ..vocabulary import Standing
from .answer import Step
from .names import unique

__all__ = ["NEAR", "InOffice", "in_office"]

NEAR = 3
"""Days around a handover within which lists of office holders differ."""


@dataclass(frozen=True, slots=True)
class InOffice:
    """The people in an office on a day.

    Attributes:
        people: their names; two when the day is a handover or the lists overlap, "" when nobody is on record.
        standing: established, attributed, or "" for nobody.
        because: the claims that say so.
        steps: the edges office ← tenure → person.
        note: what a reader should know of a handover nearby, or "".
    """

    people: str = ""
    standing: str = ""
    because: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    note: str = ""


def in_office(view: CaseView, office: str, day: date) -> InOffice:
    """Who held `office` on `day`: an established term if there is one, else what a single source reports.

    For a day that lies ahead nobody is named whose term has no recorded end.
    """
    for standing, seen in (("established", view), ("attributed", widened(view, Standing.ATTRIBUTED))):
        held = [tenure for tenure in back(seen, office, "cg:office") if in_force(seen, tenure, day) is not Ternary.NO]
        if day > date.today():
            held = [tenure for tenure in held if values(seen, tenure, "cg:until")]
        if held:
            return _told(seen, office, held, standing, day)
    return InOffice()


def _told(view: CaseView, office: str, held: list[str], standing: str, day: date) -> InOffice:
    steps: list[Step] = []
    names: list[str] = []
    for tenure in held:
        steps.append(Step(tenure, "cg:office", office, claims_behind(view, tenure, "cg:office", office)))
        for person in step(view, tenure, "cg:person"):
            steps.append(Step(tenure, "cg:person", person, claims_behind(view, tenure, "cg:person", person)))
            names.append(label(view, person))
    because = unique(claim for walked in steps for claim in walked.claims)
    sure = standing == "established" and len(held) == 1
    note = _same_day(view, office, held[0], day) if sure else _handover(view, office, held, day)
    return InOffice(" or ".join(unique(names)), standing, because, tuple(steps), note)


def _same_day(view: CaseView, office: str, began: str, day: date) -> str:
    """A warning on the very day an established term began: its predecessor held the office until some hour of it."""
    before = [tenure for tenure in back(view, office, "cg:office") if _on(view, tenure, "cg:until", day)]
    names = unique(label(view, person) for tenure in before for person in step(view, tenure, "cg:person"))
    if not names or began in before or not _on(view, began, "cg:from", day):
        return ""
    told = " or ".join(names)
    return f"{label(view, office)}: the office changed hands during this day; {told} held it until then."


def _on(view: CaseView, tenure: str, key: str, day: date) -> bool:
    return any(when.earliest == when.latest == day for when in dates_of(view, tenure, key))


def _handover(view: CaseView, office: str, held: list[str], day: date) -> str:
    """A warning when the day lies within NEAR days of a beginning or an end that one source alone gives."""
    edges = [
        edge
        for tenure in held
        for key in ("cg:from", "cg:until")
        for when in dates_of(view, tenure, key)
        for edge in (when.earliest, when.latest)
        if edge is not None and abs((edge - day).days) <= NEAR
    ]
    if not edges:
        return ""
    near = in_words(When.day(min(edges, key=lambda edge: abs((edge - day).days))))
    return f"{label(view, office)}: a handover lies within {NEAR} days ({near}); sources may differ by a day or two."
