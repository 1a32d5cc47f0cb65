"""The application, the published site and the review in a real Chromium: clicks, keys, phone, dark, print, offline."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import casegraph
from browser import Browser, find_chromium, open_browser
from casegraph.casefile.reader import read_document

pytestmark = [
    pytest.mark.equipped,
    pytest.mark.skipif(os.name == "nt", reason="pipes to the browser are those of Unix"),
]
PAGES = ("/", "/ask?q=Could+the+President+pardon+Steven+Avery%3F&on=2016-01-08", "/cases", "/case/avery-dassey",
         "/id/avery-dassey/steven-avery", "/id/US-WI", "/jurisdictions?on=2016-01-08", "/search?q=avery", "/queries",
         "/queries/holders", "/sparql?query=SELECT+*+%7B+%3Fc+a+cg%3AConviction+%3B+%3Fp+%3Fo+%7D+LIMIT+9", "/batch",
         "/nowhere")  # fmt: skip


@contextlib.contextmanager
def running(*command: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A command that serves, and the first address it prints."""
    process = subprocess.Popen([sys.executable, "-m", "casegraph", *command], cwd=folder, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # fmt: skip
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().split()[1]
    finally:
        process.kill()
        process.wait(timeout=60)
        process.stdout.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium, where one is installed."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium is installed")
    with open_browser(program) as found:
        yield found


@pytest.fixture(scope="module")
def home(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server of the seed case."""
    with running("serve", "--port", "0", "--case", "avery-dassey", folder=tmp_path_factory.mktemp("served")) as (_, at):
        yield at.rstrip("/")


def loaded(browser: Browser, act: Callable[[], Any]) -> None:
    """Do something that leads to another page, and wait until it has loaded."""
    before = browser.run("(window.casegraphSeen = true, location.href)")
    act()
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with contextlib.suppress(RuntimeError):
            if not browser.run("window.casegraphSeen") and browser.run("document.readyState") == "complete":
                return
        time.sleep(0.02)
    raise AssertionError(f"no other page came after {before}")


def click(browser: Browser, selector: str) -> None:
    loaded(browser, lambda: browser.run(f"document.querySelector({selector!r}).click()"))


def written(browser: Browser, selector: str, words: str) -> None:
    """Type words into a field and press Enter."""
    browser.run(f"document.querySelector({selector!r}).focus()")
    browser.call("Input.insertText", text=words)
    loaded(browser, lambda: browser.press("Enter", 13, "\r"))


def heading(browser: Browser) -> str:
    return str(browser.run("document.querySelector('h1').textContent"))


def quiet(browser: Browser) -> None:
    """Nothing was complained of, and nobody else was asked for anything."""
    assert browser.complaints == []
    assert {urlsplit(url).hostname for url in browser.requests} <= {"127.0.0.1", None}


def test_from_a_question_to_a_thing_to_its_source_and_back(browser: Browser, home: str) -> None:
    browser.look()
    browser.open(home + "/")
    written(browser, "#q", "Who can pardon Brendan Dassey?")
    assert "The Governor of Wisconsin can pardon Brendan Dassey" in heading(browser)
    answer = browser.run("location.href")
    click(browser, ".groups a[href*='dassey-2007-homicide']")
    assert "homicide" in heading(browser)
    click(browser, ".facts .q a[href^='/id/avery-dassey/']")
    assert browser.run("document.querySelector('.kicker').textContent") == "Document"
    browser.run("history.go(-2)")  # a page that was kept is shown again as it was, so nothing is loaded
    end = time.monotonic() + 30
    while browser.run("location.href") != answer and time.monotonic() < end:
        time.sleep(0.05)
    assert browser.run("location.href") == answer and "Brendan Dassey" in heading(browser)
    quiet(browser)


def test_the_figure_leads_to_what_it_shows(browser: Browser, home: str) -> None:
    browser.look()
    browser.open(home + PAGES[1])
    address = browser.run("document.querySelector('#path-figure a.authority').getAttribute('href')")
    assert address.startswith("/id/")
    loaded(browser, lambda: browser.run(
        "document.querySelector('#path-figure a.authority').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    ))  # fmt: skip
    assert browser.run("location.pathname") == address
    quiet(browser)


def test_a_tile_of_the_map_leads_to_its_jurisdiction(browser: Browser, home: str) -> None:
    browser.look()
    browser.open(home + PAGES[6])
    assert "Governor" in browser.run("document.querySelector('.tiles a[href$=US-WI]').title")
    click(browser, ".tiles a[href$='US-GA']")
    assert browser.run("location.pathname") == "/id/US-GA" and "Georgia" in heading(browser)
    browser.open(home + PAGES[6])
    browser.run("document.querySelector('#day').value = '1930-01-01'")
    click(browser, "form.day button")
    assert "1930-01-01" in browser.run("location.href") and "1 Jan 1930" in browser.run("document.body.textContent")
    quiet(browser)


def test_search_and_a_query_by_hand(browser: Browser, home: str) -> None:
    browser.look()
    browser.open(home + "/")
    written(browser, "#find-q", "halbach")
    assert browser.run("document.querySelectorAll('#found li').length") >= 1
    browser.open(home + "/sparql")
    click(browser, "form.ask button")
    assert browser.run("document.querySelectorAll('table.rows tbody tr').length") == 8
    click(browser, "table.rows a")
    assert browser.run("location.pathname").startswith("/id/avery-dassey/")
    quiet(browser)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_complains_or_asks_elsewhere_and_none_is_wider_than_a_phone(
    path: str, browser: Browser, home: str
) -> None:
    browser.look(width=390, height=844, phone=True)
    browser.open(home + path)
    assert browser.run("document.documentElement.scrollWidth") <= 390
    small = browser.run(
        "[...document.querySelectorAll('button, input:not([type=checkbox]):not([type=hidden]), select')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
    )
    assert small == []
    assert [line for line in browser.complaints if "404" not in line] == []
    assert {urlsplit(url).hostname for url in browser.requests} <= {"127.0.0.1", None}


FAINT = """(() => {
  const number = text => text.match(/[\\d.]+/g).map(Number);
  const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => [r, g, b].map(v => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) { const c = number(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const shown = e => e.getClientRects().length && !e.closest("svg, .skip, .unseen");
  return [...document.querySelectorAll("body *")].filter(e => shown(e) &&
    [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).filter(e => {
      const a = light(number(getComputedStyle(e).color)), b = light(ground(e));
      return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5;
    }).map(e => e.tagName + "." + e.className + ": " + e.textContent.slice(0, 40)).slice(0, 5);
})()"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", [PAGES[i] for i in (0, 1, 4, 6, 10, 11)])
def test_every_word_can_be_read_by_day_and_by_night(path: str, dark: bool, browser: Browser, home: str) -> None:
    browser.look(dark=dark)
    browser.open(home + path)
    assert browser.run(FAINT) == []
    shade = browser.run("getComputedStyle(document.body).backgroundColor")
    assert (shade == "rgb(255, 255, 255)") is not dark


def test_on_paper_the_answer_stands_without_menus_and_forms(browser: Browser, home: str) -> None:
    browser.look(medium="print")
    browser.open(home + PAGES[1])
    shown = "!!document.querySelector('{}').getClientRects().length"
    assert not any(browser.run(shown.format(each)) for each in ("header", "form.ask"))
    assert browser.run(shown.format("h1")) and browser.run(shown.format("#path-figure"))
    browser.look()


def test_a_keyboard_reaches_the_content_first(browser: Browser, home: str) -> None:
    browser.look()
    browser.open(home + PAGES[4])
    browser.press("Tab", 9)
    assert browser.run("document.activeElement.className") == "skip"
    browser.press("Enter", 13, "\r")
    assert browser.run("location.hash") == "#main"


def test_a_page_reads_without_its_script(browser: Browser, home: str) -> None:
    browser.look(script=False)
    browser.open(home + "/case/avery-dassey#steven-avery")
    browser.look()
    assert browser.run("document.querySelector('#all-claims').open") is True


def test_the_page_of_a_case_has_at_most_twelve_screens(browser: Browser, run: Callable, tmp_path: Path) -> None:
    assert run("export", "html", "avery-dassey", "--on", "2016-01-08", "-o", "avery.html").code == 0
    browser.look(width=1280, height=900)
    browser.open((tmp_path / "avery.html").as_uri())
    assert browser.run("document.documentElement.scrollHeight") <= 12 * 900
    browser.run("document.querySelector('#all-claims summary').click()")
    browser.run(
        "(f => { f.value = 'halbach'; f.dispatchEvent(new Event('input')); })(document.getElementById('f-text'))"
    )
    assert "of" in browser.run("document.getElementById('f-count').textContent")
    assert browser.complaints == []


def test_a_published_site_is_read_and_searched_from_disk(browser: Browser, tmp_path: Path) -> None:
    from datetime import date

    from casegraph.web import Site
    from casegraph.web.files import site_files

    for name, content in site_files(Site(casegraph.load("derek-chauvin"), date(2026, 1, 1))):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    browser.look()
    browser.open((tmp_path / "index.html").as_uri())
    written(browser, "#find-q", "chauvin")
    assert browser.run("document.querySelectorAll('#found a').length") > 3
    click(browser, "#found a[href$='derek-chauvin/derek-chauvin.html']")
    assert heading(browser) == "Derek Chauvin"
    assert browser.complaints == []
    assert {urlsplit(url).scheme for url in browser.requests} == {"file"}


STORY = """\
Gov. Alice Renner of Wisconsin pardoned Tomas Varga \U0001f600 on Friday, May 4, 2012.

Varga, a baker, was convicted of armed robbery in Milwaukee County Circuit Court in 1992 and served six years in prison.
"""


def test_a_draft_is_decided_on_with_keys_and_outlives_a_killed_server(
    browser: Browser, run: Callable, tmp_path: Path
) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert run("extract", "story.txt", "-o", "draft.yaml", "--model", "none").code == 0
    draft = tmp_path / "draft.yaml"

    def standing() -> str:
        return str(read_document(draft).data["events"]["varga-2012-pardon"]["standing"])

    with running("review", "draft.yaml", "--browser", "--reviewer", "J. Doe", folder=tmp_path) as (process, address):
        browser.look()
        browser.open(address)
        assert heading(browser) == "varga-2012-pardon" and "token" not in browser.run("location.href")
        loaded(browser, lambda: browser.press("r", 82, "r"))
        assert standing() == "retracted"
        loaded(browser, lambda: browser.press("u", 85, "u"))
        assert standing() == "attributed"
        loaded(browser, lambda: browser.press("p", 80, "p"))
        people = read_document(draft).data["people"].values()
        assert {person["status"] for person in people} == {"accepted"}
        browser.run("""(() => {
          const all = [...document.querySelectorAll(".text mark")];
          const marks = all.find(m => m.textContent.startsWith("Varga, a baker"));
          const range = document.createRange();
          range.setStart(marks.firstChild, 9);
          range.setEnd(marks.firstChild, 14);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        })()""")
        time.sleep(0.2)
        start = int(browser.run("document.getElementById('start').value"))
        assert STORY[start : int(browser.run("document.getElementById('end').value"))] == "baker"
        assert browser.complaints == []
        process.kill()
        process.wait(timeout=30)
    assert not read_document(draft).problems
    assert {person["status"] for person in read_document(draft).data["people"].values()} == {"accepted"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.article.txt", "draft.yaml", "story.txt"]
