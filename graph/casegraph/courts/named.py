"""Courts with a row of their own, and federal districts, under every usual form of their names."""

from collections.abc import Iterator
from functools import cache

from .match import CourtMatch
from .tables import CourtRow, District, SovereignRow, courts, districts, sovereigns, split
from .words import key_of, ordinal, plain, shown

__all__ = [
    "by_id", "district_states", "find_district", "find_named", "named_keys", "only_district", "state_keys", "stated",
]  # fmt: skip

_FEDERAL = ("usdistrictcourt", "districtcourtus", "federaldistrictcourt", "usdistrict")
_PLAIN = "districtcourt"
_AFTER_ORDINAL = {"judicial", "circuit", "district", "department", "division", "appeals"}


def _of_court(row: CourtRow) -> CourtMatch:
    return CourtMatch("", row.id, row.label, row.sovereign, row.level, row.kind, row.courts_db, "",
                      split(row.source), row.standing, row.note)  # fmt: skip


def _of_district(row: District) -> CourtMatch:
    return CourtMatch("", row.id, row.label, "US", "trial", "federal district court", row.courts_db, "",
                      split(row.source), row.standing, row.note)  # fmt: skip


@cache
def by_id() -> dict[str, CourtMatch]:
    """Every court with a row of its own, by id."""
    return {row.id: _of_court(row) for row in courts()} | {row.id: _of_district(row) for row in districts()}


@cache
def state_keys() -> dict[str, str]:
    """Every form of every sovereign's name, as a key → the sovereign."""
    found: dict[str, str] = {}
    for sovereign in sovereigns().values():
        for form in (sovereign.name, *sovereign.forms):
            if "".join(plain(form)) == (key := key_of(form)) or " " in form:  # not a code that is read as a word
                found.setdefault(key, sovereign.id)
    return found


def stated(text: str) -> str:
    """The sovereign that a name calls a State in so many words (`State of Ohio`, `Washington State`), or "".

    Examples:
        >>> stated("Superior Court of the State of Washington, Adams County"), stated("Ohio County Court")
        ('US-WA', '')
    """
    if "state" not in (held := text.casefold()) and "commonwealth" not in held:
        return ""
    raw = plain(text)
    for index, word in enumerate(raw):
        after = raw[index + 2 : index + 6] if word in _STATE_WORDS and raw[index + 1 : index + 2] == ["of"] else []
        before = raw[max(0, index - 4) : index] if word == "state" else []
        tried = [after[:size] for size in range(len(after), 0, -1)] + [before[at:] for at in range(len(before))]
        found = next((state_keys()[key] for words in tried if (key := "".join(words)) in state_keys()), "")
        if found:
            return found
    return ""


_STATE_WORDS = {"state", "commonwealth"}


def _keys(sovereign: SovereignRow) -> list[str]:
    """The keys of a sovereign's names, without postal codes that are read as another word."""
    return [key for key, owner in state_keys().items() if owner == sovereign.id and key != "in"]


def _forms(row: CourtRow) -> Iterator[str]:
    """The keys a court is known under."""
    names = [key_of(row.label)]
    own = _keys(sovereigns()[row.sovereign]) if row.sovereign in sovereigns() else []
    for pattern in row.also:
        if "*" not in pattern:
            names.append(key_of(pattern))
            continue
        before, after = (key_of(part) for part in pattern.split("*"))
        names += [before + state + after for state in own]
        if before and not after:  # a joining word is a postal code at the end only
            names += [
                before + form.casefold() for form in sovereigns()[row.sovereign].forms if not key_of(f"{form} x")[:-1]
            ]
    for name in names:
        yield name
        for part in row.parts:
            yield name + key_of(part)


@cache
def _named() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in courts():
        for key in _forms(row):
            held = found.setdefault(key, [])
            if row.id not in held:
                held.append(row.id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _cores(row: District) -> Iterator[str]:
    """How a district is called, without the words for its court."""
    yield row.courts_db
    state = sovereigns()[row.state]
    for key in _keys(state):
        if row.direction:
            first = row.direction[0].casefold()
            spelled = row.direction.casefold()
            yield from (f"{spelled}district{key}", f"{first}district{key}", f"{first}d{key}", f"{key}{first}d")
        else:
            yield from (f"district{key}", f"d{key}")
    if not row.direction:
        yield f"{row.state[3:].casefold()}d"


@cache
def _districts() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Key of a district → its id; key of a state → the districts there are in it today."""
    cores: dict[str, list[str]] = {}
    states: dict[str, list[str]] = {}
    today = [row for row in districts() if "former" not in row.note]
    for row in today:
        for state in _keys(sovereigns()[row.state]):
            states.setdefault(state, []).append(row.id)
    for row in districts():
        for key in _cores(row):
            held = cores.setdefault(key, [])
            if row.id not in held and (row in today or not held):
                held.append(row.id)
        cores.setdefault(key_of(row.label), [row.id])
    for key in state_keys():  # `Ind.` and `District of Columbia` name a sovereign; only a court's name beside it tells
        cores.pop(key, None)
    return {k: tuple(v) for k, v in cores.items()}, {k: tuple(v) for k, v in states.items()}


@cache
def district_states() -> dict[str, str]:
    """Id of a federal district court → the state or territory its district lies in."""
    return {row.id: row.state for row in districts()}


def find_district(words: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the federal districts a name means: one, several when it names a state only, or none."""
    cores, states = _districts()
    key = "".join(words)
    if key in cores:
        return cores[key]
    for prefix in (*_FEDERAL, _PLAIN):
        for core in (key.removeprefix(prefix), key.removesuffix(prefix)):
            if core != key and core in cores:
                return cores[core]
            if core != key and prefix != _PLAIN and core in states:
                return states[core]
    if words and words[-1] == "division" and len(words) > 3:
        for cut in (2, 3, 4):
            found = find_district(words[:-cut])
            if found:
                return found
    return ()


def only_district(words: tuple[str, ...]) -> tuple[str, ...]:
    """The one federal district of a state, where words say `district court` and that state's name and no more."""
    key = "".join(words)
    for core in (key.removeprefix(_PLAIN), key.removesuffix(_PLAIN)):
        held = _districts()[1].get(core, ()) if core != key else ()
        if len(held) == 1:
            return held
    return ()


def find_named(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Ids of the courts with a row of their own that a name means, and the division it names.

    A number belongs to the name of a federal circuit; in that of a state's court of appeals it is a division.
    """
    named = _named()
    key = "".join(words)
    if key in named:
        return named[key], ""
    numbers = [word for word in words if word.endswith("th") and ordinal(word)]
    if not numbers:
        return (), ""
    for bare in (_without_numbers(words, False), _without_numbers(words, True)):
        found = tuple(id_ for id_ in named.get("".join(bare), ()) if by_id()[id_].level != "trial")
        if found:
            return found, shown(" ".join(numbers))
    return (), ""


def _without_numbers(words: tuple[str, ...], with_units: bool) -> list[str]:
    kept: list[str] = []
    dropping = False
    for word in words:
        if word.endswith("th") and ordinal(word):
            dropping = with_units
        elif dropping and word in _AFTER_ORDINAL:
            continue
        else:
            dropping = False
            kept.append(word)
    return kept


@cache
def named_keys() -> dict[str, CourtMatch]:
    """Every key of a court with a row of its own → the court, for suggestions."""
    cores, _ = _districts()
    return {key: by_id()[ids[0]] for table in (_named(), cores) for key, ids in table.items()}
