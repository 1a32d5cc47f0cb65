"""What commands share: help with examples first, near misses, common options. Imports nothing heavy."""

import functools
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ..writing import LAST_LOOK, look_once_more

__all__ = ["ExampleCommand", "Given", "Group", "command", "dump", "echo", "hand_over", "say"]

_EXIT_CODES = """\
Exit codes: 0 answered (yes or no) · 1 problems found in the data · 2 wrong usage
3 no such thing · 4 cannot be answered from this graph
5 answered only for the case that a source is right · 130 interrupted"""


class ExampleCommand(click.Command):
    """A command whose help opens with examples."""

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples first, then the usage line."""
        if self.examples:
            with formatter.section("Examples"):
                for line in self.examples.strip().splitlines():
                    formatter.write(f"  {line.strip()}\n")
            formatter.write("\n")
        super().format_usage(ctx, formatter)


class Group(click.Group):
    """A group that keeps its commands in the order of use and suggests near misses."""

    command_class = ExampleCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command when there is none of that name."""
        from ..errors import did_you_mean

        name = click.utils.make_str(args[0]) if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            near = did_you_mean(name, self.commands)
            hint = f" Did you mean {' or '.join(near)}?" if near else " See: casegraph --help"
            raise click.UsageError(f"no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with the whole of its first sentence, wrapped and not cut."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(limit=500)) for name, command in found if command is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The exit codes."""
        formatter.write(f"\n{_EXIT_CODES}\n")


@dataclass(frozen=True)
class Given:
    """What the options that commands share say.

    Attributes:
        cases: the cases named, or the one store that holds them.
        store: the store named, or None.
        law: the files whose powers, offices and terms count as law.
        redact: the profiles by which names are hidden.
        on: the day asked about, or None for today.
        as_json: is the answer wanted as JSON?
    """

    cases: tuple[str, ...] = ()
    store: str | None = None
    law: tuple[str, ...] = ()
    redact: tuple[str, ...] = ()
    on: str | None = None
    as_json: bool = False

    def graph(self, *names: str, about: str = "") -> Any:
        """The graph of the cases named, or of the store, with the files given as law.

        Args:
            names: cases; those of the options when left out.
            about: where no case is named, only the shipped cases that these words need; all of them when "".
        """
        from ..loading import load, load_about

        chosen = names or self.cases
        if about and not chosen:
            graph = load_about(about, redact=self.redact, law=self.law)
        else:
            graph = load(*chosen, redact=self.redact, law=self.law)
        if graph.hidden:
            from ..records.redaction import name_left

            LAST_LOOK.set(lambda text: name_left(text, graph.hidden))
        return graph

    def show(self, result: Any) -> None:
        """Print a result as text, or as JSON."""
        if self.as_json:
            dump(result.to_json())
        else:
            echo(result.to_text())


_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "on": click.option("--on", metavar="DATE", help="Answer as of this day, YYYY-MM-DD. [default: today]"),
    "case": click.option(
        "--case", "cases", multiple=True, metavar="NAME_OR_PATH",
        help="A shipped case, a case file or a folder. May be repeated. [default: the shipped cases]",
    ),
    "store": click.option(
        "--store", metavar="DIR_OR_URL",
        help="A store made by build -o DIR, or the URL of a SPARQL endpoint, in place of cases.",
    ),
    "law": click.option(
        "--law", metavar="FILE", multiple=True,
        help="A file whose powers, offices and terms count as law; those of any other are its author's word.",
    ),
    "redact": click.option(
        "--redact", multiple=True, metavar="PROFILE",
        help="Hide protected names: victims, juveniles. May be repeated.",
    ),
    "json": click.option(
        "--json", "as_json", is_flag=True, help="Answer as JSON on standard output, and nothing else there."
    ),
}  # fmt: skip
_TOGETHER = {"case": ("case", "store", "law", "redact"), "store": ("store", "law")}
_NAMES = {"case": "cases", "json": "as_json"}


def command(
    name: str | None = None, *, examples: str, takes: str = "", summary: str | None = None
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with the shared options that it takes, which come to it as its first argument, `Given`.

    Args:
        name: as typed; that of the function when None.
        examples: command lines that work, one a line.
        takes: words of on, case, store, law, redact, json; case brings store, law and redact, store brings law.
        summary: what help says of it; the docstring when None.
    """
    keys = [each for key in takes.split() for each in _TOGETHER.get(key, (key,))]

    def decorate(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def run(**values: Any) -> Any:
            shared = {key: values.pop(key) for key in (_NAMES.get(key, key) for key in keys)}
            return function(_checked(shared), **values) if keys else function(**values)

        own = getattr(function, "__click_params__", [])
        run.__click_params__ = []  # type: ignore[attr-defined]
        for key in reversed(keys):
            _OPTIONS[key](run)
        run.__click_params__ += own  # type: ignore[attr-defined]  # click reverses them: own options first in help
        return click.command(name, cls=ExampleCommand, examples=examples, help=summary)(run)

    return decorate


def _checked(shared: dict[str, Any]) -> Given:
    """The shared options, after checking that the store exists and that no case is named beside it."""
    store = shared.get("store")
    if store is not None:
        from ..errors import NoSuchThing
        from ..store import open_store

        if not store.startswith(("http://", "https://")) and not Path(store, "casegraph-store.json").is_file():
            open_store(store)  # says what is wrong with it
            raise NoSuchThing("store", store)
        if shared.get("cases"):
            raise click.UsageError("--case and --store exclude each other: a store holds its cases")
        if "cases" in shared:
            shared["cases"] = (store,)
    return Given(**shared)


def echo(text: str) -> None:
    """Print an answer, in ASCII where the terminal cannot do better."""
    from ..words import ascii_only, visible

    look_once_more(text)
    click.echo(visible(text if _writes_unicode() else ascii_only(text), lines=True))


def _writes_unicode() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def dump(value: object) -> None:
    """Print an answer as JSON, and nothing else; what a terminal would act on or hide is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    look_once_more(text)
    click.echo(_ACTS_ON.sub(lambda match: f"\\u{ord(match.group()):04x}", text))


_ACTS_ON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that JSON may hold as they are, and that control a terminal or turn the reading direction."""


def hand_over(text: str) -> None:
    """Print data for a program, every character of it; to a terminal, only what a person can see."""
    if sys.stdout.isatty() or not _writes_unicode():
        echo(text)
    else:
        look_once_more(text)
        click.echo(text)


def say(text: str) -> None:
    """Print a remark to standard error, unless -q was given."""
    from ..words import visible

    context = click.get_current_context(silent=True)
    if context is None or not (context.find_root().params or {}).get("quiet"):
        click.echo(visible(text, lines=True), err=True)
