"""Whose names stand in a text: full names first, then the surnames and first names that mean the same people.

Without a language model a name is a run of two to four capitalised words none of which the lexicon knows as part of a
body, a place or the beginning of a sentence. A model, where there is one, confirms or adds.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from .lexicon import Lexicon
from .segments import Block

__all__ = ["CAPITAL", "TITLES", "NameMention", "People", "find_people"]

CAPITAL = r"(?!(?:Jr|Sr)\b)(?:[A-ZÀ-Ý]['’])?[A-ZÀ-Ý][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*"
TITLES = {
    "president": "president", "gov.": "governor", "governor": "governor", "former gov.": "former governor",
    "sgt.": "sergeant", "sergeant": "sergeant", "col.": "colonel", "capt.": "captain", "lt.": "lieutenant", "maj.": "major",
    "pvt.": "private", "pfc.": "private", "cpl.": "corporal", "gen.": "general", "rep.": "representative",
    "sen.": "senator", "judge": "judge", "justice": "justice", "chief justice": "chief justice",
    "detective": "detective", "det.": "detective", "sheriff": "sheriff", "officer": "officer", "chairman": "chairman",
    "magistrate judge": "judge", "district judge": "judge", "dr.": "", "mr.": "", "ms.": "", "mrs.": "", "miss": "", "rev.": "reverend", "prof.": "professor",
    "district attorney": "district attorney", "attorney general": "attorney general",
    "assistant attorney general": "assistant attorney general", "u.s. attorney": "u.s. attorney",
    "assistant u.s. attorney": "assistant u.s. attorney", "assistant district attorney": "assistant district attorney",
    "state's attorney": "state's attorney", "mayor": "mayor", "warden": "warden", "secretary": "secretary",
    "lt. gov.": "lieutenant governor", "vice president": "vice president", "commissioner": "commissioner",
}  # fmt: skip
"""What is printed before a name → what it says the person is, "" when it says nothing."""

_TITLE_BEFORE = re.compile(
    rf"(?<![\w.])(?P<title>{'|'.join(re.escape(title) for title in sorted(TITLES, key=len, reverse=True))})[ \u00a0]$"
)
_INITIAL = r"[A-Z]\."
_PARTICLE = r"(?:de|da|del|della|van|von|der|la|le|bin|al|St\.)"
_NICKNAME = rf"[\"“(]{CAPITAL}[\"”)](?=[ \u00a0]{CAPITAL})"
_CAPITALS = r"[A-ZÀ-Ý][A-ZÀ-Ý'’-]{2,}(?!\w|\.\w)"
"""A surname as captions print it: `Samuel James NICKERSON`."""
_RUN = re.compile(
    rf"(?<![\w.'’-])(?:(?:[A-Z]\.[ \u00a0]?){{1,3}}(?={CAPITAL}[ \u00a0]?))?{CAPITAL}(?:[ \u00a0](?:{_INITIAL}|{CAPITAL}|{_NICKNAME}|{_PARTICLE}(?=[ \u00a0]{CAPITAL})))*"
    rf"(?:[ \u00a0]{_CAPITALS})?(?:,? (?:Jr\.|Sr\.|Jr(?!\w)|Sr(?!\w)|III|II|IV)(?!\w))?"
)
_SUFFIX = re.compile(r"(?:Jr\.|Sr\.|III|II|IV)$")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|around|through|throughout|of|from|to)\s+(?:downtown\s+)?$")
_PLACE_AFTER = re.compile(r"^,\s+(?:[A-Z][a-z]+\.?|[A-Z]\.[A-Z]\.)(?:\s[A-Z][a-z]+)?\s*(?:[,.;)—-]|$)")
_PERSON_AFTER = re.compile(
    r"^(?:['’]s\b|,?\s+(?:who|whose|said|says|told|was|were|had|has|is|did|does|will|would|asked|wrote|argued|pleaded|pled|"
    r"served|spent|confessed|testified|filed|signed|died|walked|denied|opposed|declined|pardoned|commuted)\b|,\s+\d{1,3}\b)"
)
_SURNAMES = frozenset(
    ("hall", "young", "day", "church", "west", "law", "park", "long", "street", "house", "lake", "may", "post")
)
"""Words of places and bodies that are surnames too, when they end a run of two."""
_WORK_SIGN = re.compile(r"[\"“‘']\s*$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A place where a person is named.

    Attributes:
        start, end: the span of the name, title left out.
        person: the full name it stands for.
        title: the title before it as TITLES has it, or "".
        full: the name is given in full.
        certain: only one person can be meant.
    """

    start: int
    end: int
    person: str
    title: str = ""
    full: bool = True
    certain: bool = True


@dataclass
class People:
    """The people of a text: full names in order of appearance, and every mention in order."""

    names: list[str] = field(default_factory=list)
    mentions: list[NameMention] = field(default_factory=list)


def find_people(
    text: str, blocks: Iterable[Block], words: Lexicon, known_by_model: Collection[tuple[int, int]] | None = None
) -> People:
    """Every mention of a person in the blocks of a text.

    Args:
        text: the text.
        blocks: its blocks; headlines and teasers introduce nobody.
        words: the lexicon.
        known_by_model: spans a language model calls people, None when there is no model.
    """
    held = list(blocks)
    runs = [run for block in held if block.kind in ("body", "headline") for run in _runs(text, block, words)]
    single = {run.words[-1] for run in runs if len(run.words) == 1}
    people = People()
    forms: dict[str, str] = {}
    called = {f"{run.nickname} {_surname(run.name)}": run.name for run in runs if run.nickname}
    for run in runs:
        if not _is_full_name(text, run, words, single, known_by_model):
            continue
        told = called.get(run.name, run.name)
        name = _same_person(told, people.names)
        if name is None:
            people.names.append(told)
        forms[run.name] = name or told
    surnames, firsts = _short_forms(people.names)
    recent: dict[str, str] = {}
    settled: set[str] = set()
    for run in runs:
        mention = _mention(run, forms, surnames, firsts, recent)
        if mention is not None:
            people.mentions.append(mention)
            surname = _surname(mention.person)
            # A bare surname goes on meaning whom it meant last; a full name only opens that use.
            if not mention.full or surname not in settled:
                recent[surname] = mention.person
            if not mention.full:
                settled.add(surname)
            recent[mention.person.split()[0]] = mention.person
    return people


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of capitalised words: its span, its words, the title before it, the kind of its block, a nickname in it."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str
    has_title: bool
    kind: str
    nickname: str = ""

    @property
    def name(self) -> str:
        return " ".join(self.words)


def _runs(text: str, block: Block, words: Lexicon) -> Iterable[_Run]:
    for match in _RUN.finditer(text, block.start, block.end):
        pieces = [(m.start() + match.start(), m[0]) for m in re.finditer(r"[^\s]+", match[0])]
        group: list[tuple[int, str]] = []
        before = ""
        for at, piece in [*pieces, (match.end(), "")]:
            bare = re.sub(r"['’]s$", "", piece)
            # `New York Field Division`: York is no name either.
            if f"{before} {bare}" in words.states:
                group, before = [], ""
                continue
            before = bare
            if piece and (
                not _stops(bare, words)
                or (len(group) >= 1 and len(bare) > 2 and bare.isupper() and bare[-1].isalpha())
                or (len(group) == 1 and bare.lower() in _SURNAMES and at + len(bare) >= match.end() - 2)
            ):
                group.append((at, bare))
                if bare == piece:
                    continue
            if group:
                yield _run(text, block, group)
            group = []


def _stops(word: str, words: Lexicon) -> bool:
    if re.fullmatch(_INITIAL, word):
        return False
    return word.lower().rstrip(".,") in words.not_names or word in words.states or word.rstrip(",") in words.states


def _run(text: str, block: Block, group: list[tuple[int, str]]) -> _Run:
    start = group[0][0]
    end = group[-1][0] + len(group[-1][1])
    before = text[max(block.start, start - 40) : start].lower()
    found = _TITLE_BEFORE.search(before)
    longest = found["title"] if found else ""
    nickname = next((piece.strip('"“”()') for _, piece in group if piece[0] in '"“('), "")
    parts = tuple(_word(piece) for _, piece in group if piece[0] not in '"“(')
    return _Run(start, end, parts, TITLES.get(longest, ""), bool(found), block.kind, nickname)


def _word(piece: str) -> str:
    """A part of a name as it is kept: `NICKERSON` is Nickerson, `Jr` is Jr."""
    word = piece.rstrip(",")
    if word in ("Jr", "Sr"):
        return f"{word}."
    return word.title() if word.isupper() and len(word) > 2 and "." not in word and word != "III" else word


def _is_full_name(
    text: str, run: _Run, words: Lexicon, single: set[str], known_by_model: Collection[tuple[int, int]] | None
) -> bool:
    solid = [word for word in run.words if not re.fullmatch(_INITIAL, word)]
    initials = len(solid) == 1 and len(run.words) > 1 and run.words[0] != solid[0] and len(solid[0]) > 2
    if not (2 <= len(solid) <= 4 or initials) or len(run.words) > 5 or run.name in words.places:
        return False
    before, after = text[max(0, run.start - 30) : run.start], text[run.end : run.end + 40]
    if _WORK_SIGN.search(before) and re.match(r"[,.]?[\"”’']", after):
        return False
    evidence = 2 * run.has_title + 2 * (solid[-1] in single) + (solid[0].lower() in words.given_names)
    evidence += bool(_PERSON_AFTER.match(after))
    if known_by_model is not None:
        evidence += 2 * any(s < run.end and run.start < e for s, e in known_by_model)
    ahead = re.search(r"\b([A-Z][\w-]+)[ \u00a0]$", before)
    if ahead and not run.has_title and not (words.not_names | words.roles) & {ahead[1].lower()}:
        evidence -= 0 if re.search(r"[.!?:][\"”’)]*\s+\S+\s$", before) else 1
    if re.match(
        r"(?:['’]s)?[ \u00a0](?:County|University|Court|College|Project|Prison|Jail|Street|Institution|Reformatory|Law|Times|Road|Avenue|Drive|Lane|Bridge|"
        r"Store|Stores|Journal|Tribune|Herald|Gazette|Post|Correctional|Detention|Penitentiary|Memorial|Facility|Hospital|School|Church|Inc|Department|Commission|Foundation|Unit)\b",
        after,
    ) or (re.match(r",? which\b", after) and not before.endswith("of ")):
        return False
    if re.search(r"\b(?:the|in the) (?:book|film|movie|novel|memoir|podcast) $", before):
        return False
    evidence += 2 * bool(
        re.search(r"\b[vV](?:s?\.|ersus)\s+$", before) or re.match(r",?\s+[vV](?:s?\.|ersus)\s", after)
    )
    if _PLACE_BEFORE.search(before):
        evidence -= 2 if _PLACE_AFTER.match(after) else 0 if before.endswith(("of ", "to ", "from ")) else 2
    return evidence >= (2 if run.kind == "headline" else 0)


def _surname(name: str) -> str:
    parts = [part for part in name.split() if part not in ("Jr.", "Sr.", "II", "III", "IV")]
    return parts[-1]


def _same_person(name: str, known: Iterable[str]) -> str | None:
    """The known full name that this one repeats, with or without a middle name."""
    first, last, suffix = name.split()[0], _surname(name), _SUFFIX.search(name)

    def alike(other: str) -> bool:
        held = _SUFFIX.search(other)
        return not (suffix and held and suffix[0] != held[0])

    return next((o for o in known if o.split()[0] == first and _surname(o) == last and alike(o)), None)


def _short_forms(names: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    surnames: dict[str, list[str]] = {}
    firsts: dict[str, list[str]] = {}
    for name in names:
        surnames.setdefault(_surname(name), []).append(name)
        firsts.setdefault(name.split()[0], []).append(name)
    return surnames, firsts


def _mention(
    run: _Run,
    forms: dict[str, str],
    surnames: dict[str, list[str]],
    firsts: dict[str, list[str]],
    recent: dict[str, str],
) -> NameMention | None:
    if run.name in forms:
        return NameMention(run.start, run.end, forms[run.name], run.title)
    if len(run.words) > 2:
        return None
    word = run.words[-1]
    meant = surnames.get(word) or (firsts.get(word) if len(run.words) == 1 else None) or []
    if not meant or (len(run.words) == 2 and run.words[0] not in {name.split()[0] for name in meant}):
        return None
    person = meant[0] if len(meant) == 1 else recent.get(word, meant[0])
    return NameMention(run.start, run.end, person, run.title, False, len(meant) == 1)
