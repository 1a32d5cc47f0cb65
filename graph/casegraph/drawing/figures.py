"""Every kind of figure by name: what is to be drawn is given as a person would type it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from .. import cg
from ..errors import CannotAnswer, NoSuchThing, UsageError
from ..questions import Answer
from ..questions.clemency.walk import KINDS, clemency
from ..questions.naming.names import find, find_convictions
from ..questions.naming.offices import find_office
from ..questions.supposed import with_said
from ..view import CaseView, back, types
from ..vocabulary import CLASSES, ID
from .map.figure import case_map, map_figure
from .network.facts import case_focus
from .network.figure import network_figure
from .paint.figure import Painted
from .path.figure import path_figure
from .power import power_figure
from .scope import cases_in, convictions_in, is_case
from .sheet import Sheet, sheet_of
from .timeline.figure import timeline_figure

__all__ = ["FIGURES", "Options", "Wanted", "draw"]


class Options(TypedDict, total=False):
    """What may be said of a figure.

    Attributes:
        authority: for path, network and power: an office asked about, by id or name.
        landscape: for timelines: from left to right instead of downwards.
        poster: everything, however large the sheet.
        title: what stands at the top instead of the answer.
        width: as printed or shown: 85mm, 180mm, 1200px; a laptop screen when left out.
        sources: how they are listed: none, short, full; as fully as the height allows when left out.
        rows: at most so many rows, or convictions; what fits when left out.
        clemency: for maps: the kind of clemency.
        tells: for maps: decider, board or law.
        compared_with: for maps: another day.
    """

    authority: str
    landscape: bool
    poster: bool
    title: str | None
    width: str | None
    sources: str | None
    rows: int | None
    clemency: str | None
    tells: str
    compared_with: date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a figure is asked to show.

    Attributes:
        what: a case, person, conviction or other thing, by id or name.
        on: the day.
        authority: an office asked about, by id or name, or "".
        landscape: for a timeline: from left to right.
        poster: everything, however large the sheet.
        title: what stands at the top instead of the answer, or None.
        width, sources, rows: of the sheet, as `sheet_of` takes them.
        clemency, tells, compared_with: of a map, as `map_figure` takes them.
    """

    what: str
    on: date
    authority: str = ""
    landscape: bool = False
    poster: bool = False
    title: str | None = None
    width: str | None = None
    sources: str | None = None
    rows: int | None = None
    clemency: str | None = None
    tells: str = "decider"
    compared_with: date | None = None

    @property
    def sheet(self) -> Sheet:
        """What it is drawn for."""
        return sheet_of(self.width, self.sources, self.rows, poster=self.poster)


def draw(
    kind: str,
    view: CaseView,
    what: str,
    on: date,
    **options: Unpack[Options],
) -> Painted:
    """Draw a figure of the kind `timeline`, `path`, `network`, `power` or `map`.

    Args:
        kind: one of `FIGURES`.
        view: the graph.
        what: a case (`avery-dassey`), person, conviction or, for a network, any thing, by id or name; for a map also ""
            for the whole country.
        on: the day.
        options: see `Options`.

    Returns:
        A figure; write it with `save`, measure it with `audit`.

    Raises:
        UsageError: no such kind of figure.
        NoSuchThing: nothing is called so; carries near misses.
        CannotAnswer: there is nothing to draw, or too much for a sheet.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("avery-dassey")
        >>> draw("power", graph.view, "Brendan Dassey", date(2016, 1, 8), authority="US-president").get_label()
        'No. The President cannot grant clemency to Brendan Dassey.'
    """
    if kind not in FIGURES:
        raise UsageError(f"there is no figure {kind!r}; known: {', '.join(FIGURES)}")
    return FIGURES[kind](view, Wanted(what, on, **options))


def _timeline(view: CaseView, wanted: Wanted) -> Painted:
    about = wanted.what
    if not is_case(view, about):
        thing = _found(_with_said(view, about), about)
        about = thing if cg.Person in types(view, thing) else thing[len(ID) :].partition("/")[0]
    return timeline_figure(view, about, wanted.on, title=wanted.title, landscape=wanted.landscape,
                           poster=wanted.poster, sheet=wanted.sheet)  # fmt: skip


def _answer(view: CaseView, wanted: Wanted) -> Answer:
    if is_case(view, wanted.what):
        convictions = convictions_in(view, wanted.what)
        if not convictions:
            raise CannotAnswer(f"the case {wanted.what!r} records no conviction to draw")
    else:
        _found(_with_said(view, wanted.what), wanted.what, "Person", "Conviction")
        convictions = find_convictions(view, wanted.what)
    if wanted.clemency is not None and wanted.clemency not in KINDS:
        raise UsageError(f"unknown kind of clemency {wanted.clemency!r}; known: {', '.join(KINDS)}")
    office = _office(view, wanted, convictions)
    return clemency(view, convictions, wanted.on, kind=wanted.clemency, office=office)


def _with_said(view: CaseView, what: str) -> CaseView:
    """The graph with the convictions of a case or person that only a source reports, as if it were right."""
    try:
        return with_said(view, convictions_in(view, what) if is_case(view, what) else find_convictions(view, what))
    except (NoSuchThing, UsageError):
        return view


def _office(view: CaseView, wanted: Wanted, convictions: Collection[str]) -> str | None:
    return find_office(view, wanted.authority, convictions, wanted.on) if wanted.authority else None


def _path(view: CaseView, wanted: Wanted) -> Painted:
    return path_figure(_answer(view, wanted), view=view, title=wanted.title, sheet=wanted.sheet)


def _power(view: CaseView, wanted: Wanted) -> Painted:
    return power_figure(_answer(view, wanted), title=wanted.title, sheet=wanted.sheet)


def _map(view: CaseView, wanted: Wanted) -> Painted:
    if not wanted.what:
        return map_figure(view, wanted.on, kind=wanted.clemency or "pardon", what=wanted.tells,
                          compared_with=wanted.compared_with, title=wanted.title, sheet=wanted.sheet)  # fmt: skip
    if wanted.compared_with is not None or wanted.tells != "decider":
        raise UsageError("a map of a case tells who decides, on one day: leave out the other day and what to tell")
    return case_map(view, _answer(view, wanted), title=wanted.title, sheet=wanted.sheet)


def _network(view: CaseView, wanted: Wanted) -> Painted:
    view = _with_said(view, wanted.what)
    focus = case_focus(view, wanted.what)
    if not focus:
        if is_case(view, wanted.what) and not _is_thing(view, wanted.what):
            raise CannotAnswer(f"the case {wanted.what!r} records nobody and nothing to draw")
        focus = [_found(view, wanted.what)]
    office = _office(view, wanted, {node for each in focus for node in (each, *back(view, each, cg.person))})
    return network_figure(
        view, focus, wanted.on, office=office, poster=wanted.poster, title=wanted.title, sheet=wanted.sheet
    )


def _is_thing(view: CaseView, what: str) -> bool:
    return bool(types(view, f"{ID}{what}"))


def _found(view: CaseView, what: str, *classes: str) -> str:
    """The thing of that name; the names of cases are near misses too."""
    try:
        return find(view, what, *(classes or CLASSES))
    except NoSuchThing as error:
        if classes:
            return find_convictions(view, what)[0]
        raise NoSuchThing("case or thing", what, [*cases_in(view), *error.near]) from error


FIGURES: dict[str, Callable[[CaseView, Wanted], Painted]] = {
    "timeline": _timeline,
    "path": _path,
    "network": _network,
    "power": _power,
    "map": _map,
}
"""Kind → function that draws it. A further kind is a further row."""
