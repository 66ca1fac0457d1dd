"""Electronic ballots after the Belenios protocol: encryption, proofs, archive, verification."""
