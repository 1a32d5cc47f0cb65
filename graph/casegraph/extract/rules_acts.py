"""What rules for acts share: the date of an act, the day a release carries, the words for kinds of conviction."""

import re

from .grammar import Clause, Subject
from .proposal import Proposal

__all__ = ["KINDS", "Date", "act_date", "agent_of", "published_day", "refusal"]

Date = tuple[str, int, int] | None
"""EDTF text and its span, or None."""
KINDS = (
    r"(?:(?:D\d+_|X\d+_|[a-z-]+ing|wrongful|murder|federal|state|drug|criminal|felony|S\d+_|and|T\d+_|court-martial) )*"
)
"""Words that may stand between an owner and `conviction`."""
_DATE_AFTER = re.compile(
    r"[^.;]{0,70}?(?:\b(?:in|on)(?: \w+day,?)? |\w+day, )(D\d+_)(?! (?:[\w-]+ ){0,2}(?:X\d+_|conviction|killing|crime))"
)
_DATE_STOP = re.compile(
    r"\b(?:for|of|who|which|convicted|sentenced|erasing|after (?!a\b)|before|but|while)\b|;|, (?:and|after (?!a\b)|when|ruling)|\""
)


def act_date(clause: Clause, start: int, end: int) -> Date:
    """The date of an act: right after it, at the head of the sentence, or inside it; never that of an older deed."""
    text = clause.text
    stop = _DATE_STOP.search(text, end)
    match = _DATE_AFTER.match(text, end, stop.start() if stop else len(text))
    if not re.search(r"\bcommitted\b|\bfor (?:an?|the) |\bimposed\b", text[start:end]):
        match = match or re.search(r"(?:\bin|\bon) (D\d+_)(?= |$)", text[start:end])
    match = match or re.match(
        r"\W*(?:In|On) (D\d+_),? (?!.*\b(?:convicted|sentenced|denied)\b.*\bpardon)", text[:start]
    )
    verdict = re.search(r"\b(?:convicted|sentenced|charged|guilty|indicted)\b[^;]*$", text[:start])
    match = match or (
        None
        if verdict
        else re.search(
            r"(?:\b[Oo]n|\b[Ii]n) (D\d+_),? (?:(?:he|she|the [\w-]+|O\d+_|P\d+_|O\d+_ P\d+_) )?$", text[:start]
        )
    )
    match = match or re.match(r"(D\d+_)[:,]? (?!to\b)", text)
    if match is None:
        if re.search(r"\b[Tt]oday\b", text) and clause.discourse.published:
            return _today(clause)
        return None
    mention = clause.masked.marks(match[1])[0]
    return mention.value, mention.start, mention.end


def _today(clause: Clause) -> Date:
    """`today` in a release that carries its own date."""
    for mention in clause.reading.mentions:
        if mention.kind == "D" and mention.value == clause.discourse.published:
            return mention.value, mention.start, mention.end
    return None


def published_day(clause: Clause) -> Date:
    """The day a release or minutes carry at their head."""
    return _today(clause) if clause.discourse.published else None


def refusal(person: Subject, kind: str, when: Date, start: int, end: int) -> Proposal:
    """A request of a person turned down."""
    details = (("date", *when),) if when else ()
    return Proposal("refusal", person.name, kind, when[0] if when else "", start, end,
                    confidence="high" if person.certain else "medium", details=details)  # fmt: skip


def agent_of(clause: Clause, start: int) -> str:
    """The office that acts: named with `by` after the act at `start`, or before it; never one the person held once."""
    lead = re.sub(r"\b(?:[Ff]ormer|ex-|[Tt]hen-)(?: \w+)? ?O\d+_", "", clause.text[:start])
    marks = [m for m in clause.masked.marks(lead) if m.kind == "O" and m.value != "white-house"]
    by = re.search(r"\bby (?:(?:the|US|U\.S\.|then|former) )*(O\d+_)", clause.text[start:])
    if by:
        return clause.masked.marks(by[1])[0].value
    return marks[-1].value if marks else ""
