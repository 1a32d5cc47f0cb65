"""A resolved row of a register as a case of its own, in the JSON form of a case file."""

from typing import Any

from .maps import RegisterMap

__all__ = ["case_of"]

_EVENTS = {"vacated": "Vacatur", "reversed": "Reversal", "pardoned": "Pardon", "commuted": "Commutation",
           "reinstated": "Reinstatement"}  # fmt: skip


def case_of(row: dict[str, str], mapping: RegisterMap) -> dict[str, Any]:
    """The case: one person, one conviction, what became of it, the register as its source.

    Every record carries the register's standing: a register's word is attributed to it, so plain answers do not use it,
    unless the map says that it is established (see `RegisterSource`).

    Args:
        row: a row as `resolve_row` gives it, with the columns of a part.
        mapping: the map it was read by.
    """
    about = {key: value for key, value in mapping.source.model_dump().items() if value and key != "standing"}
    said = {"source": "register", "standing": row["standing"]}
    if row["standing"] == "attributed":
        said["speaker"] = "register"
    conviction = {
        "person": "person", "offence": row["offence"], "statute": row["statute"], "law_broken": row["sovereign"],
        "court": row["court"] if row["court_text"] else "", "date": row["date"], "sentence_type": row["sentence_type"],
        "flag": row["flags"].split("; ") if row["flags"] else "", **said,
    }  # fmt: skip
    case: dict[str, Any] = {
        "case": row["id"],
        "title": f"{row['person']} ({about['label']}, row {row['row']})",
        "sources": {"register": {**about, "note": row["raw"]}},
        "people": {"person": {"name": row["person"], **said}},
        "convictions": {"conviction": {key: value for key, value in conviction.items() if value}},
    }
    if row["status"]:
        event = {"kind": _EVENTS[row["status"]], "conviction": "conviction", "date": row["status_date"], **said}
        case["events"] = {row["status"]: {key: value for key, value in event.items() if value}}
    return case
