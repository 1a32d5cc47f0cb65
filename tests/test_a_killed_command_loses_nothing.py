"""A command that is killed at any moment leaves the old result or the new one; the next run leaves nothing else."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")

COMMANDS = {
    "graph": ("build", "small.yaml", "-o", "out.nq"),
    "store": ("build", "small.yaml", "-o", "out"),
    "page": ("export", "html", "small.yaml", "-o", "out.html"),
    "figure": ("draw", "timeline", "small.yaml", "-o", "out.svg"),
}


def state(folder: Path) -> dict[str, bytes]:
    """Every file but those of a database, which differ from build to build."""
    files = (path for path in folder.rglob("*") if path.is_file() and "graph-" not in str(path.relative_to(folder)))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def killed(command: tuple[str, ...], folder: Path, after: float, how: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "casegraph", "-q", *command], cwd=folder, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(after)
        process.send_signal(how)


@pytest.mark.parametrize(
    ("name", "kills"),
    [("graph", 1), *(pytest.param(name, 20, marks=pytest.mark.thorough) for name in COMMANDS)],
)
def test_whatever_stops_a_command_the_result_is_old_or_new(
    name: str, kills: int, run: Callable[..., Ran], case_file: Callable[..., Path], tmp_path: Path
) -> None:
    command = COMMANDS[name]
    case_file()
    started = time.monotonic()
    assert run(*command).code == 0
    whole, took = state(tmp_path), time.monotonic() - started
    chance = random.Random(kills)
    for _ in range(kills):
        killed(command, tmp_path, chance.uniform(0, took + 1), chance.choice((signal.SIGKILL, signal.SIGTERM)))
        left = {path: content for path, content in state(tmp_path).items() if path in whole}
        assert left == whole
    for path in tmp_path.rglob(".*"):
        os.utime(path, (1, 1))
    assert run(*command).code == 0
    assert state(tmp_path) == whole
    assert not [path.name for path in tmp_path.rglob("graph-parts-*")]
