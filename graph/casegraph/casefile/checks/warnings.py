"""What a person should look at in a sound file: rules that seem to have been there for ever, terms that overlap."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ...dates import NotADate, When, in_words
from ...errors import Problem
from ..compile import as_list
from ..format.fields import Entry, values_of
from ..format.people import Tenure
from ..law import LAW_SECTIONS
from .context import Context, date_texts, passages

__all__ = ["EARLIEST", "WARNINGS"]

_ADVISING = ("must_recommend", "must_consent", "must_be_consulted", "may_be_consulted", "sits_on_board")


EARLIEST = 1600
"""Years before it are most often mistyped: no court whose law this graph holds had yet sat."""

_MAY_LIE_AHEAD = ("from", "until", "eligible_for_release", "object")
"""Law may be passed before it is in force, a term has an end, parole may come; a claim may be about any of these."""


def dates_are_of_our_time(context: Context) -> Iterator[Problem]:
    """No date is before EARLIEST, and none of what is said to have happened lies ahead."""
    today = date.today()
    for text, path in date_texts(context):
        try:
            when = When.parse(text)
        except NotADate:
            continue  # another check tells it
        key = path[-2] if path[-1] == "value" else path[-1]
        first, last = when.earliest or when.latest, when.latest or when.earliest
        if last is not None and last.year < EARLIEST:
            said, label = f"{in_words(when)} lies before {EARLIEST}", "mistyped?"
        elif first is not None and first > today and key not in _MAY_LIE_AHEAD:
            said, label = f"{in_words(when)} lies ahead, and is told as what has happened", "not yet"
        else:
            continue
        yield Problem(context.document.place(path), "W307", said, label, "mend the date where it is mistyped")


def law_is_given_as_law(context: Context) -> Iterator[Problem]:
    """What a file says of powers, terms, practice and relief routes is its author's word unless it is given as law."""
    first: dict[str, Entry] = {}
    for entry in context.entries:
        if not context.law and entry.section in LAW_SECTIONS and entry.section != "offices":
            first.setdefault(entry.section, entry)
    note = f"answers tell it as said, not as law; to have it count as law, add --law {context.document.file}"
    for index, claim in enumerate(context.file.claims):
        held = "" if context.law or claim.subject in context.names.own else context.names.section(claim.subject)
        if held in LAW_SECTIONS and held != "offices":
            place = context.document.place(("claims", index))
            yield Problem(place, "W304", f"what it says of the shipped '{claim.subject}' is its author's word",
                          "not given as law", note)  # fmt: skip
            break
    for section, entry in first.items():
        place = context.document.key_place(entry.path)
        yield Problem(place, "W304", f"the {section} of this file are its author's word", "not given as law", note)


def rules_say_since_when(context: Context) -> Iterator[Problem]:
    """Every power that has no `from`, and every office of the file without one that has a part in powers, none its own.

    An office that decides some power of the file is as old as that power makes it; an adviser may be much younger.
    """
    file, document = context.file, context.document
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


def terms_do_not_overlap(context: Context) -> Iterator[Problem]:
    """Two people who hold one office on the same days, by terms known to the day; who acts may do so beside them."""
    ends: dict[str, tuple[str, str]] = {}
    for number, term in sorted(enumerate(context.file.tenures), key=lambda item: _facts(item[1])["from"]):
        said = _facts(term)
        if "held_as" in said or term.standing not in (None, "established"):
            continue
        person, until = ends.get(said["office"], ("", ""))
        if len(until) == len(said["from"]) == len("YYYY-MM-DD") and said["from"] < until:
            yield Problem(
                context.document.place(("tenures", number)),
                "W306",
                f"'{said['person']}' and '{person}' both hold '{said['office']}' from {said['from']} until {until}",
                "begins before the other ends",
                "mend the dates, or say 'held_as: acting' of the one who used the powers only",
            )
        ends[said["office"]] = said["person"], said.get("until", "")


def passages_have_a_place(context: Context) -> Iterator[Problem]:
    """Every passage known by its words only: nobody can look it up yet."""
    for path, said in context.provenances:
        for entry, where in passages(said, path):
            if entry.start is None and entry.quote:
                source = entry.source or (as_list(said.source) or ["SOURCE"])[0]
                yield Problem(
                    context.document.place((*where, "quote")),
                    "W321",
                    f"nobody has looked up where '{source}' says so: the graph leaves this passage out",
                    "words without a place",
                    f"casegraph check {context.document.file} --text {source}=TEXT.txt --fix",
                )


def _facts(term: Tenure) -> dict[str, str]:
    return {value.spec.key: value.text for value in values_of(term, ("tenures",))}


WARNINGS: list[Callable[[Context], Iterable[Problem]]] = [
    law_is_given_as_law,
    rules_say_since_when,
    terms_do_not_overlap,
    dates_are_of_our_time,
    passages_have_a_place,
]
"""Run on a sound file: what a person should look at, though the file may stand as it is. Their codes begin with W."""
