"""Documents as files, for whoever belongs to their audience."""
