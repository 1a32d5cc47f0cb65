"""The evidence bundle: graph, sources, passages, rules and an answer's trace in one zip that checks itself offline.

The zip is written in one canonical way (sorted names, no time stamps, stored uncompressed), and its comment holds the
SHA-256 of the manifest, which holds the SHA-256 of every file. `verify` packs the content again and compares the whole
file: any changed byte fails. It also puts the question again to the packed graph. A bundle is no signature: who can
write one can write another; publish its digest where readers trust it.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from ..errors import CannotAnswer, CasegraphError, UsageError
from ..questions import Answer, ask
from ..store import MemoryStore, Store
from ..view import CaseView, open_view
from ..vocabulary import local

__all__ = ["Verified", "bundle", "verify"]

_MANIFEST = "manifest.json"
_FORMAT = "casegraph evidence bundle 1"
_LARGEST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking a bundle gave.

    Attributes:
        question, headline, on: what it answers.
        digest: SHA-256 of the whole bundle, to compare with the one published.
        files: how many files it holds.
        problems: what is wrong, in words; empty when it is whole.
    """

    question: str
    headline: str
    on: str
    digest: str
    files: int
    problems: tuple[str, ...]


def bundle(view: CaseView, question: str, on: date) -> bytes:
    """The bundle of the answer to `question` on the day `on`.

    Raises:
        CannotAnswer: the question cannot be read or answered; there is nothing to bundle then.
    """
    store = view.store
    assert store is not None
    answer = _clemency(view, question, on)
    files = {
        "answer.json": _json(answer.to_json()),
        "answer.txt": (answer.to_text() + "\n").encode(),
        "graph.nq": ("\n".join(sorted(store.dump(index=True))) + "\n").encode(),
        "passages.json": _json(_passages(store)),
        "rules.json": _json(_rules(answer)),
        "sources.json": _json(_sources(store)),
        "trace.json": _json(_trace(answer)),
    }
    return _packed(files, {"question": question, "on": on.isoformat(), "headline": answer.headline})


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _passages(store: Store) -> list[dict[str, str]]:
    """Every passage of every claim; what is empty is left out."""
    found = [
        {"claim": claim.iri, "source": span.source, "start": str(span.start), "end": str(span.end),
         "quote": span.quote, "digest": span.digest}
        for claim in store.claims() for span in claim.passages
    ]  # fmt: skip
    return [{key: text for key, text in row.items() if text} for row in found]


def _sources(store: Store) -> list[dict[str, str]]:
    """Every document with all that is said of it."""
    return [{"source": source.iri, "label": source.label, **dict(source.facts)} for source in store.sources()]


def _rules(answer: Answer) -> list[dict[str, object]]:
    """The legal basis of every holder and every exclusion, with the claims that give it."""
    return [
        {"conviction": local(c.id), "office": local(a.office), "role": a.role, "basis": a.basis, "reason": a.reason,
         "conditions": list(a.conditions), "claims": [local(claim) for claim in a.because]}
        for c in answer.convictions for a in (*c.offices, *c.excluded)
    ]  # fmt: skip


def _trace(answer: Answer) -> list[dict[str, object]]:
    """The steps walked for each conviction, with every claim behind each."""
    return [
        {"conviction": local(c.id), "steps": [{**s.to_json(), "claims": [local(x) for x in s.claims]} for s in c.steps]}
        for c in answer.convictions
    ]


def _packed(files: Mapping[str, bytes], about: Mapping[str, str]) -> bytes:
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    manifest = _json({"format": _FORMAT, "casegraph": version("casegraph"), **about, "sha256": digests})
    return _zipped({**files, _MANIFEST: manifest})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)  # its fixed date, 1980-01-01, keeps the bytes the same
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[name])
        archive.comment = hashlib.sha256(files[_MANIFEST]).hexdigest().encode()
    return out.getvalue()


def verify(content: bytes) -> Verified:
    """Check a bundle alone and offline: every byte, every digest, and the answer put again to its own graph.

    Raises:
        UsageError: it is no bundle of a form this version knows.
    """
    files, comment, problems = _unpacked(content)
    manifest = _manifest(files)
    problems += _differences(content, files, manifest, comment) if not problems else []
    problems += _answer_again(files, manifest) if not problems else []
    told = [str(manifest.get(key, "")) for key in ("question", "headline", "on")]
    digest = hashlib.sha256(content).hexdigest()
    return Verified(told[0], told[1], told[2], digest, len(files), tuple(problems))


def _unpacked(content: bytes) -> tuple[dict[str, bytes], str, list[str]]:
    """The files of the archive and its comment; a damaged file is a problem, a damaged directory an error."""
    files: dict[str, bytes] = {}
    problems: list[str] = []
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UsageError(f"this is no evidence bundle: {error}") from error
    with archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
            raise UsageError(f"the bundle unpacks to more than {_LARGEST:,} bytes")
        for entry in archive.infolist():
            try:
                files[entry.filename] = archive.read(entry)
            except Exception as error:  # zipfile raises many kinds for damaged entries
                problems.append(f"{entry.filename!r} cannot be read: {error}")
        return files, archive.comment.decode("ascii", "replace"), problems


def _manifest(files: Mapping[str, bytes]) -> dict[str, object]:
    try:
        found = json.loads(files.get(_MANIFEST, b"{}"))
    except (ValueError, RecursionError):
        found = {}
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        raise UsageError(f"this is no bundle this version can check: its {_MANIFEST} does not say {_FORMAT!r}")
    return found


def _differences(content: bytes, files: Mapping[str, bytes], manifest: dict[str, object], comment: str) -> list[str]:
    wanted = manifest.get("sha256")
    known: Mapping[str, object] = wanted if isinstance(wanted, dict) else {}
    found = [f"{name} is not in the manifest" for name in sorted(set(files) - set(known) - {_MANIFEST})]
    found += [f"{name} is missing" for name in sorted(set(known) - set(files))]
    for name in sorted(set(known) & set(files)):
        if hashlib.sha256(files[name]).hexdigest() != known[name]:
            found.append(f"{name} was changed: its SHA-256 is not the manifest's")
    if hashlib.sha256(files[_MANIFEST]).hexdigest() != comment:
        found.append(f"{_MANIFEST} was changed: its SHA-256 is not the archive's")
    if not found and _zipped(files) != content:
        found.append("the archive itself was changed: packed again, the same files give other bytes")
    return found


def _answer_again(files: Mapping[str, bytes], manifest: Mapping[str, object]) -> list[str]:
    """Put the question to the packed graph, its vocabulary included: does it give the packed answer?"""
    missing = [name for name in ("graph.nq", "answer.json") if name not in files]
    missing += [f"{key} in {_MANIFEST}" for key in ("question", "on") if not isinstance(manifest.get(key), str)]
    if missing:
        return [f"{name} is missing" for name in missing]
    try:
        on = date.fromisoformat(str(manifest["on"]))
        lines = files["graph.nq"].decode().split("\n")  # a label may hold U+2028, which ends no line
    except UnicodeDecodeError as error:
        return [f"graph.nq is not UTF-8 text (byte {error.start})"]
    except ValueError:
        return [f"on in {_MANIFEST} is not a day: {str(manifest['on'])[:40]!r}"]
    answer = _asked(lambda: _packed_answer(lines, str(manifest["question"]), on))
    if isinstance(answer, str):
        return [f"the packed graph does not answer the question: {answer}"]
    same = _json(answer.to_json()) == files["answer.json"]
    other = f"made by casegraph {manifest.get('casegraph')}, checked by {version('casegraph')}"
    return [] if same else [f"the packed graph gives another answer than answer.json ({other})"]


def _packed_answer(lines: list[str], question: str, on: date) -> Answer:
    store = MemoryStore()
    store.load(lines)
    return _clemency(open_view(store), question, on)


def _clemency(view: CaseView, question: str, on: date) -> Answer:
    """The answer to a question about clemency; a bundle holds no other kind."""
    answer = ask(view, question, on, dated=True)
    if not isinstance(answer, Answer):
        raise CannotAnswer(f"a bundle holds the answer to a question about clemency, and {question!r} is another kind")
    return answer


def _asked(give: Callable[[], Answer]) -> "Answer | str":
    try:
        return give()
    except CasegraphError as error:
        return str(error)
