"""An answer tells power by power: who decides, alone or with whom, for which kinds, and how surely."""

from collections.abc import Callable
from pathlib import Path

import pytest

import casegraph
from casegraph.questions import Answer
from casegraph.vocabulary import local

Small = Callable[..., casegraph.Graph]

LAND = """\
authority: land
title: The law of Ex
sources: {law: {label: the constitution, kind: constitution}, blog: {label: a blog, kind: web page}}
sovereigns: {XX: {label: State of Ex, sovereign_kind: state, adjective: Ex, source: law}}
offices:
  XX-king: {label: King of Ex, office_of: XX, source: law}
  XX-senate: {label: Senate of Ex, office_of: XX, source: law}
  XX-board: {label: Board of Ex, office_of: XX, source: law}
powers:
"""
CASE = """\
case: ex
sources: {{d: {{label: record, kind: docket}}}}
people: {{doe: {{name: Jane Doe, source: d}}}}
convictions: {{c: {{person: doe, offence: robbery, law_broken: {law}, date: 2000, source: d{more}}}}}
"""


@pytest.fixture
def land(tmp_path: Path) -> Callable[..., casegraph.Graph]:
    """A conviction under the law of a made-up state with the powers given."""

    def write(powers: str, *, law: str = "XX", more: str = ", sentence_type: death") -> casegraph.Graph:
        rules, case = tmp_path / "land.yaml", tmp_path / "ex.yaml"
        rules.write_text(LAND + powers, encoding="utf-8")
        case.write_text(CASE.format(law=law, more=more), encoding="utf-8")
        return casegraph.load(case, law=[rules])

    return write


def deciders(answer: Answer) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(a.label, a.kinds, a.needs) for one in answer.convictions for a in one.holders if a.role == "decider"]


KING = "  k: {sovereign: XX, kinds: [pardon], decider: XX-king, must_recommend: XX-board, basis: a. 1, from: 1900,\n" \
       "      source: law}\n"  # fmt: skip
SENATE = (
    "  s: {sovereign: XX, kinds: [pardon], decider: XX-senate, basis: art. 2, from: 1900, beside: k, source: law}\n"
)


def test_of_two_powers_side_by_side_only_the_one_that_needs_the_board_is_told_to_need_it(
    land: Callable[..., casegraph.Graph],
) -> None:
    answer = land(KING + SENATE).ask("Who can pardon Jane Doe?", on="2020-01-01")
    assert sorted(deciders(answer)) == [
        ("King of Ex", ("pardon",), ("Board of Ex",)),
        ("Senate of Ex", ("pardon",), ()),
    ]
    assert "the King of Ex (with the Board of Ex)" in answer.headline.replace("The", "the")
    assert "Senate of Ex (with" not in answer.headline
    (found,) = answer.convictions
    assert {local(power.power): len(power.offices) for power in found.powers} == {"k": 2, "s": 1}
    assert {row["power"] for row in answer.to_json()["convictions"][0]["holders"]} == {"k", "s"}


def test_a_power_beside_another_of_narrower_scope_does_not_vanish(land: Callable[..., casegraph.Graph]) -> None:
    graph = land(KING + SENATE.replace("basis", "scope: capital, basis"))
    answer = graph.ask("Who can pardon Jane Doe?", on="2020-01-01")
    assert {label for label, _, _ in deciders(answer)} == {"King of Ex", "Senate of Ex"}
    assert graph.ask("Can the King of Ex pardon Jane Doe?", on="2020-01-01").value == "depends"
    rows = graph.run("holders", conviction="c", on="2020-01-01").texts()
    assert {local(row[0]) for row in rows} == {"XX-king", "XX-senate", "XX-board"}


def test_without_beside_the_narrower_power_takes_the_place_of_the_wider(land: Callable[..., casegraph.Graph]) -> None:
    graph = land(KING + SENATE.replace("basis", "scope: capital, basis").replace("beside: k, ", ""))
    assert {label for label, _, _ in deciders(graph.ask("Who can pardon Jane Doe?", on="2020-01-01"))} == {
        "Senate of Ex"
    }


@pytest.mark.parametrize("state, governor", [("US-TX", "Texas"), ("US-DE", "Delaware")])
def test_a_short_reprieve_needs_no_board_and_both_questions_agree(small: Small, state: str, governor: str) -> None:
    graph = small(law=state, more=", sentence_type: death")
    who = graph.ask("Who can reprieve Jane Doe?", on="2020-01-01")
    assert who.value == "who"
    assert f"The Governor of {governor} (alone for a short reprieve; with the {governor} Board" in who.headline
    assert graph.ask("Can the Governor reprieve Jane Doe?", on="2020-01-01").value == "yes"
    alone = [a for a in who.convictions[0].holders if a.role == "decider" and a.kinds == ("short reprieve",)]
    assert [holder.needs for holder in alone] == [()]


def test_an_office_that_needs_others_for_some_kinds_only_is_not_told_to_be_able_to_do_nothing_alone(
    small: Small,
) -> None:
    for state, office in (("US-DE", "US-DE-governor"), ("US-PA", "US-PA-governor"), ("US-OK", "US-OK-governor")):
        told = small(law=state).clemency("Jane Doe", "2020-01-01", authority=office)
        assert told.value == "depends"
        assert "(alone for " in told.headline and "alone." not in told.headline
    open_ = small(law="US-TX").ask("Can the Governor reprieve Jane Doe?", on="2020-01-01")
    assert "alone for a short reprieve" in open_.headline and "the record leaves open" in open_.headline
    assert "cannot" not in open_.headline


def test_an_office_that_may_only_reprieve_is_not_told_to_grant_all_of_clemency(small: Small) -> None:
    graph = small(law="US-ID", more=", sentence_type: life")
    assert graph.clemency("Jane Doe", "2024-01-01", authority="US-ID-governor").headline.endswith(
        "can grant a reprieve to Jane Doe."
    )


def test_conditions_hang_on_the_power_they_bind(small: Small) -> None:
    """Pa. Const. art. IV § 9(a): the Board's recommendation is for pardon and commutation, not for a reprieve."""
    (found,) = small(law="US-PA", more=", sentence_type: life").clemency("Jane Doe", "2020-01-01").convictions
    by_kind = {kind: power for power in found.powers for kind in power.kinds}
    assert any("five members" in text for text in by_kind["pardon"].conditions)
    assert not any("five members" in text for text in by_kind["reprieve"].conditions)
    assert by_kind["reprieve"].needs == ()


def test_people_to_whom_different_things_apply_are_told_apart() -> None:
    both = casegraph.load("avery-dassey", "scooter-libby")
    answer = both.ask("Could the Governor of Wisconsin pardon Brendan Dassey and Scooter Libby?", on="2026-06-01")
    assert answer.value == "depends"
    assert answer.headline == (
        "The Governor of Wisconsin can pardon Brendan Dassey. Nothing is left to pardon: I. Lewis Libby."
    )
    swap = casegraph.load("brittney-griner").ask("Could the President pardon Viktor Bout and Brittney Griner?")
    assert swap.headline == "The President can pardon Viktor Bout. Nothing is left to pardon: Brittney Griner."


def test_the_headline_names_only_people_with_a_conviction_left() -> None:
    answer = casegraph.load("scottsboro-boys").ask("Who can pardon the Scottsboro Boys?", on="2026-06-01")
    first, _, rest = answer.headline.partition(" Nothing is left to pardon: ")
    live = {one.person for one in answer.convictions if one.value != "moot"}
    moot = {one.person for one in answer.convictions} - live
    assert live and moot
    assert all(person in first and person not in rest for person in live)
    assert all(person in rest and person not in first for person in moot)


def test_a_commuted_conviction_is_told_with_its_day_and_with_what_is_said_of_the_commutation() -> None:
    answer = casegraph.load("julius-jones").ask("Who can pardon Julius Jones?", on="2026-06-01")
    assert "18 Nov 2021" in {one.outcome.commuted for one in answer.convictions}
    assert "commuted 18 Nov 2021" in answer.to_text()
    told = " ".join(answer.to_text().split())
    assert "disputed: by one account" in told and "closes every later commutation" in told
    assert "contested" in {row["standing"] for one in answer.to_json()["convictions"] for row in one["accounts"]}


def test_the_dead_are_not_told_of_in_the_present_alone() -> None:
    answer = casegraph.load("troy-davis").ask("Who can pardon Troy Davis?", on="2026-06-01")
    assert answer.headline.endswith("can pardon Troy Davis after death (21 Sep 2011).")
    assert answer.to_json()["convictions"][0]["died"] == "21 Sep 2011"
    before = casegraph.load("troy-davis").ask("Who can pardon Troy Davis?", on="2011-09-20")
    assert "after death" not in before.headline


def test_a_moot_conviction_has_nobody_excluded_from_it() -> None:
    answer = casegraph.load("brittney-griner").clemency("Brittney Griner", "2026-06-01")
    assert {one.value for one in answer.convictions} == {"moot"}
    assert answer.excluded == ()


@pytest.mark.parametrize(
    "law, flag, who",
    [("US-WI", "impeachment", "Governor of Wisconsin"), ("US", "impeachment", "President of the United States"),
     ("US-NM", "treason", "Governor of New Mexico")],
)  # fmt: skip
def test_what_a_clause_excludes_is_no_with_the_clause_and_its_claim(
    small: Small, law: str, flag: str, who: str
) -> None:
    graph = small(law=law, more=f", flag: {flag}")
    answer = graph.clemency("Jane Doe", "2020-01-01", kind="pardon")
    assert (answer.value, answer.headline) == ("no", "Nobody can pardon Jane Doe.")
    (found,) = answer.convictions
    (barred,) = [a for a in found.excluded if a.label == who]
    assert barred.reason.endswith(f"excepts {flag}") and barred.basis
    assert f"the law excepts {flag}" in found.note
    excepting = graph.query("SELECT ?c WHERE { ?c rdf:predicate cg:excludes }").texts()
    assert {claim for (claim,) in excepting} & set(found.because)


def test_a_kind_on_which_no_rule_is_on_record_is_told_as_missing_beside_one_that_is(
    land: Callable[..., casegraph.Graph],
) -> None:
    graph = land("  k: {sovereign: XX, kinds: [reprieve], decider: XX-king, basis: art. 1, from: 1900, source: law}\n")
    answer = graph.clemency("Jane Doe", "2020-01-01")
    assert answer.headline == (
        "The King of Ex can grant a reprieve to Jane Doe; nothing is on record on a pardon or a commutation."
    )
    (found,) = answer.convictions
    assert found.unruled == ("pardon", "commutation") and found.missing
    asked = graph.clemency("Jane Doe", "2020-01-01", kind="commutation", authority="XX-king")
    assert asked.value == "unknown"  # silence is no "no"


def test_law_known_by_one_source_is_told_by_one_source(land: Callable[..., casegraph.Graph]) -> None:
    one = land(
        "  k: {sovereign: XX, kinds: [pardon], decider: XX-king, basis: art. 1, from: 1900, source: blog,\n"
        "      standing: attributed, speaker: blog}\n"
    )
    answer = one.ask("Who can pardon Jane Doe?", on="2020-01-01")
    assert (answer.value, answer.headline) == ("depends", "By one source the King of Ex can pardon Jane Doe.")
    (found,) = answer.convictions
    assert found.holders == () and [a.label for a in found.reported] == ["King of Ex"]
    assert "by one source may pardon" in answer.to_text() and "by one source may pardon" in answer.to_html()
    assert answer.to_json()["convictions"][0]["holders"] == []


def test_law_by_one_source_never_outweighs_settled_law(land: Callable[..., casegraph.Graph]) -> None:
    both = land(
        SENATE.replace(", beside: k", "")
        + "  k: {sovereign: XX, kinds: [pardon], decider: XX-king, basis: art. 1, from: 1900, source: blog,\n"
        "      standing: attributed, speaker: blog}\n"
    )
    answer = both.ask("Can the King of Ex pardon Jane Doe?", on="2020-01-01")
    assert answer.value == "no"
    assert both.ask("Who can pardon Jane Doe?", on="2020-01-01").headline == "The Senate of Ex can pardon Jane Doe."


@pytest.mark.parametrize(
    "court, governor",
    [("US-district-nysd", "New York"), ("US-district-wied", "Wisconsin"), ("US-district-txsd", "Texas")],
)
def test_who_cannot_is_told_of_the_state_where_a_federal_conviction_was_entered(
    small: Small, court: str, governor: str
) -> None:
    (found,) = small(law="US", more=f", court: {court}").clemency("Jane Doe", "2020-01-01", kind="pardon").convictions
    (barred,) = [a for a in found.excluded if a.label == f"Governor of {governor}"]
    assert "this is a federal conviction" in barred.reason and barred.basis


def test_an_office_without_the_power_is_told_with_the_law_that_gives_it_to_another(small: Small) -> None:
    answer = small(law="US-GA").clemency("Jane Doe", "2020-01-01", kind="pardon", authority="US-GA-governor")
    (barred,) = [a for a in answer.convictions[0].excluded if a.label == "Governor of Georgia"]
    assert barred.reason.endswith("the Georgia State Board of Pardons and Paroles decides")
    assert "42-9-56" in barred.basis


def test_who_may_act_by_one_source_only_is_never_told_to_hold_no_power_as_well(
    land: Callable[..., casegraph.Graph],
) -> None:
    both = land(
        SENATE.replace(", beside: k", "")
        + "  k: {sovereign: XX, kinds: [pardon], decider: XX-king, basis: art. 1, from: 1900, source: blog,\n"
        "      standing: attributed, speaker: blog}\n"
    )
    (found,) = both.ask("Can the King of Ex pardon Jane Doe?", on="2020-01-01").convictions
    assert "King of Ex" not in [a.label for a in found.excluded]
    (reported,) = found.reported
    assert reported.conditions[-1] == "settled law gives it to the Senate of Ex"
