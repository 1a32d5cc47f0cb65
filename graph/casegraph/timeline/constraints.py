"""From claims to constraints: "at most so many ticks later", each with the claims that say so.

An instant is (thing, point); a stretch has a start and an end, a moment only a start. Days are cut into ticks so that
a strict "before" within one day stays strict.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .. import cg
from ..dates import Duration, NotADuration, When, in_words, length_in_words
from ..records.claim import Claim
from .facts import CaseFacts
from .rules import Rule, procedure_rules

__all__ = ["ORDERS", "ORIGIN", "TICKS", "TIMED", "Constraint", "Instant", "Story"]

Instant = tuple[str, str]
"""A thing's IRI, and start, end, outcome or born."""

ORIGIN: Instant = ("", "")
"""The day before the first day of the calendar, from which all others are counted."""
TICKS = 1_000_000
"""Ticks in a day: more than there are things in a case, so that an order within a day always fits."""

_STRETCHES = {cg.Imprisonment, cg.Tenure, cg.Vacancy, cg.Office, cg.Power, cg.Policy}
_POINTS = {cg.date: "start", cg.from_: "start", cg.until: "end", cg.outcomeDate: "outcome", cg.born: "born",
           cg.died: "died"}  # fmt: skip
ORDERS = (cg.before, cg.after, cg.during)
TIMED = frozenset({*_POINTS, *ORDERS, cg.duration})
"""The properties that put something in time; whatever has none of them cannot contradict anything."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """`end` comes at most `ticks` after `start` (at least so many before it when negative).

    Attributes:
        start, end: the two instants.
        ticks: the limit.
        claims: the claims it rests on, () for one that holds of every stretch.
        words: what it says, for a reader.
        note: the tolerance it is read with, or the reason of the rule, or "".
        rule: the id of the procedure rule, or "".
    """

    start: Instant
    end: Instant
    ticks: int
    claims: tuple[str, ...]
    words: str
    note: str = ""
    rule: str = ""


class Story:
    """The facts chosen for an analysis, with what is needed to read them as constraints.

    Args:
        case: the case's facts; kinds and labels are read from all of them.
        chosen: the facts whose dates, durations, orders and links count.
    """

    def __init__(self, case: CaseFacts, chosen: Iterable[Claim]) -> None:
        self.case = case
        self.chosen = tuple(chosen)
        self.kinds: dict[str, set[str]] = {}
        for fact in case.facts:
            if fact.key == "rdf:type" and (fact.standing.asserted or fact in self.chosen):
                self.kinds.setdefault(fact.subject, set()).add("cg:" + fact.text.rpartition("#")[2])
        self.by_predicate: dict[str, list[Claim]] = {}
        for fact in self.chosen:
            self.by_predicate.setdefault(fact.key, []).append(fact)
        self.by_subject: dict[tuple[str, str], list[Claim]] = {}
        for fact in self.chosen:
            self.by_subject.setdefault((fact.subject, fact.key), []).append(fact)
        self.stretches = {subject for subject, kinds in self.kinds.items() if kinds & _STRETCHES}
        self.stretches |= {f.subject for key in (cg.from_, cg.until, cg.duration) for f in self.of(key)}
        self.stretches |= {f.subject for f in self.of(cg.date) if f.when and f.when.interval}

    def of(self, predicate: str) -> list[Claim]:
        """The chosen facts of one property."""
        return self.by_predicate.get(predicate, [])

    def stated(self, thing: str, predicate: str) -> list[Claim]:
        """The chosen facts of one property of one thing."""
        return self.by_subject.get((thing, predicate), [])

    def instant(self, thing: str, point: str = "start") -> Instant:
        """The instant meant; the end of a moment is its start."""
        return (thing, "start") if point == "end" and thing not in self.stretches else (thing, point)

    def constraints(self) -> list[Constraint]:
        """Every constraint, in a stable order."""
        found = [*self._dates(), *self._durations(), *self._orders(), *self._rules()]
        used = {instant for c in found for instant in (c.start, c.end)}
        found += [
            Constraint(
                (thing, "end"), (thing, "start"), 0, (), f"{self.case.label(thing)} does not end before it starts"
            )
            for thing in sorted(self.stretches)
            if {(thing, "start"), (thing, "end")} <= used
        ]
        return found

    def _dates(self) -> Iterator[Constraint]:
        for predicate, point in _POINTS.items():
            for fact in self.of(predicate):
                if fact.when:
                    yield from self._dated(fact, fact.when, point)

    def _dated(self, fact: Claim, when: When, point: str) -> Iterator[Constraint]:
        label, said = self.case.label(fact.subject), in_words(when)
        note = "about is read with one unit to either side" if when.approximate else ""
        verb = {"end": "ended", "outcome": "had its outcome", "born": "born", "died": "died"}.get(point, "")
        words = f"{label}{f' {verb}' if verb else ''}: {said}"
        first, last, first_end, last_end = when.reach
        if not when.interval or fact.key != cg.date:  # only a date may be a stretch: the others are some day
            yield from _between(self.instant(fact.subject, point), first, last_end, fact.iri, words, note)
            return
        yield from _between(self.instant(fact.subject), first, last, fact.iri, words, note)
        yield from _between(self.instant(fact.subject, "end"), first_end, last_end, fact.iri, words, note)

    def _durations(self) -> Iterator[Constraint]:
        for fact in self.of(cg.duration):
            try:
                length = Duration.parse(fact.text)
            except NotADuration:
                continue
            start, end = self.instant(fact.subject), self.instant(fact.subject, "end")
            words = f"{self.case.label(fact.subject)} lasted {length_in_words(fact.text)}"
            note = f"read as {length.tolerance}"
            yield Constraint(start, end, length.most * TICKS, (fact.iri,), words, note)
            yield Constraint(end, start, -length.least * TICKS, (fact.iri,), words, note)

    def _orders(self) -> Iterator[Constraint]:
        for predicate in ORDERS:
            for fact in self.of(predicate):
                one, other = self.case.label(fact.subject), self.case.label(fact.text)
                words, claims = f"{one} {predicate[3:]} {other}", (fact.iri,)
                if predicate == cg.during:
                    yield Constraint(self.instant(fact.subject), self.instant(fact.text), 0, claims, words)
                    ends = self.instant(fact.text, "end"), self.instant(fact.subject, "end")
                    yield Constraint(*ends, 0, claims, words)
                    continue
                first, second = (fact.subject, fact.text)[:: -1 if predicate == cg.after else 1]
                yield Constraint(self.instant(second), self.instant(first, "end"), -1, claims, words)

    def _rules(self) -> Iterator[Constraint]:
        for rule in procedure_rules():
            earlier: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
            for thing in self._things(rule.earlier, rule.earlier_path):
                for shared, claims in self._reached(thing, rule.earlier_path):
                    earlier.setdefault(shared, []).append((thing, claims))
            if not earlier:
                continue
            for thing in self._things(rule.later, rule.later_path):
                for shared, claims in self._reached(thing, rule.later_path):
                    for first, more in earlier.get(shared, ()):
                        if first != thing or rule.earlier_point != rule.later_point:
                            yield from self._ruled(rule, thing, first, (*claims, *more))

    def _things(self, kind: str, path: tuple[str, ...]) -> list[str]:
        """The things of a kind from which the path may lead somewhere."""
        if path:
            return sorted({f.subject for f in self.of(path[0]) if f.is_link and kind in self.kinds.get(f.subject, ())})
        return sorted(thing for thing, kinds in self.kinds.items() if kind in kinds)

    def _reached(self, thing: str, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What the path leads to, with the claims on the way."""
        if not path:
            yield thing, ()
            return
        for fact in self.stated(thing, path[0]):
            for end, claims in self._reached(fact.text, path[1:]):
                yield end, (fact.iri, *claims)

    def _ruled(self, rule: Rule, later: str, earlier: str, claims: tuple[str, ...]) -> Iterator[Constraint]:
        first, second = self.instant(earlier, rule.earlier_point), self.instant(later, rule.later_point)
        claims = tuple(dict.fromkeys(claims))
        joint = "on the day of" if rule.most == 0 else "not before"
        birth = "the birth of " if rule.earlier_point == "born" else ""
        words = f"{self.case.label(later)}: {joint} {birth}{self.case.label(earlier)}"
        if rule.most is None:
            yield Constraint(second, first, -rule.least * TICKS, claims, words, rule.reason, rule.name)
            return
        yield Constraint(second, first, -rule.least * TICKS, claims, words, rule.reason, rule.name)
        yield Constraint(first, second, rule.most * TICKS, claims, words, rule.reason, rule.name)


def _between(instant: Instant, first: date, last: date, claim: str, words: str, note: str) -> Iterator[Constraint]:
    """The instant lies on a day from `first` to `last`; an end that is open sets no limit."""
    if last < date.max:
        yield Constraint(ORIGIN, instant, (last.toordinal() + 1) * TICKS - 1, (claim,), words, note)
    if first > date.min:
        yield Constraint(instant, ORIGIN, -first.toordinal() * TICKS, (claim,), words, note)
