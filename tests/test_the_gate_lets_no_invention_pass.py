"""Is nobody convicted or pardoned of whom the text does not say so, and is no honest claim refused?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casegraph.extract.article import Article
from casegraph.extract.gate import find_quote, pass_gate
from casegraph.extract.proposal import Proposal

PROPOSALS = Path(__file__).parent / "bench" / "extract" / "gate-proposals.txt"


def proposals() -> Iterator[tuple[bool, Proposal, str]]:
    """(must pass, the proposal, its text)."""
    text = ""
    for line in PROPOSALS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line[:2] not in ("+ ", "- "):
            text = line
            continue
        slot, who, what, quote = (part.strip() for part in line[2:].split("|"))
        span = find_quote(text, quote)
        assert span, f"{quote} does not stand in {text}"
        yield line[0] == "+", Proposal(slot, who, what, "", *span), text


HELD = list(proposals())


@pytest.mark.parametrize(("wanted", "proposal", "text"), HELD, ids=lambda held: getattr(held, "who", None))
def test_a_claim_passes_only_where_its_sentence_says_so(wanted: bool, proposal: Proposal, text: str) -> None:
    passed, refused = pass_gate(Article("text.txt", text), [proposal])
    assert bool(passed) is wanted, (text, proposal, refused)
    assert all(each.why for each in refused), "a refusal gives its reason"


def test_there_are_a_hundred_traps_and_a_hundred_honest_proposals() -> None:
    wanted = [each[0] for each in HELD]
    assert wanted.count(False) >= 100 and wanted.count(True) >= 100
