"""A neighbourhood as a network: people, charges, convictions, the law broken, and the authorities over them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer
from ...questions import Answer
from ...questions.citations import Citations
from ...view import CaseView, label, step
from ..answer_words import as_of, heading_of, sources_of
from ..frame import MARGIN, Heading, framed
from ..paint.figure import Painted, painted
from ..scene import Scene
from .boxes import BoxNetwork, Cited, network_of
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
) -> Painted:
    """Draw what stands around some things: at most 40 boxes, on a poster 400.

    Args:
        view: the graph.
        focus: IRIs of the things it is about: the convictions of a case, a person, a court, …
        on: the day of the answer about clemency.
        office: IRI of an office asked about.
        poster: draw the whole neighbourhood, however large the sheet.
        title: what stands at the top; the answer about clemency when None.

    Returns:
        A figure sized in inches to fit its content; write it with `save`.

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
    numbers = Citations(view, found.claims)
    network = network_of(view, found, most, numbers.numbers)
    if not network.bonds:
        raise CannotAnswer(f"nothing is recorded around {_names(view, focus)} by {in_words(When.day(on))}")
    heading = _heading(view, found, network, as_of(on), title)
    if len(network.boxes) > most:
        raise CannotAnswer(_too_large(network, most))
    return painted(framed(planned(network.boxes, network.bonds), heading, sources_of(numbers.sources)))


def _heading(view: CaseView, found: Neighbourhood, network: BoxNetwork, day: str, title: str | None) -> Heading:
    answer = found.answer
    heading = heading_of(answer) if answer else Heading("", "", day)
    kicker, headline, note = heading.kicker, heading.title, heading.note
    if network.left_out:
        more = "box" if network.left_out == 1 else "boxes"
        note += f" {network.left_out} {more} further out left out for want of room."
    if answer and any(kind_of(view, node) == "court" for node in found.focus):
        count = len(answer.convictions)
        kicker, headline = "", f"{_names(view, found.focus)}: {count} conviction{'' if count == 1 else 's'} entered"
    return Heading(kicker, title or headline or f"What stands around {_names(view, found.focus)}", note)


def neighbourhood(view: CaseView, scope: str, answer: Answer | None, on: date) -> Neighbourhood | None:
    """What stands around the convictions of an answer, or of a case, as far as a sheet has room; None for nothing.

    Where there is too much, it starts from fewer convictions, one of each person before a second of anyone.
    """
    focus = [one.id for one in answer.convictions] if answer else case_focus(view, scope)
    turns: dict[str, int] = {}
    order = []
    for node in focus:
        person = next(iter(step(view, node, cg.person)), node)
        turns[person] = turns.get(person, 0) + 1
        order.append((turns[person], node))
    order.sort(key=lambda item: item[0])
    found = None
    for many in (len(focus), 8, 4, 2, 1) if focus else ():
        chosen = {node for _, node in order[:many]}
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
