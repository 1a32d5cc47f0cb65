"""What resolving a name gives: one court or one law, several it may be, or why it is unknown."""

from dataclasses import dataclass
from typing import Any

__all__ = ["CourtMatch", "StatuteMatch"]


@dataclass(frozen=True, slots=True)
class CourtMatch:
    """A court's name, resolved.

    Attributes:
        text: the name as typed.
        id: the court's id, or "" when it is unknown or may be several.
        label: what a reader calls the court.
        sovereign: whose court it is (`US-WI`). Also given when several courts fit and all are of one sovereign.
        level: trial, appeal or highest.
        kind: what sort of court, e.g. "federal district court".
        courts_db: its id in the courts-db data set, or "".
        division: the number or branch the name gives ("187th"), or "".
        sources: the law that sets the court up, as cited.
        standing: established or attributed: how well the row of the registry is borne out.
        note: what a reader should know about it, or "".
        by_place: is it one of a kind that has one in every county or other unit?
        candidates: the courts it may be, when there are several; sorted by id.
        reason: why there is no single court, or "".
    """

    text: str
    id: str = ""
    label: str = ""
    sovereign: str = ""
    level: str = ""
    kind: str = ""
    courts_db: str = ""
    division: str = ""
    sources: tuple[str, ...] = ()
    standing: str = ""
    note: str = ""
    by_place: bool = False
    candidates: tuple["CourtMatch", ...] = ()
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.id)

    def to_json(self) -> dict[str, Any]:
        """As plain data; candidates as their ids."""
        keys = ("text", "id", "label", "sovereign", "level", "kind", "courts_db", "division", "standing", "note",
                "reason")  # fmt: skip
        found: dict[str, Any] = {key: getattr(self, key) for key in keys}
        return {**found, "sources": list(self.sources), "candidates": [court.id for court in self.candidates]}


@dataclass(frozen=True, slots=True)
class StatuteMatch:
    """A citation of a statute, resolved to the sovereign whose law it is.

    Attributes:
        text: the citation as typed.
        sovereign: whose law, or "" when it is unknown or may be several.
        code: what the code is called.
        note: what a reader should know, e.g. that the provision borrows another sovereign's law; or "".
        candidates: ids of the sovereigns it may be, when there are several; sorted.
        reason: why there is no single sovereign, or "".
    """

    text: str
    sovereign: str = ""
    code: str = ""
    note: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.sovereign)

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"text": self.text, "sovereign": self.sovereign, "code": self.code, "note": self.note,
                "candidates": list(self.candidates), "reason": self.reason}  # fmt: skip
