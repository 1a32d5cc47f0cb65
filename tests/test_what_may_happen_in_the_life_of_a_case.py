"""An appeal that is pending, a new trial, parole, an execution: what each changes in the answers, day by day."""

from collections.abc import Callable
from pathlib import Path

import pytest

import casegraph
from casegraph.loading import check

CASE = """\
case: ex
sources: {{d: {{label: record, kind: docket}}}}
people: {{doe: {{name: Jane Doe, source: d}}}}
convictions: {{c: {{person: doe, offence: robbery, law_broken: US-{law}, sentence_type: {sentence}, date: 2000,
                   offence_date: 1999-05-01, source: d}}}}
events:
  e: {{kind: {kind}, label: it happens, conviction: c, date: 2005-05-01, source: d}}
{rest}"""


@pytest.fixture
def life(tmp_path: Path) -> Callable[..., casegraph.Graph]:
    """A case in which one thing happened on 1 May 2005, checked."""

    def made(kind: str, law: str = "WI", sentence: str = "term of years", rest: str = "") -> casegraph.Graph:
        file = tmp_path / "ex.yaml"
        file.write_text(CASE.format(kind=kind, law=law, sentence=sentence, rest=rest), encoding="utf-8")
        (found,) = check([file])
        assert not [problem for problem in found.problems if problem.code.startswith("E")]
        return casegraph.load(file)

    return made


def test_an_appeal_is_pending_until_it_is_decided(life: Callable[..., casegraph.Graph]) -> None:
    decided = "  f: {kind: AppealDecision, label: affirmed, conviction: c, date: 2007-03-01, source: d}\n"
    graph = life("AppealFiled", rest=decided)
    pending = "an appeal is pending (filed 1 May 2005); no decision is on record by that day"
    told = {day: graph.clemency("Jane Doe", day) for day in ("2005-04-30", "2005-05-01", "2007-02-28", "2007-03-01")}
    assert {answer.value for answer in told.values()} == {"who"}
    assert [answer.convictions[0].aside for answer in told.values()] == ["", pending, pending, ""]
    (appeal,) = (r for r in graph.relief("Jane Doe", "2006-01-01").convictions[0].routes if r.kind == "direct appeal")
    assert (appeal.state, appeal.reason) == ("tried", "nothing decided yet by that day")
    assert [attempt.label for attempt in appeal.attempts] == ["it happens"]


def test_after_an_order_of_a_new_trial_no_conviction_stands(life: Callable[..., casegraph.Graph]) -> None:
    graph = life("NewTrialOrdered")
    assert [graph.clemency("Jane Doe", day).value for day in ("2005-04-30", "2005-05-01")] == ["who", "moot"]
    assert graph.clemency("Jane Doe", "2006-01-01").convictions[0].status == "vacated"


@pytest.mark.parametrize(("kind", "outcome"), [("ParoleGranted", "granted"), ("ParoleRefused", "refused")])
def test_parole_leaves_the_conviction_and_is_told_as_tried(
    life: Callable[..., casegraph.Graph], kind: str, outcome: str
) -> None:
    graph = life(kind)
    assert graph.clemency("Jane Doe", "2006-01-01").convictions[0].status == "stands"
    tried = [route for route in graph.relief("Jane Doe", "2006-01-01", kind="parole").convictions[0].routes
             if route.attempts]  # fmt: skip
    assert tried and {attempt.outcome for route in tried for attempt in route.attempts} == {outcome}


def test_an_execution_is_a_death_where_no_other_record_says_so(life: Callable[..., casegraph.Graph]) -> None:
    graph = life("Execution", law="GA", sentence="death")
    before, after = (graph.clemency("Jane Doe", day).convictions[0] for day in ("2005-04-30", "2005-05-02"))
    assert (before.outcome.died, after.outcome.died) == ("", "1 May 2005")
    assert graph.relief("Jane Doe", "2005-05-02").value == "moot"
    assert "it happens" in graph.timeline("ex").to_text()


def test_an_institution_may_hold_a_person(small: Callable[[str], casegraph.Graph]) -> None:
    graph = small(
        "case: ex\nsources: {d: {label: record, kind: docket}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
        "organisations: {waupun: {label: Waupun Correctional Institution, kind: Institution, source: d}}\n"
        "imprisonments: {p: {person: doe, custodian: waupun, from: 2005-05-01, until: 2009-05-01, source: d}}\n"
    )
    told = graph.ask("Was Jane Doe in prison?", "2006-01-01")
    assert "Waupun Correctional Institution" in told.to_text()


def test_a_court_may_be_some_federal_court(small: Callable[[str], casegraph.Graph]) -> None:
    graph = small(
        "case: ex\nsources: {d: {label: record, kind: docket}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
        "convictions: {c: {person: doe, offence: fraud, law_broken: US, court: a federal court, date: 2000,\n"
        "              source: d}}\n"
    )
    assert graph.clemency("Jane Doe", "2010-01-01").convictions[0].court == "a federal court"


def test_what_a_reviewer_knows_is_the_word_of_one_source(small: Callable[[str], casegraph.Graph]) -> None:
    graph = small(
        "case: ex\nsources: {me: {label: A. Volunteer who sat in court, kind: own knowledge}}\n"
        "people: {doe: {name: Jane Doe, source: me}}\n"
        "convictions: {c: {person: doe, offence: robbery, law_broken: US-WI, date: 2000, source: me}}\n"
    )
    headline = graph.clemency("Jane Doe", "2010-01-01").headline
    assert headline.startswith("If A. Volunteer who sat in court is right: the Governor of Wisconsin can")
    assert graph.query("SELECT ?c { ?c a cg:Conviction }").rows == ()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("ParoleGranted", "When was Jane Doe paroled?"),
        ("ParoleGranted", "When was Jane Doe granted parole?"),
        ("ParoleRefused", "When was Jane Doe denied parole?"),
        ("ParoleRefused", "When was Jane Doe refused parole?"),
        ("NewTrialOrdered", "When was Jane Doe granted a new trial?"),
        ("Execution", "When was Jane Doe executed?"),
    ],
)
def test_when_it_happened_is_asked_in_plain_words(life: Callable[..., casegraph.Graph], kind: str, asked: str) -> None:
    assert "1 May 2005" in str(life(kind).ask(asked))


def test_parole_refused_is_no_parole_granted(life: Callable[..., casegraph.Graph]) -> None:
    assert "1 May 2005" not in life("ParoleRefused").ask("When was Jane Doe paroled?").headline
