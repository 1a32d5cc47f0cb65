"""The engines that run the expression: DuckDB on this machine, Spark on a cluster; the same rows from both."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import NoSuchThing, UsageError
from ..questions.powers import KINDS
from .answers import answer_table, interval_rows, keys_of
from .law import LawTable

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
    flags = convictions.flags if "flags" in convictions.columns else ibis.literal("")
    law_of = convictions.sovereign.fill_null("")
    if "suggested" in convictions.columns:
        law_of = ibis.ifelse(law_of != "", law_of, convictions.suggested.fill_null(""))
    seen = convictions.select(s=law_of, f=flags.fill_null("")).distinct().to_pyarrow().to_pylist()
    keys = _given(connection, "casegraph_keys", _columns(keys_of(law, ((row["s"], row["f"]) for row in seen))))
    intervals = _given(connection, "casegraph_law", _strings(interval_rows(law, asked.kind)))
    return answer_table(convictions, intervals, keys, law, asked.kind, asked.on)


def _columns(rows: list[dict[str, str]]) -> Any:
    names = ("k_sovereign", "k_flags", "key", "key_commuted")
    return _strings({name: [row[name] for row in rows] for name in names})


def _given(connection: Any, name: str, table: Any) -> Any:
    """A small table of ours as one of the engine's."""
    if connection.name == "pyspark":
        rows = [tuple(row.values()) for row in table.to_pylist()]
        schema = ", ".join(f"`{column}` string" for column in table.column_names)
        connection._session.createDataFrame(rows, schema).createOrReplaceTempView(name)
    else:
        connection.con.register(name, table)
    return connection.table(name)


def _strings(columns: Mapping[str, list[str]]) -> Any:
    import pyarrow

    return pyarrow.table({name: pyarrow.array(held, pyarrow.string()) for name, held in columns.items()})


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
