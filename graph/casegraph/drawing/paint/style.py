"""How figures look: colours, sizes and typeface, and how wide a text is.

Every length in this package is in points (1/72 inch), y counting downwards from the top of the sheet.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from ...words import visible
from .typefaces import MISSING, has_font, width_of_hundred

__all__ = [
    "ADVICE",
    "ASCENT",
    "AUTHORITY",
    "CHARGE",
    "CLASS_WORD",
    "CONVICTION",
    "COURT",
    "EXCLUDED",
    "GREYED",
    "INK",
    "LEADING",
    "MUTED",
    "PAPER",
    "PERSON",
    "PETITION",
    "POWER",
    "PRINTED",
    "REFUSAL",
    "RULE",
    "SMALLEST",
    "SOVEREIGN",
    "WORK",
    "Ink",
    "Type",
    "balanced",
    "bounded",
    "clean",
    "plain",
    "text_width",
    "wrap",
]

SMALLEST = 8.0
"""No text is laid out smaller (points)."""
PRINTED = 6.5
"""No text is printed smaller, on a sheet for print (points)."""
LEADING = 1.32
"""Distance of two baselines, in font sizes."""
ASCENT = 0.93
"""Height above the baseline a line of text keeps free, in font sizes."""
PAPER, INK, MUTED, RULE, REFUSAL = "#ffffff", "#1b1f24", "#535b66", "#c9ced6", "#8e1414"


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one kind of box: its ground, its outline (and class word), its text."""

    ground: str
    line: str
    text: str = INK
    dashed: bool = False
    weight: float = 1.3


PERSON = Ink("#e1edf9", "#0b4f8a")
CHARGE = Ink("#fdf3d0", "#6b5200")
COURT = Ink("#ebe5f5", "#553285")
PETITION = Ink("#fae6f0", "#8a1c58")
WORK = Ink("#f0f2f4", "#39424f", weight=0.9)
CONVICTION = Ink("#fbe3d5", "#9a3a00")
SOVEREIGN = Ink("#e6e9ee", "#39424f")
POWER = Ink("#fdf3d0", "#6b5200")
AUTHORITY = Ink("#d8efe4", "#00573f", weight=1.8)
ADVICE = Ink("#f3faf6", "#00573f", weight=0.9)
GREYED = Ink("#f4f5f7", "#656d78", MUTED, weight=0.8)
EXCLUDED = Ink("#f4f5f7", "#5d6570", "#474e58", dashed=True)


@dataclass(frozen=True, slots=True)
class Type:
    """A typeface at a size: points, bold, italic, colour."""

    size: float = 9.5
    bold: bool = False
    italic: bool = False
    colour: str = INK

    def scaled(self, factor: float) -> "Type":
        """The same, larger or smaller."""
        return replace(self, size=self.size * factor)

    def of(self, colour: str) -> "Type":
        """The same in another colour."""
        return replace(self, colour=colour)

    @property
    def line(self) -> float:
        """Height of a line, in points."""
        return self.size * LEADING


CLASS_WORD = Type(8, bold=True)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    r"""The text as it can be set: one line of bounded length, without control characters.

    Examples:
        >>> plain("cost: $5\n\x07 & <more>")
        'cost: $5 & <more>'
    """
    return " ".join(visible(unicodedata.normalize("NFC", bounded(text))).split())


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """The plain text in letters that this machine has.

    Characters no font on the machine has become U+FFFD, so that a reader sees that something is missing. A page keeps
    them, for the machine it is read on may have one.

    Examples:
        >>> clean("José &  Žofie")
        'José & Žofie'
    """
    return "".join(char if has_font(char) else MISSING for char in plain(text).translate(_JOINERS))


MOST = 1200
"""Characters of one text in a figure; a label that is longer is no label, and measuring it takes minutes."""
_PILE = 4


def bounded(text: str) -> str:
    r"""The text as long as a figure can show: cut to end in "…" and its source marks, no piles of accents.

    Examples:
        >>> len(bounded("x" * 5000 + " [1]")), bounded("e" + "\u0301" * 900) == "e" + "\u0301" * 4
        (1200, True)
    """
    if len(text) > MOST:
        marks = _MARKS.search(text[-60:])
        end = f"… {marks[0].strip()}" if marks else "…"
        text = text[: MOST - len(end)] + end
    if text.isascii():
        return text
    kept, pile = [], 0
    for char in text:
        pile = pile + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if pile <= _PILE:
            kept.append(char)
    return "".join(kept)


_JOINERS = str.maketrans("", "", "\u200c\u200d")
"""Nothing joins letters in a figure: its letters are set one by one."""


def text_width(text: str, style: Type) -> float:
    """How wide the text is at most, in points: in DejaVu Sans, with room for the wider spaces of a browser.

    DejaVu is the widest of the typefaces a browser is likely to take for "sans-serif", so that what fits here fits on
    a page too.

    Examples:
        >>> text_width("Governor", Type(10)) < text_width("Governor of Wisconsin", Type(10))
        True
    """
    return _width_at_one(text, style.bold, style.italic) * style.size


@lru_cache(maxsize=65536)
def _width_at_one(text: str, bold: bool, italic: bool) -> float:
    shown = clean(text)
    return width_of_hundred(shown, bold=bold, italic=italic) / 100 * 1.01 + _SPACE * shown.count(" ")


_SPACE = 0.04
"""How much wider a space may be in a browser than in DejaVu, in font sizes."""


def wrap(text: str, style: Type, width: float, most: int = 0) -> list[str]:
    """The plain text broken into lines at most `width` points wide.

    Args:
        text: what to break; a word wider than `width` is broken too.
        style: the typeface it will be set in.
        width: in points.
        most: at most so many lines, the last ending in "…" and the source marks of the text; 0 for no limit.

    Examples:
        >>> wrap("nothing left to pardon", Type(10), 70)
        ['nothing left', 'to pardon']
    """
    lines: list[str] = []
    for word in (part for whole in _words(text) for part in _fitting(whole, style, width)):
        joint = "" if lines and lines[-1].endswith("]") and word.startswith("[") else " "
        if lines and text_width(lines[-1] + joint + word, style) <= width:
            lines[-1] += joint + word
        else:
            lines += _broken(word, style, width)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], style, width, _MARKS.search(plain(text)))]
    return lines or [""]


_LEANS_ON_NEXT = {"§", "§§", "art.", "cl.", "No.", "c."}


def _words(text: str) -> list[str]:
    """The words of a text; a section mark stays with its number, a source mark with the word before it."""
    words: list[str] = []
    for word in plain(text).split(" "):
        if words and (words[-1].rpartition(" ")[2] in _LEANS_ON_NEXT or word.startswith("[")):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _fitting(word: str, style: Type, width: float) -> list[str]:
    """A word whole if it fits a line, else in its parts: words and single source marks."""
    return [word] if text_width(word, style) <= width else re.findall(r"\[[^\]]*\]|[^\s\[]+|\[", word)


def balanced(text: str, style: Type, width: float, most: int = 0) -> list[str]:
    """The text wrapped at `width` into lines of about the same length.

    Examples:
        >>> balanced("United States (military law)", Type(10), 120)
        ['United States', '(military law)']
    """
    lines = wrap(text, style, width, most)
    while len(lines) > 1 and width > 24:
        width -= 4
        tighter = wrap(text, style, width, most)
        if len(tighter) != len(lines) or len("".join(tighter)) != len("".join(lines)):
            break
        lines = tighter
    return lines


def _broken(word: str, style: Type, width: float) -> list[str]:
    parts = [""]
    for char in word:
        if parts[-1] and text_width(parts[-1] + char, style) > width:
            parts.append("")
        parts[-1] += char
    return parts


_MARKS = re.compile(r"(?: ?\[[^\]]*\])+$")


def _shortened(line: str, style: Type, width: float, marks: re.Match[str] | None) -> str:
    """The line cut to end in "…", and in the marks that say where the whole text comes from, if there is room."""
    end = f" … {marks[0].strip()}" if marks else " …"
    end = end if text_width(end, style) <= width else " …"
    line = _MARKS.sub("", line)
    while line and text_width(line + end, style) > width:
        line = line[:-1]
    return line.rstrip() + end
