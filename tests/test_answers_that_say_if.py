"""What only a source says is answered for the case that it is right: marked, named, and never mixed with the record."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import casegraph
from casegraph.errors import CannotAnswer, NoSuchThing
from casegraph.records.claim import Claim
from conftest import Ran
from matrix import told

ON = "2010-01-01"
HEAD = """\
case: ex
sources:
  ap: {label: Doe convicted, kind: article, publisher: Associated Press, published: 2011-12-07}
  rt: {label: Doe cleared, kind: article, publisher: Reuters, published: 2012-12-07}
  d: {label: docket, kind: docket}
people: {doe: {name: Jane Doe, source: d}}
"""
BY_AP = "source: ap, standing: attributed"
BY_REUTERS = "source: rt, standing: attributed"
WISCONSIN = "person: doe, offence: robbery, law_broken: US-WI, sentence_type: term of years, date: 2000"


def _graph(tmp_path: Path, *lines: str) -> casegraph.Graph:
    file = tmp_path / "ex.yaml"
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return casegraph.load(file)


def _claims(graph: casegraph.Graph) -> dict[str, Claim]:
    return {claim.iri.rpartition("/")[2]: claim for claim in graph.store.claims()}


@pytest.fixture(scope="module")
def by_one(tmp_path_factory: pytest.TempPathFactory) -> casegraph.Graph:
    """A conviction that one newspaper reports."""
    return _graph(tmp_path_factory.mktemp("one"), f"convictions: {{doe-robbery: {{{WISCONSIN}, {BY_AP}}}}}")


def test_an_answer_says_whose_word_it_hangs_on_and_which_claims(by_one: casegraph.Graph) -> None:
    answer = by_one.ask("Could the Governor of Wisconsin pardon Jane Doe?", ON)
    found = answer.to_json()
    assert answer.to_text().startswith("If Associated Press (7 Dec 2011) is right: yes. The Governor of Wisconsin can")
    assert found["answer"] == "yes" and found["convictions"][0]["condition"] == "Associated Press (7 Dec 2011) is right"
    held = _claims(by_one)
    assert {held[iri].standing.value for iri in found["if"]} == {"attributed"}
    assert {held[iri].key for iri in found["if"]} >= {"rdf:type", "cg:lawBroken", "cg:person", "cg:date"}


@pytest.mark.parametrize("command", ["ask", "clemency", "relief", "why"])
def test_such_an_answer_has_an_exit_code_of_its_own(
    by_one: casegraph.Graph, command: str, run: Callable[..., Ran]
) -> None:
    words = {
        "ask": ["Who can pardon Jane Doe?"], "clemency": ["Jane Doe"], "relief": ["Jane Doe"],
        "why": ["doe-robbery", "US-WI-governor"],
    }[command]  # fmt: skip
    case = str(by_one.cases[0].path)
    ran = run(command, *words, "--case", case, "--on", ON)
    assert ran.code == 5, ran.err
    assert ran.out.startswith("If Associated Press (7 Dec 2011) is right")
    assert "5 answered only for the case that a source is right" in run("--help").out


def test_the_figures_say_so_too(by_one: casegraph.Graph) -> None:
    said = told("known-by-one-source").figure("timeline")
    assert said.startswith("If Associated Press (7 Dec 2011) is right: Jane Doe: 1 conviction stands")
    for kind in ("path", "power", "network"):
        label = by_one.draw(kind, "Jane Doe", ON).get_label()
        assert str(label).startswith("If Associated Press (7 Dec 2011) is right: ")


def test_a_plain_query_does_not_hold_it(by_one: casegraph.Graph) -> None:
    assert by_one.query("SELECT ?c { ?c a cg:Conviction }").rows == ()
    assert by_one.run("convictions-of", person="US-president").rows == ()


def test_what_is_established_is_answered_first_and_plainly(tmp_path: Path) -> None:
    federal = "e: {person: doe, offence: theft, law_broken: US, date: 2001, source: d}"
    graph = _graph(tmp_path, f"convictions: {{c: {{{WISCONSIN}, {BY_AP}}}, {federal}}}")
    answer = graph.ask("Could the President pardon Jane Doe?", ON)
    assert answer.value == "yes" and answer.to_json()["if"] == []
    first, second = answer.headline.split(" If ")
    assert first == "The President can pardon Jane Doe."
    assert second == ("Associated Press (7 Dec 2011) is right, for one more conviction (Robbery, 2000): "
                      "the President cannot pardon Jane Doe.")  # fmt: skip
    assert [found["condition"] for found in answer.to_json()["convictions"]] == [
        "", "Associated Press (7 Dec 2011) is right"]  # fmt: skip


def test_two_sources_are_both_named(tmp_path: Path) -> None:
    bare = "person: doe, offence: robbery, date: 2000"
    law = f"law_broken: {{value: US-WI, {BY_REUTERS}}}"
    graph = _graph(tmp_path, f"convictions: {{c: {{{bare}, {law}, {BY_AP}}}}}")
    headline = graph.clemency("Jane Doe", ON).headline
    assert headline.startswith("If Associated Press (7 Dec 2011) and Reuters (7 Dec 2012) are right: the Governor")


def test_either_of_two_that_say_the_same_is_enough(tmp_path: Path) -> None:
    both = "source: [ap, rt], standing: attributed"
    graph = _graph(tmp_path, f"convictions: {{c: {{{WISCONSIN}, {both}}}}}")
    assert graph.clemency("Jane Doe", ON).headline.startswith(
        "If Associated Press (7 Dec 2011) or Reuters (7 Dec 2012) is right: the Governor"
    )


def test_what_the_same_source_says_became_of_it_counts(tmp_path: Path) -> None:
    undone = f"events: {{v: {{kind: Vacatur, label: Set aside, conviction: c, date: 2005-05-01, {BY_AP}}}}}"
    graph = _graph(tmp_path, f"convictions: {{c: {{{WISCONSIN}, {BY_AP}}}}}", undone)
    assert graph.clemency("Jane Doe", ON).value == "moot"
    assert graph.clemency("Jane Doe", "2004-01-01").value == "who"


@pytest.mark.parametrize("standing", ["attributed", "contested"])
@pytest.mark.parametrize("own", ["source: d", BY_AP])
def test_what_another_source_says_became_of_it_is_told_with_what_it_would_change(
    tmp_path: Path, standing: str, own: str
) -> None:
    event = f"kind: Vacatur, label: Set aside, conviction: c, date: 2005-05-01, source: rt, standing: {standing}"
    graph = _graph(tmp_path, f"convictions: {{c: {{{WISCONSIN}, {own}}}}}", f"events: {{v: {{{event}}}}}")
    answer = graph.clemency("Jane Doe", ON)
    (account,) = answer.convictions[0].accounts
    assert answer.value == "who" and account.words == "vacated 1 May 2005" and account.standing == standing
    assert account.then == "if Reuters (7 Dec 2012) is right, nothing is left to pardon"
    assert graph.relief("Jane Doe", ON).convictions[0].accounts[0].then.endswith("only what applies afterwards")
    assert graph.clemency("Jane Doe", "2004-01-01").convictions[0].accounts == ()


def test_a_pardon_by_one_source_beside_a_vacated_conviction_changes_nothing_and_a_reinstatement_does(
    tmp_path: Path,
) -> None:
    gone = "v: {kind: Vacatur, label: Set aside, conviction: c, date: 2005-05-01, source: d}"
    pardon = f"p: {{kind: Pardon, label: Pardoned, conviction: c, date: 2006-05-01, {BY_AP}}}"
    back = f"r: {{kind: Reinstatement, label: Put back, conviction: c, date: 2007-05-01, {BY_REUTERS}}}"
    graph = _graph(tmp_path, f"convictions: {{c: {{{WISCONSIN}, source: d}}}}", f"events: {{{gone}, {pardon}, {back}}}")
    (account,) = graph.clemency("Jane Doe", ON).convictions[0].accounts
    assert account.then.startswith("if Reuters (7 Dec 2012) is right: the Governor of Wisconsin can grant clemency")


@pytest.mark.parametrize("own", ["source: d", BY_AP])
@pytest.mark.parametrize("death", [
    f"events: {{x: {{kind: Execution, label: Executed, conviction: c, date: 2005-05-01, {BY_REUTERS}}}}}",
    f"events: {{x: {{kind: Execution, label: Executed, person: doe, date: 2005-05-01, {BY_REUTERS}}}}}",
    "",
])  # fmt: skip
def test_a_death_that_one_source_reports_is_told_with_what_it_would_change(
    tmp_path: Path, own: str, death: str
) -> None:
    graph = _graph(tmp_path, f"convictions: {{c: {{{WISCONSIN}, {own}}}}}", death)
    if not death:
        text = (tmp_path / "ex.yaml").read_text(encoding="utf-8")
        died = f"died: {{value: 2005-05-01, {BY_REUTERS}}}"
        (tmp_path / "ex.yaml").write_text(text.replace("name: Jane Doe, ", f"name: Jane Doe, {died}, "), "utf-8")
        graph = casegraph.load(tmp_path / "ex.yaml")
    told = "by one source, died 1 May 2005; if Reuters (7 Dec 2012) is right"
    for answer in (graph.clemency("Jane Doe", ON), graph.relief("Jane Doe", ON)):
        assert told in " ".join(answer.to_text().split())
        assert [account["standing"] for account in answer.to_json()["convictions"][0]["accounts"]] == ["attributed"]
    assert "died" not in graph.clemency("Jane Doe", "2005-04-30").to_text()


@pytest.mark.parametrize(
    ("own", "error"),
    [("source: ap, standing: contested", NoSuchThing), (f"{BY_AP}, status: candidate, slot: conviction", CannotAnswer)],
)
def test_neither_a_disputed_conviction_nor_a_candidate_is_supposed(
    tmp_path: Path, own: str, error: type[Exception]
) -> None:
    graph = _graph(tmp_path, f"convictions: {{c: {{{WISCONSIN}, {own}}}}}")
    with pytest.raises((error, CannotAnswer)):
        graph.clemency("Jane Doe", ON)


def test_the_law_is_never_supposed(by_one: casegraph.Graph) -> None:
    holders = by_one.clemency("Jane Doe", date(2010, 1, 1)).convictions[0]
    held = _claims(by_one)
    assert {held[iri].subject for iri in by_one.clemency("Jane Doe", ON).to_json()["if"]} == {holders.id}


def test_what_is_only_said_can_be_shown(by_one: casegraph.Graph) -> None:
    assert "law broken: State of Wisconsin [attributed]" in by_one.show("doe-robbery").to_text()


def test_a_query_holds_it_only_where_asked_and_says_so_in_every_row(by_one: casegraph.Graph) -> None:
    query = "SELECT ?c ?day { ?c a cg:Conviction ; cg:date ?day }"
    assert by_one.query(query).rows == ()
    found = by_one.query(query, if_attributed=True)
    assert found.columns == ("c", "day", "if")
    assert [row[1:] for row in found.texts()] == [("2000", "every single source is right")]
    (row,) = by_one.run("holders", conviction="doe-robbery", on=ON, if_attributed=True).texts()[:1]
    assert row[-1] == "every single source is right"
    assert by_one.query(query).rows == ()


def test_whose_law_was_broken_by_the_word_of_one_source_is_answered_under_that_condition(tmp_path: Path) -> None:
    law = f"law_broken: {{value: US-GA, {BY_AP}}}"
    graph = _graph(tmp_path, f"convictions: {{c: {{person: doe, offence: robbery, {law}, date: 2000, source: d}}}}")
    answer = graph.ask("Could the Governor of Georgia pardon Jane Doe?", ON)
    assert answer.to_text().startswith("If Associated Press (7 Dec 2011) is right: no. The Governor of Georgia cannot")
    assert {_claims(graph)[iri].key for iri in answer.to_json()["if"]} == {"cg:lawBroken"}


def test_a_recommendation_by_one_source_is_told_with_what_it_would_change(tmp_path: Path) -> None:
    own = "person: doe, offence: robbery, law_broken: US-OK, date: 2000, source: d"
    said = f"kind: Recommendation, label: the board votes, agent: US-OK-board, conviction: c, date: 2005-05-01, {BY_AP}"
    graph = _graph(tmp_path, f"convictions: {{c: {{{own}}}}}", f"events: {{r: {{{said}}}}}")
    answer = graph.ask("Could the Governor of Oklahoma pardon Jane Doe?", ON)
    (account,) = answer.convictions[0].accounts
    assert answer.value == "depends" and account.words == "recommended for clemency 1 May 2005"
    assert account.then == ("if Associated Press (7 Dec 2011) is right: the Governor of Oklahoma can pardon Jane Doe")
