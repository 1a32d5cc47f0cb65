"""Who may grant clemency over a class of convictions, whatever the case: the powers in force, the offices in them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer
from ...view import CaseView, back, backing, claims_behind, in_force, label, step, values, widened
from ...vocabulary import fold
from ...words import capital, unique
from ..cases.lines import Held, listed, mark
from ..naming.names import names_of, things_of
from ..naming.offices import office_meant
from ..powers.answer import Authority, PowerAnswer, folded
from ..powers.coverage import CLAIMED, Criteria, powers_for
from ..powers.offices import answered
from ..powers.tenure import in_office
from ..record.told import Item, Told
from .classes import SENTENCES, Class, class_meant, here, sovereign_meant

__all__ = [
    "class_powers",
    "day_words",
    "deciding",
    "may_alone",
    "may_over",
    "one_office",
    "power_lines",
    "said_of_powers",
    "source_labels",
    "who_may_over",
]


def class_powers(
    view: CaseView, sovereign: str, sentence: str, kind: str | None, day: date, *, people: bool = True
) -> list[PowerAnswer]:
    """The powers of the day over such convictions, those of settled law first; then what is only said, marked.

    Without `people` the offices alone: nobody is looked up who was in them.
    """
    asked = Criteria(day, kind, None)
    settled = powers_for(view, sovereign, sentence, (), asked)
    found = list(answered(view, settled, day, people=people))
    for standing in CLAIMED:
        wide = widened(view, standing)
        more = {
            power: here
            for power, here in powers_for(wide, sovereign, sentence, (), asked).items()
            if power not in settled
        }
        known = {power.power for power in found}
        found += [
            p
            for p in answered(wide, more, day, standing=standing.value, people=people)
            if p.power not in known and _of_law(wide, p, sovereign)
        ]
    return folded(found)


def _of_law(wide: CaseView, power: PowerAnswer, sovereign: str) -> bool:
    """Does it rest on a source of law, not on the word of a case file's author?"""
    claims = claims_behind(wide, power.power, cg.sovereign, sovereign)
    return not any(row.source.endswith("/author") for row in backing(wide, claims))


def who_may_over(view: CaseView, question: str, typed: str, kind: str | None, day: date) -> Told:
    """Who may grant clemency over a class of convictions on a day, with whom, on what basis.

    Raises:
        NoSuchThing: the words name no sovereign.
    """
    meant = class_meant(view, typed)
    heads, items = [], []
    for sovereign in meant.sovereigns:
        powers = class_powers(view, sovereign, meant.sentence, kind, day)
        items += [
            item
            for power in powers
            for item in power_lines(view, power, sovereign if len(meant.sovereigns) > 1 else "")
        ]
        text = deciding(powers, full=not meant.whole)
        heads.append(f"{label(view, sovereign)}: {text}" if meant.whole else text)
    if not items:
        return Told(
            question,
            "who may over",
            "unknown",
            f"No power over such a conviction is on record here for {day_words(day)}.",
            (),
        )
    if meant.whole:
        head = (
            f"It depends on whose law was broken: each {meant.whole} has its own clemency. "
            f"{len(meant.sovereigns)} are listed, as of {day_words(day)}"
        )
    else:
        head = f"{heads[0]}; as of {day_words(day)}"
    return Told(question, "who may over", "told", f"{head}.", tuple(dict.fromkeys(items)))


def day_words(day: date) -> str:
    return in_words(When.day(day))


def deciding(powers: Sequence[PowerAnswer], *, full: bool) -> str:
    """Who decides, power by power: the office, who is in it, with whom, for what."""
    texts = []
    for power in powers:
        if not power.deciders:
            texts.append(power.unheld if power.nobody else "")
            continue
        names = listed(
            f"{office.label}{f' ({office.who})' if office.who and full else ''}" for office in power.deciders
        )
        needs = f", only with {listed(power.needs)}" if power.needs else ""
        hangs = f", {'; '.join(power.hangs)}" if power.hangs else ""
        texts.append(f"{names} for {listed(power.kinds)}{needs}{hangs}{mark(power.standing)}")
    return "; ".join(unique(text for text in texts if text))


def power_lines(view: CaseView, power: PowerAnswer, of: str = "") -> Iterator[Item]:
    """Each office with a role under a power; under the law of `of`, where there are several sovereigns."""
    for office in power.offices:
        yield _line(view, office, of)
    if not power.offices and power.because:
        names = source_labels(view, power.because)
        yield Item(power.unheld, power.standing, (), power.because, names, details=power.conditions)


def _line(view: CaseView, office: Authority, of: str) -> Item:
    lead = f"{label(view, of)}: " if of else ""
    details = [
        *office.conditions,
        *(f"practice: {text}" for text in office.policy),
        *([office.basis] if office.basis else []),
    ]
    return Item(
        f"{lead}{office.label}: {office.may(several=True)}",
        office.standing,
        (),
        office.because,
        source_labels(view, office.because),
        details=tuple(details),
    )


def source_labels(view: CaseView, claims: Iterable[str]) -> tuple[str, ...]:
    wide = widened(view, *CLAIMED)
    return tuple(dict.fromkeys(row.label for row in backing(wide, claims)))


def _offices(view: CaseView, typed: str, sovereigns: Sequence[str], day: date) -> tuple[list[str], str]:
    """The offices that words mean, and what they are called: one office, or all governors."""
    name = fold(typed).removeprefix("the ").removeprefix("a ").removeprefix("any ")
    if name in (
        "president",
        "presidents",
        "us president",
        "u s president",
        "american president",
        "president of the united states",
    ):
        return [here(view, "US-president")], "the President of the United States"
    if name in ("governor", "governors", "state governor", "state governors"):
        if name == "governor" and fold(typed).startswith("the ") and len(sovereigns) == 1:
            own = [office for office in back(view, sovereigns[0], cg.officeOf) if "governor" in names_of(view, office)]
            if own:
                return own[:1], label(view, own[0])
        held = [o for o in things_of(view, "Office") if fold(label(view, o)).startswith("governor of")]
        return held, "a Governor"
    meant = office_meant(view, typed, (), day)
    names = [label(widened(view, *CLAIMED), person) for person in meant.people]
    if names and not any(one.person in names for one in in_office(view, meant.office, day).incumbents):
        raise CannotAnswer(
            f"{listed(names)} did not hold the office of {label(view, meant.office)} on {day_words(day)}, "
            "by the terms on record.\n"
            "Ask about the office, or give a day:  casegraph ask QUESTION --on DATE"
        )
    who = f" ({listed(names)})" if names else ""
    return [meant.office], f"{label(view, meant.office)}{who}"


def one_office(view: CaseView, typed: str, day: date) -> tuple[str, str]:
    """The one office that words mean, and what it is called.

    Raises:
        CannotAnswer: they name several, or none.
    """
    offices, name = _offices(view, typed, (), day)
    if len(offices) != 1:
        raise CannotAnswer(f"{typed!r} names no one office: say of which State, as in the Governor of Texas")
    return offices[0], name


def _class_of(view: CaseView, officer: str, typed: str, day: date) -> Class:
    """The class of convictions; where its words name no law (`a death sentence`), those under the law of the office."""
    if (found := _SENTENCE.fullmatch(typed.strip())) is None:
        return class_meant(view, typed)
    office, _ = one_office(view, officer, day)
    own = tuple(step(view, office, cg.officeOf))
    name = f"{listed(label(view, each) for each in own)} {found['type']} sentences"
    return Class(own, name, SENTENCES[found["type"].casefold()])


_SENTENCE = re.compile(r"(?:(?:a|any|the|all) )?(?P<type>death|life) sentences?", re.IGNORECASE)


def may_over(view: CaseView, question: str, officer: str, typed: str, kind: str | None, day: date) -> Told:
    """Whether an office may grant clemency over a class of convictions on a day.

    Raises:
        NoSuchThing: the words name no sovereign or no office.
    """
    meant = _class_of(view, officer, typed, day)
    offices, name = _offices(view, officer, meant.sovereigns, day)
    powers = {sovereign: class_powers(view, sovereign, meant.sentence, kind, day) for sovereign in meant.sovereigns}
    mine = {
        sovereign: own
        for sovereign, every in powers.items()
        if (own := [p for p in every if any(d.office in offices and d.standing == "established" for d in p.deciders)])
    }
    told = {s: mine.get(s, every) for s, every in powers.items() if s in mine or len(powers) <= 2}
    items = [
        item
        for s, every in told.items()
        for power in every
        for item in power_lines(view, power, s if len(powers) > 1 else "")
    ]
    if not mine:
        own_reach, more = _own_reach(view, offices, day) if len(offices) == 1 else ("", [])
        items += more
        decides = "" if meant.whole else f" {deciding(powers[meant.sovereigns[0]], full=True)}."
        head = (
            f"No. {capital(name)} has no clemency power over {meant.name}, as of {day_words(day)}.{decides}{own_reach}"
        )
    else:
        head = f"{_yes_over(view, meant, name, len(offices), mine, powers)}, as of {day_words(day)}."
    if not items:
        head = f"No power over such a conviction is on record here for {day_words(day)}."
        return Told(question, "may over", "unknown", head, ())
    return Told(question, "may over", "told", head, tuple(dict.fromkeys(items)))


def _yes_over(
    view: CaseView, meant: Class, name: str, offices: int, mine: Mapping[str, Sequence[PowerAnswer]],
    powers: Mapping[str, Sequence[PowerAnswer]],
) -> str:  # fmt: skip
    """That the office decides: for all of the sovereigns, for some of them, or on conditions."""
    if len(mine) < len(powers) and offices > 1:
        return (
            f"It depends on the {meant.whole}: {name} decides in {len(mine)} of {len(powers)}, each over offences "
            f"against the {meant.whole}'s own law alone"
        )
    if len(mine) < len(powers):
        return f"It depends: {name} decides for {listed(label(view, sovereign) for sovereign in mine)} alone"
    if any(power.needs or power.hangs for own in mine.values() for power in own):
        return f"Yes, on conditions: {deciding(powers[next(iter(mine))], full=True)}"
    return f"Yes. {capital(name)} may"


def _own_reach(view: CaseView, offices: Sequence[str], day: date) -> tuple[str, list[Item]]:
    """What the office may do instead: the classes of convictions its powers reach."""
    reach, items = [], []
    for office in offices:
        for power in back(view, office, cg.decider):
            if in_force(view, power, day) is not Ternary.YES:
                continue
            own = [label(view, sovereign) for sovereign in step(view, power, cg.sovereign)]
            texts = list(values(view, power, cg.reaches)) or [f"offences against {name}" for name in own]
            reach += texts
            claims = claims_behind(view, power, cg.decider, office)
            kinds = listed(values(view, power, cg.kinds))
            items.append(
                Item(
                    f"{label(view, office)}: {kinds} of {listed(texts)}",
                    "established",
                    (),
                    claims,
                    source_labels(view, claims),
                    details=values(view, power, cg.basis),
                )
            )
    return (f" Its own power reaches {listed(unique(reach))}." if reach else ""), items


def may_alone(view: CaseView, question: str, officer: str, kind: str | None, day: date) -> Told:
    """Whether an office may grant clemency over offences against its own sovereign, and whether by itself."""
    office, name = one_office(view, officer, day)
    lead = capital(name)
    items: list[Item] = []
    texts: list[str] = []
    mine: list[PowerAnswer] = []
    for sovereign in step(view, office, cg.officeOf):
        powers = class_powers(view, sovereign, "", kind, day)
        mine += [p for p in powers if any(d.office == office and d.standing == "established" for d in p.deciders)]
        texts.append(deciding(powers, full=True))
        items += [item for power in powers for item in power_lines(view, power)]
    if not items:
        return Told(question, "may alone", "unknown", f"No power of {name} is on record here for {day_words(day)}.", ())
    alone = [power for power in mine if not power.needs]
    if not mine:
        head = f"No. {lead} does not decide"
    elif len(alone) == len(mine):
        head = f"Yes. {lead} decides"
    elif alone:
        head = f"In part. {lead} decides, for some of it only with others"
    else:
        head = f"Not alone. {lead} decides only with {listed(name for power in mine for name in power.needs)}"
    return Told(
        question,
        "may alone",
        "told",
        f"{head}: {'; '.join(texts)}; as of {day_words(day)}.",
        tuple(dict.fromkeys(items)),
    )


def said_of_powers(held: Held, office: str, place: str, key: str, kind: str | None, day: date) -> Told:
    """What is on record of the powers of a sovereign or an office: before conviction or after it, after death.

    Args:
        held: the question and the graph.
        office: the office that decides, as typed, or "".
        place: the sovereign, where no office is named.
        key: `cg.timing` or `cg.posthumous`.
        kind: of clemency, None for any.
        day: on which the powers are in force.

    Raises:
        NoSuchThing: it names neither.
        CannotAnswer: it names several offices.
    """
    view = held.view
    if office:
        powers = back(view, one_office(view, office, day)[0], cg.decider)
    else:
        powers = back(view, sovereign_meant(view, place), cg.sovereign)
    items: list[Item] = []
    texts: list[str] = []
    for power in powers:
        if in_force(view, power, day) is not Ternary.YES or (kind and kind not in values(view, power, cg.kinds)):
            continue
        for value in values(view, power, key):
            claims = claims_behind(view, power, key, value)
            over = listed(values(view, power, cg.reaches)) or label(view, power)
            reach = f"{listed(values(view, power, cg.kinds))} of {over}"
            texts.append(f"{value} ({reach})")
            items.append(
                Item(
                    f"{label(view, power)}: {value}",
                    "established",
                    (),
                    claims,
                    source_labels(view, claims),
                    details=values(view, power, cg.basis),
                )
            )
    what = "after death" if key == cg.posthumous else "before or after conviction"
    if not items:
        return Told(
            held.question, "terms of power", "unknown", f"Nothing is on record here of clemency {what} there.", ()
        )
    return Told(
        held.question,
        "terms of power",
        "told",
        f"Clemency {what}: {'; '.join(unique(texts))}; as of {day_words(day)}.",
        tuple(items),
    )
