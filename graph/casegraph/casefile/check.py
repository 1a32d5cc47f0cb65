"""Everything that can be wrong with a case file, as a plain list of functions that return problems."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx

from ..case import Case
from ..courts import court_and_law, resolve_court, suggest_courts
from ..dates import Duration, NotADate, NotADuration, Ternary, When
from ..errors import Place, Problem, did_you_mean
from ..evidence import MOST_QUOTED_WORDS
from .compile import Names, as_list, compile_case, record_name
from .consistency import CASE_CHECKS
from .fields import claim_predicates, records_of, values_of
from .model import CaseFile, Dated, Lasts, PassageEntry, Provenance, Refers, Whole
from .reader import Document
from .rules import rule_problems
from .shape import shape_problems

__all__ = ["CHECKS", "Checked", "check_document"]

Shared = Mapping[str, str]


@dataclass(frozen=True)
class Checked:
    """What checking a file gave: its problems and, when there are none, its records."""

    document: Document
    problems: tuple[Problem, ...]
    case: Case | None


@dataclass(frozen=True)
class _Context:
    document: Document
    file: CaseFile
    names: Names


def check_document(document: Document, shared: Shared) -> Checked:
    """All problems of one file at once; `shared` maps the ids of the authority files to their sections."""
    problems = list(document.problems)
    file, found = shape_problems(document)
    problems += found
    if file is None:
        return Checked(document, tuple(sorted(set(problems))), None)
    context = _Context(document, file, _names(file, shared))
    for check in CHECKS:
        problems += check(context)
    if problems:
        return Checked(document, tuple(sorted(set(problems))), None)
    case = compile_case(file, document, context.names)
    for later in CASE_CHECKS:
        problems += later(case)
    return Checked(document, tuple(sorted(set(problems))), None if problems else case)


def _names(file: CaseFile, shared: Shared) -> Names:
    own = {record_name(section, key, record): section for section, key, record in records_of(file)}
    own |= {name: "sources" for name in file.sources if name not in own}
    return Names(file.case or "", own, shared)


_CODES = {
    "courts": ("E102", "court", "List courts with: casegraph list courts"),
    "people": ("E103", "person", "add the person under people:"),
    "offices": ("E104", "office", "List offices with: casegraph list authorities"),
    "sovereigns": ("E105", "sovereign", "List sovereigns with: casegraph list jurisdictions"),
    "sources": ("E106", "source", "add the document under sources:"),
}


def _unknown(context: _Context, name: str, sections: tuple[str, ...], place: Place) -> Iterator[Problem]:
    held = context.names.section(name)
    if held is not None and (not sections or held in sections):
        return
    code, word, where = _CODES.get(sections[0] if sections else "", ("E107", "record", "give it an entry of its own"))
    near = did_you_mean(name, context.names.known(sections))
    hint = f"did you mean {' or '.join(repr(n) for n in near)}? " if near else ""
    if code == "E102" and held is None:
        yield _unknown_court(name, near, place)
    elif held is None:
        yield Problem(place, code, f"unknown {word} '{name}'", f"not in the {word} list", hint + where)
    else:
        wanted = " or ".join(sections)
        yield Problem(
            place,
            "E107",
            f"'{name}' stands under {held}, not {wanted}",
            f"expected an id from {wanted}",
            hint.strip(),
        )


def _unknown_court(name: str, near: list[str], place: Place) -> Problem:
    """What to say of a court that is neither in the file nor in the registry, or is one of several there."""
    found = resolve_court(name)
    code, word, where = _CODES["courts"]
    if found.candidates:
        ids = [court.id for court in found.candidates]
        more = f" and {len(ids) - 4} more" if len(ids) > 4 else ""
        note = f"{' or '.join(repr(each) for each in ids[:4])}{more}. {where}"
        return Problem(place, code, f"{word} '{name}' {found.reason}", "which one?", note)
    close = suggest_courts(name)
    ids = list(dict.fromkeys([*(court.id for court in close), *near[:1]]))[:3]
    states = {court.sovereign.removeprefix("US-") for court in close}
    hint = f"did you mean {' or '.join(repr(each) for each in ids)}? " if ids else ""
    flag = f" --state {states.pop()}" if len(states) == 1 else ""
    why = "" if found.reason.startswith("no court") else f"; {found.reason}"
    return Problem(place, code, f"unknown court '{name}'", f"not in the court list{why}", f"{hint}{where}{flag}")


def _provenances(file: CaseFile) -> Iterator[tuple[tuple[str | int, ...], Provenance]]:
    for section, key, record in records_of(file):
        yield (section, key), record
        for value in values_of(record, (section, key)):
            if value.own is not None:
                yield value.path[:-1], value.own
    for index, claim in enumerate(file.claims):
        yield ("claims", index), claim


def unknown_names(context: _Context) -> Iterator[Problem]:
    """Every id that is used is known, in the right section."""
    document = context.document
    for section, key, record in records_of(context.file):
        for value in values_of(record, (section, key)):
            if isinstance(value.spec.marker, Refers):
                yield from _unknown(context, value.text, value.spec.marker.sections, document.place(value.path))
    for path, said in _provenances(context.file):
        for key, sections in (("source", ("sources",)), ("speaker", ())):
            held = getattr(said, key)
            for index, name in enumerate(as_list(held)):
                where = (*path, key, index) if isinstance(held, list) else (*path, key)
                yield from _unknown(context, name, sections, document.place(where))
        for entry, where in _passages(said, path):
            if entry.source:
                yield from _unknown(context, entry.source, ("sources",), document.place((*where, "source")))


def _passages(said: Provenance, path: tuple[str | int, ...]) -> Iterator[tuple[PassageEntry, tuple[str | int, ...]]]:
    if isinstance(said.passage, list):
        for index, entry in enumerate(said.passage):
            yield entry, (*path, "passage", index)
    elif said.passage is not None:
        yield said.passage, (*path, "passage")


def missing_sources(context: _Context) -> Iterator[Problem]:
    """Every record and every claim names the document it rests on."""
    for section, key, record in records_of(context.file):
        if not record.source:
            yield _no_source(context, (section, key), str(key))
    for index, claim in enumerate(context.file.claims):
        if not claim.source:
            yield _no_source(context, ("claims", index), claim.id or f"claim {index + 1}")


def _no_source(context: _Context, path: tuple[str | int, ...], name: str) -> Problem:
    return Problem(
        context.document.key_place(path),
        "E201",
        f"'{name}' names no source",
        "nothing to check it against",
        "add 'source:' with the id of a document under sources:",
    )


def _date_texts(context: _Context) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    file = context.file
    for name, source in file.sources.items():
        for key in ("published", "read"):
            if getattr(source, key) is not None:
                yield getattr(source, key), ("sources", name, key)
    for section, index, record in records_of(file):
        for value in values_of(record, (section, index)):
            if isinstance(value.spec.marker, Dated):
                yield value.text, value.path
    for path, said in _provenances(file):
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
    held = [(value.text, value.path) for section, key, record in records_of(context.file)
            for value in values_of(record, (section, key)) if isinstance(value.spec.marker, Lasts)]  # fmt: skip
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
    firm = {claim.id: (claim.standing or "attributed", as_list(claim.source)) for claim in context.file.claims}
    for section, key, record in records_of(context.file):
        for value in values_of(record, ()):
            own = value.own or Provenance()
            standing = own.standing or record.standing or "established"
            sources = as_list(own.source) or as_list(record.source)
            firm.setdefault(f"{record_name(section, key, record)}.{value.spec.key}", (standing, sources))
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


def numbers_are_whole(context: _Context) -> Iterator[Problem]:
    """Counts and offsets are whole numbers."""
    held = [(value.text, value.path) for section, key, record in records_of(context.file)
            for value in values_of(record, (section, key)) if isinstance(value.spec.marker, Whole)]  # fmt: skip
    for path, said in _provenances(context.file):
        for entry, where in _passages(said, path):
            held += [(entry.start, (*where, "start")), (entry.end, (*where, "end"))]
    for text, path in held:
        if not (text.isascii() and text.isdigit()):
            yield Problem(
                context.document.place(path),
                "E108",
                f"'{text}' is not a whole number",
                "expected digits only",
            )


def claims_name_known_things(context: _Context) -> Iterator[Problem]:
    """A claim's predicate is a property of the format; its subject, object and conflicts exist."""
    file, document = context.file, context.document
    targets = {claim.id for claim in file.claims if claim.id}
    for section, key, record in records_of(file):
        name = record_name(section, key, record)
        targets |= {f"{name}.{value.spec.key}" for value in values_of(record, ())}
    seen: dict[str, int] = {}
    for index, claim in enumerate(file.claims):
        path = ("claims", index)
        yield from _unknown(context, claim.subject, (), document.place((*path, "subject")))
        spec = claim_predicates().get(claim.predicate)
        if spec is None:
            near = did_you_mean(claim.predicate, claim_predicates())
            note = f"did you mean {' or '.join(near)}?" if near else "the keys of the sections are the predicates"
            place = document.place((*path, "predicate"))
            yield Problem(place, "E113", f"unknown predicate '{claim.predicate}'", "no such property", note)
        elif isinstance(spec.marker, Refers):
            yield from _unknown(context, claim.object, (), document.place((*path, "object")))
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
    for key, record in context.file.convictions.items():
        held = {v.spec.key: v for v in values_of(record, ("convictions", key)) if v.spec.key in ("law_broken", "court")}
        if len(held) < 2:
            continue
        law, court = held["law_broken"], held["court"]
        own = context.file.courts.get(court.text)
        of = next((v.text for v in values_of(own, ()) if v.spec.key == "court_of"), "") if own else ""
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
    seen: dict[str, tuple[str, Place]] = {}
    entries: list[tuple[str, str | int, Place, str]] = [
        ("sources", name, context.document.key_place(("sources", name)), name) for name in context.file.sources
    ]
    for section, key, record in records_of(context.file):
        place = context.document.key_place((section, key))
        entries.append((section, key, place, record_name(section, key, record)))
    for section, key, place, name in entries:
        if name in seen:
            where, first = seen[name]
            label = f"first given in line {first.line}, under {where}"
            yield Problem(
                place,
                "E110",
                f"id '{name}' is used twice",
                label,
                "choose another id",
                ((first, "first given here"),),
            )
        elif isinstance(key, str) and not _good_id(key):
            yield Problem(
                place,
                "E112",
                f"'{key}' is not an id",
                "letters, digits, '-', '_' and '.' only",
                "write it like steven-avery",
            )
        seen.setdefault(name, (section, place))


def _good_id(name: str) -> bool:
    return bool(name) and all(char.isalnum() or char in "-_." for char in name) and name[0].isalnum()


def quotes_are_short(context: _Context) -> Iterator[Problem]:
    """A passage quotes at most eight words; its span runs forward."""
    for path, said in _provenances(context.file):
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
    for path, said in _provenances(context.file):
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
    for section, key, record in records_of(context.file):
        ends = {v.spec.key: v for v in values_of(record, (section, key)) if v.spec.key in ("from", "until")}
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
        (value, str(key))
        for section, key, record in records_of(context.file)
        for value in values_of(record, (section, key))
        if value.spec.key in _CIRCLES
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
