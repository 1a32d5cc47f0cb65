"""Marks of an offence that a case file leaves open and the law turns on."""

from .. import cg
from ..errors import Problem
from ..records.claim import Case
from ..vocabulary import expand, local
from .load import load_authorities

__all__ = ["mark_warnings"]


def mark_warnings(case: Case) -> list[Problem]:
    """The marks that words of an offence suggest, that the file leaves open, and on which its sovereign's law turns.

    Args:
        case: a checked case; its own powers count beside the shipped ones.
    """
    suggested = [claim for claim in case.claims if claim.predicate == expand(cg.suggestedFlag)]
    if not suggested:
        return []
    whose = {c.subject: str(c.object) for c in case.claims if c.predicate == expand(cg.lawBroken)}
    law = (case, *load_authorities(local(own) for own in whose.values()))
    claims = [claim for one in law for claim in one.claims]
    powers = {c.subject: str(c.object) for c in claims if c.predicate == expand(cg.sovereign)}
    turning = {
        (powers.get(c.subject), str(getattr(c.object, "value", c.object)))
        for c in claims if c.predicate in (expand(cg.excludes), expand(cg.appliesTo))
    }  # fmt: skip
    marks = ((claim, str(getattr(claim.object, "value", claim.object))) for claim in suggested)
    return [
        Problem(
            claim.place,
            "W303",
            f"the words of this offence suggest a mark that the law of {local(whose[claim.subject])} turns on: {mark}",
            f"flag: {mark}?",
            f"add 'flag: {mark}' where it applies, or 'not_flag: {mark}' where somebody has looked and it does not",
        )
        for claim, mark in marks
        if (whose.get(claim.subject), mark) in turning
    ]
