"""Check an evidence bundle alone and offline: all of it is made again from its graph, and only that is told.

What a bundle says of itself is read in two places only: its graph, and the question and day of its manifest. Every
file is then made anew from these and compared byte for byte: a whole bundle says nothing that its graph does not say.
The law in the graph is compared with the law that this casegraph ships.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version

from ..authorities.load import load_authorities
from ..errors import CasegraphError, UsageError
from ..rdf import INDEX_GRAPH, case_graph, quads_of
from ..records.claim import Case
from ..resources import shipped as shipped_file
from ..store import MemoryStore, ontology_graph
from ..view import open_view
from ..vocabulary import CG, RDF_TYPE
from .evidence import FORMAT, MANIFEST, PARTS, made_of

__all__ = ["Verified", "verify"]

_NAMES = frozenset({*PARTS, MANIFEST})
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")
_LONGEST_QUESTION = 2_000
_END_BYTES = 22
_COMMENT_BYTES = 64
_END, _FAR_END = b"PK\x05\x06", b"PK\x06\x07"


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking a bundle gave.

    Attributes:
        question, headline, on: what it answers, as made again from its graph; "" when it is not whole.
        digest: SHA-256 of the whole bundle, to compare with the one published.
        files: how many files it holds.
        problems: what is wrong, in words; empty when it is whole.
        law: statements of law in its graph that are not those this casegraph ships; who made it gave them as law.
    """

    question: str
    headline: str
    on: str
    digest: str
    files: int
    problems: tuple[str, ...]
    law: tuple[str, ...] = ()


def verify(content: bytes) -> Verified:
    """Make a bundle again from its graph, and compare every byte.

    Raises:
        UsageError: it is no bundle of a form this version knows.
    """
    digest = hashlib.sha256(content).hexdigest()
    files, problems = _unpacked(content)
    problems = problems or _faults(content, files, _manifest(files))
    if problems:
        return Verified("", "", "", digest, len(files), tuple(problems))
    told = _manifest(files)
    law = tuple(_law_of_its_own(files["graph.nq"].decode().split("\n")))
    question, headline, on = (str(told[key]) for key in ("question", "headline", "on"))
    return Verified(question, headline, on, digest, len(files), (), law)


def _faults(content: bytes, files: Mapping[str, bytes], manifest: dict[str, object]) -> list[str]:
    """What keeps the content from being the bundle that its graph gives."""
    damage = _damage(files, manifest, content)
    if damage:
        return damage
    again = _made_again(files, manifest)
    return [again] if isinstance(again, str) else _differences(content, files, again, manifest)


def _unpacked(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The files of the archive, read only where it can be a bundle at all: a few stored files of known names."""
    end = content[-_END_BYTES - _COMMENT_BYTES :]
    far = content[-2 * _END_BYTES + 2 - _COMMENT_BYTES :][:4]
    entries = int.from_bytes(end[10:12], "little")
    if end[:4] != _END or far == _FAR_END or entries > 2 * len(_NAMES):
        raise UsageError("this is no evidence bundle: its archive does not end as that of a bundle does")
    try:
        return _read(content)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UsageError(f"this is no evidence bundle: {error}") from error


def _read(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    files: dict[str, bytes] = {}
    problems: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if entry.filename not in _NAMES:
                problems.append(f"{entry.filename[:80]!r} is no file of a bundle")
            elif entry.filename in files:
                problems.append(f"{entry.filename} is in it twice")
            elif entry.compress_type != zipfile.ZIP_STORED or entry.file_size > len(content):
                problems.append(f"{entry.filename} is compressed: a bundle stores its files as they are")
            else:
                try:
                    files[entry.filename] = archive.read(entry)
                except Exception as error:  # zipfile raises many kinds for damaged entries
                    problems.append(f"{entry.filename} cannot be read: {error}")
    return files, problems


def _manifest(files: Mapping[str, bytes]) -> dict[str, object]:
    try:
        found = json.loads(files.get(MANIFEST, b"{}"))
    except (ValueError, RecursionError):
        found = {}
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UsageError(f"this is no bundle this version can check: its {MANIFEST} does not say {FORMAT!r}")
    return found


def _damage(files: Mapping[str, bytes], manifest: dict[str, object], content: bytes) -> list[str]:
    """What a careless copy does to a bundle: files lost, or not as the manifest says."""
    wanted = manifest.get("sha256")
    known: Mapping[str, object] = wanted if isinstance(wanted, dict) else {}
    found = [f"{name} is missing" for name in sorted(_NAMES - set(files))]
    found += [
        f"{name} was changed: its SHA-256 is not the manifest's"
        for name in PARTS
        if name in files and hashlib.sha256(files[name]).hexdigest() != known.get(name)
    ]
    if hashlib.sha256(files.get(MANIFEST, b"")).hexdigest().encode() != content[-_COMMENT_BYTES:]:
        found.append(f"{MANIFEST} was changed: its SHA-256 is not the archive's")
    return found


def _made_again(files: Mapping[str, bytes], manifest: Mapping[str, object]) -> bytes | str:
    """The bundle that the packed graph gives for the packed question; or why it gives none."""
    question, day, by = (manifest.get(key) for key in ("question", "on", "casegraph"))
    if not isinstance(question, str) or not isinstance(day, str):
        return f"{'on' if isinstance(question, str) else 'question'} in {MANIFEST} is missing"
    if len(question) > _LONGEST_QUESTION or " ".join(question.split()) != question or not question.isprintable():
        return f"the question in {MANIFEST} is not one line of text"
    if not isinstance(by, str) or not _VERSION.fullmatch(by):
        return f"casegraph in {MANIFEST} is no version"
    try:
        on = date.fromisoformat(day)
        lines = files["graph.nq"].decode().split("\n")  # a label may hold U+2028, which ends no line
    except UnicodeDecodeError as error:
        return f"graph.nq is not UTF-8 text (byte {error.start})"
    except ValueError:
        return f"on in {MANIFEST} is not a day: {day[:40]!r}"
    try:
        store = MemoryStore()
        store.load(lines)
        return made_of(open_view(store), question, on, by)
    except CasegraphError as error:
        return f"the packed graph does not answer the question: {error}"
    except RecursionError:
        return "the packed graph does not answer the question: it nests too deep"


def _differences(content: bytes, files: Mapping[str, bytes], again: bytes, manifest: Mapping[str, object]) -> list[str]:
    made, _ = _read(again)
    versions = manifest.get("casegraph"), version("casegraph")
    other = "" if versions[0] == versions[1] else f"; it was made by casegraph {versions[0]}, this is {versions[1]}"
    found = [
        f"{name} is not what its graph gives when it is made again{other}"
        for name in sorted(_NAMES)
        if made[name] != files[name]
    ]
    if not found and again != content:
        found.append("the archive itself was changed: packed again, the same files give other bytes")
    return found


_LAW = frozenset(f"<{CG}{name}>" for name in ("Power", "Office", "Tenure", "Vacancy", "Sovereign", "ReliefRoute"))


def _law_of_its_own(lines: Iterable[str]) -> list[str]:
    """What the graph says as law and the shipped files do not, or leaves out of them, sorted."""
    held: dict[str, set[str]] = {}
    for line in lines:
        if line:
            held.setdefault(line.rsplit(" ", 2)[1], set()).add(line)
    shipped = {f"<{case_graph(case.name)}>": case for case in load_authorities()}
    vocabulary = f"<{ontology_graph()}>"
    found: list[str] = []
    for graph in held.keys() & shipped.keys():
        extra, lost = _against(held[graph], shipped[graph])
        found += [*extra, *(f"without: {line}" for line in lost)]
    if vocabulary in held:
        store = MemoryStore()
        store.load_turtle(shipped_file("ontology/casegraph.ttl"), ontology_graph())
        found += held[vocabulary] ^ set(store.dump())
    subjects = {f"<{claim.subject}>" for graph in held.keys() & shipped.keys() for claim in shipped[graph].claims}
    for graph in held.keys() - shipped.keys() - {f"<{INDEX_GRAPH}>", vocabulary}:
        found += (line for line in held[graph] if _is_law(line, subjects))
    return sorted(found)


_BY_NEED = frozenset(("courts", "officeholders"))
"""Files of which a graph holds what its cases name: the courts, and the terms of the offices."""
_OFFICE = f"{CG}office"


def _against(held: set[str], case: Case) -> tuple[set[str], set[str]]:
    """Lines that a shipped file does not have, and lines of it that are lost."""
    whole = case
    if case.name in _BY_NEED:
        parts = [line.split(" ", 3) for line in held]
        offices = {value[1:-1] for _, predicate, value, *_ in parts if predicate == f"<{_OFFICE}>"}
        terms = {claim.subject for claim in case.claims if claim.predicate == _OFFICE and claim.object in offices}
        named = terms | {subject[1:-1] for subject, *_ in parts}
        case = replace(case, claims=tuple(claim for claim in case.claims if named & {claim.subject, claim.iri}))
        whole = replace(case, claims=tuple(claim for claim in case.claims if claim.subject in terms), sources=())
    known, needed = set(quads_of(case)), set(quads_of(whole))
    extra, lost = held - known, needed - held
    return (
        (_as_stored(extra) - _as_stored(known), _as_stored(lost) - _as_stored(held)) if extra or lost else (extra, lost)
    )


def _as_stored(lines: set[str]) -> set[str]:
    """The lines as a store writes them, which escapes some characters otherwise."""
    store = MemoryStore()
    store.load(lines)
    return set(store.dump())


def _is_law(line: str, subjects: set[str]) -> bool:
    """Does a statement outside the shipped files make a power or an office, or say something of one of theirs?"""
    subject, predicate, value = line.split(" ", 3)[:3]
    return (predicate == f"<{RDF_TYPE}>" and value in _LAW) or subject in subjects
