"""Which people of two registers may be one: pairs with a score, for a human to review. Nothing is merged.

Splink (MIT, extra `[link]`) learns from the two tables how telling an agreement of names, law and year is, without
labelled examples, by the model of Fellegi and Sunter. A score says how alike two rows are, never that they are one.
Middle names that contradict each other, and Jr. against Sr., count against a pair by a weight of our own: father and
son agree in all else, so what the tables teach would make them one.
"""

import csv
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError, did_you_mean
from ..reading import regular
from ..words import neutral
from ..writing import whole
from .people import in_one_order, name_of

__all__ = ["Linked", "propose_pairs"]

_NEEDED = ("id", "person")
_ALSO = ("sovereign", "convicted_first", "offence")
_MOST_PAIRS = 100_000
"""Pairs that agree in the same words; more are not compared unless they agree in more. Memory grows with pairs."""
COLUMNS = ("probability", "weight", "id_a", "id_b", "person_a", "person_b", "sovereign_a", "sovereign_b",
           "convicted_a", "convicted_b", "offence_a", "offence_b", "same_person")  # fmt: skip
"""The columns of the proposals; `same_person` is empty, for the reviewer to fill."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What was proposed: rows of both tables, pairs.

    learned: False where the tables were too small to learn from; too_common: groups of rows so large that only those
    were compared that agree in more than a family name, or in more than a first name, a law and a year.
    """

    first: int
    second: int
    pairs: int
    learned: bool
    too_common: int = 0


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
    counts = _prepared(connection, {"a": first, "b": second})
    too_common = _blocked(connection)
    if too_common:
        say(f"too common to compare each with each: {too_common:,}; such rows are compared where more of them agrees")
    if not all(counts):
        _write(out, [])
        return Linked(*counts, 0, False)
    api = splink.DuckDBAPI(connection=connection)
    linker = splink.Linker([api.register(name, dataset_display_name=f"register_{name}") for name in ("a", "b")],
                           _settings(splink, *counts), log_level="ERROR")  # fmt: skip
    learned = counts[0] * counts[1] >= _FEW and _learn(linker, splink)
    if not learned:
        say("too few rows to learn from: the scores are rough")
    try:
        scored = linker.inference.predict(threshold_match_probability=least).physical_name
        rows = connection.execute(_PAIRS.format(scored=scored)).fetchall()
    except Exception as error:  # duckdb's own, behind Splink
        told = str(error.__cause__ or error).strip().splitlines()[-1:]
        raise UsageError(f"cannot compare {first} and {second}: {' '.join(told)[:200]}") from error
    _write(out, rows)
    return Linked(*counts, len(rows), learned, too_common)


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


def _prepared(connection: Any, tables: dict[str, Path]) -> tuple[int, int]:
    """Both registers as Splink compares them, names taken apart and in one order; how many rows each has."""
    import pyarrow

    read = {name: _read(connection, table) for name, table in tables.items()}
    plain = {name: [name_of(person or "") for person in rows["person"]] for name, rows in read.items()}
    parted = iter(in_one_order([each for names in plain.values() for each in names]))
    for name, rows in read.items():
        mine = [next(parted) for _ in plain[name]]
        held = {part: [getattr(each, part) or None for each in mine]
                for part in ("given", "middle", "family", "suffix")}  # fmt: skip
        held["kin"] = [each.family.rpartition(" ")[2] or None for each in mine]
        held["written"] = [None if each.inverted else each.given or each.family for each in plain[name]]
        texts = pyarrow.table({part: pyarrow.array(values, pyarrow.string()) for part, values in (rows | held).items()})
        connection.register(f"given_{name}", texts)
        connection.execute(f"""
            CREATE TABLE {name} AS SELECT '{name}-' || row_number() OVER () AS unique_id, *,
                try_cast(left(convicted, 4) AS INTEGER) AS year FROM given_{name}""")
    first, second = (len(rows["person"]) for rows in read.values())
    return first, second


def _read(connection: Any, table: Path) -> dict[str, list[str | None]]:
    """The columns of one register that help to link it, as texts."""
    source = str(table / "*.parquet") if table.is_dir() else str(regular(table))
    try:
        relation = connection.read_parquet(source)
        held = relation.columns
    except Exception as error:  # duckdb's own
        raise UsageError(f"cannot read {table}: {str(error).splitlines()[0]}") from error
    for column in _NEEDED:
        if column not in held:
            near = did_you_mean(column, held, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"it has: {', '.join(held)}"
            raise UsageError(f"{table} has no column {column!r}; {hint}\nA register is read by: casegraph import")
    texts = [f"{column}::VARCHAR" if column in held else "NULL::VARCHAR" for column in (*_NEEDED, *_ALSO)]
    rows = relation.project(", ".join(f"{text} AS c{at}" for at, text in enumerate(texts))).fetchall()
    names = ("id", "person", "sovereign", "convicted", "offence")
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    found = {name: [value or None for value in values] for name, values in zip(names, columns, strict=True)}
    return found | {"person": [person or "" for person in found["person"]]}


_BLOCKS = {
    "by_kin": ["kin", "kin || ' ' || given", "kin || ' ' || given || ' ' || sovereign || ' ' || year"],
    "by_given": ["given || ' ' || sovereign || ' ' || year"],
    "by_start": ["left(family, 4) || ' ' || year"],
    "by_place": ["sovereign || ' ' || year"],
}
"""A column to compare rows by → what they must agree in; where too many do, the next, and at last nothing."""


def _blocked(connection: Any) -> int:
    """Add the columns of `_BLOCKS` to both tables; how many groups were too large for what they agree in."""
    too_large = 0
    for column, keys in _BLOCKS.items():
        for name in ("a", "b"):
            connection.execute(f"ALTER TABLE {name} ADD COLUMN {column} VARCHAR")
        for step, key in enumerate(keys):
            before = f"{column} IS NULL" if step else "true"
            connection.execute(f"""
                CREATE OR REPLACE TEMP TABLE sizes AS SELECT key, x.n * y.n > {_MOST_PAIRS} AS large
                FROM (SELECT {key} AS key, count(*) AS n FROM a WHERE {before} GROUP BY 1) x
                JOIN (SELECT {key} AS key, count(*) AS n FROM b WHERE {before} GROUP BY 1) y USING (key)""")
            for name in ("a", "b"):
                connection.execute(f"""
                    UPDATE {name} SET {column} = sizes.key FROM sizes
                    WHERE {before} AND sizes.key = {key} AND NOT large""")
            if column != "by_place":  # only learned from, never proposed by
                too_large += connection.execute("SELECT count(*) FROM sizes WHERE large").fetchone()[0]
    return int(too_large)


def _level(condition: str, label: str, m: float, u: float, *, fixed: bool = False) -> dict[str, Any]:
    """A level of a comparison; with m and u of our own: how often pairs of one person, and of two people, reach it."""
    return {"sql_condition": condition, "label_for_charts": label, "m_probability": m, "u_probability": u,
            "fix_m_probability": fixed, "fix_u_probability": fixed}  # fmt: skip


def _none(condition: str) -> dict[str, Any]:
    return {"sql_condition": condition, "label_for_charts": "none", "is_null_level": True}


_AGAINST = 1e-6
"""How often one person has two middle names that differ, or is Jr. here and Sr. there: so seldom that it outweighs the
agreement of a whole name."""
_FEW = 10_000
"""Pairs of rows to learn from; of fewer the starting values below stand."""
_GIVEN_M, _GIVEN_U = [0.85, 0.1, 0.05], [0.01, 0.01, 0.98]
_FAMILY_M, _FAMILY_U = [0.93, 0.04, 0.03], [0.001, 0.002, 0.997]
_LAW_M, _LAW_U = [0.9, 0.1], [0.1, 0.9]
_YEARS = {
    "output_column_name": "year",
    "comparison_levels": [
        _none("year_l IS NULL OR year_r IS NULL"), _level("year_l = year_r", "the same year", 0.7, 0.03),
        _level("abs(year_l - year_r) <= 1", "a year apart", 0.15, 0.05), _level("ELSE", "other", 0.15, 0.92),
    ],
}  # fmt: skip
_MIDDLE = {
    "output_column_name": "middle",
    "comparison_levels": [
        _none("middle_l IS NULL OR middle_r IS NULL"),
        _level("jaro_winkler_similarity(middle_l, middle_r) >= 0.9"
               " OR list_has_any(string_split(middle_l, ' '), string_split(middle_r, ' '))",
               "the same", 0.8, 0.02, fixed=True),
        _level("left(middle_l, 1) = left(middle_r, 1) AND least(length(middle_l), length(middle_r)) = 1",
               "an initial of the other", 0.197, 0.06, fixed=True),
        _level("ELSE", "contradicting", _AGAINST, 0.92, fixed=True),
    ],
}  # fmt: skip
_SUFFIX = {
    "output_column_name": "suffix",
    "comparison_levels": [
        _none("suffix_l IS NULL AND suffix_r IS NULL"),
        _level("suffix_l IS NULL OR suffix_r IS NULL", "one of them only", 0.1, 0.4, fixed=True),
        _level("suffix_l = suffix_r", "the same", 0.89, 0.3, fixed=True),
        _level("ELSE", "contradicting", _AGAINST, 0.5, fixed=True),
    ],
}  # fmt: skip
_ORDER = {
    "output_column_name": "written",
    "comparison_levels": [
        _none("written_l IS NULL OR written_r IS NULL OR given_l <> given_r"),
        _level("written_l = written_r", "the same order", 0.95, 0.9, fixed=True),
        _level("ELSE", "another order", 0.05, 0.1, fixed=True),
    ],
}  # fmt: skip


def _settings(splink: Any, first: int, second: int) -> Any:
    import splink.comparison_library as compare

    given = compare.JaroWinklerAtThresholds("given", [0.9])
    family = compare.JaroWinklerAtThresholds("family", [0.94])
    return splink.SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=max(1e-4, 0.1 / max(first, second)),
        comparisons=[
            given.configure(m_probabilities=_GIVEN_M, u_probabilities=_GIVEN_U),
            family.configure(m_probabilities=_FAMILY_M, u_probabilities=_FAMILY_U,
                             term_frequency_adjustments=first * second >= _FEW),
            compare.ExactMatch("sovereign").configure(m_probabilities=_LAW_M, u_probabilities=_LAW_U),
            _YEARS, _MIDDLE, _SUFFIX, _ORDER,
        ],
        blocking_rules_to_generate_predictions=[
            splink.block_on("by_kin"), splink.block_on("by_given"), splink.block_on("by_start")
        ],
    )  # fmt: skip


def _learn(linker: Any, splink: Any) -> bool:
    """Let Splink learn; False where the tables hold nothing to learn from, and the starting values stand."""
    learned = False
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for columns in (("by_kin", "family", "given"), ("by_place", "sovereign", "year")):
        rule = splink.block_on(*columns)  # what a rule names is not learned by it
        with suppress(Exception):  # no pair to learn from: each of Splink's reasons is one of its own classes
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
            learned = True
    return learned


def _write(out: Path, rows: list[tuple[Any, ...]]) -> None:
    with whole(out) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([neutral("" if cell is None else str(cell)) if index > 1 else cell
                          for index, cell in enumerate(row)] for row in rows)  # fmt: skip
