"""Where triples are kept: in memory, in a folder, behind a SPARQL endpoint; one protocol. Engine errors stop here."""

from .formats import FORMATS, serialize
from .guard import refuse_unsafe
from .memory import MemoryStore, ontology_graph
from .protocol import Fact, Rows, Store

__all__ = ["FORMATS", "Fact", "MemoryStore", "Rows", "Store", "ontology_graph", "refuse_unsafe", "serialize"]
