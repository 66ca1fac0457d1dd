"""Shared values for every floor: periods, text in normal form, foreseen errors and their sentences.

It imports nothing else of the house and no framework.
"""
