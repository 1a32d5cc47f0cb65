"""What every figure of an answer prints around its drawing: the heading and the numbered sources."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ..dates import When, in_words
from ..questions.clemency.answer import Answer
from ..view import Backing
from ..words import led
from .frame import Heading, NumberedSource
from .scene import joined

__all__ = ["as_of", "heading_of", "sources_of", "without_marks"]


def as_of(day: date) -> str:
    """The day of a figure, as printed.

    Examples:
        >>> as_of(date(2016, 1, 8))
        'As of 8 Jan 2016.'
    """
    return f"As of {in_words(When.day(day))}."


def heading_of(answer: Answer, title: str | None = None) -> Heading:
    """The question where it says more than the title, the title (the answer itself), and the notes with the day."""
    title = title or led(answer)
    kicker = "" if answer.question.strip() in (answer.headline, title) else answer.question
    return Heading(kicker, title, joined(*answer.notes, as_of(answer.on)))


def sources_of(cited: Iterable[Backing]) -> list[NumberedSource]:
    """The documents with the numbers that marks use, for the foot of a figure."""
    return [NumberedSource(number, source.label, source.url) for number, source in enumerate(cited, 1)]


def without_marks(answer: Answer) -> Answer:
    """The same answer with no marks of its sources, for a figure that does not list them."""
    return replace(answer, numbers={})
