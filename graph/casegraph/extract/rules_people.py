"""Rules for who people are and what they say: roles, offices held, statements, works, courts."""

import re
from collections.abc import Iterator
from functools import cache

from .grammar import LIST, Clause, subjects
from .lexicon import lexicon
from .proposal import Proposal

__all__ = ["HOLDER", "PEOPLE_RULES", "courts"]


@cache
def _roles() -> "re.Pattern[str]":
    names = "|".join(re.escape(role) for role in sorted(lexicon().roles, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<role>{names})(?![\w-])", re.IGNORECASE)


@cache
def _role_patterns() -> tuple["re.Pattern[str]", ...]:
    role = _roles().pattern
    return (
        re.compile(rf"(?:{role})(?:,| named)? (?P<who>P\d+_)", re.IGNORECASE),
        re.compile(
            rf"(?P<who>P\d+_), (?:\d+, )?(?:now |then |formerly )?(?:an?|the|his|her|their|P\d+_'s|O\d+_'s|one of)(?: [\w.'-]+){{0,3}}? (?:{role})"
        ),
        re.compile(
            rf"(?:P\d+_'s|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]|[Aa]n)(?: [\w-]+){{0,2}}? (?:{role})(?: [a-z ]{{1,30}}?| of (?:the )?S\d+_)?, (?P<who>P\d+_)"
        ),
        re.compile(rf"(?P<who>P\d+_), who (?:is|was) (?:an?|the|his|her) (?:{role})"),
    )


def roles(clause: Clause) -> Iterator[Proposal]:
    """`attorney P0_`, `P0_, a waitress`, `his sister, P0_`; a title that says what somebody is."""
    for pattern in _role_patterns():
        for match in pattern.finditer(clause.text):
            role = match["role"].lower()
            start, end = clause.span(match.start("role"), match.end("who"))
            if match.start("role") > match.start("who"):
                start, end = clause.span(match.start("who"), match.end("role"))
            for person in clause.people(match["who"]):
                yield Proposal("role", person.name, role, "", min(start, end), max(start, end))
    for mention in clause.masked.mentions:
        if mention.kind == "P" and mention.extra and mention.extra not in ("president", "governor"):
            first = max(clause.sentence.start, mention.start - len(mention.extra) - 2)
            yield Proposal("role", mention.value, mention.extra, "", first, mention.end)


HOLDER = re.compile(
    r"(?P<office>O\d+_)(?: of (?P<state>S\d+_))? (?P<who>P\d+_)(?: of (?P<state2>S\d+_))?"
    r"|(?P<who2>P\d+_), (?:the )?(?P<office2>O\d+_)|\b(?:another|former|next|previous|new) (?P<office3>O\d+_), (?P<who3>P\d+_)"
)


def holders(clause: Clause) -> Iterator[Proposal]:
    """`O0_ P1_ of S2_`: who is called by an office. Of which state is said beside it, or it stays open."""
    for match in HOLDER.finditer(clause.text):
        office = clause.masked.marks(match["office"] or match["office2"] or match["office3"])[0]
        person = clause.people(match["who"] or match["who2"] or match["who3"])[0]
        state = match["state"] or match["state2"]
        value = office.value
        if state and value.endswith("governor"):
            value = lexicon().office("governor", clause.masked.marks(state)[0].value) or value
        if value in ("governor", "white-house", "board") or value.endswith("-board"):
            continue
        start, end = clause.span(*match.span())
        yield Proposal(
            "holder", person.name, value, "", start, end, confidence="high" if state or office.extra else "medium"
        )


_SAY = r"(?:said|says|told [\w ]{2,30}|tells|added|argued|argues|wrote|testified|insisted|insists|claims|claimed|contends|contended|maintains|maintained|conceded|acknowledged|believes|thinks|responded|reads)"
_QUOTE_THEN = re.compile(
    rf"[\",] (?:{_SAY} (?P<after>(?:[\w.'-]+,? ){{0,5}}?(?:P\d+_(?:'s [\w-]+, P\d+_)?|O\d+_))|(?P<before>(?:P\d+_|O\d+_(?: statement| release)?|[Hh]is [\w-]+, P\d+_|[Hh]er [\w-]+, P\d+_)),? {_SAY})"
)
_SAID_THAT = re.compile(rf"(?P<verb>{_SAY})\b")


def says(clause: Clause) -> Iterator[Proposal]:
    """Who says what: the speaker of a quotation or of `said that`; never more than that it was said."""
    text = clause.text
    for match in _QUOTE_THEN.finditer(text):
        marks = [m for m in clause.masked.marks(match["after"] or match["before"]) if m.kind in "PO"]
        yield _said(clause, marks[-1].value, 0, len(text))
    spoken = re.search(rf"\" (?P<who>he|she) {_SAY}\b", text)
    if spoken:
        people = [p for p in clause.earlier() if clause.fits(p, spoken["who"])]
        if len(people) == 1:
            yield _said(clause, people[0].name, 0, len(text), "medium")
    for match in _SAID_THAT.finditer(text):
        lead = text[: match.start()]
        if re.search(r"\b(?:not|never|n't) (?:\w+ )?$", lead):
            continue
        if re.search(r"\b[Tt]he (?:statement|response|letter|release) $", lead) and clause.discourse.speaker:
            yield _said(clause, clause.discourse.speaker, 0, len(text), "medium")
            continue
        aide = re.search(
            r"(?P<who>[Aa] (?:spokes\w+|lawyer|attorney|aide)) for (?:the )?(?:O\d+_ )?(?:P\d+_)?(?: of S\d+_)? $", lead
        )
        if aide:
            yield _said(clause, clause.reading.text[slice(*clause.span(*aide.span()))].strip(), 0, len(text), "medium")
            continue
        near = re.search(
            r"(?P<who>O\d+_|P\d+_)(?:,[^,;\"]{2,60},)? (?:,? who )?(?:also |later |has |had |now |still )?$", lead
        )
        if near:
            yield _said(clause, clause.masked.marks(near["who"])[0].value, 0, len(text))
        elif (
            re.match(r"\W*(?:He|She) (?:also |later )?$", lead) and len(people := subjects(clause, match.start())) == 1
        ):
            yield _said(clause, people[0].name, 0, len(text), "medium")
        elif unnamed := re.search(
            r"\b[Aa] (?P<who>(?:former )?(?:juror|cellmate|witness|spokesman|spokeswoman|lawyer|detective|clerk)) $",
            lead,
        ):
            yield _said(clause, unnamed["who"], 0, len(text), "medium")


_ARGUES = re.compile(
    r"(?:(?P<work>W\d+_)|\b[Tt]he (?P<kind>docuseries|documentary|film|series|podcast|book|movie)) (?P<verb>attempts to|tries to|seeks to|aims to|argues|claims|"
    r"suggests|maintains|contends|questions|alleges|shows|chronicles|tells|follows|revisits|examines)\b"
)


def works_argue(clause: Clause) -> Iterator[Proposal]:
    """What a film, series or book is said to tell or to argue is its claim, nobody else's."""
    for match in _ARGUES.finditer(clause.text):
        work = clause.masked.marks(match["work"])[0].value if match["work"] else clause.discourse.work
        if work:
            yield _said(clause, work, match.start(), len(clause.text))


def _said(clause: Clause, speaker: str, start: int, end: int, confidence: str = "high") -> Proposal:
    first, last = clause.span(start, end)
    return Proposal("says", speaker, "", "", first, last, speaker=speaker, confidence=confidence)


def works(clause: Clause) -> Iterator[Proposal]:
    """Films, series, podcasts and books by their titles."""
    for mention in clause.masked.mentions:
        if mention.kind == "W":
            clause.discourse.work = mention.value
            maker = ("distributed_by", mention.extra, mention.start, mention.end)
            yield Proposal("work", mention.value, "", "", mention.start, mention.end,
                           details=(maker,) if mention.extra else ())  # fmt: skip


def courts(clause: Clause) -> Iterator[Proposal]:
    """Courts by name; the sovereign that set one up where the name shows it."""
    for mention in clause.masked.mentions:
        if mention.kind == "C":
            details = (("court_of", mention.extra, mention.start, mention.end),) if mention.extra else ()
            yield Proposal("court", "", mention.value, "", mention.start, mention.end, details=details)


_STATUS = re.compile(
    rf"(?P<who>{LIST}) (?:is|are|was|were)(?: both| now| still)? (?:an? |the )?(?:S\d+_ )?(?P<what>(?:state|federal) (?:prisoner|inmate)s?|prisoners?|inmates?)\b"
)


def statuses(clause: Clause) -> Iterator[Proposal]:
    """`P0_ and P1_ are both state prisoners`."""
    for match in _STATUS.finditer(clause.text):
        start, end = clause.span(*match.span())
        for person in clause.people(match["who"]):
            yield Proposal("status", person.name, match["what"].removesuffix("s"), "", start, end)
    for match in re.finditer(
        rf"(?P<who>{LIST}) (?:was|were|is|are|stands?) (?P<what>accused)\b(?: under S\d+_'s (?:justice|legal|court) system)?(?! of being)",
        clause.text,
    ):
        start, end = clause.span(*match.span())
        for person in clause.people(match["who"]):
            yield Proposal("status", person.name, "accused", "", start, end)


_EVIDENCE = re.compile(
    r"\b(?:due to|because of|thanks to|based on|after|on the strength of|by) (?P<what>(?:new |newly |discovered |further |fresh )*(?:DNA|fingerprint|ballistics|blood|genetic)(?: evidence| testing| tests?| results?)?)\b"
)


def evidence(clause: Clause) -> Iterator[Proposal]:
    """Evidence to which an act of relief is put down."""
    for match in _EVIDENCE.finditer(clause.text):
        if re.search(r"exonerat|cleared|vacat|overturn|threw out|thrown out|freed|released|innocent", clause.text):
            start, end = clause.span(match.start("what"), match.end("what"))
            yield Proposal("evidence", "", match["what"], "", start, end, confidence="medium")


PEOPLE_RULES = (roles, holders, works, says, works_argue, courts, statuses, evidence)
"""Every rule of this module: a function of a clause that yields proposals."""
