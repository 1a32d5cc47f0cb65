"""Every kind of figure at 25, 60 and 150 things, fifty times each: nothing overlaps, is struck, cut off or unreadable.

All fifty seeds are drawn and measured from their artists; a few of each are measured from the rendered picture too,
which takes several times as long.
"""

import gc
from collections.abc import Callable, Iterator

import pytest
from matplotlib.figure import Figure

import synthetic
from casegraph.drawing import audit, path_figure, power_figure
from casegraph.drawing.network import draw_network
from casegraph.drawing.sheet import Source
from casegraph.drawing.timeline import Portrait
from casegraph.drawing.timeline_wide import Landscape

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
