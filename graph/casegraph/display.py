"""How results show themselves in a notebook: text, HTML that needs neither script nor network, and a pandas frame."""

import html
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .errors import UsageError

if TYPE_CHECKING:
    import pandas

__all__ = [
    "WIDEST",
    "Displayed",
    "block",
    "escaped",
    "fitted",
    "frame",
    "html_table",
    "link",
    "neutral",
    "visible",
    "words",
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
_JOINERS = "\u200c\u200d"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of characters that show nothing, command a terminal, turn the reading direction, or break XML."""


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


def visible(text: str, *, lines: bool = False) -> str:
    r"""The text a reader sees: no control characters, no marks that turn the reading direction, on one line.

    The two joiners stay, which Persian and Hindi need between letters. Every outlet takes text from here.

    Args:
        text: any text.
        lines: keep line breaks, tabs and blanks as they are.

    Examples:
        >>> visible("Jane\u202e Doe\x07\n<b>"), visible("one\x1b[2J\ntwo", lines=True)
        ('Jane Doe <b>', 'one[2J\ntwo')
    """
    kept = "\n\t" if lines else "\n\t\r\v\f\x1c\x1d\x1e\x1f\x85"
    unseen = [char for char in set(text) - set(kept + _JOINERS) if unicodedata.category(char) in _UNSEEN]
    shown = text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text
    return shown if lines else " ".join(shown.split())


def escaped(text: object) -> str:
    """The text for HTML: nothing in it is markup, controls and turns of the reading direction are gone.

    Examples:
        >>> escaped('<b>"Doe" & Co.</b>')
        '&lt;b&gt;&quot;Doe&quot; &amp; Co.&lt;/b&gt;'
    """
    return html.escape(visible(str(text), lines=True))


def link(label: str, url: str) -> str:
    """A link where the address is one of the web; the bare label otherwise.

    Examples:
        >>> link("a page", "https://example.org/"), link("a trap", "javascript:alert(1)")
        ('<a href="https://example.org/">a page</a>', 'a trap')
    """
    safe = url.lower().startswith(("https://", "http://"))
    return f'<a href="{escaped(url)}">{escaped(label)}</a>' if safe else escaped(label)


def block(*parts: str) -> str:
    """Pieces of HTML as one block with its style."""
    return f'<div class="casegraph"><style>{_STYLE}</style>\n' + "\n".join(part for part in parts if part) + "\n</div>"


def html_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are HTML already, the heads are not."""
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def neutral(text: str) -> str:
    """A cell no spreadsheet takes for a formula.

    Examples:
        >>> neutral("=1+1"), neutral("-"), neutral("plain")
        ("'=1+1", '-', 'plain')
    """
    return f"'{text}" if text[:1] in "=+-@\t\r" and text[1:2] else text


def words(name: str, known: Mapping[str, str] | None = None) -> str:
    """The name of a variable or property as words.

    Examples:
        >>> words("otherSubject"), words("cg:lawBroken"), words("claim_id")
        ('other subject', 'law broken', 'claim id')
    """
    if known and name in known:
        return known[name]
    bare = name.rpartition(":")[2].replace("_", " ")
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda m: f" {m[1].lower()}", bare)
