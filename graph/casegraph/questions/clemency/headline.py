"""The answer about clemency in one sentence, or one for each group of people to whom the same applies."""

from collections.abc import Iterable, Sequence

from ... import cg
from ...view import CaseView, label, one, step
from ...words import a_or_an, granting, listed, unique, within
from ..powers.coverage import Criteria
from .answer import BY_LAW, ConvictionAnswer, PowerAnswer, Value, folded
from .gaps import CAME_BY_LAW, came_by_law
from .verdict import combined

__all__ = ["UNCONVICTED", "act_of", "headline_of", "title_of", "value_of_all"]

UNCONVICTED = ("charged", "not charged")
"""Statuses of what nobody was convicted of."""
_ORDER: tuple[Value, ...] = ("yes", "who", "depends", "disputed", "unknown", "no", "moot")


def _people(found: Iterable[ConvictionAnswer]) -> dict[str, list[ConvictionAnswer]]:
    """The answers by person."""
    people: dict[str, list[ConvictionAnswer]] = {}
    for answer in found:
        people.setdefault(answer.person or answer.label, []).append(answer)
    return people


def _groups(asked: Criteria, found: Sequence[ConvictionAnswer]) -> dict[Value, list[ConvictionAnswer]]:
    """The answers of the people to whom the same applies, together. Who is asked for, is told of all at once."""
    groups: dict[Value, list[ConvictionAnswer]] = {}
    live = combined([answer.value for answer in found])
    for answers in _people(found).values():
        value = combined([answer.value for answer in answers])
        groups.setdefault(value if asked.office or value == "moot" else live, []).extend(answers)
    return {value: groups[value] for value in sorted(groups, key=_ORDER.index)}


def value_of_all(asked: Criteria, found: Sequence[ConvictionAnswer]) -> Value:
    """One value for all: what holds for every person; "depends" where it differs from person to person.

    What hangs on the word of a source does not count beside convictions on record.
    """
    found = [answer for answer in found if not answer.condition] or found
    values = set(_groups(asked, found))
    if len(values) > 1 and (asked.office is None or "no" in values):
        values -= {"moot"}
    return values.pop() if len(values) == 1 else "depends"


def headline_of(view: CaseView, asked: Criteria, found: Sequence[ConvictionAnswer]) -> str:
    """The answer in words: what holds on record first, then what would hold if a source were right."""
    sure = [answer for answer in found if not answer.condition]
    told = [_headline(view, asked, sure)] if sure else []
    for condition in unique(answer.condition for answer in found if answer.condition):
        group = [answer for answer in found if answer.condition == condition]
        told.append(f"If {condition}{_further(group) if sure else ''}: {within(_headline(view, asked, group))}")
    return " ".join(told)


def _further(group: Sequence[ConvictionAnswer]) -> str:
    """Which convictions it is about, beside those that the sentence before was about."""
    labels = unique(answer.label for answer in group)
    more = "one more conviction" if len(labels) == 1 else f"{len(labels)} more convictions"
    return f", for {more} ({listed(labels)})"


def _headline(view: CaseView, asked: Criteria, found: Sequence[ConvictionAnswer]) -> str:
    """A sentence for each group of people to whom the same applies."""
    told = [_sentence(view, asked, answers, value) for value, answers in _groups(asked, found).items()]
    told += [_DOUBT] if any(answer.doubt for answer in found) else []
    return " ".join(text[:-1] if text.endswith("..") else text for text in told)  # a name may end in a full stop: Jr.


_DOUBT = "But the court named seldom tries offences under that law, if ever: one of the two may be wrong."
"""Said where an answer rests on a court and a law that hardly go together: the power follows the law named."""


def act_of(kind: str | None) -> str:
    """What is done to a person by clemency of a kind: pardon, commute, …"""
    return _ACTS.get(kind or "", "pardon")


_ACTS = {"commutation": "commute", "reprieve": "reprieve", "remission": "remit", "suspension": "suspend"}


def _sentence(view: CaseView, asked: Criteria, found: Sequence[ConvictionAnswer], value: Value) -> str:
    people = listed([_named(name, answers) for name, answers in _people(found).items()])
    verb = granting(asked.kind or _only_kind(found, asked.office))
    if value == "moot":
        return _nothing_left(asked, found, people)
    if value == "unknown" and any(answer.status == "unknown" for answer in found):
        return f"The record does not say what had become of the conviction by that day: {people}."
    if value == "unknown" and all(answer.missing and not answer.sovereign for answer in found):
        return f"Whose law was broken is not on record, so nobody can say who can {verb} {people}."
    if asked.office is None:
        return _who(found, f"can {verb} {people}")
    office = title_of(view, asked.office)
    if value in ("yes", "no"):
        return f"The {office} {'can' if value == 'yes' else 'cannot'} {verb} {people}."
    if value == "disputed":
        return f"It is disputed whether the {office} can {verb} {people}."
    if value == "unknown":
        return f"Whether the {office} can {verb} {people} is not known."
    if all(asked.office in {a.office for a in answer.reported} for answer in found if answer.value != "moot"):
        return f"By one source the {office} can {verb} {people}."
    if {answer.value for answer in found} <= {"depends", "moot"}:
        return _not_alone(office, asked, found, f"{verb} {people}")
    return f"Whether the {office} can {verb} {people} differs by conviction."


def _only_kind(found: Sequence[ConvictionAnswer], office: str | None) -> str | None:
    """The one kind of clemency that is left or on record, where there is only one; a short reprieve is a reprieve.

    Of an office that is asked about, the one kind it decides on: a reprieve alone is not all of clemency.
    """
    powers = [power for answer in found for power in answer.powers]
    own = [power for power in powers if office in {a.office for a in power.deciders}]
    kinds = {_BROADER.get(kind, kind) for power in own or powers for kind in power.kinds}
    return kinds.pop() if len(kinds) == 1 else None


_BROADER = {"conditional pardon": "pardon", "short reprieve": "reprieve"}


def _not_alone(office: str, asked: Criteria, found: Sequence[ConvictionAnswer], what: str) -> str:
    """What stands in the way of one office: the others it needs, or what the record leaves open."""
    powers = [power for answer in found for power in answer.powers
              if power.standing == "established" and any(a.office == asked.office for a in power.deciders)]  # fmt: skip
    alone = [power for power in powers if not power.needs]
    if alone == powers and powers:
        return f"Whether the {office} can {what} hangs on what the record leaves open; see the conditions."
    waits = unique(power.waits for power in powers)
    if not alone and len(waits) == 1 and waits[0]:
        return f"The {office} cannot {what} {waits[0]}."
    if not alone:
        return f"The {office} cannot {what} alone."
    name = next(a.label for a in alone[0].deciders if a.office == asked.office)
    with_whom = _with_whom(name, folded(powers), {kind for power in powers for kind in power.kinds})
    hangs = ", depending on what the record leaves open" if all(power.hangs for power in alone) else ""
    return f"The {office}{with_whom} can {what}{hangs}."


def _named(person: str, answers: Sequence[ConvictionAnswer]) -> str:
    died = next((answer.outcome.died for answer in answers if answer.value != "moot"), "")
    return f"{person} after death ({died})" if died else person


def _nothing_left(asked: Criteria, found: Sequence[ConvictionAnswer], people: str) -> str:
    pending = {answer.status in ("pending", *UNCONVICTED) for answer in found}
    act = act_of(asked.kind)
    said = {True: f"There was nothing to {act} yet", False: f"Nothing is left to {act}"}
    return f"{said[pending.pop()] if len(pending) == 1 else 'There was nothing to pardon on that day'}: {people}."


def title_of(view: CaseView, office: str) -> str:
    """An office in a headline: the President of a nation by short name, every other one in full."""
    nation = any(one(view, own, cg.sovereignKind) == "nation" for own in step(view, office, cg.officeOf))
    return (one(view, office, cg.shortLabel) if nation else "") or label(view, office)


def _who(found: Sequence[ConvictionAnswer], can: str) -> str:
    """Who decides: one sentence when it is the same for every conviction, else conviction by conviction."""
    groups: dict[tuple[str, ...], int] = {}
    live = [answer for answer in found if answer.value != "moot"]
    for answer in live:
        names = _deciders(answer.powers)
        groups[names] = groups.get(names, 0) + 1
    if list(groups) == [()]:
        return _nobody(live, can)
    if len(groups) == 1:
        names = next(iter(groups))
        hangs = _hangs_on_marks(live)
        who = listed(names, "or") if hangs else listed(names)
        if all(answer.by_law and came_by_law(answer) for answer in live):
            came = f"{CAME_BY_LAW[0].upper()}{CAME_BY_LAW[1:]}"
            return f"{came}; beside it {who} {can}{hangs}{_besides(live)}."
        return f"{who[0].upper()}{who[1:]} {can}{hangs}{_besides(live)}."
    parts = [f"{listed(names or ('nobody on record',))} for {count}" for names, count in groups.items()]
    return f"It depends on the conviction who {can}: {listed(parts)}."


def _hangs_on_marks(live: Sequence[ConvictionAnswer]) -> str:
    """Words for answers in which every decider hangs on a mark that the record leaves open; "" where one is sure."""
    powers = [power for answer in live for power in answer.powers if power.standing == "established" and power.deciders]
    open_ = all(any(text.startswith("unless ") for power in answer.powers for text in power.hangs) for answer in live)
    return ", depending on what the record leaves open" if open_ and all(power.hangs for power in powers) else ""


def _nobody(live: Sequence[ConvictionAnswer], can: str) -> str:
    reported = unique(f"the {a.label}" for answer in live for a in answer.reported if a.role == "decider")
    values = {answer.value for answer in live}
    if values == {"depends"} and reported:
        return f"By one source {listed(reported)} {can}."
    if values == {"depends"} and all(any(power.nobody == BY_LAW for power in answer.powers) for answer in live):
        return f"No office {can}: it comes by law; see the conditions."
    return {
        frozenset({"no"}): f"Nobody {can}.",
        frozenset({"disputed"}): f"It is disputed who {can}.",
        frozenset({"depends"}): f"No office alone {can}; see the conditions.",
    }.get(frozenset(values), f"Who {can} is not on record for that day.")


def _besides(live: Sequence[ConvictionAnswer]) -> str:
    """The kinds on which nothing is on record, where an answer for any kind would seem to hold for them."""
    reported = _reported(live)
    told = f"; by one source {listed(reported)}" if reported else ""
    kinds = unique(kind for answer in live for kind in answer.unruled)
    silent = f"; nothing is on record on {listed([a_or_an(kind) for kind in kinds], 'or')}" if kinds else ""
    return told + silent


def _reported(live: Sequence[ConvictionAnswer]) -> list[str]:
    """The offices that decide by the word of one source on kinds that no settled law gives to anybody."""
    held: dict[str, list[str]] = {}
    for answer in live:
        asserted = {kind for power in answer.powers if power.standing == "established" and power.deciders
                   for kind in power.kinds}  # fmt: skip
        for power in answer.powers:
            kinds = [kind for kind in power.kinds if kind not in asserted]
            for office in power.offices if power.standing == "attributed" and kinds else ():
                held.setdefault(office.label, []).extend(kinds if office.role == "decider" else ())
    return [f"the {name} for {_kinds(unique(kinds))}" for name, kinds in held.items() if kinds]


def _deciders(powers: Sequence[PowerAnswer]) -> tuple[str, ...]:
    """The offices that decide by settled law, each with those it cannot act without, and for which kinds."""
    asserted = folded(power for power in powers if power.standing == "established" and power.deciders)
    sure = [power for power in asserted if not power.hangs]
    held: dict[str, list[PowerAnswer]] = {}
    for power in sure or asserted:
        for decider in power.deciders:
            held.setdefault(decider.label, []).append(power)
    kinds = {kind for its in held.values() for power in its for kind in power.kinds}
    kinds |= {kind for power in powers if power.standing == "attributed" for kind in power.kinds}
    return tuple(f"the {name}{_with_whom(name, its, kinds)}" for name, its in held.items())


def _joined_by(others: Sequence[str]) -> str:
    return f"with {listed(others)}" if others else "alone"


def _kinds(kinds: Sequence[str]) -> str:
    """Kinds of clemency as a sentence names them; a pardon includes one on conditions."""
    return listed([a_or_an(kind) for kind in kinds if _BROADER.get(kind) not in kinds], "or")


def _with_whom(name: str, held: Sequence[PowerAnswer], kinds: set[str]) -> str:
    """Whom a decider cannot act without, and for which kinds where others decide on other ones."""
    needs = {power.power: tuple(f"the {other}" for d in power.deciders if d.label == name for other in d.needs)
             for power in held}  # fmt: skip
    own = unique(kind for power in held for kind in power.kinds)
    if len(set(needs.values())) == 1:
        others = next(iter(needs.values()))
        parts = [f"with {listed(others)}" if others else "", f"for {_kinds(own)}" if set(own) != kinds else ""]
        return f" ({' '.join(part for part in parts if part)})" if any(parts) else ""
    if len({power.kinds for power in held}) == 1:
        ways = unique(_joined_by(needs[power.power]) for power in sorted(held, key=lambda p: bool(needs[p.power])))
        return f" ({' or '.join(ways)})"
    order = sorted(held, key=lambda power: bool(needs[power.power]))
    parts = [f"{_joined_by(needs[power.power])} for {_kinds(power.kinds)}" for power in order]
    return f" ({'; '.join(unique(parts))})"
