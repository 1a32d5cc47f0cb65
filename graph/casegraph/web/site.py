"""A site over a graph: its pages as values, and how they lead to the things of the graph."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from ..dates import When, in_words
from ..display import Block, Sources, as_html
from ..errors import NoSuchThing
from ..graph import Graph
from ..page.anchors import Anchors
from ..page.claims import source_list
from ..page.facts import PageFacts
from ..rdf import case_graph
from ..vocabulary import ID
from ..words import attribute, escape

__all__ = ["Addresses", "OnDisk", "OnServer", "Page", "Site", "case_of", "path_of", "section", "titled"]


class Addresses(Protocol):
    """How one outlet writes the address of a page."""

    live: bool
    """Can a reader ask something new, or are the pages finished?"""

    def to(self, path: str, **asked: str) -> str:
        """The address of the page at `path` below the site, with what is asked of it; "" where it is not there."""


class OnServer:
    """Addresses of a server.

    Examples:
        >>> OnServer().to("ask", q="Who?"), OnServer().to("")
        ('/ask?q=Who%3F', '/')
    """

    live = True

    def to(self, path: str, **asked: str) -> str:
        """From the root of the server; every page is there."""
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"/{quote(path)}{query and '?'}{query}"


@dataclass(frozen=True, slots=True)
class OnDisk:
    """Addresses of files, seen from one of them.

    Attributes:
        seen: the path of the page that the links stand on.
        known: the paths of all pages.

    Examples:
        >>> site = OnDisk("id/US-WI", {"", "id/US", "id/US-WI"})
        >>> site.to("id/US"), site.to(""), site.to("ask", q="Who?")
        ('../id/US.html', '../index.html', '')
    """

    seen: str
    known: Collection[str]
    live = False

    def to(self, path: str, **asked: str) -> str:
        """From the folder of the page; what is asked is left out, for a file answers nothing."""
        if path not in self.known:
            return ""
        file = path if path.startswith("assets/") else f"{path or 'index'}.html"
        return "../" * self.seen.count("/") + quote(file)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site.

    Attributes:
        path: its address below the site, without what is asked of it.
        title: what it tells, in a line.
        body: what stands in its main part, in HTML.
        data: the same as values of JSON.
        asked: what is asked of it, as its permanent address says it.
        status: how a server answers: 200, or 404 where nothing is there.
        kind: names the page for its style sheet.
    """

    path: str
    title: str
    body: str
    data: Any
    asked: dict[str, str] = field(default_factory=dict)
    status: int = 200
    kind: str = "text"


@dataclass(frozen=True)
class Site:
    """A graph and where its pages are.

    Attributes:
        graph: all that is told, with every authority.
        day: the day a page is for when it does not say.
        addresses: how links are written.
    """

    graph: Graph
    day: date
    addresses: Addresses = field(default_factory=OnServer)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Name → title of every case."""
        return self.graph.titles()

    @cached_property
    def about(self) -> dict[str, str]:
        """Name → what its file says of a case in a sentence or two, or ""."""
        held = {source.iri: source.get("note") for source in self.graph.store.sources(map(case_graph, self.titles))}
        return {name: held.get(case_graph(name), "") for name in self.titles}

    def link(self, path: str, words: str, **asked: str) -> str:
        """The words as a link to a page of the site; the bare words where it has none."""
        address = self.addresses.to(path, **asked)
        return f'<a href="{attribute(address)}">{escape(words)}</a>' if address else escape(words)

    def where(self, iri: str) -> str:
        """The address of the page of a thing, a document or a claim; "" where there is none."""
        path = path_of(iri)
        return self.addresses.to(path) if path else ""

    def anchors(self, sources: Iterable[Any] = ()) -> Anchors:
        """What writes links and marks; the documents of an answer keep their numbers."""
        held = list(sources)
        numbers = {each.source: number for number, each in enumerate(held, 1)}
        known = {each.source: (each.label, each.url) for each in held}
        return Anchors(PageFacts(self.graph.view, "", "", "", {}, {}, numbers, {}, known), self.where)

    def told(self, blocks: Iterable[Block], anchors: Anchors) -> str:
        """Blocks of a result in HTML; its list of sources stands where `documents` writes it."""
        return as_html((each for each in blocks if not isinstance(each, Sources)), anchors)

    def documents(self, anchors: Anchors) -> str:
        """The numbered list of the documents cited so far."""
        held = anchors.facts.documents
        return section("sources", "Sources", source_list(held, anchors)) if held else ""

    def missing(self, path: str, error: NoSuchThing, words: str = "") -> Page:
        """The page for what is not there, with near misses."""
        near = "".join(f"<li>{self.link('search', name, q=name)}" for name in error.near)
        more = f"<p>Did you mean:<ul>{near}</ul>" if near else ""
        look = f"<p>{self.link('search', 'Search all names')}" if self.addresses.to("search") else ""
        body = f"<h1>{escape(words or str(error))}</h1>{more}{look}"
        return Page(path, "Not here", body, {"error": str(error), "near": list(error.near)}, status=404)


def path_of(iri: str) -> str:
    """Where the page of a thing is below the site; "" for what has none: passages, graphs and terms of the ontology.

    Examples:
        >>> path_of("https://w3id.org/casegraph/id/US-WI"), path_of("https://example.org/")
        ('id/US-WI', '')
    """
    rest = iri.removeprefix(ID) if iri.startswith(ID) else ""
    return f"id/{rest}" if rest and not rest.startswith(("passage/", "graph/")) else ""


def case_of(iri: str) -> str:
    """The name of the case a thing belongs to, or "" for what all cases share.

    Examples:
        >>> case_of("https://w3id.org/casegraph/id/avery-dassey/steven-avery")
        'avery-dassey'
    """
    head, slash, _ = iri.removeprefix(ID).partition("/")
    return head if slash and head != "claim" else ""


def section(name: str, title: str, inner: str, sub: str = "") -> str:
    """A part of a page under its own heading; the texts are HTML already, the title is not."""
    below = f"<p class=sub>{sub}</p>" if sub else ""
    return f"<section id={name} aria-labelledby={name}-h><h2 id={name}-h>{escape(title)}</h2>{below}{inner}</section>"


def titled(title: str, day: date | None = None, kicker: str = "") -> str:
    """The heading of a page, with the day it is for."""
    above = f"<p class=kicker>{kicker}</p>" if kicker else ""
    stamp = f"<p class=asof>As of <time datetime={day.isoformat()}>{in_words(When.day(day))}</time></p>" if day else ""
    long = " class=long" if len(title) > 100 else ""
    return f"{above}<h1{long}>{escape(title)}</h1>{stamp}"
