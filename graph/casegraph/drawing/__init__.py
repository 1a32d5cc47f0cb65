"""Figures that read well in print: an answer as a path, a case as a timeline; the same input gives the same bytes."""

from .audit import Audit, audit
from .network import network_figure
from .path import path_figure
from .power import power_figure
from .saving import save
from .timeline import timeline_figure

__all__ = ["Audit", "audit", "network_figure", "path_figure", "power_figure", "save", "timeline_figure"]
