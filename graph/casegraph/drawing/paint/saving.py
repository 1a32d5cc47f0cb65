"""Write a figure to a file: the same figure gives the same bytes, and a half-written file never stays behind."""

import os
import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.figure import Figure
from matplotlib.text import Text

from ...errors import UsageError
from ...writing import whole
from .webfonts import font_faces

__all__ = ["ENDINGS", "checked", "save"]

ENDINGS = (".svg", ".png", ".pdf")
_MOST_PIXELS = 200_000_000
_SETTINGS: Any = {
    "svg.hashsalt": "casegraph",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.simplify": False,
    "savefig.bbox": "standard",
    "savefig.facecolor": "auto",
    "savefig.edgecolor": "auto",
    "savefig.transparent": False,
}
_SILENT: dict[str, dict[str, None]] = {
    ".svg": {"Date": None, "Creator": None},
    ".png": {"Software": None},
    ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def checked(path: str | os.PathLike[str]) -> tuple[Path, str]:
    """The path and its ending, once it is sure that a figure can go there.

    Raises:
        UsageError: another ending, or a folder that is not there.
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"cannot draw to {target.name!r}: end the name in {', '.join(ENDINGS)}")
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {str(target.parent)!r} to draw into")
    if target.is_dir():
        raise UsageError(f"{target} is a folder")
    return target, ending


def save(figure: Figure, path: str | os.PathLike[str], *, dpi: float = 144) -> Path:
    """Write `figure` to `path` as SVG, PNG or PDF, by its ending.

    Args:
        figure: any figure of this package.
        path: where to; the folder must exist, a file already there is replaced.
        dpi: pixels per inch of a PNG.

    Raises:
        UsageError: another ending, a folder that is not there, or more pixels than a picture may have.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     save(Figure(), f"{folder}/empty.svg").name
        'empty.svg'
    """
    target, ending = checked(path)
    sides = [float(side) * dpi for side in figure.get_size_inches()]
    if ending == ".png" and (max(sides) > 32_000 or sides[0] * sides[1] > _MOST_PIXELS):
        fits = int(min(32_000 / (max(sides) / dpi), (_MOST_PIXELS / (sides[0] * sides[1] / dpi**2)) ** 0.5))
        raise UsageError(f"{sides[0]:.0f} × {sides[1]:.0f} pixels are too many for a picture: --dpi {fits} fits")
    metadata: dict[str, Any] = {**_SILENT[ending], "Title": str(figure.get_label()) or "casegraph figure"}
    with whole(target) as temporary, matplotlib.rc_context(_SETTINGS):
        figure.savefig(temporary, format=ending[1:], dpi=dpi, metadata=metadata)
        if ending == ".svg":
            _finish(temporary, figure)
    return target


_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*", re.DOTALL)


def _finish(path: Path, figure: Figure) -> None:
    """Give an SVG file its fonts and a description, and take out the address of a document type."""
    text = _DOCTYPE.sub("", path.read_text(encoding="utf-8"), count=1)
    told = escape(" ".join(part.get_text() for part in figure.artists[:5] if isinstance(part, Text)))
    head = f'<desc id="figure-desc">{told}</desc><style>{font_faces(figure)}</style>'
    text = text.replace("</title>", f"</title>{head}", 1).replace("<title>", '<title id="figure-title">', 1)
    text = text.replace("<svg ", '<svg role="img" aria-labelledby="figure-title figure-desc" ', 1)
    path.write_text(text, encoding="utf-8")
