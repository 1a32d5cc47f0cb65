"""The way to an answer as a picture, left to right, and the same as a chain of words for narrow screens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .. import cg
from ..drawing.paint.layout import stack
from ..drawing.path.boxes import ALONE, DOUBTS
from ..drawing.path.facts import Excluded, Held, Lane, Power, lanes_of
from ..questions.clemency.answer import Answer, ConvictionAnswer
from ..words import ROLES, escape, numbered
from .anchors import Anchors
from .svg import SIZES, Box, Point, arrow, box_of, draw_box, picture, set_text
from .text import width_of, wrapped

__all__ = ["path_chain", "path_picture"]

_GAP, _ROW, _LANE, _LABEL, _BUS = 14.0, 20.0, 34.0, 96.0, 16.0
_MOST, _MANY = 14, 4


@dataclass(frozen=True, slots=True)
class _Edge:
    start: int
    end: int
    words: str
    numbers: str
    style: str
    merging: bool


@dataclass
class _Plan:
    """Boxes in four columns and the edges between neighbouring ones."""

    anchors: Anchors
    boxes: list[Box] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    edges: list[_Edge] = field(default_factory=list)
    notes: list[tuple[float, str]] = field(default_factory=list)

    def marks(self, claims: Iterable[str]) -> str:
        """Source numbers as text."""
        return numbered(self.anchors.facts.cited(claims))

    def place(self, column: int, boxes: Sequence[Box], tops: Sequence[float]) -> list[int]:
        """Put boxes into a column; their numbers are given back."""
        first = len(self.boxes)
        for box, top in zip(boxes, tops, strict=True):
            self.boxes.append(box.at(0, top))
            self.columns.append(column)
        return list(range(first, len(self.boxes)))

    def join(self, start: int, end: int, words: str, claims: Iterable[str], style: str, *, merging: bool) -> None:
        """Add an edge with its words and the numbers of its sources."""
        self.edges.append(_Edge(start, end, words, self.marks(claims), style, merging))

    def arrange(self) -> float:
        """Give every column its place and one width; the right edge is given back."""
        x = 2.0
        for column in range(4):
            inside = [index for index, mine in enumerate(self.columns) if mine == column]
            if not inside:
                continue
            width = max(self.boxes[index].width for index in inside)
            for index in inside:
                self.boxes[index] = self.boxes[index].at(x, self.boxes[index].y, width)
            leaving = [edge for edge in self.edges if self.columns[edge.start] == column]
            x += width + max((_room(edge) for edge in leaving), default=6) + _BUS + 26
        return max((box.right for box in self.boxes), default=0) + 2


def _room(edge: _Edge) -> float:
    size = SIZES["s"]
    return max(
        width_of(text, size) for text in (*wrapped(edge.words, size, _LABEL), *wrapped(edge.numbers, size, _LABEL))
    )


def path_picture(answer: Answer, anchors: Anchors) -> str:
    """The picture: conviction → law broken → sovereign → power → authority, and who is left out, why."""
    plan, bottom = _Plan(anchors), 4.0
    for lane in lanes_of(answer):
        bottom = _lane(plan, lane, bottom) + _LANE
    width = plan.arrange()
    parts = [*_edges(plan), *(draw_box(box, anchors, "path") for box in plan.boxes), *_notes(plan)]
    about = (
        "From left to right: each conviction, the sovereign whose law was broken, the clemency power, and the "
        "authority that holds it. Authorities without power here stand below, dashed, each with the reason."
    )
    return picture("path-figure", width, bottom - _LANE + 6, f"The way to the answer: {answer.headline}", about, parts)


def _lane(plan: _Plan, lane: Lane, top: float) -> float:
    every = _by_person(lane)
    groups = every[:_MOST]
    convictions = [_conviction(plan, group) for group in groups]
    if len(every) > _MOST:
        more = f"{sum(map(len, every[_MOST:]))} more convictions take the same path; the table below lists them."
        convictions.append(box_of("more", "thing", "convictions", [(more, "i")], 160, "gone"))
    left = sum(box.height for box in convictions) + _GAP * (len(convictions) - 1)
    stacks = [[_held(plan, held) for held in power.held] for power in lane.powers]
    folders = [_power(plan, power) for power in lane.powers]
    needs = [max(sum(b.height + _GAP for b in held) - _GAP, folder.height)
             for held, folder in zip(stacks, folders, strict=True)]  # fmt: skip
    right = sum(needs) + _ROW * max(len(needs) - 1, 0)
    height = max(left, right)
    numbers = plan.place(0, convictions, stack([b.height for b in convictions], _GAP, top + height / 2))
    live = [(number, group) for number, group in zip(numbers, groups, strict=False) if group[0].value != "moot"]
    middle = top + height / 2
    if live and lane.sovereign:
        middle = (plan.boxes[live[0][0]].middle + plan.boxes[live[-1][0]].middle) / 2
        middle = min(max(middle, top + right / 2), top + height - right / 2)
        tag = _tag(plan, lane, live, middle)
        for index, need in enumerate(needs):
            centre = stack(needs, _ROW, middle)[index] + need / 2
            _reach(plan, lane.powers[index], tag, folders[index], stacks[index], centre)
    gap = _gap(lane)
    if live and lane.missing and not folders:
        plan.place(2 if lane.sovereign else 1, [gap], [middle - gap.height / 2])
    bottom = max([top + height, *(box.y + box.height for box in plan.boxes)])
    if live and lane.missing and folders:
        plan.place(2, [gap], [bottom + _ROW])
        bottom += _ROW + gap.height
    for excluded in lane.excluded:
        upper = bottom + _ROW + 6
        bottom = _excluded(plan, excluded, upper)
        if live and excluded.reaches and lane.sovereign not in {iri for iri, _ in excluded.reaches}:
            plan.notes.append(((upper + bottom) / 2, _elsewhere(len(lane.live), len(excluded.reaches))))
    return bottom


def _gap(lane: Lane) -> Box:
    needed = "; ".join(fact.words for fact in lane.missing)
    return box_of(f"missing-{lane.groups[0][0].id}", "thing", "not on record", [(needed, "no")], 170, "out")


def _elsewhere(convictions: int, reached: int) -> str:
    """Why no edge leads from the convictions to the sovereigns an excluded office reaches."""
    whose = "these sovereigns" if reached > 1 else "this sovereign"
    which = "The conviction above was not" if convictions == 1 else "None of the convictions above was"
    return f"{which} under the law of {whose}."


def _by_person(lane: Lane) -> list[tuple[ConvictionAnswer, ...]]:
    """The convictions of a lane box by box; where there are many, those of one person, or those past, share one."""
    moot = [group for group in lane.groups if group[0].value == "moot"]
    found: dict[object, list[ConvictionAnswer]] = {}
    for number, group in enumerate(lane.groups):
        past = group[0].value == "moot"
        many = len(moot) > _MANY if past else len(lane.live) > _MANY
        key = ("moot" if past else group[0].person, () if past else group[0].fate()) if many else number
        found.setdefault(key, []).extend(group)
    return [tuple(group) for group in found.values()]


def _conviction(plan: _Plan, group: Sequence[ConvictionAnswer]) -> Box:
    one = group[0]
    because = plan.marks(claim for member in group for claim in member.because)
    if one.value == "moot":
        return _past(group, because)
    labels = [(member.label, "s") for member in group[:-1]]
    text = [(one.person, "b"), *labels, (f"{group[-1].label} {because}", "s" if labels else "")]
    text += [(line, "i") for line in one.fate(plan.marks)]
    return box_of(one.id, "conviction", f"conviction{'' if len(group) == 1 else 's'}", text, 190)


def _past(group: Sequence[ConvictionAnswer], because: str) -> Box:
    """The greyed box of convictions with nothing left to pardon: one fate told, or several summed up."""
    one, people = group[0], len({member.person for member in group})
    if len({(member.person, member.note) for member in group}) == 1:
        word = f"conviction{'' if len(group) == 1 else 's'} · {one.status}"
        *lines, last = one.fate()
        told = [(one.person, ""), *((member.label, "s") for member in group), *((line, "i") for line in lines)]
        told.append((f"{last} {because}", "i"))
        return box_of(one.id, "conviction", word, told, 190, "gone")
    many = f"{len(group)} convictions of {people} {'person' if people == 1 else 'people'}"
    fates = ", ".join(dict.fromkeys(member.status for member in group))
    told = [(many, ""), (f"{fates}: nothing left to pardon {because}", "i")]
    return box_of(one.id, "conviction", "convictions · past", told, 190, "gone")


def _tag(plan: _Plan, lane: Lane, live: Sequence[tuple[int, Sequence[ConvictionAnswer]]], middle: float) -> int:
    box = box_of(lane.sovereign, "sovereign", "sovereign", [(plan.anchors.facts.name(lane.sovereign), "")], 112)
    (tag,) = plan.place(1, [box], [middle - box.height / 2])
    for number, group in live:
        steps = [walked for one in group for walked in one.steps if walked.predicate == cg.lawBroken]
        law = [claim for walked in steps for claim in walked.claims]
        plan.join(number, tag, "law broken", law, "law", merging=True)
    return tag


def _reach(plan: _Plan, power: Power, tag: int, folder: Box, held: list[Box], middle: float) -> None:
    (number,) = plan.place(2, [folder], [middle - folder.height / 2])
    own = "not" if power.standing in DOUBTS else "own"
    plan.join(tag, number, "provides", power.provided or power.claims, own, merging=False)
    placed = plan.place(3, held, stack([b.height for b in held], _GAP, middle))
    for one, office in zip(power.held, placed, strict=True):
        style = "may" if one.authority.role == "decider" else "may thin"
        style = "not" if one.authority.standing in DOUBTS else style
        claims = one.claims or one.authority.because
        plan.join(number, office, ROLES[one.authority.role].edge, claims, style, merging=False)


def _power(plan: _Plan, power: Power) -> Box:
    doubt = DOUBTS.get(power.standing, "")
    limits = [(text, "i") for text in power.limits]
    text = [(", ".join(power.kinds), ""), *limits, (f"{power.basis} {plan.marks(power.claims)}", "s")]
    word = f"clemency power · {doubt}" if doubt else "clemency power"
    return box_of(power.name, "power", word, text, 186, "doubt" if doubt else "")


def _held(plan: _Plan, held: Held) -> Box:
    authority = held.authority
    doubt = DOUBTS.get(authority.standing, "")
    decides = authority.role == "decider"
    word = f"authority · {ROLES[authority.role].box}"
    if held.advises_only:
        return _refusal(plan, Excluded(held.advises_only, (), ()), word)
    person = f"{authority.in_office} {plan.marks(held.in_office or authority.because)}" if authority.in_office else ""
    text = [(authority.label, "i" if doubt else "b" if decides else ""), (person, "")]
    if doubt:
        text.insert(1, (f"? {doubt}", "no"))
    return box_of(authority.office, "authority", word, text, 184, "doubt" if doubt else "" if decides else "thin")


def _refusal(plan: _Plan, found: Excluded, word: str = "authority") -> Box:
    authority = found.authority
    text = [
        (authority.label, "b"),
        (found.words if word == "authority" else ALONE, "no"),
        (f"{authority.reason} {plan.marks(authority.because)}", "s"),
    ]
    return box_of(authority.office, "authority", word, text, 196, "out")


def _excluded(plan: _Plan, found: Excluded, top: float) -> float:
    """An excluded authority below `top`, with the sovereigns its power does reach; the y below it is given back."""
    hexagon = _refusal(plan, found)
    names = [(iri, plan.anchors.facts.name(iri)) for iri, _ in found.reaches]
    tags = [box_of(iri, "sovereign", "sovereign", [(name, "")], 112, "gone") for iri, name in names]
    height = max(sum(b.height + 8 for b in tags) - 8, hexagon.height)
    middle = top + height / 2
    (last,) = plan.place(3, [hexagon], [middle - hexagon.height / 2])
    if tags and found.authority.basis:
        text = [(f"{found.authority.basis} {plan.marks(found.decides)}", "s")]
        folder = box_of(
            f"power-{hexagon.iri.rpartition('/')[2]}-elsewhere", "power", "clemency power", text, 186, "gone"
        )
        (number,) = plan.place(2, [folder], [middle - folder.height / 2])
        plan.join(number, last, "decided by", found.decides, "not", merging=False)
        placed = plan.place(1, tags, stack([b.height for b in tags], 8, middle))
        for tag, (_, claims) in zip(placed, found.reaches, strict=True):
            plan.join(tag, number, "provides", claims, "not", merging=True)
    return top + height


def _notes(plan: _Plan) -> Iterable[str]:
    room = max((box.width for box, column in zip(plan.boxes, plan.columns, strict=True) if column == 0), default=190)
    for middle, note in plan.notes:
        lines = wrapped(note, SIZES["i"], room)
        for index, text in enumerate(lines):
            yield set_text(2, middle + (index - (len(lines) - 1) / 2) * 16 + 4, text, "i")


def _edges(plan: _Plan) -> Iterable[str]:
    bundles: dict[tuple[bool, int], list[_Edge]] = {}
    for edge in plan.edges:
        bundles.setdefault((edge.merging, edge.end if edge.merging else edge.start), []).append(edge)
    for bundle in bundles.values():
        for edge in bundle:
            yield from _edge(plan, edge, shared=len(bundle) > 1)


def _edge(plan: _Plan, edge: _Edge, *, shared: bool) -> Iterable[str]:
    """One edge in right angles, its words above its own level stretch, its numbers below."""
    start, end = plan.boxes[edge.start], plan.boxes[edge.end]
    bend = end.x - _BUS - 4 if edge.merging else start.right + _BUS
    level = start.middle if edge.merging else end.middle
    points: list[Point] = [(start.right, start.middle), (bend, start.middle), (bend, end.middle), (end.x, end.middle)]
    if abs(start.middle - end.middle) < 0.01:
        points = [points[0], points[-1]]
    yield arrow(points, f"e {edge.style}")
    straight = len(points) == 2 and not shared
    low, high = (start.right, end.x - 8) if straight else (start.right, bend) if edge.merging else (bend, end.x - 8)
    lines = wrapped(edge.words, SIZES["s"], _LABEL)
    for index, text in enumerate(lines):
        yield set_text((low + high) / 2, level - 5 - (len(lines) - 1 - index) * 14, text, f"m s {edge.style}")
    for index, text in enumerate(wrapped(edge.numbers, SIZES["s"], _LABEL) if edge.numbers else []):
        yield set_text((low + high) / 2, level + 14 + index * 14, text, f"m s {edge.style}")


def path_chain(answer: Answer, anchors: Anchors) -> str:
    """The same path as lists, one for each lane: what a narrow screen shows in place of the picture."""
    return "".join(_chain(lane, anchors) for lane in lanes_of(answer))


def _chain(lane: Lane, anchors: Anchors) -> str:
    cards = [
        _card("conviction", _names(group, anchors), "gone" if group[0].value == "moot" else "") for group in lane.groups
    ]
    if lane.sovereign:
        law = anchors.marks(c for one in lane.live for s in one.steps if s.predicate == cg.lawBroken for c in s.claims)
        cards.append(_card("sovereign", f"<i>law broken</i> {anchors.link(lane.sovereign)} {law}"))
    for power in lane.powers:
        doubt = DOUBTS.get(power.standing, "")
        limits = "".join(f"<br><i>{escape(text)}</i>" for text in power.limits)
        basis = f"<br>{escape(power.basis)} {anchors.marks(power.claims)}"
        word = f"clemency power · {doubt}" if doubt else "clemency power"
        tone = "doubt" if doubt else ""
        cards.append(_card("power", f"{escape(', '.join(power.kinds))}{limits}{basis}", tone, word))
        cards += [_office(held, anchors) for held in power.held]
    cards += [_card("thing", f"<b class=no>{escape(fact)}</b>", "out", "not on record") for fact in lane.missing]
    for excluded in lane.excluded:
        reason = f"{escape(excluded.authority.reason)} {anchors.marks(excluded.authority.because)}"
        refusal = f"<b>{anchors.link(excluded.authority.office)}</b><br><b class=no>{excluded.words}</b><br>{reason}"
        cards.append(_card("authority", refusal, "out"))
    return f"<ol class=chain>{''.join(cards)}</ol>"


def _office(held: Held, anchors: Anchors) -> str:
    authority = held.authority
    doubt = DOUBTS.get(authority.standing, "")
    edge = f"<i>{escape(ROLES[authority.role].edge)}</i>"
    marks = anchors.marks(held.claims or authority.because)
    person = f"<br>{escape(authority.who)}" if authority.who else ""
    if doubt:
        told = f"{edge} <i>{anchors.link(authority.office)}</i><br><b class=no>? {doubt}</b> {marks}{person}"
        return _card("authority", told, "doubt")
    told = f"{edge} <b>{anchors.link(authority.office)}</b> {marks}{person}"
    return _card("authority", told, "" if authority.role == "decider" else "thin")


def _names(group: Sequence[ConvictionAnswer], anchors: Anchors) -> str:
    one = group[0]
    labels = "<br>".join(f"{anchors.link(each.id, each.label)} {anchors.marks(each.because)}" for each in group)
    note = "".join(f"<br><i>{escape(line)}</i>" for line in one.fate())
    return f"<b>{escape(one.person)}</b><br>{labels}{note}"


def _card(kind: str, inner: str, tone: str = "", word: str = "") -> str:
    return f'<li class="{f"{kind} {tone}".strip()}"><span class=k>{(word or kind).upper()}</span><br>{inner}</li>'
