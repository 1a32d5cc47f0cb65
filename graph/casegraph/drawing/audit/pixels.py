"""A figure as it is rendered: what lies under each text or hides it, and ink at the edge of the sheet."""

from dataclasses import dataclass
from typing import Any

import numpy
from matplotlib.figure import Figure
from matplotlib.text import Text

from .seen import Array, Seen

__all__ = ["Rendered", "rendered"]

_MOST = 24_000_000
_DIFFERS = 24


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the picture shows: the colour under each text, texts struck or hidden, ink at the edge."""

    grounds: tuple[str, ...]
    struck: tuple[str, ...]
    at_the_edge: tuple[str, ...]


def rendered(figure: Figure, seen: Seen) -> Rendered:
    """Draw the figure twice, with and without its texts, and compare.

    Args:
        figure: the figure; it is left as it was.
        seen: what its scene holds.
    """
    before = figure.dpi
    scale = min(before, (_MOST * 72 * 72 / (seen.sheet[0] * seen.sheet[1])) ** 0.5)
    texts = [artist for artist in figure.artists if isinstance(artist, Text)]
    figure.set_dpi(scale)
    try:
        whole = _drawn(figure)
        for artist in texts:
            artist.set_visible(False)
        bare = _drawn(figure)
    finally:
        for artist in texts:
            artist.set_visible(True)
        figure.set_dpi(before)
    grounds, struck = [], []
    for text, box in zip(seen.texts, seen.text_boxes * scale / 72, strict=True):
        x0, y0, x1, y1 = (round(float(v)) for v in (box[0] + 1.5, box[1] + 1.5, box[2] - 1.5, box[3] - 1.5))
        under = _cut(bare, x0, y0, x1, y1)
        if not len(under):
            grounds.append("#ffffff")
            continue
        ground = numpy.median(under, axis=0)
        grounds.append("#" + "".join(f"{int(part):02x}" for part in ground))
        if (numpy.abs(under - ground).max(axis=1) > _DIFFERS).mean() > 0.002:
            struck.append(f"something runs under {text.text!r}")
        shown = numpy.abs(_cut(whole, x0, y0, x1, y1) - ground).max(axis=1) > _DIFFERS
        if not shown.any():
            struck.append(f"{text.text!r} is hidden")
    return Rendered(tuple(grounds), tuple(struck), tuple(_edge(whole)))


def _drawn(figure: Figure) -> Array:
    canvas: Any = figure.canvas
    canvas.draw()
    return numpy.asarray(canvas.buffer_rgba())[..., :3].astype(numpy.int16)


def _cut(picture: Array, x0: int, y0: int, x1: int, y1: int) -> Array:
    """The pixels of a rectangle given from the upper left corner, one row each."""
    return picture[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)].reshape(-1, 3)


def _edge(picture: Array) -> list[str]:
    paper = picture[0, 0]
    sides = {"upper": picture[:2], "lower": picture[-2:], "left": picture[:, :2], "right": picture[:, -2:]}
    return [f"ink touches the {name} edge" for name, band in sides.items()
            if (numpy.abs(band - paper).max(axis=-1) > _DIFFERS).any()]  # fmt: skip
