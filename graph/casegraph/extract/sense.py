"""What a claim must mean in its sentence: who a verdict or an act befell, and that it is told as done.

The gate asks this of every engine alike. In a view of the sentence each mention of the person claimed is `@`, of anybody
else `#`, of an office, a court or a place small letters, all of the same length, so that positions stay those of the text.
"""

import csv
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..resources import shipped
from .grammar import MODAL, NEGATED, REQUESTED, named_after
from .lexicon import lexicon
from .mentions import Reading
from .proposal import Proposal
from .segments import Sentence

__all__ = ["nonsense"]

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "})
_RULINGS = {"conviction": ("convicted",), "acquittal": ("acquitted",), "charge": ("convicted", "charged", "acquitted")}
"""Slot → the classes of words under which its offence may stand."""
_ACTS = {"pardon": "pardon", "commutation": "commutation", "clemency": "commutation", "reprieve": "reprieve",
         "vacatur": "vacatur", "reversal": "vacatur", "habeas grant": "vacatur", "new trial": "new_trial", "sentence vacated": "vacatur", "": "exoneration"}  # fmt: skip
_PIECES = re.compile(
    r";|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bwhereas\b|\bexcept\b|\binstead of\b|\brather than\b|, not\b"
)
_NAMES = r"(?:[@#]+|(?-i:[A-Z][\w'-]+)|\b(?:he|she|they|him|her|them|both|(?:the )?(?:defendant|appellant|petitioner|plaintiff))\b)"
_LIST = rf"{_NAMES}(?:(?:, and |,? and |, )(?:(?:his|her|their) [\w-]+,? )?{_NAMES})*"
_HELPERS = r"(?:(?:was|were|is|are|has|had|have|been|being|also|later|then|again|first|already|since|both|once|all|pleaded|pled|plead|pleads|pleading|found|in %s|\w+ly) )*"
_HELPERS = _HELPERS.replace("%s", r"[a-z0-9]+")
_SUBJECT = re.compile(
    rf"(?P<who>{_LIST})(?P<of>'s?)?(?P<app>, (?!and )[^;\"@#]{{1,90}},|, (?:an?|the|his|her|who|son|daughter|brother|sister|cousin|nephew|niece|wife|husband|father|mother) [^;,\"]{{1,80}},| \([^)]*\)|,)? ?(?:(?:and )?(?:who|that) )?{_HELPERS}$",
    re.IGNORECASE,
)
_OWNER = re.compile(
    rf"(?P<who>{_LIST})(?:'s?|,? whose) (?:[\w,-]+ ){{0,6}}$|\b(?P<own>his|her|their) (?:[\w,-]+ ){{0,6}}$",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf" (?:(?!(?:of|in|on|for|by|with|to|at|after|and|an?|the|that) )(?:[a-z0-9][\w-]*|mr\.|ms\.) ){{0,4}}(?P<who>{_LIST})",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:anyone|anybody|those|people|persons?|someone|somebody|whoever|everyone|men|women|another (?:man|woman|suspect)|someone else|"
    r"the real killer|inmates?|offenders?|an? (?:\w+ )?(?:man|woman|person|inmate|defendant))(?: \w+ing [^,;]{1,40})?,? (?:(?:who|that) )?(?:\w+ ){0,3}$",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(r"@'?s?(?: (?:is|was|became|remains)|,)(?: \d+,)? (?:an?|the|one of|among) [^;@#]{0,80}$")
_PARTY = re.compile(
    r"\b(?:he|she|him|her|his|they|them|their|who|whose|defendant|appellant|petitioner|plaintiff|accused|both|pair)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:[\w ]{2,30}:|[A-Z]\w+ (?:granted|denied|sought)\b|Denied|Granted|(?:Convicted|Sentenced|Pardoned|Exonerated|Vacated|Reversed)\b)"
)
_QUOTED = re.compile(r'"[^"]{15,}(?:"|$)')
_SAYS = r"(?:said|says|told|added|wrote|argued|testified|claimed|insisted|reads)"


_NICKNAME = re.compile(r'((?:known as|nicknamed|alias|dubbed|called|aka|a\.k\.a\.) )"([^"]{1,30})"')


@cache
def _words() -> dict[str, str]:
    """Class of words → the pattern that finds one, the longest first."""
    with shipped("datasets/lexicon/sense.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["class"]: row["words"].split("|") for row in csv.DictReader(file)}
    return {
        name: "|".join(re.escape(word).replace("\\ ", r"\s") for word in sorted(words, key=len, reverse=True))
        for name, words in rows.items()
    }


@cache
def _finder(*classes: str) -> "re.Pattern[str]":
    parts = "|".join(f"(?P<{name}>{_words()[name]})" for name in classes)
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])", re.IGNORECASE)


@cache
def _bad_lead() -> "re.Pattern[str]":
    """What before a name says that a verdict or an act was another's: victims, kin, those spoken for."""
    word, small = _words(), r"(?:(?:[a-z0-9'-]+|mr\.|state|rep\.|gov\.|sen\.|dr\.),? ){0,5}"
    return re.compile(
        rf"\b(?:{word['deed']}) (?:of|on|against) {small}$|\b(?:{word['harming']}) (?:(?:an?|the|his|her|their|and|former|\d[\w-]*|then) )*(?:[a-z'-]+,? ){{0,3}}$"
        rf"|\b(?:{word['kin']}|{word['representing']})(?: \w+)? (?:of|for|to|in) {small}$|\bvictims?,? (?:were |was |named )?$"
        rf"|\b(?:represent|defend|prosecut|interview|befriend|marri|divorc)(?:s|es|ed|e|ing) {small}$|\b(?:{word['kin']}|{word['representing']}) of #+ and $",
        re.IGNORECASE,
    )


@dataclass(frozen=True)
class _View:
    """A sentence as the checks see it: `shown` has the marks, `at` is where it begins in the text."""

    shown: str
    plain: str
    at: int
    sentence: Sentence


def nonsense(reading: Reading, proposal: Proposal) -> str:
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
    if _bench(reading, proposal.who):
        return f"{proposal.who} is one of the judges, or no person"
    offence = ((start, end) for key, _, start, end in proposal.details if key == "offence")
    spans = ((proposal.start, proposal.end), *proposal.also, *offence)
    held = [_sentences(reading, start, end) for start, end in spans]
    if not held[0]:
        return "the passage is no part of what the article tells"
    if len(held[0]) > 3:
        return "the passage is too long to say one thing"
    if proposal.confidence == "low" and named_after(reading, held[0][0]) == proposal.who:
        return _opened(_view(reading, held[0][0], proposal.who), proposal)
    whys = [check(reading, _view(reading, sentence, proposal.who), proposal) for group in held for sentence in group]
    return "" if "" in whys else whys[0]


def _opened(view: _View, proposal: Proposal) -> str:
    """The opening of an article tells it of a man or a woman, whom the next sentences name."""
    kind = _ACTS.get(proposal.what, "exoneration") if proposal.slot == "relief" else proposal.slot
    words = list(_finder(kind if proposal.slot in ("relief", "exoneration") else "convicted").finditer(view.shown))
    whys = [_hedged(view.shown, word) if proposal.slot == "relief" else _undone(view, word, proposal) for word in words]
    return "" if "" in whys else "the opening does not say so"


def _sentences(reading: Reading, start: int, end: int) -> list[Sentence]:
    """The sentences that a span touches."""
    first = max(0, bisect_left(reading.sentences, start, key=lambda s: s.start) - 1)
    last = bisect_left(reading.sentences, end, key=lambda s: s.start)
    return [s for s in reading.sentences[first:last] if start < s.end]


def _view(reading: Reading, sentence: Sentence, who: str) -> _View:
    plain = reading.text[sentence.start : sentence.end].translate(_QUOTES)
    shown = list(_NICKNAME.sub(r"\1'\2'", plain))
    first = bisect_left(reading.mentions, sentence.start, key=lambda m: m.start)
    last = bisect_left(reading.mentions, sentence.end, key=lambda m: m.start)
    inside = reading.mentions[first:last]
    places = [(m.start, m.end, "@" if m.value == who else "#") for m in inside if m.kind == "P"]
    places += [(m.start, m.end, "o") for m in inside if m.kind in "OCSDW"]
    if who not in reading.people.names:
        surname = [part for part in who.split() if part not in ("Jr.", "Sr.", "II", "III", "IV")][-1:]
        for form in dict.fromkeys([who, *surname]):
            found = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)").finditer(reading.text, sentence.start, sentence.end)
            places += [(m.start(), m.end(), "@") for m in found]
    for start, end, kind in places:
        for index in range(max(start, sentence.start), min(end, sentence.end)):
            if kind == "@" or shown[index - sentence.start] not in "@#":
                shown[index - sentence.start] = kind
    return _View("".join(shown), plain, sentence.start, sentence)


@lru_cache(maxsize=4)
def _benches(text: str) -> frozenset[str]:
    """`Del Vega, J.P., Marsh, Ortiz, JJ.`: the last names of those who sit."""
    found = re.finditer(r"((?:[A-Z][\w.'-]+,? (?:and )?){1,12})(?:J\.P|P\.J|C\.J|JJ|J|Ch\. J|A\.J)\.", text)
    return frozenset(name for bench in found for name in re.findall(r"[\w'-]{3,}", bench[1]))


def _bench(reading: Reading, who: str) -> bool:
    """Who sits, and what is no name."""
    return who.lower() == "per curiam" or who.split()[-1:][0] in _benches(reading.text)


# --- verdicts ---------------------------------------------------------------------------------------------------------


def _verdict(reading: Reading, view: _View, proposal: Proposal) -> str:
    """A conviction or charge: the offence stands under a word that says so, of this person, as done."""
    wanted = _RULINGS[proposal.slot]
    spans = list(_offence_places(view.plain, proposal.what))
    if not spans:
        return f"the sentence does not name the offence: {proposal.what}"
    verdicts = list(_finder("acquitted", "convicted", "charged").finditer(view.shown))
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
        v
        for v in verdicts
        if v.end() <= span[0] and (v[0].endswith(":") or not _PIECES.search(shown, v.end(), span[0]))
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
    later = [v for v in verdicts if v.start() >= span[1] and not _PIECES.search(shown, span[1], v.start())]
    return later[0] if later else None


_NOT_BEFORE = re.compile(
    r"(?:\b(?:not(?! only| just)|never|neither|nor|no|nobody|none|without|cannot|fail\w* to|refus\w+ to|declin\w+ to|unable to|deadlock\w*)|n't) (?:(?!because |after |since |who |that |and |although |until |before |when )[\w@#'-]+ ){0,4}$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:would|could|might|should|can|must|will|shall|(?-i:may)|faces|facing|faced|ought to|likely to|about to|expected to|believed to|due to) (?:(?!because |after |since |who |that |and |although |until |before |when )[\w@#'-]+ ){0,3}$"
    r"|\b(?:if|unless|whether|in case|supposing|suppose|imagine) (?:[\w@#'-]+ ){0,6}$|\b(?:before|without|until) being (?:\w+ly )?$"
    r"|(?<!voted )(?<!decided )(?<!hours )(?<!days )(?<!minutes )\bto (?:\w+ )?(?:be|have been|find|get|win|secure|obtain|seek) (?:[\w@#'-]+ ){0,3}$",
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


def _undone(view: _View, word: "re.Match[str]", proposal: Proposal) -> str:
    """Why a verdict is not told as passed, or ""."""
    shown, start = view.shown, word.start()
    if shown.rstrip("\"') ").endswith("?"):
        return "a question"
    lead = _HONEST.sub("", shown[:start])
    cuts = [m.end() for m in _PIECES.finditer(lead)]
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
    spoken = re.search(_SAYS, shown) is not None
    if inside and not proposal.speaker and spoken:
        return "said in a quotation, with no speaker given"
    return ""


# --- whom it befell ---------------------------------------------------------------------------------------------------


def _befell(reading: Reading, view: _View, word: "re.Match[str]", proposal: Proposal) -> str:
    """Why what `word` says was not said of this person, or ""."""
    lead, after = view.shown[: word.start()], view.shown[word.end() :]
    name = word[0].lower()
    if name.endswith(":"):
        return _nearest(reading, view, word)
    if re.match(r"conviction|sentence", name):
        held = _OWNER.search(lead) or re.match(
            rf" (?:[\w ]{{0,30}} )?(?:of|against|imposed on|imposed upon) (?:[a-z]+ ){{0,2}}(?P<who>{_LIST})",
            after,
            re.IGNORECASE,
        )
        if held:
            who = held.groupdict().get("who") or held.groupdict().get("own") or ""
            return _is_it(reading, view, who, lead[: held.start()] if held.re is _OWNER else "", apposed=True)
    below = (
        _BELOW.match(after)
        if name
        in (
            "convicted",
            "convicting",
            "sentenced",
            "charged",
            "indicted",
            "arrested",
            "accused",
            "acquitted",
            "acquitting",
        )
        else None
    )
    below = below or (
        re.search(rf"\b(?:found|finding|declared|pronounced) (?P<who>{_LIST}) $", lead, re.IGNORECASE)
        if "guilty" in name
        else None
    )
    if below and not re.match(r" (?:in|on|of|for|by|with|to)\b", after):
        return _is_it(reading, view, below["who"], "", apposed=True)
    others = re.match(
        r" (?:an?|the|another|two|three|four|five|six|several|\d+|dozens of|many) [^.;,@#]{0,40}?(?<!year)(?<!years)(?<!times)(?<!time)(?<!month)(?<!day)(?<!week) (?:of|for) ",
        after,
    )
    if (
        name == "convicted"
        and others
        and re.search(r"[@#\w] $", lead)
        and not re.search(r"\b(?:was|were|is|are|been|being|be|who|also|later|\w+ly) $", lead)
    ):
        return "it is said of somebody else"
    direct = _SUBJECT.search(lead)
    if direct and not direct["of"]:
        if (
            re.search(rf"\b(?:{_words()['representing']})\b", direct["app"] or "", re.IGNORECASE)
            and "who " in lead[direct.end("who") :]
        ):
            return "whom `who` means is not settled"
        who_is = bool(direct["app"]) or bool(re.search(r"\b(?:who|that) ", lead[direct.end("who") :]))
        if not (direct["who"][0].isupper() and not re.search(r"[@#]", direct["who"]) and direct.start() == 0):
            return _is_it(reading, view, direct["who"], lead[: direct.start()], apposed=who_is)
    if _GENERIC.search(lead) and not _NAMED_SO.search(_GENERIC.sub("", lead)) and not _NAMED_SO.search(lead):
        return "somebody else is meant, who is not named"
    return _nearest(reading, view, word)


def _is_it(reading: Reading, view: _View, who: str, lead: str, *, apposed: bool) -> str:
    """Why the names or the pronoun found do not mean the person, or ""."""
    if "@" in who:
        if re.fullmatch(r"(?:#+|[A-Z][\w'-]+), @+", who):  # `the cousin of #, @`
            return ""
        if _bad_lead().search(lead):
            return "kin, a victim or somebody spoken for"
        if not apposed and re.search(
            r"\b(?:by|with|from|against|about|than|like|told|of|for|to|asked) (?:[\w.]+ )?$", lead, re.IGNORECASE
        ):
            return "named beside it, not the one it befell"
        relative = re.search(r"\b(?:who|that|which) (?:[a-z]+ ){1,4}$", lead)
        passing = relative and not re.search(rf"{_SAYS}|\b(?:is|are|was|were) $", relative[0])
        return "named in passing, in a relative clause" if passing else ""
    if _PARTY.search(who):
        return _antecedent(reading, view, who)
    return "it is said of somebody else"


def _nearest(reading: Reading, view: _View, word: "re.Match[str]") -> str:
    """Nobody stands right beside the word: the nearest person in the sentence who can be meant must be the one."""
    shown = view.shown
    names = list(re.finditer(r"[@#]+", shown))
    usable = [
        m for m in names
        if not _bad_lead().search(shown[: m.start()]) and not re.match(r"'s\b|' ", shown[m.end() :])
        and not re.search(r"\b(?:by|with|from|against|than|like|told) (?:[\w.]+ )?$", shown[: m.start()], re.IGNORECASE)
        and not re.search(rf"(?<![\w-])(?:{_words()['official']}) $", shown[: m.start()], re.IGNORECASE)
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
    return _antecedent(reading, view, "")


_OTHER = re.compile(r"#|(?<=[a-z,] )(?P<word>[A-Z][a-z]{2,}) (?=[a-z])")


def _antecedent(reading: Reading, view: _View, pronoun: str) -> str:
    """Why a pronoun, a party's name or the entry of a list cannot lead back to a person named before, or ""."""
    if "@" in view.shown:
        return ""
    if not pronoun and not (_PARTY.search(view.shown) or _LABEL.match(view.shown)):
        return "the sentence does not name the person"
    if pronoun.lower() in ("him", "he", "his", "her", "she"):
        for other in _OTHER.finditer(view.shown.split(pronoun)[0]):
            if not other["word"] or other["word"].lower() not in lexicon().not_names:
                return "the pronoun may mean somebody else named in the sentence"
    return ""


def _spoken_of(reading: Reading, view: _View, proposal: Proposal) -> str:
    """Whoever a sentence does not name is whom the sentences before it are about."""
    if "@" in view.shown:
        return ""
    who, counts = proposal.who, Counter[str]()
    if _counsel(reading.text, who):
        return f"{who} speaks for a party, and is none"
    pronoun = re.search(r"\b(?:he|she|him|her|his)\b", view.shown, re.IGNORECASE)
    earlier = _sentences(reading, max(0, view.at - 1500), view.at)
    nearest = True
    for sentence in reversed(earlier):
        held = _view(reading, sentence, who)
        names = [n for n in re.finditer(r"[@#]+", held.shown) if not _bystander(held.shown, n)]
        if nearest and names:
            nearest = False
            sole = not any("#" in name[0] for name in names)
            opens = sentence.block == view.sentence.block and re.match(r"(?:(?:Mr|Ms|Mrs|Dr)\. )?@", held.shown)
            if opens or (sole and any("@" in name[0] for name in names)):
                return ""
            if sentence.block == view.sentence.block and pronoun:
                return "the text last spoke of somebody else"
        counts.update("@" if "@" in name[0] else _named_at(reading, sentence.start + name.start()) for name in names)
    most = max(counts.values(), default=0)
    return "" if counts["@"] and counts["@"] == most else "the text last spoke of somebody else"


@lru_cache(maxsize=256)
def _counsel(text: str, who: str) -> bool:
    """`R. Wilson, Gainesville, for appellant`, `R. Shevin, Atty. Gen.`: who speaks for a party."""
    last = re.escape([part for part in who.split() if part not in ("Jr.", "Sr.", "II", "III", "IV")][-1])
    return bool(
        re.search(
            rf"\b{last}(?:,? (?:Jr|Sr)\.)?,(?: [\w. ]{{2,40}},){{0,3}} (?:Asst\. |Assistant |Deputy |Special )*(?:Dist\. |District |Att(?:y|orne)\w*\.?|for (?:the )?"
            r"(?:appell|defend|plaintiff|petition|respond|state\b|people\b|government))",
            text,
            re.IGNORECASE,
        )
    )


def _named_at(reading: Reading, at: int) -> str:
    """The person named at a code point, or ""."""
    first = bisect_left(reading.people.mentions, at + 1, key=lambda m: m.start) - 1
    return reading.people.mentions[first].person if first >= 0 else ""


def _bystander(shown: str, name: "re.Match[str]") -> bool:
    lead = shown[: name.start()]
    official = re.search(rf"(?<![\w-])(?:{_words()['official']}) $", lead, re.IGNORECASE)
    return bool(official or _bad_lead().search(lead))


# --- acts -------------------------------------------------------------------------------------------------------------

_RECEIVED = re.compile(
    r"\b(?:was|were|been|being|is|are|has|had|have|received|won|got|obtained|secured|accepted|given|granted|whose|gets?|receives?|get|be)\b[^@#;]{0,60}$",
    re.IGNORECASE,
)


def _act(reading: Reading, view: _View, proposal: Proposal) -> str:
    """Relief: a word that says so, told as done, of whom it freed and not of who did it."""
    shown = view.shown
    kind = _ACTS.get(proposal.what, "exoneration") if proposal.slot == "relief" else "exoneration"
    words = list(_finder(kind).finditer(shown))
    wanted = "sentence" if proposal.what == "sentence vacated" else "convict"
    if kind == "vacatur" and not re.search(rf"{wanted}|verdict|plea\b|pleas\b|judgment|guilty", shown, re.IGNORECASE):
        words = []
    listed = _listed(reading, view, kind)
    if not words and listed:
        return _unnamed(reading, view, proposal)
    if not words and re.search(r"\bgranted (?:it|the (?:request|petition|application))\b", shown):
        return _spoken_of(reading, view, proposal)
    if not words:
        return f"no word of the sentence says so: {kind}"
    whys = [_hedged(shown, word) or _relieved(reading, view, word, proposal) for word in words]
    return "" if "" in whys else whys[0]


def _listed(reading: Reading, view: _View, kind: str) -> bool:
    """The entries of a list stand, one below the other, under the head that says what was granted."""
    if re.search(rf"(?:^|\W)(?:granted|{_words()[kind]})\b", view.shown[:40], re.IGNORECASE):
        return True
    if not _opens_entry(reading, view.sentence.block):
        return False
    block = view.sentence.block
    while block > 0:
        block -= 1
        text = reading.text[reading.blocks[block].start : reading.blocks[block].end]
        if _finder(kind).search(text) and re.search(
            r":\W*$|\bfollowing\b|\bincluding\b|\bbelow\b|\bgranted to\b", text
        ):
            return True
        if not _opens_entry(reading, block):
            return False
    return False


def _opens_entry(reading: Reading, block: int) -> bool:
    """Does a block begin with a name?"""
    start = reading.blocks[block].start
    at = bisect_left(reading.mentions, start, key=lambda m: m.start)
    return any(m.kind == "P" and m.start - start < 8 for m in reading.mentions[at : at + 2])


def _hedged(shown: str, word: "re.Match[str]") -> str:
    """Why an act is not told as done, or ""; a passage must not be cut so short that its hedge is left out."""
    lead = re.sub(r",? who(?:se)? [^,;]*,", ",", shown[: word.start()])
    cuts = [m.end() for m in re.finditer(r";|\bbut\b|\bwhile\b|\bwhen\b|\bafter\b|, (?:and|which) |: ", lead)]
    lead = lead[cuts[-1] :] if cuts else lead
    if shown.rstrip("\"') ").endswith("?"):
        return "relief in a question"
    for pattern, why in ((NEGATED, "negated"), (MODAL, "only possible"), (REQUESTED, "only asked for, or disputed")):
        if pattern.search(lead):
            return f"relief that is {why}"
    after = shown[word.end() :]
    if re.match(
        r" (?:\w+ ){0,2}(?:request|application|petition|bid|plea|hearing|board|power|process|campaign|denial|appeal)s?\b",
        after,
    ):
        return "relief that is only asked for, or disputed"
    if re.match(r" (?:the|a|an|his|her) (?:[\w-]+ ){0,3}(?:denial|dismissal|order|ruling|decision|grant)\b", after):
        return "what was overturned is no conviction"
    return ""


def _relieved(reading: Reading, view: _View, word: "re.Match[str]", proposal: Proposal) -> str:
    shown = view.shown
    after = shown[word.end() :]
    if "@" not in shown:
        return _unnamed(reading, view, proposal)
    whys: list[str] = []
    for place in re.finditer("@+", shown):
        before = shown[: place.start()]
        follows = shown[place.end() :]
        if _bad_lead().search(before):
            whys.append("kin, a victim or somebody spoken for")
        elif re.search(r"\b(?:by|from) (?:[\w.']+ ){0,3}$", before) and not re.match(r", who|, whose", follows):
            whys.append("who granted it, not who received it")
        elif place.end() <= word.start() and _beside(before, follows):
            whys.append("named beside it, not the one it befell")
        elif re.match(r"'s? (?:[\w-]+ ){0,3}(?:convictions|cases)\b", follows) and re.search(
            rf"(?<![\w-])(?:{_words()['official']}) $", before, re.IGNORECASE
        ):
            whys.append("an official's cases are not the official's own")
        elif place.end() <= word.start() and _granted_by(shown, place, word):
            whys.append("who granted it, not who received it")
        elif (
            place.start() >= word.end()
            and re.search(r"#", after[: place.start() - word.end()])
            and not _in_list(after[: place.start() - word.end()])
        ):
            whys.append("another person stands nearer")
        else:
            return ""
    return whys[0] if whys else "the sentence does not name the person"


def _beside(before: str, follows: str) -> bool:
    """`the doctor who set the leg of @, … received a pardon`; not `the conviction of @ was vacated`."""
    beside = re.search(r"(?P<noun>[\w-]+) (?:of|by|with|from|for|to|against|about|than|near) (?:[\w.]+ )?$", before)
    own = beside and re.match(
        r"convict|sentenc|judgment|term|verdict|plea|case|clemency|pardon|request|petition|application|charges?",
        beside["noun"],
    )
    relative = re.search(r"\b(?:who|that|which) (?!was\b|were\b|is\b)(?:[a-z]+ ){1,6}$", before)
    return bool((beside or relative) and not own and not re.match(r",? who|, whose|'s", follows))


def _unnamed(reading: Reading, view: _View, proposal: Proposal) -> str:
    """An act, a sentence or a refusal that names nobody: of whom the text speaks, if of anybody."""
    if "#" in view.shown and not _PARTY.search(view.shown):
        return "the sentence names somebody else only"
    return _spoken_of(reading, view, proposal)


def _granted_by(shown: str, place: "re.Match[str]", word: "re.Match[str]") -> bool:
    """Is the person the subject of an active verb: `@ pardoned #`, `@ granted clemency to #`?"""
    between = shown[place.end() : word.start()]
    if re.search(
        r"\b(?:grant|granted|gave|give|issued|given|awarded)(?: unto| to)? (?:[a-z]+ ){0,2}$", shown[: place.start()]
    ):
        return False
    if re.match(r"'s\b|' |, (?:who|whose|an?|the|\d)|,? (?:who|whose)\b", between) or _RECEIVED.search(between):
        return bool(
            re.match(r" (?:has |had |have |also |then |later )*(?:granted|given|issued|signed)\b", between)
        ) and not re.search(r"\bbeen\b", between)
    if re.fullmatch(r",? ?", between) and not re.match(
        r" (?:[@#]|him|her|them|the|his|a\b|an\b|\d|\w+ (?:people|men|women))", shown[word.end() :]
    ):
        return False
    return bool(re.fullmatch(r"(?:,[^,]*,|,)? (?:\w+ ){0,3}", between)) and word[0].lower() not in (
        "exoneration",
        "innocent",
        "cleared",
    )


def _in_list(between: str) -> bool:
    """Are the names before this one the earlier entries of one list?"""
    return bool(re.search(r"[,;] (?:and )?$|\band $", between)) and not re.search(
        r"\bwho\b|\bwhose\b|\bby\b|\bagainst\b", between
    )


def _refused(reading: Reading, view: _View, proposal: Proposal) -> str:
    """A refusal befell whoever asked; whoever refused is not refused."""
    words = list(_finder("refusal").finditer(view.shown))
    if not words:
        return "no word of the sentence says that anything was refused"
    if "@" not in view.shown:
        return _unnamed(reading, view, proposal)
    for place in re.finditer("@+", view.shown):
        follows = view.shown[place.end() :]
        refuses = re.match(
            rf" (?:has |had |have |also |then |later |\w+ly |twice )*(?:{_words()['refusal']})\b",
            follows,
            re.IGNORECASE,
        )
        passive = re.match(r" (?:was|were|has been|had been)\b", follows)
        if (not refuses or passive) and not _bad_lead().search(view.shown[: place.start()]):
            return ""
    return "who refused, not who was refused"


def _term(reading: Reading, view: _View, proposal: Proposal) -> str:
    """A sentence or time in prison: said with a word of it, not of a victim, a judge or kin."""
    if not _finder("sentence").search(view.shown) and not re.search(
        r"\bspent\b|behind bars|\bjail\b|\bcustody\b", view.shown
    ):
        return "no word of the sentence says so"
    if "@" not in view.shown:
        return _unnamed(reading, view, proposal)
    good = [m for m in re.finditer("@+", view.shown) if not _bad_lead().search(view.shown[: m.start()])
            and not re.search(r"\b(?:judge|justice) $", view.shown[: m.start()], re.IGNORECASE)]  # fmt: skip
    return "" if good else "kin, a victim or somebody spoken for"


def _told(reading: Reading, view: _View, proposal: Proposal) -> str:
    return _verdict(reading, view, proposal) or _spoken_of(reading, view, proposal)


_CHECKS = {
    "conviction": _told, "acquittal": _told, "charge": _told, "relief": _act, "exoneration": _act, "refusal": _refused, "sentence": _term,
    "imprisonment": _term,
}  # fmt: skip
