"""Read a plain question, answer it by the question function it means, or say honestly that it cannot be read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ... import cg
from ...dates import When, in_words
from ...errors import CannotAnswer
from ...view import CaseView, types
from ..clemency.answer import Answer
from ..clemency.change_days import change_days
from ..clemency.in_person import in_person, in_their_time, over_time
from ..clemency.walk import clemency, convictions_in_power, every_conviction
from ..naming.names import fold, too_much
from ..naming.offices import Meant, office_meant
from ..naming.whom import Whom, convictions_meant, read_whom
from ..powers.walk import RIGHTS
from ..record.told import Told
from ..relief.answer import ReliefAnswer
from ..relief.walk import relief
from .day_asked import split_date
from .other import Other, ask_other, read_other

__all__ = ["EXAMPLES", "Reading", "ask", "read_question"]

EXAMPLES = (
    "Could the President pardon Steven Avery?",
    "Who could pardon Brendan Dassey in December 2019?",
    "What else could free Brendan Dassey?",
)

_VERBS = {
    "pardon": "pardon", "pardoned": "pardon", "commute": "commutation", "reprieve": "reprieve", "remit": "remission",
    "free": None, "grant clemency to": None, "grant clemency for": None, "give clemency to": None,
    "show mercy to": None, "grant a pardon to": "pardon", "grant a reprieve to": "reprieve",
    "grant a commutation to": "commutation", "restore the rights of": RIGHTS,
}  # fmt: skip
_VERB = "|".join(sorted(map(re.escape, _VERBS), key=len, reverse=True))
_CAN = r"(?:can|could|may|might|is able to|was able to|has the power to|had the power to|is allowed to|was allowed to)"
_CANNOT = r"(?:can't|cannot|can not|couldn't|could not|may not|mightn't|won't be able to|isn't able to|is unable to)"
_OBJECT = r"(?P<who>(?!.*\b(?:pardon|commute|reprieve)\b).+?)"
_PATTERNS = [
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        ("who", rf"who (?:else )?(?:{_CAN}|{_CANNOT}|can not|could not) (?P<verb>{_VERB}) {_OBJECT}"),
        ("why", rf"why (?:{_CANNOT} (?P<office>.+?)|(?:can|could) (?P<office2>.+?) not) (?P<verb>{_VERB}) {_OBJECT}"),
        ("can", rf"(?:can|could|may|might) (?P<office>.+?) (?P<verb>{_VERB}) {_OBJECT}"),
        (
            "can",
            r"(?:does|did|has|had) (?P<office>.+?) (?:have |has )?(?:the )?power to "
            rf"(?P<verb>{_VERB}) {_OBJECT}",
        ),
        ("who", r"who (?:holds|held|has|had) (?:the )?(?P<kind>clemency|pardon|pardoning) power over (?P<who>.+)"),
        (
            "over",
            r"(?:over )?(?:which|what) convictions? (?:does|did|do|has|had) (?P<office>.+?) "
            r"(?:(?:have|hold|has|held) )?(?:the |any )?(?:clemency |pardon )?power(?: over)?",
        ),
        ("over", rf"(?:which|what) convictions? (?:can|could|may) (?P<office>.+?) (?P<verb>{_VERB})"),
    )
]
_THEM = r"(?P<who>.+?)"
_RELIEF = [
    (form, kind, re.compile(pattern, re.IGNORECASE))
    for form, kind, pattern in (
        ("relief", None, rf"(?:what|who|how) else {_CAN} (?:still )?(?:free|help|release|save) {_THEM}"),
        (
            "relief",
            None,
            rf"(?:what|which) (?:other )?ways? out (?:does|did|do|has|had) {_THEM} (?:still )?(?:have|had)",
        ),
        (
            "relief",
            None,
            rf"(?:what|which) (?:other )?ways? out (?:are|were|is|was) (?:there|open|left) (?:for|to) {_THEM}",
        ),
        ("relief", None, rf"how else {_CAN} {_THEM} (?:still )?(?:be freed|be released|get out|go free)"),
        ("relief", "court", rf"(?:can|could|may|might) (?:a|any|the|some) courts? (?:still )?(?:free|release) {_THEM}"),
        ("tried", None, rf"what (?:has|had|did|have) {_THEM} (?:already )?(?:tried|try)(?: so far| already)?"),
        (
            "relief",
            "parole",
            rf"(?:can|could|may|might|will) {_THEM} (?:ever )?(?:be (?:paroled|released on parole)|get parole)",
        ),
        ("relief", "parole", rf"(?:is|was) {_THEM} (?:ever )?eligible for parole"),
    )
]
"""Questions about ways out other than clemency → form, and the kind of way asked about."""
_PLAINER = [
    (re.compile(pattern, re.IGNORECASE), plainer)
    for pattern, plainer in (
        (r"\bhave been (pardon|commut|repriev)", r"be \1"),
        (r"\bhave granted\b", "grant"),
        (
            r"\bhave (pardon|commut|repriev)e?d\b",
            lambda m: {"commut": "commute", "repriev": "reprieve"}.get(m[1], m[1]),
        ),
        (r"^(?:is|was) (.+?) (?:able|allowed) to (.+)", r"can \1 \2"),
        (r"^why (?:is|was) (.+?) not (?:able|allowed) to (.+)", r"why can \1 not \2"),
        (r"^(?:can|could|may|might) (.+?) be pardoned by (.+)", r"can \2 pardon \1"),
        (
            r"^(?:can|could|may|might) (?:the sentences? of )?(.+?)(?:'s sentences?)? be (commut|repriev)ed by (.+)",
            lambda m: f"can {m[3]} {m[2]}e {m[1]}",
        ),
        (
            r"^(?:can|could|may|might) (.+?) have (?:his|her|their) sentences? commuted by (.+)",
            r"can \2 commute \1",
        ),
        (
            r"^(?:can|could|may|might) (.+?) (?:get|receive|be given|be granted) a pardon (?:from|by) (.+)",
            r"can \2 pardon \1",
        ),
        (r"^by whom (?:can|could|may|might) (.+?) be pardoned$", r"who can pardon \1"),
        (r"^(?:can|could|may|might) (.+?) be pardoned$", r"who can pardon \1"),
        (r"^(can|could) (.+?) grant (.+?) (?:a )?(pardon|reprieve)$", r"\1 \2 \4 \3"),
        (r"\b(?:restore|give back) (.+?)(?:'s?|’s?) (?:civil |voting )*rights$", r"restore the rights of \1"),
        (r"\b(?:restore|give back) (?:the |her |his )?(?:civil |voting )*rights (?:of|to) ", "restore the rights of "),
    )
]
"""Other ways to put a question → the plain way."""
_PAST = re.compile(
    r"^(?:(?:can|could|may|might|why (?:could|couldn't)) .+? have (?:been )?(?:pardoned|commuted|reprieved|granted)\b"
    r"|(?:did|had) .+? power to |(?:was|were) .+? (?:able|allowed) to )",
    re.I,
)
"""What could have been done: by somebody who has left the office, in the time they held it."""
_GUILT = re.compile(
    r"(?:is|was|are|were) (?P<who>.+?) (?:really |actually )?(?P<word>innocent|guilty)(?: of .+)?", re.I
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question was read as.

    Attributes:
        form: who, can, why, over; relief or tried for ways out other than clemency; or one of those in `other`.
        office: the office as typed, or "".
        who: the person or conviction as typed, or "".
        kind: the kind of clemency or of way out, None for any.
        when: the date in the question, or None.
        other: a question about times or accounts, or None.
        which: words that choose among the convictions of the person, or "".
        past: it asks what could have been done; of a person who held the office then, not today.
    """

    form: str
    office: str
    who: str
    kind: str | None
    when: When | None
    other: Other | None = None
    which: str = ""
    past: bool = False


class _Unreadable(CannotAnswer):
    """No form of question fits."""


def read_question(question: str) -> Reading:
    """What the question asks.

    Raises:
        CannotAnswer: it cannot be read; the message says what can be asked.

    Examples:
        >>> reading = read_question("Could the President pardon Steven Avery in January 2016?")
        >>> reading.form, reading.office, reading.who, reading.when.text
        ('can', 'the President', 'Steven Avery', '2016-01')
    """
    other = read_other(question)
    if other is not None:
        return Reading(other.form, "", other.who, None, None, other)
    text = " ".join(question.replace("’", "'").split()).rstrip(" ?.!")
    text, when = split_date(text)
    for form, way, pattern in _RELIEF:
        match = pattern.fullmatch(text)
        if match:
            whom = read_whom(match["who"])
            return Reading(form, "", whom.who, way, when, which=whom.which)
    past = bool(_PAST.search(text))
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text)
    for form, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            groups = match.groupdict()
            office = groups.get("office") or groups.get("office2") or ""
            verb = (groups.get("verb") or "").lower()
            kind = "pardon" if (groups.get("kind") or "").startswith("pardon") else _VERBS.get(verb)
            whom = read_whom(groups.get("who") or "")
            return Reading(form, office, whom.who, kind, when, which=whom.which, past=past)
    if match := _GUILT.fullmatch(text):
        raise CannotAnswer(
            f"This graph does not say whether anyone is {match['word'].lower()}: it holds what courts decided, and who "
            f'says what.\nTry:  casegraph ask "Who claims {match["who"]} is innocent?"\n'
            f'      casegraph show "{match["who"]}"'
        )
    raise _Unreadable(
        f"I cannot read this question: {question!r}\n"
        "This graph answers who may pardon, commute or reprieve whom, on which date, and why not;\n"
        "what else could free a person; when something happened, how long it lasted, and who says so.\n"
        f'Try:  casegraph ask "{EXAMPLES[0]}"\n      casegraph ask "{EXAMPLES[1]}"'
    )


def ask(view: CaseView, question: str, on: date, *, dated: bool = False) -> Answer | ReliefAnswer | Told:
    """Answer a plain question.

    Args:
        view: the graph.
        question: as a person types it.
        on: the day the answer is for when the question names none.
        dated: the caller gave `on` explicitly, so a date in the question may not differ from it.

    Raises:
        CannotAnswer: the question cannot be read, or the graph does not hold the answer.
        NoSuchThing: a name in it fits nothing.

    Examples:
        >>> from datetime import date
        >>> from casegraph import load
        >>> ask(load("avery-dassey").view, "Can the President pardon Brendan Dassey?", date(2016, 1, 8)).value
        'no'
    """
    try:
        reading = read_question(question)
    except _Unreadable as error:
        raise _not_understood(view, question) or CannotAnswer(str(error)) from None
    if reading.other is not None:
        return ask_other(view, question, reading.other, on=on if dated else None)
    when = reading.when or When.day(on)
    if dated and reading.when is not None and not reading.when.compatible(When.day(on)):
        raise CannotAnswer(f"the question says {in_words(reading.when)}, but --on says {on.isoformat()}")
    if dated:
        when = When.day(on)
    if reading.form in ("relief", "tried"):
        return replace(_other_ways(view, reading, when), question=question)
    convictions = _convictions_meant(view, reading) if reading.who else every_conviction(view)
    meant = office_meant(view, reading.office, convictions, when.latest or on) if reading.office else Meant("")
    office = meant.office or None
    give = _giver(view, reading, office, convictions)

    def days() -> set[date]:
        return change_days(view, convictions, office)

    if meant.people and reading.past and reading.when is None and not dated:
        told = in_their_time(view, give, meant, on, days)
    else:
        told = over_time(in_person(view, give, meant) if meant.people else give, when, days)
    return replace(told, question=question)


def _not_understood(view: CaseView, question: str) -> CannotAnswer | None:
    """What to say of a question that cannot be read but names somebody: the words after the name."""
    words = " ".join(question.replace("’", "'").split()).rstrip(" ?.!").split()
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length):
            name = " ".join(words[start : start + length]).removesuffix("'s")
            named = view.store.named(fold(name)) if view.store is not None else ()
            if any(cg.Person in types(view, node) for node in named):
                return too_much(name, " ".join(words[start + length :]))
    return None


def _other_ways(view: CaseView, reading: Reading, when: When) -> ReliefAnswer:
    """The ways out other than clemency, on the last day of a vaguer date."""
    if when.latest is None:
        raise CannotAnswer(f"{in_words(when)} is open at one end: ask about a day, a month or a year")
    convictions = _convictions_meant(view, reading)
    return relief(view, convictions, when.latest, kind=reading.kind, tried=reading.form == "tried")


def _convictions_meant(view: CaseView, reading: Reading) -> list[str]:
    """Whom the question names comes first: without a conviction there is no law by which to know the office.

    Raises:
        CannotAnswer: they have no conviction here.
    """
    found = convictions_meant(view, Whom(reading.who, reading.which))
    if not found:
        raise CannotAnswer(f"no conviction of {reading.who} is recorded here to ask about; a charge alone is not one")
    return found


def _giver(view: CaseView, reading: Reading, office: str | None, convictions: list[str]) -> Callable[[date], Answer]:
    if reading.form == "over":
        assert office is not None
        return lambda day: convictions_in_power(view, office, day, reading.kind)
    return lambda day: clemency(view, convictions, day, kind=reading.kind, office=office)
