"""The neighbourhood of a thing: walked outwards by the relations a reader follows, and the authorities over it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from ... import cg
from ...dates import Ternary, When
from ...questions import Answer
from ...questions.clemency.walk import clemency
from ...view import CaseView, back, claims_behind, dates_of, step, types, values
from ..scope import in_case

__all__ = ["Fact", "Neighbourhood", "case_focus", "kind_of", "walked"]

_RELATIONS = (
    ("Charge", cg.person, "charged with", True),
    ("Conviction", cg.charge, "led to", True),
    ("Conviction", cg.person, "convicted of", True),
    ("Conviction", cg.lawBroken, "law broken", False),
    ("Petition", cg.seeksReliefFor, "asks mercy for", False),
    ("Petition", cg.addressedTo, "addressed to", False),
    ("Petition", cg.inspiredBy, "inspired", True),
)
"""What every network follows: class, property, words of the edge, whether it is drawn from the object."""

_NEAR = (
    ("Conviction", cg.court, "entered by", False),
    ("Charge", cg.lawBroken, "law broken", False),
    ("Court", cg.courtOf, "court of", False),
    ("Office", cg.officeOf, "office of", False),
    ("Sovereign", cg.within, "lies within", False),
    ("Charge", cg.act, "act charged", True),
    ("Event", cg.victim, "victim", False),
    ("Event", cg.person, "about", False),
    ("Event", cg.agent, "by", False),
    ("Event", cg.conviction, "on", False),
    ("Event", cg.charge, "on", False),
    ("Event", cg.related, "related to", False),
    ("Response", cg.petition, "answers", False),
    ("Response", cg.agent, "given by", False),
    ("Sentence", cg.conviction, "sentence", True),
    ("Imprisonment", cg.person, "imprisoned", True),
    ("Imprisonment", cg.conviction, "imprisoned for", False),
    ("Evidence", cg.pointsTo, "points to", False),
    ("Work", cg.about, "about", False),
    ("Work", cg.agent, "made by", False),
    ("Work", cg.distributedBy, "distributed by", False),
    ("Tenure", cg.person, "held", True),
    ("Tenure", cg.office, "of", False),
)
"""What is followed from the thing a network is about, and no further."""

_FOLLOWED = {"Person", "Conviction", "Charge", "Sovereign", "Office", "Petition", "Work"}
_RINGS_OF_A_COURT = 2
"""A network about a court shows the convictions it entered and whose they are."""

_KINDS = (
    ("Person", "person"), ("Conviction", "conviction"), ("Charge", "charge"), ("Court", "court"),
    ("Sovereign", "sovereign"), ("Office", "authority"), ("Petition", "petition"), ("Work", "work"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """An edge of the graph as drawn: from a thing to a thing, in words, with the claims behind it."""

    start: str
    words: str
    end: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What was met on the walk.

    Attributes:
        focus: the things it is about.
        things: every thing met, the nearest first.
        facts: the edges between them.
        answer: who holds clemency over its convictions, or None where it holds none.
    """

    focus: tuple[str, ...]
    things: list[str]
    facts: list[Fact]
    answer: Answer | None

    @property
    def claims(self) -> list[str]:
        """Every claim behind it."""
        return [*(claim for fact in self.facts for claim in fact.claims), *(self.answer.because if self.answer else ())]


def kind_of(view: CaseView, node: str) -> str:
    """The shape a thing is drawn in.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("derek-chauvin")
        >>> kind_of(graph.view, graph.find("derek-chauvin"))
        'person'
    """
    classes = types(view, node)
    return next((kind for klass, kind in _KINDS if f"cg:{klass}" in classes), "event")


def case_focus(view: CaseView, scope: str) -> list[str]:
    """What a network of a whole case starts from: its convictions, else its charges, else its people."""
    for classes in ((cg.Conviction,), (cg.Charge,), (cg.Person,)):
        found = in_case(view, scope, *classes)
        if found:
            return found
    return []


def walked(view: CaseView, focus: Sequence[str], on: date, most: int, *, office: str | None = None) -> Neighbourhood:
    """Walk outwards from `focus` until nothing new is met, or `most` things are.

    People, convictions, charges, petitions and works lead on; sovereigns, offices and courts, which much of a graph
    hangs on, lead on only where the network is about them. What happened after the day is left out.

    Args:
        view: the graph.
        focus: IRIs.
        on: the day of the answer about clemency.
        most: bound of the walk.
        office: an office asked about.
    """
    facts: dict[tuple[str, str, str], Fact] = {}
    seen = dict.fromkeys(focus)
    edge, near = list(focus), True
    about_people = any(kind_of(view, node) in ("person", "conviction", "charge") for node in focus)
    about_petition = any(kind_of(view, node) == "petition" for node in focus)
    rings = _RINGS_OF_A_COURT if any(kind_of(view, node) == "court" for node in focus) else most
    while edge and len(seen) < most and rings:
        rings -= 1
        met: dict[str, None] = {}
        for node in edge:
            for fact in islice(_facts(view, node, near=near), most):
                ends = [end for end in (fact.start, fact.end) if end not in seen and end not in met]
                if ends and fact.words == "asks mercy for" and (fact.end == node) != about_people:
                    continue  # a petition for several people does not make them one case
                if ends and fact.words == "inspired" and fact.start == node and about_petition:
                    continue  # what else a work inspired is another story
                if not any(_later(view, end, on) for end in ends):
                    facts.setdefault((fact.start, fact.words, fact.end), fact)
                    met |= dict.fromkeys(ends)
        seen |= met
        edge, near = list(met), False
    kept = [fact for fact in facts.values() if fact.start in seen and fact.end in seen]
    convictions = sorted(node for node in seen if cg.Conviction in types(view, node))
    answer = clemency(view, _by_date(view, convictions), on, office=office) if convictions else None
    return Neighbourhood(tuple(focus), list(seen), kept, answer)


def _later(view: CaseView, node: str, on: date) -> bool:
    """Did it certainly happen after the day?"""
    return any(when.after(When.day(on)) is Ternary.YES for when in dates_of(view, node, cg.date))


def _by_date(view: CaseView, convictions: Iterable[str]) -> list[str]:
    return sorted(convictions, key=lambda node: (min(values(view, node, cg.date), default="9999"), node))


def _facts(view: CaseView, node: str, *, near: bool) -> list[Fact]:
    """The edges that lead on from a thing; from the thing a network is about, also what else it is tied to."""
    classes = {name.removeprefix("cg:") for name in types(view, node)}
    if classes & {"Sovereign", "Office", "Court"} and not near:
        return []
    found = list(_along(view, node, classes, _RELATIONS))
    if near and (not found or not classes & _FOLLOWED):
        found += _along(view, node, classes, _NEAR)
    return found


def _along(
    view: CaseView, node: str, classes: set[str], relations: Iterable[tuple[str, str, str, bool]]
) -> Iterator[Fact]:
    for klass, key, words, turned in relations:
        if klass in classes:
            for end in step(view, node, key):
                yield _fact(view, node, key, end, words, turned=turned)
        for start in back(view, node, key):
            held = types(view, start)
            if f"cg:{klass}" in held and cg.ChargeGroup not in held:
                yield _fact(view, start, key, node, words, turned=turned)


def _fact(view: CaseView, subject: str, key: str, value: str, words: str, *, turned: bool) -> Fact:
    start, end = (value, subject) if turned else (subject, value)
    return Fact(start, words, end, claims_behind(view, subject, key, value))
