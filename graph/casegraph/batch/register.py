"""A register of convictions, read row by row: resolved, checked, written as Parquet parts; what fails is kept apart.

Nothing is dropped silently: a row whose court, law, date or status is unknown goes to `rejects-….csv` with its number
and the reason. Every row keeps its raw text, which is the passage it rests on. Parts are written whole and the manifest
after each, so a run that was cut off goes on after its last part; memory is bounded by one part.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from ..authorities.index import shared_names
from ..casefile.jsonl import check_line
from ..casefile.reader import forbidden
from ..errors import UsageError
from ..reading import regular
from ..timeline.check import timeline_problems
from ..words import neutral
from .cases import case_of
from .maps import RegisterMap
from .resolve import Reason, resolve_row
from .tables import Cells, Numbered, read_table

__all__ = ["FIELDS", "MANIFEST", "PART", "Imported", "import_cases", "import_register"]

PART = 100_000
"""Rows of the table to one part file."""
_BLOCK = 5_000
_JSON = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps would make one for every row
MANIFEST = "manifest.json"
_DAYS = ("convicted_first", "convicted_last", "status_first", "status_last")

FIELDS = ("id", "row", "ref", "person", "offence", "sovereign", "how", "suggested", "court", "court_label",
          "court_text", "statute", "sentence_type", "flags", "stage", "date", "convicted_first", "convicted_last",
          "status", "status_date", "status_first", "status_last", "standing", "raw")  # fmt: skip
"""The columns of a part.

id: map and row number, so that no two rows are one; ref: the register's own number; how: stated, statute or map, where
the sovereign is known; suggested: that of the court; stage: charged or offence, where there was no conviction;
…_first, …_last: first and last possible day; standing: how firmly the register's word stands; raw: the row as it stood
in the table, as JSON.
"""


@dataclass
class Imported:
    """What an import did: rows read, kept and rejected, how many of them for each reason, columns it did not find."""

    rows: int = 0
    kept: int = 0
    rejected: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    resumed: int = 0
    missing: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """As plain data, reasons in order of their names."""
        return {"rows": self.rows, "kept": self.kept, "rejected": self.rejected,
                "reasons": dict(sorted(self.reasons.items())), "missing": self.missing}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rejected:
    row: int
    reason: str
    cells: Cells


class _Reader:
    """A table, its map, and the rows resolved block by block."""

    def __init__(
        self, table: Path, mapping: RegisterMap, also: Callable[[dict[str, str]], Sequence[Reason]] = lambda row: ()
    ) -> None:
        self.mapping, self.also = mapping, also
        self.header, self.rows = read_table(table)
        columns = mapping.found_in(self.header)
        self.places = {ours: self.header.index(theirs) for ours, theirs in columns.items()}
        self.state = Imported(missing=mapping.missing_from(self.header))

    def skip(self, done: Imported) -> None:
        """Go on after the rows another run has done."""
        self.state = done
        next(islice(self.rows, done.rows - 1, None), None) if done.rows else None

    def block(self, most: int) -> tuple[list[dict[str, str]], list[_Rejected]] | None:
        """The next rows, kept and rejected; None at the end."""
        batch = list(islice(self.rows, most))
        if not batch:
            return None
        kept: list[dict[str, str]] = []
        rejected: list[_Rejected] = []
        for numbered in batch:
            self._one(numbered, kept, rejected)
        return kept, rejected

    def _one(self, numbered: Numbered, kept: list[dict[str, str]], rejected: list[_Rejected]) -> None:
        number, cells = numbered
        values, reasons = self._resolved(number, cells)
        self.state.rows += 1
        if reasons:
            self.state.rejected += 1
            rejected.append(_Rejected(number, "; ".join(map(str, reasons)), cells))
            for kind in dict.fromkeys(reason.kind for reason in reasons):
                self.state.reasons[kind] = self.state.reasons.get(kind, 0) + 1
            return
        self.state.kept += 1
        kept.append(values)

    def _resolved(self, number: int, cells: Cells) -> tuple[dict[str, str], Sequence[Reason]]:
        """The row in our columns, and why it is set aside."""
        if len(cells) != len(self.header):
            told = f"{len(cells)} cells, where the head has {len(self.header)}"
            return {}, [Reason("another number of cells than the head has", told)]
        if char := forbidden("".join(cells)):
            return {}, [Reason("a character no text may hold", char)]
        found = resolve_row(self.mapping, {name: cells[place].strip() for name, place in self.places.items()}, number)
        raw = _JSON(dict(zip(self.header, cells, strict=True)))
        values = {**found.values, "row": str(number), "standing": self.mapping.source.firmness, "raw": raw}
        return values, found.reasons or self.also(values)


def import_register(
    table: Path, mapping: RegisterMap, out: Path, *, part: int = PART,
    progress: Callable[[int], None] = lambda rows: None,
) -> Imported:  # fmt: skip
    """Read a register and write `part-….parquet`, `rejects-….csv` and `manifest.json` into the folder `out`.

    A second call with the same table and map goes on where the first was cut off; with another table or map it is
    refused. The files are the same whether it was cut off or not.

    Args:
        table: CSV, TSV, Parquet or XLSX.
        mapping: which of its columns is which of ours.
        out: a folder, new or that of an earlier call.
        part: rows to a part.
        progress: called with the number of rows done, after each part.

    Raises:
        UsageError: an unreadable table, no column of the map, a folder that holds something else or cannot be written.
    """
    reader = _Reader(table, mapping)
    about = {"digest": _digest(table, mapping, part), "table": table.name, "map": mapping.map,
             "source": mapping.source.model_dump(), "standing": mapping.source.firmness}  # fmt: skip
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
        done = _resumed(out, about["digest"], table)
        if done:
            state = Imported(**done["state"], resumed=done["state"]["rows"])
            if done["complete"]:
                return state
            reader.skip(state)
        parts = list(done.get("parts", ()))
        while _next_part(reader, out, len(parts), part):
            parts.append(f"part-{len(parts):05d}.parquet")
            _save(out, {**about, "parts": parts, "state": reader.state.told(), "complete": False})
            progress(reader.state.rows)
        _save(out, {**about, "parts": parts, "state": reader.state.told(), "complete": True})
    return reader.state


def import_cases(
    table: Path, mapping: RegisterMap, out: Path, *, progress: Callable[[int], None] = lambda rows: None
) -> Imported:
    """The same register as JSON Lines of case records, one case a row, for `casegraph build`; rejects beside it.

    A row whose case would not pass `casegraph check` is set aside with what the check says.

    Raises:
        UsageError: an unreadable table, no column of the map, a place that cannot be written.
    """
    reader = _Reader(table, mapping, _built(mapping, out.name))
    beside = out.with_suffix(".rejects.csv")
    with _writing(out):
        cases, rejects = (path.with_name(f".{path.name}.tmp") for path in (out, beside))
        try:
            with cases.open("w", encoding="utf-8") as file, _Rejects(rejects, reader.header) as failed:
                while block := reader.block(_BLOCK):
                    file.writelines(_JSON(case_of(row, mapping)) + "\n" for row in block[0])
                    failed.write(block[1])
                    progress(reader.state.rows)
            beside.unlink(missing_ok=True)
            if reader.state.rejected:
                rejects.replace(beside)
            cases.replace(out)
        finally:
            cases.unlink(missing_ok=True)
            rejects.unlink(missing_ok=True)
    return reader.state


def _built(mapping: RegisterMap, file: str) -> Callable[[dict[str, str]], list[Reason]]:
    """A check of a row: what keeps its case from being built."""
    shared = {**shared_names(), **dict.fromkeys(mapping.own.values(), "sovereigns")}

    def reasons(row: dict[str, str]) -> list[Reason]:
        checked = check_line(_JSON(case_of(row, mapping)).encode(), file, int(row["row"]), shared)
        found = checked.problems or (timeline_problems(checked.case) if checked.case else ())
        return [Reason("a case that does not pass the check", f"{each.code}: {each.message}") for each in found]

    return reasons


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """A disk that is full or a folder that is closed, told as a sentence; no half-written file stays."""
    try:
        yield
    except OSError as error:
        told = error.strerror or (str(error).splitlines() or ["?"])[0]
        raise UsageError(f"cannot write {out}: {told}; nothing half-written stays, run it again to go on") from error
    finally:
        if out.is_dir():
            for half in out.glob(".*.tmp"):
                with suppress(OSError):
                    half.unlink()


def _next_part(reader: _Reader, out: Path, number: int, part: int) -> bool:
    """Write the next part and its rejects; False where the table has ended."""
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, pyarrow.date32() if name in _DAYS else pyarrow.string()) for name in FIELDS])
    names = f"part-{number:05d}.parquet", f"rejects-{number:05d}.csv"
    new, rejects = (out / f".{name}.tmp" for name in names)
    before, left = reader.state.rejected, part
    with parquet.ParquetWriter(new, schema, compression="zstd") as writer, _Rejects(rejects, reader.header) as failed:
        while left and (block := reader.block(min(_BLOCK, left))):
            kept, rejected = block
            left -= len(kept) + len(rejected)
            failed.write(rejected)
            columns = {name: _array(kept, name, pyarrow) for name in FIELDS}
            writer.write_table(pyarrow.table(columns, schema=schema))
    if left == part and number:
        return False
    if reader.state.rejected > before:
        rejects.replace(out / names[1])
    new.replace(out / names[0])
    return left < part


def _array(rows: Sequence[dict[str, str]], name: str, pyarrow: Any) -> Any:
    texts = pyarrow.array([row[name] for row in rows], pyarrow.string())
    if name not in _DAYS:
        return texts
    return pyarrow.array([row[name] or None for row in rows], pyarrow.string()).cast(pyarrow.date32())


class _Rejects:
    """A CSV file of rejected rows: number, reason and the cells as they stood, made harmless for a spreadsheet."""

    def __init__(self, path: Path, header: Cells) -> None:
        self.path, self.header = path, header

    def __enter__(self) -> "_Rejects":
        self.file = self.path.open("w", encoding="utf-8", newline="")
        self.writer = csv.writer(self.file, lineterminator="\n")
        self.writer.writerow(["row", "reason", *map(neutral, self.header)])
        return self

    def write(self, rejected: Sequence[_Rejected]) -> None:
        """Add rows."""
        self.writer.writerows([row.row, neutral(row.reason), *map(neutral, row.cells)] for row in rejected)

    def __exit__(self, *error: object) -> None:
        self.file.close()


def _digest(table: Path, mapping: RegisterMap, part: int) -> str:
    found = hashlib.sha256(f"{part} {FIELDS} {mapping.model_dump_json()} {sorted(mapping.own.items())}".encode())
    try:
        with regular(table).open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    except OSError as error:
        raise UsageError(f"cannot read {table}: {error.strerror}") from error
    return found.hexdigest()


def _resumed(out: Path, digest: Any, table: Path) -> dict[str, Any]:
    """The manifest of an earlier run, {} where there was none."""
    path = out / MANIFEST
    if not path.exists():
        ours = ("part-00000.parquet", "rejects-00000.csv")  # of a run that was cut off before its first manifest
        if any(held.name not in ours and not held.name.startswith(".") for held in out.iterdir()):
            raise UsageError(f"{out} holds something that is no import; name a new folder")
        return {}
    try:
        held = dict(json.loads(path.read_text(encoding="utf-8")))
        found, _ = held["digest"], held["state"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); name a new folder") from error
    if found != digest:
        raise UsageError(f"{out} holds an import of another table or map; name a new folder for {table}")
    return held


def _save(out: Path, manifest: dict[str, Any]) -> None:
    temporary = out / f".{MANIFEST}.tmp"
    temporary.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(out / MANIFEST)
