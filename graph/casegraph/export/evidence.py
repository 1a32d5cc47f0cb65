"""The evidence bundle: graph, sources, passages, rules and an answer's trace in one zip that checks itself offline.

The zip is written in one canonical way (sorted names, no time stamps, stored uncompressed), and its comment holds the
SHA-256 of the manifest, which holds the SHA-256 of every file. `verify` (in `verified`) makes the whole bundle again
from its graph and compares every byte. A bundle is no signature: who can write one can write another; publish its
digest where readers trust it.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version

from ..errors import CannotAnswer
from ..questions import Answer, ask
from ..store import Store
from ..view import CaseView
from ..vocabulary import local

__all__ = ["FORMAT", "MANIFEST", "PARTS", "bundle", "made_of"]

MANIFEST = "manifest.json"
FORMAT = "casegraph evidence bundle 1"
PARTS = ("answer.json", "answer.txt", "graph.nq", "passages.json", "rules.json", "sources.json", "trace.json")
"""The files of a bundle beside its manifest."""


def bundle(view: CaseView, question: str, on: date) -> bytes:
    """The bundle of the answer to `question` on the day `on`.

    Raises:
        CannotAnswer: the question cannot be read or answered; there is nothing to bundle then.
    """
    return made_of(view, " ".join(question.split()), on, version("casegraph"))


def made_of(view: CaseView, question: str, on: date, by: str) -> bytes:
    """The bundle as casegraph of the version `by` names itself in it; `bundle` gives that of this version.

    Raises:
        CannotAnswer: the question cannot be read or answered.
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
    about = {"casegraph": by, "question": question, "on": on.isoformat(), "headline": answer.headline}
    return _packed(files, about)


def _clemency(view: CaseView, question: str, on: date) -> Answer:
    """The answer to a question about clemency; a bundle holds no other kind."""
    answer = ask(view, question, on, dated=True)
    if not isinstance(answer, Answer):
        raise CannotAnswer(f"a bundle holds the answer to a question about clemency, and {question!r} is another kind")
    return answer


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
    manifest = _json({"format": FORMAT, **about, "sha256": digests})
    return _zipped({**files, MANIFEST: manifest})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)  # its fixed date, 1980-01-01, keeps the bytes the same
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[name])
        archive.comment = hashlib.sha256(files[MANIFEST]).hexdigest().encode()
    return out.getvalue()
