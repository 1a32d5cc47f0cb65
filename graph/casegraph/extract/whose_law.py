"""Whose law was broken, as far as a text lets it be proposed: from the court, the statute, the prosecutor, the office that
granted, the only state named.

Every proposal has its reason and waits for a person. Where the signs of one rank disagree nothing is proposed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from .lexicon import word_list
from .mask import Mention
from .mentions import AnnotatedText
from .proposal import Proposal

__all__ = ["with_law"]

_Sign = tuple[str, int, int, str]
"""Id of the sovereign, the span that shows it, the reason."""
_FEDERAL = re.compile(
    r"\b(?:[Ff]ederal(?:ly)?[ ](?:court|jury|grand jury|prison|prosecutors?|charges?|conviction|crimes?|offen[cs]es?|judge|inmate|prisoner|sentence|drug|felony|hate[ ]crimes?|penitentiary)"
    r"|\d+[ ]U\.?S\.?C\.?|U\.S\.[ ]Code|U\.S\.[ ]District[ ]Court|U\.S\.[ ]Attorney|United[ ]States[ ]Attorney|offenses?[ ]against[ ]the[ ]United[ ]States)"
)
_PROSECUTOR = re.compile(
    r"\b(?:[Dd]istrict[ ][Aa]ttorney|[Ss]tate['’]s[ ][Aa]ttorney|[Cc]ounty[ ][Pp]rosecutor|[Cc]ommonwealth['’]s[ ][Aa]ttorney|[Cc]ounty[ ][Aa]ttorney|[Ss]tate[ ]prosecutors?|[Cc]ounty[ ]jury|[Ss]tate[ ]prison)\b"
)
_STATUTE = re.compile(r"\b(?:Penal|Crimes?|Criminal|Revised|General)[ ](?:Code|Law|Laws|Statutes)\b|\bStat\.|§")


_REVIEWS = re.compile(
    r"\b(?:ordered|vacated|granted|reversed|overturned|habeas|new trial|reviewed|ruled|set aside|relief|petition)\b"
)
_TRIES = re.compile(r"\b(?:convicted|pleaded|pled|sentenced|tried|found (?:him |her |them )?guilty|jury|guilty plea)\b")


def with_law(reading: AnnotatedText, proposals: list[Proposal]) -> list[Proposal]:
    """The proposals, each conviction and charge with the sovereign whose law was broken where the text suggests one.

    Examples:
        >>> from casegraph.extract.lexicon import lexicon
        >>> from casegraph.extract.mentions import read
        >>> reading = read("Ann Lee was convicted of arson in Ohio.", lexicon())
        >>> with_law(reading, [Proposal("conviction", "Ann Lee", "arson", "", 0, 31)])[0].detail("law_broken")
        'US-OH'
    """
    federal = bool(_FEDERAL.search(reading.text) or re.search(r"\bPresident\b|\bWhite House\b", reading.text))
    found: list[Proposal] = []
    for proposal in proposals:
        sign = None
        if proposal.slot in ("conviction", "charge") and not proposal.detail("law_broken"):
            sign = _first(reading, proposal, proposals, federal)
        if sign:
            law, start, end, why = sign
            held = (("law_broken", law, start, end), ("law_reason", why, start, end))
            proposal = replace(proposal, details=(*proposal.details, *held))
        found.append(proposal)
    return found


def _first(reading: AnnotatedText, proposal: Proposal, proposals: list[Proposal], federal: bool) -> "_Sign | None":
    """The sign of the highest rank, if those of its rank agree."""
    spans = [(proposal.start, proposal.end), *proposal.also]
    around = [
        (s.start, s.end) for s in reading.sentences if any(s.start < end and start < s.end for start, end in spans)
    ]
    ranks = (
        _courts(reading, around), _party(reading), _statutes(reading, around), _granters(reading, proposal, proposals), _states(reading, around),
        _entry_states(reading, proposal),
        _courts_of_person(reading, proposal), _named(proposal), _home(reading, proposal, federal or _drugs(proposal), proposals),
    )  # fmt: skip
    for rank in ranks:
        signs = list(rank)
        if len({law for law, *_ in signs}) == 1:
            return signs[0]
        if signs:
            return None
    return None


def _inside(reading: AnnotatedText, kind: str, spans: list[tuple[int, int]]) -> Iterator[Mention]:
    yield from (m for m in reading.mentions if m.kind == kind and any(s <= m.start < e for s, e in spans))


def _courts(reading: AnnotatedText, around: list[tuple[int, int]]) -> Iterator[_Sign]:
    for court in _inside(reading, "C", around):
        # A court that reviews is not the one that tried: federal courts review state convictions.
        said = reading.text[max(0, court.start - 150) : court.end + 150]
        reviews = _REVIEWS.search(said) and not _TRIES.search(said)
        higher = re.search(r"Supreme|Appeal", court.value)
        if court.extra and not reviews and not higher:
            yield court.extra, court.start, court.end, f"Tried in {court.value}."
        elif court.extra.startswith("US-") and (reviews or higher):
            yield (
                court.extra,
                court.start,
                court.end,
                f"{court.value} reviewed it, which hears convictions of its own state.",
            )


_CAPTION = re.compile(
    r"\b(?:STATE|State|COMMONWEALTH|Commonwealth|PEOPLE|People)(?: (?:OF|of) (?:THE|the) (?:STATE|State))? (?:OF|of) $"
)


def _party(reading: AnnotatedText) -> Iterator[_Sign]:
    """The party that prosecutes, as an opinion's caption has it: `STATE of Tennessee, Appellee, v.`."""
    head = next(
        (b for b in reading.blocks if re.search(r"\bv(?:s?\.|ersus)(?=\s)", reading.text[b.start : b.end])), None
    )
    if head is None or head.start > 2000:
        return
    for state in (m for m in reading.mentions if m.kind == "S" and head.start <= m.start < head.end):
        if _CAPTION.search(reading.text[max(0, state.start - 40) : state.start]):
            yield state.value, state.start, state.end, "The party that prosecutes in the caption."
    match = re.search(
        r"(?:UNITED STATES|United States)(?: (?:OF|of) (?:AMERICA|America))?,?(?: Plaintiff[\w-]*,?| Appell\w+,?)?\s+v",
        reading.text[head.start : head.end],
    )
    if match:
        yield "US", head.start + match.start(), head.start + match.end(), "The party that prosecutes in the caption."


def _statutes(reading: AnnotatedText, around: list[tuple[int, int]]) -> Iterator[_Sign]:
    for start, end in around:
        for match in _FEDERAL.finditer(reading.text, start, end):
            said = reading.text[max(0, match.start() - 100) : match.end() + 100]
            if re.search(r"[Cc]ourt|judge", match[0]) and _REVIEWS.search(said) and not _TRIES.search(said):
                continue
            yield "US", match.start(), match.end(), f"The sentence says {match[0]!r}."
        if reading.home:
            for pattern, why in (
                (_STATUTE, "A statute of the only state named"),
                (_PROSECUTOR, "A prosecutor, jury or prison of the only state named"),
            ):
                for match in pattern.finditer(reading.text, start, end):
                    yield reading.home, match.start(), match.end(), f"{why}: {match[0]!r}."


def _granters(reading: AnnotatedText, proposal: Proposal, proposals: list[Proposal]) -> Iterator[_Sign]:
    """A governor pardons offences against the governor's own state, the President those against the United States."""
    for act in proposals:
        if act.slot != "relief" or act.who != proposal.who or act.what not in ("pardon", "commutation", "reprieve"):
            continue
        office = act.detail("agent") or _only_office(reading)
        if office == "US-president":
            yield "US", act.start, act.end, "The President granted it: federal, D.C. or military law."
        elif re.fullmatch(r"US-[A-Z]{2}-(?:governor|board)", office):
            yield (
                office[:5],
                act.start,
                act.end,
                "The office that granted it has power over this state's offences only.",
            )


def _only_office(reading: AnnotatedText) -> str:
    """The one office with power to pardon that a text names, or ""."""
    offices = {
        m.value for m in reading.mentions
        if m.kind == "O" and m.value != "white-house" and not re.search(r"(?:\b[Ff]ormer|\bex-)[\w ]{0,12}$", reading.text[max(0, m.start - 20) : m.start])
    }  # fmt: skip
    return offices.pop() if len(offices) == 1 else ""


_HEADED = re.compile(r"\s*[—–:,-]*\s*[Cc]onviction:?,? (?:in )?\d{4}")


def _entry_states(reading: AnnotatedText, proposal: Proposal) -> Iterator[_Sign]:
    """An entry opens with a name and `Ohio Conviction 1995`."""
    first = next((m.start for m in reading.mentions if m.kind == "P" and m.value == proposal.who), None)
    if first is None:
        return
    for state in _inside(reading, "S", [(first, first + 160)]):
        if _HEADED.match(reading.text, state.end):
            yield state.value, state.start, state.end, "The state named with the conviction."


_ITS_OWN = re.compile(
    r"(?:['’]s)?,? (?:state )?(?:prisons?|death row|jury|jurors|judge|prosecutors?|penitentiary|inmate|prisoner|court)\b"
)


def _states(reading: AnnotatedText, around: list[tuple[int, int]]) -> Iterator[_Sign]:
    for state in _inside(reading, "S", around):
        lead = reading.text[max(0, state.start - 60) : state.start]
        if _ITS_OWN.match(reading.text, state.end):
            yield state.value, state.start, state.end, "Its judges, juries or prisons are named with it."
        elif re.search(
            r"(?:convicted|guilty|sentenced|conviction|charged|indicted)[^.;]*\bin (?:[A-Z][\w.]+(?: [A-Z][\w.]+){0,2}, )?$",
            lead,
        ):
            yield state.value, state.start, state.end, "The state named with it."


def _named(proposal: Proposal) -> Iterator[_Sign]:
    """Offences that only federal law knows by this name."""
    if any(name in proposal.what for name in word_list("federal-offences", lines=True)):
        yield "US", proposal.start, proposal.end, f"{proposal.what.capitalize()} is the name of a federal offence."


def _drugs(proposal: Proposal) -> bool:
    """Drugs and guns are offences under either law: the only state named says nothing."""
    return bool(re.search(r"distribut|conspir|firearm|launder|racketeer", proposal.what))


def _courts_of_person(reading: AnnotatedText, proposal: Proposal) -> Iterator[_Sign]:
    """Courts of trial and prosecutors of the United States in a paragraph that names the person."""
    last = proposal.who.split()[-1]
    for block in reading.blocks:
        if block.kind == "body" and last in reading.text[block.start : block.end]:
            span = [(block.start, block.end)]
            yield from _courts(reading, span)
            yield from (sign for sign in _statutes(reading, span) if sign[0] == "US")


_BEFALLS = ("conviction", "charge", "acquittal", "sentence", "imprisonment", "relief", "exoneration", "refusal")


def _home(reading: AnnotatedText, proposal: Proposal, federal: bool, proposals: list[Proposal]) -> Iterator[_Sign]:
    """The only state named: where the text tells of one convicted person, or names the state in a paragraph with the person."""
    if reading.home and not federal:
        alone = len({p.who for p in proposals if p.slot in _BEFALLS}) == 1
        last = proposal.who.split()[-1]
        near = [
            b
            for b in (reading.blocks if alone else reading.sentences)
            if alone or last in reading.text[b.start : b.end]
        ]
        named = (m for m in reading.mentions if m.kind in "SOC" and reading.home in (m.value, m.extra))
        at = next((m for m in named if any(b.start <= m.start < b.end for b in near)), None)
        if at:
            yield reading.home, at.start, at.end, "The only state the text names."
