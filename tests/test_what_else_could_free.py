"""What else could free a person: the ways out other than clemency, who decides, how they stand, what was tried."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.errors import CannotAnswer, UsageError
from casegraph.loading import case_names
from casegraph.questions.naming.names import things_of
from casegraph.questions.reading.ask import read_question
from casegraph.questions.relief.answer import ConvictionRelief, ReliefAnswer, Route
from casegraph.questions.relief.walk import relief_for
from casegraph.resources import shipped, shipped_files
from casegraph.vocabulary import Standing, local

WISCONSIN = {
    "US-WI-new-trial": "974.02",
    "US-WI-direct-appeal": "808.10",
    "US-WI-discretionary-reversal": "752.35",
    "US-WI-collateral-attack": "974.06",
    "US-WI-knight-petition": "168 Wis. 2d 509",
    "US-WI-dna-testing": "974.07",
    "US-WI-sentence-modification": "973.19",
    "US-WI-sentence-adjustment": "973.195",
    "US-WI-mandatory-release": "302.11",
    "US-WI-parole": "304.06(1)(b)",
    "US-WI-early-parole": "304.06(1m)",
    "US-WI-special-action-release": "304.02",
    "US-WI-life-eligibility": "973.014(1g)",
    "US-WI-extended-supervision": "302.114",
    "US-WI-compassionate-release-court": "302.113(9g)",
    "US-WI-coram-nobis": "Jessen",
    "US-WI-compensation": "775.05",
    "US-WI-expungement": "973.015",
}
"""Every way out of a Wisconsin conviction → a word of its legal basis."""


def routes(answer: ReliefAnswer | ConvictionRelief) -> dict[str, Route]:
    """The ways of the one conviction asked about, by short id."""
    found = answer if isinstance(answer, ConvictionRelief) else answer.convictions[0]
    return {local(route.id): route for route in found.routes}


def tried(answer: ReliefAnswer, way: str) -> list[str]:
    return [local(attempt.event) for attempt in routes(answer)[way].attempts]


# --- Wisconsin ------------------------------------------------------------------------------------------------------


def test_every_way_out_of_a_wisconsin_conviction_is_told_with_its_basis(seed: casegraph.Graph) -> None:
    found = routes(seed.relief("dassey-2007-homicide", "2024-06-01"))
    for way, basis in WISCONSIN.items():
        assert basis in found[way].basis, way
        assert found[way].body, way
    federal = {"state-federal-habeas", "state-second-habeas", "state-supreme-court-review"}
    assert set(found) == {*WISCONSIN, *federal, "US-WI-innocence-commission"}


def test_no_parole_body_has_power_over_the_homicide_sentences(seed: casegraph.Graph) -> None:
    for conviction in ("dassey-2007-homicide", "avery-2007-homicide"):
        answer = seed.relief(conviction, "2024-06-01", kind="parole")
        assert answer.value == "no"
        assert routes(answer)["US-WI-parole"].state == "closed"
        for word in ("no parole body", "973.014(1g)", "302.114", "sentencing"):
            assert word in routes(answer)["US-WI-parole"].reason


def test_release_opens_on_the_date_the_court_set_and_never_without_one(seed: casegraph.Graph) -> None:
    way = "US-WI-extended-supervision"
    assert "not before 2048" in routes(seed.relief("dassey-2007-homicide", "2024-06-01"))[way].reason
    assert routes(seed.relief("dassey-2007-homicide", "2049-06-01"))[way].state == "open"
    assert routes(seed.relief("avery-2007-homicide", "2049-06-01"))[way].state == "closed"
    eligibility = routes(seed.relief("avery-2007-homicide", "2024-06-01"))["US-WI-life-eligibility"]
    assert "never" in eligibility.reason


def test_the_sentence_of_1986_stood_under_the_old_law(seed: casegraph.Graph) -> None:
    found = routes(seed.relief("avery-1985-sexual-assault", "1995-01-01"))
    assert found["US-WI-parole"].state == found["US-WI-mandatory-release"].state == "open"
    assert "US-WI-sentence-adjustment" not in found, "it came with the sentences in two parts"
    assert "US-WI-dna-testing" not in found, "that statute came in 2001"


def test_what_was_set_aside_leaves_only_what_comes_afterwards(seed: casegraph.Graph) -> None:
    answer = seed.relief("avery-1985-sexual-assault", "2010-01-01")
    assert answer.value == "moot" and "vacated 10 Sep 2003" in answer.headline
    assert set(routes(answer)) == {"US-WI-compensation"}
    assert tried(answer, "US-WI-compensation") == ["avery-compensation-2004"]
    before = routes(seed.relief("avery-1985-sexual-assault", "2004-06-01"))["US-WI-compensation"]
    assert (before.state, before.reason) == ("open", "nothing decided yet by that day")


# --- what was tried, day by day -------------------------------------------------------------------------------------

HABEAS = "state-federal-habeas"


@pytest.mark.parametrize(
    ("day", "last", "outcome"),
    [
        ("2016-08-11", "dassey-habeas-petition-2014", ""),
        ("2016-08-12", "dassey-habeas-grant-2016", "granted"),
        ("2017-06-21", "dassey-stay-2016", "no release"),
        ("2017-06-22", "dassey-panel-decision-2017", "affirmed"),
        ("2017-12-07", "dassey-en-banc-order-2017", "vacated"),
        ("2017-12-08", "dassey-habeas-reversal-2017", "reversed"),
        ("2018-06-24", "dassey-habeas-reversal-2017", "reversed"),
        ("2018-06-25", "dassey-certiorari-denied-2018", "denied"),
    ],
)
def test_dasseys_federal_habeas_is_told_as_it_stood_on_the_day(
    seed: casegraph.Graph, day: str, last: str, outcome: str
) -> None:
    route = routes(seed.relief("dassey-2007-homicide", day))[HABEAS]
    assert route.state == "tried"
    assert local(route.attempts[-1].event) == last
    assert outcome in route.attempts[-1].outcome and route.attempts[-1].because
    assert all(attempt.sure for attempt in route.attempts)


def test_before_a_decision_nothing_is_decided_and_before_a_petition_nothing_is_tried(seed: casegraph.Graph) -> None:
    asked = routes(seed.relief("dassey-2007-homicide", "2015-06-01"))[HABEAS]
    assert (asked.state, asked.reason) == ("tried", "nothing decided yet by that day")
    early = routes(seed.relief("dassey-2007-homicide", "2009-06-01"))
    assert early[HABEAS].attempts == () and early[HABEAS].state == "open"
    assert early["state-second-habeas"].state == "closed"
    assert early["US-WI-direct-appeal"].reason == "nothing decided yet by that day"
    told = seed.relief("dassey-2007-homicide", "2009-06-01").to_text()
    assert "2016" not in told.partition("Sources")[0]


def test_averys_motions_are_told_under_the_statute_they_used(seed: casegraph.Graph) -> None:
    way = "US-WI-collateral-attack"
    assert tried(seed.relief("avery-2007-homicide", "2016-01-08"), way) == ["avery-motion-denied-2015"]
    assert tried(seed.relief("avery-2007-homicide", "2021-08-01"), way) == [
        "avery-motion-denied-2015",
        "avery-motion-denied-2017",
        "avery-appeal-2021",
    ]
    assert tried(seed.relief("avery-2007-homicide", "2026-01-01"), "US-WI-direct-appeal")[0] == "avery-appeal-2011"
    assert "avery-appeal-2021" not in tried(seed.relief("avery-2007-homicide", "2026-01-01"), "US-WI-direct-appeal")


def test_an_undated_attempt_is_withheld_while_any_account_puts_it_later(seed: casegraph.Graph) -> None:
    way = "US-WI-collateral-attack"
    assert "avery-third-motion-2022" not in tried(seed.relief("avery-2007-homicide", "2022-07-31"), way)
    later = routes(seed.relief("avery-2007-homicide", "2023-01-01"))[way].attempts[-1]
    assert (local(later.event), later.date, later.sure) == ("avery-third-motion-2022", "", False)


def test_what_only_one_paper_says_is_not_told_as_tried(seed: casegraph.Graph) -> None:
    found = routes(seed.relief("avery-2007-homicide", "2026-01-01"))["US-WI-new-trial"]
    assert found.attempts == ()
    standing = {claim.iri: claim.standing for case in (*seed.cases, *seed.authorities) for claim in case.claims}
    for who in ("Steven Avery", "Brendan Dassey"):
        for claim in seed.relief(who, "2026-01-01").because:
            assert standing[claim] in (Standing.ESTABLISHED, Standing.INFERRED)


def test_dna_tests_a_court_ordered_are_an_attempt(seed: casegraph.Graph) -> None:
    assert tried(seed.relief("avery-1985-sexual-assault", "2002-12-01"), "US-WI-dna-testing") == [
        "avery-dna-order-2002"
    ]


# --- other sovereigns -----------------------------------------------------------------------------------------------


def test_a_federal_case_has_the_federal_ways() -> None:
    graph = casegraph.load("scooter-libby", "peter-macdonald")
    found = routes(graph.relief("libby-2007-obstruction", "2008-06-01"))
    assert "Fed. R. Crim. P. 33" in found["US-new-trial"].basis
    assert not {"US-crack-reduction", "US-compassionate-release"} & set(found), "the Act came in December 2018"
    assert tried(graph.relief("libby-2007-obstruction", "2008-06-01"), "US-direct-appeal") == [
        "libby-appeal-dropped-2007"
    ]
    assert found["US-prosecutors-review"].state == found["US-innocence-commission"].state == "none"
    pardoned = graph.relief("libby-2007-obstruction", "2019-01-01")
    assert set(routes(pardoned)) == {"US-compensation", "US-coram-nobis"}
    assert "innocence" in " ".join(routes(pardoned)["US-compensation"].conditions)
    parole = routes(graph.relief("macdonald-1992-riot", "1995-01-01"))["US-parole"]
    assert parole.state == "closed" and "1987" in parole.reason


def test_a_tribal_conviction_goes_to_the_tribes_court_or_to_federal_habeas() -> None:
    graph = casegraph.load("peter-macdonald")
    found = routes(graph.relief("macdonald-1990-bribery", "1992-06-01"))
    assert set(found) == {"tribe-appeal", "tribe-federal-habeas"}
    assert "25 U.S.C. § 1303" in found["tribe-federal-habeas"].basis


def test_a_court_martial_has_the_military_ways() -> None:
    found = routes(casegraph.load("chelsea-manning").relief("manning-2013-theft", "2019-06-01"))
    assert "10 U.S.C. § 866" in found["US-MIL-appeal"].basis
    assert [local(a.event) for a in found["US-MIL-appeal"].attempts][-1] == "manning-caaf-petition"
    assert found["US-MIL-death-approval"].state == "closed"
    assert not [way for way in found if not way.startswith("US-MIL-")]


def test_a_dc_code_count_tried_in_federal_court_keeps_the_ways_of_the_district() -> None:
    graph = casegraph.load("sutton-zabavsky")
    found = routes(graph.relief("sutton-2022-murder", "2024-11-15"))
    assert "D.C. Code § 22-4135" in found["US-DC-actual-innocence"].basis
    assert found["US-DC-parole"].state == "closed"
    # the record itself names the federal rule that was used
    assert [local(a.event) for a in found["US-new-trial"].attempts] == ["sutton-new-trial-refused-2023"]
    assert "US-compassionate-release" not in found


BORDERS: dict[str, tuple[str, str, dict[str, str]]] = {
    # what: (day of the offence, day asked, way → its state with the person in prison; "" where it is not law that day)
    "an old federal offence today": (
        "1970-05-01", "2026-11-30",
        {"US-compassionate-release": "closed", "US-compassionate-release-4205g": "open",
         "US-guideline-reduction": "closed", "US-former-rule-35": "open", "US-sentence-correction": "closed",
         "US-parole": "open", "US-collateral-attack-1948": ""}),
    "a new federal offence today": (
        "1999-05-01", "2026-11-30",
        {"US-compassionate-release": "open", "US-compassionate-release-4205g": "closed", "US-parole": "closed",
         "US-guideline-reduction": "unknown", "US-former-rule-35": "closed", "US-crack-reduction": "unknown"}),
    "a federal offence since the crack Act": ("2012-05-01", "2026-11-30", {"US-crack-reduction": "closed"}),
    "a federal prisoner in 1995": (
        "1990-05-01", "1995-05-01",
        {"US-collateral-attack": "", "US-collateral-attack-1948": "open", "US-dna-testing": "", "US-new-trial": "",
         "US-new-trial-1946": "unknown", "US-compassionate-release": "", "US-compassionate-release-1987": "open"}),
}  # fmt: skip


@pytest.mark.parametrize("what", BORDERS)
def test_a_way_has_both_ends_of_its_border(what: str, small: Callable[..., casegraph.Graph]) -> None:
    committed, day, wanted = BORDERS[what]
    year = int(committed[:4]) + 1
    graph = small(f"""\
case: small
sources: {{d: {{label: a docket, kind: docket}}}}
people: {{doe: {{name: Jane Doe, source: d}}}}
convictions:
  c: {{person: doe, law_broken: US, date: {year}-05-01, offence_date: {committed}, sentence_type: life, source: d}}
imprisonments: {{i: {{person: doe, conviction: c, from: {year}-05-01, source: d}}}}
""")
    found = routes(graph.relief("c", day))
    assert {way: found[way].state if way in found else "" for way in wanted} == wanted


def test_silence_is_not_read_as_no(small: Callable[..., casegraph.Graph]) -> None:
    """An appeal that is not in the file may have been filed in time."""
    graph = small(law="US", date="2000-05-01")
    answer = graph.relief("Jane Doe", "2024-01-01", kind="direct appeal")
    (appeal,) = answer.convictions[0].routes
    assert (answer.value, appeal.state, appeal.unless) == ("depends", "closed", "one was begun in time")
    assert "unless one was begun in time" in answer.headline
    for shown in (answer.to_text(), answer.to_html(), json.dumps(answer.to_json()), answer.to_frame().to_csv()):
        assert "the record does not say" in " ".join(shown.split()), shown
    assert routes(graph.relief("Jane Doe", "2000-05-10"))["US-direct-appeal"].unless == ""
    state = small(law="US-WI", date="2000-05-01", more=", offence_date: 2000-01-02, sentence_type: life")
    found = routes(state.relief("Jane Doe", "2024-01-01"))
    assert found["state-second-habeas"].unless == "Federal habeas corpus was tried before"
    assert found["US-WI-direct-appeal"].unless and not found["US-WI-parole"].unless, "the law itself closes parole"
    assert found["US-WI-expungement"].unless == "", "closed by the sentence, whatever was begun"


FIVE = {
    "a State without ways of its own": ("US-OH", {"state-new-trial", "state-direct-appeal", HABEAS, "state-parole"}),
    "North Carolina": ("US-NC", {"US-NC-innocence-commission", HABEAS}),
    "Missouri": ("US-MO", {"US-MO-prosecutors-review", HABEAS}),
    "California": ("US-CA", {"US-CA-second-look", "state-parole"}),
    "Wisconsin": ("US-WI", {*WISCONSIN} - {"US-WI-compassionate-release-commission"}),
    "the United States": ("US", {"US-collateral-attack", "US-dna-testing", "US-saving-clause"}),
    "military law": ("US-MIL", {"US-MIL-records", "US-MIL-parole"}),
    "the District": ("US-DC", {"US-DC-second-look", "US-DC-sealing"}),
    "a tribe": ("US-TRIBE", {"tribe-appeal", "tribe-federal-habeas"}),
}


@pytest.mark.parametrize("what", FIVE)
def test_five_lines_are_enough_for_each_kind_of_conviction(what: str, small: Callable[..., casegraph.Graph]) -> None:
    law, wanted = FIVE[what]
    answer = small(law=law).relief("Jane Doe", "2024-01-01")
    assert wanted <= set(routes(answer)), what
    assert answer.value == "who" and answer.sources


def test_what_one_state_has_no_other_state_is_offered(small: Callable[..., casegraph.Graph]) -> None:
    others = {"US-NC-innocence-commission", "US-MO-prosecutors-review", "US-CA-second-look", *WISCONSIN}
    assert not others & set(routes(small(law="US-OH").relief("Jane Doe", "2024-01-01")))
    assert not {"state-parole", "state-new-trial"} & set(routes(small(law="US-WI").relief("Jane Doe", "2024-01-01")))


def test_a_missing_fact_is_named_and_decides_once_given(small: Callable[..., casegraph.Graph]) -> None:
    unknown = routes(small(law="US-WI", date="2005-05-01").relief("Jane Doe", "2024-01-01"))["US-WI-parole"]
    assert unknown.state == "unknown"
    assert [fact.key for fact in unknown.missing] == ["offence_date", "sentence_type"]
    new = small(law="US-WI", more=", offence_date: 2000-01-02, sentence_type: life", date="2001-01-01")
    assert routes(new.relief("Jane Doe", "2024-01-01"))["US-WI-parole"].state == "closed"
    old = small(law="US-WI", more=", offence_date: 1999-12-30, sentence_type: life", date="2001-01-01")
    assert routes(old.relief("Jane Doe", "2024-01-01"))["US-WI-parole"].state == "open"
    convicted_before = small(law="US-WI", more=", sentence_type: term of years", date="1990-05-01")
    assert routes(convicted_before.relief("Jane Doe", "2024-01-01"))["US-WI-parole"].state == "open"


def test_a_short_time_limit_runs_out(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(law="US-WI", date="2000-05-01")
    assert routes(graph.relief("Jane Doe", "2000-05-21"))["US-WI-new-trial"].state == "open"
    assert routes(graph.relief("Jane Doe", "2000-05-22"))["US-WI-new-trial"].state == "closed"


def test_a_kind_that_fits_two_ways_is_told_as_doubtful(case_file: Callable[..., Path]) -> None:
    text = case_file(law="US-WI").read_text(encoding="utf-8")
    motion = "events: {m: {kind: PostconvictionMotion, date: 2003, conviction: doe-conviction, source: docket}}\n"
    graph = casegraph.load(case_file(text + motion))
    found = routes(graph.relief("Jane Doe", "2010-01-01"))
    for way in ("US-WI-new-trial", "US-WI-collateral-attack"):
        assert [attempt.shared for attempt in found[way].attempts] == [True]
    assert "the record does not say" in " ".join(graph.relief("Jane Doe", "2010-01-01").to_text().split())


def test_without_a_law_broken_or_before_the_conviction_nothing_is_guessed(
    case_file: Callable[..., Path], small: Callable[..., casegraph.Graph]
) -> None:
    text = case_file(law="US-WI").read_text(encoding="utf-8").replace(" law_broken: US-WI,", "")
    answer = casegraph.load(case_file(text)).relief("Jane Doe", "2024-01-01")
    assert answer.value == "unknown" and answer.convictions[0].missing[0].key == "law_broken"
    early = small().relief("Jane Doe", "1999-01-01")
    assert early.value == "moot" and not early.convictions[0].routes
    foreign = casegraph.load("brittney-griner").relief("Brittney Griner", "2022-09-01")
    assert foreign.value == "unknown" and "Russian" in foreign.convictions[0].missing[0].words


def test_nothing_can_free_the_dead() -> None:
    graph = casegraph.load("troy-davis")
    assert "died 21 Sep 2011" in graph.relief("Troy Davis", "2012-01-01").headline
    living = graph.relief("davis-1991-murder", "2011-03-29")
    assert tried(living, HABEAS)[-1] == "davis-review-denied-2011"
    assert routes(living)["state-parole"].state == "closed"


# --- words, command, contract ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "form", "kind"),
    [
        ("What else could free Brendan Dassey?", "relief", None),
        ("What other ways out does Brendan Dassey have?", "relief", None),
        ("How else could Brendan Dassey get out?", "relief", None),
        ("Can Brendan Dassey be paroled?", "relief", "parole"),
        ("Is Brendan Dassey eligible for parole?", "relief", "parole"),
        ("Could a court still free Brendan Dassey?", "relief", "court"),
        ("What has Brendan Dassey tried?", "tried", None),
    ],
)
def test_plain_questions_about_other_ways_are_read(question: str, form: str, kind: str | None) -> None:
    reading = read_question(question)
    assert (reading.form, reading.who, reading.kind) == (form, "Brendan Dassey", kind)


def test_the_old_questions_are_still_about_clemency() -> None:
    assert read_question("Who else could free Brendan Dassey?").form in ("who", "relief")
    assert read_question("Could the President free Brendan Dassey?").form == "can"
    with pytest.raises(CannotAnswer):
        read_question("What is the weather?")


def test_asking_in_words_gives_what_the_method_gives(seed: casegraph.Graph) -> None:
    asked = seed.ask("What else could free Brendan Dassey in June 2017?")
    assert isinstance(asked, ReliefAnswer)
    called = seed.relief("Brendan Dassey", "2017-06-30")
    assert {**asked.to_json(), "question": ""} == {**called.to_json(), "question": ""}
    tried_only = seed.ask("What has Brendan Dassey tried?", "2018-07-01")
    assert isinstance(tried_only, ReliefAnswer)
    assert all(route.attempts for found in tried_only.convictions for route in found.routes)
    court = seed.ask("Could a court still free Brendan Dassey?", "2020-01-01")
    assert isinstance(court, ReliefAnswer) and court.value == "yes"
    assert not {"parole", "compensation"} & {route.kind for found in court.convictions for route in found.routes}


def test_clemency_stands_apart_in_one_line(seed: casegraph.Graph) -> None:
    answer = seed.relief("dassey-2007-homicide", "2020-01-01")
    assert answer.clemency.startswith("Mercy, not a court: The Governor of Wisconsin")
    assert not [route for route in answer.convictions[0].routes if "pardon" in route.kind]


def test_the_command_answers_in_words_and_in_the_published_json(run: Callable[..., Any], case_file: Any) -> None:
    told = run("relief", "dassey-2007-homicide", "--on", "2017-01-08")
    assert told.code == 0 and "Federal habeas corpus" in told.out and "Mercy, not a court" in told.out
    assert max(len(line) for line in told.out.splitlines() if "http" not in line) <= 80
    schema = json.loads(run("schema", "relief").out)
    for args in (["Steven Avery"], ["Troy Davis", "--case", "troy-davis"], ["Brendan Dassey", "--kind", "parole"]):
        ran = run("relief", *args, "--json")
        jsonschema.validate(json.loads(ran.out), schema)
    small = case_file()
    assert run("relief", "Jane Do", "--case", small).code == 3
    assert run("relief", "Jane Doe", "--kind", "parol", "--case", small).code == 2
    assert run("ask", "Can Brendan Dassey be paroled?", "--exit-code").code == 10
    broken = small.with_name("broken.yaml")
    broken.write_text("case: [", encoding="utf-8")
    assert run("relief", "Jane Doe", "--case", broken).code == 1


def test_an_unknown_kind_is_refused_with_a_near_one(seed: casegraph.Graph) -> None:
    with pytest.raises(UsageError, match="DNA testing"):
        seed.relief("Brendan Dassey", kind="DNA test")


# --- the data, and that everything walks back -----------------------------------------------------------------------


def test_no_id_stands_in_two_authority_files() -> None:
    with shipped("datasets/authorities/index.csv").open(encoding="utf-8", newline="") as file:
        counts = Counter(row["id"] for row in csv.DictReader(file))
    assert [name for name, count in counts.items() if count > 1] == []


def test_only_the_files_of_the_sovereigns_concerned_are_read() -> None:
    names = {case.name for case in load_authorities(["US-OH"])}
    assert "US-states-relief" in names
    assert not {"US-WI-relief", "US-tribes-relief", "US-DC-relief"} & names
    assert {"US-WI-relief", "US-states-relief"} <= {case.name for case in load_authorities(["US-WI"])}
    every = {f"relief/{path.stem}" for path in shipped_files("datasets/authorities/relief", ".yaml")}
    assert len([case for case in load_authorities() if case.name.endswith("-relief")]) == len(every)


@pytest.mark.parametrize("case", ["avery-dassey", "scooter-libby", "chelsea-manning", "peter-macdonald"])
def test_every_way_and_every_attempt_walks_back_to_a_source(case: str) -> None:
    graph = casegraph.load(case)
    for conviction in things_of(graph.view, "Conviction"):
        answer = graph.relief(local(conviction), "2015-06-01")
        for route in answer.convictions[0].routes:
            assert any(answer.numbers.get(claim) for claim in route.because), route.id
            for attempt in route.attempts:
                assert any(answer.numbers.get(claim) for claim in attempt.because), attempt.event


@pytest.mark.parametrize("case", case_names())
def test_the_walk_and_the_query_agree_for_every_shipped_conviction(case: str) -> None:
    graph = casegraph.load(case)
    for index, conviction in enumerate(things_of(graph.view, "Conviction")):
        for day in (("1998-06-01", "2009-03-01", "2024-11-15")[index % 3],):
            found = relief_for(graph.view, conviction, date.fromisoformat(day))
            under_its_law = {walked.start for walked in found.steps}
            walked_rows = {
                (local(route.id), local(attempt.event) if attempt else "")
                for route in found.routes
                if route.id in under_its_law
                for attempt in (route.attempts or (None,))
            }
            rows = graph.run("relief-routes", conviction=local(conviction), on=day).texts()
            assert walked_rows == {(local(route), local(event)) for route, _, event in rows}, (conviction, day)


def test_the_same_question_gives_the_same_words(seed: casegraph.Graph) -> None:
    again = casegraph.load("avery-dassey")
    for day in ("1995-01-01", "2016-08-12"):
        assert seed.relief("Steven Avery", day).to_text() == again.relief("Steven Avery", day).to_text()


@pytest.mark.parametrize("conviction", ["rocky-myers/myers-1994-murder-robbery", "julius-jones/jones-2002-murder"])
def test_after_a_commutation_the_sentence_that_it_left_counts(conviction: str) -> None:
    case, _, name = conviction.partition("/")
    (found,) = casegraph.load(case).relief(name, "2025-06-01", kind="parole").convictions
    assert [route.state for route in found.routes] == ["closed"]


def test_a_commutation_that_names_no_new_sentence_leaves_its_type_open(case_file: Callable[..., Path]) -> None:
    text = """case: ex
sources: {d: {label: record, kind: docket}}
people: {doe: {name: Jane Doe, source: d}}
convictions: {c: {person: doe, offence: murder, law_broken: US-AL, sentence_type: death, date: 2000, source: d}}
events: {e: {label: commuted, kind: Commutation, conviction: c, agent: US-AL-governor, date: 2010, source: d}}
"""
    (found,) = casegraph.load(case_file(text)).relief("c", "2015-01-01", kind="parole").convictions
    assert [(route.state, [*map(str, route.missing[:1])]) for route in found.routes] == [
        ("unknown", ["sentence_type: what kind of sentence it is"])
    ]
    left = "sentences: {s: {label: new, conviction: c, date: 2010, term: life without parole, source: d}}\n"
    (told,) = casegraph.load(case_file(text + left)).relief("c", "2015-01-01", kind="parole").convictions
    assert [route.state for route in told.routes] == ["closed"]
