"""How the command line starts and ends: signals, closed streams, and every error as a message and an exit code."""

import atexit
import gc
import io
import os
import signal
import sys
from pathlib import Path

import click

from ..writing import LAST_LOOK

__all__ = ["run"]


def _report(error: Exception) -> int:
    """Print an error as a person should read it; the exit code it means."""
    from ..errors import CannotAnswer, NoSuchThing, ProblemsFound
    from ..words import visible

    if isinstance(error, ProblemsFound):
        from ..casefile.report import as_text

        files = {place.file for problem in error.problems for place in (problem.place, *(p for p, _ in problem.also))}
        lines = {file: _lines(file) for file in files}
        click.echo(as_text(error.problems, lines), err=True)
        click.echo(f"{error}. What a code means: casegraph explain {error.problems[0].code}", err=True)
        return 1
    text = visible(str(error), lines=True)
    click.echo(text if isinstance(error, CannotAnswer) else f"error: {text}", err=True)
    return 3 if isinstance(error, NoSuchThing) else 4 if isinstance(error, CannotAnswer) else 2


def _show(error: click.ClickException) -> None:
    """Print what is wrong with a command line; it may quote what was typed."""
    from ..words import visible

    text = io.StringIO()
    error.show(text)
    click.echo(visible(text.getvalue(), lines=True), err=True, nl=False)


def _lines(file: str) -> list[str]:
    from ..errors import UsageError
    from ..reading import read_bytes

    try:
        text = read_bytes(Path(file)).decode(errors="replace")
    except UsageError:
        return []
    return text.split("\n") if file.endswith((".jsonl", ".ndjson")) else text.splitlines()


def _collect_rarely() -> None:
    """Run the garbage collector rarely, and not at the end: a command keeps almost every object it creates."""
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


def _end_tidily() -> None:
    """Make SIGTERM raise SystemExit, so that temporary files are removed; by default Python stops at once."""

    def stop(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_IGN)  # a second signal must not interrupt the removal
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, stop)


def _stand_in_for_closed() -> None:
    """Replace standard streams that were closed when the process started.

    Otherwise the next file that is opened would get the number of a closed stream, and answers would be written to it.
    A closed input becomes an empty one; writing to a closed output stays an error.
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


def run(group: click.Group, args: list[str] | None = None) -> None:
    """Run the command line and end the process; every error casegraph knows becomes a message and an exit code.

    Args:
        group: all commands.
        args: what was typed; that of this process when None.
    """
    from ..errors import CasegraphError

    if args is None:
        _collect_rarely()
        _end_tidily()
        _stand_in_for_closed()
    try:
        code = group.main(args=args, prog_name="casegraph", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        _show(error)
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
    finally:
        LAST_LOOK.set(None)
    sys.exit(code if isinstance(code, int) else 0)
