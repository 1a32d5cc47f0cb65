"""The bookkeeping of a draft: ids, passages, people and speakers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..authorities.index import shared_names
from ..authorities.officeholders import terms
from ..casefile.intake.ids import fresh, slug
from ..records.passage import MOST_QUOTED_WORDS, digest
from .article import Article
from .proposal import Proposal

__all__ = ["SOURCE", "Data", "Ledger", "marked", "slug"]

SOURCE = "article"
"""The id of the article among the sources of its draft."""
Data = dict[str, Any]


@dataclass
class Ledger:
    """The records of a draft as they grow: ids given once, passages, and who says what."""

    article: Article
    proposals: list[Proposal]
    sections: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=lambda: {SOURCE})
    convictions: dict[str, list[tuple[str, Proposal]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shared = shared_names()
        self.victims = {p.who for p in self.proposals if p.slot == "victim"}
        offices = {p.who: p.what for p in self.proposals if p.slot == "holder"}
        for p in self.proposals:
            if p.slot == "person":
                known = _known_holder(p.who, offices.get(p.who, ""), self.shared)
                self.ids[p.who] = known or self.fresh(slug(p.who))

    # ids and provenance

    def fresh(self, wanted: str) -> str:
        """An id nobody has yet."""
        name = fresh(wanted, {*self.taken, *self.shared})
        self.taken.add(name)
        return name

    def put(self, section: str, key: str, record: Data) -> str:
        """A record in its section."""
        self.sections.setdefault(section, {})[key] = record
        return key

    def passage(self, start: int, end: int) -> Data:
        """A passage as the case file writes it."""
        return marked(self.article.text, start, end)

    def passages(self, proposal: Proposal) -> Any:
        """One passage, or a list where the text says it more than once."""
        spans = [(proposal.start, proposal.end), *proposal.also]
        found = [self.passage(start, end) for start, end in spans]
        return found[0] if len(found) == 1 else found

    def candidate(self, proposal: Proposal) -> Data:
        """Who says so, where, and that nobody has reviewed it."""
        speaker: Any = SOURCE
        if proposal.speaker:
            speaker = [SOURCE, self.speaker(proposal.speaker, proposal)]
        return {
            "source": SOURCE, "speaker": speaker, "standing": "attributed", "status": "candidate", "slot": proposal.slot,
            "confidence": proposal.confidence, "passage": self.passages(proposal),
        }  # fmt: skip

    def value(self, proposal: Proposal, key: str, text: str = "") -> Any:
        """A fact of a record; with its own passage where that differs from the record's."""
        for name, held, start, end in proposal.details:
            if name == key and (start, end) != (proposal.start, proposal.end):
                return {"value": text or held, "passage": self.passage(start, end)}
        return text or proposal.detail(key)

    def person(self, name: str, proposal: Proposal) -> str:
        """The id of a person; one that was not introduced is introduced by this passage."""
        if name not in self.ids:
            self.ids[name] = self.fresh(slug(name))
            self.introduce(name, proposal)
        return self.ids[name]

    def introduce(self, name: str, proposal: Proposal) -> None:
        """A person's record."""
        if self.ids[name] in self.shared:
            return
        record: Data = {"name": name}
        if name in self.victims:
            record |= {"redaction": "victims", "redacted_as": "a victim"}
        held = {**self.candidate(proposal), "slot": "person"}
        self.put("people", self.ids[name], {**record, **held})

    def speaker(self, name: str, proposal: Proposal) -> str:
        """The id of whoever speaks: a person, an office, the White House, somebody unnamed."""
        if name in self.shared:
            return name
        if name in self.ids:
            return self.ids[name]
        plain = Proposal(proposal.slot, name, "", "", proposal.start, proposal.end, confidence=proposal.confidence)
        if name in ("white-house", "governor", "board", "authorities"):
            self.ids[name] = self.fresh(
                {"governor": "the-governor", "board": "the-board", "authorities": "the-authorities"}.get(name, name)
            )
            label = {"white-house": "The White House"}.get(name, f"the {name} (of which state is not said)")
            kind = "Institution" if name == "white-house" else "Authority"
            self.put("organisations", self.ids[name], {"kind": kind, "label": label, **self.candidate(plain)})
        elif name[:1].isupper() and not re.match(r"(?:A|An|The) ", name):
            self.person(name, plain)
        else:
            self.ids[name] = self.fresh(slug(f"unnamed {re.sub('^(?:A|An|The) ', '', name)}"))
            self.put("people", self.ids[name], {"name": f"{name} (unnamed)", **self.candidate(plain)})
        return self.ids[name]


def _known_holder(name: str, office: str, shared: Mapping[str, str]) -> str:
    """The id under which the authority files know this person in this office, or ""."""
    if not office:
        return ""
    if shared.get(slug(name)) == "people":
        return slug(name)
    return next((term.person for term in terms() if term.office == office and term.name == name), "")


def marked(text: str, start: int, end: int) -> Data:
    """A passage as a case file writes it: where it stands, its opening words, its digest.

    Examples:
        >>> marked("Ann Lee was convicted.", 0, 7)
        {'start': '0', 'end': '7', 'quote': 'Ann Lee', 'sha256': 'a36e143c5359'}
    """
    span = text[start:end]
    opening = re.match(rf"\s*(?:\S+\s+){{0,{MOST_QUOTED_WORDS - 1}}}\S+", span)
    quote = opening[0] if opening else ""
    return {"start": str(start), "end": str(end), "quote": quote, "sha256": digest(span)[:12]}
