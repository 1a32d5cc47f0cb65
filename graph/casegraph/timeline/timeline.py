"""The timeline of a case: what is dated, what follows for the rest, and what cannot all be so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import networkx

from .. import cg
from ..dates import When, in_words
from ..records.claim import Claim
from ..records.claim import Literal as Value
from ..vocabulary import CG, EDTF, Standing
from .conflicts import Conflict, conflicts
from .constraints import TICKS, Constraint, Instant, Story
from .contradictions import Contradiction, contradictions
from .facts import CaseFacts
from .network import Network

__all__ = ["Bound", "Row", "Timeline", "timeline", "with_standings"]

_POINTS = {"start": (cg.date, cg.from_), "end": (cg.until,)}
_LEFT_OUT = {cg.SignatureCount, cg.Person, cg.Tenure, cg.Vacancy, cg.Office, cg.Power, cg.Policy}
"""Kinds of thing whose dates reason along but get no row of their own."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A day an instant cannot lie beyond, and the steps by which that follows."""

    day: date
    steps: tuple[Constraint, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The premises, in the order of the steps."""
        return tuple(dict.fromkeys(claim for step in self.steps for claim in step.claims))

    @property
    def rules(self) -> tuple[str, ...]:
        """The procedure rules used."""
        return tuple(dict.fromkeys(step.rule for step in self.steps if step.rule))


@dataclass(frozen=True, slots=True)
class Row:
    """One instant of one thing.

    Attributes:
        thing: its IRI.
        point: start or end; a moment has a start only.
        stretch: True when the thing has a start and an end.
        label: what a reader calls it.
        kinds: its classes, as short names, sorted.
        stated: what the chosen claims say its date is.
        earliest, latest: the tightest bounds, or None where there is none.
        inferred: True when a bound is tighter than what is stated, or nothing is stated.
    """

    thing: str
    point: Literal["start", "end"]
    stretch: bool
    label: str
    kinds: tuple[str, ...]
    stated: tuple[Claim, ...]
    earliest: Bound | None
    latest: Bound | None
    inferred: bool

    @property
    def said(self) -> tuple[str, ...]:
        """What the chosen claims say of this instant, in words, each once."""
        return tuple(dict.fromkeys(_in_words(fact, self.point) for fact in self.stated))

    @property
    def when(self) -> str:
        """The bounds as an EDTF text."""
        first = self.earliest.day.isoformat() if self.earliest else ""
        last = self.latest.day.isoformat() if self.latest else ""
        return first if first and first == last else f"[{first}..{last}]"


def _in_words(fact: Claim, point: str) -> str:
    """One end of a date that is a stretch; a start or an end known between two days, with both."""
    if fact.when is None:
        return fact.text
    end = fact.when.ends[point == "end"] if fact.key == cg.date else None
    return in_words(end or fact.when)


@dataclass(frozen=True)
class Timeline:
    """The analysis of one case.

    Attributes:
        case: the facts it was made from.
        account: whose account was read, or "" for the record.
        standings: which standings counted.
        rows: every instant, in order of time.
        contradictions: sets of claims that cannot all hold, among those chosen.
        against_record: for an account: the sets in which it and the established record cannot all hold.
        conflicts: statements that cannot both be right, whatever their standing.
        on: the day it is told for, or None.
        known: the day whose knowledge it shows, or None.
        later: how many rows lie after `on` and are left out.
    """

    case: CaseFacts
    account: str
    standings: tuple[Standing, ...]
    rows: tuple[Row, ...]
    contradictions: tuple[Contradiction, ...]
    against_record: tuple[Contradiction, ...]
    conflicts: tuple[Conflict, ...]
    on: date | None = None
    known: date | None = None
    later: int = 0

    def row(self, thing: str, point: str = "start") -> Row | None:
        """The row of an instant, or None."""
        return next((row for row in self.rows if (row.thing, row.point) == (thing, point)), None)

    def claims(self) -> list[Claim]:
        """The inferred bounds as claims: each names its premises and its rules, and stands no firmer than they do."""
        facts = self.case.by_claim()
        return [self._claim(row, facts) for row in self.rows if row.inferred]

    def _claim(self, row: Row, facts: dict[str, Claim]) -> Claim:
        bounds = [bound for bound in (row.earliest, row.latest) if bound]
        premises = tuple(dict.fromkeys(claim for bound in bounds for claim in bound.claims))
        rules = tuple(dict.fromkeys(rule for bound in bounds for rule in bound.rules))
        predicate = "until" if row.point == "end" else "from" if row.stretch else "date"
        return Claim(
            row.thing,
            CG + predicate,
            Value(row.when, EDTF),
            Standing.weakest(facts[claim].standing for claim in premises),
            tuple(dict.fromkeys(source for claim in premises for source in facts[claim].sources)),
            premises=premises,
            rule="; ".join(["shortest path in the temporal network", *rules]),
            says=f"{row.label}: {When.parse(row.when)}",
        )


def with_standings(case: CaseFacts, standings: Collection[Standing]) -> list[Claim]:
    """The facts whose standing is among `standings`."""
    return [fact for fact in case.facts if fact.standing in standings]


def timeline(
    case: CaseFacts,
    *,
    account: str = "",
    standings: Iterable[Standing] = (Standing.ESTABLISHED, Standing.INFERRED),
    on: date | None = None,
    known: date | None = None,
) -> Timeline:
    """Analyse the timeline of a case.

    Args:
        case: its facts.
        account: short id of a speaker or document: read its account alone, then hold it against the record.
        standings: without an account, which claims count.
        on: leave out what lies after this day.
        known: use only what was known on this day.

    Examples:
        >>> from casegraph import load
        >>> from casegraph.timeline import facts_of
        >>> told = timeline(facts_of(load("avery-dassey").cases[0]), account="article")
        >>> row = next(row for row in told.rows if row.label == "Avery exonerated, 2003")
        >>> row.when
        '[2002-07-01..2005-12-31]'
    """
    if known is not None:
        case = case.known_by(known)
    facts = case.by_claim()
    counted = tuple(standing for standing in Standing if standing in set(standings))
    if account:
        chosen = [f for f in case.facts if f.told_by(account) and f.standing is not Standing.RETRACTED]
    else:
        chosen = with_standings(case, counted)
    story = Story(case, chosen)
    found, left = contradictions(story.constraints(), facts)
    against = _against_record(case, chosen, found) if account else []
    rows = _rows(story, left)
    shown = [row for row in rows if on is None or row.earliest is None or row.earliest.day <= on]
    return Timeline(
        case,
        account,
        counted,
        tuple(shown),
        tuple(found),
        tuple(against),
        tuple(conflicts(case)),
        on,
        known,
        len(rows) - len(shown),
    )


def _against_record(case: CaseFacts, chosen: list[Claim], within: list[Contradiction]) -> list[Contradiction]:
    """The sets in which an account and the established record cannot all hold, apart from those within the account."""
    both = {fact.iri: fact for fact in (*with_standings(case, (Standing.ESTABLISHED, Standing.INFERRED)), *chosen)}
    found, _ = contradictions(Story(case, both.values()).constraints(), case.by_claim())
    own, known = {fact.iri for fact in chosen}, {one.claims for one in within}
    return [one for one in found if own & set(one.claims) and one.claims not in known]


def _rows(story: Story, constraints: list[Constraint]) -> list[Row]:
    network = Network(constraints)
    potentials, cycle = network.potentials()
    assert not cycle
    latest, later = network.bounds(potentials)
    earliest, earlier = network.bounds(potentials, backward=True)
    rows = []
    for instant in network.graph:
        thing, point = instant
        kinds = story.kinds.get(thing, set())
        if point not in _POINTS or not kinds or kinds & _LEFT_OUT:
            continue
        low = _bound(network, instant, -earliest[instant], earlier, True) if instant in earliest else None
        high = _bound(network, instant, latest[instant], later, False) if instant in latest else None
        row = _row(story, instant, low, high)
        if row.stated or _says_something(row, story):
            rows.append(row)
    return _in_order(rows, constraints)


def _in_order(rows: list[Row], constraints: Iterable[Constraint]) -> list[Row]:
    """By time, and never against an order that a claim or a rule gives."""
    by_instant: dict[Instant, Row] = {}
    for row in rows:
        by_instant[row.thing, row.point] = row
    graph: networkx.DiGraph[Instant] = networkx.DiGraph()
    graph.add_nodes_from(by_instant)
    graph.add_edges_from(
        (c.end, c.start) for c in constraints if c.ticks <= 0 and c.start in by_instant and c.end in by_instant
    )
    components = list(networkx.strongly_connected_components(graph))
    groups = [sorted((by_instant[one] for one in members), key=_in_time) for members in components]
    together = networkx.condensation(graph, components)
    order = networkx.lexicographical_topological_sort(together, key=lambda group: _in_time(groups[group][0]))
    return [row for group in order for row in groups[group]]


def _says_something(row: Row, story: Story) -> bool:
    """Does a bound of an undated instant rest on more than the other end of its own stretch, or somebody's birth?"""
    ends = {fact.iri for key in (cg.date, cg.from_, cg.until) for fact in story.stated(row.thing, key)}
    bounds = [bound for bound in (row.earliest, row.latest) if bound]
    born = [any(step.start[1] == "born" or step.end[1] == "born" for step in bound.steps) for bound in bounds]
    return any(not old and not set(bound.claims) <= ends for bound, old in zip(bounds, born, strict=True))


def _bound(network: Network, instant: Instant, ticks: int, via: dict[Instant, Instant], backward: bool) -> Bound | None:
    ordinal = ticks // TICKS
    if not date.min.toordinal() <= ordinal <= date.max.toordinal():
        return None
    return Bound(date.fromordinal(ordinal), tuple(network.way(instant, via, backward=backward)))


def _row(story: Story, instant: Instant, low: Bound | None, high: Bound | None) -> Row:
    thing, point = instant
    stretch = thing in story.stretches
    keys = (*_POINTS[point], *((cg.date,) if point == "end" and stretch else ()))
    stated = tuple(fact for key in keys for fact in story.stated(thing, key) if _gives(fact, point))
    own = {fact.iri for fact in stated}
    inferred = any(bound is not None and not set(bound.claims) <= own for bound in (low, high))
    return Row(thing, "end" if point == "end" else "start", stretch, story.case.label(thing),
               tuple(sorted(story.kinds.get(thing, ()))), stated, low, high, inferred)  # fmt: skip


def _gives(fact: Claim, point: str) -> bool:
    """Does a claim state this instant? A stretch that is open at one end states the other one only."""
    when = fact.when
    if fact.key != cg.date or when is None or not when.interval:
        return point == "start" or fact.key == cg.until
    return when.ends[point == "end"] is not None


def _in_time(row: Row) -> tuple[date, date, bool, str, str]:
    """By the middle of the range, so that a vague year does not come before all its days."""
    first = row.earliest.day if row.earliest else row.latest.day if row.latest else date.min
    last = row.latest.day if row.latest else first
    middle = first + timedelta(days=max(0, (last - first).days) // 2)
    return middle, last, row.point == "start", row.label, row.thing
