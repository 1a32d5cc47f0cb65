"""Which ways out reach a conviction on a day, and whether their conditions hold, fail, or cannot be decided.

The walk: conviction → law broken → sovereign ← way out; and sovereign → the sovereign it lies within ← general way out
for every sovereign of its kind. Conditions are data: dates of offences, types of sentence, custody, what has become of
the conviction. A condition the record does not decide leaves the way open to doubt and names the fact that decides.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ... import cg
from ...dates import Ternary, When, in_words
from ...view import CaseView, back, claims_behind, dates_of, in_force, label, one, step, types, values
from ...words import unique
from ..clemency.answer import MissingFact, Step
from ..clemency.status import Status
from ..powers.scope import doubted_force
from .answer import Route, RouteState
from .attempts import Tried

__all__ = ["Facts", "facts_of", "reaching", "route_answer", "steps_to_routes", "wanted_state"]

_STATES = {"vacated": "set aside", "reversed": "set aside", "pardoned": "pardoned"}
"""Status of a conviction → the state a way out asks for; standing for every other."""
_GROUNDS = (
    cg.reliefKind, cg.decidedBy, cg.decidingBody, cg.basis, cg.timeLimit, cg.withinDays, cg.condition,
    cg.offencesFrom, cg.offencesUntil, cg.onlyFor, cg.notFor, cg.custody, cg.convictionState, cg.opens,
    cg.ifClosed, cg.noRoute, cg.from_, cg.until, cg.convictionsUnder, cg.convictionsWithin,
    cg.sovereignKinds, cg.onlyAfter, cg.turnsOn,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record says of a conviction, as far as conditions turn on it.

    Attributes:
        state: standing, set aside or pardoned.
        sentence: its type, "" when not on record.
        committed: first and last possible day of the offence; None where open.
        offence_said: the record gives the date of the offence itself.
        custody: in prison on the day; unknown once released, since release may be under supervision.
        begun: the day from which short limits run: that of the sentence, else of the conviction.
        release: the date the court set for asking, or None.
        because: the claims behind each, by name of the fact.
    """

    state: str
    sentence: str
    committed: tuple[date | None, date | None]
    offence_said: bool
    custody: Ternary
    begun: date | None
    release: When | None
    because: dict[str, tuple[str, ...]]


def facts_of(view: CaseView, conviction: str, status: Status, day: date) -> Facts:
    """The facts of a conviction that conditions turn on, on `day`."""
    sentence = one(view, conviction, cg.sentenceType)
    if status.sentence is not None:
        sentence = "" if status.unsentenced is not Ternary.NO else status.sentence
    said_of = conviction
    if status.name == "commuted":  # of death or life it may leave anything less, with parole or without
        left = one(view, status.event, cg.sentenceType)
        said_of = status.event if left else conviction
        sentence = left or ("" if sentence.startswith(("death", "life")) else sentence)
    because = {"sentence": _saying(view, said_of, cg.sentenceType), "state": status.because}
    said = [(conviction, cg.offenceDate)]
    said += [(act, cg.date) for charge in step(view, conviction, cg.charge) for act in step(view, charge, cg.act)]
    dated = [(node, key, when) for node, key in said for when in dates_of(view, node, key)]
    convicted = [when.latest for when in dates_of(view, conviction, cg.date) if when.latest]
    first = min((when.earliest for _, _, when in dated if when.earliest), default=None)
    last = max((when.latest for _, _, when in dated if when.latest), default=min(convicted, default=None))
    because["offence"] = unique(c for n, k, when in dated for c in claims_behind(view, n, k, when.text))
    because["offence"] = because["offence"] or _saying(view, conviction, cg.date)
    sentences = [node for node in back(view, conviction, cg.conviction) if cg.Sentence in types(view, node)]
    imposed = [when.latest for node in sentences for when in dates_of(view, node, cg.date) if when.latest]
    dates = _saying(view, conviction, cg.date) + tuple(c for n in sentences for c in _saying(view, n, cg.date))
    release = [(node, when) for node in sentences for when in dates_of(view, node, cg.eligibleForRelease)]
    set_by = tuple(claim for node, _ in release for claim in _saying(view, node, cg.eligibleForRelease))
    because |= {"begun": dates, "release": set_by}
    custody, because["custody"] = _custody(view, conviction, day)
    begun = min(imposed, default=min(convicted, default=None))
    state = _STATES.get(status.name, "standing")
    return Facts(
        state, sentence, (first, last), bool(dated), custody, begun, release[0][1] if release else None, because
    )


def _saying(view: CaseView, node: str, key: str) -> tuple[str, ...]:
    return tuple(claim for text in values(view, node, key) for claim in claims_behind(view, node, key, text))


def _custody(view: CaseView, conviction: str, day: date) -> tuple[Ternary, tuple[str, ...]]:
    """In prison on the day: yes, or unknown. A prison term that has ended may go on under supervision."""
    for node in back(view, conviction, cg.conviction):
        if cg.Imprisonment in types(view, node) and in_force(view, node, day) is Ternary.YES:
            said = _saying(view, node, cg.from_) + _saying(view, node, cg.until)
            return Ternary.YES, said + claims_behind(view, node, cg.conviction, conviction)
    return Ternary.UNKNOWN, ()


def reaching(view: CaseView, sovereign: str, day: date) -> list[str]:
    """The ways out of convictions under the law of `sovereign` that may be in force on `day`.

    A general way gives place to one of the same kind that the sovereign has of its own.
    """
    own = [way for way in back(view, sovereign, cg.convictionsUnder) if _may_be_in_force(view, way, day)]
    kinds = {one(view, way, cg.reliefKind) for way in own}
    general = [way for way in _general(view, sovereign) if _may_be_in_force(view, way, day)]
    return sorted({*own, *(way for way in general if one(view, way, cg.reliefKind) not in kinds)})


def _general(view: CaseView, sovereign: str) -> list[str]:
    kind = one(view, sovereign, cg.sovereignKind)
    return [
        way
        for outer in step(view, sovereign, cg.within)
        for way in back(view, outer, cg.convictionsWithin)
        if kind in values(view, way, cg.sovereignKinds)
    ]


def _may_be_in_force(view: CaseView, way: str, day: date) -> bool:
    return in_force(view, way, day) is not Ternary.NO


def steps_to_routes(view: CaseView, conviction: str, sovereign: str, ways: list[str]) -> list[Step]:
    """The edges from the conviction to its sovereign and from there to each way out."""
    walked = [Step(conviction, cg.lawBroken, sovereign, claims_behind(view, conviction, cg.lawBroken, sovereign))]
    for outer in step(view, sovereign, cg.within):
        general = [way for way in ways if outer in step(view, way, cg.convictionsWithin)]
        if general:
            walked.append(Step(sovereign, cg.within, outer, claims_behind(view, sovereign, cg.within, outer)))
        walked += [
            Step(way, cg.convictionsWithin, outer, claims_behind(view, way, cg.convictionsWithin, outer))
            for way in general
        ]
    walked += [
        Step(way, cg.convictionsUnder, sovereign, claims_behind(view, way, cg.convictionsUnder, sovereign))
        for way in ways
        if sovereign in step(view, way, cg.convictionsUnder)
    ]
    return walked


def wanted_state(view: CaseView, way: str) -> tuple[str, ...]:
    """What must have become of a conviction for the way to be of use."""
    return values(view, way, cg.convictionState) or ("standing",)


@dataclass(frozen=True, slots=True)
class _Judged:
    """How one condition stands: it fails for a reason, hangs on a missing fact, or holds; and the facts used.

    `unless`: it fails as far as the record goes, which does not say that this was never done.
    """

    closed: str = ""
    missing: MissingFact | None = None
    used: tuple[str, ...] = ()
    unless: str = ""


def route_answer(view: CaseView, way: str, facts: Facts, tried: dict[str, Tried], day: date) -> Route:
    """How one way out stands: its conditions against the facts, and what was tried."""
    mine = tried.get(way, Tried())
    judged = _judge(view, way, facts, tried, day)
    closed = sorted((found for found in judged if found.closed), key=lambda found: bool(found.unless))
    missing = unique(found.missing for found in judged if found.missing)
    state: RouteState = "open"
    reason = unless = ""
    if values(view, way, cg.noRoute):
        state, reason = "none", "looked for and not found; that there is none cannot be proved"
    elif closed:
        state, reason = "closed", (one(view, way, cg.ifClosed) if _by_rule(judged) else "") or closed[0].closed
        unless = closed[0].unless
    elif mine.told:
        state, reason = "tried", _undecided(mine)
    elif mine.later:
        reason = "nothing decided yet by that day"
    elif missing:
        state = "unknown"
    used = [claim for found in judged for name in found.used for claim in facts.because.get(name, ())]
    grounds = [claim for key in _GROUNDS for claim in _grounds(view, way, key)]
    courts = [f"the {label(view, body)}" for body in step(view, way, cg.decidedBy)]
    bodies = values(view, way, cg.decidingBody) or courts
    return Route(
        way,
        label(view, way),
        one(view, way, cg.reliefKind),
        "; ".join(bodies),
        "; ".join(values(view, way, cg.basis)),
        one(view, way, cg.timeLimit),
        (*doubted_force(view, way, day), *values(view, way, cg.condition)),
        state,
        reason,
        missing if state == "unknown" else (),
        mine.told,
        unique([*grounds, *used]),
        unless,
    )


def _undecided(mine: Tried) -> str:
    if any(told.outcome for told in mine.told):
        return ""
    return "nothing decided yet by that day" if mine.later else "no outcome on record by that day"


def _by_rule(judged: list[_Judged]) -> bool:
    """Is it closed by the offence or the sentence, which the words of `if_closed` are about?"""
    return any(found.closed and {"offence", "sentence"} & set(found.used) for found in judged)


def _grounds(view: CaseView, way: str, key: str) -> list[str]:
    ends = [*step(view, way, key), *values(view, way, key)]
    return [claim for end in ends for claim in claims_behind(view, way, key, end)]


def _judge(view: CaseView, way: str, facts: Facts, tried: dict[str, Tried], day: date) -> list[_Judged]:
    return [
        _conviction_state(view, way, facts),
        *_offence(view, way, facts),
        _sentence(view, way, facts),
        _in_custody(view, way, facts),
        _opening(view, way, facts, day),
        *(_Judged(missing=MissingFact(fact)) for fact in values(view, way, cg.turnsOn)),
        _after_another(view, way, tried),
        _in_time(view, way, facts, tried.get(way, Tried()), day),
    ]


def _conviction_state(view: CaseView, way: str, facts: Facts) -> _Judged:
    wanted = wanted_state(view, way)
    if facts.state in wanted:
        return _Judged(used=("state",))
    words = {"standing": "it stands", "set aside": "it has been set aside", "pardoned": "it has been pardoned"}
    return _Judged(f"only once {' or '.join(words[state] for state in sorted(wanted, reverse=True))}", used=("state",))


def _offence(view: CaseView, way: str, facts: Facts) -> list[_Judged]:
    first, last = facts.committed
    missing = None if facts.offence_said else MissingFact("when the offence was committed", "offence_date")
    found = []
    for start in dates_of(view, way, cg.offencesFrom):
        if last and start.earliest and last < start.earliest:
            found.append(_Judged(f"only for offences from {in_words(start)}", used=("offence",)))
        elif not (first and start.latest and first >= start.latest):
            doubt = missing or MissingFact("the day of the offence more exactly", "offence_date")
            found.append(_Judged(missing=doubt, used=("offence",)))
        else:
            found.append(_Judged(used=("offence",)))
    for end in dates_of(view, way, cg.offencesUntil):
        if first and end.latest and first >= end.latest:
            found.append(_Judged(f"only for offences before {in_words(end)}", used=("offence",)))
        elif not (last and end.earliest and last < end.earliest):
            doubt = missing or MissingFact("the day of the offence more exactly", "offence_date")
            found.append(_Judged(missing=doubt, used=("offence",)))
        else:
            found.append(_Judged(used=("offence",)))
    return found


def _sentence(view: CaseView, way: str, facts: Facts) -> _Judged:
    only, never = values(view, way, cg.onlyFor), values(view, way, cg.notFor)
    if not only and not never:
        return _Judged()
    if not facts.sentence:
        return _Judged(missing=MissingFact("what kind of sentence it is", "sentence_type"), used=("sentence",))
    if facts.sentence in never:
        return _Judged(f"not for a sentence of {facts.sentence}", used=("sentence",))
    if only and facts.sentence not in only:
        return _Judged(f"only for a sentence of {' or '.join(only)}", used=("sentence",))
    return _Judged(used=("sentence",))


def _in_custody(view: CaseView, way: str, facts: Facts) -> _Judged:
    wanted = one(view, way, cg.custody)
    if not wanted or (wanted == "in custody" and facts.custody is Ternary.YES):
        return _Judged(used=("custody",) if wanted else ())
    if facts.custody is Ternary.YES:
        return _Judged("only for somebody no longer in custody on the sentence", used=("custody",))
    return _Judged(missing=MissingFact("whether still in custody, or under supervision, on that day", "imprisonments"))


def _opening(view: CaseView, way: str, facts: Facts, day: date) -> _Judged:
    opens = one(view, way, cg.opens)
    if opens == "was decided at sentencing":
        if not facts.sentence:
            return _Judged()
        date_set = f"not before {in_words(facts.release)}" if facts.release else "the record does not say for when"
        told = "never" if facts.sentence == "life without parole" else date_set
        return _Judged(f"decided at sentencing, once: {told}", used=("begun", "release"))
    if not opens:
        return _Judged()
    if facts.release is None:
        return _Judged(missing=MissingFact("the date the court set at sentencing", "eligible_for_release"))
    if facts.release.after(When.day(day)) is Ternary.YES:
        return _Judged(f"not before {in_words(facts.release)}, the date set at sentencing", used=("release",))
    return _Judged(used=("release",))


def _after_another(view: CaseView, way: str, tried: dict[str, Tried]) -> _Judged:
    before = [other for other in step(view, way, cg.onlyAfter) if not tried.get(other, Tried()).told]
    if not before:
        return _Judged()
    unless = f"{label(view, before[0])} was tried before"
    return _Judged(f"only after another, unless {unless}: the record does not say", unless=unless)


def _in_time(view: CaseView, way: str, facts: Facts, mine: Tried, day: date) -> _Judged:
    limit = one(view, way, cg.withinDays)
    if not limit or mine.told or mine.later:
        return _Judged()
    if facts.begun is None:
        return _Judged(missing=MissingFact("when the sentence was imposed", "date"))
    if day <= facts.begun + timedelta(days=int(limit)):
        return _Judged(used=("begun",))
    within = f"{limit} days" if int(limit) else "the day of the sentence"
    unless = "one was begun in time"
    told = f"its time limit has run ({within}), unless {unless} or a court extended it: the record does not say"
    return _Judged(told, used=("begun",), unless=unless)
