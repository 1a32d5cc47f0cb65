"""Questions about clemency over somebody's convictions, and about other ways out, as a person types them."""

import csv
import re
from collections.abc import Mapping
from functools import cache

from ...resources import shipped
from ..naming.phrases import read_whom
from .day_asked import split_date
from .question import Reading

__all__ = ["read_clemency", "read_relief", "verbs_of_clemency"]


@cache
def verbs_of_clemency() -> Mapping[str, str | None]:
    """What an authority does → the kind of clemency, None for any; from `datasets/lexicon/clemency-words.csv`."""
    with shipped("datasets/lexicon/clemency-words.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["use"] == "verb"]
    return {word: row["kind"] or None for row in rows for word in row["words"].split("|")}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    verb = "|".join(sorted(map(re.escape, verbs_of_clemency()), key=len, reverse=True))
    can = (
        r"(?:can|could|may|might|is able to|was able to|has the power to|had the power to|is allowed to|was allowed to)"
    )
    cannot = r"(?:can't|cannot|can not|couldn't|could not|may not|mightn't|won't be able to|isn't able to|is unable to)"
    whom = r"(?P<who>(?!.*\b(?:pardon|commute|reprieve)\b).+?)"
    return [
        (form, re.compile(pattern, re.IGNORECASE))
        for form, pattern in (
            ("who", rf"who (?:else )?(?:{can}|{cannot}|can not|could not) (?P<verb>{verb}) {whom}"),
            ("why", rf"why (?:{cannot} (?P<office>.+?)|(?:can|could) (?P<office2>.+?) not) (?P<verb>{verb}) {whom}"),
            ("can", rf"(?:can|could|may|might) (?P<office>.+?) (?P<verb>{verb}) {whom}"),
            ("can", rf"(?:does|did|has|had) (?P<office>.+?) (?:have |has )?(?:the )?power to (?P<verb>{verb}) {whom}"),
            ("who", r"who (?:holds|held|has|had) (?:the )?(?P<kind>clemency|pardon|pardoning) power over (?P<who>.+)"),
            (
                "over",
                r"(?:over )?(?:which|what) convictions? (?:does|did|do|has|had) (?P<office>.+?) "
                r"(?:(?:have|hold|has|held) )?(?:the |any )?(?:clemency |pardon )?power(?: over)?",
            ),
            ("over", rf"(?:which|what) convictions? (?:can|could|may) (?P<office>.+?) (?P<verb>{verb})"),
        )
    ]


_THEM = r"(?P<who>.+?)"
_CAN = r"(?:can|could|may|might|is able to|was able to|has the power to|had the power to|is allowed to|was allowed to)"
_WAY = (
    r"(?:ways? out|options?|legal options?|remed(?:y|ies)|avenues?|routes?|routes? out|paths?|means of relief|recourse)"
)
_WAYS = rf"(?:what|which) (?:other |else |legal )?{_WAY}"
_BESIDES = (
    r"(?: (?:besides|other than|apart from|aside from|than|except|except for|without|beside|in addition to)"
    r" (?:clemency|a pardon|pardons?|a commutation|mercy))?"
)
_RELIEF = [
    (form, kind, re.compile(pattern, re.IGNORECASE))
    for form, kind, pattern in (
        ("relief", None, rf"(?:what|who|how) else {_CAN} (?:still )?(?:free|help|release|save) {_THEM}"),
        ("relief", None, rf"{_WAYS} (?:does|did|do|has|had) {_THEM} (?:still )?(?:have|had)(?: left| open)?{_BESIDES}"),
        (
            "relief",
            None,
            rf"{_WAYS} (?:are|were|is|was) (?:still )?(?:there|open|left|available|possible) (?:for|to) {_THEM}"
            rf"{_BESIDES}",
        ),
        (
            "relief",
            None,
            rf"(?:does|did|has|had) {_THEM} (?:still )?have (?:any |another |other )*{_WAY}(?: left| open)?{_BESIDES}",
        ),
        ("relief", None, rf"how else {_CAN} {_THEM} (?:still )?(?:be freed|be released|get out|go free)"),
        ("relief", "court", rf"(?:can|could|may|might) (?:a|any|the|some) courts? (?:still )?(?:free|release) {_THEM}"),
        ("tried", None, rf"what (?:has|had|did|have) {_THEM} (?:already )?(?:tried|try)(?: so far| already)?"),
        (
            "relief",
            "parole",
            rf"(?:can|could|may|might|will) {_THEM} (?:ever )?"
            r"(?:be (?:paroled|released on parole)|(?:get|receive|be granted) parole)"
            rf"(?: (?:from|for|on) (?:his|her|their) (?P<which>[\w-]+) (?:sentence|conviction))?",
        ),
        ("relief", "parole", rf"(?:is|was) {_THEM} (?:ever )?eligible for parole"),
    )
]
"""Questions about ways out other than clemency → form, and the kind of way asked about."""
_GIVES = {"clemency": "grant clemency to", "commutation": "commute"}
_ALONE = (
    r" (?:(?:all )?alone|by (?:him|her|it)self|on (?:his|her|its) own|single-?handedly|unilaterally"
    r"|without (?:the |a |any |asking the )?(?:(?:pardon|parole|clemency|advisory|state|and) ?)*"
    r"(?:board|commission|committee|council|legislature|pardon attorney)"
    r"(?:'s (?:consent|approval|recommendation|advice|agreement|vote))?)$"
)
"""By itself: of every power an answer tells with whom alone it may be used."""
_EXECUTION = re.compile(r"\b(?:execution|life)$", re.I)
"""It asks what could have been done before an execution."""
_PLAINER = [
    (re.compile(pattern, re.IGNORECASE), plainer)
    for pattern, plainer in (
        (r"\bhave been (pardon|commut|repriev)", r"be \1"),
        (r"\bhave granted\b", "grant"),
        (r"\bhave freed\b", "free"),
        (
            r"\bhave (pardon|commut|repriev)e?d\b",
            lambda m: {"commut": "commute", "repriev": "reprieve"}.get(m[1], m[1]),
        ),
        (r"^(?:is|was) (.+?) (?:able|allowed) to (.+)", r"can \1 \2"),
        (r"^why (?:is|was) (.+?) not (?:able|allowed) to (.+)", r"why can \1 not \2"),
        (r"^(?:can|could|may|might) (.+?) be pardoned by (.+)", r"can \2 pardon \1"),
        (
            r"^(?:can|could|may|might) (?:the sentences? of )?(.+?)(?:'s sentences?)? be (commut|repriev)ed by (.+)",
            lambda m: f"can {m[3]} {m[2]}e {m[1]}",
        ),
        (
            r"^(?:can|could|may|might) (.+?) have (?:his|her|their) sentences? commuted by (.+)",
            r"can \2 commute \1",
        ),
        (
            r"^(?:can|could|may|might) (.+?) (?:get|receive|be given|be granted) a pardon (?:from|by) (.+)",
            r"can \2 pardon \1",
        ),
        (r"^by whom (?:can|could|may|might) (.+?) be pardoned$", r"who can pardon \1"),
        (r"^(?:can|could|may|might) (.+?) be pardoned$", r"who can pardon \1"),
        (r"^(can|could) (.+?) grant (.+?) (?:a )?(pardon|reprieve)$", r"\1 \2 \4 \3"),
        (
            r"\b(?:grant|give) (?!a |an |any |clemency)(.+?) (?:a )?(pardon|reprieve|clemency|commutation)$",
            lambda m: f"{_GIVES.get(m[2].lower(), m[2].lower())} {m[1]}",
        ),
        (
            r"\b(?:stop|prevent|halt|call off|postpone|delay|block|avert|stay) "
            r"(?:the execution of (.+)|(.+?)(?:'s|') execution)$",
            lambda m: f"grant clemency to {m[1] or m[2]}",
        ),
        (r"\b(?:save|spare) (.+?) (?:from execution|from death|from the death penalty)$", r"grant clemency to \1"),
        (r"\b(?:save|spare) (.+?)(?:'s|') life$", r"grant clemency to \1"),
        (_ALONE, ""),
        (r"\b(?:restore|give back) (.+?)(?:'s?|’s?) (?:civil |voting )*rights$", r"restore the rights of \1"),
        (r"\b(?:restore|give back) (?:the |her |his )?(?:civil |voting )*rights (?:of|to) ", "restore the rights of "),
    )
]
"""Other ways to put a question → the plain way."""
_PAST = re.compile(
    r"^(?:(?:can|could|may|might|why (?:could|couldn't)) .+? have (?:been )?(?:pardoned|commuted|reprieved|granted)\b"
    r"|(?:did|had) .+? power to |(?:was|were) .+? (?:able|allowed) to )",
    re.I,
)
"""What could have been done: by somebody who has left the office, in the time they held it."""


def read_relief(text: str) -> Reading | None:
    """A question about other ways out, or None."""
    text, when = split_date(text)
    for form, way, pattern in _RELIEF:
        match = pattern.fullmatch(text)
        if match:
            whom = read_whom(match["who"])
            which = match.groupdict().get("which") or ""
            return Reading(form, "", whom.who, way, when, words=" ".join(filter(None, (whom.which, which))))
    return None


def read_clemency(text: str) -> Reading | None:
    """A question about clemency over somebody's convictions, or None."""
    text, when = split_date(text)
    past, before = bool(_PAST.search(text)), "execution" if _EXECUTION.search(text) else ""
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text)
    for form, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match:
            groups = match.groupdict()
            office = groups.get("office") or groups.get("office2") or ""
            verb = (groups.get("verb") or "").lower()
            kind = "pardon" if (groups.get("kind") or "").startswith("pardon") else verbs_of_clemency().get(verb)
            whom = read_whom(groups.get("who") or "")
            return Reading(form, office, whom.who, kind, when, words=whom.which, past=past, after=before)
    return None
