"""The audit page: the ledger line by line, its end to note, and whether it is whole."""
