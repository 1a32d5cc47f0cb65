"""What a person should look at in a sound case: facts that hardly go together, or one that answers cannot do without.

Whose law was broken is missing; a court that does not try offences under that law as a rule; a sentence or prison term
that outlives its conviction; an exoneration without the act that ended it; one sentence told in two ways; a second
sentence that nothing explains.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from ...courts import court_and_law, resolve_court
from ...dates import Ternary, When
from ...errors import Problem
from ...records.claim import Case
from ...vocabulary import ID, local
from ..sentences import agree, dated, sentence_type_of, text_of
from .acts import act_warnings
from .asserted import Asserted

__all__ = ["case_warnings"]

_EXPLAINS = (
    "Commutation",
    "SentenceVacated",
    "Resentencing",
    "Vacatur",
    "NewTrialOrdered",
    "Reversal",
    "Reinstatement",
)
_SLACK = timedelta(days=31)
"""How long somebody may be held after an order without anybody wondering: prisons are slow."""


def case_warnings(case: Case) -> Iterator[Problem]:
    """What a person should look at in the records of a sound file."""
    facts = Asserted(case)
    for event in (node for kind in ("Vacatur", "NewTrialOrdered", "Reversal") for node in facts.of(kind)):
        yield from _outlived(facts, event)
    yield from act_warnings(facts)
    for event in facts.of("Exoneration"):
        yield from _cleared(facts, event)
    for conviction in facts.of("Conviction"):
        yield from _law_missing(facts, conviction)
        yield from _court_and_law(facts, conviction)
        yield from _two_tellings(facts, conviction)
        yield from _unexplained(facts, conviction)


def _law_missing(facts: Asserted, conviction: str) -> Iterator[Problem]:
    if not facts.said(conviction, "lawBroken"):
        court = next((str(claim.object) for claim in facts.values(conviction, "court")), "")
        owner = _owner(facts, court) if court else ""
        note = (
            f"the court, of {owner}, suggests 'law_broken: {owner}': add it where that is so"
            if owner
            else ("add 'law_broken:' with the sovereign, for example US-GA: without it nobody can say who may pardon")
        )
        yield Problem(
            facts.place(conviction).place,
            "W311",
            f"'{local(conviction)}' does not say whose law was broken",
            "law_broken: is missing",
            note,
        )


def _court_and_law(facts: Asserted, conviction: str) -> Iterator[Problem]:
    for law in facts.values(conviction, "lawBroken"):
        for court in facts.values(conviction, "court"):
            owner = _owner(facts, str(court.object))
            fit = court_and_law(owner, local(str(law.object)))
            if owner and fit.verdict in ("unusual", "unexplained"):
                yield Problem(
                    court.place,
                    "W312",
                    f"a court of {owner} with the law of {local(str(law.object))}: {fit.words}",
                    "seldom, if ever",
                    "mend court: or law_broken:, whichever is wrong; where both are right, say why in a note:",
                    ((law.place, "the law broken"),) if law.place != court.place else (),
                )


def _owner(facts: Asserted, court: str) -> str:
    """Whose court it is, by the file itself or by the registry."""
    own = facts.values(court, "courtOf")
    return local(str(own[0].object)) if own else resolve_court(court.removeprefix(ID)).sovereign


def _outlived(facts: Asserted, event: str) -> Iterator[Problem]:
    """A sentence or a prison term that goes on after the conviction was set aside; told once for an event."""
    when = dated(facts.held[event])
    for conviction in (str(claim.object) for claim in facts.values(event, "conviction")):
        back = [dated(facts.held[node]) for node in facts.about("Reinstatement", conviction)]
        if any(one is None or when is None or one.before(when) is not Ternary.YES for one in back):
            continue
        for what in _later(facts, conviction, when) or _worded(facts, event):
            yield Problem(
                facts.place(event).place,
                "W313",
                f"'{local(event)}' sets the conviction '{local(conviction)}' aside, but {what}",
                "the conviction, or only the sentence?",
                "where the court set aside the sentence alone, write 'kind: SentenceVacated'; where the conviction "
                "came back, add the Reinstatement, or a conviction of its own for the new trial",
            )
            return


def _cleared(facts: Asserted, event: str) -> Iterator[Problem]:
    """An exoneration from a conviction that no event of the file sets aside or pardons; told once for an event."""
    for conviction in (str(claim.object) for claim in facts.values(event, "conviction")):
        if not any(facts.about(kind, conviction) for kind in ("Vacatur", "NewTrialOrdered", "Reversal", "Pardon")):
            yield Problem(
                facts.place(event).place,
                "W316",
                f"'{local(event)}' clears of the conviction '{local(conviction)}', but nothing here sets it aside",
                "answers tell the conviction as standing",
                "add the act that ended it: kind: Vacatur, Reversal or Pardon",
            )
            return


def _later(facts: Asserted, conviction: str, when: When | None) -> list[str]:
    """What goes on for the conviction after a day."""
    found = []
    for sentence in facts.about("Sentence", conviction):
        imposed = dated(facts.held[sentence])
        if imposed and when and imposed.after(when) is Ternary.YES:
            found.append(f"'{local(sentence)}' was imposed for it later ({imposed})")
    for stay in facts.about("Imprisonment", conviction):
        ends = [When.parse(text_of(claim)) for claim in facts.values(stay, "until")]
        if not ends and not facts.said(stay, "until", "duration") and not _released(facts, stay):
            found.append(f"'{local(stay)}' under it has no end")
        elif (
            ends and when and when.latest and all(end.earliest and end.earliest > when.latest + _SLACK for end in ends)
        ):
            found.append(f"'{local(stay)}' under it went on until {ends[0]}")
    return found


def _released(facts: Asserted, stay: str) -> bool:
    """Does an event end the stay, or free its person?"""
    who = {claim.object for claim in facts.values(stay, "person")}
    return any(
        stay in {c.object for c in facts.values(event, "related")}
        or who & {c.object for c in facts.values(event, "person")}
        for event in facts.of("Release")
    )


def _worded(facts: Asserted, event: str) -> list[str]:
    """A label that speaks of the sentence and not of the conviction."""
    texts = [text_of(claim).casefold() for node in (event,) for claim in facts.held[node].get(_LABEL, ())]
    return [f"its label speaks of the sentence: {text}" for text in texts
            if re.search("sentence|penalty|punish", text) and "convict" not in text]  # fmt: skip


_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def _two_tellings(facts: Asserted, conviction: str) -> Iterator[Problem]:
    """The type of sentence of a conviction, and the term of its first sentence, that say two things."""
    if any(facts.about(kind, conviction) for kind in _EXPLAINS):
        return
    sentences = [node for node in facts.about("Sentence", conviction) if len(facts.values(node, "conviction")) == 1]
    first = [one for one in sentences if all(_no_later(facts, one, other) for other in sentences)]
    for given in facts.values(conviction, "sentenceType"):
        for term in (claim for node in first for claim in facts.values(node, "term")):
            said = sentence_type_of(text_of(term))
            if said and not given.premises and not agree(said, text_of(given)):
                yield Problem(
                    given.place,
                    "W314",
                    f"'{local(conviction)}' has a sentence of {text_of(given)} here and of {said} in its term",
                    "one fact, told in two ways",
                    "mend the one that is wrong; a later sentence of another kind needs a Resentencing or Commutation",
                    ((term.place, "the term"),),
                )


def _no_later(facts: Asserted, one: str, other: str) -> bool:
    here, there = dated(facts.held[one]), dated(facts.held[other])
    return one == other or here is None or there is None or here.after(there) is Ternary.NO


def _unexplained(facts: Asserted, conviction: str) -> Iterator[Problem]:
    """A second sentence of another kind and a later day, and no event that says why."""
    if any(facts.about(kind, conviction) for kind in _EXPLAINS):
        return
    kinds = {claim: sentence_type_of(text_of(claim)) for node in facts.about("Sentence", conviction)
             if len(facts.values(node, "conviction")) == 1 for claim in facts.values(node, "term")}  # fmt: skip
    for term, kind in kinds.items():
        here = dated(facts.held[term.subject])
        for other, before in kinds.items():
            there = dated(facts.held[other.subject])
            if here and there and here.after(there) is Ternary.YES and kind and before and not agree(kind, before):
                yield Problem(
                    term.place,
                    "W315",
                    f"a sentence of {kind} follows one of {before}, and nothing says why",
                    f"after {there}",
                    "add the event that brought it: kind: Resentencing, SentenceVacated or Commutation",
                    ((other.place, "the sentence before it"),),
                )
