"""How Vietnamese officers write dates and numbers."""
