"""How readers of English find dates and numbers written."""
