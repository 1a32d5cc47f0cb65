"""Every page of `casegraph serve` in process: what it tells, what leads where, and what does not come through."""

import json
import re
import threading
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest
import rdflib
from starlette.testclient import TestClient

import casegraph
import casegraph.batch
from casegraph.queries.engines import Limits
from casegraph.questions.powers.intervals import PowerIntervals
from casegraph.serving.application import application
from casegraph.serving.guard import HEADERS, hosts_of
from casegraph.vocabulary import ID
from casegraph.web import Site
from casegraph.web.answers import start_page
from sparing import once

HOME = "http://127.0.0.1:80"
SEEDED = "/ask?q=Could+the+President+pardon+Steven+Avery%3F&on=2016-01-08"


def client_of(graph: casegraph.Graph, limits: Limits | None = None) -> TestClient:
    return TestClient(application(lambda: graph, hosts_of("127.0.0.1", 80), limits), base_url=HOME,
                      follow_redirects=False)  # fmt: skip


@pytest.fixture(scope="module")
def client(seed: casegraph.Graph) -> TestClient:
    """A server of the seed case and the law it needs."""
    return client_of(seed)


class Read(HTMLParser):
    """The links, ids and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.said = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        self.elements.append((tag, held))
        self.ids += [held["id"]] if "id" in held else []
        self.links += [held["href"]] if tag == "a" and "href" in held else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


# --- what a page tells ----------------------------------------------------------------------------------------------


def test_the_start_page_asks_and_lists_the_cases(client: TestClient) -> None:
    page = Read(client.get("/").text)
    assert "/case/avery-dassey" in page.links and "Your question" in page.said
    assert [tag for tag, held in page.elements if tag == "input" and held.get("name") in ("q", "on")]


def test_every_example_on_the_start_page_is_answered(seed: casegraph.Graph) -> None:
    graph = seed.complete()
    for question in start_page(Site(graph, date(2026, 1, 1))).data["examples"]:
        assert graph.ask(question).value != "unknown", question


def test_an_answer_has_its_day_its_figure_its_sources_and_how_it_was_read(client: TestClient) -> None:
    text = client.get(SEEDED).text
    page = Read(text)
    assert "No. The President cannot pardon Steven Avery." in page.said and "As of 8 Jan 2016" in page.said
    assert '<svg id="path-figure"' in text and {"sources", "how", "_1"} <= set(page.ids)
    assert "Walk: clemency" in page.said and SEEDED in page.links and "/queries/holders" in page.links
    assert {"/id/US-WI-governor", "/id/avery-dassey/avery-2007-homicide"} <= set(page.links)
    assert not {link[1:] for link in page.links if link.startswith("#")} - set(page.ids)


@pytest.mark.parametrize(
    "question",
    ["When was Steven Avery exonerated?", "What else could free Brendan Dassey?",
     "Which convictions can the Governor of Wisconsin pardon?"],
)  # fmt: skip
def test_a_page_says_what_the_terminal_says(question: str, client: TestClient, seed: casegraph.Graph) -> None:
    told = seed.ask(question, "2016-01-08")
    text = client.get("/ask", params={"q": question, "on": "2016-01-08"}).text
    assert " ".join(told.headline.split()) in Read(text).said
    assert "/id/avery-dassey/" in text and "id=sources" in text


def test_what_is_only_said_is_marked_on_every_page(client: TestClient) -> None:
    told = client.get("/ask", params={"q": "When was Steven Avery exonerated?"}).text
    assert re.search(r"<li class=\"doubt\">.*?attributed, wikipedia", told)
    thing = client.get("/id/avery-dassey/steven-avery").text
    claimed = thing[thing.index("Only claimed") :].partition("</section>")[0]
    assert claimed.count("<li") == claimed.count('<li class="doubt">') > 3


@pytest.mark.parametrize(
    ("question", "status", "words"),
    [
        ("How tall is she?", 422, "I do not know whom 'she' means"),
        ("Who can pardon Brendan Dasey?", 404, "Brendan Dassey"),
        ("Would he have won?", 422, "what did not happen"),
    ],
)
def test_a_question_it_cannot_read_is_told_as_in_the_terminal(
    question: str, status: int, words: str, client: TestClient
) -> None:
    answer = client.get("/ask", params={"q": question})
    assert answer.status_code == status and words in Read(answer.text).said
    assert [link for link in Read(answer.text).links if link.startswith(("/ask?q=", "/search?q="))]


def test_a_case_opens_with_its_answer_and_folds_its_claims(client: TestClient) -> None:
    answer = client.get("/case/avery-dassey?on=2016-01-08")
    page = Read(answer.text)
    assert len(answer.content) <= 300 * 1024
    assert page.said.index("can pardon Steven Avery and Brendan Dassey") < page.said.index("The case in time")
    assert {"answer", "path", "powers", "timeline", "network", "sources", "claims"} <= set(page.ids)
    assert ("details", {"id": "all-claims"}) in page.elements
    assert not [name for name in page.ids if page.ids.count(name) > 1]
    assert not {link[1:] for link in page.links if link.startswith("#")} - set(page.ids)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("avery-dassey/steven-avery", "Person"), ("avery-dassey/avery-2007-homicide", "Conviction"),
        ("US-WI-governor", "Office"), ("US-WI", "Sovereign"), ("US-WI-clemency", "Power"),
        ("avery-dassey/article", "Document"),
    ],
)  # fmt: skip
def test_everything_has_a_page_whose_links_lead_somewhere(path: str, words: str, client: TestClient) -> None:
    answer = client.get(f"/id/{path}")
    page = Read(answer.text)
    assert answer.status_code == 200 and words in page.said
    inner = [link for link in dict.fromkeys(page.links) if link.startswith("/id/")]
    assert inner
    for link in inner[:6]:
        assert client.get(link).status_code == 200, link
    assert not {link[1:] for link in page.links if link.startswith("#")} - set(page.ids)


def test_a_reader_goes_from_the_answer_to_a_thing_to_its_source_and_back_to_the_claims(client: TestClient) -> None:
    thing = next(link for link in Read(client.get(SEEDED).text).links if link.endswith("avery-2007-homicide"))
    source = next(
        link for link in Read(client.get(thing).text).links
        if link.startswith("/id/avery-dassey/") and client.get(link).json is not None
        and client.get(f"{link}?format=json").json().get("claims")
    )  # fmt: skip
    page = Read(client.get(source).text)
    assert "What rests on it" in page.said and thing in page.links


def test_a_disputed_claim_has_a_page_with_its_other_side(client: TestClient, seed: casegraph.Graph) -> None:
    claim = next(claim for claim in seed.cases[0].claims if claim.conflicts)
    path = "/id/" + claim.iri.removeprefix(ID)
    page = Read(client.get(path).text)
    assert "Beside it" in page.said
    assert any(f"/id/{other.removeprefix(ID)}" in page.links for other in claim.conflicts)


def test_the_jurisdictions_are_those_of_the_day(seed: casegraph.Graph) -> None:
    client = client_of(seed.complete())
    now, then = (client.get(f"/jurisdictions?on={day}&format=json").json() for day in ("2020-01-01", "1960-01-01"))
    now_rules, then_rules = now["rules"], then["rules"]
    assert {row["jurisdiction"] for row in now_rules} >= {"US", "US-WI", "US-TX", "US-PR"}
    rules = [{row["power"] for row in rows} for rows in (now_rules, then_rules)]
    assert rules[0] - rules[1] and rules[1] - rules[0]
    page = Read(client.get("/jurisdictions?on=2020-01-01").text)
    assert "/id/US-TX" in page.links and "disputed" in page.said
    tiles = {own["id"]: own["decider"] for own in now["map"]}
    assert (tiles["US-WI"], tiles["US-GA"], tiles["US-TX"]) == ("alone", "board", "with") and len(tiles) >= 56
    links = [held for tag, held in page.elements if tag == "a" and held.get("class", "").startswith("tile")]
    assert len(links) == len(tiles) and all(held["aria-label"] for held in links)


@pytest.mark.parametrize(
    ("words", "path"),
    [("avery", "/id/avery-dassey/steven-avery"), ("gov of wisconsin", ""), ("Governor Wisconsin", "/id/US-WI-governor"),
     ("steven avery brendan", "/case/avery-dassey"), ("court of appeals 2011", "")],
)  # fmt: skip
def test_names_are_found_by_their_words(words: str, path: str, client: TestClient) -> None:
    page = Read(client.get("/search", params={"q": words}).text)
    assert not path or path in page.links
    assert re.search(r"\d+ things? found", page.said)


def test_a_query_of_the_catalogue_takes_its_parameters_from_fields(client: TestClient) -> None:
    empty = Read(client.get("/queries/holders").text)
    assert {"p-conviction", "p-on"} <= set(empty.ids)
    full = client.get("/queries/holders?conviction=avery-2007-homicide&on=2016-01-08")
    assert "Governor of Wisconsin" in Read(full.text).said
    wrong = client.get("/queries/holders?conviction=no-such-one&on=2016-01-08")
    assert wrong.status_code == 400 and "no-such-one" in Read(wrong.text).said


def test_a_query_of_ones_own_gives_rows_that_lead_on(client: TestClient) -> None:
    query = {"query": "SELECT ?p ?n WHERE { ?p a cg:Person ; rdfs:label ?n FILTER(?n = 'Steven Avery') }"}
    page = Read(client.get("/sparql", params=query).text)
    assert "/id/avery-dassey/steven-avery" in page.links and "1 row" in page.said
    assert client.get("/sparql", params={**query, "format": "csv"}).text.splitlines()[1] == "steven-avery,Steven Avery"
    assert client.get("/sparql", params={**query, "format": "json"}).json()["results"]["bindings"]
    wrong = client.get("/sparql", params={"query": "SELECT ?p WHERE { ?p a cg:Persn }"})
    assert wrong.status_code == 400 and "Person" in Read(wrong.text).said
    assert client.post("/sparql", data=query).status_code == 200


def test_a_pasted_table_is_answered_row_by_row_and_what_cannot_be_read_is_told(
    client: TestClient, intervals: PowerIntervals, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("casegraph.batch.law.compile_powers", lambda view: intervals)
    law = casegraph.batch.compiled_law(once(tmp_path_factory, "law", casegraph.batch.compiled_law))
    monkeypatch.setattr("casegraph.batch.compiled_law", lambda: law)
    table = "person,law_broken,date,offence\nAnn Poe,US-TX,1985-05-01,robbery\nBen Roe,ZZ,1999,theft\n"
    answer = client.post("/batch?format=json", data={"table": table, "on": "2016-01-08"}).json()
    (row,) = answer["rows"]
    assert (row["person"], row["office"], row["facts"]) == ("Ann Poe", "US-TX-governor", "attributed")
    assert [(each["row"], "ZZ" in each["reason"]) for each in answer["rejected"]] == [("3", True)]
    many = "person,law_broken\n" + "A,US\n" * 201
    assert client.post("/batch", data={"table": many}).status_code == 400


# --- forms ----------------------------------------------------------------------------------------------------------


def test_a_thing_is_given_in_the_form_that_is_accepted(client: TestClient, seed: casegraph.Graph) -> None:
    path = "/id/avery-dassey/steven-avery"
    turtle = client.get(path, headers={"accept": "text/turtle, text/html;q=0.5"})
    assert turtle.headers["content-type"].startswith("text/turtle") and turtle.headers["vary"] == "Accept"
    thing = rdflib.URIRef(f"{ID}avery-dassey/steven-avery")
    held = set(rdflib.Graph().parse(data=turtle.text, format="turtle").predicate_objects(thing))
    rows = seed.query(f"SELECT ?p ?o WHERE {{ <{thing}> ?p ?o }}").texts()
    assert {(str(p), str(o)) for p, o in held} == set(rows) != set()
    linked = client.get(path, headers={"accept": "application/ld+json"}).json()
    assert any(node["@id"].endswith("steven-avery") for node in linked["@graph"])
    assert client.get(path, headers={"accept": "text/html"}).text.startswith("<!doctype html>")
    assert client.get(f"{path}?format=ttl").text == turtle.text


@pytest.mark.parametrize(
    "path", ["/", SEEDED, "/cases", "/case/avery-dassey", "/id/US-WI", "/jurisdictions", "/search?q=avery", "/queries",
             "/queries/holders", "/sparql", "/batch", "/nowhere", "/ask?q=How+tall+is+she%3F"],
)  # fmt: skip
def test_every_page_is_also_json(path: str, client: TestClient) -> None:
    page, data = client.get(path), client.get(path, headers={"accept": "application/json"})
    assert data.headers["content-type"].startswith("application/json") and data.status_code == page.status_code
    assert json.loads(data.text) is not None


@pytest.mark.parametrize(
    "path", ["/", SEEDED, "/cases", "/case/avery-dassey", "/id/US-WI", "/jurisdictions", "/search?q=avery", "/queries",
             "/queries/holders", "/sparql", "/batch", "/nowhere"],
)  # fmt: skip
def test_a_page_is_made_for_a_keyboard_and_a_screen_reader(path: str, client: TestClient) -> None:
    text = client.get(path).text
    page = Read(text)
    tags = [tag for tag, _ in page.elements]
    assert all(tags.count(tag) == 1 for tag in ("main", "h1", "header", "footer"))
    assert next(held for tag, held in page.elements if tag == "a") == {"class": "skip", "href": "#main"}
    labelled = {held["for"] for tag, held in page.elements if tag == "label"}
    for tag, held in page.elements:
        if tag in ("input", "select", "textarea"):
            assert held["id"] in labelled, held
        if held.get("tabindex") == "0" and tag == "div":
            assert held["role"] == "region" and held["aria-label"]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert tags.count("caption") == tags.count("table")
    fetched = [held.get("src") or held["href"] for tag, held in page.elements if tag in ("script", "link")]
    assert all(link.startswith(("/", "data:")) for link in fetched) and " style=" not in text and " onclick" not in text


# --- what does not come through -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421), ({"host": "127.0.0.1:81"}, 421), ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403), ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"host": "localhost"}, 200), ({"origin": "http://127.0.0.1"}, 200), ({"origin": "http://localhost:80"}, 200),
    ],
)  # fmt: skip
def test_pages_of_other_sites_and_other_names_of_the_host_are_refused(
    headers: dict[str, str], status: int, client: TestClient
) -> None:
    assert client.get("/", headers=headers).status_code == status


def test_nobody_elsewhere_sends_a_form_here(client: TestClient) -> None:
    form = {"query": "ASK {}"}
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site",
                    "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}):  # fmt: skip
        assert client.post("/query", data=form, headers=headers).status_code == 403
    assert client.post("/query", data=form).json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize("path", ["/", SEEDED, "/nowhere", "/assets/site.css", "/query", "/update"])
def test_every_answer_has_the_headers_of_safety(path: str, client: TestClient) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert client.get(path, headers={"host": "evil.example"}).headers["x-frame-options"] == "DENY"


def test_only_reading_is_answered_and_within_bounds(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert client.request(method, "/").status_code == 405
    assert client.post("/").status_code == 405
    assert client.post("/update", content="CLEAR ALL").status_code == 403
    assert client.get("/search", params={"q": "x" * 17_000}).status_code == 414
    assert client.post("/batch", data={"table": "x" * 1_000_001}).status_code == 413

    def endless() -> object:
        for _ in range(40):
            yield b"table=" + b"x" * 50_000

    assert client.post("/batch", content=endless(), headers={"content-type": "application/x-www-form-urlencoded"}
                       ).status_code < 500  # fmt: skip
    assert client.post("/query", content="<x/>", headers={"content-type": "text/xml"}).status_code == 415


@pytest.mark.parametrize(
    "query",
    ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "LOAD <http://127.0.0.1:9/>", "CLEAR ALL",
     "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", "SELECT " + "{" * 4_000, "nonsense"],
)  # fmt: skip
def test_a_query_that_may_not_be_is_refused_with_its_reason(query: str, client: TestClient) -> None:
    answer = client.post("/query", data={"query": query})
    assert answer.status_code == 400 and answer.headers["content-type"].startswith("text/plain") and answer.text.strip()
    assert client.get("/sparql", params={"query": query}).status_code == 400


def test_a_query_over_its_time_is_ended_and_the_server_answers_on(seed: casegraph.Graph) -> None:
    client = client_of(seed, Limits(0.3, 500))
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answer = client.get("/query", params={"query": slow})
    assert answer.status_code == 400 and "longer than 0.3 s" in answer.text
    assert client.get("/query", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                                    "text/tab-separated-values", "image/png"])  # fmt: skip
def test_the_protocol_gives_the_form_that_is_accepted(accept: str, client: TestClient) -> None:
    asked = {"query": "SELECT ?c WHERE { ?c a cg:Conviction } ORDER BY ?c LIMIT 1"}
    answer = client.get("/query", params=asked, headers={"accept": accept})
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind == (accept if accept != "image/png" else "application/sparql-results+json")
    assert f"{ID}avery-dassey/avery-1985-attempted-murder" in answer.text


@pytest.mark.parametrize(
    ("path", "near"),
    [("/casess", "/cases"), ("/case/avery-dasey", "avery-dassey"), ("/id/avery-dassey/steven-avry", "steven-avery"),
     ("/queries/holder", "holders"), ("/id/claim/0", "claim"), ("/id/US-WJ", "US-WI")],
)  # fmt: skip
def test_an_unknown_address_gives_near_misses(path: str, near: str, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and near in Read(answer.text).said


def test_names_and_questions_cannot_become_markup(small: Callable[..., casegraph.Graph]) -> None:
    nasty = "<img src=x onerror=alert(1)>\u202e"
    graph = small(
        'case: nasty\nsources: {d: {label: "<script>alert(1)</script>", kind: docket}}\n'
        f'people: {{doe: {{name: "{nasty}", source: d}}}}\n'
        "convictions: {c: {person: doe, offence: theft, law_broken: US-WI, date: 2000-05-01, source: d}}\n"
    )
    client = client_of(graph)
    for path in ("/", "/cases", "/case/nasty", "/id/nasty/doe", "/id/nasty/d", "/search?q=img", "/ask?q=" + nasty,
                 "/search?q=" + nasty, "/id/" + nasty, "/case/" + nasty, "/sparql?query=" + nasty,
                 "/" + nasty):  # fmt: skip
        text = client.get(path).text
        tags = [tag for tag, _ in Read(text).elements]
        assert "img" not in tags and tags.count("script") == 1 and "\u202e" not in text, unquote(path)
        assert "javascript:" not in "".join(Read(text).links)


def test_many_readers_at_once_each_get_their_own_answer(client: TestClient, seed: casegraph.Graph) -> None:
    names = [name for name in ("steven-avery", "brendan-dassey", "teresa-halbach") for _ in range(4)]
    wrong: list[str] = []

    def read(name: str) -> None:
        page = client.get(f"/id/avery-dassey/{name}").text
        rows = client.get("/query", params={"query": f"SELECT ?l {{ <{ID}avery-dassey/{name}> rdfs:label ?l }}"}).text
        words = name.replace("-", " ").title()
        if f"<h1>{words}</h1>" not in page or words not in rows:
            wrong.append(name)

    threads = [threading.Thread(target=read, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
