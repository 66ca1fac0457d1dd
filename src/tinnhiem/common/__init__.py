"""Shared values that every floor may use: identifiers, periods, text in normal form, foreseen errors and their sentences.

It imports nothing else of the house and no framework."""
