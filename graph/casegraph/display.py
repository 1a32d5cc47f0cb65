"""How results show themselves in a notebook: text, HTML that needs neither script nor network, and a pandas frame."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .words import escape

if TYPE_CHECKING:
    import pandas

__all__ = [
    "WIDEST",
    "Displayed",
    "block",
    "fitted",
    "frame",
    "html_table",
]

WIDEST = 100
"""Characters of the widest line of a result shown as text."""

# Every rule names the class of the block first, so that nothing else on the page changes; colours follow the page's.
_STYLE = """
.casegraph {max-width: 62em; line-height: 1.45}
.casegraph table {border-collapse: collapse; margin: .6em 0}
.casegraph th, .casegraph td {text-align: left; vertical-align: top; padding: .25em .9em .25em 0; white-space: normal}
.casegraph th {border-bottom: 1px solid currentColor}
.casegraph .cg-lead {font-size: 1.15em; font-weight: 600}
.casegraph .cg-aside {opacity: .75}
"""


class Displayed:
    """A result that a notebook shows by itself; a subclass gives the text, the HTML and the rows."""

    __slots__ = ()

    def to_text(self) -> str:
        """The result as plain text, no line longer than 100 characters."""
        raise NotImplementedError

    def to_html(self) -> str:
        """The result as HTML that stands alone: its own style, no script, nothing fetched."""
        raise NotImplementedError

    def _table(self) -> "tuple[Sequence[str], list[Sequence[Any]]]":
        """Column names and rows for a data frame: labels first, IRIs in columns of their own."""
        raise NotImplementedError

    def to_frame(self) -> "pandas.DataFrame":
        """The result as a pandas data frame: readable columns first, IRIs in columns that end in `_iri`.

        Raises:
            UsageError: pandas is not installed.
        """
        return frame(*self._table())

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        first = " ".join(self.to_text().partition("\n")[0].split())
        return f"<{type(self).__name__}: {textwrap.shorten(getattr(self, 'headline', '') or first, WIDEST)}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": fitted(self.to_text()), "text/html": self.to_html()}

    def _repr_html_(self) -> str:
        return self.to_html()


def fitted(text: str) -> str:
    """The text with its longer lines (addresses, as a rule) broken, so that none is wider than 100 characters.

    Examples:
        >>> [len(line) for line in fitted("x" * 150).splitlines()]
        [100, 50]
    """
    return "\n".join(
        line
        if len(line) <= WIDEST
        else textwrap.fill(line, WIDEST, subsequent_indent=" " * (len(line) - len(line.lstrip())))
        for line in text.split("\n")
    )


def frame(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> "pandas.DataFrame":
    """A pandas data frame.

    Raises:
        UsageError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise UsageError('a data frame needs pandas: pip install "casegraph[notebook]"') from error
    return pandas.DataFrame([list(row) for row in rows], columns=list(columns))


def block(*parts: str) -> str:
    """Pieces of HTML as one block with its style."""
    return f'<div class="casegraph"><style>{_STYLE}</style>\n' + "\n".join(part for part in parts if part) + "\n</div>"


def html_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are HTML already, the heads are not."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
