"""A text without what only printing put into it, and the way back to the code points it came from.

Soft hyphens, invisible spaces, words parted at the end of a line and decomposed accents hide names from every rule. They
are left out for reading; every span found is led back, so that passages stay exact in the text as it was given.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from .proposal import Proposal

__all__ = ["Cleaned", "clean"]

_ODD = re.compile(
    r"(?P<parted>(?<=[a-z])[-\u2010\u00ad]\r?\n[ \t]*(?=[a-z]))|(?P<invisible>\r+(?=\n)|[\u00ad\u200b-\u200d\u2060\ufeff]+)|(?P<accent>\w[\u0300-\u036f]+)"
)


@dataclass(frozen=True)
class Cleaned:
    """A cleaned text; `starts` and `ends` lead each of its code points back, () where nothing was changed."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as it was given."""
        return (self.starts[start], self.ends[end - 1]) if self.starts and end > start else (start, end)

    def restored(self, proposal: Proposal) -> Proposal:
        """A proposal with its spans led back."""
        if not self.starts:
            return proposal
        start, end = self.span(proposal.start, proposal.end)
        details = tuple((key, value, *self.span(s, e)) for key, value, s, e in proposal.details)
        return replace(
            proposal, start=start, end=end, details=details, also=tuple(self.span(*span) for span in proposal.also)
        )


def clean(text: str) -> Cleaned:
    """The text as it is read.

    Examples:
        >>> held = clean("Jose\\u0301 was con-\\nvicted.")
        >>> held.text, held.span(9, 18)
        ('José was convicted.', (10, 21))
    """
    if not _ODD.search(text):
        return Cleaned(text)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    here = 0
    for match in _ODD.finditer(text):
        out.append(text[here : match.start()])
        starts += range(here, match.start())
        ends += range(here + 1, match.start() + 1)
        made = unicodedata.normalize("NFC", match[0]) if match["accent"] else ""
        out.append(made)
        starts += [match.start()] * len(made)
        ends += [match.end()] * len(made)
        here = match.end()
    out.append(text[here:])
    starts += range(here, len(text))
    ends += range(here + 1, len(text) + 1)
    return Cleaned("".join(out), tuple(starts), tuple(ends))
