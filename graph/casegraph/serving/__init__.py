"""The graph for other programs: a SPARQL endpoint, and tools for an assistant."""
