"""Many articles at once, in several processes, with progress; one that cannot be read does not stop the others."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import click

from ..errors import CasegraphError, UsageError
from .app import echo, write_whole
from .extracting import engine_of, source_facts, text_path

__all__ = ["extract_many"]

_ENGINE: dict[str, Any] = {}
Done = tuple[str, int, int, str]


def extract_many(
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
    source_facts(facts)
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
        engine = _ENGINE.setdefault(key, None) or _ENGINE.update({key: engine_of(settings)}) or _ENGINE[key]
        draft = extract(article, engine, "", source_facts(facts))
        text = text_path(out, SOURCE)
        content = draft_text(draft, str(out), str(text))
        for target, raw in ((text, article.text.encode()), (out, content.encode())):
            with write_whole(target) as temporary:
                temporary.write_bytes(raw)
    except (CasegraphError, click.ClickException) as error:
        return str(path), 0, 0, str(error)
    return str(path), article.words, sum(draft.counts.values()), ""


def _progress(done: int, of: int) -> None:
    """A line that renews itself on a terminal; elsewhere one line each tenth."""
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {of}" + ("\n" if done == of else ""), nl=False, err=True)
    elif of >= 20 and done % max(1, of // 10) == 0:
        click.echo(f"{done} of {of}", err=True)
