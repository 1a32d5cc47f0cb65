"""What has become of a conviction by a day: it stands, or an event has vacated, reversed or pardoned it.

Which kind of event sets which status is data of the ontology (`cg:setsStatus`), and so is what a status leaves to
pardon (`cg:leavesSomethingToPardon`).
"""

from collections.abc import Sequence
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
        when: the date of the event that set it; None where no event did, or it has no date on record.
        event: that event, or "".
        because: the claims behind it.
        commutation: the last event that had commuted the sentence by that day, or "".
        served: had the sentence been served by that day?
        void: an act of clemency by somebody without a power over the conviction; it changed nothing. Or "".
        may_be: for an unknown status, what the event that may have happened by that day would have set; else "".
    """

    name: str
    moot: bool
    when: When | None = None
    event: str = ""
    because: tuple[str, ...] = ()
    commutation: str = ""
    served: Ternary = Ternary.NO
    void: str = ""
    may_be: str = ""

    @property
    def day(self) -> str:
        """When the event that set it happened, in words."""
        return str(self.when) if self.when else "on a day not on record"

    @property
    def doubt(self) -> str:
        """Why an unknown status is unknown, in words."""
        if self.may_be and self.when is None:
            return f"{self.may_be} on a day not on record"
        return "what had become of it by that day is not known to the day"


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
    changes = _changes(view, conviction, day)
    for change in changes:
        if change.happened is Ternary.NO:
            continue
        if _without_power(view, change.event, conviction, change.when):
            found = replace(found, void=change.event)
        elif change.of_sentence:
            found = _with_sentence(view, conviction, found, change)
        else:
            found = _with_fate(view, conviction, found, change, changes)
    return found


_ABOUT = ("cg:conviction", "cg:charge", "cg:act")
"""How an event names what it changes: a conviction, a charge, or an act nobody was charged with."""


@dataclass(frozen=True, slots=True)
class _Change:
    """An event that sets a status of a conviction.

    Attributes:
        event, status: IRIs.
        when: its date; None where the record gives none, for it happened on some day then, not on no day.
        happened: had it happened by the day asked about?
        ends: it leaves nothing to pardon.
        of_sentence: it changes the sentence alone, so it restores no conviction that was set aside or pardoned.
    """

    event: str
    status: str
    when: When | None
    happened: Ternary
    ends: bool
    of_sentence: bool


def _with_sentence(view: CaseView, conviction: str, found: Status, change: _Change) -> Status:
    """The status after an event that changes the sentence alone."""
    if local(change.status) == "Served":
        found = replace(found, served=change.happened)
        if change.happened is Ternary.UNKNOWN:
            return found  # what hangs on it is told with the kinds of clemency that need a sentence
    return found if found.moot else _set(view, conviction, found, change)


def _with_fate(view: CaseView, conviction: str, found: Status, change: _Change, changes: Sequence[_Change]) -> Status:
    """The status after an event that ends or restores the conviction.

    A conviction that was pardoned stays so: whether it was set aside as well, on a day that is not known, changes
    nothing. An event without a date is read after the dated ones; where one of these may have come after it and says
    the opposite, nobody can tell which of them holds.
    """
    if found.moot and change.ends and (change.happened is Ternary.UNKNOWN or change.when is None):
        return found
    if change.when is not None:
        return _set(view, conviction, found, change)
    against = [o for o in changes if not o.of_sentence and o.ends != change.ends and o.happened is not Ternary.NO]
    if any(_follows(view, o.event, change.event) and o.happened is Ternary.YES for o in against):
        return found
    if any(not _follows(view, change.event, o.event) for o in against):
        change = replace(change, happened=Ternary.UNKNOWN)
    return _set(view, conviction, found, change)


_BY_ACT = {"stands": "reinstated"}
"""Status → the act that brings it about, where that is another word."""


def _set(view: CaseView, conviction: str, found: Status, change: _Change) -> Status:
    """The status that an event sets, with the claims behind it; unknown where the event may lie after the day."""
    key = next(key for key in _ABOUT if conviction in step(view, change.event, key))
    because = claims_behind(view, change.event, key, conviction)
    if change.when is not None:
        because += claims_behind(view, change.event, "cg:date", change.when.text)
    sure = change.happened is Ternary.YES
    name = local(change.status).lower()
    return Status(
        name if sure else "unknown",
        change.ends and sure,
        change.when,
        change.event,
        because,
        change.event if sure and name == "commuted" else found.commutation,
        found.served,
        found.void,
        "" if sure else _BY_ACT.get(name, name),
    )


def _changes(view: CaseView, conviction: str, day: date) -> list[_Change]:
    """Every event that sets a status of `conviction`: the dated ones in order of time, then those without a date."""
    found = []
    for event in {event for key in _ABOUT for event in back(view, conviction, key)}:
        for klass in step(view, event, "rdf:type"):
            for status in step(view, klass, "cg:setsStatus"):
                kind = (_true(view, status, "cg:leavesSomethingToPardon"), _true(view, status, "cg:ofTheSentence"))
                dates: list[When | None] = list(dates_of(view, event, "cg:date"))
                for when in dates or [None]:
                    happened = ~when.after(When.day(day)) if when else _some_day(view, event, day)
                    found.append(_Change(event, status, when, happened, not kind[0], kind[1]))
    return sorted(found, key=_in_order)


def _in_order(change: _Change) -> tuple[bool, date, date, str]:
    first, last = (change.when.earliest, change.when.latest) if change.when else (None, None)
    return change.when is None, first or date.min, last or date.max, change.event


def _true(view: CaseView, node: str, key: str) -> bool:
    """Does the vocabulary say so? Some stores write a boolean as a number."""
    return one(view, node, key) in ("true", "1")


def _some_day(view: CaseView, event: str, day: date) -> Ternary:
    """Had an event without a date happened by `day`?

    Surely where something that came after it had; surely not where something that came before it had not. Today it has
    happened, or it would not be on record; of an earlier day nobody can say.
    """
    on = When.day(day)
    after = [when for other in _reached(view, event, later=True) for when in dates_of(view, other, "cg:date")]
    if day >= date.today() or any(when.after(on) is Ternary.NO for when in after):
        return Ternary.YES
    before = [when for other in _reached(view, event, later=False) for when in dates_of(view, other, "cg:date")]
    return Ternary.NO if any(when.after(on) is Ternary.YES for when in before) else Ternary.UNKNOWN


def _follows(view: CaseView, event: str, other: str) -> bool:
    """Does the record say that `event` came after `other`?"""
    return event in _reached(view, other, later=True)


def _reached(view: CaseView, event: str, *, later: bool) -> list[str]:
    """The events that the record puts after `event`, or before it, however many steps away."""
    ahead, behind = ("cg:before",), ("cg:after", "cg:cause")
    forward, backward = (ahead, behind) if later else (behind, ahead)
    found = [event]
    for node in found:  # grows while it is walked
        near = [other for key in forward for other in step(view, node, key)]
        near += [other for key in backward for other in back(view, node, key)]
        found += [other for other in dict.fromkeys(near) if other not in found]
    return found[1:]


def _without_power(view: CaseView, event: str, conviction: str, when: When | None) -> bool:
    """Did somebody grant clemency who has no part in it here? Never so where the record does not say who they are."""
    if not types(view, event) & {"cg:Pardon", "cg:Commutation"}:
        return False
    day = (when.latest if when else None) or date.max
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
