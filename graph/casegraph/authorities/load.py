"""The shipped files of authorities (sovereigns, courts, offices, tenures, powers) as records.

There is one file a jurisdiction, and a case needs few of them: an index of every id says which file holds it, so that
only those are read. The index is a file of its own, made by `index_text` and compared by a test. Ways out of a
conviction stand in files below: `relief/US-WI.yaml` for one sovereign, `relief/state.yaml` for all of a kind. What a
file comes to is kept between processes: to read and check it takes ten times as long as the answer to a question.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .. import cg
from ..courts import court_record
from ..errors import Problem, ProblemsFound
from ..kept import kept
from ..records.claim import Case
from ..records.stored import case_of, plain_case
from ..vocabulary import ID, expand, local
from .index import authority_files, files_of, index, stem_of, texts_in
from .officeholders import officeholders

__all__ = ["load_authorities"]

_ALWAYS = ("US", "officeholders")
"""Files every graph needs: the national authorities a reader asks about, and the sources of the table of terms."""


@dataclass(frozen=True)
class _File:
    """One authority file: its records, the files its ids lead to, and its sovereigns, each with its kind."""

    case: Case
    leads_to: frozenset[str]
    sovereigns: Mapping[str, str]


@cache
def _file(stem: str) -> _File:
    held = kept(f"authorities/{stem}", lambda: _made(stem))
    return _File(case_of(held["case"]), frozenset(held["leads_to"]), held["sovereigns"])


def _made(stem: str) -> dict[str, Any]:
    from .check import checked_authority  # it needs the file format, and so pydantic, which most commands do without

    checked = checked_authority(stem)
    if checked.case is None:
        raise ProblemsFound(checked.problems)
    data = checked.document.data
    sovereigns = data.get("sovereigns")
    return {
        "case": plain_case(checked.case),
        "leads_to": sorted(files_of(name for name in texts_in(data) if name in index())),
        "sovereigns": {name: str(record.get("sovereign_kind")) for name, record in (sovereigns or {}).items()},
    }


def load_authorities(used: Iterable[str] | None = None) -> tuple[Case, ...]:
    """The records of the authority files that the ids `used` need, with the terms of their offices; of all when None.

    Raises:
        ProblemsFound: one of them is wrong.

    Examples:
        >>> [case.name for case in load_authorities(["manitowoc-county-circuit-court"])]
        ['US', 'US-WI', 'officeholders']
    """
    ids = None if used is None else set(used)
    courts = court_record(name for name in ids or () if name not in index())
    whose = {local(str(c.object)) for c in courts.claims if c.predicate in (expand(cg.courtOf), expand(cg.sitsIn))}
    everything = {stem_of(path) for path in authority_files()}
    wanted = everything if ids is None else {*_ALWAYS, *files_of(ids | whose)}
    read: dict[str, _File] = {}
    problems: list[Problem] = []
    while wanted - set(read):
        for stem in sorted(wanted - set(read)):
            try:
                read[stem] = _file(stem)
            except ProblemsFound as found:
                problems += found.problems
                wanted.discard(stem)
                continue
            wanted |= read[stem].leads_to | everything & set(_relief_for(read[stem], ids or ()))
    if problems:
        raise ProblemsFound(problems)
    cases = [read[stem].case for stem in sorted(read)]
    offices = {c.subject.removeprefix(ID) for case in cases for c in case.claims if c.object == expand(cg.Office)}
    files = {case.name: case for case in cases}
    terms_of = officeholders(frozenset(offices), files.pop("officeholders").sources)
    return (*files.values(), *([courts] if courts.claims else []), terms_of)


def _relief_for(file: _File, ids: Collection[str]) -> Iterator[str]:
    """The files of the ways out of convictions under the law of the sovereigns of a file, those among `ids`."""
    for name, kind in file.sovereigns.items():
        if name in ids:
            yield from (f"relief/{name}", f"relief/{kind}")
