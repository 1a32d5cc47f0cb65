"""Search over names and labels of things, documents and cases."""

from collections.abc import Iterator
from typing import NamedTuple

from ..view import label
from ..vocabulary import CLASSES, ID, fold, local, shorten
from ..words import attribute, escape, plural
from .site import Page, Site, case_of, path_of, titled

__all__ = ["Hit", "every_name", "search_page"]

_MOST = 60


class Hit(NamedTuple):
    """Something with a page: its name, what it is, the case it belongs to, its path."""

    name: str
    kind: str
    case: str
    path: str


def search_page(site: Site, words: str) -> Page:
    """What bears a name with these words: exact names first, then all words, then the beginnings of names."""
    found = list(dict.fromkeys(_found(site, words)))[: _MOST + 1] if words.strip() else []
    items = "".join(
        f"<li>{site.link(each.path, each.name)} <span class=q>{escape(each.kind)}"
        f"{' · ' + escape(site.titles.get(each.case, '')) if each.case in site.titles else ''}</span>"
        for each in found[:_MOST]
    )
    box = (
        f'<form class=ask id=search role=search action="{attribute(site.addresses.to("search"))}"><p>'
        f"<label for=s>Names of people, convictions, courts, offices, documents</label><input id=s name=q type=search "
        f'maxlength=200 value="{attribute(words)}" autocomplete=off></p><p><button>Search</button></p></form>'
    )
    more = " The first of them:" if len(found) > _MOST else ""
    count = plural(min(len(found), _MOST), "thing")
    told = f"<p id=count role=status>{count} found.{more}" if words.strip() else "<p id=count role=status>"
    asks = f"<p>Is it a question? {site.link('ask', f'Ask: {words}', q=words)}" if " " in words.strip() else ""
    asks = asks if site.addresses.live else ""
    body = f"{titled('Search')}{box}{told}<ul id=found class=cases>{items}</ul>{asks}"
    data = [each._asdict() for each in found[:_MOST]]
    return Page("search", f"Search: {words}" if words else "Search", body, data, {"q": words}, kind="search")


def _found(site: Site, words: str) -> Iterator[Hit]:
    key = fold(words[:200])
    if not key:
        return
    for name, title in site.titles.items():
        if all(word in fold(title).split() for word in key.split()):
            yield Hit(title, "case", name, f"case/{name}")
    store = site.graph.store
    for by in ("name", "words", "start"):
        iris = store.look_up(key, by, _MOST + 1)
        documents = {source.iri: source.label for source in store.sources(iris)}
        for iri in iris:
            if path_of(iri):
                kind = "document" if iri in documents else _kind(site, iri)
                yield Hit(documents.get(iri) or _name(site, iri), kind, case_of(iri), path_of(iri))


def _kind(site: Site, iri: str) -> str:
    """What a thing is; only by report where nothing of it is established."""
    held = list(site.graph.store.claims(about=[iri]))
    kinds = [local(claim.text) for claim in held if claim.key == "rdf:type" and claim.standing.asserted]
    kind = next((kind for kind in CLASSES if kind in kinds), next(iter(sorted(kinds)), ""))
    return kind.lower() or "only by report or in dispute"


def _name(site: Site, iri: str) -> str:
    name = label(site.graph.view, iri)
    if name != local(iri):
        return name
    said = (c.text for c in site.graph.store.claims(about=[iri]) if shorten(c.predicate) == "rdfs:label")
    return next(said, name)


def every_name(site: Site) -> list[Hit]:
    """Everything that has a page of its own, sorted: cases, things of which something is said, documents."""
    store = site.graph.store
    found = {Hit(title, "case", name, f"case/{name}") for name, title in site.titles.items()}
    found |= {Hit(each.label, "document", case_of(each.iri), path_of(each.iri)) for each in store.sources()
              if path_of(each.iri)}  # fmt: skip
    for iri in dict.fromkeys(claim.subject for claim in store.claims()):
        if iri.startswith(ID) and path_of(iri):
            found.add(Hit(_name(site, iri), _kind(site, iri), case_of(iri), path_of(iri)))
    return sorted(found)
