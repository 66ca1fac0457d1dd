"""Shelf of evidence on a leader, with who may open it."""
