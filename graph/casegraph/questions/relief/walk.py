"""What else could free a person: every other way out of a conviction, who decides, how it stands, what was tried.

The walk: conviction → law broken → sovereign ← way out, and conviction ← event for what was tried (`routes`,
`attempts`). Clemency is kept apart in one line of its own: it is mercy, and no court's.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer, UsageError, did_you_mean
from ...view import CaseView, claims_behind, label, step
from ...vocabulary import local
from ...words import capital, listed, unique, within
from ..citations import sources_of
from ..clemency.accounts import said_became
from ..clemency.answer import MissingFact, Value
from ..clemency.status import Status, deaths, status_of
from ..clemency.walk import clemency
from ..supposed import condition, supposed_in, view_of
from .answer import ConvictionRelief, ReliefAnswer, Route
from .attempts import tried_by
from .routes import facts_of, reaching, route_answer, steps_to_routes, wanted_state

__all__ = ["kind_of", "relief", "relief_for"]

_NO_COURT = {"parole", "mandatory release", "convening authority", "remission", "approval of the sentence",
             "state authority", "compensation", "record relief"}  # fmt: skip
"""Kinds that no court frees by: another body decides, or they come after."""
_BESIDE = {"parole": ("mandatory release", "eligibility set at sentencing", "release by the court")}
"""Kind asked about → kinds shown beside it, since they stand in its place; the answer is about the first alone."""
_ORDER = ("open", "tried", "unknown", "closed unless", "closed", "none")
_SHUT = {"closed", "none"}
Keep = Callable[[Route], bool]


def kind_of(typed: str) -> str:
    """The kind of way out that is meant.

    Raises:
        UsageError: no such kind.

    Examples:
        >>> kind_of("dna testing")
        'DNA testing'
    """
    from ...casefile.format.values import ReliefKind

    known: tuple[str, ...] = (*get_args(ReliefKind), "court")
    found = [kind for kind in known if kind.casefold() == typed.casefold()]
    if not found:
        near = did_you_mean(typed, known)
        raise UsageError(
            f"unknown kind of way out {typed!r}"
            + (f"; did you mean {' or '.join(near)}?" if near else f"; known: {', '.join(known)}")
        )
    return found[0]


def relief(
    view: CaseView, convictions: Sequence[str], on: date, *, kind: str | None = None, tried: bool = False
) -> ReliefAnswer:
    """The other ways out of each of `convictions` on the day `on`.

    Args:
        view: the graph.
        convictions: IRIs of convictions.
        on: the day the answer is for.
        kind: only ways of this kind, e.g. parole, or "court" for those a court frees by; None for all.
        tried: only ways that had been tried by then.

    Raises:
        CannotAnswer: there is no conviction, or part of the answer rests on no claim.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> answer = relief(graph.view, [graph.find("dassey-2007-homicide")], date(2017, 1, 8), kind="federal habeas")
        >>> [(route.state, [attempt.date for attempt in route.attempts]) for route in answer.convictions[0].routes]
        [('tried', ['20 Oct 2014', '12 Aug 2016', '14 Nov 2016', '17 Nov 2016'])]
    """
    if not convictions:
        raise CannotAnswer("no conviction is recorded here to ask about; a charge alone is not a conviction")

    def keep(route: Route) -> bool:
        wanted = route.kind not in _NO_COURT if kind == "court" else kind in (None, route.kind)
        wanted = wanted or route.kind in _BESIDE.get(kind or "", ())
        return wanted and (not tried or bool(route.attempts))

    found = tuple(relief_for(view, conviction, on, keep) for conviction in convictions)
    sure = [answer for answer in found if not answer.condition]
    value = _value(sure or found, kind)
    told = [_headline(sure, value, kind, tried)] if sure else []
    for said in unique(answer.condition for answer in found if answer.condition):
        group = [answer for answer in found if answer.condition == said]
        told.append(f"If {said}: {within(_headline(group, _value(group, kind), kind, tried))}")
    headline = " ".join(told)
    mercy = clemency(view, convictions, on)
    person = listed(unique(answer.person or answer.label for answer in found))
    line = f"Mercy, not a court: {mercy.headline} See: casegraph clemency {_quoted(person)}"
    return _cited(view, ReliefAnswer(headline, value, headline, on, found, line, _notes(found, on)))


def _quoted(name: str) -> str:
    return f'"{name}"'


def relief_for(view: CaseView, conviction: str, on: date, keep: Keep = lambda route: True) -> ConvictionRelief:
    """The other ways out of one conviction; of one that only a source reports, those there are if it is right."""
    seen = view_of(view, conviction)
    found = _relief_in(seen, conviction, on, keep)
    supposed = supposed_in(seen, conviction, found.claims())

    def then(other_view: CaseView, right: str) -> str:
        other = _relief_in(other_view, conviction, on, keep)
        if _gist(other) == _gist(found):
            return ""
        return f"{right}: {other.note}" if other.note else f"{right}, other ways would be open or closed"

    accounts = tuple(said_became(seen, conviction, on, then)) if found.sovereign else ()
    return replace(found, supposed=supposed, condition=condition(seen, supposed), accounts=accounts,
                   because=unique([*found.because, *supposed]))  # fmt: skip


def _gist(found: ConvictionRelief) -> object:
    return found.note, found.missing, [(route.id, route.state) for route in found.routes]


def _relief_in(view: CaseView, conviction: str, on: date, keep: Keep) -> ConvictionRelief:
    """The other ways out of one conviction in a view, whatever counts there."""
    status = status_of(view, conviction, on)
    ends = {key: next(iter(step(view, conviction, key)), "") for key in (cg.person, cg.lawBroken)}
    because = [claim for key, end in ends.items() if end for claim in claims_behind(view, conviction, key, end)]
    sovereigns = step(view, conviction, cg.lawBroken)
    base = ConvictionRelief(
        conviction,
        label(view, ends[cg.person]) if ends[cg.person] else "",
        label(view, conviction),
        sovereigns[0] if len(sovereigns) == 1 else "",
        status.name,
        because=unique([*because, *status.because]),
    )
    if status.name == "pending":
        return replace(base, note=f"not yet a conviction (convicted {status.when}): nothing to get out of yet")
    if status.name == "unknown":
        return replace(base, missing=(_missing(status),))
    if not base.sovereign:
        return replace(base, missing=(MissingFact("whose law the offence broke", "law_broken"),))
    dead = _dead(view, conviction, on)
    if dead:
        return replace(base, note=dead[0], because=unique([*base.because, *dead[1]]))
    return _with_routes(view, base, status, on, keep)


def _missing(status: Status) -> MissingFact:
    """What the record would have to say of a conviction whose state is not known."""
    if status.when is None and status.may_be:
        return MissingFact(f"the day on which it was {status.may_be}")
    return MissingFact("what had become of the conviction by that day, to the day")


def _dead(view: CaseView, conviction: str, on: date) -> tuple[str, tuple[str, ...]] | None:
    for when, said in deaths(view, conviction):
        if when.before(When.day(on)) is Ternary.YES:  # on the day of death a stay may still have come in time
            return f"died {in_words(when)}: nothing can free the dead", said
    return None


def _with_routes(view: CaseView, base: ConvictionRelief, status: Status, on: date, keep: Keep) -> ConvictionRelief:
    facts = facts_of(view, base.id, status, on)
    ways = reaching(view, base.sovereign, on)
    if not ways:
        return replace(
            base, missing=(MissingFact(f"ways out on record for convictions under the law of {_law(view, base)}"),)
        )
    tried = tried_by(view, base.id, ways, on)
    ways += [way for way in tried if way not in ways and tried[way].told]
    useful = [way for way in ways if facts.state == "standing" or facts.state in wanted_state(view, way)]
    routes = [route_answer(view, way, facts, tried, on) for way in useful]
    shown = sorted(filter(keep, routes), key=lambda route: (_ORDER.index(_state(route)), ways.index(route.id)))
    note = ""
    if facts.state != "standing":
        note = f"{status.name} {status.day}: only what applies afterwards"
    return replace(
        base,
        note=note,
        routes=tuple(shown),
        steps=tuple(steps_to_routes(view, base.id, base.sovereign, [route.id for route in shown])),
    )


def _law(view: CaseView, base: ConvictionRelief) -> str:
    return label(view, base.sovereign)


def _value(found: Sequence[ConvictionRelief], kind: str | None) -> Value:
    """Over all convictions: may some way still be used? About one kind, yes and no; else who, or no."""
    live = [answer for answer in found if not answer.note]
    if not live:
        return "moot"
    if all(answer.missing for answer in live):
        return "unknown"
    states = {_best(answer, kind) for answer in live}
    if states <= _SHUT:
        return "no"
    if kind is None and not states <= {"closed unless", *_SHUT}:
        return "who"
    return "yes" if states == {"open"} else "depends"


def _best(answer: ConvictionRelief, kind: str | None) -> str:
    """The best state of a conviction's ways of a kind."""
    asked = [_state(route) for route in answer.routes if kind in (None, "court", route.kind)]
    return min(asked, key=_ORDER.index, default="none")


def _state(route: Route) -> str:
    """The state of a way; one that is closed only as far as the record goes, apart."""
    return "closed unless" if route.unless else route.state


def _headline(found: Sequence[ConvictionRelief], value: Value, kind: str | None, tried: bool) -> str:
    who = listed(unique(answer.person or answer.label for answer in found))
    if value == "moot":
        return f"{who}: {'; '.join(unique(answer.note for answer in found))}."
    if value == "unknown":
        return f"What else could free {who} cannot be told from this record."
    live = [answer for answer in found if not answer.note]
    if tried:
        events = {attempt.event for answer in live for route in answer.routes for attempt in route.attempts}
        times = "Nothing is" if not events else "1 step is" if len(events) == 1 else f"{len(events)} steps are"
        return f"{times} on record as tried for {who} by that day."
    unless = unique(route.unless for answer in live for route in answer.routes if route.unless)
    doubt = f", unless {unless[0] if len(unless) == 1 else 'it was used in time'}, which the record does not say"
    doubt = doubt if value == "depends" and all(_best(answer, kind) not in _ORDER[:3] for answer in live) else ""
    if kind == "court" and doubt:
        return f"No court can still free {who}{doubt}."
    if kind == "court":
        can = {
            "no": "No court can still free",
            "yes": "A court could still free",
            "depends": "A court might still free",
        }
        return f"{can[value]} {who}."
    if kind is not None:
        said = {"no": "is not open", "yes": "is open", "depends": "may be open, on facts or conditions told below,"}
        return f"{_named(kind)} {said['no' if doubt else value]} to {who}{doubt}."
    counts = [_count(live, state) for state in ("open", "tried", "unknown")]
    words = [f"{n} {w}" for n, w in zip(counts, ("open", "tried", "that a missing fact decides"), strict=True) if n]
    if not words:
        return f"No other way out is on record as open to {who}{doubt}."
    return f"Other ways out for {who}: {listed(words)}."


def _named(kind: str) -> str:
    return capital(kind)


def _count(found: Sequence[ConvictionRelief], state: str) -> int:
    """How many ways stand so for at least one conviction, each once, under its best state."""
    best: dict[str, str] = {}
    for answer in found:
        for route in answer.routes:
            best[route.id] = min(best.get(route.id, "none"), route.state, key=_ORDER.index)
    return sum(value == state for value in best.values())


def _notes(found: Sequence[ConvictionRelief], on: date) -> tuple[str, ...]:
    ahead = "That day lies ahead: the law and the record are those known today."
    short = "Time limits are told in words; only short ones are counted, and a court may extend them."
    return (*((ahead,) if on > date.today() else ()), *((short,) if any(answer.routes for answer in found) else ()))


def _cited(view: CaseView, answer: ReliefAnswer) -> ReliefAnswer:
    """The answer with its sources numbered.

    Raises:
        CannotAnswer: a way, an attempt or a step rests on nothing; such an answer is not returned.
    """
    for found in answer.convictions:
        for route in found.routes:
            for said, because in ((route.label, route.because), *((a.label, a.because) for a in route.attempts)):
                if not because:
                    raise CannotAnswer(f"nothing in this graph says why {said} belongs here")
        for walked in found.steps:
            if not walked.claims:
                raise CannotAnswer(
                    f"nothing in this graph says {local(walked.start)} {walked.predicate} {local(walked.end)}"
                )
    sources, numbers = sources_of(view, answer.because)
    return replace(answer, sources=sources, numbers=numbers)
