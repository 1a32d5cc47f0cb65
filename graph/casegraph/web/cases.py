"""The list of cases, and the page of one: the answer first, then path, powers, timeline, network, sources, claims."""

from datetime import date

from ..errors import NoSuchThing
from ..page import case_sections, standing_answer
from ..page.anchors import SECTIONS
from ..words import attribute, escape, led
from .site import Page, Site, titled

__all__ = ["case_page", "cases_page"]


def cases_page(site: Site) -> Page:
    """Every case, with what it is about."""
    items = "".join(
        f"<li>{site.link(f'case/{name}', title)}<br><span class=q>{escape(site.about[name])}</span>"
        for name, title in site.titles.items()
    )
    data = [{"name": name, "title": title, "about": site.about[name]} for name, title in site.titles.items()]
    return Page("cases", "Cases", f"{titled('Cases')}<ul class=cases>{items}</ul>", data)


def case_page(site: Site, name: str, on: date | None = None) -> Page:
    """The page of a case on a day.

    Raises:
        NoSuchThing: there is no such case; carries near misses.
        CannotAnswer: the case says nothing yet.
    """
    if name not in site.titles:
        raise NoSuchThing("case", name, site.titles)
    day, view = on or site.day, site.graph.view
    answer = standing_answer(view, name, day)
    held = case_sections(view, name, answer, day, site.where)
    menu = "".join(f"<li><a href=#{part}>{SECTIONS[part]}</a>" for part, _ in held.parts)
    parts = f"<nav class=parts aria-label='Parts of this page'><ul>{menu}</ul></nav>"
    form = _day(site, f"case/{name}", day)
    body = f"{parts}{''.join(part for _, part in held.parts)}{form}"
    title = f"{led(answer)} {held.title}" if answer else held.title
    data = {"case": name, "title": held.title, "about": site.about.get(name, ""),
            "answer": answer.to_json() if answer else None}  # fmt: skip
    return Page(f"case/{name}", title, body, data, {"on": day.isoformat()}, kind="case")


def _day(site: Site, path: str, day: date) -> str:
    """The field that asks the same of another day."""
    if not site.addresses.live:
        return ""
    address = attribute(site.addresses.to(path))
    return (
        f'<form class=day action="{address}"><p><label for=day>The same on another day</label>'
        f'<input id=day name=on type=date required value="{day.isoformat()}"></p><p><button>Show</button></p></form>'
    )
