"""Sentences with words of conviction that nothing in a draft covers: what a review ends with."""

from collections.abc import Mapping
from typing import Any

from .lexicon import lexicon
from .mentions import read
from .review import every_item
from .sense_view import finder

__all__ = ["uncovered"]

_COVERING = (
    "conviction",
    "charge",
    "acquittal",
    "sentence",
    "imprisonment",
    "relief",
    "exoneration",
    "rule",
    "petition",
)


def uncovered(data: dict[str, Any], texts: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """(source, start, end) of each sentence that tells of a conviction and that no candidate, open or decided, stands on.

    Args:
        data: the draft as plain data.
        texts: source → its text.

    Examples:
        >>> uncovered({}, {"article": "Ann Lee was convicted of arson. She left."})
        [('article', 0, 31)]
    """
    held = [span for item in every_item(data) if item.slot in _COVERING for span in item.passages]
    found: list[tuple[str, int, int]] = []
    words = finder("verdict")
    for source, text in texts.items():
        reading = read(text, lexicon())
        for sentence in reading.sentences:
            told = reading.blocks[sentence.block].kind == "body" and words.search(text, sentence.start, sentence.end)
            covered = any(s == source and a < sentence.end and sentence.start < b for s, a, b in held)
            if told and not covered:
                found.append((source, sentence.start, sentence.end))
    return found
