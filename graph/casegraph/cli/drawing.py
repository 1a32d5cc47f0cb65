"""The command that draws figures and audits them."""

from pathlib import Path
from typing import Any

import click

from .app import ExampleCommand, case_option, echo, load_graph, on_option, say

__all__ = ["COMMANDS"]

_KINDS = ("timeline", "path", "network", "power")


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph draw path "Steven Avery" --authority US-president --on 2016-01-08 -o path.svg
    casegraph draw timeline avery-dassey --landscape -o timeline.png
    casegraph draw network "Brendan Dassey" -o network.pdf
    casegraph draw power derek-chauvin --audit
    """,
)
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("what")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File to write: .svg, .png or .pdf.")
@click.option("--authority", metavar="OFFICE", help="For path, network and power: ask about one office.")
@click.option("--landscape", is_flag=True, help="For a timeline: from left to right.")
@click.option("--poster", is_flag=True, help="For a timeline or network: everything, however large.")
@click.option("--audit", "audited", is_flag=True, help="Print how the figure reads, measured; exit 1 at a fault.")
@on_option
@case_option
def draw(
    kind: str,
    what: str,
    out: Path | None,
    authority: str | None,
    landscape: bool,
    poster: bool,
    audited: bool,
    on: str | None,
    cases: tuple[str, ...],
    redact: tuple[str, ...],
) -> int:
    """Draw a case, person or conviction: as a timeline, the path to an answer, a network, a table of powers."""
    if out is None and not audited:
        raise click.UsageError("say where to write it with -o FILE, or measure it with --audit")
    from ..drawing import audit, save
    from ..drawing.paint.saving import checked

    if out is not None:
        checked(out)
    graph, name = _graph(what, cases, redact)
    figure = graph.draw(kind, name, on, authority=authority or "", landscape=landscape, poster=poster)
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


def _graph(what: str, cases: tuple[str, ...], redact: tuple[str, ...]) -> tuple[Any, str]:
    """The cases to read, and the name of what to draw: a case given as a path is called by its own name."""
    from ..loading import case_names

    if Path(what).suffix in (".yaml", ".yml"):
        graph = load_graph(*dict.fromkeys((*cases, what)), redact=redact)
        return graph, next((case.name for case in graph.cases if case.path == what), what)
    if cases:
        return load_graph(*cases, redact=redact), what
    named = (what,) if what in case_names() else ()
    return load_graph(*named, redact=redact, about=what), what


COMMANDS = [draw]
"""In the order help lists them."""
