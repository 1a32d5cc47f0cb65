"""What kind of sentence the words of a term name: `term: life` and `sentence_type: life` are one fact.

The words stand in `datasets/lexicon/sentences.csv`: how a term begins, and the type that says; # is a number in
figures. Of two rows the longer one holds, so that life without parole is not read as life.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from .. import cg
from ..dates import Ternary, When
from ..records.claim import Claim, Literal
from ..resources import shipped
from ..vocabulary import Standing, expand

__all__ = ["BY_TERM", "agree", "dated", "sentence_facts", "sentence_type_of", "text_of"]

BY_TERM = "the words of the term say what kind of sentence it is"
_BY_IMPOSING = "an act that changes a sentence leaves the one of its day"

Held = Mapping[str, Mapping[str, list[Claim]]]
"""Subject → predicate → the claims."""


@cache
def _words() -> list[tuple[str, re.Pattern[str]]]:
    with shipped("datasets/lexicon/sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: -len(row["words"]))
    return [
        (row["sentence_type"], re.compile(re.escape(row["words"]).replace(r"\#", r"\d+") + r"\b", re.IGNORECASE))
        for row in rows
    ]


@cache
def sentence_type_of(term: str) -> str:
    """The type of sentence that a term names; "" where its words do not say.

    Examples:
        >>> sentence_type_of("life without the possibility of parole"), sentence_type_of("10 years and a fine")
        ('life without parole', 'term of years')
        >>> sentence_type_of("time served")
        ''
    """
    return next((kind for kind, words in _words() if words.match(term.strip())), "")


def agree(one: str, other: str) -> bool:
    """May two types of sentence be of one sentence? Life says nothing of parole.

    Examples:
        >>> agree("life", "life without parole"), agree("life with parole", "life without parole")
        (True, False)
    """
    return one == other or ("life" in (one, other) and one.startswith("life") and other.startswith("life"))


def text_of(claim: Claim) -> str:
    """The text a claim holds; "" where it names a thing."""
    return claim.object.value if isinstance(claim.object, Literal) else ""


def dated(own: Mapping[str, list[Claim]]) -> When | None:
    """The date of a record, where it has one."""
    return next((When.parse(text_of(claim)) for claim in own.get(expand(cg.date), ())), None)


def sentence_facts(held: Held, kinds: Mapping[str, set[str]]) -> Iterator[Claim]:
    """What the sentences of a file say of convictions, resentencings and commutations whose type is not given.

    Args:
        held: the claims by subject and predicate.
        kinds: subject → its classes, as IRIs.
    """
    for_conviction: dict[str, list[str]] = {}
    for sentence in (node for node, own in kinds.items() if expand(cg.Sentence) in own):
        for claim in held.get(sentence, {}).get(expand(cg.conviction), ()):
            for_conviction.setdefault(str(claim.object), []).append(sentence)
    changes = {expand(cg.Resentencing), expand(cg.SentenceVacated), expand(cg.Commutation)}
    changed: dict[str, list[str]] = {}
    for event in (node for node, own in kinds.items() if own & changes):
        for claim in held.get(event, {}).get(expand(cg.conviction), ()):
            changed.setdefault(str(claim.object), []).append(event)
    anew = [node for node, own in kinds.items() if own & {expand(cg.Resentencing), expand(cg.SentenceVacated)}]
    concerned = {str(c.object) for node in anew for c in held.get(node, {}).get(expand(cg.conviction), ())}
    named: set[str] = set()
    for conviction in (node for node, own in kinds.items() if expand(cg.Conviction) in own):
        own, sentences = held.get(conviction, {}), for_conviction.get(conviction, [])
        if not own.get(expand(cg.sentenceType)):
            first = [
                one for one in sentences if all(_before(held, one, event) for event in changed.get(conviction, ()))
            ]
            yield from _first(conviction, first, held)
        named |= set(sentences) if conviction in concerned else set()
    for sentence in sorted(named):
        yield from (claim for claim in _types(held.get(sentence, {})) if claim.rule == BY_TERM)
    for event in (node for node, own in kinds.items() if own & {expand(cg.Resentencing), expand(cg.Commutation)}):
        if not held.get(event, {}).get(expand(cg.sentenceType)):
            yield from _imposed(event, for_conviction, held)


def _types(own: Mapping[str, list[Claim]]) -> list[Claim]:
    """The claims of a sentence's type: as given, else as the words of its term say; those asserted, where any is."""
    given = _asserted(own.get(expand(cg.sentenceType), ()))
    return given or [
        replace(
            term, predicate=expand(cg.sentenceType), object=Literal(kind), standing=Standing.weakest([term.standing]),
            premises=(term.iri,), rule=BY_TERM, passages=(), name="",
        )
        for term in _asserted(own.get(expand(cg.term), ())) if (kind := sentence_type_of(text_of(term)))
    ]  # fmt: skip


def _asserted(claims: Iterable[Claim]) -> list[Claim]:
    held = list(claims)
    return [claim for claim in held if claim.standing.asserted] or held


def _first(conviction: str, sentences: Iterable[str], held: Held) -> Iterator[Claim]:
    """The type of the first sentence, where it is for this conviction alone."""
    alone = [node for node in sentences if len(held.get(node, {}).get(expand(cg.conviction), ())) == 1]
    first = [one for one in alone if all(_not_after(held, one, other) for other in alone)]
    types = [claim for node in first for claim in _types(held.get(node, {}))]
    if len({text_of(claim) for claim in types}) == 1:
        yield _follows(types[0], conviction, BY_TERM)


def _before(held: Held, sentence: str, event: str) -> bool:
    here, there = dated(held.get(sentence, {})), dated(held.get(event, {}))
    return here is not None and there is not None and here.before(there) is Ternary.YES


def _not_after(held: Held, one: str, other: str) -> bool:
    here, there = dated(held.get(one, {})), dated(held.get(other, {}))
    return one == other or here is None or there is None or here.after(there) is Ternary.NO


def _imposed(event: str, for_conviction: Mapping[str, list[str]], held: Held) -> Iterator[Claim]:
    """The type of the sentence that such an event names, or else of the one of its conviction and its day."""
    own = held.get(event, {})
    days = {text_of(claim) for claim in own.get(expand(cg.date), ())}
    named = [str(claim.object) for claim in own.get(expand(cg.related), ())]
    convictions = [str(claim.object) for claim in own.get(expand(cg.conviction), ())]
    mine = [node for conviction in convictions for node in for_conviction.get(conviction, [])]
    same_day = [n for n in mine if days & {text_of(c) for c in held.get(n, {}).get(expand(cg.date), ())}]
    types = [claim for node in [n for n in named if n in mine] or same_day for claim in _types(held.get(node, {}))]
    if len({text_of(claim) for claim in types}) == 1:
        yield _follows(types[0], event, _BY_IMPOSING)


def _follows(claim: Claim, subject: str, rule: str) -> Claim:
    """The same type said of another thing, resting on what the claim itself rests on."""
    premises = claim.premises or (claim.iri,)
    standing = Standing.weakest([claim.standing])
    return replace(claim, subject=subject, standing=standing, premises=premises, rule=rule, passages=(), name="")
