"""The jurisdictions: who decides on clemency for offences against each, on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from ..dates import NotADate, Ternary, When
from ..drawing.map.tiles import Tile, places
from ..errors import NoSuchThing
from ..questions.law.arrangements import Arrangement, arrangements
from ..questions.powers.table import PowerRow, power_rows
from ..vocabulary import thing
from ..words import ARRANGEMENTS, DOUBTS, attribute, escape, listed
from .site import Page, Site, section, titled

__all__ = ["jurisdictions_page"]

_HEADS = ("Jurisdiction", "May grant", "Over which convictions", "Who decides", "Legal basis")


def jurisdictions_page(site: Site, on: date | None = None) -> Page:
    """Every jurisdiction with its powers that are in force on a day."""
    day = on or site.day
    held: dict[str, list[PowerRow]] = {}
    for row in power_rows(site.graph.view):
        if _in_force(row, day) is not Ternary.NO:
            held.setdefault(row.jurisdiction, []).append(row)
    heads = "".join(f"<th scope=col>{head}" for head in _HEADS)
    order = sorted(held, key=lambda name: (name != "US", held[name][0].name))
    rows = "".join(f"<tbody>{''.join(_rows(site, held[name], day))}</tbody>" for name in order)
    table = (
        "<div class=scroll role=region aria-label='Jurisdictions' tabindex=0><table class=law>"
        "<caption>Who decides on clemency, by whose law was broken. A rule that is disputed or known by one source "
        f"says so.</caption><thead><tr>{heads}</thead>{rows}</table></div>"
    )
    tiles = _arranged(site, day)
    body = (
        f"{titled('Who may grant clemency, jurisdiction by jurisdiction', day)}{_form(site, day)}"
        f"{_map(site, tiles) if tiles else ''}{section('rules', 'Rule by rule', table)}"
    )
    data = {
        "on": day.isoformat(),
        "map": [{"id": own.id, "decider": own.decider, "standing": own.standing, "told": own.told, "said": own.said}
                for own in tiles],
        "rules": [{key: getattr(row, key) for key in PowerRow.__slots__} for name in order for row in held[name]],
    }  # fmt: skip
    return Page("jurisdictions", "Jurisdictions", body, data, {"on": day.isoformat()})


def _form(site: Site, day: date) -> str:
    if not site.addresses.live:
        return ""
    address = attribute(site.addresses.to("jurisdictions"))
    return (
        f'<form class=day action="{address}"><p><label for=day>On another day</label>'
        f'<input id=day name=on type=date required value="{day.isoformat()}"></p><p><button>Show</button></p></form>'
    )


def _arranged(site: Site, day: date) -> list[Arrangement]:
    """Who decides on a pardon in each jurisdiction of the map; none where the graph does not hold the law of all."""
    try:
        return list(arrangements(site.graph.view, day, "pardon"))
    except NoSuchThing:
        return []


def _map(site: Site, found: Sequence[Arrangement]) -> str:
    """A tile for each jurisdiction, where it lies, with its class as sign and colour; each leads to its page."""
    told = {own.id: own for own in found}
    tiles = "".join(_tile(site, told[name], place) for name, place in places().items() if name in told)
    kinds = ARRANGEMENTS["decider"]
    legend = "".join(
        f"<li><span class='tile t-{key}'>{words.sign}</span> {escape(words.legend)} ({len(members)}): "
        f"{escape(', '.join(own.code for own in members))}"
        for key, words in kinds.items()
        if (members := [own for own in found if own.decider == key])
    )
    note = "Over convictions of which nothing else is known. Slanted: by one source alone; ? : more is claimed."
    inner = f"<ul class=tiles>{tiles}</ul><ul class=legend>{legend}</ul>"
    return section("map", "Who decides on a pardon", inner, note)


def _tile(site: Site, own: Arrangement, place: Tile) -> str:
    words = ARRANGEMENTS["decider"][own.decider]
    doubt = own.standing in DOUBTS and own.decider != "disputed"
    sign = words.sign + (" ?" if own.said and own.decider != "disputed" else "")
    mark = f" ({DOUBTS[own.standing]})" if doubt else ""
    title = attribute("; ".join([f"{own.name}: {listed(own.told) if own.told else words.legend}{mark}", *own.said]))
    inner = f"<b>{escape(own.code)}</b><span aria-hidden=true>{sign}</span>"
    address = site.addresses.to(f"id/{own.id}")
    style = f"tile t-{own.decider}{' by-one' if doubt else ''}"
    if address:
        attributes = f'href="{attribute(address)}" title="{title}" aria-label="{title}"'
        shown = f'<a class="{style}" {attributes}>{inner}</a>'
    else:
        shown = f'<span class="{style}" title="{title}">{inner}<span class=unseen>{title}</span></span>'
    return f'<li class="r{place.row} c{place.column}">{shown}'


def _in_force(row: PowerRow, day: date) -> Ternary:
    """Was the rule in force? A vague beginning or end leaves it open, and the row stays."""
    on = When.day(day)
    found = [~When.parse(row.start).after(on)] if _dated(row.start) else []
    found += [When.parse(row.until).after(on)] if _dated(row.until) else []
    return Ternary.NO if Ternary.NO in found else Ternary.UNKNOWN if Ternary.UNKNOWN in found else Ternary.YES


def _dated(text: str) -> bool:
    try:
        return bool(text) and When.parse(text) is not None
    except NotADate:
        return False


def _rows(site: Site, rows: Iterable[PowerRow], day: date) -> Iterable[str]:
    """The rows of one jurisdiction; its name stands before the first."""
    held = list(rows)
    for index, row in enumerate(held):
        name = site.link(f"id/{row.jurisdiction}", row.name)
        head = f"<th scope=rowgroup rowspan={len(held)}>{name}" if index == 0 else ""
        decides = escape(row.decides)
        others = f"<br><span class=q>{escape(row.others)}</span>" if row.others else ""
        marks = [] if row.standing == "settled" else [row.standing]
        marks += ["whether in force that day is not certain"] if _in_force(row, day) is Ternary.UNKNOWN else []
        doubt = f" <b class=no>{escape('; '.join(marks))}</b>" if marks else ""
        tone = " class=doubt" if row.standing != "settled" else ""
        power = site.link(f"id/{_path(row)}", row.kinds or row.power)
        yield (f"<tr{tone}>{head}<td>{power}{doubt}<td>{escape(row.convictions)}<td>{decides}{others}"
               f"<td>{escape(row.basis)}")  # fmt: skip


def _path(row: PowerRow) -> str:
    return thing(row.power).rpartition("/id/")[2]
