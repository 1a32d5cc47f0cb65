"""From the act to the grave: what is left to grant when nobody was charged, on conviction, once served, after death."""

from collections.abc import Callable

import pytest

import casegraph
from casegraph.vocabulary import local
from conftest import Ran

HEAD = """\
case: small
sources: {d: {label: a docket, kind: docket}}
people: {doe: {name: Jane Doe, source: d%s}}
"""
CONVICTED = (
    "convictions:\n  c: {person: doe, law_broken: %s, date: 2000-05-01, sentence_type: term of years, source: d}\n"
)
EVENTS = "events:\n"
FEDERAL = HEAD % "" + CONVICTED % "US"

STAGES: dict[str, tuple[str, str, str | None, str, str, str]] = {
    # the stage: (the file, the day, the kind, the value, the status, a word of the text)
    "an act nobody was charged with, federal": (
        HEAD % "" + EVENTS + "  a: {kind: Offence, person: doe, law_broken: US, date: 2000-01-01, source: d}\n",
        "2001-01-01", "pardon", "who", "not charged", "President"),
    "an act nobody was charged with, where a pardon follows a conviction": (
        HEAD % "" + EVENTS + "  a: {kind: Offence, person: doe, law_broken: US-GA, date: 2000-01-01, source: d}\n",
        "2001-01-01", "pardon", "moot", "not charged", "without a conviction"),
    "a charge, federal": (
        HEAD % "" + "charges:\n  k: {person: doe, law_broken: US, source: d}\n",
        "2001-01-01", "pardon", "who", "charged", "President"),
    "a charge in a state": (
        HEAD % "" + "charges:\n  k: {person: doe, law_broken: US-GA, source: d}\n",
        "2001-01-01", "pardon", "moot", "charged", "without a conviction"),
    "convicted": (FEDERAL, "2001-01-01", "commutation", "who", "stands", "President"),
    "served, a pardon": (
        FEDERAL + EVENTS + "  s: {kind: SentenceServed, conviction: c, date: 2010-01-01, source: d}\n",
        "2010-01-01", "pardon", "who", "served", "President"),
    "served, a commutation": (
        FEDERAL + EVENTS + "  s: {kind: SentenceServed, conviction: c, date: 2010-01-01, source: d}\n",
        "2010-01-01", "commutation", "moot", "served", "the sentence is served"),
    "served in a year, a commutation within it": (
        FEDERAL + EVENTS + "  s: {kind: SentenceServed, conviction: c, date: 2010, source: d}\n",
        "2010-05-01", "commutation", "depends", "stands", "not yet served"),
    "pardoned, then served": (
        FEDERAL + EVENTS + "  p: {kind: Pardon, conviction: c, date: 2005-01-01, source: d}\n"
        "  s: {kind: SentenceServed, conviction: c, date: 2010-01-01, source: d}\n",
        "2011-01-01", "pardon", "moot", "pardoned", "pardoned"),
    "pardoned, and set aside on some day of that year": (
        FEDERAL + EVENTS + "  p: {kind: Pardon, conviction: c, date: 2005-01-01, source: d}\n"
        "  v: {kind: Vacatur, conviction: c, date: 2006, source: d}\n",
        "2006-06-01", "pardon", "moot", "pardoned", "pardoned"),
    "set aside on some day of the year asked about": (
        FEDERAL + EVENTS + "  v: {kind: Vacatur, conviction: c, date: 2006, source: d}\n",
        "2006-06-01", "pardon", "unknown", "unknown", "not known to the day"),
    "vacated": (
        FEDERAL + EVENTS + "  v: {kind: Vacatur, conviction: c, date: 2006-01-01, source: d}\n",
        "2006-01-01", "pardon", "who", "vacated", "no conviction stands"),
    "vacated, a commutation": (
        FEDERAL + EVENTS + "  v: {kind: Vacatur, conviction: c, date: 2006-01-01, source: d}\n",
        "2006-01-01", "commutation", "moot", "vacated", "vacated"),
    "vacated, where a pardon follows a conviction": (
        HEAD % "" + CONVICTED % "US-GA" + EVENTS + "  v: {kind: Vacatur, conviction: c, date: 2006-01-01, source: d}\n",
        "2006-01-01", "pardon", "moot", "vacated", "nothing left to pardon"),
    "reversed": (
        HEAD % "" + CONVICTED % "US-GA" + EVENTS
        + "  v: {kind: Reversal, conviction: c, date: 2006-01-01, source: d}\n",
        "2006-01-01", "pardon", "moot", "reversed", "reversed"),
    "reversed, and reinstated later: the President may between the two": (
        FEDERAL + EVENTS + "  v: {kind: Reversal, conviction: c, date: 2002-05-01, source: d}\n"
        "  r: {kind: Reinstatement, conviction: c, date: 2004-01-01, source: d}\n",
        "2003-01-01", "pardon", "who", "reversed", "this power may come before one"),
    "pardoned, then vacated": (
        FEDERAL + EVENTS + "  p: {kind: Pardon, conviction: c, date: 2005-01-01, source: d}\n"
        "  v: {kind: Vacatur, conviction: c, date: 2006-01-01, source: d}\n",
        "2007-01-01", "pardon", "moot", "vacated", "nothing left to pardon"),
    "vacated and reinstated": (
        FEDERAL + EVENTS + "  v: {kind: Vacatur, conviction: c, date: 2006-01-01, source: d}\n"
        "  r: {kind: Reinstatement, conviction: c, date: 2007-01-01, source: d}\n",
        "2007-01-01", "pardon", "who", "stands", "President"),
    "dead, where the dead have been pardoned": (
        HEAD % ", died: 2008" + CONVICTED % "US", "2009-01-01", "pardon", "who", "stands", "the person died"),
    "dead, a commutation": (
        HEAD % ", died: 2008" + CONVICTED % "US", "2009-01-01", "commutation", "moot", "stands", "no sentence is left"),
    "dead, where the law is not on record": (
        HEAD % ", died: 2008" + CONVICTED % "US-WY", "2009-01-01", "pardon", "depends", "stands", "does not say"),
    "dead, where the law had no such pardon": (
        HEAD % ", died: 2008" + CONVICTED % "US-AL", "2009-01-01", "pardon", "no", "stands", "no pardon after death"),
    "perhaps dead": (
        HEAD % ", died: 2008" + CONVICTED % "US",
        "2008-06-01", "commutation", "depends", "stands", "still alive (died 2008)"),
    "on the day of death": (
        HEAD % ", died: 2008-06-01" + CONVICTED % "US",
        "2008-06-01", "commutation", "depends", "stands", "still alive (died 1 Jun 2008)"),
    "rights that a state gave back": (
        FEDERAL + EVENTS + "  r: {kind: RightsRestoration, conviction: c, agent: US-VA-governor, "
        "date: 2006-01-01, source: d}\n", "2007-01-01", "pardon", "who", "stands", "President"),
    "a pardon announced without power": (
        HEAD % "" + CONVICTED % "US-CO" + EVENTS + "  p: {label: a pardon posted, kind: Pardon, conviction: c, agent: "
        "US-president, date: 2006-01-01, source: d}\n", "2007-01-01", "pardon", "who", "stands", "no effect"),
    "a pardon by one who has the power": (
        HEAD % "" + CONVICTED % "US-CO" + EVENTS + "  p: {kind: Pardon, conviction: c, agent: US-CO-governor, "
        "date: 2006-01-01, source: d}\n", "2007-01-01", "pardon", "moot", "pardoned", "pardoned"),
    "within the stretch of time that a reversal is given": (
        HEAD % "" + CONVICTED % "US-CO" + EVENTS + "  p: {kind: Reversal, conviction: c, date: 2005/2008, source: d}\n",
        "2007-01-01", "pardon", "unknown", "unknown", "not known to the day"),
    "after that stretch": (
        HEAD % "" + CONVICTED % "US-CO" + EVENTS + "  p: {kind: Reversal, conviction: c, date: 2005/2008, source: d}\n",
        "2009-01-01", "pardon", "moot", "reversed", "nothing left"),
    "a pardon by the word of one source": (
        HEAD % "" + CONVICTED % "US-CO" + EVENTS + "  p: {kind: Pardon, conviction: c, date: 2006-01-01, source: d, "
        "standing: attributed, speaker: d}\n", "2007-01-01", "pardon", "who", "stands",
        "by one source, pardoned 1 Jan 2006"),
    "a contested vacatur without a date": (
        HEAD % "" + CONVICTED % "US-CO" + EVENTS + "  p: {kind: Vacatur, conviction: c, source: d, "
        "standing: contested, speaker: d}\n", "2007-01-01", "pardon", "who", "stands",
        "disputed: by one account, vacated on a day not on record"),
    "a class pardon of people never charged": (
        HEAD % "" + EVENTS + "  a: {label: an act of many, kind: Offence, person: doe, law_broken: US, date: 1970, "
        "source: d}\n  p: {kind: Pardon, act: a, agent: US-president, date: 1977-01-21, source: d}\n",
        "1977-01-21", "pardon", "moot", "pardoned", "pardoned"),
}  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_the_stage_decides_what_is_left_to_grant(stage: str, small: Callable[..., casegraph.Graph]) -> None:
    text, day, kind, value, status, word = STAGES[stage]
    answer = small(text).clemency("Jane Doe", day, kind=kind)
    (found,) = answer.convictions
    assert (answer.value, found.status) == (value, status)
    assert word in " ".join(answer.to_text().split())
    assert answer.because


@pytest.mark.parametrize("stage", [stage for stage, row in STAGES.items() if "convictions:" in row[0]])
def test_the_query_sees_the_stage_too(stage: str, small: Callable[..., casegraph.Graph]) -> None:
    text, day, _, value, *_ = STAGES[stage]
    graph = small(text)
    (found,) = graph.clemency("c", day).convictions
    rows = graph.run("holders", conviction="c", on=day).texts()
    if value != "unknown":  # a query has no word for a status that is not known to the day
        assert {local(row[0]) for row in rows} == {local(held.office) for held in found.holders}


def test_two_sovereigns_and_one_act_stay_two_convictions(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(
        HEAD % ""
        + """\
convictions:
  federal: {person: doe, law_broken: US, date: 2020-05-01, source: d}
  tribal: {person: doe, law_broken: US-TRIBE, date: 2019-05-01, source: d}
"""
    )
    answer = graph.clemency("Jane Doe", "2024-01-01", kind="pardon")
    values = {local(found.id): found.value for found in answer.convictions}
    assert values == {"federal": "who", "tribal": "depends"}
    by_president = graph.clemency("Jane Doe", "2024-01-01", kind="pardon", authority="US-president")
    assert {local(f.id): f.value for f in by_president.convictions} == {"federal": "yes", "tribal": "no"}
    pardoned = small(HEAD % "" + """\
convictions:
  federal: {person: doe, law_broken: US, date: 2020-05-01, source: d}
  tribal: {person: doe, law_broken: US-TRIBE, date: 2019-05-01, source: d}
events: {p: {kind: Pardon, conviction: federal, agent: US-president, date: 2023-01-01, source: d}}
""").clemency("Jane Doe", "2024-01-01")  # fmt: skip
    assert {local(f.id): f.status for f in pardoned.convictions} == {"federal": "pardoned", "tribal": "stands"}


def test_one_indictment_with_a_territorial_and_a_federal_count(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(
        HEAD % ""
        + """\
convictions:
  local: {person: doe, law_broken: US-VI, date: 2020-05-01, source: d}
  federal: {person: doe, law_broken: US, date: 2020-05-01, source: d}
"""
    )
    governor, president = (
        {local(f.id): f for f in graph.clemency("Jane Doe", "2024-01-01", kind="pardon", authority=office).convictions}
        for office in ("US-VI-governor", "US-president")
    )
    assert {name: found.value for name, found in governor.items()} == {"local": "yes", "federal": "no"}
    assert {name: found.value for name, found in president.items()} == {"local": "disputed", "federal": "yes"}
    assert "48 U.S.C. § 1591" in governor["local"].holders[0].basis


def test_a_conviction_without_enough_facts_names_what_is_missing(run: Callable[..., Ran], tmp_path: object) -> None:
    (tmp_path / "own.yaml").write_text(  # type: ignore[operator]
        HEAD % "" + "convictions:\n  c: {person: doe, date: 2000-05-01, source: d}\n", encoding="utf-8"
    )
    ran = run("clemency", "Jane Doe", "--case", "own.yaml")
    assert "not known: law_broken" in " ".join(ran.out.split())
    assert "unknown" in run("clemency", "Jane Doe", "--case", "own.yaml", "--json").out


def test_practice_is_shown_as_practice_and_limits_nothing(seed: casegraph.Graph) -> None:
    answer = seed.clemency("dassey-2007-homicide", "2019-12-20", authority="US-WI-governor")
    assert answer.value == "yes"
    (holder,) = answer.holders
    assert holder.policy
    assert not set(holder.policy) & set(holder.conditions)


UNDATED: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    # what the record holds: (the events, day → the value and the status; "" is today)
    "vacated": (
        "  v: {kind: Vacatur, conviction: c, person: doe, source: d}\n",
        {"1999-01-01": ("moot", "pending"), "2003-01-01": ("unknown", "unknown"), "": ("moot", "vacated")}),
    "pardoned": (
        "  v: {kind: Pardon, conviction: c, source: d}\n",
        {"2003-01-01": ("unknown", "unknown"), "": ("moot", "pardoned")}),
    "reversed, which led to a release": (
        "  v: {kind: Reversal, conviction: c, source: d}\n"
        "  x: {kind: Release, person: doe, date: 2007-01-01, cause: v, source: d}\n",
        {"2003-01-01": ("unknown", "unknown"), "2007-01-01": ("moot", "reversed")}),
    "vacated, and reinstated nobody knows in what order": (
        "  v: {kind: Vacatur, conviction: c, source: d}\n"
        "  r: {kind: Reinstatement, conviction: c, date: 2007-01-01, source: d}\n",
        {"2003-01-01": ("unknown", "unknown"), "": ("unknown", "unknown")}),
    "vacated, and reinstated after it": (
        "  v: {kind: Vacatur, conviction: c, source: d}\n"
        "  r: {kind: Reinstatement, conviction: c, after: v, date: 2007-01-01, source: d}\n",
        {"2003-01-01": ("unknown", "unknown"), "2008-01-01": ("who", "stands"), "": ("who", "stands")}),
    "vacated after a pardon": (
        "  p: {kind: Pardon, conviction: c, date: 2004-01-01, source: d}\n"
        "  v: {kind: Vacatur, conviction: c, after: p, source: d}\n",
        {"2003-01-01": ("who", "stands"), "2005-01-01": ("moot", "pardoned"), "": ("moot", "pardoned")}),
    "commuted, and pardoned": (
        "  p: {kind: Pardon, conviction: c, date: 2004-01-01, source: d}\n"
        "  m: {kind: Commutation, conviction: c, source: d}\n",
        {"2005-01-01": ("moot", "pardoned"), "": ("moot", "pardoned")}),
    "served": (
        "  s: {kind: SentenceServed, conviction: c, source: d}\n",
        {"2003-01-01": ("who", "stands"), "": ("who", "served")}),
}  # fmt: skip


@pytest.mark.parametrize("stage", UNDATED)
def test_an_undated_act_is_some_day_not_no_day(stage: str, small: Callable[..., casegraph.Graph]) -> None:
    events, days = UNDATED[stage]
    graph = small(HEAD % "" + CONVICTED % "US-TX" + EVENTS + events)
    for day, expected in days.items():
        answer = graph.clemency("c", day or None)
        (found,) = answer.convictions
        assert (answer.value, found.status) == expected, day
        if found.status == "unknown" or (stage == "vacated" and not day):
            assert "on a day not on record" in found.note
        rows = graph.run("holders", conviction="c", on=answer.on.isoformat()).texts()
        assert {local(row[0]) for row in rows} == {local(held.office) for held in found.holders}, day
        routes = graph.run("relief-routes", conviction="c", on=answer.on.isoformat()).texts()
        walked = graph.relief("c", day or None).convictions[0].routes
        assert {row[0] for row in routes} == {route.id for route in walked}, day


DEATH = (
    HEAD % ""
    + "convictions:\n  c: {person: doe, law_broken: US-AL, date: 1980-05-01, sentence_type: death, source: d}\n"
)
ASIDE = EVENTS + "  v: {kind: SentenceVacated, conviction: c, date: 1990-05-01, source: d}\n"
GOVERNOR, BOARD = {"US-AL-governor"}, {"US-AL-board"}
SENTENCES: dict[str, tuple[str, dict[str, tuple[set[str], str]]]] = {
    # what became of a sentence of death: (the records, day → who decides, and words beside the court)
    "set aside": (
        ASIDE,
        {"1989-01-01": (GOVERNOR, ""), "1991-01-01": (BOARD, "sentence set aside 1 May 1990; no new one on record")}),
    "set aside, and life imposed": (
        ASIDE + "  r: {kind: Resentencing, conviction: c, sentence_type: life, date: 1992-01-01, source: d}\n",
        {"1991-01-01": (BOARD, "set aside"), "1993-01-01": (BOARD, "resentenced 1 Jan 1992 (life)")}),
    "set aside, and death imposed again": (
        ASIDE + "  r: {kind: Resentencing, conviction: c, related: s, date: 1992-01-01, source: d}\n"
        "sentences: {s: {conviction: c, term: death, date: 1992-01-01, source: d}}\n",
        {"1991-01-01": (BOARD, "set aside"), "1993-01-01": (GOVERNOR, "resentenced 1 Jan 1992 (death)")}),
    "set aside, and a new sentence without an event": (
        ASIDE + "sentences: {s: {conviction: c, term: death, date: 1992-01-01, source: d}}\n",
        {"1991-01-01": (BOARD, "set aside"), "1993-01-01": (GOVERNOR, "resentenced 1 Jan 1992 (death)")}),
    "set aside on a day not on record": (
        EVENTS + "  v: {kind: SentenceVacated, conviction: c, source: d}\n",
        {"1991-01-01": (BOARD | GOVERNOR, ""), "": (BOARD, "set aside on a day not on record")}),
    "imposed anew, as what is not on record": (
        EVENTS + "  r: {kind: Resentencing, conviction: c, date: 1992-01-01, source: d}\n",
        {"1993-01-01": (BOARD | GOVERNOR, "resentenced 1 Jan 1992")}),
}  # fmt: skip


@pytest.mark.parametrize("what", SENTENCES)
def test_a_sentence_set_aside_leaves_the_conviction_and_the_new_one_counts(
    what: str, small: Callable[..., casegraph.Graph]
) -> None:
    records, days = SENTENCES[what]
    graph = small(DEATH + records)
    for day, (deciders, words) in days.items():
        answer = graph.clemency("c", day or None)
        (found,) = answer.convictions
        assert found.status == "stands" and answer.value in ("who", "depends"), day
        assert {local(held.office) for held in found.holders if held.role == "decider"} == deciders, day
        assert words in found.note, day
        assert words in answer.to_json()["convictions"][0]["note"] and words in answer.to_html(), day
        assert words in " ".join(answer.to_text().split())
        rows = graph.run("holders", conviction="c", on=answer.on.isoformat()).texts()
        assert {(row[0], row[2]) for row in rows} == {(h.office, kind) for h in found.holders for kind in h.kinds}, day


def test_no_sentence_is_commuted_while_none_is_on_record(small: Callable[..., casegraph.Graph]) -> None:
    graph = small((DEATH + ASIDE).replace("US-AL", "US-GA"))
    pardon = graph.clemency("c", "1991-01-01", kind="pardon")
    commutation = graph.clemency("c", "1991-01-01", kind="commutation")
    assert (pardon.value, commutation.value) == ("who", "depends")
    assert any("only if a new one had been imposed" in text for h in commutation.holders for text in h.conditions)
    (route,) = (r for r in graph.relief("c", "1991-01-01").convictions[0].routes if local(r.id) == "state-parole")
    assert "sentence_type" in {fact.key for fact in route.missing}


def test_life_without_parole_goes_with_the_sentence_that_carried_it(small: Callable[..., casegraph.Graph]) -> None:
    graph = small(
        DEATH.replace("US-AL", "US-WY").replace("death", "life without parole")
        + EVENTS
        + "  r: {kind: Resentencing, conviction: c, sentence_type: term of years, date: 2001-01-01, source: d}\n"
    )
    for day in ("2000-01-01", "2002-01-01"):
        (found,) = graph.clemency("c", day).convictions
        rows = graph.run("holders", conviction="c", on=day).texts()
        assert {(row[0], row[2]) for row in rows} == {(h.office, kind) for h in found.holders for kind in h.kinds}, day
