"""Commands about files: tour, new, check, build, explain, schema."""

import os
from pathlib import Path
from typing import Any

import click

from ..writing import write_whole
from .app import Given, command, dump, echo, say

__all__ = ["build", "check", "explain", "new", "schema", "tour"]


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
    from .tour import what_next, write_tour

    graph = load("avery-dassey")
    answer = graph.ask("Could the President pardon Steven Avery?", "2016-01-08")
    assert not isinstance(answer, ReliefAnswer)
    echo('$ casegraph ask "Could the President pardon Steven Avery?" --on 2016-01-08\n')
    echo(answer.to_text())
    written = write_tour(graph, answer, out)
    echo(f"\nWritten to {out}/: " + ", ".join(path.name for path in written))
    echo(f"\n{what_next()}")


@command(examples="casegraph new my-case\ncasegraph new my-case --article story.txt -o cases/my-case.yaml")
@click.argument("name")
@click.option("--article", type=click.Path(path_type=Path), help="A text file to record as a source, by digest.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Where to write. [default: NAME.yaml]")
def new(name: str, article: Path | None, out: Path | None) -> None:
    """Start a case file: a commented example that passes `check`."""
    from ..casefile.starter import starter
    from ..errors import UsageError
    from ..records.passage import read_text

    if not name.replace("-", "").isalnum() or not name.isascii() or name != name.lower() or not name[0].isalnum():
        raise UsageError(f"{name!r} is not a case name: small letters, digits and hyphens, like jane-doe")
    path = out or Path(f"{name}.yaml")
    if path.exists():
        raise UsageError(f"{path} exists already; choose another name, or another place with -o")
    digest = read_text(article).sha256 if article else ""
    write_whole(path, starter(name, str(path), digest, article.name if article else ""))
    echo(f"Wrote {path}. Edit it, then:  casegraph check {path}")


@command(
    examples="""
    casegraph check my-case.yaml
    casegraph check cases/ --format github
    casegraph check avery-dassey --text article=article.txt
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
def check(given: Given, paths: tuple[str, ...], texts: tuple[str, ...], form: str, as_json: bool) -> int:
    """Everything that is wrong with case files, in one run; what to look at once more comes as a warning."""
    from ..casefile.report import as_github, as_text
    from ..casefile.report import as_json as json_report
    from ..loading import check as run

    form = "json" if as_json else form
    results = run(paths, given.law)
    problems = [problem for result in results for problem in result.problems]
    verified, found = _verify(results, texts)
    problems = sorted({*problems, *found})
    warnings = sorted({warning for result in results for warning in result.warnings})
    files = [result.document.file for result in results]
    if form == "json":
        open_ = {result.document.file: result.case.open_candidates for result in results if result.case}
        click.echo(json_report(problems, files, warnings, passages=verified, candidates=open_))
    elif form == "github":
        click.echo(as_github([*problems, *warnings]) or "no problems")
    elif problems or warnings:
        echo(as_text([*problems, *warnings], {result.document.file: result.document.lines for result in results}))
    for source, count in verified.items():
        say(f"{source}: {count['fit']} of {count['of']} passages fit the text")
    claims = sum(len(result.case.claims) for result in results if result.case)
    waiting = [(result.document.file, result.case.open_candidates) for result in results if result.case]
    for file, unread in waiting:
        if unread:
            say(f"{file}: {unread} candidate{'' if unread == 1 else 's'} open. Next:  casegraph review {file}")
    told = [
        f"{len(held)} {word}{'' if len(held) == 1 else 's'}"
        for held, word in ((problems, "problem"), (warnings, "warning"))
        if held
    ]
    if not problems and form == "text":
        echo(f"{len(files)} file{'' if len(files) == 1 else 's'}, {claims:,} claims, no problems")
    if told:
        say(f"{' and '.join(told)}. What a code means: casegraph explain {[*problems, *warnings][0].code}")
    return 1 if problems else 0


def _verify(results: list[Any], texts: tuple[str, ...]) -> tuple[dict[str, dict[str, int]], list[Any]]:
    """Passages that fit, by source, and a problem for each that does not."""
    from ..casefile.verify import verify_passages
    from ..errors import NoSuchThing
    from ..records.passage import read_text
    from ..vocabulary import local

    verified: dict[str, dict[str, int]] = {}
    problems: list[Any] = []
    for text in texts:
        name, equals, path = text.partition("=")
        if not equals:
            raise click.UsageError(f"--text takes SOURCE=FILE, not {text!r}")
        content = read_text(Path(path))
        cases = [result.case for result in results if result.case is not None]
        known = {local(source.iri): (case, source) for case in cases for source in case.sources}
        if cases and name not in known:
            raise NoSuchThing("source", name, known)
        if name in known:
            case, source = known[name]
            count, found = verify_passages(case, source.iri, content)
            total = len({p for claim in case.claims for p in claim.passages if p.source == source.iri})
            verified[name] = {"fit": count, "of": total}
            problems += found
    return verified, problems


@command(
    examples="""
    casegraph build avery-dassey -o avery.ttl
    casegraph build my-case.yaml -o my-case.trig
    casegraph build avery-dassey -o avery.nq --redact victims
    casegraph build cases/ records.jsonl -o my-store
    """,
    takes="law redact",
)
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    metavar="FILE_OR_STORE",
    required=True,
    help="A file (.ttl, .trig, .nq, .nt), or a store folder: without ending, or ending in .store or /.",
)
@click.option(
    "--whole",
    is_flag=True,
    help="Into a file: also every authority, the vocabulary and the index, to load into another store.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes that read JSON Lines. [default: up to 4]")
def build(given: Given, paths: tuple[str, ...], out: str, whole: bool, jobs: int | None) -> None:
    """Write cases and the authorities as an RDF file, or as a store folder that answers at once.

    A file has the same bytes for the same input. A store takes JSON Lines too (.jsonl: one case a line), holds every
    shipped authority, and replaces the one in its folder only when it is whole.
    """
    from ..errors import UsageError
    from ..loading import is_lines
    from ..store import FORMATS, is_store

    target = Path(out)
    if out.endswith(("/", os.sep)) or target.suffix in ("", ".store") or is_store(target):
        from ..build import build_store

        built = build_store(paths, target, redact=given.redact, law=given.law, jobs=jobs)
        say(f"wrote {target}: {built.cases:,} case{'' if built.cases == 1 else 's'}, {built.claims:,} claims")
        say(f'Next:  casegraph ask "Who can pardon …?" --store {target}')
        return
    if target.suffix not in FORMATS:
        raise UsageError(
            f"{out} has no known ending; known: {' '.join(FORMATS)}; a store folder has none, or ends in .store or /"
        )
    lines = [path for path in paths if is_lines(path)]
    if lines:
        raise UsageError(f"{lines[0]}: JSON Lines go into a store: give -o a folder name")
    graph = given.graph(*paths)
    graph = graph.complete() if whole else graph
    content = graph.serialize(target.suffix, whole=whole)
    write_whole(target, content)
    claims = sum(len(case.claims) for case in (*graph.cases, *graph.authorities))
    say(f"wrote {target}: {claims:,} claims, {len(content):,} bytes")
    if not whole:
        say(
            "It holds no vocabulary and only the law these cases name: the shipped queries find nothing in it in "
            "another engine. To load it there, add --whole"
        )


@command(examples="casegraph explain E102\ncasegraph explain --list")
@click.argument("code", required=False)
@click.option("--list", "listing", is_flag=True, help="List every code.")
def explain(code: str | None, listing: bool) -> None:
    """What an error code means and how to mend it."""
    from ..codes import CODES
    from ..errors import NoSuchThing

    if listing:
        for known, (name, _, _) in CODES.items():
            echo(f"{known}  {name}")
        return
    if code is None:
        raise click.UsageError("give a CODE such as E102, or --list")
    if code.upper() not in CODES:
        raise NoSuchThing("code", code, CODES, "casegraph explain --list")
    name, meaning, remedy = CODES[code.upper()]
    echo(f"{code.upper()}: {name}\n\n{meaning}\n{remedy}")


@command(examples="casegraph schema > casegraph.schema.json\ncasegraph schema answer\ncasegraph schema timeline")
@click.argument("of", type=click.Choice(["case", "answer", "relief", "timeline", "told", "diff"]), default="case")
def schema(of: str) -> None:
    """The JSON Schema of case files (for editors), or of the answers --json gives."""
    from ..casefile.starter import json_schema
    from ..resources import shipped

    if of == "case":
        dump(json_schema())
    else:
        click.echo(shipped(f"ontology/{of}.schema.json").read_text(encoding="utf-8").rstrip())
