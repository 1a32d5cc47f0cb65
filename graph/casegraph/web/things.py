"""The page of a thing: its facts, what is only claimed of it, what is disputed; likewise of a document and a claim."""

from datetime import date
from typing import Any

from .. import cg
from ..display import Lead, Paragraph, Section
from ..errors import CasegraphError, NoSuchThing
from ..page.document import opening
from ..questions import Answer
from ..questions.clemency.walk import clemency
from ..questions.record.show import Shown, ToldClaim, show, told_claims
from ..records.claim import Source
from ..view import back, step
from ..vocabulary import ID, expand, fold, local
from ..words import escape, linkable
from .site import Page, Site, case_of, path_of, section, titled

__all__ = ["claim_page", "document_page", "thing_page"]

_MOST = 400
"""Claims of a document or a thing that one page tells; a sovereign has one for every conviction."""


def thing_page(site: Site, name: str, on: date | None = None) -> Page:
    """The page of what has the id `name`: a thing, a document or a claim.

    Raises:
        NoSuchThing: nothing has it; carries near misses.
    """
    iri = ID + name
    if name.startswith("claim/"):
        return claim_page(site, iri)
    documents = site.graph.store.sources([iri])
    if documents:
        return document_page(site, documents[0])
    try:
        shown = show(site.graph.view, iri)
    except NoSuchThing as error:
        raise NoSuchThing("thing", local(name), _near(site, name)) from error
    return _shown_page(site, shown, on or site.day)


def _near(site: Site, name: str) -> list[str]:
    """Ids like the one asked for."""
    key = fold(local(name))
    found = [iri for by in ("name", "words", "start") for iri in site.graph.store.look_up(key, by, 20)]
    if found:
        return [local(iri) for iri in found]
    try:
        site.graph.find(local(name))
    except NoSuchThing as error:
        return error.near
    except CasegraphError:
        return []
    return []


def _shown_page(site: Site, shown: Shown, day: date) -> Page:
    lead, *rest = shown.blocks()
    assert isinstance(lead, Lead)
    case = case_of(shown.id)
    within = site.link(f"case/{case}", site.titles[case]) if case in site.titles else ""
    kinds = escape(", ".join(shown.classes))
    answer = _answer(site, shown, day)
    anchors = site.anchors(answer.sources if answer else ())
    told = opening(answer, anchors) if answer else ""
    notes = "".join(f"<p class=note>{escape(str(each.words))}" for each in lead.below)
    cut = [_cut(each) if isinstance(each, Section) else each for each in rest]
    name = f"<p class=sub>Id <code>{escape(local(shown.id))}</code>{f' · part of {within}' if within else ''}"
    heading = titled(shown.label, kicker=kinds)
    if told:
        told = told.replace("<h1", "<h2").replace("</h1>", "</h2>").replace("<section id=answer", "<section id=now")
    body = f"{heading}{name}{notes}{told}<div class=facts>{site.told(cut, anchors)}</div>"
    body += f"{_ask(site, shown)}{site.documents(anchors)}"
    data = {**shown.to_json(), "iri": shown.id, "case": case, "answer": answer.to_json() if answer else None}
    return Page(path_of(shown.id), f"{shown.label} ({', '.join(shown.classes)})", body, data, kind="thing")


def _cut(each: Section) -> Section:
    """No more rows than a page holds; the rest is counted."""
    if len(each.below) <= _MOST:
        return each
    left = Paragraph(f"… and {len(each.below) - _MOST:,} more; the JSON of this page holds them")
    return Section(each.words, (*each.below[:_MOST], left), each.kind)


def _answer(site: Site, shown: Shown, day: date) -> Answer | None:
    """For a person or a conviction: who holds clemency power on the day; None where there is nothing to ask."""
    view = site.graph.view
    found = [shown.id, *back(view, shown.id, cg.person)]
    convictions = [node for node in found if expand(cg.Conviction) in step(view, node, "rdf:type")]
    return clemency(view, convictions, day) if convictions else None


def _ask(site: Site, shown: Shown) -> str:
    """Questions about the thing that a reader may ask next."""
    forms = {
        "Person": ("Who can pardon {}?", "What else could free {}?", "When was {} convicted?"),
        "Office": ("Which convictions can the {} pardon?", "Who is the {}?"),
        "Sovereign": ("Who can pardon a {} conviction?",),
    }
    asked = [form.format(shown.label) for kind in shown.classes for form in forms.get(kind, ())]
    if not asked or not site.addresses.live:
        return ""
    items = "".join(f"<li>{site.link('ask', each, q=each)}" for each in asked)
    return section("next", "Ask further", f"<ul>{items}</ul>")


def document_page(site: Site, source: Source) -> Page:
    """A document: what is known of it, and the claims that rest on it."""
    store, anchors = site.graph.store, site.anchors()
    held = store.pointing(source.iri, expand(cg.source), most=_MOST + 1)
    claims = told_claims(store, held[:_MOST])
    url = linkable(source.get("url"))
    rows = "".join(f"<dt>{escape(key)}<dd>{escape(value)}" for key, value in source.facts if key != "url")
    address = f'<dt>address<dd><a href="{url}">{url}</a>' if url else ""
    rest = [Paragraph("… and more")] if len(held) > _MOST else []
    order = sorted(claims, key=lambda said: (said.subject, said.predicate))
    said = Section("", (*(each.paragraph(named=True) for each in order), *rest))
    case = case_of(source.iri)
    within = f"<p class=sub>Part of {site.link(f'case/{case}', site.titles[case])}" if case in site.titles else ""
    told = site.told([said], anchors) if claims else "<p>Nothing rests on it."
    body = (f"{titled(source.label, kicker='Document')}{within}<dl class=known>{address}{rows}</dl>"
            f"<div class=facts>{section('claims', 'What rests on it', told)}</div>")  # fmt: skip
    data = {"iri": source.iri, "id": local(source.iri), "label": source.label, **dict(source.facts),
            "claims": [_row(each) for each in order]}  # fmt: skip
    return Page(path_of(source.iri), source.label, body, data, kind="thing")


def _row(said: ToldClaim) -> dict[str, Any]:
    return {"claim": local(said.claim), "subject": local(said.subject), "predicate": said.predicate,
            "value": said.value, "standing": said.standing, "says": said.says}  # fmt: skip


def claim_page(site: Site, iri: str) -> Page:
    """One claim: what is said of what, how firmly, by whom, on which documents, at which passages.

    Raises:
        NoSuchThing: there is no such claim.
    """
    store = site.graph.store
    found, told = list(store.claims(iris=[iri])), told_claims(store, [iri])
    if not found:
        raise NoSuchThing("claim", local(iri))
    (claim,), (said,) = found, told
    anchors = site.anchors()
    others = told_claims(store, [*claim.conflicts, *claim.premises])
    passages = "".join(
        f"<li>{anchors.link(each.source, '')}: characters {each.start}–{each.end}"
        + (f" “{escape(each.quote)} …”" if each.quote else "")
        for each in claim.passages
    )
    beside = site.told([Section("", tuple(each.paragraph(named=True) for each in others))], anchors)
    body = (
        f"{titled(f'{said.words}: {said.value}', kicker='Claim')}"
        f"<p class=sub>About {anchors.link(claim.subject)} · {escape(claim.standing.value)}"
        f"<div class=facts>{site.told([Section('', (said.paragraph(named=True),))], anchors)}</div>"
        + (section("passages", "Passages", f"<ul>{passages}</ul>") if passages else "")
        + (section("beside", "Beside it: in conflict, or its premises", beside) if others else "")
    )
    data = {**_row(said), "iri": iri, "sources": list(said.sources), "speakers": said.speakers,
            "passages": [{"source": local(p.source), "start": p.start, "end": p.end} for p in claim.passages],
            "conflicts": [local(each) for each in claim.conflicts]}  # fmt: skip
    return Page(path_of(iri), f"Claim: {said.words}", body, data, kind="thing")
