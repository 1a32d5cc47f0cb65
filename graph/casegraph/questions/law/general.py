"""Who may grant clemency over a class of convictions, whatever the case: the powers in force, the offices in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ... import cg
from ...courts.tables import sovereigns as known_sovereigns
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer, NoSuchThing
from ...view import CaseView, back, backing, claims_behind, in_force, label, one, step, types, values, widened
from ...vocabulary import fold, local, thing
from ...words import unique
from ..cases.lines import listed, mark
from ..naming.names import find, names_of, things_of
from ..naming.offices import office_meant
from ..powers.answer import Authority, PowerAnswer, folded
from ..powers.coverage import CLAIMED, KINDS, ROLES, Criteria, powers_for
from ..powers.offices import answered
from ..powers.tenure import in_office
from ..record.told import Item, Told

__all__ = [
    "Class",
    "boards",
    "class_meant",
    "may_alone",
    "may_over",
    "members_of",
    "powers_of",
    "said_of_powers",
    "sovereign_meant",
    "who_may_over",
]


@dataclass(frozen=True, slots=True)
class Class:
    """A class of convictions.

    Attributes:
        sovereigns: whose law was broken.
        name: what the class is called, as typed.
        sentence: the type of sentence, where the words name one; else "".
        whole: the kind of sovereign, where every one of that kind is meant; else "".
    """

    sovereigns: tuple[str, ...]
    name: str
    sentence: str = ""
    whole: str = ""


_NOUN = r"(?:convictions?|crimes?|offen[cs]es?|felony|felonies|sentences?|cases?)"
_SHAPES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?:a|an|any|all|every|the) )?(?:conviction for (?:a|an) )?(?P<law>.+?) {_NOUN}(?: in (?P<place>.+))?",
        rf"(?:(?:a|an|any|all|every|the) )?(?:[a-z]+ )?{_NOUN} (?:under|against|in|by|from|of) (?:the )?(?:laws? of )?"
        r"(?P<place>.+?)(?: law| laws)?",
        r"(?:someone|somebody|anyone|anybody|people|persons|a person|those|offenders|prisoners|a prisoner|an offender) "
        r"(?:who (?:was|were|is|are) )?convicted (?:under|in|by|of|for) (?:(?:a|an|the) )?"
        rf"(?P<law>.+?)(?: law| laws|(?: {_NOUN}))?",
        r"(?P<law>federal|state|military) (?:prisoners?|offenders?|inmates?|convicts?)",
        r"(?P<law>.+)",
    )
]
_KINDS = {
    "federal": "US",
    "national": "US",
    "u.s.": "US",
    "military": "US-MIL",
    "court-martial": "US-MIL",
    "court martial": "US-MIL",
    "d.c.": "US-DC",
    "dc": "US-DC",
}
_EVERY = {"state": "state", "states": "state", "tribal": "tribe", "territorial": "territory"}
_SENTENCES = {"death": "death", "capital": "death", "life": "life"}


def class_meant(view: CaseView, typed: str) -> Class:
    """The class of convictions that words name: `a Texas conviction`, `state crimes`, `federal offences`.

    Raises:
        NoSuchThing: a word of it names no sovereign.
    """
    for shape in _SHAPES:
        match = shape.fullmatch(typed.strip())
        if match is None:
            continue
        groups = match.groupdict()
        words = (groups.get("law") or "").casefold().split()
        sentence = next((_SENTENCES[word] for word in words if word in _SENTENCES), "")
        law = " ".join(word for word in words if word not in _SENTENCES and word not in ("a", "an", "the"))
        place = groups.get("place") or ""
        if law and place:
            raise NoSuchThing("class of convictions", typed)
        return _class(view, place or law, typed, sentence)
    raise NoSuchThing("class of convictions", typed)


def _class(view: CaseView, law: str, typed: str, sentence: str) -> Class:
    law = law.casefold().strip()
    if kind := _EVERY.get(law.removeprefix("a ")):
        return Class(tuple(_all_of(view, kind)), typed, sentence, kind)
    return Class((sovereign_meant(view, law),), typed, sentence)


def sovereign_meant(view: CaseView, typed: str) -> str:
    """The sovereign that a name, an adjective or an id means.

    Raises:
        NoSuchThing: none is called so here.
    """
    name = typed.strip().removeprefix("the ").removeprefix("state of ")
    if (own := _KINDS.get(name.casefold())) is not None:
        return _here(view, own)
    try:
        return find(view, name, "Sovereign")
    except NoSuchThing as error:
        wanted = fold(name)
        called = [
            s for s in things_of(view, "Sovereign") if wanted and wanted in map(fold, values(view, s, cg.adjective))
        ]
        if len(called) == 1:
            return called[0]
        raise error from None


def _here(view: CaseView, id_: str) -> str:
    node = thing(id_)
    if not types(view, node):
        raise NoSuchThing("sovereign", id_)
    return node


def _all_of(view: CaseView, kind: str) -> list[str]:
    """Every sovereign of a kind.

    Raises:
        NoSuchThing: the graph does not hold all that the shipped law has, so that it must be read whole.
    """
    held = [s for s in things_of(view, "Sovereign") if one(view, s, cg.sovereignKind) == kind]
    missing = {own.id for own in known_sovereigns().values() if own.kind == kind} - set(map(local, held))
    if missing and len(missing) > len(held) // 10:
        raise NoSuchThing("sovereign", min(missing))
    return held


# ─── Powers over a class ────────────────────────────────────────────────────────────────────────────────────────────


def _powers(view: CaseView, sovereign: str, sentence: str, kind: str | None, day: date) -> list[PowerAnswer]:
    """The powers of the day over such convictions, those of settled law first; then what is only said, marked."""
    asked = Criteria(day, kind, None)
    settled = powers_for(view, sovereign, sentence, (), asked)
    found = list(answered(view, settled, day))
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
            for p in answered(wide, more, day, standing=standing.value)
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
        powers = _powers(view, sovereign, meant.sentence, kind, day)
        items += [item for power in powers for item in _lines(view, power, len(meant.sovereigns) > 1, sovereign)]
        text = _deciding(powers, full=not meant.whole)
        heads.append(f"{label(view, sovereign)}: {text}" if meant.whole else text)
    if not items:
        return Told(
            question,
            "who may over",
            "unknown",
            f"No power over such a conviction is on record here for {_day(day)}.",
            (),
        )
    if meant.whole:
        head = (
            f"It depends on whose law was broken: each {meant.whole} has its own clemency. "
            f"{len(meant.sovereigns)} are listed, as of {_day(day)}"
        )
    else:
        head = f"{heads[0]}; as of {_day(day)}"
    return Told(question, "who may over", "told", f"{head}.", tuple(dict.fromkeys(items)))


def _day(day: date) -> str:
    return in_words(When.day(day))


def _deciding(powers: Sequence[PowerAnswer], *, full: bool) -> str:
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


def _lines(view: CaseView, power: PowerAnswer, several: bool, sovereign: str) -> Iterator[Item]:
    for office in power.offices:
        yield _line(view, office, several, sovereign)
    if not power.offices and power.because:
        names = _sources(view, power.because)
        yield Item(power.unheld, power.standing, (), power.because, names, details=power.conditions)


def _line(view: CaseView, office: Authority, several: bool, sovereign: str) -> Item:
    lead = f"{label(view, sovereign)}: " if several else ""
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
        _sources(view, office.because),
        details=tuple(details),
    )


def _sources(view: CaseView, claims: Iterable[str]) -> tuple[str, ...]:
    wide = widened(view, *CLAIMED)
    return tuple(dict.fromkeys(row.label for row in backing(wide, claims)))


# ─── May this office? ───────────────────────────────────────────────────────────────────────────────────────────────


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
        return [_here(view, "US-president")], "the President of the United States"
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
            f"{listed(names)} did not hold the office of {label(view, meant.office)} on {_day(day)}, "
            "by the terms on record.\n"
            "Ask about the office, or give a day:  casegraph ask QUESTION --on DATE"
        )
    who = f" ({listed(names)})" if names else ""
    return [meant.office], f"{label(view, meant.office)}{who}"


def _class_of(view: CaseView, officer: str, typed: str, day: date) -> Class:
    """The class of convictions; where its words name no law (`a death sentence`), those under the law of the office."""
    if (found := _SENTENCE.fullmatch(typed.strip())) is None:
        return class_meant(view, typed)
    offices, _ = _offices(view, officer, (), day)
    if len(offices) != 1:
        raise CannotAnswer(f"{officer!r} names no one office: say of which State, as in the Governor of Texas")
    own = tuple(step(view, offices[0], cg.officeOf))
    name = f"{listed(label(view, each) for each in own)} {found['type']} sentences"
    return Class(own, name, _SENTENCES[found["type"].casefold()])


_SENTENCE = re.compile(r"(?:(?:a|any|the|all) )?(?P<type>death|life) sentences?", re.IGNORECASE)


def may_over(view: CaseView, question: str, officer: str, typed: str, kind: str | None, day: date) -> Told:
    """Whether an office may grant clemency over a class of convictions on a day.

    Raises:
        NoSuchThing: the words name no sovereign or no office.
    """
    meant = _class_of(view, officer, typed, day)
    offices, name = _offices(view, officer, meant.sovereigns, day)
    held: list[str] = []
    hangs: list[str] = []
    items: list[Item] = []
    for sovereign in meant.sovereigns:
        powers = _powers(view, sovereign, meant.sentence, kind, day)
        mine = [p for p in powers if any(d.office in offices and d.standing == "established" for d in p.deciders)]
        held += [sovereign] if mine else []
        hangs += [text for power in mine for text in (*power.needs, *power.hangs)]
        if mine or len(meant.sovereigns) <= 2:
            items += [
                item for power in (mine or powers) for item in _lines(view, power, len(meant.sovereigns) > 1, sovereign)
            ]
    lead = name[:1].upper() + name[1:]
    as_of = f"as of {_day(day)}"
    if not held:
        own, more = _own_reach(view, offices, day) if len(offices) == 1 else ("", [])
        items += more
        decides = (
            ""
            if meant.whole
            else f" {_deciding(_powers(view, meant.sovereigns[0], meant.sentence, kind, day), full=True)}."
        )
        head = f"No. {lead} has no clemency power over {meant.name}, {as_of}.{decides}{own}"
    elif len(held) < len(meant.sovereigns):
        if len(offices) > 1:
            head = (
                f"It depends on the {meant.whole}: {name} decides in {len(held)} of {len(meant.sovereigns)}, each over "
                f"offences against the {meant.whole}'s own law alone, {as_of}."
            )
        else:
            head = f"It depends: {name} decides for {listed(label(view, s) for s in held)} alone, {as_of}."
    elif hangs:
        head = (
            f"Yes, on conditions: {_deciding(_powers(view, held[0], meant.sentence, kind, day), full=True)}; {as_of}."
        )
    else:
        head = f"Yes. {lead} may, {as_of}."
    if not items:
        return Told(
            question, "may over", "unknown", f"No power over such a conviction is on record here for {_day(day)}.", ()
        )
    return Told(question, "may over", "told", head, tuple(dict.fromkeys(items)))


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
                    _sources(view, claims),
                    details=values(view, power, cg.basis),
                )
            )
    return (f" Its own power reaches {listed(unique(reach))}." if reach else ""), items


def may_alone(view: CaseView, question: str, officer: str, kind: str | None, day: date) -> Told:
    """Whether an office may grant clemency over offences against its own sovereign, and whether by itself."""
    offices, name = _offices(view, officer, (), day)
    if len(offices) != 1:
        raise CannotAnswer(f"{officer!r} names no one office: say of which State, as in the Governor of Texas")
    lead = name[:1].upper() + name[1:]
    items: list[Item] = []
    texts: list[str] = []
    mine: list[PowerAnswer] = []
    for sovereign in step(view, offices[0], cg.officeOf):
        powers = _powers(view, sovereign, "", kind, day)
        mine += [p for p in powers if any(d.office == offices[0] and d.standing == "established" for d in p.deciders)]
        texts.append(_deciding(powers, full=True))
        items += [item for power in powers for item in _lines(view, power, False, sovereign)]
    if not items:
        return Told(question, "may alone", "unknown", f"No power of {name} is on record here for {_day(day)}.", ())
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
        question, "may alone", "told", f"{head}: {'; '.join(texts)}; as of {_day(day)}.", tuple(dict.fromkeys(items))
    )


def members_of(view: CaseView, question: str, typed: str, day: date) -> Told:
    """Which offices have a vote on a board that decides on clemency, and who is in them on a day."""
    board = office_meant(view, typed, (), day).office
    items: list[Item] = []
    texts: list[str] = []
    for power in unique(power for key in ROLES for power in back(view, board, key)):
        if in_force(view, power, day) is Ternary.NO:
            continue
        beside = step(view, power, cg.sitsOnBoard)
        deciding = [office for office in step(view, power, cg.decider) if office != board] if beside else []
        for office in unique([*deciding, *beside]):
            who = in_office(view, office, day)
            by = ", by one source" if who.standing == "attributed" else ""
            texts.append(f"{label(view, office)}{f' ({who.people}{by})' if who.people else ''}")
            key = cg.sitsOnBoard if office in beside else cg.decider
            claims = unique([*claims_behind(view, power, key, office), *who.because])
            items.append(Item(f"{label(view, board)}: {texts[-1]}", "established", (), claims, _sources(view, claims)))
    if not items:
        head = f"This graph does not say which offices sit on the {label(view, board)}; as of {_day(day)}."
        return Told(question, "sits on", "unknown", head, tuple(_parts(view, board, day)))
    return Told(question, "sits on", "told", f"{listed(texts)}; as of {_day(day)}.", tuple(dict.fromkeys(items)))


# ─── Boards, and what an office may do ──────────────────────────────────────────────────────────────────────────────

_BOARD = re.compile(r"\b(?:board|commission|committee|council|panel)\b", re.IGNORECASE)


def boards(view: CaseView, question: str, place: str, day: date) -> Told:
    """Whether a sovereign has a board with a part in clemency on a day, and what that part is."""
    sovereign = sovereign_meant(view, place)
    here, gone, items = [], [], []
    for office in back(view, sovereign, cg.officeOf):
        if not _BOARD.search(label(view, office)):
            continue
        parts = list(_parts(view, office, day))
        if in_force(view, office, day) is Ternary.NO:
            gone.append(f"{label(view, office)} ({_life(view, office)})")
            continue
        life = _life(view, office)
        roles = (
            listed(unique(f"{item.text.partition(': ')[2]}" for item in parts))
            or "no part in a power in force on that day"
        )
        here.append(f"{label(view, office)}{f' ({life})' if life else ''}: {roles}")
        items += parts or [_existing(view, office, sovereign)]
    if not here:
        powers = _powers(view, sovereign, "", None, day)
        items += [item for power in powers for item in _lines(view, power, False, sovereign)]
        before = f" There was: {listed(gone)}." if gone else ""
        head = f"No board is on record here for {label(view, sovereign)} on {_day(day)}.{before}"
        head += f" {_deciding(powers, full=True)}."
        return Told(question, "board", "told" if items else "unknown", head, tuple(items))
    return Told(question, "board", "told", f"Yes. {'. '.join(here)}; as of {_day(day)}.", tuple(dict.fromkeys(items)))


def _life(view: CaseView, node: str) -> str:
    parts = [
        f"{word} {in_words(When.parse(text))}"
        for key, word in ((cg.from_, "since"), (cg.until, "until"))
        for text in values(view, node, key)[:1]
    ]
    return " ".join(part for part in parts if "until until" not in part)


def _existing(view: CaseView, office: str, sovereign: str) -> Item:
    claims = claims_behind(view, office, cg.officeOf, sovereign)
    return Item(
        f"{label(view, office)}: an office of {label(view, sovereign)}",
        "established",
        (),
        claims,
        _sources(view, claims),
    )


def _parts(view: CaseView, office: str, day: date) -> Iterator[Item]:
    """The part of an office in each power in force on the day; what one source alone says is marked."""
    told: set[tuple[str, str]] = set()
    for standing, seen in (("established", view), *((s.value, widened(view, s)) for s in CLAIMED)):
        for key, role in ROLES.items():
            for power in back(seen, office, key):
                if in_force(seen, power, day) is Ternary.NO or (power, role) in told:
                    continue
                told.add((power, role))
                kinds = tuple(kind for kind in KINDS if kind in values(seen, power, cg.kinds))
                others = {row: step(seen, power, row) for row in (cg.mustRecommend, cg.mustConsent)}
                needs = tuple(label(seen, o) for held in others.values() for o in held if o != office)
                made = Authority(office, label(seen, office), role, kinds, standing=standing, needs=needs)
                reach = listed(values(seen, power, cg.reaches)) or label(seen, power)
                claims = (
                    *claims_behind(seen, power, key, office),
                    *(c for k in kinds for c in claims_behind(seen, power, cg.kinds, k)),
                )
                conditions = [*values(seen, power, cg.decisionRule), *values(seen, power, cg.condition)]
                details = [*(f"only with {name}" for name in needs), *conditions, *values(seen, power, cg.basis)]
                yield Item(
                    f"{label(seen, office)}: {made.may()}, over {reach}",
                    standing,
                    (),
                    claims,
                    _sources(view, claims),
                    details=tuple(details),
                )


def powers_of(view: CaseView, question: str, typed: str, day: date) -> Told:
    """What part an office has in clemency on a day."""
    offices, name = _offices(view, typed, (), day)
    if len(offices) != 1:
        raise CannotAnswer(f"{typed!r} names no one office: say of which State, as in the Governor of Texas")
    items = list(_parts(view, offices[0], day))
    if not items:
        ended = in_force(view, offices[0], day) is Ternary.NO
        why = f"it was there {_life(view, offices[0])}" if ended else "no power in force on that day gives it a part"
        return Told(question, "powers of", "unknown", f"{name[:1].upper()}{name[1:]}: {why} ({_day(day)}).", ())
    head = "; ".join(unique(item.text.partition(": ")[2] for item in items))
    return Told(
        question, "powers of", "told", f"{name[:1].upper()}{name[1:]}: {head}; as of {_day(day)}.", tuple(items)
    )


# ─── When a power may be used ───────────────────────────────────────────────────────────────────────────────────────


def said_of_powers(
    view: CaseView, question: str, office: str, place: str, key: str, kind: str | None, day: date
) -> Told:
    """What is on record of the powers of a sovereign or an office: before conviction or after it, after death.

    Args:
        view: the graph.
        question: as asked.
        office: the office that decides, as typed, or "".
        place: the sovereign, where no office is named.
        key: `cg.timing` or `cg.posthumous`.
        kind: of clemency, None for any.
        day: on which the powers are in force.

    Raises:
        NoSuchThing: it names neither.
        CannotAnswer: it names several offices.
    """
    if office:
        offices, _ = _offices(view, office, (), day)
        if len(offices) != 1:
            raise CannotAnswer(f"{office!r} names no one office: say of which State, as in the Governor of Texas")
        powers = back(view, offices[0], cg.decider)
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
                    _sources(view, claims),
                    details=values(view, power, cg.basis),
                )
            )
    what = "after death" if key == cg.posthumous else "before or after conviction"
    if not items:
        return Told(question, "terms of power", "unknown", f"Nothing is on record here of clemency {what} there.", ())
    return Told(
        question,
        "terms of power",
        "told",
        f"Clemency {what}: {'; '.join(unique(texts))}; as of {_day(day)}.",
        tuple(items),
    )
