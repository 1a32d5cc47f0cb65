"""The command that lists the routes to relief other than clemency: relief."""

import click

from .app import ExampleCommand, case_option, json_option, on_option, show_result
from .asking import _graph

__all__ = ["COMMANDS"]


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph relief "Brendan Dassey"
    casegraph relief dassey-2007-homicide --on 2017-01-08
    casegraph relief "Brendan Dassey" --kind parole
    casegraph relief doe-1999-burglary --case my-case.yaml --json
    """,
)
@click.argument("person_or_conviction")
@click.option("--kind", metavar="KIND", help="Only ways of one kind: new trial, parole, DNA testing, … [default: all]")
@click.option("--tried", is_flag=True, help="Only what had been tried by then.")
@on_option
@case_option
@json_option
def relief(
    person_or_conviction: str, kind: str | None, tried: bool, on: str | None, cases: tuple[str, ...],
    redact: tuple[str, ...], as_json: bool,
) -> int:  # fmt: skip
    """What else could free a person: the routes to relief other than clemency, who decides, what was tried."""
    graph = _graph(cases, redact, person_or_conviction)
    answer = graph.relief(person_or_conviction, on, kind=kind, tried=tried)
    show_result(answer, as_json)
    return 4 if answer.value == "unknown" else 0


COMMANDS = [relief]
"""In the order help lists them."""
