"""`casegraph review --browser` in process: what each button does to the file, and who is let in."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from casegraph.errors import UsageError
from casegraph.extract import checked
from casegraph.extract.review import every_item, open_items
from casegraph.extract.sitting import Sitting
from casegraph.serving.guard import hosts_of
from casegraph.serving.reviewing import Reviewing, review_application

STORY = """\
Gov. Alice Renner of Wisconsin pardoned Tomas Varga \U0001f600 on Friday, May 4, 2012.

Varga, a baker, was convicted of armed robbery in Milwaukee County Circuit Court in 1992 and served six years in prison.

Lyle Frost was convicted of arson in 2001.
"""
CONVICTION = "convictions.varga-1992-armed-robbery"


@pytest.fixture
def draft(run: Callable, tmp_path: Path) -> Path:
    """A draft of a short story."""
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert run("extract", "story.txt", "-o", "draft.yaml", "--model", "none").code == 0
    return tmp_path / "draft.yaml"


@pytest.fixture
def sitting(draft: Path) -> Sitting:
    """A sitting over it."""
    return Sitting(draft, draft, {"article": STORY}, "J. Doe", "2026-11-22")


@pytest.fixture
def client(sitting: Sitting) -> TestClient:
    """A browser that has the token."""
    reviewing = Reviewing(sitting)
    found = TestClient(review_application(reviewing, hosts_of("127.0.0.1", 80)), base_url="http://127.0.0.1:80")
    assert found.get("/", params={"token": reviewing.token}).status_code == 200
    return found


def told(text: str) -> str:
    found = re.search("<p id=told role=status>([^<]*)", text)
    return found[1] if found else ""


def do(client: TestClient, what: str, **given: str) -> str:
    return str(client.post("/do", data={"do": what, **given}).text)


def record(path: Path, name: str) -> dict[str, object]:
    held = checked(path)
    assert not held.problems
    section, _, key = name.partition(".")
    return dict(held.document.data[section][key])


# --- who is let in --------------------------------------------------------------------------------------------------


def test_nobody_without_the_token_reads_or_decides(sitting: Sitting, draft: Path) -> None:
    before, reviewing = draft.read_bytes(), Reviewing(sitting)
    client = TestClient(review_application(reviewing, hosts_of("127.0.0.1", 80)), base_url="http://127.0.0.1:80")
    assert client.get("/").status_code == client.get("/?token=wrong").status_code == 403
    assert client.post("/do", data={"do": "people"}).status_code == 403
    assert "Varga" not in client.get("/").text and draft.read_bytes() == before
    way_in = client.get("/", params={"token": reviewing.token}, follow_redirects=False)
    assert "HttpOnly" in way_in.headers["set-cookie"] and "samesite=strict" in way_in.headers["set-cookie"].lower()
    assert reviewing.token not in client.get("/").text


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"host": "evil.example"},
                                     {"sec-fetch-site": "same-site"}])  # fmt: skip
def test_a_page_of_another_site_decides_nothing(headers: dict[str, str], client: TestClient, draft: Path) -> None:
    before = draft.read_bytes()
    assert client.post("/do", data={"do": "people"}, headers=headers).status_code in (403, 421)
    assert draft.read_bytes() == before


# --- what is seen ---------------------------------------------------------------------------------------------------


class Text(HTMLParser):
    """The text of the article as the page holds it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.inside, self.said = 0, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += self.inside > 0 and tag == "div"
        self.inside = self.inside or int(dict(attrs).get("class") == "text")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= self.inside > 0 and tag == "div"

    def handle_data(self, data: str) -> None:
        self.said += data if self.inside else ""


def test_the_whole_text_stands_there_code_point_by_code_point(client: TestClient) -> None:
    page = client.get("/").text
    assert Text(page).said == STORY
    assert re.search('<mark class="now candidate"[^>]*>pardoned ', page)


def test_what_cannot_be_shown_keeps_its_place(sitting: Sitting) -> None:
    nasty = STORY.replace("Friday", "Fri\u202eda").replace("baker", "<b>ke")
    sitting.texts = {"article": nasty}
    page = TestClient(review_application(reviewing := Reviewing(sitting), hosts_of("127.0.0.1", 80)),
                      base_url="http://127.0.0.1:80").get("/", params={"token": reviewing.token}).text  # fmt: skip
    said = Text(page).said
    assert len(said) == len(nasty) and "\u202e" not in page and "<b>" not in page


def test_whose_law_was_broken_is_asked_wherever_it_is_open(client: TestClient, draft: Path) -> None:
    for name in (CONVICTION, next(i.name for i in every_item(checked(draft).document.data) if "frost" in i.name
                                  and i.slot == "conviction")):  # fmt: skip
        page = client.get("/", params={"item": name}).text
        assert "Whose law was broken?" in page and "data-key=l" in page
        wrong = do(client, "law", item=name, value="US-QQ")
        assert "unknown sovereign" in told(wrong) and "Whose law was broken?" in wrong
        assert "Whose law was broken?" not in do(client, "law", item=name, value="US-WI")


# --- what is decided ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "standing", "status"),
    [("accept", "attributed", "accepted"), ("contest", "contested", "accepted"), ("reject", "retracted", "rejected")],
)
def test_a_decision_is_in_the_file_at_once(
    what: str, standing: str, status: str, client: TestClient, draft: Path
) -> None:
    page = do(client, what, item="events.varga-2012-pardon")
    held = record(draft, "events.varga-2012-pardon")
    assert (held["standing"], held["status"], held["reviewer"]) == (standing, status, "J. Doe")
    assert told(page).startswith(f"{what}: varga-2012-pardon")


def test_nothing_is_established_without_a_yes(client: TestClient, draft: Path) -> None:
    before = draft.read_bytes()
    page = do(client, "establish", item=CONVICTION)
    assert draft.read_bytes() == before and "You vouch that this is so" in page and "tomas-varga" in page
    do(client, "vouched", item=CONVICTION)
    assert record(draft, CONVICTION)["standing"] == record(draft, "people.tomas-varga")["standing"] == "established"


def test_all_people_are_accepted_at_once_as_names_only(client: TestClient, draft: Path) -> None:
    assert "3 names accepted" in told(do(client, "people"))
    data = checked(draft).document.data
    assert {person["standing"] for person in data["people"].values()} == {"attributed"}
    assert not [item for item in open_items(data) if item.section == "people"]


def test_undo_goes_back_step_by_step_to_the_first_byte(client: TestClient, draft: Path) -> None:
    before = draft.read_bytes()
    do(client, "people")
    do(client, "reject", item=CONVICTION)
    do(client, "edit", item="events.varga-2012-pardon", key="date", value="2012-05")
    assert record(draft, "events.varga-2012-pardon")["date"]["value"] == "2012-05"  # type: ignore[index]
    for _ in range(3):
        assert told(do(client, "undo")).startswith("Taken back")
    assert draft.read_bytes() == before
    assert "nothing to take back" in told(do(client, "undo"))


def test_a_decision_can_be_made_again(client: TestClient, draft: Path) -> None:
    do(client, "reject", item=CONVICTION)
    do(client, "accept", item=CONVICTION)
    assert record(draft, CONVICTION)["status"] == "accepted"


def test_marked_words_become_a_fact_or_a_person_with_their_passage(client: TestClient, draft: Path) -> None:
    start = STORY.index("served six years")
    place = {"source": "article", "start": str(start), "end": str(start + 16)}
    do(client, "fact", item="people.tomas-varga", key="capacity", value="prisoner", **place)
    held = record(draft, "people.tomas-varga")["capacity"]
    assert {"value": "prisoner", "note": "marked in review"}.items() <= held[-1].items()  # type: ignore[index]
    page = do(client, "person", person="Ann Poe", source="article", start="0", end="4")
    assert record(draft, "people.ann-poe")["status"] == "candidate" and "<h1 id=item>ann-poe" in page
    assert not checked(draft).problems
    from casegraph.casefile.verify import verify_passages
    from casegraph.records.passage import SourceText

    case = checked(draft).case
    assert case is not None
    assert not verify_passages(case, case.sources[0].iri, SourceText(STORY))[1]


@pytest.mark.parametrize(
    ("what", "given", "words"),
    [
        ("edit", {"key": "colour", "value": "red"}, "no key"), ("edit", {"key": "date", "value": "soon"}, "EDTF"),
        ("fact", {"key": "date", "value": "1990"}, "mark words"), ("believe", {}, "nothing that can be done"),
        ("fact", {"key": "date", "value": "1990", "source": "article", "start": "5", "end": "99999"}, "no passage"),
        ("person", {"person": " ", "source": "article", "start": "0", "end": "4"}, "needs a name"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told_and_not_written(
    what: str, given: dict[str, str], words: str, client: TestClient, draft: Path
) -> None:
    before = draft.read_bytes()
    assert words in told(do(client, what, item=CONVICTION, **given))
    assert draft.read_bytes() == before
    assert "no item" in told(do(client, "accept", item="people.nobody"))


def test_a_draft_changed_underneath_is_noticed_and_never_overwritten(client: TestClient, draft: Path) -> None:
    do(client, "people")
    theirs = draft.read_text(encoding="utf-8") + "\n"
    draft.write_text(theirs, encoding="utf-8")
    for what in ("reject", "undo"):
        assert "changed by something else" in told(do(client, what, item=CONVICTION))
        assert draft.read_text(encoding="utf-8") == theirs
    do(client, "anew")
    do(client, "reject", item=CONVICTION)
    assert record(draft, CONVICTION)["status"] == "rejected"


def test_another_file_takes_the_decisions_where_one_is_named(draft: Path, tmp_path: Path) -> None:
    before, out = draft.read_bytes(), tmp_path / "reviewed.yaml"
    sitting = Sitting(draft, out, {}, "J", "2026-11-22")
    sitting.accept_people()
    assert draft.read_bytes() == before and record(out, "people.tomas-varga")["status"] == "accepted"


def test_comments_inside_a_file_are_not_lost_without_a_word(draft: Path) -> None:
    draft.write_text(draft.read_text(encoding="utf-8").replace("people:", "# mine\npeople:"), encoding="utf-8")
    with pytest.raises(UsageError, match="comments between its entries"):
        Sitting(draft, draft, {}, "J", "2026-11-22")
