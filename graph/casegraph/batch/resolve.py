"""One row of a register in our columns: sovereign, court and dates found, or the reasons why the row is set aside.

Whose law was broken is taken from the row's own word, else from the statute, else from a constant of the map; the court
only suggests it. A State that the row names binds its court and its county. Where two of them cannot both be true the
row is set aside for a human, never settled by a guess.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import get_args

from ..casefile.called import ids_called, key_of_name
from ..casefile.format.values import Flag, SentenceType
from ..casefile.inference import IMPLIED
from ..casefile.marks import open_marks
from ..courts import CourtMatch, court_and_law, resolve_court, resolve_statute, states_with_place, suggest_courts
from ..courts.tables import sovereigns, trial_courts
from ..dates import NotADate
from ..errors import NoSuchThing, did_you_mean
from .maps import RegisterMap, parse_date

__all__ = ["FLAGS", "SENTENCES", "STAGES", "STATUSES", "Reason", "Resolved", "resolve_row"]

SENTENCES = (*get_args(SentenceType), "")
STATUSES = ("", "vacated", "reversed", "pardoned", "commuted", "reinstated")
STAGES = ("", "convicted", "charged", "offence")
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
    values |= _law(mapping.own, told, constants, reasons)
    values["date"], values["convicted_first"], values["convicted_last"] = _dated(mapping, get("date", ""), reasons)
    dated = _dated(mapping, get("status_date", ""), reasons)
    values["status_date"], values["status_first"], values["status_last"] = dated
    for name, known in (("sentence_type", SENTENCES), ("status", STATUSES), ("stage", STAGES)):
        values[name] = value = get(name, "")
        if value not in known:
            reasons.append(_unknown(name.replace("_", " "), value, known))
    flags = {flag.strip() for flag in get("flags", "").split(";") if flag.strip()}
    reasons += [_unknown("flag", flag, FLAGS) for flag in sorted(flags - FLAGS)]
    given = {*flags, *IMPLIED.get(values["sentence_type"], ())}
    suggested = open_marks((values["offence"], values["statute"]), values["sovereign"], given)
    values["flags"] = "; ".join(sorted(flags | suggested))
    values["stage"] = _stage(values, reasons)
    return Resolved(values, tuple(reasons))


_BETWEEN = r"(?:(?:yet|ever|been|formally|charged|indicted|tried|convicted|or|nor|and)[\s,]+){0,5}"
_NEVER = rf"\b(?:not|never)\s+{_BETWEEN}"
_NOT_CHARGED = re.compile(
    rf"{_NEVER}(?:charged|indicted)\b|\bun(?:charged|indicted)\b|\bpre-?(?:charge|indictment)\b"
    r"|\bno\s+charges?\b|^\s*under investigation\s*$", re.IGNORECASE
)  # fmt: skip
_MAY_HAVE = re.compile(r"\bmay have (?:been )?committed\b", re.IGNORECASE)
_NOT_CONVICTED = re.compile(
    rf"{_NEVER}(?:convicted|tried|sentenced|prosecuted)\b|\bun(?:convicted|tried)\b|\bacquitted\b"
    r"|\bnot\s+guilty\b|\b(?:no|without)\s+conviction\b", re.IGNORECASE
)  # fmt: skip
_CONVICTED = re.compile(
    r"\b(?:convicted|sentenced|found guilty|pl(?:ed|eaded) guilty|guilty plea|plea of guilty)\b", re.IGNORECASE
)
_NOTE = re.compile(r"[(\[]([^)\]]+)[)\]]|(?:[;,:–—]|\s-)\s*([^;,:–—()\[\]]+)$")
"""What stands beside an offence: between brackets, or last after a comma or a dash."""
_EARLY = re.compile(
    r"\b(?:before|prior to|pending|awaiting|without)\s+(?:\w+\s+){0,3}?(?:conviction|trial|charges?|indictment)\b"
    r"|\bpre-?(?:trial|conviction|empt)|\b(?:charges?|case|indictment|prosecution|trial)\s+(?:\w+\s+){0,2}?"
    r"(?:pending|dismissed|dropped|withdrawn|quashed)\b|^\s*dismissed\b|\b(?:charged|indicted)\s+only\b"
    r"|\b(?:mistrial|hung jury|jury (?:was )?hung|nolle|nol\.? pros|deferred prosecution)"
    r"|\b(?:not|never)\s+(?:\w+\s+){0,2}?(?:to trial|stand trial|stood trial)\b"
    r"|^\s*(?:under indictment|charged|indicted|accused)\s*$", re.IGNORECASE
)  # fmt: skip
"""The same in a note; in the name of an offence it may be a part of it: escape while awaiting trial."""
_ONE_COUNT = re.compile(r"\bcounts?\b|\b(?:other|some|remaining)\b", re.IGNORECASE)
"""A note on a part of the charges says nothing of the rest."""
_ACCUSED = re.compile(r"\s*(?:charged|indicted|accused)\s+(?:with|for|of|on)\b", re.IGNORECASE)
_CHARGED = re.compile(
    r"\b(?:charged|charges?|indicted|indictment|accused|tried|trial|acquitted|mistrial|jury|nolle|nol|prosecution"
    r"|dismissed|guilty)\b", re.IGNORECASE
)  # fmt: skip


def _stage(values: Mapping[str, str], reasons: list[Reason]) -> str:
    """charged or offence where there was no conviction, else ""; and what cannot be so at that stage."""
    said, offence = values["stage"], values["offence"]
    read = _read_stage(offence)
    if read and said == "convicted":
        reasons.append(Reason("offence and stage differ", f"{offence!r}, but the stage is convicted"))
    elif not said and read == "unclear":
        hint = "say charged or offence in a column mapped to stage"
        reasons.append(Reason("no conviction by its own words", f"{offence!r}; {hint}"))
    stage = said.removeprefix("convicted") or read
    if stage and values["status"] not in ("", "pardoned"):
        reasons.append(Reason("status and stage do not go together", f"{values['status']}, but no conviction"))
    last, first = values["status_last"], values["convicted_first"]
    if not stage and values["status"] and last and first and last < first:
        told = f"{values['status']} {values['status_date']}, convicted {values['date']}"
        reasons.append(Reason("status before the conviction", told))
    return stage


@lru_cache(maxsize=_KNOWN)
def _read_stage(offence: str) -> str:
    """charged, offence, or unclear, where the words of the offence say that there was no conviction; else ""."""
    notes = [note for pair in _NOTE.findall(offence) for note in pair if note]
    if _MAY_HAVE.search(offence):
        return "offence"
    if any(_CONVICTED.search(_NOT_CONVICTED.sub("", note)) for note in notes):
        return ""
    if _NOT_CHARGED.match(offence.lstrip()) or any(_NOT_CHARGED.search(note) for note in notes):
        return "offence"
    if _ACCUSED.match(offence) or any(_denies(note) for note in notes):
        return "charged" if _CHARGED.search(offence) else "unclear"
    return "unclear" if _NOT_CHARGED.search(offence) or _NOT_CONVICTED.search(offence) else ""


def _denies(note: str) -> bool:
    """Does a note say that no conviction came of the whole?"""
    return bool(_NOT_CONVICTED.search(note) or (_EARLY.search(note) and not _ONE_COUNT.search(note)))


def _unknown(what: str, value: str, known: Collection[str]) -> Reason:
    near = _near(value, tuple(sorted(filter(None, known))))
    hint = f"did you mean {near!r}?" if near else f"translate it in the map under words: {what.replace(' ', '_')}"
    return Reason(f"unknown {what}", f"{value!r}; {hint}")


@lru_cache(maxsize=_KNOWN)
def _near(value: str, known: tuple[str, ...]) -> str:
    return next(iter(did_you_mean(value[:80], known, 1)), "")


def _law(
    own: Mapping[str, str], told: Mapping[str, str], constants: Mapping[str, str], reasons: list[Reason]
) -> dict[str, str]:
    """Whose law was broken, how that is known, and the court with the sovereign it only suggests."""

    def meant(text: str, what: str) -> str:
        id_ = _sovereign(text) or own.get(key_of_name(text), "") if text else ""
        if text and not id_:
            reasons.append(_no_sovereign(text, what))
        return id_

    text = told.get("statute", "") or constants.get("statute", "")
    found = {"stated": meant(told.get("law_broken", ""), "sovereign"), "statute": _statute(text) if text else ""}
    state = meant(told.get("state", "") or constants.get("state", ""), "state")
    general = meant(constants.get("law_broken", ""), "sovereign")
    court = _court(told.get("court", "") or constants.get("court", ""), state, found["stated"])
    law, how = _settled(found, general, court)
    county = told.get("county", "")
    if not law and not court.text and not told.get("law_broken") and not county:
        reasons.append(Reason("nothing says whose law was broken", "no law, no statute, no court"))
    suggested = court.sovereign
    if county and not court.text and (state or law):
        court = _county_court(county, state or law)
        suggested = suggested or court.sovereign
        court = court if law in ("", court.sovereign) else CourtMatch("")
    reasons += _conflicts(found, law, state, court, told, text)
    return {"sovereign": law, "how": how, "suggested": suggested, "court": court.id, "court_label": court.label}


def _conflicts(
    found: Mapping[str, str], law: str, state: str, court: CourtMatch, told: Mapping[str, str], statute: str
) -> list[Reason]:
    """What cannot both be true, or is not known: law and statute, State, county and court."""
    reasons: list[Reason] = []
    county, where = told.get("county", ""), state or law
    if court.text and not court.sovereign and _has_courts(where):
        kind = "court may be several" if court.candidates and court.reason else "unknown court"
        elsewhere = _court(court.text, "", "").sovereign if state else ""
        reasons.append(Reason("court and state differ", f"{court.text!r} is of {elsewhere}, the State is {state}")
                       if elsewhere else Reason(kind, f"{court.text!r}; {court.reason}"))  # fmt: skip
    if found["stated"] and found["statute"] and found["stated"] != found["statute"]:
        stated = told["law_broken"]
        reasons.append(Reason("law and statute differ", f"{stated!r}, but {statute!r} is of {found['statute']}"))
    elif law and court.sovereign and court_and_law(court.sovereign, law).verdict == "impossible":
        reasons.append(Reason("court and law do not go together", f"a court of {court.sovereign}, the law of {law}"))
    elif law and state and court_and_law(state, law).verdict == "impossible":
        reasons.append(Reason("law and state differ", f"the law of {law}, the State is {state}"))
    there = states_with_place(county) if county and where in sovereigns() else frozenset()
    if there and where not in there and where in states_with_courts():
        reasons.append(Reason("county and state differ", f"no {county!r} in {where}"))
    return reasons


@cache
def states_with_courts() -> frozenset[str]:
    """The sovereigns that have courts by place."""
    return frozenset(kind.sovereign for kind in trial_courts())


def _has_courts(sovereign: str) -> bool:
    """Are the courts of the sovereign in the registry, so that a name it lacks is a mistake? "" may be any."""
    return not sovereign or sovereign in sovereigns()


def _settled(found: Mapping[str, str], general: str, court: CourtMatch) -> tuple[str, str]:
    """The law and how it is known; a constant of the map gives way where the court is another sovereign's."""
    for how, law in found.items():
        if law:
            return law, how
    return (general, "map") if general and court.sovereign in ("", general) else ("", "")


def _no_sovereign(stated: str, what: str) -> Reason:
    near = _near(stated, tuple(own.name for own in sovereigns().values()))
    column = "law_broken" if what == "sovereign" else what
    hint = f"did you mean {near!r}?" if near else f"translate it in the map under words: {column}, to an id of "
    hint += "" if near else "casegraph list jurisdictions, or give the file that defines it: --law FILE"
    return Reason(f"unknown {what}", f"{stated!r}; {hint}")


@lru_cache(maxsize=_KNOWN)
def _sovereign(text: str) -> str:
    ids = ids_called(text, ["sovereigns"])
    return ids[0] if len(ids) == 1 else ""


@lru_cache(maxsize=_KNOWN)
def _statute(text: str) -> str:
    return resolve_statute(text).sovereign


@lru_cache(maxsize=_KNOWN)
def _court(text: str, state: str, law: str) -> CourtMatch:
    """The court of that name: in the State where one is given, else first of the law's sovereign, then anywhere.

    Where there is none, the reason names the nearest known one.
    """
    if not text:
        return CourtMatch("")
    found = CourtMatch(text)
    for where in (state,) if state else dict.fromkeys((law, "")):
        try:
            found = resolve_court(text, where or None)
        except NoSuchThing:
            continue
        if found.sovereign:
            return found
    near = [] if found.candidates else suggest_courts(text[:80], state if state in sovereigns() else None, most=1)
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


_EARLIEST = "1600-01-01"
"""An earlier day is a slip of the pen, or of no use to a question about clemency here."""


def _dated(mapping: RegisterMap, text: str, reasons: list[Reason]) -> tuple[str, str, str]:
    """A date as EDTF, its first and its last possible day."""
    if not text:
        return "", "", ""
    found = _day(mapping.dates, mapping.pivot, text)
    if isinstance(found, str):
        reasons.append(Reason("unknown date", found))
        return text, "", ""
    written, first, last = found
    if first > date.today().isoformat() or (last and last < _EARLIEST):
        reasons.append(Reason("a date no register can hold", f"{text!r} is {written}"))
    return found


@lru_cache(maxsize=_KNOWN)
def _day(forms: tuple[str, ...], pivot: int | None, text: str) -> tuple[str, str, str] | str:
    try:
        when = parse_date(text, forms, pivot)
    except NotADate as error:
        return str(error)
    return when.text, *(day.isoformat() if day else "" for day in (when.earliest, when.latest))  # type: ignore[return-value]
