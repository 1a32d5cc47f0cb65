"""One row of a register in our columns: sovereign, court and dates found, or the reasons why the row is set aside.

Whose law was broken is taken from the row's own word, else from the statute, else from a constant of the map; the court
only suggests it. Where two of them cannot both be true the row is set aside for a human, never settled by a guess.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from ..casefile.model import Flag
from ..courts import CourtMatch, court_and_law, resolve_court, resolve_statute, suggest_courts
from ..courts.tables import sovereigns, trial_courts
from ..dates import NotADate
from ..errors import NoSuchThing, did_you_mean
from .maps import RegisterMap, parse_date

__all__ = ["FLAGS", "SENTENCES", "STATUSES", "Reason", "Resolved", "resolve_row"]

SENTENCES = ("death", "life", "life without parole", "term of years", "fine", "other", "")
STATUSES = ("", "vacated", "reversed", "pardoned", "commuted", "reinstated")
FLAGS = frozenset(get_args(Flag))
_KNOWN = 1 << 16


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is set aside: a kind that can be counted, and what stood there."""

    kind: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else self.kind


@dataclass(frozen=True, slots=True)
class Resolved:
    """One row: our columns, and why it is set aside, if it is."""

    values: dict[str, str]
    reasons: tuple[Reason, ...] = ()


def resolve_row(mapping: RegisterMap, cells: Mapping[str, str], number: int) -> Resolved:
    """One row of the table in our columns.

    Args:
        mapping: the map.
        cells: our column → the cell, as text.
        number: the row's number in the table.

    Examples:
        >>> from casegraph.batch import read_map
        >>> row = {"person": "A. Example", "court": "Superior Court of the District of Columbia", "date": "1/15/1999"}
        >>> found = resolve_row(read_map("pardon-list"), row, 2)
        >>> found.values["sovereign"], found.values["suggested"], found.values["convicted_first"]
        ('', 'US-DC', '1999-01-15')
    """
    reasons: list[Reason] = []
    told = {name: mapping.translated(name, value) for name, value in cells.items() if value}
    constants: dict[str, str] = {str(name): value for name, value in mapping.constants.items()}
    get = (constants | told).get
    person = get("person", "") or " ".join(filter(None, (get("first_name", ""), get("last_name", ""))))
    if not person:
        reasons.append(Reason("no name of a person"))
    values = {
        "id": f"{mapping.map}-{number}", "ref": get("id", ""), "person": person, "offence": get("offence", ""),
        "statute": get("statute", ""), "court_text": get("court", ""),
    }  # fmt: skip
    values |= _law(told, constants, reasons)
    values["date"], values["convicted_first"], values["convicted_last"] = _dated(mapping, get("date", ""), reasons)
    dated = _dated(mapping, get("status_date", ""), reasons)
    values["status_date"], values["status_first"], values["status_last"] = dated
    for name, known in (("sentence_type", SENTENCES), ("status", STATUSES)):
        values[name] = value = get(name, "")
        if value not in known:
            reasons.append(_unknown(name.replace("_", " "), value, known))
    flags = {flag.strip() for flag in get("flags", "").split(";") if flag.strip()}
    reasons += [_unknown("flag", flag, FLAGS) for flag in sorted(flags - FLAGS)]
    values["flags"] = "; ".join(sorted(flags))
    return Resolved(values, tuple(reasons))


def _unknown(what: str, value: str, known: Collection[str]) -> Reason:
    near = _near(value, tuple(sorted(filter(None, known))))
    hint = f"did you mean {near!r}?" if near else f"translate it in the map under words: {what.replace(' ', '_')}"
    return Reason(f"unknown {what}", f"{value!r}; {hint}")


@lru_cache(maxsize=_KNOWN)
def _near(value: str, known: tuple[str, ...]) -> str:
    return next(iter(did_you_mean(value[:80], known, 1)), "")


def _law(told: Mapping[str, str], constants: Mapping[str, str], reasons: list[Reason]) -> dict[str, str]:
    """Whose law was broken, how that is known, and the court with the sovereign it only suggests."""
    stated, text = told.get("law_broken", ""), told.get("statute", "") or constants.get("statute", "")
    found = {"stated": _sovereign(stated) if stated else "", "statute": _statute(text) if text else ""}
    if stated and not found["stated"]:
        reasons.append(_no_sovereign(stated))
    state = told.get("state", "") or constants.get("state", "")
    court = _court(told.get("court", "") or constants.get("court", ""), state or found["stated"])
    if court.text and not court.sovereign:
        reasons.append(Reason("unknown court", f"{court.text!r}; {court.reason}"))
    if court.candidates and court.reason and not court.id and not court.sovereign:
        reasons[-1] = Reason("court may be several", f"{court.text!r}; {court.reason}")
    law, how = _settled(found, constants.get("law_broken", ""), court)
    if found["stated"] and found["statute"] and found["stated"] != found["statute"]:
        reasons.append(Reason("law and statute differ", f"{stated!r}, but {text!r} is of {found['statute']}"))
    elif law and court.sovereign and court_and_law(court.sovereign, law).verdict == "impossible":
        reasons.append(Reason("court and law do not go together", f"a court of {court.sovereign}, the law of {law}"))
    if not law and not court.text and not stated and not told.get("county"):
        reasons.append(Reason("nothing says whose law was broken", "no law, no statute, no court"))
    suggested, county = court.sovereign, told.get("county", "")
    if county and not court.text and (law or state):
        court = _county_court(county, law or _sovereign(state))
        suggested = suggested or court.sovereign
    return {"sovereign": law, "how": how, "suggested": suggested, "court": court.id, "court_label": court.label}


def _settled(found: Mapping[str, str], constant: str, court: CourtMatch) -> tuple[str, str]:
    """The law and how it is known; a constant of the map gives way where the court is another sovereign's."""
    for how, law in found.items():
        if law:
            return law, how
    general = _sovereign(constant) if constant else ""
    return (general, "map") if general and court.sovereign in ("", general) else ("", "")


def _no_sovereign(stated: str) -> Reason:
    near = _near(stated, tuple(sovereign.name for sovereign in sovereigns().values()))
    hint = f"did you mean {near!r}?" if near else "translate it in the map under words: law_broken"
    return Reason("unknown sovereign", f"{stated!r}; {hint}")


@cache
def _sovereign_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for sovereign in sovereigns().values():
        for name in (sovereign.id, sovereign.id.removeprefix("US-"), sovereign.name, *sovereign.forms):
            found.setdefault(_folded(name), sovereign.id)
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace(".", "").split())


@lru_cache(maxsize=_KNOWN)
def _sovereign(text: str) -> str:
    return _sovereign_names().get(_folded(text), "")


@lru_cache(maxsize=_KNOWN)
def _statute(text: str) -> str:
    return resolve_statute(text).sovereign


@lru_cache(maxsize=_KNOWN)
def _court(text: str, state: str) -> CourtMatch:
    """The court of that name; with the nearest known ones in the reason where there is none."""
    if not text:
        return CourtMatch("")
    found = CourtMatch(text)
    for where in dict.fromkeys((_sovereign(state) if state else "", "")):
        try:
            found = resolve_court(text, where or None)
        except NoSuchThing:
            continue
        if found.sovereign:
            return found
    near = [] if found.candidates else suggest_courts(text[:80], most=1)
    return CourtMatch(text, candidates=found.candidates, reason=found.reason + (
        f"; did you mean {near[0].label!r}?" if near else ""
    ))  # fmt: skip


@lru_cache(maxsize=_KNOWN)
def _county_court(county: str, state: str) -> CourtMatch:
    """The court of general jurisdiction of a county, where the State has one kind of them; else no court."""
    place = county.removesuffix(" County").removesuffix(" Parish")
    kinds = [kind for kind in trial_courts() if kind.sovereign == state and kind.general]
    spelled = [f"{place} {unit} {kind.name}" for kind in kinds for unit in kind.units]
    found = {match.id: match for text in spelled if (match := resolve_court(text, state)).id}
    return next(iter(found.values())) if len(found) == 1 else CourtMatch("")


def _dated(mapping: RegisterMap, text: str, reasons: list[Reason]) -> tuple[str, str, str]:
    """A date as EDTF, its first and its last possible day."""
    if not text:
        return "", "", ""
    found = _day(mapping.dates, text)
    if isinstance(found, str):
        reasons.append(Reason("unknown date", found))
        return text, "", ""
    return found


@lru_cache(maxsize=_KNOWN)
def _day(forms: tuple[str, ...], text: str) -> tuple[str, str, str] | str:
    try:
        when = parse_date(text, forms)
    except NotADate as error:
        return str(error)
    return when.text, *(day.isoformat() if day else "" for day in (when.earliest, when.latest))  # type: ignore[return-value]
