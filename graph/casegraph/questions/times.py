"""When, whether, and how long: what the record has, what others say, and what follows where nobody gives a date."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ..dates import When, in_words, length_in_words
from ..errors import NoSuchThing
from ..timeline import CaseFacts, Fact, Row, Timeline, timeline
from ..vocabulary import Standing, local
from .accounts import item_of
from .names import fold
from .told import Item, Told

__all__ = ["KINDS_OF", "how_long", "when", "whether"]

KINDS_OF = {
    "exonerated": ("Exoneration",), "cleared": ("Exoneration",), "arrested": ("Arrest",),
    "charged": ("Charging", "Charge"), "indicted": ("Charging", "Charge"), "convicted": ("Conviction", "Verdict"),
    "found guilty": ("Verdict", "Conviction"), "sentenced": ("Sentencing", "Sentence"), "released": ("Release",),
    "freed": ("Release",), "let go": ("Release",), "pardoned": ("Pardon",), "tried": ("Trial",),
    "reprieved": ("Reprieve",), "commuted": ("Commutation",), "vacated": ("Vacatur",), "set aside": ("Vacatur",),
    "reversed": ("Reversal",), "reinstated": ("Reinstatement",), "dismissed": ("Dismissal",),
    "jailed": ("Imprisonment",), "imprisoned": ("Imprisonment",), "killed": ("Offence",), "attacked": ("Offence",),
    "compensated": ("Compensation",), "published": ("Publication", "Work"), "posted": ("Publication", "Petition"),
}  # fmt: skip
"""Verb of a question → the kinds of record that answer it."""

_FIRM = (Standing.ESTABLISHED, Standing.INFERRED)
_LINKS = ("cg:person", "cg:victim", "cg:related", "cg:agent")


def when(cases: Iterable[CaseFacts], who: str, verb: str, question: str) -> Told:
    """When something happened to somebody, or when a thing was.

    Args:
        cases: the facts of each case.
        who: a person, or any thing, as typed.
        verb: what happened, one of KINDS_OF, "born", or "" for the thing itself.
        question: as asked.
    """
    items: list[Item] = []
    for case in cases:
        things = _things(case, who, verb)
        if things:
            line = timeline(case)
            open_ = any(line.row(thing) is None for thing in things)
            wider = timeline(case, standings=(*_FIRM, Standing.ATTRIBUTED)) if open_ else line
            items += [item for thing in things for item in _times(case, line, wider, thing, verb)]
    firm = [item for item in items if item.when and Standing(item.standing) in _FIRM]
    said = " or ".join(dict.fromkeys(_date(item.when) for item in firm[:3]))
    if not items:
        return Told(
            question, "when", "unknown", "This graph holds no date for that, and nothing to infer one from.", ()
        )
    return Told(question, "when", "told", f"{said}." if said else "No date is established; what is said:", tuple(items))


def whether(cases: Iterable[CaseFacts], who: str, verb: str, question: str) -> Told:
    """Has something happened to somebody: what the record has of it, then what others say.

    That nothing is on record does not mean that it never happened; the answer is then unknown, not no.

    Raises:
        NoSuchThing: no case knows that name.
    """
    cases = list(cases)
    if not any(_called(case, who) for case in cases):
        raise NoSuchThing("person or thing", who)
    items: list[Item] = []
    firm: list[Item] = []
    for case in cases:
        things = _things(case, who, verb)
        line = timeline(case) if things else None
        for thing in things:
            assert line is not None
            kinds = [f for f in case.facts if f.subject == thing and f.predicate == "rdf:type"]
            firmest = min(kinds, key=lambda f: (list(Standing).index(f.standing), f.claim))
            made = item_of(case, firmest)
            plain = Item(case.label(thing), made.standing, made.speakers, made.claims, made.sources, says=made.says)
            told = list(_times(case, line, line, thing, verb))
            told = told or ([plain] if firmest.standing is not Standing.RETRACTED else [])
            items += told
            if firmest.standing in _FIRM:  # a date cannot make firm what is only said to have been
                firm += [item for item in told if Standing(item.standing) in _FIRM]
    if not items:
        head = "Nothing in this graph says so. It may not hold all that happened."
        return Told(question, "whether", "unknown", head, ())
    said = " and ".join(dict.fromkeys(in_words(When.parse(item.when)) for item in firm if item.when))
    head = f"Yes{f': {said}' if said else ''}." if firm else "It is not established; what is said:"
    return Told(question, "whether", "told", head, tuple(items))


def _date(text: str) -> str:
    words = in_words(When.parse(text))
    return words[:1].upper() + words[1:]


def _called(case: CaseFacts, who: str) -> set[str]:
    """The things whose names and id hold every word of `who`."""
    wanted = set(fold(who).removeprefix("the ").split())
    names: dict[str, list[str]] = {}
    for fact in case.facts:
        if fact.predicate in ("rdfs:label", "cg:alsoKnownAs", "rdf:type"):
            also = [fact.object] if fact.predicate == "cg:alsoKnownAs" and fact.standing.asserted else []
            names.setdefault(fact.subject, [case.label(fact.subject), local(fact.subject)]).extend(also)
    return {thing for thing, held in names.items() if wanted <= set(fold(" ".join(held)).split())}


def _things(case: CaseFacts, who: str, verb: str) -> list[str]:
    """The records meant: of the person and of the kinds the verb means, or the thing of that name itself."""
    meant = _called(case, who)
    if not meant:
        return []
    kinds = {f"#{kind}" for kind in KINDS_OF.get(verb, ())}
    if not kinds:
        return sorted(meant)[:1] if len(meant) > 1 and verb != "born" else sorted(meant)
    typed = {f.subject for f in case.facts if f.predicate == "rdf:type" and f.object[f.object.rfind("#") :] in kinds}
    linked = {f.subject for f in case.facts if f.predicate in _LINKS and f.object in meant}
    through = {f.subject for f in case.facts if f.predicate == "cg:conviction" and f.object in linked}
    return sorted(typed & (linked | through | meant))


def _times(case: CaseFacts, told: Timeline, wider: Timeline, thing: str, verb: str) -> Iterator[Item]:
    """The dates given, then what the record lets follow; what only reports let follow where the record has nothing."""
    keys = ("cg:born",) if verb == "born" else ("cg:date", "cg:from", "cg:until")
    stated = [f for f in case.facts if f.subject == thing and f.predicate in keys]
    for fact in sorted(stated, key=lambda f: (list(Standing).index(f.standing), f.predicate, f.claim)):
        if fact.standing is not Standing.RETRACTED:
            yield _dated(case, fact)
    for point in ("start", "end"):
        row = told.row(thing, point) or wider.row(thing, point)
        if row is not None and row.inferred and verb != "born":
            yield _inferred(case, row)


def _dated(case: CaseFacts, fact: Fact) -> Item:
    verb = {"cg:from": " begins", "cg:until": " ends", "cg:born": " born"}.get(fact.predicate, "")
    text = f"{case.label(fact.subject)}{verb}: {in_words(When.parse(fact.object))}"
    made = item_of(case, fact)
    return Item(text, made.standing, made.speakers, made.claims, made.sources, fact.object, made.says)


def _inferred(case: CaseFacts, row: Row) -> Item:
    facts = case.by_claim()
    bounds = [bound for bound in (row.earliest, row.latest) if bound]
    claims = tuple(dict.fromkeys(claim for bound in bounds for claim in bound.claims))
    sources = tuple(dict.fromkeys(case.label(s) for claim in claims for s in facts[claim].sources))
    steps = [
        f"{word} {in_words(When.day(bound.day))}: {step.words}{f' ({step.note})' if step.note else ''}"
        for word, bound in (("not before", row.earliest), ("not after", row.latest))
        if bound
        for step in bound.steps
    ]
    standing = Standing.weakest(facts[claim].standing for claim in claims).value
    text = f"{row.label}{' ends' if row.point == 'end' else ''}: {in_words(When.parse(row.when))}"
    return Item(text, standing, (), claims, sources, row.when, details=tuple(steps))


def how_long(cases: Iterable[CaseFacts], who: str, question: str) -> Told:
    """How long somebody was in custody: from the dates of each stretch, and as others count it."""
    items: list[Item] = []
    for case in cases:
        for thing in _things(case, who, "imprisoned"):
            items += _stretch(case, thing)
    lengths = [item.details[0] for item in items if item.details]
    if not items:
        return Told(question, "how long", "unknown", "This graph holds no time in custody for that name.", ())
    head = f"{'; '.join(lengths)} in custody." if lengths else "No length can be worked out from established dates."
    return Told(question, "how long", "told", head, tuple(items))


def _stretch(case: CaseFacts, thing: str) -> Iterator[Item]:
    own = [f for f in case.facts if f.subject == thing and f.standing is not Standing.RETRACTED]
    firm = {
        f.predicate: f for f in own if f.predicate in ("cg:from", "cg:until") and f.standing is Standing.ESTABLISHED
    }
    if firm:
        claims = tuple(f.claim for f in firm.values())
        sources = tuple(dict.fromkeys(case.label(s) for f in firm.values() for s in f.sources))
        ends = [When.parse(firm[key].object) if key in firm else None for key in ("cg:from", "cg:until")]
        words = [in_words(end) if end else "" for end in ends]
        text = f"{case.label(thing)}: {words[0] or 'beginning not on record'} to {words[1] or 'no end on record'}"
        length = (_length(ends[0], ends[1]),) if ends[0] and ends[1] else ()
        yield Item(text, "established", (), claims, sources, details=length)
    for fact in sorted((f for f in own if f.predicate == "cg:duration"), key=lambda f: f.claim):
        made = item_of(case, fact)
        text = f"{case.label(thing)}: {length_in_words(fact.object)}"
        yield Item(text, made.standing, made.speakers, made.claims, made.sources, says=made.says)


def _length(start: When, end: When) -> str:
    """The time between two dates as people count it, from the shortest to the longest it can have been."""
    first_start, last_start, _, _ = start.reach
    _, _, first_end, last_end = end.reach
    if date.min in (first_start, last_start) or date.max in (first_end, last_end):
        return "length not known"
    least, most = _between(last_start, first_end), _between(first_start, last_end)
    return least if least == most else f"{least} to {most}"


def _between(start: date, end: date) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    years, months = divmod(max(0, months), 12)
    if not years and not months:
        days = max(0, (end - start).days)
        return f"{days} day{'' if days == 1 else 's'}"
    parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((years, "year"), (months, "month")) if n]
    return " and ".join(parts)


VERBS = "|".join(sorted(map(re.escape, [*KINDS_OF, "born"]), key=len, reverse=True))
"""The verbs of a question about a time, as a pattern."""
