"""The page as a whole: one file that needs nothing else, opens from disk, and reads without its script."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files

from .. import cg
from ..dates import When, in_words
from ..errors import CannotAnswer
from ..questions.clemency.answer import Answer
from ..questions.clemency.walk import clemency
from ..view import CaseView, back, one, step
from ..vocabulary import ID, expand, local
from ..words import attribute, escape, granting, led, listed
from .anchors import SECTIONS, Anchors
from .claims import claim_table, filter_form, source_list
from .facts import Facts, gather
from .network import MOST, Network, network_list, network_of, network_picture
from .path import path_chain, path_picture
from .timeline import Told, timeline_list, timeline_of, timeline_picture
from .verdict import power_table, verdict

__all__ = ["make_page", "standing_answer"]

_LONG = 100
"""A headline of more characters is set smaller."""


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
    scope = f"{ID}{case}/"
    found = [node for node in back(view, expand(cg.Conviction), "rdf:type") if node.startswith(scope)]
    if not found:
        return None
    first: dict[str, str] = {}
    for node in found:
        for person in step(view, node, cg.person) or [""]:
            first[person] = min(first.get(person, "9999"), one(view, node, cg.date, "9999"))

    def order(node: str) -> tuple[str, str, str, str]:
        person = next(iter(step(view, node, cg.person)), "")
        return first[person], person, one(view, node, cg.date, "9999"), local(node)

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
    network = network_of(view, case, answer)
    facts = gather(view, case, answer, network.nodes)
    if not any(iri.startswith(f"{ID}{case}/") for iri in facts.claims):
        raise CannotAnswer(f"the case {case!r} says nothing yet: there is nothing to show")
    anchors = Anchors(facts)
    told = timeline_of(view, case, answer.on if answer else on)
    parts = _parts(view, answer, told, network, anchors)
    title = led(answer) if answer else facts.title
    return _whole(title, facts, [name for name, _ in parts], "".join(part for _, part in parts))


def _parts(
    view: CaseView, answer: Answer | None, told: Told | None, network: Network, anchors: Anchors
) -> list[tuple[str, str]]:
    """The sections there is something for, each with its id; the list of sources is made last, when all is cited."""
    facts = anchors.facts
    made: list[tuple[str, str]] = [("answer", _opening(answer, anchors))]
    if answer is not None:
        picture = _figure(path_picture(answer, anchors), path_chain(answer, anchors), "path", "chain")
        sub = f"{led(answer)} As of {in_words(When.day(answer.on))}."
        made.append(("path", _section("path", "The way to the answer", picture, sub)))
        table = _scroll("Table of powers", power_table(answer, anchors))
        made.append(("powers", _section("powers", "Who holds which power", table)))
    if told is not None:
        picture = _figure(timeline_picture(told, anchors), timeline_list(told, anchors), "timeline", "list")
        sub = f"As of {in_words(When.day(told.on))}. The years are to scale."
        made.append(("timeline", _section("timeline", "The case in time", picture, sub)))
    if network.edges:
        drawn = network_picture(view, network, answer, anchors)
        picture = _figure(drawn, network_list(view, network, answer, anchors), "network", "list")
        made.append(
            ("network", _section("network", "How things hang together", picture, _network_sub(network, answer)))
        )
    table = filter_form(facts) + _scroll("Table of claims", claim_table(facts, anchors))
    last = ("claims", _section("claims", "Every claim", table))
    sources = "".join(source_list(facts.documents))
    return [*made, ("sources", _section("sources", "Sources", sources)), last]


def _opening(answer: Answer | None, anchors: Anchors) -> str:
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


def _figure(picture: str, words: str, name: str, form: str) -> str:
    """A picture and the same in words: wide screens show the picture (the words on demand), narrow ones the words."""
    switch = f"<input type=checkbox id={name}-words class=switch><label for={name}-words>The same in words</label>"
    return (
        f"<div class=drawn>{_scroll(f'{name.capitalize()} (picture)', picture)}</div>"
        f"{switch}<div class='words {form}'>{words}</div>"
    )


def _scroll(name: str, inner: str) -> str:
    return f'<div class=scroll role=region aria-label="{attribute(name)}" tabindex=0>{inner}</div>'


def _network_sub(network: Network, answer: Answer | None) -> str:
    day = f", powers as of {in_words(When.day(answer.on))}" if answer else ""
    more = f" {network.left_out} more stand in the table of claims." if network.left_out else ""
    return f"The things nearest to the convictions, {MOST} at most; established facts only{day}.{more}"


@cache
def _asset(name: str) -> str:
    """A file beside this module, without its comment lines and the blanks that only make it read well."""
    lines = (line.strip() for line in (files(__package__) / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _whole(title: str, facts: Facts, sections: Iterable[str], body: str) -> str:
    script, style = _asset("page.js"), _asset("page.css")
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
<header><p>{escape(facts.title)}</p><nav aria-label="Parts of this page"><ul>{menu}</ul></nav></header>
<main>{body}</main>
<footer><p>Research material, not legal advice. Every line leads to claims and their sources; made with casegraph from
facts marked by hand. Wording is casegraph's own; a passage quotes at most eight words.</p></footer>
<script>{script}</script>
</body>
</html>
"""
