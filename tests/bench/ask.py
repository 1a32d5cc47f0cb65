"""How well plain questions are understood: right, wrong and refused, by form; a wrong answer is ten times a refusal.

    python tests/bench/ask.py --set measure         of tests/questions.csv those that no reader was tuned on
    python tests/bench/ask.py QUESTIONS.csv         a table of your own: every question, with what went wrong

The questions of tests/questions.csv were written by people who had not seen the reader: `develop` ones while it was
built, `measure` ones at its end. Who tunes on one of `measure` moves it to `develop`.

The table has the columns question, on, case, form, expect, kind. Of kind `contains`, every part of `expect` between `|`
must stand in the answer, and none that begins with `!` in its first sentence; of kind `refused`, there must be no
answer, and the refusal must hold the words. A question that is refused though the graph holds the answer is neither
right nor wrong.
"""

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import casegraph
from casegraph.errors import CasegraphError
from casegraph.words import led


def verdict(graph: casegraph.Graph, row: dict[str, str]) -> tuple[str, str]:
    """right, wrong or refused, and what was said."""
    parts = [part for part in row["expect"].split("|") if part]
    try:
        answer = graph.ask(row["question"], row["on"] or None)
    except CasegraphError as error:
        said = str(error)
        if row["kind"] == "refused":
            return ("right" if _holds(said, parts) else "refused"), said
        return "refused", said
    said = answer.to_text()
    silent = answer.value == "unknown"
    if row["kind"] == "refused":
        return ("right" if silent else "wrong"), said
    if _holds(said, parts, led(answer)):
        return "right", said
    return ("refused" if silent else "wrong"), said


def _holds(said: str, parts: Iterable[str], head: str = "") -> bool:
    """Does the whole text hold what it must, and the sentence that answers nothing of what it must not?

    Below that sentence stand sources ("No. 14-CV-1310") and what others say, marked as theirs.
    """
    text, lead = (" ".join(each.casefold().split()) for each in (said, head or said))
    wanted = [part.casefold() for part in parts]
    return all((part[1:] not in lead) if part.startswith("!") else part in text for part in wanted)


def main() -> None:
    """Print the counts by form, and every question that is not right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path, nargs="?", default=Path(__file__).parents[1] / "questions.csv")
    parser.add_argument("--set", choices=["develop", "measure"], help="only those of one set")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--all", action="store_true", help="also show the right ones")
    options = parser.parse_args()
    with options.table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if options.set in (None, row.get("set"))][: options.limit]
    graph = casegraph.load().complete()
    counts: dict[str, Counter[str]] = {}
    start = time.process_time()
    for row in rows:
        found, said = verdict(graph, row)
        counts.setdefault(row["form"], Counter())[found] += 1
        if found != "right" or options.all:
            print(f"{found:8} {row['question']}\n         expected: {row['expect']} ({row['kind']})")
            print("\n".join(f"         | {line}" for line in said.splitlines()[:4]))
    spent = time.process_time() - start
    total = sum(counts.values(), Counter())
    print(f"\n{'form':28} right wrong refused")
    for form, each in sorted(counts.items()):
        print(f"{form:28} {each['right']:5} {each['wrong']:5} {each['refused']:7}")
    print(f"{'all ' + str(sum(total.values())):28} {total['right']:5} {total['wrong']:5} {total['refused']:7}")
    print(
        f"{total['right'] / max(1, sum(total.values())):.1%} right; "
        f"{1000 * spent / max(1, len(rows)):.0f} ms a question"
    )


if __name__ == "__main__":
    main()
