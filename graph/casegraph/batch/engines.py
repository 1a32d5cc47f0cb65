"""The engines that run the expression: DuckDB on this machine, Spark on a cluster; the same rows from both."""

import tempfile
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import NoSuchThing, UsageError
from ..questions.powers import KINDS
from .answers import DAYS, answer_table, normal
from .law import LawTable
from .texts import NUMBERS, prepare

if TYPE_CHECKING:
    import ibis

__all__ = ["ENGINES", "Ran", "run_batch"]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a batch did: how many rows, and how many of each answer."""

    rows: int
    answers: Mapping[str, int]


def run_batch(
    table: Path, out: Path, law: LawTable, *, on: str | None, kind: str = "pardon", engine: str = "duckdb",
    on_column: str = "", master: str = "",
) -> Ran:  # fmt: skip
    """The clemency answer for every conviction of a table, as a Parquet file (DuckDB) or folder (Spark).

    Args:
        table: a Parquet file, a folder of them (what `casegraph import` writes), or a CSV file.
        out: where to write; it appears when it is whole.
        law: the compiled law.
        on: the day for all rows (ISO); None to read `on_column`.
        kind: one of the kinds of clemency.
        engine: a key of ENGINES.
        on_column: the column that holds the day of each row.
        master: for Spark, the address of the master (`spark://host:7077`); `local[2]` when empty.

    Raises:
        UsageError: a missing column, an unreadable table, an engine that is not installed.
        NoSuchThing: no such engine or kind.
    """
    if engine not in ENGINES:
        raise NoSuchThing("engine", engine, ENGINES)
    if kind not in KINDS:
        raise NoSuchThing("kind of clemency", kind, KINDS)
    if not table.exists():
        raise UsageError(f"cannot read {table}: no such file or folder")
    return ENGINES[engine](table, out, law, _Asked(on, kind, on_column, master))


@dataclass(frozen=True, slots=True)
class _Asked:
    on: str | None
    kind: str
    on_column: str
    master: str


def _duckdb(table: Path, out: Path, law: LawTable, asked: _Asked) -> Ran:
    ibis = _ibis("duckdb")
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as spill:
        connection = ibis.duckdb.connect(temp_directory=spill)
        try:
            answers = _expression(connection, ibis, table, law, asked)
            whole = Path(spill) / "whole.parquet"
            answers.to_parquet(whole, row_group_size=100_000, compression="zstd")
            counts = connection.read_parquet(str(whole)).answer.value_counts().to_pyarrow().to_pylist()
        except Exception as error:
            raise _told(error, table) from error
        finally:
            connection.disconnect()
        whole.replace(out)
    found = {str(row["answer"]): int(row["answer_count"]) for row in counts}
    return Ran(sum(found.values()), dict(sorted(found.items())))


def _expression(connection: Any, ibis: Any, table: Path, law: LawTable, asked: _Asked) -> "ibis.Table":
    convictions = _read(connection, table)
    _complain(convictions.columns, table, asked.on_column)
    if asked.on_column:
        convictions = convictions.mutate(on=convictions[asked.on_column])
    _complain_of_days(convictions, table, asked.on is None)
    rows = normal(convictions, asked.on)
    seen = rows.select("by_law", "flags", "sentence_type").distinct().to_pyarrow().to_pylist()
    span = rows.aggregate(first=rows.on.min(), last=rows.on.max()).to_pyarrow().to_pylist()[0]
    first, last = span["first"] or date.min, span["last"] or date.min
    made = prepare(law, asked.kind, [tuple(row.values()) for row in seen], first, last)
    given = [_given(connection, f"casegraph_{name}", getattr(made, name)) for name in ("classes", "stretches", "texts")]
    return answer_table(rows, *given, law)


def _complain_of_days(convictions: Any, table: Path, by_row: bool) -> None:
    """A text that is no day is told before it is read as one: engines differ in what they make of `1985`."""
    for name in (*DAYS, *(["on"] if by_row else [])):
        if name not in convictions.columns or not convictions[name].type().is_string():
            continue
        column = convictions[name].nullif("")
        wrong = convictions.filter(column.notnull() & ~column.re_search("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
        held = wrong.select(text=wrong[name]).limit(1).to_pyarrow().to_pylist()
        if held:
            raise UsageError(f"{table}: column {name!r} holds {held[0]['text']!r}, which is no day; write YYYY-MM-DD")


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
    words = [column for column in columns if name == "casegraph_texts" and column not in NUMBERS]
    for column in words:
        distinct = f"SELECT DISTINCT {column} FROM {name}_given ORDER BY 1"
        connection.con.execute(f"CREATE TYPE {name}_{column} AS ENUM ({distinct})")
    selected = ", ".join(f"{column}::{name}_{column} AS {column}" if column in words else column for column in columns)
    connection.con.execute(f"CREATE TABLE {name} AS SELECT {selected} FROM {name}_given")
    return connection.table(name)


def _read(connection: Any, table: Path) -> Any:
    if table.is_dir():
        return connection.read_parquet(str(table / "*.parquet"))
    if table.suffix == ".csv":
        return connection.read_csv(str(table))
    return connection.read_parquet(str(table))


def _complain(columns: tuple[str, ...], table: Path, on_column: str) -> None:
    missing = [name for name in ("id", "sovereign", *([on_column] if on_column else [])) if name not in columns]
    if missing:
        from ..errors import did_you_mean

        near = [f"{n!r}: did you mean {' or '.join(map(repr, m))}?" for n in missing if (m := did_you_mean(n, columns))]
        told = f"{table} has no column {' and no column '.join(map(repr, missing))}; it has: {', '.join(columns)}"
        raise UsageError("\n".join([told, *near, "A register of another layout is read by: casegraph import"]))


def _told(error: Exception, table: Path) -> Exception:
    from ..errors import CasegraphError

    if isinstance(error, CasegraphError):
        return error
    return UsageError(f"cannot answer for {table}: {str(error).splitlines()[0]}")


def _ibis(backend: str) -> Any:
    try:
        import ibis

        with warnings.catch_warnings():  # pyspark warns of pandas 3; rows are passed to it as tuples
            warnings.simplefilter("ignore", FutureWarning)
            getattr(ibis, backend)
    except (ImportError, AttributeError) as error:
        extra = {"duckdb": "batch", "pyspark": "spark"}[backend]
        raise UsageError(f'this engine is not installed: pip install "casegraph[{extra}]"') from error
    return ibis


def _spark(table: Path, out: Path, law: LawTable, asked: _Asked) -> Ran:
    ibis = _ibis("pyspark")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master(asked.master or "local[2]")
        .appName("casegraph batch")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    try:
        connection = ibis.pyspark.connect(session)
        answers = _expression(connection, ibis, table, law, asked)
        folder = out.with_name(f".{out.name}.partial")
        frame = session.sql(ibis.to_sql(answers, dialect="pyspark"))
        frame.write.mode("overwrite").parquet(str(folder))
        counts = session.read.parquet(str(folder)).groupBy("answer").count().collect()
    except Exception as error:
        raise _told(error, table) from error
    finally:
        session.stop()
    _replace_folder(folder, out)
    found = {str(row["answer"]): int(row["count"]) for row in counts}
    return Ran(sum(found.values()), dict(sorted(found.items())))


def _replace_folder(new: Path, out: Path) -> None:
    """Put the finished folder in the place of what stood there."""
    import shutil

    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.replace(old)
    new.replace(out)
    shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)


ENGINES: Mapping[str, Callable[[Path, Path, LawTable, _Asked], Ran]] = {"duckdb": _duckdb, "spark": _spark}
"""Engine → how to run the expression on it."""
