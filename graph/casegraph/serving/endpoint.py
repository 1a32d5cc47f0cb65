"""A read-only SPARQL endpoint on this machine: the Oxigraph server over a store built from the graph."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import StoreError, UsageError
from ..store import DiskStore, Store
from ..store.remote import RemoteStore

if TYPE_CHECKING:
    from ..graph import Graph

__all__ = ["HOST", "Served", "served"]

HOST = "127.0.0.1"
"""Only this machine is served, whatever the port."""
_STARTING, _STOPPING = 60.0, 10.0
_LONGEST_QUERY = 60
"""Seconds after which the server gives up a query."""


class Served:
    """A server at work.

    Attributes:
        page: the address of the query page.
        endpoint: the address that programs send queries to.
        process: the server.
    """

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.page = f"http://{HOST}:{port}/"
        self.endpoint = f"{self.page}query"
        self.process = process

    def wait(self) -> None:
        """Until the server ends by itself, which it never should.

        Raises:
            StoreError: it has ended.
        """
        code = self.process.wait()
        raise StoreError(f"the Oxigraph server stopped by itself (exit code {code})")


@contextlib.contextmanager
def served(open_graph: "Callable[[], Graph]", port: int) -> Iterator[Served]:
    """Serve the graph until the block ends; the server answers when the block begins, and its files go with it.

    Args:
        open_graph: gives the graph, once it is sure that it can be served.
        port: on 127.0.0.1; 0 for any that is free.

    Raises:
        UsageError: the server is not installed, or the port is taken.
        StoreError: the server does not start.
    """
    program = _program()
    port = _free(port)
    with tempfile.TemporaryDirectory(prefix="casegraph-serve-") as folder:
        store = open_graph().store
        if isinstance(store, RemoteStore):
            raise UsageError("this store is served already: it is an endpoint")
        location = store.database if isinstance(store, DiskStore) else _written(program, store, Path(folder))
        with _running(program, location, port) as process:
            yield Served(port, process)


def _program() -> str:
    beside = Path(sys.executable).with_name("oxigraph" + (".exe" if os.name == "nt" else ""))
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if found is None:
        raise UsageError('serving needs the Oxigraph server: pip install "casegraph[serve]"')
    return found


def _free(port: int) -> int:
    """The port, after checking that no process listens on it."""
    with socket.socket() as held:
        if os.name != "nt":  # there it would let two servers share a port
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((HOST, port))
        except (OSError, OverflowError) as error:
            said = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"port {port} of {HOST} cannot be used ({said}): choose another with --port") from error
        return int(held.getsockname()[1])


def _written(program: str, store: Store, folder: Path) -> Path:
    """A database of the store in `folder`, written by the server's own program."""
    quads, location = folder / "graph.nq", folder / "store"
    with quads.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in store.dump(index=True))  # as --store needs it
    _told([program, "load", "--location", str(location), "--file", str(quads)])
    quads.unlink()
    return location


def _told(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        raise StoreError(f"the Oxigraph server cannot load the graph: {_first(done.stderr)}")


def _first(text: bytes) -> str:
    return next((line for line in text.decode(errors="replace").splitlines() if line.strip()), "no reason given")


@contextlib.contextmanager
def _running(program: str, location: Path, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    command = [program, "serve-read-only", "--location", str(location), "--bind", f"{HOST}:{port}",
               "--union-default-graph", "--timeout-s", str(_LONGEST_QUERY)]  # fmt: skip
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
                                   preexec_fn=_die_with_parent if sys.platform == "linux" else None)  # fmt: skip
        try:
            if not _answers(process, port):
                said.seek(0)
                raise StoreError(f"the Oxigraph server does not start: {_first(said.read())}")
            yield process
        finally:
            process.terminate()
            try:
                process.wait(_STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _die_with_parent() -> None:
    """Run in the child process: Linux ends it when its parent is killed."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _answers(process: "subprocess.Popen[bytes]", port: int) -> bool:
    """Wait until the server answers; False when it ended instead, or took too long."""
    until = time.monotonic() + _STARTING
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while process.poll() is None and time.monotonic() < until:
        try:
            with opener.open(f"http://{HOST}:{port}/", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return False
