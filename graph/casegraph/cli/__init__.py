"""The command line: parse arguments, call the library of the same verb, print. No logic of its own."""

import click

from .app import Group
from .asking import ask, clemency, diff, relief, show, timeline, why
from .drawing import draw
from .entering import add, new
from .exporting import build, export, verify
from .extracting import extract, review
from .files import check, tour
from .listing import explain, list_, query, schema
from .registers import batch, import_, link
from .running import run
from .serving import mcp, serve

__all__ = ["casegraph", "main"]


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-q", "--quiet", is_flag=True, help="No remarks on standard error.")
@click.version_option(package_name="casegraph", message="%(prog)s %(version)s")
def casegraph(quiet: bool) -> None:
    """Who holds clemency power over which conviction, on which date, on what legal basis; who does not, and why not.

    \b
    Start here:  casegraph tour
    Then:        casegraph ask "Could the President pardon Steven Avery?" --on 2016-01-08
    """


for _command in [
    tour, new, add, check, build, extract, review, ask, clemency, why, show, query, list_, relief, timeline, diff, draw,
    explain, schema, export, verify, mcp, import_, batch, link, serve,
]:  # fmt: skip
    casegraph.add_command(_command)


def main(args: list[str] | None = None) -> None:
    """Run the command line and end the process."""
    run(casegraph, args)
