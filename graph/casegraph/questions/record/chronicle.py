"""A timeline with its sources looked up and numbered: each line with its reasons, its standing and its sources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ... import cg
from ...dates import When, in_words, length_in_words
from ...display import Block, Citation, Displayed, Lead, Paragraph, Section, Sources, Words, as_text, spread
from ...records.claim import Claim
from ...timeline import Bound, Conflict, Constraint, Contradiction, Row, Side, Timeline
from ...view import Backing, CaseView
from ...vocabulary import Standing, local
from ...words import plural, spaced
from ..citations import Citations
from .told import hand

__all__ = ["Chronicle", "chronicle", "claims_of"]


@dataclass(frozen=True, repr=False)
class Chronicle(Displayed):
    """A timeline with its sources looked up and numbered.

    Attributes:
        timeline: the analysis.
        sources: the documents, in order of first use.
        numbers: claim → numbers of its sources.
        passages: claim → where its sources say it.
        facts: claim → what it says.
    """

    timeline: Timeline
    sources: tuple[Backing, ...]
    numbers: dict[str, tuple[int, ...]]
    passages: dict[str, tuple[Backing, ...]]
    facts: dict[str, Claim]

    def blocks(self) -> Iterator[Block]:
        """Each event with its reasons, what contradicts what, how many conflicts there are, the sources."""
        line = self.timeline
        yield from _head(line)
        later = f"({line.later} later {'date is' if line.later == 1 else 'dates are'} not shown.)"
        rows = [_row(self, row) for row in line.rows]
        yield Section("", (*rows, *((Paragraph(later, 0, 0),) if line.later else ())))
        yield from _consistency(self)
        if line.account:
            own = [one for one in line.conflicts if _touches(one, line.account)]
            yield from _conflicts(self, own, notes=False) if line.conflicts else ()
        elif line.conflicts:
            count = plural(len(line.conflicts), "statement")
            more = f"casegraph timeline {line.case.name} --conflicts"
            yield Section("", (Paragraph(f"{count} of the sources cannot be right beside others: {more}", 0, 0),))
        claims = [claim for row in line.rows for claim in claims_of(row)]
        claims += [claim for one in (*line.contradictions, *line.against_record) for claim in one.claims]
        last = max((number for claim in claims for number in self.numbers[claim]), default=0)
        yield Sources([replace(source, start=None) for source in self.sources[:last]])

    def conflicts(self) -> str:
        """What the sources disagree about, as text."""
        account = self.timeline.account
        found = [one for one in self.timeline.conflicts if not account or _touches(one, account)]
        return as_text(_conflicts(self, found, notes=True), self.numbers)

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """One row an instant, in order of time; earliest and latest are the days it cannot lie beyond."""
        names = {row.source: row.label for rows in self.passages.values() for row in rows}
        columns = ("event", "kind", "point", "stated", "earliest", "latest", "inferred", "sources", "event_iri")
        rows: list[Sequence[Any]] = []
        for row in self.timeline.rows:
            sources = dict.fromkeys(s for fact in row.stated for s in fact.sources)
            bounds = (bound.day.isoformat() if bound else None for bound in (row.earliest, row.latest))
            rows.append((row.label, ", ".join(kind.removeprefix("cg:") for kind in row.kinds), row.point,
                         " / ".join(dict.fromkeys(fact.text for fact in row.stated)), *bounds, row.inferred,
                         "; ".join(names.get(s, local(s)) for s in sources), row.thing))  # fmt: skip
        return columns, rows

    def to_json(self) -> dict[str, Any]:
        """As `ontology/timeline.schema.json` has it: ids, not IRIs."""
        told = self.timeline
        return {
            "case": told.case.name,
            "account": told.account,
            "standings": [] if told.account else [standing.value for standing in told.standings],
            "on": told.on.isoformat() if told.on else "",
            "known": told.known.isoformat() if told.known else "",
            "rows": [_row_json(row) for row in told.rows],
            "later": told.later,
            "consistent": not told.contradictions,
            "contradictions": [_contradiction_json(one) for one in told.contradictions],
            "against_record": [_contradiction_json(one) for one in told.against_record],
            "conflicts": [_conflict_json(one) for one in told.conflicts],
            "claims": {
                local(claim): self._claim(self.facts[claim])
                for claim in sorted(self.numbers, key=lambda c: (local(c), c))
            },
            "sources": [{"id": local(s.source), "label": s.label, "url": s.url} for s in self.sources],
        }

    def _claim(self, fact: Claim) -> dict[str, Any]:
        spans = [
            {"source": local(row.source), "start": row.start, "end": row.end, "quote": row.quote}
            for row in self.passages.get(fact.iri, ())
            if row.start is not None
        ]
        return {**_fact_json(fact), "passages": spans}


def _fact_json(fact: Claim) -> dict[str, Any]:
    return {
        "subject": local(fact.subject),
        "predicate": fact.key,
        "value": local(fact.text) if fact.is_link else fact.text,
        "standing": fact.standing.value,
        "speakers": list(fact.chain),
        "sources": [local(source) for source in fact.sources],
        "says": fact.says,
        "note": fact.note,
        "id": fact.name,
    }


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "thing": local(row.thing),
        "point": row.point,
        "label": row.label,
        "kinds": [kind.removeprefix("cg:") for kind in row.kinds],
        "stated": [{"value": fact.text, "claim": local(fact.iri)} for fact in row.stated],
        "earliest": _bound_json(row.earliest),
        "latest": _bound_json(row.latest),
        "inferred": row.inferred,
    }


def _bound_json(bound: Bound | None) -> dict[str, Any] | None:
    if bound is None:
        return None
    return {
        "day": bound.day.isoformat(),
        "steps": [_step_json(step) for step in bound.steps],
        "premises": [local(claim) for claim in bound.claims],
    }


def _step_json(step: Constraint) -> dict[str, Any]:
    return {
        "says": step.words,
        "note": step.note,
        "rule": step.rule,
        "claims": [local(claim) for claim in step.claims],
    }


def _contradiction_json(one: Contradiction) -> dict[str, Any]:
    return {
        "days": one.days,
        "claims": [local(claim) for claim in one.claims],
        "steps": [_step_json(step) for step in one.steps],
        "resolved_by": [local(claim) for claim in one.resolved_by],
    }


def _conflict_json(one: Conflict) -> dict[str, Any]:
    sides = [
        {
            "subject": local(side.subject),
            "predicate": side.predicate,
            "value": local(side.value) if side.facts[0].is_link else side.value,
            "claims": [{"claim": local(fact.iri), **_fact_json(fact)} for fact in side.facts],
        }
        for side in one.sides
    ]
    return {"found": one.found, "sides": sides}


def chronicle(view: CaseView, told: Timeline) -> Chronicle:
    """The timeline with its sources, in the order in which it names them."""
    claims = dict.fromkeys(claim for row in told.rows for claim in claims_of(row))
    for one in (*told.contradictions, *told.against_record):
        claims |= dict.fromkeys(one.claims)
    claims |= dict.fromkeys(fact.iri for one in told.conflicts for side in one.sides for fact in side.facts)
    facts = told.case.by_claim()
    cited = Citations(view, claims, {claim: facts[claim].sources for claim in claims})
    numbers = {claim: cited.numbers([claim]) for claim in claims}
    passages = {claim: tuple(rows) for claim, rows in cited.behind.items()}
    return Chronicle(told, cited.sources, numbers, passages, facts)


def claims_of(row: Row) -> Iterator[str]:
    """The claims a row rests on: those that state its date, then the premises of its bounds."""
    yield from (fact.iri for fact in row.stated)
    for bound in (row.earliest, row.latest):
        yield from bound.claims if bound else ()


_COLUMN = 28
_KIND_WORDS = ("charge", "conviction", "sentence")
"""Kinds of record that are called after the offence or the term, so that a reader would not know which is meant."""


def _touches(one: Conflict, account: str) -> bool:
    return any(fact.told_by(account) for side in one.sides for fact in side.facts)


def _head(line: Timeline) -> Iterator[Block]:
    title, below = line.case.title, []
    if line.account:
        iri = next((s for s in (*line.case.sources, *line.case.labels) if local(s) == line.account), line.account)
        title = f"{title}: the account of {line.case.label(iri)}"
        below.append("Its own words only, and what follows from them. None of it is thereby a fact.")
    else:
        words = " and ".join(standing.value for standing in line.standings if standing is not Standing.INFERRED)
        below.append(f"What is {words}, and what follows from it.")
    below += [f"As far as it was known on {in_words(When.day(line.known))}."] if line.known else []
    below += [f"Up to {in_words(When.day(line.on))}."] if line.on else []
    yield Lead(title, below=tuple(Paragraph(text, 0, 0) for text in below))


def _row(told: Chronicle, row: Row) -> Paragraph:
    """An instant: its date, or the days it must lie between, each bound with the steps that lead to it."""
    point = " ends" if row.point == "end" else " begins" if row.stretch else ""
    kind = next((f" ({word})" for word in _KIND_WORDS if f"cg:{word.capitalize()}" in row.kinds), "")
    claims = tuple(fact.iri for fact in row.stated)
    name = f"{row.label}{kind}{point}"
    if not row.inferred:
        return _pair(" / ".join(row.said), spread(name, _soft(told, claims), Citation(claims)))
    stated = " / ".join(in_words(When.parse(text)) for text in dict.fromkeys(fact.text for fact in row.stated))
    below = [_pair("", spread(f"stated: {stated}", Citation(claims)))] if stated else []
    if row.earliest and row.latest and _gist(row.earliest) == _gist(row.latest):
        below += [_pair("", "because"), *_steps(told, row.earliest)]
    else:
        for word, bound in (("not before", row.earliest), ("not after", row.latest)):
            if bound is not None and not set(bound.claims) <= set(claims):
                below += [_pair("", f"{word} {in_words(When.day(bound.day))}, because"), *_steps(told, bound)]
    return _pair(_range(row), f"{name} (inferred)", tuple(below))


def _gist(bound: Bound) -> list[tuple[str, tuple[str, ...]]]:
    return [(step.words, step.claims) for step in bound.steps]


def _pair(left: str, right: Words, below: tuple[Paragraph, ...] = (), hang: int = 0) -> Paragraph:
    return Paragraph(left, 0, hang, right, _COLUMN, below=below)


def _steps(told: Chronicle, bound: Bound) -> Iterator[Paragraph]:
    """The steps, each with its tolerance or its rule, its standing where that is soft, and its sources."""
    for step in bound.steps:
        note = f" ({'rule: ' if step.rule else ''}{step.note})" if step.note else ""
        words = spread(f"· {step.words}{note}", _soft(told, step.claims), Citation(step.claims))
        yield _pair("", words, hang=2)


def _range(row: Row) -> str:
    low, high = (bound.day if bound else None for bound in (row.earliest, row.latest))
    first, last = (in_words(When.day(day)) if day else "" for day in (low, high))
    if first == last:
        return first
    if low and high and low.day == 1:
        for whole in (When.parse(f"{low.year:04d}"), When.parse(f"{low.year:04d}-{low.month:02d}")):
            if (whole.earliest, whole.latest) == (low, high):
                return in_words(whole)
    return f"{first} to {last}" if first and last else f"from {first}" if first else f"until {last}"


def _soft(told: Chronicle, claims: Iterable[str]) -> str:
    """A remark when claims are not established; an account says so once, at its head."""
    soft = {told.facts[claim].standing for claim in claims if not told.facts[claim].standing.asserted}
    return f"({', '.join(sorted(standing.value for standing in soft))})" if soft and not told.timeline.account else ""


def _consistency(told: Chronicle) -> Iterator[Block]:
    line, alone = told.timeline, Paragraph("It is consistent with the record.", 0, 0)
    if not line.account:
        yield from _contradictions(told, line.contradictions, "cannot all be so")
        alone = Paragraph("These claims are consistent: nothing here excludes anything else.", 0, 0)
        yield from () if line.contradictions else (Section("", (alone,)),)
        return
    yield from _contradictions(told, line.contradictions, "contradict each other within the account")
    if not line.contradictions:
        yield Section("", (Paragraph("The account is consistent with itself.", 0, 0),))
    yield from _contradictions(told, line.against_record, "cannot all be so: the account against the record")
    yield from () if line.against_record else (Section("", (alone,)),)


def _contradictions(told: Chronicle, found: Iterable[Contradiction], what: str) -> Iterator[Block]:
    facts = told.facts
    for one in found:
        title = f"{plural(len(one.claims), 'claim')} {what} (they miss each other by {plural(one.days, 'day')}):"
        said = []
        for claim in one.claims:
            fact = facts[claim]
            who = f", {fact.chain[-1]}" if fact.chain else ""
            words = spread(f"· {_statement(told, fact)} ({fact.standing.value}{who})", Citation((claim,)))
            said.append(Paragraph(words, below=(Paragraph(fact.says, 4, 0),) if fact.says else ()))
        said += [Paragraph(f"{'rule' if step.rule else 'read'}: {step.words} ({step.note})", 4)
                 for step in one.steps if step.note]  # fmt: skip
        named = [facts[claim].name or f"claim {local(claim)}" for claim in one.resolved_by]
        if named:
            said.append(Paragraph(f"Retracting one of these alone would resolve it: {', '.join(named)}."))
        yield Section(title, tuple(said))


def _statement(told: Chronicle, fact: Claim) -> str:
    return f"{_about(told, fact)}: {_value(told, fact)}"


def _about(told: Chronicle, fact: Claim) -> str:
    return f"{told.timeline.case.label(fact.subject)} — {spaced(fact.key)}"


def _value(told: Chronicle, fact: Claim) -> str:
    """The object of a claim as a reader reads it."""
    if fact.is_link:
        return told.timeline.case.label(fact.text)
    try:
        return length_in_words(fact.text) if fact.key == cg.duration else in_words(When.parse(fact.text))
    except ValueError:
        return fact.text


def _conflicts(told: Chronicle, found: Sequence[Conflict], *, notes: bool) -> Iterator[Block]:
    count = plural(len(found), "conflict") if found else "No conflicts"
    yield Section(f"{count} between statements of the sources")
    for one in found:
        first = one.sides[0].facts[0]
        alike = len({(side.subject, side.predicate) for side in one.sides}) == 1
        say = _value if alike else _statement
        title = _about(told, first) if alike else "Set against each other in the case file"
        yield Section(title, tuple(_side(told, side, say(told, side.facts[0]), notes=notes) for side in one.sides))


def _side(told: Chronicle, side: Side, text: str, *, notes: bool) -> Paragraph:
    """One value: each claim of it with its standing, its speakers, and its documents by name."""
    below = []
    for fact in side.facts:
        chain = f", {' > '.join(fact.chain)}" if fact.chain else ""
        names = "; ".join(told.timeline.case.label(source) for source in fact.sources)
        said = tuple(Paragraph(text, 8, 0) for text in (fact.says, fact.note if notes else "") if text)
        below.append(Paragraph(f"{fact.standing.value}{chain}{hand(len(fact.chain) - 1)} — {names}", 6, below=said))
    return Paragraph(text, below=tuple(below))
