"""The law of every sovereign compiled to a table: who decides, for which convictions, from when until when.

One row for each sovereign, kind of clemency, class of sentence, set of flags and stretch of days on which the answer is
the same. The rows come of the same functions as the walk (`powers_for`, `answered`, `value_of`), evaluated once
between two days on which any rule or office begins or ends; so millions of convictions can be joined to the table
instead of walked one by one. People in office are not part of it: join the tenures by office and day.

To join a conviction: `sentence` is `sentence_class(type)`, `flags` are those of its flags that `flags_that_matter` for
its sovereign (or, of those that are only suggested, one, as `perhaps treason`), and a commuted sentence of death is one
of `other` with the flag `death sentence commuted`. The table does not know its status (vacated, pardoned, not
yet convicted); before the conviction, only the offices in `early` may act.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from operator import attrgetter

from ... import cg
from ...casefile.marks import PERHAPS, suggestible
from ...view import CaseView, back, dates_of, step, values, widened
from ...vocabulary import Standing, local
from ...words import DOUBT, unique
from ..clemency.answer import PowerAnswer, Value
from ..clemency.verdict import claimed, claiming, undecided, value_of
from ..naming.names import things_of
from .coverage import CLAIMED, CLEMENCY, NEEDS_A_SENTENCE, ROLES, Coverage, Criteria, barred_by, may_precede, powers_for
from .offices import answered

__all__ = ["SENTENCES", "PowerInterval", "PowerIntervals", "compile_powers", "flags_that_matter", "sentence_class"]

SENTENCES = {"death": "death", "other": "life", "unknown": ""}
"""Class of sentence → a type of sentence that stands for it: only death, not death or not recorded can matter."""


@dataclass(frozen=True, slots=True)
class PowerInterval:
    """Who decides on one kind of clemency for one class of convictions, from `start` until `until` (half-open).

    Attributes:
        sovereign: id of the sovereign whose law was broken.
        kind: kind of clemency, one of `CLEMENCY`.
        sentence: death, other or unknown.
        flags: the flags of the conviction that matter, sorted.
        start: first day, None for ever before.
        until: the day on which it holds no longer, None for ever after.
        value: who (surely somebody decides), depends, disputed (by one account only), no (nobody may) or unknown.
        deciders: ids of the offices that decide, sorted; more than one where rules stand beside each other or the law
            of the day is known only in part.
        early: the deciders that may act before there is a conviction.
        early_value: what the answer is of a charge, or of an offence that nobody was charged with.
        roles: (role, office id) of every other office with a role, in the order of `ROLES`, marked where it rests on
            one source or one account only.
        disputed: ids of offices that decide by one account only.
        reported: ids of offices that decide by the word of one source only.
        no_decider: nobody, varies or automatic by law, where no office decides; else "".
        basis: the legal basis as cited.
        conditions: what else must hold.
        powers: ids of the rules it comes of.
        claims: ids of the claims behind it, sorted.
    """

    sovereign: str
    kind: str
    sentence: str
    flags: tuple[str, ...]
    start: date | None
    until: date | None
    value: Value
    deciders: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    early_value: Value = "moot"
    roles: tuple[tuple[str, str], ...] = ()
    disputed: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    no_decider: str = ""
    basis: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    def to_row(self) -> dict[str, str]:
        """As texts for a table: days as YYYY-MM-DD or "", lists joined by `; `, roles as `role: office`."""
        shown = {field.name: getattr(self, field.name) for field in fields(self)}
        shown["roles"] = [f"{role}: {office}" for role, office in self.roles]
        return {
            key: value if isinstance(value, str) else "" if value is None else value.isoformat()
            if isinstance(value, date) else "; ".join(value)
            for key, value in shown.items()
        }  # fmt: skip


class PowerIntervals(tuple[PowerInterval, ...]):
    """The rows, sorted by sovereign, kind, sentence, flags and start; `at` finds the one of a day."""

    @cached_property
    def _index(self) -> dict[tuple[object, ...], tuple[list[date], list[PowerInterval]]]:
        held: dict[tuple[object, ...], tuple[list[date], list[PowerInterval]]] = {}
        for row in self:
            starts, rows = held.setdefault((row.sovereign, row.kind, row.sentence, row.flags), ([], []))
            starts.append(row.start or date.min)
            rows.append(row)
        return held

    def at(
        self, sovereign: str, kind: str, day: date, sentence: str = "unknown", flags: Iterable[str] = ()
    ) -> PowerInterval | None:
        """The row of that day; None when the sovereign has never had a rule on that kind for such a conviction.

        Args:
            sovereign: id, e.g. `US-WI`.
            kind: one of `CLEMENCY`.
            day: the day asked about.
            sentence: death, other or unknown.
            flags: the flags that matter to the sovereign (`flags_that_matter`), in any order.
        """
        found = self._index.get((sovereign, kind, sentence, tuple(sorted(flags))))
        return found[1][bisect_right(found[0], day) - 1] if found else None


def sentence_class(sentence_type: str) -> str:
    """The class of a type of sentence.

    Examples:
        >>> sentence_class("life"), sentence_class("death"), sentence_class("")
        ('other', 'death', 'unknown')
    """
    return "unknown" if not sentence_type else "death" if sentence_type == "death" else "other"


def classes_of_flags(matter: Sequence[str], law: str, together: int) -> Iterator[tuple[str, ...]]:
    """The sets of flags the table has rows for: those a conviction carries, or one that words of its offence suggest.

    Examples:
        >>> list(classes_of_flags(["first felony", "treason"], "US-WI", 1))
        [(), ('first felony',), ('treason',), ('perhaps treason',)]
    """
    for number in range(min(together, len(matter)) + 1):
        yield from combinations(matter, number)
    yield from ((PERHAPS + flag,) for flag in matter if flag in suggestible(law))


def flags_that_matter(view: CaseView, sovereign: str) -> tuple[str, ...]:
    """The flags by which any rule of `sovereign` (IRI), asserted or disputed, tells convictions apart, sorted."""
    wide = widened(view, *CLAIMED)
    powers = back(wide, sovereign, cg.sovereign)
    keys = (cg.appliesTo, cg.excludes)
    return tuple(sorted({flag for power in powers for key in keys for flag in values(wide, power, key)}))


def compile_powers(view: CaseView, sovereigns: Iterable[str] | None = None, *, together: int = 4) -> PowerIntervals:
    """The table of the law in `view`.

    Args:
        view: a graph with the authorities that are to be compiled.
        sovereigns: IRIs of sovereigns; every one of the graph when None.
        together: how many flags that matter a conviction may carry at once; no shipped sovereign knows more than four.

    Examples:
        >>> from casegraph import Graph
        >>> from casegraph.authorities.load import load_authorities
        >>> intervals = compile_powers(Graph([], load_authorities(["US-MN"])).view)
        >>> [intervals.at("US-MN", "pardon", date(year, 6, 1)).deciders for year in (2022, 2025)]
        [('US-MN-board',), ('US-MN-governor',)]
    """
    wide = widened(view, *CLAIMED)
    rows: list[PowerInterval] = []
    for sovereign in sorted(things_of(view, "Sovereign") if sovereigns is None else sovereigns):
        known: _Contents = {}
        matter = flags_that_matter(view, sovereign)
        for flags in classes_of_flags(matter, local(sovereign), together):
            for sentence in SENTENCES:
                rows += _stretches(view, wide, sovereign, sentence, flags, known)
    return PowerIntervals(sorted(rows, key=lambda r: (r.sovereign, r.kind, r.sentence, r.flags, r.start or date.min)))


_Contents = dict[tuple[object, ...], PowerInterval]
"""The kind, the day and the powers that reach a conviction → a row of some class of convictions they reach alike."""


def _stretches(
    view: CaseView, wide: CaseView, sovereign: str, sentence: str, flags: tuple[str, ...], known: _Contents
) -> Iterator[PowerInterval]:
    """The rows of one class of convictions: what holds between two changes, equal neighbours joined."""
    days, doubted = _change_days(wide, sovereign), claiming(view, sovereign)
    named = {kind for power in back(wide, sovereign, cg.sovereign) for kind in values(wide, power, cg.kinds)}
    kinds = [kind for kind in CLEMENCY if kind in named]
    last: dict[str, PowerInterval] = {}
    for start, until in zip([None, *days], [*days, None], strict=True):
        day = start or date.min
        asked = Criteria(day, None, None)
        governed, *others = (
            powers_for(seen, sovereign, SENTENCES[sentence], flags, asked) for seen in (view, *doubted.values())
        )
        for kind in kinds:
            more = {standing.value: _only(found, kind) for standing, found in zip(doubted, others, strict=True)}
            here = _only(governed, kind)
            # A row says of its class only what the powers make of it, and which flag bars it where none is left.
            key = (kind, day, *(tuple(found.items()) for found in (here, *more.values())), *(() if here else flags))
            if key not in known:
                base = PowerInterval(local(sovereign), kind, sentence, flags, start, until, "unknown")
                known[key] = _interval(view, base, sovereign, here, more, day)
            row, before = known[key], last.get(kind)
            if before is None or _CONTENT(before) != _CONTENT(row):
                if before:
                    yield replace(before, until=start)
                last[kind] = replace(row, sentence=sentence, flags=flags)
    yield from (replace(row, until=None) for row in last.values())


_CONTENT = attrgetter(*(each.name for each in fields(PowerInterval)[6:]))
"""What an interval says, whatever its class and its days."""


def _only(governed: Mapping[str, Coverage], kind: str) -> dict[str, Coverage]:
    return {power: here.only((kind,)) for power, here in governed.items() if kind in here.kinds}


def _interval(
    view: CaseView,
    base: PowerInterval,
    sovereign: str,
    governed: Mapping[str, Coverage],
    others: Mapping[str, Mapping[str, Coverage]],
    day: date,
) -> PowerInterval:
    """One row, as the walk would answer on `day`, without people."""
    asserted = answered(view, governed, day, people=False)
    powers = (*asserted, *claimed(view, others, asserted, sovereign, day, people=False))
    nobody = power.nobody if (power := undecided(asserted)) else ""
    deciders = unique(local(a.office) for power in asserted for a in power.deciders)
    before = _before(view, sovereign, asserted, others, day) if base.kind not in NEEDS_A_SENTENCE else ()
    first = {local(a.office) for power in before if power.standing == "established" for a in power.deciders}
    doubted = {standing: _deciding(powers, standing.value) for standing in CLAIMED}
    shown = [power for power in asserted if power.deciders] or [power for power in powers if power.deciders]
    asked = Criteria(day, base.kind, None)
    barred = [] if powers or governed else barred_by(view, sovereign, base.flags, asked)
    order = list(ROLES.values())
    roles = {(order.index(a.role), a.role + DOUBT.get(a.standing, ""), local(a.office))
             for power in asserted for a in power.offices if a.role != "decider"}  # fmt: skip
    return replace(
        base,
        value="no" if nobody == "nobody" or barred else "depends" if nobody else value_of(asked, powers),
        deciders=tuple(sorted(deciders)),
        early=tuple(sorted(first)),
        early_value=value_of(asked, before) if before else "moot",
        roles=tuple((role, office) for _, role, office in sorted(roles)),
        disputed=doubted[Standing.CONTESTED],
        reported=doubted[Standing.ATTRIBUTED],
        no_decider=nobody,
        basis=unique(text for power in shown or asserted for text in power.basis)
        or unique(text for power, _, _ in barred for text in values(view, power, cg.basis)),
        conditions=unique(text for power in shown for text in power.conditions)
        or unique(f"the law excepts {flag}" for _, flag, _ in barred),
        powers=tuple(sorted({local(power.power) for power in powers} | {local(power) for power in governed})),
        claims=tuple(sorted({local(claim) for power in powers for a in power.offices for claim in a.because})),
    )


def _before(
    view: CaseView, sovereign: str, asserted: Iterable[PowerAnswer], others: Mapping[str, Mapping[str, Coverage]],
    day: date,
) -> tuple[PowerAnswer, ...]:  # fmt: skip
    """The powers that may be used before a conviction."""
    early = [power for power in asserted if may_precede(view, power.power)]
    wide = {standing: widened(view, Standing(standing)) for standing in others}
    fitting = {standing: {power: its for power, its in here.items() if may_precede(wide[standing], power)}
               for standing, here in others.items()}  # fmt: skip
    return (*early, *claimed(view, fitting, early, sovereign, day, people=False))


def _deciding(powers: Iterable[PowerAnswer], standing: str) -> tuple[str, ...]:
    """The offices that decide by claims of one standing only, sorted."""
    return tuple(sorted({local(a.office) for power in powers for a in power.offices
                         if a.role == "decider" and a.standing == standing}))  # fmt: skip


def _change_days(view: CaseView, sovereign: str) -> list[date]:
    """The days on which a rule of the sovereign, or an office under one, may begin or end."""
    powers = back(view, sovereign, cg.sovereign)
    offices = {office for power in powers for key in ROLES for office in step(view, power, key)}
    bounds = (
        day
        for node in (*powers, *offices)
        for key in (cg.from_, cg.until)
        for when in dates_of(view, node, key)
        for day in (when.earliest, when.latest)
    )
    return sorted({day for day in bounds if day is not None})
