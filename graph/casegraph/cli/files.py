"""Commands about case files as they stand: tour, and check, which also mends them."""

import json
import os
import shlex
import shutil
import sys
import sysconfig
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..writing import replace_unchanged, write_whole
from .app import Given, command, echo, say

__all__ = ["check", "command_here", "tour", "what_next", "write_tour"]

_WITH_UV = "uv run casegraph"
_NEXT = (
    'ask "Who can pardon Brendan Dassey?" --on 2019-12-20',
    "why avery-2007-homicide US-president --on 2016-01-08",
    'show "Brendan Dassey"',
    "new my-case",
)


@command(examples="casegraph tour\ncasegraph tour -o my-folder")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("casegraph-out"),
    show_default=True,
    help="Folder to write to.",
)
def tour(out: Path) -> None:
    """The whole way on the shipped Avery–Dassey case: question, answer, graph, figures, page."""
    from ..loading import load
    from ..questions import ReliefAnswer

    graph = load("avery-dassey")
    answer = graph.ask("Could the President pardon Steven Avery?", "2016-01-08")
    assert not isinstance(answer, ReliefAnswer)
    echo('$ casegraph ask "Could the President pardon Steven Avery?" --on 2016-01-08\n')
    echo(answer.to_text())
    written = write_tour(graph, answer, out)
    echo(f"\nWritten to {out}/: " + ", ".join(path.name for path in written))
    echo(f"\n{what_next()}")


def what_next() -> str:
    """Commands to try after the tour, written as they work in this shell."""
    command = command_here()
    lines = ["Try next", *(f"  {command} {rest}" for rest in _NEXT)]
    activate = Path(sysconfig.get_path("scripts"), "activate")
    if command not in ("casegraph", _WITH_UV) and activate.is_file():
        source = "" if os.name == "nt" else ". "
        lines.append(f"To call it casegraph, activate its environment once:  {source}{_quoted(_near(activate))}")
    return "\n".join(lines)


def command_here() -> str:
    """How the shell that started this process can call casegraph: by name if it is on PATH, else by a path.

    Examples:
        >>> "casegraph" in command_here()
        True
    """
    if "UV_RUN_RECURSION_DEPTH" in os.environ:
        return _WITH_UV  # uv changes PATH for the command that it runs, not for the shell
    script = Path(sysconfig.get_path("scripts"), "casegraph.exe" if os.name == "nt" else "casegraph")
    found = shutil.which("casegraph")
    if found and Path(found).resolve() == script.resolve():
        return "casegraph"
    if script.is_file():
        return _quoted(_near(script))
    return f"{_quoted(_near(Path(sys.executable)))} -m casegraph"


def _near(path: Path) -> str:
    """The path from the working folder if it lies below it, else the whole path."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _quoted(path: str) -> str:
    import subprocess

    return subprocess.list2cmdline([path]) if os.name == "nt" else shlex.quote(path)


def write_tour(graph: Any, answer: Any, folder: Path) -> list[Path]:
    """Write everything of the tour into `folder`; the paths written, in order."""
    from ..drawing import path_figure, save, timeline_figure
    from ..page import make_page

    case = graph.cases[0]
    texts = {
        "answer.txt": answer.to_text() + "\n",
        "answer.json": json.dumps(answer.to_json(), ensure_ascii=False, indent=2) + "\n",
        "avery-dassey.ttl": graph.serialize(".ttl").decode(),
        "avery-dassey.trig": graph.serialize(".trig").decode(),
        "index.html": make_page(graph.view, case.name, answer, answer.on),
    }
    written = []
    for name, text in texts.items():
        write_whole(folder / name, text)
        written.append(folder / name)
    figures = {
        "path": path_figure(answer),
        "timeline": timeline_figure(graph.view, case.name, date.today()),
    }
    for name, figure in figures.items():
        for ending in (".svg", ".png"):
            save(figure, folder / f"{name}{ending}")
            written.append(folder / f"{name}{ending}")
    return written


@command(
    examples="""
    casegraph check my-case.yaml
    casegraph check cases/ --format github
    casegraph check avery-dassey --text article=article.txt
    casegraph check my-case.yaml --text article=article.txt --fix
    casegraph check cases/ --strict
    """,
    takes="law",
)
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="SOURCE=FILE",
    help="Verify every passage into this source against its text.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Warnings are errors: exit code 1.")
@click.option("--fix", is_flag=True, help="Write ids for names, and where passages stand in the texts given.")
def check(
    given: Given, paths: tuple[str, ...], texts: tuple[str, ...], form: str, as_json: bool, strict: bool, fix: bool
) -> int:
    """Everything that is wrong with case files, in one run; what to look at once more comes as a warning.

    A name that one thing has is taken for its id: law_broken: Georgia, agent: Governor of Texas, person: Jane Doe.
    """
    from ..casefile.report import as_github, as_text
    from ..casefile.report import as_json as json_report
    from ..loading import check as run

    form = "json" if as_json else form
    content = _texts(texts)
    results = run(paths, given.law)
    fixed = _fixed(results, content) if fix else []
    results = run(paths, given.law) if fixed else results
    verified, found = _verify(results, content)
    problems = sorted({problem for result in results for problem in result.problems} | {*found})
    warnings = sorted({warning for result in results for warning in result.warnings})
    files = [result.document.file for result in results]
    open_ = {result.document.file: result.case.open_candidates for result in results if result.case}
    if form == "json":
        click.echo(json_report(problems, files, warnings, passages=verified, candidates=open_, fixed=fixed))
    elif form == "github":
        click.echo(as_github([*problems, *warnings]) or "no problems")
    elif problems or warnings:
        echo(as_text([*problems, *warnings], {result.document.file: result.document.lines for result in results}))
    _remarks(results, verified, open_, fixed)
    if not problems and form == "text":
        claims = sum(len(result.case.claims) for result in results if result.case)
        echo(f"{len(files)} file{'' if len(files) == 1 else 's'}, {claims:,} claims, no problems")
    if told := _counted(problems, warnings):
        say(f"{told}. What a code means: casegraph explain {[*problems, *warnings][0].code}")
    return 1 if problems or (strict and warnings) else 0


def _counted(problems: list[Any], warnings: list[Any]) -> str:
    """How many problems and warnings there are, in words."""
    counts = ((problems, "problem"), (warnings, "warning"))
    return " and ".join(f"{len(held)} {word}{'' if len(held) == 1 else 's'}" for held, word in counts if held)


def _remarks(
    results: list[Any], verified: dict[str, dict[str, int]], unread: dict[str, int], fixed: list[dict[str, Any]]
) -> None:
    """What was mended, what of it waits, and what else a person may want to do."""
    for each in fixed:
        say(f"{each['file']}: wrote {'; '.join(each['wrote'])}")
    for source, count in verified.items():
        say(f"{source}: {count['fit']} of {count['of']} passages fit the text")
    for result in results:
        if result.named:
            names = f"{len(result.named)} name{'' if len(result.named) == 1 else 's'} taken for the ids they mean"
            say(f"{result.document.file}: {names}. To write the ids:  casegraph check {result.document.file} --fix")
    for file, waiting in unread.items():
        if waiting:
            say(f"{file}: {waiting} candidate{'' if waiting == 1 else 's'} open. Next:  casegraph review {file}")


def _texts(texts: tuple[str, ...]) -> dict[str, Any]:
    """The text of each source named by --text."""
    from ..records.passage import read_text

    wrong = next((text for text in texts if "=" not in text), None)
    if wrong is not None:
        raise click.UsageError(f"--text takes SOURCE=FILE, not {wrong!r}")
    return {name: read_text(Path(path)) for name, _, path in (text.partition("=") for text in texts)}


def _fixed(results: list[Any], texts: dict[str, Any]) -> list[dict[str, Any]]:
    """Every file mended that can be, each written whole or not at all; what was written into it."""
    from ..casefile.editing.fix import fix_of

    fixes = [found for result in results if (found := fix_of(result, texts)) is not None]
    for found in fixes:
        replace_unchanged(found.path, found.old, found.new)
    return [{"file": str(found.path), "wrote": list(found.told)} for found in fixes]


def _verify(results: list[Any], texts: dict[str, Any]) -> tuple[dict[str, dict[str, int]], list[Any]]:
    """Passages that fit, by source, and a problem for each that does not."""
    from ..casefile.editing.fix import unfound
    from ..casefile.verify import verify_passages
    from ..errors import NoSuchThing
    from ..vocabulary import local

    verified: dict[str, dict[str, int]] = {}
    problems: list[Any] = [problem for result in results for problem in unfound(result.document, texts)]
    cases = [result.case for result in results if result.case is not None]
    known = {local(source.iri): (case, source) for case in cases for source in case.sources}
    for name, content in texts.items():
        if cases and name not in known:
            raise NoSuchThing("source", name, known)
        if name in known:
            case, source = known[name]
            count, found = verify_passages(case, source.iri, content)
            total = len({p for claim in case.claims for p in claim.passages if p.source == source.iri})
            verified[name] = {"fit": count, "of": total}
            problems += found
    return verified, problems
