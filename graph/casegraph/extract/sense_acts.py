"""What an act of relief, a refusal or a sentence must mean in its sentence: told as done, and of whom it befell."""

import re
from bisect import bisect_left

from .grammar import MODAL, NEGATED, REQUESTED
from .mentions import AnnotatedText
from .proposal import Proposal
from .sense_view import PARTY, View, bad_lead, finder, spoken_of, words_of

__all__ = ["ACTS", "act_fault", "hedged", "refusal_fault", "term_fault"]

ACTS = {"pardon": "pardon", "commutation": "commutation", "clemency": "commutation", "reprieve": "reprieve",
         "vacatur": "vacatur", "reversal": "vacatur", "habeas grant": "vacatur", "new trial": "new_trial", "sentence vacated": "vacatur", "": "exoneration"}  # fmt: skip


_RECEIVED = re.compile(
    r"\b(?:was|were|been|being|is|are|has|had|have|received|won|got|obtained|secured|accepted|given|granted|whose|gets?|receives?|get|be)\b[^@#;]{0,60}$",
    re.IGNORECASE,
)


def act_fault(reading: AnnotatedText, view: View, proposal: Proposal) -> str:
    """Relief: a word that says so, told as done, of whom it freed and not of who did it."""
    shown = view.shown
    kind = ACTS.get(proposal.what, "exoneration") if proposal.slot == "relief" else "exoneration"
    words = list(finder(kind).finditer(shown))
    wanted = "sentence" if proposal.what == "sentence vacated" else "convict"
    if kind == "vacatur" and not re.search(rf"{wanted}|verdict|plea\b|pleas\b|judgment|guilty", shown, re.IGNORECASE):
        words = []
    listed = _listed(reading, view, kind)
    if not words and listed:
        return _unnamed(reading, view, proposal)
    if not words and re.search(r"\bgranted (?:it|the (?:request|petition|application))\b", shown):
        return spoken_of(reading, view, proposal)
    if not words:
        return f"no word of the sentence says so: {kind}"
    whys = [hedged(shown, word) or _relieved(reading, view, word, proposal) for word in words]
    return "" if "" in whys else whys[0]


def _listed(reading: AnnotatedText, view: View, kind: str) -> bool:
    """The entries of a list stand, one below the other, under the head that says what was granted."""
    if re.search(rf"(?:^|\W)(?:granted|{words_of()[kind]})\b", view.shown[:40], re.IGNORECASE):
        return True
    if not _opens_entry(reading, view.sentence.block):
        return False
    block = view.sentence.block
    while block > 0:
        block -= 1
        text = reading.text[reading.blocks[block].start : reading.blocks[block].end]
        if finder(kind).search(text) and re.search(r":\W*$|\bfollowing\b|\bincluding\b|\bbelow\b|\bgranted to\b", text):
            return True
        if not _opens_entry(reading, block):
            return False
    return False


def _opens_entry(reading: AnnotatedText, block: int) -> bool:
    """Does a block begin with a name?"""
    start = reading.blocks[block].start
    at = bisect_left(reading.mentions, start, key=lambda m: m.start)
    return any(m.kind == "P" and m.start - start < 8 for m in reading.mentions[at : at + 2])


def hedged(shown: str, word: "re.Match[str]") -> str:
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


def _relieved(reading: AnnotatedText, view: View, word: "re.Match[str]", proposal: Proposal) -> str:
    shown = view.shown
    after = shown[word.end() :]
    if "@" not in shown:
        return _unnamed(reading, view, proposal)
    whys: list[str] = []
    for place in re.finditer("@+", shown):
        before = shown[: place.start()]
        follows = shown[place.end() :]
        if bad_lead().search(before):
            whys.append("kin, a victim or somebody spoken for")
        elif re.search(r"\b(?:by|from) (?:[\w.']+ ){0,3}$", before) and not re.match(r", who|, whose", follows):
            whys.append("who granted it, not who received it")
        elif place.end() <= word.start() and _beside(before, follows):
            whys.append("named beside it, not the one it befell")
        elif re.match(r"'s? (?:[\w-]+ ){0,3}(?:convictions|cases)\b", follows) and re.search(
            rf"(?<![\w-])(?:{words_of()['official']}) $", before, re.IGNORECASE
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


def _unnamed(reading: AnnotatedText, view: View, proposal: Proposal) -> str:
    """An act, a sentence or a refusal that names nobody: of whom the text speaks, if of anybody."""
    if "#" in view.shown and not PARTY.search(view.shown):
        return "the sentence names somebody else only"
    return spoken_of(reading, view, proposal)


def _granted_by(shown: str, place: "re.Match[str]", word: "re.Match[str]") -> bool:
    """Is the person the subject of an active verb: `@ pardoned #`, `@ granted clemency to #`?"""
    between = shown[place.end() : word.start()]
    if re.search(r"\b(?:making|made) (?:(?:Mr|Ms|Mrs)\. )?$", shown[: place.start()]):
        return False
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
    if re.match(r"[a-z ]{0,20}(?:included?|are|were):? ", between.lstrip()) and re.search(r"; (?:and )?$", between):
        return True
    return bool(re.search(r"[,;] (?:and )?$|\band $", between)) and not re.search(
        r"\bwho\b|\bwhose\b|\bby\b|\bagainst\b", between
    )


def refusal_fault(reading: AnnotatedText, view: View, proposal: Proposal) -> str:
    """A refusal befell whoever asked; whoever refused is not refused."""
    words = list(finder("refusal").finditer(view.shown))
    if not words:
        return "no word of the sentence says that anything was refused"
    if "@" not in view.shown:
        return _unnamed(reading, view, proposal)
    for place in re.finditer("@+", view.shown):
        follows = view.shown[place.end() :]
        refuses = re.match(
            rf" (?:has |had |have |also |then |later |\w+ly |twice )*(?:{words_of()['refusal']})\b",
            follows,
            re.IGNORECASE,
        )
        passive = re.match(r" (?:was|were|has been|had been)\b", follows)
        if (not refuses or passive) and not bad_lead().search(view.shown[: place.start()]):
            return ""
    return "who refused, not who was refused"


def term_fault(reading: AnnotatedText, view: View, proposal: Proposal) -> str:
    """A sentence or time in prison: said with a word of it, not of a victim, a judge or kin."""
    if not finder("sentence").search(view.shown) and not re.search(
        r"\bspent\b|behind bars|\bjail\b|\bcustody\b", view.shown
    ):
        return "no word of the sentence says so"
    if "@" not in view.shown:
        return _unnamed(reading, view, proposal)
    good = [m for m in re.finditer("@+", view.shown) if not bad_lead().search(view.shown[: m.start()])
            and not re.search(r"\b(?:judge|justice) $", view.shown[: m.start()], re.IGNORECASE)]  # fmt: skip
    return "" if good else "kin, a victim or somebody spoken for"
