"""The rows of `list courts`: the registry, and what the named cases define beside it."""

from typing import Any

__all__ = ["court_rows"]


def court_rows(state: str | None, everything: bool, own: list[dict[str, str]]) -> list[dict[str, Any]]:
    """One row a court, by id: of one sovereign all of them; of all only those that are not one of a kind by place.

    Args:
        state: postal code or id of the sovereign, None for all.
        everything: with no state, every court place by place too.
        own: rows of the courts that the named cases define.

    Raises:
        NoSuchThing: no such state.
    """
    from ..courts import list_courts

    found = list_courts(state)
    if state is None and not everything:
        found = [court for court in found if not court.by_place]
    rows = [
        {"id": court.id, "label": court.label, "of": court.sovereign, "level": court.level, "kind": court.kind,
         "courts_db": court.courts_db, "standing": court.standing}
        for court in found
    ]  # fmt: skip
    known, whose = {row["id"] for row in rows}, {row["of"] for row in rows}
    rows += [row for row in own if row["id"] not in known and (state is None or row["of"] in whose)]
    return sorted(rows, key=lambda row: str(row["id"]))
