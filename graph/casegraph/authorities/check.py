"""Files of authorities checked: the shipped ones, and those of other people beside or in place of them."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..casefile.checks.check import Checked, check_document
from ..casefile.checks.rules import overlaps_across
from ..casefile.compile import entry_name
from ..casefile.format.fields import entries_of
from ..casefile.format.shape import shape_problems
from ..casefile.reader import Document, read_document
from ..errors import Problem
from ..resources import shipped
from .index import authority_files, index, shared_names, stem_of, texts_in
from .officeholders import Term, officeholder_problems, terms

__all__ = [
    "check_authorities",
    "check_files",
    "checked_authority",
    "fits_the_law",
    "index_text",
    "names_in",
    "table_problems",
]


def names_in(document: Document) -> dict[str, str]:
    """The ids a file of authorities defines, each with its section; {} for any other file."""
    file, _ = shape_problems(document) if document.data.get("authority") else (None, [])
    if file is None:
        return {}
    names = {entry_name(entry): entry.section for entry in entries_of(file)}
    return dict.fromkeys(file.sources, "sources") | names


def index_text() -> str:
    """The index as it should be: every id of every authority file, its section and its file, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "section", "file"))
    for path in authority_files():
        names = names_in(read_document(path))
        writer.writerows(sorted((name, section, stem_of(path)) for name, section in names.items()))
    return out.getvalue()


@cache
def _called() -> dict[str, str]:
    """What each shipped authority file calls itself → its short name."""
    named = re.compile(r"^authority: *(\S+)", re.MULTILINE)
    found = ((named.search(path.read_text(encoding="utf-8")), path) for path in authority_files())
    return {match[1]: stem_of(path) for match, path in found if match}


def _stands_for(document: Document) -> str:
    """The short name of the shipped authority file that a file is, or is called like; "" for any other file."""
    return _called().get(str(document.data.get("authority")), "") if document.data.get("authority") else ""


def _without(stem: str) -> dict[str, str]:
    """The ids every file may use but for those of one shipped file."""
    held = index()
    return {name: section for name, section in shared_names().items() if name not in held or held[name][1] != stem}


def check_files(documents: Sequence[Document], law: Collection[Path]) -> tuple[list[Checked], dict[str, str]]:
    """Files checked together, and the ids they share: those of the shipped files and of the files of authorities given.

    Args:
        documents: the files as read.
        law: the resolved paths of those given as law. One called as a shipped file is takes its place.
    """
    ours = shipped("datasets/authorities").resolve()
    as_law = [(path := Path(each.file).resolve()) in law or ours in path.parents for each in documents]
    stems = [_stands_for(document) for document in documents]
    replaced = [stem for stem, lawful in zip(stems, as_law, strict=True) if stem and lawful]
    shared = shared_names()
    for stem in replaced:
        shared = {name: section for name, section in shared.items() if name in _without(stem)}
    named = [names_in(document) for document in documents]
    checked: list[Checked] = []
    for here, document in enumerate(documents):
        others = _without(stems[here]) if stems[here] and not as_law[here] else shared
        for names in (names for at, names in enumerate(named) if at != here):
            others = others | names
        found = check_document(document, others, law=as_law[here])
        if stems[here] and not as_law[here]:
            found = _with(found, [_no_law(document)])
        checked.append(fits_the_law(found, documents))
    for names in named:
        shared |= names
    return checked, shared


def _with(checked: Checked, problems: Iterable[Problem]) -> Checked:
    """The same with further problems, and without records when there is one."""
    found = tuple(sorted({*checked.problems, *problems}))
    return replace(checked, problems=found, case=None if found else checked.case)


def _no_law(document: Document) -> Problem:
    """A file that is called as a shipped one is, and was not given as law."""
    name = document.data["authority"]
    note = f"to put it in the place of the shipped law, give it as law: --law {document.file}; else rename it"
    return Problem(document.place(("authority",)), "E110", f"'{name}' is the name of shipped law", "taken", note)


def fits_the_law(checked: Checked, documents: Iterable[Document]) -> Checked:
    """The same with every rule of the file that overlaps one of another: of the shipped law, or of a file beside it."""
    document = checked.document
    powers = document.data.get("powers")
    if checked.case is None or not isinstance(powers, dict):
        return checked
    given = [other for other in documents if other is not document and other.data.get("powers")]
    replaced = {_stands_for(document), *(_stands_for(other) for other in documents)}
    sovereigns = {
        text for power in powers.values() for text in texts_in(power) if index().get(text, ("",))[0] == "sovereigns"
    }
    stems = {index()[sovereign][1] for sovereign in sovereigns} - replaced
    others = [*given, *(checked_authority(stem).document for stem in sorted(stems))]
    return _with(checked, overlaps_across(document, others))


@cache
def checked_authority(stem: str) -> Checked:
    """A shipped authority file, by its short name, checked."""
    path = shipped(f"datasets/authorities/{stem}.yaml")
    return check_document(read_document(path), _without(stem), law=True)


def check_authorities() -> list[Checked]:
    """Every shipped authority file, checked."""
    return [checked_authority(stem_of(path)) for path in authority_files()]


def table_problems() -> list[Problem]:
    """What is wrong with the table of office holders, checked against every authority file."""
    shared = shared_names()
    offices = {name for name, section in shared.items() if section == "offices"}
    sources = {name for name, section in shared.items() if section == "sources"}
    listed = {term.office for term in terms()}
    told = [term for path in authority_files() for term in _terms_in(stem_of(path)) if term.office in listed]
    return officeholder_problems(offices, sources, told)


def _terms_in(stem: str) -> Iterable[Term]:
    """The tenures of an authority file, as rows of the table have them."""
    document = checked_authority(stem).document
    for number, row in enumerate(document.data.get("tenures", ())):
        said = {key: value["value"] if isinstance(value, dict) else value for key, value in row.items()}
        hours = said.get("from_hour", ""), said.get("until_hour", "")
        yield Term(said["office"], said["person"], said["person"], said.get("held_as", ""), said["from"], hours[0],
                   said.get("until", ""), hours[1], "two sources", (), "",
                   document.place(("tenures", number)).line)  # fmt: skip
