"""Rules for what follows a verdict, and for whom an offence harmed: sentences, time in prison, victims."""

import re
from collections.abc import Iterator

from .english_dates import duration
from .grammar import LIST, Clause, Subject, before, objects, subjects, tail, vetoed
from .proposal import Proposal
from .rules_acts import published_day
from .rules_case import ADVERBS, NOT_DONE, Detail, conviction_of, leading_date, offences_in, possessor, when_in
from .rules_lists import years

__all__ = ["TERM_RULES"]

_SENTENCED = re.compile(rf"\b{ADVERBS}(?:[Ss]entenced|ordered)\b")
_SERVING = re.compile(
    r"\b(?:is |was |now |been |still |began )*(?:serv(?:ing|es|ed)|received|got|given|faces) (?:out )?(?:a|an|the|two|his|her)?\s?(?:sentences? of )?"
    r"(?:consecutive )?(?P<term>T\d+_)(?P<word>[- ](?:\w+ )?(?:sentence|term)s?)?"
)
_FOR = re.compile(
    r"(?: (?:in|of) (?:federal |state |the )?(?:prison|jail|custody|probation|confinement|imprisonment|supervised release)| behind bars| at hard labor|,? without parole| probation"
    r"| (?:in|on) D\d+_| and [^.;XP]{0,45}?)* (?:for|on) "
)
_JAILED = re.compile(r"\b(?:was|were|been) (?:jailed|imprisoned|sent to prison)(?: in D\d+_)?(?: for T\d+_)? for ")


def _sentenced_for(clause: Clause, people: list[Subject], start: int, position: int) -> Iterator[Proposal]:
    """`sentenced to T0_ for X1_ and X2_`: whoever is sentenced for an offence has been convicted of it; when is not said."""
    joint = _FOR.match(clause.text, position)
    if joint is None:
        return
    for offence in offences_in(clause, joint.end(), len(clause.text)):
        if clause.text[offence.start] == "X" or offence.name.split()[0].endswith(("ing", "ly")):
            for person in people:
                yield conviction_of(clause, person, offence, None, (start, offence.end))


def jailed(clause: Clause) -> Iterator[Proposal]:
    """`was jailed for X0_`: convicted of it; the day of the verdict is not said."""
    for match in _JAILED.finditer(clause.text):
        if not NOT_DONE.search(before(clause.text, match.start())):
            for offence in offences_in(clause, match.end(), len(clause.text)):
                if clause.text[offence.start] == "X":
                    for person in subjects(clause, match.start()):
                        yield conviction_of(clause, person, offence, None, (match.start(), offence.end))


_GOT = re.compile(r"\b(?:got|received|drew|was given|were given) (?P<term>T\d+_)(?= in prison|[.,;]|$| and\b| for\b)")
_GAVE = re.compile(rf"\b(?:judge|court|jury|C\d+_) (?:gave|handed) (?={LIST}|him|her|them)")
_NAMED_SENTENCE = re.compile(
    rf"\bthe (?P<term>T\d+_) sentences? of (?P<who>{LIST})|(?P<who2>{LIST})'s (?P<term2>T\d+_) sentence"
)
_IS_SERVING = re.compile(
    r"\b(?:(?:is|was|still|now) )?(?<!after )(?<!by )(?<!from )(?<!of )serving (?P<term>T\d+_)(?! of\b)(?! (?:sentence|term))"
)
_IMPOSED = re.compile(r"\bimposed (?:a |the )?(?:sentence|term|prison term) of (?P<term>T\d+_)")
_OF_SENTENCE = re.compile(r"\bof (?:a|an|his|her) (?P<term>T\d+_)[- ](?:prison )?(?:sentence|term)\b")
_OWN_SENTENCE = re.compile(
    r"\b(?:[Hh]is|[Hh]er) (?P<term>T\d+_) sentence\b|\b[Ss]entence: (?P<term2>T\d+_)(?: imprisonment)?(?: \((?P<when>D\d+_)\))?"
)


_TO_TERM = re.compile(
    rf"(?: (?:{LIST}|him|her|them)(?:, \d{{1,3}},)?(?: of [A-Z][a-z]\w*(?: [A-Z][a-z]\w*)*(?:, S\d+_)?,?)?)?(?:,? (?:today|yesterday|\w+day|on \w+day|in D\d+_|on D\d+_|last \w+|in C\d+_|in federal court|in S\d+_|"
    r"earlier this \w+|by (?:an? |the )?[^,;P]{0,40}(?:P\d+_|judge|court|jury)|on (?:each|that|this|the \w+) (?:count|charge)|pursuant to [^,;]{3,30}))*,? to (?:serve )?(?:an? |the maximum |a maximum |a total of )?(?:sentence of |term of )?(?P<term>T\d+_)"
)
_DAY_AFTER = re.compile(
    r"(?: (?:in|of) [a-z ]{3,24}?| probation| behind bars| and [^.;XPD]{0,50}?)?(?: for (?:an? |the )?(?:[a-z-]+ )?X\d+_)? (?:in|on) (?P<day>D\d+_)(?! (?!for )(?:[\w-]+ )?(?:X\d|killing|death|murder|slaying))"
)


def _day_of(clause: Clause, joint: "re.Match[str]") -> tuple[str, int, int, bool] | None:
    """The date beside the term: `sentenced in D0_ to T1_`, `sentenced to T0_ of probation in D1_`."""
    inside = re.search(r"(?:in|on) (D\d+_)", joint[0])
    after = None if inside else _DAY_AFTER.match(clause.text, joint.end())
    held = inside[1] if inside else after["day"] if after and "X" not in after[0] else ""
    if not held:
        return None
    mention = clause.masked.marks(held)[0]
    return mention.value, mention.start, mention.end, True


def sentences_passed(clause: Clause) -> Iterator[Proposal]:
    """`sentenced to T0_`, `serving a T0_ sentence`, `Sentence: T0_ (D1_)`, `was fined T0_`."""
    text = clause.text
    for match in _SENTENCED.finditer(text):
        if NOT_DONE.search(before(text, match.start())):
            continue
        people = objects(clause, match.end()) or subjects(clause, match.start())
        joint = _TO_TERM.match(text, match.end())
        if joint is None:
            continue
        end = match.end() + len(tail(text, match.end()))
        when = when_in(clause, match.end(), end, joint.end("term")) if "X" not in text[match.end() : end] else None
        when = when or _day_of(clause, joint)
        if re.search(r"\btoday\b", joint[0]) and (day := published_day(clause)):
            when = (*day, True)
        if re.match(r"D\d+_", text):
            when = when or leading_date(clause, match.start())
        yield from _terms(clause, people, joint["term"], (match.start(), joint.end()), when)
        yield from _sentenced_for(clause, people, match.start(), joint.end())
        other = re.compile(rf"[^.;]{{0,24}}? and (?P<who>{LIST}) to (?P<term>T\d+_)").match(text, joint.end())
        if other:
            yield from _terms(clause, clause.people(other["who"]), other["term"], (match.start(), other.end()), None)
    for match in re.finditer(r"\bfined (?P<term>T\d+_)", text):
        if not NOT_DONE.search(before(text, match.start())):
            yield from _terms(
                clause, subjects(clause, match.start()), match["term"], (match.start(), match.end()), None, "fine of "
            )
    yield from _served_sentences(clause)


def _served_sentences(clause: Clause) -> Iterator[Proposal]:
    text = clause.text
    for match in _SERVING.finditer(text):
        whole = match["word"] or "sentence" in match[0]
        if whole and not NOT_DONE.search(before(text, match.start())):
            yield from _terms(
                clause, subjects(clause, match.start()), match["term"], (match.start(), match.end()), None
            )
    for match in _OF_SENTENCE.finditer(text):
        yield from _terms(clause, subjects(clause, match.start()), match["term"], (match.start(), match.end()), None)
    for match in (*_GOT.finditer(text), *_IS_SERVING.finditer(text)):
        yield from _terms(clause, subjects(clause, match.start()), match["term"], (match.start(), match.end()), None)
    for match in _IMPOSED.finditer(text):
        people = clause.concerned()
        if len(people) == 1 and not vetoed(clause, *match.span()):
            yield from _terms(clause, people, match["term"], match.span(), None)
    for match in _GAVE.finditer(text):
        term = re.compile(rf"\s*(?:{LIST}|him|her|them) (?P<term>T\d+_)").match(text, match.end())
        if term:
            yield from _terms(clause, objects(clause, match.end()), term["term"], (match.start(), term.end()), None)
    for match in _NAMED_SENTENCE.finditer(text):
        people = clause.people(match["who"] or match["who2"])
        yield from _terms(clause, people, match["term"] or match["term2"], (match.start(), match.end()), None)
    for match in _OWN_SENTENCE.finditer(text):
        people = (
            (clause.entry() or subjects(clause, match.start())) if match["term2"] else possessor(clause, match.start())
        )
        held = clause.masked.marks(match["when"])[0] if match["when"] else None
        when = (held.value, held.start, held.end, True) if held else None
        yield from _terms(clause, people, match["term2"] or match["term"], (match.start(), match.end()), when)


def _terms(
    clause: Clause, people: list[Subject], mark: str, bounds: tuple[int, int],
    when: tuple[str, int, int, bool] | None, prefix: str = "",
) -> Iterator[Proposal]:  # fmt: skip
    term = clause.masked.marks(mark)[0]
    words = prefix + years(term.value)
    start, end = clause.span(*bounds)
    details: list[Detail] = [("term", words, term.start, term.end)]
    if when:
        details.append(("date", when[0], when[1], when[2]))
    for person in people:
        yield Proposal("sentence", person.name, words, when[0] if when else "", start, end,
                       confidence="high" if person.certain else "medium", details=tuple(details))  # fmt: skip


_SERVED = re.compile(
    r"\b(?P<verb>served|spent|(?:after|from|by|of) (?:serving|spending)) (?P<vague>(?:nearly|almost|about|more than|over|some|roughly|at least|less than|around|the last|the past|another) )?"
    r"(?P<term>T\d+_)(?P<rest>(?: of (?:a|an|his|her) T\d+_[- ]\w*| in (?:federal |state )?(?:prison|jail|custody)| behind bars| on death row| incarcerated| locked up| for | there)?)"
)
_AFTER_YEARS = re.compile(
    r"\bafter (?:serving |spending )?(?P<term>T\d+_) (?:in (?:federal |state )?(?:prison|jail)|behind bars|on death row)"
)


def imprisonments(clause: Clause) -> Iterator[Proposal]:
    """`served T0_ in prison`; a length that is only about right is not given as exact."""
    text = clause.text
    for pattern in (_SERVED, _AFTER_YEARS):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            term = clause.masked.marks(match["term"])[0]
            length = duration(term.value)
            if length is None or groups.get("vague") or NOT_DONE.search(before(text, match.start())):
                continue
            if "spent" in (groups.get("verb") or "") and not (groups.get("rest") or "").strip():
                continue
            start, end = clause.span(match.start(), match.end())
            for person in subjects(clause, match.start()):
                yield Proposal("imprisonment", person.name, length, "", start, end,
                               confidence="high" if person.certain else "medium",
                               details=(("duration", length, term.start, term.end),))  # fmt: skip


_VICTIM = (
    re.compile(
        rf"(?P<mark>X\d+_) of (?:an? |the |his |her )?(?:[a-z][\w-]* ){{0,4}}?(?:, )?(?P<who>{LIST})(?!'s (?:conviction|sentence|case|appeal))"
    ),
    re.compile(r"(?P<mark>X\d+_) of (?:an? |the |his |her )[a-z][\w -]{1,30}, (?P<who>P\d+_)"),
    re.compile(
        rf"\b(?P<verb>killing|murdering|raping|robbing|stabbing|shooting|kidnapping|assaulting) (?:(?:an? |the |his |her )?[a-z][\w -]{{1,30}}(?:,| named) )?(?P<who>{LIST})"
    ),
    re.compile(
        rf"\b(?P<verb>death|slaying|killing|shooting|stabbing) of (?:an? |the |his |her )?(?:[a-z][\w-]* ){{0,3}}?(?:, |named )?(?P<who>{LIST})(?!'s (?:conviction|sentence|case|appeal))"
    ),
    re.compile(r"(?P<mark>X\d+_) (?:her|his|an?|the) (?:[\w-]+ ){0,2}[\w-]+, (?P<who>P\d+_)"),
    re.compile(r"\b[Vv]ictim (?:of|in) the (?P<mark>X\d+_), (?P<who>P\d+_)"),
)
_VIOLENT = re.compile(
    r"murder|killing|homicide|manslaughter|rape|assault|robbery|kidnapping|stabbing|shooting|slaying|death|abuse|battery|raping|murdering|robbing|sodomy"
)


def victims(clause: Clause) -> Iterator[Proposal]:
    """`the X0_ of P1_`, `killing her landlord, P0_`: whom an offence harmed, as the words have it."""
    for pattern in _VICTIM:
        for match in pattern.finditer(clause.text):
            groups = match.groupdict()
            name = clause.masked.marks(match["mark"])[0].value if groups.get("mark") else match["verb"]
            if not _VIOLENT.search(name) or re.search(r"conviction", clause.text[match.start() : match.end()]):
                continue
            start, end = clause.span(match.start(), match.end())
            for person in clause.people(match["who"]):
                yield Proposal("victim", person.name, name, "", start, end, confidence="medium")


TERM_RULES = (sentences_passed, jailed, imprisonments, victims)
"""Every rule of this module: a function of a clause that yields proposals."""
