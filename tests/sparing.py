"""How a test stays cheap. The whole suite has to run in four minutes on two cores; a new test takes part in that.

- Two facts written in the test beat a shipped case, and a shipped case (`seed`) beats all of them; the fixture `small`
  loads five lines in a hundredth of a second. A store of all cases and the compiled law are made once in a run: `once`.
- What is dear and says the same again (the tenth seed, the fiftieth moment) is marked `thorough`: it runs with
  `pytest -m thorough`, which `.ci/run` does after the suite. `mostly` marks some values of a parametrized test.
- What needs a browser, Java or another tool beside the extra [test] is marked `equipped`, and runs there too.
- A process costs half a second before it does anything: several artefacts are made by one script, as in
  `test_same_input_same_bytes.py`, and a command is run by the fixture `run`, in this process.
- A walk over the graph takes a millisecond, a query ten, rdflib's own evaluator a hundred or a thousand.
- `pytest --durations=10` tells what was slow; a test over one second needs a reason.
"""

import contextlib
import os
from collections.abc import Callable, Container, Iterable
from pathlib import Path
from typing import IO, Any

import pytest

__all__ = ["mostly", "once"]


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Any]) -> Path:
    """A file or folder that is made once in a run: the worker that comes first makes it, the others wait for it.

    Args:
        factory: pytest's own.
        name: of the file or folder; one name is one thing in the whole run.
        make: is given a path where nothing is yet, and puts the file or folder there.
    """
    base = factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    made = base / name
    with (base / f"{name}.lock").open("w") as lock:
        _wait_for(lock)
        if not made.exists():
            begun = base / f"{name}.begun"
            make(begun)
            begun.rename(made)
    return made


def _wait_for(lock: IO[str]) -> None:
    """Hold the lock on the file until it is closed."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX)
        return
    import msvcrt

    held = False
    while not held:
        with contextlib.suppress(OSError):  # it gives up after ten seconds
            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
            held = True


def mostly(values: Iterable[Any], quick: Container[Any]) -> list[Any]:
    """The values for `pytest.mark.parametrize`: those of `quick` in every run, the others in the thorough one."""
    return [value if value in quick else pytest.param(value, marks=pytest.mark.thorough) for value in values]


def mostly_rows(rows: Iterable[tuple[Any, ...]], quick: Container[Any]) -> list[Any]:
    """As `mostly`, for several names at once."""
    return [row if row in quick else pytest.param(*row, marks=pytest.mark.thorough) for row in rows]
