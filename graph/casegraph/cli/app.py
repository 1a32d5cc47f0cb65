"""The group of commands: help with examples first, near misses, exit codes. Imports nothing heavy."""

import atexit
import contextlib
import gc
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

__all__ = [
    "ExampleCommand",
    "Group",
    "case_option",
    "dump",
    "echo",
    "given_law",
    "given_store",
    "json_option",
    "law_option",
    "load_graph",
    "main",
    "on_option",
    "say",
    "show_result",
    "store_option",
    "write_whole",
]

_EXIT_CODES = """\
Exit codes: 0 answered (yes or no) · 1 problems found in the data · 2 wrong usage
3 no such thing · 4 cannot be answered from this graph · 130 interrupted"""


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


def _store_or_cases(context: click.Context, _: click.Parameter, cases: tuple[str, ...]) -> tuple[str, ...]:
    """The cases named, or the one store: everything that takes cases takes a store in their place."""
    store = context.meta.get("casegraph.store")
    if store is None:
        return cases
    if cases:
        raise click.UsageError("--case and --store exclude each other: a store holds its cases")
    return (store,)


def _note_store(context: click.Context, _: click.Parameter, store: str | None) -> None:
    if store is not None:
        from ..errors import NoSuchThing
        from ..store import open_store

        if not store.startswith(("http://", "https://")) and not Path(store, "casegraph-store.json").is_file():
            open_store(store)  # says what is wrong with it
            raise NoSuchThing("store", store)
        context.meta["casegraph.store"] = store


def law_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--law`: files whose powers and offices count as law; `given_law` tells which."""
    return click.option(
        "--law",
        metavar="FILE",
        multiple=True,
        is_eager=True,
        expose_value=False,
        callback=_note_law,
        help="A file whose powers, offices and terms count as law; those of any other are its author's word.",
    )(function)


def _note_law(context: click.Context, _: click.Parameter, law: tuple[str, ...]) -> None:
    context.meta["casegraph.law"] = law


def given_law() -> tuple[str, ...]:
    """The files given as law."""
    return tuple(click.get_current_context().meta.get("casegraph.law", ()))


def load_graph(*names: str, redact: tuple[str, ...] = (), about: str = "") -> Any:
    """The graph of the cases named, or of the store, with the files given as law.

    Without a name, that of the shipped cases that `about` needs; of all when it is "".
    """
    from ..loading import load, load_about

    law = given_law()
    return load_about(about, redact=redact, law=law) if about and not names else load(*names, redact=redact, law=law)


def store_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--store`: the store that holds the cases, with `--law` beside it; `given_store` tells which."""
    return click.option(
        "--store",
        metavar="DIR_OR_URL",
        is_eager=True,
        expose_value=False,
        callback=_note_store,
        help="A store made by build -o DIR, or the URL of a SPARQL endpoint, in place of cases.",
    )(law_option(function))


def given_store() -> str | None:
    """The store named on the command line, if any."""
    store: str | None = click.get_current_context().meta.get("casegraph.store")
    return store


def case_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--case`, `--store` and `--redact`: which cases, or the store that holds them, under which names."""
    function = click.option(
        "--redact",
        multiple=True,
        metavar="PROFILE",
        help="Hide protected names: victims, juveniles. May be repeated.",
    )(function)
    return click.option(
        "--case",
        "cases",
        multiple=True,
        callback=_store_or_cases,
        metavar="NAME_OR_PATH",
        help="A shipped case, a case file or a folder. May be repeated. [default: the shipped cases]",
    )(store_option(function))


on_option = click.option("--on", metavar="DATE", help="Answer as of this day, YYYY-MM-DD. [default: today]")
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Answer as JSON on standard output, and nothing else there."
)


def echo(text: str) -> None:
    """Print an answer, in ASCII where the terminal cannot do better."""
    from ..words import ascii_only, visible

    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    click.echo(visible(text if encoding.startswith("utf") else ascii_only(text), lines=True))


def dump(value: object) -> None:
    """Print an answer as JSON, and nothing else."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show_result(result: Any, as_json: bool) -> None:
    """Print a result as text, or as JSON."""
    if as_json:
        dump(result.to_json())
    else:
        echo(result.to_text())


def say(text: str) -> None:
    """Print a remark to standard error, unless -q was given."""
    context = click.get_current_context(silent=True)
    if context is None or not (context.find_root().params or {}).get("quiet"):
        click.echo(text, err=True)


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that replaces it once the block ends well; nothing half-written stays."""
    from ..errors import UsageError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)


def _report(error: Exception) -> int:
    """Print an error as a person should read it; the exit code it means."""
    from ..errors import CannotAnswer, NoSuchThing, ProblemsFound

    if isinstance(error, ProblemsFound):
        from .report import as_text

        files = {place.file for problem in error.problems for place in (problem.place, *(p for p, _ in problem.also))}
        lines = {file: _lines(file) for file in files}
        click.echo(as_text(error.problems, lines), err=True)
        click.echo(f"{error}. What a code means: casegraph explain {error.problems[0].code}", err=True)
        return 1
    click.echo(str(error) if isinstance(error, CannotAnswer) else f"error: {error}", err=True)
    return 3 if isinstance(error, NoSuchThing) else 4 if isinstance(error, CannotAnswer) else 2


def _lines(file: str) -> list[str]:
    from ..errors import UsageError
    from ..reading import read_bytes

    try:
        text = read_bytes(Path(file)).decode(errors="replace")
    except UsageError:
        return []
    return text.split("\n") if file.endswith((".jsonl", ".ndjson")) else text.splitlines()


def _collect_seldom() -> None:
    """Run the garbage collector rarely, and not at the end: a command keeps almost every object it creates."""
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


def _end_tidily() -> None:
    """On SIGTERM end as on an error, so that what is half-written goes: by itself Python would stop on the spot."""

    def stop(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_IGN)  # once is enough; tidying up takes its time
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, stop)


def _stand_in_for_closed() -> None:
    """Give a command that was started with closed streams others, so that no file it opens is taken for one of them.

    Nothing can be read from a closed input; to write an answer to a closed output is the error it is.
    """
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    held = 0
    while held <= 2:
        held = os.open(os.devnull, os.O_RDWR)
    os.close(held)
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        unwritable = os.open(os.devnull, os.O_RDONLY)
        os.dup2(unwritable, 1)
        os.close(unwritable)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")


def main(args: list[str] | None = None) -> None:
    """Run the command line; every error casegraph knows becomes a message and an exit code."""
    from ..errors import CasegraphError
    from . import casegraph

    if args is None:
        _collect_seldom()
        _end_tidily()
        _stand_in_for_closed()
    try:
        code = casegraph.main(args=args, prog_name="casegraph", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    except CasegraphError as error:
        code = _report(error)
    except OSError as error:
        click.echo(f"error: cannot write the answer: {error.strerror}", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)
