"""A store in a folder: built beside the old one and swapped in by one rename, then only read.

The folder holds one Oxigraph database per build (`graph-1`, `graph-2`, …) and a manifest that names the one in use.
A build writes a new database and, when it is whole, replaces the manifest: whatever stops a build, the old store stays.
The database before the one in use is kept until the next build, because readers may still be on it.
"""

import contextlib
import io
import json
import os
import shutil
import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ..errors import StoreError
from ..rdf import SCHEMA_VERSION
from ..reading import regular
from ..records.claim import Source, Term
from .integrity import Files, note_files
from .memory import OxigraphStore
from .protocol import Rows

if TYPE_CHECKING:
    import rdflib

__all__ = ["MANIFEST", "DiskStore", "Loading", "building", "is_store"]

MANIFEST = "casegraph-store.json"
_LOCK = "building.lock"
_DATA = "graph-"
_AT_ONCE = 1_000_000
"""Bytes of a file read at once on their way to the engine."""


def is_store(path: Path) -> bool:
    """Does `path` look like a store folder?"""
    with contextlib.suppress(OSError):
        return path.is_dir() and any((path / name).exists() for name in (MANIFEST, _LOCK))
    return False


class DiskStore(OxigraphStore):
    """A store folder, opened to read; any number of processes may have it open.

    Attributes:
        manifest: what was built from what: digests of the inputs, schema and package versions, counts.
    """

    def __init__(self, path: Path) -> None:
        """Open the store in `path`.

        Raises:
            StoreError: it is no store, is damaged, or was built for another schema; the message says what to do.
        """
        self.manifest = _manifest(path)
        self._path = path
        self._remedy = f"Build it anew: casegraph build … -o {path}"
        try:
            self._files = Files(self.database)
            self._files.check(content=True)
            engine = ox.Store.read_only(str(self.database))
        except PermissionError as error:
            raise StoreError(f"{path} cannot be opened: {error.filename}: {error.strerror}") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"{path} cannot be opened: it is damaged: {error}. {self._remedy}") from error
        super().__init__(engine, f"the store {path}")

    @property
    def database(self) -> Path:
        """The folder of the engine's own files that is in use."""
        return self._path / str(self.manifest["data"])

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> Rows:
        """Answer a SPARQL query over the union of all graphs; one with limits in a child process."""
        self._look()
        return super().query(sparql, bindings, timeout=timeout, memory=memory)

    def sources(self, iris: Iterable[str] | None = None) -> list[Source]:
        """The documents, those among `iris` where given, sorted by IRI."""
        self._look()
        return super().sources(iris)

    def dataset(self) -> "rdflib.Dataset":
        """The same triples as an rdflib Dataset whose default graph is the union, not a copy."""
        self._look()
        return super().dataset()

    def _look(self) -> None:
        """Refuse a database that lost a file, or a part of one, since it was opened."""
        try:
            self._files.check()
        except (OSError, ValueError) as error:
            if _in_use(self._path) not in (None, _number(self.manifest["data"])):
                raise StoreError(f"{self.where} was built anew since it was opened: open it again") from error
            raise StoreError(f"{self.where} is damaged: {error}. {self._remedy}") from error

    def _reopened(self) -> "DiskStore":
        return DiskStore(self._path)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(regular(path / MANIFEST).read_text(encoding="utf-8"))
        version, data = found["schema"], found["data"]
    except FileNotFoundError as error:
        why = "its build never ended" if (path / _LOCK).exists() else "it is not a casegraph store"
        raise StoreError(f"{path} cannot be opened: {why}. Build one: casegraph build … -o {path}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path} cannot be opened: {getattr(error, 'strerror', None) or 'unreadable'}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(f"{path / MANIFEST} is damaged. Build the store anew: casegraph build … -o {path}") from error
    if version != SCHEMA_VERSION or not str(data).startswith(_DATA):
        raise StoreError(
            f"{path} was built with schema {version}; this casegraph reads schema {SCHEMA_VERSION}. "
            f"Build it anew: casegraph build … -o {path}"
        )
    return dict(found)


class Loading:
    """A database under construction."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._engine: ox.Store | None = _checked(lambda: ox.Store(str(folder)), folder)

    def lines(self, lines: Iterable[str]) -> None:
        """Add N-Quads lines."""
        engine, data = self._engine, "\n".join(lines).encode()
        assert engine is not None
        _checked(lambda: engine.bulk_load(data, format=ox.RdfFormat.N_QUADS), self.folder)

    def file(self, path: Path, form: str = ".nq", graph: str = "") -> None:
        """Add a file of N-Quads, or a Turtle file as the graph `graph`."""
        kind = ox.RdfFormat.N_QUADS if form == ".nq" else ox.RdfFormat.TURTLE
        target = ox.NamedNode(graph) if graph else None
        engine = self._engine
        assert engine is not None
        _checked(lambda: engine.bulk_load(path=str(path), format=kind, to_graph=target), self.folder)

    def files(self, paths: Iterable[Path]) -> None:
        """Add files of N-Quads, read one after another as they come, in one load."""
        engine = self._engine
        assert engine is not None

        def load() -> None:
            joined = _Joined(paths)
            stream = io.BufferedReader(joined, _AT_ONCE)  # the engine asks for little at a time
            engine.bulk_load(stream, format=ox.RdfFormat.N_QUADS)
            if joined.error is not None:
                raise joined.error

        _checked(load, self.folder)

    def close(self) -> None:
        """Write everything out, in the order in which it is read best, and let go of the database.

        Without that order a reader would look for everything in as many files as there were millions of quads.
        """
        engine = self._engine
        assert engine is not None
        _checked(engine.optimize, self.folder)
        _checked(engine.flush, self.folder)
        self._engine = None

    def abandon(self) -> None:
        """Let go of the database as it is; the engine's lock on its folder falls with it."""
        self._engine = None


class _Joined(io.RawIOBase):
    """Files as one stream of bytes; what goes wrong in finding them is kept, because the engine would rename it."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.error: BaseException | None = None
        self._paths = iter(paths)
        self._file: io.FileIO | None = None

    def readable(self) -> bool:
        """Always: there is nothing else to do with it."""
        return True

    def readinto(self, into: Any) -> int:
        """Fill `into` with what comes next; 0 at the end."""
        try:
            while self._file is not None or self._open_next():
                assert self._file is not None
                if count := self._file.readinto(into):
                    return count
                self._file.close()
                self._file = None
        except BaseException as error:
            self.error = error
        return 0

    def _open_next(self) -> bool:
        path = next(self._paths, None)
        self._file = None if path is None else io.FileIO(path)
        return self._file is not None


def _checked(work: Any, folder: Path) -> Any:
    try:
        return work()
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise StoreError(f"cannot build {folder.parent}: {said}. What stood there before is untouched") from error


@contextlib.contextmanager
def building(path: Path, record: dict[str, Any]) -> Iterator[Loading]:
    """Build a store in `path`: load into what is given; when the block ends well, it replaces the store before it.

    Args:
        path: the folder; new, empty, or a store.
        record: what the manifest says beside schema and data; may be filled in the block.

    Raises:
        StoreError: the folder holds something else, another build is at work on it, or it cannot be written.
    """
    _prepare(path)
    with _locked(path):
        held = _builds(path)
        used = _in_use(path)
        for parts in path.glob(f"{_DATA}parts-*"):  # what a killed build left
            shutil.rmtree(parts, ignore_errors=True)
        for number in held:
            if number != used:
                shutil.rmtree(path / f"{_DATA}{number}", ignore_errors=True)
        name = f"{_DATA}{max(held, default=0) + 1}"
        loading: Loading | None = None
        try:
            loading = Loading(path / name)
            yield loading
            loading.close()
            _checked(lambda: note_files(path / name), path / name)
            _swap(path, {"schema": SCHEMA_VERSION, "data": name, **record})
        except BaseException as error:
            if loading is not None:
                loading.abandon()
            _let_go(error)
            shutil.rmtree(path / name, ignore_errors=True)
            if used is None and not _builds(path):
                (path / _LOCK).unlink(missing_ok=True)
                with contextlib.suppress(OSError):
                    path.rmdir()
            raise


def _let_go(error: BaseException) -> None:
    """Clear what the calls that failed still hold: the engine, whose lock would refuse the next build."""
    seen: BaseException | None = error
    while seen is not None:
        traceback.clear_frames(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__


def _prepare(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        foreign = [p.name for p in path.iterdir() if not (p.name in (MANIFEST, _LOCK) or p.name.startswith(_DATA))]
        strange = foreign and not (path / MANIFEST).exists()
    except OSError as error:
        raise StoreError(f"cannot build {path}: {error.strerror}") from error
    if strange:
        raise StoreError(f"{path} holds other files ({foreign[0]}, …): name a new folder for the store")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One build at a time; the lock falls with the process that holds it."""
    try:
        handle = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(f"cannot build {path}: {error.strerror}") from error
    try:
        try:
            import fcntl
        except ImportError:  # no such locks here: two builds at once are then the user's to avoid
            yield
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(f"{path} is being built by another process; try again when it has ended") from error
        yield
    finally:
        os.close(handle)


def _builds(path: Path) -> list[int]:
    names = (p.name.removeprefix(_DATA) for p in path.glob(f"{_DATA}*"))
    return sorted(int(name) for name in names if name.isdigit())


def _in_use(path: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _number(json.loads((path / MANIFEST).read_text(encoding="utf-8"))["data"])
    return None


def _number(data: str) -> int:
    return int(data.removeprefix(_DATA))


def _swap(path: Path, manifest: Mapping[str, Any]) -> None:
    temporary = path / f"{_DATA}{MANIFEST}.new"
    try:
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(manifest, file, ensure_ascii=False, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path / MANIFEST)
    except OSError as error:
        raise StoreError(f"cannot build {path}: {error.strerror}. What stood there before is untouched") from error
    finally:
        temporary.unlink(missing_ok=True)
