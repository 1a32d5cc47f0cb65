"""A timeline with its sources looked up and numbered, and as JSON; `chronicle_prose` tells it as text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...display import Displayed
from ...timeline import Bound, Conflict, Constraint, Contradiction, Fact, Row, Timeline
from ...view import Backing, CaseView, backing
from ...vocabulary import local

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
    facts: dict[str, Fact]

    def to_text(self) -> str:
        """The timeline as the command line prints it."""
        from .chronicle_prose import tell_timeline

        return tell_timeline(self)

    def to_html(self) -> str:
        """The timeline as HTML that stands alone."""
        from ..html import timeline_html

        return timeline_html(self)

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """One row an instant, in order of time; earliest and latest are the days it cannot lie beyond."""
        names = {row.source: row.label for rows in self.passages.values() for row in rows}
        columns = ("event", "kind", "point", "stated", "earliest", "latest", "inferred", "sources", "event_iri")
        rows: list[Sequence[Any]] = []
        for row in self.timeline.rows:
            sources = dict.fromkeys(s for fact in row.stated for s in fact.sources)
            bounds = (bound.day.isoformat() if bound else None for bound in (row.earliest, row.latest))
            rows.append((row.label, ", ".join(kind.removeprefix("cg:") for kind in row.kinds), row.point,
                         " / ".join(dict.fromkeys(fact.object for fact in row.stated)), *bounds, row.inferred,
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

    def _claim(self, fact: Fact) -> dict[str, Any]:
        spans = [
            {"source": local(row.source), "start": row.start, "end": row.end, "quote": row.quote}
            for row in self.passages.get(fact.claim, ())
            if row.start is not None
        ]
        return {**_fact_json(fact), "passages": spans}


def _fact_json(fact: Fact) -> dict[str, Any]:
    return {
        "subject": local(fact.subject),
        "predicate": fact.predicate,
        "value": local(fact.object) if fact.thing else fact.object,
        "standing": fact.standing.value,
        "speakers": list(fact.speakers),
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
        "stated": [{"value": fact.object, "claim": local(fact.claim)} for fact in row.stated],
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
            "value": local(side.value) if side.facts[0].thing else side.value,
            "claims": [{"claim": local(fact.claim), **_fact_json(fact)} for fact in side.facts],
        }
        for side in one.sides
    ]
    return {"found": one.found, "sides": sides}


def chronicle(view: CaseView, told: Timeline) -> Chronicle:
    """The timeline with its sources, in the order in which it names them."""
    claims = dict.fromkeys(claim for row in told.rows for claim in claims_of(row))
    for one in (*told.contradictions, *told.against_record):
        claims |= dict.fromkeys(one.claims)
    claims |= dict.fromkeys(fact.claim for one in told.conflicts for side in one.sides for fact in side.facts)
    facts = told.case.by_claim()
    first: dict[str, Backing] = {}
    numbers: dict[str, tuple[int, ...]] = dict.fromkeys(claims, ())
    passages: dict[str, tuple[Backing, ...]] = {}
    for row in backing(view, claims):
        if row.source in facts[row.claim].sources:
            first.setdefault(row.source, row)
            number = list(first).index(row.source) + 1
            numbers[row.claim] = tuple(dict.fromkeys((*numbers[row.claim], number)))
            passages[row.claim] = (*passages.get(row.claim, ()), row)
    return Chronicle(told, tuple(first.values()), numbers, passages, facts)


def claims_of(row: Row) -> Iterator[str]:
    """The claims a row rests on: those that state its date, then the premises of its bounds."""
    yield from (fact.claim for fact in row.stated)
    for bound in (row.earliest, row.latest):
        yield from bound.claims if bound else ()
