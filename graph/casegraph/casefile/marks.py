"""Which marks the words of an offence suggest: treason, a murder that may carry life, breach of an ordinance.

Powers turn on marks (`flag:`). A file that names the offence and forgets the mark must not be answered as if the mark
were known not to apply. The words stand in `datasets/lexicon/marks.csv`: a mark, words an offence or a statute may
hold, and the sovereign whose law gives them that sense, where it is not every one.
"""

import csv
import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from ..resources import shipped

__all__ = ["PERHAPS", "open_marks", "suggested_marks", "suggestible"]

PERHAPS = "perhaps "
"""How a mark that is only suggested is written among the flags of a conviction."""


@cache
def _words() -> list[tuple[str, re.Pattern[str], str]]:
    with shipped("datasets/lexicon/marks.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["mark"], re.compile(rf"\b{re.escape(row['words'])}", re.IGNORECASE), row["law"])
            for row in csv.DictReader(file)
        ]


def suggestible(law: str) -> frozenset[str]:
    """The marks that some words suggest under the law of the sovereign `law`.

    Examples:
        >>> "drug dealing" in suggestible("US-WI"), "drug dealing" in suggestible("US-ID")
        (False, True)
    """
    return frozenset(mark for mark, _, of in _words() if of in ("", law))


@lru_cache(maxsize=1 << 16)
def suggested_marks(text: str, law: str = "") -> tuple[str, ...]:
    """The marks that words of `text` suggest under the law of the sovereign `law`, each once, in the table's order.

    Args:
        text: the name of an offence, or a statute as cited.
        law: id of the sovereign whose law was broken, "" where it is not known.

    Examples:
        >>> suggested_marks("high treason", "US-WI"), suggested_marks("murder", "US-WI")
        (('treason',), ())
    """
    return tuple(dict.fromkeys(mark for mark, words, of in _words() if of in ("", law) and words.search(text)))


def open_marks(texts: Iterable[str], law: str, given: Collection[str]) -> set[str]:
    """What `texts` suggest beyond the marks `given`, as flags of a register.

    Examples:
        >>> open_marks(["treason", ""], "US-WI", []), open_marks(["treason"], "US-WI", ["treason"])
        ({'perhaps treason'}, set())
    """
    return {PERHAPS + mark for text in texts for mark in suggested_marks(text, law) if mark not in given}
