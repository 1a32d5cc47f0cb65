"""Measure extraction on the seed article: every entity and event of its annotation, found or missed.

    python tests/bench/extract/seed_article.py FOLDER

The article and its annotation are not part of the repository; the folder that holds `article.txt` and
`article_gold.yaml` is named on the command line.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

from casegraph.extract.article import read_article
from casegraph.extract.gate import pass_gate
from casegraph.extract.proposal import Proposal
from casegraph.extract.rules import RulesEngine

SLOTS = {
    "Person": ("person",), "Group": ("signatures", "petition"), "Office": ("rule", "holder"),
    "Organization": ("says", "work", "answer"),
    "Authority": ("rule",), "Jurisdiction": ("rule", "charge", "status"), "Institution": ("status",),
    "CourtClass": ("court", "rule"), "Court": ("court", "rule"), "Place": ("court", "rule"),
    "LegalInstrument": ("rule",),
    "LegalPower": ("rule",), "LegalActType": ("petition", "rule"), "ConvictionClass": ("rule",),
    "Document": ("petition", "answer", "says"), "CreativeWork": ("work", "says"), "Evidence": ("evidence",),
    "ChargeGroup": ("charge", "says"), "Charge": ("charge",), "Conviction": ("conviction",),
    "Charging": ("charge",), "Imprisonment": ("imprisonment",), "Exoneration": ("exoneration",),
    "Crime": ("victim", "charge"),
    "PetitionSigning": ("signatures",), "OfficialResponse": ("answer",), "Refusal": ("answer", "refusal"),
    "Publication": ("says",), "Release": ("work",), "Causation": ("petition",), "Opinion": ("says",),
}  # fmt: skip
"""Type of the annotation → the slots that find it."""


def touches(proposal: Proposal, start: int, end: int) -> bool:
    """Does a passage of the proposal overlap the span?"""
    spans = [(proposal.start, proposal.end), *proposal.also, *((s, e) for _, _, s, e in proposal.details)]
    return any(s < end and start < e for s, e in spans)


def state(entry: dict[str, Any], proposals: list[Proposal]) -> str:
    """found, missed, or for what the article does not say: rightly left out, or invented."""
    spans = [entry["span"]] if entry.get("span") else entry.get("mentions") or []
    slots = SLOTS.get(entry["type"], ())
    held = [p for p in proposals if p.slot in slots]
    if not spans:
        return "invented" if entry["type"] == "Conviction" and held else "not in the text"
    return "found" if any(touches(p, s["start"], s["end"]) for p in held for s in spans) else "missed"


def main(folder: Path) -> None:
    """Print the list and the counts."""
    article = read_article(folder / "article.txt")
    gold = yaml.safe_load((folder / "article_gold.yaml").read_text(encoding="utf-8"))
    proposals, _ = pass_gate(article, RulesEngine("").propose(article)[0])
    for kind in ("entities", "events"):
        states = [(state(entry, proposals), entry) for entry in gold[kind]]
        for word, entry in states:
            print(f"{word:<16} {entry['type']:<16} {entry['label']}")
        said = [word for word, _ in states if word in ("found", "missed")]
        print(f"{kind}: {said.count('found')} of {len(said)} found\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/reference"))
