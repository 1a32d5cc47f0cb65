"""Questions in any order of their words: what they are read as, what is told, and what is refused."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import casegraph
from casegraph.errors import CannotAnswer, CasegraphError, NoSuchThing
from casegraph.questions.reading.ask import explained, reading_of
from casegraph.questions.reading.frames import frames, plainly
from casegraph.questions.reading.lexicon import phrases
from casegraph.questions.reading.patterns import forms
from casegraph.questions.reading.tags import tag
from sparing import mostly


@pytest.fixture(scope="module")
def shipped() -> casegraph.Graph:
    """Every shipped case, read once."""
    return casegraph.load().complete()


READ = {
    "In Nebraska, whose job is it to hand out pardons?": "who can pardon a Nebraska conviction",
    "Korey Wise, date of the guilty verdict?": "when was Korey Wise convicted",
    "Steven Lopez pleaded guilty to what?": "what did Steven Lopez plead guilty to",
    "Arizona's governor in January 1990?": "who was the Governor of Arizona in January 1990",
    "Charlie Weems, pardoned by whom?": "who pardoned Charlie Weems",
    "Adnan Syed - who has the authority to grant him a pardon?": "who can pardon Adnan Syed",
    "Who threw out Haywood Patterson's verdict in 1933?": "who overturned Haywood Patterson's conviction in 1933",
    "Is it within Governor Evers's power to commute Dassey's sentence?": "can Governor Evers commute Dassey",
    "Could you tell me which judge presided when Scooter Libby was tried?": "",
    "I would like to know the sentence of Brendan Dassey": "what was Brendan Dassey's sentence",
    "What stops the governor of Arizona from pardoning MacDonald's riot conviction?": (
        "why can't the governor of Arizona pardon MacDonald's riot conviction"
    ),
    "Troy Davis execution date": "when was Troy Davis executed",
    "Avery's 1986 prison term?": "what was Avery's sentence in 1986",
    "Name of the judge in Viktor Bout's New York case?": "who was the judge in Viktor Bout's New York case",
}  # fmt: skip


@pytest.mark.parametrize("question", mostly([*READ], [*READ][:6]))
def test_a_question_in_another_order_is_read_as_the_plain_one(question: str, shipped: casegraph.Graph) -> None:
    assert next((text for text, _ in plainly(shipped.view, question)), "") == READ[question]


def test_every_outlet_tells_what_the_question_was_read_as(shipped: casegraph.Graph, run: Callable) -> None:
    question = "Korey Wise, date of the guilty verdict?"
    told = shipped.ask(question)
    assert told.headline == "Read as: when was Korey Wise convicted? 11 Dec 1990."
    assert "read as: when was Korey Wise convicted?" in explained(reading_of(question, told))
    assert "read as: when was Korey Wise convicted?" in run("ask", question, "--explain").out


@pytest.mark.parametrize(
    "question",
    [
        "Can only the governor pardon Brendan Dassey?",
        "Who besides the governor can pardon Brendan Dassey?",
        "When was Steven Avery first released?",
        "Why was Steven Avery never pardoned?",
        "Who can pardon or commute Brendan Dassey?",
        "Who was governor before Tony Evers?",
        "Which Scottsboro defendant pleaded guilty?",  # not: who were the defendants
        "What does the governor of Wisconsin think about Avery?",  # not: who claims something about Avery
        "Can Brendan Dassey pardon Tony Evers?",
        "Did Steven Avery pardon Scott Walker?",
        "How many people pardoned Scooter Libby?",
        "Who set Steven Avery free?",  # not: who can
    ],
)
def test_a_word_that_changes_the_question_is_never_left_out(question: str, shipped: casegraph.Graph) -> None:
    with pytest.raises(CasegraphError):
        shipped.ask(question)


@pytest.mark.parametrize("name", ["John Avery", "Jennifer Chauvin", "Scott Peterson", "Leonard Peltier"])
def test_a_part_of_a_name_beside_another_one_is_nobody_here(name: str, shipped: casegraph.Graph) -> None:
    assert next(one.kinds for one in tag(shipped.view, f"{name}, pardoned when?")) == {"unknown"}
    with pytest.raises((CannotAnswer, NoSuchThing)):
        shipped.ask(f"{name}, pardoned when?")


def test_the_way_out_that_a_law_has_is_told_without_a_person(shipped: casegraph.Graph) -> None:
    told = shipped.ask("Is there an innocence commission in North Carolina?", on="2026-11-25")
    assert "Innocence Inquiry Commission" in told.headline
    assert told.items and all(item.claims and item.sources for item in told.items)
    none = shipped.ask("What ways out are there in Wisconsin about banana?", on="2026-11-25")
    assert none.value == "unknown" and "On record:" in none.headline


def test_an_unknown_name_is_looked_for_in_what_was_not_read() -> None:
    """A graph of one case reads the law of a State only once a question names it."""
    told = casegraph.load("avery-dassey").ask("In Nebraska, whose job is it to hand out pardons?", on="2026-11-25")
    assert "Nebraska Board of Pardons" in told.headline


def test_every_frame_names_a_form_and_tags_that_there_are() -> None:
    known = {kind for kinds in phrases().values() for kind in kinds}
    known |= {"whether", "date", "year", "office", "bench", "thing", "work", "petition", "place", "person", "officer"}
    known |= {"accused", "group", "titled", "board", "*"}
    named = {kind.partition("=")[0] for frame in frames() for kinds in (*frame.has, frame.may) for kind in kinds}
    assert named <= known
    own = {form.name for form in forms()} | {"who", "can", "why", "over", "relief", "tried", "when", "whether"}
    assert {frame.form for frame in frames()} <= own | {"how long", "who claims"}


def test_the_tables_of_words_hold_no_word_twice_in_a_row() -> None:
    for table in ("question-tags", "question-frames"):
        path = Path(casegraph.__file__).parents[2] / f"datasets/lexicon/{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len({tuple(row.values()) for row in rows}) == len(rows)
