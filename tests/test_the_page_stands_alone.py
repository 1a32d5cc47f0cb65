"""The page of a case: one file that needs nothing else, answer first, sourced to the last line, readable by everyone.

What can be parsed is parsed; what only a browser can tell (overlaps, requests, contrast, keys) is measured in a
headless Chromium where one is installed. CASEGRAPH_CHROMIUM names one.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import casegraph
from browser import Browser, find_chromium, open_browser
from casegraph.drawing.audit.faults import contrast
from casegraph.drawing.network.figure import FOCUS
from casegraph.drawing.paint.style import Type, text_width
from casegraph.loading import case_names
from casegraph.page import make_page, standing_answer
from casegraph.view import backing
from casegraph.vocabulary import Standing, local
from casegraph.words import escape, visible
from sparing import mostly

ON = date(2026, 11, 25)
VOID = {"meta", "link", "br", "input", "path", "rect", "use", "circle"}
SVG = {"path", "rect", "use", "circle"}
NASTY = """\
case: nasty
sources:
  d: {label: "A <b>docket</b> & \\"more\\"", kind: docket, url: "https://example.org/"}
  e: {label: "An article", kind: article, url: "https://example.org/?a=1&b=<2>"}
people:
  doe: {name: "<script>alert(1)</script> & 'Doe'\\u202e", source: d}
  arab: {name: "\\u0645\\u062d\\u0645\\u062f \\u0639\\u0644\\u064a", source: [d, e]}
  han: {name: "\\u738b\\u5c0f\\u660e \\u674e \\u5f20\\u4e09\\u4e30 $x$ \\n <img src=x onerror=alert(1)>", source: d}
convictions:
  c1: {person: doe, offence: "theft </svg></style><script>", law_broken: US-WI, date: 2000-05-01, source: d}
  c2: {person: arab, offence: burglary, law_broken: US, date: 2001~, source: d}
  c3: {person: han, offence: fraud, law_broken: US-WI, date: 2002-03, source: d}
"""


class Page(HTMLParser):
    """A page taken apart: every element with its attributes, the text of each, and what it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}, tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}, tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def all(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of every element of these names."""
        return [attrs for tag, attrs, _ in self.elements if tag in tags]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attrs["id"] for _, attrs, _ in self.elements if "id" in attrs]

    @property
    def said(self) -> str:
        """What a reader reads."""
        return " ".join(" ".join(data for tag, data in self.texts if tag not in ("script", "style")).split())


def page_of(graph: casegraph.Graph, on: date = ON, question: str = "") -> str:
    """The page of a graph's one case."""
    name = graph.cases[0].name
    answer = graph.ask(question, on) if question else standing_answer(graph.view, name, on)
    return make_page(graph.view, name, answer, on)


@pytest.fixture(scope="module")
def text(seed: casegraph.Graph) -> str:
    """The page of the seed case."""
    return page_of(seed)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    """The same, taken apart."""
    return Page(text)


def test_the_page_of_the_seed_case_is_small(text: str) -> None:
    assert 100_000 < len(text.encode()) <= 300 * 1024


def test_the_answer_comes_first(seed: casegraph.Graph) -> None:
    page = Page(page_of(seed, date(2016, 1, 8), "Could the President pardon Steven Avery?"))
    (heading,) = [data for tag, data in page.texts if tag == "h1"]
    assert heading == "No. The President cannot pardon Steven Avery."
    assert "As of 8 Jan 2016" in page.said
    first = page.said[: page.said.index("The way to the answer")]
    for words in ("Governor of Wisconsin", "Scott Walker", "Wis. Const. art. V § 6", "no power here", "[5]"):
        assert words in first
    order = [attrs["id"] for attrs in page.all("section") if "id" in attrs]
    assert order == ["answer", "path", "powers", "timeline", "network", "sources", "claims"]


def test_nothing_outside_the_page_is_needed(page: Page, text: str) -> None:
    for tag, attrs, _ in page.elements:
        assert not {"src", "srcset", "poster", "data", "action", "background", "xlink:href"} & set(attrs), (tag, attrs)
        if tag in ("link", "use"):
            assert attrs["href"].startswith(("data:", "#"))
        elif "href" in attrs:
            assert tag == "a"
            assert attrs["href"].startswith(("#", "https://", "http://"))
        assert not [key for key in attrs if key.startswith("on") or key == "style"], (tag, attrs)
    style = "".join(data for tag, data in page.texts if tag == "style")
    assert not re.search(r"@import|url\(|expression", style)
    assert not re.search(r"fetch\(|XMLHttp|WebSocket|import\(|innerHTML|document\.write|eval\(", text)


def test_the_policy_lets_only_this_script_run(page: Page) -> None:
    (policy,) = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    (script,) = [data for tag, data in page.texts if tag == "script"]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    for rule in ("default-src 'none'", "style-src 'unsafe-inline'", f"script-src 'sha256-{digest}'", "img-src data:"):
        assert rule in policy.split("; ")


def test_every_id_is_given_once_and_every_inner_link_leads_somewhere(page: Page) -> None:
    assert not [name for name, count in Counter(page.ids).items() if count > 1]
    targets = {attrs["href"][1:] for attrs in page.all("a", "use") if attrs["href"].startswith("#")}
    assert len(targets) > 200
    assert not targets - set(page.ids)


def test_names_and_landmarks_are_there_for_a_screen_reader(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    assert all(len(page.all(tag)) == 1 for tag in ("main", "header", "footer", "nav", "h1"))
    for tag, attrs, _ in page.elements:
        if tag in ("section", "nav") and "class" not in attrs:
            assert "aria-label" in attrs or attrs["aria-labelledby"] in page.ids
        if tag in ("input", "select"):
            assert attrs["id"] in [label["for"] for label in page.all("label")]
        if attrs.get("tabindex") == "0":
            assert attrs["role"] == "region" and attrs["aria-label"]
        if tag == "svg" and attrs.get("aria-hidden") != "true":
            assert {attrs["aria-labelledby"], attrs["aria-describedby"]} <= set(page.ids)
        for key in ("aria-labelledby", "aria-describedby"):
            assert attrs.get(key, page.ids[0]) in page.ids
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all("scope" in attrs for attrs in page.all("th"))


def test_a_skip_link_is_the_first_thing_a_key_reaches(page: Page) -> None:
    assert page.all("a")[0] == {"class": "skip", "href": "#answer"}
    assert not [attrs for _, attrs, _ in page.elements if attrs.get("tabindex", "0") not in ("0", "-1")]


def palette(text: str, dark: bool) -> dict[str, str]:
    """The colours of the style sheet by name."""
    light, _, rest = text.partition("prefers-color-scheme:dark")
    found = dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})\b", light))
    if dark:
        found |= dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})\b", rest.partition("}}")[0]))
    return {
        name: "#" + "".join(c * 2 for c in value[1:]) if len(value) == 4 else value for name, value in found.items()
    }


@pytest.mark.parametrize("dark", [False, True])
def test_every_pair_of_colours_can_be_read(text: str, dark: bool) -> None:
    colours = palette(text, dark)
    grounds = {"ink": ("paper", "wash", "hit", "cg", "sg", "pg", "ag", "tg", "hg", "ug", "eg", "og"),
               "soft": ("paper", "wash", "og", "ag", "tg", "hit"),
               "link": ("paper", "ag", "tg", "og", "hit", "cg", "pg"),
               "no": ("paper", "og", "hit"), "cl": ("cg", "paper"), "sl": ("sg", "paper"), "pl": ("pg",),
               "al": ("ag", "tg", "paper"), "hl": ("hg", "paper"), "ul": ("ug",), "el": ("eg",), "ol": ("og", "paper"),
               **dict.fromkeys(("l1", "l2", "l3", "lm"), ("paper",))}  # fmt: skip
    faint = [(ink, ground, round(ratio, 2)) for ink, under in grounds.items() for ground in under
             if (ratio := contrast(colours[ink], colours[ground])) < 4.5]  # fmt: skip
    assert faint == []


def test_labels_come_out_as_plain_text(small: Callable[..., casegraph.Graph]) -> None:
    text = page_of(small(NASTY, name="nasty"))
    page = Page(text)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not page.all("img", "b")[0:0] and not page.all("img", "iframe", "object", "embed")
    assert "<script>alert(1)</script> & 'Doe'" in page.said
    assert "theft </svg></style><script>" in page.said
    assert not {"\u202e", "\x07"} & set(text)
    assert [attrs for attrs in page.all("a") if attrs["href"].startswith("https://example.org/?a=1&b=<2>")]
    assert "javascript:" not in "".join(attrs.get("href", "") for _, attrs, _ in page.elements)
    assert "<bdi>\u0645\u062d\u0645\u062f \u0639\u0644\u064a</bdi>" in text
    assert "\u738b\u5c0f\u660e \u674e \u5f20\u4e09\u4e30 $x$" in page.said


def test_text_is_cleaned_and_measured_for_the_worst_case() -> None:
    assert visible("a\u2028b\x00\ud800c\u200d") == "a bc\u200d"
    assert escape('"<&') == "&quot;&lt;&amp;"
    assert text_width("\u738b\u5c0f", Type(10)) >= 20
    assert text_width("iii", Type(10)) < text_width("WWW", Type(10))


def test_the_claims_of_the_page_are_those_of_the_case(seed: casegraph.Graph, text: str, page: Page) -> None:
    case = seed.cases[0]
    heads = ("label", "type")
    rows = {name for name in page.ids if re.fullmatch("[0-9a-f]{8}|[0-9a-f]{16}", name)}
    for claim in case.claims:
        if not (claim.standing.asserted and local(claim.predicate) in heads):
            assert local(claim.iri)[:8] in rows, claim
    things = {local(claim.subject) for claim in case.claims}
    assert things <= set(page.ids)


def test_every_claim_walks_back_to_its_sources_and_passages(seed: casegraph.Graph, text: str) -> None:
    claims = seed.cases[0].claims
    numbers = {source: int(number) for number, source in
               re.findall(r"<li id=_(\d+)>(?:<a [^>]*>)?([^<]*)", text)}  # fmt: skip
    shared: dict[str, str] = {}
    for body in re.split("<tbody\n", text)[1:]:
        left, cell = 0, ""
        for name, row in re.findall(r"<tr id=([0-9a-f]+)[^>]*>(.*?)(?=<tr id=|$)", body, re.DOTALL):
            if left == 0:
                span, cell = re.findall(r"<td(?: rowspan=(\d+))?>", row)[-1], row.rpartition("<td")[2]
                left = int(span or 1)
            left -= 1
            shared[name] = cell
    wanted: dict[str, set[str]] = {}
    for row in backing(seed.view, [claim.iri for claim in claims]):
        wanted.setdefault(local(row.claim)[:8], set()).add(row.label)
    checked = 0
    for name, labels in wanted.items():
        if name in shared:
            cited = {number for first, last in re.findall(r">\[(\d+)(?:–(\d+))?\]<", shared[name])
                     for number in range(int(first), int(last or first) + 1)}  # fmt: skip
            assert {numbers[escape(label)] for label in labels} <= cited, (name, labels)
            checked += 1
    assert checked > 700
    quotes = {passage.quote for claim in claims for passage in claim.passages}
    assert all(f"“{escape(quote)} …”" in text for quote in quotes if quote)
    assert all(len(quote.split()) <= 8 for quote in re.findall("“([^”]*) …”", text))


def test_what_is_contested_never_looks_like_a_fact(seed: casegraph.Graph, text: str) -> None:
    every = [claim for case in (*seed.cases, *seed.authorities) for claim in case.claims]
    loose = {local(claim.iri)[:8] for claim in every if not claim.standing.asserted}
    marked = set(re.findall("<tr id=([0-9a-f]{8}) class=doubt>", text))
    assert marked <= loose
    assert {local(claim.iri)[:8] for claim in seed.cases[0].claims if not claim.standing.asserted} <= marked
    for body in re.findall("<tr id=[0-9a-f]{8} class=doubt>(.*?)(?=<tr|<tbody|</table)", text, re.DOTALL):
        assert re.search("<td><b>(reported|disputed|withdrawn)</b>", body)
    drawn = "".join(re.findall("<svg id=.*?</svg>", text, re.DOTALL))
    contested = {claim.object for claim in seed.cases[0].claims if claim.standing is Standing.CONTESTED}
    assert all(str(value) not in drawn for value in contested)
    assert "juror is said to think" not in drawn


def test_a_vague_date_and_a_report_are_marked_in_the_timeline(text: str) -> None:
    drawn = text[text.index('<svg id="timeline-figure"') :].partition("</svg>")[0]
    vague = next(part for part in drawn.split("<a ") if "c. 1987" in part)
    assert "hollow" in vague and "class=soft" in vague and "(reported)" in vague
    assert re.search('<text[^>]* class="?i[ c]*"?>[^<]*reported', vague)
    exact = next(part for part in drawn.split("<a ") if ">10 Sep 2003<" in part)
    assert "hollow" not in exact and "class=soft" not in exact


def test_an_excluded_authority_is_dashed_crossed_and_explained(text: str) -> None:
    drawn = text[text.index('<svg id="path-figure"') :].partition("</svg>")[0]
    (refused,) = [part for part in drawn.split("<a ") if "authority out" in part]
    words = " ".join(re.findall("<text[^>]*>([^<]*)", refused))
    assert "✕ no power here" in words and "reaches only federal offences" in words and "[" in words
    assert ".n.out path,.dash{stroke-dasharray" in text


def test_an_office_without_power_is_not_told_as_deciding_in_the_chain(text: str) -> None:
    """In the picture it decides elsewhere; in the chain, which has no elsewhere, nothing is decided by it."""
    told = text[text.index("<ol class=chain>") :].partition("</ol>")[0]
    cards = dict(re.findall('<li class="([a-z ]+)">(.*?)</li>', told))
    assert "no power here" in cards["authority out"] and "decided by" not in cards["authority out"]
    assert "decided by" in cards["authority"] and "law broken" in cards["sovereign"]
    assert "sovereign gone" not in cards


@pytest.mark.parametrize("name", mostly(case_names(), {"class-pardons", "scottsboro-boys", "troy-davis"}))
def test_every_shipped_case_has_a_page(name: str) -> None:
    page = Page(page_of(casegraph.load(name)))
    assert not [name for name, count in Counter(page.ids).items() if count > 1]
    targets = {attrs["href"][1:] for attrs in page.all("a", "use") if attrs["href"].startswith("#")}
    assert not targets - set(page.ids)
    nodes = [name for name in page.ids if name.startswith("node-")]
    assert len(nodes) <= FOCUS
    assert len(nodes) >= 3 or "path" not in page.ids


def test_a_case_of_five_lines_has_a_page(small: Callable[..., casegraph.Graph]) -> None:
    page = Page(page_of(small()))
    assert "The Governor of Wisconsin can pardon Jane Doe." in page.said
    assert {"path-figure", "timeline-figure", "network-figure", "doe-conviction"} <= set(page.ids)


def test_a_case_without_a_conviction_has_a_page_without_an_answer(small: Callable[..., casegraph.Graph]) -> None:
    text = "case: small\nsources: {d: {label: a docket}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
    page = Page(page_of(small(text)))
    assert "No conviction is on record here" in page.said
    assert not {"path", "powers"} & set(page.ids)
    assert "doe" in page.ids


def big_case(events: int) -> str:
    """A case with one conviction and so many events, some vague, some only reported."""
    lines = [
        "case: big\nsources: {d: {label: a docket}, n: {label: a newspaper}}",
        "people: {doe: {name: Jane Doe, source: d}}",
        "convictions: {c: {person: doe, offence: theft, law_broken: US-WI, date: 1980-05-01, source: d}}\nevents:",
    ]
    for number in range(events):
        day = f"{1980 + number // 6}-{number % 12 + 1:02d}" + ("" if number % 5 == 0 else "-03")
        doubt = ", standing: attributed, speaker: n" if number % 7 == 0 else ""
        label = f"Hearing number {number} of a long case"
        lines.append(f'  e{number}: {{kind: Event, label: "{label}", date: "{day}", person: doe, source: n{doubt}}}')
    return "\n".join(lines) + "\n"


def test_a_case_of_two_hundred_events_tells_them_all(small: Callable[..., casegraph.Graph]) -> None:
    text = page_of(small(big_case(200)))
    listed = text[text.index("<ol class=events>") :].partition("</ol>")[0]
    assert all(f"number {number} of" in listed for number in range(200))
    assert 60 <= text.count("<a id=event-") <= 70
    assert "more rows" in text
    assert len(text.encode()) < 250 * 1024


def test_the_command_writes_a_whole_page_or_nothing(run: Callable, case_file: Callable, tmp_path: Path) -> None:
    path = case_file()
    (tmp_path / "file").touch()
    assert run("export", "html", path, "-o", "doe.html", "--on", "2016-01-08").code == 0
    assert "Scott Walker" in (tmp_path / "doe.html").read_text(encoding="utf-8")
    for arguments, code in (
        (("avery-dasey", "-o", "x.html"), 3),
        ((path, "-o", "x.pdf"), 2),
        ((path, "-o", "x.html", "--question", "How tall is she?"), 4),
        ((path, "-o", "x.html", "--who", "Jane Do"), 3),
        ((path, "-o", "x.html", "--kind", "absolution"), 2),
        ((path, "-o", "x.html", "--question", "Who can pardon Jane Doe?", "--who", "Jane Doe"), 2),
        ((path, "-o", "x.html", "--on", "soon"), 2),
        ((path, "-o", "file/x.html"), 2),
        ((case_file("case: empty\n", name="empty"), "-o", "x.html"), 4),
        ((case_file("case: bad\npeople: {doe: {name: A}}\n", name="bad"), "-o", "x.html"), 1),
        ((tmp_path, "-o", "x.html"), 1),
    ):
        ran = run("export", "html", *arguments)
        assert (ran.code, "Traceback" in ran.err, bool(ran.err)) == (code, False, True), arguments
        assert not list(tmp_path.glob("*x.*"))


def test_a_person_and_a_question_choose_the_answer(run: Callable, tmp_path: Path) -> None:
    run(
        "export",
        "html",
        "avery-dassey",
        "--who",
        "Brendan Dassey",
        "--kind",
        "any",
        "--on",
        "2019-12-20",
        "-o",
        "a.html",
    )
    assert "can grant clemency to Brendan Dassey.</h1>" in (tmp_path / "a.html").read_text(encoding="utf-8")
    question = "Could the President pardon Steven Avery in January 2016?"
    run("export", "html", "avery-dassey", "--question", question, "-o", "b.html")
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "No. The President cannot pardon Steven Avery.</h1>" in page
    assert "datetime=2016-01-31" in page


def test_a_protected_name_stays_hidden(run: Callable, tmp_path: Path) -> None:
    run("export", "html", "avery-dassey", "--redact", "victims", "-o", "a.html")
    assert "Halbach" not in (tmp_path / "a.html").read_text(encoding="utf-8")


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium, where one is installed."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium is installed")
    with open_browser(program) as found:
        yield found


@pytest.fixture(scope="module")
def addresses(text: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages on disk, by case."""
    folder = tmp_path_factory.mktemp("pages")
    made = {"avery-dassey": text}
    for name, content in (("nasty", NASTY), ("big", big_case(200))):
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
        made[name] = page_of(casegraph.load(folder / f"{name}.yaml"))
    for name in ("scottsboro-boys", "peter-macdonald", "rocky-myers"):
        made[name] = page_of(casegraph.load(name))
    for name, content in made.items():
        (folder / f"{name}.html").write_text(content, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in made}


MEASURE = """(() => {
  const seen = e => e.getClientRects().length > 0, faults = [];
  document.querySelectorAll("svg[id]").forEach(svg => {
    if (!seen(svg)) return;
    const frame = svg.getBoundingClientRect();
    const all = Array.from(svg.querySelectorAll("text"), t => ({ t: t.textContent, r: t.getBoundingClientRect() }));
    all.forEach((a, i) => {
      if (a.r.left < frame.left - 1 || a.r.right > frame.right + 1 || a.r.top < frame.top - 1 ||
          a.r.bottom > frame.bottom + 1) faults.push(a.t + " leaves " + svg.id);
      all.slice(i + 1).forEach(b => {
        const w = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
        const h = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
        if (w > 0.5 && h > 3) faults.push(a.t + " overlaps " + b.t);
      });
    });
    const matrix = svg.getScreenCTM();
    const bars = Array.from(svg.querySelectorAll(".bar"), b => ({ b, r: b.getBoundingClientRect() }));
    svg.querySelectorAll("path.stem, path.e:not(.h)").forEach(line => {
      for (let along = 0; along < line.getTotalLength(); along += 3) {
        const p = line.getPointAtLength(along).matrixTransform(matrix);
        const inside = r => p.x > r.left + 1 && p.x < r.right - 1 && p.y > r.top + 3 && p.y < r.bottom - 3;
        const hidden = bars.some(({ b, r }) => p.x >= r.left && p.x <= r.right && p.y >= r.top && p.y <= r.bottom &&
          line.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
        const hit = !hidden && all.find(a => inside(a.r));
        if (hit) { faults.push(hit.t + " is struck"); break; }
      }
    });
  });
  return [faults, document.querySelectorAll("svg[id] text").length];
})()"""
"""Texts of the pictures that leave their picture, overlap by more than the empty edge of a line (3 pixels), or are
struck by a line that no bar hides."""


@pytest.mark.parametrize("name", ["avery-dassey", "nasty", "big", "scottsboro-boys", "peter-macdonald", "rocky-myers"])
def test_no_text_overlaps_and_nothing_is_asked_for(name: str, browser: Browser, addresses: dict[str, str]) -> None:
    for width, font in ((1280, ""), (1280, "DejaVu Sans"), (1000, "")):
        browser.look(width=width)
        browser.open(addresses[name])
        if font:
            browser.run(f"document.body.style.fontFamily = {font!r}")
        faults, texts = browser.run(MEASURE)
        assert faults == []
        assert texts > 10
        assert browser.requests == [addresses[name]]
        assert browser.complaints == []


def test_the_measure_of_overlaps_finds_one(browser: Browser, addresses: dict[str, str]) -> None:
    browser.look()
    browser.open(addresses["rocky-myers"])
    browser.run(
        "(t => t.setAttribute('x', +t.getAttribute('x') + 40))(document.querySelectorAll('svg[id] .ev text')[0])"
    )
    assert browser.run(MEASURE)[0]
    browser.open(addresses["rocky-myers"])
    browser.run("document.querySelectorAll('svg[id] .ev text')[1].setAttribute('x', 970)")
    assert browser.run(MEASURE)[0]


@pytest.mark.parametrize("name", ["avery-dassey", "nasty", "big", "scottsboro-boys"])
def test_a_phone_reads_words_in_place_of_pictures(name: str, browser: Browser, addresses: dict[str, str]) -> None:
    browser.look(width=360, height=740, phone=True)
    browser.open(addresses[name])
    assert browser.run("document.documentElement.scrollWidth") == 360
    assert browser.run("getComputedStyle(document.querySelector('.drawn')).display") == "none"
    assert (
        browser.run("Array.from(document.querySelectorAll('.words'), w => w.getClientRects().length > 0)") == [True] * 3
    )
    outside = "Array.from(document.querySelectorAll('h1,h2,p,li,dt,dd,label,td')).filter(e => !e.closest('.scroll'))"
    assert browser.run(f"{outside}.filter(e => e.getBoundingClientRect().right > 361).length") == 0
    assert browser.run(f"{outside}.length") > 50


def test_without_its_script_the_page_shows_everything(browser: Browser, addresses: dict[str, str]) -> None:
    browser.look(script=False)
    browser.open(addresses["avery-dassey"] + "#steven-avery")
    rows = "Array.from(document.querySelectorAll('.claims tr'))"
    assert browser.run(f"{rows}.length") == browser.run(f"{rows}.filter(r => r.getClientRects().length).length") > 1000
    assert browser.run("document.getElementById('filter').getClientRects().length") == 0
    assert browser.run("document.querySelector(':target').id") == "steven-avery"
    top = browser.run("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= top < 200


def test_the_table_is_narrowed_by_standing_property_and_words(browser: Browser, addresses: dict[str, str]) -> None:
    browser.look()
    browser.open(addresses["avery-dassey"])
    shown = "Array.from(document.querySelectorAll('.claims tr[id]')).filter(r => r.getClientRects().length)"
    pick = """(([id, value]) => { const f = document.getElementById(id); f.value = value;
      f.dispatchEvent(new Event('input')); })"""
    every = browser.run(f"{shown}.length")
    assert browser.run("document.getElementById('f-count').textContent") == f"{every} of {every} claims"
    browser.run(f"{pick}(['f-standing', 'disputed'])")
    disputed = browser.run(f"{shown}.length")
    assert 5 < disputed < 40
    assert browser.run(f"{shown}.every(r => r.cells[2].textContent === 'disputed')")
    browser.run(f"{pick}(['f-property', 'guilty of'])")
    assert browser.run(f"{shown}.every(r => r.cells[0].textContent === 'guilty of')")
    assert 0 < browser.run(f"{shown}.length") < disputed
    browser.run(f"{pick}(['f-text', 'dassey'])")
    assert browser.run(f"{shown}.length") == 1
    assert browser.run("document.getElementById('f-count').textContent") == f"1 of {every} claims"
    browser.run(f"{pick}(['f-text', 'xyzzy'])")
    assert browser.run(f"{shown}.length") == 0


def test_a_key_opens_a_thing_and_escape_leads_back(browser: Browser, addresses: dict[str, str]) -> None:
    browser.look()
    browser.open(addresses["avery-dassey"])
    browser.press("Tab", 9)
    assert browser.run("document.activeElement.className") == "skip"
    browser.run("document.getElementById('path-US-president').focus()")
    browser.press("Enter", 13, "\r")
    told = browser.run("document.getElementById('panel').textContent")
    assert "President of the United States" in told and "Close" in told and "Also named by" in told
    assert browser.run("location.hash") == "#US-president"
    assert browser.run("document.activeElement.id") == "panel"
    assert browser.run("document.querySelectorAll('#panel [id]').length") == 0
    browser.press("Escape", 27)
    assert browser.run("document.getElementById('panel')") is None
    assert browser.run("document.activeElement.id") == "path-US-president"
    assert browser.complaints == []


def test_a_deep_link_shows_a_row_the_filter_hid(browser: Browser, addresses: dict[str, str]) -> None:
    browser.look()
    browser.open(addresses["avery-dassey"])
    browser.run("(f => { f.value = 'xyzzy'; f.dispatchEvent(new Event('input')); })(document.getElementById('f-text'))")
    browser.run("document.querySelector('#answer .over a').click()")
    browser.run("document.querySelector('#panel a[data-jump]').click()")
    assert browser.run("document.querySelector(':target').getClientRects().length") > 0
    assert browser.run("document.getElementById('panel')") is None


CONTRAST = """(() => {
  const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number), faults = [];
  const linear = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = c => { const p = c.slice(0, 3).map(linear);
    return 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2]; };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0.5) return c; } return [255, 255, 255]; };
  const shape = t => { const g = t.closest(".n"); const p = g && g.querySelector("path,rect");
    return p ? rgb(getComputedStyle(p).fill) : ground(t); };
  const check = (e, ink, under) => { const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faults.push(e.textContent.slice(0, 40) + " " + ratio.toFixed(2)); };
  let seen = 0;
  document.querySelectorAll("body *").forEach(e => {
    if (!e.getClientRects().length || e.closest("script,style")) return;
    const own = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim());
    if (!own) return;
    seen += 1;
    if (e.closest("svg")) { if (e.tagName === "text") check(e, rgb(getComputedStyle(e).fill), shape(e)); }
    else check(e, rgb(getComputedStyle(e).color), ground(e));
  });
  return [Array.from(new Set(faults)).slice(0, 20), seen];
})()"""


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_stands_out_from_its_ground(dark: bool, browser: Browser, addresses: dict[str, str]) -> None:
    for name in ("avery-dassey", "peter-macdonald"):
        browser.look(dark=dark)
        browser.open(addresses[name])
        ground = browser.run("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") is not dark
        faults, seen = browser.run(CONTRAST)
        assert faults == []
        assert seen > 300


def test_no_text_is_smaller_than_eight_points(browser: Browser, addresses: dict[str, str]) -> None:
    browser.look()
    browser.open(addresses["avery-dassey"])
    smallest = """Math.min(...Array.from(document.querySelectorAll('body *')).filter(e => e.getClientRects().length &&
      Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim())).map(e =>
      parseFloat(getComputedStyle(e).fontSize) *
      (e.getScreenCTM ? Math.hypot(e.getScreenCTM().a, e.getScreenCTM().b) : 1)))"""
    assert browser.run(smallest) >= 8 * 96 / 72


def test_print_is_light_and_without_controls(browser: Browser, addresses: dict[str, str]) -> None:
    browser.look(dark=True, medium="print")
    browser.open(addresses["avery-dassey"])
    gone = (
        "['header', 'nav', 'form', '.switch', '.words'].filter(s => document.querySelector(s).getClientRects().length)"
    )
    assert browser.run(gone) == []
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.run("document.querySelector('#path-figure').getClientRects().length") == 1
    printed = base64.b64decode(browser.call("Page.printToPDF", printBackground=True)["data"])
    assert printed.startswith(b"%PDF")
    assert browser.requests == [addresses["avery-dassey"]]
