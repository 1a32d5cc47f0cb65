"""Other formats: what the graph says, for Gephi, Neo4j, Aleph, TimelineJS, calendars, pandas and Wikidata.

Every format is a function from facts to files (name → bytes); nothing is read from the clock, nothing depends on the
order of sets, so the same graph gives the same bytes. What a format cannot carry is said in its `loss`.
"""

from typing import TYPE_CHECKING, Any

from .formats import FORMATS, Format, export

if TYPE_CHECKING:
    from .evidence import bundle
    from .facts import ExportedClaims, read_claims
    from .verified import verify

__all__ = ["FORMATS", "ExportedClaims", "Format", "bundle", "export", "read_claims", "verify"]


def __getattr__(name: str) -> Any:
    """Import the rest when first used: help of the command line needs the table of formats alone."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = {"bundle": "evidence", "verify": "verified"}.get(name, "facts")
    return getattr(import_module(f".{home}", __name__), name)
