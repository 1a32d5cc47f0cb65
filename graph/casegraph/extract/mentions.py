"""What is named in a text: people, offices, courts, jurisdictions, offences, terms, works and dates, with their spans."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from .english_dates import NUMBER, dates_in
from .lexicon import Lexicon
from .mask import Mention
from .names import People, find_people
from .segments import Block, SentenceSpan, blocks, sentences

__all__ = ["AnnotatedText", "read"]

_WORDS = r"[A-Z][\w.'’-]*"
_COURT = re.compile(
    rf"(?:\b(?:U\.S\.|United[ ]States)[ ])?(?:\b(?!The\b|In\b|A\b|An\b){_WORDS}[ ]){{0,4}}"
    r"\b(?:Courts?|COURT)\b(?:[ ](?:of|OF)[ ](?:Criminal[ ]|CRIMINAL[ ])?(?:Appeals?|APPEALS?|Common[ ]Pleas|Claims))?"
    r"(?:[ ](?:for|FOR)[ ](?:the|THE)[ ](?:[A-Z][\w]*[ ])+(?:Circuit|CIRCUIT|District|DISTRICT)(?:[ ]of[ ][A-Z]\w+)*)?"
    r"(?:[ ](?:of|OF)(?:[ ](?:the|THE))?(?:[ ](?:State|STATE)[ ](?:of|OF))?[ ][A-Z][A-Za-z]+(?:[ ](?!Minutes)[A-Z][A-Za-z]+|[ ]of[ ][A-Z][a-z]+)?)?"
)
_DISTRICT = re.compile(
    r"\b(?:Northern|Southern|Eastern|Western|Middle|Central)[ ]District[ ]of[ ][A-Z][a-z]+(?:[ ][A-Z][a-z]+)?"
)
_PLAIN_COURT = re.compile(
    r"(?:state )?(?:supreme|superior|district|circuit|appeals|appellate|trial|county|criminal) courts?", re.IGNORECASE
)
"""A court by its kind alone: whose it is is not said."""
_COURT_NOISE = re.compile(r"^(?:In|The|By|At|From|On|When|A|An|And|But|FILED|IN THE|IN)[ ]")
_TERM = re.compile(
    rf"\b(?:life(?:[ ](?:in[ ]prison|imprisonment))?(?:[ ]without(?:[ ]the[ ]possibility[ ]of)?[ ]parole)?(?=[ ]*(?:[.,;)(]|(?:prison[ ])?sentence|(?:prison[ ])?term|for|and|plus|in|after|on|with|$))"
    rf"|death(?=[ ]*(?:[.,;)]|sentence|by|for|and|in|on|after|$))"
    rf"|(?:{NUMBER}[ ]to[ ])?{NUMBER}(?:[ ]\(\d+\))?[- ](?:years?|months?|days?)(?:['’](?=[ ]))?(?:[ ]to[ ]life)?)",
    re.IGNORECASE,
)
_FINE = re.compile(r"\$\d[\d,]*(?:\.\d\d)?(?:[ ](?:million|thousand))?")
_WORK_BEFORE = re.compile(
    r"\b(film|movie|documentary|docuseries|podcast|series|book|show|memoir|novel|play|programme|program|episode)s?"
    r"(?:[ ]series)?,?(?:[ ]of)?[ ](?:called[ ]|titled[ ]|entitled[ ])?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“](?P<title>[A-Z][^\"“”\n]{1,60}?)[,.]?[\"”]")
_STREAMED = re.compile(
    rf"\b(?P<maker>Netflix|HBO|Hulu|Amazon|Apple|Showtime|Disney)(?:'s|’s)[ ](?P<title>[A-Z][a-z]+(?:[ ](?:a|an|the|of|in|on|and|to|{_WORDS})){{0,6}}[ ]{_WORDS}|[A-Z]\w+)"
)
_DEGREE = r"(?:(?:attempted|aggravated|felony|felonious|misdemeanor|capital|armed|simple|double|triple|mass|fatal|home[ ]invasion|execution-style|vehicular|involuntary|voluntary|first|second|third|fourth|fifth)(?:-degree|[ ]degree)?[ ])*"


@dataclass
class AnnotatedText:
    """A text as the rules see it.

    Attributes:
        text: the text.
        blocks: its blocks.
        sentences: the sentences of its body, and its headline.
        people: who is named.
        mentions: everything named, people included, in order.
        home: the one jurisdiction a text is about, or "".
        party: whom the caption of an opinion names as the accused, or "".
    """

    text: str
    blocks: list[Block]
    sentences: list[SentenceSpan]
    people: People
    mentions: list[Mention]
    home: str
    party: str = ""


def read(text: str, words: Lexicon, known_by_model: Collection[tuple[int, int]] | None = None) -> AnnotatedText:
    """Find what is named in a text."""
    parts = blocks(text)
    people = find_people(text, parts, words, known_by_model)
    home = _home(text, parts, words)
    mentions = [Mention(m.start, m.end, "P", m.person, m.title, m.certain) for m in people.mentions]
    for block in parts:
        if block.kind in ("body", "headline"):
            mentions += _in_block(text, block, words, home)
    lines = [
        s for i, block in enumerate(parts) if block.kind in ("body", "headline") for s in sentences(text, block, i)
    ]
    mentions.sort(key=lambda m: (m.start, m.start - m.end))
    return AnnotatedText(text, parts, lines, people, mentions, home, _party(text, people))


_VERSUS = re.compile(r"\b[vV](?:s?\.|ersus)(?=\s)")
_PROSECUTES = re.compile(
    r"\b(?:STATE|State|PEOPLE|People|COMMONWEALTH|Commonwealth|UNITED STATES|United States|U\.S\.)\b"
)
_TO_VERSUS = re.compile(r"[,\s]*(?:(?:Defendant|Appell|Petitioner|Applicant|Plaintiff)[\w-]*[\s,-]*){0,3}(?=[vV])")
_JOINED = re.compile(r",? (?:and|&|et al)\b")
_ONE_PARTY = re.compile(r"\b(?:Ex [Pp]arte|EX PARTE|In re|IN RE|Matter of)\s+$")


def _party(text: str, people: People) -> str:
    """The accused of a caption: `State v. NAME`, `NAME v. State`, `Ex parte NAME`; "" where it names two."""
    head = text[:1200]
    for mention in people.mentions:
        if mention.end < len(head) and _ONE_PARTY.search(head[: mention.start]):
            return mention.person
    for sign in _VERSUS.finditer(head):
        before = max(0, sign.start() - 120)
        left = {
            m.person for m in people.mentions if before <= m.start and _TO_VERSUS.match(head, m.end, sign.start() + 1)
        }
        right = {m.person for m in people.mentions if sign.end() <= m.start and not head[sign.end() : m.start].strip()}
        if _PROSECUTES.search(head[before : sign.start()]) and not left:
            side = right
        elif _PROSECUTES.search(head[sign.end() : sign.end() + 60]):
            side = left
        else:
            continue
        together = re.search(
            r"(?:,| and| &|,? et al\.?)\s+(?:[A-Z][\w.]+ )*[A-Z][\w.]+,?\s*$", head[before : sign.start()]
        )
        joined = any(m.person in side and _JOINED.match(head, m.end) for m in people.mentions) or (
            side == left and together and " and " in together[0]
        )
        if len(side) == 1 and not joined:
            return side.pop()
    return ""


def _home(text: str, parts: list[Block], words: Lexicon) -> str:
    """The one state a text names; where it names several, that of its date line, else none."""
    body = "\n\n".join(text[b.start : b.end] for b in parts if b.kind in ("body", "headline"))
    line = re.search(
        r"^[A-Z][A-Z .'-]{2,30},[ ]([A-Z][\w.]+(?:[ ][A-Z][a-z]+)?)[ ]?(?:\([^)]*\)[ ]?)?[-–—]", body, re.MULTILINE
    )
    if line and line[1] in words.states:
        return words.states[line[1]]
    named = {state for _, _, state in _states(body, words)}
    return named.pop() if len(named) == 1 else ""


def _states(text: str, words: Lexicon) -> Iterator[tuple[int, int, str]]:
    pattern, capitals = _state_patterns(tuple(words.states))
    for match in pattern.finditer(text):
        yield match.start(), match.end(), words.states[match[0]]
    for match in capitals.finditer(text):
        if (name := match[0].title().replace(" Of ", " of ")) in words.states:
            yield match.start(), match.end(), words.states[name]


@cache
def _state_patterns(states: tuple[str, ...]) -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    """The names of jurisdictions as print has them, and in capitals."""
    names = sorted(states, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![\w.])(?:"
        + "|".join(re.escape(name) for name in names)
        + r")(?!\w)(?!,? (?:D\.C|County|Post|Times|Street|Avenue|University|Parish|Herald|Tribune)\b)"
    )
    full = [re.escape(name.upper()) for name in states if not name.endswith(".") and name != "D.C."]
    return pattern, re.compile(r"\b(?:" + "|".join(full) + r")\b")


def _in_block(text: str, block: Block, words: Lexicon, home: str) -> Iterator[Mention]:
    start, end = block.start, block.end
    for found in dates_in(text, start, end):
        yield Mention(found.start, found.end, "D", found.edtf)
    for match in _FINE.finditer(text, start, end):
        yield Mention(match.start(), match.end(), "T", match[0])
    for match in _TERM.finditer(text, start, end):
        yield Mention(match.start(), match.end(), "T", match[0].rstrip("'’"))
    for at, until, state in _states(text[start:end], words):
        yield Mention(start + at, start + until, "S", state)
    yield from _courts(text, block, words, home)
    yield from _offices(text, block, words, home)
    yield from _offences(text, block, words)
    yield from _works(text, block)


def _courts(text: str, block: Block, words: Lexicon, home: str) -> Iterator[Mention]:
    """Courts by name, with the sovereign whose court it is where the name or the text shows it."""
    for pattern in (_COURT, _DISTRICT):
        for match in pattern.finditer(text, block.start, block.end):
            name, start = match[0], match.start()
            while noise := _COURT_NOISE.match(name):
                start += noise.end()
                name = name[noise.end() :]
            if len(name.split()) > 1 and not _PLAIN_COURT.fullmatch(name):
                yield Mention(start, match.end(), "C", name, _court_of(name, words, home))


def _court_of(name: str, words: Lexicon, home: str) -> str:
    title = name.title() if name.isupper() else name
    if (
        re.search(r"U\.S\.|\bUnited States\b", title)
        or ("District of" in title and "Superior" not in title)
        or ("Circuit" in title and "Court of Appeals" in title)
    ):
        return "US"
    stated = next((state for _, _, state in _states(title, words)), "")
    return stated or (home if re.search(r"County|Parish|\bState\b|Superior|Circuit|District Court", title) else "")


def _offices(text: str, block: Block, words: Lexicon, home: str) -> Iterator[Mention]:
    """The President, governors and clemency boards, by their ids; a governor of no known state has the id `governor`."""
    for match in _office_pattern(tuple(words.states)).finditer(text[block.start : block.end]):
        start, end = block.start + match.start(), block.start + match.end()
        said = match[0].lower()
        if "house" in said:
            yield Mention(start, end, "O", "white-house", "US")
        elif "president" in said:
            yield Mention(start, end, "O", "US-president", "US")
        else:
            kind = "governor" if "gov" in said else "board"
            state = words.states.get(match["before"] or match["after"] or match["board"] or "", home)
            yield Mention(start, end, "O", words.office(kind, state) or kind, state)


@cache
def _office_pattern(states: tuple[str, ...]) -> "re.Pattern[str]":
    names = "|".join(re.escape(name) for name in sorted(states, key=len, reverse=True))
    return re.compile(
        rf"(?:\b[Tt]he[ ])?\b(?:President(?:[ ]of[ ]the[ ]United[ ]States)?\b(?!['’]?s?[ ]Day)|White[ ]House\b"
        rf"|(?:(?P<before>{names})(?:['’]s)?[ ])?(?:Governor|governor|Gov\.)(?:['’]s[ ]office)?(?:[ ]of[ ](?P<after>{names}))?(?![\w])"
        rf"|(?:(?P<board>{names})(?:['’]s)?[ ])?(?:State[ ])?(?:[Bb]oard[ ]of[ ]Pardons(?:[ ]and[ ]Paroles?|[ ]Commissioners)?|Prisoner[ ]Review[ ]Board|(?:[Pp]ardon|[Cc]lemency|[Pp]arole)[ ](?:[Aa]dvisory[ ])?[Bb]oard|Pardons[ ]Board))"
    )


def _offences(text: str, block: Block, words: Lexicon) -> Iterator[Mention]:
    piece = text[block.start : block.end]
    for match in _offence_pattern(words).finditer(piece):
        end = match.end()
        if _LONG.match(match[0]):
            end = _TAIL.match(piece, end).end()  # type: ignore[union-attr]
        value = " ".join(piece[match.start() : end].lower().split())
        # `two murders` are counts of murder, `robberies` of robbery.
        value = re.sub("ies$", "y", value) if end == match.end() else value
        value = value[:-1] if value.endswith("s") and end == match.end() and value[:-1] in words.offences else value
        yield Mention(block.start + match.start(), block.start + end, "X", value)


_LONG = re.compile(
    r"conspir|possess|distribut|manufactur|sale\b|sell|deliver|use of|using|being a|aiding|attempt to", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:\s(?:and(?= (?:intent\b|possess(?:ing|ion)? with|a detectable|carrying a))|(?!and\b|since\b|from\b|was\b|were\b|who\b|which\b|that\b|after\b|before\b|while\b|when\b|for\b|at\b|on\b|because\b|by\b|as\b|is\b|has\b|had\b|but\b|whose\b|near\b|under\b|convictions?\b|charges?\b|cases?\b|in (?:the\s)?(?:\d|[A-Z]|federal|state|late|early|this|prison))"
    r"[a-z0-9][\w,.%-]*(?<![,.])))*"
)
"""What follows the name of a drug or firearms offence and still belongs to it: `… 50 grams or more of cocaine`."""
_PATTERNS: dict[frozenset[str], "re.Pattern[str]"] = {}


def _offence_pattern(words: Lexicon) -> "re.Pattern[str]":
    if words.offences not in _PATTERNS:
        names = "|".join(
            re.sub("y$", "(?:y|ie)", re.escape(name).replace("\\ ", r"\s"))
            for name in sorted(words.offences, key=len, reverse=True)
        )
        degree = r"(?:[ ]in[ ]the[ ](?:first|second|third|fourth)[ ]degree)?"
        _PATTERNS[words.offences] = re.compile(rf"(?<![\w-]){_DEGREE}(?:{names})s?{degree}(?![\w-])", re.IGNORECASE)
    return _PATTERNS[words.offences]


def _works(text: str, block: Block) -> Iterator[Mention]:
    piece = text[block.start : block.end]
    for match in _QUOTED.finditer(piece):
        title = match["title"]
        words = title.split()
        heavy = [word for word in words if word[0].isalpha() and len(word) > 3]
        if _WORK_BEFORE.search(piece[: match.start()]) and all(word[0].isupper() for word in heavy):
            yield Mention(block.start + match.start("title"), block.start + match.end("title"), "W", title)
    for match in _STREAMED.finditer(piece):
        start, end = block.start + match.start("title"), block.start + match.end("title")
        yield Mention(start, end, "W", match["title"], match["maker"])
        for again in re.finditer(rf"(?<!\w){re.escape(match['title'])}(?!\w)", text):
            if again.start() != start:
                yield Mention(again.start(), again.end(), "W", match["title"])
