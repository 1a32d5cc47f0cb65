"""The people in an office on one day, and the one sentence that every outlet makes of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["NOBODY", "SOME_HOUR", "VACANT", "Incumbent", "changes", "in_order", "standing_of", "told"]

SOME_HOUR = "some hour of that day"
"""What is said of a beginning or an end on the day itself whose hour is not on record."""

VACANT = "vacant"
"""Said of an office that a source says nobody was in."""

NOBODY = "nobody on record for that day"
"""Said of an office whose terms are on record, but none for the day."""


@dataclass(frozen=True, slots=True)
class Incumbent:
    """A person who was in an office on a day, or for a part of that day.

    Attributes:
        person: the name.
        standing: established, or attributed (one source says so).
        acting: the person used the powers of the office without holding it.
        begins: the hour of that day at which the person came in, in words; "" for one who was in office before.
        ends: the hour of that day at which the person left, in words; "" for one who stayed.
    """

    person: str
    standing: str = "established"
    acting: bool = False
    begins: str = ""
    ends: str = ""

    def to_json(self) -> dict[str, Any]:
        """The person with `from` and `until` where the office changed hands on the day."""
        hours = {"from": self.begins, "until": self.ends}
        return {
            "person": self.person,
            "standing": self.standing,
            "acting": self.acting,
            **{key: words for key, words in hours.items() if words},
        }


def in_order(people: Iterable[Incumbent]) -> tuple[Incumbent, ...]:
    """Each person once: who acts for another first, then by the time of the day.

    Who was confirmed in office on the day, so that one term ends and the next begins, was in office all day.

    Examples:
        >>> [one.person for one in in_order([Incumbent("New", begins="noon"), Incumbent("Old", ends="noon")])]
        ['Old', 'New']
        >>> in_order([Incumbent("Same", ends="noon"), Incumbent("Same", begins="noon")])
        (Incumbent(person='Same', standing='established', acting=False, begins='', ends=''),)
    """
    found = dict.fromkeys(people)
    leaving = {(one.person, one.acting): one for one in found if one.ends and not one.begins}
    staying = {one: leaving.get((one.person, one.acting)) for one in found if one.begins}
    gone = {old for old in staying.values() if old is not None}
    joined = [replace(one, begins="") if staying.get(one) else one for one in found if one not in gone]
    titled = any(not (one.acting or one.begins or one.ends) for one in joined)
    return tuple(sorted(joined, key=lambda one: (not (titled and one.acting), bool(one.begins), not one.ends)))


def told(people: Sequence[Incumbent]) -> str:
    """The people in one text: who acts stands first, on a day of change each with the hour, "or" only for doubt.

    Examples:
        >>> told([Incumbent("Bill Clinton", ends="noon"), Incumbent("George W. Bush", begins="noon")])
        'Bill Clinton until noon, George W. Bush from noon'
        >>> told([Incumbent("Jim Doyle", ends=SOME_HOUR), Incumbent("Scott Walker", begins=SOME_HOUR)])
        'Jim Doyle until some hour of that day, Scott Walker from then on'
        >>> told([Incumbent("Robert P. Casey"), Incumbent("Mark Singel", acting=True)])
        'Mark Singel, acting for Robert P. Casey'
        >>> told([Incumbent("Dick Cheney", acting=True, begins="7 a.m.", ends="9 a.m."), Incumbent("George W. Bush")])
        'Dick Cheney, acting from 7 a.m. until 9 a.m. for George W. Bush'
    """
    acting = [one for one in people if one.acting]
    titled = [one for one in people if not one.acting]
    whole = [one for one in titled if not (one.begins or one.ends)]
    if acting and whole:
        return f"{_listed(acting)} for {_listed(titled)}"
    return _listed(people)


def standing_of(people: Iterable[Incumbent]) -> str:
    """How firmly it is borne out who they were: as firmly as the weakest of them; "" for nobody.

    Examples:
        >>> standing_of([Incumbent("Gerald Ford", "attributed"), Incumbent("Jimmy Carter")])
        'attributed'
    """
    found = {one.standing for one in people}
    return "attributed" if "attributed" in found else "established" if found else ""


def _listed(people: Sequence[Incumbent]) -> str:
    whole = [one for one in people if not (one.begins or one.ends)]
    between = " or " if len(whole) > 1 else ", "
    left = any(one.ends == SOME_HOUR and not one.begins for one in people)
    return between.join(dict.fromkeys(_words(one, then=left and one.begins == SOME_HOUR) for one in people))


def _words(one: Incumbent, *, then: bool) -> str:
    acting = ", acting" if one.acting else ""
    if one.begins == one.ends == SOME_HOUR:
        return f"{one.person}{acting} during some hours of that day"
    begins = f" from {'then on' if then else one.begins}" if one.begins else ""
    ends = f" until {one.ends}" if one.ends else ""
    return f"{one.person}{acting}{begins}{ends}"


def changes(people: Sequence[Incumbent]) -> dict[str, Any]:
    """The people one by one, and the hours at which the office changed hands, as JSON has them.

    Examples:
        >>> changes([Incumbent("Bill Clinton", ends="noon"), Incumbent("George W. Bush", begins="noon")])["until"]
        'noon'
    """
    hours = {
        "until": ", ".join(dict.fromkeys(one.ends for one in people if one.ends)),
        "from": ", ".join(dict.fromkeys(one.begins for one in people if one.begins)),
    }
    return {key: words for key, words in hours.items() if words} | {"people": [one.to_json() for one in people]}
