"""A resolved row of a register as a case of its own, in the JSON form of a case file."""

from typing import Any

from ..casefile.marks import PERHAPS
from .maps import RegisterMap

__all__ = ["case_of"]

_EVENTS = {"vacated": "Vacatur", "reversed": "Reversal", "pardoned": "Pardon", "commuted": "Commutation",
           "reinstated": "Reinstatement"}  # fmt: skip


_STATED = ("person", "offence", "statute", "law_broken", "date")
"""What a charge may say of what a conviction does; an act nobody was charged with says less."""


def case_of(row: dict[str, str], mapping: RegisterMap) -> dict[str, Any]:
    """The case: one person, one conviction, what became of it, the register as its source.

    Where the row says that there was no conviction, there is a charge in its place, or the offence itself. Every record
    carries the register's standing: a register's word is attributed to it, so plain answers do not use it, unless the
    map says that it is established (see `RegisterSource`). Ids are made of the row's, so that many rows may stand in
    one graph; the court is named only where the register names it.

    Args:
        row: a row as `resolve_row` gives it, with the columns of a part.
        mapping: the map it was read by.
    """
    key, standing = row["id"], row["standing"]
    source, person = f"{key}-source", f"{key}-person"
    about = {name: value for name, value in mapping.source.model_dump().items() if value and name != "standing"}
    said = {"source": source, "standing": standing} | ({"speaker": source} if standing == "attributed" else {})
    section, name, key_of_it, record = _convicted(row, person)
    case: dict[str, Any] = {
        "case": key,
        "title": f"{row['person']} ({about['label']}, row {row['row']})",
        "sources": {source: {**about, "label": f"{about['label']}, row {row['row']}", "note": row["raw"]}},
        "people": {person: {"name": row["person"], **said}},
        section: {name: {held: value for held, value in {**record, **said}.items() if value}},
    }
    if row["status"]:
        event = {"kind": _EVENTS[row["status"]], key_of_it: name, "date": row["status_date"], **said}
        event |= {} if section == "convictions" else {"person": person}
        events = case.setdefault("events", {})
        events[f"{key}-{row['status']}"] = {held: value for held, value in event.items() if value}
    return case


def _convicted(row: dict[str, str], person: str) -> tuple[str, str, str, dict[str, Any]]:
    """What the row is about: its section, its id, how an event names it, and what is said of it."""
    key = row["id"]
    found: dict[str, Any] = {
        "person": person, "offence": row["offence"], "statute": row["statute"], "law_broken": row["sovereign"],
        "court": row["court"] if row["court_text"] else "", "date": row["date"], "sentence_type": row["sentence_type"],
        "flag": [flag for flag in row["flags"].split("; ") if flag and not flag.startswith(PERHAPS)] or "",
    }  # fmt: skip
    if row["stage"] == "charged":
        return "charges", f"{key}-charge", "charge", {name: found[name] for name in _STATED}
    if row["stage"] == "offence":
        act = {name: found[name] for name in ("person", "law_broken", "date")}
        return "events", f"{key}-offence", "act", {"kind": "Offence", "label": row["offence"], **act}
    return "convictions", f"{key}-conviction", "conviction", found
