"""Boards: whether a sovereign has one, who sits on it, and what part an office has in clemency."""

from collections.abc import Iterator
from datetime import date

from ... import cg
from ...dates import Ternary, When, in_words
from ...view import CaseView, back, claims_behind, in_force, label, step, values, widened
from ...words import capital, unique
from ..cases.lines import listed
from ..naming.offices import office_meant
from ..powers.answer import Authority
from ..powers.coverage import CLAIMED, KINDS, ROLES
from ..powers.scope import doubted_force
from ..powers.tenure import in_office
from ..record.told import Item, Told
from .arrangements import body_of
from .classes import sovereign_meant
from .general import class_powers, day_words, deciding, one_office, power_lines, source_labels

__all__ = ["boards", "members_of", "parts_of", "powers_of"]


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
            doubt = doubted_force(view, power, day)
            texts.append(", ".join((f"{label(view, office)}{f' ({who.people}{by})' if who.people else ''}", *doubt)))
            seat = claims_behind(view, power, cg.sitsOnBoard if office in beside else cg.decider, office)
            place = f"{label(view, board)}: {label(view, office)}"
            items.append(Item(place, "established", (), seat, source_labels(view, seat), details=doubt))
            if who.people:
                term = source_labels(view, who.because)
                items.append(Item(f"{label(view, office)}: {who.people}", who.standing, (), who.because, term))
    if not items:
        head = f"This graph does not say which offices sit on the {label(view, board)}; as of {day_words(day)}."
        return Told(question, "sits on", "unknown", head, tuple(item for _, item in parts_of(view, board, day)))
    return Told(question, "sits on", "told", f"{listed(texts)}; as of {day_words(day)}.", tuple(dict.fromkeys(items)))


def boards(view: CaseView, question: str, place: str, day: date) -> Told:
    """Whether a sovereign has a board with a part in clemency on a day, and what that part is."""
    sovereign = sovereign_meant(view, place)
    here, gone, items = [], [], []
    for office in back(view, sovereign, cg.officeOf):
        if body_of(label(view, office)) != "board":
            continue
        parts = list(parts_of(view, office, day))
        if in_force(view, office, day) is Ternary.NO:
            gone.append(f"{label(view, office)} ({_life(view, office)})")
            continue
        life = _life(view, office)
        roles = listed(words for words, _ in parts) or "no part in a power in force on that day"
        here.append(f"{label(view, office)}{f' ({life})' if life else ''}: {roles}")
        items += [item for _, item in parts] or [_existing(view, office, sovereign)]
    if not here:
        powers = class_powers(view, sovereign, "", None, day)
        items += [item for power in powers for item in power_lines(view, power)]
        before = f" There was: {listed(gone)}." if gone else ""
        head = f"No board is on record here for {label(view, sovereign)} on {day_words(day)}.{before}"
        head += f" {deciding(powers, full=True)}."
        return Told(question, "board", "told" if items else "unknown", head, tuple(items))
    return Told(
        question, "board", "told", f"Yes. {'. '.join(here)}; as of {day_words(day)}.", tuple(dict.fromkeys(items))
    )


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
        source_labels(view, claims),
    )


def parts_of(view: CaseView, office: str, day: date) -> Iterator[tuple[str, Item]]:
    """The part of an office in each power of the day, in words and as a line; what one source alone says is marked."""
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
                doubt = doubted_force(seen, power, day)
                details = [*(f"only with {name}" for name in needs), *conditions, *values(seen, power, cg.basis)]
                words = ", ".join((made.may(), f"over {reach}", *doubt))
                yield (
                    words,
                    Item(
                        f"{label(seen, office)}: {words}",
                        standing,
                        (),
                        claims,
                        source_labels(view, claims),
                        details=tuple(details),
                    ),
                )


def powers_of(view: CaseView, question: str, typed: str, day: date) -> Told:
    """What part an office has in clemency on a day."""
    office, name = one_office(view, typed, day)
    parts = list(parts_of(view, office, day))
    if not parts:
        ended = in_force(view, office, day) is Ternary.NO
        why = f"it was there {_life(view, office)}" if ended else "no power in force on that day gives it a part"
        return Told(question, "powers of", "unknown", f"{capital(name)}: {why} ({day_words(day)}).", ())
    head = "; ".join(unique(words for words, _ in parts))
    told = f"{capital(name)}: {head}; as of {day_words(day)}."
    return Told(question, "powers of", "told", told, tuple(item for _, item in parts))
