"""Who does what in a marked sentence: the subject of a verb, its object, what belongs to it, and what vetoes it."""

import re
from dataclasses import dataclass, field

from .mask import Masked
from .mentions import AnnotatedText
from .segments import SentenceSpan

__all__ = [
    "LIST",
    "MODAL",
    "NEGATED",
    "REQUESTED",
    "Clause",
    "Discourse",
    "Subject",
    "before",
    "clause_start",
    "introduced",
    "named_after",
    "objects",
    "subjects",
    "tail",
    "vetoed",
]

LIST = r"(?:Mr\. |Ms\. |Mrs\. )?P\d+_(?:(?:,? and |, )(?:(?:his|her|their) (?:[\w-]+ ){1,2})?P\d+_(?!'s)){0,40}"
"""One person or several: `P0_`, `P0_ and P1_`, `P0_, P1_ and his cousin P2_`."""
_PRONOUN = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he )?(?:[Dd]efendant|[Pp]laintiff|[Pp]etitioner|[Aa]ppellant|[Aa]pplicant|[Aa]ccused)(?! P\d|'s)|both men|both women|the two men|the two women|the pair|both)\b"
_SUBJECT = re.compile(rf"(?P<list>{LIST})(?!'s)|(?P<pronoun>{_PRONOUN})")
_NOT_SUBJECT = re.compile(
    r"(?:\b(?:by|of|for|with|against|to|from|than|about|over|toward|between|killing|murdering|robbing|raping|told|asked|urging|"
    r"urged|asking|pardon|pardoned|convicted|charged|freed|cleared|exonerated|sentenced|killed|murdered|accused|arrested|named|"
    r"joined|including|include|like|and his|and her|implicated|identified|called|represents|represented|defended|prosecuted)|"
    r"O\d+_ of)(?: (?:the|his|her|their|a|an|detective|[A-Z][a-z]+))?(?: [a-z]+)?(?: Mr\.| Ms\.| Mrs\.)? ?$"
)
_KIN_BEFORE = re.compile(
    r"\b(?:son|daughter|brother|sister|father|mother|wife|husband|widow|cousin|nephew|niece|friend|girlfriend|boyfriend|attorney|lawyer|counsel|killer|"
    r"murderer|victim|co-defendant)s? (?:of|for|to) (?:[\w.-]+ ){0,4}$"
)
"""`A, son of B, who was convicted`: never B."""
_APPOSITION = re.compile(
    r"^(?: ?[—–](?! ?(?:and|but)\b)|, (?!and\b|but\b|then\b|was\b|were\b|had\b|has\b)|\s\((?=\w)| who\b|,? whose\b)"
)
_PLACED = re.compile(
    r"^(?:,? (?:age )?\d{1,3},?| \(\d+\))?,? (?:of|from) (?:[A-Z][a-z][\w.'-]*|S\d+_)(?:[ -][A-Z][a-z][\w.'-]*)*(?:, (?:S\d+_|[A-Z][\w.]+(?: [A-Z]\w+)?))?,?(?= )"
)
"""`P0_, 47, of Manchester,`: age and place say nothing of who did what."""
_BOUNDARY = re.compile(
    r";|:(?= )|\"|, (?:but|while|although|though|whereas|so|yet)\b| but | while |(?<=[a-z_]) (?:after|before|because|until|unless) "
    r"(?=(?:P\d+_|he|she|they|an?|the|his|her) )|, when | when (?=(?:P|an?|the|he|she) ?)|, which\b|, and (?=(?:jurors|a |an |the |P\d+_|O\d+_|another |his |her )[^,;]*? (?:was|were|had|has|is|convicted|found|sentenced|denied|granted)\b)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody a verb is about: the full name, and how sure the reading is."""

    name: str
    certain: bool = True


@dataclass
class Discourse:
    """What earlier sentences leave in mind.

    Attributes:
        last, block: who was spoken of last, and in which block.
        item, item_block: whom the entry of a list is about, and where it began.
        asked: what that entry asks for.
        listed: (kind of relief, office) granted to those a list goes on to name.
        accused: who has been charged or convicted so far.
        sex: name → m or f, as far as titles and pronouns have shown it.
        speaker: the office or person quoted last.
        work: the film, series or book named last.
        inspired: the work said to have inspired the petition, and where that is said.
        published: the day a release or minutes carry at their head.
        charged: name → what it was charged with, as (offence, start, end) in the text, the newest charge only.
    """

    last: list[str] = field(default_factory=list)
    block: int = -1
    item: str = ""
    item_block: int = -1
    asked: str = ""
    listed: tuple[str, str] = ("", "")
    accused: list[str] = field(default_factory=list)
    sex: dict[str, str] = field(default_factory=dict)
    speaker: str = ""
    work: str = ""
    inspired: tuple[str, int, int] = ("", 0, 0)
    published: str = ""
    charged: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Clause:
    """A marked sentence with what is known around it."""

    reading: AnnotatedText
    sentence: SentenceSpan
    masked: Masked
    discourse: Discourse

    @property
    def text(self) -> str:
        """The marked text."""
        return self.masked.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of a stretch of the marked text."""
        return self.masked.origin(start), self.masked.origin(end, end=True)

    def people(self, piece: str) -> list[Subject]:
        """The people whose marks stand in a piece."""
        return [Subject(m.value, m.certain) for m in self.masked.marks(piece) if m.kind == "P"]

    def earlier(self) -> list[Subject]:
        """Whom a pronoun means: the people the last sentence of this block, or the one before, was about."""
        near = self.discourse.block in (self.sentence.block, self.sentence.block - 1)
        return [Subject(name, False) for name in self.discourse.last] if near else []

    def fits(self, person: Subject, pronoun: str) -> bool:
        """Can the pronoun mean this person, as far as the text has shown?"""
        shown = self.discourse.sex.get(person.name, "")
        wanted = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}.get(pronoun.lower(), "")
        return not shown or not wanted or shown == wanted

    def concerned(self) -> list[Subject]:
        """Whom an act of a court or an authority concerns: whom the text spoke of last, or the one person accused."""
        near = self.reading.text[max(0, self.sentence.start - 700) : self.sentence.start]
        people = self.earlier()
        accused = [name for name in self.discourse.accused if name.split()[-1].rstrip(".") in near or name in near]
        if len(accused) == 1 and not any(person.name in accused for person in people):
            return [Subject(accused[0], False)]
        return people

    def entry(self) -> list[Subject]:
        """The person of the list entry this sentence stands in, as in minutes."""
        near = self.discourse.item and self.discourse.item_block in (self.sentence.block, self.sentence.block - 1)
        return [Subject(self.discourse.item)] if near else []


_A_PERSON = re.compile(
    r"\b(?:[Aa]n?|[Tt]wo|[Tt]hree) (?:[\w'’-]+ ){0,4}?(?:\d\d-year-old|resident|man|woman|men|women|mother|father|grandmother|grandfather|inmate|prisoner|veteran|teenager|clerk|couple|brothers)\b|\bone of (?:its|his|her|their) clients\b|"
    r"^[^.]{0,200}\b(?:his|her)\b[^.]{0,60}\bconviction"
)
_HELD = re.compile(
    r"\b(?:served|serving|spent|freed|released|imprisoned|prison|sentenced|convicted|exonerated|walked (?:out|free))\b"
)


def named_after(reading: AnnotatedText, sentence: SentenceSpan) -> str:
    """Whom the opening of an article means by `a man`: the one person the next sentences name as freed or imprisoned, or ""."""
    opening = reading.text[sentence.start : sentence.end]
    body = [s for s in reading.sentences if reading.blocks[s.block].kind == "body"]
    if sentence not in body[:2] or not _A_PERSON.search(opening):
        return ""
    already = {m.value for m in reading.mentions if m.kind == "P" and sentence.start <= m.start < sentence.end}
    following = body[body.index(sentence) + 1 :][:4]
    for later in following:
        people = [
            m for m in reading.mentions
            if m.kind == "P" and later.start <= m.start < later.end and not m.extra
            and not re.search(r"\b(?:of|by|against|killing|named) (?:\d+-year-old |[a-z]+ ){0,2}$", reading.text[later.start : m.start])
        ]  # fmt: skip
        names = dict.fromkeys(m.value for m in people if m.value not in already)
        if not names:
            continue
        at = next(m.end for m in people if m.value in names)
        first = reading.text[at : at + 60]
        beside = re.match(
            r",? (?:an?|the|his|her|their|who) [^,]*(?:lawyer|attorney|prosecutor|judge|spokes|police|victim|detective)|'s ",
            first,
        )
        told = _HELD.search(reading.text[later.start : later.end])
        return next(iter(names)) if len(names) == 1 and told and not beside else ""
    return ""


def introduced(clause: Clause) -> list[Subject]:
    """The person an opening without a name goes on to name."""
    if clause.people(re.sub(r"O\d+_ P\d+_", "", clause.text)):
        return []
    name = named_after(clause.reading, clause.sentence)
    return [Subject(name, False)] if name else []


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds `position` begins."""
    starts = [match.end() for match in _BOUNDARY.finditer(text, 0, position)]
    return starts[-1] if starts else 0


def before(text: str, position: int) -> str:
    """The clause as far as `position`."""
    return text[clause_start(text, position) : position]


def subjects(clause: Clause, position: int) -> list[Subject]:
    """The people who are the subject of the verb or participle at `position`; [] when none can be told.

    `P0_ was convicted`, `P0_, who was convicted`, `P0_'s brother, P1_, was convicted` (the brother), `He was convicted`.
    """
    text = clause.text
    for start in dict.fromkeys((clause_start(text, position), _relative_start(text, position))):
        found = _subject_within(clause, start, position)
        if found:
            return found
    head = text[:position].strip(' "')
    if not head:
        return clause.entry() or clause.earlier()
    return []


def _relative_start(text: str, position: int) -> int:
    """For `P0_ …, who was convicted` and `…, when he was found guilty`: the start of the whole sentence."""
    return (
        0
        if re.search(r"(?:\bwho|, when (?:he|she|they)|^\W*)\W*(?:\w+ ){0,3}$", text[:position])
        else clause_start(text, position)
    )


def _subject_within(clause: Clause, start: int, position: int) -> list[Subject]:
    text = clause.text
    for match in reversed(list(_SUBJECT.finditer(text, start, position))):
        bridge = _PLACED.sub(",", text[match.end() : position])
        lead = text[start : match.start()]
        if len(bridge) > 170 or '"' in bridge:
            return []
        if _KIN_BEFORE.search(lead) and not re.match(r"(?:'s)? ?(?:was|were|is|had|has)\b", bridge):
            continue
        apposed = bool(_APPOSITION.match(bridge)) and not re.search(r", (?:was|were|had|has) (?:\w+ )?$", bridge)
        if not apposed and (_NOT_SUBJECT.search(lead) or _object_of_list(lead, bridge)):
            continue
        if re.search(r"'s (?:[\w-]+ ){1,3}$", bridge) or re.match(r"'s\b", bridge):
            continue
        if _unnamed(bridge) or (re.search(r"O\d+_ $", lead) and not _DIRECT.fullmatch(bridge)):
            return []
        if match["pronoun"]:
            inside = _subject_within(clause, 0, match.start()) if start or match.start() else []
            return [Subject(p.name, False) for p in inside] or _agreeing(clause, match["pronoun"])
        people = clause.people(match["list"])
        # `before Judge P0_, P1_ pleaded guilty`: without an `and` two names are no list.
        return people if " and " in match["list"] else people[-1:]
    return []


_DIRECT = re.compile(
    r"(?: of S\d+_)?(?:,[^,]*,)? ?(?:who )?(?:(?:was|were|is|has been|had been|has|had|have) )?(?:\w+ly |later |also )*"
)
"""Between an office holder's name and a verb that is truly about that person nothing else stands."""
_SOMEBODY = re.compile(
    r"\b(?:man|men|woman|women|people|persons?|one|ones|others|another|inmates?|prisoners?|veterans?|those|someone|anyone|everyone|somebody|"
    r"defendants?|offenders?|brothers?|sisters?|students?|couple|teens?|youths?|officers?|[a-z]+ers|[a-z]+ees)(?: \w+ly)?,? (?:who (?:\w+ ){0,3})?$"
)


def _unnamed(bridge: str) -> bool:
    """`pardoned a man who served`, `five men convicted of`: the verb is about somebody the sentence does not name."""
    if re.match(r",? (?:an?|the|another|then an?|now an?) [^,]*$", bridge) and bridge.startswith(","):
        return False
    if _SOMEBODY.search(bridge):
        return True
    relative = re.search(r"(?P<before>\w+),? who (?:\w+ ){0,3}$", bridge)
    return bool(relative and bridge[: relative.end("before")].strip(" ,") and not bridge.startswith(","))


def _agreeing(clause: Clause, pronoun: str) -> list[Subject]:
    """One person for he and she, several for they and both; for `the appellant` whom the caption names."""
    if clause.reading.party and re.match(
        r"(?:the )?(?:defendant|petitioner|appellant|applicant|accused)", pronoun, re.IGNORECASE
    ):
        return [Subject(clause.reading.party, False)]
    several = pronoun.lower() in ("they", "both") or pronoun.lower().startswith(("both", "the two", "the pair"))
    people = clause.earlier() if several else [p for p in clause.earlier() if clause.fits(p, pronoun)]
    return people if (len(people) > 1) == several else []


def _object_of_list(lead: str, bridge: str) -> bool:
    """`killing her landlord, P1_, and had served`: named in passing, not the subject of what follows."""
    coordinated = re.match(r",? and (?!P\d)", bridge)
    return bool(coordinated and re.search(r"\b(?:was|were|had|has|been|is|convicted|killing|of|for|by)\b", lead))


_OBJECT = re.compile(
    rf"\s*(?:(?:the )?(?:defendant|appellant|petitioner),? )?(?:(?P<list>{LIST})(?!'s)|(?P<pronoun>him|her|them)\b(?! [a-z]+ (?:conviction|sentence)))"
    r"|\s*(?:the )?(?P<party>defendant|appellant|petitioner|applicant|accused)\b(?!'s)"
)


def objects(clause: Clause, position: int) -> list[Subject]:
    """The people right after `position`: a list of names, or him, her, them."""
    text = clause.text
    match = _OBJECT.match(text, position)
    if match is None:
        return []
    if match["list"]:
        return clause.people(match["list"])
    if match["party"]:
        return [Subject(clause.reading.party, False)] if clause.reading.party else []
    return _agreeing_object(clause, match["pronoun"], position)


def _agreeing_object(clause: Clause, pronoun: str, position: int) -> list[Subject]:
    """Whom him, her and them mean: the one person named before in the sentence, else whom the text is about."""
    # An office holder named with the office is who acts, not whom it is done to.
    others = re.sub(r"O\d+_,? P\d+_", "", clause.text[:position])
    inside = list(dict.fromkeys(p.name for p in clause.people(others)))
    if pronoun != "them" and len(inside) == 1 and clause.fits(Subject(inside[0]), pronoun):
        return [Subject(inside[0], False)]
    people = [p for p in clause.concerned() if clause.fits(p, pronoun)]
    return people if (len(people) > 1) == (pronoun == "them") else []


_TAIL_END = re.compile(
    r"[;!?]|\.$|\"|, (?:but|while|which|who|whose|when|until|though)\b|,? and (?!X\d|D\d|P\d|C\d|S\d|T\d|[a-z-]+ing\b|an? X|the X|(?:two|three|four|five|one|several|"
    r"multiple|other|related|attempted|first|second|third|aggravated|felony|[a-z]+) (?:counts? of |charges? of )?(?:[a-z-]+ )?X\d)\w+|"
    r"\b(?:before|after|when|because|until|while|but|who|although|than)\b|, (?:a|the|erasing|ending|ruling|and P|P)\b"
)


def tail(text: str, position: int) -> str:
    """What follows `position` and still belongs to its verb."""
    match = _TAIL_END.search(text, position)
    return text[position : match.start() if match else len(text)]


NEGATED = re.compile(r"\b(?:not|never|no|nobody|none|neither|nor|without|cannot|hardly|nothing)\b|n't\b", re.IGNORECASE)
MODAL = re.compile(
    r"\b(?:would|could|(?-i:may)|might|should|can|cannot|must|(?-i:will)|shall|if|unless|whether|once|hopes?|hoping|in case|possible|possibly|"
    r"perhaps|plans?|intends?|expected|likely|to be|to have|were to|ought)\b",
    re.IGNORECASE,
)
REQUESTED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|petition(?:s|ed|ing|er|ers)?|seek(?:s|ing)?|sought|request(?:s|ed|ing)?|call(?:s|ed|ing)? (?:on|for)|"
    r"want(?:s|ed)?|plea|pleas|recommend(?:s|ed|ing|ation)?|consider(?:s|ed|ing)?|propos(?:e|es|ed|al)|vow(?:s|ed)?|promis(?:e|es|ed)|"
    r"refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing|ion)?|oppos(?:e|es|ed|ing)|appl(?:y|ied|ication)|"
    r"demand(?:s|ed)?|campaign(?:s|ed|ing)?|bid|motion|argu(?:e|es|ed|ing)|contend(?:s|ed)?|"
    r"claim(?:s|ed|ing)?|rumou?rs?|rumou?red|false|falsely|alleg(?:e|es|ed|edly)|supposed(?:ly)?|believ(?:e|es|ed)|hoax|fictional|novel|imagin\w*|"
    r"supporters|wrongly reported|mistaken(?:ly)?)\b",
    re.IGNORECASE,
)


_UNDONE = re.compile(
    r"\b(?:vacat|revers|overturn|quash|set aside|overrul|threw out|rescind|annull)\w* (?:[\w'-]+ ){0,4}"
    r"(?:orders?|rulings?|decisions?|judgments?|opinions?) (?:that|which|to) (?:had |has |have |would |once )*$"
)
"""What an act undid stands right before that act: `vacated the order that had vacated …`."""


def vetoed(clause: Clause, start: int, end: int) -> str:
    """Why what stands at [start, end) of a clause must not be taken as done, or "".

    Negation, modality, requests, reported denials and questions each veto an act of relief.
    """
    text = clause.text
    if _UNDONE.search(text[:start]):
        return "undone"
    lead = re.sub(r",? who(?:se)? [^,;]*,", ",", before(text, start))
    inside = text[start:end]
    whole = re.split(r"[.;]", text[:start])[-1]
    for pattern, why in ((NEGATED, "negated"), (MODAL, "modal"), (REQUESTED, "requested or disputed")):
        if pattern.search(lead) or pattern.search(inside):
            return why
    if re.search(
        r"\b(?:if|whether|unless|rumou?rs?|false|claims? that|denied that|supporters say)\b", whole, re.IGNORECASE
    ):
        return "reported or conditional"
    told = re.search(
        r"\b(?:told|tells?|says?|said|heard|reported|reports|wrote|writes|thought|thinks?)\b(?:[^.;\"]|(?<=Mr)\.|(?<=Ms)\.|(?<=Mrs)\.)*$",
        text[:start],
    )
    if told and not re.search(r"O\d+_ (?:\w+ )?$", text[: told.start()]):
        return "hearsay"
    source = clause.reading.text[clause.sentence.start : clause.sentence.end]
    if source.rstrip("\"”'’ ").endswith("?"):
        return "a question"
    return ""
