"""The phrase that names somebody in a question: the name, and the words beside it that choose among convictions."""

import re
from dataclasses import dataclass

from ...errors import CannotAnswer

__all__ = ["PRONOUNS", "Whom", "read_whom", "too_much"]

PRONOUNS = frozenset({
    "he", "him", "his", "she", "her", "they", "them", "their", "it", "i", "me", "you", "we", "us"
})  # fmt: skip
"""Words that name nobody by themselves."""


def too_much(name: str, rest: str) -> CannotAnswer:
    """What is said where the words after a name are not understood: they are neither made part of it nor dropped."""
    name = name.removesuffix("'s")
    return CannotAnswer(
        f"I know {name!r}, but I do not understand {rest!r} after it: leave it out, or say it another way.\n"
        f'What is held:  casegraph show "{name}"'
    )


@dataclass(frozen=True, slots=True)
class Whom:
    """A name as typed, and the words that choose among the convictions of those it means.

    Attributes:
        who: the name.
        which: such words, or "".
    """

    who: str
    which: str = ""


_NOUN = r"(?:convictions?|sentences?)"
_WORDS = r"(?P<which>(?:[\w-]+ )*?)"
_AFTER = r"(?P<after> (?:for|of|from|over|in) .+)?"
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<who>.+?) (?:for|of|over|on) (?:his|her|their|the) {_WORDS}{_NOUN}{_AFTER}",
        rf"(?P<who>.+?)(?:'s|(?<=s)') {_WORDS}{_NOUN}{_AFTER}",
        rf"the {_WORDS}{_NOUN}(?P<after> for .+?)? of (?P<who>.+)",
    )
]


def read_whom(text: str) -> Whom:
    """The name in `text`, and what it says of the conviction or sentence.

    Examples:
        >>> read_whom("Derek Chauvin's federal conviction")
        Whom(who='Derek Chauvin', which='federal')
        >>> read_whom("the murder conviction of Adnan Syed")
        Whom(who='Adnan Syed', which='murder')
        >>> read_whom("Brendan Dassey's sentence"), read_whom("Steven Avery")
        (Whom(who='Brendan Dassey', which=''), Whom(who='Steven Avery', which=''))
    """
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            return Whom(match["who"], f"{match['which'].strip()}{match['after'] or ''}".strip())
    return Whom(text)
