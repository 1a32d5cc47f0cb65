"""What a question needs to be answered, by its words alone: which cases, or the law; or that it cannot be read."""

import re
from dataclasses import dataclass
from functools import cache

from ...kept import kept
from ...resources import shipped_files
from ...vocabulary import fold
from .frames import may_fit
from .lexicon import tag_words
from .reader import read_question
from .refusals import Unreadable
from .tags import Tag, tag

__all__ = ["Needs", "needed"]


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be loaded to answer a question.

    Attributes:
        law: the law in general is enough.
        about: the words by which the cases are found; "" for all.
    """

    law: bool
    about: str


def needed(question: str, *, shipped_alone: bool) -> Needs:
    """What the question needs.

    Args:
        question: as typed.
        shipped_alone: it is asked of the shipped cases, so that a word that none of them holds is no name.

    Raises:
        CannotAnswer: no form fits, whatever its names mean; the message says why.

    Examples:
        >>> needed("Who was the judge at Steven Avery's trial?", shipped_alone=True).about
        'Steven Avery'
        >>> needed("In Nebraska, whose job is it to hand out pardons?", shipped_alone=True).law
        False
    """
    try:
        reading = read_question(question)
    except Unreadable:
        tags = tag(None, question)
        strange = [one.text for one in tags if not one.kinds and not _may_be_known(one.text)]
        if (strange and shipped_alone) or not may_fit(tags):
            raise
        return Needs(law=False, about=_names(tags))
    return Needs(law=reading.in_general, about=reading.about)


def _names(tags: list[Tag]) -> str:
    return " ".join(one.text for one in tags if not one.kinds and one.text[:1].isupper())


def _may_be_known(text: str) -> bool:
    return any(word[:-1] in _known() or word in _known() for word in fold(text).split())


@cache
def _known() -> frozenset[str]:
    """Every word of the shipped cases, and those of the lexicon."""
    return frozenset(kept("questions/words", _words)) | tag_words()


def _words() -> list[str]:
    texts = (path.read_text(encoding="utf-8") for folder in ("cases", "authorities")
             for path in shipped_files(f"datasets/{folder}", ".yaml"))  # fmt: skip
    return sorted({word for text in texts for name in _NAME.findall(text) for word in fold(name).split()})


_NAME = re.compile(r"(?:name|label|title|also_known_as|adjective):\s*(?:\{value: )?(.+)")
