"""Resolve the citation of a statute to the sovereign whose law it is.

A citation is a code's name with numbers: the forms in `statutes.csv`, or the name of a State with words that only
codes have (Code, Stat., Penal, …). Of the numbers only the first section counts, where a code holds the law of two
sovereigns.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ..errors import did_you_mean
from .match import StatuteMatch
from .tables import rows, sovereigns, split
from .words import plain

__all__ = ["resolve_statute", "resolve_statutes"]

_BESIDE_A_STATE = """
    code codes codified stat stats statute statutes law laws penal crim criminal rev revised comp compiled gen general
    ann annotated cons consolidated cent century official proc procedure veh vehicle traf traffic health safety transp
    public act pub tit title ch chapter chap west wests purdon vernon vernons mckinney supp consol const subd jud family
    fam cts courts and of the r s c cr p bus prof welf inst controlled substances offenses motor vehicles correct
    corr educ gov govt liq tax lab insur ins"""
_CODE_WORDS = frozenset(_BESIDE_A_STATE.split())
_SURE = {"code", "codes", "stat", "stats", "statute", "statutes", "law", "laws", "codified", "rs"}
_NO_NAMES = "section sections sec secs para paragraph ss article articles art arts under violation of the and"
_MARKS = frozenset(_NO_NAMES.split())
_JOINED = re.compile(r",| and | & ")
_LETTERED = re.compile(r"\b(\d+)-[A-Za-z]\b")


@dataclass(frozen=True, slots=True)
class _Form:
    sovereign: str
    first: str
    last: str
    code: str
    note: str


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """Key of a code's name → whose it may be; forms for some sections only come first."""
    found: dict[str, list[_Form]] = {}
    for sovereign, forms, first, last, code, note in rows("statutes"):
        for form in split(forms):
            key = "".join(_read(form)[0])
            held = found.setdefault(key, [])
            made = _Form(sovereign, first, last, code, note)
            if made not in held:
                held.append(made)
    return {key: tuple(sorted(forms, key=lambda form: not form.first)) for key, forms in found.items()}


@cache
def _states() -> dict[tuple[str, ...], str]:
    """The words of every form of a sovereign's name → the sovereign."""
    return {tuple(plain(form)): own.id for own in sovereigns().values() for form in (own.name, *own.forms)}


def _read(text: str) -> tuple[list[str], list[str], str]:
    """The words of a code's name with the number before them kept; the numbers after it; the number before.

    A number stands before the name of some codes (`18 U.S.C.`), and `#` for any such number in the table.
    """
    head = _LETTERED.sub(r"\1", text.partition("(")[0] or text)
    lead = ""
    name: list[str] = []
    numbers: list[str] = []
    closed = False
    for word in plain(head.replace("#", " 0 ")):
        if word[0].isdigit():
            lead, closed = lead or ("" if name else word), bool(name)
            if name or word != lead:
                numbers.append(word)
        elif word not in _MARKS and not closed:
            name.append(word)
    return name, numbers, lead


@lru_cache(maxsize=1 << 16)
def resolve_statute(text: str) -> StatuteMatch:
    """The sovereign whose law a citation names.

    Args:
        text: one citation, or several joined by `;`, a comma or `and`: they must then agree.

    Examples:
        >>> [resolve_statute(text).sovereign for text in ("18 U.S.C. § 242", "Wis. Stat. § 940.01", "UCMJ art. 118")]
        ['US', 'US-WI', 'US-MIL']
        >>> resolve_statute("10 U.S.C. § 918").sovereign, resolve_statute("10 U.S.C. § 2305").sovereign
        ('US-MIL', 'US')
        >>> resolve_statute("Penal Code § 187").candidates
        ('US-CA', 'US-TX')
    """
    parts = [part for part in _outside(text).split(";") if part.strip()]
    found = [_one(part) for part in parts] or [StatuteMatch(text, reason="no citation")]
    # a second citation joined by a comma or an `and` counts where it names a code of its own
    found += [match for part in parts for tail in _JOINED.split(part)[1:] if (match := _one(tail))]
    known = {match.sovereign for match in found if match}
    if len(known) > 1:
        listed = tuple(sorted(known))
        return StatuteMatch(text, candidates=listed, reason=f"cites the laws of {' and '.join(listed)}")
    best = next((match for match in found if match), found[0])
    return replace(best, text=text)


def _outside(text: str) -> str:
    """The text without what stands in parentheses that hold another citation."""
    return re.sub(r"\([^()]*[a-z]{2,}[^()]*\)", " ", text) if "(" in text else text


def _one(text: str) -> StatuteMatch:
    name, numbers, lead = _read(text)
    key = "".join(name)
    forms = _forms().get(key, ())
    if forms:
        return _of_forms(text, forms, numbers, lead)
    return _of_state(text, name)


def _of_forms(text: str, forms: tuple[_Form, ...], numbers: list[str], lead: str) -> StatuteMatch:
    titled = [form for form in forms if form.first]
    for form in titled:
        if _within(form, numbers, lead):
            return StatuteMatch(text, form.sovereign, form.code, form.note)
    whole = [form for form in forms if not form.first]
    known = sorted({form.sovereign for form in whole})
    if len(known) == 1:
        return StatuteMatch(text, known[0], whole[0].code, whole[0].note)
    reason = f"may be a code of {' or '.join(known)}" if known else "no such section in that code"
    return StatuteMatch(text, candidates=tuple(known), reason=reason)


def _within(form: _Form, numbers: list[str], lead: str) -> bool:
    title, _, first = form.first.rpartition(":")
    if title and title != lead:
        return False
    return bool(numbers) and _rank(first) <= _rank(numbers[0]) <= _rank(form.last)


def _rank(section: str) -> tuple[int, str]:
    match = re.match(r"(\d+)([a-z]*)", section)
    return (int(match[1]), match[2]) if match else (0, "")


def _of_state(text: str, name: list[str]) -> StatuteMatch:
    """A State's name, before or after, with nothing beside it but words of codes."""
    states = _states()
    for size in range(min(len(name) - 1, 5), 0, -1):
        for here, rest in ((tuple(name[:size]), name[size:]), (tuple(name[-size:]), name[:-size])):
            if here in states and _CODE_WORDS.issuperset(rest) and not _SURE.isdisjoint(rest):
                label = sovereigns()[states[here]].name
                return StatuteMatch(text, states[here], f"the laws of {label}")
    return StatuteMatch(text, reason=_why(name))


def _why(name: list[str]) -> str:
    if not name:
        return "no name of a code"
    states = _states()
    said = {states[part] for size in range(1, len(name)) for part in (tuple(name[:size]), tuple(name[-size:]))
            if part in states}  # fmt: skip
    forms = {key: held for key, held in _forms().items() if not said or any(form.sovereign in said for form in held)}
    near = did_you_mean("".join(name), forms, 1)
    return "no code of that name is known" + (f"; did you mean the {forms[near[0]][0].code}?" if near else "")


def resolve_statutes(texts: Iterable[str]) -> list[StatuteMatch]:
    """The same for many citations: each distinct one is looked up once.

    Examples:
        >>> [match.sovereign for match in resolve_statutes(["D.C. Code § 22-2101", "9 G.C.A. § 16.40"])]
        ['US-DC', 'US-GU']
    """
    known: dict[str, StatuteMatch] = {}
    return [known.get(text) or known.setdefault(text, resolve_statute(text)) for text in texts]
