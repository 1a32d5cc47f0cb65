"""Commands about time: timeline, diff."""

from typing import Any

import click

from .app import ExampleCommand, echo, given_store, json_option, load_graph, show_result, store_option

__all__ = ["COMMANDS"]


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph timeline avery-dassey
    casegraph timeline avery-dassey --account article
    casegraph timeline avery-dassey --with attributed --conflicts
    casegraph timeline avery-dassey --known 2006-01-01 --json
    casegraph timeline my-case --store cases.store
    """,
)
@click.argument("case")
@store_option
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
    store = given_store()
    told = load_graph(store or case, redact=redact).timeline(
        case if store else None, on=on, known=known, account=account, standings=("established", *standings)
    )
    if conflicts_only and not as_json:
        echo(told.conflicts())
    else:
        show_result(told, as_json)


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph diff my-case.yaml my-case-corrected.yaml
    casegraph diff 2003-01-01 2004-01-01 --case avery-dassey
    casegraph diff 2006-01-01 2016-01-08 --known --case avery-dassey
    """,
)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--known", is_flag=True, help="For two days: compare what was known on each.")
@click.option("--case", "case", metavar="NAME_OR_PATH", help="For two days: the case compared.")
@click.option("--redact", multiple=True, metavar="PROFILE", help="Hide protected names: victims, juveniles.")
@store_option
@json_option
def diff(first: str, second: str, known: bool, case: str | None, redact: tuple[str, ...], as_json: bool) -> None:
    """What differs between two versions of a case file, two days, or what was known on two days."""
    import re

    from ..errors import UsageError

    store = given_store()
    days = [bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text)) for text in (first, second)]
    if days[0] != days[1]:
        raise UsageError("give two case files or two days, not one of each")
    if days[0]:
        if case is None:
            raise UsageError("two days are compared in one case: add --case, e.g. --case avery-dassey")
        found = load_graph(store or case, redact=redact).diff(first, second, case=case if store else None, known=known)
    else:
        if known or case or store:
            raise UsageError("--known, --case and --store go with two days")
        found = load_graph(first, redact=redact).diff(load_graph(second, redact=redact))
    show_result(found, as_json)


COMMANDS: list[Any] = [timeline, diff]
"""In the order help lists them."""
