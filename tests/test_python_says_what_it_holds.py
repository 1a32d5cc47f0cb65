"""Results, days, records and nodes as somebody meets them in Python; names in queries that mean nothing are told."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

import casegraph
from casegraph.casefile.format.schema import json_schema
from casegraph.dates import as_day
from casegraph.errors import StoreError, UsageError
from casegraph.resources import shipped_files
from casegraph.vocabulary import local
from conftest import Ran


def test_a_why_is_the_json_that_the_command_prints(seed: casegraph.Graph, run: Callable[..., Ran]) -> None:
    why = seed.why("avery-2007-homicide", "US-president", "2016-01-08")
    printed = run(
        "why", "avery-2007-homicide", "US-president", "--on", "2016-01-08", "--json", "--case", "avery-dassey"
    )
    assert why.to_json() == json.loads(printed.out) and why.to_json()[0]["answer"] == "no"


def test_a_point_in_time_is_its_day() -> None:
    assert as_day(datetime(2016, 1, 8, 23, 59, tzinfo=UTC)) == date(2016, 1, 8)
    assert as_day(datetime(2016, 1, 8)) == as_day("2016-01-08") == date(2016, 1, 8)
    for wrong in (20160108, 1.5, ["2016-01-08"]):
        with pytest.raises(UsageError, match="is not a day"):
            as_day(wrong)  # type: ignore[arg-type]


def test_a_pandas_timestamp_is_its_day(seed: casegraph.Graph) -> None:
    pandas = pytest.importorskip("pandas")
    assert seed.clemency("Steven Avery", pandas.Timestamp("2016-01-08 13:00")).on == date(2016, 1, 8)
    numpy = pytest.importorskip("numpy")
    for day in (numpy.datetime64("2016-01-08"), numpy.datetime64("2016-01-08T13:00"), pandas.Period("2016-01-08")):
        assert as_day(day) == date(2016, 1, 8)  # type: ignore[arg-type]
    none = numpy.datetime64("NaT", "D")
    for span in (numpy.datetime64("2016"), numpy.datetime64("2016-01"), none, pandas.Period("2016")):
        with pytest.raises(UsageError, match="is not a day"):
            as_day(span)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no such day"):
        as_day("2016-02-30")
    with pytest.raises(UsageError, match="NaT"):
        as_day(pandas.NaT)


def test_results_and_records_show_themselves_in_a_line(seed: casegraph.Graph) -> None:
    for result in (
        seed.clemency("Steven Avery", "2016-01-08"),
        seed.why("avery-2007-homicide", "US-president", "2016-01-08"),
        seed.show("Steven Avery"),
        seed.query("SELECT ?c { ?c a cg:Conviction }"),
        seed.ask("When was Steven Avery exonerated?"),
        seed.cases,
    ):
        assert len(repr(result)) < 200 and "\n" not in repr(result)
    assert repr(seed.clemency("Steven Avery", "2016-01-08")).startswith("<Answer: The Governor of Wisconsin")
    assert repr(seed.cases[0]).startswith("<Case avery-dassey: 1,")


def test_an_office_has_one_name_in_python_and_in_json(seed: casegraph.Graph) -> None:
    answer = seed.clemency("avery-2007-homicide", "2016-01-08")
    told = answer.to_json()["convictions"][0]
    for held, shown in ((answer.holders[0], told["holders"][0]), (answer.excluded[0], told["excluded"][0])):
        assert (held.office_id, held.office_iri) == (shown["office"], shown["office_iri"])
        assert held.office_id == local(held.office_iri)


def test_every_node_carries_what_it_is_called(seed: casegraph.Graph) -> None:
    governor = seed.nx.nodes[seed.find("US-WI-governor")]
    assert (governor["label"], governor["short"]) == ("Governor of Wisconsin", "US-WI-governor")
    assert all(data["label"] and data["short"] for _, data in seed.nx.nodes(data=True))
    short = seed.nx.short()
    assert short.nodes["avery-dassey/steven-avery"]["label"] == "Steven Avery"
    assert short.has_edge("avery-dassey/avery-2007-homicide", "avery-dassey/steven-avery", "cg:person")
    assert len(short) == len(seed.nx)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?c WHERE { ?c a cg:Convicton }", "no term cg:Convicton: did you mean cg:Conviction"),
        ("ASK { ?c cg:lawBrokken ?law }", "did you mean cg:lawBroken"),
        ("PREFIX x: <https://w3id.org/casegraph/ontology#> ASK { ?s a x:Pardonn }", "did you mean cg:Pardon"),
        ("ASK { ?s a <https://w3id.org/casegraph/ontology#Zzz> }", "no term cg:Zzz"),
    ],
)  # fmt: skip
def test_a_term_that_the_vocabulary_does_not_have_is_told(query: str, words: str, seed: casegraph.Graph) -> None:
    for limits in ({}, {"timeout": 9.0}, {"engine": "rdflib"}):
        with pytest.raises(StoreError, match=words):
            seed.query(query, **limits)


def test_a_name_in_a_text_or_a_comment_is_no_term(seed: casegraph.Graph) -> None:
    query = "SELECT ?c WHERE { ?c a cg:Conviction ; cg:dateEarliest ?d FILTER(?d != 'cg:Nothing') } # cg:Nothing"
    assert len(seed.query(query)) == 8
    assert seed.query("PREFIX cg: <https://example.org/> ASK { ?s a cg:Anything }").texts() != [("true",)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * WHERE { ?s foo:bar ?o }", "line 1, column 21: unknown prefix foo:"),
        ("SELECT * WHERE\n{ ?s rfds:label ?o }", "line 2, column 6: unknown prefix rfds: — did you mean rdfs:"),
        ("SELECT * WHERE { ?s a :Thing }", "unknown prefix :"),
    ],
)
def test_an_unknown_prefix_is_told_in_a_line(query: str, words: str, seed: casegraph.Graph) -> None:
    with pytest.raises(StoreError) as told:
        seed.query(query)
    assert words in str(told.value) and "u{" not in str(told.value)
    assert len(str(told.value).splitlines()) == 3


class _Core(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, where a year is a number and a day is text."""


_Core.yaml_implicit_resolvers = {}
_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
_Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
_Core.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?$"), list("-+.0123456789")
)


@pytest.fixture(scope="module")
def validator() -> Any:
    return pytest.importorskip("jsonschema").Draft202012Validator(json_schema())


@pytest.mark.parametrize("path", shipped_files("datasets/cases", ".yaml"), ids=lambda path: path.stem)
def test_an_editor_marks_nothing_in_a_shipped_case(path: Path, validator: Any) -> None:
    assert [f"{error.json_path}: {error.message[:60]}" for error in validator.iter_errors(
        yaml.load(path.read_text(encoding="utf-8"), _Core))] == []  # fmt: skip


def test_an_editor_still_marks_what_is_wrong(validator: Any) -> None:
    wrong = {"case": "x", "sources": {"d": {"label": 1984, "kind": "docket", "published": 1984, "colour": "red"}}}
    assert [error.json_path for error in validator.iter_errors(wrong)] == ["$.sources.d"]
    assert list(validator.iter_errors({"case": "x", "events": {"e": {"kind": 7, "source": "d"}}}))


def test_an_empty_export_says_that_it_is_empty_and_why(run: Callable[..., Ran]) -> None:
    ran = run("export", "quickstatements", "avery-dassey", "-o", "a.txt")
    assert ran.code == 0 and Path("a.txt").read_bytes() == b""
    assert "empty (0 bytes)" in ran.err and "same_as: https://www.wikidata.org/wiki/Q" in ran.err
