"""A register of convictions, read row by row: resolved, checked, written as Parquet parts; what fails is kept apart.

Nothing is dropped silently: a row whose sovereign cannot be found, or whose date cannot be read, goes to `rejects-….csv`
with its number and the reason. Every row keeps its raw text, which is the passage it rests on. Parts of PART rows are
written whole, so a run that was cut off goes on after its last part.
"""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from ..casefile.model import Flag
from ..courts import resolve_court, resolve_statute
from ..courts.tables import sovereigns
from ..dates import NotADate
from ..errors import NoSuchThing, UsageError, did_you_mean
from .cases import case_of
from .maps import RegisterMap

__all__ = ["PART", "Imported", "Resolved", "import_cases", "import_register", "resolve_row"]

PART = 100_000
"""Rows of the table to one part file."""
_SENTENCES = ("death", "life", "life without parole", "term of years", "fine", "other", "")
_STATUSES = ("", "vacated", "reversed", "pardoned", "commuted", "reinstated")
_FLAGS = frozenset(get_args(Flag))

FIELDS = ("id", "row", "person", "offence", "sovereign", "how", "suggested", "court", "court_label", "court_text",
          "statute", "sentence_type", "flags", "date", "convicted_first", "convicted_last", "status", "status_date",
          "status_first", "status_last", "raw")  # fmt: skip
"""The columns of a part. how: stated or statute, where the sovereign is known; suggested: that of the court."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One row: our columns, or why it was rejected."""

    values: dict[str, str]
    reasons: tuple[str, ...] = ()


@dataclass
class Imported:
    """What an import did."""

    rows: int = 0
    kept: int = 0
    rejected: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    resumed: int = 0


@cache
def _sovereign_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for sovereign in sovereigns():
        short = sovereign.id.removeprefix("US-")
        for name in (sovereign.id, short, sovereign.name, *sovereign.forms):
            found.setdefault(_folded(name), sovereign.id)
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace(".", "").split())


def resolve_row(mapping: RegisterMap, cells: dict[str, str], number: int) -> Resolved:
    """One row of the table in our columns.

    Args:
        mapping: the map.
        cells: our column → the cell, as text.
        number: the row's number in the table, counted from 1 without the head.
    """
    reasons: list[str] = []
    told = {name: mapping.constants.get(name, "") for name in mapping.constants} | {
        name: mapping.translated(name, value) for name, value in cells.items() if value
    }  # fmt: skip
    get = told.get
    person = get("person", "") or " ".join(filter(None, (get("first_name", ""), get("last_name", ""))))
    if not person:
        reasons.append("no person: the name is empty")
    values = {
        "id": f"{mapping.map}-{get('id') or number}", "row": str(number), "person": person,
        "offence": get("offence", ""), "statute": get("statute", ""), "court_text": get("court", ""),
    }  # fmt: skip
    values |= _law(told, reasons)
    for ours, first, last in (
        ("date", "convicted_first", "convicted_last"),
        ("status_date", "status_first", "status_last"),
    ):
        values |= dict(zip((ours, first, last), _dated(mapping, get(ours, ""), reasons), strict=True))
    for name, known in (("sentence_type", _SENTENCES), ("status", _STATUSES)):
        value = get(name, "")
        if value not in known:
            reasons.append(_unknown(name.replace("_", " "), value, known))
        values[name] = value
    flags = {flag.strip() for flag in get("flags", "").split(";") if flag.strip()}
    reasons += [_unknown("flag", flag, _FLAGS) for flag in sorted(flags - _FLAGS)]
    values["flags"] = "; ".join(sorted(flags))
    return Resolved(values, tuple(reasons))


def _unknown(what: str, value: str, known: Any) -> str:
    near = did_you_mean(value, [word for word in known if word])
    return f"unknown {what} {value!r}" + (f": did you mean {near[0]!r}?" if near else "; translate it under words:")


def _law(told: dict[str, str], reasons: list[str]) -> dict[str, str]:
    """Whose law was broken: as stated, else by the statute, else only suggested by the court."""
    stated = told.get("law_broken", "")
    sovereign = _sovereign_names().get(_folded(stated), "")
    if stated and not sovereign:
        near = did_you_mean(stated, _sovereign_names())
        reasons.append(f"unknown sovereign {stated!r}" + (f": did you mean {near[0]!r}?" if near else ""))
    statute = _statute(told["statute"]) if told.get("statute") else ""
    how = "stated" if sovereign else "statute" if statute else ""
    found = {"sovereign": sovereign or statute, "how": how, "court": "", "court_label": "", "suggested": ""}
    court = _court(told, sovereign or statute)
    if court is not None:
        found |= {"court": court[0], "court_label": court[1], "suggested": court[2]}
        if not court[2] and not found["sovereign"]:
            reasons.append(court[3] or f"unknown court {told.get('court')!r}")
    if not found["sovereign"] and not found["suggested"] and not stated and court is None:
        reasons.append("nothing says whose law was broken: no law, statute or court")
    return found


@cache
def _statute(text: str) -> str:
    return resolve_statute(text).sovereign


def _court(told: dict[str, str], sovereign: str) -> tuple[str, str, str, str] | None:
    """Id, label and sovereign of the court, and why it is unknown; None when the row names none."""
    text = told.get("court", "")
    if not text and told.get("county"):
        text = f"{told['county']} County" if "county" not in told["county"].casefold() else told["county"]
    return _named_court(text, told.get("state", "") or sovereign.removeprefix("US-")) if text else None


@cache
def _named_court(text: str, state: str) -> tuple[str, str, str, str]:
    try:
        found = resolve_court(text, state or None)
    except NoSuchThing:
        found = resolve_court(text)
    if not found.id and state:
        found = resolve_court(text)
    several = ", ".join(court.id for court in found.candidates[:4])
    why = f"{text!r} may be several courts: {several}" if several else f"unknown court {text!r}: {found.reason}"
    return found.id, found.label, found.sovereign, "" if found.id else why


def _dated(mapping: RegisterMap, text: str, reasons: list[str]) -> tuple[str, str, str]:
    if not text:
        return "", "", ""
    try:
        when = mapping.date(text)
    except NotADate as error:
        reasons.append(str(error))
        return text, "", ""
    first, last = (day.isoformat() if day else "" for day in (when.earliest, when.latest))
    return when.text, first, last


def import_register(
    table: Path, mapping: RegisterMap, out: Path, *, progress: Callable[[int], None] = lambda rows: None
) -> Imported:
    """Read a register and write `part-….parquet`, `rejects-….csv` and `manifest.json` into the folder `out`.

    A second call with the same table and map goes on where the first was cut off; with another table or map it is
    refused. Memory is bounded by one part.

    Raises:
        UsageError: an unreadable table, no column of the map, a folder that holds something else.
    """
    digest = _digest(table, mapping)
    header, rows = _rows(table)
    columns = mapping.found_in(header)
    out.mkdir(parents=True, exist_ok=True)
    done = _resume(out, digest, table)
    state = Imported(**done.get("state", {}), resumed=done.get("state", {}).get("rows", 0))
    parts: list[str] = list(done.get("parts", ()))
    if done.get("complete"):
        return state

    def save(complete: bool) -> None:
        told = {"rows": state.rows, "kept": state.kept, "rejected": state.rejected, "reasons": _counted(state)}
        about = {"digest": digest, "table": table.name, "map": mapping.map, "source": mapping.source.model_dump()}
        _save(out, {**about, "parts": parts, "state": told, "complete": complete})

    numbered = islice(enumerate(rows, 1), state.resumed, None)
    while batch := list(islice(numbered, PART)):
        number = len(parts)
        kept, rejected = _resolved(mapping, columns, header, batch, state)
        _write_part(out / f"part-{number:05d}.parquet", kept)
        _write_rejects(out / f"rejects-{number:05d}.csv", header, rejected)
        parts.append(f"part-{number:05d}.parquet")
        save(False)
        progress(state.rows)
    save(True)
    return state


def import_cases(
    table: Path, mapping: RegisterMap, out: Path, *, progress: Callable[[int], None] = lambda rows: None
) -> Imported:
    """The same register as JSON Lines of case records, one case a row, for `casegraph build`; rejects beside it.

    Raises:
        UsageError: an unreadable table, no column of the map, a place that cannot be written.
    """
    header, rows = _rows(table)
    columns = mapping.found_in(header)
    state, rejected = Imported(), []
    temporary = out.with_name(f".{out.name}.tmp")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            numbered = enumerate(rows, 1)
            while batch := list(islice(numbered, 10_000)):
                kept, failed = _resolved(mapping, columns, header, batch, state)
                file.writelines(json.dumps(case_of(row, mapping), ensure_ascii=False) + "\n" for row in kept)
                rejected += failed
                progress(state.rows)
        _write_rejects(out.with_suffix(".rejects.csv"), header, rejected)
        temporary.replace(out)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return state


def _counted(state: Imported) -> dict[str, int]:
    return dict(sorted(state.reasons.items()))


def _resolved(
    mapping: RegisterMap,
    columns: dict[str, str],
    header: list[str],
    batch: Sequence[tuple[int, list[str]]],
    state: Imported,
) -> tuple[list[dict[str, str]], list[tuple[int, str, list[str]]]]:
    places = {ours: header.index(theirs) for ours, theirs in columns.items()}
    kept, rejected = [], []
    for number, cells in batch:
        state.rows += 1
        if len(cells) != len(header):
            reasons: tuple[str, ...] = (f"{len(cells)} cells, where the head has {len(header)}",)
        else:
            found = resolve_row(mapping, {ours: cells[place].strip() for ours, place in places.items()}, number)
            reasons = found.reasons
        if reasons:
            state.rejected += 1
            rejected.append((number, "; ".join(reasons), cells))
            for reason in reasons:
                kind = reason.split("'")[0].split('"')[0].strip(" :")
                state.reasons[kind] = state.reasons.get(kind, 0) + 1
            continue
        state.kept += 1
        raw = json.dumps(dict(zip(header, cells, strict=True)), ensure_ascii=False)
        kept.append({**found.values, "raw": raw})
    return kept, rejected


def _rows(table: Path) -> tuple[list[str], Iterator[list[str]]]:
    readers = {".csv": _csv_rows, ".tsv": _csv_rows, ".parquet": _parquet_rows, ".xlsx": _xlsx_rows}
    if table.suffix.lower() not in readers:
        raise UsageError(f"{table} is of no known kind; known: {' '.join(readers)}")
    try:
        rows = readers[table.suffix.lower()](table)
        header = next(rows, [])
    except UsageError:
        raise
    except Exception as error:  # each reader has errors of its own
        raise UsageError(
            f"cannot read {table}: {getattr(error, 'strerror', None) or str(error).splitlines()[0]}"
        ) from error
    if not any(header):
        raise UsageError(f"{table} is empty: its first row has to name the columns")
    return header, rows


def _csv_rows(table: Path) -> Iterator[list[str]]:
    delimiter = "\t" if table.suffix.lower() == ".tsv" else ","
    with table.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for row in reader:
                if row:
                    yield row
        except (UnicodeDecodeError, csv.Error) as error:
            raise UsageError(f"cannot read {table} near line {reader.line_num + 1}: {error}") from error


def _parquet_rows(table: Path) -> Iterator[list[str]]:
    from pyarrow import parquet

    file = parquet.ParquetFile(table)
    yield list(file.schema_arrow.names)
    for batch in file.iter_batches(batch_size=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield ["" if value is None else str(value) for value in row]


def _xlsx_rows(table: Path) -> Iterator[list[str]]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise UsageError('spreadsheets need openpyxl: pip install "casegraph[batch]"') from error
    book = load_workbook(table, read_only=True, data_only=True)
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield ["" if v is None else v.date().isoformat() if hasattr(v, "hour") else str(v) for v in row]
    finally:
        book.close()


def _write_part(path: Path, rows: list[dict[str, str]]) -> None:
    import pyarrow
    from pyarrow import parquet

    arrays = {name: pyarrow.array([row[name] for row in rows], pyarrow.string()) for name in FIELDS}
    temporary = path.with_name(f".{path.name}.tmp")
    parquet.write_table(pyarrow.table(arrays), temporary, compression="zstd")
    temporary.replace(path)


def _write_rejects(path: Path, header: list[str], rejected: list[tuple[int, str, list[str]]]) -> None:
    if not rejected:
        return
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["row", "reason", *header])
    writer.writerows([number, reason, *cells] for number, reason, cells in rejected)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(out.getvalue(), encoding="utf-8")
    temporary.replace(path)


def _digest(table: Path, mapping: RegisterMap) -> str:
    found = hashlib.sha256(mapping.model_dump_json().encode())
    try:
        with table.open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    except OSError as error:
        raise UsageError(f"cannot read {table}: {error.strerror}") from error
    return found.hexdigest()


def _resume(out: Path, digest: str, table: Path) -> dict[str, Any]:
    path = out / "manifest.json"
    if not path.exists():
        if any(out.iterdir()):
            raise UsageError(f"{out} holds something that is no import; name an empty folder")
        return {}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}; delete the folder and import again") from error
    if held.get("digest") != digest:
        raise UsageError(f"{out} holds an import of another table or map; name another folder for {table}")
    return dict(held)


def _save(out: Path, manifest: dict[str, Any]) -> None:
    temporary = out / ".manifest.json.tmp"
    temporary.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(out / "manifest.json")
