"""Commands from articles to a case: extract proposes, review decides."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import CasegraphError, UsageError
from ..writing import write_whole
from .app import Given, command, dump, echo, say

if TYPE_CHECKING:
    from ..extract import Draft, SourceFacts
    from ..extract.review import Candidate

__all__ = ["extract", "review"]

_ENGINES: dict[str, Any] = {}
Done = tuple[str, int, int, str]


@command(
    examples="""
    casegraph extract story.txt -o draft.yaml
    casegraph extract second.html --into my-case.yaml -o my-case-2.yaml
    casegraph extract articles/*.txt -o drafts/ --jobs 2
    casegraph extract story.txt -o draft.yaml --engine llm --endpoint http://127.0.0.1:8080/v1 --llm-model NAME
    """,
    takes="json",
)
@click.argument("articles", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, help="Draft to write; a folder for several."
)
@click.option("--into", type=click.Path(path_type=Path), help="Set the draft beside the records of this case file.")
@click.option("--name", default="", help="The case's name. [default: made of the file's name]")
@click.option("--label", default="", help="How a list of sources names the article.")
@click.option("--kind", default="article", show_default=True, help="What it is: article, opinion, press release …")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--published", default="", metavar="DATE", help="When (EDTF).")
@click.option("--url", default="", help="Its stable address. Nothing is fetched.")
@click.option("--engine", type=click.Choice(["rules", "llm"]), default="rules", show_default=True)
@click.option("--model", metavar="NAME", help="spaCy model for names, or none. [default: en_core_web_sm if installed]")
@click.option("--endpoint", metavar="URL", help="For llm: an OpenAI-compatible address, up to /chat/completions.")
@click.option("--llm-model", metavar="NAME", help="For llm: the model to ask for.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes, for several articles."
)
def extract(given: Given, articles: tuple[Path, ...], out: Path, into: Path | None, jobs: int, **options: Any) -> int:
    """Propose a draft case file from an article: candidates only, each with its passage, for a person to review."""
    settings = {key: options[key] for key in ("engine", "model", "endpoint", "llm_model")}
    facts = {key: options[key] for key in ("label", "kind", "publisher", "published", "url")}
    many = len(articles) > 1 or out.is_dir()
    if many and (into or options["name"] or facts["label"]):
        raise click.UsageError("--into, --name and --label go with one article and a file after -o")
    if many:
        return _extract_many(articles, out, settings, facts, jobs)
    _must_be_new(out)
    draft = _drafted(articles[0], settings, facts, options["name"])
    told = _write_into(draft, into, out) if into else _write(draft, out)
    if given.as_json:
        dump(_report(draft, out, told))
        return 0
    _tell(draft, out, told)
    return 0


def _engine(settings: dict[str, Any]) -> Any:
    """The engine the options name."""
    if settings["engine"] == "llm":
        from ..extract.llm import ModelEngine

        if not settings["endpoint"] or not settings["llm_model"]:
            raise click.UsageError("--engine llm needs --endpoint URL and --llm-model NAME")
        return ModelEngine(settings["endpoint"], settings["llm_model"])
    from ..extract.rules import RulesEngine

    return RulesEngine("" if settings["model"] == "none" else settings["model"])


def _source_facts(facts: dict[str, str]) -> "SourceFacts":
    """What the options say of the article.

    Raises:
        UsageError: the date is none.
    """
    from ..dates import NotADate, When
    from ..errors import UsageError
    from ..extract import SourceFacts

    if facts["published"]:
        try:
            When.parse(facts["published"])
        except NotADate as error:
            raise UsageError(f"--published: {error}" + (f": write {error.hint}" if error.hint else "")) from error
    return SourceFacts(**facts)


def _must_be_new(out: Path) -> None:
    from ..errors import UsageError

    if out.exists():
        raise UsageError(f"{out} exists already, perhaps with somebody's review in it; choose another name after -o")
    if out.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{out} should end in .yaml (or be a folder that exists, for several articles)")


def _drafted(path: Path, settings: dict[str, Any], facts: dict[str, str], name: str) -> "Draft":
    from ..extract import extract as run
    from ..extract import read_article

    article = read_article(path)
    began = time.perf_counter()
    engine = _engine(settings)
    if settings["engine"] == "rules":
        engine.load()
        say(f"engine {engine.name} loaded in {time.perf_counter() - began:.1f} s")
    if engine.name == "rules" and settings["model"] is None:
        say("No spaCy model is installed; names are told by rules alone. For the model:\n"
            "  pip install 'casegraph[extract]' && python -m spacy download en_core_web_sm")  # fmt: skip
    return run(article, engine, name, _source_facts(facts))


def _text_path(out: Path, source: str) -> Path:
    """Where the text of a source is kept: beside the draft."""
    return out.with_name(f"{out.stem}.{source}.txt")


def _write(draft: "Draft", out: Path) -> list[str]:
    from ..extract import draft_text
    from ..extract.draft import SOURCE

    text = _text_path(out, SOURCE)
    content = draft_text(draft, str(out), str(text))
    write_whole(text, draft.article.text.encode())
    write_whole(out, content)
    return []


def _write_into(draft: "Draft", into: Path, out: Path) -> list[str]:
    """Write the case and the draft into a new file, with the texts of its sources beside it."""
    from ..errors import ProblemsFound
    from ..extract import checked
    from ..extract.draft import SOURCE, as_yaml
    from ..extract.linking import conflicts, link
    from ..extract.review import comments
    from ..reading import read_bytes, read_utf8

    held = checked(into)
    if held.problems:
        raise ProblemsFound(held.problems)
    merged, told = link(held.document.data, draft.data)
    opening, inside = comments(read_utf8(into))
    if inside:
        say(f"the comments between the entries of {into} are not carried into {out}; {into} stays as it is")
    told += [f"conflict: {conflict}" for conflict in conflicts(merged)]
    content = as_yaml(merged, head=opening)
    problems = checked(out, content).problems
    if problems:
        raise ProblemsFound(problems)
    new = next(name for name in reversed(merged["sources"]) if name.startswith(SOURCE))
    texts = {_text_path(out, new): draft.article.text.encode()}
    for name in held.document.data["sources"]:
        if _text_path(into, name).exists():
            texts[_text_path(out, name)] = read_bytes(_text_path(into, name))
    for path, raw in texts.items():
        write_whole(path, raw)
    write_whole(out, content)
    return told


def _report(draft: "Draft", out: Path, told: list[str]) -> dict[str, Any]:
    return {
        "draft": str(out), "engine": draft.engine, "words": draft.article.words, "proposed": draft.counts,
        "linking": told, "refused": [{"slot": r.slot, "why": r.why, "quote": r.quote} for r in draft.refused],
    }  # fmt: skip


def _tell(draft: "Draft", out: Path, told: list[str]) -> None:
    counts = draft.counts
    total = sum(counts.values())
    echo(f"{out}: {total} candidates from {draft.article.words:,} words (engine {draft.engine})")
    for section, count in counts.items():
        echo(f"  {count:>3}  {section}")
    if draft.refused:
        echo(f"  {len(draft.refused)} refused at the gate: " + "; ".join(sorted({r.why for r in draft.refused})))
    for line in told:
        echo(f"  {line}")
    if not total:
        echo("Nothing was found that looks like a case.")
    echo(f"Nothing in it is a fact yet. Next:  casegraph review {out}")


def _extract_many(
    articles: tuple[Path, ...], out: Path, settings: dict[str, Any], facts: dict[str, str], jobs: int
) -> int:
    """A draft for every article in the folder `out`; 1 when one of them could not be read."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; several articles need a folder after -o")
    names = [out / f"{path.stem}.yaml" for path in articles]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise UsageError(f"two articles would be written to {sorted(twice)[0]}: give them different names")
    out.mkdir(parents=True, exist_ok=True)
    _source_facts(facts)
    work = [(path, name, settings, facts) for path, name in zip(articles, names, strict=True)]
    failed: list[str] = []
    words = candidates = 0
    for number, (name, read, found, error) in enumerate(_run(work, jobs), 1):
        words, candidates = words + read, candidates + found
        if error:
            failed.append(f"{name}: {error}")
        _progress(number, len(work))
    echo(f"{len(work) - len(failed)} drafts in {out}: {candidates:,} candidates from {words:,} words")
    for line in failed:
        click.echo(f"error: {line}", err=True)
    return 1 if failed else 0


def _run(work: list[tuple[Path, Path, dict[str, Any], dict[str, str]]], jobs: int) -> Iterator[Done]:
    if jobs == 1 or len(work) == 1:
        yield from map(_one, work)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(work), (os.cpu_count() or 1) * 2)) as pool:
        yield from pool.map(_one, work, chunksize=max(1, min(20, len(work) // (jobs * 4) or 1)))


def _one(job: tuple[Path, Path, dict[str, Any], dict[str, str]]) -> Done:
    from ..extract import draft_text, extract, read_article
    from ..extract.draft import SOURCE

    path, out, settings, facts = job
    try:
        if out.exists():
            raise UsageError(f"{out} exists already, perhaps with somebody's review in it")
        article = read_article(path)
        key = repr(sorted(settings.items()))
        engine = _ENGINES.setdefault(key, None) or _ENGINES.update({key: _engine(settings)}) or _ENGINES[key]
        draft = extract(article, engine, "", _source_facts(facts))
        text = _text_path(out, SOURCE)
        content = draft_text(draft, str(out), str(text))
        for target, raw in ((text, article.text.encode()), (out, content.encode())):
            write_whole(target, raw)
    except (CasegraphError, click.ClickException) as error:
        return str(path), 0, 0, str(error)
    return str(path), article.words, sum(draft.counts.values()), ""


def _progress(done: int, of: int) -> None:
    """Print progress: one line that is overwritten on a terminal, elsewhere a line for each tenth of the work."""
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {of}" + ("\n" if done == of else ""), nl=False, err=True)
    elif of >= 20 and done % max(1, of // 10) == 0:
        click.echo(f"{done} of {of}", err=True)


@command(
    examples="""
    casegraph review draft.yaml --reviewer "J. Doe"
    casegraph review draft.yaml --browser --reviewer "J. Doe"
    casegraph review draft.yaml --html sheet.html
    casegraph review draft.yaml --list
    """
)
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--reviewer", help="Who reviews; kept with every decision.")
@click.option("--date", "day", metavar="DATE", help="The day of the review. [default: today]")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Write here. [default: the draft itself]")
@click.option(
    "--text", "texts", multiple=True, metavar="SOURCE=FILE", help="The text of a source. [default: beside it]"
)
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write a static sheet of the open candidates.")
@click.option("--list", "listing", is_flag=True, help="List the open candidates and stop.")
@click.option("--yes-means-vouch", is_flag=True, help="y establishes at once: this option is the yes.")
@click.option(
    "--browser", is_flag=True, help="Review in the browser: the whole text with its marks, one key a decision."
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="For --browser. [default: any free one]")
def review(
    draft: Path,
    reviewer: str | None,
    day: str | None,
    out: Path | None,
    texts: tuple[str, ...],
    page: Path | None,
    listing: bool,
    yes_means_vouch: bool,
    browser: bool,
    port: int,
) -> int:
    """Decide on candidates one by one, the most harmful first: accept, establish, edit, contest, reject."""
    from ..errors import ProblemsFound
    from ..extract import checked
    from ..extract.review import open_items
    from ..extract.sitting import Sitting
    from .reviewing import Walk, passage_texts

    held = checked(draft)
    if held.problems:
        raise ProblemsFound(held.problems)
    data = held.document.data
    items = open_items(data)
    known = passage_texts(draft, data, texts)
    if page:
        from ..extract.sheet import sheet

        write_whole(page, sheet(data.get("title") or data["case"], items, known))
        say(f"wrote {page}: {len(items)} candidates")
        return 0
    if listing or not items:
        _list(items, draft)
        return 0
    if browser:
        from .reviewing import in_browser

        in_browser(Sitting(draft, out or draft, known, _reviewer(reviewer), _day(day)), port)
        return 0
    sitting = Sitting(draft, out or draft, known, _reviewer(reviewer), _day(day))
    Walk(sitting, yes_means_vouch=yes_means_vouch).run()
    return 0


def _list(items: "list[Candidate]", draft: Path) -> None:
    for item in items:
        facts = ", ".join(value for key, value, _ in item.facts if key not in ("kind", "redaction"))
        echo(f"{item.slot:<12} {item.confidence:<7} {item.title}: {facts}"[:200])
    echo(f"{len(items)} candidates open in {draft}")


def _reviewer(given: str | None) -> str:
    name = (given or "").strip()
    if not name:
        click.echo("Your name, kept with every decision: ", nl=False, err=True)
        name = sys.stdin.readline().strip()
    if not name:
        raise click.UsageError("a review keeps who decided: give --reviewer NAME")
    return name


def _day(given: str | None) -> str:
    from ..dates import as_day

    return as_day(given).isoformat()
