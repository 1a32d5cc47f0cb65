"""How much of the W3C suites of RDF and SPARQL passes, by casegraph and by its engine alone.

    python tests/bench/conformance.py SUITE_FOLDER [--list]

SUITE_FOLDER is a copy of https://github.com/w3c/rdf-tests; nothing is fetched. `--list` names what the engine passes
and casegraph does not. Solutions are compared as multisets, blank nodes alike whatever their labels.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from casegraph.errors import CasegraphError
from casegraph.store import MemoryStore
from casegraph.store.formats import READ, parsed
from casegraph.store.sparql import refuse_unsafe

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
TYPE, FIRST, REST = (
    ox.NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}") for name in ("type", "first", "rest")
)
SUITES = {
    "N-Triples": "rdf/rdf11/rdf-n-triples", "N-Quads": "rdf/rdf11/rdf-n-quads", "Turtle": "rdf/rdf11/rdf-turtle",
    "TriG": "rdf/rdf11/rdf-trig", "SPARQL 1.0": "sparql/sparql10", "SPARQL 1.1": "sparql/sparql11",
}  # fmt: skip
ORIGIN = "https://w3c.github.io/rdf-tests/"


class Test:
    """One test: what kind it is, its query or file, and what it should give."""

    def __init__(self, root: Path, store: ox.Store, node: Any) -> None:
        self.root, self._store, self.node = root, store, node
        self.kind = next(iter(self.all(node, TYPE.value)), "").rpartition("#")[2]
        action = self.one(node, MF + "action")
        self.query = self.file(self.one(action, QT + "query") or action)
        self.data = [self.file(each) for each in self.values(action, QT + "data")]
        self.graphs = [(each.value, self.file(each)) for each in self.values(action, QT + "graphData")]
        result = self.one(node, MF + "result")
        self.result = self.file(result) if isinstance(result, ox.NamedNode) else None

    def values(self, node: Any, predicate: str) -> list[Any]:
        return [quad.object for quad in self._store.quads_for_pattern(node, ox.NamedNode(predicate), None)]

    def all(self, node: Any, predicate: str) -> list[str]:
        return [each.value for each in self.values(node, predicate)]

    def one(self, node: Any, predicate: str) -> Any:
        return next(iter(self.values(node, predicate)), None)

    def file(self, node: Any) -> Path:
        return self.root / node.value.removeprefix(ORIGIN) if isinstance(node, ox.NamedNode) else self.root

    def base(self, path: Path) -> str:
        return ORIGIN + path.relative_to(self.root).as_posix()


def tests(root: Path, folder: str) -> Iterator[Test]:
    """The tests of every manifest below a folder that are about reading and asking."""
    for manifest in sorted((root / folder).rglob("*manifest*.ttl")):
        store = ox.Store()
        store.load(
            manifest.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=ORIGIN + manifest.relative_to(root).as_posix()
        )
        for quad in store.quads_for_pattern(None, ox.NamedNode(MF + "entries"), None):
            node = quad.object
            while (head := next(store.quads_for_pattern(node, FIRST, None), None)) is not None:
                test = Test(root, store, head.object)
                if re.search(r"Syntax|Eval", test.kind) and not re.search(r"Update|Entailment", test.kind):
                    yield test
                node = next(store.quads_for_pattern(node, REST, None)).object


def triples(path: Path, base: str, *, ours: bool) -> list[ox.Quad]:
    """A file as quads: by casegraph's reader, or by the engine's."""
    content, ending = path.read_bytes(), path.suffix
    return (
        parsed(content, ending, path.name, base)
        if ours
        else list(ox.parse(content, format=READ[ending], base_iri=base))
    )


def filled(quads: list[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def same(one: list[ox.Quad], other: list[ox.Quad]) -> bool:
    """Are two sets of quads alike but for the labels of blank nodes?"""
    sets = [ox.Dataset(quads) for quads in (one, other)]
    for each in sets:
        each.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sets[0] == sets[1]


def format_passes(test: Test, *, ours: bool) -> bool:
    """Does a test of a format pass?"""
    try:
        quads = triples(test.query, test.base(test.query), ours=ours)
    except (SyntaxError, ValueError, CasegraphError):
        return "Negative" in test.kind
    if "Negative" in test.kind:
        return False
    if "Eval" not in test.kind or test.result is None:
        return True
    return same(quads, triples(test.result, test.base(test.result), ours=False))


Rows = Counter[tuple[tuple[str, str], ...]]


def row(pairs: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, "_" if isinstance(term, ox.BlankNode) else str(term)) for name, term in pairs if term))


def expected(test: Test) -> bool | Rows | list[ox.Quad]:
    """What a query should give."""
    assert test.result is not None
    content = test.result.read_bytes()
    if test.result.suffix in (".srx", ".srj", ".tsv"):
        form = ox.QueryResultsFormat.from_extension(test.result.suffix[1:])
        assert form is not None
        return solutions(ox.parse_query_results(content, format=form))
    quads = list(
        ox.parse(content, format=READ.get(test.result.suffix, ox.RdfFormat.RDF_XML), base_iri=test.base(test.result))
    )
    store = filled(quads)
    told = ox.NamedNode
    for quad in store.quads_for_pattern(None, told(RS + "boolean"), None):
        return quad.object.value == "true"
    if not any(store.quads_for_pattern(None, TYPE, told(RS + "ResultSet"))):
        return quads
    found: Rows = Counter()
    for quad in store.quads_for_pattern(None, told(RS + "solution"), None):
        bound = [next(store.quads_for_pattern(b.object, told(RS + key), None)).object
                 for b in store.quads_for_pattern(quad.object, told(RS + "binding"), None)
                 for key in ("variable", "value")]  # fmt: skip
        found[row(zip((name.value for name in bound[::2]), bound[1::2], strict=True))] += 1
    return found


def solutions(found: Any) -> bool | Rows | list[ox.Quad]:
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return [ox.Quad(t.subject, t.predicate, t.object) for t in found]
    names = [variable.value for variable in found.variables]
    return Counter(row((name, each[name]) for name in names) for each in found)


def asked(test: Test, *, ours: bool) -> bool | Rows | list[ox.Quad]:
    """What a query gives: by casegraph, or by the engine alone."""
    text, base = test.query.read_text(encoding="utf-8"), test.base(test.query)
    quads = [quad for path in test.data for quad in triples(path, test.base(path), ours=ours)]
    for name, path in test.graphs:
        quads += [ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(name)) for q in triples(path, name, ours=ours)]
    if not ours:
        return solutions(filled(quads).query(text, base_iri=base))
    store = MemoryStore(union=False)
    store.load(f"{quad} ." for quad in quads)
    kind, answer = store.serialized(
        f"BASE <{base}>\n{text}", ["application/sparql-results+json", "application/n-triples"]
    )
    if kind == "application/n-triples":
        return list(ox.parse(answer.encode(), format=ox.RdfFormat.N_TRIPLES))
    return solutions(ox.parse_query_results(answer.encode(), format=ox.QueryResultsFormat.JSON))


def query_passes(test: Test, *, ours: bool) -> bool:
    """Does a test of SPARQL pass?"""
    if "Syntax" in test.kind:
        text = test.query.read_text(encoding="utf-8")
        try:
            if ours:
                refuse_unsafe(text)
            ox.Store().query(text, base_iri=test.base(test.query))
        except (SyntaxError, CasegraphError):
            return "Negative" in test.kind
        except (OSError, RuntimeError):  # it is read, and asks an address that is not there
            pass
        return "Negative" not in test.kind
    try:
        got, wanted = asked(test, ours=ours), expected(test)
    except (SyntaxError, ValueError, OSError, RuntimeError, CasegraphError, StopIteration):
        return False
    if isinstance(got, list) and isinstance(wanted, list):
        return same(got, wanted)
    return got == wanted


def table(root: Path) -> Iterator[tuple[str, str, Counter[str], list[str]]]:
    """For each suite: its name, syntax or evaluation, counts, and what only the engine passes."""
    for name, folder in SUITES.items():
        passes: Callable[..., bool] = query_passes if "SPARQL" in name else format_passes
        for part in ("Syntax", "Eval"):
            count: Counter[str] = Counter()
            lost = []
            for test in tests(root, folder):
                if (part == "Syntax") != ("Syntax" in test.kind):
                    continue
                ours, engine = passes(test, ours=True), passes(test, ours=False)
                count.update(total=1, casegraph=int(ours), pyoxigraph=int(engine))
                lost += [f"{test.query.relative_to(root)} ({test.kind})"] if engine and not ours else []
            if count:
                yield name, part.lower(), count, lost


def main(arguments: list[str]) -> None:
    """Print the table."""
    folders = [each for each in arguments if each != "--list"]
    if len(folders) != 1 or not Path(folders[0], "rdf").is_dir():
        sys.exit(__doc__)
    print("| suite | part | casegraph | pyoxigraph | of |\n|---|---|---|---|---|")
    failed = []
    for name, part, count, lost in table(Path(folders[0]).resolve()):
        print(f"| {name} | {part} | {count['casegraph']} | {count['pyoxigraph']} | {count['total']} |")
        failed += lost
    if "--list" in arguments:
        print("\nPassed by the engine and not by casegraph:", *failed, sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1:])
