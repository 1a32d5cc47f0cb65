"""What a person should look at in a sound file: rules that seem to have been there for ever, terms that overlap."""

from collections.abc import Iterable, Iterator
from datetime import date

from ...dates import NotADate, When, in_words
from ...errors import Problem
from ..format.fields import values_of
from ..format.model import CaseFile, Tenure
from ..reader import Document, Path_

__all__ = ["EARLIEST", "date_warnings", "rule_warnings", "tenure_warnings"]

_ADVISING = ("must_recommend", "must_consent", "must_be_consulted", "may_be_consulted", "sits_on_board")


EARLIEST = 1600
"""Years before it are most often mistyped: no court whose law this graph holds had yet sat."""

_MAY_LIE_AHEAD = ("from", "until", "eligible_for_release", "object")
"""Law may be passed before it is in force, a term has an end, parole may come; a claim may be about any of these."""


def date_warnings(dates: Iterable[tuple[str, Path_]], document: Document) -> Iterator[Problem]:
    """Every date before EARLIEST, or of something that is said to have happened and lies ahead.

    Args:
        dates: EDTF texts with their places; one that is no date is another check's to tell.
        document: the file as read.
    """
    today = date.today()
    for text, path in dates:
        try:
            when = When.parse(text)
        except NotADate:
            continue
        key = path[-2] if path[-1] == "value" else path[-1]
        first, last = when.earliest or when.latest, when.latest or when.earliest
        if last is not None and last.year < EARLIEST:
            said, label = f"{in_words(when)} lies before {EARLIEST}", "mistyped?"
        elif first is not None and first > today and key not in _MAY_LIE_AHEAD:
            said, label = f"{in_words(when)} lies ahead, and is told as what has happened", "not yet"
        else:
            continue
        yield Problem(document.place(path), "W307", said, label, "mend the date where it is mistyped")


def rule_warnings(file: CaseFile, document: Document) -> Iterator[Problem]:
    """Every power that has no `from`, and every office of the file without one that has a part in powers, none its own.

    An office that decides some power of the file is as old as that power makes it; an adviser may be much younger.
    """
    advising: dict[str, str] = {}
    deciding: set[str] = set()
    for name, power in file.powers.items():
        values = list(values_of(power, ("powers", name)))
        if power.from_ is None and power.standing != "retracted":
            yield Problem(
                document.key_place(("powers", name)),
                "W301",
                f"'{name}' has no 'from', so it seems to have been law for ever",
                "since when?",
                "add 'from:' with its source; where the day is not known, a year or a span such as ../1987 will do",
            )
        for value in values:
            if value.spec.key in _ADVISING:
                advising.setdefault(value.text, name)
            elif value.spec.key == "decider":
                deciding.add(value.text)
    for office, power_name in advising.items():
        record = file.offices.get(office)
        if record is not None and record.from_ is None and office not in deciding:
            yield Problem(
                document.key_place(("offices", office)),
                "W302",
                f"'{office}' has no 'from', so it seems to have existed for ever",
                f"has a part in '{power_name}'",
                "add 'from:' with its source, and a record of its own for the body that came before it",
            )


def tenure_warnings(file: CaseFile, document: Document) -> Iterator[Problem]:
    """Two people who hold one office on the same days, by terms known to the day; who acts may do so beside them."""
    ends: dict[str, tuple[str, str]] = {}
    for number, term in sorted(enumerate(file.tenures), key=lambda item: _facts(item[1])["from"]):
        said = _facts(term)
        if "held_as" in said or term.standing not in (None, "established"):
            continue
        person, until = ends.get(said["office"], ("", ""))
        if len(until) == len(said["from"]) == len("YYYY-MM-DD") and said["from"] < until:
            yield Problem(
                document.place(("tenures", number)),
                "W306",
                f"'{said['person']}' and '{person}' both hold '{said['office']}' from {said['from']} until {until}",
                "begins before the other ends",
                "mend the dates, or say 'held_as: acting' of the one who used the powers only",
            )
        ends[said["office"]] = said["person"], said.get("until", "")


def _facts(term: Tenure) -> dict[str, str]:
    return {value.spec.key: value.text for value in values_of(term, ("tenures",))}
