"""The one way to write a file: whole or not at all. What stood there before stays until the new file is complete."""

import contextlib
import glob
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from .errors import UsageError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["LAST_LOOK", "look_once_more", "replace_unchanged", "whole", "write_whole"]

LAST_LOOK: "ContextVar[Callable[[str], bool] | None]" = ContextVar("LAST_LOOK", default=None)
"""Finds in a text what must not leave the program, such as a protected name; None where nothing is to be hidden."""


def look_once_more(content: str | bytes) -> None:
    """See that nothing leaves that is to stay hidden.

    Raises:
        UsageError: it would.
    """
    look = LAST_LOOK.get()
    if look is not None and look(content if isinstance(content, str) else content.decode(errors="replace")):
        raise UsageError(
            "a protected name would stand in what is written although it is to be hidden: nothing is written"
        )


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the place of `path` once the block ends well, and goes otherwise.

    Folders that are missing are made.

    Raises:
        UsageError: the file cannot be written.
    """
    temporary = path.with_name(f".{path.stem}.{os.getpid()}-{os.urandom(4).hex()}{path.suffix}")
    held = -1
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_away(path)
        held = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        if fcntl is None:
            os.close(held)  # there, a file that is open cannot be replaced
            held = -1
        else:
            fcntl.flock(held, fcntl.LOCK_SH)
        yield temporary
        if LAST_LOOK.get() is not None:
            look_once_more(str(path))
            look_once_more(temporary.read_bytes())
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        if held >= 0:
            os.close(held)
        temporary.unlink(missing_ok=True)


_LEFT = 2
"""Seconds after which a temporary file that nobody holds was left by a process that was killed."""


def _clear_away(path: Path) -> None:
    """Remove what a process that was killed left beside `path`; one that is at work holds its file."""
    if fcntl is None:
        return
    name = re.compile(rf"\.{re.escape(path.stem)}\.\d+-[0-9a-f]{{8}}{re.escape(path.suffix)}")
    for left in path.parent.glob(f".*{glob.escape(path.suffix)}"):
        with contextlib.suppress(OSError):
            if name.fullmatch(left.name) and time.time() - left.stat().st_mtime > _LEFT:
                with left.open("rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    left.unlink()


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole; text as UTF-8, its line ends as they are.

    Raises:
        UsageError: the file cannot be written.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_whole(Path(folder, "new", "note.txt"), "Jane Doe")
        ...     Path(folder, "new", "note.txt").read_text()
        'Jane Doe'
    """
    with whole(path) as temporary:
        temporary.write_bytes(content if isinstance(content, bytes) else content.encode())


def replace_unchanged(path: Path, old: bytes, new: bytes) -> None:
    """Write a file anew, unless somebody else has changed it since it held `old`: then it stays as it is.

    Its permissions stay; a link stays one, and the file it leads to is written. Of two processes that do this to one
    file at once the second one is refused.

    Raises:
        UsageError: the file has changed, is gone, or cannot be written.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder, "note.txt")
        ...     write_whole(path, "Jane Doe")
        ...     replace_unchanged(path, b"Jane Doe", b"Jane Roe")
        ...     path.read_text()
        'Jane Roe'
    """
    target = path.resolve()
    try:
        with target.open("rb") as held:
            if fcntl is not None:  # else two processes at once are told apart by what the file holds alone
                fcntl.flock(held, fcntl.LOCK_EX)
            with whole(target) as temporary:
                temporary.write_bytes(new)
                shutil.copymode(target, temporary)
                if target.read_bytes() != old:
                    raise UsageError(f"{path} has changed since it was read, and stays as it is; run the command again")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
