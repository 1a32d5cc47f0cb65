"""What every page of a site has around it: head, menu, search, footer; and the files that all pages share."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from ..page.document import asset
from ..words import attribute, escape
from .site import Page, Site

__all__ = ["ASSETS", "document"]

_MENU = (
    ("", "Ask"),
    ("cases", "Cases"),
    ("jurisdictions", "Jurisdictions"),
    ("queries", "Queries"),
    ("sparql", "SPARQL"),
    ("batch", "Table"),
)
"""Path of a page → what the menu calls it."""


def document(site: Site, page: Page) -> str:
    """The whole page as one HTML document, which fetches only the site's own style sheet and script.

    Examples:
        >>> import casegraph
        >>> from datetime import date
        >>> site = Site(casegraph.load("derek-chauvin"), date(2026, 1, 1))
        >>> document(site, Page("x", "A <title>", "<h1>Here</h1>", {}))[:15]
        '<!doctype html>'
    """
    to = site.addresses.to
    menu = "".join(_item(site, path, words, page) for path, words in _MENU)
    other = (
        ""
        if not site.addresses.live
        else "".join(
            f'<link rel=alternate type="{kind}" href="{attribute(to(page.path, **page.asked, format=form))}">'
            for kind, form in _forms(page)
        )
    )
    listed = to("assets/names.js") if page.kind == "search" and not site.addresses.live else ""
    names = f'<script src="{attribute(listed)}"></script>' if listed else ""
    return f"""<!doctype html>
<html lang=en>
<head>
<meta charset=utf-8>
<meta name=viewport content="width=device-width, initial-scale=1">
<meta name=color-scheme content="light dark">
<link rel=icon href="data:,">
<link rel=stylesheet href="{attribute(to("assets/site.css"))}">
{other}
<title>{attribute(page.title)}</title>
</head>
<body class={page.kind}>
<a class=skip href=#main>Skip to the content</a>
<header><p>{site.link("", "casegraph")}</p><nav aria-label="This site"><ul>{menu}</ul></nav>{_search(site)}</header>
<main id=main>{page.body}</main>
<footer><p>Research material, not legal advice. Every line leads to claims and their sources; made with casegraph from
facts marked by hand. Wording is casegraph's own; a passage quotes at most eight words.</p></footer>
{names}<script src="{attribute(to("assets/site.js"))}"></script>
</body>
</html>
"""


def _forms(page: Page) -> tuple[tuple[str, str], ...]:
    """The other forms that a server gives a page in."""
    linked = (("text/turtle", "ttl"), ("application/ld+json", "jsonld")) if page.path.startswith("id/") else ()
    return (("application/json", "json"), *linked)


def _item(site: Site, path: str, words: str, page: Page) -> str:
    address = site.addresses.to(path)
    here = " aria-current=page" if path == page.path else ""
    return f'<li><a href="{attribute(address)}"{here}>{escape(words)}</a>' if address else ""


def _search(site: Site) -> str:
    address = site.addresses.to("search")
    if not address:
        return ""
    return (
        f'<form class=find role=search action="{attribute(address)}"><label for=find-q>Find</label> '
        "<input id=find-q name=q type=search maxlength=200 autocomplete=off> <button>Search</button></form>"
    )


@cache
def _style() -> bytes:
    return f"{asset('page.css')}\n{_own('site.css')}".encode()


@cache
def _script() -> bytes:
    return f"{asset('page.js')}\n{_own('site.js')}".encode()


def _own(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


ASSETS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "assets/site.css": ("text/css", _style),
    "assets/site.js": ("text/javascript", _script),
}
"""Path of a file that pages share → its kind, and what gives it."""
