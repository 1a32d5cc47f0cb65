"""Case files: read, check, compile to records, start a new one, print the schema."""
