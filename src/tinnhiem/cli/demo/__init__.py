"""The demo authority: an invented ward with invented schools and people, made through the real operations."""
