"""Attributed and contested claims stay claims: no plain triple, no view, no answer, no default query shows them."""

from collections.abc import Callable

import pytest

import casegraph
from casegraph.records.claim import Literal
from casegraph.vocabulary import CG, Standing, local, shorten

CONTESTED = ("innocentOf", "guiltyOf", "framedFor", "tookPartIn", "believes", "argues_for")


def test_no_plain_triple_says_what_is_only_claimed(seed: casegraph.Graph) -> None:
    firm = {
        (c.subject, c.predicate, c.object)
        for g in (*seed.cases, *seed.authorities)
        for c in g.claims
        if c.standing.asserted
    }
    soft = {
        (c.subject, c.predicate, c.object)
        for g in (*seed.cases, *seed.authorities)
        for c in g.claims
        if not c.standing.asserted
    } - firm
    assert len(soft) > 100
    plain = set(seed.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }").rows)
    assert not soft & plain
    nodes = {(c.subject, c.predicate, c.object) for g in seed.cases for c in g.claims}
    described = set(seed.query("SELECT ?s ?p ?o WHERE { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }").rows)
    assert nodes <= described


@pytest.mark.parametrize("predicate", CONTESTED[:4])
def test_a_plain_query_finds_nobody_innocent_guilty_or_framed(predicate: str, run: Callable) -> None:
    ran = run("query", "-", "--case", "avery-dassey", stdin=f"ASK {{ ?who cg:{predicate} ?what }}")
    assert (ran.code, ran.out) == (0, "no\n")


def test_the_claim_itself_can_be_asked_for(seed: casegraph.Graph) -> None:
    rows = seed.query(
        "SELECT ?speaker ?standing WHERE "
        "{ ?c rdf:predicate cg:innocentOf ; cg:speaker ?speaker ; cg:standing ?standing }"
    ).texts()
    assert rows
    assert {shorten(standing) for _, standing in rows} <= {"cg:Attributed", "cg:Contested"}


def test_the_view_holds_established_facts_only(seed: casegraph.Graph) -> None:
    claims = {c.iri: c for g in (*seed.cases, *seed.authorities) for c in g.claims}
    for _, _, data in seed.view.edges(data=True):
        assert all(claims[claim].standing.asserted for claim in data["claims"] if claim)
    for _, data in seed.view.nodes(data=True):
        for behind in data.get("claims", {}).values():
            assert all(claims[claim].standing.asserted for claim in behind if claim)


def test_the_record_and_the_article_stand_side_by_side(seed: casegraph.Graph) -> None:
    charge = seed.find("dassey-2006-charge-homicide")
    dates = {
        (claim.object.value, claim.standing)
        for claim in seed.cases[0].claims
        if claim.subject == charge and claim.predicate == CG + "date" and isinstance(claim.object, Literal)
    }
    assert ("2005", Standing.ATTRIBUTED) in dates
    assert any(text.startswith("2006-03") for text, _ in dates)
    linked = seed.query(
        "SELECT ?other WHERE { ?c rdf:subject ?charge ; rdf:predicate cg:date ; rdf:object '2005'^^edtf:EDTF ;"
        " cg:conflictsWith ?other }".replace("?charge", f"<{charge}>")
    ).texts()
    assert linked


def test_weakest_standing_is_a_truth_table() -> None:
    order = ["established", "inferred", "attributed", "contested", "retracted"]
    for one in Standing:
        for two in Standing:
            expected = max(order.index(one.value), order.index(two.value), order.index("inferred"))
            assert Standing.weakest([one, two]).value == order[expected]


def test_a_retracted_claim_shows_only_as_history(case_file: Callable) -> None:
    text = """\
case: small
sources: {d: {label: a docket}}
people: {doe: {name: Jane Doe, source: d}}
convictions:
  c: {person: doe, law_broken: {value: US, standing: retracted, source: d}, date: '2000', source: d}
"""
    graph = casegraph.load(case_file(text))
    assert graph.clemency("c", "2010-01-01").value == "unknown"
    assert [s.standing for s in graph.show("c").statements if s.predicate == "cg:lawBroken"] == ["retracted"]


def test_a_view_widened_by_one_standing_shows_no_other(small: Callable[..., casegraph.Graph]) -> None:
    from casegraph.view import back, widened
    from casegraph.vocabulary import Standing, thing

    said = "{{person: doe, offence: theft, law_broken: US-WI, date: 2001, source: docket, standing: {}}}"
    text = "\n".join([
        "case: small", "sources: {docket: {label: a docket, kind: docket}}",
        "people: {doe: {name: Jane Doe, source: docket}}", "convictions:",
        *(f"  doe-{name}: {said.format(name)}" for name in ("established", "attributed", "contested")),
    ])  # fmt: skip
    graph = small(text)
    doe = graph.find("doe")
    seen = {
        standing: {local(node) for node in back(widened(graph.view, standing), doe, "cg:person")}
        for standing in (Standing.CONTESTED, Standing.ATTRIBUTED)
    }
    assert thing("US-WI") in graph.view
    assert seen[Standing.CONTESTED] == {"doe-established", "doe-contested"}
    assert seen[Standing.ATTRIBUTED] == {"doe-established", "doe-attributed"}
