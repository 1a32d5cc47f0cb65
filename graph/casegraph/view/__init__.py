"""The store seen as a networkx graph: established facts only, unless more is asked for; on any date; read on demand.

Nodes are IRIs. A relation between things is an edge whose key is the property's short name (`cg:lawBroken`) and whose
data holds the claims behind it; values are node attributes (`node["cg:date"]` is a tuple of texts). Walk with `step`
and `back`, which read the edges of one property only: an answer costs its neighbourhood, not the graph.
"""

from .backing import Backing, backing, backing_of
from .graph import ASSERTED, CaseView, open_view
from .walk import (
    as_of,
    back,
    claims_behind,
    dates_of,
    holding,
    in_force,
    label,
    one,
    step,
    supposing,
    types,
    values,
    widened,
)

__all__ = [
    "ASSERTED",
    "Backing",
    "CaseView",
    "as_of",
    "back",
    "backing",
    "backing_of",
    "claims_behind",
    "dates_of",
    "holding",
    "in_force",
    "label",
    "one",
    "open_view",
    "step",
    "supposing",
    "types",
    "values",
    "widened",
]
