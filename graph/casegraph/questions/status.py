"""What has become of a conviction by a day: it stands, or an event has vacated, reversed or pardoned it.

Which kind of event sets which status is data of the ontology (`cg:setsStatus`), and so is what a status leaves to
pardon (`cg:leavesSomethingToPardon`).
"""

from dataclasses import dataclass, replace
from datetime import date

from ..dates import Ternary, When
from ..view import CaseView, back, claims_behind, dates_of, in_force, one, step, types, widened
from ..vocabulary import Standing, local
from .powers import ROLES

__all__ = ["Status", "death_of", "status_of"]


@dataclass(frozen=True, slots=True)
class Status:
    """A conviction's status on a day.

    Attributes:
        name: stands, vacated, reversed, reinstated, pardoned, commuted, served, pending, charged, not charged or
            unknown.
        moot: nothing is left to pardon.
        when: the date of the event that set it, or None.
        event: that event, or "".
        because: the claims behind it.
        commuted: the sentence had been commuted by that day.
        served: had the sentence been served by that day?
        void: an act of clemency by somebody without a power over the conviction; it changed nothing. Or "".
    """

    name: str
    moot: bool
    when: When | None = None
    event: str = ""
    because: tuple[str, ...] = ()
    commuted: bool = False
    served: Ternary = Ternary.NO
    void: str = ""


def status_of(view: CaseView, conviction: str, day: date) -> Status:
    """The status of `conviction` on `day`; of a charge or an act nobody was convicted of, whether it was pardoned.

    An act of clemency changes nothing when those who did it hold offices, and none of these has a role in the clemency
    of the sovereign whose law was broken.

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
    found = Status("stands", False)
    if "cg:Conviction" not in types(view, conviction):
        found = Status("charged" if "cg:Offence" not in types(view, conviction) else "not charged", False)
    else:
        for entered in dates_of(view, conviction, "cg:date"):
            later = entered.after(on)
            if later is not Ternary.NO:
                because = claims_behind(view, conviction, "cg:date", entered.text)
                return Status("pending" if later is Ternary.YES else "unknown", False, entered, conviction, because)
    for event, status, when in _changes(view, conviction):
        happened = ~when.after(on)
        if happened is Ternary.NO:
            continue
        if _without_power(view, event, conviction, when):
            found = replace(found, void=event)
            continue
        name = local(status).lower()
        ends = one(view, status, "cg:leavesSomethingToPardon") == "false"
        if name == "served":
            found = replace(found, served=happened)
        if found.moot and (name == "served" or (ends and happened is Ternary.UNKNOWN)):
            continue  # a pardoned conviction stays pardoned; whether it was set aside as well changes nothing
        if name == "served" and happened is Ternary.UNKNOWN:
            continue  # what hangs on it is told with the kinds of clemency that need a sentence
        key = next(key for key in _ABOUT if conviction in step(view, event, key))
        because = claims_behind(view, event, key, conviction) + claims_behind(view, event, "cg:date", when.text)
        name, moot = (name, ends) if happened is Ternary.YES else ("unknown", False)
        commuted = found.commuted or name == "commuted"
        found = Status(name, moot, when, event, because, commuted, found.served, found.void)
    return found


_ABOUT = ("cg:conviction", "cg:charge", "cg:act")
"""How an event names what it changes: a conviction, a charge, or an act nobody was charged with."""


def _changes(view: CaseView, conviction: str) -> list[tuple[str, str, When]]:
    """Every event that sets a status of `conviction`, in order of time: (event, status, date)."""
    found = []
    for event in {event for key in _ABOUT for event in back(view, conviction, key)}:
        for klass in step(view, event, "rdf:type"):
            for status in step(view, klass, "cg:setsStatus"):
                found += [(event, status, when) for when in dates_of(view, event, "cg:date")]
    return sorted(found, key=lambda change: (change[2].earliest or date.min, change[2].latest or date.max, change[0]))


def _without_power(view: CaseView, event: str, conviction: str, when: When) -> bool:
    """Did somebody grant clemency who has no part in it here? Never so where the record does not say who they are."""
    if not types(view, event) & {"cg:Pardon", "cg:Commutation"}:
        return False
    day = when.latest or date.max
    powers = [power for own in step(view, conviction, "cg:lawBroken") for power in back(view, own, "cg:sovereign")]
    able = {office for power in powers for key in ROLES for office in step(view, power, key)}
    agents = step(view, event, "cg:agent")
    if not powers or not agents or able & set(agents):
        return False
    wide = widened(view, Standing.ATTRIBUTED, Standing.CONTESTED)
    able |= {office for own in step(view, conviction, "cg:lawBroken") for power in back(wide, own, "cg:sovereign")
             for key in ROLES for office in step(wide, power, key)}  # fmt: skip
    offices = {agent for agent in agents if "cg:Office" in types(view, agent)}
    for agent in agents:
        terms = [term for term in back(wide, agent, "cg:person") if in_force(wide, term, day) is not Ternary.NO]
        offices |= {office for term in terms for office in step(wide, term, "cg:office")}
    return bool(offices) and not offices & able


def death_of(view: CaseView, conviction: str, day: date) -> tuple[Ternary, When | None, tuple[str, ...]]:
    """Had the person convicted died by `day`; when; and the claims that say so."""
    for person in step(view, conviction, "cg:person"):
        for when in dates_of(view, person, "cg:died"):
            return ~when.after(When.day(day)), when, claims_behind(view, person, "cg:died", when.text)
    return Ternary.NO, None, ()
