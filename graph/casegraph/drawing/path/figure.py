"""An answer as a path, left to right: conviction, law broken, sovereign, power, authority; and who is left out, why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from ...questions.clemency.answer import Answer
from ...view import CaseView
from ..answer_words import heading_of, sources_of
from ..paint.layout import elbow, stack
from ..paint.sheet import MARGIN, Box, Sheet, Source, heading_height, source_columns, sources_height
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
)
from .boxes import DOUBTS, Words, joined
from .facts import Excluded, Lane, lanes_of, sovereign_name

__all__ = ["path_figure"]

_LABEL, _NOTE = Type(8.5), Type(9, italic=True, colour=MUTED)
_MOOT_BESIDE, _STRIP, _ANYWHERE = 2, 780.0, 9
"""More boxes of convictions with nothing left to pardon stand in rows below; how wide those reach at least."""
_GAP, _ROW_GAP, _LANE_GAP, _BUS = 15.0, 22.0, 30.0, 16.0


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two boxes of neighbouring columns; its label stands at the end where edges do not meet."""

    start: int
    end: int
    label: str
    ink: Ink
    width: float
    merging: bool


class _Plan:
    """Boxes in four columns, placed row by row, and the edges between them."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.columns: list[int] = []
        self.edges: list[Edge] = []
        self.notes: list[tuple[float, str]] = []

    def place(self, column: int, boxes: Sequence[Box], tops: Sequence[float]) -> list[int]:
        """Put boxes into a column; their numbers are given back."""
        first = len(self.boxes)
        for box, top in zip(boxes, tops, strict=True):
            self.boxes.append(box.at(0, top))
            self.columns.append(column)
        return list(range(first, len(self.boxes)))

    def arrange(self) -> None:
        """Give every column its place and its boxes one width."""
        x = MARGIN
        for column in range(4):
            inside = [index for index, mine in enumerate(self.columns) if mine == column]
            if not inside:
                continue
            width = max(self.boxes[index].width for index in inside)
            for index in inside:
                self.boxes[index] = self.boxes[index].at(x, self.boxes[index].y, width)
            leaving = [edge for edge in self.edges if self.columns[edge.start] == column]
            x += width + max((text_width(edge.label, _LABEL) for edge in leaving), default=6)
            x += 18 + _BUS if self._bends(leaving) else 24

    @property
    def right(self) -> float:
        """The right edge of everything placed."""
        return max((box.right for box in self.boxes), default=0.0)

    def strip(self, boxes: Sequence[Box], top: float) -> float:
        """Boxes that no edge leaves, in rows below the drawing; the y below them is given back."""
        across = max(self.right, _STRIP) - MARGIN
        wide = max(box.width for box in boxes)
        many = max(1, int((across + _GAP) // (wide + _GAP)))
        for start in range(0, len(boxes), many):
            row = boxes[start : start + many]
            tall = max(box.height for box in row)
            for index, box in enumerate(row):
                placed = replace(box, height=tall).at(MARGIN + index * (wide + _GAP), top, wide)
                self.boxes.append(placed)
                self.columns.append(_ANYWHERE)
            top += tall + _GAP
        return top - _GAP

    def _bends(self, edges: Sequence[Edge]) -> bool:
        return any(abs(self.boxes[edge.start].middle - self.boxes[edge.end].middle) > 0.01 for edge in edges)


def path_figure(answer: Answer, *, title: str | None = None, view: CaseView | None = None) -> Figure:
    """Draw an answer as the path from each conviction to the authority over it.

    Args:
        answer: what `ask` or `clemency` gave.
        title: what stands at the top; the answer itself when None.
        view: where to look up the names of sovereigns; the shipped authority files when None.

    Returns:
        A figure sized in inches to fit its content; write it with `save`.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("avery-dassey")
        >>> figure = path_figure(graph.ask("Could the President pardon Steven Avery?", on="2016-01-08"))
        >>> figure.get_label()
        'No. The President cannot pardon Steven Avery.'
    """
    words, plan = Words(answer), _Plan()
    bottom = 0.0
    lanes = lanes_of(answer)
    over = [group for lane in lanes for group in lane.groups if group[0].value == "moot"]
    apart = len(over) > _MOOT_BESIDE
    for lane in lanes:
        shown = lane.without_moot() if apart else lane
        if shown.groups:
            bottom = _lane(plan, shown, words, view, bottom) + _LANE_GAP
    plan.arrange()
    if apart:
        bottom = plan.strip([words.conviction(group) for group in over], bottom) + _LANE_GAP
    bottom -= _LANE_GAP
    return _draw(plan, bottom, heading_of(answer, title), sources_of(answer.sources))


def _draw(plan: _Plan, bottom: float, heading: tuple[str, str, str], sources: Sequence[Source]) -> Figure:
    width = max(plan.right + MARGIN, 560.0)
    top = heading_height(width, *heading) + 18
    columns = source_columns(width)
    below = top + bottom + 24
    sheet = Sheet(width, below + 14 + sources_height(sources, width, columns) + MARGIN - 8, heading[1], "path")
    sheet.heading(*heading)
    boxes = [box.at(box.x, box.y + top) for box in plan.boxes]
    _edges(sheet, boxes, plan.edges)
    for box in boxes:
        sheet.box(box)
    for middle, note in plan.notes:
        lines = balanced(note, _NOTE, max(box.width for box, at in zip(boxes, plan.columns, strict=True) if at == 0))
        for index, text in enumerate(lines):
            sheet.text(MARGIN, top + middle + (index - len(lines) / 2) * _NOTE.line, text, _NOTE)
    sheet.line([(MARGIN, below), (width - MARGIN, below)], GREYED.line, 0.6)
    sheet.sources(below + 8, sources, columns)
    return sheet.figure


def _edges(sheet: Sheet, boxes: Sequence[Box], edges: Sequence[Edge]) -> None:
    """Draw the edges; those that meet share their last stretch, those that part their first."""
    bundles: dict[tuple[bool, int], list[Edge]] = {}
    for edge in edges:
        bundles.setdefault((edge.merging, edge.end if edge.merging else edge.start), []).append(edge)
    for (merging, _), bundle in bundles.items():
        for edge in bundle:
            _edge(sheet, boxes[edge.start], boxes[edge.end], edge, alone=len(bundle) == 1)
        if len(bundle) > 1:
            _trunk(sheet, boxes, bundle, merging)


def _bend(start: Box, end: Box, merging: bool) -> float:
    return end.x - _BUS - 4 if merging else start.right + _BUS


def _trunk(sheet: Sheet, boxes: Sequence[Box], bundle: Sequence[Edge], merging: bool) -> None:
    """The upright line a bundle of edges hangs on, and the stretch its edges share."""
    start, end, ink = boxes[bundle[0].start], boxes[bundle[0].end], bundle[0].ink
    width = max(edge.width for edge in bundle)
    x = _bend(start, end, merging)
    middle = end.middle if merging else start.middle
    levels = [middle, *(boxes[edge.start if merging else edge.end].middle for edge in bundle)]
    name = f"bundle-{end.id if merging else start.id}"
    if max(levels) - min(levels) > 0.01:
        sheet.line([(x, min(levels)), (x, max(levels))], ink.line, width, gid=sheet.id("edge", name), dashed=ink.dashed)
    if merging:
        sheet.arrow([(x, middle), (end.x, middle)], ink, name, width=width)
    else:
        sheet.line([(start.right, middle), (x, middle)], ink.line, width, gid=sheet.id("edge", name))


def _edge(sheet: Sheet, start: Box, end: Box, edge: Edge, *, alone: bool) -> None:
    """Draw what an edge does not share, with its label above it."""
    bend, name = _bend(start, end, edge.merging), f"{start.id}--{end.id}"
    level = start.middle if edge.merging else end.middle
    low, high = (start.right, bend) if edge.merging else (bend, end.x)
    if alone:
        straight = abs(start.middle - end.middle) < 0.01
        low, high = (start.right, end.x) if straight else (low, high)
        sheet.arrow(elbow((start.right, start.middle), bend, (end.x, end.middle)), edge.ink, name, width=edge.width)
    elif edge.merging:
        gid = sheet.id("edge", name)
        sheet.line([(low, level), (high, level)], edge.ink.line, edge.width, gid=gid, dashed=edge.ink.dashed)
    else:
        sheet.arrow([(low, level), (high, level)], edge.ink, name, width=edge.width)
    centre = (low + high - (0 if edge.merging and not alone else 6)) / 2
    sheet.text(centre, level - _LABEL.line - 1.5, edge.label, _LABEL.of(edge.ink.line), align="center")


def _lane(plan: _Plan, lane: Lane, words: Words, view: CaseView | None, top: float) -> float:
    """Place one lane below `top`; the y of its lower end is given back."""
    convictions = [words.conviction(group) for group in lane.groups]
    left = sum(box.height for box in convictions) + _GAP * (len(convictions) - 1)
    stacks = [[words.held(held) for held in power.held] for power in lane.powers]
    folders = [words.power(power) for power in lane.powers]
    needs = [max(sum(b.height + _GAP for b in held) - _GAP, folder.height)
             for held, folder in zip(stacks, folders, strict=True)]  # fmt: skip
    right = sum(needs) + _ROW_GAP * max(len(needs) - 1, 0)
    height = max(left, right)
    numbers = plan.place(0, convictions, stack([b.height for b in convictions], _GAP, top + height / 2))
    live = [number for number, group in zip(numbers, lane.groups, strict=True) if group[0].value != "moot"]
    if live and lane.sovereign:
        middle = (plan.boxes[live[0]].middle + plan.boxes[live[-1]].middle) / 2
        middle = min(max(middle, top + right / 2), top + height - right / 2)
        tag = _tag(plan, lane, words, view, live, middle)
        for row, (held, folder) in enumerate(zip(stacks, folders, strict=True)):
            centre = stack(needs, _ROW_GAP, middle)[row] + needs[row] / 2
            _power(plan, lane, words, tag, row, (folder, held), centre)
        if not folders and lane.missing:
            plan.place(2, [words.gap(lane)], [middle - words.gap(lane).height / 2])
    elif live and lane.missing:
        plan.place(1, [words.gap(lane)], [top + height / 2 - words.gap(lane).height / 2])
    bottom = max([top + height, *(box.y + box.height for box in plan.boxes)])
    if live and lane.missing and folders:
        gap = words.gap(lane)
        plan.place(2, [gap], [bottom + _ROW_GAP])
        bottom += _ROW_GAP + gap.height
    for excluded in lane.excluded:
        upper = bottom + _ROW_GAP
        bottom = _excluded(plan, excluded, words, view, upper)
        if live and excluded.reaches and not set(words.sovereigns) & {iri for iri, _ in excluded.reaches}:
            plan.notes.append(((upper + bottom) / 2, words.elsewhere_note(len(excluded.reaches))))
    return bottom


def _tag(plan: _Plan, lane: Lane, words: Words, view: CaseView | None, live: Sequence[int], middle: float) -> int:
    box = words.sovereign(lane.sovereign, sovereign_name(lane.sovereign, view))
    (tag,) = plan.place(1, [box], [middle - box.height / 2])
    for number, conviction in zip(live, lane.live, strict=True):
        plan.edges.append(Edge(number, tag, words.law(conviction), CONVICTION, 1.6, True))
    return tag


def _power(
    plan: _Plan, lane: Lane, words: Words, tag: int, row: int, boxes: tuple[Box, list[Box]], middle: float
) -> None:
    folder, held = boxes
    power = lane.powers[row]
    (number,) = plan.place(2, [folder], [middle - folder.height / 2])
    ink = EXCLUDED if power.standing in DOUBTS else SOVEREIGN
    plan.edges.append(Edge(tag, number, words.provides(power), ink, 1.6 if ink is SOVEREIGN else 0.9, False))
    for one, office in zip(power.held, plan.place(3, held, stack([b.height for b in held], _GAP, middle)), strict=True):
        decides, doubtful = one.authority.role == "decider", one.authority.standing in DOUBTS
        ink = EXCLUDED if doubtful else AUTHORITY if decides else ADVICE
        plan.edges.append(Edge(number, office, words.role(one), ink, 1.6 if decides and not doubtful else 0.9, False))


def _excluded(plan: _Plan, found: Excluded, words: Words, view: CaseView | None, top: float) -> float:
    """Place an excluded authority below `top`, with the sovereigns its power does reach."""
    hexagon = words.refusal(found)
    tags = [words.sovereign(iri, sovereign_name(iri, view), GREYED) for iri, _ in found.reaches]
    folder = words.elsewhere(found) if found.authority.basis and tags else None
    height = max(sum(b.height + 8 for b in tags) - 8, hexagon.height, folder.height if folder else 0)
    middle = top + height / 2
    (last,) = plan.place(3, [hexagon], [middle - hexagon.height / 2])
    if folder is not None:
        (number,) = plan.place(2, [folder], [middle - folder.height / 2])
        plan.edges.append(Edge(number, last, joined("decided by", words.marks(found.decides)), EXCLUDED, 0.9, False))
        placed = plan.place(1, tags, stack([b.height for b in tags], 8, middle))
        for tag, (_, claims) in zip(placed, found.reaches, strict=True):
            plan.edges.append(Edge(tag, number, joined("provides", words.marks(claims)), EXCLUDED, 0.9, True))
    return top + height
