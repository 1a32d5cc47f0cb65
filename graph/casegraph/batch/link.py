"""Which people of two registers may be one: pairs with a score, for a human to review. Nothing is merged.

Splink (MIT, extra `[link]`) learns from the two tables how telling an agreement of names, law and year is, without
labelled examples, by the model of Fellegi and Sunter. A score says how alike two rows are, never that they are one.
"""

import csv
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..display import neutral
from ..errors import UsageError, did_you_mean

__all__ = ["Linked", "propose_pairs"]

_NEEDED = ("id", "person")
_ALSO = ("sovereign", "convicted_first", "offence")
_SUFFIXES = "jr|sr|ii|iii|iv"
COLUMNS = ("probability", "weight", "id_a", "id_b", "person_a", "person_b", "sovereign_a", "sovereign_b",
           "convicted_a", "convicted_b", "offence_a", "offence_b", "same_person")  # fmt: skip
"""The columns of the proposals; `same_person` is empty, for the reviewer to fill."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What was proposed: rows of both tables, pairs; learned: False where the tables were too small to learn from."""

    first: int
    second: int
    pairs: int
    learned: bool


def propose_pairs(
    first: Path, second: Path, out: Path, *, least: float = 0.5, say: Callable[[str], None] = lambda text: None
) -> Linked:
    """Write the pairs of rows that may be one person, the likeliest first, as CSV.

    Args:
        first: what `casegraph import` wrote, or a Parquet file with the columns id and person (sovereign,
            convicted_first and offence help).
        second: another one.
        out: the CSV file to write.
        least: only pairs of at least this probability, from 0 to 1.
        say: told what goes on.

    Raises:
        UsageError: Splink is not installed, a table cannot be read or lacks a column, `least` is no probability.
    """
    if not 0 <= least <= 1:
        raise UsageError(f"a probability lies between 0 and 1, not {least}")
    duckdb, splink = _engines()
    connection = duckdb.connect()
    connection.execute("SET threads = 1")  # more threads draw another sample: the same tables, the same scores
    counts = [_prepared(connection, table, name) for name, table in (("a", first), ("b", second))]
    api = splink.DuckDBAPI(connection=connection)
    linker = splink.Linker([api.register(name, dataset_display_name=f"register_{name}") for name in ("a", "b")],
                           _settings(splink), log_level="ERROR")  # fmt: skip
    learned = _learn(linker, splink, say)
    try:
        scored = linker.inference.predict(threshold_match_probability=least).physical_name
        rows = connection.execute(_PAIRS.format(scored=scored)).fetchall()
    except Exception as error:  # duckdb's own, behind Splink
        raise UsageError(f"cannot compare {first} and {second}: {str(error).splitlines()[0]}") from error
    _write(out, rows)
    return Linked(counts[0], counts[1], len(rows), learned)


_PAIRS = """
    SELECT round(p.match_probability, 4), round(p.match_weight, 2), a.id, b.id, a.person, b.person,
           a.sovereign, b.sovereign, a.convicted, b.convicted, a.offence, b.offence, ''
    FROM {scored} p JOIN a ON a.unique_id = p.unique_id_l JOIN b ON b.unique_id = p.unique_id_r
    ORDER BY p.match_weight DESC, a.id, b.id
"""


def _engines() -> tuple[Any, Any]:
    try:
        import duckdb
        import splink

        splink.DuckDBAPI  # noqa: B018 (read, because Splink imports its engine only then)
    except ImportError as error:
        raise UsageError('this needs Splink: pip install "casegraph[link]"') from error
    return duckdb, splink


def _prepared(connection: Any, table: Path, name: str) -> int:
    """A table of one register as Splink compares it: given and family name apart, in lower case."""
    source = str(table / "*.parquet") if table.is_dir() else str(table)
    try:
        relation = connection.read_parquet(source)
        held = relation.columns
    except Exception as error:  # duckdb's own
        raise UsageError(f"cannot read {table}: {str(error).splitlines()[0]}") from error
    for column in _NEEDED:
        if column not in held:
            near = did_you_mean(column, held, 1)
            hint = f"did you mean {near[0]!r}?" if near else "a register is read by: casegraph import"
            raise UsageError(f"{table} has no column {column!r}; {hint}")
    also = {column: f"{column}::VARCHAR" if column in held else "NULL::VARCHAR" for column in _ALSO}
    connection.register(f"given_{name}", relation)
    connection.execute(f"""
        CREATE TABLE {name} AS
        WITH words AS (
            SELECT *, regexp_split_to_array(trim(regexp_replace(regexp_replace(lower(strip_accents(person)),
                '[^a-z ]', ' ', 'g'), '\\b({_SUFFIXES})\\b', ' ', 'g')), ' +') AS names
            FROM given_{name}
        )
        SELECT '{name}-' || row_number() OVER () AS unique_id, id::VARCHAR AS id, person,
            nullif(names[1], '') AS given, nullif(names[-1], '') AS family,
            nullif({also["sovereign"]}, '') AS sovereign, {also["convicted_first"]} AS convicted,
            left({also["convicted_first"]}, 4)::INTEGER AS year, {also["offence"]} AS offence
        FROM words""")
    return int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])


def _settings(splink: Any) -> Any:
    import splink.comparison_library as compare

    years: dict[str, Any] = {
        "output_column_name": "year",
        "comparison_levels": [
            {"sql_condition": "year_l IS NULL OR year_r IS NULL", "label_for_charts": "none", "is_null_level": True},
            {"sql_condition": "year_l = year_r", "label_for_charts": "the same year"},
            {"sql_condition": "abs(year_l - year_r) <= 1", "label_for_charts": "a year apart"},
            {"sql_condition": "ELSE", "label_for_charts": "other"},
        ],
    }
    return splink.SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("given", [0.9]),
            compare.JaroWinklerAtThresholds("family", [0.94]).configure(term_frequency_adjustments=True),
            compare.ExactMatch("sovereign"),
            years,
        ],
        blocking_rules_to_generate_predictions=[
            splink.block_on("family"),
            splink.block_on("given", "sovereign", "year"),
            splink.block_on("substr(family, 1, 4)", "year"),
        ],
    )


def _learn(linker: Any, splink: Any, say: Callable[[str], None]) -> bool:
    """Let Splink learn; False where the tables are too small for it, and its own starting values stand."""
    learned = False
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (splink.block_on("family", "given"), splink.block_on("sovereign", "year")):
        with suppress(Exception):  # no pair to learn from: each of Splink's reasons is one of its own classes
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
            learned = True
    if not learned:
        say("too few rows to learn from: the scores are rough")
    return learned


def _write(out: Path, rows: list[tuple[Any, ...]]) -> None:
    temporary = out.with_name(f".{out.name}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([neutral("" if cell is None else str(cell)) if index > 1 else cell
                              for index, cell in enumerate(row)] for row in rows)  # fmt: skip
        temporary.replace(out)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)
