"""What an answer reads of a store does not depend on how many other cases the store holds."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import corpus
import pytest

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.build import build_store
from casegraph.errors import CannotAnswer, NoSuchThing

SMALL, LARGE = 220, 440
"""Convictions of the two stores: both more than a question about accounts would read whole."""


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The Avery–Dassey case among few and among many others, of federal law and Wisconsin's: no other law is read."""
    folder = tmp_path_factory.mktemp("stores")
    made = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("casegraph.build.load_authorities", lambda: load_authorities(["US-WI"]))
        for size in (SMALL, LARGE):
            lines = folder / f"{size}.jsonl"
            cases = (corpus.as_case(replace(row, state=row.state and "WI")) for row in corpus.rows(size))
            lines.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
            made[size] = folder / f"{size}.store"
            build_store(["avery-dassey", lines], made[size], jobs=1)
    return made


PERSON = next(corpus.rows(1)).person
QUESTIONS: dict[str, Callable[[casegraph.Graph], object]] = {
    "who may pardon": lambda graph: graph.clemency(PERSON, "2021-01-01").convictions,
    "of the seed": lambda graph: graph.clemency("Brendan Dassey", "2021-01-01").convictions,
    "other ways out": lambda graph: graph.relief(PERSON, "2021-01-01").convictions,
    "all that is said of a person": lambda graph: graph.show(graph.find("Steven Avery")).statements,
    "when": lambda graph: graph.ask(f"When was {PERSON} convicted?").items,
    "when, of the seed": lambda graph: graph.ask("When was Steven Avery exonerated?").items,
    "how long": lambda graph: graph.ask("How long was Steven Avery in prison?").items,
    "who claims": lambda graph: graph.ask("Who claims Steven Avery was framed?").items,
    "what a document asserts": lambda graph: graph.ask("What does the article assert?").items,
    "timeline": lambda graph: graph.timeline("avery-dassey").timeline.rows,
    "difference of two days": lambda graph: graph.diff("2003-01-01", "2004-01-01", case="avery-dassey").changes,
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_reads_as_much_among_many_cases_as_among_few(
    question: str, stores: dict[int, Path], read: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casegraph.store.memory._RARE", 5)  # of a common word no more is read than this
    reads, answers = {}, {}
    for size, store in stores.items():
        graph = casegraph.load(store)
        read.clear()
        answers[size] = QUESTIONS[question](graph)
        reads[size] = Counter(read)
    assert answers[SMALL]
    assert str(answers[SMALL]) == str(answers[LARGE])
    assert reads[SMALL] == reads[LARGE]


def test_the_answer_about_accounts_is_that_of_the_case_alone(stores: dict[int, Path]) -> None:
    alone, among = casegraph.load("avery-dassey"), casegraph.load(stores[LARGE])
    for question in (
        "When was Steven Avery exonerated?", "Who claims Steven Avery was framed?", "What does the article assert?",
        "What rests only on the article?",
    ):  # fmt: skip
        assert among.ask(question).to_json() == alone.ask(question).to_json()


def test_words_that_fit_too_many_cases_are_refused_with_what_to_do(stores: dict[int, Path]) -> None:
    graph = casegraph.load(stores[LARGE])
    with pytest.raises(CannotAnswer, match="Name the person or the document in full"):
        graph.ask("What does the Synthetic register assert?")
    with pytest.raises(NoSuchThing, match="nobody of that kind"):
        graph.ask("What does nobody of that kind assert?")


def test_mentions_of_a_hub_are_told_up_to_a_number_and_the_rest_is_counted(
    stores: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = casegraph.load(stores[SMALL])
    whole = graph.show("US")
    monkeypatch.setattr(sys.modules["casegraph.questions.record.show"], "_MOST", 20)
    part = casegraph.load(stores[SMALL]).show("US")
    assert whole.left_out == 0
    assert len(part.mentions) == 20
    assert len(part.mentions) + part.left_out == len(whole.mentions) > 50
    assert f"… and {part.left_out:,} more" in part.to_text()
    assert part.to_json()["mentions_left_out"] == part.left_out
