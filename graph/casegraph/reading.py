"""The one way to read a file that a user names: only a regular file, and only up to a limit.

A pipe could block for ever, and a device such as /dev/zero has no end.
"""

import os
import stat
from pathlib import Path

from .errors import UsageError

__all__ = ["MOST_BYTES", "read_bytes", "read_utf8", "regular"]

MOST_BYTES = 100_000_000
"""A larger file is refused: nobody means to read it whole."""


def regular(path: Path) -> Path:
    """The same path, if a regular file is there, or nothing; in that case opening it fails.

    Raises:
        UsageError: a pipe, a device, a socket or a folder is there.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return path
    if not stat.S_ISREG(mode):
        raise UsageError(f"cannot read {path}: {'Is a directory' if stat.S_ISDIR(mode) else 'it is no regular file'}")
    return path


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """All of a regular file.

    Args:
        path: the file.
        most: bytes; a larger file is refused before it is read.

    Raises:
        UsageError: it is missing, cannot be read, is no regular file, or is too large.
    """
    regular(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:  # not to wait, should a pipe have taken the file's place since
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > most:
        raise UsageError(f"cannot read {path}: it is larger than {most:,} bytes")
    return content


def read_utf8(path: Path, most: int = MOST_BYTES) -> str:
    """All of a regular file as text.

    Raises:
        UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        return read_bytes(path, most).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"cannot read {path}: not UTF-8 text (byte {error.start})") from error
