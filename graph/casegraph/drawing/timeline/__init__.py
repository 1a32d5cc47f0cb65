"""Timelines: what happened in a case, to scale."""
