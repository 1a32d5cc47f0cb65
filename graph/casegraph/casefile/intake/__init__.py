"""What a person says of a case, in a person's words: sources, courts, laws, dates and acts become records."""
