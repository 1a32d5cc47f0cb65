"""What every figure prints around its drawing: the question and the title above, the key and the sources below."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..words import unique
from .paint.style import GREYED, MUTED, Type, balanced, clean, wrap
from .paint.typefaces import MISSING
from .scene import Item, Line, Scene, Text

__all__ = ["MARGIN", "Cite", "Documents", "Heading", "NumberedSource", "framed"]

MARGIN = 26.0
_NARROWEST = 560.0
_SMALL = Type(8, colour=MUTED)
_MISSES = (
    f"{MISSING} stands for a letter that no font on this machine has. "
    "Install one that has it, such as Noto Sans CJK, and draw again."
)


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A numbered document below a figure."""

    number: int
    label: str
    url: str = ""


Cite = Callable[[Iterable[tuple[str, str, str]]], tuple[int, ...]]
"""Documents (IRI, name, address) → their numbers: those of a figure, or of a page."""


class Documents:
    """Numbers the documents of a figure in the order in which a reader meets them."""

    def __init__(self) -> None:
        self._known: dict[str, NumberedSource] = {}

    def cite(self, sources: Iterable[tuple[str, str, str]]) -> tuple[int, ...]:
        """The numbers of documents given as (IRI, name, address), new ones given where needed."""
        return unique(
            self._known.setdefault(iri, NumberedSource(len(self._known) + 1, name, url)).number
            for iri, name, url in sources
        )

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


def framed(scene: Scene, heading: Heading, sources: Sequence[NumberedSource]) -> Scene:
    """The scene as a whole sheet, with what stands above and below it."""
    width = max(scene.width + 2 * MARGIN, _NARROWEST)
    items: list[Item] = list(_heading(heading, width))
    top = items[-1].extent[3] + 18 if isinstance(items[-1], Text) else 0.0
    items += (item.moved(MARGIN, top) for item in scene.items)
    y = top + scene.height + 16
    for text in wrap(" ".join(said.marked for said in scene.key), _SMALL, width - 2 * MARGIN) if scene.key else ():
        items.append(Text(MARGIN, y, text, _SMALL))
        y += _SMALL.line
    y += 6 if scene.key else 0
    items.append(Line(((MARGIN, y), (width - MARGIN, y)), GREYED.line, 0.6))
    below = list(_sources(sources, width, y + 8))
    y = max((text.y + _SMALL.line for text in below), default=y + 8)
    items += below
    whole = replace(scene, items=tuple(items))
    if any(MISSING in clean(item.text) for item in whole.flat() if isinstance(item, Text)):
        for text in wrap(_MISSES, _SMALL, width - 2 * MARGIN):
            items.append(Text(MARGIN, y + 4, text, _SMALL))
            y += _SMALL.line
    return replace(whole, width=width, height=y + MARGIN - 8, items=tuple(items), title=heading.title)


def _heading(heading: Heading, width: float) -> Iterator[Text]:
    y = MARGIN - 6
    for text, style in (
        (heading.kicker, Type(9, colour=MUTED)),
        (heading.title, Type(16, bold=True)),
        (heading.note, Type(9.5, colour=MUTED)),
    ):
        for part in (balanced if style.bold else wrap)(text, style, width - 2 * MARGIN) if text else ():
            yield Text(MARGIN, y, part, style)
            y += style.line


def _sources(sources: Sequence[NumberedSource], width: float, top: float) -> Iterator[Text]:
    """The numbered list of sources below `top`, in as many columns as the sheet has room for."""
    columns, gutter = 1 + (width > 620) + (width > 1100) + (width > 1500), 18.0
    column = (width - 2 * MARGIN - gutter * (columns - 1)) / columns
    blocks = [(source, wrap(source.label, _SMALL, column - 24)) for source in sources]
    share = -(-sum(len(lines) for _, lines in blocks) // columns)
    index, row = 0, 0
    for source, lines in blocks:
        if row and row + len(lines) / 2 > share and index < columns - 1:
            index, row = index + 1, 0
        url = source.url if source.url.startswith(("https://", "http://")) else ""
        x = MARGIN + index * (column + gutter)
        yield Text(x, top + row * _SMALL.line, f"[{source.number}]", _SMALL)
        for text in lines:
            yield Text(x + 24, top + row * _SMALL.line, text, _SMALL, url=url)
            row += 1
