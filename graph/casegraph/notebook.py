"""Figures as values: a notebook shows them as SVG, and the same figure always gives the same bytes."""

import os
import tempfile
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .display import fitted
from .errors import CannotAnswer
from .questions.record.chronicle import Chronicle
from .view import CaseView, widened

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Drawn", "DrawnChronicle", "drawable"]


class Drawn:
    """A figure that a notebook shows by itself.

    Attributes:
        figure: the matplotlib figure, to change it or to measure it with `drawing.audit`.
        title: what it comes to, in a sentence.

    Examples:
        >>> import casegraph
        >>> drawn = casegraph.load("avery-dassey").path("Steven Avery", "2016-01-08", authority="US-president")
        >>> drawn
        <Drawn: No. The President cannot grant clemency to Steven Avery.>
    """

    def __init__(self, figure: "Figure") -> None:
        self.figure = figure
        self.title = str(figure.get_label())

    def __repr__(self) -> str:
        return f"<Drawn: {self.title}>"

    def save(self, path: str | os.PathLike[str], *, dpi: float = 144) -> Path:
        """Write the figure to a file that ends in .svg, .png or .pdf; an existing one is replaced.

        Args:
            path: where to.
            dpi: pixels per inch of a PNG.

        Raises:
            UsageError: another ending, or the folder is not there.
        """
        from .drawing import save

        return save(self.figure, path, dpi=dpi)

    @property
    def svg(self) -> str:
        """The figure as SVG that stands alone."""
        return self._written(".svg").decode("utf-8")

    @property
    def png(self) -> bytes:
        """The figure as a PNG of 144 pixels an inch."""
        return self._written(".png")

    def _written(self, ending: str) -> bytes:
        from .drawing import save

        with tempfile.TemporaryDirectory() as folder:
            return save(self.figure, Path(folder) / f"figure{ending}").read_bytes()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": fitted(repr(self)), "image/svg+xml": self.svg}

    def _repr_svg_(self) -> str:
        return self.svg


@dataclass(frozen=True, repr=False)
class DrawnChronicle(Chronicle):
    """A timeline that can also be drawn.

    Attributes:
        view: the graph it was read from.
        day: the day the figure ends.
    """

    view: CaseView = field(kw_only=True, compare=False, repr=False)
    day: date = field(kw_only=True, compare=False, repr=False)

    @cached_property
    def figure(self) -> Drawn:
        """The dated events as a figure.

        Raises:
            CannotAnswer: it is the account of one speaker, or of one day's knowledge; figures show the record.
        """
        from .drawing import timeline_figure

        line = self.timeline
        if line.account or line.known:
            raise CannotAnswer("only the record is drawn: leave out account and known, or read the timeline as a table")
        view = widened(self.view, *(standing for standing in line.standings if not standing.asserted))
        return Drawn(timeline_figure(view, line.case.name, self.day, title=line.case.title))


def drawable(told: Chronicle, view: CaseView, day: date) -> DrawnChronicle:
    """The same timeline, able to draw itself."""
    held = {each.name: getattr(told, each.name) for each in fields(Chronicle)}
    return DrawnChronicle(**held, view=view, day=day)
