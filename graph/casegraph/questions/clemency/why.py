"""The chain of claims behind a yes or no: each edge walked, each with its source and passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...dates import When, in_words
from ...display import Block, Displayed, Lead, Paragraph, Section, WebLink
from ...view import Backing, CaseView, backing, label
from ...vocabulary import local
from ...words import led, spaced
from ..supposed import view_of
from .answer import Answer, Authority, Step
from .walk import clemency

__all__ = ["BackedStep", "Why", "Whys", "why"]


@dataclass(frozen=True, slots=True)
class BackedStep:
    """One step of the chain in words, and what it rests on."""

    step: Step
    start: str
    end: str
    backing: tuple[Backing, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Why(Displayed):
    """Why an office may, or may not, act on a conviction.

    Attributes:
        answer: the clemency answer for this conviction and office.
        authority: the office's part in it.
        links: the steps that lead to the office or away from it, each with its claims' sources.
        facts: what else the verdict rests on (status of the conviction, legal basis), claim by claim.
    """

    answer: Answer
    authority: Authority | None
    links: tuple[BackedStep, ...]
    facts: tuple[Backing, ...]

    def blocks(self) -> Iterator[Block]:
        """The answer, then the chain step by step, each with its documents, then what else it rests on."""
        found = self.answer.convictions[0]
        day = in_words(When.day(self.answer.on))
        said = [Paragraph(f"{found.label} ({local(found.id)}), {found.outcome.told}, as of {day}", 0, 0)]
        if self.authority and self.authority.reason:
            said.append(Paragraph(f"Why not: {self.authority.reason}.", 0, 0))
        yield Lead(led(self.answer))
        yield Section("", tuple(said))
        for number, link in enumerate(self.links, 1):
            words = f"{number}. {link.start} — {spaced(link.step.predicate)} → {link.end}"
            yield Section("", (Paragraph(words, 0, 3, below=tuple(map(_backed, link.backing))),))
        if self.facts:
            yield Section("It rests also on", tuple(map(_backed, {row.source: row for row in self.facts}.values())))

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        return Whys([self])._table()

    def to_json(self) -> dict[str, Any]:
        """As JSON: the answer of the contract, and the chain."""

        def source(row: Backing) -> dict[str, Any]:
            span = None if row.start is None else {"start": row.start, "end": row.end}
            return {"claim": local(row.claim), "source": local(row.source), "label": row.label, "url": row.url,
                    "standing": row.standing, "speakers": row.speakers, "passage": span,
                    "quote": row.quote}  # fmt: skip

        chain = [{**link.step.to_json(), "sources": [source(row) for row in link.backing]} for link in self.links]
        return {**self.answer.to_json(), "chain": chain, "facts": [source(row) for row in self.facts]}


class Whys(list[Why], Displayed):
    """The chains for several convictions, one after the other."""

    def blocks(self) -> Iterator[Block]:
        """The chains one after the other."""
        for each in self:
            yield from each.blocks()

    def to_json(self) -> list[dict[str, Any]]:
        """The chains as `casegraph why --json` prints them: a list, one for each conviction."""
        return [each.to_json() for each in self]

    def _table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """One row for each step and each document behind it."""
        columns = ("conviction", "from", "property", "to", "source", "standing", "url",
                   "from_iri", "to_iri", "claim_iri")  # fmt: skip
        return columns, [
            (each.answer.convictions[0].label, link.start, link.step.predicate, link.end, row.label, row.standing,
             row.url, link.step.start, link.step.end, row.claim)
            for each in self for link in each.links for row in link.backing
        ]  # fmt: skip


def why(view: CaseView, conviction: str, office: str, on: date, *, kind: str | None = None) -> Why:
    """Why `office` may or may not grant clemency for `conviction` on the day `on`.

    Raises:
        CannotAnswer: part of the answer rests on no claim.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> office, conviction = graph.find("US-president"), graph.find("avery-2007-homicide")
        >>> why(graph.view, conviction, office, date(2016, 1, 8)).answer.value
        'no'
    """
    answer = clemency(view, [conviction], on, kind=kind, office=office)
    found = answer.convictions[0]
    authority = next((a for a in (*found.offices, *found.excluded) if a.office == office), None)
    relevant = [step for step in found.steps if _about(step, found.steps, office, conviction)]
    seen = view_of(view, conviction)
    links = tuple(
        BackedStep(step, label(seen, step.start), label(seen, step.end), tuple(backing(view, step.claims)))
        for step in relevant
    )
    rest = [
        c
        for c in (*found.because, *(authority.because if authority else ()))
        if all(c not in s.claims for s in relevant)
    ]
    return Why(answer, authority, links, tuple(backing(view, rest)))


def _about(step: Step, steps: tuple[Step, ...], office: str, conviction: str) -> bool:
    """Is this step on the way from the conviction, or of the powers and tenures of the office?"""
    own = {s.start for s in steps if s.end == office}
    return step.start == conviction or step.start in own


def _backed(row: Backing) -> Paragraph:
    span = f", characters {row.start}–{row.end}" if row.start is not None else ""
    quote = f" “{row.quote} …”" if row.quote else ""
    return Paragraph((WebLink(row.label, row.url), f"{span}{quote} ({row.standing}; claim {local(row.claim)})"), 5)
