"""Look-ups in a store's index of names that any SPARQL engine answers; words and names are bound by value."""

from collections.abc import Mapping, Sequence

from ..rdf import name_node, word_node
from ..records.claim import Literal, Term
from .protocol import Store

__all__ = ["named_starting", "named_with"]


def named_with(store: Store, words: Sequence[str], most: int) -> list[str]:
    """At most `most` things one of whose names holds each of `words`, sorted."""
    return _found(store, words, "", {}, most) if words else []


def named_starting(store: Store, key: str, most: int) -> list[str]:
    """At most `most` things with a name that starts with `key`, sorted."""
    bound = {"start": Literal(name_node(key))}
    return _found(store, key.split()[:-1], "?name cg:nameOf ?thing FILTER(STRSTARTS(STR(?name), ?start))", bound, most)


def _found(store: Store, words: Sequence[str], more: str, bound: Mapping[str, Term], most: int) -> list[str]:
    bound = {**bound, **{f"w{index}": word_node(word) for index, word in enumerate(words)}}
    patterns = " ".join(f"?w{index} cg:wordOf ?thing ." for index in range(len(words)))
    columns = " ".join(f"?{name}" for name in bound)
    rows = store.query(f"SELECT DISTINCT ?thing {columns} WHERE {{ {patterns} {more} }} LIMIT {int(most)}", bound)
    return sorted({row[0] for row in rows.texts()})
