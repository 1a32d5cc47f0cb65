"""Where the law asks for a board's recommendation, the office that decides may act from the day it was given."""

from pathlib import Path

import pytest

import casegraph
from casegraph.questions.clemency.answer import Authority
from matrix import words_of

CASE = """\
case: ex
sources: {{d: {{label: record, kind: docket}}, ap: {{label: a newspaper, kind: article, publisher: Associated Press}}}}
people: {{doe: {{name: Jane Doe, source: d}}}}
convictions: {{c: {{person: doe, offence: robbery, law_broken: US-OK, sentence_type: death, date: 2000, source: d}}}}
events:
  said: {{kind: {kind}, label: the board votes, agent: {agent}, conviction: c, date: {date}, {more}source: {source}}}
{rest}"""
BOARD = "Oklahoma Pardon and Parole Board"
PARDON = "Could the Governor of Oklahoma pardon Jane Doe?"


def _graph(
    tmp_path: Path, kind: str = "Recommendation", date: str = "2010-05-01", agent: str = "US-OK-board", more: str = "",
    source: str = "d", rest: str = "",
) -> casegraph.Graph:  # fmt: skip
    file = tmp_path / "ex.yaml"
    file.write_text(CASE.format(kind=kind, date=date, agent=agent, more=more, source=source, rest=rest))
    return casegraph.load(file)


def _board(answer: casegraph.Answer) -> Authority:
    return next(office for office in answer.convictions[0].offices if office.label == BOARD)


def test_not_before_the_board_recommended_and_on_that_day_yes(tmp_path: Path) -> None:
    graph = _graph(tmp_path)
    before, then = graph.ask(PARDON, "2010-04-30"), graph.ask(PARDON, "2010-05-01")
    assert before.value == "depends"
    assert before.headline == (
        f"The Governor of Oklahoma cannot pardon Jane Doe before the {BOARD} recommended it (1 May 2010)."
    )
    assert then.value == "yes" and then.headline == "The Governor of Oklahoma can pardon Jane Doe."
    assert _board(then).conditions == ("recommended it (1 May 2010)",)
    held = {claim.iri: claim for claim in graph.store.claims()}
    assert {held[iri].subject.rpartition("/")[2] for iri in _board(then).because} >= {"said"}
    text, page = words_of(then)
    assert "recommendedit(1May2010)" in text and "recommendedit(1May2010)" in page
    assert "recommended it (1 May 2010)" in " ".join(map(str, then.to_frame()["conditions"]))


def test_a_recommendation_of_one_kind_is_none_of_another(tmp_path: Path) -> None:
    graph = _graph(tmp_path, more="recommends: commutation, ")
    assert graph.ask("Could the Governor of Oklahoma commute Jane Doe's sentence?", "2011-01-01").value == "yes"
    pardon = graph.ask(PARDON, "2011-01-01")
    assert pardon.value == "depends" and _board(pardon).conditions == ("recommended commutation (1 May 2010)",)


@pytest.mark.parametrize(
    ("given", "conditions"),
    [
        ({"kind": "RecommendationRefused"}, ("refused to recommend it (1 May 2010)",)),
        ({"agent": "US-TX-board"}, ()),
        ({"source": "ap, standing: attributed"}, ()),
        ({"date": "2011"}, ("recommended it (2011), perhaps after that day",)),
        ({"rest": "  no: {kind: ClemencyRefusal, label: the Governor declines, conviction: c, agent: US-OK-governor, "
                  "date: 2010-06-01, source: d}\n"}, ()),
    ],
    ids=["refused", "another body", "one source's word", "a day that may lie ahead", "refused after it"],
)  # fmt: skip
def test_what_is_no_recommendation_on_record_lets_nobody_act(
    tmp_path: Path, given: dict[str, str], conditions: tuple[str, ...]
) -> None:
    answer = _graph(tmp_path, **given).ask(PARDON, "2011-01-01")
    assert answer.value == "depends" and answer.headline == "The Governor of Oklahoma cannot pardon Jane Doe alone."
    assert _board(answer).conditions == conditions


def test_the_shipped_case_tells_it_of_its_board() -> None:
    graph = casegraph.load("julius-jones")
    question = "Could the Governor of Oklahoma commute Julius Jones's murder sentence?"
    assert [graph.ask(question, day).value for day in ("2021-09-12", "2021-09-13", "2021-11-17")] == [
        "depends", "yes", "yes"]  # fmt: skip
