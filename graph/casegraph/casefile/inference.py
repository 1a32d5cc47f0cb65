"""What follows from a conviction's own facts: the law broken from the statute cited; why that court applied that law;
that an offence punished with death or life was punishable so; which marks the words of the offence suggest; what kind
of sentence the words of its term name.

The court only suggests whose law was broken, so nothing is inferred from it alone. Every conclusion names its premises.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .. import cg
from ..courts import DOUBTFUL, cited_source, court_and_law, resolve_court, resolve_statute
from ..records.claim import Claim, Literal, Source
from ..vocabulary import CG, ID, RDF_TYPE, Standing, expand, local, thing
from .marks import suggested_marks
from .sentences import sentence_facts

__all__ = ["BY_STATUTE", "IMPLIED", "conclusions"]

BY_STATUTE = "the statute cited says whose law was broken"
BY_SENTENCE = "an offence punished so was punishable so"
IMPLIED = {
    "death": ("punishable by death or life",),
    "life": ("punishable by death or life", "sentenced to life"),
    "life with parole": ("punishable by death or life", "sentenced to life"),
    "life without parole": ("punishable by death or life", "sentenced to life", "sentenced to life without parole"),
}
"""Type of sentence → the marks a conviction carries because of it, whatever else its file says."""
_BY_COURT = "a court of one sovereign applied the law of another"
_BY_WORDS = "words of the offence suggest a mark that the file does not give"
_USED = {
    CG + name
    for name in ("lawBroken", "statute", "court", "sentenceType", "flag", "notFlag", "offence",
                 "term", "conviction", "date", "related")
}  # fmt: skip


def conclusions(claims: Iterable[Claim]) -> tuple[list[Claim], list[Source]]:
    """The claims that follow, and the law their explanations rest on.

    Args:
        claims: all claims of one file.
    """
    held: dict[str, dict[str, list[Claim]]] = {}
    convictions: dict[str, None] = {}
    courts: dict[str, str] = {}
    kinds: dict[str, set[str]] = {}
    for claim in claims:
        if claim.predicate == RDF_TYPE:
            kinds.setdefault(claim.subject, set()).add(str(claim.object))
            if claim.object == expand(cg.Conviction):
                convictions[claim.subject] = None
        elif claim.predicate in _USED:
            held.setdefault(claim.subject, {}).setdefault(claim.predicate, []).append(claim)
        elif claim.predicate == expand(cg.courtOf) and isinstance(claim.object, str):
            courts[claim.subject] = local(claim.object)
    made: list[Claim] = list(sentence_facts(held, kinds))
    for claim in made:
        held.setdefault(claim.subject, {}).setdefault(claim.predicate, []).append(claim)
    sources: dict[str, Source] = {}
    for conviction in convictions:
        own = held.get(conviction, {})
        marks = list(_marks(own))
        told = list(_about(own, courts))
        law = [
            claim
            for claim in (*own.get(expand(cg.lawBroken), ()), *(c for c, _ in told))
            if claim.predicate == expand(cg.lawBroken)
        ]
        made += [*marks, *_suggested(own, marks, law), *(claim for claim, _ in told)]
        sources |= {source.iri: source for _, cited in told for source in cited}
    return made, list(sources.values())


def _about(held: dict[str, list[Claim]], courts: dict[str, str]) -> Iterator[tuple[Claim, list[Source]]]:
    law = held.get(expand(cg.lawBroken), [])
    court = held.get(expand(cg.court), [])
    where = _sovereign(court[0], courts) if len(court) == 1 else ""
    inferred = [] if law else _law(held.get(expand(cg.statute), []), where)
    yield from ((claim, []) for claim in inferred)
    applied = law or inferred
    if applied and where:
        yield from _explained(applied[0], local(str(applied[0].object)), court[0], where)
    elif where and not law:
        for statute in held.get(expand(cg.statute), []):
            cited = resolve_statute(_text(statute)).sovereign
            if cited:
                yield from _explained(statute, cited, court[0], where)


def _marks(held: dict[str, list[Claim]]) -> Iterator[Claim]:
    """The marks that the sentence imposed implies and the file does not give."""
    given = {_text(claim) for claim in held.get(expand(cg.flag), [])}
    for sentence in held.get(expand(cg.sentenceType), []):
        for mark in (mark for mark in IMPLIED.get(_text(sentence), ()) if mark not in given):
            yield replace(
                sentence, predicate=expand(cg.flag), object=Literal(mark),
                standing=Standing.weakest([sentence.standing]), premises=(sentence.iri,),
                rule=BY_SENTENCE, passages=(), name="",
            )  # fmt: skip


def _suggested(held: dict[str, list[Claim]], implied: list[Claim], law: list[Claim]) -> Iterator[Claim]:
    """The marks that words of the offence or the statute suggest, and that the file neither gives nor denies."""
    said = {_text(claim) for claim in (*held.get(expand(cg.flag), ()), *held.get(expand(cg.notFlag), ()), *implied)}
    whose = local(str(law[0].object)) if law else ""
    for claim in (*held.get(expand(cg.offence), ()), *held.get(expand(cg.statute), ())):
        for mark in suggested_marks(_text(claim), whose):
            if mark not in said:
                said.add(mark)
                yield replace(
                    claim, predicate=expand(cg.suggestedFlag), object=Literal(mark),
                    standing=Standing.weakest([claim.standing]), premises=(claim.iri,), rule=_BY_WORDS, passages=(),
                    name="",
                )  # fmt: skip


def _sovereign(court: Claim, courts: dict[str, str]) -> str:
    """Whose court it is, by the file itself or by the registry."""
    named = str(court.object)
    return courts.get(named) or (resolve_court(named[len(ID) :]).sovereign if named.startswith(ID) else "")


def _text(claim: Claim) -> str:
    return claim.object.value if isinstance(claim.object, Literal) else ""


def _law(statutes: list[Claim], where: str) -> list[Claim]:
    """The law broken, and words that it is inferred, where every statute that resolves names the same law.

    Not so where the court leaves open whose law it was: a State's statute in a federal court may have been borrowed.
    """
    known = {claim: found for claim in statutes if (found := resolve_statute(_text(claim))) or found.candidates}
    laws = {found.sovereign for found in known.values()}
    if len(laws) != 1 or "" in laws:
        return []
    law = laws.pop()
    if where and not court_and_law(where, law).infer:
        return []
    first, read = next(iter(known.items()))
    sources = tuple(dict.fromkeys(iri for claim in known for iri in claim.sources))
    words = f"whose law was broken is inferred from the statute cited, {_text(first)}"
    words += f" ({read.note})" if read.note else ""
    made = Claim(
        first.subject, expand(cg.lawBroken), thing(law), Standing.weakest(claim.standing for claim in known), sources,
        premises=tuple(claim.iri for claim in known), rule=BY_STATUTE, place=first.place,
    )  # fmt: skip
    return [made, replace(made, predicate=expand(cg.lawNote), object=Literal(words))]


def _explained(law: Claim, sovereign: str, court: Claim, where: str) -> Iterator[tuple[Claim, list[Source]]]:
    """Why a court of `where` applied the law of `sovereign`, as far as the table of such cases says."""
    fit = court_and_law(where, sovereign)
    if fit.verdict == "same":
        return
    cited = [cited_source(citation) for citation in fit.sources]
    sources = tuple(source.iri for source in cited) or tuple(dict.fromkeys((*law.sources, *court.sources)))
    standing = Standing.weakest((law.standing, court.standing))
    premises = (law.iri, court.iri)
    claim = Claim(law.subject, expand(cg.lawNote), Literal(fit.words), standing, sources,
                  premises=premises, rule=_BY_COURT, place=court.place)  # fmt: skip
    yield claim, cited
    if fit.verdict in DOUBTFUL:
        yield replace(claim, predicate=expand(cg.lawDoubt), object=Literal(fit.verdict)), cited
