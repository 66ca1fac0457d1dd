"""Pytest plugins: what may be left out, which database, the browser, the moments that tests speak of."""
