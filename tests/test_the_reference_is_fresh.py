"""`ontology/terms.md` lists every term and `ontology/questions.md` every question: generated, and never stale.

`python tests/test_the_reference_is_fresh.py` writes them anew. The diagram in `ontology/README.md` is drawn by hand and
says nothing that the vocabulary does not say.
"""

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from casegraph.queries.catalogue import catalogue
from casegraph.resources import shipped
from casegraph.vocabulary import PREFIXES, local, shorten
from competency.walks import walk

ONTOLOGY = Path(__file__).parents[1] / "ontology"
SCHEMA = rdflib.Namespace(PREFIXES["schema"])
MADE = "Made by `python tests/test_the_reference_is_fresh.py`; do not edit."


def words(graph: rdflib.Graph, term: rdflib.term.Node, prop: rdflib.URIRef) -> str:
    return " ".join(sorted(str(value) for value in graph.objects(term, prop)))


def terms(graph: rdflib.Graph, *kinds: rdflib.URIRef) -> list[rdflib.URIRef]:
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, rdflib.URIRef) and str(term).startswith(PREFIXES["cg"]))


def names(graph: rdflib.Graph, term: rdflib.URIRef, prop: rdflib.URIRef) -> str:
    return ", ".join(f"`{shorten(str(value))}`" for value in sorted(graph.objects(term, prop)))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")


def entry(graph: rdflib.Graph, term: rdflib.URIRef, *about: str) -> Iterator[str]:
    name = local(str(term))
    yield f'<a id="{name}"></a>'
    label, definition = (one_line(words(graph, term, prop)) for prop in (RDFS.label, SKOS.definition))
    yield f"**`cg:{name}`** ({label}) — {definition}"
    example = one_line(words(graph, term, SKOS.example))
    said = [part for part in (*about, f"Example: {example}" if example else "") if part]
    yield from ([" ".join(said)] if said else [])
    yield ""


def pages() -> dict[str, str]:
    """The generated pages, by file name."""
    return {
        name: "\n".join(lines).rstrip() + "\n"
        for name, lines in (("terms.md", terms_page()), ("questions.md", questions_page()))
    }


def terms_page() -> list[str]:
    graph = rdflib.Graph().parse(shipped("ontology/casegraph.ttl"), format="turtle")
    classes = terms(graph, OWL.Class)
    properties = terms(graph, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
    others = sorted(
        {t for t in graph.subjects(RDFS.label) if isinstance(t, rdflib.URIRef) and str(t).startswith(PREFIXES["cg"])}
        - set(classes) - set(properties)
    )  # fmt: skip
    return [
        "# The terms of the vocabulary", "", f"{MADE} The text comes from `casegraph.ttl`.", "",
        f"{len(classes)} classes, {len(properties)} properties, {len(others)} individuals. "
        f"Prefix `cg:` is `{PREFIXES['cg']}`.", "",
        "## Classes", "",
        *[line for term in classes
          for line in entry(graph, term, _below(names(graph, term, RDFS.subClassOf)))],
        "## Properties", "",
        *[line for term in properties for line in entry(
            graph, term, _on(names(graph, term, SCHEMA.domainIncludes)), _to(names(graph, term, SCHEMA.rangeIncludes)),
        )],
        "## Individuals", "",
        *[line for term in others for line in entry(graph, term, _a(names(graph, term, RDF.type)))],
    ]  # fmt: skip


def questions_page() -> list[str]:
    return [
        "# The catalogue of questions", "", f"{MADE} The text comes from `queries/`.", "",
        f"{len(catalogue())} questions. Ask one with `casegraph query --name NAME --set parameter=value`. The walk "
        "named beside it gives the same rows from the networkx view (`tests/competency/walks.py`).", "",
        *[line for name in catalogue() for line in question(name)],
    ]  # fmt: skip


def _below(found: str) -> str:
    return f"Below {found}." if found else ""


def _on(found: str) -> str:
    return f"Stands on {found}." if found else ""


def _to(found: str) -> str:
    return f"Points to {found}." if found else ""


def _a(found: str) -> str:
    return f"A {found}." if found else ""


def question(name: str) -> Iterator[str]:
    query = catalogue()[name]
    yield f'<a id="query-{name}"></a>'
    yield f"## {query.question}"
    params = "; ".join(f"`{key}` ({kind}{': ' + what if what else ''})" for key, (kind, what) in query.params)
    yield f"`{name}`{' — ' + params if params else ''}"
    yield ""
    yield f"Query: [queries/{name}.rq](queries/{name}.rq).{walked(name)}"
    yield ""


def walked(name: str) -> str:
    """The walk of the same name and the edges it takes; "" for a question whose walk is a module of its own."""
    try:
        found = walk(name)
    except LookupError:
        return ""
    edges = list(dict.fromkeys(re.findall(r"\b(?:cg|rdf|rdfs):\w+", inspect.getsource(found))))
    by = f"by {', '.join(f'`{edge}`' for edge in edges)}" if edges else "over the claims of the source"
    return f" Walk: `{found.__name__}`, {by}."


@pytest.mark.parametrize("name", pages())
def test_the_reference_is_what_the_vocabulary_and_the_catalogue_say(name: str) -> None:
    kept = (ONTOLOGY / name).read_text(encoding="utf-8")
    assert kept == pages()[name], "stale: python tests/test_the_reference_is_fresh.py"


def test_every_term_has_a_definition_and_an_example_on_the_page() -> None:
    entries = re.findall(r'<a id="(\w+)"></a>\n\*\*`cg:\1`\*\* \((.+?)\) — (.*)\n(.*)', pages()["terms.md"])
    assert len(entries) > 200
    assert not [name for name, label, definition, _ in entries if not label or not definition]
    assert not [name for name, *_, about in entries if "Example: " not in about]


def test_the_diagram_says_what_the_vocabulary_says() -> None:
    graph = rdflib.Graph().parse(shipped("ontology/casegraph.ttl"), format="turtle")
    (diagram,) = re.findall(r"```mermaid\n(.*?)```", (ONTOLOGY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    links = re.findall(r"^  (\w+) --> (\w+) : (\w+)$", diagram, re.MULTILINE)
    assert len(links) >= 12
    for start, end, name in links:
        prop = rdflib.URIRef(PREFIXES["cg"] + name)
        for place, found in ((SCHEMA.domainIncludes, start), (SCHEMA.rangeIncludes, end)):
            allowed = set(graph.objects(prop, place))
            assert not allowed or rdflib.URIRef(PREFIXES["cg"] + found) in allowed, (start, name, end)
        assert (prop, RDFS.label, None) in graph


if __name__ == "__main__":
    for name, text in pages().items():
        (ONTOLOGY / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{name}: {len(text.splitlines())} lines\n")
