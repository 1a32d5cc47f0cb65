"""A sentence with its names, dates, courts and offences replaced by short marks, so that rules read its grammar only.

`Tomas Varga was convicted of armed robbery in 1992` becomes `P0_ was convicted of X1_ in D2_`. A mark is a letter for
the kind (P person, O office, C court, D date, X offence, S jurisdiction, T term, W work), the number of the mention and
an underscore; every match of a rule leads back to the code points it came from.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["MARK", "Masked", "Mention", "mask"]

MARK = re.compile(r"([POCDXSTW])(\d+)_")


_NICKNAME = re.compile(r'((?:known as|nicknamed|alias|dubbed|called|aka|a\.k\.a\.) )"([^"]{1,30})"')
"""A nickname in quotation marks is nobody's words."""


_POSSESSIVE = re.compile(r"s['\u2019](?=\s)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in the text: its span, its kind (a letter), what it stands for.

    Attributes:
        start, end: code points of the text.
        kind: P, O, C, D, X, S, T or W.
        value: full name, office id, EDTF date, offence, jurisdiction id, term …
        extra: for people the title before the name; for offices the state named with it.
        certain: no other reading is near.
    """

    start: int
    end: int
    kind: str
    value: str
    extra: str = ""
    certain: bool = True


@dataclass(frozen=True)
class Masked:
    """A stretch of text with marks in place of its mentions.

    Attributes:
        text: the marked text.
        mentions: the mentions, by the number in their mark.
    """

    text: str
    mentions: tuple[Mention, ...]
    _at: tuple[int, ...]
    _from: tuple[int, ...]

    def origin(self, position: int, *, end: bool = False) -> int:
        """The code point of the text that a position of the marked text came from.

        Args:
            position: an offset in the marked text.
            end: the position ends a span, so that one inside a mark means the end of its mention.
        """
        for match in MARK.finditer(self.text):
            if match.start() < position < match.end() or (end and position == match.end()):
                mention = self.mentions[int(match[2])]
                return mention.end if end else mention.start
        index = bisect_right(self._at, position) - 1
        found = self._from[index] + position - self._at[index]
        return min(found, self._from[index + 1]) if index + 1 < len(self._from) else found

    def marks(self, piece: str) -> list[Mention]:
        """The mentions whose marks stand in a piece of the marked text, in order."""
        return [self.mentions[int(match[2])] for match in MARK.finditer(piece)]


def mask(text: str, start: int, end: int, mentions: list[Mention]) -> Masked:
    """The stretch [start, end) of `text` with its mentions marked; of two that overlap the longer one counts.

    Examples:
        >>> masked = mask("Ann Lee fled in 1999.", 0, 21, [Mention(0, 7, "P", "Ann Lee"), Mention(16, 20, "D", "1999")])
        >>> masked.text, masked.origin(masked.text.index("fled"))
        ('P0_ fled in D1_.', 8)
    """
    inside = sorted(
        (m for m in mentions if start <= m.start and m.end <= end), key=lambda m: (m.start, m.start - m.end)
    )
    kept: list[Mention] = []
    for mention in inside:
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    out: list[str] = []
    at: list[int] = [0]
    origin: list[int] = [start]
    here, length = start, 0
    for number, mention in enumerate(kept):
        gap = text[here : mention.start]
        mark = f"{mention.kind}{number}_"
        out += [gap, mark]
        length += len(gap) + len(mark)
        here = mention.end
        if mention.kind == "P" and _POSSESSIVE.match(text, mention.end - 1):
            # `Roberts' conviction` reads as `P0_'s conviction`.
            out.append("'s")
            length += 2
            here += 1
            at.append(length - 2)
            origin.append(mention.end)
        at.append(length)
        origin.append(here)
    out.append(text[here:end])
    plain = "".join(out).replace("\u2019", "'").replace("\u00a0", " ").replace("\n", " ").replace("\t", " ")
    plain = plain.replace("\u201c", '"').replace("\u201d", '"').replace("\r", " ")
    plain = _NICKNAME.sub(r"\1'\2'", plain)
    return Masked(plain, tuple(kept), tuple(at), tuple(origin))
