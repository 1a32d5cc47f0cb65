"""How results show themselves: a result is a list of blocks; text and HTML are made of these, each in one place."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from .errors import UsageError
from .words import escape, link, numbered, plural

if TYPE_CHECKING:
    import pandas

__all__ = [
    "WIDEST",
    "WIDTH",
    "Block",
    "Citation",
    "Displayed",
    "Lead",
    "Note",
    "Paragraph",
    "Part",
    "Reference",
    "Section",
    "Sources",
    "WebLink",
    "Words",
    "Writer",
    "as_html",
    "as_text",
    "block",
    "fitted",
    "frame",
    "html_table",
    "spread",
]

WIDTH = 80
"""Characters of a line of a result shown as text, addresses apart."""

WIDEST = 100
"""Characters of the widest line of a result a notebook shows as text."""

# Every rule names the class of the block first, so that nothing else on the page changes; colours follow the page's.
_STYLE = """
.casegraph {max-width: 62em; line-height: 1.45}
.casegraph table {border-collapse: collapse; margin: .6em 0}
.casegraph th, .casegraph td {text-align: left; vertical-align: top; padding: .25em .9em .25em 0; white-space: normal}
.casegraph th {border-bottom: 1px solid currentColor}
.casegraph .cg-lead {font-size: 1.15em; font-weight: 600}
.casegraph .cg-aside, .casegraph .note, .casegraph .q {opacity: .75}
.casegraph h2 {font-size: 1em; margin: .9em 0 .2em}
.casegraph .group ul {list-style: none; margin: .2em 0; padding: 0}
.casegraph .group li {margin: .3em 0; padding-left: 1.5em}
.casegraph .group .over {padding-left: 0}
.casegraph .group .doubt {font-style: italic}
.casegraph .no {color: #a11}
.casegraph .q {padding-left: 1.5em; font-size: .93em}
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing by its name; a page links it to what is said of it."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class WebLink:
    """A document by its name; HTML links it to its address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The numbers of the sources behind claims."""

    claims: tuple[str, ...]


Part = str | Reference | WebLink | Citation
Words = str | tuple[Part, ...]
"""What a line says: a text, or its parts one behind the other."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One thing said, with what belongs to it below.

    Attributes:
        words: the text; with `beside` it stands in the first of two columns.
        indent: blanks before it in text.
        hang: further blanks before the lines that follow its first.
        beside: the second column, or "".
        column: where the second column starts in text.
        sign: a sign before it, such as ● or ✕.
        kind: its class in HTML.
        below: what belongs to it.
    """

    words: Words
    indent: int = 2
    hang: int = 2
    beside: Words = ""
    column: int = 0
    sign: str = ""
    kind: str = ""
    below: "tuple[Paragraph, ...]" = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """What a result opens with: its main sentence, the day it is for, and lines that belong to it."""

    words: Words
    stamp: str = ""
    below: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the whole result."""

    words: Words
    below: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs that belong together, under a title or ""."""

    words: Words
    below: tuple[Paragraph, ...] = ()
    kind: str = ""


class _Source(Protocol):
    """A document, and the passage in it by its first and last code point, or None."""

    @property
    def label(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """The numbered documents behind a result, in the order of their numbers."""

    sources: Sequence[_Source]


Block = Lead | Note | Section | Sources


class Writer(Protocol):
    """How one outlet writes what leads elsewhere."""

    def link(self, iri: str, text: str) -> str:
        """The name of a thing."""

    def marks(self, claims: Iterable[str]) -> str:
        """The numbers of the sources behind claims."""


@dataclass(frozen=True, slots=True)
class _Plain:
    """Names as they are and numbers in brackets: for text, and for HTML that stands alone."""

    numbers: Mapping[str, Sequence[int]]
    html: bool

    def link(self, iri: str, text: str) -> str:
        return escape(text) if self.html else text

    def marks(self, claims: Iterable[str]) -> str:
        return numbered(number for claim in claims for number in self.numbers.get(claim, ()))


class Displayed:
    """A result that a notebook shows by itself; a subclass gives its blocks and its rows."""

    __slots__ = ()

    def blocks(self) -> Iterable[Block]:
        """What the result says, in the order a reader reads it; text and HTML are made of it."""
        raise NotImplementedError

    def to_text(self) -> str:
        """The result as the command line prints it, no line longer than 80 characters but for addresses."""
        return as_text(self.blocks(), getattr(self, "numbers", {}))

    def to_html(self) -> str:
        """The result as HTML that stands alone: its own style, no script, nothing fetched."""
        return block(as_html(self.blocks(), _Plain(getattr(self, "numbers", {}), html=True)))

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


def spread(*parts: Part) -> Words:
    """The parts that are not empty, a blank between them."""
    kept = [part for part in parts if part]
    return tuple(part for each in kept for part in (" ", each))[1:]


def as_text(blocks: Iterable[Block], numbers: Mapping[str, Sequence[int]]) -> str:
    """Blocks as text for a terminal, at most 80 columns wide, an empty line between two.

    Args:
        blocks: what a result says.
        numbers: claim → numbers of its sources.

    Examples:
        >>> print(as_text([Lead("No."), Section("Wisconsin", (Paragraph(("Murder ", Citation(("c",)))),))], {"c": [1]}))
        No.
        <BLANKLINE>
        Wisconsin
          Murder [1]
    """
    writer = _Plain(numbers, html=False)
    told = ("\n".join(_lines(each, writer)) for each in blocks)
    return "\n\n".join(text for text in told if text)


def _lines(each: Block, writer: _Plain) -> Iterator[str]:
    if isinstance(each, Sources):
        yield from _listed_sources(each.sources)
        return
    words, stamp = _flat(each.words, writer), each.stamp if isinstance(each, Lead) else ""
    if stamp and len(words) + len(stamp) + 2 <= WIDTH:
        yield words + stamp.rjust(WIDTH - len(words))
    else:
        yield from textwrap.wrap(words, WIDTH)
        yield from (stamp.rjust(WIDTH),) if stamp else ()
    for paragraph in each.below:
        yield from _paragraph(paragraph, writer)


def _listed_sources(sources: Sequence[_Source]) -> Iterator[str]:
    if sources:
        yield "Sources"
    for number, source in enumerate(sources, 1):
        text = f"[{number}] {source.label}{_span(source)}"
        yield from textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="      ")
        if source.url:
            yield f"      {source.url}"


def _span(source: _Source) -> str:
    return "" if source.start is None else f", characters {source.start}–{source.end}"


def _paragraph(said: Paragraph, writer: _Plain) -> Iterator[str]:
    blanks, further = " " * said.indent, " " * said.hang
    text = " ".join(part for part in (said.sign, _flat(said.words, writer)) if part)
    if said.column:
        yield from _columns(blanks + text, _flat(said.beside, writer), said.column, further)
    else:
        whole = " ".join(part for part in (text, _flat(said.beside, writer)) if part)
        yield from textwrap.wrap(whole, WIDTH, initial_indent=blanks, subsequent_indent=blanks + further)
    for each in said.below:
        yield from _paragraph(each, writer)


def _columns(left: str, right: str, column: int, further: str) -> Iterator[str]:
    """Two columns; the right one wraps under itself, or goes below when the left one is too long."""
    if len(left) >= column:
        yield left
        left = ""
    for index, part in enumerate(textwrap.wrap(right, WIDTH - column, subsequent_indent=further) or [""]):
        yield f"{left if index == 0 else '':<{column}}{part}".rstrip()


def _flat(words: Words, writer: _Plain) -> str:
    if isinstance(words, str):
        return words
    return "".join(
        part if isinstance(part, str) else writer.marks(part.claims) if isinstance(part, Citation) else part.label
        for part in words
    )


def as_html(blocks: Iterable[Block], writer: Writer) -> str:
    """Blocks as HTML, in the same order and with the same words as the text; links as the writer makes them."""
    return "\n".join(filter(None, (_element(each, writer) for each in blocks)))


def _element(each: Block, writer: Writer) -> str:
    if isinstance(each, Sources):
        rows = "".join(f"<li>{link(one.label, one.url)}{_span(one)}</li>" for one in each.sources)
        count = plural(len(each.sources), "source")
        return f"<details><summary>{count}</summary><ol>{rows}</ol></details>" if rows else ""
    below = "".join(_below(one, writer) for one in each.below)
    if isinstance(each, Note):
        return f'<p class="note">{_inline(each.words, writer)}</p>{below}'
    if isinstance(each, Lead):
        stamp = f' <span class="cg-aside">{escape(each.stamp)}</span>' if each.stamp else ""
        return f'<p><span class="cg-lead">{_inline(each.words, writer)}</span>{stamp}</p>{below}'
    title = f'<h2 class="h3">{_inline(each.words, writer)}</h2>' if each.words else ""
    items = "".join(_item(one, writer) for one in each.below)
    return f'<section class="{f"group {each.kind}".strip()}">{title}{f"<ul>{items}</ul>" if items else ""}</section>'


def _item(said: Paragraph, writer: Writer) -> str:
    kind = f' class="{said.kind}"' if said.kind else ""
    return f"<li{kind}>{_said(said, writer)}</li>"


def _below(said: Paragraph, writer: Writer) -> str:
    return f'<div class="q">{_said(said, writer)}</div>'


def _said(said: Paragraph, writer: Writer) -> str:
    words, beside = _inline(said.words, writer), _inline(said.beside, writer)
    sign = f'<b class="sign">{escape(said.sign)}</b>' if said.sign else ""
    none = '<b class="no">no power here</b>:' if said.kind == "out" else ""
    parts = (sign, f"<b>{words}</b>" if words and beside else words, none, beside)
    return " ".join(filter(None, parts)) + "".join(_below(one, writer) for one in said.below)


def _inline(words: Words, writer: Writer) -> str:
    parts = (words,) if isinstance(words, str) else words
    return "".join(
        f"{' ' * part.startswith(' ')}{escape(part)}{' ' * part[1:].endswith(' ')}" if isinstance(part, str)
        else writer.marks(part.claims) if isinstance(part, Citation)
        else link(part.label, part.url) if isinstance(part, WebLink)
        else writer.link(part.iri, part.label)
        for part in parts
    )  # fmt: skip


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
