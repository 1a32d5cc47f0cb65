"""Hard questions about who decides, each from a case of five lines; and the authority data itself."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest

import casegraph
from casegraph.authorities.check import check_authorities, index_text, table_problems
from casegraph.authorities.load import load_authorities
from casegraph.authorities.officeholders import Term, meeting_problems
from casegraph.dates import When
from casegraph.questions.powers.tenure import in_office
from casegraph.records.claim import Literal
from casegraph.resources import shipped
from casegraph.store.record_store import RecordStore
from casegraph.view import CaseView, open_view
from casegraph.vocabulary import CG, Standing, local, thing

ASKED: dict[str, tuple[dict[str, str], str, str, dict[str, str], str]] = {
    # what is asked: (the conviction, the day, the kind, office → value when asked about it, a word of the answer)
    "a Wisconsin homicide of 2007": (
        {"law": "US-WI", "date": "2007-03-18"},
        "2016-01-08",
        "pardon",
        {"US-WI-governor": "yes", "US-president": "no"},
        "Scott Walker",
    ),
    "a burglary on a federal enclave, defined by the law of Texas": (
        {"law": "US"},
        "2024-01-01",
        "pardon",
        {"US-president": "yes", "US-TX-governor": "no", "US-TX-board": "no"},
        "Joe Biden",
    ),
    "an Alabama sentence of death": (
        {"law": "US-AL", "more": ", sentence_type: death"},
        "2025-02-01",
        "commutation",
        {"US-AL-governor": "yes", "US-AL-board": "no"},
        "Governor of Alabama",
    ),
    "an Alabama robbery, served": (
        {"law": "US-AL", "more": ", sentence_type: term of years"},
        "2025-02-01",
        "pardon",
        {"US-AL-board": "yes", "US-AL-governor": "no"},
        "Board",
    ),
    "a murder under the D.C. Code": (
        {"law": "US-DC", "more": ", court: US-DC-superior-court"},
        "2025-01-21",
        "pardon",
        {"US-president": "yes", "US-DC-clemency-board": "no"},
        "Donald Trump",
    ),
    "a general court-martial abroad": (
        {"law": "US-MIL", "date": "2010-01-01"},
        "2019-05-06",
        "pardon",
        {"US-president": "yes"},
        "Donald Trump",
    ),
    "a California pardon after two felony convictions": (
        {"law": "US-CA", "more": ", flag: twice convicted of a felony"},
        "2023-07-27",
        "pardon",
        {"US-CA-governor": "depends", "US-CA-supreme-court": "no"},
        "Supreme Court",
    ),
    "a California reprieve after two felony convictions": (
        {"law": "US-CA", "more": ", flag: twice convicted of a felony"},
        "2023-07-27",
        "reprieve",
        {"US-CA-governor": "yes"},
        "Governor of California",
    ),
    "a Georgia sentence of death": (
        {"law": "US-GA", "more": ", sentence_type: death"},
        "2023-08-15",
        "commutation",
        {"US-GA-board": "yes", "US-GA-governor": "no"},
        "majority",
    ),
    "a Connecticut pardon": (
        {"law": "US-CT"},
        "2020-01-01",
        "pardon",
        {"US-CT-board": "yes", "US-CT-governor": "no"},
        "Board of Pardons and Paroles",
    ),
    "a Connecticut reprieve": ({"law": "US-CT"}, "2020-01-01", "reprieve", {"US-CT-governor": "yes"}, "session"),
    "a Rhode Island pardon": ({"law": "US-RI"}, "2022-01-01", "pardon", {"US-RI-governor": "depends"}, "Senate"),
    "a Rhode Island reprieve": ({"law": "US-RI"}, "2022-01-01", "reprieve", {"US-RI-governor": "yes"}, "reprieve"),
    "a Minnesota pardon before 2023": (
        {"law": "US-MN"},
        "2022-06-01",
        "pardon",
        {"US-MN-governor": "no", "US-MN-board": "yes"},
        "all three",
    ),
    "a Minnesota pardon since 2023": (
        {"law": "US-MN"},
        "2025-06-01",
        "pardon",
        {"US-MN-governor": "depends"},
        "Governor",
    ),
    "a Florida commutation in 1999": (
        {"law": "US-FL", "date": "1990"},
        "1999-06-01",
        "commutation",
        {"US-FL-governor": "depends"},
        "three",
    ),
    "a Florida commutation in 2024": (
        {"law": "US-FL"},
        "2024-06-01",
        "commutation",
        {"US-FL-governor": "depends"},
        "two",
    ),
    "a Texas commutation against the Board": (
        {"law": "US-TX", "more": ", sentence_type: death"},
        "2024-01-01",
        "commutation",
        {"US-TX-governor": "depends", "US-president": "no"},
        "Board",
    ),
    "a short Texas reprieve": (
        {"law": "US-TX", "more": ", sentence_type: death"},
        "2024-01-01",
        "short reprieve",
        {"US-TX-governor": "yes"},
        "30",
    ),
}


THEN: dict[str, tuple[dict[str, str], str, str, set[str], set[str]]] = {
    # what is asked: (the conviction, the day, the kind, offices with a role, offices without one)
    "the Northern Marianas in 1930": ({"law": "US-MP"}, "1930-01-01", "pardon", set(), {"US-president"}),
    "Puerto Rico under Spain": ({"law": "US-PR"}, "1899-01-01", "pardon", set(), {"US-president"}),
    "the Danish West Indies": ({"law": "US-VI"}, "1910-01-01", "pardon", set(), {"US-president"}),
    "California in 1930": (
        {"law": "US-CA"}, "1930-01-01", "pardon", {"US-CA-governor"}, {"US-CA-board", "US-CA-prison-terms"}),
    "California in 2004": (
        {"law": "US-CA"}, "2004-01-01", "pardon", {"US-CA-governor", "US-CA-prison-terms"}, {"US-CA-board"}),
    "California in 2010": (
        {"law": "US-CA"}, "2010-01-01", "pardon", {"US-CA-governor", "US-CA-board"}, {"US-CA-prison-terms"}),
    "a federal offence before there was a Pardon Attorney": (
        {"law": "US"}, "1850-01-01", "pardon", {"US-president"}, {"US-pardon-attorney"}),
    "Illinois before determinate sentences": (
        {"law": "US-IL"}, "1975-01-01", "pardon", {"US-IL-governor"}, {"US-IL-board"}),
    "New York in 1920": ({"law": "US-NY"}, "1920-01-01", "pardon", {"US-NY-governor"}, {"US-NY-board"}),
    "Wisconsin treason, to gain time": (
        {"law": "US-WI", "more": ", flag: treason"}, "2020-01-01", "suspension", {"US-WI-governor"},
        {"US-WI-legislature"}),
    "Nebraska treason in 1900, to gain time": (
        {"law": "US-NE", "more": ", flag: treason"}, "1900-01-01", "suspension", {"US-NE-governor"},
        {"US-NE-legislature"}),
    "a reprieve for a person twice convicted in California": (
        {"law": "US-CA", "more": ", flag: twice convicted of a felony"}, "2020-01-01", "reprieve", {"US-CA-governor"},
        {"US-CA-supreme-court"}),
}  # fmt: skip
"""Nobody is named for a day on which the office, or the rule that gives it a part, did not exist."""


@pytest.mark.parametrize("what", THEN)
def test_offices_have_a_part_only_in_their_time(what: str, small: Callable[..., casegraph.Graph]) -> None:
    keys, day, kind, named, absent = THEN[what]
    (found,) = small(**{"date": "1800-05-01", **keys}).clemency("Jane Doe", day, kind=kind).convictions
    offices = {local(held.office) for held in (*found.holders, *found.disputed)}
    assert (named - offices, absent & offices) == (set(), set())


BINDS: dict[str, tuple[str, str, str, str]] = {
    # the sovereign, a kind that a condition binds, a kind that it does not, a word of the condition
    "newspaper in Maryland": ("US-MD", "pardon", "reprieve", "newspaper"),
    "without parole in Maryland": ("US-MD", "commutation", "pardon", "without parole"),
    "publication in Mississippi": ("US-MS", "pardon", "commutation", "publishes"),
    "forfeitures in Mississippi": ("US-MS", "remission", "pardon", "forfeitures"),
    "three weeks in Wyoming": ("US-WY", "pardon", "reprieve", "three weeks"),
    "six months in Delaware": ("US-DE", "reprieve", "pardon", "six months"),
    "four justices in California": ("US-CA", "pardon", "reprieve", "four justices"),
    "signed and sealed in Michigan": ("US-MI", "commutation", "pardon", "sealed"),
    "innocence in Alabama": ("US-AL", "pardon", "remission", "innocence"),
    "death in Kansas": ("US-KS", "commutation", "pardon", "without parole"),
    "all five in Pennsylvania": ("US-PA", "pardon", "reprieve", "five"),
    "the Board in Texas": ("US-TX", "commutation", "short reprieve", "majority of the Board"),
    "the Board in Oklahoma": ("US-OK", "pardon", "reprieve", "majority vote"),
}


@pytest.mark.parametrize("what", BINDS)
def test_a_condition_hangs_on_the_kinds_it_binds(what: str, small: Callable[..., casegraph.Graph]) -> None:
    law, bound, free, word = BINDS[what]
    sentence = "death" if law == "US-TX" else "life" if law == "US-PA" else "term of years"
    graph = small(law=law, more=f", sentence_type: {sentence}")
    told = {}
    for kind in (bound, free):
        (found,) = graph.clemency("Jane Doe", "2020-06-01", kind=kind).convictions
        told[kind] = " ".join(text for held in found.holders if kind in held.kinds for text in held.conditions)
    assert (word in told[bound], word in told[free]) == (True, False)


@pytest.mark.parametrize(("day", "value"), [("1960-06-01", "depends"), ("2009-06-01", "no"), ("2010-01-07", "depends")])
def test_texas_pardons_the_dead_only_since_the_attorney_general_read_the_law_so(
    day: str, value: str, small: Callable[..., casegraph.Graph]
) -> None:
    """Op. C-471 of 1965 said no, GA-0754 of 7 January 2010 yes; before 1965 nothing is on record."""
    text = (
        "case: dead\nsources: {d: {label: a docket}}\npeople: {doe: {name: Jane Doe, died: 1950, source: d}}\n"
        "convictions: {c: {person: doe, law_broken: US-TX, sentence_type: term of years, date: 1940, source: d}}\n"
    )
    assert small(text).clemency("Jane Doe", day, kind="pardon", authority="US-TX-governor").value == value


@pytest.mark.parametrize("law", ["US-IL", "US-HI", "US-GA"])
def test_whether_a_judgment_of_impeachment_can_be_pardoned_is_disputed_where_no_law_says(
    law: str, small: Callable[..., casegraph.Graph]
) -> None:
    graph = small(law=law, more=", flag: impeachment")
    assert graph.clemency("Jane Doe", "2020-01-01", kind="pardon").value == "disputed"


@pytest.mark.parametrize("what", ASKED)
def test_hard_questions_are_answered_from_five_lines(what: str, small: Callable[..., casegraph.Graph]) -> None:
    keys, day, kind, expected, word = ASKED[what]
    graph = small(**keys)
    found = {office: graph.clemency("Jane Doe", day, kind=kind, authority=office).value for office in expected}
    assert found == expected
    assert word.lower() in " ".join(graph.clemency("Jane Doe", day, kind=kind).to_text().lower().split())


def test_every_authority_file_is_sound() -> None:
    assert [problem for result in check_authorities() for problem in result.problems] == []


def test_every_term_names_a_known_office_and_source_and_meets_the_next_or_names_the_hole() -> None:
    """A hole is a row of its own, vacant or unknown; who acted may have done so beside the governor."""
    assert table_problems() == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2001-02-01,,", "nobody from 2001-01-20 until 2001-02-01"),
        ("2001-01-19,,", "Bill Clinton until 2001-01-20, George W. Bush from 2001-01-19"),
        ("2001-01-20,noon,", "George W. Bush begins at 'noon', Bill Clinton ends at ''"),
        ("2001-01-20,,", ""),
        ("2001-01-19,,acting", ""),
    ],
)
def test_terms_that_do_not_meet_are_told(row: str, told: str) -> None:
    start, hour, held_as = row.split(",")
    old = Term("o", "a", "Bill Clinton", "", "1993-01-20", "", "2001-01-20", "", "one source", (), "", 2)
    new = Term("o", "b", "George W. Bush", held_as, start, hour, "", "", "one source", (), "", 3)
    assert [
        problem.message.removeprefix("o: ").partition(", before")[0] for problem in meeting_problems([old, new])
    ] == ([told] if told else [])


def test_the_index_of_ids_is_up_to_date() -> None:
    """Mend with: python tests/test_the_law_of_the_jurisdictions.py"""
    assert shipped("datasets/authorities/index.csv").read_text(encoding="utf-8") == index_text()


CONCURRENT = {
    # The President and the Secretary concerned may each remit what is left of a court-martial sentence.
    frozenset({"US-MIL-clemency", "US-MIL-remission"}),
    # Before the judgment is entered the convening authority may lower a sentence, and so may the President.
    frozenset({"US-MIL-before-judgment", "US-MIL-clemency-before-judgment"}),
    # A first offender's pardon comes by law; the Governor's stays beside it.
    frozenset({"US-LA-first-offender", "US-LA-first-offender-governor"}),
}


def powers() -> list[tuple[str, dict[str, list[str]]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for case in load_authorities():
        for claim in case.claims:
            value = claim.object.value if isinstance(claim.object, Literal) else claim.object
            found.setdefault(claim.subject, {}).setdefault(claim.predicate, []).append(value)
            if claim.predicate == CG + "sovereign":
                found[claim.subject]["standing"] = [claim.standing.value]
    return [(iri, held) for iri, held in sorted(found.items()) if CG + "sovereign" in held and CG + "kinds" in held]


def test_every_power_has_a_basis_and_a_decider_or_says_why_not() -> None:
    assert len(powers()) > 100
    for iri, held in powers():
        assert held.get(CG + "basis"), iri
        assert held.get(CG + "decider") or held.get(CG + "noDecider"), iri


def test_no_two_settled_rules_of_the_same_kind_and_scope_are_surely_in_force_at_once() -> None:
    rules: dict[tuple[str, ...], list[tuple[date, date, str]]] = {}
    for iri, held in powers():
        if held["standing"] != [Standing.ESTABLISHED.value]:
            continue
        start, end = (When.parse(held[CG + key][0]) if CG + key in held else None for key in ("from", "until"))
        first = (start.latest if start else None) or date.min
        last = (end.earliest if end else None) or date.max
        scope = held.get(CG + "scope", ["all"])[0]
        for kind in held[CG + "kinds"]:
            for flag in held.get(CG + "appliesTo", [""]):
                key = (held[CG + "sovereign"][0], kind, scope, flag)
                rules.setdefault(key, []).append((first, last, local(iri)))
    clashes = [
        (key, one[2], two[2])
        for key, spans in rules.items()
        for index, one in enumerate(sorted(spans))
        for two in sorted(spans)[index + 1 :]
        if two[0] < one[1] and one[0] < two[1]
    ]
    both = {frozenset(pair) for _, *pair in clashes}
    assert both <= CONCURRENT


def test_the_sentence_and_the_day_decide_the_rule_on_both_sides_of_a_change(
    small: Callable[..., casegraph.Graph],
) -> None:
    changed = date(2023, 5, 19)
    graph = small(law="US-MN")
    before = graph.clemency("Jane Doe", changed - timedelta(days=1), kind="pardon")
    after = graph.clemency("Jane Doe", changed, kind="pardon")
    assert [local(holder.office) for holder in before.holders] == ["US-MN-board"]
    assert [local(holder.office) for holder in after.holders] == ["US-MN-governor"]


def test_life_without_parole_in_wyoming_is_pardoned_but_not_commuted_since_the_amendment(
    small: Callable[..., casegraph.Graph],
) -> None:
    lifer, term = (small(law="US-WY", more=f", sentence_type: {kind}") for kind in ("life without parole", "life"))
    assert lifer.clemency("Jane Doe", "2010-01-14", kind="commutation").value == "no"
    assert lifer.clemency("Jane Doe", "2010-01-14", kind="pardon").value == "who"
    assert term.clemency("Jane Doe", "2010-01-14", kind="commutation").value == "who"


def test_a_sentence_of_death_under_military_law_is_suspended_by_nobody(small: Callable[..., casegraph.Graph]) -> None:
    death, term = (small(law="US-MIL", more=f", sentence_type: {kind}") for kind in ("death", "term of years"))
    assert death.clemency("Jane Doe", "2020-01-01", kind="suspension").value == "no"
    assert term.clemency("Jane Doe", "2020-01-01", kind="suspension").value == "who"


def test_an_automatic_pardon_is_told_beside_the_office_that_may_grant_one(
    small: Callable[..., casegraph.Graph],
) -> None:
    first = small(law="US-LA", more=", sentence_type: term of years, flag: first felony")
    (found,) = first.clemency("Jane Doe", "2010-01-01", kind="pardon").convictions
    assert "comes by law" in found.note
    assert any(local(holder.office) == "US-LA-governor" for holder in found.holders)


def test_a_headline_binds_nobody_to_himself(small: Callable[..., casegraph.Graph]) -> None:
    headline = small(law="US-ID", more=", sentence_type: death").clemency("Jane Doe", "2021-12-30").headline
    assert headline.startswith("The Governor of Idaho (alone for a reprieve; with the Idaho Commission")
    assert "the Governor of Idaho)" not in headline


@pytest.mark.parametrize(
    ("day", "people"),
    [
        ("2001-01-19", "Bill Clinton"),
        ("2001-01-20", "Bill Clinton until noon, George W. Bush from noon"),
        ("2001-01-21", "George W. Bush"),
        ("2021-01-20", "Donald Trump until noon, Joe Biden from noon"),
        ("1977-01-20", "Gerald Rudolph Ford Jr. until noon, Jimmy Carter from noon"),
        ("1974-08-09", "Richard Milhous Nixon until noon, Gerald Rudolph Ford Jr. from noon"),
    ],
)
def test_the_last_morning_of_a_president_is_his(small: Callable[..., casegraph.Graph], day: str, people: str) -> None:
    graph = small(law="US")
    answer = graph.clemency("Jane Doe", day)
    assert (answer.holders[0].person, answer.holders[0].person_standing) == (people, "established")
    (row, *_) = answer.to_json()["convictions"][0]["holders"]
    hours = [(one["person"], one.get("until"), one.get("from")) for one in row["people"]]
    if " until " in people:
        (old, _, rest), new = people.partition(" until "), people.partition(", ")[2].removesuffix(" from noon")
        assert hours == [(old, "noon", None), (new, None, "noon")] and rest
        assert (row["until"], row["from"]) == ("noon", "noon")
    else:
        assert hours == [(people, None, None)] and not {"until", "from"} & set(row)
    assert people in " ".join(answer.to_text().split()) and people in answer.to_html()


def test_a_handover_is_one_change_and_both_could_act_on_its_day(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(law="US", date="1999-01-01")
    notes = graph.ask("Who could pardon Jane Doe in January 2001?").notes
    assert [note.partition(":")[0] for note in notes if "President" in note] == ["On 1 Jan 2001", "From 20 Jan 2001"]
    asked = {who: graph.ask(f"Could {who} pardon Jane Doe?", on="2001-01-20").value for who in ("Clinton", "Obama")}
    asked["Bush"] = graph.ask("Could George W. Bush pardon Jane Doe?", on="2001-01-20").value
    assert asked == {"Clinton": "yes", "Bush": "yes", "Obama": "no"}


def test_the_query_names_both_on_a_day_of_change_with_the_hours(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(law="US", date="1999-01-01")
    found = graph.run("holders", conviction=graph.clemency("Jane Doe", "2001-01-20").convictions[0].id, on="2001-01-20")
    rows = {(local(row[4]), *row[5:]) for row in found.texts() if row[2] == "pardon" and row[4]}
    assert rows == {("bill-clinton", "noon", "", ""), ("george-w-bush", "", "noon", "")}


def test_before_the_first_oath_the_presidency_is_vacant(small: Callable[..., casegraph.Graph]) -> None:
    (holder,) = small(law="US").clemency("Jane Doe", "1789-04-01").holders
    assert (holder.person, holder.who) == ("", "vacant")


@pytest.mark.parametrize(
    ("law", "day", "people", "standing"),
    [
        ("US-MS", "2012-01-10", "Haley Barbour until some hour of that day, Phil Bryant from then on", "attributed"),
        ("US-NJ", "2018-01-16", "Christopher Christie until noon, Phil Murphy from noon", "attributed"),
        ("US-PA", "1993-08-01", "Mark Singel, acting for Robert P. Casey", "attributed"),
        ("US-AL", "1972-06-20", "Jere Beasley, acting for George Corley Wallace", "attributed"),
        ("US-MD", "1978-01-01", "Blair Lee, acting for Marvin Mandel", "attributed"),
        ("US-AZ", "1988-03-01", "Rose Mofford, acting for Evan Mecham", "attributed"),
        ("US-MO", "2000-10-17", "Roger B. Wilson, acting", "established"),
        ("US-FL", "1987-01-05", "Wayne Mixson", "established"),
        ("US-PR", "1960-01-01", "Luis Muñoz Marín", "established"),
        ("US-MP", "1979-01-01", "Carlos S. Camacho", "established"),
        ("US", "2002-06-29", "Dick Cheney, acting from 7:09 a.m. until 9:24 a.m. for George W. Bush", "established"),
        ("US", "2021-11-19", "Kamala Harris, acting during some hours of that day for Joe Biden", "established"),
        ("US-MN", "1936-08-23", "", "nobody on record for that day"),
        ("US-GU", "1930-01-01", "", "nobody on record for that day"),
    ],
)
def test_who_acted_stands_first_and_a_hole_is_told(law: str, day: str, people: str, standing: str) -> None:
    office = f"{law}-governor" if law != "US" else "US-president"
    held = in_office(terms_of(office), thing(office), date.fromisoformat(day))
    assert (held.people, held.standing) == (people, standing)


def test_a_hole_in_the_terms_is_told_in_every_outlet(small: Callable[..., casegraph.Graph]) -> None:
    answer = small(law="US-OR", date="1940-01-01").clemency("Jane Doe", "1947-10-29", kind="reprieve")
    said = "nobody on record for that day"
    assert (answer.holders[0].person, answer.holders[0].person_standing, answer.holders[0].who) == ("", said, said)
    assert said in " ".join(answer.to_text().split()) and said in answer.to_html()
    assert answer.to_json()["convictions"][0]["holders"][0]["person_standing"] == said


@cache
def terms_of(office: str) -> CaseView:
    cases = load_authorities([office])
    return open_view(RecordStore(cases, shipped("ontology/casegraph.ttl")))


def test_a_term_with_one_source_says_so_and_near_a_handover_warns(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(law="US-AL", more=", sentence_type: death")
    (holder,) = graph.clemency("Jane Doe", "2020-01-01", kind="commutation").holders
    assert (holder.person, holder.person_standing) == ("Kay Ivey", "attributed")
    near = graph.clemency("Jane Doe", "2017-04-11", kind="commutation")
    assert any("handover" in note for note in near.notes)
    assert not any("handover" in note for note in graph.clemency("Jane Doe", "2020-01-01", kind="commutation").notes)


def test_the_table_of_terms_reads_as_plain_csv() -> None:
    rows = list(
        csv.DictReader(io.StringIO(shipped("datasets/authorities/officeholders.csv").read_text(encoding="utf-8")))
    )
    assert len(rows) > 1500
    assert {row["held_as"] for row in rows} == {"", "acting", "vacant", "unknown"}
    assert {row["support"] for row in rows} == {"two sources", "one source", "sources differ", "unconfirmed"}


if __name__ == "__main__":
    shipped("datasets/authorities/index.csv").write_text(index_text(), encoding="utf-8")
