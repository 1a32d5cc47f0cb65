"""A neighbourhood as a network: people, charges, convictions, the law broken, and the authorities over them."""

from collections.abc import Sequence
from datetime import date

from matplotlib.figure import Figure

from ...dates import When, in_words
from ...errors import CannotAnswer
from ...view import CaseView, label
from ..answer_words import as_of, heading_of, sources_of
from ..paint.sheet import MARGIN, Sheet, Source, heading_height, source_columns, sources_height
from ..paint.style import RULE, Type
from .boxes import Network, network_of
from .dot import Layout
from .facts import kind_of, walked
from .plan import LABEL, Plan, planned

__all__ = ["FOCUS", "POSTER", "draw_network", "network_figure"]

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
    layout: Layout | None = None,
) -> Figure:
    """Draw what stands around some things: at most 40 boxes, on a poster 400.

    Args:
        view: the graph.
        focus: IRIs of the things it is about: the convictions of a case, a person, a court, …
        on: the day of the answer about clemency.
        office: IRI of an office asked about.
        poster: draw the whole neighbourhood, however large the sheet.
        title: what stands at the top; the answer about clemency when None.
        layout: what finds the places of the boxes; Graphviz when None.

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
    network, cited = network_of(view, found, on, most)
    if not network.bonds:
        raise CannotAnswer(f"nothing is recorded around {_names(view, focus)} by {in_words(When.day(on))}")
    kicker, headline, note = heading_of(found.answer) if found.answer else ("", "", as_of(on))
    if network.left_out:
        more = "box" if network.left_out == 1 else "boxes"
        note += f" {network.left_out} {more} further out left out for want of room."
    at_court = any(kind_of(view, node) == "court" for node in focus)
    if at_court and found.answer:
        count = len(found.answer.convictions)
        kicker, headline = "", f"{_names(view, focus)}: {count} conviction{'' if count == 1 else 's'} entered"
    heading = (kicker, title or headline or f"What stands around {_names(view, focus)}", note)
    if len(network.boxes) > most:
        raise CannotAnswer(_too_large(network, layout, most))
    return draw_network(network, heading, sources_of(cited.sources), layout=layout)


def _names(view: CaseView, focus: Sequence[str]) -> str:
    names = [label(view, node) for node in focus[:3]]
    return ", ".join(names) + (f" and {len(focus) - 3} more" if len(focus) > 3 else "")


def _too_large(network: Network, layout: Layout | None, most: int) -> str:
    """What a sheet for all of it would measure, and what to do instead."""
    count = len(network.boxes)
    hint = "" if most == POSTER else "; with --poster it is drawn at that size"
    if count > POSTER:
        share = count / POSTER
        return (
            f"{count:,} boxes are more than a poster holds: {POSTER}. It would be {share:.1f} times as tall as the "
            "largest one. Ask about one person or one conviction"
        )
    plan = planned(network.boxes, network.bonds, layout)
    wide, tall = ((side + 2 * MARGIN) / 72 * 2.54 for side in (plan.width, plan.height + 120))
    return (
        f"{count} boxes do not fit a sheet that can be read at a glance (at most {most}): they would need about "
        f"{wide:.0f} × {tall:.0f} cm{hint}. Or ask about one person or one conviction"
    )


def draw_network(
    network: Network, heading: tuple[str, str, str], sources: Sequence[Source], *, layout: Layout | None = None
) -> Figure:
    """Draw boxes and edges that are already in words.

    Args:
        network: what to draw.
        heading: the line above the title, the title, the line below it.
        sources: the numbered documents.
        layout: what finds the places of the boxes; Graphviz when None.
    """
    plan = planned(network.boxes, network.bonds, layout)
    width = max(plan.width + 2 * MARGIN, 560.0)
    top = heading_height(width, *heading) + 20
    below = top + plan.height + 22
    columns = source_columns(width)
    sheet = Sheet(width, below + 14 + sources_height(sources, width, columns) + MARGIN - 8, heading[1], "network")
    sheet.heading(*heading)
    _lines(sheet, plan, MARGIN, top)
    for box in plan.boxes:
        sheet.box(box.at(box.x + MARGIN, box.y + top))
    sheet.line([(MARGIN, below), (width - MARGIN, below)], RULE, 0.8)
    sheet.sources(below + 8, sources, columns)
    return sheet.figure


def _lines(sheet: Sheet, plan: Plan, x: float, y: float) -> None:
    for line in plan.lines:
        points = [(px + x, py + y) for px, py in line.points]
        name, bond = line.name, line.bond
        if line.head:
            sheet.arrow(points, bond.ink, name, width=bond.width)
        else:
            sheet.edge(points, bond.ink, name, width=bond.width)
    for label_ in plan.labels:
        style = Type(LABEL.size, colour=label_.bond.ink.line)
        sheet.text(label_.x + x, label_.y + y - style.line - 0.5, label_.bond.words, style, align=label_.align)
