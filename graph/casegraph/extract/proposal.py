"""What an engine proposes: one claim, with the slot it fills and the passage that says so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .article import Article

__all__ = ["HARMFUL", "SLOTS", "Engine", "Proposal", "Refused"]

SLOTS = (
    "relief", "exoneration", "conviction", "person", "holder", "acquittal", "charge", "sentence", "imprisonment", "refusal", "petition",
    "answer", "victim", "sovereign", "court", "role", "rule", "says", "work", "signatures", "status", "evidence",
)  # fmt: skip
"""What a proposal may be about, the most harmful when wrong first."""
HARMFUL = ("relief", "exoneration", "conviction")
"""Slots where a wrong claim frees or convicts the wrong person."""


AS_CHARGED = re.compile(
    r"\b(?P<verb>(?:convicted|found|pleaded|pled|was|were|verdict of)(?: [\w@#']+){0,3}?)(?: guilty)? "
    r"(?:as charged|(?:on|of|to) (?:all|both|every|each)(?: of)?(?: the| his| her)?(?: [\w-]+){0,2} (?:counts?|charges?))\b(?!,? (?:but|except|save|other))"
)
"""`found guilty as charged`, `convicted on all counts`: the offences stand where the charge is told."""
CHARGE_NEAR = 2500
"""How many characters before such a verdict the charge may stand."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed claim.

    Attributes:
        slot: one of SLOTS.
        who: the person, by full name; for `work` and `rule` the work or office.
        what: the offence, the kind of relief, the term, the role …
        when: EDTF text, or "".
        start, end: the passage that says so, in code points.
        speaker: whose words they are (a name, an office id, a phrase); "" for the article's own.
        confidence: high, medium or low.
        details: further facts, as (key, value, start, end), each with its own passage.
        also: further passages that say the same.
    """

    slot: str
    who: str
    what: str
    when: str
    start: int
    end: int
    speaker: str = ""
    confidence: str = "high"
    details: tuple[tuple[str, str, int, int], ...] = ()
    also: tuple[tuple[int, int], ...] = ()

    def detail(self, key: str) -> str:
        """The value of a further fact, or ""."""
        return next((value for name, value, _, _ in self.details if name == key), "")


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that did not pass the gate, and why."""

    slot: str
    quote: str
    why: str


class Engine(Protocol):
    """Anything that reads an article and proposes claims; it decides nothing."""

    name: str

    def propose(self, article: Article) -> tuple[list[Proposal], list[Refused]]:
        """The claims it finds, and what it refuses of its own."""
        ...


def unique(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals, each once, in order of the text, the most harmful slots first within a passage."""
    held = dict.fromkeys(proposals)
    return sorted(held, key=lambda p: (p.start, p.end, SLOTS.index(p.slot), p.who, p.what, p.when))
