"""The letters of a figure as fonts inside its SVG file, so that it looks the same wherever it is opened."""

import base64
import io
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.text import Text

from ...kept import kept
from ...vocabulary import content_id

__all__ = ["font_faces"]

_BARE = ["GSUB", "GPOS", "GDEF", "kern", "FFTM", "DSIG", "LTSH", "VDMX", "hdmx", "gasp"]
"""Tables that scripts written letter by letter can do without."""


def font_faces(figure: Figure) -> str:
    """CSS rules that hold every font file a figure uses, cut down to the letters it uses, as WOFF.

    Examples:
        >>> from ..scene import Scene, Text
        >>> from .figure import painted
        >>> from .style import Type
        >>> figure = painted(Scene("path", 100, 40, (Text(10, 10, "A name", Type(9, bold=True)),)))
        >>> font_faces(figure)[:58]
        "@font-face{font-family:'DejaVu Sans';font-weight:700;font-"
    """
    letters: dict[tuple[str, str, str, str], set[str]] = {}
    for artist in figure.artists:
        if isinstance(artist, Text) and artist.get_text():
            named = artist.get_fontproperties()
            weight = "700" if named.get_weight() == "bold" else "400"
            key = (str(named.get_file()), named.get_name(), weight, named.get_style())
            letters.setdefault(key, set()).update(artist.get_text())
    return "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
        f"src:url(data:font/woff;base64,{_subset(file, ''.join(sorted(used)))}) format('woff')}}"
        for (file, family, weight, style), used in sorted(letters.items())
    )


def _subset(file: str, letters: str) -> str:
    """A font file with these letters only, as WOFF in base64; the same letters give the same text."""
    made_of = f"{file} {Path(file).stat().st_size} {_version()} {letters}"
    return str(kept(f"fonts/{content_id(made_of)}", lambda: _cut(file, letters)))


@cache
def _version() -> str:
    return version("fonttools")


def _cut(file: str, letters: str) -> str:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    bare = all(ord(char) < 0x0590 for char in letters)
    options: Any = subset.Options(
        flavor="woff", hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=[1, 2], recalc_timestamp=False,
        layout_features=[] if bare else ["*"],
    )  # fmt: skip
    options.drop_tables += _BARE if bare else _BARE[4:]
    cutter: Any = subset.Subsetter(options)
    cutter.populate(text=letters)
    written = io.BytesIO()
    with TTFont(Path(file), lazy=True, fontNumber=0, recalcTimestamp=False) as font:
        cutter.subset(font)
        font.flavor = "woff"
        font.save(written, reorderTables=True)
    return base64.b64encode(written.getvalue()).decode()
