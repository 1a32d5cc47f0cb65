"""Answer a foreign query in a child process, with limits of time and memory; the caller's process stays as it was."""

import contextlib
import faulthandler
import os
import pickle
import select
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable
from typing import NoReturn

from ..errors import StoreError
from .protocol import Rows

__all__ = ["limited"]

_PIECE = 1 << 20


def limited(answer: Callable[[], Rows], timeout: float | None, memory: int | None) -> Rows:
    """What `answer` gives, computed in a child process.

    Args:
        answer: runs the query; in the child.
        timeout: seconds, or None for no limit.
        memory: megabytes the query may take beyond what the process holds already, or None for no limit.

    Raises:
        StoreError: the query failed, or went over a limit; the message says which.
    """
    if not hasattr(os, "fork"):
        raise StoreError("limits of time and memory need a system with fork; this one has none")
    reading, writing = os.pipe()
    parent = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the engine's threads hold nothing the child needs
        child = os.fork()
    if child == 0:
        os.close(reading)
        _die_with(parent)
        _in_child(answer, writing, timeout, memory)
    os.close(writing)
    status = 0
    try:
        body = _read(reading, None if timeout is None else time.monotonic() + timeout)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if body is None or (not body and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        raise StoreError(f"the query took longer than {timeout:g} s: ask for less, or allow more with --timeout")
    if not body:
        most = f"{memory:,} MB" if memory is not None else "there is"
        raise StoreError(f"the query needed more memory than {most}: ask for less, or allow more with --memory")
    found = pickle.loads(body)
    if isinstance(found, Rows):
        return found
    raise StoreError(found)


def _read(reading: int, deadline: float | None) -> bytes | None:
    """All the child writes, or None when the time is over."""
    pieces: list[bytes] = []
    while True:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and (left <= 0 or not select.select([reading], [], [], left)[0]):
            return None
        piece = os.read(reading, _PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""The kernel's name of a processor, and the number of its call that makes a socket."""
_LOAD, _EQUAL, _AT_LEAST, _GIVE = 0x20, 0x15, 0x35, 0x06
_ALLOWED, _REFUSED = 0x7FFF0000, 0x00050000 | 13  # EACCES
_SPARE = 5
"""Seconds of processor time a child may take beyond its limit, should nobody be left to stop it."""


def _die_with(parent: int) -> None:
    """In the child: be killed when the process that asked is gone, however it went; Linux alone can promise it."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _keep_off_the_network() -> None:
    """In the child: let the kernel refuse every new socket, whatever the engine would do; Linux alone offers it."""
    if not sys.platform.startswith("linux") or os.uname().machine not in _SOCKET:
        return
    import ctypes

    processor, call = _SOCKET[os.uname().machine]
    refused = (_GIVE, 0, 0, _REFUSED)
    steps = (
        (_LOAD, 0, 0, 4), (_EQUAL, 1, 0, processor), refused,
        (_LOAD, 0, 0, 0), (_EQUAL, 1, 0, call), (_AT_LEAST, 0, 1, 0x40000000), refused,
        (_GIVE, 0, 0, _ALLOWED),
    )  # fmt: skip
    filters = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(filters))
    with contextlib.suppress(OSError, AttributeError):
        kernel = ctypes.CDLL(None)
        kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        kernel.prctl(_PR_SET_SECCOMP, 2, program, 0, 0)


def _in_child(answer: Callable[[], Rows], writing: int, timeout: float | None, memory: int | None) -> NoReturn:
    faulthandler.disable()
    try:
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (the engine's last words when memory ends)
            os.dup2(nowhere.fileno(), 2)
        _keep_off_the_network()
        _limit_time(timeout)
        _limit(memory)
        try:
            body = pickle.dumps(answer())
        except StoreError as error:
            body = pickle.dumps(str(error))
        view = memoryview(body)
        while view:
            view = view[os.write(writing, view) :]
    finally:
        os._exit(0)


def _limit_time(timeout: float | None) -> None:
    """Processor time, for a child whose parent could not stop it."""
    if timeout is None:
        return
    import resource

    most, hard = int(timeout) + _SPARE, resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _limit(memory: int | None) -> None:
    if memory is None:
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm") as file:  # noqa: PTH123
            held = int(file.read().split()[0]) * resource.getpagesize()
        most, hard = held + memory * 1_000_000, resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
