"""Who decides on clemency under the law of each sovereign, on a day: one reading of the law for maps and tables."""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ... import cg
from ...courts.tables import sovereigns as known_sovereigns
from ...dates import When, years_in_words
from ...errors import NoSuchThing, UsageError
from ...resources import shipped
from ...view import CaseView, backing, claims_behind, label, types, values, widened
from ...vocabulary import fold, local, thing
from ...words import DOUBT, listed, unique
from ..powers.answer import Authority, PowerAnswer
from ..powers.coverage import CLAIMED, KINDS
from ..powers.marks import OPEN
from .general import class_powers

__all__ = ["AMERICAN", "Arrangement", "arrangements", "body_of"]

AMERICAN = ("nation", "military", "state", "district", "territory")
"""The kinds of sovereign that every map of the United States shows."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a sovereign's law arranges clemency of a kind on a day, over a conviction of which nothing else is known.

    Attributes:
        sovereign: its IRI; `name` what a reader calls it.
        decider: alone, with, board, other, nobody, disputed or unknown: keys of `words.ARRANGEMENTS`.
        board: decides, binds, heard, asked, none, disputed or unknown: the strongest part of a body beside an officer.
        law: constitution, statute, other, disputed or unknown: where the rule stands.
        standing: of the rule: established, attributed (by one source), contested, or "" where none is on record.
        told: who decides, rule by rule, in words.
        said: what is only claimed besides, in words, marked.
        since: the years since when the rules stand, in words; "" where that is not on record.
        parties: the offices that decide, recommend or consent: what two days are compared by.
        claims: the claims behind it.
    """

    sovereign: str
    name: str
    decider: str
    board: str
    law: str
    standing: str
    told: tuple[str, ...]
    said: tuple[str, ...]
    since: str
    parties: tuple[tuple[str, ...], ...]
    claims: tuple[str, ...]

    @property
    def id(self) -> str:
        """`US-WI`."""
        return local(self.sovereign)

    @property
    def code(self) -> str:
        """As a tile of a map is headed: `WI`."""
        return self.id.removeprefix("US-TRIBE-").removeprefix("US-")


@cache
def _bodies() -> tuple[tuple[str, str], ...]:
    with shipped("datasets/lexicon/bodies.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["words"], row["body"]) for row in csv.DictReader(file))


def body_of(name: str) -> str:
    """Is an office of this name a `board`, a `legislature`, another body of several, or one `officer`?

    Examples:
        >>> body_of("Utah Board of Pardons and Parole"), body_of("Rhode Island Senate"), body_of("Governor of Guam")
        ('board', 'legislature', 'officer')
    """
    words = f" {fold(name)} "
    return next((body for word, body in _bodies() if f" {word} " in words), "officer")


def arrangements(
    view: CaseView, day: date, kind: str = "pardon", sovereigns: Collection[str] | None = None
) -> list[Arrangement]:
    """How each sovereign arranges clemency of a kind on a day, sorted by id.

    Args:
        view: the graph.
        day: on which the rules are in force.
        kind: of clemency: pardon, commutation, …
        sovereigns: IRIs; the United States, military law, states, D.C. and territories when None.

    Raises:
        UsageError: no such kind.
        NoSuchThing: the graph lacks one of them, so that it must be read whole.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("avery-dassey")
        >>> [own] = arrangements(graph.view, date(2016, 1, 8), sovereigns=[graph.find("US-WI")])
        >>> own.decider, own.board, own.told, own.since
        ('alone', 'none', ('Governor of Wisconsin',), '1848')
    """
    if kind not in KINDS:
        raise UsageError(f"unknown kind of clemency {kind!r}; known: {', '.join(KINDS)}")
    wanted = sovereigns
    if wanted is None:
        wanted = [thing(own.id) for own in known_sovereigns().values() if own.kind in AMERICAN]
    missing = [local(own) for own in wanted if not types(view, own)]
    if missing:
        raise NoSuchThing("sovereign", min(missing))
    powers = {own: class_powers(view, own, "", kind, day, people=False) for own in sorted(wanted)}
    laws = _laws(view, powers.values())
    return [_arranged(view, own, found, laws) for own, found in powers.items()]


def _laws(view: CaseView, powers: Iterable[Sequence[PowerAnswer]]) -> dict[str, str]:
    """Power → where it stands: in a constitution, a statute, or elsewhere."""
    wide = widened(view, *CLAIMED)
    claims = {claim: power.power for found in powers for power in found for claim in _basis(wide, power)}
    behind = backing(wide, claims)
    kinds = {source.iri: source.get("kind") for source in view.store.sources()} if view.store is not None else {}
    found: dict[str, set[str]] = {}
    for row in behind:
        found.setdefault(claims[row.claim], set()).add(kinds.get(row.source, ""))
    order = ("constitution", "statute")
    return {power: next((kind for kind in order if kind in held), "other") for power, held in found.items()}


def _basis(wide: CaseView, power: PowerAnswer) -> Iterator[str]:
    for text in values(wide, power.power, cg.basis):
        yield from claims_behind(wide, power.power, cg.basis, text)


def _arranged(view: CaseView, own: str, powers: Sequence[PowerAnswer], laws: dict[str, str]) -> Arrangement:
    settled = [power for power in powers if power.standing == "established"]
    rules = settled or [power for power in powers if power.standing == "attributed"]
    claimed = [power for power in powers if power not in rules]
    return Arrangement(
        own,
        label(view, own),
        _whole(rules) or _one_of([_decider(power) for power in rules], bool(claimed)),
        _one_of([_board(power) for power in rules], bool(claimed), ("decides", "binds", "heard", "asked")),
        _one_of([laws.get(power.power, "other") for power in rules], bool(claimed), ("constitution", "statute")),
        rules[0].standing if rules else "contested" if claimed else "",
        unique(map(_told, rules)),
        unique([*(f"{_told(power)}{DOUBT[power.standing]}" for power in claimed), *_doubtful(rules)]),
        _since(view, rules),
        tuple(sorted(tuple(sorted(a.office for a in power.offices if _counts(power, a))) for power in rules)),
        unique(claim for power in (rules or claimed) for claim in _claims(view, power)),
    )


def _whole(rules: Sequence[PowerAnswer]) -> str:
    """`other` where the one rule there is governs some of the convictions only."""
    return "other" if len(rules) == 1 and rules[0].hangs else ""


def _one_of(found: list[str], claimed: bool, order: Sequence[str] = ()) -> str:
    """What all the rules say, else the first of `order` that one says; `other` where they differ and there is none."""
    if not found:
        return "disputed" if claimed else "unknown"
    if len(set(found)) == 1:
        return found[0]
    return next((each for each in order if each in found), "other")


def _counts(power: PowerAnswer, office: Authority) -> bool:
    """Does it decide, recommend or consent, as surely as there is the power at all?"""
    return office.standing == power.standing and office.role in ("decider", "must recommend", "must consent")


def _decider(power: PowerAnswer) -> str:
    if not power.deciders:
        return "nobody" if power.nobody else "unknown"
    bodies = {body_of(office.label) for office in power.deciders}
    if bodies == {"officer"}:
        return "with" if power.needs else "alone"
    return "board" if bodies == {"board"} and not power.needs else "other"


_PARTS = {
    "must recommend": "binds", "must consent": "binds", "must be consulted": "heard", "may be consulted": "asked",
}  # fmt: skip


def _board(power: PowerAnswer) -> str:
    """The strongest part of a body: it decides, binds, must be heard, may be heard."""
    if any(body_of(office.label) == "board" for office in power.deciders):
        return "decides"
    sure = [office for office in power.offices if office.standing == power.standing]
    parts = [_PARTS[office.role] for office in sure if office.role in _PARTS and body_of(office.label) != "officer"]
    return next((part for part in ("binds", "heard", "asked") if part in parts), "none")


def _told(power: PowerAnswer) -> str:
    """Who decides, with whom, on what it hangs; a rule that one source alone reports says so."""
    names = listed([office.label for office in power.deciders]) if power.deciders else "no office decides"
    if power.nobody == "varies":
        names = "the deciding body varies"
    needs = f", only with {listed(list(power.needs))}" if power.needs else ""
    doubt = DOUBT["attributed"] if power.standing == "attributed" else ""
    return f"{_when(power.hangs)}{names}{needs}{doubt}"


def _when(hangs: Sequence[str]) -> str:
    """What a rule hangs on, before what it says: `if the sentence is death: `."""
    texts = [text.removeprefix("only ").removesuffix(OPEN) for text in hangs]
    return f"{'; '.join(texts)}: " if texts else ""


def _doubtful(rules: Iterable[PowerAnswer]) -> Iterator[str]:
    """The parts in a settled rule that one source or one account alone gives to an office, where they would bind."""
    for power in rules:
        for office in power.offices:
            if office.standing != power.standing and office.role in ("decider", "must recommend", "must consent"):
                yield f"{office.label} {office.role.replace('decider', 'decides')}{DOUBT[office.standing]}"


def _since(view: CaseView, rules: Iterable[PowerAnswer]) -> str:
    wide = widened(view, *CLAIMED)
    texts = unique(text for power in rules for text in values(wide, power.power, cg.from_)[:1])
    whens = [When.parse(text) for text in texts]
    return years_in_words(max(whens, key=lambda when: when.latest or when.earliest or date.min)) if whens else ""


_ROLES = (cg.decider, cg.mustRecommend, cg.mustConsent)


def _claims(view: CaseView, power: PowerAnswer) -> Iterator[str]:
    """The claims that say who decides, and on what basis."""
    wide = widened(view, *CLAIMED)
    yield from _basis(wide, power)
    for key in _ROLES:
        for office in power.offices:
            yield from claims_behind(wide, power.power, key, office.office)
    yield from power.because
