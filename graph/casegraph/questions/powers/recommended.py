"""Whether a body whose recommendation a power needs had given it by the day: what is on record of that, power by power.

The walk: conviction ← recommendation → agent, an office that must recommend under the power. A recommendation counts
for the kinds of clemency it names, for all where it names none, and until the power has been used or refused after it.
What one source alone says of one is no recommendation on record.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...view import CaseView, back, claims_behind, dates_of, step, types, values
from ...words import listed, unique
from .answer import Authority, PowerAnswer

__all__ = ["with_recommendations"]

_DECIDED = {cg.Pardon, cg.Commutation, cg.Reprieve, cg.ClemencyRefusal}


@dataclass(frozen=True, slots=True)
class _Given:
    """A recommendation, or the refusal of one.

    Attributes:
        office: IRI of the body.
        kinds: what it recommended; () for clemency of any kind.
        when: its date, or None.
        happened: had it been given by the day?
        spent: the power had been used, or the request refused, after it and by the day.
        refused: the body refused to recommend.
        because: the claims behind it.
    """

    office: str
    kinds: tuple[str, ...]
    when: When | None
    happened: Ternary
    spent: bool
    refused: bool
    because: tuple[str, ...]

    @property
    def day(self) -> str:
        """Its date in words."""
        return in_words(self.when) if self.when else "on a day not on record"

    def covers(self, power: PowerAnswer) -> bool:
        """Is it for every kind that the power gives here?"""
        return not self.kinds or set(power.kinds) <= set(self.kinds)

    def what(self, power: PowerAnswer) -> str:
        """What it is for, after the verb."""
        return f"{'it' if self.covers(power) else listed(self.kinds)} ({self.day})"


def with_recommendations(
    view: CaseView, conviction: str, powers: Sequence[PowerAnswer], day: date
) -> tuple[PowerAnswer, ...]:
    """The powers with what is on record of the recommendations they need for this conviction by the day.

    Args:
        view: the graph.
        conviction: its IRI.
        powers: the powers of settled law over it.
        day: the day asked about.
    """
    given = list(_given(view, conviction, day)) if any(power.needs for power in powers) else []
    return tuple(_with(power, given) for power in powers) if given else tuple(powers)


def _given(view: CaseView, conviction: str, day: date) -> Iterable[_Given]:
    events = back(view, conviction, cg.conviction)
    decided = [when for event in events if types(view, event) & _DECIDED for when in dates_of(view, event, cg.date)]
    for event in events:
        kinds = types(view, event) & {cg.Recommendation, cg.RecommendationRefused}
        for office in step(view, event, cg.agent) if kinds else ():
            dates = list(dates_of(view, event, cg.date))
            when = dates[0] if dates else None
            said = [(cg.agent, office), (cg.conviction, conviction), *((cg.date, each.text) for each in dates)]
            yield _Given(
                office, values(view, event, cg.recommends), when, _by(when, day),
                any(_between(when, other, day) for other in decided), cg.RecommendationRefused in kinds,
                unique(claim for key, end in said for claim in claims_behind(view, event, key, end)),
            )  # fmt: skip


def _by(when: When | None, day: date) -> Ternary:
    """Had it been given by the day? One without a date has been by today."""
    if when is None:
        return Ternary.YES if day >= date.today() else Ternary.UNKNOWN
    return ~when.after(When.day(day))


def _between(given: When | None, other: When, day: date) -> bool:
    """Was there a decision that may have come after the recommendation, and may have come by the day?"""
    before = given is not None and other.before(given) is Ternary.YES
    return not before and other.after(When.day(day)) is not Ternary.YES


def _with(power: PowerAnswer, given: Sequence[_Given]) -> PowerAnswer:
    """One power: each office that must recommend with what it did, the deciders without those that have."""
    offices: list[Authority] = []
    met: dict[str, tuple[str, ...]] = {}
    waits: list[str] = []
    for office in power.offices:
        mine = [one for one in given if one.office == office.office]
        if office.role == "must recommend" and office.standing == power.standing and mine:
            office, state = _with_what_it_did(power, office, mine)
            met |= {office.label: office.because} if state == _MET else {}
            waits += [state] if state not in (_MET, "") else []
        offices.append(office)
    changed = tuple(
        replace(office, needs=tuple(name for name in office.needs if name not in met),
                because=unique([*office.because, *(claim for claims in met.values() for claim in claims)]))
        if office.role == "decider" else office
        for office in offices
    )  # fmt: skip
    return replace(power, offices=changed, waits="; ".join(waits))


_MET = "met"


def _with_what_it_did(power: PowerAnswer, office: Authority, given: Sequence[_Given]) -> tuple[Authority, str]:
    """The office with what it did in words; and `met`, or what the decider waits for, or ""."""
    done = [one for one in given if one.happened is Ternary.YES and not one.spent]
    perhaps = [one for one in given if one.happened is Ternary.UNKNOWN and not one.refused]
    later = [one for one in given if one.happened is Ternary.NO and not one.refused]
    last = max(done, key=_at, default=None)
    used, told, state = [last] if last else [], [], ""
    if last:
        told.append(f"{'refused to recommend' if last.refused else 'recommended'} {last.what(power)}")
    if last and not last.refused and last.covers(power):
        state = _MET
    elif perhaps:
        told.append(f"recommended {perhaps[0].what(power)}, perhaps after that day")
        used.append(perhaps[0])
    elif later and not (last and not last.refused):
        first = min(later, key=_at)
        told.append(f"had not yet recommended {first.what(power)}")
        used.append(first)
        state = f"before the {office.label} recommended {first.what(power)}" if first.covers(power) else ""
    because = unique([*office.because, *(claim for one in used for claim in one.because)])
    return replace(office, conditions=(*office.conditions, *told), because=because), state


def _at(given: _Given) -> date:
    """The last day on which it may have been given; that of one without a date lies before all others."""
    return given.when.latest if given.when and given.when.latest else date.min
