"""Every claim on the page as one table, thing by thing, and the numbered list of the documents behind them."""

from collections.abc import Iterable, Iterator

from ..view import Backing
from ..vocabulary import local
from ..words import escape, linkable, plural, spaced
from .anchors import Anchors
from .facts import CitedDocument, ClaimRow, PageFacts

__all__ = ["claim_fold", "filter_form", "source_list"]

_HEADS = ("rdfs:label", "rdf:type")
_KINDS = ("person", "conviction", "charge", "sentence", "imprisonment", "power", "office", "sovereign", "court")
_WORDS = {"established": "", "attributed": "reported", "contested": "disputed", "retracted": "withdrawn"}


def _word(said: ClaimRow) -> str:
    """How firmly it stands, in a word; "" where it is established."""
    return _WORDS.get(said.record.standing.value, said.record.standing.value)


def claim_fold(facts: PageFacts, anchors: Anchors) -> str:
    """Every claim, folded: with its filter and the table."""
    count = sum(len(group) for group in facts.claims.values())
    about = f"{plural(count, 'claim')} about {plural(len(facts.claims), 'thing')}, each with its sources"
    table = f"<div class=scroll role=region aria-label='Table of claims' tabindex=0>{_table(facts, anchors)}</div>"
    return f"<details id=all-claims><summary>{about}</summary>{filter_form(facts)}{table}</details>"


def _table(facts: PageFacts, anchors: Anchors) -> str:
    """All claims, grouped by the thing they are about; the group's id is the thing's, the row's id the claim's.

    The standing of an established claim is an empty cell, which the style sheet fills with the word: it is what most
    claims are, and the page stays small.
    """
    groups = sorted(facts.claims, key=lambda iri: (_rank(facts, iri), facts.name(iri).casefold(), iri))
    bodies = "".join(_group(iri, facts, anchors) for iri in groups)
    return (
        "<table class=claims><caption>Every claim, thing by thing. What is only reported or disputed is set in italics "
        "and says so; it is no fact of this graph.</caption><thead><tr><th scope=col>Property<th scope=col>What is said"
        f"<th scope=col>Standing<th scope=col>Sources</thead>{bodies}</table>"
    )


def _kinds(facts: PageFacts, iri: str, *, firm: bool = True) -> list[str]:
    said = [each for each in facts.claims[iri] if each.record.key == "rdf:type" and each.asserted is firm]
    return sorted({each.value for each in said}, key=lambda kind: (kind == "event", kind))


def _rank(facts: PageFacts, iri: str) -> int:
    kinds = _kinds(facts, iri)
    return next((rank for rank, kind in enumerate(_KINDS) if kind in kinds), len(_KINDS))


def _group(iri: str, facts: PageFacts, anchors: Anchors) -> str:
    firm = [said for said in facts.claims[iri] if said.record.key in _HEADS and said.asserted]
    rest = [said for said in facts.claims[iri] if said not in firm]
    name = anchors.elsewhere(iri)
    if not facts.firm_name(iri):
        doubt = next(said for said in facts.claims[iri] if said.record.key == "rdfs:label")
        name = f"<i>{name}</i> <span class=w>{_word(doubt)}</span>"
    kinds = escape(", ".join(_kinds(facts, iri)))
    notes = _asides(escape(text) for text in dict.fromkeys(said.record.note for said in firm))
    rests = _behind((row for said in firm for row in facts.behind.get(said.record.iri, ())), facts, anchors)
    head = f"{name} <span class=q>{kinds}</span> {rests}{notes}"
    rows = "".join(_rows(iri, sorted(rest, key=_order), facts, anchors))
    return f"<tbody\nid={anchors.thing(iri)}><tr><th colspan=4 scope=rowgroup>{head}{rows}"


def _order(said: ClaimRow) -> tuple[bool, str, str, str]:
    return not said.asserted, said.record.key, said.value, said.record.iri


def _asides(texts: Iterable[str]) -> str:
    """Remarks in HTML, each on its own line."""
    return "".join(f"<small>{text}</small>" for text in texts if text)


def _rows(iri: str, group: Iterable[ClaimRow], facts: PageFacts, anchors: Anchors) -> Iterator[str]:
    """The rows of one thing, firm ones first; those that rest on the same share one cell for it."""
    shared: dict[tuple[bool, str], list[ClaimRow]] = {}
    told = {said.record.note for said in facts.claims[iri] if said.asserted and said.record.key in _HEADS}
    for said in group:
        behind = _behind(facts.behind.get(said.record.iri, []), facts, anchors)
        shared.setdefault((said.asserted, behind), []).append(said)
    for (_, behind), alike in shared.items():
        span = f" rowspan={len(alike)}" if len(alike) > 1 else ""
        yield _row(alike[0], facts, anchors, told) + f"<td{span}>{behind}"
        yield from (_row(said, facts, anchors, told) for said in alike[1:])


def _row(said: ClaimRow, facts: PageFacts, anchors: Anchors, told: set[str]) -> str:
    """One claim; a remark in `told` stands at an earlier one already."""
    value = anchors.beside(said.target, said.value) if said.target else escape(said.value)
    if said.asserted and said.target and not facts.firm_name(said.target):
        value = f"<i>{value}</i> <b>by report or in dispute</b>"
    conflicts = (_conflict(anchors.claim(other)) for other in said.record.conflicts)
    more = _asides((escape(said.record.says), "" if said.record.note in told else escape(said.record.note), *conflicts))
    told.add(said.record.note)
    standing = _word(said)
    standing = standing if said.asserted else f"<b>{standing}</b>"
    tone = "" if said.asserted else " class=doubt"
    return f"<tr id={anchors.claim(said.record.iri)}{tone}><td>{spaced(said.record.key)}<td>{value}{more}<td>{standing}"


def _conflict(row: str) -> str:
    return f"cannot hold together with <a href=#{row}>another claim</a>" if row else ""


def _behind(rows: Iterable[Backing], facts: PageFacts, anchors: Anchors) -> str:
    """The numbers of the sources, who says so, and the passages with their opening words."""
    rows = list(rows)
    marks = anchors.numbers(facts.cite((row.source, row.label, row.url) for row in rows))
    said = dict.fromkeys(_speakers(row, facts, anchors) for row in rows if row.speakers)
    spans = dict.fromkeys(_passage(row) for row in rows if row.start is not None)
    return marks + _asides((*said, *spans))


def _speakers(row: Backing, facts: PageFacts, anchors: Anchors) -> str:
    """Who says so, then who reports it, documents by number; nothing when it is the cited document that says so."""
    chain = row.speakers.split(" > ")
    if chain == [local(row.source)]:
        return ""
    names = [_speaker(each, facts, anchors) for each in reversed(chain)]
    return f"says {names[0]}" + (f", as told by {', then '.join(names[1:])}" if names[1:] else "")


def _speaker(name: str, facts: PageFacts, anchors: Anchors) -> str:
    number = facts.number_of(name)
    return anchors.numbers([number]) if number else escape(facts.short.get(name, name))


def _passage(row: Backing) -> str:
    words = f"“{escape(row.quote)} …” " if row.quote else ""
    return f"{words}characters {row.start}–{row.end}"


def filter_form(facts: PageFacts) -> str:
    """The fields that narrow the table; shown only where the page's script runs."""
    claims = [said for group in facts.claims.values() for said in group]
    properties = sorted({spaced(said.record.key) for said in claims if said.record.key not in _HEADS})
    standings = sorted({_word(said) or said.record.standing.value for said in claims})
    options = "".join(f"<option>{escape(name)}" for name in properties)
    kinds = "".join(f"<option>{escape(name)}" for name in standings)
    return (
        "<form id=filter hidden role=search aria-label='Filter the claims'>"
        "<label for=f-text>Words <input id=f-text type=search autocomplete=off></label> "
        f"<label for=f-standing>Standing <select id=f-standing><option value=''>any{kinds}</select></label> "
        f"<label for=f-property>Property <select id=f-property><option value=''>any{options}</select></label> "
        "<output id=f-count for='f-text f-standing f-property' aria-live=polite></output></form>"
    )


def source_list(documents: Iterable[CitedDocument], anchors: Anchors) -> str:
    """The numbered documents, each with what is known of it; linked where it has an address, or a page of its own."""
    return f"<ol class=sources>{''.join(_document(each, anchors) for each in documents)}</ol>"


def _document(each: CitedDocument, anchors: Anchors) -> str:
    url, own = linkable(each.url), anchors.href(each.iri)
    name = escape(each.label)
    shown = f'<a href="{url}">{name}</a>' if url else name
    if own:
        shown = f"<a href={own}>{name}</a>" + (f' · <a href="{url}">the document itself</a>' if url else "")
    about = f"<br><span class=q>{escape('; '.join(each.about))}</span>" if each.about else ""
    return f"<li id=_{each.number}>{shown}{about}\n"
