"""Build a store folder from case files and JSON Lines: checked, written as N-Quads, loaded in bulk, swapped in."""

import gc
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any

from .authorities.check import fits_the_law, names_in
from .authorities.index import shared_names
from .authorities.load import load_authorities
from .casefile.checks.check import Checked
from .casefile.jsonl import check_lines
from .casefile.reader import MOST_BYTES, read_document
from .courts import court_record
from .errors import Place, Problem, ProblemsFound, StoreError, UsageError
from .loading import is_lines, load, with_timeline
from .rdf import index_of, index_quads, nquads, quads_of
from .reading import read_bytes, regular
from .records.claim import shared_ids
from .records.redaction import name_left, redacted
from .resources import shipped, shipped_files
from .store import building, ontology_graph

__all__ = ["Built", "build_store"]

_BLOCK = 1_000_000
"""Bytes of JSON Lines in one task: large enough that starting it costs little, small enough for memory."""
_SMALL = 2 * _BLOCK
_MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: numbers of cases and claims, authorities included."""

    cases: int
    claims: int


def build_store(
    names: Iterable[str | Path], out: Path, *, redact: Iterable[str] = (), law: Iterable[str | Path] = (),
    jobs: int | None = None, progress: Callable[[int], None] | None = None,
) -> Built:  # fmt: skip
    """Build the store folder `out` from cases, with every shipped authority and the vocabulary.

    Nothing is dropped: one wrong line and there is no new store, and what stood in `out` before stays as it was.

    Args:
        names: shipped case names, case files, folders, files of JSON Lines (`.jsonl`: one case a line).
        out: the folder; new, empty, or a store to replace.
        redact: redaction profiles to apply.
        law: files whose powers and offices count as law, beside the shipped ones.
        jobs: processes that read JSON Lines; as many as there are processors, at most four, when None.
        progress: called with the number of cases read so far.

    Raises:
        ProblemsFound: a file or a line is wrong; it carries the problems of all files and the first thousand of lines.
        StoreError: the folder cannot be written, holds other files, or is being built by another process.
    """
    named, profiles, laws = list(names), tuple(redact), tuple(law)
    lines = [regular(Path(name)) for name in named if is_lines(name)]
    files = [name for name in (*named, *laws) if not is_lines(name)]
    graph = load(*files, redact=profiles, law=laws) if files else None
    if graph is not None and graph.stored:
        raise UsageError("build takes case files, not a store")
    given = [*graph.cases, *graph.law] if graph else []
    taken = {case.name for case in given}
    whole = [*given, *(case for case in load_authorities() if case.name not in taken)]
    count = _Count(len(graph.cases) if graph else 0, sum(len(case.claims) for case in whole))
    count.courts |= shared_ids(given)
    count.names.update(_digest(case.name) for case in whole)
    record: dict[str, Any] = {"package": version("casegraph"), "redact": sorted(profiles)}
    with building(out, record) as loading, tempfile.TemporaryDirectory(dir=out, prefix="graph-parts-") as parts:
        digests = {case.path: _sha256(Path(case.path)) for case in given}
        loading.file(shipped("ontology/casegraph.ttl"), ".ttl", ontology_graph())
        for path in lines:
            digest = hashlib.sha256()
            done = _worked(path, digest, _Task(str(path), parts, profiles, _names(laws)), jobs)
            loading.files(_sound(path, done, count, progress))
            digests[str(path)] = digest.hexdigest()
        if count.problems:
            raise ProblemsFound(count.problems)
        courts = court_record(count.courts - set(shared_names()))
        whole += [courts] if courts.claims else []
        loading.lines([*nquads(whole), *index_quads(whole)])
        hidden = graph.hidden if graph else ()
        record["inputs"] = [
            {"name": "a file whose name is hidden" if name_left(name, hidden) else name, "sha256": digest}
            for name, digest in sorted(digests.items())
        ]
        record["shipped_sha256"] = _shipped_digest()
        record |= {"cases": count.cases, "claims": count.claims}
    return Built(count.cases, count.claims)


@dataclass
class _Count:
    cases: int
    claims: int
    names: set[bytes] = field(default_factory=set)
    courts: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Done:
    """The result of a block: a file of N-Quads, cases with their lines, claims, and ids it uses but does not define."""

    path: str
    names: list[tuple[str, int]]
    claims: int
    problems: list[Problem]
    shared: frozenset[str]


def _sound(
    path: Path, blocks: Iterable[_Done], count: _Count, progress: Callable[[int], None] | None
) -> Iterator[Path]:
    """The files of N-Quads, until the first problem; every block is counted and every problem kept."""
    for done in blocks:
        count.problems += done.problems[: max(0, _MOST_PROBLEMS - len(count.problems))]
        for name, line in done.names:
            key = _digest(name)
            if key in count.names and len(count.problems) < _MOST_PROBLEMS:
                place = Place(str(path), line, 1)
                count.problems.append(Problem(place, "E110", f"case '{name}' is given twice", "", "one line a case"))
            count.names.add(key)
        count.courts |= done.shared
        count.cases, count.claims = count.cases + len(done.names), count.claims + done.claims
        if not count.problems:
            yield Path(done.path)
        Path(done.path).unlink()
        if progress is not None:
            progress(count.cases)


@dataclass(frozen=True, slots=True)
class _Task:
    """What all blocks of a file share: the file, the folder to write to, profiles, ids of files given as law."""

    file: str
    folder: str
    profiles: tuple[str, ...]
    names: dict[str, str]


def _names(law: Iterable[str | Path]) -> dict[str, str]:
    return {name: section for path in law for name, section in names_in(read_document(Path(path))).items()}


def _worked(path: Path, digest: Any, task: _Task, jobs: int | None) -> Iterator[_Done]:
    """The results of the blocks in order; several processes work, and only a few blocks are read ahead."""
    tasks = ((*block, index, task) for index, block in enumerate(_blocks(path, digest)))
    count = jobs or min(4, os.cpu_count() or 1)
    try:
        small = path.stat().st_size < _SMALL
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    if count == 1 or small:
        yield from (_work(*task) for task in tasks)
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin_work) as pool:
        waiting: list[Future[_Done]] = [pool.submit(_work, *task) for task in islice(tasks, 2 * count)]
        try:
            while waiting:
                done = waiting.pop(0).result()
                waiting += [pool.submit(_work, *task) for task in islice(tasks, 1)]
                yield done
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin_work() -> None:
    """Prepare a worker process: it ends when the build ends, and runs the garbage collector rarely.

    A build that is killed cannot tell its workers to stop, so each worker watches its parent. Records hold no reference
    cycles; searching for them at Python's usual rate would cost a tenth of the time.
    """
    gc.set_threshold(200_000)
    Thread(target=_end_with_the_build, daemon=True).start()


def _end_with_the_build() -> None:
    build = parent_process()
    if build is not None:
        build.join()
        os._exit(1)


def _blocks(path: Path, digest: Any) -> Iterator[tuple[bytes, int]]:
    """Blocks of whole lines with the number of their first line; every byte goes into `digest`."""
    first = 1
    try:
        with regular(path).open("rb") as file:
            while block := file.read(_BLOCK):
                block += file.readline(MOST_BYTES)
                digest.update(block)
                yield block, first
                first += block.count(b"\n")
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error


def _work(block: bytes, first: int, index: int, task: _Task) -> _Done:
    """Check a block and write its quads; runs in a process of its own."""
    shared = shared_names() | task.names
    names: list[tuple[str, int]] = []
    problems: list[Problem] = []
    courts: set[str] = set()
    claims = 0
    out = Path(task.folder, f"{index}.nq")
    try:
        with out.open("w", encoding="utf-8") as written:
            for checked in check_lines(block, task.file, first, shared, _also):
                problems += checked.problems
                if checked.case is None:
                    continue
                case = redacted(checked.case, task.profiles, checked.case.protected)
                names.append((checked.case.name, checked.document.place(()).line))
                claims += len(case.claims)
                courts |= shared_ids([case]) - shared.keys()
                if not problems:
                    written.write("\n".join((*quads_of(case), *index_of(case), "")))
    except OSError as error:
        why = f"{error.strerror}. What stood there before is untouched"
        raise StoreError(f"cannot build {Path(task.folder).parent}: {why}") from error
    return _Done(str(out), names, claims, problems[:_MOST_PROBLEMS], frozenset(courts))


def _also(checked: Checked) -> Checked:
    return with_timeline(fits_the_law(checked, ()))


def _digest(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=12).digest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(read_bytes(path)).hexdigest()


def _shipped_digest() -> str:
    """One digest for the shipped authorities and the vocabulary."""
    files = [*shipped_files("datasets/authorities", ".yaml"), *shipped_files("datasets/authorities", ".csv")]
    parts = [f"{path.name} {_sha256(path)}" for path in [*files, shipped("ontology/casegraph.ttl")]]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()
