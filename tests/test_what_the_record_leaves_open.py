"""A mark nobody has settled, a body nobody has dated, rights another law took: told as they are, in every reading."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.batch.law import LawTable
from casegraph.casefile.marks import PERHAPS
from casegraph.questions.powers.intervals import compile_powers
from casegraph.vocabulary import local
from conftest import Ran

CASE = """\
case: open
sources: {{d: {{label: record, kind: docket}}}}
people: {{doe: {{name: Jane Doe, source: d}}}}
convictions: {{c: {{person: doe, offence: {offence}, law_broken: {law}, date: 1990, source: d{more}}}}}
"""
YEARS = ", sentence_type: term of years"


def asked(small: Callable[..., casegraph.Graph], law: str, offence: str, more: str = YEARS) -> casegraph.Graph:
    return small(CASE.format(law=law, offence=offence, more=more))


@pytest.mark.parametrize("law", ["US-WI", "US-NY", "US-OH", "US-UT", "US-KY", "US-TX", "US-IN"])
def test_a_treason_without_its_mark_is_answered_with_unless(law: str, small: Callable[..., casegraph.Graph]) -> None:
    answer = asked(small, law, "treason").clemency("Jane Doe", "2020-06-01", kind="pardon")
    (found,) = answer.convictions
    decides = {local(a.office): a.conditions for a in found.holders if a.role == "decider"}
    ordinary = f"{law}-board" if law == "US-UT" else f"{law}-governor"
    assert answer.value == "depends"
    assert "unless it is treason, which the record leaves open" in " ".join(
        text for a in found.holders if local(a.office) == ordinary for text in a.conditions
    )
    assert any("only if it is treason, which the record leaves open" in texts for texts in decides.values())
    assert found.because


@pytest.mark.parametrize(
    ("law", "offence", "more", "value"),
    [
        ("US-WI", "treason", YEARS + ", not_flag: treason", "who"),
        ("US-WI", "murder", YEARS, "who"),
        ("US-CO", "treason", YEARS, "depends"),  # excepted, and nobody else is given the power
        ("US-ID", "murder", "", "depends"),
        ("US-ID", "murder", YEARS, "depends"),
        ("US-ID", "fraud", YEARS, "who"),
        ("US-ID", "murder", ", sentence_type: life", "who"),
        ("US-PA", "murder", "", "who"),  # the Governor with the Board in any case; by what vote hangs on the sentence
        ("US-PA", "murder", YEARS, "who"),
    ],
)
def test_what_an_open_mark_makes_of_an_answer(
    law: str, offence: str, more: str, value: str, small: Callable[..., casegraph.Graph]
) -> None:
    assert asked(small, law, offence, more).clemency("Jane Doe", "2025-06-01", kind="pardon").value == value


def test_the_vote_that_a_sentence_of_life_would_ask_for_is_told_where_the_sentence_is_not_on_record(
    small: Callable[..., casegraph.Graph],
) -> None:
    told = {more: asked(small, "US-PA", "murder", more).clemency("Jane Doe", "2025-06-01", kind="pardon").to_text()
            for more in ("", YEARS)}  # fmt: skip
    assert ["all five members" in text for text in told.values()] == [True, False]


def test_an_office_that_a_mark_may_take_the_power_from_gets_no_plain_yes(small: Callable[..., casegraph.Graph]) -> None:
    graph = asked(small, "US-WI", "treason")
    for office, value in (("US-WI-governor", "depends"), ("US-WI-legislature", "depends"), ("US-president", "no")):
        assert graph.clemency("Jane Doe", "2020-06-01", kind="pardon", authority=office).value == value
    assert "or the Wisconsin Legislature can pardon Jane Doe, depending on what" in " ".join(
        graph.clemency("Jane Doe", "2020-06-01", kind="pardon").headline.split()
    )


def test_the_compiled_law_knows_a_mark_that_is_only_suggested() -> None:
    graph = casegraph.Graph([], load_authorities(["US-WI"]))
    intervals = compile_powers(graph.view, [graph.find("US-WI")])
    row = intervals.at("US-WI", "pardon", date(2020, 6, 1), "other", [f"{PERHAPS}treason"])
    assert row is not None
    assert (row.value, row.deciders) == ("depends", ("US-WI-governor", "US-WI-legislature"))
    law = LawTable((), {}, {"US-WI": ("impeachment", "treason")})
    assert law.key("US-WI", [f"{PERHAPS}treason"]) == f"{PERHAPS}treason"
    assert law.key("US-WI", [f"{PERHAPS}treason", "impeachment"]) == "impeachment"


def test_a_row_of_a_register_that_speaks_of_treason_is_no_plain_row() -> None:
    from casegraph.batch import read_map
    from casegraph.batch.cases import case_of
    from casegraph.batch.resolve import resolve_row

    row = {"person": "A. Example", "offence": "treason", "sovereign": "US-WI", "date": "1/15/1999"}
    found = resolve_row(read_map("pardon-list"), row, 2)
    assert found.values["flags"] == f"{PERHAPS}treason"
    assert PERHAPS not in str(
        case_of({**found.values, "standing": "attributed", "row": "2", "raw": ""}, read_map("pardon-list"))
    )


def test_a_body_that_may_not_have_existed_yet_is_told_so(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(law="US-MD", date="1920", more=YEARS)
    told = {day: graph.clemency("Jane Doe", day, kind="pardon").to_text() for day in ("1930-01-01", "1990-01-01")}
    words = {day: " ".join(text.split()) for day, text in told.items()}
    assert "does not decide; only if it existed on that day" in words["1930-01-01"]
    assert "only if it existed on that day" not in words["1990-01-01"]


RIGHTS = {
    # the office → (value asked for the rights, words of the law)
    "US-LA-governor": ("depends", "Malone v. Shyne"),  # with the Board
    "US-NH-governor": ("yes", "607-A:5"),
    "US-IA-governor": ("depends", ""),  # by one source
    "US-WI-governor": ("no", ""),
}


@pytest.mark.parametrize("office", RIGHTS)
def test_rights_that_a_states_own_law_took_for_a_federal_felony(
    office: str, small: Callable[..., casegraph.Graph]
) -> None:
    value, words = RIGHTS[office]
    graph = casegraph.Graph(
        asked(small, "US", "extortion").cases, load_authorities(["US", *(local(o) for o in RIGHTS)])
    )
    assert graph.clemency("Jane Doe", "2020-06-01", kind="restoration of rights", authority=office).value == value
    pardon = graph.clemency("Jane Doe", "2020-06-01", kind="pardon", authority=office)
    assert pardon.value == "no"
    reason = next(a.reason for c in pardon.convictions for a in c.excluded if local(a.office) == office)
    assert ("may give back rights" in reason) is bool(words)
    assert words in reason


def test_rights_are_asked_for_in_plain_words_and_not_told_with_clemency(
    case_file: Callable[..., Path], run: Callable[..., Ran]
) -> None:
    case_file(CASE.format(law="US", offence="extortion", more=YEARS), name="own")
    question = "Could the Governor of New Hampshire restore Jane Doe's voting rights?"
    assert run("ask", question, "--case", "own.yaml", "--on", "2020-06-01").out.startswith("Yes.")
    ran = run("ask", "Who can grant clemency to Jane Doe?", "--case", "own.yaml", "--on", "2020-06-01")
    assert "restore rights" not in ran.out


SERVED = """\
case: served
sources: {d: {label: record, kind: docket}}
people: {doe: {name: Jane Doe, source: d}}
convictions: {c: {person: doe, offence: theft, law_broken: US-LA, flag: first felony, sentence_type: term of years,
    date: 2000, source: d}}
events: {e: {kind: SentenceServed, conviction: c, date: 2005, source: d}}
"""


def test_a_pardon_that_came_by_law_leads_the_answer(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(SERVED)
    after, before = (graph.clemency("Jane Doe", day, kind="pardon").headline for day in ("2010-01-01", "2003-01-01"))
    assert after.startswith(
        "A pardon came by law once the sentence was served, where its conditions were met; beside it"
    )
    assert before.startswith("The Governor of Louisiana")


def test_a_headline_names_the_kinds_that_only_one_source_gives_to_another(
    small: Callable[..., casegraph.Graph],
) -> None:
    headline = small(law="US-ID", date="1920", more=YEARS).clemency("Jane Doe", "1930-01-01").headline
    assert headline.startswith(
        "The Governor of Idaho (for a reprieve) can grant clemency to Jane Doe; by one source the"
    )
    assert headline.endswith("for a pardon, a commutation or a remission.")


def test_a_note_beside_another_is_not_lost(case_file: Callable[..., Path]) -> None:
    text = """case: ex
sources: {d: {label: record, kind: docket}}
people: {doe: {name: Jane Doe, source: d}}
convictions: {c: {person: doe, offence: robbery, law_broken: US-GA, sentence_type: life, date: 2000, source: d}}
events:
  p: {label: the President pardons, kind: Pardon, conviction: c, agent: US-president, date: 2005-05-05, source: d}
  v: {label: vacated, kind: Vacatur, conviction: c, date: 2010, source: d}
"""
    (found,) = casegraph.load(case_file(text)).clemency("c", "2010-06-01").convictions
    assert found.value == "unknown"
    assert "no effect: the President pardons" in found.note
    assert "what had become of it by that day is not known to the day" in found.note
