"""The order of a meeting as the pack gives it, with what each step needs before it may close."""
