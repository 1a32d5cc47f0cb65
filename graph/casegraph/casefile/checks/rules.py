"""Do the clemency rules of a file fit together: nobody left out, no gap and no overlap in time?

Two rules of one sovereign clash when they give the same kind of clemency in the same scope on a day when both are
surely in force, unless one says that it stands `beside` the other. A kind that one rule gave and the next no longer
names is a gap, unless the rule that ends says that the kind `lapses`. Both are law in places; neither is let pass
without a word. The vague part of an imprecise date never makes a clash or a gap.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...dates import NotADate, When
from ...errors import Problem
from ..format.fields import values_of
from ..format.law import Power
from ..format.model import CaseFile
from ..format.shape import shape_problems
from ..reader import Document
from .context import Context

__all__ = ["overlaps_across", "rules_fit_together"]

_CLASSES = {"all": ("capital", "non-capital"), "capital": ("capital",), "non-capital": ("non-capital",)}
"""Scope → the classes of convictions it covers. A named scope ends where it likes: the wider rules stand behind it."""


@dataclass(frozen=True, slots=True, order=True)
class _Rule:
    """A power as far as time matters. Each end is [first, last] possible day; open ends are the ends of time."""

    starts: tuple[date, date]
    ends: tuple[date, date]
    name: str
    asserted: bool
    sovereign: str
    scope: str
    kinds: tuple[str, ...]
    flags: tuple[str, ...]
    beside: tuple[str, ...]
    lapses: tuple[str, ...]


def rules_fit_together(context: Context) -> Iterator[Problem]:
    """Every clemency power has a basis, a scope that fits and somebody who decides; no gap and no overlap in time."""
    file, document = context.file, context.document
    for name, power in file.powers.items():
        yield from _lone(name, power, _held(name, power), document)
    rules = _rules(file)
    yield from _overlaps(rules, document)
    if len(file.powers) == len(document.data.get("powers") or {}):  # else a rule of the wrong shape was left out
        yield from _gaps(rules, document)


def overlaps_across(document: Document, others: Iterable[Document]) -> Iterator[Problem]:
    """Every rule of a file that clashes with a rule of another file, told at the file's own rule."""
    file, _ = shape_problems(document)
    for other in others:
        beside, _ = shape_problems(other)
        for first in _rules(beside) if beside is not None else ():
            for second in _rules(file) if file is not None else ():
                kind = _clash(first, second)
                if kind:
                    yield _overlap(kind, first, second, document, other)


def _held(name: str, power: Power) -> dict[str, list[str]]:
    """The values of a power by key, as texts."""
    held: dict[str, list[str]] = {}
    for value in values_of(power, ("powers", name)):
        held.setdefault(value.spec.key, []).append(value.text)
    return held


def _rules(file: CaseFile) -> list[_Rule]:
    """The rules of a file that count and whose dates can be read, in the order of time."""
    rules = []
    for name, power in file.powers.items():
        held = _held(name, power)
        try:
            starts, ends = (_span(held, key, open_end) for key, open_end in (("from", date.min), ("until", date.max)))
        except NotADate:
            continue  # told elsewhere
        asserted = power.standing in (None, "established", "inferred")
        lists = (tuple(held.get(key, ())) for key in ("kinds", "applies_to", "beside", "lapses"))
        if power.standing != "retracted":
            scope = held.get("scope", ["all"])[0]
            rules.append(_Rule(starts, ends, name, asserted, held["sovereign"][0], scope, *lists))
    return sorted(rules)


def _span(held: dict[str, list[str]], key: str, open_end: date) -> tuple[date, date]:
    if key not in held:
        return open_end, open_end
    when = When.parse(held[key][0])
    return when.earliest or date.min, when.latest or date.max


def _lone(name: str, power: Power, held: dict[str, list[str]], document: Document) -> Iterator[Problem]:
    """What is wrong with one power by itself."""
    place = document.key_place(("powers", name))
    if power.basis == []:
        yield Problem(place, "E109", f"'{name}' has no legal basis", "basis: is empty", "cite the provision")
    if "decider" not in held and "no_decider" not in held:
        note = "add decider:, or no_decider: with varies, nobody or automatic by law"
        yield Problem(place, "E205", f"'{name}' names nobody who decides", "no decider, and not why", note)
    if "decider" in held and "no_decider" in held:
        where = document.place(("powers", name, "no_decider"))
        yield Problem(where, "E205", f"'{name}' has a decider and says that nobody decides", "", "keep one of the two")
    named = held.get("scope", ["all"])[0] == "named"
    if named != ("applies_to" in held):
        key = "scope" if named else "applies_to"
        where = document.place(("powers", name, key))
        note = "scope: named goes with applies_to:, the marks of the convictions it is for; no other scope does"
        yield Problem(where, "E208", f"'{name}' has a scope that does not fit", f"{key} stands alone", note)


def _overlaps(rules: list[_Rule], document: Document) -> Iterator[Problem]:
    for index, first in enumerate(rules):
        for second in rules[index + 1 :]:
            kind = _clash(first, second)
            if kind:
                yield _overlap(kind, first, second, document, document)


def _clash(first: _Rule, second: _Rule) -> str:
    """A kind of clemency that both rules surely give on one day, unless one says that it stands beside the other."""
    if (first.sovereign, first.scope) != (second.sovereign, second.scope):
        return ""
    alike = first.scope != "named" or set(first.flags) & set(second.flags)
    declared = second.name in first.beside or first.name in second.beside
    both = first.starts[1] < second.ends[0] and second.starts[1] < first.ends[0]
    if not (alike and both and first.asserted and second.asserted) or declared:
        return ""
    return next((kind for kind in first.kinds if kind in second.kinds), "")


def _overlap(kind: str, first: _Rule, second: _Rule, document: Document, other: Document) -> Problem:
    """The clash told at `second`, which stands in `document`; `first` stands in `other`."""
    said = "" if document is other else ", 'standing: attributed' where it is only said"
    return Problem(
        document.key_place(("powers", second.name)),
        "E206",
        f"two rules for {kind} ({first.scope}) in force at once: '{first.name}' and '{second.name}'",
        f"overlaps with '{first.name}'",
        f"mend from: or until:, narrow a scope, or write 'beside: {first.name}' where both are law{said}",
        ((other.key_place(("powers", first.name)), "the other rule"),),
    )


def _gaps(rules: list[_Rule], document: Document) -> Iterator[Problem]:
    groups: dict[tuple[str, str, str], list[_Rule]] = {}
    for rule in rules:
        for covered in _CLASSES.get(rule.scope, ()):
            for kind in rule.kinds:
                groups.setdefault((rule.sovereign, kind, covered), []).append(rule)
    told: set[tuple[str, str]] = set()
    for (_, kind, covered), held in groups.items():
        last = held[0]
        following: list[_Rule | None] = [*held[1:], None]
        for after in following:
            gap = last.ends[1] < (after.starts[0] if after else date.max)
            if gap and kind not in last.lapses and (last.name, kind) not in told:
                told.add((last.name, kind))
                until = f"until '{after.name}' begins" if after else "and no later rule names it"
                yield Problem(
                    document.place(("powers", last.name, "until")),
                    "E207",
                    f"a gap: '{last.name}' ends, {until} nobody may grant a {kind} ({covered})",
                    "ends here",
                    f"mend the dates, add the rule between, or write 'lapses: {kind}' where that is the law",
                )
            if after and after.ends[1] >= last.ends[1]:
                last = after  # the one that ends last so far
