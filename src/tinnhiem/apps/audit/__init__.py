"""The ledger: one line per act, hash-chained and append-only. Every operation of every app writes here."""
