"""Commands for registers: import a table of convictions, batch answers for every row, link two registers."""

import sys
import time
from pathlib import Path
from typing import Any

import click

from .app import Given, command, dump, echo, say

__all__ = ["batch", "import_", "link"]


@command(
    "import",
    examples="""
    casegraph import pardons.csv --map pardon-list -o pardons/
    casegraph import register.xlsx --map my-map.yaml -o register/
    casegraph import register.csv --map my-map.yaml -o register.jsonl
    casegraph import --maps
    """,
    takes="law json",
)
@click.argument("table", required=False, type=click.Path(path_type=Path))
@click.option("--map", "map_name", metavar="MAP", help="A shipped map by name, or a map file.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Folder for Parquet parts, or a .jsonl file of cases."
)
@click.option("--maps", is_flag=True, help="List the shipped maps.")
def import_(given: Given, table: Path | None, map_name: str | None, out: Path | None, maps: bool) -> int:
    """Read a register (CSV, Parquet, XLSX): resolve courts and sovereigns, keep the raw rows, set aside what fails."""
    from ..batch import import_cases, import_register, map_names, read_map

    if maps:
        echo("\n".join(map_names()))
        return 0
    if table is None or map_name is None or out is None:
        raise click.UsageError("give a TABLE, its --map and where to write: -o FOLDER. See: casegraph import --help")
    mapping, started = read_map(map_name).with_law(map(Path, given.law)), time.monotonic()
    run = import_cases if out.suffix == ".jsonl" else import_register
    found = run(table, mapping, out, progress=_counter("rows"))
    told = {"rows": found.rows, "kept": found.kept, "rejected": found.rejected, "reasons": found.reasons,
            "resumed": found.resumed, "out": str(out)}  # fmt: skip
    told["missing"] = found.missing
    if given.as_json:
        dump(told)
        return 0
    for line in found.missing:
        say(f"note: {line}")
    echo(f"{found.rows:,} rows: {found.kept:,} kept, {found.rejected:,} rejected → {out}")
    for reason, count in sorted(found.reasons.items(), key=lambda item: (-item[1], item[0]))[:8]:
        echo(f"  {count:>9,}  {reason}")
    if found.resumed:
        say(f"went on after row {found.resumed:,}")
    rejects = out.with_suffix(".rejects.csv") if out.suffix == ".jsonl" else out / "rejects-*.csv"
    say(f"row numbers and reasons: {rejects}") if found.rejected else None
    built = f"casegraph build {out} -o my-store"
    became = {"status", "status_date"} <= {*mapping.columns, *mapping.constants}
    asked = "--on-column status_first --before-status" if became else "--on 2025-01-01"
    asked += " --if-attributed" if mapping.source.firmness == "attributed" else ""
    following = built if out.suffix == ".jsonl" else f"casegraph batch {out} -o answers.parquet {asked}"
    say(f"{time.monotonic() - started:.1f} s. Next: {following}")
    return 0


def _counter(what: str) -> Any:
    """Print progress to standard error where it is a terminal."""
    if not sys.stderr.isatty():
        return lambda count: None
    return lambda count: click.echo(f"\r{count:,} {what}", err=True, nl=False)


@command(
    examples="""
    casegraph batch pardons/ -o answers.parquet --on 2016-01-08
    casegraph batch pardons/ -o answers.parquet --on-column status_first --before-status --if-attributed
    casegraph batch convictions.parquet -o answers.parquet --on-column sentenced --kind commutation
    casegraph batch pardons/ -o answers/ --on 2016-01-08 --engine spark --master spark://host:7077
    """,
    takes="law json",
)
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, help="Parquet file (Spark: folder) to write."
)
@click.option("--on", metavar="DATE", help="The day for every row, YYYY-MM-DD. [default: today]")
@click.option("--on-column", metavar="COLUMN", default="", help="The column that holds the day of each row.")
@click.option("--before-status", is_flag=True, help="As if nothing had become of them: who could grant it that day?")
@click.option("--if-attributed", is_flag=True, help="Answer what only a source reports too, as if it were right.")
@click.option("--kind", default="pardon", show_default=True, help="pardon, commutation, reprieve, remission, …")
@click.option("--engine", default="duckdb", show_default=True, help="duckdb on this machine, spark on a cluster.")
@click.option("--master", default="", help="For Spark: the address of the master. [default: local[2]]")
def batch(
    given: Given,
    table: Path,
    out: Path,
    on: str | None,
    on_column: str,
    before_status: bool,
    if_attributed: bool,
    kind: str,
    engine: str,
    master: str,
) -> None:
    """The clemency answer for every conviction of a table."""
    from ..batch import compiled_law, run_batch
    from ..dates import as_day
    from ..reading import regular

    if on and on_column:
        raise click.UsageError("give --on or --on-column, not both")
    day = None if on_column else as_day(on).isoformat()
    table = table if table.is_dir() else regular(table)
    say("reading the law (compiled once, then kept) …")
    law, started = compiled_law(law=[Path(name) for name in given.law]), time.monotonic()
    found = run_batch(table, out, law, on=day, kind=kind, engine=engine, on_column=on_column, master=master,
                      before_status=before_status, if_attributed=if_attributed)  # fmt: skip
    spent = time.monotonic() - started
    if given.as_json:
        told = {"rows": found.rows, "answers": dict(found.answers), "attributed": found.attributed, "kind": kind,
                "on": day, "out": str(out)}  # fmt: skip
        dump(told)
        return
    echo(f"{found.rows:,} convictions → {out}")
    for answer, count in found.answers.items():
        echo(f"  {count:>11,}  {answer}")
    if found.attributed:
        echo(f"  {found.attributed:>11,}  of them rest on a register's word alone (column facts: attributed)")
        if not if_attributed:
            say("They are unknown here. As if the register were right: --if-attributed")
    say(f"{spent:.1f} s, {found.rows / max(spent, 1e-9):,.0f} convictions a second with {engine}")


@command(
    examples="""
    casegraph link pardons/ exonerations/ -o pairs.csv
    casegraph link pardons/ exonerations/ -o pairs.csv --least 0.9
    """,
    takes="json",
)
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="CSV file of pairs to review.")
@click.option("--least", type=float, default=0.5, show_default=True, help="Only pairs of at least this probability.")
def link(given: Given, first: Path, second: Path, out: Path, least: float) -> None:
    """Which people of two registers may be one: pairs with a score, to review. Nothing is merged."""
    from ..batch.link import propose_pairs

    found = propose_pairs(first, second, out, least=least, say=say)
    if given.as_json:
        told = {"first": found.first, "second": found.second, "pairs": found.pairs, "learned": found.learned,
                "too_common": found.too_common, "out": str(out)}  # fmt: skip
        dump(told)
        return
    echo(f"{found.pairs:,} pairs of {found.first:,} and {found.second:,} rows → {out}")
    say("A score is no finding: fill the column same_person by hand.")
