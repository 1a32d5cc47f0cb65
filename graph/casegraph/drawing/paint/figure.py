"""A scene painted by matplotlib: the figure that is saved as SVG, PNG or PDF."""

import re
from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text as TextArtist

from ..scene import Line, Mark, Scene, Shape, Text
from .style import PAPER, clean, text_width
from .typefaces import font, font_file, runs, width_of_hundred

__all__ = ["Painted", "mix", "painted"]

_DASHES = (0, (4, 2.5))


class Painted(Figure):
    """A figure that knows the scene it shows."""

    scene: Scene


def painted(scene: Scene) -> Painted:
    """The scene as a figure sized in inches to fit it; write it with `save`."""
    return _Painter(scene).figure


class _Painter:
    def __init__(self, scene: Scene) -> None:
        self.figure = Painted(figsize=(scene.width / 72, scene.height / 72), dpi=100, facecolor=PAPER)
        self.figure.scene = scene
        self.figure.set_label(clean(scene.title))
        self.figure.set_gid(scene.kind or None)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, scene.width)
        self.axes.set_ylim(scene.height, 0)
        self.ids: dict[str, int] = {}
        for item in scene.flat():
            if isinstance(item, Text):
                self.text(item)
            elif isinstance(item, Line):
                self.line(item)
            elif isinstance(item, Shape):
                self.shape(item)
            else:
                self.mark(item)

    def name(self, artist: Artist, kind: str, name: str) -> None:
        """Give an artist an id that no other has."""
        if name:
            made = f"{kind}-{re.sub(r'[^A-Za-z0-9_.-]+', '-', name)}"
            self.ids[made] = self.ids.get(made, 0) + 1
            artist.set_gid(made if self.ids[made] == 1 else f"{made}-{self.ids[made]}")

    def add(self, artist: Artist) -> None:
        """Add an artist placed in points; it needs no clipping, and clip paths would only make files larger."""
        artist.set_transform(self.axes.transData)
        self.figure.add_artist(artist, clip=False)

    def text(self, item: Text) -> None:
        """Set one line of text; where it needs several fonts, part by part."""
        style, x, align, shown = item.type, item.x, item.align, clean(item.text)
        parts = list(runs(shown, bold=style.bold, italic=style.italic)) or [
            ("", font_file(bold=style.bold, italic=style.italic))
        ]
        if len(parts) > 1:
            x -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * text_width(shown, style)
            align = "left"
        for part, file in parts:
            self.run(x, item, part, file, align)
            x += width_of_hundred(part, bold=style.bold, italic=style.italic) * style.size / 100

    def run(self, x: float, item: Text, text: str, file: Path, align: str) -> None:
        """Set a stretch of text that one font file sets."""
        style = item.type
        artist = TextArtist(
            x, item.y if item.upright else item.baseline, text,
            fontproperties=font(file, bold=style.bold, italic=style.italic), color=style.colour,
            parse_math=False, zorder=6,
            ha="center" if item.upright else align, va="center" if item.upright else "baseline",
            rotation=90 if item.upright else 0, url=item.url or None,
        )  # fmt: skip
        artist.set_fontsize(style.size)
        self.add(artist)

    def line(self, item: Line) -> None:
        """Draw a line, and its arrowhead."""
        xs, ys = zip(*item.stem, strict=True)
        artist = Line2D(xs, ys, color=item.colour, linewidth=item.width, linestyle=_DASHES if item.dashed else "solid",
                        solid_capstyle="projecting", solid_joinstyle="miter", zorder=item.order,
                        alpha=item.alpha)  # fmt: skip
        self.name(artist, "edge", item.name)
        self.add(artist)
        if item.head:
            self.shape(Shape(item.arrowhead, item.colour, item.colour))

    def shape(self, item: Shape) -> None:
        """Draw a closed outline."""
        ground = mix(item.ground, item.tint) if item.tint < 1 else item.ground
        patch = Polygon(item.corners, closed=True, fc=ground, ec=item.line, lw=item.weight, joinstyle="miter",
                        ls=_DASHES if item.dashed else "solid", zorder=item.order)  # fmt: skip
        self.name(patch, "node", item.id)
        self.add(patch)

    def mark(self, item: Mark) -> None:
        """Draw a marker."""
        artist = Line2D([item.x], [item.y], marker=item.shape, markersize=item.size, markeredgewidth=1.2,
                        linestyle="none", markeredgecolor=item.colour, zorder=5,
                        markerfacecolor=PAPER if item.hollow else item.colour)  # fmt: skip
        self.name(artist, "event", item.id)
        self.add(artist)


def mix(colour: str, share: float) -> str:
    """A colour thinned with white.

    Examples:
        >>> mix("#000000", 0.5)
        '#808080'
    """
    parts = [int(colour[index : index + 2], 16) for index in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
