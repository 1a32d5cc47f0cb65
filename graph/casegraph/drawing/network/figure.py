"""A neighbourhood as a network: people, charges, convictions, the law broken, and the authorities over them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer
from ...questions import Answer
from ...questions.citations import Citations
from ...view import Backing, CaseView, label, step, types
from ..answer_words import as_of, heading_of, sources_of
from ..frame import MARGIN, Heading, first_that_fits, framed
from ..paint.figure import Painted, painted
from ..scene import Scene, joined
from ..sheet import SCREEN, Sheet
from ..upright import upright
from .boxes import OUTER, SLIM, WIDE, BoxNetwork, Cited, network_of, reduced
from .facts import Neighbourhood, case_focus, kind_of, walked
from .plan import planned

__all__ = ["FOCUS", "POSTER", "neighbourhood", "network_figure", "network_scene"]

FOCUS, POSTER = 40, 400
"""Most boxes on a sheet, and on a poster."""


def network_figure(
    view: CaseView,
    focus: Sequence[str],
    on: date,
    *,
    office: str | None = None,
    poster: bool = False,
    title: str | None = None,
    sheet: Sheet = SCREEN,
) -> Painted:
    """Draw what stands around some things: at most 40 boxes, on a poster 400.

    Args:
        view: the graph.
        focus: IRIs of the things it is about: the convictions of a case, a person, a court, …
        on: the day of the answer about clemency.
        office: IRI of an office asked about.
        poster: draw the whole neighbourhood, however large the sheet.
        title: what stands at the top; the answer about clemency when None.
        sheet: what it is drawn for. Where all has no room, works, charges and petitions are left out and counted; where
            the rest is still too wide, it stands upright.

    Returns:
        A figure of the size of the sheet; write it with `save`.

    Raises:
        CannotAnswer: nothing stands around these things, or more than fits; it says what size would.

    Examples:
        >>> import casegraph
        >>> from datetime import date
        >>> graph = casegraph.load("derek-chauvin")
        >>> person = graph.find("derek-chauvin")
        >>> network_figure(graph.view, [person], date(2026, 1, 1)).get_gid()
        'network'
    """
    most = POSTER if poster else FOCUS
    found = walked(view, focus, on, 8 * most, office=office)
    cited = Citations(view, found.claims)
    network = network_of(view, found, most, cited.numbers)
    if not network.bonds:
        raise CannotAnswer(f"nothing is recorded around {_names(view, focus)} by {in_words(When.day(on))}")
    if len(network.boxes) > most:
        raise CannotAnswer(_too_large(network, most))

    every, heading = len(network.boxes), _heading(view, found, as_of(on), title)

    def sheets(sheet: Sheet, here: Neighbourhood, left: int, wide: float, form: _Form) -> Iterator[Scene]:
        """The sheet of a neighbourhood drawn in a form, where that is not too wide."""
        numbers = cited.anew()
        drawn = reduced(view, here, _silent if sheet.sources == "none" else numbers.numbers, left, wide)
        if drawn.bonds and len(drawn.boxes) <= most and (form is not _abreast or _ranks(drawn) <= sheet.room):
            scene = form(drawn, sheet.room)
            if scene.width <= sheet.room:
                said = replace(heading, note=joined(heading.note, _left_out(every - len(drawn.boxes))))
                yield framed(scene, said, sources_of(numbers.sources or _all(cited, here)), sheet)

    def drafts(sheet: Sheet) -> Iterator[Scene]:
        """Abreast or upright, with ever less of what lies furthest; then around fewer convictions."""
        kinds = range(len(OUTER) + 1)
        for left in kinds:
            for wide in (WIDE, SLIM):
                yield from sheets(sheet, found, left, wide, _abreast)
        for left in kinds:
            yield from sheets(sheet, found, left, WIDE, _upright)
        convictions = [node for node in found.things if cg.Conviction in types(view, node)]
        over = {one.id for one in found.answer.convictions if one.value == "moot"} if found.answer else set()
        order = sorted(_one_of_each(view, convictions), key=lambda node: node in over)
        for many in (24, 16, 12, 8, 4, 2, 1):
            if many < len(convictions):
                chosen = order[:many]
                yield from sheets(sheet, _around(found, {*convictions} - {*chosen}), len(OUTER), WIDE, _upright)

    return painted(first_that_fits(drafts, sheet))


def _around(found: Neighbourhood, without: Collection[str]) -> Neighbourhood:
    """The neighbourhood without some of its convictions."""
    things = [node for node in found.things if node not in without]
    facts = [fact for fact in found.facts if not {fact.start, fact.end} & {*without}]
    answer = found.answer
    if answer is not None:
        answer = replace(answer, convictions=tuple(one for one in answer.convictions if one.id not in without))
    return Neighbourhood(tuple(node for node in found.focus if node not in without), things, facts, answer)


_Form = Callable[[BoxNetwork, float], Scene]


def _abreast(network: BoxNetwork, room: float) -> Scene:
    """From left to right."""
    return planned(network.boxes, network.bonds)


def _ranks(network: BoxNetwork) -> float:
    """How wide a network is from left to right at least, in points."""
    out: dict[str, list[str]] = {}
    for bond in network.bonds:
        out.setdefault(bond.start, []).append(bond.end)
    depth = {box.id: 1 for box in network.boxes}
    for _ in network.boxes:
        for start, ends in out.items():
            for end in ends:
                depth[end] = max(depth[end], min(depth[start] + 1, len(depth)))
    longest = max(depth.values())
    return longest * min(box.width for box in network.boxes) + (longest - 1) * _BETWEEN


def _one_of_each(view: CaseView, convictions: Sequence[str]) -> list[str]:
    """The convictions, one of each person before a second of anyone."""
    turns: dict[str, int] = {}
    order = []
    for node in convictions:
        person = next(iter(step(view, node, cg.person)), node)
        turns[person] = turns.get(person, 0) + 1
        order.append((turns[person], node))
    return [node for _, node in sorted(order, key=lambda item: item[0])]


def _left_out(count: int) -> str:
    more = "box is" if count == 1 else "boxes are"
    return f"{count} {more} left out for want of room: --poster shows all." if count > 0 else ""


_COLUMN, _BETWEEN = 640.0, 40.0


def _silent(claims: Iterable[str]) -> tuple[int, ...]:
    return ()


def _all(cited: Citations, found: Neighbourhood) -> tuple[Backing, ...]:
    """The documents behind a neighbourhood, for a figure that only counts them."""
    numbers = cited.anew()
    numbers.numbers(found.claims)
    return numbers.sources


def _upright(network: BoxNetwork, room: float) -> Scene:
    """The same in a column: what others lead to after all of them, else what belongs together side by side."""
    into: dict[str, set[str]] = {box.id: set() for box in network.boxes}
    fan: dict[tuple[str, str], int] = {}
    for bond in network.bonds:
        into[bond.end] |= {bond.start} - {bond.end}
        fan[bond.start, bond.words] = fan.get((bond.start, bond.words), 0) + 1
    order: dict[str, None] = {}

    def visit(node: str) -> None:
        if node not in order and into[node] <= order.keys():
            order[node] = None
            for bond in bonds:
                if bond.start == node:
                    visit(bond.end)

    bonds = sorted(network.bonds, key=lambda bond: (fan[bond.start, bond.words], bond.words, bond.end))
    for node in sorted(into, key=lambda node: (len(into[node]), node)):
        visit(node)
    for node in into:
        order.setdefault(node)
    boxes = {box.id: box for box in network.boxes}
    return upright("network", [boxes[node] for node in order], network.bonds, min(room, _COLUMN))


def _heading(view: CaseView, found: Neighbourhood, day: str, title: str | None) -> Heading:
    answer = found.answer
    heading = heading_of(answer) if answer else Heading("", "", day)
    kicker, headline, note = heading.kicker, heading.title, heading.note
    if answer and any(kind_of(view, node) == "court" for node in found.focus):
        count = len(answer.convictions)
        kicker, headline = "", f"{_names(view, found.focus)}: {count} conviction{'' if count == 1 else 's'} entered"
    return Heading(kicker, title or headline or f"What stands around {_names(view, found.focus)}", note)


def neighbourhood(view: CaseView, scope: str, answer: Answer | None, on: date) -> Neighbourhood | None:
    """What stands around the convictions of an answer, or of a case, as far as a sheet has room; None for nothing.

    Where there is too much, it starts from fewer convictions, one of each person before a second of anyone.
    """
    focus = [one.id for one in answer.convictions] if answer else case_focus(view, scope)
    order = _one_of_each(view, focus)
    found = None
    for many in (len(focus), 8, 4, 2, 1) if focus else ():
        chosen = set(order[:many])
        found = walked(view, [node for node in focus if node in chosen], on, 8 * FOCUS)
        if answer and found.answer:
            asked = {one.id: one for one in answer.convictions}
            told = tuple(asked.get(one.id, one) for one in found.answer.convictions)
            found = replace(found, answer=replace(found.answer, convictions=told))
        if len(network_of(view, found, FOCUS, lambda _: ()).boxes) <= FOCUS:
            break
    return found


def network_scene(view: CaseView, found: Neighbourhood, cited: Cited) -> tuple[Scene, int] | None:
    """A neighbourhood as a scene without what a figure prints around it, and how many boxes found no room; None where
    nothing is tied to anything."""
    network = network_of(view, found, FOCUS, cited)
    return (planned(network.boxes, network.bonds), network.left_out) if network.bonds else None


def _names(view: CaseView, focus: Sequence[str]) -> str:
    names = [label(view, node) for node in focus[:3]]
    return ", ".join(names) + (f" and {len(focus) - 3} more" if len(focus) > 3 else "")


def _too_large(network: BoxNetwork, most: int) -> str:
    """What a sheet for all of it would measure, and what to do instead."""
    count = len(network.boxes)
    hint = "" if most == POSTER else "; with --poster it is drawn at that size"
    if count > POSTER:
        share = count / POSTER
        return (
            f"{count:,} boxes are more than a poster holds: {POSTER}. It would be {share:.1f} times as tall as the "
            "largest one. Ask about one person or one conviction"
        )
    plan = planned(network.boxes, network.bonds)
    wide, tall = ((side + 2 * MARGIN) / 72 * 2.54 for side in (plan.width, plan.height + 120))
    return (
        f"{count} boxes do not fit a sheet that can be read at a glance (at most {most}): they would need about "
        f"{wide:.0f} × {tall:.0f} cm{hint}. Or ask about one person or one conviction"
    )
