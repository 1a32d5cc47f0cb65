"""Where triples are kept: in memory, in a folder, behind a SPARQL endpoint; one protocol. Engine errors stop here."""

from .disk import DiskStore, building, is_store
from .formats import FORMATS, READ, read_rdf, serialize
from .memory import MemoryStore, ontology_graph
from .opening import open_store
from .protocol import By, Rows, Store
from .sparql import refuse_unsafe

__all__ = [
    "FORMATS",
    "READ",
    "By",
    "DiskStore",
    "MemoryStore",
    "Rows",
    "Store",
    "building",
    "is_store",
    "ontology_graph",
    "open_store",
    "read_rdf",
    "refuse_unsafe",
    "serialize",
]
