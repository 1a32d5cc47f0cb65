"""The page of a case: one self-contained HTML file, answer first, that opens offline and reads without its script."""

from .document import CaseSections, case_sections, make_page, standing_answer

__all__ = ["CaseSections", "case_sections", "make_page", "standing_answer"]
