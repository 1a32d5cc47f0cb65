"""The same records give the same bytes: across runs, hash seeds and the order of a file's sections."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

import casegraph
from casegraph.drawing import FIGURES
from casegraph.rdf import nquads
from casegraph.store import FORMATS, serialize

MAKE = """
import random, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
import casegraph
from casegraph.drawing import draw, save
from casegraph.page import make_page, standing_answer
folder, order = Path(sys.argv[1]), random.Random(sys.argv[2])
names, endings = sys.argv[3].split(), sys.argv[4].split()
graph, on = casegraph.load("avery-dassey"), date(2026, 11, 25)
for ending in (".ttl", ".trig", ".nq"):
    (folder / f"records{ending}").write_bytes(graph.serialize(ending))
answer = standing_answer(graph.view, "avery-dassey", on)
(folder / "page.html").write_text(make_page(graph.view, "avery-dassey", answer, on), encoding="utf-8")
read = casegraph.load("derek-chauvin")
shuffled = [replace(case, claims=tuple(order.sample(case.claims, len(case.claims)))) for case in read.cases]
graph = casegraph.Graph(shuffled, order.sample(read.authorities, len(read.authorities)))
for name in names:
    options = {"landscape": True} if name == "landscape" else {}
    figure = draw("timeline" if options else name, graph.view, "derek-chauvin", date(2026, 1, 1), **options)
    for ending in endings:
        save(figure, folder / f"{name}.{ending}", dpi=72)
"""
"""Everything that is made for a person to keep, by one process: starting one costs as much as making some of it."""


def made(folder: Path, names: Iterable[str], endings: str) -> list[dict[str, bytes]]:
    """What two processes make, name by name: with another hash seed, and with the records in another order."""
    for seed in ("1", "4242"):
        (folder / seed).mkdir()
        command = [sys.executable, "-W", "error", "-c", MAKE, str(folder / seed), seed, " ".join(names), endings]
        variables = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(casegraph.__file__).parents[1])}
        # One after the other: the second finds the fonts that the first has cut.
        process = subprocess.run(command, env={**os.environ, **variables}, stderr=subprocess.PIPE, text=True)
        assert process.returncode == 0, process.stderr
    return [{path.name: path.read_bytes() for path in sorted((folder / seed).iterdir())} for seed in ("1", "4242")]


DRAWN = ("timeline", "path", "network")
"""The figures that every run makes; the thorough one makes all."""


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    return made(tmp_path_factory.mktemp("twice"), DRAWN, "svg")


ARTEFACTS = ["records.ttl", "records.trig", "records.nq", "page.html", *(f"{name}.svg" for name in DRAWN)]


@pytest.mark.parametrize("name", ARTEFACTS)
def test_another_hash_seed_and_another_order_of_records_give_identical_bytes(
    name: str, twice: list[dict[str, bytes]]
) -> None:
    one, other = twice
    assert set(one) == set(other) == set(ARTEFACTS)
    assert one[name] == other[name]
    assert len(one[name]) > (100_000 if name.startswith("records") else 5_000)


@pytest.mark.thorough
def test_every_figure_has_identical_bytes_in_every_format(tmp_path: Path) -> None:
    names = (*FIGURES, "landscape")
    one, other = made(tmp_path, names, "svg png pdf")
    assert one == other
    assert len(one) == 4 + len(names) * 3


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
