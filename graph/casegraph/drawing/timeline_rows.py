"""What happened in a case, as rows for a timeline: one row for each kind of event, person and day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..dates import NotADate, When, in_words, years_in_words
from ..questions.exclusion import listed
from ..view import CaseView, backing, claims_behind, label, one, step, types, values
from .scope import in_case

__all__ = ["MOST_ABREAST", "MOST_ROWS", "Row", "middle_of", "rows_of", "short_words", "surname"]

MOST_ROWS, MOST_ABREAST = 60, 24
"""Most events of a timeline that is read downwards, and of one read from left to right."""
_TURNING = ("Conviction", "Verdict", "Vacatur", "Exoneration", "Reversal", "Reinstatement", "Sentence", "Sentencing",
            "HabeasGrant", "HabeasReversal", "Pardon", "Commutation", "Reprieve", "ClemencyRefusal",
            "Response")  # fmt: skip
_MAIN = ("Offence", "Arrest", "Charging", "Charge", "Release", "AppealDecision", "ReviewDenied", "Stay",
         "ClemencyApplication", "Petition")  # fmt: skip
_MINOR = ("Event", "Legislation", "Announcement", "Opinion")
_LEAST = ("Publication", "PetitionSigning", "Work")
_FAMILIES = {"Verdict": "Conviction", "Charging": "Charge", "Sentencing": "Sentence"}
_GENERAL = {"Event", "Charge", "Count", "Work", "Conviction", "Sentence", "Petition", "Response"}
_CLEMENCY = {"ClemencyApplication", "ClemencyRefusal", "Pardon", "Commutation", "Reprieve", "Petition", "Response",
             "PetitionSigning"}  # fmt: skip
_STAGES = ("Offence", "Arrest", "Charge", "Trial", "Conviction", "Sentence", "Vacatur", "Exoneration", "Release")
_WORDS = {"attributed": "reported", "contested": "disputed", "retracted": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a timeline.

    Attributes:
        things: IRIs of the records it tells of.
        kind: class of event: Arrest, Conviction, …
        when: its date; `words` the same as printed.
        text: what happened.
        people: IRIs of the people it is about.
        claims: the claims behind it.
        doubt: reported, disputed, withdrawn or "".
    """

    things: tuple[str, ...]
    kind: str
    when: When
    text: str
    people: tuple[str, ...]
    claims: tuple[str, ...]
    doubt: str = ""
    sources: tuple[tuple[str, str, str], ...] = field(default=(), compare=False)

    @property
    def words(self) -> str:
        """The date as printed."""
        return short_words(self.when)

    @property
    def turning(self) -> bool:
        """Is it a turning point of the case?"""
        return self.kind in _TURNING

    @property
    def clemency(self) -> bool:
        """Is it about a request for mercy or the answer to one?"""
        return self.kind in _CLEMENCY

    @property
    def rank(self) -> int:
        """0 for what matters most."""
        for rank, kinds in ((0, _TURNING), (1, _MAIN), (3, _MINOR), (4, _LEAST)):
            if self.kind in kinds:
                return rank
        return 2


def short_words(when: When) -> str:
    """The date in as few words as a reader needs.

    Examples:
        >>> short_words(When.parse("[2003-09-10,2003-09-11]")), short_words(When.parse("2015-12-20/2016-01-07"))
        ('10 or 11 Sep 2003', '20 Dec 2015 – 7 Jan 2016')
    """
    text = in_words(when)
    for joint, short in ((" or ", " or "), (" to ", " – ")):
        first, found, last = text.partition(joint)
        if found and joint not in last:
            shared = 0
            ours, theirs = first.split(), last.split()
            while shared < min(len(ours), len(theirs)) - 1 and ours[-1 - shared :] == theirs[-1 - shared :]:
                shared += 1
            return f"{' '.join(ours[: len(ours) - shared])}{short}{last}"
    return text


def middle_of(when: When) -> date:
    """The day in the middle of the possible range; the known end where the other is open.

    Examples:
        >>> middle_of(When.parse("2005-11"))
        datetime.date(2005, 11, 15)
    """
    first, last = when.earliest or when.latest, when.latest or when.earliest
    assert first is not None and last is not None
    return first if when.interval else first + timedelta(days=(last - first).days // 2)


def surname(name: str) -> str:
    """The word of a name a headline uses.

    Examples:
        >>> surname("Brendan Dassey"), surname("John Doe Jr."), surname("a protected person (victims)")
        ('Dassey', 'Doe', 'a protected person (victims)')
    """
    words = [word for word in name.split() if word not in ("Jr.", "Sr.", "II", "III", "IV")]
    return name if not words or name.endswith(")") else words[-1]


def rows_of(view: CaseView, scope: str, on: date) -> list[Row]:
    """What is known to have happened in the case `scope` by the day `on`, in order of time.

    Args:
        view: the graph; with the standings it shows.
        scope: name of the case.
        on: the day the timeline ends.
    """
    found = list(_found(view, scope, on))
    told = {
        (thing, row.when.text) for row in found for event in row.things for thing in step(view, event, "cg:related")
    }
    rows = [row for row in found if not any((thing, row.when.text) in told for thing in row.things)]
    return _in_order(_with_backing(view, _merged(view, rows)))


def _found(view: CaseView, scope: str, on: date) -> Iterator[Row]:
    for node in in_case(view, scope, *(f"cg:{name}" for name in sorted(_GENERAL))):
        classes = {name.removeprefix("cg:") for name in types(view, node)}
        if not classes & _GENERAL:
            continue
        kind = next(iter(sorted(classes - _GENERAL)), "") or next(iter(sorted(classes - {"Count"})))
        family = "Work" if "Work" in classes else "Charge" if "Charge" in classes else _FAMILIES.get(kind, kind)
        for text in values(view, node, "cg:date"):
            try:
                when = When.parse(text)
            except NotADate:
                continue
            if (when.earliest or when.latest or date.max) <= on:
                yield Row((node,), family, when, "", _people(view, node), _claims(view, node, text))


def _claims(view: CaseView, node: str, day: str) -> tuple[str, ...]:
    kinds = [c for klass in step(view, node, "rdf:type") for c in claims_behind(view, node, "rdf:type", klass)]
    return (*claims_behind(view, node, "cg:date", day), *kinds)


def _people(view: CaseView, node: str) -> tuple[str, ...]:
    """Whom it is about: named by itself, else by its conviction, its charge or its petition."""
    for path in (("cg:person",), ("cg:seeksReliefFor",), ("cg:conviction", "cg:person"), ("cg:charge", "cg:person"),
                 ("cg:petition", "cg:seeksReliefFor")):  # fmt: skip
        ends = [node]
        for key in path:
            ends = [end for start in ends for end in step(view, start, key)]
        if ends:
            return tuple(dict.fromkeys(ends))
    return ()


def _merged(view: CaseView, rows: list[Row]) -> Iterator[Row]:
    """One row for several convictions, charges or sentences of a person on one day; an event tells them best. What
    befell several people on one day in the same words is told once."""
    names = _short_names(view, rows)
    grouped: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        alone = row.kind not in _VERBS
        grouped.setdefault((row.kind, row.people, row.when.text, row.things if alone else ()), []).append(row)
    shared: dict[tuple[str, str, str], list[Row]] = {}
    for group in grouped.values():
        events = [row for row in group if _is_event(view, row.things[0])]
        told = events or group
        things = tuple(thing for row in group for thing in row.things)
        claims = tuple(dict.fromkeys(claim for row in told for claim in row.claims))
        done = "" if events else _done(view, told)
        if done:
            made = replace(group[0], things=things, claims=claims, text=done)
            shared.setdefault((made.kind, made.when.text, done), []).append(made)
        else:
            text = _told(view, told, [names[person] for person in group[0].people])
            yield replace(group[0], things=things, claims=claims, text=text)
    for (_, _, done), group in shared.items():
        people = tuple(dict.fromkeys(person for row in group for person in row.people))
        who = listed([names[person] for person in people]) if people else "Somebody"
        things = tuple(thing for row in group for thing in row.things)
        claims = tuple(dict.fromkeys(claim for row in group for claim in row.claims))
        yield replace(group[0], things=things, people=people, claims=claims, text=f"{who} {done}")


def _short_names(view: CaseView, rows: Iterable[Row]) -> dict[str, str]:
    """The surname of everybody told of; the whole name where two share a surname."""
    full = {person: label(view, person) for row in rows for person in row.people}
    heard = [surname(name).casefold() for name in full.values()]
    return {
        person: surname(name) if heard.count(surname(name).casefold()) == 1 else name for person, name in full.items()
    }


def _is_event(view: CaseView, node: str) -> bool:
    return "cg:Event" in types(view, node)


_VERBS = {"Conviction": "convicted", "Charge": "charged", "Sentence": "sentenced"}
_JOINTS = {"Conviction": "of", "Charge": "with", "Sentence": "to"}
_DETAILS = {"Conviction": "cg:offence", "Charge": "cg:offence", "Sentence": "cg:term"}


def _told(view: CaseView, rows: Iterable[Row], who: list[str]) -> str:
    """The labels of the records, with the person's name where they leave it out and without the year."""
    labels = []
    for row in rows:
        first = row.when.earliest or row.when.latest or date.min
        text = label(view, row.things[0]).removesuffix(f", {years_in_words(row.when)}")
        labels.append(text.removesuffix(f", {first.year:04d}"))
    text = "; ".join(dict.fromkeys(labels))
    if len(who) == 1 and surname(who[0]).casefold() not in text.casefold():
        text = f"{who[0]}: {text[:1].lower()}{text[1:]}"
    return text[:1].upper() + text[1:]


def _done(view: CaseView, rows: list[Row]) -> str:
    """`convicted of A and B`, made of what the records say; "" where they do not say of what."""
    kind = rows[0].kind
    details = [one(view, row.things[0], _DETAILS[kind]) for row in rows] if kind in _VERBS else [""]
    if not all(details):
        return ""
    return f"{_VERBS[kind]} {_JOINTS[kind]} {listed(list(dict.fromkeys(details)))}"


def _with_backing(view: CaseView, rows: Iterable[Row]) -> list[Row]:
    """Every row with its sources, and with a word of doubt when no firm claim gives its date or its kind."""
    rows = list(rows)
    behind: dict[str, list[tuple[str, str, str]]] = {}
    standing: dict[str, str] = {}
    for found in backing(view, (claim for row in rows for claim in row.claims)):
        behind.setdefault(found.claim, []).append((found.source, found.label, found.url))
        standing[found.claim] = found.standing
    made = []
    for row in rows:
        doubts = [_WORDS[standing[claim]] for claim in row.claims if standing.get(claim) in _WORDS]
        firm = [claim for claim in row.claims if standing.get(claim) not in _WORDS]
        sources = tuple(dict.fromkeys(source for claim in firm or row.claims for source in behind.get(claim, ())))
        made.append(replace(row, sources=sources, doubt=sorted(doubts)[0] if doubts else ""))
    return made


def _in_order(rows: list[Row]) -> list[Row]:
    """By date; where a vague date leaves the order open, as a case proceeds: offence, arrest, charge, trial, …"""
    rows = sorted(rows, key=lambda row: (middle_of(row.when), row.rank, row.things))
    for _ in rows:
        swapped = False
        for index in range(len(rows) - 1):
            first, second = rows[index], rows[index + 1]
            if _stage(first) > _stage(second) >= 0 and first.when.compatible(second.when):
                rows[index], rows[index + 1] = second, first
                swapped = True
        if not swapped:
            break
    return rows


def _stage(row: Row) -> int:
    return _STAGES.index(row.kind) if row.kind in _STAGES else -1
