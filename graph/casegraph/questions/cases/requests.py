"""Clemency asked for, recommended, granted and refused."""

from ... import cg
from ...dates import Ternary, When
from ...errors import CannotAnswer
from ...words import capital
from ..naming.names import stems
from ..powers.tenure import titles_on
from ..record.happenings import Index, named
from ..record.told import Item, Told
from .lines import (
    UNDATED,
    Held,
    acted,
    by_time,
    dated,
    doubt,
    listed,
    nothing,
    on_that_day,
    record_lines,
    said,
)

__all__ = ["asked_clemency", "recommended"]


_ASKED = {"ClemencyApplication"}


_GRANTS = {"Pardon", "Commutation", "Reprieve"}


_ANSWERS = {"ClemencyRefusal", "Pardon", "Commutation", "Reprieve"}


def asked_clemency(held: Held, who: str, kind: str | None, when: When | None, *, of: str = "") -> Told:
    """What clemency was asked for somebody, by whom and when, what came of it and why; and what was granted unasked."""
    texts: list[str] = []
    items: list[Item] = []
    granted = False
    meant = named(held.indexes, who)
    if not meant.people:
        raise CannotAnswer(f"{who!r} names no person here")
    for index, person in meant.people:
        name = f"{index.case.label(person)}: " if len(meant.people) > 1 else ""
        for thing in by_time(index, index.pointing(person, cg.person)):
            kinds = index.kinds(thing) & {*_ASKED, *_ANSWERS, "Announcement"}
            if not kinds or (kinds == {"Announcement"} and not _of_clemency(index, thing)):
                continue
            if of and not _put_to(held, index, thing, of):
                continue
            in_time = on_that_day(index, thing, when)
            if in_time is not Ternary.YES:
                items += record_lines(held, index, thing, group=UNDATED) if in_time is Ternary.UNKNOWN else ()
                continue
            granted = granted or bool(kinds & _GRANTS)
            who_did = listed(acted(held, index, thing, index.facts(thing, cg.agent)))
            parts = [
                dated(index, thing),
                f"by {who_did}" if who_did else "",
                listed(said(index, index.facts(thing, cg.outcome))),
            ]
            texts.append(
                f"{name}{index.case.label(thing)}: {'; '.join(part for part in parts if part)}{doubt(index, thing)}"
            )
            items += record_lines(held, index, thing)
    petitions = [(i, t) for i, p in meant.people for t in i.pointing(p, cg.seeksReliefFor)]
    for index, thing in petitions:
        items += record_lines(
            held, index, thing, keys=(cg.date, cg.author, cg.addressedTo, cg.requests), group="Petitions"
        )
    if not texts:
        also = f" Petitions: {listed(i.case.label(t) for i, t in petitions)}." if petitions else ""
        return held.unknown(f"{nothing(f'application for clemency, grant or refusal for {who}')}{also}", items)
    head = ". ".join(capital(text) for text in texts)
    return held.told(f"{head}.{'' if granted or of or when else ' No grant is on record here.'}", items)


def recommended(held: Held, who: str, by: str, when: When | None) -> Told:
    """What a board recommended for somebody, when and with what outcome; a recommendation grants nothing."""
    texts: list[str] = []
    items: list[Item] = []
    for index, person in named(held.indexes, who).people:
        for thing in by_time(index, index.pointing(person, cg.person)):
            if "recommend" not in index.case.label(thing) or "Event" not in index.kinds(thing):
                continue
            doers = index.facts(thing, cg.agent)
            if not stems(by) - _OF_BOARDS <= stems(*(index.case.label(fact.text) for fact in doers)):
                continue
            in_time = on_that_day(index, thing, when)
            if in_time is not Ternary.YES:
                items += record_lines(held, index, thing, group=UNDATED) if in_time is Ternary.UNKNOWN else ()
                continue
            parts = [dated(index, thing), *said(index, index.facts(thing, cg.outcome))]
            texts.append(f"{index.case.label(thing)}: {'; '.join(part for part in parts if part)}{doubt(index, thing)}")
            items += record_lines(held, index, thing)
    if not texts:
        return held.unknown(nothing(f"recommendation for {who}{f' by {by}' if by else ''}"), items)
    head = ". ".join(capital(text) for text in texts)
    return held.told(f"{head}.", items)


_OF_BOARDS = stems("the", "board", "state", "of", "'s")


def _put_to(held: Held, index: Index, thing: str, of: str) -> bool:
    """Was the request made to that office, or to the person in it on the day?"""
    days = [day for fact in index.facts(thing, cg.date) if (day := fact.when) and day.earliest]
    ends = index.ends(thing, cg.related)
    names = [index.case.label(end) for end in ends]
    names += [titles_on(held.view, end, days[0].earliest) for end in ends if days and days[0].earliest]
    return stems(of.casefold().removeprefix("president ").removeprefix("governor ")) <= stems(*names)


def _of_clemency(index: Index, thing: str) -> bool:
    words = " ".join((index.case.label(thing), *index.ends(thing, cg.outcome))).casefold()
    return any(word in words for word in ("pardon", "clemency", "commut", "reprieve"))
