"""A drawn figure looked at as a reader would: what overlaps, is too small, or cannot be told apart."""
