"""The page of a case: one self-contained HTML file, answer first, that opens offline and reads without its script."""

from .document import make_page, standing_answer

__all__ = ["make_page", "standing_answer"]
