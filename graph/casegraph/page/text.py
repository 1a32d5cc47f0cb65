"""Text for the page: how wide it is, and where its lines break.

Widths are measured in DejaVu Sans, the widest of the typefaces a browser is likely to take for "sans-serif", so that
text never grows past the room the figures leave for it. Lengths are in CSS pixels.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

from ..drawing.paint.style import Type, bounded, clean, text_width
from ..words import visible

__all__ = ["width_of", "wrapped"]

_SPACE = 0.36
"""Width of a space, in em; DejaVu's is 0.32, in bold 0.35."""


def width_of(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """How wide the text is at most, in pixels; a character the measuring typeface lacks counts as one em when wide.

    Examples:
        >>> width_of("\u738b", 10) >= 10
        True
    """
    words = text.split(" ")
    return (len(words) - 1) * size * _SPACE + sum(_word_width(word, size, bold, italic) for word in words)


@cache
def _word_width(text: str, size: float, bold: bool, italic: bool) -> float:
    """The width of one word; words repeat, so that measuring them alone is far quicker than measuring lines."""
    known = clean(text)
    lacking = known.count("\ufffd")
    measured = text_width(known.replace("\ufffd", ""), Type(size, bold, italic))
    wide = sum(1 for char in text if unicodedata.east_asian_width(char) in "WF")
    return measured + size * (1.05 * min(wide, lacking) + 0.8 * max(lacking - wide, 0))


def wrapped(text: str, size: float, width: float, *, bold: bool = False, most: int = 0) -> list[str]:
    """The plain text in lines at most `width` pixels wide; a word too long for a line is broken.

    Args:
        text: what to break.
        size: of the type, in pixels.
        width: of a line, in pixels.
        bold: is it set bold?
        most: at most so many lines, the last ending in "…"; 0 for no limit.

    Examples:
        >>> wrapped("nothing left to pardon", 13, 92)
        ['nothing left', 'to pardon']
    """
    lines: list[str] = []
    for word in (part for whole in _words(visible(bounded(text))) for part in _parts(whole, size, width, bold)):
        if lines and width_of(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last} …", size, bold=bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()} …"]
    return lines or [""]


_LEANS = {"§", "§§", "art.", "cl.", "No.", "c."}


def _words(text: str) -> Iterable[str]:
    """The words of a text; a section mark stays with its number."""
    held = ""
    for word in text.split():
        held = f"{held} {word}" if held else word
        if word not in _LEANS:
            yield held
            held = ""
    if held:
        yield held


def _parts(word: str, size: float, width: float, bold: bool) -> list[str]:
    if width_of(word, size, bold=bold) <= width:
        return [word]
    parts = [""]
    for char in word:
        if parts[-1] and width_of(parts[-1] + char, size, bold=bold) > width:
            parts.append("")
        parts[-1] += char
    return [part.strip() for part in parts if part.strip()]
