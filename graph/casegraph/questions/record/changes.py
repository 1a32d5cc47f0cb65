"""What differs between two versions of a case, between two days, or between what was known on two days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ...dates import When, in_words
from ...display import Block, Displayed, Lead, Paragraph, Section
from ...records.claim import Claim
from ...timeline import CaseFacts, Row, single_valued, timeline
from ...view import CaseView
from ...vocabulary import Standing, local
from ...words import spaced
from ..clemency.status import status_of

__all__ = ["Change", "Difference", "between_days", "between_versions"]

_HEADS = {
    "added": "Added", "removed": "Removed", "changed": "Changed", "standing": "Stands otherwise",
    "sources": "Rests on other documents", "happened": "Happened",
    "perhaps": "May have happened: the date is too vague",
    "status": "What became of convictions",
}  # fmt: skip
_QUIET = ("rdf:type",)
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        kind: added, removed, changed, standing or sources (of versions); happened, perhaps or status (of days).
        thing: short id of the record.
        label: what a reader calls it, with the property for versions.
        before, after: the two values, "" where there is none.
        claims: the claims behind it, those of the earlier side first.
        sources: names of the documents behind it.
    """

    kind: str
    thing: str
    label: str
    before: str
    after: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]

    def paragraph(self) -> Paragraph:
        """What was and what is, with the documents."""
        value = f"{self.before} → {self.after}" if self.before and self.after else self.after or self.before
        told = self.sources and self.kind != "sources"
        return Paragraph(
            f"{self.label}: {value}", below=(Paragraph(f"— {'; '.join(self.sources)}", 6),) if told else ()
        )

    def to_json(self) -> dict[str, Any]:
        """As `ontology/diff.schema.json` has it."""
        return {"kind": self.kind, "thing": self.thing, "label": self.label, "before": self.before, "after": self.after,
                "claims": [local(claim) for claim in self.claims], "sources": list(self.sources)}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Difference(Displayed):
    """Everything that differs.

    Attributes:
        of: versions, days or known.
        first, second: what was compared, as a reader reads it.
        changes: in the order of the kinds, then of time or id.
    """

    of: str
    first: str
    second: str
    changes: tuple[Change, ...]

    def blocks(self) -> Iterator[Block]:
        """The changes under one heading a kind, each with its documents."""
        yield Lead(f"From {self.first} to {self.second}")
        if not self.changes:
            yield Section("Nothing differs.")
        for kind, changes in groupby(self.changes, key=lambda change: change.kind):
            yield Section(_HEADS[kind], tuple(change.paragraph() for change in changes))

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """One row a change; the claims behind it last."""
        columns = ("what", "label", "before", "after", "sources", "thing", "claim_iris")
        return columns, [
            (c.kind, c.label, c.before, c.after, "; ".join(c.sources), c.thing, list(c.claims)) for c in self.changes
        ]

    def to_json(self) -> dict[str, Any]:
        """As `ontology/diff.schema.json` has it."""
        return {"of": self.of, "first": self.first, "second": self.second,
                "changes": [change.to_json() for change in self.changes]}  # fmt: skip


def between_versions(old: CaseFacts, new: CaseFacts, of: str, first: str, second: str) -> Difference:
    """Statements added, removed or changed between two versions; things are compared by their ids.

    Examples:
        >>> from casegraph.records.claim import Case
        >>> from casegraph.timeline import facts_of
        >>> empty = facts_of(Case("empty", "An empty case", (), ()))
        >>> between_versions(empty, empty, "versions", "a", "b").changes
        ()
    """
    was, now = _statements(old), _statements(new)
    gone, come = [key for key in was if key not in now], [key for key in now if key not in was]
    changes: list[Change] = []
    replaced: set[_Key] = set()
    for key in gone:
        other = next((one for one in come if one[:2] == key[:2] and one not in replaced), None)
        if other is not None and key[1] in single_valued():
            replaced |= {key, other}
            changes.append(_changed(old, new, was[key], now[other]))
    changes += [_one(new, now[key], "added") for key in come if key not in replaced]
    changes += [_one(old, was[key], "removed") for key in gone if key not in replaced]
    changes += [change for key in was if key in now for change in _restood(old, new, was[key], now[key])]
    return Difference(of, first, second, tuple(sorted(changes, key=_by_kind)))


def _statements(case: CaseFacts) -> dict[_Key, list[Claim]]:
    held: dict[_Key, list[Claim]] = {}
    for fact in case.facts:
        if fact.key not in _QUIET:
            value = local(fact.text) if fact.is_link else fact.text
            held.setdefault((local(fact.subject), fact.key, value), []).append(fact)
    return held


def _by_kind(change: Change) -> tuple[int, str, str, str]:
    return list(_HEADS).index(change.kind), change.thing, change.label, change.after


def _object(case: CaseFacts, fact: Claim) -> str:
    return case.label(fact.text) if fact.is_link else fact.text


def _value(case: CaseFacts, facts: list[Claim]) -> str:
    text, standing = _object(case, facts[0]), Standing.together(one.standing for one in facts)
    return text if standing is Standing.ESTABLISHED else f"{text} ({standing.value})"


def _sources(case: CaseFacts, facts: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.label(source) for fact in facts for source in fact.sources))


def _title(case: CaseFacts, fact: Claim) -> str:
    return f"{case.label(fact.subject)} — {spaced(fact.key)}"


def _one(case: CaseFacts, facts: list[Claim], kind: str) -> Change:
    value, claims = _value(case, facts), tuple(fact.iri for fact in facts)
    before, after = ("", value) if kind == "added" else (value, "")
    label = _title(case, facts[0])
    return Change(kind, local(facts[0].subject), label, before, after, claims, _sources(case, facts))


def _changed(old: CaseFacts, new: CaseFacts, was: list[Claim], now: list[Claim], kind: str = "changed") -> Change:
    claims = tuple(dict.fromkeys(fact.iri for fact in (*was, *now)))
    return Change(kind, local(now[0].subject), _title(new, now[0]), _value(old, was), _value(new, now), claims,
                  _sources(new, now))  # fmt: skip


def _restood(old: CaseFacts, new: CaseFacts, was: list[Claim], now: list[Claim]) -> Iterator[Change]:
    stood, stands = (Standing.together(fact.standing for fact in facts) for facts in (was, now))
    if stood is not stands:
        change = _changed(old, new, was, now, "standing")
        yield Change(change.kind, change.thing, f"{change.label}: {_object(new, now[0])}", stood.value,
                     stands.value, change.claims, change.sources)  # fmt: skip
        return
    before, after = (sorted({local(s) for fact in facts for s in fact.sources}) for facts in (was, now))
    if before != after:
        change = _changed(old, new, was, now, "sources")
        yield Change(change.kind, change.thing, f"{change.label}: {_value(new, now)}", ", ".join(before),
                     ", ".join(after), change.claims, change.sources)  # fmt: skip


def between_days(view: CaseView, case: CaseFacts, first: date, second: date) -> Difference:
    """What happened, began or ended after `first` and up to `second`, and what became of convictions meanwhile."""
    told = timeline(case)
    facts = case.by_claim()
    changes = [
        _happened(case, facts, row, kind)
        for row in told.rows
        for kind in [_when_happened(row, first, second)]
        if kind and (row.stated or kind == "happened")
    ]
    convictions = sorted(f.subject for f in case.facts if f.key == "rdf:type" and f.text.endswith("#Conviction"))
    for conviction in dict.fromkeys(convictions):
        was, now = status_of(view, conviction, first), status_of(view, conviction, second)
        if was.name != now.name:
            names = _sources(case, (facts[claim] for claim in now.because if claim in facts))
            label = case.label(conviction)
            changes.append(Change("status", local(conviction), label, was.name, now.name, now.because, names))
    head = tuple(in_words(When.day(day)) for day in (first, second))
    ordered = sorted(changes, key=lambda change: list(_HEADS).index(change.kind))
    return Difference("days", head[0], head[1], tuple(ordered))


def _when_happened(row: Row, first: date, second: date) -> str:
    low = row.earliest.day if row.earliest else date.min
    high = row.latest.day if row.latest else date.max
    if first < low and high <= second:
        return "happened"
    return "perhaps" if high > first and low <= second else ""


def _happened(case: CaseFacts, facts: dict[str, Claim], row: Row, kind: str) -> Change:
    bounds = [bound for bound in (row.earliest, row.latest) if bound]
    claims = tuple(dict.fromkeys([f.iri for f in row.stated] + [claim for b in bounds for claim in b.claims]))
    point = " ends" if row.point == "end" else " begins" if row.stretch else ""
    when = in_words(When.parse(row.when if row.inferred or not row.stated else row.stated[0].text))
    names = _sources(case, (facts[claim] for claim in claims))
    return Change(kind, local(row.thing), f"{row.label}{point}", "", when, claims, names)
