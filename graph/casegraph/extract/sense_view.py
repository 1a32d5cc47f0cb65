"""The sentence of a claim as the checks of sense see it, and whom its pronouns can mean.

In a view each mention of the person claimed is `@`, of anybody else `#`, of an office, a court or a place small letters,
all of the same length, so that positions stay those of the text.
"""

import csv
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from ..resources import shipped
from .lexicon import lexicon
from .mentions import AnnotatedText
from .proposal import Proposal
from .segments import SentenceSpan

__all__ = [
    "LABEL",
    "NAMES",
    "NAME_LIST",
    "PARTY",
    "PIECES",
    "QUOTES",
    "SAYS",
    "View",
    "antecedent",
    "bad_lead",
    "bystander",
    "finder",
    "is_bench",
    "sentences_at",
    "spoken_of",
    "view_of",
    "words_of",
]

QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "})
PIECES = re.compile(
    r";|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bwhereas\b|\bexcept\b|\binstead of\b|\brather than\b|, not\b"
)
NAMES = r"(?:[@#]+|(?-i:[A-Z][\w'-]+)|\b(?:he|she|they|him|her|them|both|(?:the )?(?:defendant|appellant|petitioner|plaintiff|applicant|accused))\b)"
NAME_LIST = rf"{NAMES}(?:(?:, and |,? and |, )(?:(?:his|her|their) [\w-]+,? )?{NAMES})*"
PARTY = re.compile(
    r"\b(?:he|she|him|her|his|they|them|their|who|whose|defendant|appellant|petitioner|plaintiff|applicant|accused|both|pair)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\W*(?:[\w ]{2,30}:|[A-Z]\w+ (?:granted|denied|sought)\b|Denied|Granted|(?:Convicted|Sentenced|Pardoned|Exonerated|Vacated|Reversed)\b)"
)
SAYS = r"(?:said|says|told|added|wrote|argued|testified|claimed|insisted|reads)"


_NICKNAME = re.compile(r'((?:known as|nicknamed|alias|dubbed|called|aka|a\.k\.a\.) )"([^"]{1,30})"')


@cache
def words_of() -> dict[str, str]:
    """Class of words → the pattern that finds one, the longest first."""
    with shipped("datasets/lexicon/sense.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["class"]: row["words"].split("|") for row in csv.DictReader(file)}
    return {
        name: "|".join(re.escape(word).replace("\\ ", r"\s") for word in sorted(words, key=len, reverse=True))
        for name, words in rows.items()
    }


@cache
def finder(*classes: str) -> "re.Pattern[str]":
    parts = "|".join(f"(?P<{name}>{words_of()[name]})" for name in classes)
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])", re.IGNORECASE)


@cache
def bad_lead() -> "re.Pattern[str]":
    """What before a name says that a verdict or an act was another's: victims, kin, those spoken for."""
    word, small = words_of(), r"(?:(?:[a-z0-9'-]+|mr\.|state|rep\.|gov\.|sen\.|dr\.),? ){0,5}"
    return re.compile(
        rf"\b(?:{word['deed']}) (?:of|on|against) {small}$|\b(?:{word['harming']}) (?:(?:an?|the|his|her|their|and|former|\d[\w-]*|then) )*(?:[a-z'-]+,? ){{0,3}}$"
        rf"|\b(?:{word['kin']}|{word['representing']})(?: \w+)? (?:of|for|to|in) {small}$|\bvictims?,? (?:were |was |named )?$"
        rf"|\b(?:represent|defend|prosecut|interview|befriend|marri|divorc)(?:s|es|ed|e|ing) {small}$|\b(?:{word['kin']}|{word['representing']}) of #+ and $",
        re.IGNORECASE,
    )


_TOWN = re.compile(r"\b(?:of|in|from|near|at) (?P<town>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}), ")
"""`of Beaver Falls, Pennsylvania`: a town, where a jurisdiction follows."""


@dataclass(frozen=True)
class View:
    """A sentence as the checks see it: `shown` has the marks, `at` is where it begins in the text."""

    shown: str
    plain: str
    at: int
    sentence: SentenceSpan
    who: str = ""


def sentences_at(reading: AnnotatedText, start: int, end: int) -> list[SentenceSpan]:
    """The sentences that a span touches."""
    first = max(0, bisect_left(reading.sentences, start, key=lambda s: s.start) - 1)
    last = bisect_left(reading.sentences, end, key=lambda s: s.start)
    return [s for s in reading.sentences[first:last] if start < s.end]


def view_of(reading: AnnotatedText, sentence: SentenceSpan, who: str) -> View:
    plain = reading.text[sentence.start : sentence.end].translate(QUOTES)
    shown = list(_NICKNAME.sub(r"\1'\2'", plain))
    first = bisect_left(reading.mentions, sentence.start, key=lambda m: m.start)
    last = bisect_left(reading.mentions, sentence.end, key=lambda m: m.start)
    inside = reading.mentions[first:last]
    places = [(m.start, m.end, "@" if m.value == who else "#") for m in inside if m.kind == "P"]
    places += [(m.start, m.end, "o") for m in inside if m.kind in "OCSDW"]
    states = {m.start for m in inside if m.kind == "S"}
    towns = _TOWN.finditer(reading.text, sentence.start, sentence.end)
    places += [(m.start("town"), m.end("town"), "o") for m in towns if m.end() in states]
    if who not in reading.people.names:
        surname = [part for part in who.split() if part not in ("Jr.", "Sr.", "II", "III", "IV")][-1:]
        for form in dict.fromkeys([who, *surname]):
            found = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)").finditer(reading.text, sentence.start, sentence.end)
            places += [(m.start(), m.end(), "@") for m in found]
    for start, end, kind in places:
        for index in range(max(start, sentence.start), min(end, sentence.end)):
            if kind == "@" or shown[index - sentence.start] not in "@#":
                shown[index - sentence.start] = kind
    return View("".join(shown), plain, sentence.start, sentence, who)


@lru_cache(maxsize=4)
def _benches(text: str) -> frozenset[str]:
    """`Del Vega, J.P., Marsh, Ortiz, JJ.`: the last names of those who sit."""
    found = re.finditer(r"((?:[A-Z][\w.'-]+,? (?:and )?){1,12})(?:J\.P|P\.J|C\.J|JJ|J|Ch\. J|A\.J)\.", text)
    names = {name for bench in found for name in re.findall(r"[\w'-]{3,}", bench[1])}
    # `Tom Glaze, Justice.` writes the opinion.
    names |= {
        m[1]
        for m in re.finditer(r"\b([A-Z][\w'-]{2,}),? (?:[A-Z][a-z]+ )?(?:Justice|Judge|JUSTICE|JUDGE)\s*[.\n:]", text)
    }
    return frozenset(names)


def is_bench(reading: AnnotatedText, who: str) -> bool:
    """Who sits, and what is no name."""
    return who.lower() == "per curiam" or who.split()[-1:][0] in _benches(reading.text)


_OTHER = re.compile(r"#|(?<=[a-z,] )(?P<word>[A-Z][a-z]{2,}) (?=[a-z])")


def antecedent(reading: AnnotatedText, view: View, pronoun: str) -> str:
    """Why a pronoun, a party's name or the entry of a list cannot lead back to a person named before, or ""."""
    if "@" in view.shown or (reading.party == view.who and "#" not in view.shown):
        return ""
    if not pronoun and not (PARTY.search(view.shown) or LABEL.match(view.shown)):
        return "the sentence does not name the person"
    if pronoun.lower() in ("him", "he", "his", "her", "she"):
        for other in _OTHER.finditer(view.shown.split(pronoun)[0]):
            if not other["word"] or other["word"].lower() not in lexicon().not_names:
                return "the pronoun may mean somebody else named in the sentence"
    return ""


def spoken_of(reading: AnnotatedText, view: View, proposal: Proposal) -> str:
    """Whoever a sentence does not name is whom the sentences before it are about."""
    if "@" in view.shown:
        return ""
    who, counts = proposal.who, Counter[str]()
    if reading.party == who and "#" not in view.shown:
        return ""
    if reading.party == who and re.search(
        r"\b(?:defendant|appellant|petitioner|applicant|accused)\b", view.shown, re.IGNORECASE
    ):
        return ""
    if _counsel(reading.text, who):
        return f"{who} speaks for a party, and is none"
    pronoun = re.search(r"\b(?:he|she|him|her|his)\b", view.shown, re.IGNORECASE)
    earlier = sentences_at(reading, max(0, view.at - 1500), view.at)
    nearest = True
    for sentence in reversed(earlier):
        held = view_of(reading, sentence, who)
        names = [n for n in re.finditer(r"[@#]+", held.shown) if not bystander(held.shown, n)]
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


def _named_at(reading: AnnotatedText, at: int) -> str:
    """The person named at a code point, or ""."""
    first = bisect_left(reading.people.mentions, at + 1, key=lambda m: m.start) - 1
    return reading.people.mentions[first].person if first >= 0 else ""


def bystander(shown: str, name: "re.Match[str]") -> bool:
    lead = shown[: name.start()]
    official = re.search(rf"(?<![\w-])(?:{words_of()['official']}) $", lead, re.IGNORECASE)
    return bool(official or bad_lead().search(lead))
