"""The notebooks: `python tests/notebooks.py [NAME…]` runs them without a network and writes their .ipynb anew.

A notebook is written as a jupytext script, `notebooks/NN_name.py`; the .ipynb beside it is made from it, outputs and
all, so that it reads on a code-hosting site. The same script gives the same bytes: no ids by chance, no times.
"""

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
from nbclient import NotebookClient

__all__ = ["FOLDER", "NAMES", "made", "read", "same", "words_shown"]

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


def made(name: str) -> str:
    """The text of the .ipynb: the script run from an empty folder, offline."""
    notebook = read(name)
    with tempfile.TemporaryDirectory() as folder:
        offline = Path(folder, "offline")
        offline.mkdir()
        (offline / "sitecustomize.py").write_text(_OFFLINE, encoding="utf-8")
        work = Path(folder, "work")
        work.mkdir()
        paths = [str(offline), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "random",
                       "COLUMNS": "100", "IPYTHONDIR": str(Path(folder, "ipython"))}  # fmt: skip
        client = NotebookClient(notebook, timeout=300, kernel_name="python3", record_timing=False,
                                resources={"metadata": {"path": str(work)}})  # fmt: skip
        client.execute(env=environment)
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
    for name in names or NAMES:
        text = made(name)
        target = FOLDER / f"{name}.ipynb"
        temporary = target.with_suffix(".new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(target)
        sys.stdout.write(f"{target.name}: {len(text):,} characters\n")


if __name__ == "__main__":
    _renew(sys.argv[1:])
