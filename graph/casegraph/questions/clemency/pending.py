"""An appeal that was begun and of which no decision is on record by the day: the conviction stands meanwhile."""

from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...view import CaseView, back, claims_behind, dates_of, types
from ...words import unique

__all__ = ["pending_appeal"]

_ENDS = {cg.AppealDecision, cg.Reversal, cg.ReviewDenied}
"""Kinds of event with which an appeal is over."""


def pending_appeal(view: CaseView, conviction: str, day: date) -> tuple[str, tuple[str, ...]]:
    """That an appeal is pending on the day, in words, and the claims behind it; "" where none is on record.

    Args:
        view: the graph.
        conviction: its IRI.
        day: the day asked about.
    """
    on, events = When.day(day), set(back(view, conviction, cg.conviction))
    over = [when for event in events if _is_decision(view, event) for when in dates_of(view, event, cg.date)]
    for event in sorted(event for event in events if cg.AppealFiled in types(view, event)):
        for filed in dates_of(view, event, cg.date):
            decided = any(when.before(filed) is not Ternary.YES and when.after(on) is not Ternary.YES for when in over)
            if filed.after(on) is Ternary.NO and not decided:
                said = claims_behind(view, event, cg.conviction, conviction)
                because = unique([*said, *claims_behind(view, event, cg.date, filed.text)])
                return f"an appeal is pending (filed {in_words(filed)}); no decision is on record by that day", because
    return "", ()


def _is_decision(view: CaseView, event: str) -> bool:
    return bool(types(view, event) & _ENDS)
