"""Commands that answer: ask, clemency, why, show, query, list."""

import os
import sys
import textwrap
from pathlib import Path
from typing import Any

import click

from .. import cg
from .app import (
    ExampleCommand,
    case_option,
    dump,
    echo,
    given_law,
    json_option,
    load_graph,
    on_option,
    say,
    show_result,
)

__all__ = ["COMMANDS"]

_BY_VALUE = {"yes": 0, "who": 0, "told": 0, "no": 10, "moot": 10, "depends": 11, "disputed": 11, "unknown": 4}


def _graph(cases: tuple[str, ...], redact: tuple[str, ...], about: str = "") -> Any:
    """The cases named; without any, the shipped ones that `about` needs."""
    return load_graph(*cases, redact=redact, about=about)


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph ask "Could the President pardon Steven Avery?" --on 2016-01-08
    casegraph ask "Who can pardon Brendan Dassey?" --on 2019-12-20
    casegraph ask "Why can't the President pardon Brendan Dassey?"
    casegraph ask "Which convictions can the Governor of Wisconsin pardon?" --json
    casegraph ask "What else could free Brendan Dassey?"
    casegraph ask "When was Steven Avery exonerated?"
    casegraph ask "Who was the judge at Steven Avery's trial?" --explain
    casegraph ask "Who can pardon a Texas conviction?"
    casegraph ask "What rests only on the article?" --case avery-dassey
    """,
)
@click.argument("question")
@on_option
@case_option
@json_option
@click.option(
    "--exit-code",
    is_flag=True,
    help="Exit 0 for yes, 10 for no, 11 for it depends or disputed, 4 for unknown.",
)
@click.option("--explain", is_flag=True, help="Also print how the question was read, and the walk and query used.")
def ask(
    question: str,
    on: str | None,
    cases: tuple[str, ...],
    redact: tuple[str, ...],
    as_json: bool,
    exit_code: bool,
    explain: bool,
) -> int:
    """Answer a plain question: clemency, people, convictions, events, times, accounts, the law; with the sources.

    Every form with an example: casegraph list questions.
    """
    from ..questions.reading.reader import read_question

    reading = read_question(question)  # what cannot be read is refused before a case is
    in_general = reading.in_general and not (cases or redact or given_law())
    graph = _law(question) if in_general else _graph(cases, redact, reading.about)
    answer = graph.ask(question, on)
    if explain:
        from ..questions.reading.ask import explained

        click.echo(f"{explained(reading)}\n", err=as_json)
    show_result(answer, as_json)
    if exit_code:
        return _BY_VALUE[answer.value]
    return 4 if answer.value == "unknown" else 0


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph clemency "Steven Avery" --on 2016-01-08
    casegraph clemency avery-2007-homicide --authority US-president
    casegraph clemency avery-1985… --on 2010-01-01
    casegraph clemency doe-1999-burglary --case my-case.yaml --kind commutation --json
    """,
)
@click.argument("person_or_conviction")
@click.option(
    "--kind",
    metavar="KIND",
    help="pardon, commutation, reprieve, remission, conditional pardon, restoration of rights. [default: any]",
)
@click.option("--authority", metavar="OFFICE", help="Ask about one office instead of asking who.")
@on_option
@case_option
@json_option
def clemency(
    person_or_conviction: str, kind: str | None, authority: str | None, on: str | None, cases: tuple[str, ...],
    redact: tuple[str, ...], as_json: bool,
) -> int:  # fmt: skip
    """Who holds clemency power over a conviction, or over every conviction of a person."""
    answer = _graph(cases, redact, person_or_conviction).clemency(
        person_or_conviction, on, kind=kind, authority=authority
    )
    show_result(answer, as_json)
    return 4 if answer.value == "unknown" else 0


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph why avery-2007-homicide US-president --on 2016-01-08
    casegraph why avery-2007-homicide US-WI-governor
    """,
)
@click.argument("conviction")
@click.argument("office")
@on_option
@case_option
@json_option
def why(
    conviction: str,
    office: str,
    on: str | None,
    cases: tuple[str, ...],
    redact: tuple[str, ...],
    as_json: bool,
) -> None:
    """The chain of claims behind a yes or no, each with its source and passage."""
    found = _graph(cases, redact, conviction).why(conviction, office, on)
    show_result(found, as_json)


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph show "Steven Avery"
    casegraph show US-WI-clemency
    casegraph show dassey-2006-charge-homicide --json
    """,
)
@click.argument("entity")
@case_option
@json_option
def show(entity: str, cases: tuple[str, ...], redact: tuple[str, ...], as_json: bool) -> None:
    """One thing: its facts, what is only claimed of it, what is disputed, with sources."""
    shown = _graph(cases, redact, entity).show(entity)
    show_result(shown, as_json)


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph query --list
    casegraph query --name holders --set conviction=avery-2007-homicide --set on=2016-01-08
    casegraph query my.rq --format csv
    echo 'SELECT ?p WHERE { ?p a cg:Conviction }' | casegraph query -
    """,
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
@case_option
@json_option
def query(
    file: str | None, name: str | None, settings: tuple[str, ...], listing: bool, timeout: float, memory: int,
    form: str | None, engine: str, cases: tuple[str, ...], redact: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Answer a SPARQL query. Prefixes cg:, id:, rdf:, rdfs:, … are implied; a query only reads.

    The format ttl is for CONSTRUCT and DESCRIBE.
    """
    form = "json" if as_json else form or "table"
    if listing:
        from ..queries.catalogue import catalogue

        _list_rows([{"name": q.name, "question": q.question, "parameters": ", ".join(k for k, _ in q.params)}
                    for q in catalogue().values()], form == "json")  # fmt: skip
        return
    if (file is None) == (name is None):
        raise click.UsageError(
            "give a FILE (or - for standard input), or --name of a query. See: casegraph query --list"
        )
    if settings and name is None:
        raise click.UsageError("--set goes with --name")
    values = dict(_setting(setting) for setting in settings)
    text = "" if name else _text(str(file))
    graph = _graph(cases, redact)
    if name:
        rows = graph.run(name, engine=engine, **values)
    else:
        rows = graph.query(text, engine=engine, **(_limits(timeout, memory) if engine == "oxigraph" else {}))
    echo(rows.write(form).rstrip("\n"))
    say(f"{len(rows.rows)} row{'' if len(rows.rows) == 1 else 's'}")


def _limits(timeout: float, memory: int) -> dict[str, Any]:
    """The limits, where the system can keep them."""
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


@click.command(
    "list",
    cls=ExampleCommand,
    examples="""
    casegraph list cases
    casegraph list courts --state WI
    casegraph list authorities --json
    """,
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
@case_option
@json_option
def list_(
    what: str, state: str | None, form: str, cases: tuple[str, ...], redact: tuple[str, ...], as_json: bool
) -> None:
    """What there is: cases, courts, authorities, jurisdictions, sources, questions."""
    if form != "text":
        if what != "jurisdictions" or as_json:
            raise click.UsageError("--format md and csv go with: casegraph list jurisdictions")
        _list_powers(_graph(cases, redact).complete() if cases or given_law() else _law(), form, state)
        return
    if what == "questions":
        _list_questions(as_json)
        return
    if what == "courts":
        from .courts import court_rows

        own = _things(_graph(cases, redact), *_LISTS[what], None) if cases else []
        rows = court_rows(state, as_json, own)
        _list_rows(rows if as_json else [{key: row[key] for key in ("id", "label")} for row in rows], as_json)
        if state is None:
            say(f"{len(rows)} courts. County by county: casegraph list courts --state XX")
        return
    graph = _graph(cases, redact)
    if what != "cases":
        graph = graph.complete()
    if what == "cases":
        rows = [{"name": name, "title": title} for name, title in graph.titles().items()]
    elif what == "sources":
        rows = [{"id": s.iri.rpartition("/")[2], "label": s.label, "url": s.get("url")} for s in graph.sources()]
    else:
        rows = _things(graph, *_LISTS[what], state)
    _list_rows(rows, as_json)


def _list_questions(as_json: bool) -> None:
    """Every form of question with an example for `ask`, and the queries of the catalogue."""
    from ..queries.catalogue import catalogue
    from ..questions.reading.ask import every_form

    forms = [{"form": form, "question": example} for form, example in every_form()]
    queries = [{"name": query.name, "question": query.question} for query in catalogue().values()]
    if as_json:
        dump({"ask": forms, "query": queries})
        return
    echo("In your own words:  casegraph ask QUESTION\n")
    _list_rows(forms, False)
    echo("\nBy query:  casegraph query --name NAME\n")
    _list_rows(queries, False)


def _law(about: str | None = None) -> Any:
    """The authorities alone: no case is needed to tell the law. With `about`, those of the sovereigns that it names."""
    from ..authorities.load import load_authorities
    from ..courts.tables import sovereigns
    from ..graph import Graph

    if about is None:
        return Graph([], load_authorities())
    return Graph(
        [], load_authorities({own.id for own in sovereigns().values() if own.name.casefold() in about.casefold()})
    )


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


def _list_rows(rows: list[dict[str, str]], as_json: bool) -> None:
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


COMMANDS = [ask, clemency, why, show, query, list_]
"""In the order help lists them."""
