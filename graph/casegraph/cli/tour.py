"""What the tour leaves behind: the answer, the graph, two figures, and the page that shows it all."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from .app import write_whole

__all__ = ["write_tour"]


def write_tour(graph: Any, answer: Any, folder: Path) -> list[Path]:
    """Write everything of the tour into `folder`; the paths written, in order."""
    from ..drawing import path_figure, save, timeline_figure
    from ..page import make_page
    from ..questions.prose import tell

    case = graph.cases[0]
    texts = {
        "answer.txt": tell(answer) + "\n",
        "answer.json": json.dumps(answer.to_json(), ensure_ascii=False, indent=2) + "\n",
        "avery-dassey.ttl": graph.serialize(".ttl").decode(),
        "avery-dassey.trig": graph.serialize(".trig").decode(),
        "index.html": make_page(graph.view, case.name, answer, answer.on),
    }
    written = []
    for name, text in texts.items():
        with write_whole(folder / name) as temporary:
            temporary.write_text(text, encoding="utf-8")
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
