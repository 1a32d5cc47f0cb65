"""The kinds of event there are, in the words of the ontology."""

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from ...resources import shipped
from .values import EventKind

__all__ = ["RecordKind", "event_kinds"]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of event: its name in the format, its words, and the status it gives a conviction, or ""."""

    name: str
    label: str
    definition: str
    status: str


@cache
def event_kinds() -> dict[str, RecordKind]:
    """Every kind of event a case file takes, with its words in the ontology.

    Examples:
        >>> event_kinds()["SentenceVacated"].label
        'sentence set aside'
    """
    text = shipped("ontology/casegraph.ttl").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^cg:(\w+) a owl:Class ;\n(.*?)\.\n(?:\n|\Z)", text, re.MULTILINE | re.DOTALL))
    return {name: RecordKind(name, *(_words(blocks.get(name, ""), of) for of in _SAID))
            for name in get_args(EventKind)}  # fmt: skip


_SAID = (r'rdfs:label "((?:[^"\\]|\\.)*)"', r'skos:definition "((?:[^"\\]|\\.)*)"', r"cg:setsStatus cg:(\w+)")


def _words(block: str, pattern: str) -> str:
    found = re.search(pattern, block)
    return found[1].replace('\\"', '"') if found else ""
