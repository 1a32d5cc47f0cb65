"""Commands by which a case is written down: new, with six questions, and add, with one record more."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..writing import replace_unchanged, write_whole
from .app import Given, command, dump, echo, say

__all__ = ["add", "new"]

_ASKED = {
    "person": "Who was convicted.",
    "offence": "Of what, as people call it: murder, wire fraud.",
    "court": "Which court: E.D. Va.; Superior Court of Fulton County, Georgia.",
    "law": "Whose law was broken: Georgia, federal, Navajo Nation.",
    "statute": "The statute, as cited: 18 U.S.C. § 242.",
    "date": "When: 1999, 1999-04-16, 16 April 1999, about 1985.",
    "sentence": "What sentence, in words: death, life without parole, 20 years.",
}
_SOURCE = "Where it is said: an address, a citation, a headline."


def _six(function: Any) -> Any:
    """The options that answer the questions; each may be repeated."""
    for key, words in reversed(_ASKED.items()):
        function = click.option(f"--{key}", multiple=True, metavar="WORDS", help=words)(function)
    return function


@command(
    examples="""
    casegraph new my-case
    casegraph new --person "Jane Doe" --offence robbery --law Georgia --source "State v. Doe, 263 Ga. 5 (1993)"
    casegraph new doe --person "Jane Doe" --offence arson --offence theft --date 1999 --law US --source https://apnews.com/doe
    casegraph new my-case --article story.txt -o cases/my-case.yaml
    """,
    takes="json",
)
@click.argument("name", required=False)
@_six
@click.option("--source", "sources", multiple=True, metavar="WORDS", help=_SOURCE)
@click.option("--standing", type=click.Choice(["established", "attributed"]), help="[default: by the sources]")
@click.option("--article", type=click.Path(path_type=Path), help="A text file to record as a source, by digest.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Where to write. [default: NAME.yaml]")
def new(given: Given, name: str | None, article: Path | None, out: Path | None, **said: Any) -> None:
    """Start a case file: six questions in a terminal, or as options; else a commented example. It passes `check`.

    For more convictions give --offence and what differs once for each, in one order; what is given once holds for all.
    """
    from ..casefile.intake.answers import spread
    from ..casefile.intake.ids import slug
    from ..errors import UsageError

    sources, standing = said.pop("sources"), said.pop("standing") or ""
    raw = spread(said)
    if not (raw or sources or article or given.as_json) and _at_a_terminal():
        raw, sources = _six_questions()
    name = name or (slug(raw[0].get("person", "")) if raw else "")
    if not name:
        raise click.UsageError("give a NAME, or say who was convicted: --person")
    if not name.replace("-", "").isalnum() or not name.isascii() or name != name.lower() or not name[0].isalnum():
        raise UsageError(f"{name!r} is not a case name: small letters, digits and hyphens, like jane-doe")
    path = out or Path(f"{name}.yaml")
    if path.exists():
        raise UsageError(f"{path} exists already; choose another name, or another place with -o")
    text, told = _case_text(name, path, raw, _sources(sources, article), standing)
    write_whole(path, text)
    if given.as_json:
        dump({"file": str(path), "told": told})
        return
    for line in told:
        say(line)
    echo(f"Wrote {path}. {'Next' if raw else 'Edit it, then'}:  casegraph check {path}")


def _sources(given: tuple[str, ...], article: Path | None) -> list[Any]:
    """The sources as they were typed, and the article, named by its headline."""
    from ..casefile.intake.sources import article_source, same_source, source_of
    from ..records.passage import read_text

    found: list[Any] = []
    for text in given:
        guess = source_of(text, date.today().isoformat(), {each.id for each in found})
        if not same_source(guess.record, {each.id: each.record for each in found}):
            found.append(guess)
    if article:
        content = read_text(article)
        own = article_source(content.text, article.name)
        found.append(replace(own, id="article", record=own.record | {"sha256": content.sha256}))
    return found


def _case_text(
    name: str, path: Path, raw: list[dict[str, str]], sources: list[Any], standing: str
) -> tuple[str, list[str]]:
    """The text of a new file that `check` finds nothing wrong with, and what was made of the words."""
    from ..casefile.intake.answers import understood
    from ..casefile.intake.start import new_case, standing_of
    from ..casefile.starter import starter
    from ..errors import ProblemsFound, UsageError
    from ..loading import check_text

    told = [f"source: {each.told}" for each in sources]
    if not raw:
        if len(sources) > 1 or (sources and sources[0].id != "article"):
            raise UsageError("who was convicted is missing: add --person")
        return starter(name, str(path), sources[0].record if sources else None), told
    if not sources:
        raise UsageError("where it is said is missing: add --source, an address, a citation or a headline")
    found = [understood(each, _confirmed if _at_a_terminal() else None) for each in raw]
    firm = standing or standing_of(sources)
    text = new_case(name, str(path), [each for each, _ in found], sources, firm)
    problems = check_text(path, text).problems
    if problems:
        raise ProblemsFound(problems)
    return text, [*dict.fromkeys(line for _, lines in found for line in lines), *told, f"{firm}: {_FIRM[firm]}"]


_FIRM = {
    "established": "a document of a court or an authority, or two publishers, or you vouch for it",
    "attributed": "one publisher says so; with a document of the court, or a second publisher, it is established",
}


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _confirmed(hint: Any) -> bool:
    """Is the law that the court suggests the law broken?"""
    return click.confirm(
        f"{hint.why}. Was the law broken that of {hint.name}?", default=True, prompt_suffix=" ", err=True
    )


def _six_questions() -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """What somebody answers in a terminal: the convictions, and the sources."""
    from ..casefile.intake.answers import QUESTIONS

    say("Six questions. Enter leaves one out; what is not known stays out of the file.")
    found = [_put("person", f"{QUESTIONS['person']} (Enter for a commented example)")]
    if not found[0]:
        return [], ()
    while True:
        for key in ("offence", "court", "date", "sentence"):
            found[-1] |= _put(key, QUESTIONS[key])
            if key == "court":
                found[-1] |= _law_of(found[-1].get("court", ""))
        if not click.confirm("Another conviction?", default=False, prompt_suffix=" ", err=True):
            break
        found.append(_put("person", QUESTIONS["person"], found[0]["person"]))
    sources: list[str] = []
    while (said := _put("source", "Another one?" if sources else QUESTIONS["source"])) or not sources:
        sources += said.values()
    return found, tuple(sources)


def _law_of(court: str) -> dict[str, str]:
    """Whose law was broken, as the court suggests and somebody confirms; else as somebody says."""
    from ..casefile.intake.spoken import court_said, suggested_law

    hint = suggested_law(court_said(court)) if court else None
    if hint is None:
        return {}
    if _confirmed(hint):
        return {"law": hint.law}
    return _put("law", "Whose law, then? (Enter where that is not known)") or {"law": "unknown"}


def _put(key: str, question: str, default: str = "") -> dict[str, str]:
    """One question, put until its answer is understood."""
    from ..casefile.intake.answers import answer
    from ..errors import CasegraphError

    while True:
        try:
            return answer(key, _typed(question, default))
        except CasegraphError as error:
            say(f"  {error}")


def _typed(question: str, default: str) -> str:
    text: str = click.prompt(question, default=default, show_default=bool(default), prompt_suffix=" ", err=True)
    return text.strip()


@command(
    examples="""
    casegraph add my-case.yaml reversal --on 1980-07-29 --court "4th Cir." --source "632 F.2d 258 (4th Cir. 1980)"
    casegraph add my-case.yaml commutation --of doe-1999-arson --on 2021 --by Governor --sentence life --source docket
    casegraph add my-case.yaml sentence --sentence "20 years" --on 1999 --source docket
    casegraph add my-case.yaml death --of "Jane Doe" --on 2011-09-21 --source "Reuters, 21 Sept. 2011: Doe dies"
    casegraph add --kinds
    """,
    takes="json",
)
@click.argument("case", required=False)
@click.argument("kind", required=False)
@click.option("--of", multiple=True, metavar="RECORD", help="Of what, by id, label or name. [default: the only one]")
@click.option("--on", "day", default="", metavar="DATE", help="When; from when, for a time in prison.")
@click.option("--until", default="", metavar="DATE", help="Until when, for a time in prison.")
@click.option("--court", default="", metavar="COURT", help="The court that acted.")
@click.option("--by", default="", metavar="OFFICE", help="The office or person that acted: Governor, President.")
@click.option("--person", default="", metavar="NAME", help="The person, for a new conviction or person.")
@click.option("--offence", default="", metavar="WORDS", help="The offence, for a new conviction.")
@click.option("--law", default="", metavar="SOVEREIGN", help="Whose law was broken, for a new conviction.")
@click.option("--sentence", default="", metavar="WORDS", help="The sentence, in words.")
@click.option("--set", "more", multiple=True, metavar="KEY=VALUE", help="Any other key of the record.")
@click.option("--source", "sources", multiple=True, metavar="WORDS", help=f"One of the file. {_SOURCE}")
@click.option("--standing", default="", metavar="WORD", help="established, attributed … [default: by the sources]")
@click.option("--kinds", is_flag=True, help="List what may be added.")
def add(given: Given, case: str | None, kind: str | None, *, kinds: bool, more: tuple[str, ...], **said: Any) -> None:
    """Add a record to a case file: an act, a sentence, a time in prison, a conviction, a person, a death.

    The file keeps its comments and its order, is written whole or not at all, and never when it changed meanwhile.
    """
    from ..casefile.intake.added import Addition

    if kinds:
        _list_kinds(given)
        return
    if not case or not kind:
        raise click.UsageError("give a CASE file and a KIND: casegraph add my-case.yaml reversal. --kinds lists them")
    wrong = next((each for each in more if "=" not in each), None)
    if wrong is not None:
        raise click.UsageError(f"--set takes KEY=VALUE, not {wrong!r}")
    said["on"] = said.pop("day")
    path, records, told = _write_added(case, Addition(kind, **said, more=dict(each.split("=", 1) for each in more)))
    if given.as_json:
        wrote = [{"section": section, "id": id_, "record": record} for section, id_, record in records]
        dump({"file": str(path), "wrote": wrote, "told": list(told)})
        return
    for line in told:
        say(line)
    echo(f"{path}: wrote " + ", ".join(f"{section}.{id_}" for section, id_, _ in records))


def _write_added(case: str, said: Any) -> tuple[Path, Any, Any]:
    """The file with the record in it, unless that makes something wrong; what was written, and what is to be told."""
    from ..authorities.index import shared_names
    from ..casefile.intake.added import added
    from ..errors import ProblemsFound
    from ..loading import case_document, check_text

    path, old, text = case_document(case)
    before = check_text(path, text)
    if before.document.problems:
        raise ProblemsFound(before.document.problems)
    found = added(before, text, said, shared_names(), date.today().isoformat())
    after = check_text(path, found.text)
    known = {(problem.code, problem.message) for problem in before.problems}
    problems = [problem for problem in after.problems if (problem.code, problem.message) not in known]
    if problems:
        raise ProblemsFound(problems)
    mark = old[: len(old) - len(text.encode())]
    replace_unchanged(path, old, mark + found.text.encode())
    doubts = {(warning.code, warning.message) for warning in before.warnings}
    fresh = [warning for warning in after.warnings if (warning.code, warning.message) not in doubts]
    return path, found.records, [*found.told, *(f"look at {w.place}: {w.message}; {w.help}" for w in fresh)]


def _list_kinds(given: Given) -> None:
    """What may be added, with its meaning."""
    from ..casefile.format.kinds import event_kinds
    from ..casefile.intake.added import RECORDS

    rows = {word: f"a record of {section}" for word, section in RECORDS.items()}
    rows |= {own.label or own.name: own.definition for own in event_kinds().values()}
    if given.as_json:
        dump([{"kind": word, "means": means} for word, means in rows.items()])
        return
    formatter = click.get_current_context().make_formatter()
    formatter.write_dl(list(rows.items()))
    echo(formatter.getvalue().rstrip())
