"""Questions about times and accounts, as a person types them: when, how long, who claims, what rests only on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ... import cg
from ...dates import When
from ...errors import CannotAnswer, NoSuchThing, UsageError
from ...rdf import case_graph
from ...store import Store
from ...timeline import CaseFacts, facts_in
from ...view import CaseView, label, step
from ...vocabulary import ID, RDF_TYPE, expand, local
from ...words import listed
from ..clemency.status import status_of
from ..naming.names import find_convictions, fold
from ..naming.whom import read_whom
from ..record.accounts import EMPTY, asserts, contradicts, rests_only_on, who_claims
from ..record.custody import how_long
from ..record.happenings import Asked, verb_pattern
from ..record.times import when, whether
from ..record.told import Told
from .day_asked import split_date

__all__ = ["Other", "ask_other", "read_other"]

_IN = r"(?: in (?:prison|jail|custody|gaol)| behind bars| imprisoned| jailed| locked up| inside| for it| for this)+"
_EVER = r"(?: ever| already| yet)?(?: been)?"
_SAYS = r"(?:claims?|says?|said|thinks?|believes?|claimed|alleges?|asserts?)"


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The forms, in the order they are tried."""
    return [(form, re.compile(pattern, re.IGNORECASE)) for form, pattern in _forms(verb_pattern())]


def _forms(verb: str) -> Iterator[tuple[str, str]]:
    what = rf"(?P<verb>{verb})\b(?P<rest>.*)"
    yield "when", rf"when (?:was|were|did|has|have|had) (?P<who>.+?) (?:get |got |been |be )?{what}"
    yield "when", r"when (?:was|were|is|did) (?P<who>.+?)(?: (?:happen|take place|begin|occur|start))?"
    yield (
        "how long",
        (rf"how (?:long|many years) (?:was|were|has|had|did|is) (?P<who>.+?)(?: been| sit| spend| serve)?{_IN}"),
    )
    yield "how long", r"how (?:long|many years) did (?P<who>.+?) (?:sit|serve)"
    yield "whether", rf"(?:was|were|has|have|had|did) (?P<who>.+?){_EVER} {what}"
    yield from _ACCOUNTS


_ACCOUNTS = [
    ("who claims", rf"who {_SAYS} (?:that )?(?P<who>.+)"),
    (
        "rests only on",
        r"(?:what|which claims?|which statements?) rests? (?:only|solely|entirely|alone) (?:up)?on (?P<who>.+)",
    ),
    (
        "asserts",
        r"what does (?P<who>.+?) (?:itself |himself |herself )?(?:assert|say|claim|state)"
        r"(?: itself| himself| herself| as (?:a )?fact| in its own (?:voice|words))*",
    ),
    ("contradicts", r"(?:what|who) (?:contradicts?|conflicts? with|disagrees? with) (?P<who>.+)"),
]


@dataclass(frozen=True, slots=True)
class Other:
    """What a question was read as.

    Attributes:
        form: when, whether, how long, who claims, rests only on, asserts or contradicts.
        who: whom or what it names.
        verb: what happened, for `when` and `whether`, or "".
        words: what else it says of that, or "".
        when: a date it says of that, or None.
    """

    form: str
    who: str
    verb: str = ""
    words: str = ""
    when: When | None = None


def read_other(question: str) -> Other | None:
    """The question, or None when it is of another kind.

    Examples:
        >>> other = read_other("When was Steven Avery convicted of murder?")
        >>> other.form, other.who, other.verb, other.words
        ('when', 'Steven Avery', 'convicted', 'of murder')
        >>> read_other("Could the President pardon Steven Avery?") is None
        True
    """
    text = " ".join(question.replace("’", "'").split()).rstrip(" ?.!")
    for form, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match and form in ("when", "whether", "how long"):
            groups = match.groupdict()
            rest, day = split_date(groups.get("rest") or "")
            whom = read_whom(groups["who"].strip())
            verb = (groups.get("verb") or ("imprisoned" if form == "how long" else "")).lower()
            words = " ".join(part for part in (rest.strip(), whom.which) if part)
            return Other(form, whom.who, "died" if verb == "die" else verb, words, day)
        if match:
            return Other(form, match["who"].strip())
    return None


def ask_other(view: CaseView, question: str, other: Other, known: date | None = None, on: date | None = None) -> Told:
    """Answer it from the claims of the cases the graph holds.

    Args:
        view: the graph.
        question: as asked.
        other: what it was read as.
        known: use only what was known on this day.
        on: a stretch without a recorded end is counted until this day.

    Raises:
        NoSuchThing: nothing is called so, or nobody of that name speaks in any case.
        CannotAnswer: nobody says it, or a word is not understood.
        UsageError: part of a name fits several.
    """
    assert view.store is not None
    cases = _facts(view, other)
    if known is not None:
        cases = [case.known_by(known) for case in cases]
    asked = Asked(other.who, other.verb, other.words, other.when)
    if other.form in ("when", "whether"):
        told = (when if other.form == "when" else whether)(cases, asked, question)
        return _with_acts_without_effect(view, told, other.who, on or date.today())
    if other.form == "how long":
        return how_long(cases, asked, question, on)
    if other.form == "who claims":
        return who_claims(cases, other.who, question)
    return _of_one(view, cases, question, other)


def _with_acts_without_effect(view: CaseView, told: Told, who: str, day: date) -> Told:
    """The same, where one of the acts told was clemency by somebody without a power over the conviction: it says so."""
    try:
        convictions = find_convictions(view, who)
    except (NoSuchThing, UsageError):
        return told  # a thing, or a person never convicted
    void = dict.fromkeys(event for one in convictions if (event := status_of(view, one, day).void))
    for event in void:
        if any(item.text.startswith(label(view, event)) for item in told.items):
            by = listed([label(view, agent) for agent in step(view, event, cg.agent)])
            words = f" No effect: {label(view, event)}, by {by}, without power over the conviction."
            told = replace(told, headline=told.headline + words)
    return told


def _facts(view: CaseView, other: Other) -> list[CaseFacts]:
    """The facts of the cases to read for the question; of a small graph they are kept for the next one.

    Raises:
        CannotAnswer: too many cases hold the words of the question.
    """
    store = view.store
    assert store is not None
    if len(store.pointing(expand(cg.CaseFile), RDF_TYPE, most=_FEW + 1)) > _FEW:
        return [facts_in(store, name) for name in _cases_naming(store, other)]
    kept: list[CaseFacts] = view.__dict__.setdefault("_told", [])
    if not kept:
        kept += [facts_in(store, local(graph)) for (graph,) in store.query(_CASES).texts()]
    return kept


_CASES = """
SELECT DISTINCT ?graph WHERE {
  VALUES ?kind { cg:Charge cg:Conviction cg:Event cg:Imprisonment cg:Petition cg:Work }
  GRAPH ?graph { ?graph a cg:CaseFile . ?claim rdf:predicate rdf:type ; rdf:object ?kind }
} ORDER BY ?graph"""
"""Files that tell a case, not authorities; one that only reports what somebody says is a case too."""
_FEW = 200
"""Up to so many files, every case is read; of more, those that name what the question names."""
_CITING = """
SELECT DISTINCT ?graph ?thing WHERE {
  GRAPH ?graph { { ?claim rdf:subject ?thing } UNION { ?claim cg:source ?thing } UNION { ?claim cg:speaker ?thing } }
} LIMIT 201"""
_KINDS = "SELECT ?claim ?kind ?graph WHERE { GRAPH ?graph { ?claim cg:claimKind ?kind } }"


def _cases_naming(store: Store, other: Other) -> list[str]:
    """The names of the cases that name what the question names, sorted.

    Raises:
        CannotAnswer: too many of them hold the words of the question.
    """
    words = fold(other.who).removeprefix("the ").split()
    groups = [[word] for word in words if word not in EMPTY] if other.form == "who claims" else [words]
    found = [store.named_with(group, _FEW + 1) for group in groups]
    things = {thing for hits in found if len(hits) <= _FEW for thing in hits}
    names = {name for thing in things for name in _told_in(store, thing)}
    if len(names) > _FEW or (not things and any(found)):
        raise CannotAnswer(
            f"more than {_FEW} cases of this graph hold the words {other.who!r}.\n"
            "Name the person or the document in full, or ask one case: casegraph timeline CASE"
        )
    return sorted(names)


def _told_in(store: Store, thing: str) -> list[str]:
    """The cases that tell of a thing: its own by its IRI; of a thing that many share, those that speak of it."""
    if thing.startswith(case_graph("")):
        return [local(thing)]
    scope, inside, _ = thing.removeprefix(ID).partition("/")
    if inside:
        return [scope]
    return [local(graph) for graph, _ in store.query(_CITING, {"thing": thing}).texts()]


def _of_one(view: CaseView, cases: list[CaseFacts], question: str, other: Other) -> Told:
    """A question about one source or speaker, or about the record: from every case that knows it."""
    assert view.store is not None
    store, read = view.store, cases if other.form == "asserts" else []
    rows = [row for case in read for row in store.query(_KINDS, {"graph": case_graph(case.name)}).texts()]
    kinds = {claim: kind for claim, kind, _ in rows}
    found: list[Told] = []
    missing = NoSuchThing("speaker or document", other.who)
    for case in cases:
        try:
            if other.form == "asserts":
                found.append(asserts(case, other.who, question, kinds))
            else:
                give = rests_only_on if other.form == "rests only on" else contradicts
                found.append(give(case, other.who, question))
        except NoSuchThing as error:
            missing = error if error.near or not missing.near else missing
    told = [one for one in found if one.items] or found[:1]
    if not told:
        raise missing
    items = tuple(item for one in told for item in one.items)
    return Told(question, other.form, told[0].value, " ".join(dict.fromkeys(one.headline for one in told)), items)
