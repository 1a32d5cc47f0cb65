"""Look-ups in a store's index of names that any SPARQL engine answers; words and names are bound by value."""

from ...rdf import name_node, word_node
from ...records.claim import Literal, Term
from ..protocol import By, Store

__all__ = ["named_alike"]


def named_alike(store: Store, key: str, by: By, most: int | None) -> list[str]:
    """The things one of whose names is `key`, holds its words or starts with it; see `Store.look_up`."""
    words, patterns, bound = key.split(), "", dict[str, Term]()
    if by == "name":
        words, patterns, bound = [], "?name cg:nameOf ?thing", {"name": name_node(key)}
    elif by == "start":
        words, patterns = words[:-1], "?name cg:nameOf ?thing FILTER(STRSTARTS(STR(?name), ?start))"
        bound = {"start": Literal(name_node(key))}
    elif not words:
        return []
    bound |= {f"w{index}": word_node(word) for index, word in enumerate(words)}
    patterns = " ".join(f"?w{index} cg:wordOf ?thing ." for index in range(len(words))) + patterns
    columns, limit = " ".join(f"?{name}" for name in bound), "" if most is None else f"LIMIT {int(most)}"
    rows = store.query(f"SELECT DISTINCT ?thing {columns} WHERE {{ {patterns} }} {limit}", bound)
    return sorted({row[0] for row in rows.texts()})
