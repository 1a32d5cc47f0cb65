"""The command line: parse arguments, call the library of the same verb, print. No logic of its own."""

import click

from .app import Group, main
from .asking import COMMANDS
from .bundles import COMMANDS as BUNDLES
from .drawing import COMMANDS as DRAWING
from .exporting import COMMANDS as EXPORTING
from .extracting import COMMANDS as EXTRACTING
from .files import AFTER, BEFORE
from .registers import COMMANDS as REGISTERS
from .relief import COMMANDS as RELIEF
from .serving import COMMANDS as SERVING
from .time import COMMANDS as TIME

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
    *BEFORE, *EXTRACTING, *COMMANDS, *RELIEF, *TIME, *DRAWING, *AFTER, *EXPORTING, *BUNDLES,
    *REGISTERS, *SERVING,
]:  # fmt: skip
    casegraph.add_command(_command)
