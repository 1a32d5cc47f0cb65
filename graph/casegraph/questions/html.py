"""Answers as HTML for a notebook: the same facts in the same order as the text, with links to the sources."""

from collections.abc import Iterable, Iterator, Sequence

from ..dates import When, in_words
from ..display import block, html_table
from ..view import Backing
from ..vocabulary import local
from ..words import escape, led, link, numbered
from .citations import marks
from .clemency.answer import Answer, Authority, ConvictionAnswer, folded
from .clemency.why import Why
from .prose import alike
from .record.chronicle import Chronicle, claims_of
from .record.chronicle_prose import tell_timeline
from .record.show import Shown, Statement
from .record.told import Told
from .relief.answer import ReliefAnswer, Route

__all__ = ["answer_html", "relief_html", "shown_html", "sources_html", "timeline_html", "told_html", "why_html"]


def answer_html(answer: Answer) -> str:
    """An answer about clemency: the headline, a table of authorities for each group of convictions, the sources."""
    parts = [_lead(answer), *_asides(answer.notes)]
    for group in alike(answer):
        parts += _group(answer, group)
    return block(*parts, sources_html(answer.sources))


def _lead(answer: Answer | ReliefAnswer) -> str:
    day = f"as of {in_words(When.day(answer.on))}"
    return f'<p><span class="cg-lead">{escape(led(answer))}</span> <span class="cg-aside">{escape(day)}</span></p>'


def _asides(notes: Iterable[str]) -> list[str]:
    return [f'<p class="cg-aside">{escape(note)}</p>' for note in notes if note]


def _group(answer: Answer, group: Sequence[ConvictionAnswer]) -> Iterator[str]:
    named = []
    for found in group:
        told = ", ".join(part for part in (found.person, found.label, found.state) if part)
        named.append(f"<li>{escape(told)} {marks(answer, found.because)}</li>")
    yield f"<ul>{''.join(named)}</ul>"
    found = group[0]
    yield from _asides(f"{text} {marks(answer, claims)}".strip() for text, claims in found.remarks)
    if found.value == "moot":
        return
    yield from _asides(f"Not known: {missing}" for missing in found.missing)
    rows = list(_rows(answer, found))
    if rows:
        yield html_table(("authority", "may it act?", "legal basis", "sources"), rows)


def _rows(answer: Answer, found: ConvictionAnswer) -> Iterator[tuple[str, ...]]:
    powers = folded(found.powers)
    offices = [(a.sign, a.may(several=len(powers) > 1), a) for power in powers for a in power.offices]
    for sign, words, authority in (*offices, *(("✕", a.reason, a) for a in found.barred)):
        yield (
            f"{sign} {escape(authority.label)}",
            "<br>".join(map(escape, (words, *_terms(authority)))),
            escape(authority.basis),
            marks(answer, authority.because),
        )


def _terms(authority: Authority) -> Iterator[str]:
    """On what conditions the authority may act, and what its practice is."""
    yield from (f"condition: {condition}" for condition in authority.conditions)
    yield from (f"practice, not law: {policy}" for policy in authority.policy)


def sources_html(sources: Sequence[Backing]) -> str:
    """The numbered documents behind an answer, folded away."""
    if not sources:
        return ""
    rows = []
    for source in sources:
        span = "" if source.start is None else f", characters {source.start}–{source.end}"
        rows.append(f"<li>{link(source.label, source.url)}{span}</li>")
    count = f"{len(sources)} source{'' if len(sources) == 1 else 's'}"
    return f"<details><summary>{count}</summary><ol>{''.join(rows)}</ol></details>"


_STATES = {"open": "open, if the conditions are met", "tried": "tried before", "unknown": "a missing fact decides",
           "closed": "closed", "none": "not on record"}  # fmt: skip


def relief_html(answer: ReliefAnswer) -> str:
    """The other ways out: for each conviction a table of ways with their state, who decides and the legal basis."""
    parts = [_lead(answer), *_asides((*answer.notes, answer.clemency))]
    for found in answer.convictions:
        name = f"{found.person}: {found.label}" if found.person else found.label
        parts.append(f"<p><strong>{escape(name)}</strong> {marks(answer, found.because)}</p>")
        parts += _asides([found.note, *(f"Not known: {missing}" for missing in found.missing)])
        rows = [_route(answer, route) for state in _STATES for route in found.routes if route.state == state]
        if rows:
            parts.append(html_table(("way", "state", "decides", "legal basis", "sources"), rows))
    return block(*parts, sources_html(answer.sources))


def _route(answer: ReliefAnswer, route: Route) -> tuple[str, ...]:
    tried = [f"so far: {a.label} ({a.date or 'day not established'}){': ' + a.outcome if a.outcome else ''}"
             for a in route.attempts]  # fmt: skip
    missing = [f"not known: {fact}" for fact in route.missing]
    state = [_STATES[route.state], *([route.reason] if route.reason else []), *missing, *tried]
    claims = (*route.because, *(claim for attempt in route.attempts for claim in attempt.because))
    return (
        escape(route.label),
        "<br>".join(map(escape, state)),
        escape(route.body),
        escape(route.basis),
        marks(answer, claims),
    )


def shown_html(shown: Shown) -> str:
    """One thing: what is established, then what is only claimed, then where else it is mentioned."""
    kind = escape(f"{local(shown.id)}: {', '.join(shown.classes)}")
    parts = [f'<p><span class="cg-lead">{escape(shown.label)}</span> <span class="cg-aside">{kind}</span></p>']
    firm = ("established", "inferred")
    own = [said for said in shown.statements if said.predicate not in ("rdf:type", "rdfs:label")]
    for title, rows in (
        ("Facts", [said for said in own if said.standing in firm]),
        ("Only claimed", [said for said in own if said.standing not in firm]),
        ("Mentioned in", list(shown.mentions)),
    ):
        if rows:
            about = title == "Mentioned in"
            parts.append(f"<p><strong>{title}</strong></p>")
            heads = (*(("thing",) if about else ()), "property", "value", "standing", "sources")
            parts.append(html_table(heads, [_statement(said, about) for said in rows]))
    if shown.left_out:
        parts.append(f'<p><span class="cg-aside">… and {shown.left_out:,} more</span></p>')
    return block(*parts)


def _statement(said: Statement, about: bool) -> tuple[str, ...]:
    standing = f"{said.standing}{', ' + said.speakers if said.speakers else ''}"
    cells = (said.words, said.value, standing, "; ".join(said.sources))
    return tuple(map(escape, (*((local(said.subject),) if about else ()), *cells)))


def why_html(whys: Iterable[Why]) -> str:
    """The chain behind each answer: one row a step, with the documents it rests on."""
    parts = []
    for why in whys:
        found = why.answer.convictions[0]
        parts += [_lead(why.answer), *_asides([f"{found.label}: {found.outcome.told}"])]
        if why.authority and why.authority.reason:
            parts.append(f"<p>Why not: {escape(why.authority.reason)}.</p>")
        rows = []
        for link_ in why.links:
            said = [f"{link(row.label, row.url)} ({escape(row.standing)})" for row in link_.backing]
            prop = escape(link_.step.predicate.removeprefix("cg:"))
            rows.append((escape(link_.start), prop, escape(link_.end), "<br>".join(dict.fromkeys(said))))
        parts.append(html_table(("from", "property", "to", "sources"), rows))
        rest = {row.source: row for row in why.facts}.values()
        parts += [f"<p>It rests also on {'; '.join(link(row.label, row.url) for row in rest)}.</p>"] if rest else []
    return block(*parts)


def told_html(told: Told) -> str:
    """Statements with their standing, their speakers and their documents."""
    rows = []
    for item in told.items:
        text = "<br>".join(map(escape, (item.text, *([item.says] if item.says else []), *item.details)))
        standing = ", ".join((item.standing, *([" > ".join(item.speakers)] if item.speakers else [])))
        rows.append((escape(item.group), text, escape(standing), escape("; ".join(item.sources))))
    grouped = any(item.group for item in told.items)
    heads = ("", "statement", "standing", "sources")
    shown = html_table(heads if grouped else heads[1:], rows if grouped else [row[1:] for row in rows])
    return block(f'<p class="cg-lead">{escape(told.headline)}</p>', shown if rows else "")


def timeline_html(told: Chronicle) -> str:
    """Every instant in order of time, marked where its date was inferred; then what cannot all be right."""
    line = told.timeline
    rows = []
    for row in line.rows:
        stated = " / ".join(row.said)
        bounds = " – ".join(in_words(When.day(bound.day)) if bound else "?" for bound in (row.earliest, row.latest))
        point = " ends" if row.point == "end" else " begins" if row.stretch else ""
        shown = f"{bounds} (inferred)" if row.inferred else stated
        numbers = numbered(number for claim in claims_of(row) for number in told.numbers.get(claim, ()))
        rows.append((escape(shown), escape(row.label + point), numbers))
    account = f", the account of {local(line.account)}" if line.account else ""
    count = len(line.contradictions)
    verdict = f"{count} set{'' if count == 1 else 's'} of these statements cannot all hold." if count \
        else "Nothing here contradicts itself in time."  # fmt: skip
    parts = [f'<p class="cg-lead">{escape(line.case.title + account)}</p>']
    parts += [html_table(("when", "what", "sources"), rows), f"<p>{verdict}</p>"]
    if line.conflicts:
        summary = f"<summary>{len(line.conflicts)} conflicts between sources</summary>"
        parts.append(f"<details>{summary}<pre>{escape(tell_timeline(told, conflicts_only=True))}</pre></details>")
    return block(*parts, sources_html(told.sources))
