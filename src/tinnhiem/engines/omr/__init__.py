"""Paper ballots read by machine: sheet layout, registration, mark reading."""
