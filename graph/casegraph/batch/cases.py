"""A resolved row of a register as a case of its own, in the JSON form of a case file."""

from typing import Any

from .maps import RegisterMap

__all__ = ["case_of"]

_EVENTS = {"vacated": "Vacatur", "reversed": "Reversal", "pardoned": "Pardon", "commuted": "Commutation",
           "reinstated": "Reinstatement"}  # fmt: skip


def case_of(row: dict[str, str], mapping: RegisterMap) -> dict[str, Any]:
    """The case: one person, one conviction, what became of it, the register as its source.

    Every record carries the register's standing: a register's word is attributed to it, so plain answers do not use it,
    unless the map says that it is established (see `RegisterSource`). Ids are made of the row's, so that many rows
    may stand in one graph; the court is named only where the register names it.

    Args:
        row: a row as `resolve_row` gives it, with the columns of a part.
        mapping: the map it was read by.
    """
    key, standing = row["id"], row["standing"]
    source, person, conviction = f"{key}-source", f"{key}-person", f"{key}-conviction"
    about = {name: value for name, value in mapping.source.model_dump().items() if value and name != "standing"}
    said = {"source": source, "standing": standing} | ({"speaker": source} if standing == "attributed" else {})
    found = {
        "person": person, "offence": row["offence"], "statute": row["statute"], "law_broken": row["sovereign"],
        "court": row["court"] if row["court_text"] else "", "date": row["date"], "sentence_type": row["sentence_type"],
        "flag": row["flags"].split("; ") if row["flags"] else "", **said,
    }  # fmt: skip
    case: dict[str, Any] = {
        "case": key,
        "title": f"{row['person']} ({about['label']}, row {row['row']})",
        "sources": {source: {**about, "label": f"{about['label']}, row {row['row']}", "note": row["raw"]}},
        "people": {person: {"name": row["person"], **said}},
        "convictions": {conviction: {name: value for name, value in found.items() if value}},
    }
    if row["status"]:
        event = {"kind": _EVENTS[row["status"]], "conviction": conviction, "date": row["status_date"], **said}
        case["events"] = {f"{key}-{row['status']}": {name: value for name, value in event.items() if value}}
    return case
