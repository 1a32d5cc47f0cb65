"""How fast one answer for very many convictions is, beside peers, in one run.

    python tests/bench/batch.py                     # everything at the sizes of RESULTS.md
    python tests/bench/batch.py --rows 100000       # smaller

Every engine gets the same seeded convictions and is asked who may pardon on the same day. Peers are given as many as
they can do in some seconds, and the rate is what counts. Seconds are of the wall and of the processor (all threads):
on a machine that others use only the second can be compared. Start-up (import, opening, loading) is not counted.
"""

import argparse
import gc
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from registers import convictions, write_parquet

DAY = "2020-01-01"
RDFLIB, OXIGRAPH = 6, 300
"""How many convictions the slow peers are given."""
Row = dict[str, str]


@dataclass(frozen=True)
class Measured:
    """Convictions answered, seconds by the clock, seconds of the processor."""

    name: str
    rows: int
    wall: float
    cpu: float

    @property
    def rate(self) -> float:
        """Convictions a second by the clock."""
        return self.rows / max(self.wall, 1e-9)

    @property
    def work(self) -> float:
        """Convictions a second of the processor."""
        return self.rows / max(self.cpu, 1e-9)


def measured(name: str, rows: int, run: Callable[[], Any]) -> Measured:
    """Run once, with the clocks around it."""
    gc.collect()
    before, start = os.times(), time.perf_counter()
    run()
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.user + after.system - before.user - before.system
    return Measured(name, rows, wall, cpu)


def sample(number: int) -> list[Row]:
    """Standing convictions of the corpus: what holders.rq and the table both answer from."""
    return [row for row in convictions(number, seed=5) if not row["status"] and row["convicted_first"] <= DAY]


def graph_lines(rows: list[Row]) -> list[str]:
    """The convictions, and the shipped authorities, as N-Quads."""
    from casegraph.authorities.load import load_authorities
    from casegraph.rdf import nquads
    from casegraph.vocabulary import CG, RDF_TYPE, thing

    lines = nquads(load_authorities())
    for row in rows:
        about = f"<{thing(row['id'])}>"
        lines.append(f"{about} <{RDF_TYPE}> <{CG + 'Conviction'}> .")
        lines.append(f"{about} <{CG + 'lawBroken'}> <{thing(row['sovereign'])}> .")
        known = (("sentenceType", row["sentence_type"]), ("flag", row["flags"]))
        lines.extend(f'{about} <{CG + name}> "{value}" .' for name, value in known if value)
    return lines


def by_rdflib_sparql(rows: list[Row], lines: list[str]) -> Measured:
    """rdflib: the shipped query holders.rq for one conviction after another."""
    import rdflib

    from casegraph.queries.catalogue import named_query
    from casegraph.resources import shipped
    from casegraph.vocabulary import PREFIXES, XSD

    graph = rdflib.Dataset(default_union=True)
    graph.parse(data="\n".join(lines), format="nquads")
    graph.parse(shipped("ontology/casegraph.ttl"))
    day, text, found = rdflib.Literal(DAY, datatype=XSD + "date"), named_query("holders").text, []

    def run() -> None:
        for row in rows[:RDFLIB]:
            given = {"conviction": rdflib.URIRef(_iri(row)), "on": day}
            found.append(len(graph.query(text, initNs=PREFIXES, initBindings=given)))

    result = measured("rdflib, SPARQL (holders.rq for each)", RDFLIB, run)
    assert sum(1 for rows in found if rows) > RDFLIB // 2, "the query found nothing"
    return result


def by_oxigraph_sparql(rows: list[Row], lines: list[str]) -> Measured:
    """Oxigraph in memory: the same query."""
    from casegraph.queries.catalogue import run_named
    from casegraph.records.claim import Literal
    from casegraph.resources import shipped
    from casegraph.store import MemoryStore, ontology_graph

    store, found = MemoryStore(), []
    store.load(lines)
    store.load_turtle(shipped("ontology/casegraph.ttl"), ontology_graph())

    def run() -> None:
        for row in rows[:OXIGRAPH]:
            given = {"conviction": _iri(row), "on": Literal(DAY)}
            found.append(len(run_named(store, "holders", given).rows))

    result = measured("Oxigraph, SPARQL (holders.rq for each)", OXIGRAPH, run)
    assert sum(1 for rows in found if rows) > OXIGRAPH // 2, "the query found nothing"
    return result


def _iri(row: Row) -> str:
    from casegraph.vocabulary import thing

    return str(thing(row["id"]))


def intervals(law: Any) -> dict[tuple[str, str, str], tuple[list[str], list[tuple[str, str]]]]:
    """Class of convictions → first days and (office, person), in order: the compiled law as a dict."""
    found: dict[tuple[str, str, str], tuple[list[str], list[tuple[str, str]]]] = {}
    for row in law.rows:
        if row.kind == "pardon":
            start, until = row.start or date.min, row.until or date.max
            days, held = found.setdefault((row.sovereign, row.sentence, "; ".join(row.flags)), ([], []))
            for day in (start, *law.changes(row.deciders, start, until)):
                days.append(day.isoformat())
                held.append(("; ".join(row.deciders), law.people(row.deciders, day)[0]))
    return found


def _class(row: Row, law: Any) -> tuple[str, str, str]:
    from casegraph.questions.powers.intervals import sentence_class

    held = row["flags"].split("; ") if row["flags"] else []
    return row["sovereign"], sentence_class(row["sentence_type"]), law.key(row["sovereign"], held)


def by_rdflib_intervals(rows: list[Row], law: Any) -> Measured:
    """The control: rdflib reads the conviction's facts, a bisect in the compiled law answers."""
    import rdflib

    graph, held = rdflib.Graph(), intervals(law)
    names = ("sovereign", "sentence_type", "flags", "on")
    predicates = {name: rdflib.URIRef(f"x:{name}") for name in names}
    subjects = [rdflib.URIRef(_iri(row)) for row in rows]
    for subject, row in zip(subjects, rows, strict=True):
        for name, predicate in predicates.items():
            graph.add((subject, predicate, rdflib.Literal(row[name])))

    def run() -> None:
        for subject in subjects:
            row = {name: str(graph.value(subject, predicate)) for name, predicate in predicates.items()}
            days, who = held.get(_class(row, law), ([""], [("", "")]))
            who[bisect_right(days, row["on"]) - 1]

    return measured("rdflib, given the compiled law", len(rows), run)


def by_networkx_intervals(rows: list[Row], law: Any) -> Measured:
    """The control: networkx holds the conviction's facts, a bisect in the compiled law answers."""
    import networkx

    graph, held = networkx.DiGraph(), intervals(law)
    graph.add_nodes_from((row["id"], row) for row in rows)

    def run() -> None:
        for node in graph.nodes:
            row = graph.nodes[node]
            days, who = held.get(_class(row, law), ([""], [("", "")]))
            who[bisect_right(days, row["on"]) - 1]

    return measured("networkx, given the compiled law", len(rows), run)


def by_numpy(number: int) -> Measured:
    """The limit: the same look-ups as one gather from a flat array; no text, no file, no status."""
    import numpy

    chance = numpy.random.default_rng(1)
    classes, days = chance.integers(0, 160, number), chance.integers(0, 36_500, number)
    table = chance.integers(0, 9000, (160, 36_500)).astype(numpy.int32)
    return measured("numpy gather (the limit)", number, lambda: table[classes, days])


def by_casegraph(path: Path, rows: int, law: Any, out: Path) -> Measured:
    """`casegraph batch`: read Parquet, answer, write Parquet with every column."""
    from casegraph.batch import run_batch

    return measured(f"casegraph batch, DuckDB, {rows:,} rows", rows,
                    lambda: run_batch(path, out, law, on=None, on_column="on"))  # fmt: skip


CHILD = """
import os, sys, time
from pathlib import Path
import ibis
import pyarrow
ibis.duckdb
pyarrow.array(["start-up: this imports pandas, where it is installed"])
from casegraph.batch import compiled_law, run_batch
law = compiled_law()
base = peak_memory()
before, start = os.times(), time.perf_counter()
run_batch(Path(sys.argv[1]), Path(sys.argv[2]), law, on=None, on_column="on")
wall, after = time.perf_counter() - start, os.times()
print(wall, after.user + after.system - before.user - before.system, base, peak_memory())
"""
IMPORT = """
import os, sys, time
from pathlib import Path
from casegraph.batch import import_register, read_map
import_register(Path(sys.argv[3]), read_map("exoneration-register"), Path(sys.argv[2]) / "warm")
before, start = os.times(), time.perf_counter()
import_register(Path(sys.argv[1]), read_map("exoneration-register"), Path(sys.argv[2]) / "out")
wall, after = time.perf_counter() - start, os.times()
print(wall, after.user + after.system - before.user - before.system, 0, peak_memory())
"""


PEAK = """
def peak_memory():
    # of this program alone: what getrusage tells begins with the process it was forked from
    with open("/proc/self/status") as file:
        return int(next(line for line in file if line.startswith("VmHWM")).split()[1]) // 1024
"""


def in_a_child(code: str, *args: Path) -> tuple[float, float, int, int]:
    """Seconds by the clock and of the processor, memory before and at its peak (MB), of a process of its own."""
    command = [sys.executable, "-c", PEAK + code, *map(str, args)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    wall, cpu, base, peak = told.splitlines()[-1].split()
    return float(wall), float(cpu), int(base), int(peak)


def a_table(size: int, folder: Path) -> Path:
    """The corpus of that size, written once."""
    path = folder / f"c{size}.parquet"
    return path if path.exists() else write_parquet(size, path)


def growth(sizes: list[tuple[int, float]]) -> str:
    """The exponent by which time grows between the two last sizes; 1 is linear."""
    (n, first), (m, last) = sizes[-2:]
    return f"{math.log(last / first) / math.log(m / n):.2f}"


def print_growth(sizes: list[int], folder: Path) -> None:
    """Batch in processes of their own: time, memory, growth."""
    found = []
    print("\nGrowth of casegraph batch, each size in a process of its own\n")
    print("| rows | seconds | CPU seconds | rows/s | rows per CPU second | memory before → peak |")
    print("|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        path = a_table(size, folder)
        wall, cpu, base, peak = in_a_child(CHILD, path, folder / "answers.parquet")
        found.append((size, cpu))
        print(
            f"| {size:,} | {wall:.2f} | {cpu:.2f} | {size / wall:,.0f} | {size / cpu:,.0f} | {base} → {peak} MB |",
            flush=True,
        )
    print(f"\nCPU seconds grow as rows^{growth(found)} between the last two sizes.")


def print_import(sizes: list[int], folder: Path) -> None:
    """Import of CSV registers: time and memory."""
    from registers import register, write_csv

    print("\nGrowth of casegraph import, CSV → Parquet, 1 % of the rows bad\n")
    print("| rows | seconds | CPU seconds | rows per CPU second | peak memory |\n|---:|---:|---:|---:|---:|")
    warm = write_csv(register(10), folder / "warm.csv")
    found = []
    for size in sizes:
        path, out = write_csv(register(size), folder / f"r{size}.csv"), folder / f"imported{size}"
        out.mkdir()
        wall, cpu, _, peak = in_a_child(IMPORT, path, out, warm)
        found.append((size, cpu))
        print(f"| {size:,} | {wall:.1f} | {cpu:.1f} | {size / cpu:,.0f} | {peak} MB |", flush=True)
    print(f"\nCPU seconds grow as rows^{growth(found)} between the last two sizes.")


def print_peers(number: int, folder: Path) -> None:
    """Rates side by side."""
    from casegraph.batch import compiled_law

    law, small = compiled_law(), sample(4000)
    lines = graph_lines(small)
    path = a_table(number, folder)
    many = list(convictions(min(number, 100_000), seed=5))
    warm = folder / "warm.parquet"
    by_casegraph(path, number, law, warm)
    runs: list[Callable[[], Measured]] = [
        lambda: by_rdflib_sparql(small, lines),
        lambda: by_oxigraph_sparql(small, lines),
        lambda: by_rdflib_intervals(many[:20_000], law),
        lambda: by_networkx_intervals(many, law),
        lambda: by_casegraph(path, number, law, warm),
        lambda: by_numpy(max(number, 1_000_000)),
    ]
    print(
        "| engine | convictions | rows/s | rows per CPU second | × rdflib SPARQL, by CPU |\n|---|---:|---:|---:|---:|"
    )
    base = 0.0
    for run in runs:
        done = run()
        base = base or done.work
        line = f"| {done.name} | {done.rows:,} | {done.rate:,.1f} | {done.work:,.1f} | {done.work / base:,.0f} |"
        print(line, flush=True)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--most", type=int, default=10_000_000, help="the largest size of the growth table")
    parser.add_argument("--only", choices=["peers", "growth", "import"])
    parser.add_argument("--folder", type=Path, help="where to keep the tables between runs")
    asked = parser.parse_args()
    about = f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} at the start"
    print(f"{date.today()}, {about}, Python {sys.version.split()[0]}\n", flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder = asked.folder or Path(made)
        if asked.only in (None, "peers"):
            print_peers(asked.rows, folder)
        if asked.only in (None, "growth"):
            print_growth([size for size in (100_000, 1_000_000, 10_000_000) if size <= asked.most], folder)
        if asked.only in (None, "import"):
            print_import([size for size in (100_000, 1_000_000) if size <= asked.most], Path(made))
    print(f"\npeak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
