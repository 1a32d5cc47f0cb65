"""Who publishes what: newspapers, agencies, courts' and other sites, from `datasets/lexicon/publishers.csv`.

Columns: publisher; short, as in an id; kind, of what it publishes as a rule; names and domains, parted by `|`.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache

from ...resources import shipped

__all__ = ["Publisher", "publisher_at", "publisher_named"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """A row of the table: its name, short name and kind of source, its other names, its domains."""

    name: str
    short: str
    kind: str
    names: tuple[str, ...]
    domains: tuple[str, ...]


@cache
def _publishers() -> tuple[Publisher, ...]:
    with shipped("datasets/lexicon/publishers.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Publisher(row["publisher"], row["short"], row["kind"], _split(row["names"]), _split(row["domains"]))
            for row in csv.DictReader(file)
        )


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))


def publisher_at(address: str) -> Publisher | None:
    """The publisher of a page, by the domain of its address, and the path where the table gives one.

    Examples:
        >>> publisher_at("https://www.justice.gov/pardon/some-page").short, publisher_at("https://example.org/a")
        ('pardon-attorney', None)
    """
    where = re.sub(r"^https?://(?:www\.|m\.)?", "", address.casefold())
    host = where.partition("/")[0]
    fitting = [
        (len(domain), row)
        for row in _publishers()
        for domain in row.domains
        if (where.startswith(domain) if "/" in domain else host == domain or host.endswith(f".{domain}"))
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, Publisher]]:
    named = {name: row for row in _publishers() for name in (row.name, *row.names)}
    longest_first = sorted(named, key=len, reverse=True)
    return re.compile(r"(?<![\w.])(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), named


def publisher_named(text: str) -> Publisher | None:
    """The first publisher that a text names, in its own spelling.

    Examples:
        >>> publisher_named("ATLANTA (AP) - The board denied clemency").name, publisher_named("Jane Doe was there")
        ('Associated Press', None)
    """
    pattern, named = _pattern()
    found = pattern.search(text)
    return named[found[1]] if found else None
