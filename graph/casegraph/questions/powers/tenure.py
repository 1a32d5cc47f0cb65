"""Who held an office on a day or for a part of it, how firmly that is borne out, and whether a handover lies near."""

from dataclasses import dataclass, replace
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...view import CaseView, back, claims_behind, dates_of, in_force, label, one, step, types, values, widened
from ...vocabulary import Standing
from ...words import unique
from ..clemency.answer import Step
from .incumbents import NOBODY, SOME_HOUR, VACANT, Incumbent, in_order, standing_of, told

__all__ = ["NEAR", "InOffice", "in_office", "titles_on", "touches"]

NEAR = 3
"""Days around a handover within which lists of office holders differ."""


@dataclass(frozen=True, slots=True)
class InOffice:
    """The people in an office on a day.

    Attributes:
        incumbents: who was in it; on a day of change the one who left and the one who came, each with the hour.
        absence: why nobody is named: VACANT or NOBODY; "" for an office of which no term at all is on record.
        because: the claims that say so.
        steps: the edges office ← tenure → person.
        note: what a reader should know of a handover nearby, or "".
    """

    incumbents: tuple[Incumbent, ...] = ()
    absence: str = ""
    because: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    note: str = ""

    @property
    def people(self) -> str:
        """Their names in one text, "" when nobody is on record."""
        return told(self.incumbents)

    @property
    def standing(self) -> str:
        """established or attributed; why nobody is named; or ""."""
        return standing_of(self.incumbents) or self.absence


def in_office(view: CaseView, office: str, day: date) -> InOffice:
    """Who held `office` on `day`: by an established term if there is one, else by what a single source reports.

    The day on which a term ends belongs to both: to the one who leaves and to the one who comes. For a day that lies
    ahead nobody is named whose term has no recorded end.
    """
    wide = widened(view, Standing.ATTRIBUTED)
    sure = _present(view, office, day)
    found = _present(wide, office, day) | sure
    if any(not (part.ends or part.acting) for part in sure.values()):
        # Whoever holds it is established: one source adds only who left that morning, or who acted.
        left = not any(part.ends for part in sure.values())
        found = {t: part for t, part in found.items() if t in sure or part.acting or (left and part.ends)}
    if not found:
        known = day <= date.today() and any(types(wide, term) & _TERMS for term in back(wide, office, cg.office))
        return InOffice(absence=NOBODY if known else "")
    held = {t: replace(part, standing="established" if t in sure else "attributed") for t, part in found.items()}
    return _told(wide, office, held, day)


_TERMS = {cg.Tenure, cg.Vacancy}


def _present(view: CaseView, office: str, day: date) -> dict[str, Incumbent]:
    """The terms of an office that touch the day, each with the hours at which it began or ended on it."""
    found: dict[str, Incumbent] = {}
    for tenure in back(view, office, cg.office):
        if not touches(view, tenure, day) or (day > date.today() and not values(view, tenure, cg.until)):
            continue
        begins, ends = (_hour(view, tenure, key, day) for key in (cg.from_, cg.until))
        acting = one(view, tenure, cg.heldAs) == "acting"
        found[tenure] = Incumbent("", "", acting, "" if begins == _MIDNIGHT else begins, ends)
    return found


def touches(view: CaseView, tenure: str, day: date) -> bool:
    """May the term have held for any part of the day? The day on which it ends counts, unless it ended at midnight."""
    ends = _hour(view, tenure, cg.until, day)
    return ends != _MIDNIGHT if ends else in_force(view, tenure, day) is not Ternary.NO


_MIDNIGHT = "midnight"
"""The hour at which a day begins: who leaves then was not in office on that day at all."""


def _hour(view: CaseView, tenure: str, key: str, day: date) -> str:
    """The hour of the day at which a term began or ended, in words; "" when it did neither on that day."""
    if any(when.earliest == when.latest == day for when in dates_of(view, tenure, key)):
        return one(view, tenure, f"{key}Hour", SOME_HOUR)
    return ""


def _told(view: CaseView, office: str, held: dict[str, Incumbent], day: date) -> InOffice:
    steps: list[Step] = []
    people: list[Incumbent] = []
    because: list[str] = []
    for tenure, part in held.items():
        behind = claims_behind(view, tenure, cg.office, office)
        because += behind
        for person in step(view, tenure, cg.person):
            steps.append(Step(tenure, cg.office, office, behind))
            steps.append(Step(tenure, cg.person, person, claims_behind(view, tenure, cg.person, person)))
            people.append(replace(part, person=label(view, person)))
    because += [claim for walked in steps for claim in walked.claims]
    doubt = standing_of(people) == "attributed" or " or " in told(people)
    note = _handover(view, office, list(held), day) if doubt else ""
    return InOffice(in_order(people), "" if people else VACANT, unique(because), tuple(steps), note)


def _handover(view: CaseView, office: str, held: list[str], day: date) -> str:
    """A warning when the day lies within NEAR days of a beginning or an end that one source alone gives."""
    edges = [
        edge
        for tenure in held
        for key in (cg.from_, cg.until)
        for when in dates_of(view, tenure, key)
        for edge in (when.earliest, when.latest)
        if edge is not None and abs((edge - day).days) <= NEAR
    ]
    if not edges:
        return ""
    near = in_words(When.day(min(edges, key=lambda edge: abs((edge - day).days))))
    return f"{label(view, office)}: a handover lies within {NEAR} days ({near}); sources may differ by a day or two."


def titles_on(view: CaseView, agent: str, day: date) -> str:
    """Of an office the person in it on a day, of a person the offices held; "" where neither is on record."""
    if cg.Office in types(view, agent):
        held = in_office(view, agent, day)
        return f"{held.people}{', by one source' if held.people and held.standing == 'attributed' else ''}"
    wide = widened(view, Standing.ATTRIBUTED)
    terms = [term for term in back(wide, agent, cg.person) if cg.Tenure in types(wide, term)]
    offices = unique(label(wide, office) for term in terms if touches(wide, term, day)
                     for office in step(wide, term, cg.office))  # fmt: skip
    return " and ".join(offices)
