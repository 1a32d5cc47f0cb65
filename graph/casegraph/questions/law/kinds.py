"""What a kind of clemency is, and how two differ: in the words of the ontology."""

from ...errors import CannotAnswer
from ...store import Store
from ...words import capital
from ..record.told import Item, Told

__all__ = ["defined", "told_apart"]

_WORDS = """SELECT ?label ?definition ?example ?term WHERE {
  GRAPH <https://w3id.org/casegraph/ontology> {
    ?term rdfs:label ?label ; skos:definition ?definition ; a owl:Class OPTIONAL { ?term skos:example ?example }
  }
} ORDER BY ?label ?term"""
_KINDS = ("pardon", "commutation", "reprieve", "restoration of rights", "exoneration", "vacatur", "reversal")
"""Terms that the ontology has a class for, to name in a refusal; it has more."""


def _definition(store: Store, kind: str) -> tuple[str, str]:
    """The definition of a kind, and an example.

    Raises:
        CannotAnswer: the ontology has no class for it.
    """
    rows = {row[0]: (row[1], row[2]) for row in store.query(_WORDS).texts()}
    if kind not in rows:
        raise CannotAnswer(
            f"the ontology has no definition of {kind or 'clemency'!r}; it has: {', '.join(_KINDS)}.\n"
            'Try:  casegraph ask "What is a commutation?"'
        )
    return rows[kind]


def _line(store: Store, kind: str) -> Item:
    text, example = _definition(store, kind)
    return Item(
        f"{kind}: {text}",
        "established",
        (),
        (),
        ("the ontology of casegraph",),
        details=(f"example: {example}",) if example else (),
    )


def defined(store: Store, question: str, kind: str) -> Told:
    """What a kind of clemency is.

    Raises:
        CannotAnswer: the ontology does not define it.
    """
    return Told(question, "kind", "told", f"{capital(kind)}: {_definition(store, kind)[0]}", (_line(store, kind),))


def told_apart(store: Store, question: str, first: str, second: str) -> Told:
    """How two kinds of clemency differ: the definition of each, side by side.

    Raises:
        CannotAnswer: the ontology does not define one of them, or they are the same.
    """
    if first == second:
        raise CannotAnswer(f"both words mean {first or 'clemency'!r} here: there is nothing to tell apart")
    texts = [f"{capital(kind)}: {_definition(store, kind)[0]}" for kind in (first, second)]
    return Told(question, "kinds compared", "told", " ".join(texts), (_line(store, first), _line(store, second)))
