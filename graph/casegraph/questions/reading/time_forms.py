"""Questions about times and accounts, as a person types them: when, how long, whether, who claims."""

import re
from collections.abc import Iterator
from functools import cache

from ..naming.phrases import read_whom
from ..record.verbs import verb_of, verb_pattern, verbs
from .day_asked import split_date
from .question import Reading

__all__ = ["read_account", "read_time"]

_IN = (
    r"(?: in (?:prison|jail|custody|gaol|detention)| behind bars| imprisoned| jailed| locked up| detained| held"
    r"| incarcerated| inside| for it| for this)+"
)
_OTHER = re.compile(r"(?:or|and|but|nor|when|while|if)\b", re.IGNORECASE)
"""What begins a second question after the verb, which nobody would answer."""
_EVER = r"(?: ever| already| yet)?(?: been)?"
_SAYS = r"(?:claims?|says?|said|thinks?|believes?|claimed|alleges?|asserts?)"


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The forms, in the order they are tried."""
    return [(form, re.compile(pattern, re.IGNORECASE)) for form, pattern in _forms(verb_pattern())]


def _forms(verb: str) -> Iterator[tuple[str, str]]:
    base = "|".join(
        sorted(
            (re.escape(own.base) for own in verbs().values() if own.base and own.whose != "doer"), key=len, reverse=True
        )
    )
    own = "|".join(re.escape(own.base) for own in verbs().values() if own.whose == "doer")
    yield "when", rf"when did (?P<agent>.+?) (?P<verb>{base}) (?P<who>.+)"
    yield "whether", rf"(?:did|had) (?P<agent>.+?) (?:ever )?(?P<verb>{base}) (?P<who>.+)"
    yield "when", rf"when did (?P<who>.+?) (?:first )?(?P<verb>{own})(?P<rest>\b.*)"
    yield "whether", rf"did (?P<who>.+?) (?:ever )?(?P<verb>{own})(?P<rest>\b.*)"
    what = rf"(?P<verb>{verb})\b(?P<rest>.*)"
    yield "when", rf"when (?:was|were|did|has|have|had) (?P<who>.+?) (?:get |got |been |be )?{what}"
    yield "when", r"when (?:was|were|is|did) (?P<who>.+?)(?: (?:happen|take place|begin|occur|start))?"
    yield (
        "how long",
        (
            r"how (?:long|many years) (?:was|were|has|had|did|is) (?P<who>.+?)(?: been| sit| spend| serve)?"
            rf"{_IN}(?P<rest> (?:in|by|under) .+)?"
        ),
    )
    yield "how long", r"how (?:long|many years) did (?P<who>.+?) (?:sit|serve)"
    yield "whether", rf"(?:was|were|has|have|had|did) (?P<who>.+?){_EVER} {what}"
    yield from _ACCOUNTS


_ACCOUNTS = [
    ("who claims", rf"who {_SAYS} (?:that )?(?P<who>.+)"),
    (
        "rests only on",
        r"(?:what|which claims?|which statements?) rests? (?:only|solely|entirely|alone) (?:up)?on (?P<who>.+)",
    ),
    (
        "asserts",
        r"what does (?P<who>.+?) (?:itself |himself |herself )?(?:assert|say|claim|state)"
        r"(?: itself| himself| herself| as (?:a )?fact| in its own (?:voice|words))*",
    ),
    ("contradicts", r"(?:what|who) (?:contradicts?|conflicts? with|disagrees? with) (?P<who>.+)"),
]


def read_account(text: str) -> Reading | None:
    """A question about who says what, or None."""
    for form, pattern in _ACCOUNTS:
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            return Reading(form, who=match["who"].strip())
    return None


def read_time(text: str, *, loose: bool) -> Reading | None:
    """A question about when, whether or how long, or None.

    Args:
        text: the question.
        loose: also take what has no verb that is known as the name of a thing: `When was the trial?`

    Examples:
        >>> reading = read_time("When was Steven Avery convicted of murder", loose=False)
        >>> reading.form, reading.who, reading.verb, reading.words
        ('when', 'Steven Avery', 'convicted', 'of murder')
    """
    for form, pattern in _patterns():
        match = pattern.fullmatch(text)
        groups = match.groupdict() if match else {}
        verb = (groups.get("verb") or ("imprisoned" if form == "how long" else "")).lower()
        if match is None or (not verb and not loose):
            continue
        if groups.get("verb") and _suffered(text[: match.start("verb")], _whole(verb)):
            continue
        named, day = split_date(groups["who"]) if groups.get("agent") else (groups["who"], None)
        rest, after = split_date(groups.get("rest") or "")
        if _OTHER.match(rest.strip()):
            return None
        whom, day = read_whom(named.strip()), day or after
        by = f"by {groups['agent']}" if groups.get("agent") else ""
        words = " ".join(part for part in (rest.strip(), whom.which, by) if part)
        return Reading(form, who=whom.who, verb=_whole(verb), when=day, words=words)
    return None


def _suffered(before: str, verb: str) -> bool:
    """Is it asked of the one to whom something was done that only who did it is on record for: was X sued?"""
    own = verbs().get(verb)
    return (
        own is not None
        and own.whose == "doer"
        and re.search(r"\b(?:was|were|been|is|are|get|got)\b", before) is not None
    )


def _whole(verb: str) -> str:
    return "died" if verb == "die" else verb if verb in verbs() else verb_of().get(verb, verb)
