"""What can go wrong, by meaning, and problems in files as plain data.

CasegraphError
├── UsageError        the call itself is wrong                            exit code 2
├── NoSuchThing       nothing of that name; carries near misses           exit code 3
├── CannotAnswer      this graph does not hold what the answer needs      exit code 4
├── StoreError        an engine refused a query or a file
└── ProblemsFound     the files are wrong; carries every Problem          exit code 1
"""

import difflib
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
    """The graph does not hold what an answer would need."""


class StoreError(CasegraphError):
    """A store engine refused a query or a file."""


class NoSuchThing(CasegraphError):
    """Nothing of that name. `near` lists what was perhaps meant.

    Examples:
        >>> str(NoSuchThing("case", "avery-dasey", ["avery-dassey"]))
        "no case called 'avery-dasey': did you mean 'avery-dassey'?"
    """

    def __init__(self, kind: str, name: str, known: Iterable[str] = (), listing: str = "") -> None:
        self.kind, self.name, self.near = kind, name, did_you_mean(name, known)
        hint = f": did you mean {' or '.join(repr(word) for word in self.near)}?" if self.near else ""
        tail = f" List them with: {listing}" if listing else ""
        super().__init__(f"no {kind} called {name!r}{hint}{tail if hint else tail and '.' + tail}")


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
    """The known names nearest to `name`, best first.

    Examples:
        >>> did_you_mean("US-WJ", ["US-WI", "US-president"])
        ['US-WI']
    """
    folded = {word.casefold(): word for word in sorted(set(known))}
    near = difflib.get_close_matches(name.casefold(), list(folded), n=most, cutoff=0.6)
    return [folded[word] for word in near]
