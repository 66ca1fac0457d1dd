"""Secret ballots: printed, issued, counted twice, concluded."""
