"""Figures that read well in print: an answer as a path, a case as a timeline; the same input gives the same bytes."""

from .audit import audit
from .path import path_figure
from .saving import save
from .timeline import timeline_figure

__all__ = ["audit", "path_figure", "save", "timeline_figure"]
