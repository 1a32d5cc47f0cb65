"""What every figure prints around its drawing: the question and the title above, the key and the sources below."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ..words import plural
from .paint.style import GREYED, MUTED, Type, balanced, clean, wrap
from .paint.typefaces import MISSING
from .scene import Item, Line, Scene, Text
from .sheet import NATURAL, Sheet

__all__ = ["MARGIN", "Cite", "Documents", "Heading", "NumberedSource", "first_that_fits", "framed"]

MARGIN = NATURAL.margin
_NARROWEST = 560.0
_SMALL = Type(8, colour=MUTED)
_MISSES = (
    f"{MISSING} stands for a letter that no font on this machine has. "
    "Install one that has it, such as Noto Sans CJK, and draw again."
)


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A document below a figure, by the mark that cites it: a number, or on a map the code of a tile."""

    number: int | str
    label: str
    url: str = ""


Cite = Callable[[Iterable[tuple[str, str, str]]], tuple[int, ...]]
"""Documents (IRI, name, address) → their numbers: those of a figure, or of a page."""


class Documents:
    """Numbers the documents of a figure in the order in which a reader meets them; `silent` ones are only counted."""

    def __init__(self, *, silent: bool = False) -> None:
        self._known: dict[str, NumberedSource] = {}
        self._silent = silent

    def cite(self, sources: Iterable[tuple[str, str, str]]) -> tuple[int, ...]:
        """The numbers of documents given as (IRI, name, address), new ones given where needed."""
        numbers: dict[int, None] = {}
        for iri, name, url in sources:
            self._known.setdefault(iri, NumberedSource(len(self._known) + 1, name, url))
            numbers[list(self._known).index(iri) + 1] = None
        return () if self._silent else tuple(numbers)

    @property
    def sources(self) -> list[NumberedSource]:
        """The documents cited so far, by number."""
        return list(self._known.values())


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a figure: the question where it says more than the title, the title, a line below it."""

    kicker: str
    title: str
    note: str


def framed(scene: Scene, heading: Heading, sources: Sequence[NumberedSource], sheet: Sheet = NATURAL) -> Scene:
    """The scene as a whole sheet, with what stands above and below it, at the size it is printed or shown.

    Where the sheet does not say how to list the sources, they are listed as fully as its height allows.
    """
    wanted = [sheet.sources] if sheet.sources else ["full", "short"]
    for form in wanted:
        whole = _whole(scene, heading, _listed(sources, form), replace(sheet, sources=form))
        if whole.height <= sheet.tall:
            break
    return replace(whole.scaled(sheet.scale), smallest=sheet.smallest, tallest=sheet.tall * sheet.scale)


def first_that_fits(drafts: Callable[[Sheet], Iterable[Scene]], sheet: Sheet) -> Scene:
    """The first of some whole sheets that is not too tall; the last where all are.

    Args:
        drafts: what a figure may look like on a sheet, the fullest first; at least one. Where none fits with its
            sources listed, and the sheet does not ask for that, they are counted.
        sheet: what it is drawn for.
    """
    tried = drafts(sheet) if sheet.sources else chain(drafts(sheet), drafts(_silent(sheet)))
    draft = None
    for draft in tried:
        if draft.height <= draft.tallest:
            break
    assert draft is not None
    return draft


def _silent(sheet: Sheet) -> Sheet:
    return replace(sheet, sources="none")


def _listed(sources: Sequence[NumberedSource], form: str) -> Sequence[NumberedSource]:
    if form != "none" or not sources:
        return sources
    return [NumberedSource("", f"Rests on {plural(len(sources), 'source')}, which --sources full lists.")]


def _whole(scene: Scene, heading: Heading, sources: Sequence[NumberedSource], sheet: Sheet) -> Scene:
    margin = sheet.margin
    width = sheet.wide if sheet.fixed else max(scene.width + 2 * margin, _NARROWEST)
    room = width - 2 * margin
    items: list[Item] = list(_heading(heading, sheet, room))
    top = items[-1].extent[3] + (12 if sheet.narrow else 18) if isinstance(items[-1], Text) else 0.0
    left = margin + (max(room - scene.width, 0) / 2 if sheet.fixed else 0)
    items += (item.moved(left, top) for item in scene.items)
    y = top + scene.height + 16
    for text in wrap(" ".join(said.marked for said in scene.key), _SMALL, room) if scene.key else ():
        items.append(Text(margin, y, text, _SMALL))
        y += _SMALL.line
    y += 6 if scene.key else 0
    items.append(Line(((margin, y), (width - margin, y)), GREYED.line, 0.6))
    below = list(_sources(sources, sheet, room, y + 8))
    y = max((text.y + _SMALL.line for text in below), default=y + 8)
    items += below
    whole = replace(scene, items=tuple(items))
    if any(MISSING in clean(item.text) for item in whole.flat() if isinstance(item, Text)):
        for text in wrap(_MISSES, _SMALL, room):
            items.append(Text(margin, y + 4, text, _SMALL))
            y += _SMALL.line
    return replace(whole, width=width, height=y + margin - 8, items=tuple(items), title=heading.title)


def _heading(heading: Heading, sheet: Sheet, room: float) -> Iterator[Text]:
    y = sheet.margin - 6
    for text, style in (
        (heading.kicker, Type(9, colour=MUTED)),
        (heading.title, Type(13 if sheet.narrow else 16, bold=True)),
        (heading.note, Type(9 if sheet.narrow else 9.5, colour=MUTED)),
    ):
        for part in (balanced if style.bold else wrap)(text, style, room) if text else ():
            yield Text(sheet.margin, y, part, style)
            y += style.line


def _sources(sources: Sequence[NumberedSource], sheet: Sheet, room: float, top: float) -> Iterator[Text]:
    """The list of sources below `top`, in as many columns as the sheet has room for."""
    gutter, indent = 18.0, 24.0 if all(len(str(source.number)) < 4 for source in sources) else 52.0
    short = sheet.sources == "short"
    indent = 0.0 if sheet.sources == "none" else indent
    least = 180.0 if short else 270.0
    columns = max(1, min(int((room + gutter) // (least + gutter)), 6 if short else 4))
    column = (room - gutter * (columns - 1)) / columns
    blocks = [(source, wrap(source.label, _SMALL, column - indent, most=int(short))) for source in sources]
    share = -(-sum(len(lines) for _, lines in blocks) // columns)
    index, row = 0, 0
    for source, lines in blocks:
        if row and row + len(lines) / 2 > share and index < columns - 1:
            index, row = index + 1, 0
        url = source.url if source.url.startswith(("https://", "http://")) else ""
        x = sheet.margin + index * (column + gutter)
        if source.number:
            yield Text(x, top + row * _SMALL.line, f"[{source.number}]", _SMALL)
        for text in lines:
            yield Text(x + indent, top + row * _SMALL.line, text, _SMALL, url=url)
            row += 1
