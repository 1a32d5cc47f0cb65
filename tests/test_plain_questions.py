"""Questions as people type them: what is read, what is refused honestly."""

import json
import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.errors import CannotAnswer, NoSuchThing, UsageError
from casegraph.queries.catalogue import catalogue
from casegraph.questions.law.boards import parts_of
from casegraph.questions.naming.names import people_of, things_of
from casegraph.questions.naming.offices import find_office
from casegraph.questions.reading import patterns
from casegraph.questions.reading.accounts import ACCOUNTS
from casegraph.questions.reading.answers import WAYS
from casegraph.questions.reading.ask import every_form, explained, read_question
from casegraph.questions.reading.patterns import examples
from casegraph.questions.record.told import Told
from casegraph.vocabulary import local, thing
from sparing import mostly

READ = {
    "Could the President pardon Steven Avery?": ("can", "the President", "Steven Avery", "pardon", None),
    "can the president pardon steven avery": ("can", "the president", "steven avery", "pardon", None),
    "Can President Obama pardon Avery?": ("can", "President Obama", "Avery", "pardon", None),
    "Could the Governor of Wisconsin commute Brendan Dassey's sentence?": (
        "can",
        "the Governor of Wisconsin",
        "Brendan Dassey",
        "commutation",
        None,
    ),
    "Can the governor commute the sentence of Brendan Dassey?": (
        "can",
        "the governor",
        "Brendan Dassey",
        "commutation",
        None,
    ),
    "Who can pardon Brendan Dassey?": ("who", "", "Brendan Dassey", "pardon", None),
    "Who could pardon Brendan Dassey in December 2019?": ("who", "", "Brendan Dassey", "pardon", "2019-12"),
    "Who could pardon Brendan Dassey on 20 December 2019?": ("who", "", "Brendan Dassey", "pardon", "2019-12-20"),
    "Who could pardon Brendan Dassey on January 8, 2016": ("who", "", "Brendan Dassey", "pardon", "2016-01-08"),
    "Who could pardon Brendan Dassey as of 2016-01-08?": ("who", "", "Brendan Dassey", "pardon", "2016-01-08"),
    "who had the power to pardon Steven Avery in 1990?": ("who", "", "Steven Avery", "pardon", "1990"),
    "Who has the power to grant clemency to Steven Avery?": ("who", "", "Steven Avery", None, None),
    "Why can't the President pardon Brendan Dassey?": ("why", "the President", "Brendan Dassey", "pardon", None),
    "Why couldn’t Obama pardon Avery in January 2016?": ("why", "Obama", "Avery", "pardon", "2016-01"),
    "Why can the President not pardon Steven Avery?": ("why", "the President", "Steven Avery", "pardon", None),
    "Who holds clemency power over avery-2007-homicide?": ("who", "", "avery-2007-homicide", None, None),
    "Over which convictions has the President the power?": ("over", "the President", "", None, None),
    "Over which convictions does the Governor of Wisconsin hold clemency power?": (
        "over",
        "the Governor of Wisconsin",
        "",
        None,
        None,
    ),
    "Which convictions can the Governor pardon?": ("over", "the Governor", "", "pardon", None),
    "Could the Pardon Advisory Board pardon Steven Avery?": (
        "can",
        "the Pardon Advisory Board",
        "Steven Avery",
        "pardon",
        None,
    ),
    "Could President Obama have pardoned Steven Avery in January 2016?": (
        "can",
        "President Obama",
        "Steven Avery",
        "pardon",
        "2016-01",
    ),
    "Who could have pardoned Steven Avery on the 8th of January 2016?": (
        "who",
        "",
        "Steven Avery",
        "pardon",
        "2016-01-08",
    ),
    "Can Steven Avery be pardoned?": ("who", "", "Steven Avery", "pardon", None),
    "Can Steven Avery be pardoned by the President?": ("can", "the President", "Steven Avery", "pardon", None),
    "Is the President able to pardon Steven Avery?": ("can", "the President", "Steven Avery", "pardon", None),
    "Could the President grant Steven Avery a pardon?": ("can", "the President", "Steven Avery", "pardon", None),
    "Could the President grant a pardon to Steven Avery?": ("can", "the President", "Steven Avery", "pardon", None),
    "Who can commute Brendan Dassey's life sentence?": ("who", "", "Brendan Dassey", "commutation", None),
    "Does the President have the power to pardon Steven Avery?": (
        "can",
        "the President",
        "Steven Avery",
        "pardon",
        None,
    ),
}


@pytest.mark.parametrize("question", READ)
def test_a_question_is_read(question: str) -> None:
    reading = read_question(question)
    when = reading.when.text if reading.when else None
    assert (reading.form, reading.office, reading.who, reading.kind, when) == READ[question]


@pytest.mark.parametrize("question", ["", "?", "What is the weather?", "pardon", "Who", "DROP TABLE", "a" * 5000])
def test_what_cannot_be_read_is_refused_with_examples(question: str, run: Callable) -> None:
    with pytest.raises(CannotAnswer):
        read_question(question)
    ran = run("ask", question)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.count("casegraph ask") == 2


@pytest.mark.parametrize(
    "question", ["Is Steven Avery guilty?", "was Steven Avery really innocent", "Is Avery guilty of it?"]
)
def test_nobody_is_called_guilty_or_innocent_and_what_can_be_asked_is_told(question: str, run: Callable) -> None:
    ran = run("ask", question)
    assert (ran.code, ran.out) == (4, "")
    assert "does not say whether anyone is" in ran.err
    assert "Who claims" in ran.err and "casegraph show" in ran.err


@pytest.mark.parametrize(
    ("question", "value", "headline"),
    [
        ("Was Steven Avery exonerated?", "told", "Yes: 10 Sep 2003."),
        ("Has Steven Avery ever been released?", "told", "Yes: 11 Sep 2003."),
        ("Was Scooter Libby pardoned?", "told", "Yes: 13 Apr 2018."),
        (
            "Has Ken Kratz been pardoned?",
            "unknown",
            "Nothing in this graph says so. It may not hold all that happened.",
        ),
    ],
)
def test_whether_something_happened_is_told_or_left_open_but_never_denied(
    question: str, value: str, headline: str, run: Callable
) -> None:
    ran = run("ask", question, "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["form"], told["answer"], told["headline"]) == (
        0 if value == "told" else 4,
        "whether",
        value,
        headline,
    )
    assert all(item["claims"] and item["sources"] for item in told["items"])
    assert bool(told["items"]) is (value == "told")


def test_what_is_only_said_to_have_happened_is_no_yes(case_file: Callable) -> None:
    graph = casegraph.load(case_file(
        "case: small\nsources: {n: {label: a newspaper, kind: article}}\n"
        "people: {doe: {name: Jane Doe, source: n}}\n"
        "events: {p: {kind: Pardon, person: doe, date: 2001-01-05, standing: attributed, speaker: n, source: n}}\n"
    ))  # fmt: skip
    told = graph.ask("Was Jane Doe pardoned?")
    assert told.headline == "It is not established; what is said:"
    assert [item.standing for item in told.items] == ["attributed"]
    with pytest.raises(NoSuchThing):
        graph.ask("Was John Doe pardoned?")


def test_an_established_day_makes_no_yes_of_what_is_only_said_to_have_happened(small: Callable) -> None:
    graph = small(
        "case: small\nsources: {n: {label: a newspaper, kind: article}, d: {label: a docket, kind: docket}}\n"
        "people: {doe: {name: Jane Doe, source: d}}\n"
        "events: {p: {kind: Pardon, person: {value: doe, source: d, standing: established},\n"
        "             date: {value: 2001-01-05, source: d, standing: established},\n"
        "             standing: attributed, speaker: n, source: n}}\n"
    )
    told = graph.ask("Was Jane Doe pardoned?")
    assert told.headline == "It is not established; what is said:"
    assert told.items


def test_who_is_only_said_to_exist_is_told_apart_from_who_is_not_known(case_file: Callable, run: Callable) -> None:
    path = case_file(
        "case: small\nsources: {n: {label: a register, kind: register}}\n"
        "people: {doe: {name: Jane Doe, standing: attributed, speaker: n, source: n}}\n"
        "convictions: {c: {person: doe, law_broken: US-WI, standing: attributed, speaker: n, source: n}}\n"
    )
    said = run("ask", "Who can pardon Jane Doe?", "--case", path)
    assert said.code == 5 and said.out.startswith("If a register is right: the Governor of Wisconsin can pardon")
    unknown = run("ask", "Who can pardon John Doe?", "--case", path)
    assert unknown.code == 3
    office = run("clemency", "US-president", "--case", path)
    assert office.code == 3


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Could the President pardon Steven Avery?", "no"),
        ("Could Obama pardon Dassey?", "no"),
        ("Could Governor Walker pardon Steven Avery?", "yes"),
        ("Can the governor of wisconsin commute brendan dassey's sentence?", "yes"),
        ("Why can't the President pardon Brendan Dassey?", "no"),
        ("Who can pardon Steven Avery?", "who"),
        ("Which convictions can the President pardon?", "no"),
        ("Which convictions can the Governor of Wisconsin pardon?", "yes"),
        ("Who holds clemency power over avery-1985-sexual-assault?", "moot"),
    ],
)
def test_the_answer_on_the_day_of_the_article(seed: casegraph.Graph, question: str, value: str) -> None:
    assert seed.ask(question, "2016-01-08").value == value


def test_a_year_with_a_change_of_office_tells_both_holders(seed: casegraph.Graph) -> None:
    answer = seed.ask("Who could pardon Brendan Dassey in 2019?")
    told = " ".join(answer.notes)
    assert "Scott Walker" in told
    assert "Tony Evers" in told
    assert "7 Jan 2019" in told


@pytest.mark.parametrize("day", ["30 February 2016", "1/8/2016", "2016-13-40"])
def test_a_date_that_cannot_be_read_is_named(day: str, run: Callable) -> None:
    ran = run("ask", f"Who could pardon Brendan Dassey on {day}?")
    assert (ran.code, "date" in ran.err) == (4, True)


def test_a_day_ahead_names_nobody_whose_term_may_have_ended(seed: casegraph.Graph) -> None:
    answer = seed.ask("Who can pardon Brendan Dassey on 2099-01-01?")
    assert [(local(holder.office), holder.person) for holder in answer.holders] == [("US-WI-governor", "")]
    assert any("lies ahead" in note for note in answer.notes)


def test_the_legal_reason_comes_before_the_calendar(seed: casegraph.Graph) -> None:
    answer = seed.ask("Could Obama pardon Steven Avery?", "2020-01-01")
    assert answer.headline == "The President cannot pardon Steven Avery."
    assert any("Barack Obama did not hold" in note for note in answer.notes)


def test_a_person_out_of_office_cannot_act(seed: casegraph.Graph) -> None:
    answer = seed.ask("Could Scott Walker pardon Steven Avery?", "2020-01-01")
    assert answer.value == "no"
    assert "not" in answer.headline
    assert [local(holder.office) for holder in answer.holders] == ["US-WI-governor"]


def test_a_name_nobody_has_gets_near_misses(run: Callable) -> None:
    ran = run("ask", "Can the President pardon Steven Avry?")
    assert ran.code == 3
    assert "Steven Avery" in ran.err
    assert run("ask", "Can the Presidnt pardon Steven Avery?").code == 3


def test_a_date_in_the_question_may_not_contradict_the_option(seed: casegraph.Graph) -> None:
    with pytest.raises(CannotAnswer):
        seed.ask("Who could pardon Brendan Dassey in 2019?", "2016-01-08")


@pytest.mark.parametrize(
    ("question", "value", "people"),
    [
        ("Could Avery and Dassey be pardoned by the President?", "no", {"Steven Avery", "Brendan Dassey"}),
        ("Can the Governor pardon Steven Avery and Brendan Dassey?", "yes", {"Steven Avery", "Brendan Dassey"}),
        ("Could Brendan Dassey have his sentence commuted by the Governor?", "yes", {"Brendan Dassey"}),
        ("Could Dassey's sentence be commuted by the President?", "no", {"Brendan Dassey"}),
        ("By whom could Brendan Dassey be pardoned?", "who", {"Brendan Dassey"}),
        ("Could Brendan Dassey get a pardon from the President?", "no", {"Brendan Dassey"}),
    ],
)
def test_passive_and_compound_questions_are_read(
    question: str, value: str, people: set[str], seed: casegraph.Graph
) -> None:
    answer = seed.ask(question, "2019-12-20")
    assert (answer.value, {found.person for found in answer.convictions}) == (value, people)


# ─── Whose office, whose conviction ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def shipped() -> casegraph.Graph:
    """Every shipped case, read once."""
    return casegraph.load().complete()


@pytest.mark.parametrize(
    ("law", "name", "office"),
    [
        ("US-GA", "the pardon board", "US-GA-board"),
        ("US-CT", "the pardon board", "US-CT-board"),
        ("US-NE", "the pardon board", "US-NE-board"),
        ("US-ID", "the parole board", "US-ID-board"),
        ("US-CO", "the clemency board", "US-CO-board"),
        ("US-GA", "the Governor of Texas", "US-TX-governor"),
        ("US-GA", "the President", "US-president"),
        ("US-GA", "US-FL-governor", "US-FL-governor"),
    ],
)
def test_a_plain_name_means_an_office_of_the_sovereign_whose_law_was_broken(
    law: str, name: str, office: str, small: Callable
) -> None:
    graph = small(law=law)
    asked = graph.ask(f"Could {name} pardon Jane Doe?", "2025-01-01")
    assert asked.convictions == graph.clemency("Jane Doe", "2025-01-01", kind="pardon", authority=office).convictions
    assert graph.clemency("Jane Doe", "2025-01-01", authority=name).value == asked.value
    found = asked.convictions[0]
    assert office in [local(each.office) for each in (*found.holders, *found.excluded)]


def test_no_plain_name_ever_means_an_office_of_a_stranger(small: Callable) -> None:
    laws = [local(sovereign) for sovereign in things_of(casegraph.Graph([], load_authorities()).view, "Sovereign")]
    text = "case: small\nsources: {d: {label: a docket, kind: docket}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
    text += "convictions:\n" + "".join(f"  c-{law}: {{person: doe, law_broken: {law}, source: d}}\n" for law in laws)
    view = small(text).complete().view
    for law in laws:
        for name in ("the pardon board", "parole board", "the board", "the Governor", "the President", "the Mayor"):
            try:
                office = find_office(view, name, [thing(f"c-{law}", "small")], date(1975, 1, 1))
            except (NoSuchThing, UsageError):
                continue
            assert local(office).startswith((f"{law}-", "US-president")), (law, name)


@pytest.mark.parametrize(("law", "name"), [("US-TX", "the district attorney"), ("US-GA", "Pardon Advisory Board")])
def test_an_office_that_this_sovereign_has_not_is_refused_with_those_it_has(
    law: str, name: str, small: Callable
) -> None:
    graph = small(law=law)
    for ask in (lambda: graph.ask(f"Could {name} pardon Jane Doe?"), lambda: graph.why("Jane Doe", name)):
        with pytest.raises(NoSuchThing, match=r"There are here: .*Governor of"):
            ask()


def test_an_office_that_ended_is_not_meant_by_a_plain_name(small: Callable) -> None:
    graph = small(law="US-AL", date="1990-05-01")
    answer = graph.ask("Could the Board of Pardons pardon Jane Doe?", "2020-01-01")
    assert [local(each.office) for each in answer.holders] == ["US-AL-board"]


_ZED_LAW = """\
authority: zed-law
title: Zed
sources: {d: {label: a record, kind: statute}}
sovereigns:
  ZZ: {label: Federation of Zed, adjective: Zedian, sovereign_kind: foreign state, source: d}
  ZZ-A: {label: Land A, adjective: Alandian, sovereign_kind: state, within: ZZ, source: d}
offices: {ZZ-president: {label: Federal President of Zed, short_label: Federal President, office_of: ZZ, source: d}}
powers:
  ZZ-clemency: {label: mercy in Land A, sovereign: ZZ-A, kinds: pardon, decider: ZZ-president, basis: a law,
    from: 1950, source: d}
  ZZ-federal: {label: mercy in Zed, sovereign: ZZ, kinds: pardon, decider: ZZ-president, basis: a law, from: 1950,
    source: d}
"""


def test_the_president_is_the_one_of_the_nation_whose_unit_made_the_law(case_file: Callable) -> None:
    law, case = case_file(_ZED_LAW, name="zed-law"), case_file(law="ZZ-A", name="zed")
    graph = casegraph.load(case, law=[law])
    answer = graph.ask("Could the President pardon Jane Doe?", "2020-01-01")
    assert (answer.value, [holder.label for holder in answer.holders]) == ("yes", ["Federal President of Zed"])
    assert not answer.excluded
    said = casegraph.load(case, law).ask("Could the President pardon Jane Doe?", "2020-01-01")
    assert said.value not in ("yes", "no")  # by its author's word the office is there to be asked about, and no more


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Who can pardon Chauvin's state conviction?", {"2nd-degree murder, 2021 (state)"}),
        (
            "Could the President pardon Derek Chauvin's federal convictions?",
            {"Civil rights, 2021 (federal, 2017)", "Civil rights, 2021 (federal, Floyd)"},
        ),
        ("Who can pardon the murder conviction of Adnan Syed?", {"1st-degree murder, 2000"}),
        ("Who can pardon Steven Avery's conviction of 2007 for murder?", {"1st-degree homicide, 2007"}),
        ("Could the Governor pardon Steven Avery for his 1985 convictions?", {"Attempted murder, 1985",
         "False imprisonment, 1985", "Sexual assault, 1985"}),
        ("Who can commute Brendan Dassey's life sentence?", {"1st-degree homicide, 2007"}),
        ("Who can pardon Julius Jones for murder?", {"1st-degree murder, 2002"}),
    ],
)  # fmt: skip
def test_the_words_beside_a_conviction_choose_it(question: str, labels: set[str], shipped: casegraph.Graph) -> None:
    assert {found.label for found in shipped.ask(question).convictions} == labels


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Could the President pardon Steven Avery's federal conviction?", "federal"),
        ("Who can pardon Adnan Syed's arson conviction?", "arson"),
        ("Who can pardon Steven Avery tomorrow?", "tomorrow"),
        ("Can the President pardon him?", "him"),
    ],
)
def test_a_word_that_fits_no_conviction_or_is_not_understood_is_named(
    question: str, word: str, shipped: casegraph.Graph
) -> None:
    with pytest.raises(CannotAnswer, match=word):
        shipped.ask(question)


@pytest.mark.parametrize(
    ("who", "people"),
    [("the West Memphis Three", 3), ("the Exonerated Five", 5), ("the Scottsboro Boys", 9), ("class pardons", 0),
     ("The Scottsboro defendants", 9)],
)  # fmt: skip
def test_a_group_or_a_case_is_a_name_of_its_people(who: str, people: int, shipped: casegraph.Graph) -> None:
    assert len(people_of(shipped.view, who)) == people


@pytest.mark.parametrize(
    ("question", "value", "on", "note"),
    [
        ("Could President Obama have pardoned Steven Avery?", "no", "2017-01-19", "20 Jan 2009 to"),
        ("Could Governor Walker have pardoned Brendan Dassey?", "yes", "2019-01-06", "3 Jan 2011"),
        ("Could President Trump have pardoned Scooter Libby?", "yes", "2018-04-12", "nothing left"),
        ("Could Bill Clinton have pardoned Scooter Libby?", "moot", "2001-01-19", "1993"),
        ("Did President Obama have the power to pardon Steven Avery?", "no", "2017-01-19", "20 Jan 2009 to"),
        ("Why couldn't President Obama have pardoned Steven Avery?", "no", "2017-01-19", "20 Jan 2009 to"),
        ("Could George Wallace have pardoned Clarence Norris?", "no", "1976-10-24", "1971"),
    ],
)
def test_what_somebody_could_have_done_is_answered_for_their_time_in_office(
    question: str, value: str, on: str, note: str, shipped: casegraph.Graph
) -> None:
    answer = shipped.ask(question)
    told = " ".join([*answer.notes, *(found.note for found in answer.convictions)])
    assert (answer.value, answer.on.isoformat()) == (value, on)
    assert "did not hold" not in told
    assert "Asked of the time of" in told and (note in told or note == "nothing left")


def test_who_holds_an_office_by_one_source_can_be_asked_about_and_it_is_said(shipped: casegraph.Graph) -> None:
    answer = shipped.ask("Could Tim Walz pardon Derek Chauvin's state conviction?", "2024-01-01")
    assert answer.value == "depends"
    assert "That Tim Walz held the office of Governor of Minnesota is known by one source." in answer.notes
    for nobody in ("Governor Obama", "the Treasurer of Minnesota"):
        with pytest.raises(NoSuchThing):
            shipped.ask(f"Could {nobody} pardon Derek Chauvin?")
    with pytest.raises(NoSuchThing, match="Mayor of the District of Columbia"):  # it has no governor
        shipped.ask("Could the Governor pardon Terence Sutton?")


# ─── Times ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("When was Steven Avery convicted?", "Dec 1985; 18 Mar 2007."),
        ("When was Haywood Patterson convicted?", "Apr 1931; Apr 1933; Nov 1933 to Dec 1933; 23 Jan 1936; 1951."),
        ("When was Jason Baldwin convicted?", "17 Mar 1994 to 19 Mar 1994; 19 Aug 2011."),
        ("When was Steven Avery arrested?", "29 Jul 1985 or 30 Jul 1985; 9 Nov 2005."),
        ("How long has Brendan Dassey been in prison?", "since Mar 2006, no end on record, in custody."),
    ],
)
def test_every_event_is_told_and_or_means_doubt_about_one(
    question: str, headline: str, shipped: casegraph.Graph
) -> None:
    assert shipped.ask(question).headline == headline


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("When was Steven Avery convicted of murder?", "18 Mar 2007."),
        ("When was Steven Avery convicted of sexual assault?", "Dec 1985."),
        ("When was Steven Avery charged with the murder of Teresa Halbach?", "15 Nov 2005."),
        ("When was Steven Avery charged in 2006?", "Mar 2006."),
        ("When was Haywood Patterson convicted of manslaughter?", "1951."),
        ("When was Robin Myers convicted of murder in a robbery?", "1994."),
        ("Was Scooter Libby pardoned by the President?", "Yes: 13 Apr 2018."),
        ("When was Troy Davis sentenced to death?", "30 Aug 1991."),
    ],
)
def test_what_follows_the_verb_narrows_the_answer(question: str, headline: str, shipped: casegraph.Graph) -> None:
    assert shipped.ask(question).headline == headline


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Was Steven Avery convicted of arson?", "arson"),
        ("When was Robin Myers convicted of robbery?", "robbery"),  # a murder during a robbery is no robbery
        ("Was Steven Avery convicted of mutilating a corpse?", "corpse"),  # he was acquitted of that
        ("When was Troy Davis convicted by the Supreme Court?", "Supreme Court"),
        ("Was Scooter Libby pardoned by the Governor?", "Governor"),
        ("When was Julius Jones sentenced to life with parole?", "life with parole"),
        ("When was Steven Avery knighted?", "knighted"),
        ("When was he exonerated?", "he"),
        ("When did Making a Murderer come out on Hulu?", "Hulu"),
        ("Who says Steven Avery is not guilty?", "not"),
        ("When was Korey Wise convicted of rape?", "of rape"),  # the same verdict found another one guilty of it
        ("Was the DNA test of 2003 ever pardoned?", "names no person"),
        ("Was The Scottsboro Boys Act ever pardoned?", "names no person"),
        ("Did Troy Davis die in 2005?", "2005"),  # he died in 2011: a Yes would be wrong
        ("Did Clarence Norris die in prison?", "in prison"),
        ("Did Clarence Norris die in May 1989?", "May 1989"),  # of the year alone nobody knows the month
        ("Was Steven Avery born in 1970?", "1970"),
        ("Was Hae Min Lee killed in February 1999?", "Feb 1999"),
        ("Was Making a Murderer released from prison?", "from prison"),
        ("Was Scooter Libby pardoned by Barack Obama?", "by Barack Obama"),
        ("Was Brendan Dassey tried as an adult?", "as an adult"),
        ("Was Derek Chauvin acquitted?", "acquitted"),
        ("Did Ruby Bates recant?", "recant"),
        ("Who can pardon Derek Chauvin's second conviction?", "second"),  # not the one of second-degree murder
        ("Was simple possession of marijuana under Wisconsin law pardoned?", "names no person"),
        ("Was simple possession of marijuana pardoned?", "names no person"),  # under one law it was, not under another
        ("Who believes Dassey?", "what is said of 'Dassey'"),
        ("Could the President pardon Teresa Halbach?", "no conviction of Teresa Halbach"),
    ],
)
def test_a_word_that_fits_nothing_is_named_and_nothing_is_denied(
    question: str, word: str, shipped: casegraph.Graph
) -> None:
    try:
        told = shipped.ask(question)
    except CannotAnswer as error:
        assert re.search(word, str(error))
    else:
        assert told.value == "unknown" and word in told.headline


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("When was Teresa Halbach murdered?", "the killing of Teresa Halbach, 2005: 31 Oct 2005."),
        ("When was George Floyd killed?", "the killing of George Floyd, 2020: 25 May 2020."),
        ("When was Davis executed?", "Troy Davis: 21 Sep 2011."),
        ("Was Troy Davis executed?", "Yes: 21 Sep 2011."),
        ("When did Troy Davis die?", "21 Sep 2011."),
        ("Did Clarence Norris die in 1989?", "Yes: 1989."),
        ("When were the draft offences pardoned?", "21 Jan 1977."),
        (
            "How long were Raymond Santana and Korey Wise in prison?",
            "Korey Wise: since Apr 1989, its end only said (Aug 2002), in custody. "
            "Of Raymond Santana this graph holds none.",
        ),
        ("How long was Raymond Santana in prison?", "This graph holds no time in custody of Raymond Santana."),
        ("Who says Rocky Myers is innocent?", "Mae Puckett. It is not established: these are claims."),
        ("When did George Floyd die?", "the killing of George Floyd, 2020: 25 May 2020."),
        ("When were Sutton and Zabavsky pardoned?", "22 Jan 2025."),
        ("How long was Korey Wise in prison?", "since Apr 1989, its end only said (Aug 2002), in custody."),
        ("When was Scooter Libby sentenced?", "Jun 2007."),  # what the commutation of July left is no sentencing
        (
            "Was Ozie Powell convicted of rape?",
            "Yes: Apr 1931. On record beside it: seven convictions reversed, 1932: 7 Nov 1932.",
        ),
        (
            "Was Adnan Syed's conviction vacated?",
            "Yes: 19 Sep 2022. On record beside it: the convictions reinstated, 2024: 30 Aug 2024.",
        ),
        ("When was Adnan Syed's conviction vacated?", "19 Sep 2022."),
        ("When were Adnan Syed's convictions reinstated?", "30 Aug 2024."),
        (
            "When was the series released?",
            "Making a Murderer released, 2015: 18 Dec 2015; part 2 of the series released, 2018: 19 Oct 2018.",
        ),
    ],
)
def test_what_the_graph_holds_is_answered(question: str, headline: str, shipped: casegraph.Graph) -> None:
    assert shipped.ask(question).headline == headline


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        (
            "Were the Scottsboro Boys ever pardoned?",
            "Yes. Clarence Norris: 25 Oct 1976; Andy Wright, Charlie Weems, Haywood Patterson: 21 Nov 2013. Of Eugene "
            "Williams, Olen Montgomery, Ozie Powell, Roy Wright, Willie Roberson nothing in this graph says so.",
        ),
        ("When were the West Memphis Three released?", "19 Aug 2011."),
        ("When was the Exonerated Five exonerated?", "19 Dec 2002."),
    ],
)
def test_of_a_group_each_of_its_people_is_told(question: str, headline: str, shipped: casegraph.Graph) -> None:
    assert shipped.ask(question).headline == headline


def test_what_bears_on_a_question_is_told_where_nothing_answers_it(shipped: casegraph.Graph) -> None:
    told = shipped.ask("Was Brendan Dassey's conviction overturned?")
    assert told.value == "unknown"
    assert "habeas relief granted to Dassey, 2016: 12 Aug 2016" in told.headline
    assert {item.group for item in told.items} == {"Beside it"}


def test_the_title_of_a_case_names_its_people(small: Callable) -> None:
    graph = small(
        "case: small\ntitle: The Two of Springfield\nsources: {d: {label: a docket, kind: docket}}\n"
        "people: {doe: {name: Jane Doe, source: d}, roe: {name: Ann Roe, source: d}, lee: {name: Lee, source: d}}\n"
        "convictions: {c: {person: doe, offence: theft, law_broken: US-WI, date: 2001, source: d},\n"
        "  b: {person: roe, offence: theft, law_broken: US-WI, date: 2002, source: d}}\n"
    )
    assert graph.ask("When were the Two of Springfield convicted?").headline == "Jane Doe: 2001; Ann Roe: 2002."
    assert {found.person for found in graph.ask("Who can pardon the Two of Springfield?").convictions} == {
        "Jane Doe",
        "Ann Roe",
    }


def test_somebody_unknown_is_no_silence_of_the_record(shipped: casegraph.Graph) -> None:
    with pytest.raises(NoSuchThing, match="Steven Avery"):
        shipped.ask("When was Stephen Averi exonerated?")


def test_an_acquittal_is_no_conviction_and_who_pardons_is_not_pardoned(small: Callable) -> None:
    graph = small(
        "case: small\nsources: {d: {label: a docket, kind: docket}}\n"
        "people: {doe: {name: Jane Doe, source: d}, roe: {name: Ann Roe, source: d}}\n"
        "events: {v: {kind: Verdict, person: doe, outcome: not guilty, date: 2001, source: d},\n"
        "  p: {kind: Pardon, person: doe, agent: roe, date: 2002, source: d}}\n"
    )
    assert graph.ask("Was Jane Doe convicted?").value == "unknown"
    assert graph.ask("Was Ann Roe pardoned?").value == "unknown"
    assert graph.ask("Was Jane Doe pardoned?").headline == "Yes: 2002."


@pytest.mark.parametrize(
    "question",
    ["Who says Steven Avery is guilty?", "Who claims Adnan Syed is guilty?", "Who says Troy Davis is innocent?"],
)
def test_guilt_and_innocence_are_claims_and_no_verdict_vouches_for_them(
    question: str, shipped: casegraph.Graph
) -> None:
    told = shipped.ask(question)
    assert "It is not established: these are claims." in told.headline
    assert told.items
    assert all(("guilty of" in item.text or "innocent of" in item.text) for item in told.items)


@pytest.mark.parametrize("name", mostly(["W.Va.", "State of West Virginia", "West Virginia", "W. Va."], ["W. Va."]))
def test_a_sovereign_is_found_by_every_form_of_its_name(name: str, run: Callable) -> None:
    assert run("show", name).out.startswith("State of West Virginia  (US-WV: Sovereign)")


@pytest.mark.parametrize(
    ("law", "typed", "value"),
    [
        ("US-WV", "the Governor of Virginia", "no"),
        ("US-WV", "the Governor of West Virginia", "yes"),
        ("US-NM", "the Governor of Mexico", None),
        ("US-NJ", "the Jersey governor", None),
    ],
)
def test_a_part_of_the_name_of_a_sovereign_is_not_its_name(
    law: str, typed: str, value: str | None, small: Callable
) -> None:
    graph = small(
        "case: small\nsources: {d: {label: a docket, kind: docket}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
        f"convictions: {{c: {{person: doe, offence: robbery, law_broken: {law}, date: 2000, source: d}}}}\n"
    )
    if value:
        assert graph.ask(f"Could {typed} pardon Jane Doe?", on="2025-01-01").value == value
    else:
        with pytest.raises(NoSuchThing):
            graph.ask(f"Could {typed} pardon Jane Doe?", on="2025-01-01")


def test_a_board_that_the_governor_sits_on_is_not_the_cabinet_without_him(small: Callable) -> None:
    graph = small(
        "case: small\nsources: {d: {label: a docket, kind: docket}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
        "convictions: {c: {person: doe, offence: robbery, law_broken: US-FL, date: 2000, source: d}}\n"
    )
    for board in ("the clemency board", "the Florida Board of Executive Clemency"):
        with pytest.raises(NoSuchThing, match="Governor of Florida"):
            graph.ask(f"Could {board} pardon Jane Doe?", on="2025-01-01")


@pytest.mark.parametrize(
    ("question", "value", "day"),
    [
        ("Could President Biden have pardoned Derek Chauvin?", "depends", "19 Jan 2025"),  # not the day before it
        ("Could Joe Biden have pardoned Brittney Griner and Viktor Bout?", "depends", "7 Dec 2022"),
        ("Could Bill Clinton have pardoned Peter MacDonald?", "yes", "19 Jan 2001"),
        ("Could Kamala Harris have pardoned Viktor Bout?", "yes", "19 Nov 2021"),  # acting for an hour of that day
        ("Could Dick Cheney have pardoned Scooter Libby?", "yes", "21 Jul 2007"),
        ("Might Steven Avery have been pardoned by Obama?", "no", "19 Jan 2017"),
    ],
)
def test_what_could_have_been_done_is_answered_for_the_day_that_tells_most(
    question: str, value: str, day: str, shipped: casegraph.Graph
) -> None:
    answer = shipped.ask(question)
    assert answer.value == value
    assert f"answered for {day}." in answer.notes[0]


def test_a_question_of_no_known_form_is_refused_alike_by_command_and_by_python(
    run: Callable, shipped: casegraph.Graph
) -> None:
    question = "Was Derek Chauvin acquitted?"
    with pytest.raises(CannotAnswer) as refused:
        shipped.ask(question)
    assert run("ask", question).err.strip() == str(refused.value)


def test_an_act_of_clemency_without_effect_is_told_as_that(small: Callable[..., casegraph.Graph]) -> None:
    graph = small("""\
case: small
sources: {d: {label: record, kind: docket}}
people: {doe: {name: Jane Doe, source: d}}
convictions: {c: {person: doe, offence: robbery, law_broken: US-WI, date: 1985, source: d}}
events:
  p: {kind: Pardon, label: The pardon of 1990, conviction: c, person: doe, agent: US-president, date: 1990-01-01,
    source: d}
""")
    for question in ("Was Jane Doe pardoned?", "When was Jane Doe pardoned?"):
        assert "No effect: The pardon of 1990, by President of the United States" in graph.ask(question).headline
    assert "No effect" not in casegraph.load("scooter-libby").ask("Was Scooter Libby pardoned?").headline


# ─── What people ask ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("form", "question"), every_form())
def test_every_form_has_an_example_that_runs(form: str, question: str, shipped: casegraph.Graph) -> None:
    assert read_question(question).form == form or form == "parole"
    assert shipped.ask(question).value != "unknown" or form in ("signers", "whether")
    assert explained(read_question(question)).startswith("Reading: ")


def test_every_form_of_the_table_has_a_way_to_its_answer_and_a_query_that_there_is() -> None:
    assert {form for form, _ in examples()} <= {*WAYS, *ACCOUNTS, "parole"}
    assert {way.query for way in WAYS.values()} <= {*catalogue(), ""}
    for way in WAYS.values():
        module, _, name = way.walk.rpartition(".")
        assert callable(getattr(import_module(f"casegraph.questions.{module}"), name)), way.walk


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who is Steven Avery?", "defendant in two cases"),
        ("What was Steven Avery convicted of in 1985?", "sexual assault|attempted|vacated|!homicide"),
        ("How long was Steven Avery in prison before he was exonerated?", "18 years and 1 month"),
        ("How many years did Avery spend in prison for a crime he did not commit?", "18 years"),
        ("Who was the victim in the 1985 case?", "Penny Beerntsen|!Halbach"),
        ("Who really committed the 1985 assault?", "does not decide|Gregory Allen|vacated"),
        ("What did Avery do after he was exonerated?", "12 Oct 2004|14 Feb 2006|!Jul 1985"),
        ("How much money did Avery sue Manitowoc County for?", "36 million|!25,000"),
        ("What job did Teresa Halbach have?", "Photographer"),
        ("Which court convicted Steven Avery of murder?", "Manitowoc County|2007|!1985"),
        ("Where was Steven Avery tried in 2007?", "Chilton"),
        ("What sentence did Steven Avery get?", "32 years|life without extended supervision|vacated"),
        ("How old was Brendan Dassey when he confessed?", "16"),
        ("Is Brendan Dassey still in prison?", "as far as the record goes|Mar 2006|2022"),
        ("When can Brendan Dassey be released?", "2048"),
        ("How are Steven Avery and Brendan Dassey related?", "nephew"),
        ("What did the White House say about the petition on We the People?", "lack of authority|7 Jan 2016"),
        ("How many people signed the We the People petition?", "129,000|130,000|!300,000"),
        ("What is Making a Murderer about?", "Steven Avery|Brendan Dassey"),
        ("When did Making a Murderer come out on Netflix?", "18 Dec 2015"),
        ("How many convictions does Brendan Dassey have?", "3 on record|all stand"),
        ("Which of Avery's convictions still stand?", "2 of 5|No longer"),
        ("Who was the prosecutor in the Avery case?", "Ken Kratz"),
        ("Who is Tony Evers?", "Governor of Wisconsin"),
        ("What happened on 12 August 2016?", "habeas relief granted to Dassey"),
        ("What happened in the Avery case in 2016?", "12 Aug 2016|Nov 2016|!2017:"),
        ("Did the Supreme Court take up Dassey's case?", "certiorari denied|25 Jun 2018"),
        ("Compare Steven Avery and Brendan Dassey", "5 convictions, 2 stand|3 convictions, all stand"),
        ("Is Adnan Syed's conviction still standing?", "Yes.|All 4"),
        ("Who commuted Chelsea Manning's sentence?", "Barack Obama|17 Jan 2017"),
        ("Why was Julius Jones not executed?", "18 Nov 2021"),
        ("Who pardoned Scooter Libby?", "Donald Trump|13 Apr 2018|!Bush"),
        ("Did Obama commute Chelsea Manning's sentence?", "Yes|17 Jan 2017"),
        ("Who were the Central Park Five?", "Yusef Salaam|Korey Wise"),
        ("Who freed Brittney Griner?", "President of the Russian Federation|8 Dec 2022"),
        ("Who can pardon a Texas conviction?", "Governor of Texas|only with Texas Board of Pardons and Paroles"),
        ("Can the president pardon state crimes?", "No."),
        ("Can a governor pardon a federal crime?", "No.|President of the United States"),
        ("Can the Governor of Georgia pardon?", "No.|Board of Pardons and Paroles"),
        ("Does Wisconsin have a pardon board?", "Yes|2019|does not decide"),
        ("Who was governor of Wisconsin in 2016?", "Scott Walker|!Evers"),
        ("Who was the Governor of Oklahoma in 2021?", "Kevin Stitt|by one source"),
        ("Was Scott Walker Governor of Wisconsin in 2020?", "No, not by the terms on record"),
        ("What is the difference between a pardon and a commutation?", "forgives|lesser one"),
        ("How many times was Haywood Patterson convicted?", "5 on record|1931|1951"),
        ("Who asked George W. Bush to pardon Scooter Libby?", "Dick Cheney|!No grant"),
        ("Which of Derek Chauvin's convictions are federal?", "deprivation|!murder"),
        ("When was Derek Chauvin sentenced in federal court?", "7 Jul 2022|!2021"),
    ],
)  # fmt: skip
def test_what_people_ask_is_answered_by_what_is_on_record(question: str, parts: str, shipped: casegraph.Graph) -> None:
    told = shipped.ask(question)
    head = told.headline.casefold()
    for part in parts.casefold().split("|"):
        assert (part[1:] not in head) if part.startswith("!") else (part in head), (part, told.headline)
    assert isinstance(told, Told)
    assert all(item.sources and (item.claims or told.form.startswith("kind")) for item in told.items)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Can he be pardoned?", "I do not know whom 'he' means"),
        ("What was his sentence?", "I do not know whom 'his' means"),
        ("What if the jury had acquitted Avery?", "what did not happen"),
        ("Suppose Troy Davis had been tried in Texas, who could have spared him?", "what did not happen"),
        ("Will Trump pardon Derek Chauvin?", "what will happen"),
        ("Should Julius Jones have been freed?", "asks for an opinion"),
        ("Was it fair to pardon Scooter Libby?", "asks for an opinion"),
        ("How do I apply for a pardon?", "no legal advice"),
        ("Did Steven Avery kill Teresa Halbach?", "does not say whether anyone is guilty"),
        ("Did the police plant evidence against Avery?", "does not say whether anyone is guilty"),
        ("How many episodes does Making a Murderer have?", "Not understood: 'episodes'"),
        ("What was Troy Davis's last meal?", "Not understood: (?:'last', )?'meal'"),
        ("Has Chelsea Manning been pardoned or commuted?", "not put in a way I can read"),
        ("Which court convicted Steven Avery of arson?", "arson"),
        ("Who was the judge in the Avery case of 1999?", "1999"),
        ("When did Making a Murderer come out on Hulu?", "Hulu"),
        ("How much money did Avery sue Milwaukee for?", "Milwaukee"),
    ],
)
def test_what_is_no_question_of_this_graph_is_refused_as_what_it_is(
    question: str, why: str, shipped: casegraph.Graph
) -> None:
    with pytest.raises(CannotAnswer, match=why):
        shipped.ask(question)


def test_one_slip_is_corrected_and_told_and_two_are_asked_about(shipped: casegraph.Graph, run: Callable) -> None:
    assert shipped.ask("When was Steven Avery exonorated?").headline == (
        "Read as: When was Steven Avery exonerated? 10 Sep 2003."
    )
    assert "Read as: who can pardon brendan dassey?" in shipped.ask("who can pardn brendan dassey").notes
    with pytest.raises(CannotAnswer, match="Did you mean: which court convicted Steven Avery"):
        shipped.ask("whcih cuort convicted Steven Avery")
    with pytest.raises(NoSuchThing, match="Steven Avery"):  # a name is never corrected
        shipped.ask("wen was steven avrey exonerated")


def test_a_refusal_names_the_words_and_reads_no_case(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casegraph.cli.app.Given.graph", lambda *_, **__: pytest.fail("a case was read"))
    ran = run("ask", "Who is the dentist that gave Scooter Libby a toothbrush?")
    assert (ran.code, ran.out) == (4, "")
    assert "Not understood: 'dentist', 'toothbrush'." in ran.err
    assert 'casegraph show "Scooter Libby"' in ran.err and "casegraph list questions" in ran.err


def test_the_command_explains_its_reading_and_lists_every_form(run: Callable) -> None:
    told = run("ask", "Who was governor of Wisconsin in 2016?", "--explain").out
    assert "Reading: office holder; office: governor of Wisconsin; when: 2016" in told
    assert "Walk: law.offices.office_holder; query: casegraph query --name office-holders" in told
    listed = json.loads(run("list", "questions", "--json").out)
    assert [row["question"] for row in listed["ask"]] == [example for _, example in every_form()]
    assert {row["name"] for row in listed["query"]} == set(catalogue())


def test_of_one_source_only_what_it_says_is_told(shipped: casegraph.Graph) -> None:
    with pytest.raises(CannotAnswer, match="by 'the article'"):
        shipped.ask("According to the article, who was the victim in the 1985 case?")
    told = shipped.ask("According to NPR, who pardoned Scooter Libby?")
    assert isinstance(told, Told) and told.headline.startswith("By NPR: ")
    assert all(any("NPR" in source for source in item.sources) for item in told.items)


def test_what_one_source_says_is_told_as_that_in_every_new_form(small: Callable) -> None:
    graph = small(
        "case: small\nsources: {n: {label: a newspaper, kind: article}, d: {label: a docket, kind: docket}}\n"
        "people:\n"
        "  doe: {name: Jane Doe, source: d, occupation: {value: baker, source: n, speaker: n, standing: attributed},"
        " born: {value: 1970-01-01, source: n, speaker: n, standing: contested}}\n"
        "  roe: {name: Ann Roe, source: d,\n"
        "    capacity: {value: counsel for Doe, source: n, speaker: n, standing: attributed}}\n"
        "convictions: {c: {person: doe, offence: theft, law_broken: US-WI, date: 2001-05-01, source: d}}\n"
        "sentences: {s: {conviction: c, date: 2001-06-01, source: d,\n"
        "  term: {value: 3 years, source: n, speaker: n, standing: attributed}}}\n"
        "events: {p: {kind: Pardon, person: doe, conviction: c, date: 2002, agent: roe, source: n, speaker: n,\n"
        "  standing: attributed}}\n"
    )
    for question, words in (
        ("What was Jane Doe's job?", "baker (by one source)"),
        ("How old was Jane Doe when she was convicted?", "31 (disputed)"),
        ("Who was Jane Doe's lawyer?", "Ann Roe (counsel for Doe) (by one source)"),
        ("What was Jane Doe sentenced to?", "3 years (by one source)"),
        ("Who pardoned Jane Doe?", "(by one source)"),
    ):
        told = graph.ask(question)
        assert words.casefold() in told.headline.casefold(), told.headline
        assert {item.standing for item in told.items} & {"attributed", "contested"}
    assert graph.ask("How many convictions does Jane Doe have?").headline.startswith("1 on record here, all stand")


def test_a_form_that_is_passed_over_fits_no_question_of_the_table() -> None:
    """Forms are tried only where the words they ask for stand in the question."""
    forms = patterns.forms()
    for _, question in patterns.examples():
        words = patterns.tokens(question)
        held = {word.casefold() for word in words}
        passed = [form for form in forms if not form.needs <= held or any(map(held.isdisjoint, form.one_of))]
        assert len(passed) > len(forms) / 2
        assert not [form for form in passed if patterns._compiled(form.pattern).fullmatch(f"{' '.join(words)} ")]


def test_a_source_that_is_named_is_the_only_one_told_or_the_question_is_refused(seed: casegraph.Graph) -> None:
    told = seed.ask("According to the Innocence Project, when was Steven Avery convicted?")
    assert told.headline.startswith("By Innocence Project: ") or told.headline.startswith("By the Innocence Project: ")
    assert {"The Innocence Project" in " ".join(item.sources) for item in told.items} == {True}
    with pytest.raises(CannotAnswer, match="nothing of that is on record here by"):
        seed.ask("According to the Wausau Daily Herald, when was Steven Avery convicted?")
    for question in ("Was Steven Avery exonerated according to Wikipedia?",
                     "According to the BBC, who can pardon Steven Avery?",
                     "How long was Steven Avery in prison, according to CNN?"):  # fmt: skip
        with pytest.raises(CannotAnswer, match="rests on all the sources together"):
            seed.ask(question)


def test_who_sits_on_a_board_by_one_source_is_no_established_line() -> None:
    told = casegraph.load().ask("Who sits on the Minnesota Board of Pardons?", on="2026-11-25")
    seats = [item for item in told.items if item.text.startswith("Minnesota Board of Pardons: ")]
    people = {item.text: item.standing for item in told.items if item not in seats}
    assert {item.standing for item in seats} == {"established"}
    assert not [item for item in seats if "Walz" in item.text]
    assert people["Governor of Minnesota: Tim Walz"] == "attributed"


def test_an_undated_act_is_told_where_a_day_is_asked_for(case_file: Callable[..., Path]) -> None:
    text = """case: ex
sources: {d: {label: record, kind: docket}}
people: {doe: {name: Jane Doe, source: d}}
convictions: {c: {person: doe, offence: robbery, law_broken: US-GA, date: 2000, source: d}}
events:
  a: {label: Doe applies, kind: ClemencyApplication, person: doe, conviction: c, source: d}
  b: {label: Doe applies again, kind: ClemencyApplication, person: doe, conviction: c, date: 2012, source: d}
"""
    told = casegraph.load(case_file(text)).ask("What clemency did Jane Doe ask for in 2012?")
    assert "Doe applies again" in told.headline
    assert [item.text for item in told.items if item.group == "Without a date on record"] == ["Doe applies"]


def test_a_power_of_which_the_day_is_in_doubt_says_so_in_general_too(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("""authority: XX-mine
sources: {law: {label: Code of Mine, kind: statute}}
sovereigns: {XX-mine: {label: Republic of Mine, sovereign_kind: foreign state, source: law}}
offices: {XX-king: {label: King of Mine, office_of: XX-mine, source: law}}
powers:
  XX-p: {sovereign: XX-mine, kinds: pardon, scope: all, decider: XX-king, basis: Code 1, from: 2010, source: law}
""")
    ((words, item),) = parts_of(casegraph.load(own, law=[own]).view, thing("XX-king"), date(2010, 6, 1))
    assert words.endswith("only if this rule (from 2010) was in force on that very day")
    assert item.text == f"King of Mine: {words}"
