"""The command that draws figures and audits them."""

from pathlib import Path
from typing import Any

import click

from .app import Given, command, echo, say

__all__ = ["draw"]

_KINDS = ("timeline", "path", "network", "power", "map")
_TELLS = ("decider", "board", "law")


@command(
    examples="""
    casegraph draw path "Steven Avery" --authority US-president --on 2016-01-08 -o path.svg
    casegraph draw timeline avery-dassey --landscape -o timeline.png
    casegraph draw network "Brendan Dassey" -o network.pdf
    casegraph draw power derek-chauvin --audit
    casegraph draw map --on 2026-12-01 --compared-with 2000-01-01 -o map.svg
    casegraph draw map --kind commutation --what board -o boards.pdf
    """,
    takes="on case",
)
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("what", required=False, default="")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File to write: .svg, .png or .pdf.")
@click.option("--authority", metavar="OFFICE", help="Ask about one office; not for a timeline.")
@click.option("--landscape", is_flag=True, help="For a timeline: from left to right.")
@click.option("--poster", is_flag=True, help="Everything, however large the sheet.")
@click.option("--width", metavar="WIDTH", help="As printed or shown: 85mm, 120mm, 180mm, 1200px. [default: a laptop]")
@click.option("--dpi", type=click.IntRange(36, 1200), default=144, show_default=True, help="Pixels per inch of a PNG.")
@click.option("--sources", metavar="FORM", help="List them none, short or full. [default: as fully as fits]")
@click.option("--rows", type=click.IntRange(1), metavar="N", help="At most so many rows. [default: what fits]")
@click.option("--kind", "clemency", metavar="KIND", help="For map, path and power: of clemency. [map: pardon]")
@click.option(
    "--what",
    "tells",
    type=click.Choice(_TELLS),
    help="For a map: who decides, the part of a board, where the rule stands. [default: decider]",
)
@click.option("--compared-with", metavar="DATE", help="For a map: another day; what differs is marked.")
@click.option("--audit", "audited", is_flag=True, help="Print how the figure reads, measured; exit 1 at a fault.")
def draw(given: Given, kind: str, what: str, out: Path | None, audited: bool, **asked: Any) -> int:
    """Draw a case, person or conviction: as a timeline, the path to an answer, a network, a table of powers, a map.

    A map without a case tells who decides in every state, D.C. and the territories.
    """
    if out is None and not audited:
        raise click.UsageError("say where to write it with -o FILE, or measure it with --audit")
    dpi, options = asked.pop("dpi"), _options(kind, what, asked)
    from ..drawing import audit, save
    from ..drawing.paint.saving import checked

    if out is not None:
        checked(out)
    graph, name = _graph(given, what)
    figure = graph.draw(kind, name, given.on, **options)
    if out is not None:
        save(figure, out, dpi=dpi)
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


_GO_WITH = {
    "landscape": ("timeline",),
    "authority": ("path", "power", "network", "map"),
    "clemency": ("map", "path", "power"),
    "tells": ("map",),
    "compared_with": ("map",),
    "rows": ("timeline", "path", "power", "map"),
}
"""Option → the figures it goes with; the others go with all."""
_NAMES = {"clemency": "--kind", "tells": "--what", "compared_with": "--compared-with"}


def _options(kind: str, what: str, asked: dict[str, Any]) -> dict[str, Any]:
    """The options that were given, once it is sure that each goes with this kind of figure."""
    from ..dates import as_day

    options = {name: value for name, value in asked.items() if value not in (None, False, "")}
    for name in options:
        if kind not in _GO_WITH.get(name, _KINDS):
            said = _NAMES.get(name, f"--{name}")
            raise click.UsageError(f"{said} goes with: casegraph draw {'|'.join(_GO_WITH[name])}")
    if not what and kind != "map":
        raise click.UsageError(f"say what to draw: casegraph draw {kind} CASE, a person or a conviction")
    if "compared_with" in options:
        options["compared_with"] = as_day(options["compared_with"])
    return options


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "looked at" if value else "not looked at"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _graph(given: Given, what: str) -> tuple[Any, str]:
    """The cases to read, and the name of what to draw: a case given as a path is called by its own name."""
    from ..loading import case_names
    from .asking import law_alone

    if not what:
        return (given.graph().complete() if given.cases or given.law else law_alone()), what
    if Path(what).suffix in (".yaml", ".yml"):
        graph = given.graph(*dict.fromkeys((*given.cases, what)))
        return graph, next((case.name for case in graph.cases if case.path == what), what)
    if given.cases:
        return given.graph(), what
    named = (what,) if what in case_names() else ()
    return given.graph(*named, about=what), what
