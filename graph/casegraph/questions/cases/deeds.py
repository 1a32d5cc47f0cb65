"""What was done to somebody: by whom, why and how, where, by which court, for how much, how often."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ... import cg
from ...records.claim import Claim
from ...view import step, types
from ...words import capital
from ..clemency.status import status_of
from ..record.happenings import Asked, Index, Occurrence, besides, named, records
from ..record.told import Item, Told
from ..record.verbs import verbs
from .lines import (
    Held,
    acted,
    by_time,
    dated,
    doubt,
    firm,
    line,
    listed,
    mark,
    nothing,
    record_lines,
    said,
)

__all__ = ["by_whom", "done_for", "found", "lead_of", "several_people", "why_done"]


def found(held: Held, asked: Asked) -> list[Occurrence]:
    """The records of what is asked about, in order of time; of a conviction the verdict tells who and where."""
    meant = named(held.indexes, asked.who)
    kept = records(meant, asked)
    order: dict[str, list[str]] = {}
    for record in kept:
        order.setdefault(record.index.case.name, []).append(record.thing)
    ranked = {
        name: by_time(next(r.index for r in kept if r.index.case.name == name), things)
        for name, things in order.items()
    }
    return sorted(
        dict.fromkeys(kept), key=lambda r: (r.index.case.name, ranked[r.index.case.name].index(r.thing), r.person)
    )


def _beside(held: Held, asked: Asked) -> list[Item]:
    near = besides(named(held.indexes, asked.who), asked) if asked.verb in verbs() else []
    return [item for record in near for item in record_lines(held, record.index, record.thing, group="Beside it")]


def several_people(found: Sequence[Occurrence]) -> bool:
    """Must the person be named with each record, since there are several?"""
    return len({record.person for record in found if record.person}) > 1


def lead_of(record: Occurrence, *, several: bool) -> str:
    """The name before what is told of a record, where there are several people."""
    return f"{record.index.case.label(record.person)}: " if several and record.person else ""


_BY_NO_COURT = frozenset(
    {"charged", "indicted", "accused", "arrested", "detained", "taken into custody", "dropped", "compensated"}
)
"""What no court does, though the record may name the court before which it was."""


def by_whom(held: Held, asked: Asked) -> Told:
    """Who did it: the agent of each record, else its court, else who brought about what caused it.

    Args:
        held: what the graph holds.
        asked: to whom, what, and what narrows it.
    """
    done = found(held, asked)
    several = several_people(done)
    told: dict[tuple[str, str], list[tuple[bool, str]]] = {}
    items: list[Item] = []
    for record in done:
        index, thing = record.index, record.thing
        who, facts = _doers(held, index, thing)
        items += record_lines(held, index, thing)
        if who and (asked.verb not in _BY_NO_COURT or index.facts(thing, cg.agent)):
            items += [line(index, f"{index.case.label(thing)}: {listed(who)}", facts)] if facts else []
            court_alone = not index.facts(thing, cg.agent) and bool(index.facts(thing, cg.court))
            key = lead_of(record, several=several), dated(index, thing)
            told.setdefault(key, []).append((court_alone, f"{listed(who)}{doubt(record.index, record.thing)}"))
    near = _beside(held, asked)
    if not items:
        return held.unknown(f"{nothing(f'record of that ({asked.who}: {asked.verb})')}{_near(near)}", near)
    if not told:
        return held.unknown(nothing(f"name of who did it ({asked.who}, {asked.verb})"), [*items, *near])
    texts = []
    for (lead, day), names in told.items():
        persons = [name for court_alone, name in names if not court_alone] or [name for _, name in names]
        texts.append(f"{lead}{listed(persons)}{f', {day}' if day else ''}")
    head = "; ".join(texts)
    return held.told(f"{capital(head)}.{_void(held, done)}{_near(near)}", [*items, *near])


def _near(near: Sequence[Item]) -> str:
    """What bears on the answer without being it, as far as it is established."""
    sure = [item.text for item in near if item.standing in ("established", "inferred")]
    return f" On record beside it: {listed(sure)}." if sure else ""


def _doers(held: Held, index: Index, thing: str) -> tuple[list[str], list[Claim]]:
    """Who did what a record tells, with the facts that say so."""
    for key in (cg.agent, cg.court):
        facts = index.facts(thing, key)
        kept = firm(facts) or facts
        if kept:
            court = listed(said(index, index.facts(thing, cg.court))) if key == cg.agent else ""
            people = acted(held, index, thing, kept)
            kept_court = firm(index.facts(thing, cg.court)) if court else []
            return [*people[:-1], f"{people[-1]}{f', {court}' if court else ''}"], [*kept, *kept_court]
    for fact in index.facts(thing, cg.cause):
        who, facts = _doers(held, index, fact.text) if index.kinds(fact.text) else ([], [])
        if who:
            return [f"{listed(who)} ({index.case.label(fact.text)}){mark(fact.standing)}"], [fact, *facts]
    return [], []


def _void(held: Held, found: Iterable[Occurrence]) -> str:
    """That an act of clemency had no effect, where whoever granted it had no power over the conviction."""
    void = {}
    for record in found:
        for conviction in step(held.view, record.thing, cg.conviction):
            if (
                cg.Conviction in types(held.view, conviction)
                and status_of(held.view, conviction, held.day).void == record.thing
            ):
                void[record.thing] = record.index.case.label(record.thing)
    return f" No effect: {listed(void.values())}, without power over the conviction." if void else ""


_CAUSES = (cg.cause, cg.outcome)


def why_done(held: Held, asked: Asked, *, denied: bool = False) -> Told:
    """Why or how it came about, as far as the record gives a cause, an outcome or a ground; else what it says of it.

    Args:
        held: what the graph holds.
        asked: to whom, what, and what narrows it.
        denied: it is asked why it did not happen; then what stood in its way is told.
    """
    if denied:
        return _why_not(held, asked)
    done = found(held, asked)
    items = [item for record in done for item in record_lines(held, record.index, record.thing)]
    texts: list[str] = []
    several = several_people(done)
    for record in done:
        index, thing = record.index, record.thing
        grounds = [text for key in _CAUSES for text in _grounds(held, index, thing, key)]
        items += _behind(held, index, thing)
        grounds += [f.note.rstrip(".") for f in firm(index.facts(thing, "rdf:type")) if f.note]
        grounds += _claimed(index, thing, items)
        if grounds:
            texts.append(
                f"{lead_of(record, several=several)}{index.case.label(thing)}{doubt(record.index, record.thing)}: "
                f"{'; '.join(dict.fromkeys(grounds))}"
            )
    near = _beside(held, asked)
    if not items:
        return held.unknown(f"{nothing(f'record of that ({asked.who}: {asked.verb})')}{_near(near)}", near)
    if not texts:
        return held.unknown(nothing(f"ground for it ({asked.who}, {asked.verb})"), [*items, *near])
    head = ". ".join(dict.fromkeys(texts))
    return held.told(f"{capital(head)}.", [*items, *near])


def _grounds(held: Held, index: Index, thing: str, key: str) -> list[str]:
    facts = index.facts(thing, key)
    if key != cg.cause:
        return said(index, facts)
    kept = firm(facts) or facts
    return [f"because of {index.case.label(f.text)}{mark(f.standing)}{_when_of(index, f.text)}" for f in kept]


def _when_of(index: Index, thing: str) -> str:
    day = dated(index, thing)
    return f" ({day})" if day else ""


def _behind(held: Held, index: Index, thing: str) -> list[Item]:
    """The causes of a record, and what they rest on, as lines of their own."""
    keys = (cg.date, cg.agent, cg.outcome, cg.item, cg.pointsTo)
    causes = [fact.text for fact in index.facts(thing, cg.cause)]
    return [item for cause in causes for item in record_lines(held, index, cause, keys=keys, group="Because of")]


def _claimed(index: Index, thing: str, items: list[Item]) -> list[str]:
    """What somebody gives as the ground; never the ground itself."""
    told = index.facts(thing, cg.groundedIn)
    texts = [index.case.label(f.text) if f.is_link else f.text for f in told]
    items += [
        line(index, f"{index.case.label(thing)} — grounded in: {text}", [f], group="As somebody says")
        for f, text in zip(told, texts, strict=True)
    ]
    described = [f for f in index.facts(thing, cg.describedAs) if f.text.startswith(_GROUNDS)]
    name = index.case.label(thing)
    items += [line(index, f"{name} — said of it: {f.text}", [f], group="As somebody says") for f in described]
    every = zip([*told, *described], [*texts, *(f.text for f in described)], strict=True)
    return [f"{text}{mark(f.standing)}" for f, text in every]


_GROUNDS = ("granted because", "because", "refused because", "denied because")
"""How the word of somebody on the ground of an act begins."""


def _why_not(held: Held, asked: Asked) -> Told:
    """What stood in the way: for an execution the acts that spared somebody, else what bears on it."""
    meant = named(held.indexes, asked.who)
    done = records(meant, replace(asked, words="", when=None)) if meant.people else []
    if done:
        text = "; ".join(
            f"{record.index.case.label(record.thing)}: {dated(record.index, record.thing)}" for record in done
        )
        return held.told(
            f"It did happen, by the record: {text}.",
            [item for record in done for item in record_lines(held, record.index, record.thing)],
        )
    kinds = {"executed": {"Commutation", "Pardon", "Reprieve", "Stay", "Vacatur", "SentenceVacated", "Exoneration"}}
    wanted = kinds.get(asked.verb) or set(verbs()[asked.verb].besides)
    texts: list[str] = []
    items: list[Item] = []
    for index, person in meant.people:
        for thing in by_time(index, index.pointing(person, cg.person)):
            if index.kinds(thing) & wanted:
                items += record_lines(held, index, thing)
                texts.append(
                    "; ".join(
                        [
                            f"{index.case.label(thing)}: {dated(index, thing)}",
                            *said(index, index.facts(thing, cg.outcome)),
                        ]
                    )
                )
    if not items:
        return held.unknown(
            f"This graph gives no reason why {asked.who} was not {asked.verb}. It may not hold all that happened."
        )
    return held.told(f"{'. '.join(dict.fromkeys(texts))}.", items)


def done_for(held: Held, asked: Asked) -> Told:
    """For which convictions it was done: pardoned for what."""
    done = found(held, asked)
    texts: list[str] = []
    items: list[Item] = []
    for record in done:
        index, thing = record.index, record.thing
        own = [c for c in index.ends(thing, cg.conviction) if record.person in index.ends(c, cg.person)]
        offences = [text for c in own for text in said(index, index.facts(c, cg.offence))]
        if offences:
            lead = lead_of(record, several=several_people(done))
            texts.append(f"{lead}{listed(offences)} ({index.case.label(thing)}, {dated(index, thing)})")
        items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"offence for which {asked.who} was {asked.verb}"), items)
    head = "; ".join(dict.fromkeys(texts))
    return held.told(f"{capital(head)}.", items)
