"""Paths: the way from a conviction to the office that decides."""
