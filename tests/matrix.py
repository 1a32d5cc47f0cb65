"""Every result in every outlet: small cases that show one mark each, and what each outlet says to a reader."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from matplotlib.text import Text

import casegraph
from casegraph.drawing import draw
from casegraph.drawing.scope import convictions_in
from casegraph.page import make_page
from casegraph.web import Site
from casegraph.web.answers import told_of

TODAY = date(2026, 11, 24)

_HEAD = """\
case: {name}
sources:
  d: {{label: record, kind: docket}}
  ap: {{label: Doe convicted, kind: article, publisher: Associated Press, published: 2011-12-07}}
  rt: {{label: Doe cleared, kind: article, publisher: Reuters, published: 2012-12-07}}
people: {{doe: {{name: Jane Doe, source: {source}{dead}}}{people}}}
convictions: {{c: {{person: doe, offence: robbery, source: {source}, {conviction}}}{convictions}}}
{more}
"""


@dataclass(frozen=True)
class Made:
    """A case of a few lines, and the day and the kind of clemency it is asked about."""

    on: date
    conviction: str
    more: str = ""
    people: str = ""
    convictions: str = ""
    dead: str = ""
    kind: str | None = None
    source: str = "d"

    def text(self, name: str) -> str:
        """The case file."""
        return _HEAD.format(
            name=name,
            source=self.source,
            dead=f", died: {self.dead}" if self.dead else "",
            people=self.people and f", {self.people}",
            conviction=self.conviction,
            convictions=self.convictions and f", {self.convictions}",
            more=self.more,
        )


def _event(name: str, words: str) -> str:
    return f"  {name}: {{{words}, source: d}}\n"


MADE = {
    "an-open-interval": Made(
        date(2020, 1, 1),
        "law_broken: US-WI, sentence_type: term of years, date: 2000",
        "events:\n" + _event("watch", "label: Doe watched by the police, kind: Event, person: doe, date: 1970/..")
        + _event("tail", "label: Doe followed, kind: Event, person: doe, date: 2001-05/..")
        + _event("before", "label: Doe at large, kind: Event, person: doe, date: ../1999"),
    ),
    "a-board-with-votes": Made(date(2020, 1, 1), "law_broken: US-MN, sentence_type: life, date: 2000"),
    "two-powers-side-by-side": Made(
        date(2020, 1, 1), "law_broken: US-TX, sentence_type: death, date: 2000", kind="reprieve"
    ),
    "two-powers-over-one-man": Made(date(2020, 1, 1), "law_broken: US-DE, sentence_type: life, date: 2000"),
    "a-disputed-power": Made(date(2020, 1, 1), "law_broken: US-MP, sentence_type: life, date: 2000"),
    "by-one-source": Made(date(2020, 1, 1), "law_broken: US-OH, sentence_type: life, date: 2000"),
    "a-commuted-sentence": Made(
        date(2020, 1, 1),
        "law_broken: US-IL, sentence_type: death, date: 2000",
        "events:\n" + _event("mercy", "label: Doe spared, kind: Commutation, date: 2003-01-10, conviction: c"),
    ),
    "a-dead-person": Made(
        date(2020, 1, 1), "law_broken: US-GA, sentence_type: death, date: 2000", dead="2011-09-21",
        more="events:\n" + _event("end", "label: Doe executed, kind: Event, person: doe, date: 2011-09-21"),
    ),
    "several-people": Made(
        date(2020, 1, 1),
        "law_broken: US-WI, sentence_type: life, date: 2000",
        "events:\n" + _event("grace", "label: Roe pardoned, kind: Pardon, date: 2010-05-01, conviction: r"),
        "roe: {name: John Roe, source: d}, poe: {name: Mary Poe, source: d}",
        "r: {person: roe, offence: theft, law_broken: US, date: 2001, source: d}, "
        "p: {person: poe, offence: arson, law_broken: US-OH, sentence_type: life, date: 2002, source: d}",
    ),
    "the-day-of-a-handover": Made(date(2001, 1, 20), "law_broken: US, sentence_type: life, date: 1990"),
    "an-undated-vacatur": Made(
        date(2020, 1, 1),
        "law_broken: US-WI, sentence_type: life, date: 2000",
        "events:\n" + _event("undone", "label: Doe's conviction set aside, kind: Vacatur, conviction: c"),
    ),
    "a-pardoned-and-a-live-conviction": Made(
        date(2020, 1, 1),
        "law_broken: US, sentence_type: life, date: 2000",
        "events:\n" + _event("grace", "label: Doe pardoned, kind: Pardon, date: 2010-05-01, conviction: c"),
        convictions="w: {person: doe, offence: theft, law_broken: US-WI, date: 2001, source: d}",
    ),
    "known-by-one-source": Made(
        date(2020, 1, 1), "law_broken: US-WI, sentence_type: life, date: 2000", source="ap, standing: attributed"
    ),
    "known-by-one-source-beside-the-record": Made(
        date(2020, 1, 1), "law_broken: US-WI, sentence_type: life, date: 2000",
        convictions="a: {person: doe, offence: arson, law_broken: US-OH, date: 2001, source: ap, standing: attributed}",
    ),
    "undone-by-one-source": Made(
        date(2020, 1, 1), "law_broken: US-WI, sentence_type: life, date: 2000",
        "events:\n  undone: {label: Doe cleared, kind: Vacatur, date: 2010-05-01, conviction: c, source: rt, "
        "standing: attributed}\n",
    ),
    "nothing-on-record": Made(date(2020, 1, 1), "sentence_type: life, date: 2000"),
}  # fmt: skip
"""Cases of a few lines, each with what some outlet once left out."""


class _Visible(HTMLParser):
    """What of an HTML page a reader reads, section by section."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: dict[str, list[str]] = {"": []}
        self._section, self._hidden = "", 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        if tag == "section" and dict(attrs).get("id"):
            self._section = str(dict(attrs)["id"])
        self.parts.setdefault(self._section, []).append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")
        self.parts[self._section].append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts[self._section].append(data)


def visible(html: str) -> dict[str, str]:
    """Section of a page → what it says; a block without sections has one, called ""."""
    return {name: _one_line("".join(parts)) for name, parts in _Visible(html).parts.items()}


def _one_line(text: str) -> str:
    """The words alone: line breaks and marks of sources part no words that belong together."""
    return " ".join(re.sub(r"\[[\d–]+\]", " ", text).split()).replace(" ,", ",").replace(" )", ")")


def said_by(figure: Any) -> str:
    """What a figure says, line by line as it is drawn."""
    return _one_line(" ".join(child.get_text() for child in figure.findobj(Text)))


@dataclass
class Told:
    """A case, the day asked about, and its results; each is made once."""

    name: str
    graph: casegraph.Graph
    on: date
    kind: str | None = None
    made: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def convictions(self) -> list[str]:
        """The convictions of the case."""
        return convictions_in(self.graph.view, self.name)

    @cached_property
    def answer(self) -> Any:
        """Who may grant clemency over every conviction of the case."""
        from casegraph.questions.clemency.walk import clemency

        return clemency(self.graph.view, self.convictions, self.on, kind=self.kind)

    @cached_property
    def truth(self) -> dict[str, Any]:
        """The answer as JSON: what is to be marked."""
        found: dict[str, Any] = json.loads(json.dumps(self.answer.to_json()))
        return found

    def results(self) -> Iterator[tuple[str, Any]]:
        """Every result there is about the case, by name."""
        yield "timeline", self.graph.timeline(self.name, self.on)
        yield "diff", self.graph.diff("2001-01-01", self.on, case=self.name)
        yield "table", self.graph.query("SELECT ?thing ?label WHERE { ?thing a cg:Event ; rdfs:label ?label }")
        if not self.convictions:
            return
        yield "clemency", self.answer
        yield "told", self.graph.ask(f"When was {self.truth['convictions'][0]['person']} convicted?", self.on)
        yield "relief", self.graph.relief(self.convictions[0], self.on)
        yield "show", self.graph.show(self.convictions[0])
        first = self.truth["convictions"][0]
        for office in [authority["office"] for authority in (*first["holders"], *first["excluded"])][:1]:
            yield "why", self.graph.why(first["id"], office, self.on)

    def figure(self, kind: str) -> str:
        """What a figure of the case says."""
        if kind not in self.made:
            self.made[kind] = said_by(self._figure(kind))
        said: str = self.made[kind]
        return said

    def _figure(self, kind: str) -> Any:
        from casegraph.drawing.path.figure import path_figure
        from casegraph.drawing.power import power_figure

        if kind == "path":
            return path_figure(self.answer, view=self.graph.view)
        if kind == "power":
            return power_figure(self.answer)
        return draw(kind, self.graph.view, self.name, self.on)

    @cached_property
    def page(self) -> dict[str, str]:
        """What the page of the case says, section by section."""
        return visible(make_page(self.graph.view, self.name, self.answer if self.convictions else None, self.on))

    @cached_property
    def browser(self) -> dict[str, str]:
        """What the page of the case says in the web application, section by section."""
        site = Site(self.graph, self.on)
        body = told_of(site, self.answer, self.on, site.anchors(self.answer.sources))
        return visible(body)


def words_of(result: Any) -> tuple[str, str]:
    """What a result says as text and as HTML, without blanks, sources, and the words HTML has for a cross."""
    text = result.to_text().partition("\nSources\n")[0]
    page = re.sub(r"<style>.*</style>|<details>.*</details>|<[^>]*>", "", result.to_html(), flags=re.DOTALL)
    return "".join(text.split()), "".join(html.unescape(page).split()).replace("nopowerhere:", "")


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


@cache
def told(name: str) -> Told:
    """A case made up here, or a shipped one; read once in a session."""
    if name not in MADE:
        return Told(name, casegraph.load(name), TODAY)
    path = Path(_folder().name) / f"{name}.yaml"
    path.write_text(MADE[name].text(name), encoding="utf-8")
    return Told(name, casegraph.load(path), MADE[name].on, MADE[name].kind)
