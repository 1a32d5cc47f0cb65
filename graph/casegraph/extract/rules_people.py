"""Rules for who people are and what they say: roles, offices held, statements, works, and sentences of law."""

import re
from collections.abc import Iterator
from functools import cache

from .grammar import LIST, Clause, Person, objects, subjects
from .lexicon import lexicon
from .proposal import Proposal

__all__ = ["PEOPLE_RULES"]


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
            rf"(?:P\d+_'s|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]|[Aa]n)(?: [\w-]+){{0,2}}? (?:{role})(?: [a-z ]{{1,30}}?)?, (?P<who>P\d+_)"
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


_HOLDER = re.compile(
    r"(?P<office>O\d+_)(?: of (?P<state>S\d+_))? (?P<who>P\d+_)(?: of (?P<state2>S\d+_))?"
    r"|(?P<who2>P\d+_), (?:the )?(?P<office2>O\d+_)|\b(?:another|former) (?P<office3>O\d+_), (?P<who3>P\d+_)"
)


def holders(clause: Clause) -> Iterator[Proposal]:
    """`O0_ P1_ of S2_`: who is called by an office. Of which state is said beside it, or it stays open."""
    for match in _HOLDER.finditer(clause.text):
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


_SAY = r"(?:said|says|told [\w ]{2,30}|added|argued|argues|wrote|testified|insisted|insists|claims|claimed|contends|contended|maintains|maintained|conceded|acknowledged|believes|thinks|responded|reads)"
_QUOTE_THEN = re.compile(
    rf"[\",] (?:{_SAY} (?P<after>(?:[\w.'-]+ ){{0,5}}?(?:P\d+_|O\d+_))|(?P<before>(?:P\d+_|O\d+_(?: statement| release)?|[Hh]is [\w-]+, P\d+_|[Hh]er [\w-]+, P\d+_)),? {_SAY})"
)
_SAID_THAT = re.compile(rf"(?P<verb>{_SAY})\b")


def says(clause: Clause) -> Iterator[Proposal]:
    """Who says what: the speaker of a quotation or of `said that`; never more than that it was said."""
    text = clause.text
    for match in _QUOTE_THEN.finditer(text):
        marks = [m for m in clause.masked.marks(match["after"] or match["before"]) if m.kind in "PO"]
        yield _said(clause, marks[-1].value, 0, len(text))
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


_CLASS = (
    (r"\bstate (?:criminal |)?(?:offen[cs]e|conviction|crime|prisoner|court|charge)s?\b|S\d+_ convictions?", "state offences", "state"),
    (r"\bfederal (?:criminal |)?(?:offen[cs]e|conviction|crime)s?\b|\bfederal level\b|\bfederal law\b", "federal offences", "US"),
    (r"\bcourt-martial\b", "court-martial convictions", "US-MIL"),
    (r"\bD\.C\. (?:Code|Superior)|Superior Court of the District of Columbia|S\d+_ Code", "D.C. Code offences", "US-DC"),
    (r"\bsentences?\b", "sentences", ""),
)  # fmt: skip
_RULE = (
    (re.compile(r"(?P<office>O\d+_)(?: P\d+_)? (?:cannot|can not|may not|could not|does not have the power to|has no power to|would not be (?:able|allowed) to|is not (?:able|allowed) to|can never) (?:pardon|commute|grant clemency)"), "lacks_power_over"),
    (re.compile(r"\b[Oo]nly (?:the )?(?P<office>O\d+_) (?:can|may|could|has the power to) (?:pardon|commute|grant)"), "has_power_over"),
    (re.compile(r"\bwhich only (?P<office>O\d+_) (?:can|may) pardon"), "has_power_over"),
    (re.compile(r"\bmay be pardoned (?:only )?by (?P<office>O\d+_)|can be pardoned only by (?P<office2>O\d+_)"), "has_power_over"),
    (re.compile(r"(?P<office>O\d+_)(?: P\d+_)? (?:may|can|has the power to|is empowered to) (?:pardon|commute|grant)"), "has_power_over"),
    (re.compile(r"(?P<office>O\d+_)'s (?:pardon|clemency) power extends to"), "has_power_over"),
    (re.compile(r"(?:clemency|pardon) (?:authority|power) empowers (?P<office>O\d+_)"), "has_power_over"),
)  # fmt: skip


def legal_rules(clause: Clause) -> Iterator[Proposal]:
    """Sentences of law as somebody puts them: which office can, or cannot, pardon what."""
    text = clause.text
    if clause.reading.text[clause.sentence.start : clause.sentence.end].rstrip("\"”' ").endswith("?"):
        return
    taken: set[tuple[int, str]] = set()
    for pattern, predicate in _RULE:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            mark = groups.get("office") or groups.get("office2") or ""
            office = clause.masked.marks(mark)[0]
            if (office.start, mark) in taken or re.search(
                r"\b(?:asks?|asked|urged|whether|if)\b", text[: match.start()]
            ):
                continue
            taken.add((office.start, mark))
            start, end = clause.span(0, len(text))
            if predicate == "lacks_power_over" and re.search(r"\bunless\b", text[match.end() :]):
                yield Proposal("rule", office.value, "offences that are not federal", "", start, end, confidence="low",
                               details=(("predicate", predicate, start, end),))  # fmt: skip
                continue
            yield from _over_people(clause, office.value, predicate, match.end(), (start, end))
            for name, law, at, until in _classes(clause):
                details = (("law_broken", law, *clause.span(at, until)),) if law else ()
                yield Proposal("rule", office.value, name, "", start, end, confidence="medium",
                               details=(("predicate", predicate, start, end), *details))  # fmt: skip


def _over_people(
    clause: Clause, office: str, predicate: str, position: int, span: tuple[int, int]
) -> Iterator[Proposal]:
    """`cannot pardon them`, `would not be allowed to pardon either`: the same said of the people spoken of."""
    either = re.match(
        r" (?:either|both)\b(?: (?:of them|man|men|woman|women|inmates?|prisoners?))?", clause.text[position:]
    )
    named = list(
        dict.fromkeys(p.name for p in clause.people(clause.text[:position]) if p.name != _holder_named(clause))
    )
    people = [Person(name, False) for name in named] if either else objects(clause, position)
    if not people and re.match(r" them\b", clause.text[position:]):
        people = [Person(name, False) for name in named]
    for person in people:
        yield Proposal("rule", office, "", "", *span, confidence="medium",
                       details=(("predicate", predicate, *span), ("person", person.name, *span)))  # fmt: skip


def _holder_named(clause: Clause) -> str:
    """The person whose name follows an office in the sentence, or ""."""
    match = _HOLDER.search(clause.text)
    return clause.people(match[0])[0].name if match else ""


def _classes(clause: Clause) -> Iterator[tuple[str, str, int, int]]:
    """The classes of conviction a rule names, and whose law they are against."""
    shown = clause.reading.text[clause.sentence.start : clause.sentence.end]
    for pattern, name, law in _CLASS:
        match = re.search(pattern, clause.text) or (None if "_" in pattern else re.search(pattern, shown))
        if match is None and "Superior" in pattern and "Superior Court of the District" in shown:
            yield name, law, 0, len(clause.text)
        elif match is not None and match.string is clause.text:
            state = next((m.value for m in clause.masked.marks(match[0]) if m.kind == "S"), clause.reading.home)
            yield name, state if law == "state" else law, match.start(), match.end()
        elif match is not None:
            yield name, law if law != "state" else clause.reading.home, 0, len(clause.text)


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


_SIGNED = re.compile(
    r"\b(?P<bound>more than |over |nearly |almost |about |some )?(?P<count>\d{1,3}(?:,\d{3})+|\d{3,}) (?:people have signed|people signed|signatures|signers|people had signed)"
)


def signatures(clause: Clause) -> Iterator[Proposal]:
    """How many have signed a petition."""
    for match in _SIGNED.finditer(clause.text):
        start, end = clause.span(*match.span())
        bound = {"more than": "over", "almost": "nearly", "some": "about"}.get(
            (match["bound"] or "").strip(), (match["bound"] or "exactly").strip()
        )
        yield Proposal(
            "signatures", "", match["count"].replace(",", ""), "", start, end, details=(("bound", bound, start, end),)
        )


_MANY_SIGNED = re.compile(
    r"\b(?P<count>(?:tens|hundreds) of thousands|(?:more than )?a (?:hundred thousand|million)|thousands|millions)(?: of)? (?:people |others )?(?:who )?(?:have |had )?signed"
)


def many_signed(clause: Clause) -> Iterator[Proposal]:
    """A number of signers in words; it is no count."""
    for match in _MANY_SIGNED.finditer(clause.text):
        start, end = clause.span(*match.span())
        yield Proposal("signatures", "", f"signed by {match['count']}", "", start, end, confidence="medium")


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
        rf"(?P<who>{LIST}) (?:was|were|is|are|stands?) (?P<what>accused)\b(?! of being)", clause.text
    ):
        start, end = clause.span(*match.span())
        for person in clause.people(match["who"]):
            yield Proposal("status", person.name, "accused", "", start, end)


_ANSWERED = re.compile(
    r"(?P<who>O\d+_)(?: P\d+_)? (?:has |have |had )?(?:responded|replied|answered)(?: on D\d+_| \w+day)?,? (?:to|that)(?: (?:the|an?|that) (?:online )?petition)?"
)
_REJECTED = re.compile(
    r"\b(?:it|the petition|the request|the plea) (?:has been|was|had been) (?P<what>rejected|denied|turned down|declined|granted)\b"
)


def answers(clause: Clause) -> Iterator[Proposal]:
    """`the White House responded to the petition`, `it has been rejected`: that there was an answer, and in whose words."""
    text = clause.text
    for match in _ANSWERED.finditer(text):
        if "petition" in text and not re.search(r"\b(?:not|never|n't)\b", text[: match.end()]):
            start, end = clause.span(*match.span())
            speaker = clause.masked.marks(match["who"])[0].value
            when = re.search(r"\bon (D\d+_)", match[0])
            held = clause.masked.marks(when[1])[0] if when else None
            details = (("date", held.value, held.start, held.end),) if held else ()
            yield Proposal("answer", "", "", held.value if held else "", start, end, speaker, details=details)
    for match in _REJECTED.finditer(text):
        if "petition" in text[: match.end()]:
            start, end = clause.span(*match.span())
            yield Proposal("answer", "", match["what"], "", start, end, confidence="medium")


_EVIDENCE = re.compile(
    r"\b(?:due to|because of|thanks to|based on|after|on the strength of|by) (?P<what>(?:new |newly |discovered |further |fresh )*(?:DNA|fingerprint|ballistics|blood|genetic)(?: evidence| testing| tests?| results?)?)\b"
)


def evidence(clause: Clause) -> Iterator[Proposal]:
    """Evidence to which an act of relief is put down."""
    for match in _EVIDENCE.finditer(clause.text):
        if re.search(r"exonerat|cleared|vacat|overturn|threw out|thrown out|freed|released|innocent", clause.text):
            start, end = clause.span(match.start("what"), match.end("what"))
            yield Proposal("evidence", "", match["what"], "", start, end, confidence="medium")


PEOPLE_RULES = (
    roles, holders, works, says, works_argue, courts, legal_rules, signatures, many_signed, statuses, answers, evidence,
)  # fmt: skip
"""Every rule of this module: a function of a clause that yields proposals."""
