"""An answer as a path, left to right: conviction, law broken, sovereign, power, authority; and who is left out, why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...questions.clemency.answer import Answer, ConvictionAnswer
from ...view import CaseView
from ...words import DOUBTS, ROLES, numbered
from ..answer_words import heading_of, sources_of, without_marks
from ..frame import first_that_fits, framed
from ..network.plan import Bond
from ..paint.figure import Painted, painted
from ..paint.layout import elbow, stack
from ..paint.style import (
    ADVICE,
    AUTHORITY,
    CONVICTION,
    EXCLUDED,
    GREYED,
    MUTED,
    SOVEREIGN,
    Ink,
    Type,
    balanced,
    text_width,
    wrap,
)
from ..scene import Box, Item, Line, Link, Point, Scene, Text, joined
from ..sheet import SCREEN, Sheet
from ..upright import upright
from .boxes import Words
from .facts import Excluded, PathPower, PathRoute, routes_of, sovereign_name

__all__ = ["path_figure", "path_scene"]

_LABEL, _NOTE = Type(8.5), Type(9, italic=True, colour=MUTED)
_LABEL_WIDTH = 70.0
_MOOT_BESIDE, _STRIP, _ANYWHERE = 2, 780.0, 9
"""More boxes of convictions with nothing left to pardon stand in rows below; how wide those reach at least."""
_GAP, _ROW_GAP, _ROUTE_GAP, _BUS = 15.0, 22.0, 30.0, 16.0


@dataclass(frozen=True, slots=True)
class _Edge:
    """An edge between two boxes of neighbouring columns; its label stands at the end where edges do not meet."""

    start: int
    end: int
    words: str
    cited: tuple[int, ...]
    ink: Ink
    merging: bool = False

    @property
    def width(self) -> float:
        """A thin line where no settled power leads on."""
        return 0.9 if self.ink in (EXCLUDED, ADVICE) else 1.6

    @property
    def above(self) -> list[str]:
        """Its words, in lines."""
        return wrap(self.words, _LABEL, _LABEL_WIDTH)

    @property
    def below(self) -> list[str]:
        """The marks of its sources, in lines."""
        return wrap(numbered(self.cited), _LABEL, _LABEL_WIDTH) if self.cited else []

    @property
    def room(self) -> float:
        """How wide its label is."""
        return max(text_width(text, _LABEL) for text in (*self.above, *self.below))


class _Plan:
    """Boxes in four columns, placed row by row, and the edges between them."""

    def __init__(self, words: Words, view: CaseView | None) -> None:
        self.words, self.view = words, view
        self.boxes: list[Box] = []
        self.columns: list[int] = []
        self.edges: list[_Edge] = []
        self.notes: list[tuple[float, str]] = []

    def place(self, column: int, boxes: Sequence[Box], tops: Sequence[float]) -> list[int]:
        """Put boxes into a column; their numbers are given back."""
        first = len(self.boxes)
        self.boxes += [box.at(0, top) for box, top in zip(boxes, tops, strict=True)]
        self.columns += [column] * len(boxes)
        return list(range(first, len(self.boxes)))

    def centred(self, column: int, box: Box, middle: float) -> int:
        """Put a box into a column around a height; its number is given back."""
        return self.place(column, [box], [middle - box.height / 2])[0]

    def stacked(self, column: int, boxes: Sequence[Box], gap: float, middle: float) -> list[int]:
        """Put boxes into a column one below the other around a height; their numbers are given back."""
        return self.place(column, boxes, stack([box.height for box in boxes], gap, middle))

    def join(self, start: int, end: int, words: str, cited: tuple[int, ...], ink: Ink, *, merging: bool) -> None:
        """Add an edge; those that are merging share their last stretch, others their first."""
        self.edges.append(_Edge(start, end, words, cited, ink, merging))

    def arrange(self) -> None:
        """Give every column its place and its boxes one width."""
        x = 1.0
        for column in range(4):
            inside = [index for index, mine in enumerate(self.columns) if mine == column]
            if not inside:
                continue
            width = max(self.boxes[index].width for index in inside)
            for index in inside:
                self.boxes[index] = self.boxes[index].at(x, self.boxes[index].y, width)
            leaving = [edge for edge in self.edges if self.columns[edge.start] == column]
            x += width + max((edge.room for edge in leaving), default=6)
            x += 18 + _BUS if any(self._bends(edge) for edge in leaving) else 24

    @property
    def right(self) -> float:
        """The right edge of everything placed."""
        return max((box.right for box in self.boxes), default=0.0)

    def strip(self, boxes: Sequence[Box], top: float) -> float:
        """Boxes that no edge leaves, in rows below the drawing; the y below them is given back."""
        across, wide = max(self.right, _STRIP), max(box.width for box in boxes)
        many = max(1, int((across + _GAP) // (wide + _GAP)))
        for start in range(0, len(boxes), many):
            row = boxes[start : start + many]
            tall = max(box.height for box in row)
            self.boxes += [
                replace(box, height=tall).at(1 + index * (wide + _GAP), top, wide) for index, box in enumerate(row)
            ]
            self.columns += [_ANYWHERE] * len(row)
            top += tall + _GAP
        return top - _GAP

    def _bends(self, edge: _Edge) -> bool:
        return abs(self.boxes[edge.start].middle - self.boxes[edge.end].middle) > 0.01


def path_figure(
    answer: Answer, *, title: str | None = None, view: CaseView | None = None, sheet: Sheet = SCREEN
) -> Painted:
    """Draw an answer as the path from each conviction to the authority over it.

    Args:
        answer: what `ask` or `clemency` gave.
        title: what stands at the top; the answer itself when None.
        view: where to look up the names of sovereigns; the shipped authority files when None.
        sheet: what it is drawn for; where the way from left to right is too wide, it stands upright.

    Returns:
        A figure of the size of the sheet; write it with `save`.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("avery-dassey")
        >>> figure = path_figure(graph.ask("Could the President pardon Steven Avery?", on="2016-01-08"))
        >>> figure.get_label()
        'No. The President cannot pardon Steven Avery.'
    """
    heading, sources = heading_of(answer, title), sources_of(answer.sources)

    def drafts(sheet: Sheet) -> Iterator[Scene]:
        shown = without_marks(answer) if sheet.sources == "none" else answer
        for most in [sheet.rows] if sheet.rows else _FEWER:
            scene = path_scene(shown, view, most, told=_LEFT_OUT)
            if scene.width > sheet.room:
                scene = _upright(shown, view, most, sheet.room)
            yield framed(scene, heading, sources, sheet)
        bare = replace(heading, note=joined(heading.note, _BARE))
        yield framed(_upright(shown, view, sheet.rows or 1, sheet.room, bare=True), bare, sources, sheet)

    return painted(first_that_fits(drafts, sheet))


_FEWER = (1000, 16, 10, 6, 4, 2, 1)
"""How many boxes of convictions a route shows, where all of them would make the sheet too tall."""
_LEFT_OUT = "--poster shows them."
_BARE = "The offices without power are left out for want of room: --poster shows them."
_COLUMN = 640.0
"""A column of boxes is at most so wide, in points."""


def _upright(answer: Answer, view: CaseView | None, most: int, room: float, *, bare: bool = False) -> Scene:
    """The same way from top to bottom; where an excluded office decides elsewhere is told in its own box, which a
    `bare` one has no room for."""
    plan = _Plan(Words(answer, _LEFT_OUT), view)
    over: list[tuple[ConvictionAnswer, ...]] = []
    for route in routes_of(answer):
        live = tuple(group for group in route.groups if group[0].value != "moot")
        over += [group for group in route.groups if group[0].value == "moot"]
        excluded = tuple(replace(found, reaches=()) for found in route.excluded if not bare)
        if live or excluded:
            _route(plan, replace(route, groups=live, excluded=excluded), most, 0)
    boxes = list(plan.boxes)
    if over:
        boxes += [plan.words.conviction(group) for group in over[:most]]
        boxes += [plan.words.more(over[most:])] if over[most:] else []
    held = [replace(box, id=f"{box.id}{'+' * sum(other.id == box.id for other in boxes[:index])}")
            for index, box in enumerate(boxes)]  # fmt: skip
    bonds = [Bond(held[edge.start].id, held[edge.end].id, edge.words, edge.ink, edge.width, edge.cited)
             for edge in plan.edges]  # fmt: skip
    return upright("path", held, bonds, min(room, _COLUMN))


def path_scene(
    answer: Answer, view: CaseView | None = None, most: int = 1000, told: str = "the table below lists them."
) -> Scene:
    """The same as a scene, without what a figure prints around it.

    Args:
        answer: what `ask` or `clemency` gave.
        view: where to look up the names of sovereigns; the shipped authority files when None.
        most: of one route at most so many boxes of convictions; the others are counted.
        told: where the others are told of.
    """
    plan, bottom = _Plan(Words(answer, told), view), 1.0
    routes = routes_of(answer)
    over = [group for route in routes for group in route.groups if group[0].value == "moot"]
    apart = len(over) > _MOOT_BESIDE
    for route in routes:
        shown = [group for group in route.groups if not apart or group[0].value != "moot"]
        if shown:
            bottom = _route(plan, replace(route, groups=tuple(shown)), most, bottom) + _ROUTE_GAP
    plan.arrange()
    if apart:
        strip = [plan.words.conviction(group) for group in over[:most]]
        bottom = plan.strip([*strip, *([plan.words.more(over[most:])] if over[most:] else [])], bottom) + _ROUTE_GAP
    links = [Link(plan.boxes[edge.start].id, plan.boxes[edge.end].id, edge.words, edge.cited) for edge in plan.edges]
    items = (*_edges(plan.boxes, plan.edges), *plan.boxes, *_notes(plan))
    return Scene("path", plan.right + 1, bottom - _ROUTE_GAP + 1, items, tuple(links))


def _notes(plan: _Plan) -> Iterator[Text]:
    room = max((box.width for box, at in zip(plan.boxes, plan.columns, strict=True) if at == 0), default=0.0)
    for middle, note in plan.notes:
        lines = balanced(note, _NOTE, room)
        for index, text in enumerate(lines):
            yield Text(0, middle + (index - len(lines) / 2) * _NOTE.line, text, _NOTE)


def _edges(boxes: Sequence[Box], edges: Sequence[_Edge]) -> Iterator[Item]:
    """The edges; those that meet share their last stretch, those that part their first."""
    bundles: dict[tuple[bool, int], list[_Edge]] = {}
    for edge in edges:
        bundles.setdefault((edge.merging, edge.end if edge.merging else edge.start), []).append(edge)
    for bundle in bundles.values():
        for edge in bundle:
            yield from _edge(boxes[edge.start], boxes[edge.end], edge, alone=len(bundle) == 1)
        if len(bundle) > 1:
            yield from _trunk(boxes, bundle)


def _bend(start: Box, end: Box, merging: bool) -> float:
    return end.x - _BUS - 4 if merging else start.right + _BUS


def _trunk(boxes: Sequence[Box], bundle: Sequence[_Edge]) -> Iterator[Line]:
    """The upright line a bundle of edges hangs on, and the stretch its edges share."""
    first = bundle[0]
    start, end, merging = boxes[first.start], boxes[first.end], first.merging
    width, colour, dashed = max(edge.width for edge in bundle), first.ink.line, first.ink.dashed
    x, middle = _bend(start, end, merging), end.middle if merging else start.middle
    levels = [middle, *(boxes[edge.start if merging else edge.end].middle for edge in bundle)]
    name = f"bundle-{end.id if merging else start.id}"
    if max(levels) - min(levels) > 0.01:
        yield Line(((x, min(levels)), (x, max(levels))), colour, width, name, dashed)
    ends = ((x, middle), (end.x, middle)) if merging else ((start.right, middle), (x, middle))
    yield Line(ends, colour, width, name, dashed, head=merging)


def _edge(start: Box, end: Box, edge: _Edge, *, alone: bool) -> Iterator[Item]:
    """What an edge does not share, its words above its own level stretch, the marks of its sources below."""
    bend, name, ink = _bend(start, end, edge.merging), f"{start.id}--{end.id}", edge.ink
    level = start.middle if edge.merging else end.middle
    low, high = (start.right, bend) if edge.merging else (bend, end.x)
    points: Sequence[Point] = [(low, level), (high, level)]
    if alone:
        points = elbow((start.right, start.middle), bend, (end.x, end.middle))
        low, high = (start.right, end.x) if len(points) == 2 else (low, high)
    yield Line(tuple(points), ink.line, edge.width, name, ink.dashed, head=alone or not edge.merging)
    centre = (low + high - (0 if edge.merging and not alone else 6)) / 2
    style, above = _LABEL.of(ink.line), edge.above
    for index, text in enumerate(above):
        yield Text(centre, level - 1.5 - (len(above) - index) * _LABEL.line, text, style, "center")
    for index, text in enumerate(edge.below):
        yield Text(centre, level + 1.5 + index * _LABEL.line, text, style, "center")


def _route(plan: _Plan, route: PathRoute, most: int, top: float) -> float:
    """Place one route below `top`; the y of its lower end is given back."""
    words = plan.words
    groups, more = route.groups[:most], route.groups[most:]
    convictions = [words.conviction(group) for group in groups] + ([words.more(more)] if more else [])
    stacks = [[words.held(held) for held in power.held] for power in route.powers]
    folders = [words.power(power) for power in route.powers]
    needs = [max(sum(b.height + _GAP for b in held) - _GAP, folder.height)
             for held, folder in zip(stacks, folders, strict=True)]  # fmt: skip
    left = sum(box.height for box in convictions) + _GAP * (len(convictions) - 1)
    right = sum(needs) + _ROW_GAP * max(len(needs) - 1, 0)
    height = max(left, right)
    middle = top + height / 2
    numbers = plan.stacked(0, convictions, _GAP, middle)
    live = [(number, group) for number, group in zip(numbers, groups, strict=False) if group[0].value != "moot"]
    if live and route.sovereign:
        middle = (plan.boxes[live[0][0]].middle + plan.boxes[live[-1][0]].middle) / 2
        middle = min(max(middle, top + right / 2), top + height - right / 2)
        tag = plan.centred(1, words.sovereign(route.sovereign, sovereign_name(route.sovereign, plan.view)), middle)
        for number, group in live:
            ink = replace(CONVICTION, dashed=True) if group[0].condition else CONVICTION
            plan.join(number, tag, "law broken", words.law(group), ink, merging=True)
        for index, upper in enumerate(stack(needs, _ROW_GAP, middle)):
            _power(plan, route.powers[index], tag, folders[index], stacks[index], upper + needs[index] / 2)
    gaps = [words.gap(route)] if live and route.missing else []
    if gaps and not folders:
        plan.centred(2 if route.sovereign else 1, gaps[0], middle)
    bottom = max([top + height, *(box.bottom for box in plan.boxes)])
    if gaps and folders:
        plan.place(2, gaps, [bottom + _ROW_GAP])
        bottom += _ROW_GAP + gaps[0].height
    for excluded in route.excluded:
        upper = bottom + _ROW_GAP
        bottom = _excluded(plan, excluded, upper)
        if live and excluded.reaches and not words.sovereigns & {iri for iri, _ in excluded.reaches}:
            plan.notes.append(((upper + bottom) / 2, words.elsewhere_note(len(excluded.reaches))))
    return bottom


def _power(plan: _Plan, power: PathPower, tag: int, folder: Box, held: list[Box], middle: float) -> None:
    """Place a power around a height, with the offices that have a part in it."""
    number = plan.centred(2, folder, middle)
    ink = EXCLUDED if power.standing in DOUBTS else SOVEREIGN
    plan.join(tag, number, "provides", plan.words.cited(power.provided or power.claims), ink, merging=False)
    for one, office in zip(power.held, plan.stacked(3, held, _GAP, middle), strict=True):
        authority = one.authority
        ink = EXCLUDED if authority.standing in DOUBTS else AUTHORITY if authority.role == "decider" else ADVICE
        cited = plan.words.cited(one.claims or authority.because)
        plan.join(number, office, ROLES[authority.role].edge, cited, ink, merging=False)


def _excluded(plan: _Plan, found: Excluded, top: float) -> float:
    """Place an excluded authority below `top`, with the sovereigns its power does reach; the y below it is given
    back."""
    words = plan.words
    hexagon = words.refusal(found)
    tags = [words.sovereign(iri, sovereign_name(iri, plan.view), GREYED) for iri, _ in found.reaches]
    folder = words.elsewhere(found) if found.authority.basis and tags else None
    height = max(sum(b.height + _GAP for b in tags) - _GAP, hexagon.height, folder.height if folder else 0)
    middle = top + height / 2
    if folder is None:
        plan.centred(3, hexagon, middle)
        return top + height
    placed = plan.stacked(1, tags, _GAP, middle)
    number, last = plan.centred(2, folder, middle), plan.centred(3, hexagon, middle)
    plan.join(number, last, "decided by", words.cited(found.decides), EXCLUDED, merging=False)
    for tag, (_, claims) in zip(placed, found.reaches, strict=True):
        plan.join(tag, number, "provides", words.cited(claims), EXCLUDED, merging=True)
    return top + height
