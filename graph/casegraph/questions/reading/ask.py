"""Answer a plain question by the walk it means, or say honestly that it cannot be read."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from ...dates import When, in_words
from ...errors import CannotAnswer, CasegraphError, NoSuchThing, UsageError
from ...view import CaseView
from ..clemency.answer import Answer
from ..clemency.change_days import change_days
from ..clemency.in_person import in_person, in_their_time, over_time
from ..clemency.status import death_of
from ..clemency.walk import clemency, convictions_in_power, every_conviction
from ..naming.offices import Meant, office_meant
from ..naming.phrases import Whom
from ..naming.whom import convictions_meant
from ..record.told import Told
from ..relief.answer import ReliefAnswer
from ..relief.walk import relief
from ..supposed import view_of
from .accounts import ACCOUNTS, ask_account
from .answers import WAYS, answer, of_source
from .frames import plainly, strange_names
from .patterns import examples
from .question import Reading
from .reader import other_spellings, read_question
from .refusals import EXAMPLES, Unreadable, unreadable

__all__ = ["EXAMPLES", "Reading", "ask", "every_form", "explained", "read_question", "reading_of"]


def ask(view: CaseView, question: str, on: date, *, dated: bool = False) -> Answer | ReliefAnswer | Told:
    """Answer a plain question.

    Args:
        view: the graph.
        question: as a person types it.
        on: the day the answer is for when the question names none.
        dated: the caller gave `on` explicitly, so a date in the question may not differ from it.

    Raises:
        CannotAnswer: the question cannot be read, or the graph does not hold the answer.
        NoSuchThing: a name in it fits nothing.

    Examples:
        >>> from datetime import date, timedelta
        >>> from casegraph import load
        >>> ask(load("avery-dassey").view, "Can the President pardon Brendan Dassey?", date(2016, 1, 8)).value
        'no'
    """
    reading: Reading | None = None
    try:
        reading = read_question(question)
        return _told(view, question, reading, on, dated)
    except (CannotAnswer, NoSuchThing, UsageError) as error:
        if (reading is None and not isinstance(error, Unreadable)) or (reading is not None and reading.source):
            raise
        plain, other = _in_any_order(view, question, on, dated, reading)
        if plain is not None:
            return plain
        if other is not None and reading is None:
            raise other from None
        answers = list(_respelled(view, question, on, dated)) if reading is not None and not reading.told_as else []
        if len(answers) != 1:
            if (
                reading is not None and reading.told_as and isinstance(error, CannotAnswer)
            ):  # a slip put right did not help: say what was typed
                raise unreadable(question) from None
            if isinstance(error, CannotAnswer):
                error.names = strange_names(view, question)
            raise
        return answers[0]


def _in_any_order(
    view: CaseView, question: str, on: date, dated: bool, before: Reading | None
) -> tuple[Answer | ReliefAnswer | Told | None, CasegraphError | None]:
    """The answer to the plain question that the words stand for in whatever order, or why that has none."""
    wrong: CasegraphError | None = None
    typed = [text for text, _ in plainly(view, question, respelled=False)]
    for text, form in plainly(view, question):
        try:
            reading = read_question(text)
            if reading.form == form and replace(reading, told_as="") != before:
                return _told(view, question, replace(reading, told_as=f"{text}?"), on, dated), None
        except Unreadable:
            continue
        except (CannotAnswer, NoSuchThing, UsageError) as error:
            wrong = wrong or (error if text in typed else None)
    return None, wrong


def _respelled(view: CaseView, question: str, on: date, dated: bool) -> Iterator[Answer | ReliefAnswer | Told]:
    """The answers to what the question is with one slip put right, each told as such."""
    for reading in other_spellings(question):
        with suppress(CannotAnswer, NoSuchThing, UsageError):
            yield _told(view, question, reading, on, dated)


def _told(view: CaseView, question: str, reading: Reading, on: date, dated: bool) -> Answer | ReliefAnswer | Told:
    told: Answer | ReliefAnswer | Told
    if reading.source and reading.form not in ("when", *WAYS):
        raise CannotAnswer(
            f"This answer rests on all the sources together; I cannot give it by {reading.source!r} alone.\n"
            f'What it says:  casegraph ask "What does {reading.source} assert?"'
        )
    if reading.form in ACCOUNTS:
        told = ask_account(view, question, reading, on=on if dated else None)
        told = of_source(told, reading.source) if reading.source else told
    elif reading.form in WAYS:
        told = answer(view, question, reading, on)
    else:
        assert reading.form in ("who", "can", "why", "over", "relief", "tried"), reading.form
        told = _by_law(view, question, reading, on, dated)
    return _as_read(told, reading.told_as) if reading.told_as else told


def _as_read(told: Answer | ReliefAnswer | Told, reading: str) -> Answer | ReliefAnswer | Told:
    """The answer with how the question was read, where that is not how it was put."""
    words = f"Read as: {reading}"
    if isinstance(told, Told):
        return replace(told, headline=f"{words} {told.headline}")
    return replace(told, notes=(words, *told.notes))


_OTHERS = (
    ("can", "Could the President pardon Steven Avery?"),
    ("who", "Who could pardon Brendan Dassey in December 2019?"),
    ("why", "Why can't the President pardon Brendan Dassey?"),
    ("over", "Which convictions can the Governor of Wisconsin pardon?"),
    ("relief", "What else could free Brendan Dassey?"),
    ("tried", "What has Brendan Dassey tried?"),
    ("when", "When was Steven Avery exonerated?"),
    ("whether", "Was Scooter Libby pardoned?"),
    ("how long", "How long was Steven Avery in prison?"),
    ("who claims", "Who claims Steven Avery is innocent?"),
    ("rests only on", "What rests only on the article?"),
    ("asserts", "What does the article itself assert?"),
    ("contradicts", "What contradicts the article?"),
)
"""The forms that are no row of the table of questions, each with an example."""


def every_form() -> list[tuple[str, str]]:
    """Every form that can be read, each with a question that runs."""
    return [*_OTHERS, *examples()]


def reading_of(question: str, told: Answer | ReliefAnswer | Told) -> Reading:
    """What the question was read as to give this answer: the plain question that the answer names, else its own words.

    Raises:
        CannotAnswer: it can be read by no form.
    """
    lines = [told.headline] if isinstance(told, Told) else told.notes
    found = next((match for text in lines if (match := _READ_AS.match(text))), None)
    return replace(read_question(found[1]), told_as=f"{found[1]}?") if found else read_question(question)


_READ_AS = re.compile(r"Read as: (.+?)\?(?= |$)")


def explained(reading: Reading) -> str:
    """What a question was read as, and the walk that answers it, with its query of the catalogue where there is one."""
    walk, query = {
        "who": ("clemency", "holders"), "can": ("clemency", "holders"), "why": ("clemency", "holders"),
        "over": ("convictions_in_power", "reach-of-office"), "relief": ("relief", "relief-routes"),
        "tried": ("relief", "relief-routes"), **{form: (way.walk, way.query) for form, way in WAYS.items()},
        **ACCOUNTS,
    }[reading.form]  # fmt: skip
    twin = f"; query: casegraph query --name {query}" if query else ""
    return f"Reading: {reading.explained()}\nWalk: {walk}{twin}"


def _by_law(view: CaseView, question: str, reading: Reading, on: date, dated: bool) -> Answer | ReliefAnswer:
    """A question about clemency over somebody's convictions, or about another way out of them."""
    when = reading.when or When.day(on)
    if dated and reading.when is not None and not reading.when.compatible(When.day(on)):
        raise CannotAnswer(f"the question says {in_words(reading.when)}, but --on says {on.isoformat()}")
    if dated:
        when = When.day(on)
    if reading.form in ("relief", "tried"):
        return replace(_other_ways(view, reading, when), question=question)
    convictions = _convictions_meant(view, reading) if reading.who else every_conviction(view)
    meant = office_meant(view, reading.office, convictions, when.latest or on) if reading.office else Meant("")
    office = meant.office or None
    if reading.after and reading.when is None and not dated:
        deaths = (death_of(view_of(view, conviction), conviction, on)[1] for conviction in convictions)
        ends = [died.earliest for died in deaths if died and died.earliest]
        when = When.day(min(ends) - timedelta(days=1)) if ends else when
    give = _giver(view, reading, office, convictions)

    def days() -> set[date]:
        return change_days(view, convictions, office)

    if meant.people and reading.past and reading.when is None and not dated:
        told = in_their_time(view, give, meant, on, days)
    else:
        told = over_time(in_person(view, give, meant) if meant.people else give, when, days)
    return replace(told, question=question)


def _other_ways(view: CaseView, reading: Reading, when: When) -> ReliefAnswer:
    """The ways out other than clemency, on the last day of a vaguer date."""
    if when.latest is None:
        raise CannotAnswer(f"{in_words(when)} is open at one end: ask about a day, a month or a year")
    convictions = _convictions_meant(view, reading)
    return relief(view, convictions, when.latest, kind=reading.kind, tried=reading.form == "tried")


def _convictions_meant(view: CaseView, reading: Reading) -> list[str]:
    """Whom the question names comes first: without a conviction there is no law by which to know the office.

    Raises:
        CannotAnswer: they have no conviction here.
    """
    found = convictions_meant(view, Whom(reading.who, reading.words))
    if not found:
        raise CannotAnswer(f"no conviction of {reading.who} is recorded here to ask about; a charge alone is not one")
    return found


def _giver(view: CaseView, reading: Reading, office: str | None, convictions: list[str]) -> Callable[[date], Answer]:
    if reading.form == "over":
        assert office is not None
        return lambda day: convictions_in_power(view, office, day, reading.kind)
    return lambda day: clemency(view, convictions, day, kind=reading.kind, office=office)
