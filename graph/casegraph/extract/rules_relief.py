"""Rules for relief: pardons, commutations, vacaturs, exonerations; and beside them what was only asked or was refused.

Each pattern describes an act as done. Whatever is denied, asked for, possible or only rumoured is vetoed, so a petition
never becomes a pardon and the reversal of a denial never becomes relief.
"""

import re
from collections.abc import Iterator

from .grammar import LIST, Clause, Person, objects, subjects, vetoed
from .proposal import Proposal

__all__ = ["RELIEF_RULES"]

Date = tuple[str, int, int] | None
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
_KINDS = (
    r"(?:(?:D\d+_|X\d+_|[a-z-]+ing|wrongful|murder|federal|state|drug|criminal|felony|S\d+_|and|T\d+_|court-martial) )*"
)

_ACTIVE = (
    ("pardon", re.compile(rf"\b(?P<verb>{_ADV}pardoned) (?:(?:former )?O\d+_ )?(?=P|him\b|her\b|them\b)")),
    (
        "pardon",
        re.compile(
            rf"\b(?P<verb>(?:granted|issued|gave|signed|approved|extended) {_PARDON}(?:\w+ )?pardons?) (?:\w+day )?(?:to|for|of) (?=P|him\b|her\b|them\b)"
        ),
    ),
    ("pardon", re.compile(rf"\b(?P<verb>granted|gave|issued) (?=(?:{LIST}|him|her|them) {_PARDON}pardons?\b)")),
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
    ("commutation", re.compile(r"\b(?:a|the|one) commutation (?P<verb>(?:was )?granted) to (?=P)")),
    ("pardon", re.compile(rf"\b(?:a|the|one) {_PARDON}pardon (?P<verb>(?:was )?granted) to (?=P)")),
    ("pardon", re.compile(rf"(?P<who>{LIST}), (?P<verb>{_ADV}pardoned)(?= (?:in|on|by|last|this)\b)")),
    ("exoneration", re.compile(rf"(?P<who>{LIST}), (?P<verb>{_ADV}exonerated)(?= (?:in|on|by|after|last|this)\b)")),
    ("exoneration", re.compile(r"\b(?P<verb>exonerated|cleared) (?=P|him\b|her\b|them\b)")),
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
        re.compile(rf"\bsentences? imposed on (?P<who>{LIST})[^.;,]{{0,90}}? (?:was|were) {_ADV}commuted"),
    ),
    (
        "",
        re.compile(
            rf"\b(?P<verb>{_VERBS}) {_OWN}(?P<who>(?:{LIST})'s|his|her|their) {_KINDS}(?:convictions?|guilty verdicts?|guilty pleas?)(?P<out> out)?\b(?! (?:denial|appeal))"
        ),
    ),
    (
        "",
        re.compile(
            rf"\b(?P<verb>{_VERBS}) {_OWN}(?:the |an? )?{_KINDS}convictions? of (?:(?:his|her|former|the|\w+) )*?(?P<who>{LIST})"
        ),
    ),
    (
        "",
        re.compile(
            rf"(?P<who>(?:{LIST})'s|\b[Hh]is|\b[Hh]er|\b[Tt]heir) {_KINDS}convictions? (?:was|were|has been|have been|had been) {_ADV}(?P<verb>{_VERBS})\b"
        ),
    ),
    (
        "",
        re.compile(
            rf"\bthe {_KINDS}convictions? of (?P<who>{LIST}) (?:was|were|has been|have been|had been) {_ADV}(?P<verb>{_VERBS})\b"
        ),
    ),
    (
        "",
        re.compile(rf"convictions? of (?P<who>{LIST}), which (?:an? |the )?(?:[\w-]+ ){{1,4}}had (?P<verb>{_VERBS})\b"),
    ),
    (
        "",
        re.compile(
            rf"(?P<who>{LIST}),? whose {_KINDS}convictions?(?: for X\d+_)? (?:was|were|has been|had been) {_ADV}(?P<verb>{_VERBS})\b"
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
    ("reprieve", re.compile(rf"\b(?:received|won|got|{_BE} {_ADV}(?:granted|given)) (?:a |the |T\d+_ )*reprieve\b")),
)
_LISTED = re.compile(
    r"\b(?:[Tt]hose|[Aa]mong those|[Tt]he (?:people|men|women|recipients)|[Aa]lso) (?:who were |to be )?pardoned(?: today| on D\d+_| \w+day)?(?:, [^,]{3,40},)? (?:are|were|include|included|is|was):? "
)
_LIST_OPENS = re.compile(
    r"\b(?P<verb>commuted the sentences? of|granted (?:full )?(?P<kind>pardons|commutations) to) (?:(?!P\d)[^.;])*\b(?:including|following)\b[^.;]*:?$"
)
_ENTRY = re.compile(
    r"(?P<head>^|[.;:] )(?P<kind>Pardon|Full pardon|Commutation|Clemency) (?P<end>granted|denied|refused)\b",
    re.IGNORECASE,
)
_HAS = re.compile(rf"\b(?:has|now has) {_PARDON}pardon\b")
_SIGNED = re.compile(
    r"\b(?:(?:signed|issued|granted) the|signed an?) (?!P)(?:(?:full|absolute|conditional|posthumous) )*pardon\b(?! (?:to|for|of)\b)"
)
_AND_THEN = re.compile(
    r"\b(?:was|were|been) (?:\w+ly )?(?:convicted|arrested|sentenced|imprisoned|executed|hanged)\b[^.;\"]*? and (?:later |then |eventually |finally )?(?P<kind>exonerated|pardoned)\b"
)
_DATE_AFTER = re.compile(
    r"[^.;]{0,70}?(?:\b(?:in|on)(?: \w+day,?)? |\w+day, )(D\d+_)(?! (?:[\w-]+ ){0,2}(?:X\d+_|conviction|killing|crime))"
)
_DATE_STOP = re.compile(
    r"\b(?:for|of|who|which|convicted|sentenced|erasing|after (?!a\b)|before|but|while)\b|;|, (?:and|after (?!a\b)|when|ruling)|\""
)


def _proposal(
    clause: Clause, kind: str, person: Person, bounds: tuple[int, int], when: Date, agent: str = "", sure: bool = True
) -> Proposal:
    start, end = clause.span(*bounds)
    slot = "exoneration" if kind == "exoneration" else "relief"
    details: list[tuple[str, str, int, int]] = []
    if when:
        details.append(("date", *when))
        start, end = min(start, when[1]), max(end, when[2])
    if agent:
        details.append(("agent", agent, start, end))
    return Proposal(slot, person.name, "" if slot == "exoneration" else kind, when[0] if when else "", start, end,
                    confidence="high" if person.certain and sure else "medium", details=tuple(details))  # fmt: skip


def _date(clause: Clause, start: int, end: int) -> Date:
    """The date of an act: right after it, at the head of the sentence, or inside it; never that of an older deed."""
    text = clause.text
    stop = _DATE_STOP.search(text, end)
    match = _DATE_AFTER.match(text, end, stop.start() if stop else len(text))
    if not re.search(r"\bcommitted\b|\bfor (?:an?|the) |\bimposed\b", text[start:end]):
        match = match or re.search(r"(?:\bin|\bon) (D\d+_)(?= |$)", text[start:end])
    match = match or re.match(
        r"\W*(?:In|On) (D\d+_),? (?!.*\b(?:convicted|sentenced|denied)\b.*\bpardon)", text[:start]
    )
    match = match or re.search(
        r"(?:\b[Oo]n|\b[Ii]n) (D\d+_),? (?:(?:he|she|the [\w-]+|O\d+_|P\d+_|O\d+_ P\d+_) )?$", text[:start]
    )
    match = match or re.match(r"(D\d+_)[:,]? (?!to\b)", text)
    if match is None:
        if re.search(r"\b[Tt]oday\b", text) and clause.discourse.published:
            return _today(clause)
        return None
    mention = clause.masked.marks(match[1])[0]
    return mention.value, mention.start, mention.end


def _today(clause: Clause) -> Date:
    """`today` in a release that carries its own date."""
    for mention in clause.reading.mentions:
        if mention.kind == "D" and mention.value == clause.discourse.published:
            return mention.value, mention.start, mention.end
    return None


def _agent(clause: Clause, start: int) -> str:
    marks = [m for m in clause.masked.marks(clause.text[:start]) if m.kind == "O" and m.value != "white-house"]
    by = re.search(r"\bby (?:the )?(O\d+_)", clause.text[start:])
    if by:
        return clause.masked.marks(by[1])[0].value
    return marks[-1].value if marks else ""


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
            when, agent = _date(clause, match.start("verb"), end), _agent(clause, match.start())
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
                    clause, name, person, match.span(), _date(clause, *match.span()), _agent(clause, match.start())
                )
    for kind, pattern in (*_PASSIVE, ("pardon", _HAS)):
        for match in pattern.finditer(text):
            if vetoed(clause, match.start(), match.end()) or _told_otherwise(clause, match.end()):
                continue
            for person in subjects(clause, match.start()):
                yield _proposal(
                    clause, kind, person, match.span(), _date(clause, *match.span()), _agent(clause, match.start())
                )


def relief_in_passing(clause: Clause) -> Iterator[Proposal]:
    """`signed the pardon`, of whomever the text is about; `was convicted in D0_ and exonerated in D1_`."""
    for match in _SIGNED.finditer(clause.text):
        people = clause.concerned()
        named = {p.name for p in clause.people(clause.text)}
        if len(people) == 1 and people[0].name not in named and not vetoed(clause, match.start(), match.end()):
            when, agent = _date(clause, *match.span()), _agent(clause, match.start())
            yield _proposal(clause, "pardon", people[0], match.span(), when, agent)
    for match in _AND_THEN.finditer(clause.text):
        if not vetoed(clause, match.start("kind"), match.end()):
            kind = "pardon" if match["kind"] == "pardoned" else "exoneration"
            bounds = match.span("kind")
            for person in subjects(clause, match.start()):
                yield _proposal(clause, kind, person, bounds, _date(clause, *bounds))


def _told_otherwise(clause: Clause, end: int) -> bool:
    """`exonerated in the court of public opinion`, `cleared of suspicion in the eyes of`: a figure of speech."""
    return bool(re.match(r" in (?:the court of public|the eyes|the press|the minds|all but)", clause.text[end:]))


def _list_end(clause: Clause, position: int) -> int:
    match = re.compile(rf"\s*(?:{LIST}|him|her|them)").match(clause.text, position)
    return match.end() if match else position


def _owners(clause: Clause, match: "re.Match[str]") -> list[Person]:
    """Whose conviction or sentence it is: the name before `'s`, or the person `his` and `her` go back to."""
    who = match["who"]
    if not who.lower().startswith(("his", "her", "their")):
        return clause.people(who)
    named = list(dict.fromkeys(p.name for p in clause.people(clause.text[: match.start()])))
    if len(named) == 1:
        return [Person(named[0], False)]
    found = subjects(clause, match.start())
    return (
        [Person(p.name, False) for p in found] if found and len(found) == 1 else [] if named else clause.concerned()[:1]
    )


def listed_relief(clause: Clause) -> Iterator[Proposal]:
    """`Those pardoned are P0_, convicted in D1_ of X2_; P3_, …` and `Pardon granted.` in an entry of minutes."""
    text = clause.text
    for match in _LISTED.finditer(text):
        for item in re.finditer(rf"(?:^|; (?:and )?|, and (?=P\d+_, ))(?P<who>{LIST})", text[match.end() :]):
            at = match.end() + item.start("who")
            bounds = (at, match.end() + item.end("who"))
            for person in clause.people(item["who"]):
                yield _proposal(clause, "pardon", person, bounds, _published(clause), "", True)
    yield from _opened_list(clause)
    for match in _ENTRY.finditer(text):
        kind = {"pardon": "pardon", "full pardon": "pardon"}.get(match["kind"].lower(), match["kind"].lower())
        start, end = clause.span(match.start("kind"), match.end())
        for person in clause.entry():
            if match["end"].lower() == "granted" and kind != "clemency":
                yield _proposal(clause, kind, person, (match.start("kind"), match.end()), _published(clause))
            elif match["end"].lower() != "granted":
                yield _refusal(person, kind, _published(clause), start, end)


def _opened_list(clause: Clause) -> Iterator[Proposal]:
    """`commuted the sentences of 46 people, including:` and the entries below it, each opening with a name."""
    text, discourse = clause.text, clause.discourse
    opening = _LIST_OPENS.search(text)
    if opening and not vetoed(clause, opening.start(), opening.start() + 1):
        kind = "pardon" if (opening["kind"] or "") == "pardons" else "commutation"
        discourse.listed = (kind, _agent(clause, opening.start()))
        return
    entry = re.match(r"(?P<who>P\d+_)(?: - |, (?:of )?\w+, S\d)", text)
    if discourse.listed[0] and entry:
        for person in clause.people(entry["who"]):
            yield _proposal(
                clause, discourse.listed[0], person, entry.span("who"), _published(clause), discourse.listed[1]
            )
    elif not clause.entry():
        discourse.listed = ("", "")


def _published(clause: Clause) -> Date:
    """The day a release or minutes carry at their head."""
    return _today(clause) if clause.discourse.published else None


_ASKED = r"(?:ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|petition(?:s|ed|ing)?|call(?:s|ed|ing)? on|beg(?:s|ged|ging)?|press(?:es|ed|ing)|want(?:s|ed)?|implor(?:es?|ed|ing))"
_RELIEF_WORD = r"(?P<kind>pardon|clemency|commutation|reprieve|mercy|new trial)"
_PETITIONS = (
    re.compile(
        rf"\b{_ASKED} (?:O\d+_ ?(?:P\d+_ ?)?|(?:the|a) (?:\w+ ){{1,2}})(?:of S\d+_ )?to (?P<kind>pardon|free|commute|vacate) (?P<who>{LIST}|him|her|them)"
    ),
    re.compile(rf"\bpetition (?:to|that asks? \w+ to) (?P<kind>pardon|free|release) (?P<who>{LIST})"),
    re.compile(
        rf"\b[Aa]pplication of (?P<who>{LIST})(?: for (?:an? )?(?:full )?(?P<kind>pardon|commutation|reprieve|clemency))?"
    ),
    re.compile(
        rf"\b{_ASKED} (?:a|the) (?:judge|court) to (?P<kind>vacate|set aside|overturn) (?:the )?(?:D\d+_ )?(?:X\d+_ )?convictions? of (?P<who>{LIST})"
    ),
)
_OWN_PETITION = re.compile(
    rf"(?P<verb>{_ASKED}|seek(?:s|ing)|sought|filed|applied|appl(?:ies|ying)) (?:O\d+_ ?(?:P\d+_ ?)?|\w+ governors |the state |the board |an application |a petition )?(?:of S\d+_ )?(?:to O\d+_ )?(?:for |that )?(?:an? |the |executive |full |posthumous )*"
    rf"{_RELIEF_WORD}\b"
)
_WRIT = re.compile(
    r"\b(?:seeks|sought|filed|petitioned for|applied for|is seeking) (?:a (?:petition for a )?)?(?:writ of )?(?P<kind>habeas)(?: corpus)?\b"
)
_ENTRY_REQUEST = re.compile(
    r"^(?:D\d+_ )?(?:Application|Request|Petition) for (?:a |full |executive )*(?P<kind>pardon|commutation|reprieve|clemency)|^(?P<kind2>Pardon|Commutation|Clemency) sought",
    re.IGNORECASE,
)
_KIND = {
    "free": "pardon",
    "release": "pardon",
    "commute": "commutation",
    "vacate": "vacatur",
    "set aside": "vacatur",
    "overturn": "vacatur",
    "mercy": "clemency",
}


def petitions(clause: Clause) -> Iterator[Proposal]:
    """Requests: who is to be helped, and how. A request is never relief."""
    text = clause.text
    for pattern in _PETITIONS:
        for match in pattern.finditer(text):
            kind = (match["kind"] or "").lower()
            people = clause.people(match["who"]) or clause.concerned()[:1]
            for person in people:
                yield _request(clause, person, kind, match.span())
    for match in _OWN_PETITION.finditer(text):
        if re.search(r"\b(?:not|never|n't|would|no plans to|could|may|might)\b[^,;]*$", text[: match.start()]):
            continue
        for person in _beneficiary(clause, match.start()):
            yield _request(clause, person, match["kind"].lower(), match.span())
    for match in _WRIT.finditer(text):
        for person in subjects(clause, match.start()):
            yield _request(clause, person, "habeas", match.span())
    for match in re.finditer(r"\bfiled (?:the|an?) (?:application|petition)\b(?! for (?:post|habeas|a writ))", text):
        for person in _beneficiary(clause, match.start()):
            yield _request(clause, person, "", match.span())
    entry = _ENTRY_REQUEST.match(text)
    if entry:
        clause.discourse.asked = (entry["kind"] or entry["kind2"]).lower()
        for person in clause.entry() or clause.concerned():
            yield _request(clause, person, clause.discourse.asked, entry.span())


def _beneficiary(clause: Clause, position: int) -> list[Person]:
    """For whom somebody asks: `P0_'s lawyers have petitioned` and `P0_'s grandniece, P1_, had asked` mean P0_."""
    owner = re.search(rf"(?P<who>{LIST})'s [\w -]+?(?:, P\d+_,?)? (?:have |has |had )?$", clause.text[:position])
    return clause.people(owner["who"])[:1] if owner else subjects(clause, position)


def _request(clause: Clause, person: Person, kind: str, bounds: tuple[int, int]) -> Proposal:
    start, end = clause.span(*bounds)
    office = next((m for m in clause.masked.marks(clause.text[bounds[0] : bounds[1]]) if m.kind == "O"), None)
    details = [("addressed_to", office.value, office.start, office.end)] if office else []
    work = clause.discourse.work or next((m.value for m in clause.masked.mentions if m.kind == "W"), "")
    if work:
        details.append(("inspired_by", work, start, end))
    return Proposal("petition", person.name, _KIND.get(kind, kind), "", start, end,
                    confidence="high" if person.certain else "medium", details=tuple(details))  # fmt: skip


_REFUSALS = (
    re.compile(
        rf"\b(?:declined|refused) to (?P<kind>pardon|commute|free|grant) (?:the sentence of )?(?:another \w+, |his \w+, )?(?P<who>{LIST}|him|her|them)"
    ),
    re.compile(
        rf"\b(?:denied|rejected|turned down|refused|declined) (?P<who>(?:{LIST})'s|his|her) (?:[\w-]+ ){{0,3}}?(?P<kind>petition|application|request|appeal|clemency|pardon|motion|bid)"
    ),
    re.compile(
        rf"(?P<who>(?:{LIST})'s|\b[Hh]is|\b[Hh]er) (?P<kind>appeal|petition|application|motion|request|clemency petition|bid)(?: for (?:[\w-]+ ?){{1,4}}?)? (?:was|were|has been|had been) (?:\w+ly )?(?:denied|rejected|dismissed|turned down)"
    ),
    re.compile(
        rf"\b[Dd]enied (?:\w+ )?(?:other )?applications?, (?:among them|including) (?:that of |those of )?(?P<who>{LIST})"
    ),
    re.compile(
        rf"\b(?:denied|rejected) (?P<kind>clemency|a pardon|a commutation|a reprieve) (?:to|for) (?P<who>{LIST})"
    ),
)
_CONCERNED = (
    re.compile(
        r"\b(?:dismissed|denied|rejected) (?:the|his|her) (?:state |habeas |clemency |pardon )?(?P<kind>petition|application|appeal|request)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b[Tt]he (?P<kind>petition|application|appeal|motion|request) (?:is|was) (?:hereby )?(?:denied|dismissed|rejected)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:upheld|affirmed) (?:the|his|her|both|all) (?P<kind>conviction|verdict|judgment)s?\b"),
)
"""A request turned down, or a conviction upheld, of whomever the text is about."""
_UPHELD = re.compile(
    rf"(?P<who>(?:{LIST})'s|\b[Hh]is|\b[Hh]er) {_KINDS}convictions? (?:was|were) (?P<kind>upheld|affirmed)\b"
)
_WAS_DENIED = re.compile(r"\b(?:and|but) (?:was|were) (?:\w+ly )?(?:denied|turned down|refused|rejected)\b")


def refusals(clause: Clause) -> Iterator[Proposal]:
    """Requests that were turned down; a denial that was itself reversed is left out."""
    text = clause.text
    for pattern in _REFUSALS:
        for match in pattern.finditer(text):
            if re.search(r"\b(?:not|never|n't|reversed|overturned|no)\b[^,;]*$", text[: match.start()]):
                continue
            groups = match.groupdict()
            kind = (groups.get("kind") or "clemency").lower().removeprefix("a ")
            kind = {"commute": "commutation", "free": "pardon", "grant": "clemency"}.get(kind, kind)
            start, end = clause.span(*match.span())
            people = clause.people(match["who"]) or _owner_of(clause, match)
            for person in people:
                yield _refusal(person, kind, _date(clause, *match.span()), start, end)
    yield from _refused_of_whom(clause)
    if re.match(r"Denied\.$", text):
        start, end = clause.span(0, len(text) - 1)
        for person in clause.entry():
            yield _refusal(person, clause.discourse.asked or "request", _published(clause), start, end)


def _refused_of_whom(clause: Clause) -> Iterator[Proposal]:
    """Refusals whose person stands elsewhere: in an earlier sentence, or as the subject of an earlier verb."""
    text = clause.text
    for pattern in (*_CONCERNED, _UPHELD):
        for match in pattern.finditer(text):
            if re.search(
                r"\b(?:not|never|n't|reversed|overturned|if|whether|order|would)\b[^,;]*$", text[: match.start()]
            ):
                continue
            start, end = clause.span(*match.span())
            kind = match["kind"].lower()
            kind = "appeal" if kind in ("conviction", "verdict", "judgment", "upheld", "affirmed") else kind
            named = clause.people(match.groupdict().get("who") or "")
            when = _date(clause, *match.span())
            for person in named or (clause.concerned() if len(clause.concerned()) == 1 else []):
                yield _refusal(person, kind, when, start, end)
    for match in _WAS_DENIED.finditer(text):
        asked = re.search(r"\b(?P<kind>pardon|clemency|commutation|parole|appeal)\b", text[: match.start()])
        if asked and asked["kind"] != "parole":
            start, end = clause.span(*match.span())
            for person in subjects(clause, match.start()):
                yield _refusal(person, asked["kind"], _date(clause, *match.span()), start, end)


def _owner_of(clause: Clause, match: "re.Match[str]") -> list[Person]:
    named = clause.people(clause.text[: match.start()])
    return [Person(p.name, False) for p in (clause.concerned()[:1] or named[-1:])]


def _refusal(person: Person, kind: str, when: Date, start: int, end: int) -> Proposal:
    details = (("date", *when),) if when else ()
    return Proposal("refusal", person.name, kind, when[0] if when else "", start, end,
                    confidence="high" if person.certain else "medium", details=details)  # fmt: skip


RELIEF_RULES = (relief, relief_in_passing, listed_relief, petitions, refusals)
"""Every rule of this module: a function of a clause that yields proposals."""
