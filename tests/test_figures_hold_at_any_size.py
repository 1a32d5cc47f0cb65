"""Every kind of figure at 25, 60 and 150 things, fifty times each: nothing overlaps, is struck, cut off or unreadable.

All fifty seeds are drawn and measured from their artists; a few of each are measured from the rendered picture too,
which takes several times as long.
"""

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import corpus
import pytest
from matplotlib.figure import Figure

import casegraph
import synthetic
from casegraph.drawing import audit, path_figure, power_figure
from casegraph.drawing.network import draw_network
from casegraph.drawing.sheet import Source
from casegraph.drawing.timeline import Portrait
from casegraph.drawing.timeline_wide import Landscape
from casegraph.rdf import index_quads, nquads
from casegraph.resources import shipped
from casegraph.store import MemoryStore, ontology_graph

SEEDS, LOOKED_AT = 50, 1
HEADING = ("", "The Governor, not the President", "As of 1 Jan 2026.")


def _network(seed: int, size: int) -> Figure:
    return draw_network(synthetic.network(seed, size), HEADING, [Source(1, "a document"), Source(2, "another")])


def _path(seed: int, size: int) -> Figure:
    return path_figure(synthetic.answer(seed, size))


def _power(seed: int, size: int) -> Figure:
    return power_figure(synthetic.answer(seed, size))


def _portrait(seed: int, size: int) -> Figure:
    return Portrait(*synthetic.timeline(seed, size), synthetic.ON, HEADING, 0).draw()


def _landscape(seed: int, size: int) -> Figure:
    return Landscape(*synthetic.timeline(seed, size), synthetic.ON, HEADING, 0).draw()


KINDS: dict[str, Callable[[int, int], Figure]] = {
    "network": _network,
    "path": _path,
    "power": _power,
    "portrait": _portrait,
    "landscape": _landscape,
}


@pytest.fixture(autouse=True)
def seldom_tidied() -> Iterator[None]:
    """Hundreds of figures: looking through all of memory for garbage every few would take as long as drawing them."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.parametrize("size", synthetic.SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_fifty_figures_of_a_kind_and_size_read_well(kind: str, size: int) -> None:
    faults = {}
    for seed in range(SEEDS):
        found = audit(KINDS[kind](seed, size), pixels=seed < LOOKED_AT)
        if seed % 10 == 9:
            gc.collect()
        if found.faults:
            faults[seed] = found.faults[:3]
    assert faults == {}


def test_a_figure_of_one_case_reads_no_other_case(tmp_path: Path, read: Counter[str]) -> None:
    """The same reads, to the quad, in a graph of three cases and in one of three hundred."""
    reads: dict[int, dict[str, Counter[str]]] = {}
    for size in (2, 299):
        file = tmp_path / f"{size}.jsonl"
        file.write_text("".join(json.dumps(corpus.as_case(row)) + "\n" for row in corpus.rows(size)), encoding="utf-8")
        graph = casegraph.load("avery-dassey", file)
        store, records = MemoryStore(), [*graph.cases, *graph.authorities]
        store.load([*nquads(records), *index_quads(records)])
        store.load_turtle(shipped("ontology/casegraph.ttl"), ontology_graph())
        reads[size] = {}
        for case in ("avery-dassey", "r0000001"):
            for kind in ("timeline", "landscape", "path", "network", "power"):
                read.clear()
                options = {"landscape": True} if kind == "landscape" else {}
                graph = casegraph.Graph((), (), store=store)  # its view has read nothing yet
                graph.draw("timeline" if options else kind, case, "2020-01-01", **options)
                reads[size][f"{kind} of {case}"] = Counter(read)
    assert reads[2] == reads[299]
    assert all(count["quads"] > 200 for count in reads[2].values())
