"""Shelf of documents: the bytes that were made or received, with who may open them."""
