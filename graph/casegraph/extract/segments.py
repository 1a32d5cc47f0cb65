"""Part a text into its blocks (paragraphs, headlines, captions, teasers) and its paragraphs into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lexicon import word_list

__all__ = ["Block", "SentenceSpan", "blocks", "sentences"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text between empty lines; `kind` is body, headline, teaser, caption or furniture."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence of a block, as a span of code points; `block` counts the blocks from 0."""

    start: int
    end: int
    block: int


_CAPTION = re.compile(
    r"(?:photo|photograph|image|picture|pictured|file photo|caption|video|graphic|illustration)\b[^.]{0,40}[:|—-]"
    r"|.*\((?:ap photo|photo|courtesy|getty|reuters|file)[^)]*\)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_FURNITURE = re.compile(
    r"(?:read more|read also|see also|related|more on this|advertisement|subscribe|sign up|share this|follow us|"
    r"click here|continue reading|watch|listen|most read|trending|all rights reserved|copyright|©)\b",
    re.IGNORECASE,
)


_LABELLED = re.compile(r"^[A-Z][a-z]+(?: [A-Za-z]+){0,2}: ", re.MULTILINE)
"""A line of an entry: `Offense: …`."""
_LISTED = re.compile(r"\W*(?:\d+[.)]\s*)?[A-Z][\w.'’-]+ [A-Z]")
_AFTER = re.compile(
    r"\W*(?:\d+ |reader |all |user |view |show )*(?:comments?|replies|responses)(?: \(?\d+\)?)?:?\W*|leave (?:a|your) (?:reply|comment)\b.{0,30}|join the (?:conversation|discussion)\b.{0,30}"
    r"|(?:more (?:stories|from|news|headlines)|you (?:may|might) also like|recommended (?:for you|stories)|most (?:read|popular)|trending now)\b.{0,40}",
    re.IGNORECASE,
)
"""What stands over readers' comments and over other articles: nothing below it is the article."""


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order.

    Examples:
        >>> [block.kind for block in blocks("Man Freed\\n\\nHe was freed on Monday.\\n\\nGovernor Visits Local School")]
        ['headline', 'body', 'teaser']
    """
    found: list[Block] = []
    seen_body = over = listing = headed = False
    for match in re.finditer(r"\S(?:.*?)(?=\s*(?:\n[^\S\n]*\n|\Z))", text, re.DOTALL):
        over = over or (seen_body and bool(_AFTER.fullmatch(match[0])))
        kind = "furniture" if over else _kind(match[0], seen_body)
        # Short lines under a head that ends with a colon are its entries, no teasers.
        listing = (kind == "body" and match[0].endswith(":")) or (listing and len(match[0]) < 160)
        kind = "body" if kind == "teaser" and listing and _LISTED.match(match[0]) else kind
        # A name alone heads an entry; the line of dates under it belongs to it.
        dated = headed and kind == "teaser" and re.search(r"\b\d{4}\b", match[0])
        headed = kind in ("teaser", "headline") and _heads_entry(text, match)
        kind = "body" if headed or dated else kind
        found.append(Block(match.start(), match.end(), kind))
        seen_body = seen_body or found[-1].kind == "body"
    if not seen_body:
        return [Block(block.start, block.end, "body") for block in found]
    return found


_NAME_ALONE = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){1,3}(?P<last>[A-Z][\w'’-]{2,})(?:,? (?:Jr|Sr)\.?)?(?:[ ]{2,}.*|\n.*| (?:Clemency|Conviction|Pardon|Commutation)\b.*)?",
)


def _heads_entry(text: str, match: "re.Match[str]") -> bool:
    """Is it a name alone, over an entry that goes on to speak of that person?"""
    name = _NAME_ALONE.fullmatch(match[0])
    return bool(name and re.search(rf"\b{re.escape(name['last'])}\b", text[match.end() : match.end() + 700]))


def _kind(text: str, seen_body: bool) -> str:
    if _FURNITURE.match(text):
        return "furniture"
    if len(text) < 400 and _CAPTION.match(text):
        return "caption"
    if _is_headline(text):
        return "teaser" if seen_body else "headline"
    return "body"


def _is_headline(text: str) -> bool:
    """A short block that ends without a full stop and is written with capitals, or stands in capitals throughout."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    if not words or len(words) > 22 or re.match(r"\W*(?:\d+[.)]|item)\s", text, re.IGNORECASE):
        return False
    if "\n" in text and _LABELLED.search(text):
        return False
    if text.rstrip().endswith((".", ":", ";", ",", "”", '."', ".'")):
        return False
    if text.isupper():
        return True
    heavy = [word for word in words if word.lower() not in word_list("small-words")]
    capital = sum(1 for word in heavy if word[0].isupper())
    return bool(heavy) and (capital >= 0.8 * len(heavy) or len(words) <= 14)


_TITLES = ("gov", "sgt", "rep", "sen", "mr", "mrs", "ms", "dr", "no", "v", "lt", "col")
"""Abbreviations that always stand before something."""
_END = re.compile(r"[.!?]+[\"”’')\]]*(?=\s|\Z)")


def sentences(text: str, block: Block, index: int) -> Iterator[SentenceSpan]:
    """The sentences of a block; lines of a block that is written line by line count as sentences of their own.

    Examples:
        >>> text = "Gov. Ann Lee of Ala. pardoned him. He left."
        >>> [text[s.start : s.end] for s in sentences(text, Block(0, len(text), "body"), 0)]
        ['Gov. Ann Lee of Ala. pardoned him.', 'He left.']
    """
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if match.end() < block.end and _goes_on(text, start, match):
            continue
        yield from _trimmed(text, start, match.end(), index)
        start = match.end()
    yield from _trimmed(text, start, block.end, index)


def _trimmed(text: str, start: int, end: int, index: int) -> Iterator[SentenceSpan]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        first = start + piece.index(inner[0])
        yield SentenceSpan(first, first + len(inner), index)


def _goes_on(text: str, start: int, match: "re.Match[str]") -> bool:
    """Does the sentence go on after this full stop: an abbreviation, an initial, a small letter?"""
    after = text[match.end() : match.end() + 40].lstrip()
    if match[0][0] in "!?":
        return bool(after) and after[0].islower()
    before = re.search(r"([\w.']+)$", text[start : match.start()])
    word = before[1].lower() if before else ""
    if after and (after[0].islower() or after[0] in ",;:"):
        return True
    if word in word_list("abbreviations") and len(match[0]) == 1:
        # Two-letter names of states end sentences too: only a word in capitals or a number can follow an abbreviation.
        return not _opens(after) or word in _TITLES
    return len(match[0]) == 1 and ((len(word) == 1 and word.isalpha()) or bool(re.fullmatch(r"(?:\w\.)+\w", word)))


def _opens(after: str) -> bool:
    """Does this look like the beginning of a new sentence?"""
    return bool(
        re.match(
            r"[\"“]?(?:The|A|An|He|She|They|It|In|On|His|Her|Their|But|And|When|After|This|That|Those|I|We)\b", after
        )
    )
