"""Which font file sets a character, and how wide a text is: DejaVu, which comes with matplotlib, and what stands in.

A figure looks the same on every machine as long as DejaVu has the letters. For scripts it lacks (Chinese, Japanese,
Korean, Devanagari, …) a font of the machine is looked for; where there is none, a letter becomes U+FFFD, so that a
reader sees that something is missing, and the sheet says so.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags

__all__ = ["FAMILY", "MISSING", "font", "font_file", "has_font", "runs", "width_of_hundred"]

FAMILY = "DejaVu Sans"
MISSING = "\ufffd"
"""Stands for a letter no font on the machine has."""
_JOINED = 1.06
"""Joined letters are measured at 100 points; at the size they are set in, hinting makes them up to this much wider."""
_LIKELY = ("noto sans cjk", "noto sans", "source han sans", "wenquanyi", "droid sans fallback", "ipa", "nanum",
           "unifont", "pingfang", "hiragino", "yu gothic", "microsoft yahei", "simsun", "malgun", "arial unicode",
           "nirmala", "leelawadee", "freesans")  # fmt: skip
"""Families with many scripts, the likeliest first; the others are tried after them."""


@cache
def font_file(*, bold: bool = False, italic: bool = False) -> Path:
    """The DejaVu file of a style.

    Examples:
        >>> font_file(bold=True).name
        'DejaVuSans-Bold.ttf'
    """
    name = f"DejaVuSans{'-' if bold or italic else ''}{'Bold' if bold else ''}{'Oblique' if italic else ''}.ttf"
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name


@cache
def font(file: Path, *, bold: bool = False, italic: bool = False) -> FontProperties:
    """A font file as matplotlib wants it named."""
    family = FAMILY if file.name.startswith("DejaVuSans") else get_font(file).family_name
    weight = "bold" if bold else "normal"
    return FontProperties(family=family, style="oblique" if italic else "normal", weight=weight, fname=file)


@cache
def _holds(file: Path, char: str) -> bool:
    try:
        return bool(get_font(file).get_char_index(ord(char)))
    except (OSError, RuntimeError):
        return False


@cache
def _machine_fonts() -> tuple[Path, ...]:
    """The upright, regular fonts of the machine, those with many scripts first, else by name."""

    def rank(entry: tuple[str, str]) -> tuple[int, str, str]:
        name = entry[0].casefold()
        return next((i for i, likely in enumerate(_LIKELY) if name.startswith(likely)), len(_LIKELY)), *entry

    upright = {(e.name, e.fname) for e in fontManager.ttflist if e.style == "normal" and e.weight in (400, "normal")}
    shipped = str(Path(matplotlib.get_data_path()))
    return tuple(Path(file) for _, file in sorted(upright, key=rank) if not file.startswith(shipped))


@cache
def _setting(char: str, bold: bool, italic: bool) -> Path | None:
    """The file that sets a character, or None."""
    for file in (font_file(bold=bold, italic=italic), font_file(bold=bold), font_file()):
        if _holds(file, char):
            return file
    return next((file for file in _machine_fonts() if _holds(file, char)), None)


def has_font(char: str) -> bool:
    """Can this character be set on this machine?

    Examples:
        >>> has_font("é"), has_font("\\uffff")
        (True, False)
    """
    return _setting(char, False, False) is not None


def runs(text: str, *, bold: bool = False, italic: bool = False) -> Iterator[tuple[str, Path]]:
    """The text in stretches that one font file sets.

    Examples:
        >>> [(part, file.name) for part, file in runs("Governor", bold=True)]
        [('Governor', 'DejaVuSans-Bold.ttf')]
    """
    default = before = font_file(bold=bold, italic=italic)

    def file_of(char: str) -> Path:
        nonlocal before
        neutral = char == " " or unicodedata.combining(char)
        before = before if neutral and _holds(before, char) else _setting(char, bold, italic) or default
        return before

    for file, chars in groupby(text, key=file_of):
        yield "".join(chars), file


@cache
def _advance(file: Path, char: str) -> float:
    face = get_font(file)
    face.set_size(100, 72)
    return float(face.load_char(ord(char), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536


@cache
def _shaped(file: Path, text: str) -> float:
    face = get_font(file)
    face.set_size(100, 72)
    face.set_text(text, 0.0)
    return float(face.get_width_height()[0]) / 64 * _JOINED


def _plain(text: str) -> bool:
    """Do the letters stand side by side, each as wide as it is alone?"""
    return all(ord(char) < 0x0590 and not unicodedata.combining(char) for char in text)


@cache
def width_of_hundred(text: str, *, bold: bool, italic: bool) -> float:
    """How wide the text is at a size of 100 points, in points."""
    wide = 0.0
    for part, file in runs(text, bold=bold, italic=italic):
        wide += sum(_advance(file, char) for char in part) if _plain(part) else _shaped(file, part)
    return wide
