"""What a question about accounts or times gives back: statements, each with who says so, how firmly, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from ...display import Block, Displayed, Lead, Paragraph, Section
from ...vocabulary import local

__all__ = ["Item", "Told", "hand"]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the answer.

    Attributes:
        text: what is said.
        standing: how firmly it stands; of an inferred line the weakest of its premises decides.
        speakers: the chain of attribution as short ids, outermost reporter first.
        claims: the claims behind it.
        sources: names of the documents.
        when: the EDTF text, for a line about time, or "".
        says: the statement in the file's own words, or "".
        details: further lines: the steps of an inference, the length of a stretch.
        group: the heading it stands under, or "".
    """

    text: str
    standing: str
    speakers: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    when: str = ""
    says: str = ""
    details: tuple[str, ...] = ()
    group: str = ""

    @property
    def depth(self) -> int:
        """How many reporters stand between the document and the one whose statement it is."""
        return max(0, len(self.speakers) - 1)

    def paragraph(self) -> Paragraph:
        """The line with its own words, its details, its standing, who says so and where."""
        chain = f", {' > '.join(self.speakers)}" if self.speakers else ""
        source = f"{self.standing}{chain}{hand(self.depth)} — {'; '.join(self.sources)}"
        says = (Paragraph(self.says, 6, 0),) if self.says else ()
        details = (Paragraph(detail, 6, sign="·") for detail in self.details)
        kind = "" if self.standing in ("established", "inferred") else "doubt"
        return Paragraph(self.text, kind=kind, below=(*says, *details, Paragraph(source, 6)))

    def to_json(self) -> dict[str, Any]:
        """As `ontology/told.schema.json` has it."""
        return {"text": self.text, "standing": self.standing, "speakers": list(self.speakers),
                "hearsay_depth": self.depth, "claims": [local(claim) for claim in self.claims],
                "sources": list(self.sources), "when": self.when, "says": self.says,
                "details": list(self.details), "group": self.group}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Told(Displayed):
    """The answer to a question about accounts or times.

    Attributes:
        question: as asked.
        form: when, whether, how long, who claims, rests only on, asserts or contradicts.
        value: "told", or "unknown" when the graph says nothing of it.
        headline: the answer in one sentence.
        items: the statements.
    """

    question: str
    form: str
    value: Literal["told", "unknown"]
    headline: str
    items: tuple[Item, ...]

    @property
    def because(self) -> tuple[str, ...]:
        """Every claim behind the answer, each once."""
        return tuple(dict.fromkeys(claim for item in self.items for claim in item.claims))

    def blocks(self) -> Iterator[Block]:
        """The answer, then the statements under their headings."""
        yield Lead(self.headline)
        for group, items in groupby(self.items, key=lambda item: item.group):
            said = tuple(item.paragraph() for item in items)
            yield from (Section(group, said),) if group else (Section("", (one,)) for one in said)

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """One row a statement; the claims behind it last."""
        columns = ("statement", "standing", "speakers", "when", "says", "sources", "heading", "claim_iris")
        return columns, [
            (i.text, i.standing, " > ".join(i.speakers), i.when, i.says, "; ".join(i.sources), i.group, list(i.claims))
            for i in self.items
        ]

    def to_json(self) -> dict[str, Any]:
        """As `ontology/told.schema.json` has it."""
        return {"question": self.question, "form": self.form, "answer": self.value, "headline": self.headline,
                "items": [item.to_json() for item in self.items]}  # fmt: skip


def hand(depth: int) -> str:
    """How far a statement has travelled, as a remark; "" for one made first-hand.

    Examples:
        >>> hand(0), hand(1), hand(3)
        ('', ' (at second hand)', ' (at fourth hand)')
    """
    names = ("", "second", "third", "fourth", "fifth")
    if depth < 1:
        return ""
    return f" (at {names[depth] if depth < len(names) else f'{depth + 1}th'} hand)"
