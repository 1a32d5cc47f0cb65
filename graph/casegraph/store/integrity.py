"""Are the files of a database on disk as its build left them? Asked before the engine reads: it finds out too late.

Where a query sorts, groups or joins, the engine's evaluator asks on after an error, gets the same error for ever and
keeps each until the memory is full. So a store that is damaged must be refused before it is queried.
"""

import json
import os
import zlib
from pathlib import Path

__all__ = ["Files", "note_files"]

_NOTED = "casegraph-files.json"
_READ = ("CURRENT", "MANIFEST-*", "*.sst")
"""What reading a database rests on; the engine's logs and locks may change."""
_SMALL = 1_000_000
"""Bytes up to which a file is compared by its content too; of a larger one only by size: opening must stay quick."""


def note_files(database: Path) -> None:
    """Write down, in the folder itself, what its files are like now.

    Raises:
        OSError: it cannot be written.
    """
    files = sorted(file for pattern in _READ for file in database.glob(pattern))
    noted = {file.name: [file.stat().st_size, _checksum(file)] for file in files}
    with (database / _NOTED).open("w", encoding="utf-8") as out:
        json.dump(noted, out)
        out.flush()
        os.fsync(out.fileno())


class Files:
    """The files of a database as they were noted."""

    def __init__(self, database: Path) -> None:
        """Read what was noted.

        Raises:
            OSError: nothing was, or it cannot be read.
            ValueError: it is damaged.
        """
        noted = json.loads((database / _NOTED).read_text(encoding="utf-8"))
        if not isinstance(noted, dict) or not all(map(_is_entry, noted.values())):
            raise ValueError(f"{_NOTED} is damaged")
        self._folder, self._noted = str(database), noted

    def check(self, *, content: bool = False) -> None:
        """See that no file is missing or of another size; with `content`, that no small one was overwritten.

        Without `content` it costs about a microsecond a file.

        Raises:
            OSError: a file is missing or cannot be read.
            ValueError: it has changed.
        """
        for name, (size, checksum) in self._noted.items():
            now = os.stat(f"{self._folder}/{name}").st_size  # noqa: PTH116 (a Path takes three times as long)
            if now != size:
                raise ValueError(f"{name} has {now:,} bytes instead of {size:,}")
            if content and size <= _SMALL and _checksum(Path(self._folder, name)) != checksum:
                raise ValueError(f"{name} was overwritten")


def _is_entry(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and all(isinstance(number, int) for number in entry)


def _checksum(file: Path) -> int:
    """CRC-32 of a small file, which is as strong as the engine's own; 0 for a large one."""
    return zlib.crc32(file.read_bytes()) if file.stat().st_size <= _SMALL else 0
