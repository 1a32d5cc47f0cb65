"""The life of a case as lines of a file that wait as comments: what may have happened after the conviction.

The lines stand in `datasets/lexicon/life.csv`: section; kind, of an event; how an id ends; keys, with a value where one
serves as an example; what it says. A kind that the format does not have is left out.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache

from ...resources import shipped
from ..editing.lines import in_flow
from ..format.kinds import event_kinds

__all__ = ["DAY", "life_lines"]

DAY = "YYYY-MM-DD"
"""Stands where a date belongs; no date, so that a line nobody filled in is an error."""


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with shipped("datasets/lexicon/life.csv").open(encoding="utf-8", newline="") as file:
        rows = tuple(csv.DictReader(file))
    return tuple(row for row in rows if row["section"] != "events" or row["kind"] in event_kinds())


def life_lines(conviction: str, facts: Mapping[str, str], written: str = "") -> Iterator[str]:
    """The lines, section by section, each a comment.

    Args:
        conviction: id of the conviction they are about.
        facts: person, source and perhaps standing, as the file writes them; name, with which ids begin.
        written: the section that stands in the file already; its lines are left out.

    Examples:
        >>> facts = {"person": "jane-doe", "name": "doe", "source": "d"}
        >>> [line for line in life_lines("c", facts) if "reversal" in line]
        ['#   doe-reversal: {kind: Reversal, conviction: c, date: YYYY-MM-DD, court: COURT, source: d}']
    """
    section = ""
    for row in (row for row in _rows() if row["section"] != written):
        if row["section"] != section:
            section = row["section"]
            yield f"# {section}:"
        record = {"kind": row["kind"]} if section == "events" else {}
        record["conviction"] = conviction
        for key in filter(None, row["keys"].split("|")):
            name, _, example = key.partition("=")
            record[name] = example or facts.get(name) or (DAY if name in ("date", "from", "until") else name.upper())
        yield f"#   # {row['remark']}"
        said = "".join(f", {key}: {facts[key]}" for key in ("source", "standing") if key in facts)
        yield f"#   {facts['name']}-{row['id']}: {in_flow(record)[:-1]}{said}}}"
