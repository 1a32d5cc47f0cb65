"""Rules for what was only asked for, and for what became of it: petitions, signers, answers, refusals. A request is no relief."""

import re
from collections.abc import Iterator

from .grammar import LIST, Clause, Subject, objects, subjects
from .proposal import Proposal
from .rules_acts import KINDS, act_date, published_day, refusal

__all__ = ["REQUEST_RULES"]

_ASKED = r"(?:ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|petition(?:s|ed|ing)?|call(?:s|ed|ing)? on|beg(?:s|ged|ging)?|press(?:es|ed|ing)|want(?:s|ed)?|implor(?:es?|ed|ing))"
_RELIEF_WORD = r"(?P<kind>pardon|clemency|commutation|reprieve|mercy|new trial)"
_PETITIONS = (
    re.compile(
        rf"\b{_ASKED} (?:O\d+_ ?(?:P\d+_ ?)?|(?:the|a) (?:\w+ ){{1,2}})(?:of S\d+_ )?to (?P<kind>pardon|free|commute|vacate) (?P<who>{LIST}|him|her|them)"
    ),
    re.compile(
        rf"\bpetition (?:to|that asks? \w+ to) (?P<kind>pardon|free|release) (?P<who>{LIST})(?: (?:via|through|by) an? (?:\w+ )?pardon)?"
    ),
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
    r"^(?:D\d+_ )?(?:Application|Request|Petition)(?: for|:| seeks) (?:a |full |executive )*(?P<kind>pardon|commutation|reprieve|clemency)|^(?P<kind2>Pardon|Commutation|Clemency) sought",
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


_INSPIRED = re.compile(
    r"\bpetition(?:s)?,? (?:that was |which was )?(?:inspired|prompted|sparked) by (?:[\w' ]{2,40} )?(?P<work>W\d+_)"
)


_OWN_SENTENCE = re.compile(
    rf"\b{_ASKED} (?:O\d+_ ?(?:P\d+_ ?)?)(?:of S\d+_ )?to commute (?:his|her) (?:T\d+_ )?sentence"
)
_REQUEST_FOR = re.compile(
    r"(?P<who>P\d+_)'s (?:request|petition|application|bid)(?: to [^.;,]{2,50}?)? for (?:an? )?(?:\w+ )?(?P<kind>pardon|commutation|reprieve|clemency)\b"
)
_PENDING = re.compile(
    r"(?P<who>P\d+_)'s (?:clemency |pardon )?(?P<kind>application|petition) (?:is|remains) (?:still )?(?:pending|open|under review)"
)


def petitions(clause: Clause) -> Iterator[Proposal]:
    """Requests: who is to be helped, and how. A request is never relief."""
    text = clause.text
    for match in _INSPIRED.finditer(text):
        clause.discourse.inspired = (clause.masked.marks(match["work"])[0].value, *clause.span(*match.span()))
    for pattern in _PETITIONS:
        for match in pattern.finditer(text):
            kind = (match["kind"] or "").lower()
            people = objects(clause, match.start("who") - 1) or clause.concerned()[:1]
            for person in people:
                yield _request(clause, person, kind, match.span())
    for match in _OWN_SENTENCE.finditer(text):
        for person in subjects(clause, match.start()):
            yield _request(clause, person, "commutation", match.span())
    for match in _REQUEST_FOR.finditer(text):
        for person in clause.people(match["who"]):
            yield _request(clause, person, match["kind"], match.span())
    for match in _PENDING.finditer(text):
        for person in clause.people(match["who"]):
            yield _request(clause, person, "", match.span())
    for match in _OWN_PETITION.finditer(text):
        if re.search(r"\b(?:not|never|n't|would|no plans to|could|may|might)\b[^,;]*$", text[: match.start()]):
            continue
        for person in _beneficiary(clause, match.start()):
            clause.discourse.asked = match["kind"].lower()
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


def _beneficiary(clause: Clause, position: int) -> list[Subject]:
    """For whom somebody asks: `P0_'s lawyers have petitioned` and `P0_'s grandniece, P1_, had asked` mean P0_."""
    owner = re.search(rf"(?P<who>{LIST})'s [\w -]+?(?:, P\d+_,?)? (?:have |has |had )?$", clause.text[:position])
    if owner:
        return clause.people(owner["who"])[:1]
    if re.search(r"\b(?:[Hh]is|[Hh]er) [\w-]+, P\d+_,? (?:have |has |had |also )*$", clause.text[:position]):
        return clause.concerned()[:1]
    return subjects(clause, position)


def _request(clause: Clause, person: Subject, kind: str, bounds: tuple[int, int]) -> Proposal:
    start, end = clause.span(*bounds)
    office = next((m for m in clause.masked.marks(clause.text[bounds[0] : bounds[1]]) if m.kind == "O"), None)
    details = [("addressed_to", office.value, office.start, office.end)] if office else []
    if clause.discourse.inspired[0]:
        details.append(("inspired_by", *clause.discourse.inspired))
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
        rf"(?P<who>(?:{LIST})'s|\b[Hh]is|\b[Hh]er) (?:last |first |final |second |latest |direct )?(?P<kind>appeal|petition|application|motion|request|clemency petition|bid)(?: for (?:[\w-]+ ?){{1,4}}?)? (?:was|were|has been|had been) (?:\w+ly )?(?:denied|rejected|dismissed|turned down)"
    ),
    re.compile(
        rf"\b(?:denied|rejected|turned down) the (?:(?P<kind>clemency|pardon|appeal|commutation) )?(?:bid|petition|application|request|appeal) of (?P<who>{LIST})"
    ),
    re.compile(r"\bturned down (?:P\d+_'s [\w ]+, |another \w+, )?(?P<who>P\d+_)(?!'s)"),
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
    rf"(?P<who>(?:{LIST})'s|\b[Hh]is|\b[Hh]er) {KINDS}convictions? (?:was|were) (?P<kind>upheld|affirmed)\b"
)
_TURNED_DOWN = re.compile(rf"\bturned (?P<who>{LIST}|him|her|them) down\b")
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
                yield refusal(person, kind, act_date(clause, *match.span()), start, end)
    yield from _refused_of_whom(clause)
    if re.match(r"Denied\.$", text):
        start, end = clause.span(0, len(text) - 1)
        for person in clause.entry():
            yield refusal(person, clause.discourse.asked or "request", published_day(clause), start, end)


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
            when = act_date(clause, *match.span())
            for person in named or (clause.concerned() if len(clause.concerned()) == 1 else []):
                yield refusal(person, kind, when, start, end)
    for match in _TURNED_DOWN.finditer(text):
        kind = "appeal" if re.search(r"\b[Cc]ourt\b|C\d+_", text[: match.start()]) else "clemency"
        start, end = clause.span(*match.span())
        for person in objects(clause, match.start("who") - 1):
            yield refusal(person, kind, act_date(clause, *match.span()), start, end)
    for match in _WAS_DENIED.finditer(text):
        asked = re.search(r"\b(?P<kind>pardon|clemency|commutation|parole|appeal)\b", text[: match.start()])
        if asked and asked["kind"] != "parole":
            start, end = clause.span(*match.span())
            for person in subjects(clause, match.start()):
                yield refusal(person, asked["kind"], act_date(clause, *match.span()), start, end)


def _owner_of(clause: Clause, match: "re.Match[str]") -> list[Subject]:
    named = clause.people(clause.text[: match.start()])
    return [Subject(p.name, False) for p in (clause.concerned()[:1] or named[-1:])]


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


REQUEST_RULES = (petitions, refusals, signatures, many_signed, answers)
"""Every rule of this module: a function of a clause that yields proposals."""
