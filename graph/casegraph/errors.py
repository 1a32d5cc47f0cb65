"""What can go wrong, by meaning, and problems in files as plain data.

CasegraphError
├── UsageError        the call itself is wrong                            exit code 2
├── NoSuchThing       nothing of that name; carries near misses           exit code 3
├── CannotAnswer      this graph does not hold what the answer needs      exit code 4
├── StoreError        an engine refused a query or a file
└── ProblemsFound     the files are wrong; carries every Problem          exit code 1
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "CannotAnswer",
    "CasegraphError",
    "NoSuchThing",
    "Place",
    "Problem",
    "ProblemsFound",
    "StoreError",
    "UsageError",
    "did_you_mean",
]


class CasegraphError(Exception):
    """The root of every error casegraph raises on purpose. A notebook shows its message alone, without our frames."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of a traceback."""
        return [f"{type(self).__name__}: {self}", *getattr(self, "__notes__", ())]


class UsageError(CasegraphError):
    """The call itself is wrong: an unknown option value, a missing file."""


class CannotAnswer(CasegraphError):
    """The graph does not hold what an answer would need.

    Attributes:
        names: names in the question that nothing read so far bears; what was not read may.
    """

    names: tuple[str, ...] = ()


class StoreError(CasegraphError):
    """A store engine refused a query or a file."""


class NoSuchThing(CasegraphError):
    """Nothing of that name. `near` lists what was perhaps meant, `instead` everything there is in that place.

    Examples:
        >>> str(NoSuchThing("case", "avery-dasey", ["avery-dassey"]))
        "no case called 'avery-dasey': did you mean 'avery-dassey'?"
    """

    def __init__(
        self, kind: str, name: str, known: Iterable[str] = (), listing: str = "", instead: Iterable[str] = ()
    ) -> None:
        self.kind, self.name, self.near = kind, name, did_you_mean(name, known)
        self.listing, self.instead = listing, tuple(instead)
        hint = f": did you mean {' or '.join(repr(word) for word in self.near)}?" if self.near else ""
        there = f"\nThere {'are' if len(self.instead) > 1 else 'is'} here: {'; '.join(self.instead)}."
        tail = f"{there if self.instead else ''}{f' List them with: {listing}' if listing else ''}"
        super().__init__(f"no {kind} called {name!r}{hint}{tail if hint or not tail else '.' + tail}")


class Place(NamedTuple):
    """A stretch of one line of a file; line and column count from 1, `width` is in code points."""

    file: str
    line: int
    column: int
    width: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place of one file.

    Attributes:
        place: where it stands.
        code: a stable code (`E102`), explained by `casegraph explain`.
        message: what is wrong, in one line.
        label: a few words under the caret.
        help: how to mend it, or "".
        also: other places that belong to it (the second of two contradictory claims).
    """

    place: Place
    code: str
    message: str
    label: str = ""
    help: str = ""
    also: tuple[tuple[Place, str], ...] = ()


_TOLD = 20
"""Problems an error tells when nobody prints them; `problems` holds all."""


class ProblemsFound(CasegraphError):
    """Files are wrong; `problems` holds all of them, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} found")
        for problem in self.problems[:_TOLD]:
            help_ = f"\n  = help: {problem.help}" if problem.help else ""
            self.add_note(f"{problem.place}: {problem.code}: {problem.message}{help_}")
        if count > _TOLD:
            self.add_note(f"… and {count - _TOLD} more")


def did_you_mean(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that `name` may be a misspelling of, best first: few letters differ, and it is not the opposite.

    A name that is near only by chance is none: a reader who takes it over has another State, or another penalty.

    Args:
        name: what was typed.
        known: names or ids.
        most: how many to give.

    Examples:
        >>> did_you_mean("US-WJ", ["US-WI", "US-president"]), did_you_mean("Dasey", ["Brendan Dassey"])
        (['US-WI'], ['Brendan Dassey'])
        >>> did_you_mean("Canada", ["Nevada"]), did_you_mean("life with parole", ["life without parole"])
        ([], [])
    """
    folded = {word.casefold(): word for word in sorted(set(known))}
    typed = name.casefold().strip()
    alike = difflib.get_close_matches(typed, list(folded), n=_COMPARED, cutoff=0.6)
    near = [(far, word) for word in alike if (far := _distance(typed, word)) <= _allowed(typed, word)]
    found = [word for _, word in sorted(near)] or _holding(typed, list(folded), most)
    return [folded[word] for word in found if not _opposite(typed, word)][:most]


_COMPARED = 30
"""Names whose letters are compared one by one, of those that share most of them."""
_WORD = re.compile(r"[^\W_]+")
_SHORT = {"the", "of", "and", "a", "an"}
_DENIALS = {"not", "no", "non", "never", "with", "without"}
_TURNS = ("un", "in", "im", "non", "dis", "de", "re", "mis")
"""Before a word they make another one of it: `reversed` of `unreversed`, `sentencing` of `resentencing`."""


def _allowed(word: str, known: str) -> int:
    """How many letters of a word may be wrong; of a short one, none may be another, but one may be missing."""
    if len(word) < 4:
        return min(1, abs(len(word) - len(known)))
    return 1 if len(word) < 6 else 2 if len(word) < 11 else 3


def _distance(first: str, second: str) -> int:
    """Letters to add, drop, change or swap with their neighbour to make one text the other."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, char in enumerate(first, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(second, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (char != other)))
            if i > 1 and j > 1 and char == second[j - 2] and first[i - 2] == other:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]


def _holding(typed: str, known: list[str], most: int) -> list[str]:
    """The few names that hold every word of `typed`, misspelled or not."""
    wanted = [word for word in _WORD.findall(typed) if word not in _SHORT]
    held = {name: _WORD.findall(name) for name in known}
    every = {word for words in held.values() for word in words}
    for word in wanted:
        fits = {near for near in difflib.get_close_matches(word, every, n=_COMPARED, cutoff=0.6)
                if _distance(word, near) <= _allowed(word, near)}  # fmt: skip
        held = {name: words for name, words in held.items() if not fits.isdisjoint(words)}
    return sorted(held) if wanted and len(held) <= most else []


def _opposite(first: str, second: str) -> bool:
    """Does one text deny or turn what the other says?"""
    one, other = (_WORD.findall(text) for text in (first, second))
    if {_denial(word) for word in one} != {_denial(word) for word in other}:
        return True
    return any(a == turn + b or b == turn + a for a in one for b in other for turn in _TURNS)


def _denial(word: str) -> str:
    """The word of denial that a word is, misspelled or not, else ""."""
    if word in _DENIALS:
        return word
    return next((no for no in _DENIALS if len(no) > 5 and _distance(word, no) < 2), "")
