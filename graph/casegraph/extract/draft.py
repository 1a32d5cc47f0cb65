"""From proposals to a draft case file: every record a candidate, every fact with its passage, nothing established."""

from dataclasses import dataclass
from typing import Any

import yaml

from ..casefile.intake.sources import article_source
from .article import Article
from .ledger import SOURCE, Data, slug
from .proposal import Proposal, Refused
from .records import Records

__all__ = ["SOURCE", "Draft", "SourceFacts", "as_yaml", "build_draft", "slug"]

_ORDER = ("courts", "people", "organisations", "works", "charges", "convictions", "sentences", "imprisonments", "events",
          "evidence", "petitions", "responses", "statements", "concepts", "claims")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the user says of the article: how a list of sources names it, its kind, publisher, day, address."""

    label: str = ""
    kind: str = "article"
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft case file and what it came from.

    Attributes:
        name: the case's name.
        data: the file as plain data, in the order it is written.
        article: the text its passages count into.
        refused: proposals that did not pass the gate.
        engine: the engine's name.
    """

    name: str
    data: Data
    article: Article
    refused: tuple[Refused, ...]
    engine: str

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each section were proposed."""
        return {section: len(self.data[section]) for section in _ORDER if section in self.data}


def build_draft(
    article: Article, proposals: list[Proposal], refused: list[Refused], engine: str, name: str, source: SourceFacts
) -> Draft:
    """The draft of a case from what an engine proposed and the gate let pass."""
    builder = Records(article, proposals)
    first = ("person", "court", "conviction", "work", "petition")
    for proposal in sorted(proposals, key=lambda p: first.index(p.slot) if p.slot in first else len(first)):
        builder.add(proposal)
    said = article_source(article.text, article.name).record  # its own headline, byline and date
    label = source.label or (said["label"] if said["label"] != article.name else article.title) or article.name
    entry = {"label": label, "kind": source.kind}
    entry |= {
        key: value for key in ("publisher", "published", "url") if (value := getattr(source, key) or said.get(key))
    }
    entry |= {"note": said["note"]} if "note" in said else {}
    data: Data = {
        "case": name,
        "title": name.replace("-", " ").capitalize(),
        "sources": {SOURCE: {**entry, "sha256": article.sha256}},
    }
    data |= {section: builder.sections[section] for section in _ORDER if builder.sections.get(section)}
    return Draft(name, data, article, tuple(refused), engine)


_HEAD = """\
# A draft: what the engine '{engine}' read out of {article}. Nothing here is a fact before a person has accepted it.
# Next:  casegraph review {file}
# The text that passages count into is {text}; check them with
#   casegraph check {file} --text {source}={text}
"""


class _Dumper(yaml.SafeDumper):
    """Writes small mappings on one line, and every value out: a reader sees one line at a time."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an alias."""
        return True


def as_yaml(data: Data, *, head: str = "") -> str:
    """A case file as YAML, sections in order; the same data gives the same text."""
    body = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=118)
    return head + body


def head(draft: Draft, file: str, text: str) -> str:
    """The comment a draft opens with."""
    return _HEAD.format(engine=draft.engine, article=draft.article.name, file=file, text=text, source=SOURCE)
