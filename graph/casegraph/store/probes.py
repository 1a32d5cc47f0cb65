"""Questions of known answer, put to an endpoint when it is opened: engines differ in how they compare and give terms.

A boolean given as 1, a date that no filter compares, a label without its language: each would make a wrong answer
without a word. All probes go out as one query; an endpoint that fails one is refused by name.
"""

from collections.abc import Sequence

from .. import cg
from ..rdf import name_node
from ..records.claim import Literal, Term
from ..vocabulary import CG, ID, PREFIXES, XSD, expand

__all__ = ["failing", "question", "right"]

_ONTOLOGY = f"GRAPH <{CG.rstrip('#')}>"
_PROBES: dict[str, tuple[str, Literal]] = {
    "a truth value is given as true or false": (
        f"{_ONTOLOGY} {{ <{expand(cg.Commuted)}> <{expand(cg.leavesSomethingToPardon)}> ?v }}",
        Literal("true", XSD + "boolean"),
    ),
    "truth values are compared by value": (
        f"{_ONTOLOGY} {{ ?status <{expand(cg.leavesSomethingToPardon)}> false }} BIND(true AS ?v)",
        Literal("true", XSD + "boolean"),
    ),
    "numbers are compared by value": (
        f'VALUES ?n {{ "01"^^<{XSD}integer> }} FILTER(?n = 1) BIND("equal" AS ?v)', Literal("equal"),
    ),
    "days are compared by the calendar": (
        f'VALUES ?v {{ "1999-12-31"^^<{XSD}date> "2000-01-01"^^<{XSD}date> "2000-01-02"^^<{XSD}date> }} '
        f'FILTER(?v > "1999-12-31"^^<{XSD}date> && ?v < "2000-01-02"^^<{XSD}date>)',
        Literal("2000-01-01", XSD + "date"),
    ),
    "a plain text is a text of type xsd:string": (
        f'VALUES ?t {{ "plain" }} FILTER(?t = "plain"^^<{XSD}string>) BIND("equal" AS ?v)', Literal("equal"),
    ),
    "texts are told apart by case": ('VALUES ?v { "a" "A" } FILTER(?v = "A")', Literal("A")),
    "every letter comes back as it was sent": ('VALUES ?v { "Évers – ‘ß’ 王" }', Literal("Évers – ‘ß’ 王")),
    "a label keeps its language": (
        f'{_ONTOLOGY} {{ <{CG}Conviction> rdfs:label ?l FILTER(LANG(?l) = "en") }} BIND(STR(?l) AS ?v)',
        Literal("conviction"),
    ),
    "what a name means is found in the index": (
        f"<{name_node('us')}> <{expand(cg.nameOf)}> ?t FILTER(STR(?t) = \"{ID}US\") BIND(STR(?t) AS ?v)",
        Literal(ID + "US"),
    ),
}  # fmt: skip
"""What the probe is about → a group that binds ?v, and the one value it must bind."""


def question() -> str:
    """One SPARQL query that puts every probe: rows of a probe's number and what it found."""
    groups = (f"{{ {group} BIND({number} AS ?probe) }}" for number, (group, _) in enumerate(_PROBES.values()))
    return f"PREFIX rdfs: <{PREFIXES['rdfs']}> SELECT DISTINCT ?probe ?v WHERE {{ {' UNION '.join(groups)} }}"


def right() -> list[Literal]:
    """The one right answer of each probe, in the order of their numbers."""
    return [answer for _, answer in _PROBES.values()]


def failing(rows: Sequence[Sequence[Term | None]]) -> list[str]:
    """The probes that did not give their one right answer, by what each is about.

    Args:
        rows: the answer to `question`, its literals as `terms.canonical` gives them.
    """
    found: dict[str, set[Term | None]] = {}
    for number, value in (row for row in rows if len(row) == 2):
        found.setdefault(number.value if isinstance(number, Literal) else "", set()).add(value)
    return [
        about for number, (about, (_, right)) in enumerate(_PROBES.items()) if found.get(str(number), set()) != {right}
    ]
