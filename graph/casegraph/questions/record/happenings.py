"""What a question about a time names: the people or things, and the records of what happened to them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ... import cg
from ...dates import When
from ...errors import CannotAnswer, NoSuchThing, UsageError
from ...rdf import case_graph
from ...records.claim import Claim
from ...timeline import CaseFacts
from ...view import CaseView, step, values
from ...vocabulary import Standing, fold, local
from ..naming.names import stems
from ..naming.offences import is_offence
from ..naming.phrases import PRONOUNS, too_much
from ..powers.tenure import titles_on
from .verbs import Happening, verbs

__all__ = [
    "Asked",
    "Index",
    "Named",
    "Occurrence",
    "Unmatched",
    "besides",
    "named",
    "records",
    "unmatched",
    "within",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question about a time asks: of whom or what, what happened, and the words that narrow it.

    Attributes:
        who: a name as typed.
        verb: one of `verbs`, "born", "died", or "" for the thing itself.
        words: what else it says, as typed, or "".
        when: a date it says, or None.
    """

    who: str
    verb: str = ""
    words: str = ""
    when: When | None = None


class Index:
    """The facts of a case by subject and by object; what was withdrawn is left out."""

    def __init__(self, case: CaseFacts, view: CaseView | None = None) -> None:
        self.case, self.view = case, view
        self._about: dict[str, list[Claim]] = {}
        self._to: dict[tuple[str, str], list[str]] = {}
        for fact in case.facts:
            if fact.standing is not Standing.RETRACTED:
                self._about.setdefault(fact.subject, []).append(fact)
                if fact.is_link:
                    self._to.setdefault((fact.key, fact.text), []).append(fact.subject)

    def facts(self, thing: str, *keys: str) -> list[Claim]:
        """The facts of a thing by these properties; all without any."""
        return [fact for fact in self._about.get(thing, ()) if not keys or fact.key in keys]

    def ends(self, thing: str, *keys: str) -> list[str]:
        """What a thing points to by these properties."""
        return [fact.text for fact in self.facts(thing, *keys)]

    def pointing(self, thing: str, *keys: str) -> list[str]:
        """The things that point to it by these properties."""
        return [start for key in keys for start in self._to.get((key, thing), ())]

    def kinds(self, thing: str) -> set[str]:
        """The short names of its classes."""
        return {local(fact.text) for fact in self.facts(thing, "rdf:type")}

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """Every thing with a class or a name → its folded names, its id among them."""
        found: dict[str, set[str]] = {}
        for thing in self._about:
            if self.facts(thing, "rdf:type", "rdfs:label"):
                also = [fact.text for fact in self.facts(thing, cg.alsoKnownAs) if fact.standing.asserted]
                found[thing] = {fold(name) for name in (self.case.label(thing), local(thing), *also)} - {""}
        return found

    def things(self) -> list[str]:
        """Whatever the case says something of, sorted."""
        return sorted(self._about)

    def accused(self) -> list[str]:
        """The people convicted or charged in the case."""
        tried = [thing for thing in self._about if self.kinds(thing) & {"Conviction", "Charge"}]
        return list(dict.fromkeys(person for thing in tried for person in self.ends(thing, cg.person)))


@dataclass(frozen=True)
class Named:
    """Whom or what a name means.

    Attributes:
        people: the people, each with the case that tells of them.
        things: other things of that name, likewise; only where it means no person.
        whole: was a whole name typed, or only some of its words?
    """

    people: tuple[tuple[Index, str], ...] = ()
    things: tuple[tuple[Index, str], ...] = ()
    whole: bool = True


def named(indexes: Sequence[Index], who: str) -> Named:
    """The people or things that `who` means: by their whole name, by a group or a case, by some words of their name.

    Raises:
        CannotAnswer: only the beginning of it is a name.
        NoSuchThing: nothing is called so.
    """
    found = _named(indexes, who)
    if found.whole and (found.people or found.things):
        return found
    if several := _several(indexes, who):
        return several
    if found.people or found.things:
        return found
    if who.casefold() in PRONOUNS:
        raise CannotAnswer(f"I do not know whom {who!r} means: name the person")
    words = who.split()
    for end in range(len(words) - 1, 0, -1):
        name, rest = " ".join(words[:end]), " ".join(words[end:])
        known = _named(indexes, name)
        if known.whole and (known.people or known.things):
            raise too_much(name, rest)
    known_names = {index.case.label(thing) for index in indexes for thing in index.names}
    raise NoSuchThing("person or thing in these cases", who, known_names)


def _several(indexes: Sequence[Index], who: str) -> Named | None:
    """The people of several names: `Sutton and Zabavsky`; None where a part of it names nobody, or several people."""
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", who)
    each = [_named(indexes, part) for part in parts]
    if len(parts) < 2 or not all(one.people and (one.whole or len(one.people) == 1) for one in each):
        return None
    return Named(tuple(dict.fromkeys(person for one in each for person in one.people)))


def _named(indexes: Sequence[Index], who: str) -> Named:
    wanted = fold(who).removeprefix("the ")
    if not wanted:
        return Named()
    both = {wanted, f"the {wanted}"}
    exact = [(i, thing) for i in indexes for thing, names in i.names.items() if both & names]
    if people := [(i, thing) for i, thing in exact if "Person" in i.kinds(thing)]:
        return Named(tuple(people))
    groups = [(i, person) for i, thing in exact for person in i.ends(thing, cg.member)]
    cases = [i for i in indexes if {fold(i.case.title), fold(local(case_graph(i.case.name)))} & both]
    if people := groups or [(i, person) for i in cases for person in i.accused()]:
        return Named(tuple(dict.fromkeys(people)))
    if exact:
        return Named(things=tuple(exact))
    words = set(wanted.split())
    loose = [(i, t) for i in indexes for t, names in i.names.items() if words <= {w for n in names for w in n.split()}]
    people = [(i, thing) for i, thing in loose if "Person" in i.kinds(thing)]
    return Named(tuple(people), () if people else tuple(loose), whole=False)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One record of what happened: the case, the record, and the person it befell, or ""."""

    index: Index
    thing: str
    person: str = ""


def records(meant: Named, asked: Asked) -> list[Occurrence]:
    """The records of what is asked about, narrowed by every further word of the question.

    Raises:
        CannotAnswer: there are such records, but none that the further words fit; or no person is named, and of the
            thing named no such record is held.
        UsageError: part of a name fits several people of whom such a record tells.
    """
    verb = verbs()[asked.verb]
    found = [*_of_people(meant, verb), *_of_things(meant, verb)]
    if not meant.whole and len({record.person for record in found}) > 1:
        shown = ", ".join(sorted({local(record.person) for record in found}))
        raise UsageError(f"{asked.who!r} may mean several people: {shown}. Write the name in full")
    if not found and not meant.people:
        is_called = meant.things[0][0].case.label(meant.things[0][1])
        raise CannotAnswer(
            f"{asked.who!r} names no person here, but {is_called!r}: that no such record of it is held says nothing.\n"
            f'To see what is held:  casegraph show "{is_called}"'
        )
    kept = [record for record in found if _fits(record, asked, verb)]
    if found and not kept:
        near = besides(meant, replace(asked, words="", when=None), instead=True)
        raise unmatched(asked, (record.index.case.label(record.thing) for record in (*found[:12], *near)))
    return kept


class Unmatched(CannotAnswer):
    """There are such records, but none that the further words of the question fit."""


def unmatched(asked: Asked, held: Iterable[str]) -> Unmatched:
    """What is said where there are records, but none that the further words of the question fit."""
    said = " ".join(part for part in (asked.words, str(asked.when) if asked.when else "") if part)
    return Unmatched(
        f"I cannot match {said!r} with what is on record here of {asked.who}, {asked.verb}.\n"
        f"On record: {'; '.join(dict.fromkeys(held))}."
    )


def besides(meant: Named, asked: Asked, *, instead: bool = False) -> list[Occurrence]:
    """The records that bear on what is asked without being it, as far as the further words do not leave them out.

    Args:
        meant, asked: whom, and what.
        instead: nothing answers what is asked, so that what came in its place must be told too.
    """
    verb = verbs()[asked.verb]
    near = replace(
        verb, kinds=verb.besides | (verb.instead if instead else frozenset()), outcome="", called=frozenset()
    )
    return [record for record in _of_people(meant, near) if not asked.words or _fits(record, asked, near)]


def _of_people(meant: Named, verb: Happening) -> Iterator[Occurrence]:
    for index, person in meant.people:
        if verb.whose == "victim":
            starts = index.pointing(person, cg.victim)
        else:
            own = index.pointing(person, cg.person)
            of_own = [at for start in own if index.kinds(start) & {"Conviction", "Charge"}
                      for at in index.pointing(start, cg.conviction, cg.charge)
                      if not index.ends(at, cg.person) or person in index.ends(at, cg.person)]  # fmt: skip
            starts = [*own, *of_own]
        for thing in sorted(set(starts)):
            if _happened(index, thing, verb):
                yield Occurrence(index, thing, person)


def _of_things(meant: Named, verb: Happening) -> Iterator[Occurrence]:
    links = [cg.related, cg.conviction, cg.charge, cg.petition]
    links += [cg.act] if meant.whole else []  # acts of one name under two laws may have fared differently
    for index, thing in meant.things:
        for each in sorted({thing, *index.pointing(thing, *links)}):
            if _happened(index, each, verb):
                yield Occurrence(index, each)


def _happened(index: Index, thing: str, verb: Happening) -> bool:
    """Is it a record of what the verb says?

    A verdict is one of a conviction only where it found somebody guilty, and what a commutation left is no sentencing.
    An outcome is needed where the record is only called an event; an execution is one by its kind.
    """
    kinds = index.kinds(thing) & verb.kinds
    outcomes = index.ends(thing, cg.outcome)
    if verb.outcome and kinds <= {"Event"} and verb.outcome not in outcomes:
        return False
    if verb.called and not verb.called & stems(index.case.label(thing), local(thing)):
        return False
    if kinds == {"Sentence"} and _left_by_commutation(index, thing):
        return False
    if kinds == {"Verdict"} and not index.ends(thing, cg.conviction):
        return any(outcome.startswith("guilty") for outcome in outcomes)
    return bool(kinds)


def _left_by_commutation(index: Index, sentence: str) -> bool:
    days = set(index.ends(sentence, cg.date))
    events = {event for each in index.ends(sentence, cg.conviction) for event in index.pointing(each, cg.conviction)}
    cut = [event for event in events if "Commutation" in index.kinds(event)]
    return any(sentence in index.ends(event, cg.related) or days & set(index.ends(event, cg.date)) for event in cut)


_JOINTS = re.compile(r"^(?:under|of|for|with|to|by|in|on|at|from|over|about|against)\b", re.IGNORECASE)


def _fits(record: Occurrence, asked: Asked, verb: Happening) -> bool:
    index, thing = record.index, record.thing
    if asked.when is not None and not any(within(each, asked.when) for each in _dates(index, thing)):
        return False
    wanted = stems(_JOINTS.sub("", asked.words.strip()))
    wanted = (wanted - _OF_LAW or wanted) - (verb.implies if record.person else set())
    rest = wanted and wanted - _around(index, thing, record.person)
    return not rest or any(is_offence(texts, rest) for texts in _offences(index, thing, record.person))


_OF_LAW = stems("law", "code", "under")
"""Words beside the name of a law that say nothing more: under Russian law."""


def within(own: When, asked: When) -> bool:
    """Is a time on record surely in the one asked about? Of a bare year nobody knows whether it was in May."""
    ends = own.earliest, own.latest, asked.earliest, asked.latest
    first, last, start, end = ends
    return None not in ends and start <= first and last <= end  # type: ignore[operator]


def _dates(index: Index, thing: str) -> list[When]:
    return [When.parse(text) for text in index.ends(thing, cg.date, cg.from_, cg.until)]


def _around(index: Index, thing: str, person: str) -> set[str]:
    """The words for who did it, where, to whom, and what came of it; only what is established, where anything is."""
    firm = any(fact.standing.asserted for fact in index.facts(thing, "rdf:type"))

    def held(node: str, *keys: str) -> list[str]:
        return [fact.text for fact in index.facts(node, *keys) if fact.standing.asserted or not firm]

    who = held(thing, cg.agent, cg.court, cg.victim)
    who += [victim for act in _acts(index, thing, person) for victim in held(act, cg.victim)]
    texts = held(thing, cg.place, cg.term)
    if index.kinds(thing) & {"Sentencing", "Resentencing", "Commutation", "Pardon", "Reprieve", "ClemencyRefusal"}:
        texts += held(thing, cg.outcome)
    names = [name for node in who for name in (index.case.label(node), *held(node, cg.alsoKnownAs))]
    names += _in_office(index, held(thing, cg.agent), held(thing, cg.date))
    names += _laws(index, [*_under(index, thing, person), *held(thing, cg.custodian)])
    about = [node for node in (thing, *index.ends(thing, cg.conviction)) for node in held(node, cg.date)]
    return stems(*names, *texts, *(text[:4] for text in about))


def _under(index: Index, thing: str, person: str) -> list[str]:
    """The sovereigns whose law was broken, by the convictions and charges that a record is about."""
    sentences = [s for s in index.ends(thing, cg.related) if "Sentence" in index.kinds(s)]
    about = [*_charges(index, thing, person), *index.ends(thing, cg.conviction)]
    about += [c for s in (thing, *sentences) for c in index.ends(s, cg.conviction)]
    return [law for node in dict.fromkeys(about) for law in index.ends(node, cg.lawBroken)]


def _laws(index: Index, sovereigns: Iterable[str]) -> list[str]:
    """What such law is called: Wisconsin, state; federal."""
    view = index.view
    if view is None:
        return []
    return [
        word
        for own in dict.fromkeys(sovereigns)
        for word in (
            *values(view, own, cg.adjective),
            *values(view, own, cg.alsoKnownAs),
            *values(view, own, cg.sovereignKind),
            *(["federal"] if "nation" in values(view, own, cg.sovereignKind) else []),
        )
    ]


def _in_office(index: Index, agents: Sequence[str], dates: Iterable[str]) -> list[str]:
    """Who was in the office that acted, whose office it is, or which office the person held who did, on that day."""
    days = [when.earliest for text in dates if (when := When.parse(text)).exact]
    if index.view is None or not days or days[0] is None:
        return []
    titles = [titles_on(index.view, agent, days[0]) for agent in agents]
    own = [sovereign for agent in agents for sovereign in step(index.view, agent, cg.officeOf)]
    keys = ("rdfs:label", cg.alsoKnownAs, cg.adjective)
    return [*titles, *(text for sovereign in own for key in keys for text in values(index.view, sovereign, key))]


def _acts(index: Index, thing: str, person: str) -> list[str]:
    return [act for charge in _charges(index, thing, person) for act in index.ends(charge, cg.act)]


def _own(index: Index, nodes: Iterable[str], person: str) -> list[str]:
    """Those of the nodes that are of this person: one verdict may tell of several people."""
    return [node for node in nodes if not person or person in index.ends(node, cg.person)]


def _charges(index: Index, thing: str, person: str) -> list[str]:
    convictions = [thing, *_own(index, index.ends(thing, cg.conviction), person)]
    charges = [charge for each in convictions for charge in index.ends(each, cg.charge)]
    return [thing, *_own(index, charges, person)]


def _offences(index: Index, thing: str, person: str) -> Iterable[list[str]]:
    """What the offences of a record are called: those of its convictions, else those charged; and its own name."""
    kinds = index.kinds(thing)
    convictions = [*([thing] if "Conviction" in kinds else []), *index.ends(thing, cg.conviction)]
    if "Trial" in kinds and not convictions:
        convictions = _of_trial(index, thing, person)
    for node in _own(index, convictions, person) if convictions else _charges(index, thing, person):
        yield [*index.ends(node, cg.offence), index.case.label(node)]
    if not kinds & {"Conviction", "Charge"}:
        yield [index.case.label(thing)]


def _of_trial(index: Index, trial: str, person: str) -> list[str]:
    """The convictions that a trial ended in, where its record names none: of the same proceeding, else of its year."""
    own = [node for node in index.pointing(person, cg.person) if "Conviction" in index.kinds(node)]
    proceedings = set(index.ends(trial, cg.proceeding))
    joined = [node for node in own if proceedings & set(index.ends(node, cg.proceeding))]
    years = {text[:4] for text in index.ends(trial, cg.date)}
    return joined or [node for node in own if years & {text[:4] for text in index.ends(node, cg.date)}]
