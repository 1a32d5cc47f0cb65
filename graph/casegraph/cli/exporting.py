"""Commands that hand a case to other tools and readers: build, `export FORMAT` for each format, verify for a bundle."""

import os
from pathlib import Path
from typing import Any

import click

from ..export.formats import FORMATS
from ..writing import write_whole
from .app import ExampleCommand, Given, Group, command, dump, echo, say

__all__ = ["build", "export", "verify"]

_STANDINGS = ("established", "inferred", "attributed", "contested")
_cases_argument = click.argument("cases", nargs=-1, metavar="CASE…")


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


@command(
    examples="""
    casegraph export html avery-dassey -o avery.html
    casegraph export html avery-dassey --question "Could the President pardon Steven Avery?" -o avery.html
    casegraph export html my-case.yaml --who "Jane Doe" --kind any -o doe.html
    """,
    takes="on store redact",
)
@click.argument("case")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="File to write: .html.")
@click.option("--question", metavar="TEXT", help="Open with the answer to this question.")
@click.option("--who", metavar="PERSON", help="Ask about one person or conviction. [default: everyone convicted]")
@click.option(
    "--kind",
    metavar="KIND",
    help="pardon, commutation, reprieve, remission, conditional pardon, any. [default: pardon]",
)
def html(given: Given, case: str, out: Path, question: str | None, who: str | None, kind: str | None) -> None:
    """One page that opens offline: answer, path, powers, timeline, network, every claim with its sources."""
    from ..dates import as_day
    from ..errors import UsageError
    from ..page import make_page

    if question and (who or kind):
        raise UsageError("give --question, or --who and --kind, not both")
    if out.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"cannot write a page to {out.name!r}: end the name in .html")
    graph, name = _one_case(given, case)
    answer = _asked(graph, question, given.on) if question else _answer(graph, name, who, kind or "pardon", given.on)
    text = make_page(graph.view, name, answer, as_day(given.on)).encode()
    write_whole(out, text)
    say(f"wrote {out}: {len(text) / 1024:,.0f} KiB")


@command(
    examples="""
    casegraph export site avery-dassey -o site/
    casegraph export site avery-dassey my-case.yaml --on 2016-01-08 -o site/
    """,
    takes="on store redact",
)
@_cases_argument
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Folder to write; new or empty.")
def site(given: Given, cases: tuple[str, ...], out: Path) -> None:
    """A site to publish: a page for every case, thing and document, with search, from disk or any web server."""
    from ..dates import as_day
    from ..errors import UsageError
    from ..web import Site
    from ..web.files import site_files

    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise UsageError(f"{out} is not an empty folder: name a new one")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}") from error
    count = size = 0
    for name, content in site_files(Site(_whole_graph(given, cases), as_day(given.on))):
        path = out / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror}") from error
        write_whole(path, content)
        count, size = count + 1, size + len(content)
    say(f"wrote {out}: {count:,} files, {size / 1e6:,.1f} MB. Open {out / 'index.html'}")


def _one_case(given: Given, case: str) -> tuple[Any, str]:
    """The graph that holds the one case meant, and the case's name."""
    from ..errors import UsageError

    if given.store:
        graph = given.graph(given.store)
        return graph, graph.case_named(case)
    graph = given.graph(case)
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


def _format_command(name: str) -> click.Command:
    form = FORMATS[name]

    @command(
        name, summary=f"{form.what}.", examples=f"casegraph export {name} avery-dassey -o {form.example}",
        takes="store redact",
    )  # fmt: skip
    @_cases_argument
    @click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Where to write.")
    @click.option(
        "--standing",
        "standings",
        multiple=True,
        type=click.Choice(_STANDINGS),
        help="Which claims to hold. May be repeated. [default: established, inferred]",
    )
    def run(given: Given, cases: tuple[str, ...], out: Path, standings: tuple[str, ...]) -> None:
        _write(name, _whole_graph(given, cases), out, standings)

    return run


def _whole_graph(given: Given, cases: tuple[str, ...]) -> Any:
    """The graph of the cases named, or of the store."""
    if given.store and cases:
        raise click.UsageError("a store is written whole: name cases, or --store, not both")
    if not (given.store or cases):
        raise click.UsageError("name a case, or a store with --store")
    return given.graph(*([given.store] if given.store else cases))


def _write(name: str, graph: Any, out: Path, standings: tuple[str, ...]) -> None:
    """Write one format whole; say what it could not carry."""
    from ..export.formats import export as run
    from ..vocabulary import Standing

    form = FORMATS[name]
    files = run(graph.store, name, [Standing(word) for word in standings])
    for part, content in files.items():
        write_whole(out if form.ending else out / part, content)
    size = sum(len(content) for content in files.values())
    if not size:
        say(f"wrote {out}: it is empty (0 bytes): {form.empty}")
        return
    say(f"wrote {out}: {size / 1024:,.0f} KiB. {f'Not in it: {form.loss}' if form.loss else 'Nothing is left out.'}")


@command(
    "bundle",
    examples="""
    casegraph export bundle avery-dassey --question "Could the President pardon Steven Avery?" --on 2016-01-08 -o a.zip
    casegraph verify a.zip
    """,
    takes="on store redact",
)
@_cases_argument
@click.option("--question", required=True, metavar="TEXT", help="The question whose answer is bundled.")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="File to write: .zip.")
def bundle(given: Given, cases: tuple[str, ...], question: str, out: Path) -> None:
    """An answer with its graph, sources, passages, rules and trace in one zip that checks itself offline."""
    from ..dates import as_day
    from ..export.evidence import bundle as pack

    content = pack(_whole_graph(given, cases).view, question, as_day(given.on))
    write_whole(out, content)
    say(f"wrote {out}: {len(content) / 1024:,.0f} KiB. Check it anywhere with: casegraph verify {out}")


@click.group(cls=_Formats, invoke_without_command=False)
def export() -> None:
    """Write a case in another form."""


for _command in [html, site, *map(_format_command, FORMATS), bundle]:
    export.add_command(_command)


@command(
    examples="""
    casegraph export bundle avery-dassey --question "Could the President pardon Steven Avery?" --on 2016-01-08 -o a.zip
    casegraph verify a.zip
    """,
    takes="json",
)
@click.argument("bundle", type=click.Path(path_type=Path))
def verify(given: Given, bundle: Path) -> int:
    """Check an evidence bundle alone and offline: all of it is made again from its graph, and every byte compared."""
    from ..export import verify as run
    from ..reading import read_bytes

    found = run(read_bytes(bundle))
    if given.as_json:
        told = {
            "file": str(bundle),
            "whole": not found.problems,
            "question": found.question,
            "answer": found.headline,
            "on": found.on,
            "sha256": found.digest,
            "files": found.files,
            "problems": list(found.problems),
            "law": list(found.law),
        }
        dump(told)
    elif found.problems:
        echo("\n".join([f"{bundle} is not whole:", *(f"  ✕ {problem}" for problem in found.problems)]))
    else:
        echo(
            f"{bundle} is whole: {found.files} files, each made again from its graph with the same bytes.\n"
            f"  {found.question}  (as of {found.on})\n  {found.headline}\n"
            f"{_told_law(found.law)}  sha256 {found.digest}\n"
            "Compare the digest with the one its maker published: who can write a bundle can write another."
        )
    return 1 if found.problems else 0


def _told_law(law: tuple[str, ...]) -> str:
    """Is the law in a bundle that of the shipped files? Where it is not, the first few statements that differ."""
    if not law:
        return "  Its law is that which this casegraph ships.\n"
    shown = "".join(f"      {line[:160]}\n" for line in law[:5])
    return f"  ! Its law is not that which this casegraph ships; statements that differ: {len(law):,}, such as\n{shown}"


@command(
    examples="""
    casegraph build avery-dassey -o avery.ttl
    casegraph build my-case.yaml -o my-case.trig
    casegraph build avery-dassey -o avery.nq --redact victims
    casegraph build cases/ records.jsonl -o my-store
    casegraph build other.ttl more.jsonld -o other.nq
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
@click.option("--base", metavar="IRI", help="What relative addresses in RDF files are relative to.")
def build(given: Given, paths: tuple[str, ...], out: str, whole: bool, jobs: int | None, base: str | None) -> None:
    """Write cases and the authorities as an RDF file, or as a store folder that answers at once.

    A file has the same bytes for the same input. A store takes JSON Lines too (.jsonl: one case a line), holds every
    shipped authority, and replaces the one in its folder only when it is whole. Foreign RDF is read strictly and
    written in another format; it goes into no store, because nothing in it was checked as a case is.
    """
    from ..errors import UsageError
    from ..loading import is_lines
    from ..store import FORMATS, READ, is_store

    target = Path(out)
    if any(Path(path).suffix.lower() in READ for path in paths):
        _rewrite(given, paths, target, base)
        return
    if base is not None:
        raise click.UsageError("--base goes with RDF files")
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


def _rewrite(given: Given, paths: tuple[str, ...], target: Path, base: str | None) -> None:
    """Write foreign RDF in the format of the target; nothing of it is lost, or it is refused."""
    from ..errors import UsageError
    from ..loading import open_data
    from ..store import FORMATS, READ, serialize

    others = [path for path in paths if Path(path).suffix.lower() not in READ]
    if others:
        raise UsageError(f"{others[0]}: case files and RDF files are built apart")
    if given.law or given.redact:
        raise UsageError("--law and --redact are for case files; RDF files are written as they are")
    if target.suffix not in FORMATS:
        raise UsageError(
            f"{target}: RDF goes into a file ({' '.join(FORMATS)}), not into a store, which holds what was checked. "
            f"Ask it with: casegraph query … --data {paths[0]}"
        )
    store = open_data(paths, base).store
    lines = list(store.dump())
    if target.suffix in (".ttl", ".nt") and store.query("ASK { GRAPH ?g { ?s ?p ?o } }").texts() == [("true",)]:
        raise UsageError("some statements stand in named graphs: give -o a file that ends in .trig or .nq")
    content = serialize(lines, target.suffix)
    write_whole(target, content)
    say(f"wrote {target}: {len(lines):,} statements, {len(content):,} bytes")
