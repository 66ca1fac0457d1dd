"""The appointing authority's desk: results that nobody else may open."""
