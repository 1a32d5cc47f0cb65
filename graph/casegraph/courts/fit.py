"""A court of one sovereign and the law of another: whether that happens, and why, by `court_and_law.csv`."""

from dataclasses import dataclass
from functools import cache

from .tables import rows, sovereign_kind, split

__all__ = ["DOUBTFUL", "Fit", "court_and_law"]

DOUBTFUL = ("unusual", "unexplained")
"""Verdicts that a person should look at: the pair may be right, and seldom is."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a court and the law it is said to have applied go together.

    Attributes:
        verdict: same, usual, unusual, unexplained (nothing on record says why) or impossible.
        infer: may a citation of that law alone be taken to say whose law was broken?
        words: the explanation, "" when court and law are one sovereign's.
        sources: its legal basis, as cited.
    """

    verdict: str
    infer: bool
    words: str = ""
    sources: tuple[str, ...] = ()


@cache
def _table() -> dict[tuple[str, str], Fit]:
    return {
        (court, law): Fit(verdict, infer == "yes", words, split(source))
        for court, law, verdict, infer, words, source in rows("court_and_law")
    }


def court_and_law(court_of: str, law: str) -> Fit:
    """How a court of the sovereign `court_of` and the law of the sovereign `law` go together.

    Examples:
        >>> court_and_law("US", "US-WI").verdict, court_and_law("US-IL", "US-WI").verdict
        ('unusual', 'impossible')
        >>> court_and_law("US-WI", "US-WI").verdict
        'same'
    """
    if court_of == law:
        return Fit("same", True)
    table = _table()
    return table.get((sovereign_kind(court_of), sovereign_kind(law)), table["*", "*"])
