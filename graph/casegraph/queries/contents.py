"""What a store holds: cases by name and title, documents, and whether a name is established to be anything."""

from collections.abc import Callable, Mapping

from .. import cg
from ..errors import NoSuchThing, UsageError
from ..rdf import case_graph, is_case_name
from ..store import Store
from ..vocabulary import ID, RDF_TYPE, expand, fold, local

__all__ = ["case_named", "only_said", "source_called", "titles"]

_MANY = 3_000
"""Of so many cases a message lists some only."""
_TITLES = f"""
SELECT DISTINCT ?file ?title WHERE {{
  ?file a cg:CaseFile ; rdfs:label ?title .
  BIND(CONCAT("{ID}", STRAFTER(STR(?file), "{case_graph("")}"), "/") AS ?own)
  FILTER(
    EXISTS {{ GRAPH ?file {{ ?source a cg:Source FILTER(STRSTARTS(STR(?source), ?own)) }} }}
    || NOT EXISTS {{ GRAPH ?file {{ ?source a cg:Source }} }}
  )
}}"""
"""A case names its sources below its own name, a file of authorities does not: what a file is called plays no part."""


def titles(store: Store) -> dict[str, str]:
    """The name and title of every case, sorted; files of authorities are not cases."""
    return {local(file): title for file, title in sorted(store.query(_TITLES).texts())}


def case_named(store: Store, name: str | None, named: Callable[[], Mapping[str, str]]) -> str:
    """The name of the one case meant: `name` where there is such a case; without one, the only case there is.

    Args:
        store: where to look.
        name: of the case, or None.
        named: gives the cases that a message may list; asked only for a message or where no name is given.

    Raises:
        NoSuchThing: no such case, with near misses.
        UsageError: no name is given and there are several cases.
    """
    if name and is_case_name(name) and store.sources([case_graph(name)]):
        return name
    some = store.pointing(expand(cg.CaseFile), RDF_TYPE, most=_MANY)
    own = list(named()) if len(some) < _MANY else [local(file) for file in some]
    if name is not None:
        raise NoSuchThing("case", name, own, "casegraph list cases")
    if len(own) != 1:
        raise UsageError(f"name one case: {', '.join(sorted(own)[:6])}{' …' if len(own) > 6 else ''}")
    return own[0]


def source_called(store: Store, name: str) -> str:
    """The IRI of the one document that `name` is the id of; "" where there is none, or more than one."""
    held = [iri for iri in store.look_up(fold(local(name))) if name in (iri, local(iri))]
    exact = store.sources(held)
    return exact[0].iri if len(exact) == 1 else ""


def only_said(store: Store, name: str) -> bool:
    """Is there something of that name, and is nothing of that name established to be anything?"""
    held = store.claims(about=store.look_up(fold(name)))
    kinds = [claim.standing for claim in held if claim.predicate == RDF_TYPE]
    return bool(kinds) and not any(standing.asserted for standing in kinds)
