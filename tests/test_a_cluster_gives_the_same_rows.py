"""A Spark master with two workers gives the rows DuckDB gives, also when a worker is killed during the run."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("ibis")

from pyarrow import parquet  # noqa: E402  (only where pyarrow is there)

pytestmark = pytest.mark.equipped

if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
    pytest.skip("needs the extra [spark] and Java", allow_module_level=True)

ROWS = 120_000
WAIT = 120
"""Seconds for a process to come up; the machine may be busy."""
BATCH = """
import sys
from pathlib import Path
from casegraph.batch import compiled_law, run_batch
run_batch(Path(sys.argv[1]), Path(sys.argv[2]), compiled_law(), on=None, on_column="on", engine=sys.argv[3],
          master=sys.argv[4])
"""


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


class Cluster:
    """A standalone master and two workers on the loopback interface, each in a session of its own."""

    def __init__(self, folder: Path) -> None:
        spec = importlib.util.find_spec("pyspark")
        assert spec is not None and spec.origin is not None
        home = Path(spec.origin).parent
        self.env = {
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_WORKER_DIR": str(folder),
        }
        self.folder, self.port = folder, _free_port()
        self.address = f"spark://127.0.0.1:{self.port}"
        self.run = str(home / "bin" / "spark-class")
        self.master = self._start("master.Master", "--host", "127.0.0.1", "--port", str(self.port), "--webui-port", "0")
        self._until(lambda: _listens(self.port))
        self.workers = [self._worker(number) for number in range(2)]
        log = folder / "master.Master.log"
        self._until(lambda: log.read_text(errors="replace").count("Registering worker") == 2)

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        options = ("--cores", "1", "--memory", "1g", "--webui-port", "0", "--host", "127.0.0.1")
        return self._start("worker.Worker", *options, self.address, log=f"worker{number}")

    def _start(self, what: str, *args: str, log: str = "") -> subprocess.Popen[bytes]:
        with (self.folder / f"{log or what}.log").open("wb") as file:
            command = [self.run, f"org.apache.spark.deploy.{what}", *args]
            return subprocess.Popen(command, env=self.env, stdout=file, stderr=file, start_new_session=True)

    def _until(self, done: Any) -> None:
        end = time.monotonic() + WAIT
        while not done():
            if time.monotonic() > end:
                self.stop()
                pytest.fail(f"the Spark cluster did not come up in {WAIT} seconds")
            time.sleep(0.2)

    def stop(self) -> None:
        for process in [*getattr(self, "workers", []), self.master]:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """The process and its executors, at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("spark"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Convictions in eight parts, as an import writes them."""
    from registers import write_parquet

    folder = tmp_path_factory.mktemp("table")
    whole = parquet.read_table(write_parquet(ROWS, folder / "whole.bin", seed=3))
    for part in range(8):
        parquet.write_table(whole.slice(part * ROWS // 8, ROWS // 8), folder / f"part-{part:05d}.parquet")
    (folder / "whole.bin").unlink()
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    return list(parquet.read_table(path).sort_by("id").to_pylist())


def test_a_cluster_that_loses_a_worker_gives_the_same_rows(cluster: Cluster, table: Path, tmp_path: Path) -> None:
    from casegraph.batch import compiled_law, run_batch

    run_batch(table, tmp_path / "a.parquet", compiled_law(), on=None, on_column="on")
    command = [sys.executable, "-W", "ignore", "-c", BATCH, str(table), str(tmp_path / "s"), "spark", cluster.address]
    child = subprocess.Popen(command, env=cluster.env, stderr=subprocess.PIPE)
    started = tmp_path / ".s.partial" / "_temporary"
    end = time.monotonic() + 3 * WAIT
    while not (started.exists() and any(started.rglob("*.parquet"))):
        assert child.poll() is None and time.monotonic() < end, child.stderr and child.stderr.read()
        time.sleep(0.005)
    kill(cluster.workers[0])
    _, told = child.communicate(timeout=5 * WAIT)
    assert child.returncode == 0, told.decode()[-2000:]
    assert cluster.workers[0].returncode == -signal.SIGKILL
    first, second = rows(tmp_path / "a.parquet"), rows(tmp_path / "s")
    assert len(first) == ROWS
    assert first == second
    assert not list(tmp_path.glob(".s*"))


def test_one_machine_runs_spark_too_and_reads_csv(table: Path, tmp_path: Path) -> None:
    import csv

    from casegraph.batch import compiled_law, run_batch

    held = [{**row, "id": f'{row["id"]}, "x"'} for row in parquet.read_table(table / "part-00000.parquet").to_pylist()]
    with (tmp_path / "c.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(held[0]))
        writer.writeheader()
        writer.writerows({key: value or "" for key, value in row.items()} for row in held[:500])
    run_batch(tmp_path / "c.csv", tmp_path / "duckdb", compiled_law(), on=None, on_column="on")
    # In a process of its own: pyspark leaves its sockets and its Java machine to the end of the process.
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        BATCH,
        str(tmp_path / "c.csv"),
        str(tmp_path / "spark"),
        "spark",
        "",
    ]
    ran = subprocess.run(command, env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert rows(tmp_path / "duckdb") == rows(tmp_path / "spark")
