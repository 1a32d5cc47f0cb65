"""Resolve a court's name: to one court, to the several it may be, or to the reason why it is unknown."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from ..errors import NoSuchThing, did_you_mean
from .match import CourtMatch
from .named import by_id, district_states, find_district, find_named, named_keys, only_district, state_keys, stated
from .tables import kept_ids, sovereign_kind, sovereigns
from .trial import court_of, every_court, ids_of, near_places, read_trial_court, state_alone
from .words import key_of, words_of

__all__ = ["list_courts", "resolve_court", "resolve_courts", "suggest_courts"]

_CACHED = 1 << 17


def resolve_court(text: str, state: str | None = None) -> CourtMatch:
    """The court a name means.

    Args:
        text: the name as anybody writes it, or a court's id.
        state: the sovereign the court belongs to or sits in, as id or postal code (`US-WI`, `WI`). It settles names
            that are the same in several states and never overrules a state that the text names; a federal or military
            court stays one, but for a federal district of another state.

    Returns:
        A match with an id; or one without, with `candidates` when several courts fit, else with a `reason`.

    Raises:
        NoSuchThing: `state` is no state.

    Examples:
        >>> resolve_court("Manitowoc County Circuit Court").id
        'manitowoc-county-circuit-court'
        >>> resolve_court("E.D. Wis.").label
        'U.S. District Court for the Eastern District of Wisconsin'
        >>> [court.sovereign for court in resolve_court("Superior Court, Kern County").candidates]
        []
        >>> len(resolve_court("Circuit Court of Jefferson County").candidates) > 5
        True
        >>> resolve_court("Circuit Court of Jefferson County", state="WI").id
        'US-WI-jefferson-county-circuit-court'
        >>> resolve_court("Bankr. E.D. Wis.").reason
        'a bankruptcy court tries no crimes'
    """
    return _resolve(text, _sovereign(state) if state else "")


def resolve_courts(texts: Iterable[str], state: str | None = None) -> list[CourtMatch]:
    """The same for many names: each distinct one is looked up once.

    Examples:
        >>> [court.id for court in resolve_courts(["7th Cir.", "D.C. Cir."])]
        ['US-ca7', 'US-cadc']
    """
    wanted = _sovereign(state) if state else ""
    known: dict[str, CourtMatch] = {}
    found = []
    for text in texts:
        match = known.get(text)
        if match is None:
            match = known[text] = _resolve.__wrapped__(text, wanted)
        found.append(match)
    return found


@lru_cache(maxsize=1024)
def _sovereign(state: str) -> str:
    """A sovereign's id from an id, postal code or name."""
    typed = state.strip()
    for known in (typed, typed.upper(), f"US-{typed.upper()}", state_keys().get(key_of(typed), "")):
        if known in sovereigns() or known.startswith("US-TRIBE"):
            return known
    names = [*sovereigns(), *(id_.removeprefix("US-") for id_ in sovereigns())]
    raise NoSuchThing("state", state, names, "casegraph list jurisdictions")


@lru_cache(maxsize=_CACHED)
def _resolve(text: str, state: str) -> CourtMatch:
    exact = _by_exact_id(text.strip().casefold()) if "-" in text else None
    if exact is not None and (not state or _sits_in(exact, state)):
        return replace(exact, text=text)
    words = words_of(text)
    if not words:
        return CourtMatch(text, reason="no name")
    said = stated(text)
    refused = _refused(words) or _differ(said, state)
    if refused:
        return CourtMatch(text, reason=refused)
    state = state or said
    found, in_court = _candidates(words, state)
    if state:
        found = [court for court in found if _sits_in(court, state)]
    if len(found) == 1:
        return replace(found[0], text=text)
    if found:
        return _several(text, found)
    return CourtMatch(text, reason=_why(words, state, in_court))


@cache
def _named_ids() -> dict[str, str]:
    return {id_.casefold(): id_ for id_ in by_id()}


@cache
def _kept() -> dict[str, tuple[str, str]]:
    """An id kept from before, and what the registry would call it, in lower case → sovereign and id."""
    return {name.casefold(): (court[:5], kept) for court, kept in kept_ids().items() for name in (court, kept)}


def _by_exact_id(typed: str) -> CourtMatch | None:
    """The court of an id in lower case; reads no more of the registry than the courts of one sovereign."""
    if typed in _named_ids():
        return by_id()[_named_ids()[typed]]
    sovereign, id_ = _kept().get(typed, (typed[:5].upper(), typed))
    reading = ids_of(sovereign).get(id_) if sovereign.startswith("US-") else None
    return court_of(reading) if reading else None


def _refused(words: tuple[str, ...]) -> str:
    held = set(words)
    if held & {"bankruptcy", "bankr", "bap"}:
        return "a bankruptcy court tries no crimes"
    if "guard" in held and "national" in held:
        return "a National Guard court outside federal service applies the law of its State; define it in the file"
    return ""


def _differ(said: str, given: str) -> str:
    """Why a State in the name and the one that is given beside it cannot both be right, or ""."""
    if not said or not given or said == given or sovereign_kind(given) not in ("state", "district", "territory"):
        return ""
    return f"the name says {sovereigns()[said].name}, but the State given is {sovereigns()[given].name}"


def _candidates(words: tuple[str, ...], state: str) -> tuple[list[CourtMatch], bool]:
    """The courts that fit, and whether the words hold a trial court's name."""
    rows = by_id()
    named, division = find_named(words)
    if named:
        found = [rows[id_] for id_ in named]
        return [replace(court, division=division) for court in found] if division else found, False
    federal = find_district(words)
    if federal:
        return [rows[id_] for id_ in federal], False
    if state and state in sovereigns():
        own = words_of(sovereigns()[state].name)
        for spelled in (own + words, words + own):
            named, division = find_named(spelled)
            if named:
                return [replace(rows[id_], division=division) for id_ in named], False
        if words[0] == "us":
            return [rows[id_] for id_ in find_district(words + own)], False
    if words[0] == "us":
        return [], False
    readings, in_court = read_trial_court(words, state)
    found = [court_of(reading) for reading in readings]
    if len(found) == 1 and not state and readings[0].place is None:
        found += [rows[id_] for id_ in only_district(words)]  # the State's district court, or the federal one there
    return found, in_court


def _sits_in(court: CourtMatch, state: str) -> bool:
    """Is it a court of the sovereign `state`, or one of the nation's that may sit there?"""
    if court.sovereign == state:
        return True
    where = district_states().get(court.id, state)
    return sovereign_kind(court.sovereign) in ("nation", "military") and where == state


def _several(text: str, found: list[CourtMatch]) -> CourtMatch:
    ordered = tuple(sorted(found, key=lambda court: court.id))
    whose = {court.sovereign for court in ordered}
    reason = f"may be any of {len(ordered)} courts"
    if len(whose) > 1:
        reason += f" of {len(whose)} sovereigns; name the state"
    return CourtMatch(text, sovereign=whose.pop() if len(whose) == 1 else "", candidates=ordered, reason=reason)


def _why(words: tuple[str, ...], state: str, in_court: bool) -> str:
    held = set(words)
    if held & {"tribal", "tribe", "nation", "pueblo", "rancheria", "band", "tribes"} and "court" in held:
        return "a tribal court the registry does not know; define it in the file, with court_of: its tribe"
    if in_court:
        where = sovereigns()[state].name if state in sovereigns() else ""
        alone = "" if where else state_alone(words)
        if alone:
            name = sovereigns()[alone].name
            return f"{name} has no such court; a place elsewhere that is called so needs its unit: {name} County"
        place = f"no such place in {where}" if where else "no such place among the counties of a state with that court"
        return "the name of a kind of court only: name the county and the state" if len(words) < 3 else place
    if "municipal" in held:
        return "city courts are not in the registry; define it in the file, with court_of: its State"
    return "no court of that name is in the registry"


def suggest_courts(text: str, state: str | None = None, most: int = 3) -> list[CourtMatch]:
    """The courts nearest to a name the registry does not know, best first. Slow: for messages only.

    Where the name says whose court it is, or `state` does, no other State's court is near.

    Examples:
        >>> suggest_courts("Manitowok County Circuit Court", state="WI")[0].id
        'manitowoc-county-circuit-court'
    """
    words, said = words_of(text), stated(text)
    alone = state_alone(words)
    wanted = (_sovereign(state) if state else "") or said or alone
    near = [] if alone and wanted == alone else near_places(words, wanted, most)
    if near:
        return near
    known = named_keys()
    found = dict.fromkeys(known[key] for key in did_you_mean("".join(words), known, 3 * most))
    return [court for court in found if not wanted or _sits_in(court, wanted)][:most]


def list_courts(state: str | None = None) -> list[CourtMatch]:
    """Every court of the registry, or those of one sovereign: first those with a row of their own, then by place.

    Examples:
        >>> [court.id for court in list_courts("DC")][:2]
        ['US-DC-superior-court', 'US-DC-court-of-appeals']
    """
    wanted = _sovereign(state) if state else ""
    own = [court for court in by_id().values() if not wanted or court.sovereign == wanted]
    return own + every_court(wanted)
