"""Everything that can be wrong with a case file, as a plain list of functions that return problems."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx

from ...courts import court_and_law, resolve_court
from ...dates import Duration, NotADate, NotADuration, Ternary, When
from ...errors import Problem, did_you_mean
from ...records.claim import Case
from ...records.passage import MOST_QUOTED_WORDS
from ..compile import as_list, compile_case, entry_name
from ..format.fields import Entry, Value, claim_predicates, entries_of
from ..format.model import CaseFile, Dated, Lasts, PassageEntry, Provenance, Refers, Whole
from ..format.shape import ABSENT, shape_problems
from ..law import LAW_SECTIONS, SHIPPED_SECTIONS
from ..names import Names
from ..reader import Document, Path_
from .consistency import CASE_CHECKS
from .doubts import case_warnings
from .rules import rule_problems
from .unknown import unknown_name
from .warnings import date_warnings, rule_warnings, tenure_warnings

__all__ = ["CHECKS", "WARNINGS", "Checked", "check_document"]

Shared = Mapping[str, str]


@dataclass(frozen=True)
class Checked:
    """What checking a file gave: its problems and, when there are none, its records.

    `warnings` are what a person should look at; a file with warnings alone is sound. `law`: was it given as law?
    """

    document: Document
    problems: tuple[Problem, ...]
    case: Case | None
    warnings: tuple[Problem, ...] = ()
    law: bool = False


@dataclass(frozen=True)
class _Context:
    document: Document
    file: CaseFile
    names: Names
    entries: tuple[Entry, ...]
    law: bool = False

    @cached_property
    def provenances(self) -> list[tuple[Path_, Provenance]]:
        """Every record, fact of its own source and claim that says where it comes from, with its path."""
        found: list[tuple[Path_, Provenance]] = []
        for entry in self.entries:
            found.append((entry.path, entry.record))
            found += [(value.path[:-1], value.own) for value in entry.values if value.own is not None]
        return found + [(("claims", index), claim) for index, claim in enumerate(self.file.claims)]

    def values(self, marker: type[Refers | Dated | Whole | Lasts]) -> list[Value]:
        """The values of records that carry the marker."""
        values = (value for entry in self.entries for value in entry.values if value.text != ABSENT)
        return [value for value in values if isinstance(value.spec.marker, marker)]


def check_document(document: Document, shared: Shared, *, law: bool = False) -> Checked:
    """All problems of one file at once.

    Args:
        document: the file as read.
        shared: the ids of the authority files, each with its section; without those of this file.
        law: was the file given as law? The law of any other is attributed to it; see `law`.
    """
    problems = list(document.problems)
    file, found = shape_problems(document)
    problems += found
    if file is None:
        return Checked(document, tuple(sorted(set(problems))), None)
    entries = entries_of(file)
    context = _Context(document, file, _names(file, entries, shared), entries, law)
    for check in CHECKS:
        problems += check(context)
    if problems:
        return Checked(document, tuple(sorted(set(problems))), None)
    case = compile_case(file, entries, document, context.names, law=law)
    for later in CASE_CHECKS:
        problems += later(case)
    warnings = {warning for look in WARNINGS for warning in look(context)}
    warnings |= set(case_warnings(case)) if not law else set()
    return Checked(document, tuple(sorted(set(problems))), None if problems else case, tuple(sorted(warnings)), law)


def _names(file: CaseFile, entries: Iterable[Entry], shared: Shared) -> Names:
    own = {entry_name(entry): entry.section for entry in entries}
    own |= {name: "sources" for name in file.sources if name not in own}
    return Names(file.case or "", own, shared)


def _unknown(context: _Context, name: str, sections: tuple[str, ...], path: Path_) -> Iterator[Problem]:
    return unknown_name(name, sections, context.names, context.entries, context.document.place(path))


def unknown_names(context: _Context) -> Iterator[Problem]:
    """Every id that is used is known, in the right section."""
    for value in context.values(Refers):
        assert isinstance(value.spec.marker, Refers)
        yield from _unknown(context, value.text, value.spec.marker.sections, value.path)
    for path, said in context.provenances:
        for key, held, sections in (("source", said.source, ("sources",)), ("speaker", said.speaker, ())):
            for index, name in enumerate(as_list(held)):
                where = (*path, key, index) if isinstance(held, list) else (*path, key)
                yield from _unknown(context, name, sections, where)
        for entry, where in _passages(said, path):
            if entry.source:
                yield from _unknown(context, entry.source, ("sources",), (*where, "source"))


def _passages(said: Provenance, path: Path_) -> Iterator[tuple[PassageEntry, Path_]]:
    if isinstance(said.passage, list):
        for index, entry in enumerate(said.passage):
            yield entry, (*path, "passage", index)
    elif said.passage is not None:
        yield said.passage, (*path, "passage")


def missing_sources(context: _Context) -> Iterator[Problem]:
    """Every record and every claim names the document it rests on."""
    for entry in context.entries:
        if not entry.record.source:
            yield _no_source(context, entry.path, str(entry.key))
    for index, claim in enumerate(context.file.claims):
        if not claim.source:
            yield _no_source(context, ("claims", index), claim.id or f"claim {index + 1}")


def _no_source(context: _Context, path: Path_, name: str) -> Problem:
    return Problem(
        context.document.key_place(path),
        "E201",
        f"'{name}' names no source",
        "nothing to check it against",
        "add 'source:' with the id of a document under sources:",
    )


def _date_texts(context: _Context) -> Iterator[tuple[str, Path_]]:
    file = context.file
    for name, source in file.sources.items():
        for key in ("published", "read"):
            if getattr(source, key) is not None:
                yield getattr(source, key), ("sources", name, key)
    yield from ((value.text, value.path) for value in context.values(Dated))
    for path, said in context.provenances:
        for key in ("observed", "reviewed"):
            if getattr(said, key) is not None:
                yield getattr(said, key), (*path, key)
    for index, claim in enumerate(file.claims):
        spec = claim_predicates().get(claim.predicate)
        if spec is not None and isinstance(spec.marker, Dated):
            yield claim.object, ("claims", index, "object")


def dates_are_edtf(context: _Context) -> Iterator[Problem]:
    """Every date is EDTF; English dates are refused with the form they may have meant."""
    for text, path in _date_texts(context):
        try:
            When.parse(text)
        except NotADate as error:
            note = (
                f"write {error.hint}" if error.hint else "forms: 1985, 2005-11, 2005-11-15, 2005~, 1985/2003, ../2003"
            )
            yield Problem(context.document.place(path), "E111", str(error), error.why, note)


def durations_are_possible(context: _Context) -> Iterator[Problem]:
    """Every duration is ISO 8601 and lasts some time; prose is refused with the form it may have meant."""
    held = [(value.text, value.path) for value in context.values(Lasts)]
    for index, claim in enumerate(context.file.claims):
        spec = claim_predicates().get(claim.predicate)
        if spec is not None and isinstance(spec.marker, Lasts):
            held.append((claim.object, ("claims", index, "object")))
    for text, path in held:
        try:
            Duration.parse(text)
        except NotADuration as error:
            note = f"write {error.hint}" if error.hint else "forms: P18Y, P1Y6M, P3W, P9D"
            yield Problem(context.document.place(path), "E210", str(error), error.why, note)


def withdrawals_are_firm_enough(context: _Context) -> Iterator[Problem]:
    """Nobody's word withdraws a firmer fact, unless the document withdraws what rests on it alone."""
    if not any(claim.supersedes or claim.retracts for claim in context.file.claims):
        return
    firm = {claim.id: (claim.standing or "attributed", as_list(claim.source)) for claim in context.file.claims}
    for entry in context.entries:
        for value in entry.values:
            own = value.own or Provenance()
            standing = own.standing or entry.record.standing or "established"
            sources = as_list(own.source) or as_list(entry.record.source)
            firm.setdefault(f"{entry_name(entry)}.{value.spec.key}", (standing, sources))
    order = ["established", "inferred", "attributed", "contested", "retracted"]
    for index, claim in enumerate(context.file.claims):
        for key in ("supersedes", "retracts"):
            for target in as_list(getattr(claim, key)):
                standing, sources = firm.get(target, ("retracted", []))
                weaker = order.index(claim.standing or "attributed") > order.index(standing)
                if target == claim.id or (weaker and not set(sources) <= set(as_list(claim.source))):
                    why = "itself" if target == claim.id else f"'{target}', which is {standing}"
                    yield Problem(
                        context.document.place(("claims", index, key)),
                        "E211",
                        f"this {claim.standing or 'attributed'} claim cannot withdraw {why}",
                        "not firm enough",
                        "give it the standing and the source that bear it out, or use conflicts_with",
                    )


def addresses_are_of_the_web(context: _Context) -> Iterator[Problem]:
    """A source's address is one a browser opens safely: http or https."""
    for name, source in context.file.sources.items():
        if source.url is not None and not source.url.startswith(("https://", "http://")):
            place = context.document.place(("sources", name, "url"))
            yield Problem(place, "E112", f"'{source.url[:60]}' is no web address", "http:// or https:// only")


_DIGITS = 15
"""Digits of a count or an offset: more than anybody counts, and what every tool keeps exact."""


def numbers_are_whole(context: _Context) -> Iterator[Problem]:
    """Counts and offsets are whole numbers."""
    held = [(value.text, value.path) for value in context.values(Whole)]
    for path, said in context.provenances:
        for entry, where in _passages(said, path):
            held += [(entry.start, (*where, "start")), (entry.end, (*where, "end"))]
    for text, path in held:
        place, shown = context.document.place(path), text if len(text) <= _DIGITS else f"{text[:_DIGITS]}…"
        if not (text.isascii() and text.isdigit()):
            yield Problem(place, "E108", f"'{shown}' is not a whole number", "expected digits only")
        elif len(text) > _DIGITS:
            yield Problem(place, "E108", f"'{shown}' is a number of {len(text):,} digits", f"at most {_DIGITS} digits")


def claims_name_known_things(context: _Context) -> Iterator[Problem]:
    """A claim's predicate is a property of the format; its subject, object and conflicts exist."""
    file, document = context.file, context.document
    if not file.claims:
        return
    targets = {claim.id for claim in file.claims if claim.id}
    for entry in context.entries:
        targets |= {f"{entry_name(entry)}.{value.spec.key}" for value in entry.values}
    seen: dict[str, int] = {}
    for index, claim in enumerate(file.claims):
        path = ("claims", index)
        yield from _unknown(context, claim.subject, (), (*path, "subject"))
        spec = claim_predicates().get(claim.predicate)
        if spec is None:
            near = did_you_mean(claim.predicate, claim_predicates())
            note = f"did you mean {' or '.join(near)}?" if near else "the keys of the sections are the predicates"
            place = document.place((*path, "predicate"))
            yield Problem(place, "E113", f"unknown predicate '{claim.predicate}'", "no such property", note)
        elif isinstance(spec.marker, Refers):
            yield from _unknown(context, claim.object, (), (*path, "object"))
        for key in ("conflicts_with", "compare_with", "supersedes", "retracts"):
            for target in as_list(getattr(claim, key)):
                if target not in targets:
                    near = did_you_mean(target, targets)
                    note = f"did you mean {' or '.join(near)}?" if near else "name a claim's id, or record.key"
                    place = document.place((*path, key))
                    yield Problem(place, "E107", f"unknown claim '{target}'", "no such claim to set beside it", note)
        if claim.id and claim.id in seen:
            place = document.place((*path, "id"))
            yield Problem(place, "E110", f"claim id '{claim.id}' is used twice", f"first in claim {seen[claim.id] + 1}")
        seen.setdefault(claim.id or "", index)


def courts_may_apply_the_law(context: _Context) -> Iterator[Problem]:
    """No conviction joins a court and a law that nothing explains together: one State's court, another's law."""
    courts = {entry.key: entry.values for entry in context.entries if entry.section == "courts"}
    for entry in context.entries:
        held = {v.spec.key: v for v in entry.values if v.spec.key in ("law_broken", "court")}
        if entry.section != "convictions" or len(held) < 2:
            continue
        law, court = held["law_broken"], held["court"]
        own = courts.get(court.text)
        of = next((value.text for value in own or () if value.spec.key == "court_of"), "")
        where = of or ("" if own else resolve_court(court.text).sovereign)
        if where and court_and_law(where, law.text).verdict == "impossible":
            yield Problem(
                context.document.place(court.path),
                "E209",
                f"a court of {where} does not try offences against the law of {law.text}",
                f"a court of {where}",
                "mend the court or law_broken; or name the court that convicted under courts:",
                ((context.document.place(law.path), "the law broken"),),
            )


def ids_are_unique(context: _Context) -> Iterator[Problem]:
    """No id stands in two sections, or twice in a list."""
    seen: dict[str, Path_] = {}
    held: list[tuple[Path_, str]] = [(("sources", name), name) for name in context.file.sources]
    held += [(entry.path, entry_name(entry)) for entry in context.entries]
    place = context.document.key_place
    for path, name in held:
        if name in seen:
            first = place(seen[name])
            yield Problem(
                place(path),
                "E110",
                f"id '{name}' is used twice",
                f"first given in line {first.line}, under {seen[name][0]}",
                "choose another id",
                ((first, "first given here"),),
            )
        elif isinstance(path[1], str) and not _good_id(path[1]):
            yield Problem(
                place(path),
                "E112",
                f"'{path[1]}' is not an id",
                "letters, digits, '-', '_' and '.' only",
                "write it like steven-avery",
            )
        seen.setdefault(name, path)


_SHIPPED = {"courts", "foreign", "index", "officeholders", "US-states-relief", "US-tribes-relief"}
"""Names of shipped files, and of the index of a store, beside those of the sovereigns."""
_FOLDERS = {"claim", "graph", "law", "name", "passage", "said", "word"}
"""First parts of the IRIs of what no case defines: a case called so would write among them."""


def its_name_is_free(context: _Context) -> Iterator[Problem]:
    """A file's name is an id, and no case is called as a shipped file is: the two would share one named graph."""
    name = context.file.case or ""
    for key in ("case", "authority"):
        named = getattr(context.file, key)
        if named and not _good_id(named):
            note = "letters, digits, '-', '_' and '.' only, like jane-doe"
            yield Problem(context.document.place((key,)), "E112", f"'{named}' cannot name a {key}", "not a name", note)
    if context.file.case and context.file.authority:
        place, note = (
            context.document.place(("authority",)),
            "keep one of the two, and put the rest in another file",
        )
        yield Problem(place, "E109", "a file is a case or a file of authorities, not both", "beside case:", note)
    if name in _SHIPPED or context.names.shared.get(name.removesuffix("-relief")) == "sovereigns":
        place = context.document.place(("case",))
        yield Problem(place, "E110", f"'{name}' is the name of a shipped file", "taken", "choose another name")
    elif name in _FOLDERS:
        place = context.document.place(("case",))
        yield Problem(place, "E110", f"'{name}' is a word of casegraph's own IRIs", "taken", "choose another name")


def shipped_ids_stay(context: _Context) -> Iterator[Problem]:
    """No file defines again what a shipped file, or one given as law, defines: one id would mean two things."""
    for entry in context.entries:
        name = entry_name(entry)
        shipped = context.names.shared.get(name) in SHIPPED_SECTIONS
        if entry.section in SHIPPED_SECTIONS and (shipped or _in_registry(context, entry.section, name)):
            place = context.document.key_place(entry.path)
            note = f"leave it out and use the shipped '{name}'; for something else choose another id"
            yield Problem(place, "E110", f"'{name}' is the id of a shipped record", "defined already", note)


def _in_registry(context: _Context, section: str, name: str) -> bool:
    return section == "courts" and not context.law and resolve_court(name).id == name


def _good_id(name: str) -> bool:
    return bool(name) and all(char.isalnum() or char in "-_." for char in name) and name[0].isalnum()


def quotes_are_short(context: _Context) -> Iterator[Problem]:
    """A passage quotes at most eight words; its span runs forward."""
    for path, said in context.provenances:
        for entry, where in _passages(said, path):
            words = len(entry.quote.split())
            if words > MOST_QUOTED_WORDS:
                place = context.document.place((*where, "quote"))
                yield Problem(
                    place,
                    "E303",
                    f"{words} words quoted",
                    f"at most {MOST_QUOTED_WORDS}",
                    "keep the opening words; start and end mark the rest",
                )
            if entry.start.isdigit() and entry.end.isdigit() and int(entry.end) <= int(entry.start):
                place = context.document.place((*where, "end"))
                yield Problem(place, "E304", "the passage ends before it starts", f"start is {entry.start}")


def candidates_are_no_facts(context: _Context) -> Iterator[Problem]:
    """What nobody has reviewed, or what a reviewer rejected, is not established; a review names its reviewer."""
    for path, said in context.provenances:
        if said.status is None:
            continue
        place = context.document.place((*path, "status"))
        standing = said.standing or ("attributed" if path[0] == "claims" or len(path) > 2 else "established")
        if said.status != "accepted" and standing in ("established", "inferred"):
            yield Problem(
                place,
                "E230",
                f"a {said.status} claim stands as {standing}",
                "not reviewed and accepted",
                "write 'standing: attributed', or review it: casegraph review FILE",
            )
        elif said.status == "accepted" and not (said.reviewer and said.reviewed):
            yield Problem(
                place,
                "E230",
                "accepted, but by whom and when is missing",
                "needs reviewer: and reviewed:",
                "add both, or review it: casegraph review FILE",
            )


def spans_run_forward(context: _Context) -> Iterator[Problem]:
    """Nothing ends before it starts."""
    for entry in context.entries:
        ends = {value.spec.key: value for value in entry.values if value.spec.key in ("from", "until")}
        if len(ends) < 2:
            continue
        try:
            start, end = When.parse(ends["from"].text), When.parse(ends["until"].text)
        except NotADate:
            continue
        if end.before(start) is Ternary.YES:
            place = context.document.place(ends["until"].path)
            first = context.document.place(ends["from"].path)
            yield Problem(
                place,
                "E203",
                f"it ends ({end}) before it starts ({start})",
                "before its start",
                "swap or mend one of the two",
                ((first, "starts here"),),
            )


_CIRCLES = ("within", "part_of", "review_of")


def no_circles(context: _Context) -> Iterator[Problem]:
    """Nothing is within, a part of, or a review of itself, directly or around a corner; for orders see `timeline`."""
    links = [
        (value, str(entry.key)) for entry in context.entries for value in entry.values if value.spec.key in _CIRCLES
    ]
    for link in _CIRCLES if links else ():
        graph: networkx.DiGraph[str] = networkx.DiGraph()
        for value, key in links:
            if value.spec.key == link:
                graph.add_edge(key, value.text, path=value.path)
        for circle in networkx.simple_cycles(graph):
            edges = list(zip(circle, [*circle[1:], circle[0]], strict=True))
            places = sorted(context.document.place(graph.edges[edge]["path"]) for edge in edges)
            names = " → ".join([*circle, circle[0]])
            also = tuple((place, "and here") for place in places[1:])
            yield Problem(
                places[0],
                "E204",
                f"a circle: {names}",
                "leads back to itself",
                "take one of the links out",
                also,
            )


def rules_fit_together(context: _Context) -> Iterator[Problem]:
    """Every clemency power has a basis and somebody who decides; its rules leave no gap and no overlap in time."""
    yield from rule_problems(context.file, context.document)


CHECKS: list[Callable[[_Context], Iterable[Problem]]] = [
    ids_are_unique,
    its_name_is_free,
    shipped_ids_stay,
    unknown_names,
    missing_sources,
    dates_are_edtf,
    durations_are_possible,
    numbers_are_whole,
    addresses_are_of_the_web,
    claims_name_known_things,
    withdrawals_are_firm_enough,
    quotes_are_short,
    candidates_are_no_facts,
    spans_run_forward,
    no_circles,
    courts_may_apply_the_law,
    rules_fit_together,
]
"""Run on the file; adding a check is adding a function here."""


def rules_say_since_when(context: _Context) -> Iterator[Problem]:
    """Every clemency power, and every body that advises or must agree under one, says since when."""
    yield from rule_warnings(context.file, context.document)


def law_is_given_as_law(context: _Context) -> Iterator[Problem]:
    """What a file says of powers, terms, practice and ways out is its author's word unless it is given as law."""
    first: dict[str, Entry] = {}
    for entry in context.entries:
        if not context.law and entry.section in LAW_SECTIONS and entry.section != "offices":
            first.setdefault(entry.section, entry)
    note = f"answers tell it as said, not as law; to have it count as law, add --law {context.document.file}"
    for index, claim in enumerate(context.file.claims):
        held = "" if context.law or claim.subject in context.names.own else context.names.section(claim.subject)
        if held in LAW_SECTIONS and held != "offices":
            place = context.document.place(("claims", index))
            yield Problem(place, "W304", f"what it says of the shipped '{claim.subject}' is its author's word",
                          "not given as law", note)  # fmt: skip
            break
    for section, entry in first.items():
        place = context.document.key_place(entry.path)
        yield Problem(place, "W304", f"the {section} of this file are its author's word", "not given as law", note)


def terms_do_not_overlap(context: _Context) -> Iterator[Problem]:
    """One person at a time holds an office; another may act."""
    yield from tenure_warnings(context.file, context.document)


def dates_are_of_our_time(context: _Context) -> Iterator[Problem]:
    """No date is of a time before courts like these, and nothing is told as done that lies ahead."""
    yield from date_warnings(_date_texts(context), context.document)


WARNINGS: list[Callable[[_Context], Iterable[Problem]]] = [
    law_is_given_as_law,
    rules_say_since_when,
    terms_do_not_overlap,
    dates_are_of_our_time,
]
"""Run on a sound file: what a person should look at, though the file may stand as it is. Their codes begin with W."""
