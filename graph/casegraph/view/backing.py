"""What stands behind claims: documents and the passages in them."""

from collections.abc import Iterable

from ..store import Backing
from .graph import CaseView

__all__ = ["Backing", "backing"]


def backing(view: CaseView, claims: Iterable[str]) -> list[Backing]:
    """The sources and passages behind `claims`, in the order of the claims, sources sorted within each."""
    order = {claim: index for index, claim in enumerate(dict.fromkeys(claims))}
    if not order or view.store is None:
        return []
    return sorted(view.store.backing(list(order)), key=lambda b: (order[b.claim], b.source, b.start or 0))
