"""Rules for entries of lists: a name, then labels (`Offense:`, `Sentence:`, `Commutation Grant:`) and what they hold."""

import re
from collections.abc import Iterator

from .english_dates import number
from .grammar import Clause, Subject
from .proposal import Proposal
from .rules_acts import published_day

__all__ = ["LIST_RULES", "years"]

_LABEL = re.compile(
    r"(?:(?<=[.;)] )|(?<=\d )|(?<=_ )|(?<=\w )|^)(?P<label>(?:Offen[cs]es?|Crimes?|Convictions?|Convicted|Sentences?|Original [Ss]entence|Commutation(?: Grant(?:ed)?)?|Clemency(?: Grant(?:ed)?)?|"
    r"Pardon(?: Grant(?:ed)?)?|Terms of (?:[Cc]ommutation|[Gg]rant))(?: of [Cc]onviction)?): "
)
_COUNTS = re.compile(r"\s*\((?:[\w-]+ counts?|[^)]*\bcounts?)\)")


def years(text: str) -> str:
    """A term as claims have it: `15-year` and `fifteen (15) years` are years.

    Examples:
        >>> years("15-year"), years("fifteen (15) Years"), years("one year")
        ('15 years', 'fifteen years', 'one year')
    """
    words = re.sub(r" \(\d+\)", "", text.lower()).replace("-", " ")
    return re.sub(r"\b([\w]+) year\b", lambda m: m[0] if number(m[1]) in (1, None) else f"{m[1]} years", words)


def entries(clause: Clause) -> Iterator[Proposal]:
    """An entry of a list: offences, each with the court that stands beside them, sentence, what was granted."""
    labels = list(_LABEL.finditer(clause.text))
    if not labels:
        return
    head = clause.people(clause.text[: labels[0].start()])
    people = head[:1] or clause.entry()
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        end = following.start() if following else len(clause.text)
        name = label["label"].lower()
        for person in people:
            if name.startswith(("offen", "crime", "convict")):
                yield from _offences(clause, person, label, end)
            elif "sentence" in name:
                yield from _sentence(clause, person, label, end)
            elif name.startswith(("commutation", "clemency", "pardon")):
                yield from _grant(clause, person, label, end, "pardon" if name.startswith("pardon") else "commutation")


def _offences(clause: Clause, person: Subject, label: "re.Match[str]", end: int) -> Iterator[Proposal]:
    value = clause.text[label.end() : end]
    court = next((m for m in clause.masked.marks(value) if m.kind == "C"), None)
    law = (("court", court.value, court.start, court.end),) if court else ()
    if court and court.extra:
        law = (*law, ("law_broken", court.extra, court.start, court.end))
    dates = [m for m in clause.masked.marks(value) if m.kind == "D"]
    when = dates[0] if len(dates) == 1 else None
    for part in re.finditer(r"[^;]+", value):
        cut = re.match(
            r"\s*(?:and )?(?P<name>[^(.]*?)(?=\s*(?:\(|\.|,? (?:in |on )?D\d+_|, C\d+_|,? in the C\d+_|$))", part[0]
        )
        if (
            cut is None
            or not re.search(r"[a-z]{4}|X\d", cut["name"])
            or re.match(r"D\d+_", cut["name"])
            or re.fullmatch(r"(?:in )?(?:the )?C\d+_", cut["name"].strip())
        ):
            continue
        first = label.end() + part.start() + cut.start("name")
        for begin, until in _listed(clause, first, first + len(cut["name"])):
            start, stop = clause.span(begin, until)
            name = " ".join(clause.reading.text[start:stop].split()).lower()
            if len(name.split()) > 16:
                continue
            details = (("offence", name, start, stop), *law)
            if when:
                details = (*details, ("date", when.value, when.start, when.end))
            yield Proposal(
                "conviction",
                person.name,
                name,
                when.value if when else "",
                clause.span(label.start(), until)[0],
                stop,
                details=details,
            )


def _listed(clause: Clause, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`X0_ and X1_`, `X0_, X1_` are two offences; a longer phrase is one."""
    piece = clause.text[start:end]
    marks = list(re.finditer(r"X\d+_", piece))
    if marks and re.fullmatch(r"(?:\w+ counts? of )?X\d+_(?:(?:,? and |, )X\d+_)*\s*", piece):
        yield from ((start + mark.start(), start + mark.end()) for mark in marks)
    else:
        yield start, start + len(piece.rstrip(" ,"))


def _sentence(clause: Clause, person: Subject, label: "re.Match[str]", end: int) -> Iterator[Proposal]:
    held = clause.masked.marks(clause.text[label.end() : end])
    term = next((m for m in held if m.kind == "T"), None)
    when = next((m for m in held if m.kind == "D"), None)
    if term:
        words = years(term.value)
        details: tuple[tuple[str, str, int, int], ...] = (("term", words, term.start, term.end),)
        if when:
            details = (*details, ("date", when.value, when.start, when.end))
        yield Proposal("sentence", person.name, words, when.value if when else "", clause.span(label.start(), end)[0],
                       max(m.end for m in held[:2]), details=details)  # fmt: skip


def _grant(clause: Clause, person: Subject, label: "re.Match[str]", end: int, kind: str) -> Iterator[Proposal]:
    if re.match(r"\W*(?:denied|refused|no\b|none)", clause.text[label.end() : end], re.IGNORECASE):
        return
    day = published_day(clause)
    agent = clause.discourse.listed[1]
    start, stop = clause.span(label.start(), len(clause.text[:end].rstrip()))
    details = (("date", *day),) if day else ()
    details = (*details, ("agent", agent, start, stop)) if agent else details
    yield Proposal("relief", person.name, kind, day[0] if day else "", start, stop, details=details)


LIST_RULES = (entries,)
"""Every rule of this module: a function of a clause that yields proposals."""
