"""`casegraph diff`: two versions of a case file, two days, or what was known on two days."""

import json
from collections.abc import Callable

import pytest
from jsonschema import validate

import casegraph
from casegraph.errors import UsageError
from casegraph.resources import shipped

OLD = """\
case: small
title: A small case
sources:
  d: {label: a docket, kind: docket, published: 2001-05-02}
  n: {label: a newspaper, kind: article, published: 2003-01-01}
people: {doe: {name: Jane Doe, source: d}}
convictions:
  c: {person: doe, offence: burglary, law_broken: US-WI, date: 2001-05-01, source: d}
events:
  v: {kind: Vacatur, label: the conviction set aside, conviction: c, date: 2002-06-01, source: n, standing: attributed}
  w: {kind: Event, label: a hearing, date: 2002, source: d}
"""
NEW = (
    OLD.replace("date: 2001-05-01", "date: 2001-05-03")
    .replace(", source: n, standing: attributed", ", source: [n, d]")
    .replace(
        "  w: {kind: Event, label: a hearing, date: 2002, source: d}\n", "  x: {kind: Event, date: 2004, source: d}\n"
    )
)


@pytest.fixture
def files(case_file: Callable) -> tuple[object, object]:
    return case_file(OLD, name="old"), case_file(NEW, name="new")


def kinds(found: dict) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for change in found["changes"]:
        held.setdefault(change["kind"], set()).add(change["thing"])
    return held


def test_two_files_differ_by_what_was_added_removed_changed_and_how_it_stands(files: tuple, run: Callable) -> None:
    found = json.loads(run("diff", *files, "--json").out)
    validate(found, json.loads(shipped("ontology/diff.schema.json").read_text(encoding="utf-8")))
    assert kinds(found) == {"changed": {"c"}, "added": {"x"}, "removed": {"w"}, "standing": {"v"}}
    (changed,) = [change for change in found["changes"] if change["kind"] == "changed"]
    assert (changed["before"], changed["after"]) == ("2001-05-01", "2001-05-03")
    assert {(c["before"], c["after"]) for c in found["changes"] if c["kind"] == "standing"} == {
        ("attributed", "established")
    }


def test_the_other_way_round_gives_the_opposite(files: tuple, run: Callable) -> None:
    there, back = (json.loads(run("diff", *pair, "--json").out) for pair in (files, files[::-1]))
    assert kinds(back)["added"] == kinds(there)["removed"]
    assert kinds(back)["removed"] == kinds(there)["added"]
    assert len(there["changes"]) == len(back["changes"])


def test_a_file_does_not_differ_from_itself(files: tuple, run: Callable) -> None:
    assert "Nothing differs." in run("diff", files[0], files[0]).out


def test_two_days_differ_by_what_happened_between_and_what_became_of_convictions(files: tuple, run: Callable) -> None:
    found = json.loads(run("diff", "2001-05-02", "2003-01-01", "--case", files[1], "--json").out)
    assert kinds(found) == {"happened": {"c", "v"}, "status": {"c"}}
    (status,) = [change for change in found["changes"] if change["kind"] == "status"]
    assert (status["before"], status["after"]) == ("pending", "vacated")
    assert status["claims"]


def test_what_is_only_said_does_not_count_as_having_happened(files: tuple, run: Callable) -> None:
    found = json.loads(run("diff", "2001-05-02", "2003-01-01", "--case", files[0], "--json").out)
    assert kinds(found) == {"happened": {"w"}}


def test_a_vague_date_may_have_happened(files: tuple, run: Callable) -> None:
    found = json.loads(run("diff", "2001-06-01", "2002-05-01", "--case", files[0], "--json").out)
    assert kinds(found) == {"perhaps": {"w"}}


def test_two_known_days_differ_by_what_was_learned_between(files: tuple, run: Callable) -> None:
    found = json.loads(run("diff", "2002-01-01", "2003-06-01", "--known", "--case", files[0], "--json").out)
    assert found["of"] == "known"
    assert kinds(found) == {"added": {"v"}}


def test_the_seed_on_two_days(seed: casegraph.Graph) -> None:
    found = seed.diff("2003-01-01", "2004-01-01")
    status = {change.thing: (change.before, change.after) for change in found.changes if change.kind == "status"}
    assert status["avery-1985-sexual-assault"] == ("stands", "vacated")
    assert {"avery-exoneration-2003", "avery-release-2003"} <= {c.thing for c in found.changes if c.kind == "happened"}
    assert all(change.claims for change in found.changes)


def test_wrong_calls_are_refused(files: tuple, run: Callable, seed: casegraph.Graph) -> None:
    assert run("diff", files[0], "2003").code == 2
    assert run("diff", "2003-01-01", "2004-01-01").code == 2
    assert run("diff", "2004-01-01", "2003-01-01", "--case", files[0]).code == 2
    assert run("diff", files[0], "nowhere.yaml").code == 1
    assert run("diff", "avery-dasey", "avery-dassey").code == 3
    with pytest.raises(UsageError):
        seed.diff("yesterday", "2004-01-01")


def test_the_text_fits_80_columns(files: tuple, run: Callable) -> None:
    for arguments in (files, ("2001-01-01", "2016-01-08", "--case", "avery-dassey")):
        assert all(len(line) <= 80 for line in run("diff", *arguments).out.splitlines())
