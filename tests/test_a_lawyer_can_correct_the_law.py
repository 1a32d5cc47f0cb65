"""The law as data: rows that do not fit together are told with their place; a country is added without code."""

from collections.abc import Callable
from pathlib import Path

import pytest

import casegraph
from casegraph.authorities.check import check_authorities
from casegraph.authorities.load import load_authorities
from casegraph.codes import CODES
from casegraph.loading import check
from conftest import Ran

COUNTRY = """\
authority: RUR
title: "Ruritania: who may grant clemency"
sources: {const: {label: Constitution of Ruritania art. 12, kind: constitution, publisher: Ruritania}}
sovereigns: {RUR: {label: Kingdom of Ruritania, adjective: Ruritanian, sovereign_kind: foreign state, source: const}}
offices:
  RUR-king: {label: King of Ruritania, office_of: RUR, source: const}
  RUR-council: {label: Council of Ruritania, office_of: RUR, source: const}
powers:
  RUR-old: {sovereign: RUR, kinds: [pardon, commutation], decider: RUR-king, basis: art. 12, until: 1950-03-01,
    source: const}
"""
NEW = (
    "  RUR-new: {{sovereign: RUR, kinds: {kinds}, decider: RUR-council, basis: art. 12, from: {since}, "
    "source: const{more}}}\n"
)

ROWS: dict[str, tuple[str, list[tuple[str, int, int, str]]]] = {
    # what is wrong or right: (the rows added, [(code, line, column, a word of the message or the help)])
    "one day after the other": (NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more=""), []),
    "a day that both rules hold": (
        NEW.format(kinds="[pardon, commutation]", since="1950-02-28", more=""),
        [("E206", 11, 3, "beside: RUR-old")],
    ),
    "an overlap that is declared": (
        NEW.format(kinds="[pardon, commutation]", since="1950-02-28", more=", beside: RUR-old"),
        [],
    ),
    "an overlap that is only claimed": (
        NEW.format(kinds="[pardon, commutation]", since="1940", more=", standing: contested"),
        [],
    ),
    "an overlap within a vague year": (NEW.format(kinds="[pardon, commutation]", since="1950", more=""), []),
    "another scope": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more="")
        + NEW.format(kinds="pardon", since="1940", more=", scope: capital").replace("RUR-new", "RUR-capital"),
        [],
    ),
    "a day that no rule holds": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-02", more=""),
        [("E207", 9, 101, "until 'RUR-new' begins"), ("E207", 9, 101, "pardon")],
    ),
    "a kind that is lost": (
        NEW.format(kinds="pardon", since="1950-03-01", more=""),
        [("E207", 9, 101, "lapses: commutation")],
    ),
    "an office misspelt": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more="").replace("RUR-council", "RUR-counsil"),
        [("E104", 11, 68, "RUR-council")],
    ),
    "no basis": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more="").replace("basis: art. 12, ", ""),
        [("E109", 11, 3, "basis")],
    ),
    "an empty basis": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more="").replace("art. 12", "[]"),
        [("E109", 11, 3, "cite")],
    ),
    "nobody who decides": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more="").replace("decider: RUR-council, ", ""),
        [("E205", 11, 3, "no_decider")],
    ),
    "somebody and nobody": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more=", no_decider: nobody"),
        [("E205", 11, 142, "keep one")],
    ),
    "a named scope for nothing": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more="")
        + NEW.format(kinds="pardon", since="1940", more=", scope: named").replace("RUR-new", "RUR-named"),
        [("E208", 12, 118, "applies_to")],
    ),
    "a mark without a named scope": (
        NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more=", applies_to: treason"),
        [("E208", 11, 142, "scope: named")],
    ),
}


@pytest.mark.parametrize("what", ROWS)
def test_rows_that_do_not_fit_together_are_told_with_their_place(what: str, case_file: Callable[..., Path]) -> None:
    rows, expected = ROWS[what]
    (result,) = check([case_file(COUNTRY + rows)])
    found = [(problem.code, problem.place.line, problem.place.column) for problem in result.problems]
    assert found == [wanted[:3] for wanted in expected]
    for problem, (code, _, _, word) in zip(result.problems, expected, strict=True):
        assert word in f"{problem.message} {problem.label} {problem.help}"
        assert code in CODES


def test_a_kind_that_the_law_took_away_is_declared(case_file: Callable[..., Path]) -> None:
    rows = COUNTRY.replace("until: 1950-03-01", "until: 1950-03-01, lapses: commutation")
    (result,) = check([case_file(rows + NEW.format(kinds="pardon", since="1950-03-01", more=""))])
    assert result.problems == ()


def test_a_country_is_added_without_code(case_file: Callable[..., Path], run: Callable[..., Ran]) -> None:
    case_file(COUNTRY + NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more=""), name="ruritania")
    case_file(name="own", law="RUR", date="1940")
    assert run("check", "ruritania.yaml", "own.yaml").code == 0
    for day, office, kind in (("1950-02-28", "King", "pardon"), ("1950-03-01", "Council", "commutation")):
        ran = run("clemency", "Jane Doe", "--case", "own.yaml", "--law", "ruritania.yaml", "--on", day, "--kind", kind)
        assert ran.code == 0
        assert f"● {office} of Ruritania" in ran.out
        assert "President" not in ran.out  # the head of another nation is nobody to a Ruritanian conviction


def test_a_country_nobody_has_added_is_no_guess(case_file: Callable[..., Path], run: Callable[..., Ran]) -> None:
    case_file(name="own", law="RUR")
    ran = run("clemency", "Jane Doe", "--case", "own.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "E105" in ran.err


def test_every_shipped_rule_that_overlaps_or_lapses_says_so() -> None:
    graph = casegraph.Graph([], load_authorities())
    beside = graph.query("SELECT ?a ?b WHERE { ?a cg:beside ?b } ORDER BY ?a").texts()
    named = {tuple(iri.rsplit("/", 1)[1] for iri in row) for row in beside}
    assert named == {
        ("US-LA-first-offender", "US-LA-first-offender-governor"),
        ("US-MIL-before-judgment", "US-MIL-clemency-before-judgment"),
        ("US-MIL-remission", "US-MIL-clemency"),
    }
    lapses = graph.query("SELECT ?a ?kind WHERE { ?c rdf:subject ?a ; rdf:predicate cg:lapses ; rdf:object ?kind }")
    assert len(lapses.rows) == 5


def test_a_rule_or_an_adviser_that_says_not_since_when_is_a_warning_and_no_error(
    case_file: Callable[..., Path], run: Callable[..., Ran]
) -> None:
    court = "  RUR-court: {label: Court of Ruritania, office_of: RUR, source: const}\n"
    rules = COUNTRY.replace("powers:\n", court + "powers:\n")
    path = case_file(
        rules + NEW.format(kinds="[pardon, commutation]", since="1950-03-01", more=", must_be_consulted: RUR-court")
    )
    (result,) = check([], law=[path])
    found = [(warning.code, warning.place.line) for warning in result.warnings]
    assert (result.problems, found) == ((), [("W302", 8), ("W301", 10)])
    ran = run("check", path, "--law", path)
    assert ran.code == 0
    assert "warning[W301]: 'RUR-old' has no 'from'" in ran.out
    assert "no problems" in ran.out
    assert "2 warnings" in ran.err
    assert run("check", path, "--law", path, "--format", "github").out.count("::warning file=") == 2


def test_every_shipped_power_and_adviser_says_since_when() -> None:
    assert [warning for result in check_authorities() for warning in result.warnings] == []
