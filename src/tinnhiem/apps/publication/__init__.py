"""Shelf of publication: what must be published, where and from when it was, and until when it must stay.

It holds decisions and communiqués; no table of it has a place for a count, a comment or a roll.
"""
