"""Answers about a person in an office, and about a stretch of time: a day each, with what changed on the way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer
from ...view import CaseView, back, dates_of, label, step, widened
from ...vocabulary import Standing
from ..naming.offices import Meant
from ..powers.tenure import touches
from .answer import Answer, Value

__all__ = ["in_person", "in_their_time", "over_time"]


def over_time(give: Callable[[date], Answer], when: When, changes: Callable[[], set[date]]) -> Answer:
    """The answer for a day; for a vaguer date the answer of its last day, with what changed on the way."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        raise CannotAnswer(f"{in_words(when)} is open at one end: ask about a day, a month or a year")
    final = give(last)
    days = sorted({first, *(day for day in changes() if first < day < last)}) if first != last else []
    answers = [(day, give(day)) for day in days]
    told: list[str] = []
    previous = None
    for day, answer in [*answers, (last, final)]:
        gist = (answer.value, answer.headline, tuple((a.office, a.at_its_end) for a in answer.holders))
        if previous is not None and gist != previous:
            who = ", ".join(f"{a.label} ({a.who})" for a in answer.holders if a.who)
            told.append(f"From {in_words(When.day(day))}: {answer.headline}{f' {who}.' if who else ''}")
        previous = gist
    if not told:
        return final
    start = answers[0][1]
    who = ", ".join(f"{a.label} ({a.who})" for a in start.holders if a.who)
    told.insert(0, f"On {in_words(When.day(first))}: {start.headline}{f' {who}.' if who else ''}")
    same = all(answer.value == final.value for _, answer in answers)
    return replace(final, value=final.value if same else "depends", notes=(*final.notes, *told))


def in_person(view: CaseView, give: Callable[[date], Answer], meant: Meant) -> Callable[[date], Answer]:
    """The same answers, but "no" on days when the person named did not hold the office."""
    wide = widened(view, Standing.ATTRIBUTED)

    def on_day(day: date) -> Answer:
        answer = _by_one_source(view, give(day), meant)
        if any(touches(wide, tenure, day) for tenure in _tenures(wide, meant)):
            return answer
        said = f"{label(wide, meant.people[0])} did not hold the office of {label(view, meant.office)} on that day."
        if answer.value in ("yes", "depends"):
            return replace(answer, value="no", headline=said)
        return replace(answer, notes=(*answer.notes, said))

    return on_day


_BEST: tuple[Value, ...] = ("yes", "depends", "disputed", "unknown", "no", "moot")
"""Could it have been done? Once is enough; that there was nothing to do says least."""


def _rank(answer: Answer) -> tuple[int, int, int, int, int]:
    """The less the better: a "yes" from before a conviction that it would not reach is no better than "depends"."""
    place = _BEST.index(answer.value)
    told = [each.value for each in answer.convictions]
    to_come = sum(each.status == "pending" for each in answer.convictions)
    return max(place, 1), to_come, place, -told.count("yes"), told.count("moot")


def in_their_time(
    view: CaseView, give: Callable[[date], Answer], meant: Meant, on: date, changes: Callable[[], set[date]]
) -> Answer:
    """What the person named could have done while in the office: the answer of the last day on which they could most.

    Args:
        view: the graph.
        give: the answer for a day.
        meant: an office and the person named.
        on: the day until which a term without an end counts.
        changes: the days on which the answer may change.
    """
    wide = widened(view, Standing.ATTRIBUTED)
    terms = sorted(_stretches(wide, meant, on))
    turns = changes()
    days = sorted({day for first, last in terms for day in (first, last, *turns) if first <= day <= last})
    answers = [(day, give(day)) for day in days]
    if not answers:
        return in_person(view, give, meant)(on)
    best = min(_rank(answer) for _, answer in answers)
    last_turn = max(index for index, (_, answer) in enumerate(answers) if _rank(answer) == best)
    chosen = _last_like(days, last_turn, terms)
    told = [f"From {in_words(When.day(day))}: {answer.headline}" for day, answer in _turning(answers)]
    spans = " and ".join(f"{in_words(When.day(first))} to {in_words(When.day(last))}" for first, last in terms)
    name, office = label(wide, meant.people[0]), label(view, meant.office)
    asked = f"Asked of the time of {name} as {office} ({spans}); answered for {in_words(When.day(chosen))}."
    answer = _by_one_source(view, give(chosen), meant)
    return replace(answer, notes=(asked, *answer.notes, *(told if len(told) > 1 else ())))


def _last_like(days: list[date], turn: int, terms: list[tuple[date, date]]) -> date:
    """The last day of the term before the next of the days on which an answer may change."""
    ends = [last for first, last in terms if first <= days[turn] <= last]
    following = days[turn + 1] - timedelta(days=1) if turn + 1 < len(days) else max(ends)
    return max(days[turn], min(following, *ends))


def _turning(answers: list[tuple[date, Answer]]) -> list[tuple[date, Answer]]:
    """The answers that differ from the one before."""
    pairs = zip([None, *answers], answers, strict=False)
    return [
        now for before, now in pairs
        if before is None or (before[1].value, before[1].headline) != (now[1].value, now[1].headline)
    ]  # fmt: skip


def _tenures(wide: CaseView, meant: Meant) -> list[str]:
    terms = (term for person in meant.people for term in back(wide, person, cg.person))
    return [term for term in terms if meant.office in step(wide, term, cg.office)]


def _stretches(wide: CaseView, meant: Meant, on: date) -> Iterator[tuple[date, date]]:
    """The first and last days on which the person surely held the office, term by term, none after `on`."""
    for tenure in _tenures(wide, meant):
        starts = [when.latest for when in dates_of(wide, tenure, cg.from_) if when.latest]
        lasts = [when.earliest for when in dates_of(wide, tenure, cg.until) if when.earliest]
        ends = [last - timedelta(days=last not in starts) for last in lasts]  # some acted for an hour or two of one day
        if starts and max(starts) <= min([*ends, on]):
            yield max(starts), min([*ends, on])


def _by_one_source(view: CaseView, answer: Answer, meant: Meant) -> Answer:
    """The answer, saying so where a single source alone reports that this person held the office."""
    if _tenures(view, meant):
        return answer
    name = label(widened(view, Standing.ATTRIBUTED), meant.people[0])
    said = f"That {name} held the office of {label(view, meant.office)} is known by one source."
    return replace(answer, notes=(*answer.notes, said))
