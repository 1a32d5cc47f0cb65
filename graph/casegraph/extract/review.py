"""Review a draft: the open candidates, the most harmful first, and what a person's decision does to the file.

A decision changes the plain data of the file; the caller writes it. Accepting means that the source says so; the claim
stays attributed. Only an explicit yes makes it established, together with the candidates it cannot do without.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..casefile.format.fields import SECTIONS, fields_of
from ..errors import UsageError
from .draft import SOURCE, as_yaml, slug
from .linking import join
from .proposal import SLOTS

__all__ = [
    "DECISIONS",
    "Candidate",
    "along_with",
    "comments",
    "decide",
    "edit",
    "needed_with",
    "open_items",
    "save_text",
]

Data = dict[str, Any]
DECISIONS = {"accept": "attributed", "establish": "established", "contest": "contested", "reject": "retracted"}
"""What a reviewer can decide → the standing it gives."""
_ABOUT_REVIEW = ("source", "speaker", "standing", "status", "slot", "confidence", "passage", "reviewer", "reviewed",
                 "observed", "note", "kind", "id", "redacted_as")  # fmt: skip
_NAMES = ("people", "courts", "organisations", "concepts", "works")
"""Sections whose records say little but what something is called."""
_IDENTITY = ("identity", "person", "holder")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate that waits.

    Attributes:
        section: where it stands.
        key: its id; for a claim its number in the list.
        title: what a reviewer sees it called: its id.
        slot, confidence: what the extractor took it for, and how surely.
        facts: (key, value, remark) as a reader sees them.
        passages: (source, start, end) of the record, then of its facts.
        speakers: the chain of attribution.
        note: what a reader should know, or "".
    """

    section: str
    key: str | int
    title: str
    slot: str
    confidence: str
    facts: tuple[tuple[str, str, str], ...]
    passages: tuple[tuple[str, int, int], ...]
    speakers: tuple[str, ...]
    note: str

    @property
    def name(self) -> str:
        """What the item is called in the file."""
        return f"{self.section}.{self.key}"


def open_items(data: Data) -> list[Candidate]:
    """The candidates nobody has decided on: relief, exonerations, convictions, identities, then the rest.

    Examples:
        >>> open_items({"case": "x"})
        []
    """
    held = [
        _item(section, key, record) for section, key, record in _records(data) if record.get("status") == "candidate"
    ]
    return sorted(held, key=lambda item: (_rank(item.slot), item.passages[:1], item.name))


def every_item(data: Data) -> list[Candidate]:
    """What an extractor proposed, decided on or not, in the order of `open_items`.

    Examples:
        >>> every_item({"case": "x"})
        []
    """
    held = [_item(section, key, record) for section, key, record in _records(data) if record.get("slot")]
    return sorted(held, key=lambda item: (_rank(item.slot), item.passages[:1], item.name))


def status_of(data: Data, item: Candidate) -> str:
    """How an item stands: candidate, or what a person decided.

    Examples:
        >>> data = {"people": {"a": {"slot": "person", "status": "accepted", "standing": "contested"}}}
        >>> status_of(data, every_item(data)[0])
        'contested'
    """
    record = _record(data, item)
    status = str(record.get("status", ""))
    return str(record.get("standing", status)) if status == "accepted" else status


def _rank(slot: str) -> int:
    if slot in _IDENTITY:
        return SLOTS.index("person")
    return SLOTS.index(slot) if slot in SLOTS else len(SLOTS)


def _records(data: Data) -> Iterator[tuple[str, str | int, Data]]:
    for section in (*SECTIONS, "claims"):
        held = data.get(section) or {}
        for key, record in held.items() if isinstance(held, dict) else enumerate(held):
            if isinstance(record, dict):
                yield section, key, record


def _item(section: str, key: str | int, record: Data) -> Candidate:
    facts: list[tuple[str, str, str]] = []
    passages = list(_spans(record))
    for name, value in record.items():
        if name in _ABOUT_REVIEW and not (name == "kind" and section != "claims"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                remark = "; ".join(filter(None, (one.get("confidence"), one.get("note"))))
                facts.append((name, str(one.get("value", "")), remark))
                passages += _spans({**one, "source": one.get("source") or record.get("source")})
            else:
                facts.append((name, str(one), ""))
    speakers = record.get("speaker") or []
    return Candidate(
        section, key, str(record.get("id") or key), record.get("slot", ""), record.get("confidence", ""), tuple(facts), tuple(dict.fromkeys(passages)),
        tuple([speakers] if isinstance(speakers, str) else speakers), record.get("note") or "",
    )  # fmt: skip


def _spans(record: Data) -> Iterator[tuple[str, int, int]]:
    source = record.get("source") or SOURCE
    first = source if isinstance(source, str) else source[0]
    held = record.get("passage") or []
    for passage in [held] if isinstance(held, dict) else held:
        yield passage.get("source") or first, int(passage["start"]), int(passage["end"])


def _record(data: Data, item: Candidate) -> Data:
    held = data[item.section][item.key]
    assert isinstance(held, dict)
    return held


def needed_with(data: Data, item: Candidate) -> list[Candidate]:
    """The open candidates that an item names and cannot stand without: its person, its court, its conviction."""
    waiting = {str(other.key): other for other in open_items(data) if other.section != "claims"}
    found: dict[str, Candidate] = {}
    todo = [item]
    while todo:
        for name in _named(_record(data, todo.pop())):
            if name in waiting and name not in found and name != str(item.key):
                found[name] = waiting[name]
                todo.append(waiting[name])
    return list(found.values())


def _named(record: Data) -> Iterator[str]:
    for key, value in record.items():
        if key in ("source", "speaker", "passage"):
            continue
        for one in value if isinstance(value, list) else [value]:
            yield str(one.get("value", "")) if isinstance(one, dict) else str(one)


def decide(data: Data, item: Candidate, decision: str, reviewer: str, day: str) -> Data:
    """The file as it stands after a decision; the data given is left as it is.

    Args:
        data: the file as plain data.
        item: what was decided on.
        decision: one of DECISIONS; see `along_with` for what it takes along.
        reviewer: who decided.
        day: EDTF text, the day of the decision.
    """
    if decision not in DECISIONS:
        raise UsageError(f"{decision!r} is no decision; known: {', '.join(DECISIONS)}")
    changed: Data = copy.deepcopy(data)
    for each in along_with(changed, item, decision):
        _stamp(_record(changed, each), "establish" if decision == "establish" else "accept", reviewer, day)
    _stamp(_record(changed, item), decision, reviewer, day)
    if item.slot == "identity" and decision in ("accept", "establish"):
        return join(changed, item)
    return changed


def along_with(data: Data, item: Candidate, decision: str) -> list[Candidate]:
    """What a decision takes along: to establish, all the item needs; to accept or contest, the names it uses only.

    A conviction or an act of relief that another claim names is never accepted in passing.
    """
    if decision == "reject":
        return []
    needed = needed_with(data, item)
    return needed if decision == "establish" else [each for each in needed if each.section in _NAMES]


def _stamp(record: Data, decision: str, reviewer: str, day: str) -> None:
    record["standing"] = DECISIONS[decision]
    record["status"] = "rejected" if decision == "reject" else "accepted"
    record["reviewer"], record["reviewed"] = reviewer, day


def edit(data: Data, item: Candidate, change: str, *, reviewer: str = "") -> Data:
    """The file with one fact of an item changed: `date=1999-04`, `law_broken=US-WI`, `date=` to leave it out.

    Args:
        data: the file as plain data.
        item: the record.
        change: the fact and its new value.
        reviewer: who typed it. The value then has the reviewer behind it as a source of its own, and no passage of the
            article, which does not say it.

    Raises:
        UsageError: it is no `key=value`, or the section has no such key.
    """
    key, equals, value = (part.strip() for part in change.partition("="))
    if not equals:
        raise UsageError("write key=value, as in date=1999-04; key= leaves the fact out")
    known = (
        [s.key for s in fields_of(SECTIONS[item.section])]
        if item.section in SECTIONS
        else ["subject", "predicate", "object"]
    )
    if key not in (*known, "kind", "note"):
        raise UsageError(f"{item.section} have no key {key!r}; known: {', '.join(known)}")
    changed: Data = copy.deepcopy(data)
    record = _record(changed, item)
    held = record.get(key)
    if not value:
        record.pop(key, None)
    elif reviewer and item.section in SECTIONS and key not in _PLAIN and not isinstance(held, list):
        typed = {"value": value, **_known_to(changed, reviewer)}
        changed[item.section][item.key] = {**record, key: typed} if key in record else {key: typed, **record}
    elif isinstance(held, dict):
        record[key] = {**held, "value": value, "note": "changed in review"}
    else:
        reordered = {key: value, **{k: v for k, v in record.items() if k != key}} if key not in record else None
        record[key] = [part.strip() for part in value.split(",")] if isinstance(held, list) else value
        if reordered is not None:
            changed[item.section][item.key] = reordered
    return changed


_PLAIN = ("kind", "note", "label", "person", "name", "conviction", "petition", "seeks_relief_for")
"""Keys whose values call a record something or tie it to another: nobody is cited for them."""


def _known_to(data: Data, reviewer: str) -> Data:
    """The provenance of what a reviewer typed; the reviewer becomes a source of the file."""
    key = slug(f"reviewer {reviewer}")
    data.setdefault("sources", {}).setdefault(key, {"label": f"Known to {reviewer}, who reviewed the draft"})
    return {"source": key, "speaker": key, "note": f"typed in review by {reviewer}; no passage says it"}


def comments(text: str) -> tuple[str, bool]:
    """The comment lines a file opens with, which a rewrite keeps, and whether there are others, which it would lose.

    Examples:
        >>> comments("# mine\\ncase: x\\n# a remark\\n")
        ('# mine\\n', True)
    """
    lines = text.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:count]), any(line.lstrip().startswith("#") for line in lines[count:])


def save_text(data: Data, head: str) -> str:
    """The text to write after a decision."""
    return as_yaml(data, head=head)
