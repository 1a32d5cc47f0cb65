"""The notebooks: `python tests/notebooks.py [NAME…]` runs them without a network and writes their .ipynb anew.

A notebook is written as a jupytext script, `notebooks/NN_name.py`; the .ipynb beside it is made from it, outputs and
all, so that it reads on a code-hosting site. The same script gives the same bytes: no ids by chance, no times.
"""

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

__all__ = ["FOLDER", "NAMES", "Shell", "made", "read", "same", "shell", "words_shown"]

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("[0-9][0-9]_*.py"))
_DRAWING = ("matplotlib", "networkx", "pandas", "pygraphviz")
"""Packages whose versions may move a line in a figure or a table by a hair."""

# The kernel reads this at its start: whatever asks for another machine is refused.
_OFFLINE = """
import socket
_connect = socket.socket.connect
def connect(self, address):
    host = address[0] if isinstance(address, tuple) else ""
    if host not in ("", "127.0.0.1", "::1", "localhost"):
        raise OSError(f"the network is blocked: {host}")
    return _connect(self, address)
def getaddrinfo(host, *rest, **more):
    if host not in (None, "", "127.0.0.1", "::1", "localhost"):
        raise OSError(f"the network is blocked: {host}")
    return _getaddrinfo(host, *rest, **more)
_getaddrinfo, socket.getaddrinfo, socket.socket.connect = socket.getaddrinfo, getaddrinfo, connect
"""


def read(name: str) -> Any:
    """The notebook written in the script, without outputs."""
    notebook = jupytext.read(FOLDER / f"{name}.py")
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"], cell["metadata"] = f"cell-{number:02}", {}
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "made_with": {package: version(package) for package in _DRAWING},
    }
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    return notebook


class Shell:
    """A running kernel, offline: it runs one notebook after another, each in an empty folder and an emptied shell."""

    def __init__(self, folder: Path) -> None:
        offline = folder / "offline"
        offline.mkdir()
        (offline / "sitecustomize.py").write_text(_OFFLINE, encoding="utf-8")
        paths = [str(offline), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "random",
                       "COLUMNS": "100", "IPYTHONDIR": str(folder / "ipython")}  # fmt: skip
        self.manager, self.client = start_new_kernel(kernel_name="python3", env=environment, cwd=str(folder))
        self.folder, self.number = folder, 0

    def fresh(self) -> Path:
        """An empty folder the shell now stands in, with no name bound and nothing run."""
        self.number += 1
        work = self.folder / f"work{self.number}"
        work.mkdir()
        code = f"get_ipython().reset(new_session=True)\nimport os\nos.chdir({str(work)!r})\ndel os"
        reply = self.client.execute_interactive(code, store_history=False, output_hook=lambda _: None)
        assert reply["content"]["status"] == "ok", reply["content"]
        return work

    def stop(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@contextlib.contextmanager
def shell() -> Iterator[Shell]:
    """A kernel that ends with the block: starting one takes as long as running a notebook."""
    with tempfile.TemporaryDirectory() as folder:
        running = Shell(Path(folder))
        try:
            yield running
        finally:
            running.stop()


def made(name: str, running: Shell) -> str:
    """The text of the .ipynb: the script run from an empty folder, offline."""
    notebook, work = read(name), running.fresh()
    client = NotebookClient(notebook, timeout=300, record_timing=False, km=running.manager)
    client.kc = running.client
    client.execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.pop("transient", None)
            if output.output_type == "stream":
                output["text"] = output["text"].replace(str(work), ".")
    notebook["metadata"].pop("widgets", None)
    notebook["metadata"]["language_info"] = {"name": "python"}
    return nbformat.writes(notebook, version=4) + "\n"


def words_shown(text: str) -> list[Any]:
    """What the notebook says, without where a figure puts it: cells, texts, tables, the words in the figures."""
    shown: list[Any] = []
    for cell in nbformat.reads(text, as_version=4).cells:
        shown.append((cell.cell_type, cell.source))
        for output in cell.get("outputs", ()):
            for kind, data in sorted((output.get("data") or {"stream": output.get("text", "")}).items()):
                shown.append((kind, sorted(_words_of_svg(data)) if kind == "image/svg+xml" else _bare(data)))
    return shown


def _words_of_svg(svg: str) -> Iterator[str]:
    for comment, text in re.findall(r"<!--(.*?)-->|<text[^>]*>(.*?)</text>", svg, re.DOTALL):
        yield from (comment or re.sub(r"<[^>]+>", "", text)).split()


def _bare(text: str) -> str:
    return re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)


def same(committed: str, now: str) -> bool:
    """Is the committed notebook what the script gives now? To the byte, where the same packages drew it."""
    drawn = [nbformat.reads(text, as_version=4).metadata.get("made_with") for text in (committed, now)]
    return committed == now if drawn[0] == drawn[1] else words_shown(committed) == words_shown(now)


def _renew(names: list[str]) -> None:
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        raise SystemExit(f"no notebook {unknown[0]!r}; there are: {', '.join(NAMES)}")
    with shell() as running:
        for name in names or NAMES:
            text = made(name, running)
            target = FOLDER / f"{name}.ipynb"
            temporary = target.with_suffix(".new")
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(target)
            sys.stdout.write(f"{target.name}: {len(text):,} characters\n")


if __name__ == "__main__":
    _renew(sys.argv[1:])
