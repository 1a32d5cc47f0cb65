"""The competency questions: what a reader of the case must be able to ask, and what the graph has to answer.

Every question is asked twice, by a query of the catalogue and by a walk over the networkx view; both must give the
answer written here by hand. Some questions have several parts, e.g. what a document says and what the record has.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import networkx
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import traverse

import casegraph
from casegraph.errors import UsageError
from casegraph.queries.catalogue import catalogue, run_named
from casegraph.resources import shipped, shipped_files
from casegraph.store import Rows
from casegraph.view import back, one, step, types, values
from casegraph.vocabulary import CG, PREFIXES, Standing, local
from competency.walks import World, text, walk

ARTICLE_DAY = "2016-01-08"
NO_ROW: set[tuple[str, ...]] = set()


@dataclass(frozen=True)
class Part:
    """One query of the catalogue, what it is given, and what it must answer.

    Attributes:
        query: name of the query, and of the walk.
        given: its parameters; things by their short ids.
        columns: the columns of the answer that the question is about.
        expected: the answer: rows of short ids and values.
        where: only rows whose column fits the pattern (`c-*`) belong to the question.
    """

    query: str
    given: Mapping[str, str]
    columns: str
    expected: set[tuple[str, ...]]
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A competency question."""

    id: str
    text: str
    parts: tuple[Part, ...]


def ask(number: str, question: str, *parts: Part) -> Question:
    return Question(number, question, parts)


ARTICLE = {"source": "article"}
AVERY, DASSEY = {"person": "steven-avery"}, {"person": "brendan-dassey"}
PETITION = {"petition": "we-the-people-petition"}
PARDON = {"kind": "pardon", "role": "decider"}
CONVICTION_1985 = ("1985-12", "manitowoc-county-circuit-court", "")
CONVICTION_AVERY_2007 = ("2007-03-18", "manitowoc-county-circuit-court", "2005CF381")
CONVICTION_DASSEY_2007 = ("2007-04-25", "manitowoc-county-circuit-court", "2006CF88")

QUESTIONS = (
    ask(
        "q01",
        "On 8 January 2016, who could have pardoned Steven Avery for the homicide?",
        Part(
            "holders",
            {"conviction": "avery-2007-homicide", "on": ARTICLE_DAY},
            "office person",
            {("US-WI-governor", "scott-walker")},
            PARDON,
        ),
    ),
    ask(
        "q02",
        "Could President Obama have pardoned either man?",
        Part(
            "reach-of-holder",
            {"holder": "barack-obama", **AVERY, "on": ARTICLE_DAY},
            "conviction office sovereign reached",
            {
                ("avery-1985-sexual-assault", "US-president", "US-WI", "false"),
                ("avery-1985-attempted-murder", "US-president", "US-WI", "false"),
                ("avery-1985-false-imprisonment", "US-president", "US-WI", "false"),
                ("avery-2007-homicide", "US-president", "US-WI", "false"),
                ("avery-2007-firearm", "US-president", "US-WI", "false"),
            },
        ),
        Part(
            "reach-of-holder",
            {"holder": "barack-obama", **DASSEY, "on": ARTICLE_DAY},
            "conviction office sovereign reached",
            {
                ("dassey-2007-homicide", "US-president", "US-WI", "false"),
                ("dassey-2007-corpse", "US-president", "US-WI", "false"),
                ("dassey-2007-sexual-assault", "US-president", "US-WI", "false"),
            },
        ),
        Part(
            "reach-of-holder",
            {"holder": "scott-walker", **DASSEY, "on": ARTICLE_DAY},
            "office reached",
            {("US-WI-governor", "true")},
        ),
    ),
    ask(
        "q03",
        "And why could he not?",
        Part(
            "reach-of-office",
            {"office": "US-president", "on": ARTICLE_DAY},
            "sovereign",
            {("US",), ("US-DC",), ("US-MIL",)},
        ),
        Part("convictions-of", AVERY, "sovereign", {("US-WI",)}),
        Part("convictions-of", DASSEY, "sovereign", {("US-WI",)}),
        Part(
            "who-claims",
            {"property": "lacksPowerOver", **ARTICLE},
            "subject object",
            {
                ("US-president", "class-state-offence"),
                ("US-president", "steven-avery"),
                ("US-president", "brendan-dassey"),
            },
            {"speaker": "white-house"},
        ),
    ),
    ask(
        "q04",
        "Which classes of conviction does the President's power cover, going by the article?",
        Part(
            "power-by-source",
            {"office": "US-president", **ARTICLE},
            "class",
            {("class-federal-convictions",), ("class-dc-superior-court",), ("class-court-martial",)},
        ),
    ),
    ask(
        "q05",
        "Whose words are these?",
        Part(
            "who-claims",
            {"property": "hasPowerOver", **ARTICLE},
            "object speaker chain",
            {
                ("class-federal-offenders", "white-house", "article > white-house"),
                ("class-federal-convictions", "white-house", "article > white-house"),
                ("class-dc-superior-court", "white-house", "article > white-house"),
                ("class-court-martial", "white-house", "article > white-house"),
            },
        ),
        Part(
            "who-claims",
            {"property": "lacksPowerOver", **ARTICLE},
            "object speaker chain",
            {
                ("class-state-offence", "white-house", "article > white-house"),
                ("class-not-federal", "article", "article"),
            },
            {"object": "class-*"},
        ),
    ),
    ask(
        "q06",
        "Does the article sum up correctly what it quotes?",
        Part(
            "conflicts-between",
            {**ARTICLE, "speaker": "article", "other": "white-house"},
            "object otherObject",
            {("class-not-federal", "class-dc-superior-court"), ("class-not-federal", "class-court-martial")},
        ),
    ),
    ask(
        "q07",
        "Who exactly would have to act for a pardon here?",
        Part(
            "who-claims",
            {"property": "couldAct", **ARTICLE},
            "subject speaker",
            {("state-authorities", "white-house")},
        ),
        Part("stands-for", {"thing": "state-authorities"}, "named source", {("US-WI-governor", "wi-const")}),
        Part(
            "holders",
            {"conviction": "dassey-2007-homicide", "on": ARTICLE_DAY},
            "office person",
            {("US-WI-governor", "scott-walker")},
            PARDON,
        ),
        Part(
            "reach-of-office",
            {"office": "US-WI-governor", "on": ARTICLE_DAY},
            "sovereign basis",
            {("US-WI", "Wis. Const. art. V § 6")},
            {"basis": "Wis. Const.*"},
        ),
    ),
    ask(
        "q08",
        "Was the petition turned down on its merits?",
        Part(
            "petition-outcome",
            PETITION,
            "response agent date outcome",
            {("white-house-response", "white-house", "2016-01-07", "declined for lack of authority")},
        ),
        Part(
            "contradicted-by-record",
            {"thing": "we-the-people-petition", **ARTICLE},
            "claimId said recorded",
            {
                ("c-rejected", "rejected", "declined for lack of authority"),
                ("rel-pet-outcome", "rejected", "declined for lack of authority"),
            },
            {"said": "rejected"},
        ),
    ),
    ask(
        "q09",
        "How many people had signed?",
        Part(
            "signature-counts",
            PETITION,
            "count bound date",
            {
                ("100000", "over", "2016-01-06"),
                ("129000", "over", "2016-01-07"),
                ("130000", "nearly", "2016-01-07"),
            },
            {"standing": "Established"},
        ),
        Part(
            "signature-counts",
            PETITION,
            "count bound date standing",
            {("129901", "exactly", "2016-01-08", "Attributed")},
            {"source": "frisky-*"},
        ),
        Part(
            "signature-counts",
            {"petition": "change-org-petition"},
            "count bound date",
            {("300000", "over", "2016-01-08")},
            {"standing": "Established"},
        ),
        Part(
            "contradicted-by-record",
            {"thing": "we-the-people-petition", **ARTICLE},
            "said recorded",
            {("signed by hundreds of thousands", "130000")},
            {"claimId": "c-hundreds"},
        ),
    ),
    ask(
        "q10",
        "For whom did the petition ask, what, and of whom?",
        Part(
            "petition-asks",
            PETITION,
            "person request authority",
            {
                ("steven-avery", "a full pardon by the President", "US-president"),
                ("brendan-dassey", "a full pardon by the President", "US-president"),
            },
        ),
    ),
    ask(
        "q11",
        "What gave rise to the petition?",
        Part("petition-asks", PETITION, "inspiration", {("making-a-murderer",)}),
        Part(
            "who-claims",
            {"property": "inspiredBy", **ARTICLE},
            "subject object speaker",
            {("we-the-people-petition", "making-a-murderer", "article")},
        ),
    ),
    ask(
        "q12",
        "Which charges did Avery face in 1985?",
        Part(
            "charges-stated-by",
            ARTICLE,
            "person charge",
            {("steven-avery", "avery-1985-charge-sexual-assault")},
            {"date": "1985"},
        ),
        Part(
            "charges-of",
            {**AVERY, "since": "1985-01-01", "until": "1985-12-31"},
            "charge offence",
            {
                ("avery-1985-charge-sexual-assault", "first-degree sexual assault"),
                ("avery-1985-charge-attempted-murder", "attempted first-degree murder"),
                ("avery-1985-charge-false-imprisonment", "false imprisonment"),
            },
        ),
    ),
    ask(
        "q13",
        "Does the article say that Avery was convicted in 1985, and was he?",
        Part("convictions-stated-by", {**AVERY, **ARTICLE}, "conviction", NO_ROW),
        Part(
            "convictions-of",
            AVERY,
            "conviction date court number",
            {
                ("avery-1985-sexual-assault", *CONVICTION_1985),
                ("avery-1985-attempted-murder", *CONVICTION_1985),
                ("avery-1985-false-imprisonment", *CONVICTION_1985),
            },
            {"date": "1985*"},
        ),
    ),
    ask(
        "q14",
        "How long did he sit for it?",
        Part(
            "time-in-prison",
            AVERY,
            "imprisonment from until duration speaker",
            {("avery-imprisonment-1985-2003", "[1985-07-29,1985-07-30]", "2003-09-11", "P18Y", "article")},
            {"conviction": "avery-1985-*"},
        ),
    ),
    ask(
        "q15",
        "When was he exonerated?",
        Part("dates-of-event", {"event": "avery-exoneration-2003"}, "date", NO_ROW, {"source": "article"}),
        Part(
            "time-by-account",
            {"event": "avery-exoneration-2003", **ARTICLE},
            "start years about before",
            {("1985", "18", "2003", "2005")},
        ),
        Part(
            "dates-of-event",
            {"event": "avery-exoneration-2003"},
            "date standing",
            {("2003-09-10", "Established"), ("2003-09-11", "Attributed")},
        ),
    ),
    ask(
        "q16",
        "What cleared him?",
        Part(
            "cause-of-exoneration",
            AVERY,
            "event cause other",
            {("avery-exoneration-2003", "avery-dna-2003", "gregory-allen")},
        ),
    ),
    ask(
        "q17",
        "Is anything of the case of 1985 left to pardon?",
        Part(
            "left-to-pardon",
            {**AVERY, "on": ARTICLE_DAY},
            "conviction left status event",
            {
                ("avery-1985-sexual-assault", "false", "Vacated", "avery-vacatur-2003"),
                ("avery-1985-attempted-murder", "false", "Vacated", "avery-vacatur-2003"),
                ("avery-1985-false-imprisonment", "false", "Vacated", "avery-vacatur-2003"),
                ("avery-2007-homicide", "true", "", ""),
                ("avery-2007-firearm", "true", "", ""),
            },
        ),
        Part("left-to-pardon", {**AVERY, "on": "2003-09-09"}, "left", {("true",)}),
    ),
    ask(
        "q18",
        "Who was charged with killing Teresa Halbach, and when?",
        Part(
            "charges-stated-by",
            ARTICLE,
            "person charge date",
            {
                ("steven-avery", "avery-2005-charge-homicide", "2005"),
                ("brendan-dassey", "dassey-2006-charge-homicide", "2005"),
            },
            {"charge": "*-homicide"},
        ),
        Part(
            "charged-over-victim",
            {"victim": "teresa-halbach"},
            "person charge date",
            {
                ("steven-avery", "avery-2005-charge-homicide", "2005-11-15"),
                ("brendan-dassey", "dassey-2006-charge-homicide", "2006-03-02"),
            },
        ),
    ),
    ask(
        "q19",
        "What does the article get wrong about Dassey?",
        Part(
            "contradicted-by-record",
            {"thing": "brendan-dassey", **ARTICLE},
            "claimId said fact recorded",
            {
                ("c-charge-2005-dassey", "2005", "dassey-2006-charge-homicide", "2006-03-02"),
                ("c-law-gloss-accused-dassey", "accused", "dassey-2007-homicide", "2007-04-25"),
            },
        ),
    ),
    ask(
        "q20",
        "Does the article itself call Avery guilty or innocent?",
        Part(
            "claims-on-guilt",
            {**AVERY, **ARTICLE},
            "property speaker standing kind",
            {
                ("innocentOf", "making-a-murderer", "Contested", "report"),
                ("framedFor", "unnamed-juror", "Contested", "report"),
            },
        ),
        Part(
            "who-claims",
            {"property": "status", **ARTICLE},
            "object kind",
            {("inmate", "fact"), ("accused", "presupposition")},
            {"subject": "steven-avery", "speaker": "article"},
        ),
    ),
    ask(
        "q21",
        "Who says that Avery was framed, and through how many mouths has it come?",
        Part(
            "who-claims",
            {"property": "framedFor", **ARTICLE},
            "subject speaker chain depth",
            {("steven-avery", "unnamed-juror", "article > teaser-juror > filmmakers > unnamed-juror", "3")},
        ),
        Part(
            "announcements-by",
            {"agent": "filmmakers"},
            "event date related place",
            {("juror-report-2016", "2016-01-05", "juror-opinion", "the Today programme, NBC")},
        ),
    ),
    ask(
        "q22",
        "Which claims rest on the series alone?",
        Part(
            "claims-only-from",
            {"speaker": "making-a-murderer"},
            "claimId subject object",
            {
                ("c-series-corruption", "making-a-murderer", "corruption-in-the-justice-system"),
                ("c-series-innocent-avery", "steven-avery", "halbach-homicide"),
                ("c-series-innocent-dassey", "brendan-dassey", "halbach-homicide"),
            },
            {"claimId": "c-*"},
        ),
    ),
    ask(
        "q23",
        "What does the article state as fact in its own voice?",
        Part(
            "claims-by-speaker",
            {**ARTICLE, "speaker": "article"},
            "claimId",
            {
                ("c-response-made",),
                ("c-inspired",),
                ("c-hundreds",),
                ("c-aim",),
                ("c-rejected",),
                ("c-accused-avery",),
                ("c-accused-dassey",),
                ("c-charge-1985",),
                ("c-18-years",),
                ("c-exonerated",),
                ("c-charge-2005-avery",),
                ("c-charge-2005-dassey",),
                ("c-photographer",),
                ("c-available",),
            },
            {"kind": "fact", "claimId": "c-*"},
        ),
    ),
    ask(
        "q24",
        "In which order did it happen?",
        Part(
            "order-by-account",
            ARTICLE,
            "earlier later",
            {
                ("avery-1985-charge-sexual-assault", "avery-imprisonment-1985-2003"),
                ("avery-imprisonment-1985-2003", "avery-exoneration-2003"),
                ("avery-exoneration-2003", "avery-charging-2005"),
                ("avery-charging-1985", "making-a-murderer"),
                ("avery-charging-2005", "making-a-murderer"),
                ("making-a-murderer", "we-the-people-petition"),
                ("we-the-people-petition", "white-house-response"),
            },
        ),
    ),
    ask(
        "q25",
        "Which courts does the article name, and did one of them try these men?",
        Part(
            "courts-named-in",
            ARTICLE,
            "court convicted",
            {("us-district-courts", "false"), ("dc-superior-court", "false"), ("courts-martial", "false")},
        ),
        Part("convictions-of", AVERY, "court", {("manitowoc-county-circuit-court",)}),
        Part("convictions-of", DASSEY, "court", {("manitowoc-county-circuit-court",)}),
    ),
    ask(
        "q26",
        "Which court convicted them, and in which case?",
        Part("convictions-stated-by", {**AVERY, **ARTICLE}, "conviction", NO_ROW),
        Part("convictions-stated-by", {**DASSEY, **ARTICLE}, "conviction", NO_ROW),
        Part(
            "convictions-of",
            AVERY,
            "conviction date court number",
            {
                ("avery-2007-homicide", *CONVICTION_AVERY_2007),
                ("avery-2007-firearm", *CONVICTION_AVERY_2007),
            },
            {"date": "2007*"},
        ),
        Part(
            "convictions-of",
            DASSEY,
            "conviction date court number",
            {
                ("dassey-2007-homicide", *CONVICTION_DASSEY_2007),
                ("dassey-2007-corpse", *CONVICTION_DASSEY_2007),
                ("dassey-2007-sexual-assault", *CONVICTION_DASSEY_2007),
            },
        ),
    ),
    ask(
        "q27",
        "Who held the power on another day, 17 December 2019, and what became of Dassey's request?",
        Part(
            "holders",
            {"conviction": "dassey-2007-homicide", "on": "2019-12-17"},
            "office person",
            {("US-WI-governor", "tony-evers")},
            PARDON,
        ),
        Part(
            "holders",
            {"conviction": "dassey-2007-homicide", "on": "2019-01-06"},
            "office person",
            {("US-WI-governor", "scott-walker")},
            PARDON,
        ),
        Part(
            "clemency-requests",
            DASSEY,
            "application asked answer answered agent",
            {
                (
                    "dassey-clemency-application-2019",
                    "2019-10-02",
                    "dassey-clemency-refusal-2019",
                    "2019-12-17",
                    "US-WI-board",
                )
            },
        ),
    ),
    ask(
        "q28",
        "Had Dassey been convicted in the Superior Court of the District of Columbia, who could pardon him?",
        Part(
            "deciders-for-class",
            {"class": "class-dc-superior-court", "on": ARTICLE_DAY},
            "sovereign office person",
            {("US-DC", "US-president", "barack-obama")},
            {"kind": "pardon"},
        ),
    ),
    ask(
        "q29",
        "Who was killed, and what was her work?",
        Part(
            "victims-of",
            {"act": "halbach-homicide"},
            "victim name occupation",
            {("teresa-halbach", "Teresa Halbach", "photographer")},
        ),
    ),
    ask(
        "q30",
        "What must nobody take from the article as established?",
        Part(
            "not-asserted",
            ARTICLE,
            "subject predicate object",
            {
                ("steven-avery", "framedFor", "halbach-homicide"),
                ("steven-avery", "innocentOf", "halbach-homicide"),
                ("brendan-dassey", "innocentOf", "halbach-homicide"),
                ("brendan-dassey", "tookPartIn", "halbach-homicide"),
                ("making-a-murderer", "arguesFor", "corruption-in-the-justice-system"),
                ("making-a-murderer", "arguesFor", "innocence-of-both-men"),
            },
            {"standing": "Contested"},
        ),
        Part(
            "not-asserted",
            ARTICLE,
            "claimId subject object",
            {
                ("c-hundreds", "we-the-people-petition", "signed by hundreds of thousands"),
                ("c-charge-2005-dassey", "dassey-2006-charge-homicide", "2005"),
                ("c-wh-only-federal", "US-president", "class-federal-convictions"),
                ("c-hillary", "teaser-clinton", "a question that asserts nothing"),
            },
            {"claimId": "c-h[iu]*|c-charge-2005-dassey|c-wh-only-federal"},
        ),
    ),
    ask(
        "q31",
        "Who was the prosecutor, and on whose word?",
        Part(
            "capacities-of",
            {"person": "ken-kratz"},
            "part as standing",
            {
                ("capacity", "district attorney of Calumet County", "Established"),
                ("capacity", "special prosecutor in both cases", "Established"),
            },
        ),
        Part(
            "capacities-of",
            {"person": "michael-seyedian"},
            "as standing source",
            {("author of the petition on Change.org", "Attributed", "romper-petitions-2016-01")},
        ),
    ),
    ask(
        "q32",
        "How are the two men related?",
        Part("relatives-of", AVERY, "relative name", {("brendan-dassey", "Brendan Dassey")}),
        Part("relatives-of", DASSEY, "relative", {("steven-avery",)}),
    ),
    ask(
        "q33",
        "What sentence did they get, and from when can they be released?",
        Part(
            "sentences-of",
            AVERY,
            "term date release",
            {("32 years", "1986", ""), ("life without extended supervision", "2007-06-01", ""), ("", "2007-06-01", "")},
        ),
        Part(
            "sentences-of",
            DASSEY,
            "term release",
            {("life, with release considered after 41 years", "2048")},
        ),
    ),
    ask(
        "q34",
        "Who granted Dassey habeas relief, and before which court was it reversed?",
        Part(
            "done-by",
            DASSEY,
            "date agent court",
            {("2016-08-12", "william-duffin", "US-district-wied")},
            {"class": "HabeasGrant"},
        ),
        Part("done-by", DASSEY, "date court", {("2017-12-08", "US-ca7")}, {"class": "HabeasReversal"}),
    ),
    ask(
        "q35",
        "Who was Governor of Wisconsin in 2016?",
        Part(
            "office-holders",
            {"office": "US-WI-governor"},
            "name from until",
            {("Scott Walker", "2011-01-03", "2019-01-07")},
            {"person": "scott-walker"},
        ),
    ),
    ask(
        "q36",
        "Does Wisconsin have a pardon board, and what may it do?",
        Part(
            "boards-of",
            {"sovereign": "US-WI"},
            "body role",
            {("US-WI-board", "mayBeConsulted")},
            {"power": "US-WI-clemency"},
        ),
    ),
)

PARTS = [
    pytest.param(part, id=f"{question.id}-{number}-{part.query}")
    for question in QUESTIONS
    for number, part in enumerate(question.parts, 1)
]

ONCE = [
    param
    for index, param in enumerate(PARTS)
    if not any(
        (earlier.values[0].query, earlier.values[0].given) == (param.values[0].query, param.values[0].given)
        for earlier in PARTS[:index]
    )
]
"""The parts that ask a query something new; some only look at other columns of the same answer."""

FIRST = [param for index, param in enumerate(PARTS) if param.values[0].query not in
         [earlier.values[0].query for earlier in PARTS[:index]]]  # fmt: skip
"""The first part of each query: what the slower engine is asked."""


def thoroughly(param: Any) -> Any:
    return pytest.param(*param.values, id=param.id, marks=pytest.mark.thorough)


@pytest.fixture(scope="module")
def world(seed: casegraph.Graph) -> World:
    return World.of(seed)


@pytest.fixture(scope="module")
def copied(seed: casegraph.Graph) -> rdflib.Graph:
    """The same triples in rdflib's own memory, where rdflib's own evaluator answers."""
    graph = rdflib.Graph()
    graph.parse(data=seed.serialize(".nt"), format="nt")
    graph.parse(shipped("ontology/casegraph.ttl"), format="turtle")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def values_of(world: World, part: Part) -> dict[str, str]:
    kinds = dict(catalogue()[part.query].params)
    return {key: world.ids[value] if kinds[key][0] == "IRI" else value for key, value in part.given.items()}


def chosen(rows: list[dict[str, str]], part: Part) -> set[tuple[str, ...]]:
    """The rows that fit the patterns, cut down to the columns asked for."""
    fitting = [
        row
        for row in rows
        if all(
            any(fnmatchcase(row[key], pattern) for pattern in patterns.split("|"))
            for key, patterns in part.where.items()
        )
    ]
    return {tuple(row[column] for column in part.columns.split()) for row in fitting}


def named(rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(rows.columns, map(text, row), strict=True)) for row in rows.texts()]


@pytest.mark.parametrize("part", PARTS)
def test_the_query_gives_the_answer_written_by_hand(seed: casegraph.Graph, world: World, part: Part) -> None:
    rows = named(run_named(seed.store, part.query, values_of(world, part)))
    assert chosen(rows, part) == part.expected


@pytest.mark.parametrize("part", PARTS)
def test_the_walk_gives_the_answer_written_by_hand(world: World, part: Part) -> None:
    assert chosen(list(walk(part.query)(world, **values_of(world, part))), part) == part.expected


def test_every_competency_question_is_answered() -> None:
    assert [question.id for question in QUESTIONS] == [f"q{number:02}" for number in range(1, 37)]


def test_the_order_told_and_the_temporal_network_agree(seed: casegraph.Graph, world: World) -> None:
    """q24: the article's order, sorted, is the order of the rows of its timeline."""
    wanted = [
        "avery-1985-charge-sexual-assault", "avery-imprisonment-1985-2003", "avery-exoneration-2003",
        "avery-charging-2005", "making-a-murderer", "we-the-people-petition", "white-house-response",
    ]  # fmt: skip
    rows = walk("order-by-account")(world, source=world.ids["article"])
    pairs = [(found["earlier"], found["later"]) for found in rows]
    assert [one for one in networkx.topological_sort(networkx.DiGraph(pairs)) if one in wanted] == wanted
    told = seed.timeline(account="article").timeline
    order = [local(line.thing) for line in told.rows if line.point == "start"]
    assert [one for one in order if one in wanted] == wanted


def test_every_query_of_the_catalogue_serves_a_question() -> None:
    elsewhere = {"relief-routes"}  # compared with its walk in test_what_else_could_free.py
    assert {part.query for question in QUESTIONS for part in question.parts} | elsewhere == set(catalogue())


@pytest.mark.parametrize("name", catalogue())
def test_every_query_opens_with_its_question(name: str) -> None:
    first, *rest = catalogue()[name].text.splitlines()
    assert first.startswith("# question: ")
    assert first.endswith("?")
    assert name == name.lower().replace("_", "-")
    comments = [line for line in rest if line.startswith("# param ")]
    assert len(comments) == len(catalogue()[name].params), "a parameter is declared in the wrong form"
    assert all(what for _, (_, what) in catalogue()[name].params)
    assert len({query.question for query in catalogue().values()}) == len(catalogue())


@cache
def prepared(name: str) -> Any:
    """A query of the catalogue as rdflib reads it, which takes it longer than most answers."""
    return prepareQuery(catalogue()[name].text, initNs=PREFIXES)


def bound_and_used(query: Any) -> tuple[set[str], set[str], set[str]]:
    """The variables a query selects, those its patterns bind, and the others that occur in it."""
    bound: set[Any] = set()
    used: set[Any] = set()

    def visit(node: Any) -> None:
        used.update([node] if isinstance(node, rdflib.Variable) else [])
        match getattr(node, "name", ""):
            case "BGP" | "TriplesBlock":
                for triple in node.triples:
                    terms = [triple] if isinstance(triple, rdflib.term.Node) else triple
                    bound.update(term for term in terms if isinstance(term, rdflib.Variable))
                    used.update(term for term in terms if isinstance(term, rdflib.Variable))
            case "Extend":
                bound.add(node.var)
            case "values":
                bound.update(key for solution in node.res for key in solution)

    traverse(query.algebra, visitPre=visit)
    selected = set(query.algebra.PV)
    return {*map(str, selected)}, {*map(str, bound)}, {*map(str, used - selected)}


@pytest.mark.parametrize("name", catalogue())
def test_every_query_declares_exactly_the_parameters_it_uses(seed: casegraph.Graph, name: str) -> None:
    query = catalogue()[name]
    params = dict(query.params)
    body = query.text[query.text.index("WHERE") :]
    selected, bound, used = bound_and_used(prepared(name))
    assert set(params) <= selected
    assert all(f"?{param}" in body for param in params), "declared, but not used"
    assert (selected | used) - bound <= {*params, "today"}, "used like a parameter, but not declared"
    with pytest.raises(UsageError, match="is missing"):
        run_named(seed.store, name, {})
    with pytest.raises(UsageError, match="unknown parameter"):
        run_named(seed.store, name, {"nonsense": "x:y"})


def test_the_catalogue_holds_every_query_file() -> None:
    assert set(catalogue()) == {path.stem for path in shipped_files("ontology/queries", ".rq")}


# rdflib's evaluator takes seconds for these; of the holders it is asked below, by the product's own way to it.
SLOW = [param for param in ONCE if param.values[0].query in ("time-by-account", "convictions-stated-by", "holders")]
SLOW += [param for param in ONCE if param not in FIRST and param not in SLOW]


@pytest.mark.parametrize("part", [*(param for param in ONCE if param not in SLOW), *map(thoroughly, SLOW)])
def test_every_query_gives_the_same_rows_through_rdflib(
    seed: casegraph.Graph, copied: rdflib.Graph, world: World, part: Part
) -> None:
    query = catalogue()[part.query]
    kinds = dict(query.params)
    given = values_of(world, part)
    bindings = {
        key: rdflib.URIRef(value)
        if kinds[key][0] == "IRI"
        else rdflib.Literal(value, datatype=rdflib.XSD.date if kinds[key][0] == "date" else None)
        for key, value in given.items()
    }
    rows = run_named(seed.store, part.query, given)
    wanted = Counter(rows.texts())
    for graph, asked in ((seed.rdf, query.text), (copied, prepared(part.query))):
        answered = graph.query(asked, initBindings=bindings)
        found = [[solution.get(rdflib.Variable(name)) for name in rows.columns] for solution in answered.bindings]
        assert Counter(tuple("" if term is None else str(term) for term in row) for row in found) == wanted


# The evaluator is the one of the test above; the way to it is the same for every query with parameters of these kinds.
QUICK = [param for param in FIRST if param.values[0].query in ("holders", "charges-of", "who-claims", "dates-of-event")]


@pytest.mark.parametrize("part", [*QUICK, *(thoroughly(param) for param in FIRST if param not in QUICK)])
def test_every_query_gives_the_same_rows_with_the_other_engine(seed: casegraph.Graph, world: World, part: Part) -> None:
    given = values_of(world, part)
    ours, theirs = (seed.run(part.query, engine=engine, **given) for engine in ("oxigraph", "rdflib"))
    assert theirs.columns == ours.columns
    assert Counter(theirs.texts()) == Counter(ours.texts())


@pytest.mark.thorough
def test_the_query_of_other_ways_out_gives_the_same_rows_with_the_other_engine(seed: casegraph.Graph) -> None:
    given = {"conviction": "dassey-2007-homicide", "on": "2020-01-01"}
    ours, theirs = (seed.run("relief-routes", engine=engine, **given) for engine in ("oxigraph", "rdflib"))
    assert Counter(theirs.texts()) == Counter(ours.texts()) != Counter()


# ─── What the graph must not conclude (q30) ───────────────────────────────────────────────────────────────────────────

OPINIONS = (
    "guiltyOf", "innocentOf", "framedFor", "tookPartIn", "believes", "arguesFor", "hasPowerOver",
    "lacksPowerOver", "couldAct", "status", "accusedUnder", "chargedWith", "jurorIn",
)  # fmt: skip


@pytest.mark.parametrize("name", OPINIONS)
def test_no_fact_says_what_only_somebody_says(seed: casegraph.Graph, name: str) -> None:
    assert not seed.query(f"SELECT * WHERE {{ ?s cg:{name} ?o }}").rows
    assert not any(key == f"cg:{name}" for _, _, key in seed.view.edges(keys=True))
    assert not any(f"cg:{name}" in held for _, held in seed.view.nodes(data=True))


def test_what_is_said_about_guilt_is_kept_as_contested_claims(world: World) -> None:
    keys = {"cg:guiltyOf", "cg:innocentOf", "cg:framedFor", "cg:tookPartIn"}
    found = [(key, claim) for _, key, _, claim in world.statements() if key in keys]
    assert {key for key, _ in found} == keys
    assert {claim.standing for _, claim in found} == {Standing.CONTESTED}
    assert all(claim.speakers and claim.sources for _, claim in found)


def test_nothing_is_said_of_hillary_clinton(seed: casegraph.Graph, world: World) -> None:
    clinton = world.ids["hillary-clinton"]
    keys = {key for _, _, key in world.said.out_edges(clinton, keys=True)}
    assert keys == {"rdf:type"}
    assert set(world.said.nodes[clinton]) - {"claims", "label", "short"} <= {"rdfs:label", "cg:alsoKnownAs"}
    assert not list(world.said.in_edges(clinton))
    described = seed.query("SELECT ?node ?p WHERE { ?node ?p ?o }", {"node": clinton}).texts()
    assert {text(predicate) for _, predicate in described} <= {"type", "label", "alsoKnownAs"}
    pointing = seed.query("SELECT DISTINCT ?p ?node WHERE { ?s ?p ?node }", {"node": clinton}).texts()
    assert [predicate for predicate, _ in pointing] == [PREFIXES["rdf"] + "subject"]


def test_no_petition_that_was_answered_has_hundreds_of_thousands_of_signatures(world: World) -> None:
    view = world.facts
    answered = {
        petition for node in back(view, CG + "Response", "rdf:type") for petition in step(view, node, "cg:petition")
    }
    assert answered == {world.ids["we-the-people-petition"]}
    counts = [
        int(one(world.said, row, "cg:count", "0"))
        for petition in answered
        for row in back(world.said, petition, "cg:petition")
    ]
    assert len(counts) > 5
    assert max(counts) < 200_000


def test_dassey_is_not_charged_in_2005_and_nobody_is_charged_twice_in_one_record(world: World) -> None:
    view = world.facts
    charges = [
        node for node in back(view, world.ids["brendan-dassey"], "cg:person") if "cg:Charge" in types(view, node)
    ]
    assert charges
    assert all(not day.startswith("2005") for charge in charges for day in values(view, charge, "cg:date"))
    assert all(len(step(view, node, "cg:person")) == 1 for node in back(view, CG + "Charge", "rdf:type"))


def test_the_presidents_power_over_federal_offences_needs_no_prior_conviction(world: World) -> None:
    powers = back(world.facts, world.ids["US-president"], "cg:decider")
    federal = [power for power in powers if world.ids["US"] in step(world.facts, power, "cg:sovereign")]
    assert federal
    assert all(one(world.facts, power, "cg:timing") != "after conviction" for power in federal)


def test_the_article_itself_never_names_the_authorities_it_means(world: World) -> None:
    authorities = world.ids["state-authorities"]
    assert not types(world.said, authorities) & {"cg:Office", "cg:Person"}
    article = [
        (key, target) for subject, key, target, _ in world.of_source(world.ids["article"]) if subject == authorities
    ]
    assert ("cg:couldAct", world.ids["pardon-by-the-state"]) in article
    assert not any(key in ("cg:resolvesTo", "cg:office", "cg:agent") for key, _ in article)


def test_the_groups_and_teasers_of_the_article_have_no_invented_members(world: World) -> None:
    assert back(world.said, world.ids["avery-charges-in-the-article"], "cg:charge") == []
    assert values(world.said, world.ids["unnamed-juror"], "rdfs:label") == ("a juror who is not named",)
