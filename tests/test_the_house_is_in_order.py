"""Who may import what inside a function, and that no two modules import each other: read from the source."""

import house
import pytest

HOUSE = house.modules()
FOR_THE_START = {
    "authorities.cases": "the file format, which what is kept of shipped files does without",
    "authorities.load": "the same",
    "casefile.called": "the reader of YAML, which what is kept does without",
    "export.formats": "a format imports what writes it when it is asked for, so that help need not",
    "graph": "a question imports what answers it, and a figure matplotlib, when asked",
    "holdings": "the view needs networkx, a query's table what renders it",
    "loading": "the file format, which shipped cases do without",
    "notebook": "figures need matplotlib",
    "queries.engines": "rdflib",
    "questions.relief.walk": "the file format, for the kinds of relief",
    "store.opening": "an endpoint needs what reads answers from the network",
    "web.batch": "a table needs pydantic, pyarrow and duckdb; a server without them answers all else",
}
"""Modules that import inside functions what most commands do without, and why; commands of `cli` all may."""


@pytest.fixture(scope="module")
def imports() -> list[house.Import]:
    """Every import of one module of the package by another."""
    return house.imports(HOUSE)


def test_an_import_inside_a_function_has_a_reason(imports: list[house.Import]) -> None:
    inside = {each.module for each in imports if each.inside if HOUSE[each.module].path.name != "__init__.py"}
    allowed = {module for module in inside if module.startswith("cli.")} | FOR_THE_START.keys()
    assert inside - allowed == set(), "import at the head of the module, or say here why not"
    assert FOR_THE_START.keys() - inside == set(), "these need no leave any more"


def test_no_two_modules_import_each_other(imports: list[house.Import]) -> None:
    assert house.circles(imports) == []
