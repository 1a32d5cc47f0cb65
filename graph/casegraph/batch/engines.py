"""The engines that run the expression: DuckDB on this machine, Spark on a cluster; the same rows from both."""

import glob
import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, Unpack

from ..casefile.marks import PERHAPS
from ..errors import CasegraphError, NoSuchThing, UsageError, did_you_mean
from ..questions.powers.coverage import CLEMENCY
from ..reading import regular
from .answers import DAYS, answer_table, normal
from .law import LawTable
from .register import MANIFEST
from .resolve import FLAGS, SENTENCES, STAGES, STATUSES
from .texts import NUMBERS, prepare

if TYPE_CHECKING:
    import ibis

__all__ = ["ENGINES", "Question", "Ran", "run_batch"]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a batch did: how many rows, how many of each answer, how many of them rest on a register's word alone."""

    rows: int
    answers: Mapping[str, int]
    attributed: int = 0


class Question(TypedDict):
    """What is asked about every row of a table.

    Attributes:
        on: the day for all rows (ISO); None to read `on_column`.
        kind: one of the kinds of clemency; pardon when left out.
        on_column: the column that holds the day of each row.
        before_status: leave out what became of each conviction, so that its own day tells who could grant it.
        if_attributed: answer the rows that only a source reports too, as if it were right; `facts` marks them. Else
            they are unknown.
    """

    on: str | None
    kind: NotRequired[str]
    on_column: NotRequired[str]
    before_status: NotRequired[bool]
    if_attributed: NotRequired[bool]


def run_batch(
    table: Path, out: Path, law: LawTable, *, engine: str = "duckdb", master: str = "", **question: Unpack[Question]
) -> Ran:
    """The clemency answer for every conviction of a table, as a Parquet file (DuckDB) or folder (Spark).

    Each row is answered once; join the answers to the table by `id`, for neighbours may change places.

    Args:
        table: a Parquet file, a folder of them (what `casegraph import` writes), or a CSV file.
        out: where to write; it appears when it is whole.
        law: the compiled law.
        engine: a key of ENGINES.
        master: for Spark, the address of the master (`spark://host:7077`); `local[2]` when empty.
        question: the day and the kind of clemency asked about; see `Question`.

    Raises:
        UsageError: a missing column, an unreadable table, an engine that is not installed.
        NoSuchThing: no such engine or kind.
    """
    if engine not in ENGINES:
        raise NoSuchThing("engine", engine, ENGINES)
    asked = _Asked(**question, master=master)
    if asked.kind not in CLEMENCY:
        raise NoSuchThing("kind of clemency", asked.kind, CLEMENCY)
    if not table.exists():
        raise UsageError(f"cannot read {table}: no such file or folder")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"cannot write {out}: no such folder")
    return ENGINES[engine](table, out, law, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    on: str | None
    kind: str = "pardon"
    on_column: str = ""
    before_status: bool = False
    if_attributed: bool = False
    master: str = ""


def _duckdb(table: Path, out: Path, law: LawTable, asked: _Asked) -> Ran:
    ibis = _ibis("duckdb")
    _clear(out)
    prefix = f".{out.name}.{os.getpid()}."
    with tempfile.TemporaryDirectory(prefix=prefix, dir=out.absolute().parent, ignore_cleanup_errors=True) as spill:
        connection = ibis.duckdb.connect(temp_directory=spill)
        try:
            _settle(connection)
            answers = _expression(connection, ibis, table, law, asked)
            whole = Path(spill) / "whole.parquet"
            answers.to_parquet(whole, compression="snappy")
            counts = _counts(connection, connection.read_parquet(str(whole)))
        except Exception as error:
            raise _told(error, table) from error
        finally:
            connection.disconnect()
        whole.replace(out)
    return counts


def _clear(out: Path) -> None:
    """Take away what a run that was killed left beside `out`."""
    for left in out.absolute().parent.glob(f".{glob.escape(out.name)}.*.*"):
        pid = left.name.removeprefix(f".{out.name}.").partition(".")[0]
        if pid.isdigit() and not _runs(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(pid: int) -> bool:
    if os.name == "nt":  # where signal 0 is a keystroke
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _settle(connection: Any) -> None:
    """Our settings. In a notebook without ipywidgets DuckDB refuses any word on its progress bar, and shows none."""
    if connection.con.execute("SELECT current_setting('enable_progress_bar')").fetchone()[0]:
        connection.con.execute("SET enable_progress_bar = false")  # it would go to standard output
    # The rows stream past our tables.
    connection.con.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")


def _fetched(connection: Any, expression: Any) -> list[dict[str, Any]]:
    """The few rows of an expression as plain Python, without pandas: slow to import, and Spark warns of its version."""
    import ibis

    text = str(ibis.to_sql(expression, dialect=connection.name))
    if connection.name == "pyspark":
        return [row.asDict() for row in connection._session.sql(text).collect()]
    cursor = connection.con.execute(text)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _counts(connection: Any, answers: Any) -> Ran:
    """What the finished table holds."""
    counted = _fetched(connection, answers.group_by("answer", "facts").aggregate(n=answers.count()))
    found: dict[str, int] = {}
    for row in sorted(counted, key=lambda row: str(row["answer"])):
        found[row["answer"]] = found.get(row["answer"], 0) + int(row["n"])
    return Ran(sum(found.values()), found, sum(int(row["n"]) for row in counted if row["facts"] != "established"))


def _expression(connection: Any, ibis: Any, table: Path, law: LawTable, asked: _Asked) -> "ibis.Table":
    convictions = _read(connection, table)
    _complain(convictions.columns, table, asked.on_column)
    if asked.on_column:
        convictions = convictions.mutate(on=convictions[asked.on_column])
    _complain_of_days(connection, convictions, table, asked.on is None)
    rows = normal(convictions, asked.on)
    rows = rows.mutate(status=ibis.literal("")) if asked.before_status else rows
    rows = rows.mutate(only_said=ibis.literal(False)) if asked.if_attributed else rows
    seen = _fetched(connection, rows.select("by_law", "flags", "sentence_type", "status", "stage").distinct())
    _complain_of_words(seen, table)
    span = _fetched(connection, rows.aggregate(first=rows.on.min(), last=rows.on.max()))[0]
    first, last = span["first"] or date.min, span["last"] or date.min
    made = prepare(law, asked.kind, [tuple(row.values())[:3] for row in seen], first, last)
    classes, stretches, texts = (
        _given(connection, f"casegraph_{name}", getattr(made, name)) for name in ("classes", "stretches", "texts")
    )
    return answer_table(rows, classes, stretches, texts, law)


def _complain_of_days(connection: Any, convictions: Any, table: Path, by_row: bool) -> None:
    """A text that is no day is told before it is read as one: engines differ in what they make of `1985`."""
    for name in (*DAYS, *(["on"] if by_row else [])):
        if name not in convictions.columns or not convictions[name].type().is_string():
            continue
        column = convictions[name].nullif("")
        wrong = convictions.filter(column.notnull() & ~column.re_search("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
        held = _fetched(connection, wrong.select(text=wrong[name]).limit(1))
        if held:
            raise UsageError(f"{table}: column {name!r} holds {held[0]['text']!r}, which is no day; write YYYY-MM-DD")


def _complain_of_words(seen: list[dict[str, str]], table: Path) -> None:
    """A word the law cannot be read by (`Death`, `acquitted`) is told, never taken for one that changes nothing."""
    flags = {*FLAGS, *(PERHAPS + flag for flag in FLAGS)}
    known = {"sentence_type": SENTENCES, "status": STATUSES, "stage": STAGES, "flags": flags}
    for row in sorted(seen, key=lambda row: sorted(row.items())):
        for name, words in known.items():
            for word in row[name].split("; ") if name == "flags" and row[name] else [row[name]]:
                if word and word not in words:
                    near = did_you_mean(word, filter(None, words), 1)
                    hint = f"did you mean {near[0]!r}?" if near else f"it may hold: {', '.join(filter(None, words))}"
                    raise UsageError(f"{table}: column {name!r} holds {word!r}, which is not known; {hint}")


def _given(connection: Any, name: str, columns: Mapping[str, list[Any]]) -> Any:
    """A small table of ours as one of the engine's; with DuckDB, texts as numbered words: they are written faster."""
    import pyarrow

    kinds = dict.fromkeys(NUMBERS, pyarrow.int32()) | dict.fromkeys(("start", "until"), pyarrow.date32())
    types = {column: kinds.get(column, pyarrow.string()) for column in columns}
    table = pyarrow.table({column: pyarrow.array(held, types[column]) for column, held in columns.items()})
    if connection.name == "pyspark":
        rows = [tuple(row.values()) for row in table.to_pylist()]  # tuples: no pandas on the way
        words = {"int32": "int", "string": "string", "date32[day]": "date"}
        schema = ", ".join(f"`{field.name}` {words[str(field.type)]}" for field in table.schema)
        connection._session.createDataFrame(rows, schema).createOrReplaceTempView(name)
        return connection.table(name)
    connection.con.register(f"{name}_given", table)
    numbered = [column for column in columns if name == "casegraph_texts" and column not in NUMBERS]
    for column in numbered:
        distinct = f"SELECT DISTINCT {column} FROM {name}_given ORDER BY 1"
        connection.con.execute(f"CREATE TYPE {name}_{column} AS ENUM ({distinct})")
    selected = ", ".join(
        f"{column}::{name}_{column} AS {column}" if column in numbered else column for column in columns
    )
    connection.con.execute(f"CREATE TABLE {name} AS SELECT {selected} FROM {name}_given")
    return connection.table(name)


def _read(connection: Any, table: Path) -> Any:
    if table.is_dir():
        _complain_of_a_part_import(table)
        return connection.read_parquet(str(table / "*.parquet"))
    regular(table)
    if table.suffix.lower() in (".csv", ".tsv"):
        mark = "\t" if table.suffix.lower() == ".tsv" else ","
        if connection.name == "pyspark":
            return connection.read_csv(str(table), header=True, inferSchema=False, sep=mark, escape='"')
        return connection.read_csv(str(table), header=True, all_varchar=True, delim=mark)
    return connection.read_parquet(str(table))


def _complain_of_a_part_import(folder: Path) -> None:
    """A folder whose import was cut off is answered for only when it is whole: no row may be missing unnoticed."""
    manifest = folder / MANIFEST
    if manifest.exists() and not json.loads(manifest.read_text(encoding="utf-8")).get("complete"):
        raise UsageError(f"the import into {folder} was cut off; run the same casegraph import again to finish it")
    if not any(folder.glob("*.parquet")):
        raise UsageError(f"{folder} holds no Parquet file; a register is read by: casegraph import")


def _complain(columns: tuple[str, ...], table: Path, on_column: str) -> None:
    missing = [name for name in ("id", "sovereign", *([on_column] if on_column else [])) if name not in columns]
    if missing:
        near = [f"{n!r}: did you mean {' or '.join(map(repr, m))}?" for n in missing if (m := did_you_mean(n, columns))]
        told = f"{table} has no column {' and no column '.join(map(repr, missing))}; it has: {', '.join(columns)}"
        raise UsageError("\n".join([told, *near, "A register of another layout is read by: casegraph import"]))


def _told(error: Exception, table: Path) -> Exception:
    if isinstance(error, CasegraphError):
        return error
    return UsageError(f"cannot answer for {table}: {str(error).splitlines()[0]}")


def _ibis(backend: str) -> Any:
    try:
        import ibis

        with _without_pandas_warnings():
            getattr(ibis, backend)
    except (ImportError, AttributeError) as error:
        extra = {"duckdb": "batch", "pyspark": "spark"}[backend]
        raise UsageError(f'this engine is not installed: pip install "casegraph[{extra}]"') from error
    return ibis


@contextmanager
def _without_pandas_warnings() -> Iterator[None]:
    """pyspark warns of pandas 3 wherever it might meet it; what we send goes as tuples and comes back as rows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def _spark(table: Path, out: Path, law: LawTable, asked: _Asked) -> Ran:
    ibis = _ibis("pyspark")
    from pyspark.sql import SparkSession

    folder = out.absolute().with_name(f".{out.name}.partial")
    with _without_pandas_warnings():
        session = None
        try:
            builder = SparkSession.builder.master(asked.master or "local[2]").appName("casegraph batch")
            for key, value in _SPARK.items():
                builder = builder.config(key, value)
            session = builder.getOrCreate()
            session.sparkContext.setLogLevel("ERROR")
            connection = ibis.pyspark.connect(session)
            answers = _expression(connection, ibis, table.absolute(), law, asked)
            session.sql(ibis.to_sql(answers, dialect="pyspark")).write.mode("overwrite").parquet(str(folder))
            counts = _counts(connection, connection.read_parquet(str(folder)))
        except Exception as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise _told(error, table) from error
        finally:
            if session is not None:
                session.stop()
    _replace_folder(folder, out)
    return counts


_SPARK = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.autoBroadcastJoinThreshold": str(256 << 20),  # the law goes to every worker; no row is moved for it
}


def _replace_folder(new: Path, out: Path) -> None:
    """Put the finished folder in the place of what stood there."""
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.replace(old)
    new.replace(out)
    shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)


ENGINES: Mapping[str, Callable[[Path, Path, LawTable, _Asked], Ran]] = {"duckdb": _duckdb, "spark": _spark}
"""Engine → how to run the expression on it."""
