"""Readers of CSV, TSV, Parquet and XLSX: row by row as texts, in memory that does not grow with the table."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..reading import regular

__all__ = ["KINDS", "Cells", "Numbered", "read_table"]

Cells = list[str]
Numbered = tuple[int, Cells]
"""A row's number as a spreadsheet shows it (the head is row 1, empty rows count), and its cells."""


def read_table(table: Path) -> tuple[Cells, Iterator[Numbered]]:
    """The head of a table and an iterator over its rows that are not empty.

    Raises:
        UsageError: the file cannot be read, is of no known kind, is empty, or has two columns of one name. The iterator
            raises it too, with the line, where the file turns unreadable further down.
    """
    kind = table.suffix.lower()
    if kind not in KINDS:
        raise UsageError(f"{table} is of no known kind; known: {' '.join(KINDS)}")
    rows = _told(table, KINDS[kind](table))
    header = next(rows, (1, []))[1]
    if not any(header):
        raise UsageError(f"{table} is empty: its first row has to name the columns")
    header = [name.strip() for name in header]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise UsageError(f"{table} has two columns called {', '.join(map(repr, twice))}; rename one")
    return header, rows


def _told(table: Path, rows: Iterator[Numbered]) -> Iterator[Numbered]:
    """The same rows; any error of a reader becomes a UsageError that names the file and the last row read."""
    last = 0
    try:
        for last, cells in rows:
            if any(cells) or last == 1:
                yield last, cells
    except UsageError:
        raise
    except UnicodeDecodeError as error:
        told = f"byte 0x{error.object[error.start]:02X} is not UTF-8; save the table as UTF-8"
        raise UsageError(f"cannot read {table} after row {last}: {told}") from error
    except Exception as error:  # csv, pyarrow and openpyxl have errors of their own, zipfile and xml behind them
        told = getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]
        raise UsageError(f"cannot read {table}{f' after row {last}' if last else ''}: {told}") from error


def _csv(table: Path) -> Iterator[Numbered]:
    delimiter = "\t" if table.suffix.lower() == ".tsv" else ","
    with regular(table).open(encoding="utf-8-sig", newline="") as file:
        yield from enumerate(csv.reader(file, delimiter=delimiter, strict=True), 1)


def _parquet(table: Path) -> Iterator[Numbered]:
    from pyarrow import parquet

    with parquet.ParquetFile(regular(table)) as file:
        yield 1, list(file.schema_arrow.names)
        number = 1
        for batch in file.iter_batches(batch_size=10_000):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield number, [_text(value) for value in row]


def _xlsx(table: Path) -> Iterator[Numbered]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise UsageError('spreadsheets need openpyxl: pip install "casegraph[batch]"') from error
    book = load_workbook(regular(table), read_only=True, data_only=True)
    try:
        width = 0
        for number, row in enumerate(book.worksheets[0].iter_rows(), 1):
            cells = [_shown(cell) if isinstance(cell.value, date) else _text(cell.value) for cell in row]
            while len(cells) > width and not cells[-1]:  # a spreadsheet is as wide as whatever was once formatted
                cells.pop()
            width = width or len(cells)
            yield number, cells + [""] * (width - len(cells))
    finally:
        with suppress(Exception):
            book.close()


_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""Parts of a cell's format that are no directives: words, colours and locales, single characters."""


def _shown(cell: Any) -> str:
    """A day as precise as its cell shows it: a spreadsheet makes a whole day of `May 2003`, and a year for `5-Jun`."""
    shown = set(_QUOTED.sub("", cell.number_format.casefold()))
    if "y" not in shown:
        return f"{cell.value:%d %B}"
    if "d" in shown:
        return _text(cell.value)
    return f"{cell.value:%Y-%m}" if "m" in shown else f"{cell.value:%Y}"


def _text(value: Any) -> str:
    """A cell as text: a day as YYYY-MM-DD, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (value.date() if (value.hour, value.minute, value.second) == (0, 0, 0) else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


KINDS: dict[str, Callable[[Path], Iterator[Numbered]]] = {
    ".csv": _csv, ".tsv": _csv, ".parquet": _parquet, ".xlsx": _xlsx,
}  # fmt: skip
"""Ending of a file's name → how its rows are read."""
