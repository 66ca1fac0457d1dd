"""Staff lists as schools keep them, terms of office, and who is in conflict with whom."""
