"""Figures that read well in print: timelines, paths to an answer, networks, tables of powers; same input, same bytes.

`draw` makes any of them by name; the functions behind it take a view or an answer. None shows or saves: `save` writes a
figure to a file, `audit` measures how it reads.
"""

from .audit.faults import Audit, audit
from .figures import FIGURES, draw
from .network.figure import network_figure
from .paint.saving import save
from .path.figure import path_figure
from .power import power_figure
from .timeline.figure import timeline_figure

__all__ = [
    "FIGURES",
    "Audit",
    "audit",
    "draw",
    "network_figure",
    "path_figure",
    "power_figure",
    "save",
    "timeline_figure",
]
