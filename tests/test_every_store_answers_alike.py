"""Does every store give the same answers: in memory, in a folder, behind a real SPARQL server?

The reads of the protocol are compared with the records, in all three; what stands on them, from the steps of a view to
the answers, in a folder and behind a server with what memory says. Nothing is left out over HTTP.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import casegraph
from casegraph.authorities.index import shared_names
from casegraph.authorities.load import load_authorities
from casegraph.build import build_store
from casegraph.courts import court_record
from casegraph.errors import NoSuchThing, StoreError, UsageError
from casegraph.queries.catalogue import catalogue
from casegraph.questions.naming.names import things_of
from casegraph.rdf import RECORD_PREDICATES, case_graph, index_quads, nquads
from casegraph.records.claim import Case, Claim, Literal, Term, shared_ids
from casegraph.resources import shipped
from casegraph.store import DiskStore, MemoryStore, Store, ontology_graph, open_store
from casegraph.store.record_store import RecordStore
from casegraph.view import ASSERTED, back, backing, open_view, step
from casegraph.view.reader import Reader
from casegraph.vocabulary import CG, PREFIXES, RDF_TYPE, Standing, fold, local, thing
from sparing import mostly, mostly_rows
from stores import oxigraph_server, store_folder

__all__ = ["store_folder"]

QUESTIONS = [
    ("Could the President pardon Steven Avery?", "2016-01-08"),
    ("Who can pardon Brendan Dassey?", "2019-12-20"),
    ("Who could pardon Brendan Dassey in 2019?", None),
    ("Why can't the President pardon Brendan Dassey?", "2016-01-08"),
    ("Could Tony Evers pardon Steven Avery in December 2018?", None),
    pytest.param("Which convictions can the President pardon?", "2020-06-01", marks=pytest.mark.thorough),
    ("Can the Governor of Texas commute the sentence of Steven Avery?", "2020-06-01"),
]
STANDINGS = [ASSERTED, frozenset(Standing), frozenset({Standing.CONTESTED})]
SHOWN = ["Steven Avery", "US-WI-clemency", "dassey-2006-charge-homicide", "US-president"]


@pytest.fixture(scope="session")
def memory() -> casegraph.Graph:
    """What the others are compared with, read from the case files."""
    return casegraph.load().complete()


@pytest.fixture(scope="session")
def claims(memory: casegraph.Graph) -> dict[str, Claim]:
    """Every claim of the records the stores are made from, by IRI."""
    return {claim.iri: claim for case in (*memory.cases, *memory.authorities) for claim in case.claims}


@pytest.fixture(scope="session")
def server(store_folder: Path) -> Iterator[str]:
    with oxigraph_server("serve-read-only", "--location", str(store_folder / "graph-1")) as address:
        yield address


@pytest.fixture(scope="session", params=["disk", "remote"])
def stored(request: pytest.FixtureRequest, store_folder: Path) -> casegraph.Graph:
    where = store_folder if request.param == "disk" else request.getfixturevalue("server")
    return casegraph.load(where)


@pytest.fixture(scope="session", params=["memory", "disk", "remote"])
def store(request: pytest.FixtureRequest, memory: casegraph.Graph, store_folder: Path) -> Store:
    if request.param == "memory":
        return memory.store
    return open_store(store_folder if request.param == "disk" else request.getfixturevalue("server"))


@cache
def told(graph: casegraph.Graph, method: str, *asked: Any, **named: Any) -> Any:
    """What the graph answers; asked once, though several stores are compared with it."""
    return getattr(graph, method)(*asked, **named)


def kept(claim: Claim) -> Claim:
    """The claim as a store gives it: its sources and passages sorted."""
    spans = sorted(claim.passages, key=lambda span: (span.source, span.start, span.end))
    return claim.under_its_iri(sources=tuple(sorted(claim.sources)), passages=tuple(spans))


def some(items: Iterable[Any], most: int = 60) -> list[Any]:
    """Some of the items, evenly spread, the same each time."""
    ordered = sorted(set(items), key=str)
    return ordered[:: max(1, len(ordered) // most)]


def test_what_is_claimed_of_a_thing(store: Store, claims: dict[str, Claim]) -> None:
    about: dict[str, list[Claim]] = {thing("nobody-speaks-of-it"): []}
    for iri in sorted(claims):
        about.setdefault(claims[iri].subject, []).append(kept(claims[iri]))
    asked = some(about, 1_000)
    assert len(asked) > 1_000
    expected = sorted((claim for subject in asked for claim in about[subject]), key=lambda claim: claim.iri)
    found = list(store.claims(about=asked))
    assert found == expected
    assert [claim.iri for claim in found] == [claim.iri for claim in expected]
    assert list(store.claims(iris=[claim.iri for claim in reversed(expected[:500])])) == expected[:500]
    assert list(store.claims(about=[])) == list(store.claims(iris=[])) == []


def test_what_a_case_claims_and_cites(store: Store, memory: casegraph.Graph) -> None:
    for case in (memory.cases[0], memory.authorities[0]):
        expected = {claim.iri: kept(claim) for claim in case.claims}
        assert {claim.iri: claim for claim in store.claims(case=case.name)} == expected
        iris = {source.iri for source in case.sources}
        assert iris and store.sources(iris) == [source for source in memory.store.sources() if source.iri in iris]
        (itself,) = store.sources([case_graph(case.name)])
        assert (itself.label, itself.get("note")) == (case.title, case.about)
    assert store.sources() == memory.store.sources()
    assert list(store.claims(case="no-such-case")) == store.sources([thing("no-source")]) == []


def test_what_points_to_a_thing(store: Store, claims: dict[str, Claim]) -> None:
    plain = [claim for claim in claims.values() if claim.predicate not in RECORD_PREDICATES]
    ends: dict[tuple[Term, str, bool], set[str]] = {}
    for claim in plain:
        ends.setdefault((claim.object, claim.predicate, not claim.standing.asserted), set()).add(claim.subject)
    hubs = sorted(ends, key=lambda end: -len(ends[end]))[:5]
    asked = some(end for end in ends if isinstance(end[0], str) or not end[2])
    assert {said for *_, said in asked} == {True, False} and len(ends[hubs[0]]) > 500
    for node, predicate, said in [*asked, *hubs]:
        found = store.pointing(node, predicate, said=said)
        assert found == sorted(ends[node, predicate, said]), (node, predicate)
        few = store.pointing(node, predicate, said=said, most=3)
        assert len(few) == min(3, len(found)) and set(few) <= set(found)
    assert store.pointing(thing("US-WI"), CG + "nothing") == []


def test_what_mentions_a_thing_anyhow(store: Store, claims: dict[str, Claim]) -> None:
    to: dict[str, list[Claim]] = {}
    for iri in sorted(claims):
        claim = claims[iri]
        if isinstance(claim.object, str):
            to.setdefault(claim.object, []).append(kept(claim))
    for node in some(to):
        assert list(store.claims(to=node)) == to[node]
    assert list(store.claims(to=thing("nobody-speaks-of-it"))) == []


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, casegraph.Graph]]:
    """One case with the law it needs, in every kind of store: to be read whole again and again."""
    case, law = casegraph.load("avery-dassey").cases, load_authorities(["US-WI"])
    whole = (*law, court_record(shared_ids(case) - set(shared_names())))
    folder = tmp_path_factory.mktemp("few") / "few.store"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("casegraph.build.load_authorities", lambda: law)
        build_store(["avery-dassey"], folder)
    triples = MemoryStore()
    triples.load([*nquads([*case, *whole]), *index_quads([*case, *whole])])
    triples.load_turtle(shipped("ontology/casegraph.ttl"), ontology_graph())
    with oxigraph_server("serve-read-only", "--location", str(folder / "graph-1")) as address:
        yield {
            "records": casegraph.Graph(case, whole),
            "memory": casegraph.Graph((), (), store=triples),
            "disk": casegraph.load(folder),
            "remote": casegraph.load(address),
        }


@pytest.mark.parametrize("kind", ["records", "memory", "disk", "remote"])
def test_all_things_and_all_quads(few: dict[str, casegraph.Graph], kind: str) -> None:
    """The engine keeps whole numbers of any type as xsd:integer."""
    graph, records = few[kind], [*few["records"].cases, *few["records"].authorities]
    things = list(Reader(graph.store).things())
    ends = [end for case in records for claim in case.claims for end in (claim.subject, claim.object)]
    assert sorted(things) == sorted({end for end in ends if isinstance(end, str)})
    written = {line.replace("#nonNegativeInteger>", "#integer>") for line in nquads(records)}
    assert len(written) > 10_000
    dumped = [line for line in graph.store.dump(index=True) if not line.endswith(f"<{ontology_graph()}> .")]
    assert len(dumped) == len(set(dumped))
    assert set(dumped) == {*written, *index_quads(records)}
    serialized = graph.serialize(".nq").decode().replace("#nonNegativeInteger>", "#integer>")
    assert set(serialized.splitlines()) == written


EACH = [(kind, shown) for kind in ("memory", "disk", "remote") for shown in STANDINGS]


@pytest.mark.parametrize(("kind", "standings"), mostly_rows(EACH, EACH[::4]))
def test_every_node_of_every_view(few: dict[str, casegraph.Graph], kind: str, standings: frozenset[Standing]) -> None:
    for day in (None, date(2000, 1, 1)):
        ours, theirs = (open_view(few[name].store, standings, day=day) for name in ("records", kind))
        assert sorted(theirs) == sorted(ours)
        assert len(ours) > 25


def test_what_bears_a_name(store: Store, memory: casegraph.Graph, claims: dict[str, Claim]) -> None:
    names: dict[str, set[str]] = {}
    for iri, text in [(c.subject, c.object.value) for c in claims.values() if isinstance(c.object, Literal)
                      and c.predicate == PREFIXES["rdfs"] + "label"]:  # fmt: skip
        names.setdefault(fold(text), set()).add(iri)
    for key in some(names):
        assert names[key] <= set(store.look_up(key)), key
        words = key.split()[:2]
        assert names[key] <= set(store.look_up(" ".join(words), "words", 100_000)), words
        if len(words) == 2:  # a key of less than a whole word reads every name: once is enough
            assert names[key] <= set(store.look_up(key[:-1], "start", 100_000)), key
        assert store.look_up(key) == memory.store.look_up(key)
    assert store.look_up("ave", "start", 100_000) == memory.store.look_up("ave", "start", 100_000) != []
    assert len(store.look_up("the", "words", 7)) == 7
    assert store.look_up("nobody bears this name") == []


def test_a_query_within_limits(store: Store, memory: casegraph.Graph) -> None:
    asked = "SELECT ?x ?name WHERE { ?x a cg:Office ; rdfs:label ?name } ORDER BY ?x ?name"
    expected = memory.store.query(asked)
    assert len(expected.rows) > 100
    assert store.query(asked) == store.query(asked, timeout=60, memory=2_000) == expected
    bound = store.query(asked, {"x": thing("US-WI-governor")}, timeout=60, memory=2_000)
    assert [row[-1] for row in bound.texts()] == ["Governor of Wisconsin"]


def refuses_a_greedy_query(store: Store) -> None:
    asked = "SELECT ?x WHERE { ?x a cg:Office } ORDER BY ?x LIMIT 3"
    expected = store.query(asked)
    with pytest.raises(StoreError, match=r"longer than|no answer within"):
        store.query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.5, memory=2_000)
    assert store.query(asked) == expected  # and goes on as before


def test_a_greedy_query_ends(memory: casegraph.Graph, store_folder: Path) -> None:
    """The server has one to itself: it works on at what nobody waits for any more, until it is stopped."""
    refuses_a_greedy_query(memory.store)
    refuses_a_greedy_query(open_store(store_folder))
    with oxigraph_server("serve-read-only", "--location", str(store_folder / "graph-1")) as address:
        refuses_a_greedy_query(open_store(address))


@pytest.mark.parametrize(("question", "on"), QUESTIONS)
def test_questions(memory: casegraph.Graph, stored: casegraph.Graph, question: str, on: str | None) -> None:
    assert stored.ask(question, on).to_json() == told(memory, "ask", question, on).to_json()


def test_clemency_for_convictions_of_every_kind(memory: casegraph.Graph, stored: casegraph.Graph) -> None:
    convictions = things_of(memory.view, "Conviction")
    assert len(convictions) > 20
    for conviction in some(convictions, 30):
        asked = ("clemency", conviction, "2020-01-01")
        assert told(stored, *asked) == told(memory, *asked)


def test_why_and_show(memory: casegraph.Graph, stored: casegraph.Graph) -> None:
    for office in ("US-president", "US-WI-governor", "US-WI-board"):
        asked = ("why", "avery-2007-homicide", office, "2016-01-08")
        assert told(stored, *asked) == told(memory, *asked)
    for name in SHOWN:
        assert stored.show(name) == told(memory, "show", name)


def test_the_catalogue(memory: casegraph.Graph, stored: casegraph.Graph) -> None:
    given = {
        "conviction": "avery-2007-homicide", "person": "Steven Avery", "holder": "Scott Walker",
        "thing": "Steven Avery", "office": "US-WI-governor", "source": "article",
        "on": "2016-01-08", "since": "2000-01-01", "until": "2015-01-01",
        "petition": "change-org-petition", "agent": "Scott Walker",
    }  # fmt: skip
    tried = 0
    for name, query in catalogue().items():
        keys = [key for key, _ in query.params]
        if set(keys) <= set(given):
            values = {key: given[key] for key in keys}
            ours, theirs = told(memory, "run", name, **values), stored.run(name, **values)
            assert ours.columns == theirs.columns
            assert sorted(ours.texts()) == sorted(theirs.texts()), name
            tried += 1
    assert tried >= 10


def test_titles_and_sources(memory: casegraph.Graph, stored: casegraph.Graph) -> None:
    assert stored.titles() == memory.titles()
    ours = [(s.iri, s.label, s.get("url")) for s in memory.sources()]
    assert [(s.iri, s.label, s.get("url")) for s in stored.sources()] == ours


def test_a_case_is_told_from_a_file_of_authorities_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Authority files are called US-WI-relief and the like; so may a case be, and a file of another country's law."""
    for name in ("x-relief", "US-WI-relief-2", "bare"):
        sources = "" if name == "bare" else "sources: {d: {label: a docket, kind: docket}}\n"
        told = "people: {doe: {name: Jane Doe, source: d}}\n" if sources else ""
        (tmp_path / f"{name}.yaml").write_text(f"case: {name}\ntitle: On {name}\n{sources}{told}", encoding="utf-8")
    law = "authority: RUR-relief\ntitle: Ruritania\nsources: {c: {label: its constitution, kind: constitution}}\n"
    more = "sovereigns: {RUR: {label: Ruritania, adjective: Ruritanian, sovereign_kind: foreign state, source: c}}\n"
    (tmp_path / "law.yaml").write_text(law + more, encoding="utf-8")
    files = sorted(tmp_path.glob("*.yaml"))
    monkeypatch.setattr("casegraph.build.load_authorities", lambda: load_authorities(["US-WI"]))
    build_store(files, tmp_path / "all.store")
    expected = {"US-WI-relief-2": "On US-WI-relief-2", "bare": "On bare", "x-relief": "On x-relief"}
    assert casegraph.load(*files).titles() == expected
    assert casegraph.load(tmp_path / "all.store").titles() == expected


@pytest.mark.parametrize("name", ["Stevn Avery", "Nobody Special At All", "the Governor of Wisconsi"])
def test_a_name_that_fits_nothing_gets_the_same_near_misses(
    memory: casegraph.Graph, stored: casegraph.Graph, name: str
) -> None:
    with pytest.raises(NoSuchThing) as ours:
        memory.clemency(name)
    with pytest.raises(NoSuchThing) as theirs:
        stored.clemency(name)
    assert str(theirs.value) == str(ours.value)


@pytest.mark.parametrize("standings", STANDINGS)
def test_every_step_of_every_view(
    memory: casegraph.Graph, stored: casegraph.Graph, standings: frozenset[Standing]
) -> None:
    ours, theirs = open_view(memory.store, standings), open_view(stored.store, standings)
    assert ours.source is not None
    every = [n for n in sorted(ours) if "avery-dassey" in n or "US-WI" in n or n.startswith(CG)]
    nodes = every[:: max(1, len(every) // 20)]
    assert len(nodes) >= 20
    keys = {key for node in nodes for key in ours.source.undated(node).forward}
    for node in nodes:
        assert theirs.nodes[node] == ours.nodes[node]
        assert dict(theirs.adj[node]) == dict(ours.adj[node])
        for key in keys:
            assert step(theirs, node, key) == step(ours, node, key)
            if not (key == "rdf:type" and node.startswith(CG)):
                assert back(theirs, node, key) == back(ours, node, key)


def test_values_are_bound_never_pasted(memory: casegraph.Graph, stored: casegraph.Graph) -> None:
    sly = Literal('x" } UNION { ?s ?p ?o } #\\')
    for graph in (memory, stored):
        assert graph.query("SELECT ?s ?name WHERE { ?s rdfs:label ?name }", {"name": sly}).rows == ()
    governor = thing("US-WI-governor")
    asked = """# a comment with { and ?node
        SELECT ?node (COUNT(?tenure) AS ?terms) WHERE {
          { ?tenure cg:office ?node FILTER NOT EXISTS { ?tenure cg:until ?end FILTER(STR(?node) = "}{") } }
          UNION { VALUES ?node { cg:Office } ?tenure a ?node }
        } GROUP BY ?node"""
    ours = memory.query(asked, {"node": governor}).texts()
    assert stored.query(asked, {"node": governor}).texts() == ours
    assert int(ours[0][1]) > 1


def test_ask_construct_and_slips(memory: casegraph.Graph, stored: casegraph.Graph) -> None:
    for text in ("ASK { ?x a cg:Conviction }", "CONSTRUCT { ?x a cg:Person } WHERE { ?x cg:office id:US-WI-governor }"):
        assert stored.query(text) == memory.query(text)
    said = []
    for graph in (memory, stored):
        with pytest.raises(StoreError) as error:
            graph.query("SELECT ?x WHERE { ?x a }")
        said.append(str(error.value))
        with pytest.raises(StoreError, match="SERVICE is refused"):
            graph.query("SELECT ?x WHERE { SERVICE <http://x.example/> { ?x a ?y } }")
    assert said[0] == said[1]
    assert "line 1" in said[0]


def test_the_command_line_takes_every_store(run: Callable, store_folder: Path, server: str) -> None:
    for command in (
        ("ask", "Could the President pardon Steven Avery?", "--on", "2016-01-08", "--json"),
        ("clemency", "Brendan Dassey", "--on", "2019-12-20", "--json"),
        ("why", "avery-2007-homicide", "US-president", "--on", "2016-01-08"),
        ("show", "Steven Avery"),
        ("query", "--name", "holders", "--set", "conviction=avery-2007-homicide", "--set", "on=2016-01-08"),
        ("list", "cases"),
        ("list", "courts", "--state", "WI"),
    ):
        ours = run(*command, *(() if command == ("list", "cases") else ("--case", "avery-dassey")))
        assert ours.code == 0
        for where in (store_folder, server):
            theirs = run(*command, "--store", where)
            assert (theirs.code, theirs.out) == (0, ours.out), command


def test_a_store_stands_in_place_of_cases(run: Callable, store_folder: Path) -> None:
    ran = run("ask", QUESTIONS[0][0], "--store", store_folder, "--case", "avery-dassey")
    assert (ran.code, "exclude each other" in ran.err) == (2, True)
    ran = run("ask", QUESTIONS[0][0], "--store", store_folder, "--redact", "victims")
    assert (ran.code, "redacted when it is built" in ran.err) == (2, True)
    with pytest.raises(UsageError, match="opened alone"):
        casegraph.load(store_folder, "avery-dassey")


def test_a_graph_from_a_store_says_that_it_has_no_records(stored: casegraph.Graph) -> None:
    assert (stored.cases, stored.authorities, stored.stored) == ((), (), True)
    assert stored.complete() is stored
    assert "casegraph.Graph" in repr(stored)


def test_a_hub_costs_nothing_to_step_from() -> None:
    lines = []
    for number in range(3_000):
        conviction, claim = thing(f"c{number}", "many"), thing(f"claim/{number:016x}")
        lines += [
            f"<{conviction}> <{CG + 'lawBroken'}> <{thing('US-WI')}> <{thing('graph/many')}> .",
            f"<{claim}> <{PREFIXES['rdf']}object> <{thing('US-WI')}> <{thing('graph/many')}> .",
        ]
    lines.append(f"<{thing('power')}> <{CG + 'sovereign'}> <{thing('US-WI')}> <{thing('graph/many')}> .")
    store = MemoryStore()
    store.load(lines)
    read: list[object] = []
    quads = store._quads
    store._quads = lambda *pattern: (read.append(quad) or quad for quad in quads(*pattern))  # type: ignore[method-assign]
    assert store.pointing(thing("US-WI"), CG + "sovereign") == [thing("power")]
    assert len(read) == 1
    assert len(store.pointing(thing("US-WI"), CG + "lawBroken", most=5)) == 5
    assert len(read) == 6


def test_every_kind_of_store_has_the_same_methods(store_folder: Path, server: str) -> None:
    def public(store: object) -> set[str]:
        return {name for name in dir(store) if not name.startswith("_")}

    needed = public(MemoryStore()) - {"load", "load_turtle", "serialized"}  # an endpoint serves no endpoint
    assert needed <= public(RecordStore([], shipped("ontology/casegraph.ttl")))
    assert needed <= public(DiskStore(store_folder))
    assert needed <= public(open_store(server))


@pytest.fixture(scope="module")
def records_and_triples() -> tuple[RecordStore, MemoryStore]:
    """The same files as records and as triples; a second case says again, and otherwise, what the first one says."""
    graph = casegraph.load("avery-dassey")
    held = graph.cases[0]
    again = Case(
        "again", "Again", (replace(held.sources[0], label="Another label"),),
        (held.claims[0], replace(held.claims[1], standing=Standing.CONTESTED, note="otherwise", sources=()),
         replace(held.claims[2], sources=(thing("of-nobody"), *held.claims[2].sources))),
    )  # fmt: skip
    files = [*graph.cases, *graph.authorities, again]
    triples = MemoryStore()
    triples.load([*nquads(files), *index_quads(files)])
    triples.load_turtle(shipped("ontology/casegraph.ttl"), ontology_graph())
    return RecordStore(files, shipped("ontology/casegraph.ttl")), triples


@pytest.mark.parametrize("step", mostly([8, 1], [8]))
def test_records_say_of_every_thing_what_their_triples_say(
    records_and_triples: tuple[RecordStore, MemoryStore], step: int
) -> None:
    records, triples = records_and_triples
    things = sorted(Reader(triples).things())
    assert sorted(Reader(records).things()) == things
    ours, theirs = list(records.claims()), list(triples.claims())
    assert ours == theirs
    assert [claim.iri for claim in ours] == [claim.iri for claim in theirs]
    for node in [*things[::step], thing("nobody")]:
        assert list(records.claims(about=[node])) == list(triples.claims(about=[node]))
        assert list(records.claims(to=node)) == list(triples.claims(to=node))
        for standing in Standing:
            found = [Reader(each).mentioned(node, lambda c, only=standing: c.standing is only)
                     for each in (records, triples)]  # fmt: skip
            assert found[0] == found[1]


def test_records_are_pointed_to_as_their_triples_are(records_and_triples: tuple[RecordStore, MemoryStore]) -> None:
    """By every property, those of records about facts among them; the engine keeps whole numbers as one type."""
    records, triples = records_and_triples
    pairs = {(predicate, term) for _, predicate, term in triples.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }").rows}
    assert {CG + "premise", CG + "wordOf", CG + "dateLatest", CG + "sovereign"} <= {predicate for predicate, _ in pairs}
    for predicate, term in pairs:
        if isinstance(term, Literal) and not term.datatype.casefold().endswith("integer"):
            assert records.pointing(term, predicate) == triples.pointing(term, predicate), (predicate, term)
        elif isinstance(term, str) and not term.startswith("_:"):
            for said in (False, True):
                assert records.pointing(term, predicate, said=said) == triples.pointing(term, predicate, said=said)
    assert len(records.pointing(CG + "Claim", RDF_TYPE, most=3)) == 3
    assert len(records.pointing(CG + "Person", RDF_TYPE, most=3)) == 3


def test_records_are_found_by_name_as_their_triples_are(records_and_triples: tuple[RecordStore, MemoryStore]) -> None:
    records, triples = records_and_triples
    rows = triples.query("SELECT DISTINCT ?name WHERE { ?name cg:nameOf ?thing } ORDER BY ?name").texts()
    names = [local(name).replace("_", " ") for (name,) in rows]
    assert fold("Another label") in names
    for index, name in enumerate([*names, "no such name", ""]):
        assert records.look_up(name) == triples.look_up(name)
        if index % 40 == 0 or not name:
            words = name.split()
            for some in (" ".join(held) for held in (words, words[:1], words[-1:])):
                assert records.look_up(some, "words", 5_000) == triples.look_up(some, "words", 5_000)
            for start in (name, name[:6], " ".join(words[:2])):
                assert records.look_up(start, "start", 5_000) == triples.look_up(start, "start", 5_000)
    assert len(records.look_up("avery", "words", 2)) == len(records.look_up("ste", "start", 2)) == 2


def test_the_same_stands_behind_the_claims_of_records(records_and_triples: tuple[RecordStore, MemoryStore]) -> None:
    """Of a document that two files call otherwise records have the label of the first, triples the first by letters."""
    records, triples = records_and_triples
    claims = [claim.iri for claim in triples.claims()]
    assert len(claims) > 1_000
    ours, theirs = (backing(open_view(store), claims) for store in (records, triples))
    assert all(one == two or "Another label" in (one.label, two.label) for one, two in zip(ours, theirs, strict=True))
    assert [replace(row, label="") for row in ours] == [replace(row, label="") for row in theirs]
    assert sum(row.start is not None for row in ours) > 30


def test_an_answer_makes_no_triples_of_the_records() -> None:
    graph = casegraph.load("avery-dassey")
    assert graph.ask("Could the President pardon Steven Avery?", "2016-01-08").value == "no"
    assert "_triples" not in vars(graph.store)
    assert graph.query("ASK { ?x a cg:Conviction }").rows
    assert "_triples" in vars(graph.store)
