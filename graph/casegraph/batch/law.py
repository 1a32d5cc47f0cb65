"""The law as intervals and its office holders as terms: what an answer needs, looked up instead of walked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from .. import cg
from ..authorities.check import check_files
from ..authorities.load import load_authorities
from ..casefile.marks import PERHAPS
from ..casefile.reader import read_document
from ..errors import ProblemsFound
from ..kept import kept
from ..questions.clemency.answer import Value
from ..questions.naming.names import things_of
from ..questions.powers.coverage import KINDS, Criteria
from ..questions.powers.intervals import PowerInterval, compile_powers, flags_that_matter
from ..questions.powers.tenure import in_office
from ..resources import shipped
from ..store.record_store import RecordStore
from ..view import CaseView, back, dates_of, one, open_view, step, widened
from ..vocabulary import Standing, local, thing
from ..words import unique

__all__ = ["Incumbency", "LawTable", "compile_law", "compiled_law", "flag_key"]

_MOOT = "SELECT DISTINCT ?status WHERE { ?status cg:leavesSomethingToPardon false }"
_UNDONE = "SELECT DISTINCT ?status WHERE { ?status cg:leavesTheOffence true }"


class Incumbency(NamedTuple):
    """Who held an office from a day on: names in words, and how firmly that is known."""

    since: date
    people: str
    standing: str


@dataclass(frozen=True)
class LawTable:
    """The compiled law.

    Attributes:
        rows: for each class of convictions and each kind of clemency that can be asked for, who decides from when until
            when, without the claims behind it.
        terms: office that decides somewhere (id) → who held it, in the order of time.
        matter: sovereign → the flags by which its rules tell convictions apart.
        national: id of the office that decides for the law of the nation, "" where there is none.
        moot: the statuses of a conviction that leave nothing to pardon.
        undone: those of them that leave the offence to a power that may come before a conviction.
    """

    rows: tuple[PowerInterval, ...]
    terms: Mapping[str, tuple[Incumbency, ...]]
    matter: Mapping[str, tuple[str, ...]]
    national: str = ""
    moot: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()

    def key(self, sovereign: str, flags: Iterable[str]) -> str:
        """The flags of a conviction that matter to the sovereign, as the table writes them.

        A flag that words of the offence only suggest counts where no other does.
        """
        matter, held = self.matter.get(sovereign, ()), set(flags)
        sure = flag_key(held & set(matter))
        return sure or next((PERHAPS + flag for flag in matter if PERHAPS + flag in held), "")

    def changes(self, offices: Iterable[str], start: date, until: date) -> list[date]:
        """The days between two others on which somebody else comes into one of the offices, sorted."""
        return sorted({term.since for office in offices for term in self.terms[office] if start < term.since < until})

    def people(self, offices: Iterable[str], day: date) -> tuple[str, str]:
        """Who held the offices on a day, and how firmly that is known, `; ` between several, in the same order."""
        found = [
            held[bisect_right(held, day, key=attrgetter("since")) - 1] for held in (self.terms[one] for one in offices)
        ]
        return "; ".join(term.people for term in found), "; ".join(term.standing for term in found)

    def reason(self, row: PowerInterval, office: str) -> str:
        """Why an office may, or may not, decide there, in a few words."""
        if office in row.deciders:
            binding = {role for role, other in row.roles if role in ("must recommend", "must consent")}
            return "decides with others" if binding or len(row.deciders) > 1 else "decides"
        if office in row.disputed:
            return "disputed"
        if office in row.reported:
            return "by one source"
        role = next((role for role, other in row.roles if other == office), "")
        own = office.startswith(f"{row.sovereign}-")
        return role or ("another office decides" if own else "another sovereign's law was broken")


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
    rows = tuple(replace(row, claims=(), powers=()) for row in _as_asked(compile_powers(view)))
    terms = {office: _terms(view, office, today) for office in sorted({each for row in rows for each in row.deciders})}
    matter = {local(own): flags_that_matter(view, own) for own in things_of(view, "Sovereign")}
    assert view.store is not None
    moot, undone = (
        tuple(sorted(local(status).lower() for (status,) in view.store.vocabulary.query(query).texts()))
        for query in (_MOOT, _UNDONE)
    )
    matter = {name: flags for name, flags in matter.items() if flags}
    return LawTable(rows, terms, matter, min(_national(view), default=""), moot, undone)


_STRENGTH: tuple[Value, ...] = ("moot", "unknown", "no", "disputed", "depends", "who")


def _as_asked(intervals: Iterable[PowerInterval]) -> Iterator[PowerInterval]:
    """The intervals as they are asked for: who asks for a reprieve means the short one too, where there is one."""
    classes: dict[tuple[object, ...], dict[str, list[PowerInterval]]] = {}
    for row in intervals:
        classes.setdefault((row.sovereign, row.sentence, row.flags), {}).setdefault(row.kind, []).append(row)
    for kinds in classes.values():
        for kind, rows in kinds.items():
            also = [kinds[other] for other in kinds if other != kind and Criteria(date.min, kind, None).wants(other)]
            yield from _together(rows, also[0]) if also else rows
        for other, rows in kinds.items():
            for kind in KINDS:
                if kind not in kinds and Criteria(date.min, kind, None).wants(other):
                    yield from (replace(row, kind=kind) for row in rows)


def _together(first: Sequence[PowerInterval], second: Sequence[PowerInterval]) -> Iterator[PowerInterval]:
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


def _terms(view: CaseView, office: str, today: date) -> tuple[Incumbency, ...]:
    """Who held an office (id), from the first day on; equal neighbours joined."""
    iri = thing(office)
    found: list[Incumbency] = []
    for day in [date.min, *_changes(view, iri, today)]:
        held = in_office(view, iri, day)
        if not found or found[-1][1:] != (held.people, held.standing):
            found.append(Incumbency(day, held.people, held.standing))
    return tuple(found)


def _changes(view: CaseView, office: str, today: date) -> list[date]:
    """The days on which it may change who holds the office, or what is known of it."""
    wide = widened(view, Standing.ATTRIBUTED)
    days = {today + timedelta(days=1)}
    for tenure in back(wide, office, cg.office):
        for key in (cg.from_, cg.until):
            for when in dates_of(wide, tenure, key):
                for day in (when.earliest, when.latest):
                    days |= {day, day + timedelta(days=1)} if day else set()
    return sorted(days)


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
    checked, _ = check_files([read_document(path) for path in law], {path.resolve() for path in law})
    problems = [problem for each in checked for problem in each.problems]
    if problems:
        raise ProblemsFound(problems)
    own = {each.case.name: each.case for each in checked if each.case is not None}
    rest = (case for case in load_authorities() if case.name not in own)
    return open_view(RecordStore([*own.values(), *rest], shipped("ontology/casegraph.ttl")))


_CLASS = ("sovereign", "kind", "sentence", "flags")
_CONTENT = tuple(each.name for each in fields(PowerInterval) if each.name not in (*_CLASS, "start", "until"))


def _plain(law: LawTable) -> dict[str, Any]:
    """The table as JSON: what intervals say is written once, however many classes and days it holds for."""
    contents: dict[Any, int] = {}
    content_of, class_of = attrgetter(*_CONTENT), attrgetter(*_CLASS)
    rows = [
        (*class_of(row), _iso(row.start), _iso(row.until), contents.setdefault(content_of(row), len(contents)))
        for row in law.rows
    ]
    terms = {office: [(term.since.isoformat(), *term[1:]) for term in held] for office, held in law.terms.items()}
    return {"rows": rows, "contents": list(contents), "terms": terms, "matter": law.matter, "national": law.national,
            "moot": law.moot, "undone": law.undone}  # fmt: skip


def _read(held: dict[str, Any]) -> LawTable:
    contents = [dict(zip(_CONTENT, map(_frozen, content), strict=True)) for content in held["contents"]]
    rows = tuple(
        PowerInterval(sovereign, kind, sentence, tuple(flags), _day(start), _day(until), **contents[content])
        for sovereign, kind, sentence, flags, start, until, content in held["rows"]
    )
    terms = {
        office: tuple(Incumbency(date.fromisoformat(since), *rest) for since, *rest in terms)
        for office, terms in held["terms"].items()
    }
    matter = {name: tuple(flags) for name, flags in held["matter"].items()}
    return LawTable(rows, terms, matter, held["national"], tuple(held["moot"]), tuple(held["undone"]))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _frozen(value: Any) -> Any:
    """Lists as tuples, however deep."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
