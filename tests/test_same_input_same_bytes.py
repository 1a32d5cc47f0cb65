"""The same records give the same bytes: across runs, hash seeds and the order of a file's sections."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import casegraph
from casegraph.rdf import nquads
from casegraph.store import FORMATS, serialize

BUILD = "import casegraph, sys; sys.stdout.buffer.write(casegraph.load('avery-dassey').serialize(sys.argv[1]))"


@pytest.mark.parametrize("ending", [".ttl", ".trig", ".nq"])
def test_two_hash_seeds_give_identical_bytes(ending: str) -> None:
    built = [
        subprocess.run(
            [sys.executable, "-c", BUILD, ending],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert built[0] == built[1]
    assert len(built[0]) > 100_000


def test_the_order_of_sections_does_not_matter(case_file: Callable[..., Path]) -> None:
    head = "case: small\n"
    parts = [
        "sources: {d: {label: a docket}}\n",
        "people: {doe: {name: Jane Doe, source: d}, roe: {name: Rae Roe, source: d}}\n",
        "convictions: {c: {person: doe, law_broken: US, date: '2000', source: d}}\n",
    ]
    one = casegraph.load(case_file(head + "".join(parts))).serialize(".trig")
    other = casegraph.load(case_file(head + "".join(reversed(parts)))).serialize(".trig")
    assert one == other


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_every_format_reads_back_to_the_same_triples(seed: casegraph.Graph, ending: str) -> None:
    lines = nquads([*seed.cases, *seed.authorities])
    back = {str(quad.triple) for quad in ox.parse(serialize(lines, ending), format=FORMATS[ending])}
    assert back == {str(quad.triple) for quad in ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)}


def test_there_are_no_blank_nodes(seed: casegraph.Graph) -> None:
    assert not [line for line in nquads([*seed.cases, *seed.authorities]) if "_:" in line.split('"')[0]]


def test_text_survives_the_graph(case_file: Callable[..., Path]) -> None:
    name = 'O\'Brien "Ó" \\ <&> $x$ 王 \U0001f600'
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    text = f'case: small\nsources: {{d: {{label: x}}}}\npeople: {{doe: {{name: "{quoted}", source: d}}}}\n'
    graph = casegraph.load(case_file(text))
    assert graph.show(graph.find("doe")).label == name
    found = graph.rdf.query("SELECT ?l WHERE { ?p a cg:Person ; rdfs:label ?l FILTER(CONTAINS(?l, 'Brien')) }")
    assert [str(row[0]) for row in found] == [name]


def test_the_rdflib_dataset_is_the_same_graph(seed: casegraph.Graph) -> None:
    query = "SELECT ?c ?s WHERE { ?c a cg:Conviction ; cg:lawBroken ?s } ORDER BY ?c"
    ours = seed.query(query).texts()
    theirs = [(str(row[0]), str(row[1])) for row in seed.rdf.query(query)]
    assert ours == theirs
    assert len(ours) == 8
