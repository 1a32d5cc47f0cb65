"""The page that asks, and the page of an answer: what it is, how it was read, its figure and its sources."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..dates import as_day
from ..display import Lead, Note
from ..errors import CannotAnswer, CasegraphError, NoSuchThing
from ..page.anchors import Anchors
from ..page.document import opening, path_section
from ..questions import Answer
from ..questions.reading.ask import explained, reading_of
from ..words import attribute, escape, led
from .site import Page, Site, section, titled

__all__ = ["answer_page", "ask_box", "start_page", "told_of"]

_EXAMPLES = (
    "Could the President pardon Steven Avery?",
    "Who could pardon Brendan Dassey in December 2019?",
    "Why can't the President pardon Brendan Dassey?",
    "When was Steven Avery exonerated?",
    "What else could free Brendan Dassey?",
    "Who can pardon a Texas conviction?",
    "Which convictions can the Governor of Wisconsin pardon?",
)
_MOST_THINGS = 40


def ask_box(site: Site, question: str = "", on: str = "") -> str:
    """The box for a question and its day; "" where nobody answers."""
    address = site.addresses.to("ask")
    if not address or not site.addresses.live:
        return ""
    return (
        f'<form class=ask action="{attribute(address)}"><p><label for=q>Your question</label>'
        f'<input id=q name=q required maxlength=500 value="{attribute(question)}" autocomplete=off></p>'
        f'<p><label for=on>As of (today when left out)</label><input id=on name=on type=date value="{attribute(on)}">'
        "</p><p><button>Ask</button></p></form>"
    )


def start_page(site: Site) -> Page:
    """What a reader can do here: ask, take a case, look at the law."""
    held = {name.casefold() for name in site.titles}
    examples = [each for each in _EXAMPLES if "avery-dassey" in held or not ("Avery" in each or "Dassey" in each)]
    asked = "".join(f"<li>{site.link('ask', each, q=each)}" for each in examples) if site.addresses.live else ""
    cases = "".join(f"<li>{site.link(f'case/{name}', title)}" for name, title in site.titles.items())
    body = (
        f"{titled('Who may grant clemency, over which conviction, on which day?')}"
        "<p class=about>Facts about criminal cases, each with its sources, and the law of clemency by date. An answer "
        "says who decides, who does not, and why; what is disputed or only reported says so.</p>"
        f"{ask_box(site)}"
        + (section("examples", "For example", f"<ul>{asked}</ul>") if asked else "")
        + section("cases", "Cases", f"<ul class=cases>{cases}</ul>")
    )
    return Page("", "casegraph", body, {"cases": site.titles, "examples": examples}, kind="start")


def answer_page(site: Site, question: str, on: str = "") -> Page:
    """The answer to a question; where it cannot be given, why not and what can be asked, as the terminal says it."""
    asked = {"q": question, "on": on}
    try:
        day = as_day(on) if on else site.day
        result: Any = site.graph.ask(question, day if on else None)
    except CasegraphError as error:
        return _refused(site, question, on, error)
    day = getattr(result, "on", day)
    asked["on"] = day.isoformat()
    anchors = site.anchors(getattr(result, "sources", ()))
    told = told_of(site, result, day, anchors)
    figure = path_section(site.graph.view, result, anchors) if isinstance(result, Answer) and result.convictions else ""
    anchors.facts.cited(result.because)
    body = "".join(
        (ask_box(site, question, asked["on"]), told, figure, _things(site, result.because, anchors),
         site.documents(anchors), _how(site, question, asked, result))
    )  # fmt: skip
    data = {**result.to_json(), "read_as": explained(reading_of(question, result)).split("\n")}
    return Page("ask", _headline(result), body, data, asked, kind="answer")


def _headline(result: Any) -> str:
    return led(result) if hasattr(result, "on") else result.headline


def told_of(site: Site, result: Any, day: date, anchors: Anchors) -> str:
    """What a result says, its answer first, in HTML; its documents are listed by `Site.documents`."""
    if isinstance(result, Answer):
        return opening(result, anchors)
    lead, *rest = result.blocks()
    assert isinstance(lead, Lead)
    notes = [each for each in rest if isinstance(each, Note)]
    others = [each for each in rest if not isinstance(each, Note)]
    shown = f"{site.told(notes, anchors)}<div class=facts>{site.told(others, anchors)}</div>"
    return f"<section id=answer>{titled(_headline(result), day, escape(result.question))}{shown}</section>"


def _things(site: Site, claims: Iterable[str], anchors: Anchors) -> str:
    """The things that the answer rests on what is said of, each leading to its page."""
    found = dict.fromkeys(claim.subject for claim in site.graph.store.claims(iris=list(claims)))
    named = sorted(found, key=lambda iri: anchors.facts.name(iri).casefold())[:_MOST_THINGS]
    items = "".join(f"<li>{anchors.link(iri)}" for iri in named)
    return section("things", "What it rests on", f"<ul class=things>{items}</ul>") if items else ""


def _how(site: Site, question: str, asked: dict[str, str], result: Any) -> str:
    """How the question was read, by which walk it was answered, and the address of this answer."""
    reading, walk = explained(reading_of(question, result)).split("\n")
    name = walk.partition("--name ")[2]
    twin = f" — {site.link(f'queries/{name}', f'the query {name}')}" if name else ""
    address = site.addresses.to("ask", **asked)
    return section(
        "how", "How this was read",
        f"<p>{escape(reading)}<br>{escape(walk.partition(';')[0])}{twin}"
        f'<p>The address of this answer: <a href="{attribute(address)}">{escape(address)}</a> '
        f"({site.link('ask', 'as JSON', **asked, format='json')})",
    )  # fmt: skip


def _refused(site: Site, question: str, on: str, error: CasegraphError) -> Page:
    """The same words as in the terminal; what they offer to ask is a link."""
    lines = "".join(f"<p>{_offered(site, line, on)}" for line in str(error).split("\n"))
    near = error.near if isinstance(error, NoSuchThing) else []
    found = "".join(f"<li>{site.link('search', name, q=name)}" for name in near)
    more = f"<ul>{found}</ul>" if found else ""
    body = f"{ask_box(site, question, on)}<section id=answer>{titled('No answer')}{lines}{more}</section>"
    status = 404 if isinstance(error, NoSuchThing) else 422 if isinstance(error, CannotAnswer) else 400
    data = {"question": question, "answer": None, "error": str(error), "near": list(near)}
    return Page("ask", "No answer", body, data, {"q": question, "on": on}, status, "answer")


def _offered(site: Site, line: str, on: str) -> str:
    """A line of a refusal; a question in it, given as a command or a line of its own, leads to its answer."""
    before, quote, rest = line.partition('casegraph ask "')
    if quote and '"' in rest:
        text, _, after = rest.partition('"')
        return f"{escape(before)}{site.link('ask', text, q=text, on=on)}{escape(after)}"
    bare = line.strip()
    return site.link("ask", bare, q=bare, on=on) if bare.endswith("?") and line.startswith(" ") else escape(line)
