"""The law and its office holders as one table of intervals: what an answer needs, looked up instead of walked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from .. import cg
from ..casefile.marks import PERHAPS
from ..kept import kept
from ..questions.clemency.answer import Value
from ..questions.naming.names import things_of
from ..questions.powers.intervals import Ruling, compile_rulings, flags_that_matter
from ..questions.powers.tenure import in_office
from ..questions.powers.walk import KINDS, Asked
from ..view import CaseView, back, dates_of, one, step, widened
from ..vocabulary import Standing, local, thing
from ..words import unique

__all__ = ["Interval", "LawTable", "compile_law", "compiled_law", "flag_key"]

_MOOT = "SELECT DISTINCT ?status WHERE { ?status cg:leavesSomethingToPardon false }"
_UNDONE = "SELECT DISTINCT ?status WHERE { ?status cg:leavesTheOffence true }"


@dataclass(frozen=True, slots=True)
class Interval:
    """Who decides for one class of convictions on the days from `start` until `until` (half-open, ISO dates).

    Attributes:
        sovereign, kind, sentence, flags: the class of convictions; flags as `flag_key` writes them.
        value: who, depends, disputed, no or unknown, as the walk answers «who».
        office, person, person_standing: the deciding offices and who held them, `; ` between several.
        early_value: what the walk answers where nobody was convicted; moot where nothing is to pardon yet.
        early_office, early_person, early_standing: those that may act before there is a conviction.
        roles: the other offices with a role, as `role: office`.
        disputed: offices that decide by one account only.
        reported: offices that decide by the word of one source only.
        basis, conditions: as cited.
        president, governor: why the head of the nation, and of the sovereign, may or may not decide: a reason code.
    """

    sovereign: str
    kind: str
    sentence: str
    flags: str
    start: str
    until: str
    value: str
    office: str
    person: str
    person_standing: str
    early_value: str
    early_office: str
    early_person: str
    early_standing: str
    roles: str
    disputed: str
    reported: str
    basis: str
    conditions: str
    president: str
    governor: str


@dataclass(frozen=True)
class LawTable:
    """The compiled law.

    Attributes:
        rows: sorted intervals.
        matter: sovereign → the flags by which its rules tell convictions apart.
        moot: the statuses of a conviction that leave nothing to pardon.
        undone: those of them that leave the offence to a power that may come before a conviction.
    """

    rows: tuple[Interval, ...]
    matter: Mapping[str, tuple[str, ...]]
    moot: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()

    def key(self, sovereign: str, flags: Iterable[str]) -> str:
        """The flags of a conviction that matter to the sovereign, as the table writes them.

        A flag that words of the offence only suggest counts where no other does.
        """
        matter, held = self.matter.get(sovereign, ()), set(flags)
        sure = flag_key(held & set(matter))
        return sure or next((PERHAPS + flag for flag in matter if PERHAPS + flag in held), "")


def flag_key(flags: Iterable[str]) -> str:
    """Flags as one text, the same whatever their order.

    Examples:
        >>> flag_key(["treason", "contempt"])
        'contempt; treason'
    """
    return "; ".join(sorted(flags))


def compile_law(view: CaseView, today: date) -> LawTable:
    """The law of every sovereign in `view`, with who held each office.

    Args:
        view: a graph with the authorities that are to be compiled.
        today: after this day nobody is named whose term has no recorded end, as in the walk.
    """
    terms = _Terms(view, today)
    national = _national(view)
    rows = [row for ruling in _as_asked(compile_rulings(view)) for row in _with_people(ruling, terms, national)]
    matter = {local(own): flags_that_matter(view, own) for own in things_of(view, "Sovereign")}
    assert view.store is not None
    moot, undone = (
        tuple(sorted(local(status).lower() for (status,) in view.store.vocabulary.query(query).texts()))
        for query in (_MOOT, _UNDONE)
    )
    return LawTable(tuple(rows), {name: flags for name, flags in matter.items() if flags}, moot, undone)


_STRENGTH: tuple[Value, ...] = ("moot", "unknown", "no", "disputed", "depends", "who")


def _as_asked(rulings: Iterable[Ruling]) -> Iterator[Ruling]:
    """The rulings as they are asked for: who asks for a reprieve means the short one too, where there is one."""
    classes: dict[tuple[object, ...], dict[str, list[Ruling]]] = {}
    for row in rulings:
        classes.setdefault((row.sovereign, row.sentence, row.flags), {}).setdefault(row.kind, []).append(row)
    for kinds in classes.values():
        for kind, rows in kinds.items():
            also = [kinds[other] for other in kinds if other != kind and Asked(date.min, kind, None).wants(other)]
            yield from _together(rows, also[0]) if also else rows
        for other, rows in kinds.items():
            for kind in KINDS:
                if kind not in kinds and Asked(date.min, kind, None).wants(other):
                    yield from (replace(row, kind=kind) for row in rows)


def _together(first: Sequence[Ruling], second: Sequence[Ruling]) -> Iterator[Ruling]:
    """Two kinds of clemency asked for at once, stretch by stretch."""
    days = sorted({row.start or date.min for row in (*first, *second)})
    for start, until in zip(days, [*days[1:], date.max], strict=True):
        one_row, other = (
            next(row for row in reversed(rows) if (row.start or date.min) <= start) for rows in (first, second)
        )
        names = {name: sorted({*getattr(one_row, name), *getattr(other, name)}) for name in _NAMED}
        texts = {name: unique((*getattr(one_row, name), *getattr(other, name))) for name in _CITED}
        joined: dict[str, Any] = {name: tuple(held) for name, held in (names | texts).items()}
        for name in ("value", "early_value"):
            joined[name] = max(getattr(one_row, name), getattr(other, name), key=_STRENGTH.index)
        yield replace(one_row, start=start, until=until, **joined)


_NAMED, _CITED = ("deciders", "early", "disputed", "reported"), ("roles", "basis", "conditions")


def _national(view: CaseView) -> frozenset[str]:
    """The offices that decide for the law of a nation."""
    nations = [s for s in things_of(view, "Sovereign") if one(view, s, cg.sovereignKind) == "nation"]
    powers = [power for nation in nations for power in back(view, nation, cg.sovereign)]
    return frozenset(local(office) for power in powers for office in step(view, power, cg.decider))


class _Terms:
    """Who held an office, interval by interval, each office compiled once."""

    def __init__(self, view: CaseView, today: date) -> None:
        self.view, self.today = view, today
        self._held: dict[str, list[tuple[date, str, str]]] = {}

    def of(self, office: str) -> list[tuple[date, str, str]]:
        """(first day, people, standing) for the office (id), in order; equal neighbours joined."""
        if office not in self._held:
            iri = thing(office)
            told: list[tuple[date, str, str]] = []
            for day in [date.min, *self._changes(iri)]:
                held = in_office(self.view, iri, day)
                if not told or told[-1][1:] != (held.people, held.standing):
                    told.append((day, held.people, held.standing))
            self._held[office] = told
        return self._held[office]

    def _changes(self, office: str) -> list[date]:
        wide = widened(self.view, Standing.ATTRIBUTED)
        days = {self.today + timedelta(days=1)}
        for tenure in back(wide, office, cg.office):
            for key in (cg.from_, cg.until):
                for when in dates_of(wide, tenure, key):
                    for day in (when.earliest, when.latest):
                        days |= {day, day + timedelta(days=1)} if day else set()
        return sorted(days)

    def _last(self, office: str, day: date) -> int:
        """The place of the row of that day."""
        return bisect_right(self.of(office), day, key=lambda row: row[0]) - 1

    def at(self, offices: Sequence[str], day: date) -> tuple[str, str]:
        """Who held the offices on a day, and how firmly, in the same order."""
        found = [self.of(office)[self._last(office, day)][1:] for office in offices]
        return "; ".join(who for who, _ in found), "; ".join(how for _, how in found)


def _with_people(ruling: Ruling, terms: _Terms, national: frozenset[str]) -> Iterator[Interval]:
    """The rows of one ruling: a new one whenever somebody else comes into a deciding office."""
    start, until = ruling.start or date.min, ruling.until or date.max
    deciders = ruling.deciders
    changes = {day for office in deciders for day, _, _ in terms.of(office) if start < day < until}
    days = [start, *sorted(changes)]
    klass = (ruling.sovereign, ruling.kind, ruling.sentence, flag_key(ruling.flags))
    offices, early = "; ".join(deciders), "; ".join(ruling.early)
    rest = (
        "; ".join(f"{role}: {office}" for role, office in ruling.roles), "; ".join(ruling.disputed),
        "; ".join(ruling.reported), "; ".join(ruling.basis), "; ".join(ruling.conditions),
        _reason(ruling, min(national, default=""), ruling.sovereign),
        _reason(ruling, f"{ruling.sovereign}-governor", ruling.sovereign),
    )  # fmt: skip
    for first, last in zip(days, [*days[1:], until], strict=True):
        decide, before = terms.at(deciders, first), terms.at(ruling.early, first)
        span = (first.isoformat(), last.isoformat())
        yield Interval(*klass, *span, ruling.value, offices, *decide, ruling.early_value, early, *before, *rest)


def _reason(ruling: Ruling, office: str, sovereign: str) -> str:
    """Why an office may, or may not, decide here, in a word."""
    if office in ruling.deciders:
        binding = {role for role, other in ruling.roles if role in ("must recommend", "must consent")}
        return "decides with others" if binding or len(ruling.deciders) > 1 else "decides"
    if office in ruling.disputed:
        return "disputed"
    if office in ruling.reported:
        return "by one source"
    role = next((role for role, other in ruling.roles if other == office), "")
    if role:
        return role
    return "another office decides" if office.startswith(f"{sovereign}-") else "another sovereign's law was broken"


def compiled_law(cache: Path | None = None, law: Sequence[Path] = ()) -> LawTable:
    """The law of every shipped authority file, compiled once and kept for the next time.

    Args:
        cache: folder to keep it in; `$XDG_CACHE_HOME/casegraph` or `~/.cache/casegraph` when None. A folder that
            cannot be written is no error: the law is compiled anew then.
        law: files given as law beside the shipped ones; with them the law is compiled anew, and not kept.

    Raises:
        ProblemsFound: a file given as law is wrong.
    """
    today = date.today()
    if law:
        return compile_law(_authorities(law), today)
    return _read(kept("law", lambda: _plain(compile_law(_authorities(), today)), cache, day=today.isoformat()))


def _authorities(law: Sequence[Path] = ()) -> CaseView:
    from ..authorities.check import check_files
    from ..authorities.load import load_authorities
    from ..casefile.reader import read_document
    from ..errors import ProblemsFound
    from ..resources import shipped
    from ..store.records import RecordStore
    from ..view import open_view

    checked, _ = check_files([read_document(path) for path in law], {path.resolve() for path in law})
    problems = [problem for each in checked for problem in each.problems]
    if problems:
        raise ProblemsFound(problems)
    own = {each.case.name: each.case for each in checked if each.case is not None}
    rest = (case for case in load_authorities() if case.name not in own)
    return open_view(RecordStore([*own.values(), *rest], shipped("ontology/casegraph.ttl")))


def _plain(law: LawTable) -> dict[str, object]:
    rows = [list(asdict(row).values()) for row in law.rows]
    return {
        "matter": {k: list(v) for k, v in law.matter.items()},
        "moot": list(law.moot),
        "undone": list(law.undone),
        "rows": rows,
    }


def _read(held: dict[str, Any]) -> LawTable:
    names = [field.name for field in fields(Interval)]
    rows = tuple(Interval(**dict(zip(names, row, strict=True))) for row in held["rows"])
    return LawTable(
        rows, {name: tuple(flags) for name, flags in held["matter"].items()}, tuple(held["moot"]), tuple(held["undone"])
    )
