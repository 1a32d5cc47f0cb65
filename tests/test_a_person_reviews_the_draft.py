"""Does a person's review, and nothing else, turn a candidate into a fact; and is a second article only set beside?"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import casegraph
from casegraph.casefile.reader import read_document
from casegraph.errors import UsageError
from casegraph.extract import checked
from casegraph.extract.linking import conflicts
from casegraph.extract.review import DECISIONS, decide, edit, needed_with, open_items
from casegraph.extract.sheet import sheet
from casegraph.extract.uncovered import uncovered

STORY = """\
Gov. Alice Renner of Wisconsin pardoned Tomas Varga on Friday, May 4, 2012.

Varga, a baker, was convicted of armed robbery in Milwaukee County Circuit Court in 1992 and served six years in prison.

"He has paid his debt," Renner said in a statement.
"""
SECOND = """\
Tomas Varga, a baker, was convicted of armed robbery in 1993, a local paper recalled. He had been arrested in Milwaukee.

Lyle Frost was convicted of arson in 2001.
"""
REVIEWER = ("--reviewer", "J. Doe", "--date", "2026-11-22")


@pytest.fixture
def draft(run: Callable, tmp_path: Path) -> Path:
    """A draft of a short story."""
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert run("extract", "story.txt", "-o", "draft.yaml", "--model", "none").code == 0
    return tmp_path / "draft.yaml"


def data_of(path: Path) -> dict[str, Any]:
    held = checked(path)
    assert not held.problems
    return held.document.data


def review(run: Callable, path: Path, *answers: str) -> Any:
    return run("review", path.name, *REVIEWER, stdin="\n".join(answers) + "\n")


# --- the walk -------------------------------------------------------------------------------------------------------


def test_the_most_harmful_come_first(draft: Path) -> None:
    slots = [item.slot for item in open_items(data_of(draft))]
    assert slots[:2] == ["relief", "conviction"]
    assert set(slots[2:5]) == {"person", "holder"} and slots[-1] in ("court", "says")


def test_the_passage_is_shown_in_its_context(run: Callable, draft: Path) -> None:
    ran = review(run, draft, "q")
    shown = " ".join(ran.out.split())
    assert "»pardoned Tomas Varga on Friday, May 4, 2012«" in shown and "of Wisconsin" in shown
    assert "relief" in shown and "confidence high" in shown


def test_accepting_says_only_that_the_source_says_so(run: Callable, draft: Path) -> None:
    review(run, draft, "a", "q")
    record = data_of(draft)["events"]["varga-2012-pardon"]
    assert record["standing"] == "attributed" and record["status"] == "accepted"
    assert (record["reviewer"], record["reviewed"]) == ("J. Doe", "2026-11-22")
    assert run("ask", "Who can pardon Tomas Varga?", "--case", "draft.yaml", "--on", "2010-01-01").code == 4


@pytest.mark.parametrize("answer", ["no", "", "y", "YES PLEASE"])
def test_nothing_is_established_without_an_explicit_yes(answer: str, run: Callable, draft: Path) -> None:
    before = draft.read_bytes()
    ran = review(run, draft, "y", answer, "q")
    assert "Not established" in ran.out and draft.read_bytes() == before


def test_with_a_yes_the_question_is_answered_with_passages(run: Callable, draft: Path) -> None:
    ran = review(run, draft, "y", "yes", "q")
    assert "they would be established with it" in ran.out and "Tomas Varga: name Tomas Varga" in ran.out
    before = run("ask", "Who can pardon Tomas Varga?", "--case", "draft.yaml", "--on", "2010-01-01")
    assert before.code == 0 and before.out.startswith("The Governor of Wisconsin can pardon Tomas Varga.")
    assert re.search(r"story\.txt, characters \d+–\d+", before.out)
    after = run("ask", "Who can pardon Tomas Varga?", "--case", "draft.yaml", "--on", "2013-01-01")
    assert after.out.startswith("Moot.") and "pardoned 4 May 2012" in after.out
    rows = casegraph.load(draft).query(
        "SELECT ?who ?day WHERE { ?c cg:slot 'conviction' ; rdf:predicate cg:date ; "
        "cg:reviewer ?who ; cg:reviewed ?day }"
    )
    assert rows.texts() == [("J. Doe", "2026-11-22")]


def test_accepting_takes_names_along_but_no_conviction(run: Callable, draft: Path) -> None:
    ran = review(run, draft, "a", "q")
    data = data_of(draft)
    assert "with it, as names only: Tomas Varga" in ran.out
    assert data["people"]["tomas-varga"]["status"] == "accepted"
    assert data["people"]["tomas-varga"]["standing"] == "attributed"
    assert data["convictions"]["varga-1992-armed-robbery"]["status"] == "candidate"


def test_rejected_and_contested_claims_stay_out_of_the_answer(run: Callable, draft: Path) -> None:
    review(run, draft, "r", "c", "q")
    data = data_of(draft)
    assert data["events"]["varga-2012-pardon"]["standing"] == "retracted"
    assert data["events"]["varga-2012-pardon"]["status"] == "rejected"
    assert data["convictions"]["varga-1992-armed-robbery"]["standing"] == "contested"
    assert run("ask", "Who can pardon Tomas Varga?", "--case", "draft.yaml", "--on", "2010-01-01").code == 4


def test_a_fact_can_be_edited_and_a_wrong_edit_is_refused(run: Callable, draft: Path) -> None:
    ran = review(
        run, draft, "s", "e", "date=about 1991", "e", "colour=red", "e", "date=1991-05", "e", "court=",
        "e", "law_broken=US-QQ", "y", "yes", "q",
    )  # fmt: skip
    assert "not an EDTF date" in ran.out and "no key 'colour'" in ran.out and "unknown sovereign 'US-QQ'" in ran.out
    record = data_of(draft)["convictions"]["varga-1992-armed-robbery"]
    assert record["date"]["value"] == "1991-05" and record["date"]["source"] == "reviewer-j-doe"
    assert "passage" not in record["date"], "the article does not say what a reviewer typed"
    assert "court" not in record and record["law_broken"]["value"] == "US-WI"
    assert record["standing"] == "established"


def test_one_key_decides_where_the_yes_was_given_before(run: Callable, draft: Path) -> None:
    ran = run("review", draft.name, *REVIEWER, "--yes-means-vouch", stdin="y\nq\n")
    assert "1 decided" in ran.out and data_of(draft)["events"]["varga-2012-pardon"]["standing"] == "established"


def test_a_sitting_goes_back_undoes_jumps_and_decides_anew(run: Callable, draft: Path) -> None:
    before = data_of(draft)
    ran = review(run, draft, "a", "u", "q")
    assert "Taken back: accept" in ran.out and data_of(draft) == before and "0 decided" in ran.out
    ran = review(run, draft, "a", "b", "r", "q")
    assert "decided: attributed; decide again to change it" in ran.out
    assert data_of(draft)["events"]["varga-2012-pardon"]["status"] == "rejected"
    ran = review(run, draft, "g 2", "g 99", "q")
    assert "[2 of " in ran.out and "write g and a number" in ran.out
    open_people = [item for item in open_items(data_of(draft)) if item.section == "people"]
    ran = review(run, draft, "p", "q")
    assert f"{len(open_people)} names accepted" in ran.out
    assert not [item for item in open_items(data_of(draft)) if item.section == "people"]


def test_a_fact_is_added_by_its_words_with_its_passage(run: Callable, draft: Path) -> None:
    ran = review(run, draft, "s", "e", "date=", "+", "no such words", "+", "in 1992", "date=1992", "q")
    assert "stands in no text of this draft" in ran.out
    held = data_of(draft)["convictions"]["varga-1992-armed-robbery"]["date"]
    assert held["value"] == "1992" and STORY[int(held["passage"]["start"]) : int(held["passage"]["end"])] == "in 1992"


def test_each_sentence_is_shown_once_and_people_by_name(run: Callable, draft: Path) -> None:
    ran = review(run, draft, "s", "q")
    conviction = ran.out.split("open] conviction")[1].split("decided by")[0]
    assert " ".join(conviction.split()).count("was »convicted of armed robbery") == 1
    assert (
        " ".join(conviction.split()).count("Circuit Court in 1992") == 1 and "person        Tomas Varga" in conviction
    )


def test_a_review_ends_with_what_nothing_covers() -> None:
    text = "Ann Lee was convicted of arson. She had been convicted on a federal charge before. She left."
    start = text.index("She had")
    data = {"convictions": {"lee": {"slot": "conviction", "source": "a", "passage": {"start": "8", "end": "30"}}}}
    assert uncovered(data, {"a": text}) == [("a", start, text.index(" She left"))]


def test_a_review_goes_on_where_it_stopped(run: Callable, draft: Path) -> None:
    first = review(run, draft, "a", "a")
    assert "2 decided by J. Doe" in first.out
    left = len(open_items(data_of(draft)))
    assert f"; {left} open in draft.yaml" in first.out and left > 0
    rest = review(run, draft, *["a"] * left)
    assert "; 0 open" in rest.out and "varga-2012-pardon" not in rest.out.split("open]")[1]
    assert "0 candidates open" in review(run, draft).out
    assert "candidates open" not in run("check", "draft.yaml").err


def test_skipping_leaves_a_candidate_open_and_comes_back_next_time(run: Callable, draft: Path) -> None:
    before = draft.read_bytes()
    total = len(open_items(data_of(draft)))
    ran = review(run, draft, *["s"] * total)
    assert "0 decided" in ran.out and draft.read_bytes() == before


def test_a_review_needs_a_name_and_a_day(run: Callable, draft: Path) -> None:
    assert run("review", "draft.yaml", stdin="").code == 2
    assert run("review", "draft.yaml", "--reviewer", "J", "--date", "some day").code == 2
    assert run("review", "nowhere.yaml", *REVIEWER).code == 1


def test_comments_inside_a_file_are_not_lost_without_a_word(run: Callable, draft: Path) -> None:
    text = draft.read_text().replace("people:", "# mine\npeople:")
    draft.write_text(text)
    ran = review(run, draft, "a", "q")
    assert ran.code == 2 and "comments" in ran.err and draft.read_text() == text
    ran = run("review", "draft.yaml", *REVIEWER, "-o", "reviewed.yaml", stdin="a\nq\n")
    assert ran.code == 0 and draft.read_text() == text and "accepted" in (draft.parent / "reviewed.yaml").read_text()


def test_a_text_that_changed_is_not_shown_as_the_passage(run: Callable, draft: Path) -> None:
    (draft.parent / "draft.article.txt").write_text("Somebody else was pardoned.")
    ran = review(run, draft, "q")
    assert "is not the text" in ran.err and "»" not in ran.out


# --- the sheet ------------------------------------------------------------------------------------------------------


def test_the_sheet_stands_alone_and_highlights_each_passage(run: Callable, draft: Path) -> None:
    assert run("review", "draft.yaml", "--html", "sheet.html").code == 0
    page = (draft.parent / "sheet.html").read_text()
    assert "<mark>pardoned Tomas Varga on Friday, May 4, 2012</mark>" in page
    assert "<script" not in page and "src=" not in page and "href=" not in page and "://" not in page
    assert page.count("<h2>") == len(open_items(data_of(draft)))


def test_what_turns_the_reading_direction_never_reaches_the_sheet(draft: Path) -> None:
    data = data_of(draft)
    data["people"]["tomas-varga"]["name"] = "Tomas\u202e Varga\u2066\x07"
    page = sheet("a\u202etitle", open_items(data), {"article": STORY.replace("Friday", "Fri\u202eday")})
    assert not any(mark in page for mark in "\u202e\u2066\x07") and "Tomas Varga" in page


def test_names_and_texts_cannot_become_markup(draft: Path) -> None:
    data = data_of(draft)
    data["people"]["tomas-varga"]["name"] = "<script>alert(1)</script>"
    page = sheet("<b>title</b>", open_items(data), {"article": STORY.replace("Friday", "<img src=x onerror=1>")})
    assert "<script" not in page and "<img" not in page and "<b>title" not in page


# --- the records ----------------------------------------------------------------------------------------------------


def test_every_decision_keeps_the_claims_identity(draft: Path) -> None:
    """A claim's id does not hang on its standing, so that references to it survive the review."""
    before = {claim.iri for claim in checked(draft).case.claims}  # type: ignore[union-attr]
    data = data_of(draft)
    for item in open_items(data):
        data = decide(data, item, "accept", "J. Doe", "2026-11-22")
    from casegraph.extract.review import save_text

    after = checked(draft, save_text(data, "")).case
    assert after is not None and {claim.iri for claim in after.claims} == before
    assert after.open_candidates == 0


def test_an_unknown_decision_or_edit_is_refused(draft: Path) -> None:
    data = data_of(draft)
    item = open_items(data)[0]
    with pytest.raises(UsageError, match="no decision"):
        decide(data, item, "believe", "J", "2026-11-22")
    with pytest.raises(UsageError, match="key=value"):
        edit(data, item, "date 1999")
    assert set(DECISIONS.values()) <= {"attributed", "established", "contested", "retracted"}


def test_what_a_claim_needs_is_named_before_it_is_established(draft: Path) -> None:
    data = data_of(draft)
    (relief,) = [item for item in open_items(data) if item.slot == "relief"]
    assert {item.key for item in needed_with(data, relief)} == {
        "tomas-varga", "varga-1992-armed-robbery", "milwaukee-county-circuit-court",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "standing: attributed\n    status: candidate",
            "standing: established\n    status: candidate",
            "stands as established",
        ),
        ("status: candidate", "status: accepted", "by whom and when"),
        ("status: candidate", "status: maybe", "not a value of status"),
        ("confidence: high", "confidence: certain", "not a value of confidence"),
    ],
)
def test_a_candidate_that_poses_as_a_fact_is_a_problem(
    old: str, new: str, words: str, run: Callable, draft: Path
) -> None:
    draft.write_text(draft.read_text().replace(old, new, 1))
    ran = run("check", "draft.yaml")
    assert ran.code == 1 and words in ran.out


# --- a second article -----------------------------------------------------------------------------------------------


@pytest.fixture
def linked(run: Callable, draft: Path) -> Path:
    """The reviewed first draft with a second article beside it."""
    review(run, draft, "y", "yes", "q")
    (draft.parent / "second.txt").write_text(SECOND, encoding="utf-8")
    ran = run("extract", "second.txt", "--into", "draft.yaml", "-o", "both.yaml", "--model", "none")
    assert ran.code == 0, ran.err
    assert "tomas-varga-2 may be tomas-varga: the same name, the same role" in ran.out
    assert "conflict: varga-1992-armed-robbery has date 1992, varga-1993-armed-robbery has 1993" in ran.out
    return draft.parent / "both.yaml"


def test_a_second_article_is_set_beside_and_nothing_is_merged_silently(
    linked: Path, draft: Path, run: Callable
) -> None:
    data = data_of(linked)
    assert set(data["sources"]) == {"article", "article-2"}
    assert {"tomas-varga", "tomas-varga-2", "lyle-frost"} <= set(data["people"])
    assert data["convictions"]["varga-1992-armed-robbery"]["standing"] == "established"
    assert data["convictions"]["varga-1993-armed-robbery"]["person"] == "tomas-varga-2"
    assert (
        run("check", "both.yaml", "--text", "article=both.article.txt", "--text", "article-2=both.article-2.txt").code
        == 0
    )
    ran = run("ask", "Who can pardon Tomas Varga?", "--case", "both.yaml", "--on", "2010-01-01")
    assert ran.code == 0 and "1993" not in ran.out
    assert draft.exists()


def test_who_is_the_same_is_decided_by_the_reviewer(linked: Path) -> None:
    data = data_of(linked)
    same = [item for item in open_items(data) if item.slot == "identity"]
    assert len(same) == 2
    while same:
        data = decide(data, same[0], "accept", "J. Doe", "2026-11-22")
        same = [item for item in open_items(data) if item.slot == "identity"]
    assert "tomas-varga-2" not in data["people"] and "varga-1993-armed-robbery" not in data["convictions"]
    said = [claim for claim in data["claims"] if claim["subject"] == "varga-1992-armed-robbery"]
    (date,) = [claim for claim in said if claim["predicate"] == "date"]
    assert (date["object"], date["standing"]) == ("1993", "contested")
    assert date["conflicts_with"] == ["varga-1992-armed-robbery.date"] and date["source"] == "article-2"
    from casegraph.extract.review import save_text

    assert not checked(linked, save_text(data, "")).problems
    assert not conflicts(data)


def test_all_of_one_name_are_one_person_with_one_key(run: Callable, linked: Path) -> None:
    asked = [item for item in open_items(data_of(linked)) if item.slot == "identity" and "same name" in item.note]
    ran = review(run, linked, "=", "q")
    assert f"{len(asked)} of the same name taken for one person" in ran.out and asked
    left = [item for item in open_items(data_of(linked)) if item.slot == "identity" and "same name" in item.note]
    assert not left and "tomas-varga-2" not in data_of(linked)["people"]


def test_a_rejected_identity_leaves_two_people(linked: Path) -> None:
    data = data_of(linked)
    for item in [item for item in open_items(data) if item.slot == "identity"]:
        data = decide(data, item, "reject", "J. Doe", "2026-11-22")
    assert {"tomas-varga", "tomas-varga-2"} <= set(data["people"])
    assert not conflicts(data)


def test_a_case_that_is_wrong_is_not_added_to(run: Callable, draft: Path) -> None:
    (draft.parent / "second.txt").write_text(SECOND, encoding="utf-8")
    (draft.parent / "wrong.yaml").write_text("case: wrong\npeople: {a: {name: A, source: nowhere}}\n")
    ran = run("extract", "second.txt", "--into", "wrong.yaml", "-o", "both.yaml", "--model", "none")
    assert ran.code == 1 and "unknown source" in ran.err and not (draft.parent / "both.yaml").exists()


def test_the_reader_keeps_what_the_review_wrote(run: Callable, draft: Path) -> None:
    head = draft.read_text().splitlines()[0]
    review(run, draft, "a", "q")
    assert draft.read_text().splitlines()[0] == head, "the comment at the head stays"
    assert read_document(draft).data["case"] == "story"
