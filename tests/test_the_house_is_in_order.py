"""Who may import what inside a function, and that no two modules import each other: read from the source."""

import house

HOUSE = house.modules()
IMPORTS = house.imports(HOUSE)
FOR_THE_START = {
    "authorities.cases": "the file format, which what is kept of shipped files does without",
    "authorities.load": "the same",
    "batch.engines": "linking, which needs splink",
    "graph": "a question imports what answers it, and a figure matplotlib, when asked",
    "holdings": "the view needs networkx, a query's table what renders it",
    "loading": "the file format, which shipped cases do without",
    "notebook": "figures need matplotlib",
    "queries.engines": "rdflib",
    "store.opening": "an endpoint needs what reads answers from the network",
}
"""Modules that import inside functions what most commands do without, and why; commands of `cli` all may."""
YET: set[str] = {
    "casefile.called",
    "casefile.format.shape",
    "export.evidence",
    "export.formats",
    "extract.review",
    "questions.cases.chronology",
    "questions.cases.petitions",
    "questions.relief.walk",
}
"""Modules that still do so without need. It only gets shorter."""
CIRCLES: set[str] = {"authorities.check", "authorities.load"}
"""Modules that still import each other. It only gets shorter."""


def test_an_import_inside_a_function_has_a_reason() -> None:
    inside = {each.module for each in IMPORTS if each.inside if HOUSE[each.module].path.name != "__init__.py"}
    allowed = {module for module in inside if module.startswith("cli.")} | FOR_THE_START.keys()
    assert inside - allowed - YET == set(), "import at the head of the module, or say here why not"
    assert FOR_THE_START.keys() - inside == set(), "these need no leave any more"


def test_no_two_modules_import_each_other() -> None:
    circles = [group for group in house.circles(IMPORTS) if not set(group) <= CIRCLES]
    assert circles == []
