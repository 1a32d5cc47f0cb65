"""The catalogue of SPARQL queries, their results as tables, and a second engine that checks the first."""
