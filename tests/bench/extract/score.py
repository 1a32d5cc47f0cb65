"""Score extraction on texts of our own making: precision, recall and F1 for each slot, harmful slots apart.

    python tests/bench/extract/score.py                  both sets, the default engine
    python tests/bench/extract/score.py --set heldout --model none --errors

A gold file holds one expected item a line: `slot | who | what | when`. A date is an item of its own (`slot.date`), so a
claim with the wrong date counts as one right and one wrong. The texts in `heldout` were written before the engine and
nothing was tuned on them.
"""

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from casegraph.extract.article import read_article
from casegraph.extract.gate import pass_gate
from casegraph.extract.proposal import HARMFUL, Proposal
from casegraph.extract.rules import RulesEngine

HERE = Path(__file__).parent
Item = tuple[str, str, str]


@dataclass
class Score:
    """Counts of a slot."""

    right: int = 0
    proposed: int = 0
    expected: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was proposed, the share that is right; 1 when nothing was."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Of what was expected, the share that was found; 1 when nothing was."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def plain(text: str) -> str:
    """A text as items are compared: small letters, no articles, no punctuation."""
    text = re.sub(r"[^a-z0-9$ ]", " ", text.lower().replace("u.s.", "united states"))
    return " ".join(
        word.rstrip("s") for word in text.split() if word not in ("the", "a", "an", "of", "in", "prison", "his", "her")
    )


def gold_items(path: Path) -> list[Item]:
    """The items a gold file expects."""
    items: list[Item] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        slot, who, what, when = ([part.strip() for part in line.split("|")] + ["", "", ""])[:4]
        if slot in ("court", "work"):
            who, what = "", who
        items.append((slot, who, what))
        if when:
            items.append((f"{slot}.date", who, when))
    return list(dict.fromkeys(items))


def proposed_items(proposals: list[Proposal]) -> list[Item]:
    """The items proposals amount to."""
    items: dict[Item, None] = {}
    for proposal in proposals:
        what, who = proposal.what, proposal.who
        if proposal.slot == "rule":
            what = "can" if proposal.detail("predicate") == "has_power_over" else "cannot"
        if proposal.slot == "work":
            who, what = "", who
        if proposal.slot in ("signatures", "status", "answer", "evidence"):
            continue
        if proposal.slot in ("work", "says") and proposal.confidence == "low":
            continue  # another article that a headline announces; no gold tells of one
        items[(proposal.slot, who, what)] = None
        if proposal.when:
            items[(f"{proposal.slot}.date", who, proposal.when)] = None
        law = proposal.detail("law_broken")
        if law and proposal.slot in ("conviction", "charge"):
            items[("sovereign", who, law)] = None
    return list(items)


def same(gold: Item, found: Item) -> bool:
    """Does a found item say what the gold item says?"""
    slot, who, what = gold
    if slot != found[0]:
        return False
    if slot == "sovereign" or slot.endswith(".date") or slot == "holder":
        return (plain(who), what) == (plain(found[1]), found[2])
    names = plain(who).split(), plain(found[1]).split()
    if slot == "says":
        return set(names[0]) <= set(names[1]) or plain(who).replace(" ", "") == plain(found[1]).replace(" ", "")
    if names[0] != names[1]:
        return False
    left, right = set(plain(what).split()), set(plain(found[2]).split())
    if slot in ("refusal", "petition", "role", "court", "sentence", "victim", "rule") and (not left or not right):
        return True
    return (
        left == right
        or (slot not in HARMFUL and (left <= right or right <= left))
        or (slot == "conviction" and bool(left) and (left <= right or right <= left))
    )


def optional(found: Item, gold: list[Item]) -> bool:
    """Sovereigns are annotated only where a text names one outright; one read off a court counts where it is right."""
    return found[0] == "sovereign" and not any(g[0] == "sovereign" and g[1] == found[1] for g in gold)


REAL_SLOTS = ("person", "conviction", "charge", "sovereign", "sentence", "relief", "exoneration", "refusal")
"""What the gold of real texts annotates."""


def score(folder: Path, engine: RulesEngine, *, kind: str = "", real: bool = False) -> dict[str, Score]:
    """Scores by slot over every text of a folder; of real texts those that are annotated, the law always."""
    scores: dict[str, Score] = {}
    for path in sorted(folder.glob(f"*{kind}.txt")):
        article = read_article(path)
        proposals, _ = pass_gate(article, engine.propose(article)[0])
        gold, left = gold_items(path.with_suffix(".gold")), proposed_items(proposals)
        if real:
            left = [item for item in left if item[0].split(".")[0] in REAL_SLOTS]
        for slot, count in Counter(item[0] for item in gold).items():
            scores.setdefault(slot, Score()).expected += count
        for item in gold:
            hit = next((found for found in left if same(item, found)), None)
            if hit is None:
                scores[item[0]].errors.append(f"{path.stem}: missed {' | '.join(item)}")
            else:
                left.remove(hit)
                scores[item[0]].right += 1
                scores[item[0]].proposed += 1
        for found in left:
            if optional(found, gold) and not real:
                continue
            held = scores.setdefault(found[0], Score())
            held.proposed += 1
            held.errors.append(f"{path.stem}: wrong  {' | '.join(found)}")
    return scores


def summed(scores: dict[str, Score], *slots: str) -> Score:
    """Several slots as one, their dates with them; all when none is named."""
    chosen = [s for name, s in scores.items() if not slots or name.split(".")[0] in slots]
    return Score(sum(s.right for s in chosen), sum(s.proposed for s in chosen), sum(s.expected for s in chosen))


def table(scores: dict[str, Score]) -> str:
    """The scores as lines that fit 80 columns."""
    rows = [(name, scores[name]) for name in sorted(scores)]
    rows += [("HARMFUL", summed(scores, *HARMFUL)), ("ALL", summed(scores))]
    lines = ["slot                 expected proposed right  precision recall    F1"]
    lines += [
        f"{name:<20} {s.expected:>8} {s.proposed:>8} {s.right:>5} {s.precision:>10.2f} {s.recall:>6.2f} {s.f1:>5.2f}"
        for name, s in rows
    ]
    return "\n".join(lines)


def report_real(folder: Path, engine: RulesEngine, *, errors: bool) -> None:
    """Print both halves of the real texts, whole and by kind of text; errors of the tuned half only."""
    for half in ("tuned", "held"):
        names = sorted(path.stem for path in (folder / half).glob("*.txt"))
        scores = score(folder / half, engine, real=True)
        print(f"{half}: {len(names)} real texts\n{table(scores)}")
        for kind in sorted({name.split("-")[1] for name in names}):
            held = score(folder / half, engine, kind=f"-{kind}", real=True)
            harm, every = summed(held, *HARMFUL), summed(held)
            print(f"  {kind:<10} harmful P {harm.precision:.2f} R {harm.recall:.2f}   all F1 {every.f1:.2f}")
        if errors and half == "tuned":
            print("\n".join(f"  {slot}: {line}" for slot in sorted(scores) for line in scores[slot].errors))


def main() -> None:
    """Print the table of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--real", type=Path, help="a folder with `tuned` and `held`: real texts, fetched by whoever measures"
    )
    parser.add_argument("--set", choices=["tuned", "heldout", "fresh"])
    parser.add_argument("--model", default=None, help="a spaCy model, or none")
    parser.add_argument("--errors", action="store_true", help="list what was missed or wrong")
    given = parser.parse_args()
    engine = RulesEngine("" if given.model == "none" else given.model)
    if given.real:
        report_real(given.real, engine, errors=given.errors)
        return
    for name in [given.set] if given.set else ["tuned", "heldout", "fresh"]:
        scores = score(HERE / name, engine)
        print(f"{name}: {len(list((HERE / name).glob('*.txt')))} texts, engine {engine.name}\n{table(scores)}\n")
        if given.errors:
            print(
                "\n".join(error for slot in sorted(scores) for error in (f"  {slot}: {e}" for e in scores[slot].errors))
            )


if __name__ == "__main__":
    sys.exit(main())
