"""How the timeline grows with the case: `python tests/bench/timeline_growth.py [EVENTS]` (10,000 by default).

A made-up case of N events: half of them dated by day, month or year, chains of charge, conviction, sentence and vacatur
ordered by the rules of procedure, each charge after an earlier one, every fifth event a stretch with a duration. Times
are whole analyses (constraints, contradictions, bounds, reasons, order); the growth exponent is the slope over sizes.
"""

import math
import random
import sys
import time
from datetime import date, timedelta

from casegraph.records.claim import Claim, Literal
from casegraph.timeline import CaseFacts, timeline
from casegraph.vocabulary import CG, EDTF, Standing, expand, thing


def made_up(events: int, contradiction: bool = False) -> CaseFacts:
    """A consistent case of so many events; with one planted contradiction when asked."""
    draw = random.Random(events)
    facts: list[Claim] = []

    def say(subject: str, predicate: str, value: str, is_thing: bool = False) -> None:
        said = value if is_thing else Literal(value, EDTF)
        facts.append(Claim(subject, expand(predicate), said, Standing.ESTABLISHED, (thing("source"),)))

    kinds = ["Charge", "Conviction", "Sentence", "Vacatur", "Event"]
    names = [thing(f"event-{index}", "made-up") for index in range(events)]
    days = sorted(date(1900, 1, 1) + timedelta(days=draw.randrange(36_000)) for _ in names)
    for index, (name, day) in enumerate(zip(names, days, strict=True)):
        kind = kinds[index % 5]
        say(name, "rdf:type", CG + kind, True)
        if draw.random() < 0.5:
            say(name, "cg:date", draw.choice([str(day), str(day)[:7], str(day)[:4]]))
        if index and kind == "Event":
            say(name, "cg:after", names[draw.randrange(index) // 5 * 5], True)
            say(name, "cg:duration", "P2Y")
        elif kind in ("Conviction", "Sentence", "Vacatur"):
            back = {"Conviction": 1, "Sentence": 1, "Vacatur": 2}[kind]
            if index >= back:
                say(name, "cg:charge" if kind == "Conviction" else "cg:conviction", names[index - back], True)
        elif index:
            say(name, "cg:after", names[index - 5 * draw.randrange(1, 1 + min(8, index // 5))], True)
    if contradiction:
        say(names[events // 2], "cg:before", names[0], True)
        say(names[0], "cg:date", str(days[0]))
        say(names[events // 2], "cg:date", str(days[events // 2]))
    return CaseFacts("made-up", "A made-up case", tuple(facts), {}, {})


def seconds(case: CaseFacts) -> tuple[float, int, int]:
    """Time of one analysis, its rows and its contradictions."""
    start = time.perf_counter()
    told = timeline(case)
    return time.perf_counter() - start, len(told.rows), len(told.contradictions)


def main(largest: int = 10_000) -> None:
    """Print the times at four sizes and the growth exponent."""
    sizes = [largest // 8, largest // 4, largest // 2, largest]
    for planted in (False, True):
        print("one planted contradiction" if planted else "consistent")
        points = []
        for size in sizes:
            case = made_up(size, planted)
            took, rows, found = seconds(case)
            points.append((math.log(size), math.log(took)))
            print(
                f"  {size:7,} events {len(case.facts):8,} claims {took:7.2f} s {rows:7,} rows, {found} contradictions"
            )
        mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
        slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
        print(f"  grows as N^{slope:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
