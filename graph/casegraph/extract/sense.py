"""What a claim must mean in its sentence: who a verdict or an act befell, and that it is told as done.

The gate asks this of every engine alike.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from .grammar import named_after
from .mentions import AnnotatedText
from .proposal import AS_CHARGED, CHARGE_NEAR, Proposal
from .segments import SentenceSpan
from .sense_acts import ACTS, act_fault, hedged, refusal_fault, term_fault
from .sense_view import (
    NAME_LIST,
    PARTY,
    PIECES,
    SAYS,
    View,
    antecedent,
    bad_lead,
    finder,
    is_bench,
    sentences_at,
    spoken_of,
    view_of,
    words_of,
)  # fmt: skip

__all__ = ["nonsense"]

_RULINGS = {"conviction": ("convicted",), "acquittal": ("acquitted",), "charge": ("convicted", "charged", "acquitted")}
"""Slot → the classes of words under which its offence may stand."""
_HELPERS = r"(?:(?:was|were|is|are|has|had|have|been|being|also|later|then|again|first|already|since|both|once|all|pleaded|pled|plead|pleads|pleading|found|in %s|\w+ly) )*"
_HELPERS = _HELPERS.replace("%s", r"[a-z0-9]+")
_SUBJECT = re.compile(
    rf"(?P<who>{NAME_LIST})(?P<of>'s?)?(?P<app>, (?!and )[^;\"@#]{{1,90}},|, (?:an?|the|his|her|who|son|daughter|brother|sister|cousin|nephew|niece|wife|husband|father|mother) [^;,\"]{{1,80}},| \([^)]*\)|,)? ?(?:(?:and )?(?:who|that) )?{_HELPERS}$",
    re.IGNORECASE,
)
_OWNER = re.compile(
    rf"(?P<who>{NAME_LIST})(?:'s?|,? whose) (?:[\w,-]+ ){{0,6}}$|\b(?P<own>his|her|their) (?:[\w,-]+ ){{0,6}}$",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf" (?:(?!(?:of|in|on|for|by|with|to|at|after|and|an?|the|that) )(?:[a-z0-9][\w-]*|mr\.|ms\.) ){{0,4}}(?P<who>{NAME_LIST})",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:anyone|anybody|those|people|persons?|someone|somebody|whoever|everyone|men|women|another (?:man|woman|suspect)|someone else|"
    r"the real killer|inmates?|offenders?|an? (?:\w+ )?(?:man|woman|person|inmate|defendant))(?: \w+ing [^,;]{1,40})?,? (?:(?:who|that) )?(?:\w+ ){0,3}$",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(r"@'?s?(?: (?:is|was|became|remains)|,)(?: \d+,)? (?:an?|the|one of|among) [^;@#]{0,80}$")
_QUOTED = re.compile(r'"[^"]{15,}(?:"|$)')


def nonsense(reading: AnnotatedText, proposal: Proposal) -> str:
    """Why the sentence of a claim's passage does not say what the claim says, or "".

    Examples:
        >>> from casegraph.extract.lexicon import lexicon
        >>> from casegraph.extract.mentions import read
        >>> reading = read("Ann Lee was found not guilty of arson.", lexicon())
        >>> nonsense(reading, Proposal("conviction", "Ann Lee", "arson", "", 0, 37))
        'arson is not what a verdict of guilty is told of'
    """
    check = _CHECKS.get(proposal.slot)
    if check is None:
        return ""
    if is_bench(reading, proposal.who):
        return f"{proposal.who} is one of the judges, or no person"
    offence = ((start, end) for key, _, start, end in proposal.details if key == "offence")
    spans = ((proposal.start, proposal.end), *proposal.also, *offence)
    held = [sentences_at(reading, start, end) for start, end in spans]
    if not held[0]:
        return "the passage is no part of what the article tells"
    if len(held[0]) > 3:
        return "the passage is too long to say one thing"
    if proposal.confidence == "low" and named_after(reading, held[0][0]) == proposal.who:
        return _opened(view_of(reading, held[0][0], proposal.who), proposal)
    if (
        proposal.slot == "conviction"
        and held[-1][:1] != held[0][:1]
        and AS_CHARGED.search(reading.text[proposal.start : proposal.end])
    ):
        return _as_charged(reading, proposal, held[0][0], held[-1][0])
    whys = [check(reading, view_of(reading, sentence, proposal.who), proposal) for group in held for sentence in group]
    return "" if "" in whys else whys[0]


def _as_charged(reading: AnnotatedText, proposal: Proposal, verdict: SentenceSpan, charge: SentenceSpan) -> str:
    """`guilty as charged`, `convicted on all counts`: the verdict befell the person, and the charge is told of the same one."""
    if not 0 < verdict.start - charge.start < CHARGE_NEAR:
        return "the charge does not stand before the verdict"
    view = view_of(reading, verdict, proposal.who)
    why = "no verdict on every charge"
    for place in AS_CHARGED.finditer(view.shown):
        word = next((m for m in finder("convicted").finditer(view.shown, place.start(), place.end())), None)
        if word is None or finder("acquitted").search(view.shown, place.start(), place.end()):
            continue
        why = (
            _undone(view, word, proposal)
            or _befell(reading, view, word, proposal)
            or spoken_of(reading, view, proposal)
        )
        if not why:
            break
    charged = replace(proposal, slot="charge", start=charge.start, end=charge.end, details=())
    return why or _told(reading, view_of(reading, charge, proposal.who), charged)


def _opened(view: View, proposal: Proposal) -> str:
    """The opening of an article tells it of a man or a woman, whom the next sentences name."""
    kind = ACTS.get(proposal.what, "exoneration") if proposal.slot == "relief" else proposal.slot
    words = list(finder(kind if proposal.slot in ("relief", "exoneration") else "convicted").finditer(view.shown))
    whys = [hedged(view.shown, word) if proposal.slot == "relief" else _undone(view, word, proposal) for word in words]
    return "" if "" in whys else "the opening does not say so"


# --- verdicts ---------------------------------------------------------------------------------------------------------


def _verdict(reading: AnnotatedText, view: View, proposal: Proposal) -> str:
    """A conviction or charge: the offence stands under a word that says so, of this person, as done."""
    wanted = _RULINGS[proposal.slot]
    spans = list(_offence_places(view.plain, proposal.what))
    if not spans:
        return f"the sentence does not name the offence: {proposal.what}"
    verdicts = list(finder("acquitted", "convicted", "charged").finditer(view.shown))
    why = f"{proposal.what} is not what a verdict of guilty is told of"
    for span in spans:
        ruling = _ruling(view.shown, verdicts, span)
        if ruling is None or ruling.lastgroup not in wanted:
            continue
        why = _undone(view, ruling, proposal) or _befell(reading, view, ruling, proposal)
        if not why:
            return ""
    return why


def _offence_places(text: str, what: str) -> Iterator[tuple[int, int]]:
    """Where the offence is named: all its words, in their order and near each other."""
    words = [
        w for w in re.findall(r"[\w$]+", what.lower()) if w not in ("of", "the", "a", "an", "in", "to", "and", "with")
    ]
    if words:
        parts = [rf"{re.escape(w.removesuffix('s') if len(w) > 3 else w)}(?:s|es|ing|ed)?" for w in words]
        yield from (
            m.span() for m in re.finditer(r"\b" + r"\b(?:\W+\w+){0,4}?\W+".join(parts) + r"\b", text, re.IGNORECASE)
        )


def _ruling(shown: str, verdicts: list["re.Match[str]"], span: tuple[int, int]) -> "re.Match[str] | None":
    """The word of a verdict under which an offence stands."""
    near = next((v for v in verdicts if 0 <= v.start() - span[1] <= 14 and v[0].lower().startswith("conviction")), None)
    if near:
        return near
    earlier = [
        v for v in verdicts if v.end() <= span[0] and (v[0].endswith(":") or not PIECES.search(shown, v.end(), span[0]))
    ]
    if earlier:
        last = earlier[-1]
        before = earlier[-2] if len(earlier) > 1 else None
        # `guilty of charges of arson`, `convicted and sentenced for arson`: the first word rules.
        plain = last[0].lower() in (
            "charges of",
            "charge of",
            "served",
            "trial",
            "received",
            "alleged",
            "serving",
        ) or shown[: last.start()].endswith("on an ")
        return before if before and plain and last.start() - before.end() < 90 else last
    later = [v for v in verdicts if v.start() >= span[1] and not PIECES.search(shown, span[1], v.start())]
    return later[0] if later else None


_NOT_BEFORE = re.compile(
    r"(?:\b(?:not(?! only| just)|never|neither|nor|no|nobody|none|without|cannot|fail\w* to|refus\w+ to|declin\w+ to|unable to|deadlock\w*)|n't) (?:(?!because |after |since |who |that |and |although |until |before |when )[\w@#'-]+ ){0,4}$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:would|could|might|should|can|must|will|shall|(?-i:may)|faces|facing|faced|ought to|likely to|about to|expected to|believed to|due to) (?:(?!because |after |since |who |that |and |although |until |before |when )[\w@#'-]+ ){0,3}$"
    r"|\b(?:if|unless|whether|in case|supposing|suppose|imagine) (?:[\w@#'-]+ ){0,6}$|\b(?:before|without|until) being (?:\w+ly )?$"
    r"|(?<!voted )(?<!decided )(?<!hours )(?<!days )(?<!minutes )\bto (?:\w+ )?(?:be|have been|find|get|win|secure|obtain|seek) (?:(?!after |since |who |following )[\w@#'-]+ ){0,3}$",
    re.IGNORECASE,
)  # fmt: skip
_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|urg\w+|want\w*|demand\w*|call\w* for|push\w* for|seek\w*|sought|hop\w+ for|pray\w* for)\b[^,;]{0,50}$",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:false(?:ly)?|rumou?r\w*|hoax|mistaken(?:ly)?|erroneous(?:ly)?|incorrect(?:ly)?|wrongly|fiction\w*|novel|episode|character|allegedly|"
    r"purported(?:ly)?|reportedly|supposed(?:ly)?|claim(?:s|ed|ing)? (?:that )?|den(?:y|ies|ied|ying) (?:that|being|ever|having|he|she)|libel\w*|slander\w*|hypothetical\w*|play(?:s|ed|ing)|stars? as)\b",
    re.IGNORECASE,
)
_HONEST = re.compile(r"(?:wrongly|falsely|wrongfully|mistakenly|unjustly|erroneously) $", re.IGNORECASE)
_NOT_AFTER = re.compile(
    r"^(?: of (?:nothing|no\b|neither)|[^.;,]{0,12}\b(?:would|could|might|carries|can carry)\b)", re.IGNORECASE
)


def _undone(view: View, word: "re.Match[str]", proposal: Proposal) -> str:
    """Why a verdict is not told as passed, or ""."""
    shown, start = view.shown, word.start()
    if shown.rstrip("\"') ").endswith("?"):
        return "a question"
    lead = _HONEST.sub("", shown[:start])
    cuts = [m.end() for m in PIECES.finditer(lead)]
    lead = lead[cuts[-1] :] if cuts else lead
    noun = word[0].lower().startswith(("conviction", "sentence"))
    owned = noun and not re.search(r"\b(?:an?|any|no|another) (?:[\w-]+ ){0,3}$", lead)
    if (
        re.search(r"\bno (?:[\w-]+ ){0,2}$", lead)
        or (not owned and _NOT_BEFORE.search(lead))
        or _NOT_AFTER.match(shown[word.end() :])
    ):
        return "denied, not told as done"
    if not owned and _SUPPOSED.search(lead):
        return "only supposed or possible"
    if not owned and proposal.slot == "conviction" and _ASKED.search(lead):
        return "only asked for"
    if _FALSE.search(lead):
        return "told as false, as fiction or as hearsay"
    inside = any(m.start() < start < m.end() for m in _QUOTED.finditer(shown))
    spoken = re.search(SAYS, shown) is not None
    if inside and not proposal.speaker and spoken:
        return "said in a quotation, with no speaker given"
    return ""


# --- whom it befell ---------------------------------------------------------------------------------------------------


def _befell(reading: AnnotatedText, view: View, word: "re.Match[str]", proposal: Proposal) -> str:
    """Why what `word` says was not said of this person, or ""."""
    if word[0].endswith(":"):
        return _nearest(reading, view, word)
    for look in (_owned, _found_so, _others, _said_directly):
        if (told := look(reading, view, word)) is not None:
            return told
    lead = view.shown[: word.start()]
    if _GENERIC.search(lead) and not _NAMED_SO.search(_GENERIC.sub("", lead)) and not _NAMED_SO.search(lead):
        return "somebody else is meant, who is not named"
    return _nearest(reading, view, word)


def _owned(reading: AnnotatedText, view: View, word: "re.Match[str]") -> str | None:
    """Of a conviction or a sentence: whose it is called, before it or after it; None where it is nobody's by name."""
    if not re.match(r"conviction|sentence", word[0], re.IGNORECASE):
        return None
    lead = view.shown[: word.start()]
    if held := _OWNER.search(lead):
        return _is_it(reading, view, _owner_of(held), lead[: held.start()], apposed=True)
    held = re.match(
        rf" (?:[\w ]{{0,30}} )?(?:of|against|imposed on|imposed upon) (?:[a-z]+ ){{0,2}}(?P<who>{NAME_LIST})",
        view.shown[word.end() :],
        re.IGNORECASE,
    )
    return _is_it(reading, view, _owner_of(held), "", apposed=True) if held else None


def _owner_of(held: "re.Match[str]") -> str:
    groups = held.groupdict()
    return groups.get("who") or groups.get("own") or ""


_DONE_TO = frozenset(
    ["convicted", "convicting", "sentenced", "charged", "indicted", "arrested", "accused", "acquitted", "acquitting"]
)
"""After these, in the active, stands whom they befell."""


def _found_so(reading: AnnotatedText, view: View, word: "re.Match[str]") -> str | None:
    """Whom somebody convicted, charged or found guilty, where that is said in the active."""
    lead, after, name = view.shown[: word.start()], view.shown[word.end() :], word[0].lower()
    below = _BELOW.match(after) if name in _DONE_TO else None
    if not below and "guilty" in name:
        below = re.search(rf"\b(?:found|finding|declared|pronounced) (?P<who>{NAME_LIST}) $", lead, re.IGNORECASE)
    if not below or re.match(r" (?:in|on|of|for|by|with|to)\b", after):
        return None
    return _is_it(reading, view, below["who"], "", apposed=True)


_OTHERS = re.compile(
    r" (?:an?|the|another|two|three|four|five|six|several|\d+|dozens of|many) [^.;,@#]{0,40}?"
    r"(?<!year)(?<!years)(?<!times)(?<!time)(?<!month)(?<!day)(?<!week) (?:of|for) "
)


def _others(reading: AnnotatedText, view: View, word: "re.Match[str]") -> str | None:
    """A court convicted two men of it: they are others than who is named before."""
    lead = view.shown[: word.start()]
    passive = re.search(r"\b(?:was|were|is|are|been|being|be|who|also|later|\w+ly) $", lead)
    named = re.search(r"[@#\w] $", lead)
    active = word[0].lower() == "convicted" and named and not passive
    return "it is said of somebody else" if active and _OTHERS.match(view.shown[word.end() :]) else None


def _said_directly(reading: AnnotatedText, view: View, word: "re.Match[str]") -> str | None:
    """Of the subject of the word, where it has one of its own."""
    lead = view.shown[: word.start()]
    direct = _SUBJECT.search(lead)
    if not direct or direct["of"]:
        return None
    between, apposed = lead[direct.end("who") :], direct["app"] or ""
    if re.search(rf"\b(?:{words_of()['representing']})\b", apposed, re.IGNORECASE) and "who " in between:
        return "whom `who` means is not settled"
    place = direct.start() == 0 or re.search(r"\b(?:of|in|from|at|near) $", lead[: direct.start()])
    if direct["who"][0].isupper() and not re.search(r"[@#]", direct["who"]) and place:
        return None
    who_is = bool(apposed) or bool(re.search(r"\b(?:who|that) ", between))
    return _is_it(reading, view, direct["who"], lead[: direct.start()], apposed=who_is)


def _is_it(reading: AnnotatedText, view: View, who: str, lead: str, *, apposed: bool) -> str:
    """Why the names or the pronoun found do not mean the person, or ""."""
    if "@" in who:
        if re.fullmatch(r"(?:#+|[A-Z][\w'-]+), @+", who):  # `the cousin of #, @`
            return ""
        if re.match(r"@+, [#A-Z]", who) and " and " not in who:
            return "named beside it, not the one it befell"
        if bad_lead().search(lead):
            return "kin, a victim or somebody spoken for"
        if not apposed and re.search(
            r"\b(?:by|with|from|against|about|than|like|told|of|for|to|asked) (?:[\w.]+ )?$", lead, re.IGNORECASE
        ):
            return "named beside it, not the one it befell"
        relative = re.search(r"\b(?:who|that|which) (?:[a-z]+ ){1,4}$", lead)
        passing = relative and not re.search(rf"{SAYS}|\b(?:is|are|was|were) $", relative[0])
        return "named in passing, in a relative clause" if passing else ""
    if PARTY.search(who):
        return antecedent(reading, view, who)
    return "it is said of somebody else"


def _nearest(reading: AnnotatedText, view: View, word: "re.Match[str]") -> str:
    """Nobody stands right beside the word: the nearest person in the sentence who can be meant must be the one."""
    shown = view.shown
    names = list(re.finditer(r"[@#]+", shown))
    usable = [
        m for m in names
        if not bad_lead().search(shown[: m.start()]) and not re.match(r"'s\b|' ", shown[m.end() :])
        and not re.search(r"\b(?:by|with|from|against|than|like|told) (?:[\w.]+ )?$", shown[: m.start()], re.IGNORECASE)
        and not re.search(rf"(?<![\w-])(?:{words_of()['official']}) $", shown[: m.start()], re.IGNORECASE)
    ]  # fmt: skip
    earlier = [m for m in usable if m.end() <= word.start()]
    if earlier:
        chosen = earlier[-1]
        together = re.search(r"@+(?:(?:,| and|, and) [@#]+)*$", shown[: chosen.end()])
        return "" if "@" in chosen[0] or together else "another person stands nearer"
    later = [m for m in usable if m.start() >= word.end()]
    if later and not re.search(r"[@#]", shown[: word.start()]):
        return "" if "@" in later[0][0] else "it is said of somebody else"
    if "@" in shown:
        return "kin, a victim or somebody spoken for"
    return antecedent(reading, view, "")


def _told(reading: AnnotatedText, view: View, proposal: Proposal) -> str:
    return _verdict(reading, view, proposal) or spoken_of(reading, view, proposal)


_CHECKS = {
    "conviction": _told, "acquittal": _told, "charge": _told, "relief": act_fault, "exoneration": act_fault, "refusal": refusal_fault, "sentence": term_fault,
    "imprisonment": term_fault,
}  # fmt: skip
