"""`export FORMAT`: one subcommand for each format of `casegraph.export`, and the evidence bundle."""

from pathlib import Path

import click

from .app import ExampleCommand, given_store, load_graph, on_option, say, store_option, write_whole

__all__ = ["BUNDLE", "COMMANDS", "SUMMARIES"]

SUMMARIES = {
    "ttl": ("RDF as Turtle.", "avery.ttl"),
    "trig": ("RDF with its named graphs.", "avery.trig"),
    "nquads": ("RDF, a line a quad, sorted.", "avery.nq"),
    "jsonld": ("JSON-LD with our context, every claim framed in its thing.", "avery.jsonld"),
    "graphml": ("A network for Gephi, yEd, Cytoscape, igraph.", "avery.graphml"),
    "gexf": ("A network for Gephi, with its timeline.", "avery.gexf"),
    "cypher": ("nodes.csv and relationships.csv for Neo4j, in a folder.", "avery-neo4j"),
    "ftm": ("FollowTheMoney entities for Aleph and OpenSanctions.", "avery.ftm.json"),
    "timelinejs": ("Events for TimelineJS 3.", "avery.timeline.json"),
    "ics": ("Events for a calendar.", "avery.ics"),
    "parquet": ("A row a claim, for pandas, DuckDB, Polars (extra [export]).", "avery.parquet"),
    "quickstatements": ("Wikidata QuickStatements, each with its reference.", "avery.qs.txt"),
}
"""Format → what help says of it, and a file name for its example; a test holds it to `casegraph.export.FORMATS`."""
_STANDINGS = ("established", "inferred", "attributed", "contested")


def _cases_or_store(_: click.Context, __: click.Parameter, cases: tuple[str, ...]) -> tuple[str, ...]:
    store = given_store()
    if store and cases:
        raise click.UsageError("a store is written whole: name cases, or --store, not both")
    if not (store or cases):
        raise click.UsageError("name a case, or a store with --store")
    return (store,) if store else cases


_cases_argument = click.argument("cases", nargs=-1, metavar="CASE…", callback=_cases_or_store)


def _command(name: str) -> click.Command:
    summary, example = SUMMARIES[name]

    @click.command(
        name, cls=ExampleCommand, help=summary, examples=f"casegraph export {name} avery-dassey -o {example}"
    )
    @_cases_argument
    @store_option
    @click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Where to write.")
    @click.option(
        "--standing",
        "standings",
        multiple=True,
        type=click.Choice(_STANDINGS),
        help="Which claims to hold. May be repeated. [default: established, inferred]",
    )
    @click.option("--redact", multiple=True, metavar="PROFILE", help="Hide protected names: victims, juveniles.")
    def run(cases: tuple[str, ...], out: Path, standings: tuple[str, ...], redact: tuple[str, ...]) -> None:
        _write(name, cases, out, standings, redact)

    return run


def _write(name: str, cases: tuple[str, ...], out: Path, standings: tuple[str, ...], redact: tuple[str, ...]) -> None:
    """Write one format whole; say what it could not carry."""
    from ..export import FORMATS, export
    from ..vocabulary import Standing

    form = FORMATS[name]
    chosen = [Standing(word) for word in standings]
    files = export(load_graph(*cases, redact=redact).store, name, *([chosen] if chosen else []))
    several = not form.ending
    for part, content in files.items():
        with write_whole(out / part if several else out) as temporary:
            temporary.write_bytes(content)
    size = sum(len(content) for content in files.values())
    if not size:
        say(f"wrote {out}: it is empty (0 bytes): {form.empty}")
        return
    say(f"wrote {out}: {size / 1024:,.0f} KiB. {f'Not in it: {form.loss}' if form.loss else 'Nothing is left out.'}")


@click.command(
    "bundle",
    cls=ExampleCommand,
    examples="""
    casegraph export bundle avery-dassey --question "Could the President pardon Steven Avery?" --on 2016-01-08 -o a.zip
    casegraph verify a.zip
    """,
)
@_cases_argument
@store_option
@click.option("--question", required=True, metavar="TEXT", help="The question whose answer is bundled.")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="File to write: .zip.")
@on_option
@click.option("--redact", multiple=True, metavar="PROFILE", help="Hide protected names: victims, juveniles.")
def _bundle(cases: tuple[str, ...], question: str, out: Path, on: str | None, redact: tuple[str, ...]) -> None:
    """An answer with its graph, sources, passages, rules and trace in one zip that checks itself offline."""
    from ..dates import as_day
    from ..export import bundle

    content = bundle(load_graph(*cases, redact=redact).view, question, as_day(on))
    with write_whole(out) as temporary:
        temporary.write_bytes(content)
    say(f"wrote {out}: {len(content) / 1024:,.0f} KiB. Check it anywhere with: casegraph verify {out}")


BUNDLE = _bundle
COMMANDS: list[click.Command] = [*(_command(name) for name in SUMMARIES), BUNDLE]
"""A command for every format, in the order help lists them."""
