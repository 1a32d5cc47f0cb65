"""Read a plain question, answer it by the question function it means, or say honestly that it cannot be read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ..dates import NotADate, Ternary, When, in_words, suggest_edtf
from ..errors import CannotAnswer, NoSuchThing
from ..view import CaseView, back, in_force, label, step, types
from .answer import Answer
from .change_days import change_days
from .clemency import clemency, convictions_in_power, every_conviction
from .names import find, find_convictions
from .other import Other, ask_other, read_other
from .relief import relief
from .relief_answer import ReliefAnswer
from .told import Told

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
    "grant a commutation to": "commutation",
}  # fmt: skip
_VERB = "|".join(sorted(map(re.escape, _VERBS), key=len, reverse=True))
_CAN = r"(?:can|could|may|might|is able to|was able to|has the power to|had the power to|is allowed to|was allowed to)"
_CANNOT = r"(?:can't|cannot|can not|couldn't|could not|may not|mightn't|won't be able to|isn't able to|is unable to)"
_OBJECT = (
    r"(?:the sentences? of |the convictions? of )?(?P<who>(?!.*\b(?:pardon|commute|reprieve)\b).+?)"
    r"(?:'s (?:\w+ )?(?:sentences?|convictions?))?"
)
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
_THEM = r"(?P<who>.+?)(?:'s (?:\w+ )?(?:sentences?|convictions?))?"
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
        (
            r"\bhave (pardon|commut|repriev)e?d\b",
            lambda m: {"commut": "commute", "repriev": "reprieve"}.get(m[1], m[1]),
        ),
        (r"^(?:is|was) (.+?) (?:able|allowed) to (.+)", r"can \1 \2"),
        (r"^why (?:is|was) (.+?) not (?:able|allowed) to (.+)", r"why can \1 not \2"),
        (r"^(?:can|could) (.+?) be pardoned by (.+)", r"can \2 pardon \1"),
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
        (r"^(?:can|could) (.+?) be pardoned$", r"who can pardon \1"),
        (r"^(can|could) (.+?) grant (.+?) (?:a )?(pardon|reprieve)$", r"\1 \2 \4 \3"),
    )
]
"""Other ways to put a question → the plain way."""
_GUILT = re.compile(
    r"(?:is|was|are|were) (?P<who>.+?) (?:really |actually )?(?P<word>innocent|guilty)(?: of .+)?", re.I
)
_WHEN = re.compile(
    r"\s*,?\s*\b(?:(?:as )?(?:on|of|in|at|during)|as of|today|now)\b\s*"
    r"(?P<date>(?:the year )?(?:the )?[\w./ ,-]*\d[\w./-]*)?$",
    re.I,
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
    """

    form: str
    office: str
    who: str
    kind: str | None
    when: When | None
    other: Other | None = None


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
    text, when = _split_date(text)
    for form, way, pattern in _RELIEF:
        match = pattern.fullmatch(text)
        if match:
            return Reading(form, "", match["who"], way, when)
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text)
    for form, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            groups = match.groupdict()
            office = groups.get("office") or groups.get("office2") or ""
            verb = (groups.get("verb") or "").lower()
            kind = "pardon" if (groups.get("kind") or "").startswith("pardon") else _VERBS.get(verb)
            return Reading(form, office, groups.get("who") or "", kind, when)
    if match := _GUILT.fullmatch(text):
        raise CannotAnswer(
            f"This graph does not say whether anyone is {match['word'].lower()}: it holds what courts decided, and who "
            f'says what.\nTry:  casegraph ask "Who claims {match["who"]} is innocent?"\n'
            f'      casegraph show "{match["who"]}"'
        )
    raise CannotAnswer(
        f"I cannot read this question: {question!r}\n"
        "This graph answers who may pardon, commute or reprieve whom, on which date, and why not;\n"
        "what else could free a person; when something happened, how long it lasted, and who says so.\n"
        f'Try:  casegraph ask "{EXAMPLES[0]}"\n      casegraph ask "{EXAMPLES[1]}"'
    )


def _split_date(text: str) -> tuple[str, When | None]:
    match = _WHEN.search(text)
    if match is None:
        return text, None
    said = (match["date"] or "").lower().replace("the year", "").replace("the ", "").strip(" ,")
    if not said:
        return text[: match.start()], None
    plain = re.sub(r"^\w+day,? |\b(?:of|the)\b ?|(?<=\d)(?:st|nd|rd|th)\b", "", said)
    for candidate in (said, suggest_edtf(said), suggest_edtf(plain)):
        try:
            return text[: match.start()], When.parse(candidate or "")
        except NotADate:
            continue
    if re.search(r"\d{4}|\d[/.]\d", said):
        raise CannotAnswer(f"I cannot read the date {said!r}: write 2016-01-08, 8 January 2016, January 2016 or 2016")
    return text, None


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
    reading = read_question(question)
    if reading.other is not None:
        return ask_other(view, question, reading.other)
    when = reading.when or When.day(on)
    if dated and reading.when is not None and not reading.when.compatible(When.day(on)):
        raise CannotAnswer(f"the question says {in_words(reading.when)}, but --on says {on.isoformat()}")
    if dated:
        when = When.day(on)
    if reading.form in ("relief", "tried"):
        return replace(_other_ways(view, reading, when), question=question)
    named = _named(view, reading) if reading.office else None
    office = _office_of(view, named, reading.office) if named else None
    convictions = _convictions_meant(view, reading.who) if reading.who else every_conviction(view)
    give = _giver(view, reading, office, convictions)
    if named is not None and office is not None and named != office:
        give = _in_person(view, give, named, office)
    told = _over_time(give, when, lambda: change_days(view, convictions, office))
    return replace(told, question=question)


def _other_ways(view: CaseView, reading: Reading, when: When) -> ReliefAnswer:
    """The ways out other than clemency, on the last day of a vaguer date."""
    if when.latest is None:
        raise CannotAnswer(f"{in_words(when)} is open at one end: ask about a day, a month or a year")
    convictions = find_convictions(view, reading.who)
    return relief(view, convictions, when.latest, kind=reading.kind, tried=reading.form == "tried")


def _named(view: CaseView, reading: Reading) -> str:
    """The office or person meant; "the Governor" is first that of the sovereign whose law was broken."""
    if reading.who:
        convictions = _convictions_meant(view, reading.who)
        own = {sovereign for conviction in convictions for sovereign in step(view, conviction, "cg:lawBroken")}
        offices = {office for sovereign in own for office in back(view, sovereign, "cg:officeOf")}
        try:
            return find(view, reading.office, "Office", among=offices)
        except NoSuchThing:
            pass
    return find(view, reading.office, "Office", "Person")


def _office_of(view: CaseView, found: str, typed: str) -> str:
    """The office meant: itself, or the one office a named person has held."""
    if "cg:Office" in types(view, found):
        return found
    offices = {office for tenure in back(view, found, "cg:person") for office in step(view, tenure, "cg:office")}
    if len(offices) != 1:
        raise NoSuchThing("office", typed)
    return offices.pop()


def _in_person(view: CaseView, give: Callable[[date], Answer], person: str, office: str) -> Callable[[date], Answer]:
    """The same answers, but "no" on days when the person named did not hold the office."""

    def on_day(day: date) -> Answer:
        answer = give(day)
        terms = [tenure for tenure in back(view, person, "cg:person") if office in step(view, tenure, "cg:office")]
        if any(in_force(view, tenure, day) is not Ternary.NO for tenure in terms):
            return answer
        said = f"{label(view, person)} did not hold the office of {label(view, office)} on that day."
        if answer.value in ("yes", "depends"):
            return replace(answer, value="no", headline=said)
        return replace(answer, notes=(*answer.notes, said))

    return on_day


def _convictions_meant(view: CaseView, who: str) -> list[str]:
    """The convictions of one person or conviction, or of several: `Avery and Dassey`."""
    try:
        return find_convictions(view, who)
    except NoSuchThing:
        parts = [part for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", who) if part]
        if len(parts) < 2:
            raise
        return list(dict.fromkeys(found for part in parts for found in find_convictions(view, part)))


def _giver(view: CaseView, reading: Reading, office: str | None, convictions: list[str]) -> Callable[[date], Answer]:
    if reading.form == "over":
        assert office is not None
        return lambda day: convictions_in_power(view, office, day, reading.kind)
    return lambda day: clemency(view, convictions, day, kind=reading.kind, office=office)


def _over_time(give: Callable[[date], Answer], when: When, changes: Callable[[], set[date]]) -> Answer:
    """The answer for a day; for a vaguer date the answer of its last day, with what changed on the way."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        raise CannotAnswer(f"{in_words(when)} is open at one end: ask about a day, a month or a year")
    final = give(last)
    days = sorted({first, *(day for day in changes() if first < day < last)}) if first != last else []
    answers = [(day, give(day)) for day in days]
    told: list[str] = []
    previous = None
    for day, answer in [*answers, (last, final)]:
        gist = (answer.value, answer.headline, tuple((a.office, a.person) for a in answer.holders))
        if previous is not None and gist != previous:
            who = ", ".join(f"{a.label} ({a.person})" for a in answer.holders if a.person)
            told.append(f"From {in_words(When.day(day))}: {answer.headline}{f' {who}.' if who else ''}")
        previous = gist
    if not told:
        return final
    start = answers[0][1]
    who = ", ".join(f"{a.label} ({a.person})" for a in start.holders if a.person)
    told.insert(0, f"On {in_words(When.day(first))}: {start.headline}{f' {who}.' if who else ''}")
    same = all(answer.value == final.value for _, answer in answers)
    return replace(final, value=final.value if same else "depends", notes=(*final.notes, *told))
