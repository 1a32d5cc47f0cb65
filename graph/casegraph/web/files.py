"""A site as files: every page of some cases with relative links, and a list of names to search."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..errors import NoSuchThing
from ..queries.catalogue import catalogue
from .answers import start_page
from .cases import case_page, cases_page
from .law import jurisdictions_page
from .queries import queries_page, query_page
from .search import Hit, every_name, search_page
from .shell import ASSETS, document
from .site import OnDisk, Page, Site
from .things import thing_page

__all__ = ["site_files"]

_NAMES = "assets/names.js"


@dataclass(frozen=True, slots=True)
class _Layout:
    """A page to be written: its path, and what makes it."""

    path: str
    make: Callable[[Site], Page]


def site_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Each file of the site: its name below the folder, and its content; the same graph and day give the same bytes.

    Args:
        site: the graph and the day; how its links are written is set here.

    Examples:
        >>> import casegraph
        >>> from datetime import date
        >>> files = dict(site_files(Site(casegraph.load("derek-chauvin"), date(2026, 1, 1))))
        >>> "case/derek-chauvin.html" in files, "index.html" in files
        (True, True)
    """
    names = every_name(site)
    plans = list(_plans(site, names))
    known = frozenset({plan.path for plan in plans} | set(ASSETS) | {_NAMES})
    for path, (_, give) in ASSETS.items():
        yield path, give()
    yield _NAMES, _listed(site, names)
    for plan in plans:
        here = replace(site, addresses=OnDisk(plan.path, known))
        try:
            page = plan.make(here)
        except NoSuchThing:  # a subject of which only another file's claim speaks
            continue
        yield f"{plan.path or 'index'}.html", document(here, page).encode()


def _plans(site: Site, names: list[Hit]) -> Iterator[_Layout]:
    yield _Layout("", start_page)
    yield _Layout("cases", cases_page)
    yield _Layout("jurisdictions", lambda here: jurisdictions_page(replace(here, graph=here.graph.complete())))
    yield _Layout("search", lambda here: search_page(here, ""))
    yield _Layout("queries", queries_page)
    for name in catalogue():
        yield _Layout(f"queries/{name}", lambda here, name=name: query_page(here, name, {}))  # type: ignore[misc]
    for name in site.titles:
        yield _Layout(f"case/{name}", lambda here, name=name: case_page(here, name))  # type: ignore[misc]
    paths = sorted({each.path for each in names if each.path.startswith("id/")})
    for path in [*paths, *_disputed(site)]:
        yield _Layout(path, lambda here, path=path: thing_page(here, path.removeprefix("id/")))  # type: ignore[misc]


def _disputed(site: Site) -> list[str]:
    """The claims that stand beside others: a thing's page leads to them."""
    held = (claim for claim in site.graph.store.claims() if claim.conflicts)
    return sorted({f"id/{iri.rpartition('/id/')[2]}" for claim in held for iri in (claim.iri, *claim.conflicts)})


def _listed(site: Site, names: list[Hit]) -> bytes:
    """The list of names as a script, for a page on disk may read no other file; seen from the page of search."""
    address = OnDisk("search", frozenset(each.path for each in names))
    rows = [[each.name, " · ".join(filter(None, (each.kind, site.titles.get(each.case, "")))), address.to(each.path)]
            for each in names]  # fmt: skip
    return f"window.casegraphNames = {json.dumps(rows, ensure_ascii=True, separators=(',', ':'))};\n".encode()
