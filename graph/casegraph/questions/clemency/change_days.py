"""The days on which an answer about convictions may change: only what the answer walks over is asked for its dates."""

from collections.abc import Iterable
from datetime import date, timedelta

from ... import cg
from ...view import CaseView, back, dates_of, step, widened
from ...vocabulary import Standing
from ..powers.coverage import ROLES
from ..supposed import view_of

__all__ = ["change_days"]


def change_days(graph: CaseView, convictions: Iterable[str], office: str | None) -> set[date]:
    """Every day on which something the answer rests on begins, ends or happens, and the day after each.

    The walk: conviction ← event; conviction → person, whose death counts; conviction → charge → act; conviction → law
    broken → sovereign ← power → office ← tenure; power ← policy. Terms that one source alone gives count too, as
    answers name them.

    Args:
        graph: the graph.
        convictions: IRIs of the convictions asked about.
        office: the office asked about, or None.
    """
    things: dict[str, None] = {}
    sovereigns: dict[str, None] = {}
    for conviction in convictions:
        view = view_of(graph, conviction)
        acts = (act for charge in step(view, conviction, cg.charge) for act in step(view, charge, cg.act))
        events = (event for key in (cg.conviction, cg.charge, cg.act) for event in back(view, conviction, key))
        things |= dict.fromkeys([conviction, *events, *step(view, conviction, cg.person), *acts])
        sovereigns |= dict.fromkeys(step(view, conviction, cg.lawBroken))
    view = graph
    powers = {power: None for sovereign in sovereigns for power in back(view, sovereign, cg.sovereign)}
    offices = {held: None for power in powers for role in ROLES for held in step(view, power, role)}
    if office is not None:
        offices[office] = None
        powers |= dict.fromkeys(back(view, office, cg.decider))
    wide = widened(view, Standing.ATTRIBUTED)
    things |= {**powers, **offices}
    things |= {policy: None for power in powers for policy in back(view, power, cg.power)}
    things |= {tenure: None for held in offices for tenure in back(wide, held, cg.office)}
    found = {
        day
        for thing in things
        for key in (cg.from_, cg.until, cg.date, cg.died)
        for when in dates_of(wide, thing, key)
        for day in (when.earliest, when.latest)
        if day is not None
    }
    return found | {day + timedelta(days=1) for day in found if day < date.max}
