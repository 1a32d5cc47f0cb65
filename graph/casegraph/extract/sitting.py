"""One sitting of a review: the draft as it stands, each change written at once and whole, and the way back.

The file is never overwritten when somebody else has changed it: the change is refused, and the file has to be read anew.
"""

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..reading import read_bytes, read_utf8
from ..vocabulary import fold
from ..writing import replace_unchanged, write_whole
from . import checked
from .ledger import marked
from .review import Candidate, comments, decide, edit, open_items, save_text

__all__ = ["Sitting"]

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Before:
    """The file before a change: what was in it, and what the change was."""

    data: Data
    content: bytes
    what: str


class Sitting:
    """A draft under review.

    Attributes:
        draft, out: what is reviewed, and where decisions are written; the same file as a rule.
        data: the file as plain data, as it now stands.
        texts: source → its text.
        reviewer, day: kept with every decision.

    Raises:
        UsageError: the file has comments that a rewrite would lose, or cannot be read.
    """

    def __init__(self, draft: Path, out: Path, texts: dict[str, str], reviewer: str, day: str) -> None:
        self.draft, self.out, self.texts, self.reviewer, self.day = draft, out, texts, reviewer, day
        self.read_anew()

    def read_anew(self) -> None:
        """The file as it stands now; what was changed before can no longer be undone.

        Raises:
            UsageError: it cannot be read, has comments inside, or problems.
        """
        path = self.out if self.out.exists() else self.draft
        content = read_bytes(path)
        self.head, inside = comments(read_utf8(path))
        if inside and path == self.out:
            raise UsageError(
                f"{path} has comments between its entries, which a rewrite would lose; write to another file with -o"
            )
        held = checked(path)
        if held.problems:
            raise UsageError(f"{path}: {_first(held.problems)}")
        self.data: Data = held.document.data
        self._content = content if path == self.out else b""
        self._before: list[_Before] = []

    @property
    def last(self) -> str:
        """What undoing would take back, or ""."""
        return self._before[-1].what if self._before else ""

    def change(self, data: Data, what: str) -> None:
        """Write the file as it would stand, unless the change would make it wrong.

        Args:
            data: the file after the change.
            what: the change in a few words.

        Raises:
            UsageError: it cannot stand, or the file has changed since it was read; nothing is written then.
        """
        text = save_text(data, self.head)
        problems = checked(self.out, text).problems
        if problems:
            raise UsageError(f"That cannot stand: {_first(problems)}")
        self._write(text.encode(), _Before(self.data, self._content, what))
        self.data = data

    def _write(self, content: bytes, before: _Before | None) -> None:
        if self._content and self._content != read_bytes(self.out):
            raise UsageError(f"{self.out} was changed by something else: nothing was written. Read the file anew")
        if self._content:
            replace_unchanged(self.out, self._content, content)
        elif self.out.exists():
            raise UsageError(f"{self.out} has appeared since this began, and stays as it is")
        else:
            write_whole(self.out, content)
        self._content = content
        if before is not None:
            self._before.append(before)

    def undo(self) -> str:
        """Take the last change back; what it was, "" where there is none.

        Raises:
            UsageError: the file has changed since; nothing is written then.
        """
        if not self._before:
            return ""
        last = self._before[-1]
        self._write(last.content or read_bytes(self.draft), None)
        self._before.pop()
        self.data = last.data
        return last.what

    def decide(self, item: Candidate, decision: str) -> None:
        """Carry out a decision on an item; see `review.decide`."""
        self.change(decide(self.data, item, decision, self.reviewer, self.day), f"{decision}: {item.title}")

    def accept_people(self) -> int:
        """Accept every open person, as a name only: that the source names them; how many there were."""
        data, people = self.data, [item for item in open_items(self.data) if item.section == "people"]
        for item in people:
            data = decide(data, item, "accept", self.reviewer, self.day)
        if people:
            self.change(data, f"accept: {len(people)} people")
        return len(people)

    def edit(self, item: Candidate, key: str, value: str) -> None:
        """Change one fact of an item; see `review.edit`."""
        self.change(edit(self.data, item, f"{key}={value}", reviewer=self.reviewer), f"{key} of {item.title}")

    def add_fact(self, item: Candidate, key: str, value: str, span: tuple[str, int, int]) -> None:
        """Add a fact that was missed to an item, with the passage marked for it.

        Args:
            item: the record.
            key, value: the fact.
            span: the source, and the first code point and that after the last.

        Raises:
            UsageError: no such key, a passage outside the text, or a value that cannot stand.
        """
        data = edit(self.data, item, f"{key}={value}")
        record = data[item.section][item.key]
        fact = {"value": value, "passage": self._passage(span), "note": "marked in review"}
        held = self.data[item.section][item.key].get(key)
        record[key] = [*held, fact] if isinstance(held, list) else fact
        self.change(data, f"{key} of {item.title}, marked")

    def add_person(self, name: str, span: tuple[str, int, int]) -> str:
        """Add a person who was missed, as a candidate; the name of the new item.

        Raises:
            UsageError: no name, or a passage outside the text.
        """
        if not name.strip():
            raise UsageError("a person needs a name")
        data = copy.deepcopy(self.data)
        people = data.setdefault("people", {})
        base = fold(name).replace(" ", "-") or "person"
        key = next(each for each in (base, *(f"{base}-{n}" for n in range(2, 1_000))) if each not in people)
        people[key] = {"name": name.strip(), "source": span[0], "speaker": span[0], "standing": "attributed",
                       "status": "candidate", "slot": "person", "confidence": "high",
                       "passage": self._passage(span)}  # fmt: skip
        self.change(data, f"person {name.strip()}")
        return f"people.{key}"

    def _passage(self, span: tuple[str, int, int]) -> Data:
        source, start, end = span
        text = self.texts.get(source, "")
        if not 0 <= start < end <= len(text):
            raise UsageError(f"{start}–{end} is no passage of {source!r}: mark words of the text first")
        return marked(text, start, end)


def _first(problems: Any) -> str:
    return "; ".join(f"{each.message} [{each.code}]. {each.help}" for each in problems[:3])
