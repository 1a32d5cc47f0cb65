"""What is said beside the record: of an act of clemency, and of what became of a conviction; what that would change.

The answer counts none of it. What would change is told by the same walk over the graph in which it counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...view import CaseView, back, backing, claims_behind, dates_of, label, supposing, types, values, widened
from ...words import within
from ..powers.coverage import CLAIMED, Criteria
from ..supposed import condition, said_act
from .conviction import Account, ConvictionAnswer
from .headline import act_of, headline_of
from .status import deaths, fates

__all__ = ["Walk", "of_an_act", "said_became", "with_what_is_said"]

Walk = Callable[[CaseView, str, Criteria], ConvictionAnswer]
"""The answer for one conviction in a view."""


def of_an_act(view: CaseView, event: str) -> tuple[Account, ...]:
    """What is said of the law of an act of clemency beside the record, such as a condition that is disputed."""
    found = []
    for standing in CLAIMED if event else ():
        wide = widened(view, standing)
        for words in values(wide, event, cg.describedAs):
            claims = claims_behind(wide, event, cg.describedAs, words)
            if any(row.kind == "rule" for row in backing(wide, claims)):
                found.append(Account(f"{label(view, event)}: {words}", standing.value, claims))
    return tuple(found)


def with_what_is_said(view: CaseView, found: ConvictionAnswer, asked: Criteria, walk: Walk) -> ConvictionAnswer:
    """The answer with what one source, or one account, alone says became of the conviction by the day.

    Where nothing is left to pardon only what would change that is told.

    Args:
        view: the graph in which the conviction was walked.
        found: the answer.
        asked: the question.
        walk: gives the answer in another view.
    """

    def then(seen: CaseView, right: str) -> str:
        other = walk(seen, found.id, asked)
        if _gist(other) == _gist(found):
            return ""
        if other.value == "moot" and other.outcome.why:
            return f"{right}, nothing is left to {act_of(asked.kind)}"
        more = ", no conviction stands" if other.status in ("vacated", "reversed") else ""
        return f"{right}{more}: {within(headline_of(seen, asked, [other])).removesuffix('.')}"

    if not found.sovereign:
        return found
    said = said_became(view, found.id, asked.day, then)
    told = [account for account in said if found.value != "moot" or account.then]
    return replace(found, accounts=(*found.accounts, *told)) if told else found


def said_became(
    view: CaseView, conviction: str, on: date, then: Callable[[CaseView, str], str]
) -> Iterator[Account]:  # fmt: skip
    """What one source, or one account, alone says became of a conviction by the day.

    Args:
        view: the graph in which the conviction was walked.
        conviction: its IRI.
        on: the day.
        then: says what would change, from the view in which it counts and the words `if … is right`.
    """
    known, day = set(back(view, conviction, cg.conviction)), When.day(on)
    for standing in CLAIMED:
        wide = widened(view, standing)
        for died, because, seen in _said_to_have_died(view, wide, conviction):
            if died.after(day) is not Ternary.YES:
                told = then(seen, f"if {condition(view, seen.supposed - view.supposed)}")
                yield Account(f"died {in_words(died)}", standing.value, because, told)
        for event in back(wide, conviction, cg.conviction):
            dates = list(dates_of(wide, event, cg.date))
            became, asked = fates(wide, event), cg.Recommendation in types(wide, event)
            if event in known or not (became or asked) or any(when.after(day) is Ternary.YES for when in dates):
                continue
            when = in_words(dates[0]) if dates else "on a day not on record"
            claims = claims_behind(wide, event, cg.conviction, conviction)
            seen = said_act(view, event, standing)
            told = then(seen, f"if {condition(view, seen.supposed - view.supposed)}")
            became = ("recommended for clemency",) if asked and told else became
            yield from (Account(f"{fate} {when}", standing.value, claims, told) for fate in became)


def _said_to_have_died(
    view: CaseView, wide: CaseView, conviction: str
) -> Iterator[tuple[When, tuple[str, ...], CaseView]]:
    """The deaths of the person convicted that are only said, each with its claims and the view in which it counts."""
    if any(deaths(view, conviction)):
        return
    for died, because in deaths(wide, conviction):
        yield died, because, supposing(view, view.supposed | set(because))


def _gist(found: ConvictionAnswer) -> object:
    offices = [(a.office, a.role, a.kinds, a.conditions, a.standing) for a in found.offices]
    return found.value, found.value == "moot" or (offices, found.missing)
