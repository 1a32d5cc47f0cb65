"""Acts that can hardly be as they are told: they change nothing, or fall outside a life; nobody read their source."""

from collections.abc import Iterator
from itertools import pairwise

from ...dates import NotADate, Ternary, When
from ...errors import Problem
from ...records.claim import Case, Claim
from ...vocabulary import CG, RDF_TYPE, local
from ..format.kinds import event_kinds
from ..sentences import dated, text_of
from .asserted import Asserted

__all__ = ["act_warnings", "unread_warnings"]

_SET_ASIDE = ("Vacatur", "Reversal", "HabeasGrant")
_OF_THE_LIVING = ("Conviction", "Sentence", "Imprisonment", "Arrest", "Charging", "Confession", "Execution", "Release")
"""What befalls nobody after death."""
_OF_PEOPLE = ("Conviction", "Sentence", "Imprisonment", "Event", "Charge")


def act_warnings(facts: Asserted) -> Iterator[Problem]:
    """What a person should look at among the acts of a sound file."""
    for kind in (own for own in event_kinds().values() if own.status):
        for event in facts.of(kind.name):
            yield from _of_no_conviction(facts, event, kind.label)
    for conviction in facts.of("Conviction"):
        yield from _changes_nothing(facts, conviction)
    for person in facts.of("Person"):
        yield from _out_of_a_life(facts, person)


def _of_no_conviction(facts: Asserted, event: str, called: str) -> Iterator[Problem]:
    """An act that sets the status of convictions and names none, nor a charge or an offence."""
    if facts.said(event, "conviction", "charge", "act"):
        return
    people = [str(claim.object) for claim in facts.values(event, "person")]
    own = [local(node) for node in facts.of("Conviction")
           if {str(claim.object) for claim in facts.values(node, "person")} & set(people)]  # fmt: skip
    without = f": {', '.join(map(local, people))} has no conviction in this file" if people and not own else ""
    note = f"conviction: {own[0] if len(own) == 1 else '[' + ', '.join(own) + ']'}" if own else "conviction: ID"
    yield Problem(
        facts.place(event).place,
        "W318",
        f"this {called}, '{local(event)}', names no conviction, so it changes nothing{without}",
        "of what?",
        f"add '{note}', of the conviction that it is about; a charge: or an act: where there is none yet",
    )


def _changes_nothing(facts: Asserted, conviction: str) -> Iterator[Problem]:
    """A conviction put back that nothing set aside, or set aside twice with nothing between."""
    aside = [node for kind in _SET_ASIDE for node in facts.about(kind, conviction)]
    back = facts.about("Reinstatement", conviction)
    for event in back if not aside and not facts.about("NewTrialOrdered", conviction) else ():
        yield Problem(
            facts.place(event).place,
            "W319",
            f"'{local(event)}' puts back the conviction '{local(conviction)}', which nothing here had set aside",
            "changes nothing",
            "add the Vacatur or the Reversal before it",
        )
    days = sorted((day.earliest, day.latest, node) for node in aside
                  if (day := dated(facts.held[node])) and day.earliest and day.latest)  # fmt: skip
    for (_, before, first), (after, _, second) in pairwise(days):
        if before < after and not any(_between(facts, node, first, second) for node in back):
            yield Problem(
                facts.place(second).place,
                "W319",
                f"'{local(second)}' sets aside the conviction '{local(conviction)}' a second time",
                "changes nothing",
                "add the Reinstatement between the two; a verdict after a new trial is a conviction of its own",
                ((facts.place(first).place, "set aside here"),),
            )


def _between(facts: Asserted, node: str, first: str, second: str) -> bool:
    """May an event lie between two others?"""
    here, one, other = (dated(facts.held[each]) for each in (node, first, second))
    early = here is not None and one is not None and here.before(one) is Ternary.YES
    return not early and not (here is not None and other is not None and here.after(other) is Ternary.YES)


def _out_of_a_life(facts: Asserted, person: str) -> Iterator[Problem]:
    """What befell somebody surely before birth, or surely after death though it befalls the living only."""
    born, died = (_day(facts.values(person, key)) for key in ("born", "died"))
    if born is None and died is None:
        return
    for node, own in facts.held.items():
        if not any(claim.object == person for claim in own.get(CG + "person", ())):
            continue
        kinds = {local(str(claim.object)) for claim in own.get(RDF_TYPE, ())}
        for claim in (*own.get(CG + "date", ()), *own.get(CG + "from", ())):
            when = _day([claim])
            if when is None:
                continue
            early = born is not None and when.before(born) is Ternary.YES
            late = died is not None and when.after(died) is Ternary.YES and not kinds.isdisjoint(_OF_THE_LIVING)
            if early or late:
                life = "was born" if early else "died"
                other = facts.values(person, "born" if early else "died")[0]
                yield Problem(
                    claim.place,
                    "W320",
                    f"'{local(node)}' is of {when}, and '{local(person)}' {life} {born if early else died}",
                    f"{'before the birth' if early else 'after the death'}",
                    "mend the date, or the person",
                    ((other.place, life),),
                )


def _day(claims: list[Claim]) -> When | None:
    try:
        return When.parse(text_of(claims[0])) if claims else None
    except NotADate:
        return None


def unread_warnings(case: Case) -> Iterator[Problem]:
    """Facts about people that rest on a source alone of which nobody says that it was read, though of others."""
    read = {source.iri for source in case.sources if source.get("read")}
    unread = {source.iri for source in case.sources if not source.get("read") and not source.get("note")}
    told: set[str] = set()
    kinds = {CG + kind for kind in _OF_PEOPLE}
    for claim in case.claims if read and unread else ():
        if claim.predicate == RDF_TYPE and claim.object in kinds and claim.standing.asserted:
            for source in set(claim.sources) if set(claim.sources) <= unread - told else ():
                told.add(source)
                yield Problem(
                    claim.place,
                    "W323",
                    f"this rests on '{local(source)}' alone, and nobody says that it was read",
                    "never read?",
                    f"add 'read:' with the day to '{local(source)}' under sources:, or say in 'note:' how it is known",
                )
