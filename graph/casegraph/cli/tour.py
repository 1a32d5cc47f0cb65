"""What the tour leaves behind: the answer, the graph, two figures and a page that shows them."""

import html
import json
from datetime import date
from pathlib import Path
from typing import Any

from .app import write_whole

__all__ = ["write_tour"]

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f27}}
pre{{white-space:pre-wrap;background:#f5f6f8;padding:1rem;overflow-x:auto}}img{{max-width:100%;height:auto}}</style></head>
<body><main><h1>{title}</h1><pre>{answer}</pre>
<h2>The way to the answer</h2><img src="path.svg" alt="{title}">
<h2>The case in time</h2><img src="timeline.svg" alt="Timeline of the case">
<p>The graph: <a href="avery-dassey.ttl">Turtle</a>, <a href="avery-dassey.trig">TriG</a>.
The answer as <a href="answer.json">JSON</a>.</p></main></body></html>
"""


def write_tour(graph: Any, answer: Any, folder: Path) -> list[Path]:
    """Write everything of the tour into `folder`; the paths written, in order."""
    from ..drawing import path_figure, save, timeline_figure
    from ..questions.prose import tell

    page = _PAGE.format(title=html.escape(answer.headline), answer=html.escape(tell(answer)))
    texts = {
        "answer.txt": tell(answer) + "\n",
        "answer.json": json.dumps(answer.to_json(), ensure_ascii=False, indent=2) + "\n",
        "avery-dassey.ttl": graph.serialize(".ttl").decode(),
        "avery-dassey.trig": graph.serialize(".trig").decode(),
        "index.html": page,
    }
    written = []
    for name, text in texts.items():
        with write_whole(folder / name) as temporary:
            temporary.write_text(text, encoding="utf-8")
        written.append(folder / name)
    case = graph.cases[0]
    figures = {
        "path": path_figure(answer),
        "timeline": timeline_figure(graph.view, case.name, date.today()),
    }
    for name, figure in figures.items():
        for ending in (".svg", ".png"):
            save(figure, folder / f"{name}{ending}")
            written.append(folder / f"{name}{ending}")
    return written
