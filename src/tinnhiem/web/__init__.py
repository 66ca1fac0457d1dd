"""Screens grouped by the desk they stand on; one view makes one operation call or one query."""
