"""Which page answers which address, and in which form: HTML, JSON, Turtle or JSON-LD."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from ..dates import as_day
from ..errors import CannotAnswer, CasegraphError, NoSuchThing, did_you_mean
from ..web import Page, Site
from ..web.answers import answer_page, start_page
from ..web.cases import case_page, cases_page
from ..web.law import jurisdictions_page
from ..web.linked import as_jsonld, as_turtle
from ..web.queries import queries_page, query_page
from ..web.search import search_page
from ..web.shell import document
from ..web.site import titled
from ..web.things import thing_page
from ..words import escape

__all__ = ["FORMS", "page_at", "rendered"]

FORMS = {
    "html": "text/html",
    "json": "application/json",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
"""Form of a page → its media type."""
Given = Mapping[str, str]


def _day(given: Given) -> date | None:
    return as_day(given["on"]) if given.get("on") else None


_PAGES: dict[str, Callable[[Site, Given], Page]] = {
    "": lambda site, given: start_page(site),
    "ask": lambda site, given: answer_page(site, given.get("q", "").strip(), given.get("on", "").strip()),
    "cases": lambda site, given: cases_page(site),
    "jurisdictions": lambda site, given: jurisdictions_page(site, _day(given)),
    "search": lambda site, given: search_page(site, given.get("q", "")),
    "queries": lambda site, given: queries_page(site),
}
_BELOW: dict[str, Callable[[Site, str, Given], Page]] = {
    "case": lambda site, name, given: case_page(site, name, _day(given)),
    "id": lambda site, name, given: thing_page(site, name, _day(given)),
    "queries": lambda site, name, given: query_page(site, name, dict(given)),
}


def page_at(site: Site, path: str, given: Given) -> Page:
    """The page at a path below the root, with what is asked of it; a page that says so where there is none.

    Args:
        site: whose page.
        path: without the first slash.
        given: what is asked: q, on, and the parameters of a query.
    """
    room, slash, name = path.partition("/")
    try:
        if path in _PAGES:
            return start_page(site) if path == "ask" and not given.get("q", "").strip() else _PAGES[path](site, given)
        if slash and name and room in _BELOW:
            return _BELOW[room](site, name, given)
    except NoSuchThing as error:
        return site.missing(path, error)
    except CasegraphError as error:
        lines = "".join(f"<p>{escape(line)}" for line in str(error).split("\n"))
        status = 422 if isinstance(error, CannotAnswer) else 400
        return Page(path, "No answer", f"{titled('No answer')}{lines}", {"error": str(error)}, status=status)
    return _nowhere(site, path)


def _nowhere(site: Site, path: str) -> Page:
    """An unknown address: pages of a like name, and a search for its last word."""
    pages = [*(page for page in _PAGES if page), "sparql", "batch", *(f"case/{name}" for name in site.titles)]
    last = path.rstrip("/").rpartition("/")[2]
    near = did_you_mean(path, pages) or [f"case/{name}" for name in did_you_mean(last, site.titles)]
    items = "".join(f"<li>{site.link(each, f'/{each}')}" for each in near)
    body = (
        f"{titled('There is no such page')}<p>Nothing is at <code>/{escape(path)}</code>."
        + (f"<p>Did you mean:<ul>{items}</ul>" if items else "")
        + (f"<p>{site.link('search', f'Search for “{last}”', q=last)}" if last else "")
    )
    return Page(path, "There is no such page", body, {"error": "no such page", "near": near}, status=404)


def rendered(site: Site, page: Page, form: str) -> tuple[str, bytes]:
    """A page in one of its forms: media type and content; what has no triples is JSON where they are asked for."""
    if page.path.startswith("id/") and page.status == 200 and form in ("ttl", "jsonld"):
        give = as_turtle if form == "ttl" else as_jsonld
        return FORMS[form], give(site, page.path.removeprefix("id/"))
    if form == "html":
        return FORMS[form], document(site, page).encode()
    return FORMS["json"], (json.dumps(page.data, ensure_ascii=False, indent=2) + "\n").encode()
