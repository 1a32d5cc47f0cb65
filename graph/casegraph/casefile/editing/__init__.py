"""A case file changed as text: what is not changed keeps every byte, its comments and its order."""
