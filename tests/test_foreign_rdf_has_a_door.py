"""RDF of others is read strictly, asked and written in other formats; nothing but the named files is read."""

from collections.abc import Callable
from pathlib import Path

import conformance
import pytest

from casegraph.errors import ProblemsFound, UsageError
from casegraph.store import read_rdf
from conftest import Ran

GOOD = {
    "a.ttl": "@prefix x: <x:> . x:a x:b [ x:c 'd' ] .",
    "a.trig": "<x:g> { <x:a> <x:b> 'in a graph' }",
    "a.nt": "<x:a> <x:b> <x:c> .\n",
    "a.nq": "<x:a> <x:b> _:z <x:g> .\n",
    "a.jsonld": '{"@id": "x:a", "x:b": {"@id": "x:c"}}',
    "a.rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="x:">'
    '<r:Description r:about="x:a"><x:b>c</x:b></r:Description></r:RDF>',
}
BAD = {
    "<x:a> <x:b> 'c' .\n<x:a> <x:b> .": ("a.ttl", ":2:13: E007"),
    "<a> <x:b> 'c' .": ("a.ttl", ":1:1: E007: No scheme"),
    '{"@context": "http://127.0.0.1:1/c", "@id": "x:a", "x:b": "c"}': ("a.jsonld", "a context from elsewhere"),
    '{"@context": {"@import": "http://127.0.0.1:1/c"}, "@id": "x:a"}': ("a.jsonld", "a context from elsewhere"),
    "[" * 200_000: ("a.jsonld", "E007"),
    '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "b">]>\n<r/>': ("a.rdf", ":2:1: E007: '<!DOCTYPE"),
    "<!ENTITY a SYSTEM 'file:///etc/passwd'><r/>": ("a.rdf", "E007"),
    "<x:a> <x:b> <x:c> .\n<x:a> <x:b> 'c": ("a.nt", ":2:"),
    "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 2_000: ("a.nt", "deeper than 1,000"),
    "<x:a> <x:b> \udcff .": ("a.nq", "not UTF-8"),
}


@pytest.mark.parametrize("name", GOOD)
def test_every_format_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(GOOD[name], encoding="utf-8")
    lines = read_rdf(tmp_path / name)
    assert lines and lines == read_rdf(tmp_path / name)
    assert all(line.startswith(("<x:a> ", "_:b0 ")) for line in lines)


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_what_breaks_a_format_is_told_with_its_place(text: str, tmp_path: Path) -> None:
    name, words = BAD[text]
    (tmp_path / name).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises((ProblemsFound, UsageError)) as error:
        read_rdf(tmp_path / name)
    assert words in " ".join([str(error.value), *getattr(error.value, "__notes__", ())])


def test_foreign_files_are_asked_together(run: Callable[..., Ran], tmp_path: Path) -> None:
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    data = [part for name in GOOD for part in ("--data", name)]
    assert run("query", "-", *data, stdin="ASK { <x:a> <x:b> [ <x:c> 'd' ], 'c' }").out == "yes\n"
    assert run("query", "-", *data, stdin="ASK { ?s ?p 'in a graph' }").out == "no\n"
    assert run("query", "-", *data, stdin="ASK { GRAPH <x:g> { ?s ?p 'in a graph' } }").out == "yes\n"
    (tmp_path / "r.ttl").write_text("<a> <b> <c> .", encoding="utf-8")
    ran = run("query", "-", "--data", "r.ttl", stdin="ASK {}")
    assert ran.code == 1 and "r.ttl:1:1" in ran.err and "--base IRI" in ran.err
    assert run("query", "-", "--data", "r.ttl", "--base", "x://y/", stdin="ASK { <x://y/a> ?p ?o }").out == "yes\n"
    assert run("query", "-", "--data", "a.ttl", "--case", "avery-dassey", stdin="ASK {}").code == 2
    assert run("query", "-", "--data", "r.ttl", "--base", "no iri", stdin="ASK {}").code == 2


def test_foreign_files_are_written_in_other_formats_and_whole(run: Callable[..., Ran], tmp_path: Path) -> None:
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("build", "a.ttl", "a.jsonld", "-o", "b.nt").code == 0
    assert run("build", "a.jsonld", "a.ttl", "a.trig", "-o", "b.trig").code == 0
    assert set(read_rdf(tmp_path / "a.nt")) <= set(read_rdf(tmp_path / "b.nt"))
    assert len(read_rdf(tmp_path / "b.nt")) == 3 and len(read_rdf(tmp_path / "b.trig")) == 4
    for out, words in (("c.ttl", "named graphs"), ("store", "not into a store")):
        ran = run("build", "a.ttl", "a.trig", "-o", out)
        assert ran.code == 2 and words in ran.err and not (tmp_path / out).exists()
    assert run("build", "a.ttl", "avery-dassey", "-o", "c.nq").code == 2


MANIFEST = """@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
@prefix t: <http://www.w3.org/ns/rdftest#> .
<> mf:entries (<#one> <#two> <#three>) .
"""
SUITE = {
    "rdf/rdf11/rdf-turtle/manifest.ttl": MANIFEST + "<#one> a t:TestTurtlePositiveSyntax ; mf:action <good.ttl> .\n"
    "<#two> a t:TestTurtleNegativeSyntax ; mf:action <bad.ttl> .\n"
    "<#three> a t:TestTurtleEval ; mf:action <good.ttl> ; mf:result <good.nt> .",
    "rdf/rdf11/rdf-turtle/good.ttl": "<a> <x:b> [] .",
    "rdf/rdf11/rdf-turtle/bad.ttl": "<a> <x:b>",
    "rdf/rdf11/rdf-turtle/good.nt": f"<{conformance.ORIGIN}rdf/rdf11/rdf-turtle/a> <x:b> _:other .\n",
    "sparql/sparql11/manifest.ttl": MANIFEST + "<#one> a mf:PositiveSyntaxTest11 ; mf:action <from.rq> .\n"
    "<#two> a mf:NegativeSyntaxTest11 ; mf:action <bad.ttl> .\n"
    "<#three> a mf:QueryEvaluationTest ; mf:action [ qt:query <q.rq> ; qt:data <d.ttl> ] ; mf:result <r.tsv> .",
    "sparql/sparql11/from.rq": "ASK FROM <x:g> {}",
    "sparql/sparql11/bad.ttl": "ASK {",
    "sparql/sparql11/q.rq": "SELECT ?o { <a> ?p ?o }",
    "sparql/sparql11/d.ttl": "<a> <x:b> 'c'@en .",
    "sparql/sparql11/r.tsv": '?o\n"c"@en\n',
}


def test_the_bench_of_the_suites_tells_what_passes_and_what_is_refused_by_design(tmp_path: Path) -> None:
    for name, text in SUITE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = {row[:2]: row[2:] for row in conformance.table(tmp_path)}
    for key, ours, engine, of in (("Turtle", "syntax"), 2, 2, 2), (("Turtle", "eval"), 1, 1, 1):
        assert [rows[key][0][name] for name in ("casegraph", "pyoxigraph", "total")] == [ours, engine, of]
    assert [rows["SPARQL 1.1", "eval"][0][name] for name in ("casegraph", "pyoxigraph", "total")] == [1, 1, 1]
    assert [rows["SPARQL 1.1", "syntax"][0][name] for name in ("casegraph", "pyoxigraph")] == [1, 2]
    assert rows["SPARQL 1.1", "syntax"][1] == ["sparql/sparql11/from.rq (PositiveSyntaxTest11)"]
