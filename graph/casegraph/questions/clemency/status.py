"""What has become of a conviction by a day: it stands, or an event has vacated, reversed or pardoned it.

Which kind of event sets which status is data of the ontology (`cg:setsStatus`), and so is what a status leaves to
pardon (`cg:leavesSomethingToPardon`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...view import CaseView, back, backing, claims_behind, dates_of, in_force, one, step, types, widened
from ...vocabulary import Standing, expand, local
from ...words import unique
from ..powers.coverage import ROLES

__all__ = ["Status", "death_of", "deaths", "fates", "status_of"]


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
        undone: set aside by a court: no conviction stands, but what it was for may be pardoned, where a power may come
            before a conviction.
        sentence: type of the sentence that stands in the place of the one first imposed, "" where the record does not
            give it; None where the first one counts.
        unsentenced: had the sentence been set aside by that day, and no new one imposed?
        told: what a court did to the sentence, with the day, in words; or "".
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
    undone: bool = False
    sentence: str | None = None
    unsentenced: Ternary = Ternary.NO
    told: str = ""

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
    if cg.Conviction not in types(view, conviction):
        found = Status("charged" if cg.Offence not in types(view, conviction) else "not charged", False)
    else:
        for entered in dates_of(view, conviction, cg.date):
            later = entered.after(on)
            if later is not Ternary.NO:
                because = claims_behind(view, conviction, cg.date, entered.text)
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


_ABOUT = (cg.conviction, cg.charge, cg.act)
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
    kind, sure = local(change.status), change.happened is Ternary.YES
    if kind == "Served":
        found = replace(found, served=change.happened)
        if not sure:
            return found  # what hangs on it is told with the kinds of clemency that need a sentence
    if found.moot:
        return found
    return (
        _by_a_court(view, conviction, found, change) if kind in _BY_A_COURT else _set(view, conviction, found, change)
    )


_BY_A_COURT = {"SentenceSetAside": "sentence set aside", "Resentenced": "resentenced"}
"""Status that a court sets on a sentence → its words."""


def _by_a_court(view: CaseView, conviction: str, found: Status, change: _Change) -> Status:
    """The status after a court set the sentence aside or imposed a new one: the conviction stands.

    A sentence that was set aside is of no type on which a power could turn, so it counts as none of death; where the
    day leaves open whether it still was one of death, its type is not known.
    """
    aside, sure = local(change.status) == "SentenceSetAside", change.happened is Ternary.YES
    before = one(view, conviction, cg.sentenceType) if found.sentence is None else found.sentence
    after = _SET_ASIDE if aside else one(view, change.event, cg.sentenceType)
    key = next(key for key in _ABOUT if conviction in step(view, change.event, key))
    said = [(key, conviction), *([(cg.date, change.when.text)] if change.when else []),
            *([(cg.sentenceType, after)] if after and not aside else [])]  # fmt: skip
    because = unique([*found.because, *(c for k, end in said for c in claims_behind(view, change.event, k, end))])
    if not sure:
        alike = after and before and (before == "death") == (after == "death")
        return replace(found, sentence=before if alike else "", unsentenced=Ternary.UNKNOWN if aside else
                       found.unsentenced, because=because)  # fmt: skip
    day = in_words(change.when) if change.when else "on a day not on record"
    more = "; no new one on record" if aside else f" ({after})" if after not in ("", _SET_ASIDE) else ""
    told = f"{_BY_A_COURT[local(change.status)]} {day}{more}"
    return Status(
        "stands", False, change.when, change.event, because, void=found.void, sentence=after,
        unsentenced=Ternary.YES if aside else Ternary.NO, told=told,
    )  # fmt: skip


_SET_ASIDE = "other"
"""The type that a sentence counts as once it is set aside: anything but death."""


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
        because += claims_behind(view, change.event, cg.date, change.when.text)
    sure = change.happened is Ternary.YES
    name = local(change.status).lower()
    return replace(
        found,
        name=name if sure else "unknown",
        moot=change.ends and sure,
        when=change.when,
        event=change.event,
        because=because,
        commutation=change.event if sure and name == "commuted" else found.commutation,
        may_be="" if sure else _BY_ACT.get(name, name),
        undone=sure and not (found.moot and not found.undone) and _true(view, change.status, cg.leavesTheOffence),
    )


def _changes(view: CaseView, conviction: str, day: date) -> list[_Change]:
    """Every event that sets a status of `conviction`: the dated ones in order of time, then those without a date."""
    found: list[_Change] = []
    sentences: list[str] = []
    for event in {event for key in _ABOUT for event in back(view, conviction, key)}:
        classes = step(view, event, "rdf:type")
        sentences += [event] if any(local(klass) == "Sentence" for klass in classes) else []
        for status in (status for klass in classes for status in step(view, klass, cg.setsStatus)):
            found += _dated(view, event, status, day)
    aside = [change.when for change in found if local(change.status) == "SentenceSetAside"]
    for sentence in sentences if aside else ():
        found += [new for new in _dated(view, sentence, expand(cg.Resentenced), day) if _later(new.when, aside)]
    return sorted(found, key=_in_order)


def fates(view: CaseView, event: str) -> tuple[str, ...]:
    """What an event makes of a conviction, in words: pardoned, vacated, resentenced, …; nothing for most events."""
    kinds = [local(status) for klass in step(view, event, "rdf:type") for status in step(view, klass, cg.setsStatus)]
    return unique(_BY_A_COURT.get(kind) or _BY_ACT.get(kind.lower(), kind.lower()) for kind in kinds)


def _dated(view: CaseView, event: str, status: str, day: date) -> Iterator[_Change]:
    """The change an event brings, once for each date it is given."""
    ends = not _true(view, status, cg.leavesSomethingToPardon)
    of_sentence = _true(view, status, cg.ofTheSentence)
    dates: list[When | None] = list(dates_of(view, event, cg.date))
    for when in dates or [None]:
        happened = _by(when, day) if when else _some_day(view, event, day)
        yield _Change(event, status, when, happened, ends, of_sentence)


def _by(when: When, day: date) -> Ternary:
    """Had an event happened by `day`? One that is given a stretch of time changed something at some moment of it."""
    happened = ~when.after(When.day(day))
    over = not when.interval or (when.latest is not None and when.latest <= day)
    return happened if over or happened is Ternary.NO else Ternary.UNKNOWN


def _later(imposed: When | None, aside: Iterable[When | None]) -> bool:
    """Was a sentence imposed once another had been set aside? Then it is a new one, whether or not an event says so."""
    return imposed is not None and any(when is not None and imposed.before(when) is Ternary.NO
                                       and imposed.earliest and when.latest and when.latest <= imposed.earliest
                                       for when in aside)  # fmt: skip


def _in_order(change: _Change) -> tuple[bool, date, date, int, str]:
    """By date; what has none comes last, but for a sentence set aside: what became of it later has its own event."""
    first, last = (change.when.earliest, change.when.latest) if change.when else (None, None)
    aside = local(change.status) == "SentenceSetAside"
    return change.when is None and not aside, first or date.min, last or date.max, 0 if aside else 1, change.event


def _true(view: CaseView, node: str, key: str) -> bool:
    """Does the vocabulary say so? Some stores write a boolean as a number."""
    return one(view, node, key) in ("true", "1")


def _some_day(view: CaseView, event: str, day: date) -> Ternary:
    """Had an event without a date happened by `day`?

    Surely where something that came after it had; surely not where something that came before it had not. Today it has
    happened, or it would not be on record; of an earlier day nobody can say.
    """
    on = When.day(day)
    after = [when for other in _reached(view, event, later=True) for when in dates_of(view, other, cg.date)]
    if day >= date.today() or any(when.after(on) is Ternary.NO for when in after):
        return Ternary.YES
    before = [when for other in _reached(view, event, later=False) for when in dates_of(view, other, cg.date)]
    return Ternary.NO if any(when.after(on) is Ternary.YES for when in before) else Ternary.UNKNOWN


def _follows(view: CaseView, event: str, other: str) -> bool:
    """Does the record say that `event` came after `other`?"""
    return event in _reached(view, other, later=True)


def _reached(view: CaseView, event: str, *, later: bool) -> list[str]:
    """The events that the record puts after `event`, or before it, however many steps away."""
    ahead, behind = (cg.before,), (cg.after, cg.cause)
    forward, backward = (ahead, behind) if later else (behind, ahead)
    found = [event]
    for node in found:  # grows while it is walked
        near = [other for key in forward for other in step(view, node, key)]
        near += [other for key in backward for other in back(view, node, key)]
        found += [other for other in dict.fromkeys(near) if other not in found]
    return found[1:]


def _without_power(view: CaseView, event: str, conviction: str, when: When | None) -> bool:
    """Did somebody grant clemency who has no part in it here? Never so where the record does not say who they are."""
    if not types(view, event) & {cg.Pardon, cg.Commutation}:
        return False
    day = (when.latest if when else None) or date.max
    powers = [power for own in step(view, conviction, cg.lawBroken) for power in back(view, own, cg.sovereign)]
    able = {office for power in powers for key in ROLES for office in step(view, power, key)}
    agents = step(view, event, cg.agent)
    if not powers or not agents or able & set(agents):
        return False
    wide = widened(view, Standing.ATTRIBUTED, Standing.CONTESTED)
    able |= {office for own in step(view, conviction, cg.lawBroken) for power in back(wide, own, cg.sovereign)
             if not _of_its_author(wide, power, own) for key in ROLES for office in step(wide, power, key)}  # fmt: skip
    offices = {agent for agent in agents if cg.Office in types(view, agent)}
    for agent in agents:
        terms = [term for term in back(wide, agent, cg.person) if in_force(wide, term, day) is not Ternary.NO]
        offices |= {office for term in terms for office in step(wide, term, cg.office)}
    return bool(offices) and not offices & able


def _of_its_author(wide: CaseView, power: str, sovereign: str) -> bool:
    """Does a power rest on the word of a case file's author alone, who cannot make law by writing it down?"""
    claims = claims_behind(wide, power, cg.sovereign, sovereign)
    return any(behind.source.endswith("/author") for behind in backing(wide, claims))


def death_of(view: CaseView, conviction: str, day: date) -> tuple[Ternary, When | None, tuple[str, ...]]:
    """Had the person convicted died by `day`; when; and the claims that say so.

    On the day of death the person was alive for some hours, and mercy often comes then: nobody can tell of that day.
    """
    on = When.day(day)
    for when, because in deaths(view, conviction):
        by_then = ~when.after(on)
        dead = Ternary.UNKNOWN if by_then is Ternary.YES and when.before(on) is not Ternary.YES else by_then
        return dead, when, because
    return Ternary.NO, None, ()


def deaths(view: CaseView, conviction: str) -> Iterator[tuple[When, tuple[str, ...]]]:
    """The dates of death of the person convicted, each with the claims behind it; those of an execution come last."""
    people = step(view, conviction, cg.person)
    for person in people:
        for when in dates_of(view, person, cg.died):
            yield when, claims_behind(view, person, cg.died, when.text)
    for key, node in ((cg.conviction, conviction), *((cg.person, person) for person in people)):
        for event in (each for each in back(view, node, key) if cg.Execution in types(view, each)):
            facts = (("rdf:type", expand(cg.Execution)), (key, node))
            because = [claim for fact in facts for claim in claims_behind(view, event, *fact)]
            for when in dates_of(view, event, cg.date):
                yield when, (*because, *claims_behind(view, event, cg.date, when.text))
