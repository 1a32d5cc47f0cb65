"""`casegraph export site`: the pages of the application as files that lead to each other, from disk and everywhere."""

import json
import posixpath
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

import casegraph
from casegraph.web import Site
from casegraph.web.files import site_files

DAY = date(2026, 1, 1)
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def graph() -> casegraph.Graph:
    """A shipped case of middling size."""
    return casegraph.load("derek-chauvin")


@pytest.fixture(scope="module")
def files(graph: casegraph.Graph) -> Files:
    """Every file of its site."""
    return dict(site_files(Site(graph, DAY)))


def test_every_link_leads_to_a_file_of_the_site_or_to_the_web(files: Files) -> None:
    count = 0
    for name, content in files.items():
        if not name.endswith(".html"):
            continue
        text = content.decode()
        ids = set(re.findall(r"\bid=\"?([\w.-]+)", text))
        for link in re.findall(r"<(?:a|link|script|form)\b[^>]*?(?:href|src|action)=\"?([^\"> ]+)", text):
            address, _, place = link.partition("#")
            if address.startswith(("http://", "https://", "data:")):
                continue
            assert not address.startswith("/"), (name, link)
            if not address:
                assert place in ids, (name, link)
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
            assert target in files, (name, link)
            count += 1
    assert count > 1_000


def test_every_thing_and_document_has_its_page_and_no_page_is_heavy(files: Files, graph: casegraph.Graph) -> None:
    (case,) = graph.cases
    things = {claim.subject.partition("/id/")[2] for claim in case.claims}
    things |= {source.iri.partition("/id/")[2] for source in case.sources}
    assert {f"id/{thing}.html" for thing in things} <= set(files)
    assert max(len(content) for name, content in files.items() if name.endswith(".html")) <= 300 * 1024


def test_what_needs_an_answer_is_not_offered_where_nobody_answers(files: Files) -> None:
    for name in ("index.html", "case/derek-chauvin.html", "id/derek-chauvin/derek-chauvin.html"):
        text = files[name].decode()
        assert "/ask" not in text and "sparql" not in text.lower() and "Your question" not in text
    assert 'action="search.html"' in files["index.html"].decode()


def test_the_search_knows_every_name(files: Files) -> None:
    script = files["assets/names.js"].decode()
    names = json.loads(script[script.index("[") : script.rindex(";")])
    assert ["Derek Chauvin", "person · " + names_title(files), "id/derek-chauvin/derek-chauvin.html"] in names
    assert all(path in files for _, _, path in names)
    assert '<script src="assets/names.js">' in files["search.html"].decode()


def names_title(files: Files) -> str:
    found = re.search(r"case/derek-chauvin\.html\">([^<]*)<", files["index.html"].decode())
    assert found
    return found[1]


def test_the_law_is_told_whole_whatever_the_cases_need(files: Files) -> None:
    text = files["jurisdictions.html"].decode()
    assert "State of Texas" in text and "Commonwealth of Puerto Rico" in text


def test_the_same_cases_give_the_same_bytes(files: Files, graph: casegraph.Graph) -> None:
    again = site_files(Site(casegraph.load("derek-chauvin"), DAY))
    assert all(files[name] == content for name, content in again)


def test_a_protected_name_stays_hidden_on_every_page(run: Callable, tmp_path: Path) -> None:
    ran = run("export", "site", "avery-dassey", "--redact", "victims", "--on", "2016-01-08", "-o", "site")
    assert ran.code == 0 and "Open site" in ran.err
    pages = list((tmp_path / "site").rglob("*.*"))
    assert len(pages) > 500 and not [page for page in pages if b"Halbach" in page.read_bytes()]
    full = run("export", "site", "avery-dassey", "-o", "site")
    assert full.code == 2 and "not an empty folder" in full.err
    assert run("export", "site", "-o", "other").code == 2 and not (tmp_path / "other").exists()
