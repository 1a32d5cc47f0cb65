"""Every kind of figure at 25, 60 and 150 things, fifty times each: nothing overlaps, is struck, cut off or unreadable.

All fifty seeds are laid out and measured as scenes: a few in every run, the others in the thorough one. The first
of the small ones and the last of every size are measured from the rendered picture too, which takes ten times as long.
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import corpus
import pytest

import casegraph
import synthetic
from casegraph.drawing import audit
from casegraph.drawing.answer_words import heading_of, sources_of
from casegraph.drawing.frame import Documents, Heading, NumberedSource, framed
from casegraph.drawing.network.plan import planned
from casegraph.drawing.path.figure import path_scene
from casegraph.drawing.power import power_scene
from casegraph.drawing.scene import Scene
from casegraph.drawing.timeline.figure import Portrait
from casegraph.drawing.timeline.shared import TimelineLayout
from casegraph.drawing.timeline.wide import Landscape
from casegraph.rdf import index_quads, nquads
from casegraph.resources import shipped
from casegraph.store import MemoryStore, ontology_graph

SEEDS = 50
FEW = {25: 8, 60: 2, 150: 1}
"""Size → how many seeds are drawn in every run."""
HEADING = Heading("", "The Governor, not the President", "As of 1 Jan 2026.")


def _network(seed: int, size: int) -> Scene:
    made = synthetic.network(seed, size)
    return framed(
        planned(made.boxes, made.bonds), HEADING, [NumberedSource(1, "a document"), NumberedSource(2, "another")]
    )


def _path(seed: int, size: int) -> Scene:
    answer = synthetic.answer(seed, size)
    return framed(path_scene(answer), heading_of(answer), sources_of(answer.sources))


def _power(seed: int, size: int) -> Scene:
    answer = synthetic.answer(seed, size)
    return framed(power_scene(answer), heading_of(answer), sources_of(answer.sources))


def _portrait(seed: int, size: int) -> Scene:
    return _timeline(Portrait, seed, size)


def _landscape(seed: int, size: int) -> Scene:
    return _timeline(Landscape, seed, size)


def _timeline(layout: type[TimelineLayout], seed: int, size: int) -> Scene:
    numbers = Documents()
    return framed(layout(*synthetic.timeline(seed, size), synthetic.ON, numbers.cite).scene(), HEADING, numbers.sources)


KINDS: dict[str, Callable[[int, int], Scene]] = {
    "network": _network,
    "path": _path,
    "power": _power,
    "portrait": _portrait,
    "landscape": _landscape,
}


def read_well(kind: str, size: int, seeds: range, looked_at: int) -> None:
    faults = {}
    for seed in seeds:
        found = audit(KINDS[kind](seed, size), pixels=seed == looked_at)
        if found.faults:
            faults[seed] = found.faults[:3]
    assert faults == {}


@pytest.mark.parametrize("size", synthetic.SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_some_figures_of_a_kind_and_size_read_well(kind: str, size: int) -> None:
    read_well(kind, size, range(FEW[size]), looked_at=0 if size < 50 else -1)


@pytest.mark.thorough
@pytest.mark.parametrize("size", synthetic.SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_all_fifty_figures_of_a_kind_and_size_read_well(kind: str, size: int) -> None:
    read_well(kind, size, range(FEW[size], SEEDS), looked_at=SEEDS - 1)


def test_a_figure_of_one_case_reads_no_other_case(tmp_path: Path, read: Counter[str]) -> None:
    """The same reads, to the quad, in a graph of three cases and in one of eighty."""
    reads: dict[int, dict[str, Counter[str]]] = {}
    for size in (2, 79):
        file = tmp_path / f"{size}.jsonl"
        file.write_text("".join(json.dumps(corpus.as_case(row)) + "\n" for row in corpus.rows(size)), encoding="utf-8")
        graph = casegraph.load("avery-dassey", file)
        store, records = MemoryStore(), [*graph.cases, *graph.authorities]
        store.load([*nquads(records), *index_quads(records)])
        store.load_turtle(shipped("ontology/casegraph.ttl"), ontology_graph())
        reads[size] = {}
        for case in ("avery-dassey", "r0000001"):
            for kind in ("timeline", "path", "network", "power"):
                read.clear()
                graph = casegraph.Graph((), (), store=store)  # its view has read nothing yet
                graph.draw(kind, case, "2020-01-01")
                reads[size][f"{kind} of {case}"] = Counter(read)
    assert reads[2] == reads[79]
    assert all(count["quads"] > 200 for count in reads[2].values())
