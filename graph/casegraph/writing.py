"""The one way to write a file: whole or not at all. What stood there before stays until the new file is complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import UsageError

__all__ = ["whole", "write_whole"]


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the place of `path` once the block ends well, and goes otherwise.

    Folders that are missing are made.

    Raises:
        UsageError: the file cannot be written.
    """
    temporary = path.with_name(f".{path.stem}.{os.getpid()}-{os.urandom(4).hex()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)


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
