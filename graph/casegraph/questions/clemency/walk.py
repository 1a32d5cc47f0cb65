"""Who holds clemency power over a conviction, on a date, on what legal basis; who does not, and why not.

The walk: conviction → law broken → sovereign ← power (in force on the day, of the kind asked for, in scope) → office ←
tenure (in force on the day) → person. The court that convicted, the prison and the prosecutor play no part: the power
follows the sovereign whose law was broken. No rule of any one jurisdiction stands here; they are data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer
from ...view import CaseView, claims_behind, dates_of, label, one, step, values
from ...vocabulary import local
from ...words import a_or_an, listed, unique
from ..citations import sources_of
from ..naming.names import things_of
from ..powers.coverage import (
    KINDS,
    NEEDS_A_SENTENCE,
    Circumstances,
    Coverage,
    Criteria,
    may_precede,
    powers_over,
)
from ..powers.offices import answered, steps_to
from ..powers.recommended import with_recommendations
from ..powers.tenure import in_office
from ..supposed import condition, supposed_in, view_of
from .accounts import of_an_act, with_what_is_said
from .answer import BY_LAW, Answer, ConvictionAnswer, MissingFact, Outcome, Step
from .exclusion import excluded, steps_of_excluded, to_exclude
from .gaps import with_gaps, with_law_alone
from .headline import UNCONVICTED, headline_of, title_of, value_of_all
from .pending import pending_appeal
from .status import Status, death_of, status_of
from .verdict import claimed, claiming, undecided, value_of

__all__ = [
    "KINDS",
    "clemency",
    "clemency_over",
    "convictions_in_power",
    "every_conviction",
]


def clemency(
    view: CaseView, convictions: Sequence[str], on: date, *, kind: str | None = None, office: str | None = None
) -> Answer:
    """Who holds clemency power over each of `convictions` on the day `on`.

    Args:
        view: the graph.
        convictions: IRIs of convictions.
        on: the day the answer is for.
        kind: pardon, commutation, …; None for any kind.
        office: IRI of the one office asked about; None to ask who.

    Raises:
        CannotAnswer: there is no conviction, or part of the answer rests on no claim.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> answer = clemency(graph.view, [graph.find("avery-2007-homicide")], date(2016, 1, 8))
        >>> [(holder.label, holder.person) for holder in answer.holders]
        [('Governor of Wisconsin', 'Scott Walker')]
    """
    if not convictions:
        raise CannotAnswer("no conviction is recorded here to ask about; a charge alone is not a conviction")
    asked = Criteria(on, kind, office)
    found = tuple(clemency_over(view, conviction, asked) for conviction in convictions)
    value, headline = value_of_all(asked, found), headline_of(view, asked, found)
    ahead = ("That day lies ahead: the law is the one known today, and nobody can say who will hold office.",)
    notes = (*_notes(view, found), *_handovers(view, found, on), *(ahead if on > date.today() else ()))
    return _cited(view, Answer(headline, value, headline, on, found, notes=notes))


def clemency_over(view: CaseView, conviction: str, asked: Criteria) -> ConvictionAnswer:
    """The answer for one conviction; of one that only a source reports, the answer if that source is right."""
    seen = view_of(view, conviction)
    found = _over(seen, conviction, asked)
    supposed = supposed_in(seen, conviction, found.claims())
    found = replace(found, supposed=supposed, condition=condition(seen, supposed),
                    because=unique([*found.because, *supposed]))  # fmt: skip
    return with_what_is_said(seen, found, asked, _over)


def _over(view: CaseView, conviction: str, asked: Criteria) -> ConvictionAnswer:
    """The answer for one conviction in a view, whatever counts there."""
    status = status_of(view, conviction, asked.day)
    sovereigns = step(view, conviction, cg.lawBroken)
    ends = {key: next(iter(step(view, conviction, key)), "") for key in (cg.person, cg.lawBroken, cg.court)}
    because = [claim for key, end in ends.items() if end for claim in claims_behind(view, conviction, key, end)]
    marks = values(view, conviction, cg.suggestedFlag)
    because += [claim for mark in marks for claim in claims_behind(view, conviction, cg.suggestedFlag, mark)]
    base = ConvictionAnswer(
        conviction,
        label(view, ends[cg.person]) if ends[cg.person] else "",
        label(view, conviction),
        sovereigns[0] if len(sovereigns) == 1 else "",
        label(view, ends[cg.court]) if ends[cg.court] else "",
        _outcome(view, status),
        "unknown",
        because=unique([*because, *status.because]),
    )
    if status.moot and not (status.undone and base.sovereign):
        return _moot(view, base, status)
    if not base.sovereign:
        return _suggested(view, base, ends[cg.court])
    found = _held(view, base, status, asked)
    appeal, said = pending_appeal(view, conviction, asked.day) if not status.moot else ("", ())
    found = replace(found, aside="", because=unique([*found.because, *said])).beside(status.told, found.aside, appeal)
    return _moot(view, base, status) if status.moot and not found.powers else _explained(view, found)


def _outcome(view: CaseView, status: Status) -> Outcome:
    """What has become of the conviction, in words."""
    day = status.day if status.event and not status.told else ""
    return Outcome(status.name, day, commuted=_first_day(view, status.commutation))


def _first_day(view: CaseView, event: str) -> str:
    """The day of an event in words; "" where there is no event."""
    days = [in_words(when) for when in dates_of(view, event, cg.date)] if event else [""]
    return days[0] if days else "on a day not on record"


def _suggested(view: CaseView, base: ConvictionAnswer, court: str) -> ConvictionAnswer:
    """Unknown for want of the law broken; whose court it was suggests an answer and gives none."""
    missing = replace(base, missing=(MissingFact("whose law the offence broke", "law_broken"),))
    for sovereign in step(view, court, cg.courtOf) if court else ():
        words = (
            f"the court belongs to this sovereign: {label(view, sovereign)}; if the offence was against its law, "
            f"write law_broken: {local(sovereign)}"
        )
        because = unique([*base.because, *claims_behind(view, court, cg.courtOf, sovereign)])
        missing = replace(missing, aside=words, because=because)
    return _explained(view, missing)


def _explained(view: CaseView, found: ConvictionAnswer) -> ConvictionAnswer:
    """The answer with what a reader must know of the law broken: inferred, or applied by another sovereign's court."""
    for doubt in values(view, found.id, cg.lawDoubt):
        behind = claims_behind(view, found.id, cg.lawDoubt, doubt)
        found = replace(found, doubt=doubt, because=unique([*found.because, *behind]))
    for words in values(view, found.id, cg.lawNote):
        behind = claims_behind(view, found.id, cg.lawNote, words)
        note = f"{found.aside}. {words}" if found.aside else words
        found = replace(found, aside=note, because=unique([*found.because, *behind]))
    return found


def _moot(view: CaseView, base: ConvictionAnswer, status: Status) -> ConvictionAnswer:
    """Nothing is left to pardon: no authority is told to have a power here, and none to be excluded from it."""
    keys = (key for key in (cg.conviction, cg.charge, cg.act) if base.id in step(view, status.event, key))
    steps = tuple(Step(status.event, key, base.id, claims_behind(view, status.event, key, base.id)) for key in keys)
    return replace(base, value="moot", outcome=replace(base.outcome, why="nothing left to pardon"), steps=steps)


def _held(view: CaseView, base: ConvictionAnswer, status: Status, asked: Criteria) -> ConvictionAnswer:
    dead, died, _ = death = death_of(view, base.id, asked.day)
    told = f"died {in_words(died)}" if died is not None else ""
    over = Circumstances(status.served, dead, status.unsentenced, status.sentence, told)

    def found_in(seen: CaseView) -> dict[str, Coverage]:
        held = powers_over(seen, base.id, base.sovereign, asked, commuted=bool(status.commutation), over=over)
        return _open(seen, base, status, asked, held)

    governed = found_in(view)
    asserted = with_recommendations(view, base.id, answered(view, governed, asked.day), asked.day)
    seen_by = claiming(view, base.sovereign, asked.kind)
    wide = {standing.value: found_in(seen) for standing, seen in seen_by.items()}
    powers = (*asserted, *claimed(view, wide, asserted, base.sovereign, asked.day))
    deciders = {a.office for power in powers for a in power.offices if a.role == "decider"}
    offices = [office for office in to_exclude(view, base.id, asked) if office not in deciders]
    steps = [Step(base.id, cg.lawBroken, base.sovereign, claims_behind(view, base.id, cg.lawBroken, base.sovereign))]
    steps += [walked for power in governed for walked in steps_to(view, power, base.sovereign, asked.day)]
    steps += [walked for office in offices for walked in steps_of_excluded(view, office, asked)]
    found = replace(
        base,
        value=value_of(asked, powers),
        powers=powers,
        excluded=tuple(excluded(view, base.id, base.sovereign, office, asked, asserted) for office in offices),
        steps=tuple(dict.fromkeys(steps)),
        because=unique([*base.because, *death[2]]) if dead is not Ternary.NO else base.because,
        accounts=of_an_act(view, status.commutation),
    )
    if died is not None and dead is Ternary.YES:
        found = _after_death(found, died, asked)
    return _with_note(view, found, status, asked, governed)


def _open(
    view: CaseView, base: ConvictionAnswer, status: Status, asked: Criteria, governed: dict[str, Coverage]
) -> dict[str, Coverage]:
    """Of the powers, those that may be used at the stage the case is at.

    Before a conviction, and once a court has set it aside, only a power that may come before one reaches the offence,
    and no sentence is there to be changed.
    """
    if status.name != "pending" and status.name not in UNCONVICTED and not status.undone:
        return governed
    early = {
        power: here.only(kinds)
        for power, here in governed.items()
        if may_precede(view, power) and (kinds := tuple(kind for kind in here.kinds if kind not in NEEDS_A_SENTENCE))
    }
    return _before_conviction(view, base.id, early, asked.day) if status.name == "pending" else early


def _after_death(found: ConvictionAnswer, died: When, asked: Criteria) -> ConvictionAnswer:
    """The answer with what the death of the person has ended: every kind but a pardon, and that where the law says."""
    found = replace(found, outcome=replace(found.outcome, died=in_words(died)))
    note = f"the person died ({in_words(died)}); the sentence ended, and only a pardon after death can be left"
    if found.powers:
        return replace(found, aside=note)
    if asked.kind not in (None, "pardon"):
        return _nothing(found, f"the person died ({in_words(died)})", "no sentence is left")
    words = f"the person died ({in_words(died)}), and the law of the day has no pardon after death"
    return replace(found, value="no", aside=words)


def _nothing(found: ConvictionAnswer, words: str, why: str) -> ConvictionAnswer:
    """The answer that nothing is there to be granted: what has become of the case, and why nothing is left."""
    return replace(found, value="moot", outcome=replace(found.outcome, words=words, why=why))


def _before_conviction(view: CaseView, conviction: str, early: dict[str, Coverage], day: date) -> dict[str, Coverage]:
    """The powers that may come before a conviction (`early`), once the offence has been committed.

    Ex parte Garland, 71 U.S. 333 (1867): at any time after the offence. Its day is that of the act charged; where the
    record does not give it, the power hangs on it.
    """
    acts = [act for charge in step(view, conviction, cg.charge) for act in step(view, charge, cg.act)]
    done = [when.after(When.day(day)) for act in acts for when in dates_of(view, act, cg.date)]
    if Ternary.YES in done:
        return {}
    if done and set(done) == {Ternary.NO}:
        return early
    hangs = "only if the offence had been committed by that day"
    return {power: replace(here, conditions=(*here.conditions, hangs)) for power, here in early.items()}


_BEFORE = "this power may come before one"
"""Said of a power over what nobody stands convicted of."""


def _with_note(
    view: CaseView, found: ConvictionAnswer, status: Status, asked: Criteria, governed: Mapping[str, Coverage]
) -> ConvictionAnswer:
    """The answer with what a reader must know of the conviction's status, or of powers nobody in particular holds."""
    if status.name == "pending":
        note = f"not yet a conviction (convicted {found.outcome.when})"
        if governed:
            return found.beside(f"{note}; {_BEFORE}")
        return _nothing(found, note, "nothing to pardon yet")
    if status.undone:
        return found.beside(f"{found.outcome.told}: no conviction stands; {_BEFORE}")
    if status.name in UNCONVICTED and not found.powers:
        return _nothing(found, status.name, "without a conviction there is nothing to pardon here")
    if status.name in UNCONVICTED:
        return found.beside(f"{status.name}; this power may come before a conviction")
    if status.void:
        act, by = label(view, status.void), [label(view, agent) for agent in step(view, status.void, cg.agent)]
        because = unique([*found.because, *claims_behind(view, status.void, cg.conviction, found.id)])
        note = f"no effect: {act}, by {listed(by)}, without power over this conviction"
        found = replace(found, because=because).beside(note)
    if found.outcome.died and not governed:
        return found
    if status.served is Ternary.YES and not found.powers:
        return _nothing(found, "the sentence is served", "none is left to change")
    if status.name == "unknown":
        return replace(found, value="unknown").beside(status.doubt)
    power = undecided([power for power in found.powers if power.standing == "established"])
    if power is not None:
        words = {"varies": "the deciding body varies", BY_LAW: "it comes by law, nobody decides"}
        conditions = values(view, power.power, cg.condition)
        told = "; ".join([words.get(power.nobody, "nobody holds this power"), *conditions])
        elsewhere = asked.office and found.sovereign not in step(view, asked.office, cg.officeOf)
        return replace(found, value="no" if power.nobody == "nobody" or elsewhere else "depends").beside(told)
    found = with_gaps(view, found, asked)
    return found if asked.office else with_law_alone(view, found)


def _notes(view: CaseView, found: tuple[ConvictionAnswer, ...]) -> tuple[str, ...]:
    standing = [
        answer
        for answer in found
        if answer.value != "moot"
        and not answer.condition
        and answer.status not in ("pending", "unknown", "vacated", "reversed", *UNCONVICTED)
    ]
    sovereigns = {answer.sovereign for answer in standing}
    adjective = one(view, sovereigns.pop(), cg.adjective) if len(sovereigns) == 1 else ""
    if not adjective:
        return ()
    if len(standing) == 1:
        return (f"The standing conviction is {a_or_an(adjective)} conviction.",)
    many = "Both standing" if len(standing) == 2 else f"All {len(standing)} standing"
    return (f"{many} convictions are {adjective} convictions.",)


def _handovers(view: CaseView, found: tuple[ConvictionAnswer, ...], day: date) -> tuple[str, ...]:
    offices = unique(holder.office for answer in found for holder in answer.holders if holder.incumbents)
    return tuple(note for office in offices if (note := in_office(view, office, day).note))


_MOST = 10_000


def every_conviction(view: CaseView) -> list[str]:
    """All convictions of the graph, sorted by id.

    Raises:
        CannotAnswer: there are more than a walk should answer one by one.
    """
    found = things_of(view, "Conviction", most=_MOST + 1)
    if len(found) > _MOST:
        raise CannotAnswer(f"this graph holds more than {_MOST:,} convictions: ask about some of them")
    return sorted(found, key=local)


def convictions_in_power(view: CaseView, office: str, on: date, kind: str | None = None) -> Answer:
    """Over which convictions of the graph `office` may decide on the day `on`.

    Raises:
        CannotAnswer: the graph holds no conviction.
    """
    everything = every_conviction(view)
    answer = clemency(view, everything, on, kind=kind, office=office)
    reached = tuple(found for found in answer.convictions if found.value in ("yes", "depends"))
    name = title_of(view, office)
    count = f"{len(reached)} of" if reached else "none of"
    headline = f"The {name} holds clemency power over {count} these {len(everything)} convictions."
    convictions = reached or answer.convictions
    given = Answer(headline, "yes" if reached else "no", headline, on, convictions, notes=answer.notes)
    return _cited(view, given)


def _cited(view: CaseView, answer: Answer) -> Answer:
    """The answer with its sources looked up and numbered.

    Raises:
        CannotAnswer: a step, a holder or an exclusion rests on nothing; such an answer is not returned.
    """
    for conviction in answer.convictions:
        for authority in (*conviction.offices, *conviction.excluded):
            if not authority.because:
                raise CannotAnswer(
                    f"nothing in this graph says why {authority.label} {authority.reason or authority.role}"
                )
        for walked in conviction.steps:
            if not walked.claims:
                raise CannotAnswer(
                    f"nothing in this graph says {local(walked.start)} {walked.predicate} {local(walked.end)}"
                )
    sources, numbers = sources_of(view, answer.because)
    return replace(answer, sources=sources, numbers=numbers)
