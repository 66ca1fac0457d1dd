"""The documents of the project speak of what exists."""
