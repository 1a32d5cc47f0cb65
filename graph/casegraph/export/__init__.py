"""Other formats: what the graph says, for Gephi, Neo4j, Aleph, TimelineJS, calendars, pandas and Wikidata.

Every format is a function from facts to files (name → bytes); nothing is read from the clock, nothing depends on the
order of sets, so the same graph gives the same bytes. What a format cannot carry is said in its `loss`.
"""

from .bundle import bundle, verify
from .facts import Fact, Facts, read_facts
from .formats import FORMATS, Format, export

__all__ = ["FORMATS", "Fact", "Facts", "Format", "bundle", "export", "read_facts", "verify"]
