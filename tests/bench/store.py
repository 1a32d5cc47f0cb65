"""What a store costs as it grows, and beside its peers: `python tests/bench/store.py [--sizes 1000 10000 100000]`.

For each size the corpus is built into a store by `casegraph build`, beside Oxigraph's own bulk load of the same triples
already written; then a fresh process opens the store and answers. Exponents are slopes of log time (memory) on log
size: 0 is flat, 1 grows as the corpus does. Answers are measured in processor time, which a busy machine distorts less
than the clock's; builds by the clock. Ratios are taken in one run on one machine. `--folder` keeps the stores.
"""

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from corpus import as_case, rows

RUNS = 5
QUESTIONS = {
    "clemency, by id": "graph.clemency(conviction, '2021-01-01').convictions",
    "clemency, by name": "graph.clemency(person, '2021-01-01').convictions",
    "relief routes": "graph.relief(conviction, '2021-01-01').convictions",
    "all that is said of it": "graph.show(conviction).statements",
    "when was … convicted?": "graph.ask(f'When was {person} convicted?').items",
    "timeline of one case": "graph.timeline(case).timeline.rows",
}
FIRST_ANSWER = """
import json, resource, sys, time
import casegraph, casegraph.cli, casegraph.store, casegraph.view, casegraph.timeline, casegraph.notebook
import casegraph.questions.reading.ask, casegraph.questions.relief.walk, casegraph.questions.record.chronicle
import casegraph.casefile.format.fields
where, case, conviction, person = sys.argv[1:5]
start = time.process_time()
graph = casegraph.load(where)
answer = {}
seconds = time.process_time() - start
assert answer, "nothing was answered"
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
DUMP = """
import casegraph, sys
with open(sys.argv[2], "w") as out:
    out.writelines(line + "\\n" for line in casegraph.load(sys.argv[1]).store.dump(index=True))
"""
BUILD = """
import json, resource, sys, time
start = time.perf_counter()
from casegraph.build import build_store
from pathlib import Path
build_store([sys.argv[1]], Path(sys.argv[2]))
used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([time.perf_counter() - start, used / 1024]))
"""
LOAD = """
import json, sys, time
import pyoxigraph as ox
start = time.perf_counter()
store = ox.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=ox.RdfFormat.N_QUADS)
store.flush()
loaded = time.perf_counter()
store.optimize()
store.flush()
print(json.dumps([loaded - start, time.perf_counter() - loaded]))
"""
STEPS = """
import json, sys, time
import casegraph, casegraph.questions.naming.names
from casegraph.view import back, step
view = casegraph.load(sys.argv[1]).view
convictions = casegraph.questions.naming.names.things_of(view, "Conviction", most=200)
start = time.process_time()
for conviction in convictions:
    for sovereign in step(view, conviction, "cg:lawBroken"):
        back(view, sovereign, "cg:sovereign")
print((time.process_time() - start) / len(convictions))
"""


def run(code: str, *arguments: object) -> str:
    """What a fresh process prints."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def exponent(sizes: list[int], values: list[float]) -> float:
    """The slope of log value on log size, by least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(value, 1e-9)) for value in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread if spread else 0.0


def timed(work: Callable[[], Any]) -> float:
    """Seconds one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def built(folder: Path, size: int) -> tuple[Path, dict[str, float]]:
    """The store of `size` convictions, and what building it took; what stands there already is used as it is."""
    source, store = folder / f"c{size}.jsonl", folder / f"s{size}.store"
    if not source.exists():
        with source.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(as_case(row), separators=(",", ":")) + "\n" for row in rows(size))
    if (store / "casegraph-store.json").exists():
        return store, {}
    build, memory = json.loads(run(BUILD, source, store))
    written = folder / f"q{size}.nq"
    run(DUMP, store, written)
    plain = folder / "plain"
    shutil.rmtree(plain, ignore_errors=True)
    load, order = json.loads(run(LOAD, plain, written))
    with written.open("rb") as file:
        quads = sum(1 for _ in file)
    shutil.rmtree(plain, ignore_errors=True)
    written.unlink()
    return store, {"build": build, "memory": memory, "load": load, "order": order, "quads": quads}


def answers(store: Path, size: int) -> dict[str, tuple[float, float]]:
    """Seconds beyond imports and peak megabytes of a fresh process that opens the store and answers once."""
    last = deque(rows(size), maxlen=1)[0]
    about = f"r{last.number:07}", f"r{last.number:07}-{last.offence}", last.person
    found = {}
    for question, code in QUESTIONS.items():
        first = FIRST_ANSWER.replace("answer = {}", f"answer = {code}")
        told = [json.loads(run(first, store, *about)) for _ in range(RUNS)]
        found[question] = (median(row[0] for row in told), max(row[1] for row in told))
    found["walk to the powers"] = (median(float(run(STEPS, store)) for _ in range(RUNS)), 0.0)
    return found


def peers(store: Path, size: int) -> dict[str, float]:
    """Seconds from nothing to the first answer, each in a fresh process, on the same triples; maplib and kglab where
    they are installed."""
    last = deque(rows(size), maxlen=1)[0]
    name = f"r{last.number:07}-{last.offence}"
    walk = (
        "SELECT ?office WHERE { ?c cg:lawBroken ?own . ?power cg:sovereign ?own ; cg:decider ?office "
        f'FILTER(STRENDS(STR(?c), "/{name}")) }}'
    )
    opened = "import casegraph\ngraph = casegraph.load(sys.argv[1])\n"
    codes = {
        "casegraph": f"{opened}assert graph.clemency({name!r}, '2021-01-01').convictions",
        "Oxigraph SPARQL": f"{opened}assert graph.query({walk!r}).rows",
        "oxrdflib SPARQL": f"{opened}assert list(graph.rdf.query({walk!r}))",
        "rdflib SPARQL": "import rdflib\nd = rdflib.Dataset(default_union=True)\n"
        "d.parse(sys.argv[2], format='nquads')\n"
        f"from casegraph.vocabulary import PREFIXES\nassert list(d.query({walk!r}, initNs=PREFIXES))",
        "rdflib to networkx": "import rdflib, networkx\nd = rdflib.Dataset(default_union=True)\n"
        "d.parse(sys.argv[2], format='nquads')\ng = networkx.MultiDiGraph()\n"
        "for s, p, o, _ in d.quads((None, None, None, None)): g.add_edge(str(s), str(o), str(p))\n"
        f"c = next(n for n in g if n.endswith('/{name}'))\n"
        "assert [o for own, ks in g[c].items() if any(k.endswith('lawBroken') for k in ks) for o in g.pred[own]]",
    }
    prefixed = f"PREFIX cg: <https://w3id.org/casegraph/ontology#> {walk}"
    if find_spec("maplib"):
        codes["maplib SPARQL"] = ("import maplib\nm = maplib.Model()\nm.read(sys.argv[3], format='ntriples')\n"
                                  f"assert len(m.query({prefixed!r}))")  # fmt: skip
    if find_spec("kglab"):
        codes["kglab SPARQL"] = ("import kglab\nk = kglab.KnowledgeGraph()\nk.load_rdf(sys.argv[3], format='nt')\n"
                                 f"assert list(k.query({prefixed!r}))")  # fmt: skip
    written, triples = store.parent / "peers.nq", store.parent / "peers.nt"
    run(DUMP, store, written)
    with written.open() as quads, triples.open("w") as out:
        out.writelines(f"{line[: line.rindex(' <')]} .\n" for line in quads)
    found = {}
    for peer, code in codes.items():
        times = [timed(lambda code=code: run("import sys\n" + code, store, written, triples)) for _ in range(3)]
        found[peer] = median(times)
    written.unlink()
    triples.unlink()
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--peers", type=int, default=1000, help="the size at which the peers are asked; 0 for none")
    parser.add_argument("--folder", type=Path, help="where the corpora and stores are kept; a temporary folder if none")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="casegraph-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _grow(folder, given.sizes)
        if given.peers:
            _beside(folder, given.peers)
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


def _grow(folder: Path, sizes: list[int]) -> None:
    found: dict[str, list[tuple[float, float]]] = {}
    for size in sizes:
        store, took = built(folder, size)
        if took:
            load, order = took["load"], took["order"]
            print(f"{size:>9,} convictions, {took['quads']:,.0f} quads: built from JSON Lines in {took['build']:.1f} s "
                  f"with {took['memory']:,.0f} MB at most; the loader alone, given the quads, {load:.1f} s and "
                  f"{order:.1f} s to put them in order: {(load + order) / took['build']:.0%} of its speed")  # fmt: skip
        for how, cost in answers(store, size).items():
            found.setdefault(how, []).append(cost)
    print(f"\n{'a fresh process, beyond imports':32}" + "".join(f"{size:>12,}" for size in sizes) + "   exponent")
    for how, costs in found.items():
        print(f"{how:32}" + "".join(f"{cost[0] * 1000:9.1f} ms" for cost in costs)
              + f"{exponent(sizes, [cost[0] for cost in costs]):11.2f}")  # fmt: skip
        if costs[0][1]:
            print(f"{'  peak memory':32}" + "".join(f"{cost[1]:9.0f} MB" for cost in costs)
                  + f"{exponent(sizes, [cost[1] for cost in costs]):11.2f}")  # fmt: skip


def _beside(folder: Path, size: int) -> None:
    store, _ = built(folder, size)
    found = peers(store, size)
    print(f"\nfrom nothing to the first answer, {size:,} convictions, whole process")
    for peer, seconds in found.items():
        print(f"{peer:32}{seconds:9.2f} s  {seconds / found['casegraph']:8.1f} x casegraph")


if __name__ == "__main__":
    main()
