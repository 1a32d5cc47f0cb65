"""What else could free a person."""
