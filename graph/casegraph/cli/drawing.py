"""The command that draws figures and audits them."""

from pathlib import Path
from typing import Any

import click

from .app import Given, command, echo, say

__all__ = ["draw"]

_KINDS = ("timeline", "path", "network", "power")


@command(
    examples="""
    casegraph draw path "Steven Avery" --authority US-president --on 2016-01-08 -o path.svg
    casegraph draw timeline avery-dassey --landscape -o timeline.png
    casegraph draw network "Brendan Dassey" -o network.pdf
    casegraph draw power derek-chauvin --audit
    """,
    takes="on case",
)
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("what")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File to write: .svg, .png or .pdf.")
@click.option("--authority", metavar="OFFICE", help="For path, network and power: ask about one office.")
@click.option("--landscape", is_flag=True, help="For a timeline: from left to right.")
@click.option("--poster", is_flag=True, help="For a timeline or network: everything, however large.")
@click.option("--audit", "audited", is_flag=True, help="Print how the figure reads, measured; exit 1 at a fault.")
def draw(
    given: Given,
    kind: str,
    what: str,
    out: Path | None,
    authority: str | None,
    landscape: bool,
    poster: bool,
    audited: bool,
) -> int:
    """Draw a case, person or conviction: as a timeline, the path to an answer, a network, a table of powers."""
    if out is None and not audited:
        raise click.UsageError("say where to write it with -o FILE, or measure it with --audit")
    from ..drawing import audit, save
    from ..drawing.paint.saving import checked

    if out is not None:
        checked(out)
    graph, name = _graph(given, what)
    figure = graph.draw(kind, name, given.on, authority=authority or "", landscape=landscape, poster=poster)
    if out is not None:
        save(figure, out)
        say(f"wrote {out}")
    if not audited:
        return 0
    found = audit(figure)
    for measure, value in found.to_json().items():
        if measure != "faults":
            echo(f"{measure.replace('_', ' '):20} {'–' if value is None else _plain(value)}")
    for fault in found.faults:
        echo(f"fault: {fault}")
    return 1 if found.faults else 0


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "looked at" if value else "not looked at"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _graph(given: Given, what: str) -> tuple[Any, str]:
    """The cases to read, and the name of what to draw: a case given as a path is called by its own name."""
    from ..loading import case_names

    if Path(what).suffix in (".yaml", ".yml"):
        graph = given.graph(*dict.fromkeys((*given.cases, what)))
        return graph, next((case.name for case in graph.cases if case.path == what), what)
    if given.cases:
        return given.graph(), what
    named = (what,) if what in case_names() else ()
    return given.graph(*named, about=what), what
