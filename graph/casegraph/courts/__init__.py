"""Courts and statutes as people name them, resolved to a court id and to the sovereign whose court or law it is.

The court only suggests whose law was broken; the statute says it. All that is known stands in
`datasets/authorities/courts/*.csv`; nothing about one jurisdiction stands here. For very many rows call
`resolve_courts` and `resolve_statutes`, which look each distinct text up once.
"""

from .fit import DOUBTFUL, Fit, court_and_law
from .match import CourtMatch, StatuteMatch
from .names import list_courts, resolve_court, resolve_courts, suggest_courts
from .records import cited_source, court_record
from .statutes import resolve_statute, resolve_statutes
from .tables import sovereign_kind
from .trial import states_with_place

__all__ = [
    "DOUBTFUL",
    "CourtMatch",
    "Fit",
    "StatuteMatch",
    "cited_source",
    "court_and_law",
    "court_record",
    "list_courts",
    "resolve_court",
    "resolve_courts",
    "resolve_statute",
    "resolve_statutes",
    "sovereign_kind",
    "states_with_place",
    "suggest_courts",
]
