"""From what a question asks to the walk that answers it: one row a form."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ... import cg
from ...dates import in_words
from ...errors import CannotAnswer
from ...view import CaseView
from ..cases import (
    chronology,
    convictions,
    deeds,
    life,
    measures,
    petitions,
    places,
    requests,
    sentences,
    whereabouts,
)
from ..cases.lines import Held
from ..law import boards, general, kinds, offices, ways_out
from ..record.told import Told
from .accounts import facts_for
from .question import Reading
from .walks import (
    after_of,
    age_of,
    asked_of,
    board_of,
    charges_of,
    convictions_counted,
    court_that_tried,
    day_of,
    doer_of,
    holder_then,
    phrase_of,
    role_in,
    said_by,
    store_of,
    thought_framed,
    time_inside,
    victims_in,
    who_it_is,
    why_held,
)

__all__ = ["WAYS", "Way", "answer", "of_source"]


@dataclass(frozen=True, slots=True)
class Way:
    """How a form is answered.

    Attributes:
        walk: the walk, as a module and function of `casegraph.questions`.
        query: the query of the catalogue that asks the same, or "".
        give: the walk, called with what the graph holds and the reading.
    """

    walk: str
    query: str
    give: Callable[[Held, Reading], Told]


def answer(view: CaseView, question: str, reading: Reading, on: date) -> Told:
    """The answer to a question of one of these forms.

    Raises:
        CannotAnswer: a word of it is not understood, or the graph does not hold what an answer needs.
        NoSuchThing: a name fits nothing.
        UsageError: a name fits several.
    """
    if reading.when is not None and reading.form in _TIMELESS:
        raise CannotAnswer(f"I do not understand {in_words(reading.when)!r} in this question: leave the date out")
    cases = () if reading.in_general else tuple(facts_for(view, reading))
    told = WAYS[reading.form].give(Held(view, cases, on, question, reading.form), reading)
    return of_source(told, reading.source) if reading.source and reading.form != "says of" else told


_TIMELESS = frozenset(
    {
        "who is",
        "relation",
        "relatives",
        "job",
        "compare",
        "release date",
        "alive",
        "petition author",
        "petition asks",
        "signers",
        "petition answer",
        "work maker",
        "work about",
        "work date",
        "work distributor",
        "kind",
        "kinds compared",
        "thought framed",
        "says of",
        "office holder then",
    }
)
"""The forms to whose answer a date would make a difference that is not told."""


def of_source(told: Told, source: str) -> Told:
    """Of an answer what one source or speaker says alone.

    Raises:
        CannotAnswer: none of it is theirs.
    """
    wanted = set(source.casefold().removeprefix("the ").split())
    kept = tuple(
        item
        for item in told.items
        if any(wanted <= set(re.findall(r"\w+", name.casefold())) for name in (*item.sources, *item.speakers))
    )
    if not kept:
        raise CannotAnswer(
            f"nothing of that is on record here by {source!r}.\n"
            f'What it says:  casegraph ask "What does {source} assert?"'
        )
    return replace(told, items=kept, headline=f"By {source}: {'; '.join(dict.fromkeys(item.text for item in kept))}.")


WAYS: dict[str, Way] = {
    "who is": Way("cases.people.who_is", "capacities-of", who_it_is),
    "victims": Way("cases.people.victims", "victims-of", victims_in),
    "role": Way("cases.people.role", "capacities-of", role_in),
    "relation": Way("cases.life.relation", "relatives-of", lambda h, r: life.relation(h, r.who, r.whom)),
    "job": Way("cases.life.job", "capacities-of", lambda h, r: life.job(h, r.who)),
    "age": Way("cases.life.age", "", age_of),
    "convicted of": Way(
        "cases.convictions.convicted_of",
        "convictions-of",
        lambda h, r: convictions.convicted_of(h, r.who, r.words, r.when),
    ),
    "how many convictions": Way("cases.convictions.how_many", "convictions-of", convictions_counted),
    "still stand": Way(
        "cases.convictions.still_stand",
        "left-to-pardon",
        lambda h, r: convictions.still_stand(h, r.who, r.words, r.when, polar=r.polar),
    ),
    "recommended": Way(
        "cases.requests.recommended",
        "",
        lambda h, r: requests.recommended(h, r.who, r.office, r.when),
    ),
    "before conviction": Way(
        "law.general.said_of_powers",
        "reach-of-office",
        lambda h, r: general.said_of_powers(h, r.office, r.law, cg.timing, r.kind, day_of(h, r)),
    ),
    "after death": Way(
        "law.general.said_of_powers",
        "reach-of-office",
        lambda h, r: general.said_of_powers(h, r.office, r.law, cg.posthumous, r.kind, day_of(h, r)),
    ),
    "acquitted of": Way(
        "cases.convictions.charged_of",
        "charges-of",
        lambda h, r: convictions.charged_of(h, r.who, r.words, r.when, acquitted=True),
    ),
    "charged of": Way("cases.convictions.charged_of", "charges-of", charges_of),
    "why held": Way("cases.whereabouts.custody_of", "convictions-of", why_held),
    "pleaded to": Way(
        "cases.convictions.pleaded_to", "convictions-of", lambda h, r: convictions.pleaded_to(h, r.who, r.when)
    ),
    "sentence": Way(
        "cases.sentences.sentence", "sentences-of", lambda h, r: sentences.sentence(h, r.who, r.words, r.when)
    ),
    "release date": Way("cases.sentences.release_date", "sentences-of", lambda h, r: sentences.release_date(h, r.who)),
    "compare": Way("cases.sentences.compare", "convictions-of", lambda h, r: sentences.compare(h, r.who, r.whom)),
    "done by": Way("cases.deeds.by_whom", "done-by", doer_of),
    "granted by": Way("cases.deeds.by_whom", "done-by", doer_of),
    "why done": Way(
        "cases.deeds.why_done",
        "done-by",
        lambda h, r: deeds.why_done(h, asked_of(r), denied=r.denied),
    ),
    "court of": Way("cases.places.court_of", "done-by", lambda h, r: places.court_of(h, asked_of(r))),
    "court heard": Way("cases.places.court_heard", "done-by", lambda h, r: places.court_heard(h, r.whom, r.who)),
    "place of": Way("cases.places.place_of", "done-by", lambda h, r: places.place_of(h, asked_of(r))),
    "done for": Way(
        "cases.deeds.done_for",
        "convictions-of",
        lambda h, r: deeds.done_for(h, replace(asked_of(r), words=f"by {r.whom}" if r.whom else r.words)),
    ),
    "court tried": Way("cases.places.court_tried", "convictions-of", court_that_tried),
    "place of event": Way(
        "cases.places.place_of_event", "done-by", lambda h, r: places.place_of_event(h, r.who, r.when)
    ),
    "what happened at": Way("cases.chronology.happened", "", lambda h, r: chronology.happened(h, r.who, r.when)),
    "may alone": Way(
        "law.general.may_alone",
        "reach-of-office",
        lambda h, r: general.may_alone(h.view, h.question, r.office, r.kind, day_of(h, r)),
    ),
    "sits on": Way(
        "law.boards.members_of", "boards-of", lambda h, r: boards.members_of(h.view, h.question, r.office, day_of(h, r))
    ),
    "office holder then": Way("law.offices.office_holder", "office-holders", holder_then),
    "says of": Way("record.accounts.asserts", "claims-by-speaker", said_by),
    "thought framed": Way("record.accounts.who_claims", "who-claims", thought_framed),
    "relatives": Way("cases.life.relatives", "relatives-of", lambda h, r: life.relatives(h, r.who)),
    "law of": Way(
        "cases.convictions.law_of", "convictions-of", lambda h, r: convictions.law_of(h, r.who, r.words, r.when)
    ),
    "verdict": Way("cases.places.verdict_of", "done-by", lambda h, r: places.verdict_of(h, phrase_of(r))),
    "amount": Way(
        "cases.measures.amount",
        "",
        lambda h, r: measures.amount(
            h,
            r.who,
            asked_for=r.verb == "sued",
            when=r.when,
            of=r.whom,
        ),
    ),
    "how many times": Way(
        "cases.measures.how_many_times", "done-by", lambda h, r: measures.how_many_times(h, asked_of(r))
    ),
    "how many people": Way(
        "cases.measures.how_many_people", "done-by", lambda h, r: measures.how_many_people(h, r.verb, phrase_of(r))
    ),
    "asked clemency": Way(
        "cases.requests.asked_clemency",
        "clemency-requests",
        lambda h, r: requests.asked_clemency(h, r.who, r.kind, r.when, of=r.whom),
    ),
    "what happened": Way(
        "cases.chronology.happened",
        "",
        lambda h, r: (
            chronology.happened_after(h, r.who, after_of(r), r.when)
            if r.after
            else chronology.happened(h, r.who, r.when)
        ),
    ),
    "really did": Way("cases.chronology.offender", "", lambda h, r: chronology.offender(h, phrase_of(r))),
    "time inside": Way("cases.measures.until", "time-in-prison", time_inside),
    "in custody": Way(
        "cases.whereabouts.custody_of",
        "time-in-prison",
        lambda h, r: whereabouts.custody_of(h, r.who, r.when, free=r.verb == "released"),
    ),
    "whereabouts": Way(
        "cases.whereabouts.custody_of",
        "time-in-prison",
        lambda h, r: whereabouts.custody_of(h, r.who, r.when, where=True),
    ),
    "alive": Way("cases.whereabouts.alive", "", lambda h, r: whereabouts.alive(h, r.who)),
    "petition author": Way("cases.petitions.author", "petition-asks", lambda h, r: petitions.author(h, r.who)),
    "petition asks": Way("cases.petitions.asks", "petition-asks", lambda h, r: petitions.asks(h, r.who)),
    "signatures": Way(
        "cases.petitions.signatures", "signature-counts", lambda h, r: petitions.signatures(h, r.who, r.when)
    ),
    "signers": Way("cases.petitions.signers", "signature-counts", lambda h, r: petitions.signers(h, r.who)),
    "petition answer": Way(
        "cases.petitions.answer_to", "petition-outcome", lambda h, r: petitions.answer_to(h, r.who, by=r.whom)
    ),
    "work maker": Way("cases.petitions.maker", "", lambda h, r: petitions.maker(h, r.who)),
    "work about": Way("cases.petitions.subject", "", lambda h, r: petitions.subject(h, r.who)),
    "work date": Way("cases.petitions.published", "dates-of-event", lambda h, r: petitions.published(h, r.who, r.whom)),
    "work distributor": Way("cases.petitions.distributor", "", lambda h, r: petitions.distributor(h, r.who)),
    "who may over": Way(
        "law.general.who_may_over",
        "deciders-for-class",
        lambda h, r: general.who_may_over(h.view, h.question, r.law, r.kind, day_of(h, r)),
    ),
    "may over": Way(
        "law.general.may_over",
        "reach-of-office",
        lambda h, r: general.may_over(h.view, h.question, r.office, r.law, r.kind, day_of(h, r)),
    ),
    "why may over": Way(
        "law.general.may_over",
        "reach-of-office",
        lambda h, r: general.may_over(h.view, h.question, r.office, r.law, r.kind, day_of(h, r)),
    ),
    "board": Way("law.boards.boards", "boards-of", board_of),
    "ways out": Way(
        "law.ways_out.ways_out",
        "relief-routes",
        lambda h, r: ways_out.ways_out(h.view, h.question, r.law, r.words, day_of(h, r)),
    ),
    "powers of": Way(
        "law.boards.powers_of",
        "reach-of-office",
        lambda h, r: boards.powers_of(h.view, h.question, r.office, day_of(h, r)),
    ),
    "office holder": Way(
        "law.offices.office_holder",
        "office-holders",
        lambda h, r: offices.office_holder(h.view, h.question, r.office, r.when, h.day, past=r.past),
    ),
    "held office": Way(
        "law.offices.held_office",
        "office-holders",
        lambda h, r: offices.held_office(h.view, h.question, r.who, r.office, r.when, polar=r.polar),
    ),
    "kind": Way("law.kinds.defined", "", lambda h, r: kinds.defined(store_of(h), h.question, r.kind or "")),
    "kinds compared": Way(
        "law.kinds.told_apart", "", lambda h, r: kinds.told_apart(store_of(h), h.question, r.kind or "", r.whom)
    ),
}
"""Form → how it is answered."""
