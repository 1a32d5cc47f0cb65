"""What a timeline comes to: the people, and what has become of their convictions by its last day."""

from datetime import date

from ... import cg
from ...dates import Ternary, in_words
from ...questions.clemency.status import death_of, status_of
from ...questions.supposed import condition, said_only, view_of, with_said
from ...view import CaseView, dates_of, label, step
from ..scope import case_title, convictions_in

__all__ = ["outcome"]

_STANDING = ("stands", "reinstated", "commuted")
_MOST_NAMES = 2


def outcome(view: CaseView, scope: str, on: date, person: str = "") -> str:
    """One line: `Jane Doe: 2 convictions stand, 1 vacated`.

    Args:
        view: the graph.
        scope: name of the case.
        on: the day.
        person: IRI of the one person it is about, or "" for everybody convicted in the case.

    Examples:
        >>> import casegraph
        >>> outcome(casegraph.load("derek-chauvin").view, "derek-chauvin", date(2026, 11, 24))
        'Derek Chauvin: 3 convictions stand'
    """
    here = [one for one in convictions_in(view, scope) if not person or person in _whose(view, one)]
    said = [one for one in here if said_only(view, one)]
    told = _outcome(view, scope, on, person, [one for one in here if one not in said])
    if not said:
        return told
    seen = with_said(view, said)
    more = f"If {condition(seen, seen.supposed)}: {_outcome(seen, scope, on, person, said)}"
    return more if len(said) == len(here) else f"{told}. {more}"


def _whose(view: CaseView, conviction: str) -> list[str]:
    return step(view_of(view, conviction), conviction, cg.person)


def _outcome(view: CaseView, scope: str, on: date, person: str, convictions: list[str]) -> str:
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    died: set[str] = set()
    for conviction in convictions:
        whose = step(view, conviction, cg.person)
        name = status_of(view, conviction, on).name
        if name == "pending" or (person and person not in whose):
            continue
        dead, day_of_death, _ = death_of(view, conviction, on)
        if dead is Ternary.YES and day_of_death and name in _STANDING:
            died.add(in_words(day_of_death))
            name = f"{name} at death"
        counts[name] = counts.get(name, 0) + 1
        day = min((when.earliest or on for when in dates_of(view, conviction, cg.date)), default=on).isoformat()
        for one in whose:
            first[one] = min(first.get(one, day), day)
    who = _who(view, scope, [person] if person else sorted(first, key=lambda one: (first[one], one)))
    at_death = f" ({died.pop()})" if len(died) == 1 else ""
    return f"{who}: {_told(counts, at_death)}"


def _who(view: CaseView, scope: str, people: list[str]) -> str:
    names = [label(view, one) for one in people]
    if not names or len(names) > _MOST_NAMES:
        return case_title(view, scope) or scope
    return " and ".join(names)


def _told(counts: dict[str, int], at_death: str) -> str:
    """`no conviction stands, 4 reversed, 2 pardoned`; a sentence commuted leaves its conviction standing, and a death
    leaves what stood then."""
    if not counts:
        return "no conviction by that day"
    standing = sum(counts.get(name, 0) for name in _STANDING)
    dead = sum(counts.get(f"{name} at death", 0) for name in _STANDING)
    told = {*_STANDING, *(f"{name} at death" for name in _STANDING)}
    others = [f"{number} {_WORDS.get(name, name)}" for name, number in sorted(counts.items()) if name not in told]
    commuted = counts.get("commuted", 0) + counts.get("commuted at death", 0)
    if commuted:
        others.insert(0, f"{commuted} with the sentence commuted")
    if dead:
        what = "" if standing else " conviction" if dead == 1 else " convictions"
        others.insert(0, f"{dead}{what} stood at death{at_death}")
    if not standing and not dead:
        lone = sum(counts.values()) == 1
        return f"the conviction was {next(iter(counts))}" if lone and "unknown" not in counts else (
            f"no conviction stands, {', '.join(others)}")  # fmt: skip
    lead = [f"{standing} conviction{' stands' if standing == 1 else 's stand'}"] if standing else []
    return ", ".join([*lead, *others])


_WORDS = {"unknown": "of unknown fate"}
