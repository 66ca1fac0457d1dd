"""How dates and numbers are written, one package per language."""
