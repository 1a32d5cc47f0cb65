"""Answers about times and accounts, from the claims of the cases the graph holds: when, how long, who claims."""

from dataclasses import replace
from datetime import date

from ... import cg
from ...errors import CannotAnswer, NoSuchThing, UsageError
from ...rdf import case_graph
from ...store import Store
from ...timeline import CaseFacts, facts_in
from ...view import CaseView, label, step
from ...vocabulary import CG, ID, RDF_TYPE, expand, local
from ...words import listed
from ..clemency.status import status_of
from ..naming.names import find_convictions, fold
from ..record.accounts import EMPTY, asserts, contradicts, rests_only_on, who_claims
from ..record.custody import how_long
from ..record.happenings import Asked, Index
from ..record.times import when, whether
from ..record.told import Told
from .question import Reading

__all__ = ["ACCOUNTS", "ask_account", "facts_for"]

ACCOUNTS = {
    "when": ("record.times.when", "dates-of-event"), "whether": ("record.times.whether", "dates-of-event"),
    "how long": ("record.custody.how_long", "time-in-prison"),
    "who claims": ("record.accounts.who_claims", "who-claims"),
    "rests only on": ("record.accounts.rests_only_on", "claims-only-from"),
    "asserts": ("record.accounts.asserts", "claims-by-speaker"),
    "contradicts": ("record.accounts.contradicts", "contradicted-by-record"),
}  # fmt: skip
"""Form → its walk, and its query of the catalogue."""


def ask_account(
    view: CaseView, question: str, other: Reading, known: date | None = None, on: date | None = None
) -> Told:
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
    cases = facts_for(view, other)
    if known is not None:
        cases = [case.known_by(known) for case in cases]
    asked = Asked(other.who, other.verb, other.words, other.when)
    if other.form in ("when", "whether"):
        indexes = [Index(case, view) for case in cases]
        told = (when if other.form == "when" else whether)(indexes, asked, question)
        return _with_acts_without_effect(view, told, other.who, on or date.today())
    if other.form == "how long":
        return how_long([Index(case, view) for case in cases], asked, question, on)
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


def facts_for(view: CaseView, other: Reading) -> list[CaseFacts]:
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
        kept += [facts_in(store, name) for name in _cases(store)]
    return kept


def _cases(store: Store) -> list[str]:
    """The files that tell a case, not authorities, sorted; one that only reports what somebody says is a case too."""
    kinds = ("Charge", "Conviction", "Event", "Imprisonment", "Petition", "Work")
    things = {thing for kind in kinds for said in (False, True)
              for thing in store.pointing(CG + kind, RDF_TYPE, said=said)}  # fmt: skip
    files = {local(file) for file in store.pointing(expand(cg.CaseFile), RDF_TYPE)}
    return sorted(files & {thing.removeprefix(ID).partition("/")[0] for thing in things})


_FEW = 200
"""Up to so many files, every case is read; of more, those that name what the question names."""
_CITING = """
SELECT DISTINCT ?graph ?thing WHERE {
  GRAPH ?graph { { ?claim rdf:subject ?thing } UNION { ?claim cg:source ?thing } UNION { ?claim cg:speaker ?thing } }
} LIMIT 201"""


def _cases_naming(store: Store, other: Reading) -> list[str]:
    """The names of the cases that name what the question names, sorted.

    Raises:
        CannotAnswer: too many of them hold the words of the question.
    """
    words = fold(other.who).removeprefix("the ").split()
    groups = [[word] for word in words if word not in EMPTY] if other.form == "who claims" else [words]
    found = [store.look_up(" ".join(group), "words", _FEW + 1) for group in groups]
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


def _of_one(view: CaseView, cases: list[CaseFacts], question: str, other: Reading) -> Told:
    """A question about one source or speaker, or about the record: from every case that knows it."""
    assert view.store is not None
    read = cases if other.form == "asserts" else []
    kinds = {claim.iri: claim.kind for case in read for claim in case.facts}
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
