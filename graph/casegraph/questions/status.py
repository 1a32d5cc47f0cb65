"""What has become of a conviction by a day: it stands, or an event has vacated, reversed or pardoned it.

Which kind of event sets which status is data of the ontology (`cg:setsStatus`), and so is what a status leaves to
pardon (`cg:leavesSomethingToPardon`).
"""

from dataclasses import dataclass
from datetime import date

from ..dates import Ternary, When
from ..view import CaseView, back, claims_behind, dates_of, one, step
from ..vocabulary import local

__all__ = ["Status", "status_of"]


@dataclass(frozen=True, slots=True)
class Status:
    """A conviction's status on a day.

    Attributes:
        name: stands, vacated, reversed, reinstated, pardoned, commuted, pending or unknown.
        moot: nothing is left to pardon.
        when: the date of the event that set it, or None.
        event: that event, or "".
        because: the claims behind it.
    """

    name: str
    moot: bool
    when: When | None = None
    event: str = ""
    because: tuple[str, ...] = ()


def status_of(view: CaseView, conviction: str, day: date) -> Status:
    """The status of `conviction` on `day`.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> conviction = graph.find("avery-1985-sexual-assault")
        >>> status_of(graph.view, conviction, date(1990, 1, 1)).name
        'stands'
        >>> status_of(graph.view, conviction, date(2010, 1, 1)).name
        'vacated'
    """
    on = When.day(day)
    for entered in dates_of(view, conviction, "cg:date"):
        later = entered.after(on)
        if later is not Ternary.NO:
            because = claims_behind(view, conviction, "cg:date", entered.text)
            return Status("pending" if later is Ternary.YES else "unknown", False, entered, conviction, because)
    found = Status("stands", False)
    for event, status, when in _changes(view, conviction):
        happened = ~when.after(on)
        if happened is Ternary.NO:
            continue
        because = claims_behind(view, event, "cg:conviction", conviction) + claims_behind(
            view, event, "cg:date", when.text
        )
        name = local(status).lower() if happened is Ternary.YES else "unknown"
        moot = happened is Ternary.YES and one(view, status, "cg:leavesSomethingToPardon") == "false"
        found = Status(name, moot, when, event, because)
    return found


def _changes(view: CaseView, conviction: str) -> list[tuple[str, str, When]]:
    """Every event that sets a status of `conviction`, in order of time: (event, status, date)."""
    found = []
    for event in back(view, conviction, "cg:conviction"):
        for klass in step(view, event, "rdf:type"):
            for status in step(view, klass, "cg:setsStatus"):
                found += [(event, status, when) for when in dates_of(view, event, "cg:date")]
    return sorted(found, key=lambda change: (change[2].earliest or date.min, change[2].latest or date.max, change[0]))
