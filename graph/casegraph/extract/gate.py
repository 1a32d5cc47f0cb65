"""The gate every proposal passes, whichever engine made it: its passage stands in the text, word for word, and says no more.

A model's quotation is looked up after white space and quotation marks are made alike; when it is not there, the claim
is refused and counted. A date is never more precise than the text has one, a person is named in the text, and words
that deny, ask or suppose veto an act of relief.
"""

import re
from collections.abc import Iterable

from ..dates import NotADate, When
from .article import Article
from .english_dates import dates_in
from .grammar import MODAL, NEGATED, REQUESTED
from .lexicon import lexicon
from .mentions import read
from .proposal import SLOTS, Proposal, Refused
from .sense import nonsense
from .whose_law import with_law

__all__ = ["find_quote", "pass_gate"]

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " "})


def find_quote(text: str, quote: str, *, start: int = 0) -> tuple[int, int] | None:
    """Where `quote` stands in `text`, white space and quotation marks made alike; None when it does not.

    Examples:
        >>> find_quote("He said:  “I never\\ndid.”", 'said: "I never did."')
        (3, 24)
        >>> find_quote("He said so.", "She said so.") is None
        True
    """
    words = quote.translate(_QUOTES).split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    match = pattern.search(text.translate(_QUOTES), start)
    return match.span() if match else None


def pass_gate(article: Article, proposals: Iterable[Proposal]) -> tuple[list[Proposal], list[Refused]]:
    """The proposals whose passage bears them out, and those refused, each with its reason."""
    days = {found.edtf for found in dates_in(article.text)}
    reading = read(article.text, lexicon())
    passed: list[Proposal] = []
    refused: list[Refused] = []
    for proposal in proposals:
        why = _fault(article.text, proposal, days) or nonsense(reading, proposal)
        if why:
            refused.append(Refused(proposal.slot, article.text[proposal.start : proposal.end][:80], why))
        else:
            passed.append(proposal)
    return with_law(reading, passed), refused


def _fault(text: str, proposal: Proposal, days: set[str]) -> str:
    """Why a proposal does not pass, or ""."""
    if proposal.slot not in SLOTS:
        return f"no such slot: {proposal.slot}"
    spans = [(proposal.start, proposal.end), *proposal.also, *((s, e) for _, _, s, e in proposal.details)]
    if any(not 0 <= start < end <= len(text) for start, end in spans):
        return "the passage lies outside the text"
    return _unsaid_date(proposal, days) or _unnamed(text, proposal) or _hedged(text, proposal)


def _unsaid_date(proposal: Proposal, days: set[str]) -> str:
    """A date must stand in the text as it is, or as part of a more exact one."""
    for when in filter(None, (proposal.when, proposal.detail("date"))):
        try:
            When.parse(when)
        except NotADate:
            return f"no date: {when}"
        if not any(day == when or day.startswith(when + "-") for day in days):
            return f"the text does not give the date {when}"
    return ""


def _unnamed(text: str, proposal: Proposal) -> str:
    """Whoever a claim is about is named in the text, by the last part of the name at least."""
    if proposal.slot in ("rule", "court", "signatures") or not proposal.who:
        return ""
    parts = [part for part in proposal.who.split() if part not in ("Jr.", "Sr.", "II", "III", "IV")]
    if proposal.slot == "says" and "-" in proposal.who:
        return ""
    return "" if re.search(rf"(?<!\w){re.escape(parts[-1])}(?!\w)", text) else f"the text does not name {proposal.who}"


def _hedged(text: str, proposal: Proposal) -> str:
    """Relief that its own passage denies, asks for or supposes is none."""
    if proposal.slot not in ("relief", "exoneration"):
        return ""
    words = re.sub(r",? who(?:se)? [^,;]*,", ",", text[proposal.start : proposal.end].translate(_QUOTES))
    for pattern, why in ((NEGATED, "negated"), (MODAL, "only possible"), (REQUESTED, "only asked for, or disputed")):
        if pattern.search(words):
            return f"relief that is {why}"
    sentence_end = re.search(r"[.!?]", text[proposal.end - 1 :])
    return "relief in a question" if sentence_end and sentence_end[0] == "?" else ""
