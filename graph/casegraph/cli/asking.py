"""Commands that answer: ask, clemency, why, show, relief, timeline, diff."""

from typing import Any

import click

from .app import Given, command, echo

__all__ = ["ask", "clemency", "diff", "law_alone", "relief", "show", "timeline", "why"]

_IF = 5
"""Exit code of an answer that holds only if a source is right: nothing that it rests on is established."""
_BY_VALUE = {"yes": 0, "who": 0, "told": 0, "no": 10, "moot": 10, "depends": 11, "disputed": 11, "unknown": 4}


@command(
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
    takes="on case json",
)
@click.argument("question")
@click.option(
    "--exit-code",
    is_flag=True,
    help="Exit 0 for yes, 10 for no, 11 for it depends or disputed, 4 for unknown, 5 for only if a source is right.",
)
@click.option("--explain", is_flag=True, help="Also print how the question was read, and the walk and query used.")
def ask(given: Given, question: str, exit_code: bool, explain: bool) -> int:
    """Answer a plain question: clemency, people, convictions, events, times, accounts, the law; with the sources.

    Every form with an example: casegraph list questions.
    """
    from ..questions.reading.needs import needed

    shipped_alone = not (given.cases or given.redact or given.law)
    needs = needed(question, shipped_alone=shipped_alone)  # what cannot be read is refused before a case is
    graph = law_alone(question) if needs.law and shipped_alone else given.graph(about=needs.about)
    answer = graph.ask(question, given.on)
    if explain:
        from ..questions.reading.ask import explained, reading_of

        click.echo(f"{explained(reading_of(question, answer))}\n", err=given.as_json)
    given.show(answer)
    return _BY_VALUE[answer.value] if exit_code and not _hangs(answer) else _code(answer)


def _hangs(answer: Any) -> bool:
    """Does the whole answer hang on the word of a source?"""
    return bool(getattr(answer, "supposed", ()))


def _code(answer: Any) -> int:
    """The exit code of an answer: not on record, only if a source is right, answered."""
    return 4 if answer.value == "unknown" else _IF if _hangs(answer) else 0


def law_alone(about: str | None = None) -> Any:
    """The authorities alone: no case is needed to tell the law. With `about`, those of the sovereigns that it names."""
    from ..authorities.load import load_authorities
    from ..courts.tables import sovereigns
    from ..graph import Graph

    if about is None:
        return Graph([], load_authorities())
    return Graph(
        [], load_authorities({own.id for own in sovereigns().values() if own.name.casefold() in about.casefold()})
    )


@command(
    examples="""
    casegraph clemency "Steven Avery" --on 2016-01-08
    casegraph clemency avery-2007-homicide --authority US-president
    casegraph clemency avery-1985… --on 2010-01-01
    casegraph clemency doe-1999-burglary --case my-case.yaml --kind commutation --json
    """,
    takes="on case json",
)
@click.argument("person_or_conviction")
@click.option(
    "--kind",
    metavar="KIND",
    help="pardon, commutation, reprieve, remission, conditional pardon, restoration of rights. [default: any]",
)
@click.option("--authority", metavar="OFFICE", help="Ask about one office instead of asking who.")
def clemency(given: Given, person_or_conviction: str, kind: str | None, authority: str | None) -> int:
    """Who holds clemency power over a conviction, or over every conviction of a person."""
    answer = given.graph(about=person_or_conviction).clemency(
        person_or_conviction, given.on, kind=kind, authority=authority
    )
    given.show(answer)
    return _code(answer)


@command(
    examples="""
    casegraph why avery-2007-homicide US-president --on 2016-01-08
    casegraph why avery-2007-homicide US-WI-governor
    """,
    takes="on case json",
)
@click.argument("conviction")
@click.argument("office")
def why(given: Given, conviction: str, office: str) -> int:
    """The chain of claims behind a yes or no, each with its source and passage."""
    found = given.graph(about=conviction).why(conviction, office, given.on)
    given.show(found)
    return _IF if all(_hangs(each.answer) for each in found) else 0


@command(
    examples="""
    casegraph show "Steven Avery"
    casegraph show US-WI-clemency
    casegraph show dassey-2006-charge-homicide --json
    """,
    takes="case json",
)
@click.argument("entity")
def show(given: Given, entity: str) -> None:
    """One thing: its facts, what is only claimed of it, what is disputed, with sources."""
    shown = given.graph(about=entity).show(entity)
    given.show(shown)


@command(
    examples="""
    casegraph relief "Brendan Dassey"
    casegraph relief dassey-2007-homicide --on 2017-01-08
    casegraph relief "Brendan Dassey" --kind parole
    casegraph relief doe-1999-burglary --case my-case.yaml --json
    """,
    takes="on case json",
)
@click.argument("person_or_conviction")
@click.option(
    "--kind", metavar="KIND", help="Only routes of one kind: new trial, parole, DNA testing, … [default: all]"
)
@click.option("--tried", is_flag=True, help="Only what had been tried by then.")
def relief(given: Given, person_or_conviction: str, kind: str | None, tried: bool) -> int:
    """What else could free a person: the routes to relief other than clemency, who decides, what was tried."""
    graph = given.graph(about=person_or_conviction)
    answer = graph.relief(person_or_conviction, given.on, kind=kind, tried=tried)
    given.show(answer)
    return _code(answer)


@command(
    examples="""
    casegraph timeline avery-dassey
    casegraph timeline avery-dassey --account article
    casegraph timeline avery-dassey --with attributed --conflicts
    casegraph timeline avery-dassey --known 2006-01-01 --json
    casegraph timeline my-case --store cases.store
    """,
    takes="store redact json",
)
@click.argument("case")
@click.option("--on", metavar="DATE", help="Leave out what lies after this day.")
@click.option("--known", metavar="DATE", help="Use only what was known on this day.")
@click.option("--account", metavar="SPEAKER", help="Read one speaker's or document's account alone.")
@click.option(
    "--with",
    "standings",
    multiple=True,
    metavar="STANDING",
    help="Count these claims too: attributed, contested. May be repeated.",
)
@click.option("--conflicts", "conflicts_only", is_flag=True, help="List what the sources disagree about.")
def timeline(
    given: Given,
    case: str,
    on: str | None,
    known: str | None,
    account: str | None,
    standings: tuple[str, ...],
    conflicts_only: bool,
) -> None:
    """Dated events, inferred bounds with their premises, contradictions and conflicts of one case."""
    told = given.graph(given.store or case).timeline(
        case if given.store else None, on=on, known=known, account=account, standings=("established", *standings)
    )
    if conflicts_only and not given.as_json:
        echo(told.conflicts())
    else:
        given.show(told)


@command(
    examples="""
    casegraph diff my-case.yaml my-case-corrected.yaml
    casegraph diff 2003-01-01 2004-01-01 --case avery-dassey
    casegraph diff 2006-01-01 2016-01-08 --known --case avery-dassey
    """,
    takes="store redact json",
)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--known", is_flag=True, help="For two days: compare what was known on each.")
@click.option("--case", "case", metavar="NAME_OR_PATH", help="For two days: the case compared.")
def diff(given: Given, first: str, second: str, known: bool, case: str | None) -> None:
    """What differs between two versions of a case file, two days, or what was known on two days."""
    import re

    from ..errors import UsageError

    days = [bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text)) for text in (first, second)]
    if days[0] != days[1]:
        raise UsageError("give two case files or two days, not one of each")
    if days[0]:
        if case is None:
            raise UsageError("two days are compared in one case: add --case, e.g. --case avery-dassey")
        found = given.graph(given.store or case).diff(first, second, case=case if given.store else None, known=known)
    else:
        if known or case or given.store:
            raise UsageError("--known, --case and --store go with two days")
        found = given.graph(first).diff(given.graph(second))
    given.show(found)
