"""The order procedure allows, as data: `ontology/procedure.csv`, one rule a row, each with its reason.

A row says that one instant comes at least (and at most) so many days after another, where the two things share a
record: each reaches it from its own side by a path of properties ("" for the thing itself). A row without `most` sets
no upper limit. No rule of a single jurisdiction belongs there.
"""

import csv
from dataclasses import dataclass
from functools import cache

from ..resources import shipped
from ..vocabulary import predicate_for, shorten

__all__ = ["Rule", "procedure_rules"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row.

    Attributes:
        name: its id.
        later, earlier: the classes of the two things, as short names.
        later_point, earlier_point: start, end, outcome or born.
        later_path, earlier_path: properties from each thing to the record the two share.
        least, most: days from the earlier to the later instant; most is None for no limit.
        reason: why, in a few words.
    """

    name: str
    later: str
    later_point: str
    later_path: tuple[str, ...]
    earlier: str
    earlier_point: str
    earlier_path: tuple[str, ...]
    least: int
    most: int | None
    reason: str


@cache
def procedure_rules() -> tuple[Rule, ...]:
    """Every shipped rule, in the order of the table.

    Examples:
        >>> next(rule.reason for rule in procedure_rules() if rule.name == "conviction-after-charge")
        'a conviction comes after its charge'
    """
    with shipped("ontology/procedure.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                row["rule"],
                f"cg:{row['later']}",
                row["later_point"],
                _path(row["later_path"]),
                f"cg:{row['earlier']}",
                row["earlier_point"],
                _path(row["earlier_path"]),
                int(row["least"]),
                int(row["most"]) if row["most"] else None,
                row["reason"],
            )
            for row in csv.DictReader(file)
        )


def _path(text: str) -> tuple[str, ...]:
    return tuple(shorten(predicate_for(key)) for key in text.split("/") if key)
