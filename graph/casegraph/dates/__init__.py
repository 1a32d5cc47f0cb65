"""Fuzzy dates: an EDTF value type whose comparisons answer yes, no or unknown.

The format is the Extended Date/Time Format of the Library of Congress (2019, ISO 8601-2). Read are level 0 (`1985`,
`2005-11`, `2005-11-15`, a time of day, `1985/2003`) and of level 1 approximate `2005~`, uncertain `2005?`, both
`2005%`, unspecified digits `198X` and `2004-XX`, seasons `2001-21`, open `../2003` and unknown `/2003` ends; of level 2
one-of sets `[2003-09-10,2003-09-11]`. Years before 1 and after 9999 are refused: no case needs them.
"""

from .duration import Duration, NotADuration
from .english import suggest_edtf
from .ternary import Ternary
from .when import NotADate, When, as_day, one_day
from .words import in_words, length_in_words, years_in_words

__all__ = [
    "Duration",
    "NotADate",
    "NotADuration",
    "Ternary",
    "When",
    "as_day",
    "in_words",
    "length_in_words",
    "one_day",
    "suggest_edtf",
    "years_in_words",
]
