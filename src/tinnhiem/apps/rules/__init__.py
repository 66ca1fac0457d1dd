"""The packs in force on a date, loaded once. It has no table of its own."""
