"""Trial courts by pattern: the name of a kind of court, a place it sits for, and perhaps the state."""

import re
from dataclasses import dataclass
from functools import cache

from ..errors import did_you_mean
from .match import CourtMatch
from .named import state_keys
from .tables import PlaceRow, TrialCourt, kept_ids, places, places_of, sovereign_kind, sovereigns, split, trial_courts
from .words import key_of, ordinal, plain, shown, words_of

__all__ = [
    "CourtReading",
    "court_of",
    "every_court",
    "ids_of",
    "near_places",
    "read_trial_court",
    "state_alone",
    "states_with_place",
]


@dataclass(frozen=True, slots=True)
class CourtReading:
    """One way to read a name: the kind of court, the place or None for all of the state's, the number it names."""

    court: TrialCourt
    place: PlaceRow | None
    division: str = ""


def _slug(text: str) -> str:
    return "-".join(plain(text))


def _called(place: PlaceRow) -> str:
    if place.unit in ("County", "Parish", "Borough", "Census Area", "Municipality", "City and Borough"):
        return f"{place.name} {place.unit}"
    if place.unit in ("City", "Former City"):
        return f"City of {place.name}"
    if place.unit == "Former County":
        return f"{place.name} County"
    if place.unit in ("Judicial District", "Judicial Circuit", "Division"):
        return f"{place.name} {place.unit}" if ordinal(place.name.casefold()) else f"{place.unit} of {place.name}"
    return place.name


def _id(court: TrialCourt, place: PlaceRow | None) -> str:
    if place is None:
        return f"{court.sovereign}-{_slug(court.name)}"
    unit = "" if place.unit in ("Seat", "Part") else f"-{_slug(place.unit.removeprefix('Former '))}"
    made = f"{court.sovereign}-{_slug(place.name)}{unit}-{_slug(court.name)}"
    return kept_ids().get(made, made)


@cache
def court_of(reading: CourtReading) -> CourtMatch:
    """The court a reading means."""
    court, place = reading.court, reading.place
    state = sovereigns()[court.sovereign]
    kind = "territorial trial court" if sovereign_kind(court.sovereign) == "territory" else "state trial court"
    label = f"{state.name} {court.name}" + (f", {_called(place)}" if place else "")
    note = court.note or (f"until {court.until}" if court.until else "")
    sources = (*split(court.source), *((place.source,) if place else ()))
    division = shown(reading.division)
    return CourtMatch("", _id(court, place), label, court.sovereign, "trial", kind, court.courts_db, division, sources,
                      court.standing, note, place is not None)  # fmt: skip


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], dict[str, tuple[TrialCourt, ...]]]]]:
    """First word of a court's name → every name that starts so, longest first, with its courts by sovereign."""
    found: dict[tuple[str, ...], list[TrialCourt]] = {}
    for court in trial_courts():
        for name in (court.name, *court.also):
            found.setdefault(words_of(name), []).append(court)
    grouped: dict[str, list[tuple[tuple[str, ...], dict[str, tuple[TrialCourt, ...]]]]] = {}
    for phrase in sorted(found, key=lambda phrase: (-len(phrase), phrase)):
        courts: dict[str, tuple[TrialCourt, ...]] = {}
        for court in found[phrase]:
            courts[court.sovereign] = (*courts.get(court.sovereign, ()), court)
        grouped.setdefault(phrase[0], []).append((phrase, courts))
    return grouped


@cache
def _places() -> dict[str, tuple[tuple[PlaceRow, bool], ...]]:
    """Key of a place → the places so called, and whether the name tells nothing without the state's."""
    here: dict[str, list[tuple[PlaceRow, bool]]] = {}
    for place in places():
        for name in (place.name, *place.also):
            unit = place.unit.removeprefix("Former ")
            numbered = bool(ordinal(name.split()[0].casefold()))
            keys = [f"{name} {unit}", f"{unit} {name}"]
            keys += [f"{name} Unit"] if unit == "County" else []
            keys += [] if numbered and name == place.name else [name]
            for key in dict.fromkeys(key_of(text) for text in keys):
                if all(place != held for held, _ in here.setdefault(key, [])):
                    here[key].append((place, numbered))
    return {key: tuple(held) for key, held in here.items()}


def states_with_place(name: str) -> frozenset[str]:
    """The sovereigns that have a county or other unit of courts so called.

    Examples:
        >>> sorted(states_with_place("Milwaukee County")), len(states_with_place("Jefferson")) > 5
        (['US-WI'], True)
    """
    return frozenset(place.sovereign for place, _ in _places().get(key_of(name), ()))


_UNITS_AFTER = {"judicial", "circuit", "district", "department", "division", "court"}
_NOISE = re.compile(
    r"\b(?:(?:criminal|felony|trial|law|civil|special|superior) )?(?:division|part|term|department|docket|branch|side)"
    r"(?: (?:no )?(?:\w|\d+|i+|iv|v|vi+|one|two|three|four|five))?\b|\b(?:no|number|nos) \d+\b|\b\d+\b"
)


def _stripped(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words without numbers of circuits and districts, branches and divisions; and those numbers."""
    kept: list[str] = []
    numbers: list[str] = []
    dropping = False
    for word in words:
        if word.endswith("th") and ordinal(word):
            numbers.append(word)
            dropping = True
        elif dropping and word in _UNITS_AFTER:
            continue
        else:
            dropping = False
            kept.append(word)
    left = " ".join(kept)
    bare = _NOISE.sub(" ", left)
    return tuple(bare.split()), " ".join(numbers)


def _states_and_places(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every way to split words into a state ("" for none) and the key of a place ("" for none)."""
    states = state_keys()
    found = [("", "".join(words))]
    for size in range(1, min(len(words), 5) + 1):
        head, tail = "".join(words[:size]), "".join(words[-size:])
        if head in states:
            found.append((states[head], "".join(words[size:])))
        if tail in states:
            found.append((states[tail], "".join(words[:-size])))
    return found


def _fitting(
    courts: dict[str, tuple[TrialCourt, ...]], words: tuple[str, ...], division: str, state: str
) -> list[CourtReading]:
    """The readings of the words left beside a court's name; those that name the state go before those that do not.

    A State's name alone means that State, never a county of another one that is called alike: `Texas Circuit Court`.
    """
    named: dict[CourtReading, None] = {}
    unnamed: dict[CourtReading, None] = {}
    index = _places()
    splits = _states_and_places(words)
    if not state and any(said and not key for said, key in splits):
        splits = [(said, key) for said, key in splits if said]
    for said, key in splits:
        if said and state and said != state:
            continue
        wanted = said or state
        readings = named if said else unnamed
        if not key:
            readings |= {CourtReading(court, None, division): None for court in courts.get(wanted, ())}
            continue
        for place, numbered in index.get(key, ()):
            if (wanted and place.sovereign != wanted) or (numbered and not wanted):
                continue
            for court in courts.get(place.sovereign, ()):
                if place.unit in court.units:
                    readings[CourtReading(court, place, division)] = None
    return list(named or unnamed)


def _found_phrases(words: tuple[str, ...]) -> list[tuple[dict[str, tuple[TrialCourt, ...]], tuple[str, ...]]]:
    """Every court's name in the words, longest first, with the words around it.

    `county` between a place and a court may belong to either: `Florida County Court`, and `Delaware County Court`.
    """
    phrases = _phrases()
    found: list[tuple[int, dict[str, tuple[TrialCourt, ...]], tuple[str, ...]]] = []
    for index, word in enumerate(words):
        for phrase, courts in phrases.get(word, ()):
            end = index + len(phrase)
            if words[index:end] == phrase:
                found.append((len(phrase), courts, words[:index] + words[end:]))
                if index and word == "county":
                    found.append((len(phrase), courts, words[: index + 1] + words[end:]))
    found.sort(key=lambda item: -item[0])
    return [(courts, rest) for _, courts, rest in found]


def read_trial_court(words: tuple[str, ...], state: str) -> tuple[list[CourtReading], bool]:
    """The ways to read a name as a trial court's, and whether it holds such a court's name at all."""
    found = _found_phrases(words)
    for courts, rest in found:
        readings = _fitting(courts, rest, "", state)
        if readings:
            return readings, True
    for courts, rest in found:
        bare, division = _stripped(rest)
        readings = _fitting(courts, bare, division, state) if bare != rest else []
        if readings:
            return readings, True
    return [], bool(found)


def state_alone(words: tuple[str, ...]) -> str:
    """The State that is all a name holds beside a court's name, or ""."""
    rests = (rest for _, rest in _found_phrases(words))
    return next((said for rest in rests for said, key in _states_and_places(rest) if said and not key), "")


def near_places(words: tuple[str, ...], state: str, most: int = 3) -> list[CourtMatch]:
    """The trial courts whose place is spelled much like the one in the words, best first."""
    import difflib

    near: dict[CourtMatch, float] = {}
    for courts, rest in _found_phrases(words)[:1]:
        bare, _ = _stripped(rest)
        for said, key in _states_and_places(bare):
            for hit in did_you_mean(key, _places(), 3 * most) if key else ():
                score = difflib.SequenceMatcher(None, key, hit).ratio()
                for place, _ in _places()[hit]:
                    for court in courts.get(place.sovereign, ()):
                        if place.unit in court.units and (said or state or court.sovereign) == court.sovereign:
                            found = court_of(CourtReading(court, place))
                            near[found] = max(score + bool(said), near.get(found, 0))
    return [court for court, _ in sorted(near.items(), key=lambda item: (-item[1], item[0].id))[:most]]


def every_court(state: str = "") -> list[CourtMatch]:
    """Every trial court of a sovereign, or of all; of each kind first the kind itself, then place by place."""
    whose = [state] if state else list(dict.fromkeys(court.sovereign for court in trial_courts()))
    return [court_of(reading) for sovereign in whose for reading in ids_of(sovereign).values()]


@cache
def ids_of(sovereign: str) -> dict[str, CourtReading]:
    """The id of every trial court of a sovereign, in lower case → what it means."""
    here = places_of(sovereign)
    readings = [CourtReading(court, place) for court in trial_courts() if court.sovereign == sovereign
                for place in (None, *here) if place is None or place.unit in court.units]  # fmt: skip
    return {_id(reading.court, reading.place).casefold(): reading for reading in readings}
