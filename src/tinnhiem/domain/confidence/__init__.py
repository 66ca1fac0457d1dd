"""One secret ballot on one leader: its stages, its equations and its outcome."""
