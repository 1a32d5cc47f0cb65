"""Commands that hand a case to other tools and readers: `export FORMAT`, one subcommand for each format."""

from pathlib import Path
from typing import Any

import click

from .app import ExampleCommand, Group, given_store, load_graph, on_option, say, store_option, write_whole
from .export_formats import COMMANDS as OTHERS

__all__ = ["COMMANDS", "FORMATS"]


class _Formats(Group):
    """The group of formats; its help opens with examples like that of every command."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first example of every format, then the usage line."""
        with formatter.section("Examples"):
            for command in self.commands.values():
                examples = command.examples.strip() if isinstance(command, ExampleCommand) else ""
                formatter.write(f"  {(examples.splitlines() or [''])[0].strip()}\n")
        formatter.write("\n")
        super().format_usage(ctx, formatter)


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph export html avery-dassey -o avery.html
    casegraph export html avery-dassey --question "Could the President pardon Steven Avery?" -o avery.html
    casegraph export html my-case.yaml --who "Jane Doe" --kind any -o doe.html
    """,
)
@click.argument("case")
@store_option
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="File to write: .html.")
@click.option("--question", metavar="TEXT", help="Open with the answer to this question.")
@click.option("--who", metavar="PERSON", help="Ask about one person or conviction. [default: everyone convicted]")
@click.option(
    "--kind",
    metavar="KIND",
    help="pardon, commutation, reprieve, remission, conditional pardon, any. [default: pardon]",
)
@on_option
@click.option("--redact", multiple=True, metavar="PROFILE", help="Hide protected names: victims, juveniles.")
def html(
    case: str, out: Path, question: str | None, who: str | None, kind: str | None, on: str | None,
    redact: tuple[str, ...],
) -> None:  # fmt: skip
    """One page that opens offline: answer, path, powers, timeline, network, every claim with its sources."""
    from ..dates import as_day
    from ..errors import UsageError
    from ..page import make_page

    if question and (who or kind):
        raise UsageError("give --question, or --who and --kind, not both")
    if out.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"cannot write a page to {out.name!r}: end the name in .html")
    graph, name = _one_case(case, redact)
    answer = _asked(graph, question, on) if question else _answer(graph, name, who, kind or "pardon", on)
    text = make_page(graph.view, name, answer, as_day(on)).encode()
    with write_whole(out) as temporary:
        temporary.write_bytes(text)
    say(f"wrote {out}: {len(text) / 1024:,.0f} KiB")


def _one_case(case: str, redact: tuple[str, ...]) -> tuple[Any, str]:
    """The graph that holds the one case meant, and the case's name."""
    from ..errors import UsageError

    store = given_store()
    if store:
        graph = load_graph(store, redact=redact)
        return graph, graph.case_named(case)
    graph = load_graph(case, redact=redact)
    if len(graph.cases) != 1:
        held = ", ".join(each.name for each in graph.cases)
        raise UsageError(f"{case} holds {len(graph.cases)} cases ({held}); a page is about one")
    return graph, graph.cases[0].name


def _asked(graph: Any, question: str, on: str | None) -> Any:
    """The answer to a plain question, when it is one about clemency."""
    from ..errors import CannotAnswer
    from ..questions import Answer

    answer = graph.ask(question, on)
    if not isinstance(answer, Answer):
        raise CannotAnswer("a page opens with an answer about clemency; ask who can pardon, or whether an office could")
    return answer


def _answer(graph: Any, name: str, who: str | None, kind: str, on: str | None) -> Any:
    """Who can pardon one person, or everyone convicted in the case."""
    from ..dates import as_day
    from ..errors import UsageError
    from ..page import standing_answer
    from ..questions.clemency.walk import KINDS

    if kind != "any" and kind not in KINDS:
        raise UsageError(f"unknown kind of clemency {kind!r}; known: {', '.join(KINDS)}, any")
    wanted = None if kind == "any" else kind
    if who:
        return graph.clemency(who, on, kind=wanted)
    return standing_answer(graph.view, name, as_day(on), wanted)


FORMATS: list[click.Command] = [html, *OTHERS]
"""Every format, one line each; a further one adds its command here."""


@click.group(cls=_Formats, invoke_without_command=False)
def export() -> None:
    """Write a case in another form."""


for _format in FORMATS:
    export.add_command(_format)

COMMANDS: list[click.Command] = [export]
"""Commands in the order help lists them."""
