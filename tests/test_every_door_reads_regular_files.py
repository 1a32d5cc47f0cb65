"""A pipe nobody writes to, a device without an end, a closed stream: each is told at every door, and nothing hangs."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casegraph.errors import UsageError
from casegraph.reading import read_bytes, read_utf8, regular
from casegraph.writing import write_whole
from conftest import FIVE_LINES, Ran

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")

MAP = """\
map: m
source: {label: a register, kind: register}
columns: {person: [Name], law_broken: [Law]}
"""
DOORS = {
    "query": ("query", "p"),
    "verify": ("verify", "p"),
    "check": ("check", "p.yaml"),
    "check --text": ("check", "own.yaml", "--text", "docket=p"),
    "check --law": ("check", "own.yaml", "--law", "p.yaml"),
    "new": ("new", "mine", "--article", "p"),
    "extract": ("extract", "p.txt", "-o", "d.yaml"),
    "review": ("review", "p.yaml"),
    "batch": ("batch", "p.csv", "-o", "o"),
    "import": ("import", "p.csv", "--map", "m.yaml", "-o", "o"),
    "import --map": ("import", "t.csv", "--map", "p.yaml", "-o", "o"),
    "link": ("link", "p.parquet", "p.parquet", "-o", "o"),
    "build": ("build", "p.jsonl", "-o", "s"),
    "show": ("show", "doe", "--case", "p.yaml"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_regular_file_is_refused(door: str, kind: str, run: Callable[..., Ran], tmp_path: Path) -> None:
    for ending in ("", ".yaml", ".txt", ".csv", ".parquet", ".jsonl"):
        if kind == "pipe":
            os.mkfifo(tmp_path / f"p{ending}")
        else:
            (tmp_path / f"p{ending}").symlink_to("/dev/zero")
    (tmp_path / "own.yaml").write_text(FIVE_LINES.format(name="own", law="US", date="2000", more=""), encoding="utf-8")
    (tmp_path / "m.yaml").write_text(MAP, encoding="utf-8")
    ran = run(*DOORS[door])
    assert ran.code in (1, 2) and "Traceback" not in ran.err
    assert "regular file" in ran.err or "no such file" in ran.err


def test_no_more_is_read_than_can_be_meant(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_bytes(tmp_path / "a", 5) == b"12345"
    with pytest.raises(UsageError, match="larger than 4 bytes"):
        read_bytes(tmp_path / "a", 4)
    (tmp_path / "a").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_utf8(tmp_path / "a")
    with pytest.raises(UsageError, match="No such file"):
        read_bytes(regular(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="Is a directory"):
        read_bytes(tmp_path)


@pytest.mark.parametrize(("closed", "code"), [("1", 2), ("2", 0), ("0", 0)])
def test_a_closed_stream_is_no_traceback(closed: str, code: int, tmp_path: Path) -> None:
    command = f'exec "$0" -m casegraph explain E102 {closed}>&-'
    ran = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, text=True, check=False)
    assert (ran.returncode, "Traceback" in ran.stderr, "Exception" in ran.stderr) == (code, False, False)
    assert ("cannot write the answer" in ran.stderr) == (closed == "1")


def test_a_query_from_a_closed_input_is_told(tmp_path: Path) -> None:
    command = 'exec "$0" -m casegraph query - --case avery-dassey 0<&-'
    ran = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, text=True, check=False)
    assert ran.returncode == 2 and "Traceback" not in ran.stderr and "SPARQL" in ran.stderr


def test_what_a_killed_process_left_goes_with_the_next_run_and_nothing_else(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    left, at_work, young, other = (
        tmp_path / f".out.{name}.csv" for name in ("7-0a1b2c3d", "8-0a1b2c3d", "9-0a1b2c3d", "old")
    )
    for file in (left, at_work, young, other):
        file.write_text("half", encoding="utf-8")
        if file != young:
            os.utime(file, (1, 1))
    with at_work.open() as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        write_whole(tmp_path / "out.csv", "whole")
    assert {path.name for path in tmp_path.iterdir()} == {"out.csv", at_work.name, young.name, other.name}
