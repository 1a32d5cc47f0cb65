"""What tests of stores share: a store of all shipped cases, and a real SPARQL server on the loopback interface."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from casegraph.build import build_store
from casegraph.loading import case_names
from sparing import once

__all__ = ["free_port", "oxigraph_server"]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextlib.contextmanager
def oxigraph_server(*arguments: str) -> Iterator[str]:
    """The address for queries of an `oxigraph serve…` started with these arguments; stopped at the end."""
    beside = Path(sys.executable).parent / "oxigraph"
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("the Oxigraph server is not installed: pip install oxigraph")
    port = free_port()
    served = subprocess.Popen(
        [program, *arguments, "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        served.terminate()
        served.wait(timeout=20)


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of every shipped case, made once in a run: it is read by many, written by nobody."""
    from casegraph.resources import shipped

    files = [shipped(f"datasets/cases/{name}.yaml") for name in case_names()]
    return once(tmp_path_factory, "all.store", lambda folder: build_store(files, folder))
