"""The web application on this machine: a socket of its own, and a server that ends with the command."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import uvicorn

from ..errors import UsageError
from ..queries.engines import Limits
from .application import Application, application
from .guard import App, hosts_of

if TYPE_CHECKING:
    from ..graph import Graph

__all__ = ["HOST", "Listening", "listening", "serve_app", "serve_graph"]

HOST = "127.0.0.1"
"""Only this machine is served unless another address is named."""
_AT_ONCE = 200
"""Connections that may be open."""
_STOPPING = 5
"""Seconds that a request may still take when the server ends."""


class Listening:
    """A socket that listens.

    Attributes:
        socket: bound and listening.
        host, port: where.
    """

    def __init__(self, held: socket.socket, host: str) -> None:
        self.socket, self.host = held, host
        self.port = int(held.getsockname()[1])

    @property
    def address(self) -> str:
        """The address of the start page."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[Listening]:
    """A socket on the port, before anything else is done; closed with the block.

    Args:
        host: an address of this machine.
        port: 0 for any that is free.

    Raises:
        UsageError: the port is taken, the address is not of this machine, or stands for every address.
    """
    if host in ("", "0.0.0.0", "::"):
        raise UsageError("name the one address to serve on: a server on every address cannot tell its own name")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((host, port))
            held.listen(64)
        except (OSError, OverflowError) as error:
            said = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"port {port} of {host} cannot be used ({said}): choose another with --port") from error
        yield Listening(held, host)


def serve_graph(open_graph: "Callable[[], Graph]", on: Listening, limits: Limits, begun: Callable[[], None]) -> None:
    """Serve a graph until a signal ends it; the graph is opened first, so that what is wrong with it is told.

    Args:
        open_graph: gives the graph.
        on: where.
        limits: what a query may take.
        begun: called once the server answers.

    Raises:
        CasegraphError: the graph cannot be opened or served.
    """
    graph = open_graph()
    Application(lambda: graph).site()
    serve_app(application(lambda: graph, hosts_of(on.host, on.port), limits), on, begun)


def serve_app(app: App, on: Listening, begun: Callable[[], None]) -> None:
    """Serve an application until SIGINT, SIGTERM or SIGHUP; requests under way are answered first."""
    config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off", ws="none", loop="asyncio",
                            proxy_headers=False, server_header=False, limit_concurrency=_AT_ONCE, backlog=64,
                            timeout_keep_alive=5, timeout_graceful_shutdown=_STOPPING)  # fmt: skip
    asyncio.run(_served(_Server(config), on, begun))


class _Server(uvicorn.Server):
    """A server that leaves signals to the command."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing: `_served` listens to them."""
        yield


async def _served(server: _Server, on: Listening, begun: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        server.should_exit = True

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(getattr(signal, name), stop)
    loop.call_soon(begun)
    await server.serve(sockets=[on.socket])
