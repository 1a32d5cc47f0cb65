"""Commands about time: timeline, diff."""

import json
from typing import Any

import click

from .app import ExampleCommand, echo, json_option

__all__ = ["COMMANDS"]


def _dump(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph timeline avery-dassey
    casegraph timeline avery-dassey --account article
    casegraph timeline avery-dassey --with attributed --conflicts
    casegraph timeline avery-dassey --known 2006-01-01 --json
    """,
)
@click.argument("case")
@click.option("--on", metavar="DATE", help="Leave out what lies after this day.")
@click.option("--known", metavar="DATE", help="Use only what was known on this day.")
@click.option("--account", metavar="SPEAKER", help="Read one speaker's or document's account alone.")
@click.option(
    "--with",
    "standings",
    multiple=True,
    metavar="STANDING",
    help="Count these claims too: attributed, contested. May be repeated.",
)
@click.option("--conflicts", "conflicts_only", is_flag=True, help="List what the sources disagree about.")
@click.option("--redact", multiple=True, metavar="PROFILE", help="Hide protected names: victims, juveniles.")
@json_option
def timeline(
    case: str, on: str | None, known: str | None, account: str | None, standings: tuple[str, ...],
    conflicts_only: bool, redact: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Dated events, inferred bounds with their premises, contradictions and conflicts of one case."""
    from ..api import load
    from ..questions.chronicle import tell_timeline

    told = load(case, redact=redact).timeline(
        on=on, known=known, account=account, standings=("established", *standings)
    )
    if as_json:
        _dump(told.to_json())
    else:
        echo(tell_timeline(told, conflicts_only=conflicts_only).rstrip("\n"))


COMMANDS: list[Any] = [timeline]
"""In the order help lists them."""
