"""Everything that can be wrong with a case file, as a plain list of functions that return problems."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx

from ..case import Case, Claim, Literal
from ..dates import NotADate, Ternary, When
from ..errors import Place, Problem, did_you_mean
from ..evidence import MOST_QUOTED_WORDS, SourceText
from ..vocabulary import EDTF, Standing, cg, local
from .compile import Names, as_list, compile_case, record_name
from .fields import claim_predicates, records_of, values_of
from .model import CaseFile, Dated, PassageEntry, Provenance, Refers, Whole
from .reader import Document
from .shape import shape_problems

__all__ = ["CHECKS", "Checked", "check_document", "verify_passages"]

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
    if held is None:
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
        if said.observed is not None:
            yield said.observed, (*path, "observed")
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
        for target in as_list(claim.conflicts_with):
            if target not in targets:
                near = did_you_mean(target, [t for t in targets if t])
                note = f"did you mean {' or '.join(near)}?" if near else "name a claim's id, or record.key"
                place = document.place((*path, "conflicts_with"))
                yield Problem(place, "E107", f"unknown claim '{target}'", "nothing to conflict with", note)
        if claim.id and claim.id in seen:
            place = document.place((*path, "id"))
            yield Problem(place, "E110", f"claim id '{claim.id}' is used twice", f"first in claim {seen[claim.id] + 1}")
        seen.setdefault(claim.id or "", index)


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


def no_circles(context: _Context) -> Iterator[Problem]:
    """Nothing is within, a part of, a review of, or after itself, directly or around a corner."""
    for keys in (("within",), ("part_of",), ("review_of",), ("after", "before")):
        graph: networkx.DiGraph[str] = networkx.DiGraph()
        for section, key, record in records_of(context.file):
            for value in values_of(record, (section, key)):
                if value.spec.key in keys:
                    pair = (str(key), value.text) if value.spec.key != "before" else (value.text, str(key))
                    graph.add_edge(*pair, path=value.path)
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


CHECKS: list[Callable[[_Context], Iterable[Problem]]] = [
    ids_are_unique,
    unknown_names,
    missing_sources,
    dates_are_edtf,
    numbers_are_whole,
    claims_name_known_things,
    quotes_are_short,
    spans_run_forward,
    no_circles,
]
"""Run on the file; adding a check is adding a function here."""

_ONE_DATE_ONLY = {cg(key) for key in ("date", "from", "until", "born", "outcomeDate")}


def contradictory_dates(case: Case) -> Iterator[Problem]:
    """Two established dates of one thing can both be true."""
    held: dict[tuple[str, str], Claim] = {}
    for claim in case.claims:
        if claim.predicate not in _ONE_DATE_ONLY or claim.standing is not Standing.ESTABLISHED:
            continue
        first = held.setdefault((claim.subject, claim.predicate), claim)
        if not _when(first).compatible(_when(claim)):
            yield Problem(
                claim.place,
                "E202",
                f"{local(claim.subject)} has two established dates: {_when(first)} and {_when(claim)}",
                f"cannot hold together with line {first.place.line}",
                "mark the weaker one 'standing: attributed' or 'contested'",
                ((first.place, "the other date"),),
            )


_ORDER = [("Charge", "charge", "Conviction"), ("Conviction", "conviction", "Sentence"), ("Conviction", "conviction", "Vacatur"),
          ("Conviction", "conviction", "Exoneration"), ("Conviction", "conviction", "Pardon"),
          ("Petition", "petition", "Response")]  # fmt: skip
"""(earlier thing, property of the later one that names it, later thing): the order procedure allows."""


def procedure_order(case: Case) -> Iterator[Problem]:
    """Established dates keep the order of procedure: no conviction before its charge, no vacatur before its conviction."""
    firm = [claim for claim in case.claims if claim.standing is Standing.ESTABLISHED]
    kinds = {(claim.subject, claim.object) for claim in firm if claim.predicate.endswith("#type")}
    dates = {claim.subject: claim for claim in firm if claim.predicate == cg("date")}
    for claim in firm:
        for earlier, key, later in _ORDER:
            if (
                claim.predicate != cg(key)
                or (claim.subject, cg(later)) not in kinds
                or not isinstance(claim.object, str)
            ):
                continue
            first, second = dates.get(claim.object), dates.get(claim.subject)
            if first and second and _when(second).before(_when(first)) is Ternary.YES:
                yield Problem(
                    second.place,
                    "E202",
                    f"{later.lower()} {local(claim.subject)} ({_when(second)}) before its {earlier.lower()} ({_when(first)})",
                    f"before line {first.place.line}",
                    "mend one of the two dates, or mark the weaker one 'standing: attributed'",
                    ((first.place, f"the {earlier.lower()}"),),
                )


def same_claim_twice(case: Case) -> Iterator[Problem]:
    """No claim is made twice in the same words by the same speaker and source."""
    seen: dict[str, Claim] = {}
    for claim in case.claims:
        first = seen.setdefault(claim.iri, claim)
        if first is not claim:
            yield Problem(
                claim.place,
                "E114",
                "the same claim is made twice",
                f"as in line {first.place.line}",
                "delete one of the two",
                ((first.place, "first made here"),),
            )


CASE_CHECKS: list[Callable[[Case], Iterable[Problem]]] = [
    contradictory_dates,
    procedure_order,
    same_claim_twice,
]
"""Run on the compiled records, once the file itself is sound."""


def _when(claim: Claim) -> When:
    assert isinstance(claim.object, Literal) and claim.object.datatype == EDTF
    return When.parse(claim.object.value)


def verify_passages(case: Case, source: str, text: SourceText) -> tuple[int, list[Problem]]:
    """How many passages into `source` its text bears out, and a problem for each one it does not.

    Args:
        case: the records.
        source: IRI of the source.
        text: its text.
    """
    problems: list[Problem] = []
    spans = sorted(
        {(p, claim.place) for claim in case.claims for p in claim.passages if p.source == source},
        key=lambda pair: (pair[0].start, pair[0].end, pair[1]),
    )
    recorded = next((s.get("sha256") for s in case.sources if s.iri == source), "")
    if recorded and recorded != text.sha256:
        place = Place(case.path, 1, 1)
        problems.append(
            Problem(
                place,
                "E302",
                f"the text of source '{local(source)}' has changed",
                f"SHA-256 is {text.sha256[:12]}…, recorded {recorded[:12]}…",
                "passages that no longer fit are listed below; mend them, then record the new digest",
            )
        )
    fitting = {passage for passage, _ in spans if passage.fits(text.text)}
    for passage, place in spans:
        if passage in fitting:
            continue
        near = text.closest(passage.quote) if passage.quote else None
        note = f"closest: {near[1]!r} at {near[0]}" if near else "nothing like it stands in the text"
        name = f"{local(source)}[{passage.start}:{passage.end}]"
        problems.append(
            Problem(
                place,
                "E301",
                f"passage {name} {passage.quote!r} is not in its source",
                "does not fit the text",
                note,
            )
        )
    return len(fitting), problems
