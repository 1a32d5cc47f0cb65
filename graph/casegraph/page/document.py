"""The page as a whole: one file that needs nothing else, opens from disk, and reads without its script."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from .. import cg
from ..dates import When, in_words
from ..drawing.network.facts import Neighbourhood
from ..drawing.network.figure import FOCUS, neighbourhood, network_scene
from ..drawing.paint.svg import picture
from ..drawing.path.figure import path_scene
from ..drawing.scene import Scene
from ..drawing.scope import convictions_in
from ..drawing.timeline.figure import Portrait
from ..drawing.timeline.lanes import lanes_of
from ..drawing.timeline.rows import chosen, undated_rows, with_doubtful
from ..errors import CannotAnswer
from ..questions.clemency.answer import Answer
from ..questions.clemency.walk import clemency
from ..questions.supposed import with_said
from ..view import CaseView, one, step
from ..vocabulary import ID, local
from ..words import attribute, escape, granting, led, listed
from .anchors import SECTIONS, Anchors
from .claims import claim_fold, source_list
from .facts import gather
from .verdict import power_table, verdict
from .words import chain, event_list, key, relations

__all__ = ["CaseSections", "asset", "case_sections", "make_page", "opening", "path_section", "standing_answer"]

_LONG = 100
"""A headline of more characters is set smaller."""
_MOST_CONVICTIONS = 14
"""Most boxes of convictions that take one path; the others are counted."""
_MOST_EVENTS = 64
"""Most events of the picture; the list holds every one."""


def standing_answer(view: CaseView, case: str, on: date, kind: str | None = "pardon") -> Answer | None:
    """The answer a page opens with when nothing else is asked: who can pardon each convicted person of the case.

    Args:
        view: the graph.
        case: name of the case.
        on: the day the answer is for.
        kind: pardon, commutation, …; None for any.

    Returns:
        The answer; None when the case holds no conviction, for then there is nothing to ask.

    Examples:
        >>> import casegraph
        >>> from datetime import date
        >>> graph = casegraph.load("avery-dassey")
        >>> standing_answer(graph.view, "avery-dassey", date(2016, 1, 8)).question
        'Who can pardon Steven Avery and Brendan Dassey?'
    """
    found = convictions_in(view, case)
    if not found:
        return None
    seen = with_said(view, found)
    first: dict[str, str] = {}
    for node in found:
        for person in step(seen, node, cg.person) or [""]:
            first[person] = min(first.get(person, "9999"), one(seen, node, cg.date, "9999"))

    def order(node: str) -> tuple[str, str, str, str]:
        person = next(iter(step(seen, node, cg.person)), "")
        return first[person], person, one(seen, node, cg.date, "9999"), local(node)

    answer = clemency(view, sorted(found, key=order), on, kind=kind)
    people = list(dict.fromkeys(each.person or each.label for each in answer.convictions))
    return replace(answer, question=f"Who can {granting(kind)} {listed(people)}?")


def make_page(view: CaseView, case: str, answer: Answer | None, on: date) -> str:
    """The page of a case: the answer first, then path, powers, timeline, network, sources and every claim.

    Args:
        view: the graph.
        case: name of the case.
        answer: what `ask`, `clemency` or `standing_answer` gave; None for a page without an answer.
        on: the day the timeline ends, when there is no answer.

    Returns:
        One HTML document with its style, script and pictures in it; the same input gives the same text.

    Raises:
        CannotAnswer: the graph says nothing of the case.

    Examples:
        >>> import casegraph
        >>> from datetime import date
        >>> graph = casegraph.load("avery-dassey")
        >>> on = date(2016, 1, 8)
        >>> page = make_page(graph.view, "avery-dassey", standing_answer(graph.view, "avery-dassey", on), on)
        >>> page[:15], "src=" in page
        ('<!doctype html>', False)
    """
    held = case_sections(view, case, answer, on)
    title = led(answer) if answer else held.title
    return _whole(title, held.title, [name for name, _ in held.parts], "".join(part for _, part in held.parts))


@dataclass(frozen=True, slots=True)
class CaseSections:
    """What a page tells of a case.

    Attributes:
        title: what a reader calls the case.
        parts: id and HTML of each section, the answer first.
    """

    title: str
    parts: tuple[tuple[str, str], ...]


def case_sections(
    view: CaseView, case: str, answer: Answer | None, on: date, address: Callable[[str], str] = lambda iri: ""
) -> CaseSections:
    """The sections of the page of a case, for one that stands alone as for one of a site.

    Args:
        view: the graph.
        case: name of the case.
        answer: what `ask`, `clemency` or `standing_answer` gave, or None.
        on: the day the timeline ends, when there is no answer.
        address: the page of a thing, "" where it has none: then its claims stand on this page.

    Raises:
        CannotAnswer: the graph says nothing of the case.
    """
    day = answer.on if answer else on
    seen = with_said(view, [one.id for one in answer.convictions] if answer else ())
    near = neighbourhood(seen, case, answer, day)
    facts = gather(view, case, answer, near.things if near else ())
    if not any(iri.startswith(f"{ID}{case}/") for iri in facts.claims):
        raise CannotAnswer(f"the case {case!r} says nothing yet: there is nothing to show")
    return CaseSections(facts.title, tuple(_parts(view, case, answer, day, near, Anchors(facts, address))))


def _parts(
    view: CaseView, case: str, answer: Answer | None, day: date, near: Neighbourhood | None, anchors: Anchors
) -> Iterator[tuple[str, str]]:
    """The sections there is something for, each with its id; the list of sources is made last, when all is cited."""
    facts = anchors.facts
    said = with_said(view, [one.id for one in answer.convictions] if answer else ())
    yield "answer", opening(answer, anchors)
    if answer is not None:
        yield "path", path_section(view, answer, anchors)
        table = _scroll("Table of powers", power_table(answer, anchors))
        yield "powers", _section("powers", "Who holds which power", table)
    rows, every = with_doubtful(view, case, day)
    if rows:
        shown = chosen(rows, _MOST_EVENTS)
        undated = undated_rows(view, case, day)
        scene = Portrait(lanes_of(said, case, day, shown), shown, day, facts.cite, 0, undated).scene()
        left = len(every) - len(shown)
        more = f"The list holds {left} more row{'' if left == 1 else 's'}, among them other tellings of these events."
        about = (
            f"{len(shown)} events from top to bottom, years to scale, with a lane for each main person and a bar for "
            "each time in prison and each term of office. The list says the same in words."
        )
        title = f"{facts.title}, {(shown[0].when.earliest or day).year}–{day.year}"
        drawn = _drawn("timeline", scene, title, about, anchors, event_list(every, anchors))
        told = f"{drawn}{key(scene, anchors, *([more] if left else []))}"
        sub = f"As of {in_words(When.day(day))}. The years are to scale."
        yield "timeline", _section("timeline", "The case in time", told, sub)
    network = network_scene(said, near, facts.cited) if near else None
    if near and network:
        yield "network", _network(near, *network, answer, anchors)
    claims = claim_fold(facts, anchors)
    yield "sources", _section("sources", "Sources", source_list(facts.documents, anchors))
    yield "claims", _section("claims", "Every claim", claims)


def path_section(view: CaseView, answer: Answer, anchors: Anchors) -> str:
    """The way to the answer: the picture, and the same in words."""
    scene = path_scene(answer, view, most=_MOST_CONVICTIONS)
    about = (
        "From left to right: each conviction, the sovereign whose law was broken, the clemency power, and the "
        "authority that holds it. Authorities without power here stand below, dashed, each with the reason."
    )
    title = f"The way to the answer: {answer.headline}"
    drawn = _drawn("path", scene, title, about, anchors, chain(scene, anchors))
    sub = f"{led(answer)} As of {in_words(When.day(answer.on))}."
    return _section("path", "The way to the answer", drawn, sub)


def _network(near: Neighbourhood, scene: Scene, left_out: int, answer: Answer | None, anchors: Anchors) -> str:
    about = f"{len(scene.boxes)} things and {len(scene.links)} relations between them; what is not established says so."
    title = f"How things hang together: {anchors.facts.title}"
    drawn = _drawn("network", scene, title, about, anchors, relations(scene, anchors))
    asked = len(answer.convictions) if answer else 0
    left = left_out + max(asked - len(near.focus), 0)
    day = f", powers as of {in_words(When.day(answer.on))}" if answer else ""
    more = f" {left} more stand in the table of claims." if left else ""
    sub = f"The things nearest to the convictions, {FOCUS} at most{day}; what is not established says so.{more}"
    return _section("network", "How things hang together", drawn, sub)


def _drawn(name: str, scene: Scene, title: str, about: str, anchors: Anchors, words: str) -> str:
    """A picture and the same in words: wide screens show the picture (the words on demand), narrow ones the words."""
    switch = f"<input type=checkbox id={name}-words class=switch><label for={name}-words>The same in words</label>"
    shown = _scroll(f"{name.capitalize()} (picture)", picture(scene, f"{name}-figure", title, about, anchors))
    return f"<div class=drawn>{shown}</div>{switch}<div class=words>{words}</div>"


def opening(answer: Answer | None, anchors: Anchors) -> str:
    """The answer first: question, headline, day, who holds the power and who does not; what the case is about."""
    facts = anchors.facts
    about = f"<p class=about>{escape(facts.about)}</p>" if facts.about else ""
    if answer is None:
        none = "No conviction is on record here. A charge alone is no conviction: there is nothing to pardon."
        heading = f"<h1 id=top>{escape(facts.title)}</h1><p class=note>{none}</p>"
        return f"<section id=answer aria-labelledby=top>{heading}{about}</section>"
    question = "" if answer.question.strip() == answer.headline else f"<p class=kicker>{escape(answer.question)}</p>"
    stamp = f"<p class=asof>As of <time datetime={answer.on.isoformat()}>{in_words(When.day(answer.on))}</time></p>"
    said = led(answer)
    heading = f"<h1 id=top{' class=long' if len(said) > _LONG else ''}>{escape(said)}</h1>"
    return (
        f"<section id=answer aria-labelledby=top>{question}{heading}{stamp}{verdict(answer, anchors)}{about}</section>"
    )


def _section(name: str, title: str, inner: str, sub: str = "") -> str:
    below = f"<p class=sub>{escape(sub)}</p>" if sub else ""
    return f"<section id={name} aria-labelledby={name}-h><h2 id={name}-h>{escape(title)}</h2>{below}{inner}</section>"


def _scroll(name: str, inner: str) -> str:
    return f'<div class=scroll role=region aria-label="{attribute(name)}" tabindex=0>{inner}</div>'


@cache
def asset(name: str) -> str:
    """A file beside this module, without its comment lines and the blanks that only make it read well."""
    lines = (line.strip() for line in (files(__package__) / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _whole(title: str, case: str, sections: Iterable[str], body: str) -> str:
    script, style = asset("page.js"), asset("page.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    menu = "".join(f"<li><a href=#{name}>{SECTIONS[name]}</a>" for name in sections)
    return f"""<!doctype html>
<html lang=en>
<head>
<meta charset=utf-8>
<meta http-equiv=Content-Security-Policy content="{policy}">
<meta name=viewport content="width=device-width, initial-scale=1">
<meta name=color-scheme content="light dark">
<meta name=referrer content=no-referrer>
<link rel=icon href="data:,">
<title>{attribute(title)}</title>
<style>{style}</style>
</head>
<body>
<a class=skip href=#answer>Skip to the answer</a>
<header><p>{escape(case)}</p><nav aria-label="Parts of this page"><ul>{menu}</ul></nav></header>
<main>{body}</main>
<footer><p>Research material, not legal advice. Every line leads to claims and their sources; made with casegraph from
facts marked by hand. Wording is casegraph's own; a passage quotes at most eight words.</p></footer>
<script>{script}</script>
</body>
</html>
"""
