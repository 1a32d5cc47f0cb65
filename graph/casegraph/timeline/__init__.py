"""The timeline of a case as a Simple Temporal Network: what is dated, what follows, and what cannot all be so.

`facts` reads the claims of one case from a store or from records; `constraints` turns dates, durations, orders and the
rules of procedure into "at most so many days later"; `network` gives the tightest bounds and finds contradictions;
`timeline` puts it together, for the record or for one speaker's account.
"""

from .conflicts import Conflict, Side, agree, conflicts, single_valued
from .constraints import Constraint, Story
from .contradictions import Contradiction, contradictions
from .facts import CaseFacts, facts_in, facts_of, speaker_meant
from .network import Network
from .timeline import Bound, Row, Timeline, timeline

__all__ = [
    "Bound",
    "CaseFacts",
    "Conflict",
    "Constraint",
    "Contradiction",
    "Network",
    "Row",
    "Side",
    "Story",
    "Timeline",
    "agree",
    "conflicts",
    "contradictions",
    "facts_in",
    "facts_of",
    "single_valued",
    "speaker_meant",
    "timeline",
]
