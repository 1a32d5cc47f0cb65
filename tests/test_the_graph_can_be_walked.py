"""The view is a networkx graph: its algorithms work on it, its steps read one property, a day filters it."""

import networkx
import pytest

import casegraph
from casegraph.view import back, claims_behind, label, one, step, values, widened
from casegraph.vocabulary import Standing, local


def test_a_shortest_path_leads_from_the_conviction_to_the_governor(seed: casegraph.Graph) -> None:
    path = networkx.shortest_path(
        seed.nx.to_undirected(), seed.find("avery-2007-homicide"), seed.find("US-WI-governor")
    )
    assert local(path[0]) == "avery-2007-homicide"
    assert len(path) <= 4


def test_networkx_algorithms_take_the_view(seed: casegraph.Graph) -> None:
    person = seed.find("Steven Avery")
    assert networkx.ego_graph(seed.nx, person, undirected=True).number_of_nodes() > 10
    assert seed.nx.subgraph([person]).number_of_nodes() == 1
    assert person in networkx.degree_centrality(seed.nx)
    assert networkx.reverse_view(seed.nx).number_of_edges() == seed.nx.number_of_edges()


def test_a_step_follows_one_property_in_one_direction(seed: casegraph.Graph) -> None:
    conviction, wisconsin = seed.find("avery-2007-homicide"), seed.find("US-WI", "Sovereign")
    assert step(seed.nx, conviction, "cg:lawBroken") == [wisconsin]
    assert conviction in back(seed.nx, wisconsin, "cg:lawBroken")
    assert step(seed.nx, wisconsin, "cg:lawBroken") == []
    assert step(seed.nx, "nothing", "cg:lawBroken") == []


def test_every_edge_and_value_names_its_claims(seed: casegraph.Graph) -> None:
    conviction = seed.find("avery-2007-homicide")
    known = {claim.iri for case in (*seed.cases, *seed.authorities) for claim in case.claims}
    for _, value, key in seed.nx.out_edges(conviction, keys=True):
        assert set(claims_behind(seed.nx, conviction, key, value)) <= known
        assert claims_behind(seed.nx, conviction, key, value)
    assert claims_behind(seed.nx, conviction, "rdfs:label", label(seed.nx, conviction))
    assert claims_behind(seed.nx, conviction, "cg:court", "nowhere") == ()


def test_a_day_hides_what_had_ended_or_not_yet_happened(seed: casegraph.Graph) -> None:
    then = seed.as_of("2000-01-01")
    hidden = [seed.find(name) for name in ("dassey-2007-homicide", "avery-vacatur-2003", "white-house-response")]
    assert not any(node in then for node in hidden)
    governors = {
        label(then, person)
        for tenure in back(then, seed.find("US-WI-governor"), "cg:office")
        for person in step(then, tenure, "cg:person")
    }
    assert governors == {"Tommy Thompson"}
    assert seed.find("avery-1985-sexual-assault") in then
    assert seed.as_of("2026-01-01").number_of_nodes() > then.number_of_nodes()


def test_values_are_texts_in_the_order_claimed(seed: casegraph.Graph) -> None:
    person = seed.find("Steven Avery")
    assert one(seed.nx, person, "rdfs:label") == "Steven Avery"
    assert values(seed.nx, person, "cg:nothing") == ()
    assert one(seed.nx, person, "cg:nothing", "none") == "none"


@pytest.mark.parametrize("standing", [Standing.ATTRIBUTED, Standing.CONTESTED])
def test_a_wider_view_holds_more_and_is_opened_once(seed: casegraph.Graph, standing: Standing) -> None:
    wide = widened(seed.nx, standing)
    assert wide is widened(seed.nx, standing)
    assert set(seed.nx.edges(keys=True)) < set(wide.edges(keys=True))
