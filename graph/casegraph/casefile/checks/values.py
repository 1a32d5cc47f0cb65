"""Texts that stand for a date, a duration, a number, an address or a passage: each is one."""

from collections.abc import Iterator

from ...dates import Duration, NotADate, NotADuration, When
from ...errors import Problem
from ...records.passage import MOST_QUOTED_WORDS
from ..format.fields import claim_predicates
from ..format.forms import Lasts, Whole
from .context import Context, date_texts, passages

__all__ = [
    "addresses_are_of_the_web",
    "dates_are_edtf",
    "durations_are_possible",
    "numbers_are_whole",
    "quotes_are_short",
]

_DIGITS = 15
"""Digits of a count or an offset: more than anybody counts, and what every tool keeps exact."""


def dates_are_edtf(context: Context) -> Iterator[Problem]:
    """Every date is EDTF; English dates are refused with the form they may have meant."""
    for text, path in date_texts(context):
        try:
            When.parse(text)
        except NotADate as error:
            note = (
                f"write {error.hint}" if error.hint else "forms: 1985, 2005-11, 2005-11-15, 2005~, 1985/2003, ../2003"
            )
            yield Problem(context.document.place(path), "E111", str(error), error.why, note)


def durations_are_possible(context: Context) -> Iterator[Problem]:
    """Every duration is ISO 8601 and lasts some time; prose is refused with the form it may have meant."""
    held = [(value.text, value.path) for value in context.values(Lasts)]
    for index, claim in enumerate(context.file.claims):
        spec = claim_predicates().get(claim.predicate)
        if spec is not None and isinstance(spec.marker, Lasts):
            held.append((claim.object, ("claims", index, "object")))
    for text, path in held:
        try:
            Duration.parse(text)
        except NotADuration as error:
            note = f"write {error.hint}" if error.hint else "forms: P18Y, P1Y6M, P3W, P9D"
            yield Problem(context.document.place(path), "E210", str(error), error.why, note)


def numbers_are_whole(context: Context) -> Iterator[Problem]:
    """Counts and offsets are whole numbers."""
    held = [(value.text, value.path) for value in context.values(Whole)]
    for path, said in context.provenances:
        for entry, where in passages(said, path):
            ends = (("start", entry.start), ("end", entry.end))
            held += [(text, (*where, key)) for key, text in ends if text is not None]
    for text, path in held:
        place, shown = context.document.place(path), text if len(text) <= _DIGITS else f"{text[:_DIGITS]}…"
        if not (text.isascii() and text.isdigit()):
            yield Problem(place, "E108", f"'{shown}' is not a whole number", "expected digits only")
        elif len(text) > _DIGITS:
            yield Problem(place, "E108", f"'{shown}' is a number of {len(text):,} digits", f"at most {_DIGITS} digits")


def addresses_are_of_the_web(context: Context) -> Iterator[Problem]:
    """A source's address is one a browser opens safely: http or https."""
    for name, source in context.file.sources.items():
        if source.url is not None and not source.url.startswith(("https://", "http://")):
            place = context.document.place(("sources", name, "url"))
            yield Problem(place, "E112", f"'{source.url[:60]}' is no web address", "http:// or https:// only")


def quotes_are_short(context: Context) -> Iterator[Problem]:
    """A passage quotes at most eight words; its span runs forward."""
    for path, said in context.provenances:
        for entry, where in passages(said, path):
            words = len(entry.quote.split())
            if words > MOST_QUOTED_WORDS:
                place = context.document.place((*where, "quote"))
                yield Problem(
                    place,
                    "E303",
                    f"{words} words quoted",
                    f"at most {MOST_QUOTED_WORDS}",
                    "keep the opening words; start and end mark the rest",
                )
            if not (entry.start and entry.end) and (entry.start or entry.end or not entry.quote):
                place = context.document.key_place(where)
                note = "give start and end; or the words alone, as 'quote:', which check --text --fix finds"
                yield Problem(place, "E109", "this passage has no place", "needs start and end, or quote", note)
            elif _number(entry.end) <= _number(entry.start):
                place = context.document.place((*where, "end"))
                yield Problem(place, "E304", "the passage ends before it starts", f"start is {entry.start}")


def _number(text: str | None) -> float:
    """A whole number; what is none is told elsewhere, and is neither less nor more than another."""
    return int(text) if text and text.isascii() and text.isdigit() else float("nan")
