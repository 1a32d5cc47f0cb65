"""Every command: help with examples, JSON alone on standard output, exit codes, nothing half-written."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import rdflib
import yaml

from casegraph.authorities.load import load_authorities
from casegraph.build import build_store
from casegraph.cli import casegraph as group
from casegraph.resources import shipped
from conftest import FIVE_LINES

QUESTION = "Could the President pardon Steven Avery?"
SEED = ("--case", "avery-dassey")
"""Without it a command reads every shipped case, which takes five times as long."""
HEAVY = ("rdflib", "networkx", "matplotlib", "pydantic", "pyoxigraph", "yaml", "pygraphviz", "numpy")


def schema() -> dict:
    return json.loads(shipped("ontology/answer.schema.json").read_text(encoding="utf-8"))


def test_the_seed_question_is_answered_with_the_reasons(run: Callable) -> None:
    ran = run("ask", QUESTION, "--on", "2016-01-08")
    assert ran.code == 0
    assert ran.out.startswith("No. The President cannot pardon Steven Avery.")
    for words in (
        "Governor of Wisconsin",
        "Scott Walker",
        "Wis. Const. art. V § 6",
        "U.S. Const. art. II § 2",
        "Sources",
    ):
        assert words in ran.out
    assert all(len(line) <= 80 or "http" in line for line in ran.out.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", QUESTION, "--on", "2016-01-08"),
        ("ask", "Who can pardon Brendan Dassey?", "--on", "2019-12-20"),
        ("clemency", "avery-1985…", "--on", "2010-01-01"),
        ("clemency", "Brendan Dassey", "--authority", "US-WI-board"),
    ],
)
def test_the_json_follows_the_contract_and_stands_alone(arguments: tuple[str, ...], run: Callable) -> None:
    ran = run(*arguments, "--json")
    answer = json.loads(ran.out)
    jsonschema.validate(answer, schema())
    assert ran.code == 0
    for found in answer["convictions"]:
        assert all(step["claim"] for step in found["steps"])
        assert all(authority["because"] for authority in found["holders"] + found["excluded"])


def test_the_published_schema_refuses_what_is_no_answer() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"question": "x", "answer": "perhaps"}, schema())


def test_exit_codes_say_yes_no_and_unknown(run: Callable, case_file: Callable) -> None:
    day = ("--on", "2016-01-08", "--exit-code")
    assert run("ask", QUESTION, *day).code == 10
    assert run("ask", "Can the Governor of Wisconsin pardon Brendan Dassey?", *day).code == 0
    assert run("ask", "Who can pardon Nobody Special?", *day).code == 3
    assert run("ask", "How tall is he?", *day).code == 4
    assert run("ask").code == 2
    assert run("clemency", "Steven Avery", "--on", "8 Jan 2016").code == 2
    assert run("clemency", "Steven Avery", "--kind", "absolution").code == 2
    assert run("clemency", "Steven Avery", "--authority", "US-presidnt").code == 3


def test_a_mistyped_command_gets_a_near_miss(run: Callable) -> None:
    ran = run("clemensy", "Steven Avery")
    assert (ran.code, "clemency" in ran.err) == (2, True)


@pytest.mark.parametrize("name", sorted(group.commands))
def test_help_opens_with_examples_and_every_command_is_in_the_readme(name: str, run: Callable) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith("Examples:")
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"casegraph {name}" in readme


def test_the_help_imports_nothing_heavy() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "casegraph", "--help"], capture_output=True, text=True, check=True
    )
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert "click" in imported
    assert not imported & set(HEAVY)


def test_an_answer_needs_neither_rdflib_nor_matplotlib() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "casegraph", "ask", QUESTION],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert not imported & {"rdflib", "matplotlib", "pygraphviz"}


def test_no_colour_codes_without_a_terminal(run: Callable) -> None:
    assert "\x1b" not in run("ask", QUESTION).out + run("--help").out


def test_a_terminal_without_utf8_gets_ascii() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "casegraph", "ask", QUESTION, "--on", "2016-01-08"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert ran.stdout.decode("ascii").startswith("No. The President cannot pardon Steven Avery.")


def test_why_names_each_step_with_its_source(run: Callable) -> None:
    ran = run("why", "avery-2007-homicide", "US-WI-governor", "--on", "2016-01-08")
    assert ran.code == 0
    for words in ("law broken → State of Wisconsin", "decider → Governor of Wisconsin", "person → Scott Walker"):
        assert words in " ".join(ran.out.split())
    (told,) = json.loads(run("why", "avery-2007-homicide", "US-president", "--json").out)
    assert told["answer"] == "no"
    assert all(link["sources"] for link in told["chain"])


def test_show_tells_facts_from_claims(run: Callable) -> None:
    ran = run("show", "dassey-2006-charge-homicide")
    facts, _, claimed = ran.out.partition("Only claimed")
    assert "2006-03" in facts
    assert "date: 2005 [attributed" in claimed
    assert "disputed by" in claimed
    assert run("show", "nobody-at-all").code == 3
    assert json.loads(run("show", "Steven Avery", "--json").out)["classes"] == ["Person"]


def test_lists(run: Callable) -> None:
    assert "avery-dassey" in run("list", "cases").out
    assert "manitowoc-county-circuit-court" in run("list", "courts", "--state", "WI").out
    assert "US-district-wied" not in run("list", "courts", "--state", "WI").out
    assert "US-WI-governor" in run("list", "authorities").out
    assert {row["id"] for row in json.loads(run("list", "jurisdictions", "--json").out)} >= {
        "US",
        "US-WI",
        "US-DC",
        "US-MIL",
    }
    assert "holders" in run("list", "questions").out
    assert len(json.loads(run("list", "sources", "--json").out)) > 20


@pytest.fixture(scope="module")
def little_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a case of five lines: a query of it begins at once."""
    folder = tmp_path_factory.mktemp("little")
    (folder / "little.yaml").write_text(FIVE_LINES.format(name="little", law="US-WI", date="2000", more=""))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("casegraph.build.load_authorities", lambda: load_authorities(["US-WI"]))
        build_store([folder / "little.yaml"], folder / "little.store")
    return folder / "little.store"


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * WHERE { ?s ?p }", "line 1"),
        ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "FROM"),
        ("LOAD <http://example.org/>", "LOAD is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is refused"),
        ("SELECT * WHERE { " + "{" * 3000 + "}" * 3000 + "}", "nests deeper"),
        ("", "syntax error"),
        ("ASK { FILTER(" + "!" * 200_000 + "true) }", "too long"),
        ("ASK { FILTER(" + "1+" * 30_000 + "1) }", "too long"),
        ("SELECT * FROM <http://example.org/> WHERE { ?s ?p ?o }", "FROM is refused"),
    ],
)
def test_a_bad_query_is_refused_with_the_reason(sparql: str, words: str, run: Callable, little_store: Path) -> None:
    ran = run("query", "-", "--store", little_store, stdin=sparql)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_words_in_strings_are_no_commands(run: Callable) -> None:
    ran = run("query", "-", *SEED, stdin='SELECT ?s WHERE { ?s rdfs:label "SERVICE { LOAD" } # DELETE')
    assert ran.code == 0


def test_query_results_as_table_csv_and_json(run: Callable) -> None:
    query = "SELECT ?c ?l WHERE { ?c a cg:Conviction ; rdfs:label ?l } ORDER BY ?c LIMIT 2"
    assert run("query", "-", "--format", "csv", stdin=query).out.splitlines()[0] == "c,l"
    assert len(json.loads(run("query", "-", *SEED, "--json", stdin=query).out)["results"]["bindings"]) == 2
    assert run("query", "-", *SEED, stdin=query).out.splitlines()[1].startswith("---")
    neutral = run("query", "-", *SEED, "--format", "csv", stdin="SELECT ('=1+1' AS ?x) WHERE {}").out
    assert neutral == "x\n'=1+1\n"


def test_a_named_query_takes_its_parameters_by_value(run: Callable) -> None:
    sets = ("--set", "conviction=avery-2007-homicide", "--set", "on=2016-01-08")
    ran = run("query", "--name", "holders", *sets, "--format", "csv")
    assert ran.code == 0
    assert "US-WI-governor,cg:decider,pardon" in ran.out
    assert run("query", *SEED, "--name", "holders").code == 2
    assert run("query", *SEED, "--name", "holders", *sets, "--set", "x=1").code == 2
    assert run("query", *SEED, "--name", "holder").code == 3
    evil = ("--set", "conviction=x> } UNION { ?s ?p ?o", "--set", "on=2016-01-08")
    assert run("query", *SEED, "--name", "holders", *evil).code == 3


def test_new_writes_a_starter_that_passes_and_answers(run: Callable, tmp_path: Path) -> None:
    assert run("new", "my-case").code == 0
    assert run("check", "my-case.yaml").code == 0
    ran = run("ask", "Who can pardon Jane Doe?", "--case", "my-case.yaml", "--on", "2016-01-08")
    assert "Scott Walker" in ran.out
    again = run("new", "my-case")
    assert (again.code, "exists already" in again.err) == (2, True)
    assert run("new", "My Case").code == 2
    (tmp_path / "story.txt").write_text("A story.", encoding="utf-8")
    assert run("new", "with-article", "--article", "story.txt").code == 0
    assert run("check", "with-article.yaml").code == 0
    assert run("new", "no-article", "--article", "nothing.txt").code == 2
    assert not (tmp_path / "no-article.yaml").exists()


def test_the_schema_accepts_the_shipped_files_and_the_starter(run: Callable, tmp_path: Path) -> None:
    from casegraph.casefile.reader import read_document
    from casegraph.resources import shipped_files

    case_schema = json.loads(run("schema").out)
    run("new", "my-case")
    shipped = [*shipped_files("datasets/cases", ".yaml"), *shipped_files("datasets/authorities", ".yaml")]
    paths = [*shipped, tmp_path / "my-case.yaml"]
    assert len(paths) >= 4
    checker = jsonschema.Draft202012Validator(case_schema)  # made once: it checks the schema itself each time
    for path in paths:
        assert checker.is_valid(read_document(path).data), path
    assert not checker.is_valid({"case": "x", "people": {"doe": {"nmae": "x"}}})


def test_the_schema_says_what_every_key_means_and_offers_known_ids(run: Callable) -> None:
    schema = json.loads(run("schema").out)
    records = {"CaseFile": schema, **{key: each for key, each in schema["$defs"].items() if "Qualified" not in key}}
    keys = [(name, key, held) for name, each in records.items() for key, held in each.get("properties", {}).items()]
    assert len(keys) > 400
    silent = [(name, key) for name, key, held in keys if len(held.get("description", "").split()) < 2]
    assert silent == [], "a key without a sentence about it"
    checker = jsonschema.Draft202012Validator(schema)
    text = "case: x\nsources: {d: {label: a docket, published: 1999}}\npeople: {doe: {name: Jane Doe, source: d}}\n"
    for law, court in (("US-GA", "US-ca4"), ("Georgia", "a court of my own")):
        record = f"convictions: {{c: {{person: doe, law_broken: {law}, court: {court}, date: 1999, source: d}}}}\n"
        assert checker.is_valid(yaml.safe_load(text + record)), "known ids are offered, and none is required"
    offered = {section: schema["$defs"][f"known_{section}"]["enum"] for section in ("courts", "offices", "sovereigns")}
    assert {"US-ca4", "US-GA-board", "US-TRIBE-NAVAJO"} <= {id_ for ids in offered.values() for id_ in ids}
    for section, key, of in (("Conviction", "law_broken", "sovereigns"), ("Petition", "addressed_to", "offices")):
        assert f"#/$defs/known_{of}" in json.dumps(schema["$defs"][section]["properties"][key])
    kinds = schema["$defs"]["Event"]["properties"]["kind"]
    assert len(kinds["enum"]) == len(kinds["enumDescriptions"]) and all(kinds["enumDescriptions"])


def test_build_writes_a_whole_file_or_nothing(run: Callable, case_file: Callable, tmp_path: Path) -> None:
    bad = case_file("case: bad\npeople: {doe: {name: A}}\n")
    ran = run("build", bad, "-o", "out.ttl")
    assert ran.code == 1
    assert "error[E201]" in ran.err
    assert not (tmp_path / "out.ttl").exists()
    assert run("build", "avery-dassey", "-o", "out.xyz").code == 2
    (tmp_path / "file").touch()
    assert run("build", "avery-dassey", "-o", "file/out.ttl").code == 2
    assert run("build", "avery-dassey", "-o", "deep/out.nq").code == 0
    assert sorted(path.name for path in (tmp_path / "deep").iterdir()) == ["out.nq"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_ends_with_a_message() -> None:
    ran = subprocess.run(
        f"{sys.executable} -m casegraph list cases > /dev/full", shell=True, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)


def test_a_place_that_cannot_be_written_ends_with_a_message(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = run("draw", "path", "Steven Avery", "-o", "file/a.svg")
    assert (ran.code, "there is no folder 'file'" in ran.err) == (2, True)
    assert run("list", "courts", "--state", "ZZ").code == 3


def test_labels_cannot_command_a_terminal(case_file: Callable, run: Callable) -> None:
    text = (
        'case: small\nsources: {d: {label: "a\\e]0;title\\a docket"}}\n'
        'people: {doe: {name: "Jane\\u202e Doe", source: d}}\n'
        "convictions: {c: {person: doe, law_broken: US, date: '2000', source: d}}\n"
    )
    ran = run("clemency", "c", "--case", case_file(text))
    assert ran.code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out)


def test_an_answer_piped_into_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m casegraph show 'Steven Avery' | head -1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert "Traceback" not in ran.stderr
    assert re.match(r"Steven Avery", ran.stdout)


def test_a_query_gives_turtle_where_there_are_triples(run: Callable) -> None:
    construct = "CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c a cg:Conviction ; rdfs:label ?l }"
    ran = run("query", "-", "--case", "avery-dassey", "--format", "ttl", stdin=construct)
    assert ran.code == 0
    assert len(rdflib.Graph().parse(data=ran.out, format="turtle")) == 8
    described = run("query", "-", "--case", "avery-dassey", "--format", "ttl", stdin="DESCRIBE cg:Conviction")
    assert len(rdflib.Graph().parse(data=described.out, format="turtle")) > 2
    refused = run("query", "-", "--case", "avery-dassey", "--format", "ttl", stdin="SELECT ?c WHERE { ?c a cg:Court }")
    assert (refused.code, refused.out) == (2, "")
    assert "CONSTRUCT and DESCRIBE" in refused.err


def test_a_query_can_be_put_to_rdflib(run: Callable) -> None:
    query = "SELECT ?c ?l WHERE { ?c a cg:Conviction ; rdfs:label ?l } ORDER BY ?c"
    both = [
        run("query", "-", "--case", "avery-dassey", "--engine", name, stdin=query) for name in ("oxigraph", "rdflib")
    ]
    assert both[0].out == both[1].out
    asked = run("query", "-", "--case", "avery-dassey", "--engine", "rdflib", stdin="ASK { ?c a cg:Conviction }")
    assert asked.out == "yes\n"
    for bad in ("SELECT nonsense", "SELECT * WHERE { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }"):
        ran = run("query", "-", "--case", "avery-dassey", "--engine", "rdflib", stdin=bad)
        assert (ran.code, ran.out) == (2, "")
        assert "Traceback" not in ran.err


def test_the_columns_of_a_table_are_called_in_words(run: Callable) -> None:
    query = "SELECT (COUNT(?c) AS ?numberOfCourts) WHERE { ?c a cg:Court }"
    assert run("query", "-", "--case", "avery-dassey", stdin=query).out.startswith(
        "number of courts\n----------------\n"
    )
    assert run("query", "-", "--case", "avery-dassey", "--format", "csv", stdin=query).out.startswith(
        "numberOfCourts\n"
    )
