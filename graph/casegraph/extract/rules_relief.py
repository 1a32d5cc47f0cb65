"""Rules for relief: pardons, commutations, vacaturs, exonerations.

Each pattern describes an act as done. Whatever is denied, asked for, possible or only rumoured is vetoed, so a petition
never becomes a pardon and the reversal of a denial never becomes relief.
"""

import re
from collections.abc import Iterator

from .grammar import LIST, Clause, Subject, objects, subjects, vetoed
from .proposal import Proposal
from .rules_acts import KINDS, Date, act_date, agent_of, published_day, refusal

__all__ = ["RELIEF_RULES"]

_PARDON = r"(?:(?:full|free|absolute|and|unconditional|conditional|posthumous|presidential|executive|gubernatorial|an?|the|his|her) )*"
_ADV = r"(?:\w+ly |also |then |later |since |finally |today |on \w+day |in D\d+_ |on D\d+_ |D\d+_,? )*"
_SENTENCE_OF = r"(?:the |his |her |their )?(?:\w+ )?(?:T\d+_ )?(?:prison )?sentences?"
_OVERTURN = {
    "vacated": "vacatur", "set aside": "vacatur", "threw out": "vacatur", "thrown out": "vacatur", "tossed": "vacatur",
    "tossed out": "vacatur", "quashed": "vacatur", "voided": "vacatur", "annulled": "vacatur", "erased": "vacatur", "wiped out": "vacatur",
    "overturned": "reversal", "reversed": "reversal", "struck down": "reversal",
}  # fmt: skip
_VERBS = "|".join(sorted(_OVERTURN, key=len, reverse=True))
_OWN = r"(?:(?:both|all|the|two|three|each) (?:of )?)?"
_ACTIVE = (
    ("pardon", re.compile(rf"\b(?P<verb>{_ADV}pardoned) (?:(?:former )?O\d+_ )?(?=P|him\b|her\b|them\b)")),
    (
        "pardon",
        re.compile(
            rf"\b(?P<verb>(?:granted|issued|gave|signed|approved|extended) {_PARDON}(?:\w+ )?pardons?) (?:\w+day )?(?:to|for|of) (?=P|him\b|her\b|them\b)"
        ),
    ),
    (
        "pardon",
        re.compile(rf"\b(?P<verb>granted|gave|issued) (?:unto |to )?(?=(?:{LIST}|him|her|them) {_PARDON}pardons?\b)"),
    ),
    (
        "commutation",
        re.compile(rf"\b(?P<verb>commuted) {_SENTENCE_OF} (?:of|for|against|imposed on) (?:[\w-]+ ){{0,4}}?(?=P)"),
    ),
    (
        "commutation",
        re.compile(
            rf"\b(?P<verb>granted|gave) (?=(?:{LIST}|him|her|them) (?:a |executive )*(?:commutation|clemency)\b)"
        ),
    ),
    ("commutation", re.compile(r"\b(?P<verb>granted (?:a )?commutations?) (?:to|for) (?=P)")),
    ("pardon", re.compile(rf"\b(?:a|the|one) {_PARDON}pardon (?P<verb>went) to (?=P)")),
    ("commutation", re.compile(r"\b(?:a|the|one) commutation (?P<verb>(?:was )?granted) to (?=P)")),
    ("pardon", re.compile(rf"\b(?:a|the|one) {_PARDON}pardon (?P<verb>(?:was )?granted) to (?=P)")),
    ("pardon", re.compile(rf"(?P<who>{LIST}), (?P<verb>{_ADV}pardoned)(?= (?:in|on|by|last|this)\b)")),
    (
        "pardon",
        re.compile(
            rf"\b(?P<verb>{_ADV}pardoned) (?:\w+ ){{0,2}}(?:men|women|people|persons|others|inmates|prisoners)\b[^.;:\"P]{{0,45}}?[,:]? (?:including |among them )?(?=P)"
        ),
    ),
    ("exoneration", re.compile(rf"(?P<who>{LIST}), (?P<verb>{_ADV}exonerated)(?= (?:in|on|by|after|last|this)\b)")),
    ("exoneration", re.compile(r"\b(?P<verb>exonerated) (?=P|him\b|her\b|them\b)")),
)
_POSSESSED = (
    (
        "commutation",
        re.compile(rf"\bcommuted (?P<who>(?:{LIST})'s|his|her|their) (?:\w+ )?(?:T\d+_ )?(?:prison )?sentences?"),
    ),
    (
        "commutation",
        re.compile(
            rf"(?P<who>(?:{LIST})'s|\b[Hh]is|\b[Hh]er|\b[Tt]heir) (?:\w+ )?(?:T\d+_ )?(?:prison )?sentences?(?: for [^,.;]{{3,60}}?)? (?:was|were|has been|have been|had been) {_ADV}commuted"
        ),
    ),
    (
        "commutation",
        re.compile(
            rf"(?P<who>{LIST}),(?: [\w ]{{2,40}})? whose (?:T\d+_ )?(?:prison )?sentence (?:was|has been|had been) {_ADV}commuted"
        ),
    ),
    (
        "commutation",
        re.compile(rf"\bsentences? imposed on (?P<who>{LIST})[^.;,]{{0,90}}? (?:was|were) {_ADV}commuted"),
    ),
    (
        "",
        re.compile(
            rf"(?P<who>P\d+_), who (?:was|had been) [^.;]*? and whose {KINDS}convictions? (?:was|were|has been|had been) {_ADV}(?P<verb>{_VERBS})\b"
        ),
    ),
    (
        "",
        re.compile(
            rf"\b(?P<verb>{_VERBS}) {_OWN}(?P<who>(?:{LIST})'s|his|her|their) {KINDS}(?:convictions?|guilty verdicts?|guilty pleas?)(?P<out> out)?\b(?! (?:denial|appeal))"
        ),
    ),
    (
        "",
        re.compile(
            rf"\b(?P<verb>{_VERBS}) {_OWN}(?:the |an? )?{KINDS}convictions? of (?:(?:his|her|former|the|an?|\w+) )*?(?:[\w-]+, )?(?P<who>{LIST})"
        ),
    ),
    (
        "",
        re.compile(
            rf"(?P<who>(?:{LIST})'s|\b[Hh]is|\b[Hh]er|\b[Tt]heir) {KINDS}convictions? (?:was|were|has been|have been|had been) {_ADV}(?P<verb>{_VERBS})\b"
        ),
    ),
    (
        "",
        re.compile(
            rf"\bthe {KINDS}convictions? of (?P<who>{LIST}) (?:was|were|has been|have been|had been) {_ADV}(?P<verb>{_VERBS})\b"
        ),
    ),
    (
        "",
        re.compile(rf"convictions? of (?P<who>{LIST}), which (?:an? |the )?(?:[\w-]+ ){{1,4}}had (?P<verb>{_VERBS})\b"),
    ),
    (
        "",
        re.compile(
            rf"(?P<who>{LIST}),? whose {KINDS}convictions?(?: for X\d+_)? (?:was|were|has been|had been) {_ADV}(?P<verb>{_VERBS})\b"
        ),
    ),
)
_BE = r"(?:was|were|has been|have been|had been|being|been)"
_PASSIVE = (
    ("pardon", re.compile(rf"\b{_BE} {_ADV}pardoned\b")),
    (
        "pardon",
        re.compile(
            rf"\b(?:received|won|obtained|got|secured|accepted|{_BE} {_ADV}(?:granted|given)|has|now has) {_PARDON}pardon\b"
        ),
    ),
    (
        "exoneration",
        re.compile(
            rf"\b{_BE} {_ADV}(?:exonerated|declared (?:actually |factually )?innocent|cleared (?:of (?:the |all |any )?(?:X\d+_|charges|crime|wrongdoing)|by (?:the )?(?:new )?(?:DNA|X|test|forensic|evidence)))"
        ),
    ),
    (
        "commutation",
        re.compile(
            rf"\b(?:received|won|got|{_BE} {_ADV}(?:granted|given)) (?:a |executive )*(?:commutation|clemency)\b"
        ),
    ),
    ("commutation", re.compile(r"\bhad (?:his|her) [\w ]{0,20}?(?:T\d+_ )?(?:sentence|term) commuted\b")),
    ("reprieve", re.compile(rf"\b(?:received|won|got|{_BE} {_ADV}(?:granted|given)) (?:a |the |T\d+_ )*reprieve\b")),
)
_LIST_OPENS = re.compile(
    r"\b(?P<verb>commuted the sentences? of|(?:granted|issued|announced) (?:\w+ )?(?:full )?(?P<kind>pardons|commutations)(?: of sentence)? to) (?:(?!P\d)[^.;])*\b(?:including|following)\b[^.;]*:?$"
)
_HEADED = re.compile(
    r"\b(?P<kind>pardons?|pardoned|commutations?|clemency)\b(?:(?!P\d)[^.;])*\b(?:are|were|include|included|is|following|below)\b[^.;]{0,20}:$"
)
_ENTRY = re.compile(
    r"(?P<head>^|[.;:] )(?P<kind>Pardon|Full pardon|Commutation|Clemency) (?P<end>granted|denied|refused)\b",
    re.IGNORECASE,
)
_HAS = re.compile(rf"\b(?:has|now has) {_PARDON}pardon\b")
_SIGNED = re.compile(
    r"\b(?:(?:signed|issued|granted) (?:the|his|her)|signed an?) (?!P)(?:(?:full|absolute|conditional|posthumous) )*pardon\b(?! (?:to|for|of)\b)"
)
_BOTH = re.compile(
    rf"\b(?P<verb>{_VERBS}) (?:both|all|the|those|these)(?: of)? (?:the |those )?(?:two |three |four )?convictions?\b(?! of\b)"
)
_HELD = re.compile(
    rf"\b[Tt]he (?:judgments? of )?convictions?(?: entered on D\d+_)?,?(?: for X\d+_)? (?:is|are|was|were) (?:hereby |therefore )?(?P<verb>{_VERBS})\b",
    re.IGNORECASE,
)
_GRANTED_IT = re.compile(r"\bgranted (?:it|the (?:request|petition|application))\b")
_AND_THEN = re.compile(
    r"\b(?:was|were|been) (?:\w+ly )?(?:convicted|arrested|sentenced|imprisoned|executed|hanged)\b[^.;\"]*? and (?:later |then |eventually |finally )?(?P<kind>exonerated|pardoned)\b"
)


def _proposal(
    clause: Clause, kind: str, person: Subject, bounds: tuple[int, int], when: Date, agent: str = ""
) -> Proposal:
    start, end = clause.span(*bounds)
    slot = "exoneration" if kind == "exoneration" else "relief"
    details: list[tuple[str, str, int, int]] = []
    if when:
        details.append(("date", *when))
        if clause.sentence.start <= when[1] < clause.sentence.end:
            start, end = min(start, when[1]), max(end, when[2])
    if agent:
        details.append(("agent", agent, start, end))
    return Proposal(slot, person.name, "" if slot == "exoneration" else kind, when[0] if when else "", start, end,
                    confidence="high" if person.certain else "medium", details=tuple(details))  # fmt: skip


def relief(clause: Clause) -> Iterator[Proposal]:
    """Acts of relief told as done."""
    text = clause.text
    for kind, pattern in _ACTIVE:
        for match in pattern.finditer(text):
            if re.search(rf"\b{_BE} (?:\w+ly )?$", text[: match.start("verb")]) or vetoed(
                clause, match.start(), match.end()
            ):
                continue
            end = _list_end(clause, match.end())
            when, agent = act_date(clause, match.start("verb"), end), agent_of(clause, match.start())
            apposed = match.groupdict().get("who")
            for person in clause.people(apposed) if apposed else objects(clause, match.end()):
                yield _proposal(clause, kind, person, (match.start(), end), when, agent)
    for kind, pattern in _POSSESSED:
        for match in pattern.finditer(text):
            if vetoed(clause, match.start(), match.end()) or re.search(
                r"\b(?:order|ruling|decision|grant|denial)\b", match[0]
            ):
                continue
            name = kind or _OVERTURN[match["verb"]]
            for person in _owners(clause, match):
                yield _proposal(
                    clause, name, person, match.span(), act_date(clause, *match.span()), agent_of(clause, match.start())
                )
    for kind, pattern in (*_PASSIVE, ("pardon", _HAS)):
        for match in pattern.finditer(text):
            if vetoed(clause, match.start(), match.end()) or _told_otherwise(clause, match.end()):
                continue
            for person in subjects(clause, match.start()):
                yield _proposal(
                    clause, kind, person, match.span(), act_date(clause, *match.span()), agent_of(clause, match.start())
                )


def relief_in_passing(clause: Clause) -> Iterator[Proposal]:
    """`signed the pardon`, of whomever the text is about; `was convicted in D0_ and exonerated in D1_`."""
    for match in _SIGNED.finditer(clause.text):
        people = clause.concerned()
        named = {p.name for p in clause.people(clause.text)}
        if len(people) == 1 and people[0].name not in named and not vetoed(clause, match.start(), match.end()):
            when, agent = act_date(clause, *match.span()), agent_of(clause, match.start())
            yield _proposal(clause, "pardon", people[0], match.span(), when, agent)
    for match in _GRANTED_IT.finditer(clause.text):
        people, kind = clause.concerned(), clause.discourse.asked
        if len(people) == 1 and kind in ("pardon", "commutation", "reprieve") and not vetoed(clause, *match.span()):
            when, agent = act_date(clause, *match.span()), agent_of(clause, match.start())
            yield _proposal(clause, kind, Subject(people[0].name, False), match.span(), when, agent)
    for match in (*_BOTH.finditer(clause.text), *_HELD.finditer(clause.text)):
        inside = dict.fromkeys(p.name for p in clause.people(clause.text))
        people = [Subject(name, False) for name in inside or (p.name for p in clause.concerned())]
        if len(people) == 1 and not vetoed(clause, match.start(), match.end()):
            when = act_date(clause, match.end() - 1, match.end())
            yield _proposal(clause, _OVERTURN[match["verb"].lower()], people[0], match.span(), when)
    for match in _AND_THEN.finditer(clause.text):
        if not vetoed(clause, match.start("kind"), match.end()):
            kind = "pardon" if match["kind"] == "pardoned" else "exoneration"
            bounds = match.span("kind")
            for person in subjects(clause, match.start()):
                yield _proposal(clause, kind, person, bounds, act_date(clause, *bounds))


def _told_otherwise(clause: Clause, end: int) -> bool:
    """`exonerated in the court of public opinion`, `cleared of suspicion in the eyes of`: a figure of speech."""
    return bool(re.match(r" in (?:the court of public|the eyes|the press|the minds|all but)", clause.text[end:]))


def _list_end(clause: Clause, position: int) -> int:
    match = re.compile(rf"\s*(?:{LIST}|him|her|them)").match(clause.text, position)
    return match.end() if match else position


def _owners(clause: Clause, match: "re.Match[str]") -> list[Subject]:
    """Whose conviction or sentence it is: the name before `'s`, or the person `his` and `her` go back to."""
    who = match["who"]
    if not who.lower().startswith(("his", "her", "their")):
        return clause.people(who)
    # Whoever acts is not the one whose sentence it is: `O0_ P1_ commuted his sentence`.
    active = match.start("who") > match.start()
    before_verb = re.sub(
        r"(?:(?:O\d+_|[Jj]udge|[Jj]ustice) )?P\d+_,? (?:has |had |have |\w+ly |also |then |later )*$"
        if active
        else r"(?:O\d+_|[Jj]udge|[Jj]ustice) P\d+_,? $",
        "",
        clause.text[: match.start()],
    )
    named = list(dict.fromkeys(p.name for p in clause.people(before_verb)))
    named = [name for name in named if clause.fits(Subject(name), who.lower())]
    if len(named) == 1:
        return [Subject(named[0], False)]
    found = [] if active else subjects(clause, match.start())
    if len(found) == 1:
        return [Subject(found[0].name, False)]
    return [] if named else [p for p in clause.concerned() if clause.fits(p, who.lower())][:1]


def listed_relief(clause: Clause) -> Iterator[Proposal]:
    """Entries below a head that says what was granted, and `Pardon granted.` in an entry of minutes."""
    text = clause.text
    yield from _opened_list(clause)
    entry = re.match(
        r"(?:Conviction )?(?P<what>exonerated|pardoned|vacated|reversed|overturned)(?: in| on)?,? (?P<when>D\d+_)",
        text,
        re.IGNORECASE,
    )
    if entry:
        held = clause.masked.marks(entry["when"])[0]
        kind = {"exonerated": "exoneration", "pardoned": "pardon"}.get(entry["what"].lower()) or _OVERTURN[
            entry["what"].lower()
        ]
        for person in clause.entry():
            yield _proposal(clause, kind, person, entry.span(), (held.value, held.start, held.end))
    result = re.match(
        r"(?:Result|Decision|Action|Disposition|Outcome|Vote): (?P<end>granted|denied)\b", text, re.IGNORECASE
    )
    if result and clause.discourse.asked in ("pardon", "commutation", "reprieve"):
        start, end = clause.span(*result.span())
        for person in clause.entry():
            if result["end"].lower() == "granted":
                yield _proposal(clause, clause.discourse.asked, person, result.span(), published_day(clause))
            else:
                yield refusal(person, clause.discourse.asked, published_day(clause), start, end)
    for match in _ENTRY.finditer(text):
        kind = {"pardon": "pardon", "full pardon": "pardon"}.get(match["kind"].lower(), match["kind"].lower())
        start, end = clause.span(match.start("kind"), match.end())
        for person in clause.entry():
            if match["end"].lower() == "granted" and kind != "clemency":
                yield _proposal(clause, kind, person, (match.start("kind"), match.end()), published_day(clause))
            elif match["end"].lower() != "granted":
                yield refusal(person, kind, published_day(clause), start, end)


def _opened_list(clause: Clause) -> Iterator[Proposal]:
    """`commuted the sentences of 46 people, including:` and the entries below it, each opening with a name."""
    text, discourse = clause.text, clause.discourse
    headed = _HEADED.search(text)
    if headed and not vetoed(clause, headed.start(), headed.start() + 1):
        kind = "pardon" if headed["kind"].startswith("pardon") else "commutation"
        discourse.listed = (kind, agent_of(clause, headed.start()))
        return
    opening = _LIST_OPENS.search(text)
    if opening and not vetoed(clause, opening.start(), opening.start() + 1):
        kind = "pardon" if (opening["kind"] or "") == "pardons" else "commutation"
        discourse.listed = (kind, agent_of(clause, opening.start()))
        return
    entry = re.match(r"\W*(?P<who>P\d+_)(?: [-–—] |, |\.?$| \(|: )", text)
    if discourse.listed[0] and entry:
        for person in clause.people(entry["who"]):
            yield _proposal(
                clause, discourse.listed[0], person, entry.span("who"), published_day(clause), discourse.listed[1]
            )
    elif not clause.entry():
        discourse.listed = ("", "")


RELIEF_RULES = (relief, relief_in_passing, listed_relief)
"""Every rule of this module: a function of a clause that yields proposals."""
