"""Commands: ``manage`` for the office, ``verify`` for strangers (no Django)."""
