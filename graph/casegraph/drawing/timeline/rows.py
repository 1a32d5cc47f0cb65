"""What happened in a case, as rows for a timeline: one row for each kind of event, person and day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ... import cg
from ...dates import NotADate, When, in_words, years_in_words
from ...view import CaseView, back, backing, claims_behind, dates_of, label, one, step, types, values, widened
from ...vocabulary import Standing
from ...words import capital, listed
from ..scope import in_case

__all__ = [
    "MOST_ABREAST",
    "MOST_ROWS",
    "EventRow",
    "chosen",
    "decisive_things",
    "middle_of",
    "rows_of",
    "short_words",
    "surname",
    "undated_rows",
    "with_doubtful",
]

MOST_ROWS, MOST_ABREAST = 60, 24
"""Most events of a timeline that is read downwards, and of one read from left to right."""
_DECISIVE = ("Pardon", "Commutation", "Vacatur", "NewTrialOrdered", "SentenceVacated", "Resentencing", "Reversal",
             "Reinstatement", "Exoneration", "Execution", "Death")  # fmt: skip
"""What a timeline of a case is about: never left out, whatever else is."""
_TURNING = (*_DECISIVE, "Conviction", "Verdict", "Sentence", "NewSentence", "Sentencing", "HabeasGrant",
            "HabeasReversal", "Reprieve", "ClemencyRefusal", "ParoleGranted", "Response")  # fmt: skip
_BOLD = (*_DECISIVE, "Conviction", "Verdict", "HabeasGrant", "HabeasReversal")
"""The turning points, few enough that bold still says something."""
_MAIN = ("Offence", "Arrest", "Charging", "Charge", "Release", "AppealFiled", "AppealDecision", "ReviewDenied", "Stay",
         "ClemencyApplication", "Recommendation", "RecommendationRefused", "ParoleRefused", "Petition")  # fmt: skip
_MINOR = ("Event", "Legislation", "Announcement", "Opinion")
_LEAST = ("Publication", "PetitionSigning", "Work")
_FAMILIES = {"Verdict": "Conviction", "Charging": "Charge", "Sentencing": "Sentence"}
_GENERAL = {"Event", "Charge", "Count", "Work", "Conviction", "Sentence", "Petition", "Response"}
_CLEMENCY = {"ClemencyApplication", "Recommendation", "RecommendationRefused", "ClemencyRefusal", "Pardon",
             "Commutation", "Reprieve", "Petition", "Response", "PetitionSigning"}  # fmt: skip
_STAGES = ("Offence", "Arrest", "Charge", "Trial", "Conviction", "Sentence", "Vacatur", "SentenceVacated",
           "Resentencing", "Exoneration", "Release")  # fmt: skip
_WORDS = {"attributed": "reported", "contested": "disputed", "retracted": "withdrawn"}


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a timeline.

    Attributes:
        things: IRIs of the records it tells of.
        kind: class of event: Arrest, Conviction, …
        when: its date; `words` the same as printed.
        text: what happened.
        people: IRIs of the people it is about.
        claims: the claims behind it.
        doubt: reported, disputed, withdrawn or "".
        agents: IRIs of who did it, where that is on record.
    """

    things: tuple[str, ...]
    kind: str
    when: When
    text: str
    people: tuple[str, ...]
    claims: tuple[str, ...]
    doubt: str = ""
    sources: tuple[tuple[str, str, str], ...] = field(default=(), compare=False)
    agents: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The date as printed."""
        return short_words(self.when)

    @property
    def turning(self) -> bool:
        """Is it a turning point of the case?"""
        return self.kind in _BOLD

    @property
    def decisive(self) -> bool:
        """Is it a pardon, a commutation, the end of a conviction or its return, or the death of the person?"""
        return self.kind in _DECISIVE

    @property
    def clemency(self) -> bool:
        """Is it about a request for mercy or the answer to one?"""
        return self.kind in _CLEMENCY

    @property
    def rank(self) -> int:
        """0 for what matters most."""
        for rank, kinds in ((0, _DECISIVE), (1, _TURNING), (2, _MAIN), (4, _MINOR), (5, _LEAST)):
            if self.kind in kinds:
                return rank
        return 3


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


def chosen(rows: Sequence[EventRow], most: int) -> list[EventRow]:
    """At most so many rows, in their order: the firm and weighty ones; of those that weigh the same, some of every
    time."""
    kept: set[int] = set()
    weights = [(bool(row.doubt) and not row.decisive, row.rank) for row in rows]
    for weight in sorted(set(weights)):
        alike = [row for row, mine in zip(rows, weights, strict=True) if mine == weight]
        room = min(most - len(kept), len(alike))
        kept |= {id(alike[index * len(alike) // room]) for index in range(room)}
    return [row for row in rows if id(row) in kept]


def with_doubtful(view: CaseView, scope: str, on: date) -> tuple[list[EventRow], list[EventRow]]:
    """The rows of a case with what is only reported or disputed: those that no firmer row tells, and every one."""
    firm = rows_of(view, scope, on)
    known: set[object] = {thing for row in firm for thing in row.things}
    known |= {(row.text.casefold(), row.people) for row in firm}
    wide = widened(view, Standing.ATTRIBUTED, Standing.CONTESTED)
    doubtful = [row for row in rows_of(wide, scope, on) if row.doubt]
    extra = [row for row in doubtful if not known & {*row.things, (row.text.casefold(), row.people)}]
    told, every = (sorted([*firm, *more], key=lambda row: middle_of(row.when)) for more in (extra, doubtful))
    return told, every


def surname(name: str) -> str:
    """The word of a name a headline uses.

    Examples:
        >>> surname("Brendan Dassey"), surname("John Doe Jr."), surname("a protected person (victims)")
        ('Dassey', 'Doe', 'a protected person (victims)')
    """
    words = [word for word in name.split() if word not in ("Jr.", "Sr.", "II", "III", "IV")]
    return name if not words or name.endswith(")") else words[-1]


def rows_of(view: CaseView, scope: str, on: date) -> list[EventRow]:
    """What is known to have happened in the case `scope` by the day `on`, in order of time.

    Args:
        view: the graph; with the standings it shows.
        scope: name of the case.
        on: the day the timeline ends.
    """
    found = list(_found(view, scope, on))
    told = {
        (thing, row.when.text): row.rank
        for row in sorted(found, key=lambda row: -row.rank)
        for event in row.things
        for thing in step(view, event, cg.related)
    }
    rows = [row for row in found if row.decisive or told.get((row.things[0], row.when.text), row.rank + 1) > row.rank]
    known = {(row.things[0], row.when.text) for row in rows}
    rows = [row for row in rows if row.kind != "Publication"
            or not any((thing, row.when.text) in known for thing in step(view, row.things[0], cg.related))]  # fmt: skip
    return _in_order(_with_backing(view, _once(view, list(_merged(view, rows)))))


def _once(view: CaseView, rows: list[EventRow]) -> list[EventRow]:
    """Without rows that others tell: an event over what records of the same day say of the same people, and a vaguer
    row of the same words. What they rest on goes to the row that stays."""
    kept: list[EventRow] = []
    for row in rows:
        homes = [index for index, other in enumerate(rows) if other is not row and _tells(view, other, row)]
        people = {person for index in homes for person in rows[index].people}
        if not homes or not {*row.people} <= people:
            kept.append(row)
    lost = [row for row in rows if row not in kept]
    for row in lost:
        at = next(index for index, other in enumerate(kept) if _tells(view, other, row))
        home = kept[at]
        claims = tuple(dict.fromkeys((*home.claims, *row.claims)))
        kept[at] = replace(home, things=(*home.things, *row.things), claims=claims)
    return kept


def _tells(view: CaseView, row: EventRow, other: EventRow) -> bool:
    """Does a row tell what another says, as exactly and of some of the same people?"""
    if row.kind != other.kind or not {*row.people} & {*other.people}:
        return False
    if row.when.text == other.when.text:
        return row.kind in _VERBS and not _is_event(view, row.things[0]) and _is_event(view, other.things[0])
    same = row.text == other.text and row.kind not in _VERBS and row.when.compatible(other.when)
    return same and _days(row.when) < _days(other.when)


def _days(when: When) -> int:
    first, last = when.earliest or date.min, when.latest or date.max
    return (last - first).days


def decisive_things(view: CaseView, scope: str, on: date, person: str = "") -> dict[str, str]:
    """What no timeline of the case may leave out, thing by thing, with its name: read from the graph, not from rows.

    Args:
        view: the graph.
        scope: name of the case.
        on: the day the timeline ends; what has no date counts as well.
        person: IRI of the one person it is about, or "".
    """
    return {
        node: label(view, node)
        for node in in_case(view, scope, *(f"cg:{kind}" for kind in _DECISIVE if kind != "Death"))
        if all((when.earliest or when.latest or date.max) <= on for when in dates_of(view, node, cg.date))
        and (not person or person in _people(view, node))
    }


def undated_rows(view: CaseView, scope: str, on: date, person: str = "") -> list[EventRow]:
    """The decisive events on a day that is not on record: they have no place on an axis, and are told beside it."""
    found = [
        EventRow((node,), "", When("", None, None), name, _people(view, node), _claims(view, node, ""))
        for node, name in decisive_things(view, scope, on, person).items()
        if not values(view, node, cg.date)
    ]
    return _with_backing(view, found)


def _found(view: CaseView, scope: str, on: date) -> Iterator[EventRow]:
    for node in in_case(view, scope, *(f"cg:{name}" for name in sorted(_GENERAL))):
        classes = {name.removeprefix("cg:") for name in types(view, node)}
        if not classes & _GENERAL:
            continue
        kind = next(iter(sorted(classes - _GENERAL)), "") or next(iter(sorted(classes - {"Count"})))
        family = "Work" if "Work" in classes else "Charge" if "Charge" in classes else _FAMILIES.get(kind, kind)
        for text in values(view, node, cg.date):
            try:
                when = When.parse(text)
            except NotADate:
                continue
            if (when.earliest or when.latest or date.max) <= on:
                people = _people(view, node)
                kind = _by_clemency(view, node, text) if family == "Sentence" else family
                kind = "Death" if kind == "Event" and _died(view, people, text) else kind
                agents = tuple(step(view, node, cg.agent))
                yield EventRow((node,), kind, when, "", people, _claims(view, node, text), agents=agents)


def _by_clemency(view: CaseView, node: str, day: str) -> str:
    """A sentence of the day on which its conviction's sentence was commuted is what the commutation left of it."""
    events = {event for conviction in step(view, node, cg.conviction) for event in back(view, conviction, _ON)}
    left = any(cg.Commutation in types(view, event) and day in values(view, event, cg.date) for event in events)
    return "NewSentence" if left else "Sentence"


_ON = cg.conviction


def _died(view: CaseView, people: Iterable[str], day: str) -> bool:
    return any(day in values(view, person, cg.died) for person in people)


def _claims(view: CaseView, node: str, day: str) -> tuple[str, ...]:
    kinds = [c for klass in step(view, node, "rdf:type") for c in claims_behind(view, node, "rdf:type", klass)]
    return (*(claims_behind(view, node, cg.date, day) if day else ()), *kinds)


def _people(view: CaseView, node: str) -> tuple[str, ...]:
    """Whom it is about: named by itself, else by its conviction, its charge or its petition."""
    for path in ((cg.person,), (cg.seeksReliefFor,), (cg.conviction, cg.person), (cg.charge, cg.person),
                 (cg.petition, cg.seeksReliefFor)):  # fmt: skip
        ends = [node]
        for key in path:
            ends = [end for start in ends for end in step(view, start, key)]
        if ends:
            return tuple(dict.fromkeys(ends))
    return ()


def _merged(view: CaseView, rows: list[EventRow]) -> Iterator[EventRow]:
    """One row for several convictions, charges or sentences of a person on one day; an event tells them best. What
    befell several people on one day in the same words is told once."""
    names = _short_names(view, rows)
    grouped: dict[tuple[object, ...], list[EventRow]] = {}
    for row in rows:
        alone = row.kind not in _VERBS
        grouped.setdefault((row.kind, row.people, row.when.text, row.things if alone else ()), []).append(row)
    shared: dict[tuple[str, str, str], list[EventRow]] = {}
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
        yield replace(group[0], things=things, people=people, claims=claims, text=f"{who}{done}")


def _short_names(view: CaseView, rows: Iterable[EventRow]) -> dict[str, str]:
    """The surname of everybody told of; the whole name where two share a surname."""
    full = {person: label(view, person) for row in rows for person in row.people}
    heard = [surname(name).casefold() for name in full.values()]
    return {
        person: surname(name) if heard.count(surname(name).casefold()) == 1 else name for person, name in full.items()
    }


def _is_event(view: CaseView, node: str) -> bool:
    return cg.Event in types(view, node)


_VERBS = {
    "Conviction": (cg.offence, " convicted of ", ""),
    "Charge": (cg.offence, " charged with ", ""),
    "Sentence": (cg.term, " sentenced to ", ""),
    "NewSentence": (cg.term, ": sentence becomes ", ", by commutation"),
}
"""Kind of record → where it says of what, and the words around that, after the name of the person."""


def _said(view: CaseView, rows: Sequence[EventRow]) -> str:
    """What a petition asks of whom, and what was answered to it: what happened, where records say it; else ""."""
    row, wide = rows[0], widened(view, Standing.ATTRIBUTED)
    if row.kind == "Response" and (outcome := one(view, row.things[0], cg.outcome)) and row.agents:
        petitions = [label(view, petition) for petition in step(view, row.things[0], cg.petition)]
        to = f" ({', '.join(petitions)})" if petitions else ""
        return f"{listed([label(wide, agent) for agent in row.agents])}: {outcome}{to}"
    asked = [f"the {label(view, office)}" for office in step(view, row.things[0], cg.addressedTo)]
    name = label(view, row.things[0])
    if row.kind == "Petition" and asked and len(rows) == 1 and " ask" not in name:
        return f"{name} asks {listed(asked)} for mercy"
    return ""


def _told(view: CaseView, rows: Sequence[EventRow], who: list[str]) -> str:
    """The labels of the records, with the person's name where they leave it out and without the year."""
    labels = []
    for row in rows:
        first = row.when.earliest or row.when.latest or date.min
        text = label(view, row.things[0]).removesuffix(f", {years_in_words(row.when)}")
        labels.append(text.removesuffix(f", {first.year:04d}"))
    text = "; ".join(dict.fromkeys(labels))
    if said := _said(view, rows):
        return capital(said)
    if len(who) == 1 and surname(who[0]).casefold() not in text.casefold():
        text = f"{who[0]}: {text}"
    return capital(text)


def _done(view: CaseView, rows: list[EventRow]) -> str:
    """`convicted of A and B`, made of what the records say; "" where they do not say of what."""
    kind = rows[0].kind
    key, before, after = _VERBS.get(kind, ("", "", ""))
    details = [one(view, row.things[0], key) for row in rows] if key else [""]
    return f"{before}{listed(list(dict.fromkeys(details)))}{after}" if all(details) else ""


def _with_backing(view: CaseView, rows: Iterable[EventRow]) -> list[EventRow]:
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


def _in_order(rows: list[EventRow]) -> list[EventRow]:
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


def _stage(row: EventRow) -> int:
    return _STAGES.index(row.kind) if row.kind in _STAGES else -1
