"""How fast dates are read and compared, beside the package edtf, in one run: `python tests/bench/date_parsing.py`.

Our parser is timed without its cache, so that every text is really read. The package is timed with its own default
settings; texts it refuses or raises on are left out of both. Texts are distinct, so no cache of either side helps.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from casegraph.dates import When
from casegraph.dates.when import _parse

KINDS: dict[str, Callable[[date], str]] = {
    "2005-11-15": str,
    "2005-11": lambda day: str(day)[:7],
    "2005-11-15~": lambda day: f"{day}~",
    "1985-07-29/2003-09-11": lambda day: f"{day}/{day + timedelta(days=6618)}",
    "[2003-09-10,2003-09-11]": lambda day: f"[{day},{day + timedelta(days=1)}]",
}


def rate(read: Callable[[str], object], texts: list[str], seconds: float = 0.5) -> float:
    """Texts read per second, over at least half a second."""
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for text in texts[:50]:
            read(text)
        done += 50
        texts = texts[50:] + texts[:50]
    return done / (time.perf_counter() - start)


def main(seconds: float = 0.5) -> None:
    """Print the rates and their ratios."""
    try:
        from edtf import parse_edtf
    except ImportError:
        parse_edtf = None
        print("the package edtf is not installed: pip install edtf")
    days = [date(1900, 1, 1) + timedelta(days=17 * index) for index in range(2000)]
    print(f"{'form':26} {'casegraph/s':>12} {'edtf/s':>9} {'ratio':>7}")
    for form, write in KINDS.items():
        texts = list(dict.fromkeys(write(day) for day in days))
        ours = rate(_parse.__wrapped__, texts, seconds)
        theirs = rate(parse_edtf, texts, seconds) if parse_edtf else float("nan")
        print(f"{form:26} {ours:12,.0f} {theirs:9,.0f} {ours / theirs:6,.0f}x")
    whens = [When.parse(str(day)) for day in days]
    start = time.perf_counter()
    for one, other in pairwise(whens):
        one.before(other)
    print(f"before(): {(len(whens) - 1) / (time.perf_counter() - start):,.0f} comparisons/s")


if __name__ == "__main__":
    main()
