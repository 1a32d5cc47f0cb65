"""What stands behind claims, in any SPARQL engine."""

from collections.abc import Sequence

from ..vocabulary import local
from .protocol import Backing, Store

__all__ = ["documents_behind"]

_BACKING = """
SELECT ?claim ?source ?label ?url ?standing ?speakers ?start ?end ?quote ?kind WHERE {
  VALUES ?claim { %s }
  ?claim cg:source ?source ; cg:standing ?standing . ?source rdfs:label ?label .
  OPTIONAL { ?source cg:url ?url } OPTIONAL { ?claim cg:speakerChain ?speakers }
  OPTIONAL { ?claim cg:claimKind ?kind }
  OPTIONAL { ?claim cg:passage ?p . ?p oa:hasSource ?source ; oa:start ?start ; oa:end ?end .
             OPTIONAL { ?p cg:openingWords ?quote } }
}"""


def documents_behind(store: Store, claims: Sequence[str]) -> list[Backing]:
    """The documents behind the claims; see `Store.backing`."""
    rows = store.query(_BACKING % " ".join(f"<{claim}>" for claim in claims)).texts()
    return [
        Backing(claim, source, label, url, local(standing).lower(), speakers, _offset(start), _offset(end), quote, kind)
        for claim, source, label, url, standing, speakers, start, end, quote, kind in rows
    ]


def _offset(text: str) -> int | None:
    return int(text) if text else None
