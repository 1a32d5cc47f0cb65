"""Rules for charges and convictions: who, of what, when, under whose law, as far as the words show it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .grammar import LIST, Clause, Subject, before, objects, subjects, tail
from .proposal import AS_CHARGED, CHARGE_NEAR, Proposal

__all__ = [
    "ADVERBS",
    "CASE_RULES",
    "NOT_DONE",
    "Detail",
    "conviction_of",
    "leading_date",
    "offences_in",
    "possessor",
    "when_in",
]

Detail = tuple[str, str, int, int]
NOT_DONE = re.compile(
    r"\b(?:not|never|neither|nor|n't|if|unless|could be|would be|may be|might be|should be|to be|be|(?<!after )(?<!since )(?<!despite )being|not yet|acquitted|nobody|without being)\s+"
    r"(?:\w+ly |been |yet |also )*$"
)
ADVERBS = r"(?:\w+ly |later |first |also |then |again |already |since |both )*"


@dataclass(frozen=True, slots=True)
class _Offence:
    """An offence as named, its span in the marked text, and whether a year belongs to the deed itself."""

    name: str
    start: int
    end: int


_LISTED = re.compile(
    r"(?:(?:two|three|four|five|six|seven|one|multiple|several|a lesser|an? |the |both|another|\d+) ?)?"
    r"(?:violat(?:ing|ions?)(?: of)? (?:[A-Z][\w.]* |federal |state |the )*)?(?:counts? of |charges? of |count of )?(?:(?:the )?(?:offen[cs]e|crime)s? of )?[\"']?(?:(?:the|an?|his|her|same|unrelated|separate|earlier|unsolved|brutal|federal|state|lesser|related) )*"
    r"(?:D\d+_ )?(?:P\d+_'s |S\d+_ |[A-Z][a-z][\w.-]* )?(?:[a-z-]+ |wire and )?(?P<mark>X\d+_)(?P<of> of (?:a |an |the )?(?:[a-z-]+ )?[a-z]+(?: of [a-z]+)?)?"
)
_FREE = re.compile(
    r"(?:an? |the |his |her )?(?:D\d+_ )?(?P<name>(?:(?!(?:he|she|they|who|that|which) )[a-z][\w'-]* ){0,5}?(?:[a-z][\w'-]*|FBI|IRS|DEA|SEC))(?=\s*(?:[,.;)]|$| (?:in|on|at|and|from|after|by|for|last|this) |\sD|\sP))"
)
_DEED = re.compile(
    r"(?:,? and |, )?(?:of |to |for )?(?P<name>(?!(?:being|having|facing|during|nothing|something|everything|anything|including|following|according|regarding|concerning|serving|"
    r"spending|pending|refusing) )(?:[a-z]+ly )?[a-z]{3,}ing(?: (?!(?:and|after|before|when|while|who|whose|which|that|because|but|by|during|since|from|until|was|were|is|had|has) |(?:in|on|at|of) [DC]\d)[^\s,;.()\"]+){1,12})"
)
"""What was done, told by a verb: `failing to report a felony`."""
_NO_OFFENCE = frozenset(
    [
        "it",
        "that",
        "this",
        "them",
        "him",
        "her",
        "all",
        "charges",
        "charge",
        "counts",
        "count",
        "same",
        "crime",
        "crimes",
        "offense",
        "offence",
        "deed",
        "case",
        "nothing",
        "everything",
        "something",
        "anything",
        "felony",
        "felonies",
        "misdemeanor",
        "trial",
        "court",
        "guilty",
        "basis",
        "strength",
    ]
)


_WHOM = re.compile(
    rf" of (?:an? |the |his |her )?(?:[a-z-]+ ){{0,3}}(?:, )?{LIST}"
    r"| of (?:an?|the|his|her|two|three) (?:[\w-]+ ){0,4}?[a-z]+(?: (?:near|in|at|outside) [^,;.]{3,40}?(?:, S\d+_)?)?(?=,? and (?:the )?X)"
)


_COUNTED = re.compile(r" \([\w-]+ counts?\)")
_ONE_OFFENCE = re.compile(r"(?:,? and |, )?(?:of |to |with |for )?(?:" + _LISTED.pattern + ")")


def offences_in(clause: Clause, start: int, end: int) -> list[_Offence]:
    """The offences listed in a stretch that follows `of`, `with` or `to`; one in plain words where none is known."""
    text = clause.text
    found: list[_Offence] = []
    at = start
    while match := _ONE_OFFENCE.match(text, at, end) or _DEED.match(text, at, end):
        if "mark" not in match.groupdict():
            first, last = clause.span(match.start("name"), match.end("name"))
            name = re.sub(r"^murdering\b.*", "murder", " ".join(clause.reading.text[first:last].lower().split()))
            found.append(_Offence(name, match.start("name"), match.end("name")))
            at = match.end()
            continue
        name = clause.masked.marks(match["mark"])[0].value
        last = match.end("mark")
        if match["of"] and name in ("possession", "distribution", "sale", "delivery", "theft", "simple possession"):
            name, last = name + match["of"], match.end()
        found.append(_Offence(name, match.start("mark"), last))
        whom = _WHOM.match(text, last)
        at = whom.end() if whom else last
        counted = _COUNTED.match(text, at, end)
        at = counted.end() if counted else at
    if found:
        return found
    free = _FREE.match(text, start, end)
    if free and not set(free["name"].split()) & _NO_OFFENCE and len(free["name"]) > 3:
        name = re.sub(r"^murdering\b.*", "murder", free["name"])
        return [_Offence(name, free.start("name"), free.end("name"))]
    return []


def when_in(clause: Clause, start: int, end: int, deed_end: int) -> tuple[str, int, int, bool] | None:
    """The date of the verb in its tail [start, end): (EDTF, start, end, certain), or None.

    The year of the deed is not the year of the verdict: one that stands before the offence (`the 1987 killing`) is left
    out, and so is one after a named victim or a deed told in words (`convicted of killing Ann Lee in 1987`).
    """
    text = clause.text
    for match in re.finditer(r"D(\d+)_", text[start:end]):
        at = start + match.start()
        around = text[max(0, at - 12) : at]
        after = text[start + match.end() :]
        if re.match(
            r" (?!of\b|and\b|or\b)(?:[\w-]+ ){0,2}(?:X\d+_|crime|killing|slaying|death|case|attack|shooting|conviction)",
            after,
        ):
            continue
        if not re.search(r"(?:\bin|\bon|,|\(|\bof)\s*(?:early |late |mid-)?$", around):
            continue
        if at >= deed_end and re.search(r"P\d+_|\b[a-z]+ing\b", text[max(start, deed_end) : at]):
            return None
        if re.search(r"\bbefore $|\bsince $|\buntil $", around):
            continue
        mention = clause.masked.mentions[int(match[1])]
        return mention.value, mention.start, mention.end, True
    return None


def leading_date(clause: Clause, position: int) -> tuple[str, int, int, bool] | None:
    """`In D0_ a jury found him guilty`, `in prison since D0_, when he was found guilty`."""
    text = clause.text
    match = re.match(r"(?:\W*(?:Then,? |But |And |Later,? )?(?:[Ii]n|[Oo]n) D(\d+)_,? )", text) or re.search(
        r"D(\d+)_, when (?:he|she|they|P\d+_) (?:was |were )?$", text[:position]
    )
    match = match or re.search(
        r"\b[Oo]n D(\d+)_,? (?:an?|the) (?:[\w ]+ )?(?:jury|jurors|judge|court) $", text[:position]
    )
    match = match or re.search(r"\brendered (?:on )?D(\d+)_,? $", text[:position])
    match = match or re.match(r"D(\d+)_[:,]? (?!to\b)", text)
    if match is None or re.search(
        r"\b(?:was|were|had|has|did|denied|granted|pardoned)\b.*,", text[match.end() : position]
    ):
        return None
    mention = clause.masked.mentions[int(match[1])]
    return mention.value, mention.start, mention.end, True


def _law(clause: Clause, start: int, end: int) -> Iterator[Detail]:
    """The court and the sovereign whose law it is, where the words of the clause show them."""
    text = clause.text
    piece = text[start:end]
    for match in re.finditer(r"C\d+_", piece):
        court = clause.masked.marks(match[0])[0]
        yield "court", court.value, court.start, court.end
        if court.extra:
            yield "law_broken", court.extra, court.start, court.end
        return
    shown = re.search(r"\b(?:federal|court-martial|S\d+_(?='s| court| conviction| state court| jury))", piece)
    if shown is None:
        return
    first, last = clause.span(start + shown.start(), start + shown.end())
    value = {"federal": "US", "court-martial": "US-MIL"}.get(shown[0]) or clause.masked.marks(shown[0])[0].value
    yield "law_broken", value, first, last


def _make(
    clause: Clause,
    slot: str,
    person: Subject,
    offence: _Offence | None,
    when: tuple[str, int, int, bool] | None,
    bounds: tuple[int, int],
) -> Proposal:
    start, end = clause.span(*bounds)
    details: list[Detail] = []
    if offence:
        details.append(("offence", offence.name, *clause.span(offence.start, offence.end)))
    if when:
        details.append(("date", when[0], when[1], when[2]))
        if clause.sentence.start <= when[1] < clause.sentence.end:
            start, end = min(start, when[1]), max(end, when[2])
    sure = person.certain and (when is None or when[3])
    return Proposal(
        slot, person.name, offence.name if offence else "", when[0] if when else "", start, end,
        confidence="high" if sure else "medium", details=tuple(details),
    )  # fmt: skip


def _under(law: Iterable[Detail], proposal: Proposal) -> Proposal:
    """The proposal with whose law was broken."""
    return replace(proposal, details=(*proposal.details, *law))


def conviction_of(
    clause: Clause, person: Subject, offence: _Offence, when: tuple[str, int, int, bool] | None, bounds: tuple[int, int]
) -> Proposal:
    """A conviction that other words imply."""
    return _under(
        _law(clause, *bounds), _make(clause, "conviction", Subject(person.name, False), offence, when, bounds)
    )


_CONVICTED = re.compile(
    rf"\b(?P<verb>{ADVERBS}(?:convicted|found guilty|[Cc]onvicted|convicting|finding|found|plead(?:ed|s|ing)? guilty|pled guilty|pleaded no contest|pleaded nolo contendere))\b"
)


def convictions(clause: Clause) -> Iterator[Proposal]:
    """`P0_ was convicted of X1_ in D2_`, `a jury convicted P0_ of X1_`, `P0_ pleaded guilty to X1_`, `P0_, convicted …`."""
    text = clause.text
    for match in _CONVICTED.finditer(text):
        if NOT_DONE.search(before(text, match.start())) or re.search(
            r"\b(?:everyone|anyone|persons?|people|those|all)\s+$", text[: match.start()]
        ):
            continue
        position = match.end()
        verb = match["verb"].lower()
        people = objects(clause, position)
        if people:
            position = _PERSON_PLACED.match(text, position).end()  # type: ignore[union-attr]
        elif verb.endswith(("finding", "found", "convicting")):
            continue
        else:
            people = subjects(clause, match.start())
        if verb.endswith(("finding", "found")) and not re.match(r" guilty\b", text[position:]):
            continue
        yield from _convicted(clause, people, match.start(), position)


_PERSON_PLACED = re.compile(
    rf"\s*(?:(?:the )?(?:defendant|appellant|petitioner|applicant|accused),? ?)?(?:{LIST},?|him|her|them|(?<=[a-z]))(?:, \d{{1,3}},(?! (?:and|who)))?(?: of [A-Z][a-z][\w.]*(?: [A-Z][a-z]\w*)*(?:, S\d+_)?,?)?"
)


def _convicted(clause: Clause, people: list[Subject], start: int, position: int) -> Iterator[Proposal]:
    text = clause.text
    end = position + len(tail(text, position))
    joint = re.compile(
        r"(?: guilty)?(?: as charged)?(?:, \w+ly,)?(?:,? (?:last \w+|the (?:next|following|same) year|a year later|\w+ years later|on \w+day|this \w+|years ago|earlier this \w+|at trial|by a jury|in C\d+_|in (?:an? )?S\d+_(?: court)?|"
        r"in federal court|in state court|(?:in|on) D\d+_|(?:in|at the end of|at) (?:late |early |the end of )?D\d+_|last \w+day|(?:late |early )?\w+day(?: (?:morning|afternoon|evening|night))?|this week|by (?:an? |the )?(?:[\w-]+ ){0,3}(?:judge|court|jury)(?: in [A-Z][a-z]\w*)?"
        r"|(?:following|after|upon) (?:an? )?(?:[\w-]+ ){0,4}trial),?)*"
        r" (?:of|to|on|for)(?: (?:an? )?(?:[a-z]+ ){0,3}(?:charges?|counts?|crimes|offenses|felonies),? includ(?:ing|ed)| charges of|:)? "
    ).match(text, position, end)
    if joint is None:
        return
    found = offences_in(clause, joint.end(), end)
    deed = min((o.start for o in found), default=joint.end())
    when = when_in(clause, position, end, deed) or leading_date(clause, start)
    law = tuple(_law(clause, position, end)) or tuple(_law(clause, max(0, start - 30), start))
    for person in people:
        for offence in found:
            yield _under(law, _make(clause, "conviction", person, offence, when, (start, offence.end)))


def as_charged(clause: Clause) -> Iterator[Proposal]:
    """`P0_ was found guilty as charged`, `convicted on all counts`: of what an earlier sentence says P0_ was charged with."""
    for match in AS_CHARGED.finditer(clause.text):
        if NOT_DONE.search(before(clause.text, match.start())):
            continue
        for person in subjects(clause, match.start()) or objects(clause, match.end("verb")):
            start, end = clause.span(*match.span())
            for name, first, last in clause.discourse.charged.get(person.name, ()):
                if start - last < CHARGE_NEAR:
                    yield Proposal("conviction", person.name, name, "", start, end, confidence="medium",
                                   details=(("offence", name, first, last),))  # fmt: skip


_NOMINAL = (
    re.compile(rf"(?P<list>{LIST})'s (?:(?P<when>D\d+_) )?(?:[a-z-]+ )?(?P<mark>X\d+_) convictions?\b"),
    re.compile(
        rf"(?:(?P<list>{LIST})'s|(?P<own>\b[Hh]is|\b[Hh]er)) (?:(?P<law>federal|S\d+_|state|court-martial) )?convictions?(?: in (?P<place>S\d+_))? (?:for|of|on charges of) "
        r"(?P<mark>X\d+_(?:(?:,? and |, )X\d+_)*)(?: (?:in |\()(?P<when>D\d+_))?"
    ),
    re.compile(
        r"(?P<own>\b[Hh]is|\b[Hh]er) convictions? in (?:the )?(?P<court>C\d+_)[^.;]{0,60}? (?:charging|of|for) (?P<mark>X\d+_)"
    ),
    re.compile(
        r"(?P<own>\b[Hh]is|\b[Hh]er) (?:(?P<when>D\d+_) )?(?:(?P<law>federal|state) )?(?P<mark>X\d+_) convictions?\b"
    ),
    re.compile(
        rf"\b(?:the|an?|his|her|their) (?:(?P<when>D\d+_) )?(?:(?P<law>federal|S\d+_|state|court-martial) )?(?P<mark>X\d+_) convictions? (?:of|against) "
        rf"(?:(?:his|her) \w+, )?(?P<list>{LIST})"
    ),
    re.compile(
        rf"\b(?:the|an?) (?:(?P<when>D\d+_) )?(?:(?P<law>federal|S\d+_|state|court-martial) )?convictions? of (?:(?:his|her) [\w-]+, )?(?P<list>{LIST}),? (?:for|on charges of) "
        r"(?P<mark>X\d+_|[a-z]+ing [a-z]+)"
    ),
    re.compile(
        rf"(?P<list>{LIST}),? whose (?:(?P<law>federal|S\d+_|state|court-martial) )?convictions? (?:for|of) (?P<mark>X\d+_)(?: in (?P<when>D\d+_))?"
    ),
    re.compile(
        rf"pardoned (?P<list>{LIST})\b[^.;\"]{{0,60}}? (?:an?|the|his|her|their) (?:(?P<when>D\d+_) )?(?:(?P<law>federal|S\d+_|state|court-martial) )?(?:drug )?convictions? (?:for|of) (?P<mark>X\d+_)"
    ),
    re.compile(
        rf"(?P<list>{LIST})(?:(?! P\d)[^.;\"]){{0,40}}? (?:was|were) pardoned (?:in D\d+_ |on D\d+_ )?for (?:an?|the|his|her) (?:earlier |previous |old |prior )?(?:(?P<when>Z) )?(?P<mark>X\d+_)"
    ),
)


def possessor(clause: Clause, position: int) -> list[Subject]:
    """Whose `his` or `her` is: the one person named before it in the sentence, else the entry, or whom the text is about."""
    held = clause.text[:position]
    named = list(dict.fromkeys(p.name for p in clause.people(re.sub(r"P\d+_, O\d+_,|O\d+_ P\d+_", "", held))))
    if named:
        return [Subject(named[0], False)] if len(named) == 1 else []
    return clause.entry() or clause.concerned()[:1]


def named_convictions(clause: Clause) -> Iterator[Proposal]:
    """`P0_'s X1_ conviction`, `the D0_ X1_ conviction of P2_`, `pardoned P0_ for a D1_ federal conviction for X2_`."""
    for pattern in _NOMINAL:
        for match in pattern.finditer(clause.text):
            groups = match.groupdict()
            when = None
            if groups.get("when"):
                mention = clause.masked.marks(groups["when"])[0]
                when = (mention.value, mention.start, mention.end, True)
            law = tuple(_named_law(clause, match)) or tuple(_law(clause, *match.span()) if groups.get("court") else ())
            people = possessor(clause, match.start()) if groups.get("own") else clause.people(match["list"])
            for offence in _marked(clause, match):
                for person in people:
                    yield _under(law, _make(clause, "conviction", person, offence, when, match.span()))


def _marked(clause: Clause, match: "re.Match[str]") -> Iterator[_Offence]:
    """The offences a pattern has caught: marks, or plain words."""
    at = match.start("mark")
    marks = list(re.finditer(r"X\d+_", match["mark"]))
    for mark in marks:
        yield _Offence(clause.masked.marks(mark[0])[0].value, at + mark.start(), at + mark.end())
    if not marks:
        yield _Offence(match["mark"], at, match.end("mark"))


def _named_law(clause: Clause, match: "re.Match[str]") -> Iterator[Detail]:
    """`federal`, `state` or the name of a state before or after `conviction`."""
    groups = match.groupdict()
    key = "law" if groups.get("law") else "place" if groups.get("place") else ""
    if not key:
        return
    value = {"federal": "US", "court-martial": "US-MIL", "state": clause.reading.home}.get(match[key])
    if value is None:
        value = clause.masked.marks(match[key])[0].value
    if value:
        yield "law_broken", value, *clause.span(match.start(key), match.end(key))


_CHARGED = re.compile(rf"(?<!\bas )\b{ADVERBS}(?:charged|indicted|arraigned)\b")


def charges(clause: Clause) -> Iterator[Proposal]:
    """`P0_ was charged with X1_ in D2_`, `a grand jury indicted P0_ on X1_`; a charge is no conviction."""
    text = clause.text
    for match in _CHARGED.finditer(text):
        lead = before(text, match.start())
        if NOT_DONE.search(lead) or re.search(r"\b(?:not|never|n't)\b[^,;]*$", lead):
            continue
        position = match.end()
        people = objects(clause, position)
        if people:
            position = re.compile(rf"\s*(?:{LIST}|him|her|them)").match(text, position).end()  # type: ignore[union-attr]
        else:
            people = subjects(clause, match.start())
        end = position + len(tail(text, position))
        joint = re.compile(
            r"(?:,? (?:in|on) D\d+_,?| last \w+| on \w+day| in C\d+_)* (?:with|for|on|of) (?:charges of )?"
        ).match(text, position, end)
        if joint is None:
            continue
        found = offences_in(clause, joint.end(), end)
        when = when_in(clause, position, end, 10**9) or leading_date(clause, match.start())
        law = tuple(_law(clause, position, end)) or tuple(_law(clause, max(0, match.start() - 30), match.start()))
        for person in people:
            for offence in found:
                yield _under(law, _make(clause, "charge", person, offence, when, (match.start(), offence.end)))


CASE_RULES = (convictions, as_charged, named_convictions, charges)
"""Every rule of this module: a function of a clause that yields proposals."""
