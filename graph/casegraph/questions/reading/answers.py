"""From what a question asks to the walk that answers it: one row a form."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ... import cg
from ...dates import in_words
from ...errors import CannotAnswer, NoSuchThing, UsageError
from ...store import Store
from ...timeline import speaker_meant
from ...view import CaseView
from ..cases import chronology, convictions, deeds, people, petitions, whereabouts
from ..cases.lines import Held
from ..law import general, kinds, offices
from ..record.accounts import item_of, who_claims
from ..record.custody import how_long
from ..record.happenings import Asked, named
from ..record.told import Told
from ..record.verbs import verb_of, verbs
from .accounts import facts_for
from .day_asked import split_date
from .question import Reading

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


def _day(held: Held, reading: Reading) -> date:
    """The day asked about, of a vaguer date its last."""
    if reading.when is None:
        return held.day
    if reading.when.latest is None:
        raise CannotAnswer(f"{in_words(reading.when)} is open at one end: ask about a day, a month or a year")
    return min(reading.when.latest, held.day) if reading.when.latest.year == held.day.year else reading.when.latest


def _phrase(reading: Reading) -> str:
    """The case as typed, with the year that stands after it."""
    if reading.when is None:
        return reading.who
    if not re.fullmatch(r"\d{4}", reading.when.text):
        raise CannotAnswer(f"I do not understand {in_words(reading.when)!r} here: name the year of the case alone")
    return f"{reading.who} of {reading.when.text}"


def _asked(reading: Reading, verb: str = "") -> Asked:
    return Asked(reading.who, verb or reading.verb, reading.words, reading.when)


_TAIL = re.compile(r"^(?:(?:was|were|is|got|had|has|been|had been) )*(?P<rest>.+)$", re.IGNORECASE)


def _after(reading: Reading) -> Asked:
    """What a question says happened before, or then: `he was exonerated`, `his arrest`.

    Raises:
        CannotAnswer: it is no verb or noun of what happens.
    """
    text, when = split_date(_TAIL.sub(r"\g<rest>", reading.after.strip()))
    for form in sorted(verb_of(), key=len, reverse=True):
        if text.casefold() == form or text.casefold().startswith(f"{form} "):
            return Asked(reading.who, verb_of()[form], text[len(form) :].strip(), when)
    raise CannotAnswer(
        f"I do not understand {reading.after!r}: what happened then? Known are: {', '.join(sorted(verbs())[:8])}, …"
    )


_GRANTS = {"pardon": "pardoned", "commutation": "commuted", "reprieve": "reprieved"}


def _by_whom(held: Held, reading: Reading) -> Told:
    verb = reading.verb or _GRANTS.get(reading.kind or "", "granted clemency")
    return deeds.by_whom(held, _asked(reading, verb))


_CRIME = re.compile(r"\b(?:crimes?|offen[cs]e|killings?|murders?)\b", re.IGNORECASE)


def _age(held: Held, reading: Reading) -> Told:
    if re.match(r"(?:he|she|they)?\s*(?:died|death)\b", reading.after):
        return people.age(held, reading.who, None, None)
    if not reading.after and reading.when is None and _CRIME.search(held.question):
        return people.age(held, reading.who, None, None, at_act=True)
    return people.age(held, reading.who, _after(reading) if reading.after else None, reading.when)


def _role(held: Held, reading: Reading) -> Told:
    return people.role(held, reading.part, _phrase(reading), reading.words)


def _time_inside(held: Held, reading: Reading) -> Told:
    """How long somebody was in custody before something happened: the stretch that it ended."""
    before = _after(reading) if reading.after else Asked(reading.who, "exonerated")
    told = how_long(held.indexes, Asked(reading.who, "imprisoned"), held.question, None)
    ends = [
        w for record in deeds.found(held, before) for f in record.index.facts(record.thing, cg.date) if (w := f.when)
    ]
    if not ends:
        return held.unknown(f"This graph holds no day on which {reading.who} was {before.verb}.", told.items)
    return deeds.until(held, reading.who, ends)


def _charges(held: Held, reading: Reading) -> Told:
    return convictions.charged_of(held, reading.who, reading.words, reading.when, count=reading.count)


def _how_many(held: Held, reading: Reading) -> Told:
    return convictions.how_many(held, reading.who, reading.words, reading.when)


def _victims(held: Held, reading: Reading) -> Told:
    return people.victims(
        held, _phrase(reading), deed=reading.verb, convicted="convicted" in held.question or "guilty" in held.question
    )


def _boards(held: Held, reading: Reading) -> Told:
    if reading.law:
        return general.boards(held.view, held.question, reading.law, _day(held, reading))
    return general.powers_of(held.view, held.question, reading.office, _day(held, reading))


def _why_held(held: Held, reading: Reading) -> Told:
    """Why somebody is in custody: whether they are, by the record, and of what they stand convicted."""
    custody = whereabouts.custody_of(held, reading.who, reading.when, where=True)
    stand = convictions.still_stand(held, reading.who, "", None, polar=False)
    headline = f"{custody.headline} {stand.headline}"
    return replace(custody, headline=headline, items=(*custody.items, *stand.items))


def _court_tried(held: Held, reading: Reading) -> Told:
    year = reading.when.text if reading.when else ""
    return deeds.court_tried(held, f"{reading.who} of {year}" if year else reading.who)


def _who_is(held: Held, reading: Reading) -> Told:
    """Who somebody is in a case, else which offices they held."""
    try:
        return people.who_is(held, reading.who)
    except NoSuchThing as unknown:
        try:
            return replace(offices.offices_of(held.view, held.question, reading.who), form=reading.form)
        except (NoSuchThing, UsageError):
            raise unknown from None


def _holder_then(held: Held, reading: Reading) -> Told:
    """Who held an office when something happened to somebody: on that day, where it is one."""
    days = [
        w
        for record in deeds.found(held, _after(reading))
        for f in record.index.facts(record.thing, cg.date)
        if (w := f.when) and f.standing.asserted
    ]
    if not days:
        return held.unknown(f"This graph holds no date of that for {reading.who}.")
    told = [
        offices.office_holder(held.view, held.question, reading.office, day, held.day, past=True)
        for day in dict.fromkeys(days)
    ]
    items = tuple(dict.fromkeys(item for one in told for item in one.items))
    return replace(told[0], form=reading.form, headline=" ".join(one.headline for one in told), items=items)


def _says_of(held: Held, reading: Reading) -> Told:
    """What a speaker or a document says of somebody in its own voice."""
    items = []
    for index, person in named(held.indexes, reading.who).people:
        try:
            speaker = speaker_meant(index.case, reading.source)
        except (NoSuchThing, UsageError):
            continue
        own = {person, *index.pointing(person, cg.person)}
        items += [
            item_of(index.case, fact)
            for fact in index.case.facts
            if fact.told_by(speaker) and (fact.subject in own or fact.text == person) and fact.key != "rdf:type"
        ]
    if not items:
        return held.unknown(f"This graph holds nothing that {reading.source} says of {reading.who} in its own voice.")
    return held.told(f"{len(items)} statements on record here. They are what this source says.", items)


_DENIED = re.compile(r"\bnot\b|n't\b|\bnever\b", re.IGNORECASE)

WAYS: dict[str, Way] = {
    "who is": Way("cases.people.who_is", "capacities-of", _who_is),
    "victims": Way("cases.people.victims", "victims-of", _victims),
    "role": Way("cases.people.role", "capacities-of", _role),
    "relation": Way("cases.people.relation", "relatives-of", lambda h, r: people.relation(h, r.who, r.whom)),
    "job": Way("cases.people.job", "capacities-of", lambda h, r: people.job(h, r.who)),
    "age": Way("cases.people.age", "", _age),
    "convicted of": Way(
        "cases.convictions.convicted_of",
        "convictions-of",
        lambda h, r: convictions.convicted_of(h, r.who, r.words, r.when),
    ),
    "how many convictions": Way("cases.convictions.how_many", "convictions-of", _how_many),
    "still stand": Way(
        "cases.convictions.still_stand",
        "left-to-pardon",
        lambda h, r: convictions.still_stand(h, r.who, r.words, r.when, polar=r.polar),
    ),
    "recommended": Way(
        "cases.deeds.recommended",
        "",
        lambda h, r: deeds.recommended(h, r.who, r.office, r.when),
    ),
    "before conviction": Way(
        "law.general.said_of_powers",
        "reach-of-office",
        lambda h, r: general.said_of_powers(h.view, h.question, r.office, r.law, cg.timing, r.kind, _day(h, r)),
    ),
    "after death": Way(
        "law.general.said_of_powers",
        "reach-of-office",
        lambda h, r: general.said_of_powers(h.view, h.question, r.office, r.law, cg.posthumous, r.kind, _day(h, r)),
    ),
    "acquitted of": Way(
        "cases.convictions.charged_of",
        "charges-of",
        lambda h, r: convictions.charged_of(h, r.who, r.words, r.when, acquitted=True),
    ),
    "charged of": Way("cases.convictions.charged_of", "charges-of", _charges),
    "why held": Way("cases.whereabouts.custody_of", "convictions-of", _why_held),
    "pleaded to": Way(
        "cases.convictions.pleaded_to", "convictions-of", lambda h, r: convictions.pleaded_to(h, r.who, r.when)
    ),
    "sentence": Way(
        "cases.convictions.sentence", "sentences-of", lambda h, r: convictions.sentence(h, r.who, r.words, r.when)
    ),
    "release date": Way(
        "cases.convictions.release_date", "sentences-of", lambda h, r: convictions.release_date(h, r.who)
    ),
    "compare": Way("cases.convictions.compare", "convictions-of", lambda h, r: convictions.compare(h, r.who, r.whom)),
    "done by": Way("cases.deeds.by_whom", "done-by", _by_whom),
    "granted by": Way("cases.deeds.by_whom", "done-by", _by_whom),
    "why done": Way(
        "cases.deeds.why_done",
        "done-by",
        lambda h, r: deeds.why_done(h, _asked(r), denied=_DENIED.search(h.question) is not None),
    ),
    "court of": Way("cases.deeds.court_of", "done-by", lambda h, r: deeds.court_of(h, _asked(r))),
    "court heard": Way("cases.deeds.court_heard", "done-by", lambda h, r: deeds.court_heard(h, r.whom, r.who)),
    "place of": Way("cases.deeds.place_of", "done-by", lambda h, r: deeds.place_of(h, _asked(r))),
    "done for": Way(
        "cases.deeds.done_for",
        "convictions-of",
        lambda h, r: deeds.done_for(h, replace(_asked(r), words=f"by {r.whom}" if r.whom else r.words)),
    ),
    "court tried": Way("cases.deeds.court_tried", "convictions-of", _court_tried),
    "place of event": Way("cases.deeds.place_of_event", "done-by", lambda h, r: deeds.place_of_event(h, r.who, r.when)),
    "what happened at": Way("cases.chronology.happened", "", lambda h, r: chronology.happened(h, r.who, r.when)),
    "may alone": Way(
        "law.general.may_alone",
        "reach-of-office",
        lambda h, r: general.may_alone(h.view, h.question, r.office, r.kind, _day(h, r)),
    ),
    "sits on": Way(
        "law.general.members_of", "boards-of", lambda h, r: general.members_of(h.view, h.question, r.office, _day(h, r))
    ),
    "office holder then": Way("law.offices.office_holder", "office-holders", _holder_then),
    "says of": Way("record.accounts.asserts", "claims-by-speaker", _says_of),
    "relatives": Way("cases.people.relatives", "relatives-of", lambda h, r: people.relatives(h, r.who)),
    "law of": Way(
        "cases.convictions.law_of", "convictions-of", lambda h, r: convictions.law_of(h, r.who, r.words, r.when)
    ),
    "verdict": Way("cases.deeds.verdict_of", "done-by", lambda h, r: deeds.verdict_of(h, _phrase(r))),
    "amount": Way(
        "cases.deeds.amount",
        "",
        lambda h, r: deeds.amount(
            h,
            r.who,
            asked_for=bool(re.search(r"\b(?:sue|ask|claim|demand|seek)\b", h.question)),
            when=r.when,
            of=r.whom,
        ),
    ),
    "how many times": Way("cases.deeds.how_many_times", "done-by", lambda h, r: deeds.how_many_times(h, _asked(r))),
    "how many people": Way(
        "cases.deeds.how_many_people", "done-by", lambda h, r: deeds.how_many_people(h, r.verb, _phrase(r))
    ),
    "asked clemency": Way(
        "cases.deeds.asked_clemency",
        "clemency-requests",
        lambda h, r: deeds.asked_clemency(h, r.who, r.kind, r.when, of=r.whom),
    ),
    "what happened": Way(
        "cases.chronology.happened",
        "",
        lambda h, r: (
            chronology.happened_after(h, r.who, _after(r), r.when) if r.after else chronology.happened(h, r.who, r.when)
        ),
    ),
    "really did": Way("cases.chronology.offender", "", lambda h, r: chronology.offender(h, _phrase(r))),
    "time inside": Way("cases.deeds.until", "time-in-prison", _time_inside),
    "in custody": Way(
        "cases.whereabouts.custody_of",
        "time-in-prison",
        lambda h, r: whereabouts.custody_of(
            h, r.who, r.when, free=bool(re.search(r"\b(?:free|out|liberty|released)\b", h.question.casefold()))
        ),
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
        lambda h, r: general.who_may_over(h.view, h.question, r.law, r.kind, _day(h, r)),
    ),
    "may over": Way(
        "law.general.may_over",
        "reach-of-office",
        lambda h, r: general.may_over(h.view, h.question, r.office, r.law, r.kind, _day(h, r)),
    ),
    "why may over": Way(
        "law.general.may_over",
        "reach-of-office",
        lambda h, r: general.may_over(h.view, h.question, r.office, r.law, r.kind, _day(h, r)),
    ),
    "board": Way("law.general.boards", "boards-of", _boards),
    "powers of": Way(
        "law.general.powers_of",
        "reach-of-office",
        lambda h, r: general.powers_of(h.view, h.question, r.office, _day(h, r)),
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
    "kind": Way("law.kinds.defined", "", lambda h, r: kinds.defined(_store(h), h.question, r.kind or "")),
    "kinds compared": Way(
        "law.kinds.told_apart", "", lambda h, r: kinds.told_apart(_store(h), h.question, r.kind or "", r.whom)
    ),
}
"""Form → how it is answered."""


def _store(held: Held) -> Store:
    assert held.view.store is not None
    return held.view.store


def _framed(held: Held, reading: Reading) -> Told:
    return replace(who_claims(held.cases, f"{reading.who} was framed", held.question), form=reading.form)


WAYS["thought framed"] = Way("record.accounts.who_claims", "who-claims", _framed)
