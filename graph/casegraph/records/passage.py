"""Passages: spans of a source's text, checked against that text without keeping the text itself."""

import difflib
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError
from ..reading import read_bytes

__all__ = ["MOST_QUOTED_WORDS", "Passage", "SourceText", "digest", "read_text"]

MOST_QUOTED_WORDS = 8
"""A passage quotes its opening words only: enough to find it, too few to copy the source."""


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal.

    Examples:
        >>> digest("")[:8]
        'e3b0c442'
    """
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A span [start, end) of Unicode code points in the text of a source.

    Attributes:
        source: id of the source.
        start: first code point, counted from 0.
        end: the code point after the last.
        quote: the opening words of the span, at most eight, or "".
        digest: the first hexadecimal digits of the span's SHA-256, or "".
    """

    source: str
    start: int
    end: int
    quote: str = ""
    digest: str = ""

    def fits(self, text: str) -> bool:
        """Does `text` hold this passage where it should be?

        Examples:
            >>> Passage("a", 4, 9, "quick").fits("The quick fox")
            True
        """
        span = text[self.start : self.end]
        return (
            len(span) == self.end - self.start > 0
            and span.startswith(self.quote)
            and digest(span).startswith(self.digest)
        )


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source: Unicode code points, neither stripped nor normalised."""

    text: str

    @property
    def sha256(self) -> str:
        """The digest a case file records."""
        return digest(self.text)

    def closest(self, quote: str) -> tuple[int, str] | None:
        """Where the text comes nearest to `quote`: (offset, the words there), or None.

        Examples:
            >>> SourceText("Then Avery was charged there.").closest("Avery was charged")
            (5, 'Avery was charged')
            >>> SourceText("Then Avery was charged there.").closest("Avery was chraged")
            (5, 'Avery was charged')
        """
        exact = self.text.find(quote)
        if exact >= 0:
            return exact, quote
        words = [match.span() for match in re.finditer(r"\S+", self.text)]
        length = max(1, len(quote.split()))
        best, where = 0.6, None
        matcher = difflib.SequenceMatcher(b=quote, autojunk=False)
        for index in range(len(words) - length + 1):
            start, end = words[index][0], words[index + length - 1][1]
            matcher.set_seq1(self.text[start:end])
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, where = matcher.ratio(), (start, self.text[start:end])
        return where


def read_text(path: Path) -> SourceText:
    """Read a source's text, UTF-8, byte for byte.

    Raises:
        UsageError: the file is missing, no regular file, too large, or not UTF-8.
    """
    try:
        return SourceText(read_bytes(path).decode())
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text (byte {error.start})") from error
