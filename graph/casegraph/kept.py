"""What is made of the shipped files, kept on disk for the next process.

The key is everything a value is made of: each file of the package, of the ontology and of the data counts with its
path, size and times, so that nothing is read back after any of them was touched. A kept file opens with the digest of
the rest and belongs to the user; another one is made anew. Two processes may make the same value at once: each writes a
file of its own and renames it.
"""

import hashlib
import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from .resources import shipped

__all__ = ["kept"]

_FORMAT = "1"
_GENERATIONS = 4
"""So many states of the files are kept: several installations may share the folder."""


def kept(name: str, make: Callable[[], Any], folder: Path | None = None, *, day: str = "") -> Any:
    """The value of JSON that `make` gives, read from disk where it was kept.

    Args:
        name: of the value; may hold `/`.
        make: gives the value, from shipped files and code alone.
        folder: where it is kept; `$XDG_CACHE_HOME/casegraph` or `~/.cache/casegraph` when None. A folder that cannot be
            written is no error: the value is made each time.
        day: the day the value is of, where it depends on one; that of one day is kept.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     kept("answer", lambda: [42], Path(folder)), kept("answer", lambda: [], Path(folder))
        ([42], [42])
    """
    try:
        path = (folder or _home()) / _state() / f"{name}{day and '@'}{day}.json"
        found = _read(path)
    except (OSError, RuntimeError):  # RuntimeError: this user has no home
        return make()
    if found is not None:
        return json.loads(found)
    value = make()
    try:
        if day:
            for other in path.parent.glob(f"{name}@*.json"):
                other.unlink(missing_ok=True)
        _write(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
        _tidy(folder or _home())
    except OSError:
        pass
    return value


def _home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "casegraph"


def _read(path: Path) -> bytes | None:
    """The content of a kept file, or None if it is missing, damaged, or not this user's."""
    try:
        with path.open("rb") as file:
            held = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (held.st_uid != os.getuid() or held.st_mode & 0o022):
                return None
            digest, _, body = file.read().partition(b"\n")
    except FileNotFoundError:
        return None
    return body if digest == hashlib.sha256(body).hexdigest().encode() else None


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    """Remove the folders of the oldest states, by the time of the last write."""
    states = sorted((each for each in folder.iterdir() if each.is_dir()), key=lambda each: each.stat().st_mtime_ns)
    for old in states[:-_GENERATIONS]:
        shutil.rmtree(old, ignore_errors=True)


@cache
def _state() -> str:
    """The state of all files that a kept value is made of, as sixteen hexadecimal digits."""
    digest = hashlib.sha256(f"{_FORMAT} {sys.version}".encode())
    for root in (str(Path(__file__).parent), str(shipped("ontology")), str(shipped("datasets"))):
        for line in sorted(_files(root)):
            digest.update(line.encode())
    return digest.hexdigest()[:16]


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "shipped"):
                    yield from _files(entry.path)
            else:
                held = entry.stat()
                yield f"{entry.path} {held.st_size} {held.st_mtime_ns} {held.st_ctime_ns}\n"
