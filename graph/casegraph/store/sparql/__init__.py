"""The text of a SPARQL query: what it may not do, values bound to its variables, misspelt names, look-ups of names."""

from .binding import bound, with_prefixes, written
from .guard import refuse_unsafe
from .lexer import blanked
from .names import named_alike
from .spelling import pointed, unknown_terms, with_near

__all__ = [
    "blanked",
    "bound",
    "named_alike",
    "pointed",
    "refuse_unsafe",
    "unknown_terms",
    "with_near",
    "with_prefixes",
    "written",
]
