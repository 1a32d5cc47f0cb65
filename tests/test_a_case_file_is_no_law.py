"""What a case file says of powers, offices and terms is its author's word, unless the user gives the file as law."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import casegraph
from casegraph.errors import ProblemsFound, UsageError
from casegraph.loading import check
from casegraph.vocabulary import Standing, local
from conftest import Ran

HEAD = """\
case: ex
sources: {d: {label: record, kind: docket}}
people: {doe: {name: Jane Doe, source: d}}
convictions: {c: {person: doe, offence: robbery, law_broken: US-WI, sentence_type: other, date: 2000, source: d}}
"""
POWER = "powers: {p: {sovereign: US-WI, kinds: pardon, decider: US-president, basis: my word, source: d%s}}\n"


def problems(path: Path, *law: Path) -> list[tuple[str, int, int]]:
    """Codes and places of what is wrong with a file."""
    return [(p.code, p.place.line, p.place.column) for each in check([path], law) for p in each.problems]


def test_a_power_that_a_case_brings_is_never_a_plain_yes(case_file: Callable[..., Path]) -> None:
    path = case_file(HEAD + POWER % ", beside: US-WI-clemency")
    graph = casegraph.load(path)
    assert graph.clemency("c", "2020-01-01", authority="US-president").value != "yes"
    said = [claim for claim in graph.cases[0].claims if local(claim.subject) == "p"]
    assert said and {claim.standing for claim in said} == {Standing.ATTRIBUTED}
    assert {claim.speakers for claim in said} == {(said[0].sources[0],)}
    (author,) = [source for source in graph.cases[0].sources if source.iri == said[0].sources[0]]
    assert "the case file ex" in author.label
    as_law = casegraph.load(path, law=[path])
    assert as_law.clemency("c", "2020-01-01", authority="US-president").value == "yes"


def test_a_power_that_a_case_brings_against_the_shipped_law_is_told_with_its_place(
    case_file: Callable[..., Path],
) -> None:
    path = case_file(HEAD + POWER % "")
    assert problems(path) == [("E206", 5, 10)]
    assert problems(path, path) == [("E206", 5, 10)]
    (problem,) = check([path])[0].problems
    assert "beside: US-WI-clemency" in problem.help and problem.also[0][0].file.endswith("US-WI.yaml")
    assert problems(case_file(HEAD + POWER % ", standing: contested")) == []
    assert problems(case_file(HEAD + POWER % ", until: 1840")) == [("E207", 5, 104)]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ("offices: {US-president: {label: King, source: d}}\n", (5, 11)),
        ("sovereigns: {US-WI: {label: Kingdom, within: RU, source: d}}\n", (5, 14)),
        ("courts: {US-ca9: {label: Traffic Court, court_of: US-CA, source: d}}\n", (5, 10)),
        ("powers: {US-WI-clemency: {sovereign: US, kinds: pardon, decider: US-president, basis: x, source: d}}\n",
         (5, 10)),
    ],
)  # fmt: skip
def test_a_shipped_record_cannot_be_defined_again(
    rows: str, place: tuple[int, int], case_file: Callable[..., Path]
) -> None:
    path = case_file(HEAD + rows)
    assert ("E110", *place) in problems(path)
    with pytest.raises(ProblemsFound):
        casegraph.load(path)


def test_a_claim_of_a_case_adds_nothing_to_a_shipped_power(case_file: Callable[..., Path]) -> None:
    rows = (
        "claims:\n"
        "  - {subject: US-WI-clemency, predicate: decider, object: US-president, standing: established, source: d}\n"
        "  - {subject: US-WI-clemency, predicate: until, object: '1990', standing: established, source: d}\n"
        "  - {subject: US-president, predicate: label, object: King, standing: established, source: d}\n"
        "  - {subject: tony-evers, predicate: label, object: Somebody, standing: established, source: d}\n"
        "  - {subject: doe, predicate: born, object: '1950', standing: established, source: d}\n"
    )
    graph = casegraph.load(case_file(HEAD + rows))
    assert graph.clemency("c", "2020-01-01", authority="US-president").value == "no"
    (found,) = graph.clemency("c", "2020-01-01", kind="pardon").convictions
    assert [h.label for h in found.holders if h.role == "decider"] == ["Governor of Wisconsin"]
    firm = [claim for claim in graph.cases[0].claims[-5:] if claim.standing.asserted]
    assert [local(claim.predicate) for claim in firm] == ["born"]


def test_an_office_of_a_case_exists_and_its_term_is_the_cases_word(case_file: Callable[..., Path]) -> None:
    rows = (
        "offices: {panel: {label: Review Panel, office_of: US-WI, from: 1990, source: d}}\n"
        "tenures: [{office: panel, person: doe, from: 2001-01-01, source: d},"
        " {office: US-president, person: doe, from: 2001-01-01, source: d}]\n"
    )
    graph = casegraph.load(case_file(HEAD + rows))
    assert graph.show("Review Panel").label == "Review Panel"
    firm = {local(c.predicate) for c in graph.cases[0].claims if local(c.subject) == "panel" and c.standing.asserted}
    assert firm == {"type", "label"}
    assert graph.clemency("c", "2020-01-01").holders[0].person == "Tony Evers"
    assert not [c for c in graph.cases[0].claims if "tenure" in str(c.object).casefold() and c.standing.asserted]


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a/b", "graph", "a b", "US-WI"])
def test_a_name_that_is_a_path_names_no_case(name: str, case_file: Callable[..., Path]) -> None:
    path = case_file(HEAD.replace("case: ex", f"case: '{name}'"))
    ((code, line, column),) = problems(path)
    assert code in ("E110", "E112") and (line, column) == (1, 7)


COUNTRY = """\
authority: RUR
sources: {const: {label: Constitution of Ruritania, kind: constitution}}
sovereigns: {RUR: {label: Ruritania, adjective: Ruritanian, sovereign_kind: foreign state, source: const}}
offices: {RUR-king: {label: King of Ruritania, office_of: RUR, source: const}}
powers: {RUR-power: {sovereign: RUR, kinds: pardon, decider: RUR-king, basis: art. 1, source: const}}
"""
RIVAL = """\
authority: RUR-2
sources: {decree: {label: a decree, kind: regulation}}
offices: {RUR-2-duke: {label: Duke of Ruritania, office_of: RUR, source: decree}}
powers: {RUR-2-power: {sovereign: RUR, kinds: pardon, decider: RUR-2-duke, basis: art. 2, source: decree}}
"""


def test_a_file_of_authorities_is_law_only_where_it_is_given_as_law(case_file: Callable[..., Path]) -> None:
    law = case_file(COUNTRY, name="rur")
    own = case_file(HEAD.replace("US-WI", "RUR"), name="own")
    assert casegraph.load(own, law).clemency("c", "2020-01-01", authority="RUR-king").value != "yes"
    graph = casegraph.load(own, law=[law])
    assert graph.clemency("c", "2020-01-01", authority="RUR-king").value == "yes"
    assert graph.complete().clemency("c", "2020-01-01", authority="RUR-king").value == "yes"
    assert [case.name for case in graph.cases] == ["ex"] and [case.name for case in graph.law] == ["RUR"]


def test_two_files_of_law_that_clash_are_told(case_file: Callable[..., Path]) -> None:
    law, rival = case_file(COUNTRY, name="rur"), case_file(RIVAL, name="rur-2")
    own = case_file(HEAD.replace("US-WI", "RUR"), name="own")
    found = [(p.code, Path(p.place.file).name) for each in check([own], [law, rival]) for p in each.problems]
    assert sorted(found) == [("E206", "rur-2.yaml"), ("E206", "rur.yaml")]


def test_the_shipped_law_is_replaced_only_by_a_file_given_as_law(case_file: Callable[..., Path]) -> None:
    text = COUNTRY.replace("authority: RUR", "authority: foreign").replace("RUR", "RU")
    path = case_file(text, name="mine")
    own = case_file(HEAD.replace("US-WI", "RU"), name="own")
    (problem,) = check([path])[0].problems
    assert (problem.code, problem.place.line, problem.place.column) == ("E110", 1, 12) and "--law" in problem.help
    answer = casegraph.load(own, law=[path]).clemency("c", "2020-01-01")
    assert [holder.label for holder in answer.holders] == ["King of Ruritania"]


def test_every_command_that_takes_cases_takes_law(case_file: Callable[..., Path], run: Callable[..., Ran]) -> None:
    case_file(COUNTRY, name="rur")
    case_file(HEAD.replace("US-WI", "RUR"), name="own")
    asked = ("clemency", "c", "--authority", "RUR-king", "--on", "2020-01-01")
    assert "Yes. " in run(*asked, "--case", "own.yaml", "--law", "rur.yaml").out
    assert run("check", "own.yaml", "--law", "rur.yaml").code == 0
    assert run("build", "own.yaml", "--law", "rur.yaml", "-o", "own.nq").code == 0
    assert "RUR-power" in Path("own.nq").read_text(encoding="utf-8")
    assert run("export", "graphml", "own.yaml", "--law", "rur.yaml", "-o", "own.graphml").code == 0
    refused = run(*asked, "--case", "own.yaml", "--law", "nowhere.yaml")
    assert refused.code != 0 and "nowhere.yaml" in refused.err


def test_a_store_keeps_the_law_it_was_built_with(
    case_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casegraph.authorities.load import load_authorities
    from casegraph.build import build_store

    monkeypatch.setattr("casegraph.build.load_authorities", lambda: load_authorities([]))
    law = case_file(COUNTRY, name="rur")
    lines = tmp_path / "own.jsonl"
    row = '{"person": "doe", "law_broken": "RUR", "date": "2000", "sentence_type": "other", "source": "d"}'
    people = '{"doe": {"name": "Jane Doe", "source": "d"}}'
    lines.write_text(f'{{"case": "own", "sources": {{"d": {{"label": "r"}}}}, "people": {people},'
                     f' "convictions": {{"c": {row}}}}}\n', encoding="utf-8")  # fmt: skip
    build_store([lines], tmp_path / "s", law=[law], jobs=1)
    graph = casegraph.load(tmp_path / "s")
    assert graph.clemency("c", date(2020, 1, 1), authority="RUR-king").value == "yes"
    with pytest.raises(UsageError, match="built with"):
        casegraph.load(tmp_path / "s", law=[law])


def test_a_pardon_by_an_office_that_the_case_alone_gives_power_changes_nothing(case_file: Callable[..., Path]) -> None:
    text = (
        "convictions: {c: {person: doe, law_broken: US-GA, date: 2000, sentence_type: fine, source: d}}\n"
        "offices: {g: {label: King, office_of: US-GA, source: d}}\n"
        "powers: {q: {sovereign: US-GA, kinds: pardon, decider: g, basis: my word, from: 2001-01-01,"
        " beside: US-GA-clemency, source: d}}\n"
        "events: {e: {kind: Pardon, conviction: c, agent: g, date: 2010-01-01, source: d}}\n"
    )
    path = case_file("case: k\nsources: {d: {label: r}}\npeople: {doe: {name: Jane Doe, source: d}}\n" + text)
    assert casegraph.load(path).clemency("c", "2015-06-01").value != "moot"
    assert casegraph.load(path, law=[path]).clemency("c", "2015-06-01").value == "moot"


def test_check_says_so_of_a_claim_about_a_shipped_power_too(case_file: Callable[..., Path]) -> None:
    claim = "{subject: US-WI-clemency, predicate: decider, object: US-president, source: d}"
    path = case_file(HEAD + f"claims:\n  - {claim}\n")
    told = [(w.code, w.message) for w in check([path])[0].warnings]
    assert told == [("W304", "what it says of the shipped 'US-WI-clemency' is its author's word")]


def test_check_says_that_the_law_of_a_case_is_its_own_word(case_file: Callable[..., Path]) -> None:
    path = case_file(HEAD + POWER % ", beside: US-WI-clemency, from: 1900")
    told = [(w.code, w.place.line, w.place.column) for each in check([path]) for w in each.warnings]
    assert ("W304", 5, 10) in told
    assert "W304" not in {w.code for each in check([path], [path]) for w in each.warnings}


def test_a_file_is_a_case_or_law_and_not_both(case_file: Callable[..., Path]) -> None:
    assert ("E109", 1, 12) in problems(case_file(f"authority: RUR\n{HEAD}"))
