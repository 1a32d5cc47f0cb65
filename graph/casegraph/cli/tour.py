"""What the tour leaves behind (answer, graph, two figures, page), and how to call the command from the same shell."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from datetime import date
from pathlib import Path
from typing import Any

from ..writing import write_whole

__all__ = ["command_here", "what_next", "write_tour"]

_WITH_UV = "uv run casegraph"
_NEXT = (
    'ask "Who can pardon Brendan Dassey?" --on 2019-12-20',
    "why avery-2007-homicide US-president --on 2016-01-08",
    'show "Brendan Dassey"',
    "new my-case",
)


def what_next() -> str:
    """Commands to try after the tour, written as they work in this shell."""
    command = command_here()
    lines = ["Try next", *(f"  {command} {rest}" for rest in _NEXT)]
    activate = Path(sysconfig.get_path("scripts"), "activate")
    if command not in ("casegraph", _WITH_UV) and activate.is_file():
        source = "" if os.name == "nt" else ". "
        lines.append(f"To call it casegraph, activate its environment once:  {source}{_quoted(_near(activate))}")
    return "\n".join(lines)


def command_here() -> str:
    """How the shell that started this process can call casegraph: by name if it is on PATH, else by a path.

    Examples:
        >>> "casegraph" in command_here()
        True
    """
    if "UV_RUN_RECURSION_DEPTH" in os.environ:
        return _WITH_UV  # uv changes PATH for the command that it runs, not for the shell
    script = Path(sysconfig.get_path("scripts"), "casegraph.exe" if os.name == "nt" else "casegraph")
    found = shutil.which("casegraph")
    if found and Path(found).resolve() == script.resolve():
        return "casegraph"
    if script.is_file():
        return _quoted(_near(script))
    return f"{_quoted(_near(Path(sys.executable)))} -m casegraph"


def _near(path: Path) -> str:
    """The path from the working folder if it lies below it, else the whole path."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _quoted(path: str) -> str:
    return subprocess.list2cmdline([path]) if os.name == "nt" else shlex.quote(path)


def write_tour(graph: Any, answer: Any, folder: Path) -> list[Path]:
    """Write everything of the tour into `folder`; the paths written, in order."""
    from ..drawing import path_figure, save, timeline_figure
    from ..page import make_page

    case = graph.cases[0]
    texts = {
        "answer.txt": answer.to_text() + "\n",
        "answer.json": json.dumps(answer.to_json(), ensure_ascii=False, indent=2) + "\n",
        "avery-dassey.ttl": graph.serialize(".ttl").decode(),
        "avery-dassey.trig": graph.serialize(".trig").decode(),
        "index.html": make_page(graph.view, case.name, answer, answer.on),
    }
    written = []
    for name, text in texts.items():
        write_whole(folder / name, text)
        written.append(folder / name)
    figures = {
        "path": path_figure(answer),
        "timeline": timeline_figure(graph.view, case.name, date.today()),
    }
    for name, figure in figures.items():
        for ending in (".svg", ".png"):
            save(figure, folder / f"{name}{ending}")
            written.append(folder / f"{name}{ending}")
    return written
