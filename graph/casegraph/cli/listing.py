"""Commands that list what there is and say what it means, and answer queries: query, list, explain, schema."""

import os
import sys
import textwrap
from pathlib import Path
from typing import Any

import click

from .. import cg
from .app import Given, command, dump, echo, hand_over, say
from .asking import law_alone

__all__ = ["explain", "list_", "query", "schema"]


@command(
    examples="""
    casegraph query --list
    casegraph query --name holders --set conviction=avery-2007-homicide --set on=2016-01-08
    casegraph query my.rq --format csv
    casegraph query my.rq --data other.ttl --data more.jsonld
    echo 'SELECT ?p WHERE { ?p a cg:Conviction }' | casegraph query -
    casegraph query --name holders --set conviction=my-case/doe-2001 --set on=2016-01-08 --if-attributed
    """,
    takes="case json",
)
@click.argument("file", required=False)
@click.option("--name", help="Run a query of the catalogue.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="KEY=VALUE",
    help="A parameter of the named query. May be repeated.",
)
@click.option("--list", "listing", is_flag=True, help="List the catalogue.")
@click.option("--data", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
              help="Ask this RDF file (.ttl .trig .nt .nq .jsonld .rdf) and no case. May be repeated.")  # fmt: skip
@click.option("--base", metavar="IRI", help="What relative addresses in --data are relative to.")
@click.option("--if-attributed", is_flag=True,
              help="Count what one source alone says too, as if it were right; every row says so.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=30, show_default=True, metavar="SECONDS",
              help="How long a query of your own may take.")  # fmt: skip
@click.option("--memory", type=click.IntRange(1), default=2000, show_default=True, metavar="MB",
              help="How much memory it may take.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), help="[default: table]")
@click.option(
    "--engine",
    type=click.Choice(["oxigraph", "rdflib"]),
    default="oxigraph",
    show_default=True,
    help="Who evaluates; rdflib is slow and knows no limits.",
)
def query(
    given: Given,
    file: str | None,
    name: str | None,
    settings: tuple[str, ...],
    listing: bool,
    data: tuple[Path, ...],
    base: str | None,
    if_attributed: bool,
    timeout: float,
    memory: int,
    form: str | None,
    engine: str,
) -> None:
    """Answer a SPARQL query. Prefixes cg:, id:, rdf:, rdfs:, … are implied; a query only reads.

    The format ttl is for CONSTRUCT and DESCRIBE.
    """
    form = "json" if given.as_json else form or "table"
    if listing:
        from ..queries.catalogue import catalogue

        _list_rows([{"name": q.name, "question": q.question, "parameters": ", ".join(k for k, _ in q.params)}
                    for q in catalogue().values()], as_json=form == "json")  # fmt: skip
        return
    if (file is None) == (name is None):
        raise click.UsageError(
            "give a FILE (or - for standard input), or --name of a query. See: casegraph query --list"
        )
    if settings and name is None:
        raise click.UsageError("--set goes with --name")
    values = dict(_setting(setting) for setting in settings)
    text = "" if name else _text(str(file))
    graph = _asked_of(given, name, data, base)
    if name:
        rows = graph.run(name, engine=engine, if_attributed=if_attributed, **values)
    else:
        rows = graph.query(
            text,
            engine=engine,
            if_attributed=if_attributed,
            **(_limits(timeout, memory) if engine == "oxigraph" else {}),
        )
    (echo if form == "table" else hand_over)(rows.write(form).rstrip("\n"))
    say(f"{len(rows.rows)} row{'' if len(rows.rows) == 1 else 's'}")


def _asked_of(given: Given, name: str | None, data: tuple[Path, ...], base: str | None) -> Any:
    """The graph of the cases, or of foreign files."""
    if not data:
        if base is not None:
            raise click.UsageError("--base goes with --data")
        return given.graph()
    if name or given.cases or given.law or given.redact:
        raise click.UsageError("--data is asked alone, with a query of your own: no --name, --case, --store, --law")
    from ..loading import open_data

    return open_data(data, base)


def _limits(timeout: float, memory: int) -> dict[str, Any]:
    """The limits as arguments of `Graph.query`; none on a system that cannot fork, where no process can be limited."""
    return {"timeout": timeout, "memory": memory} if hasattr(os, "fork") else {}


def _setting(setting: str) -> tuple[str, str]:
    key, equals, value = setting.partition("=")
    if not equals:
        raise click.UsageError(f"--set takes KEY=VALUE, not {setting!r}")
    return key, value


_LONGEST = 1_000_000
"""Bytes of a file with a query; a store takes far shorter ones."""


def _text(file: str) -> str:
    from ..reading import read_utf8

    return sys.stdin.read(_LONGEST + 1) if file == "-" else read_utf8(Path(file), _LONGEST)


_LISTS = {
    "courts": ("Court", cg.courtOf),
    "authorities": ("Office", cg.officeOf),
    "jurisdictions": ("Sovereign", cg.sovereignKind),
}


@command(
    "list",
    examples="""
    casegraph list cases
    casegraph list courts --state WI
    casegraph list authorities --json
    """,
    takes="case json",
)
@click.argument("what", type=click.Choice(["authorities", "cases", "courts", "jurisdictions", "questions", "sources"]))
@click.option("--state", metavar="XX", help="Only those of one state, by postal code.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "csv"]),
    default="text",
    show_default=True,
    help="For jurisdictions: md and csv give every power with its deciders, dates and basis.",
)
def list_(given: Given, what: str, state: str | None, form: str) -> None:
    """What there is: cases, courts, authorities, jurisdictions, sources, questions."""
    if form != "text":
        if what != "jurisdictions" or given.as_json:
            raise click.UsageError("--format md and csv go with: casegraph list jurisdictions")
        _list_powers(given.graph().complete() if given.cases or given.law else law_alone(), form, state)
        return
    if what == "questions":
        _list_questions(as_json=given.as_json)
        return
    if what == "courts":
        own = _things(given.graph(), *_LISTS[what], None) if given.cases else []
        rows = _court_rows(state, own, everything=given.as_json)
        _list_rows(
            rows if given.as_json else [{key: row[key] for key in ("id", "label")} for row in rows],
            as_json=given.as_json,
        )
        if state is None:
            say(f"{len(rows)} courts. County by county: casegraph list courts --state XX")
        return
    graph = given.graph()
    if what != "cases":
        graph = graph.complete()
    if what == "cases":
        rows = [{"name": name, "title": title} for name, title in graph.titles().items()]
    elif what == "sources":
        rows = [{"id": s.iri.rpartition("/")[2], "label": s.label, "url": s.get("url")} for s in graph.sources()]
    else:
        rows = _things(graph, *_LISTS[what], state)
    _list_rows(rows, as_json=given.as_json)


def _list_questions(*, as_json: bool) -> None:
    """Every form of question with an example for `ask`, and the queries of the catalogue."""
    from ..queries.catalogue import catalogue
    from ..questions.reading.ask import every_form

    forms = [{"form": form, "question": example} for form, example in every_form()]
    queries = [{"name": query.name, "question": query.question} for query in catalogue().values()]
    if as_json:
        dump({"ask": forms, "query": queries})
        return
    echo("In your own words:  casegraph ask QUESTION\n")
    _list_rows(forms)
    echo("\nBy query:  casegraph query --name NAME\n")
    _list_rows(queries)


def _court_rows(state: str | None, own: list[dict[str, str]], *, everything: bool) -> list[dict[str, Any]]:
    """A row for each court, sorted by id; without a sovereign, courts that each county or city has are left out.

    Args:
        state: postal code or id of the sovereign, None for all.
        own: rows of the courts that the named cases define.
        everything: without a state, list the courts of each place too.

    Raises:
        NoSuchThing: no such state.
    """
    from ..courts import list_courts

    found = list_courts(state)
    if state is None and not everything:
        found = [court for court in found if not court.by_place]
    rows = [
        {"id": court.id, "label": court.label, "of": court.sovereign, "level": court.level, "kind": court.kind,
         "courts_db": court.courts_db, "standing": court.standing}
        for court in found
    ]  # fmt: skip
    known, whose = {row["id"] for row in rows}, {row["of"] for row in rows}
    rows += [row for row in own if row["id"] not in known and (state is None or row["of"] in whose)]
    return sorted(rows, key=lambda row: str(row["id"]))


def _list_powers(graph: Any, form: str, state: str | None) -> None:
    from ..questions.powers.table import as_csv, as_markdown, power_rows

    own = None if state is None else [graph.find(f"US-{state.upper()}", "Sovereign")]
    rows = power_rows(graph.view, own)
    echo((as_markdown(rows) if form == "md" else as_csv(rows)).rstrip("\n"))


def _things(graph: Any, klass: str, key: str, state: str | None) -> list[dict[str, str]]:
    from ..casefile.called import ids_called
    from ..errors import NoSuchThing
    from ..questions.naming.names import things_of
    from ..view import label, one, step
    from ..vocabulary import local

    rows, wanted = [], {f"US-{(state or '').upper()}", *ids_called(state or "", ["sovereigns"])}
    for thing in things_of(graph.view, klass):
        parents = step(graph.view, thing, key)
        of = local(parents[0]) if parents else one(graph.view, thing, key)
        if state is None or wanted & {of, local(thing)}:
            rows.append({"id": local(thing), "label": label(graph.view, thing), "of": of})
    if state is not None and not rows:
        known = [local(thing).removeprefix("US-") for thing in things_of(graph.view, "Sovereign")]
        raise NoSuchThing("state", state, known, "casegraph list jurisdictions")
    return sorted(rows, key=lambda row: row["id"])


def _list_rows(rows: list[dict[str, str]], *, as_json: bool = False) -> None:
    if as_json:
        dump(rows)
        return
    width = max((len(row[next(iter(row))]) for row in rows), default=0)
    for row in rows:
        name, *rest = row.values()
        text = "  ".join(text for text in rest if text)
        if width <= 36:
            start, indent = f"{name:<{width}}  ", " " * (width + 2)
        else:
            echo(name)
            start = indent = "    "
        lines = textwrap.wrap(text, 80, initial_indent=start, subsequent_indent=indent, break_long_words=False)
        echo("\n".join(lines) or name)


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
    from ..casefile.format.schema import json_schema
    from ..resources import shipped

    if of == "case":
        dump(json_schema())
    else:
        click.echo(shipped(f"ontology/{of}.schema.json").read_text(encoding="utf-8").rstrip())
