"""Set a second article beside a case: more sources and claims; who and what may be the same is proposed, never assumed."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..dates import NotADate, When
from ..questions.naming.names import fold

__all__ = ["Disagreement", "conflicts", "join", "link"]

Data = dict[str, Any]
_LISTS = ("claims", "tenures", "signatures")
_SAME_KIND = ("people", "organisations", "works", "charges", "convictions", "petitions", "events")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two records that may be about one thing and do not agree."""

    first: str
    second: str
    key: str
    values: tuple[str, str]

    def __str__(self) -> str:
        return f"{self.first} has {self.key} {self.values[0]}, {self.second} has {self.values[1]}"


def link(case: Data, draft: Data) -> tuple[Data, list[str]]:
    """The case with the draft's source and records beside its own, and for each pair that may be the same a candidate.

    Args:
        case: a case file as plain data.
        draft: a draft of another article, as plain data.

    Returns:
        The new file, and a line for every proposed identity.
    """
    merged: Data = copy.deepcopy(case)
    renamed = _fresh_ids(case, draft)
    moved: Data = _renamed(draft, renamed)
    for section, held in moved.items():
        if section in ("case", "title", "about"):
            continue
        if isinstance(held, list):
            merged.setdefault(section, []).extend(held)
        else:
            merged[section] = {**(merged.get(section) or {}), **held}
    told: list[str] = []
    for section, old, new, why in _pairs(case, moved):
        merged.setdefault("claims", []).append(_identity(old, new, why, moved[section][new]))
        told.append(f"{new} may be {old}: {why}")
    order = [*case, *(key for key in merged if key not in case and key != "claims"), "claims"]
    return {key: merged[key] for key in dict.fromkeys(order) if key in merged}, told


def _ids(data: Data) -> Iterator[str]:
    for section, held in data.items():
        if isinstance(held, dict):
            yield from held
        elif section == "claims":
            yield from (entry["id"] for entry in held if entry.get("id"))


def _fresh_ids(case: Data, draft: Data) -> dict[str, str]:
    """New ids for those of the draft that the case has already; a court both name by the same words stays one."""
    taken = set(_ids(case))
    same = set(case.get("courts") or {})
    found: dict[str, str] = {}
    for name in _ids(draft):
        if name not in taken or name in same:
            taken.add(name)
            continue
        number = 2
        while f"{name}-{number}" in taken:
            number += 1
        found[name] = f"{name}-{number}"
        taken.add(found[name])
    return found


def _renamed(value: Any, names: dict[str, str], key: str = "") -> Any:
    """The data with ids replaced wherever ids stand; texts such as names, quotations and notes stay."""
    if isinstance(value, dict):
        return {names.get(k, k) if isinstance(v, (dict, list)) else k: _renamed(v, names, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(item, names, key) for item in value]
    texts = ("name", "label", "quote", "sha256", "note", "offence", "term", "title", "requests", "kind", "says", "case")
    return names.get(value, value) if isinstance(value, str) and key not in texts else value


def _fact(record: Data, key: str) -> str:
    value = record.get(key)
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value.get("value", "")) if isinstance(value, dict) else str(value or "")


def _pairs(case: Data, draft: Data) -> Iterator[tuple[str, str, str, str]]:
    """(section, old id, new id, why): what may be the same person or thing."""
    same: dict[str, str] = {}
    for section in _SAME_KIND:
        for new, record in (draft.get(section) or {}).items():
            for old, held in (case.get(section) or {}).items():
                why = _likeness(section, held, record, same)
                if why and new not in same:
                    same[new] = old
                    yield section, old, new, why


def _likeness(section: str, old: Data, new: Data, same: dict[str, str]) -> str:
    """Why two records may be about one thing, or ""."""
    if section in ("people", "organisations", "works"):
        name = "name" if section == "people" else "label"
        names = {fold(_fact(old, key)) for key in (name, "label", "also_known_as")} - {""}
        if fold(_fact(new, name)) in names:
            shared = {fold(_fact(old, "capacity"))} & {fold(_fact(new, "capacity"))} - {""}
            return f"the same name{', the same role' if shared else ''}"
        short = [
            n
            for n in names
            if n.split()[-1:] == fold(_fact(new, name)).split()[-1:]
            and n.split()[:1] == fold(_fact(new, name)).split()[:1]
        ]
        return "first and last name agree" if short and section == "people" else ""
    person = "seeks_relief_for" if section == "petitions" else "person"
    who = _fact(new, person)
    if not who or same.get(who, who) != _fact(old, person):
        return ""
    if section == "events":
        return "the same person and kind of event" if _fact(old, "kind") == _fact(new, "kind") else ""
    if section == "petitions":
        return "a petition for the same person"
    left, right = set(_fact(old, "offence").lower().split()), set(_fact(new, "offence").lower().split())
    return "the same person and offence" if left and right and (left <= right or right <= left) else ""


def _identity(old: str, new: str, why: str, record: Data) -> Data:
    passage = record.get("passage")
    source = record.get("source")
    return {
        "id": f"c-{new}-is-{old}", "subject": new, "predicate": "same_thing_as", "object": old, "kind": "gloss",
        "source": source, "speaker": source, "standing": "attributed", "status": "candidate", "slot": "identity",
        "confidence": "medium", "passage": passage, "note": f"Proposed: {why}. The source does not say so itself.",
    }  # fmt: skip


def conflicts(data: Data) -> list[Disagreement]:
    """What two records that may be one do not agree on."""
    found: list[Disagreement] = []
    for entry in data.get("claims") or []:
        if entry.get("predicate") != "same_thing_as" or entry.get("status") == "rejected":
            continue
        pair = [_anywhere(data, entry["object"]), _anywhere(data, entry["subject"])]
        if None in pair:
            continue
        old, new = (record or {} for record in pair)
        for key in ("date", "from", "until", "offence", "law_broken", "outcome", "duration"):
            values = _fact(old, key), _fact(new, key)
            if all(values) and not _agree(key, *values):
                found.append(Disagreement(entry["object"], entry["subject"], key, values))
    return found


def _anywhere(data: Data, name: str) -> Data | None:
    return next((held[name] for held in data.values() if isinstance(held, dict) and name in held), None)


def _agree(key: str, first: str, second: str) -> bool:
    if key in ("date", "from", "until"):
        try:
            return When.parse(first).compatible(When.parse(second))
        except NotADate:
            return False
    left, right = set(first.lower().split()), set(second.lower().split())
    return left <= right or right <= left


def join(data: Data, item: Any) -> Data:
    """Two records made one, once a reviewer has accepted that they are: what the second says becomes claims on the first.

    Args:
        data: the file.
        item: the identity's item, as `review.open_items` gives it.
    """
    entry = data["claims"][item.key]
    new, old = entry["subject"], entry["object"]
    section = next(name for name, held in data.items() if isinstance(held, dict) and new in held)
    record = data[section].pop(new)
    kept = [claim for claim in data["claims"] if claim is not entry]
    data["claims"] = kept
    joined: Data = _renamed(data, {new: old})
    if section != "people" and section != "organisations":
        joined["claims"] += list(_as_claims(joined, section, old, _renamed(record, {new: old})))
    return joined


def _as_claims(data: Data, section: str, subject: str, record: Data) -> Iterator[Data]:
    """Each fact of a record as a claim about `subject`, in conflict where the record there says otherwise."""
    held = data[section][subject]
    about: Data = {
        key: record[key] for key in ("source", "speaker", "status", "slot", "confidence", "passage") if key in record
    }
    taken = set(_ids(data))
    for key in ("date", "offence", "law_broken", "court", "duration", "agent", "conviction"):
        value = _fact(record, key)
        if not value:
            continue
        name, number = f"c-{subject}-{key.replace('_', '-')}", 2
        while name in taken:
            name, number = f"c-{subject}-{key.replace('_', '-')}-{number}", number + 1
        taken.add(name)
        claim: Data = {
            "id": name,
            "subject": subject,
            "predicate": key,
            "object": value,
            **about,
            "standing": "attributed",
        }
        own = record[key]
        if isinstance(own, dict) and own.get("passage"):
            claim["passage"] = own["passage"]
        if _fact(held, key) and not _agree(key, _fact(held, key), value):
            claim |= {"standing": "contested", "conflicts_with": [f"{subject}.{key}"]}
        yield claim
